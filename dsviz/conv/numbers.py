"""Settings as a person writes them, made into plain ints."""

from numbers import Integral
from typing import Any

from dsviz.conv.errors import ConvError, shown

Pair = tuple[int, int]

LARGEST_SETTING = 1_000_000


def whole_number(name: str, value: object, least: int = 0) -> int:
    """Take a whole number of at least `least`; a bool or a float is refused.

    Parameters
    ----------
    name : str
        What the number is, for the sentence.
    value : int or numpy integer
    least : int

    Returns
    -------
    int

    Raises
    ------
    ConvError
        Rules ``whole-number`` and ``range``.

    Examples
    --------
    >>> whole_number("stride", 2, least=1)
    2
    >>> whole_number("stride", 0, least=1)
    Traceback (most recent call last):
    dsviz.conv.errors.ConvError: stride must be from 1 to 1000000; got 0
    """
    if type(value) is int and least <= value <= LARGEST_SETTING:  # nearly always; the rest is slow to tell
        return value
    # A bool is an int to Python, and numpy's is not: neither is a number of cells.
    if isinstance(value, bool) or not isinstance(value, Integral):
        raise ConvError("whole-number", name=name, got=shown(value))
    number = int(value)
    if not least <= number <= LARGEST_SETTING:
        raise ConvError("range", name=name, least=least, most=LARGEST_SETTING, got=shown(number))
    return number


def is_sequence_of(value: Any, length: int) -> bool:
    """Tell whether a value is a list, tuple or array of this length."""
    return (
        not isinstance(value, (str, bytes, dict))
        and hasattr(value, "__getitem__")
        and _length(value) == length
    )


def _length(value: Any) -> int | None:
    try:
        return len(value)
    except TypeError:
        return None


def pair(name: str, value: Any, least: int = 0) -> Pair:
    """Take one number for both directions, or (height, width).

    >>> pair("stride", 2), pair("stride", (1, 2))
    ((2, 2), (1, 2))
    """
    if is_sequence_of(value, 2):
        height, width = value
        return whole_number(name, height, least), whole_number(name, width, least)
    if _length(value) is not None:
        raise ConvError("pair", name=name, got=shown(value))
    number = whole_number(name, value, least)
    return number, number
