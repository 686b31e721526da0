"""What counting and timing refuse."""

from typing import Any

from dsviz.conv.errors import Refusal


class CostError(Refusal):
    """A refusal of a network to be counted or a measurement to be made.

    Examples
    --------
    >>> str(CostError("per-mac", got=3))
    'a multiply-accumulate counts as 1 or 2 operations; got 3'
    """

    room = "cost"


def yes_or_no(name: str, value: Any) -> bool:
    """Take True or False; a word such as "no" would count as True.

    Raises
    ------
    CostError, rule ``yes-or-no``

    Examples
    --------
    >>> yes_or_no("bias", "no")
    Traceback (most recent call last):
    dsviz.cost.errors.CostError: bias must be True or False; got 'no'
    """
    if not isinstance(value, bool):
        raise CostError("yes-or-no", name=name, got=repr(value))
    return value
