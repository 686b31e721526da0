"""What the readers of typed text and uploaded files refuse."""

from dsviz.conv.errors import Refusal


class ReadError(Refusal):
    """A refusal of something a person typed, pasted, uploaded or followed a link to.

    Examples
    --------
    >>> str(ReadError("picture-channels", got=2))
    'a picture must be read as 1 or 3 channels; got 2'
    """

    room = "reading"
