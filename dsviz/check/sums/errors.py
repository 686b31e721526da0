"""What the readers of sums and answers refuse, as one table: the rule's id and the sentence it says."""

from collections.abc import Mapping
from typing import ClassVar

from dsviz.reading.errors import ReadError

RULES: Mapping[str, str] = {
    "answer-axes": "an answer must have the axes (out_channels, height, width); got shape {shape}",
    "sum-length": "a sum must have at most {most} characters; got {got}",
    "sum-empty": "a sum must have at least one term; got none",
    "sum-character": "a sum must be made of numbers, + - * ( ) = and commas; got {got}",
    "sum-number": "a number must have at most {most} characters and be at most {largest}; got {got}",
    "sum-product": "a product must be at most {most}; got a larger one",
    "sum-divisor": "a fraction must have a divisor other than 0; got {got}",
    "sum-factor": "a number or a bracket must stand before and after a multiplication sign; got {got}",
    "sum-term": "a term must stand between two signs; got {got}",
    "sum-depth": "brackets must be nested at most {most} deep; got one more",
    "sum-bracket-open": "an opening bracket must be closed; got no closing one",
    "sum-bracket-close": "a closing bracket must have been opened; got one more",
    "sum-equals": "an equals sign must not stand inside brackets; got one",
    "sum-channel": "the channel must be one the window reads, {known}; got {got}",
}


class CheckError(ReadError):
    """A refusal of a typed sum or answer.

    Examples
    --------
    >>> str(CheckError("sum-length", most=10000, got=30000))
    'a sum must have at most 10000 characters; got 30000'
    """

    sentences: ClassVar[Mapping[str, str]] = RULES
