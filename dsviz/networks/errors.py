"""What the networks refuse."""

from dsviz.conv.errors import Refusal


class NetworkError(Refusal):
    """A refusal of a network's input.

    Examples
    --------
    >>> str(NetworkError("subsample-places", reshape=12, pooled=9, height=7, width=7))[-22:]
    'got 12 and 9 for 7 x 7'
    """

    room = "networks"
