"""What the readers of sums and answers refuse."""

from dsviz.conv.errors import Refusal


class CheckError(Refusal):
    """A refusal of a typed sum or answer.

    Examples
    --------
    >>> str(CheckError("sum-length", most=10000, got=30000))
    'a sum must have at most 10000 characters; got 30000'
    """

    room = "check"
