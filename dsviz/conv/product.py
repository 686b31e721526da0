"""One number as a sum of products, whichever operation made it: what gradients and transposed layers show."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from math import prod
from operator import index as as_index
from typing import Generic, TypeVar, overload

import numpy as np

from dsviz.conv.trace import check_place, step_number

Index = tuple[int, ...]
Told = TypeVar("Told")


@dataclass(frozen=True, slots=True)
class Factor:
    """One of the two numbers of a product.

    Attributes
    ----------
    tensor : str
        "x", "weight", "dy", or "one" for the 1 of a bias.
    index : tuple of int or None
        Where the number stands in its tensor; None for a zero of the padding and for the 1 of a bias.
    value : float
    """

    tensor: str
    index: Index | None
    value: float


@dataclass(frozen=True, slots=True)
class Product:
    """One multiplication.

    Attributes
    ----------
    left, right : Factor
    value : float
    cell : (channel, row, col) or None
        The place in the larger map that the index rule names: place · stride + tap · dilation - padding.
        Of a convolution the cell of x under the window, of a transposed one the cell of y that is fed.
        Counted from the unpadded corner; None for a bias.
    is_padding : bool
        Whether that cell lies in the padding. Where the padding copies a border, a factor's index (for the
        gradient of x, the step's) is the true pixel.
    """

    left: Factor
    right: Factor
    value: float
    cell: Index | None
    is_padding: bool


@dataclass(frozen=True, slots=True)
class SumStep:
    """One number and the products that add up to it.

    Attributes
    ----------
    tensor : str
        "dx", "dw" or "db" of a gradient, "y" of a transposed convolution.
    index : tuple of int
        Where the number stands in its tensor.
    value : float
        The backend's number for this place.
    products : tuple of Product
        Empty where nothing reaches the number.
    bias : float or None
        None where there is none to add.
    """

    tensor: str
    index: Index
    value: float
    products: tuple[Product, ...]
    bias: float | None = None

    @property
    def total(self) -> float:
        """The products and the bias added up: what `value` must be.

        Examples
        --------
        >>> two, three = Factor("x", (0, 0, 0), 2.0), Factor("weight", (0, 0, 0, 0), 3.0)
        >>> product = multiply(two, three, cell=(0, 0, 0), is_padding=False)
        >>> SumStep("y", (0, 0, 0), 7.0, (product,), 1.0).total
        7.0
        """
        return sum(product.value for product in self.products) + (self.bias or 0.0)


@dataclass(frozen=True, slots=True)
class Stamp:
    """One input number and everything it is multiplied into: the scatter view of a transposed convolution.

    Attributes
    ----------
    tensor : str
        "x".
    index : tuple of int
    value : float
    products : tuple of Product
        One a tap; `Product.cell` is the place in y to which it is added. One that lies in the padding is
        taken away.
    """

    tensor: str
    index: Index
    value: float
    products: tuple[Product, ...]


class Steps(Sequence[Told], Generic[Told]):
    """Steps of a tensor, one a number in the order of its memory, each worked out when it is asked for.

    Parameters
    ----------
    shape : tuple of int
        Of the tensor.
    tell : callable
        Makes the step of an index.

    Examples
    --------
    >>> steps = Steps((2, 3), lambda index: index)
    >>> len(steps), steps[4], steps.at(0, 2), steps[-2:]
    (6, (1, 1), (0, 2), ((1, 1), (1, 2)))
    """

    def __init__(self, shape: Index, tell: Callable[[Index], Told]) -> None:
        self.shape, self._tell = shape, tell

    def __len__(self) -> int:
        return prod(self.shape)

    @overload
    def __getitem__(self, index: int) -> Told: ...
    @overload
    def __getitem__(self, index: slice) -> tuple[Told, ...]: ...
    def __getitem__(self, index: int | slice) -> Told | tuple[Told, ...]:
        if isinstance(index, slice):
            return tuple(self[i] for i in range(len(self))[index])
        number = step_number(index, len(self))
        return self._tell(tuple(int(i) for i in np.unravel_index(number, self.shape)))

    def at(self, *index: int) -> Told:
        """Return the step of the number that stands at an index of the tensor.

        Raises
        ------
        IndexError
            With the allowed range.
        """
        place = tuple(as_index(i) for i in index)
        check_place("tensor", place, self.shape)
        return self._tell(place)


def multiply(left: Factor, right: Factor, cell: Index | None, is_padding: bool) -> Product:
    """Make the product of two factors; it holds no -0.0, which would be shown as "-0"."""
    return Product(left, right, left.value * right.value + 0.0, cell, is_padding)
