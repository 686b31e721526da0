"""A person's working for one output number, read in the way that leaves the least to correct."""

from __future__ import annotations

from dsviz.check.sums.check import CheckedSum, check_sum
from dsviz.check.sums.errors import CheckError
from dsviz.check.sums.passage import Part, check_passage, is_passage
from dsviz.conv.step import Step


def check_working(text: str, step: Step) -> CheckedSum | tuple[Part, ...]:
    """Compare a working with a step: as one sum, or as the sums of a passage.

    Parameters
    ----------
    text : str
        At most 10,000 characters.
    step : Step

    Returns
    -------
    CheckedSum or tuple of Part
        Of a text that is a passage its parts, unless as one sum it has less to correct.

    Raises
    ------
    CheckError
        Where neither can be read.

    Examples
    --------
    >>> from dsviz.conv.trace import trace
    >>> step = trace([[[1, 3]]], [[[[2, 4]]]], backend="numpy")[0]
    >>> check_working("row 0: 1*2 = 2 and 3*4 = 12\\nsum = 14", step).is_right
    True
    >>> [(part.kind, part.is_right) for part in check_working("products: 1*2, 3*4\\nsum: 15", step)]
    [('channel', True), ('total', False)]
    """
    if not is_passage(text):
        return check_sum(text, step)
    try:
        parts = check_passage(text, step)
    except CheckError as error:
        try:
            return check_sum(text, step)
        except CheckError:
            raise error from None
    mistakes = sum(part.checked.mistakes if part.checked else not part.is_right for part in parts)
    if not mistakes:
        return parts
    try:
        whole = check_sum(text, step)
    except CheckError:
        return parts
    return whole if whole.mistakes < mistakes else parts
