"""What the readers of typed text and uploaded files refuse."""

from dsviz.conv.errors import Refusal


class ReadError(Refusal):
    """A refusal of something a person typed, pasted, uploaded or followed a link to.

    Examples
    --------
    >>> str(ReadError("text-length", most=10, got=12))
    'a pasted text must have at most 10 characters; got 12'
    """

    room = "reading"
