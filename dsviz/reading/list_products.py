"""A list times a whole number: Python repeats the list, mathematics and MATLAB multiply each number."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Literal, NamedTuple

from dsviz.reading import words
from dsviz.reading.arithmetic import repeated
from dsviz.reading.frames import Frame, Pending, Shape, Value
from dsviz.reading.scan import MOST_NUMBERS
from dsviz.reading.turns import scaled
from dsviz.reading.typed import Typed

Meaning = Literal["repeated", "scaled", "doubt"]

# What a list is the argument of in Python, whether or not its library stands before it.
_PYTHONS = words.TENSORS | {"list", "tuple"}
# A float times a list is an error in Python: 0.5*[1, 2] can only be meant for each number.
_WHOLE = re.compile(r"[( ]*(?:[-+]?[0-9_]+(?![0-9._eE]|[ ]?/)|[A-Za-z_]\w*)")


class Product(NamedTuple):
    """A list, the number it is multiplied by, and which of them stands first."""

    items: Value
    times: Value
    is_list_first: bool


class Doubt(NamedTuple):
    """A product of which nothing says what it means: what it may be, the likelier first."""

    offset: int
    first: Typed
    other: Typed

    def settled(self, value: Typed) -> Typed | None:
        """Add what else a value may be; None where it is another value than the product."""
        if (value.numbers, value.shape) != (self.first.numbers, self.first.shape):
            return None
        return value._replace(form=self.first.form, others=(self.other,))


def product_of(pending: Pending, right: Value) -> Product | None:
    """Return the list and the number that are multiplied; None for any other product."""
    left = pending.left
    if not pending.may_repeat or left.is_list == right.is_list:
        return None
    product = Product(left, right, True) if left.is_list else Product(right, left, False)
    return product if product.times.shape == () else None


def meaning_of(
    text: str, stack: Sequence[Frame], product: Product, numbers: list[float], is_python: bool
) -> Meaning:
    """Tell what a product of a list and a number means where it stands.

    Parameters
    ----------
    text : str
    stack : sequence of Frame
        The open brackets, innermost last.
    product : Product
    numbers : list of float
    is_python : bool
        The words of the text are Python's, or a list in the text was repeated already.
    """
    size = numbers[product.times.start]
    whole = _WHOLE.match(text, product.times.offset) is not None and size.is_integer()
    in_list = any(frame.opener == "[" for frame in stack)
    if not whole:
        return "repeated" if product.is_list_first and stack[-1].opener == "[" else "scaled"
    names = [frame.name for frame in stack if frame.name]
    if in_list or is_python or any("." in name or name in _PYTHONS for name in names):
        return "repeated"
    is_plain = not names and all(frame.opener in ("", "(") for frame in stack)
    count = product.items.stop - product.items.start
    return "doubt" if is_plain and size > 1 and count * size <= MOST_NUMBERS else "scaled"


def doubted(text: str, product: Product, numbers: list[float]) -> tuple[Value, Doubt]:
    """Work out a product in both ways; a list that stands first is rather Python's."""
    items, times = product.items, product.times
    found: dict[str, tuple[list[float], Shape]] = {}
    before, start = list(numbers), min(items.start, times.start)
    for form in ("repeated", "scaled") if product.is_list_first else ("scaled", "repeated"):
        again = list(before)
        if form == "repeated":
            value = repeated(text, items, times, again)
        else:
            value = scaled(text, items, "*", again[times.start], again)
        found[form] = again[value.start : value.stop], value.shape
    first, other = (Typed(*each, form=form) for form, each in found.items())
    numbers[start:] = first.numbers
    offset = min(items.offset, times.offset)
    return Value(start, len(numbers), first.shape, offset), Doubt(offset, first, other)
