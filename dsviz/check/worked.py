"""A gradient or a transposed output worked out by hand: which numbers are wrong, and what explains them all.

A number is right to the digits shown: half a unit of its own last digit, and what half a unit of each printed
tensor moves its sum by, are allowed for.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from dsviz.check.closeness import FLOAT32
from dsviz.check.digits import FRAMEWORK_DECIMALS, Digits, digits_of
from dsviz.check.printouts import is_cut
from dsviz.check.rounded import is_cut_in_the_middle
from dsviz.check.solved_layer import SAME_NUMBER, Array

LEAST_DECIMALS = 2  # to which an answer may have been rounded
LEAST_WRONG = 2  # numbers that a mistake must explain where others are open


@dataclass(frozen=True, eq=False)
class Marked:
    """An answer that was checked.

    Attributes
    ----------
    right : ndarray
    typed : ndarray
        In the same shape where it has as many numbers along the axes that are not 1, else as typed. NaN
        where a cell is open.
    wrong : tuple of index
        Where the two differ; empty where the shapes do.
    mistake : str
        The rule that gives every number that was typed, or "".
    is_exact : bool
        Whether right numbers have to be equal; else they are right to the digits shown.
    """

    right: Array
    typed: Array
    wrong: tuple[tuple[int, ...], ...]
    mistake: str
    is_exact: bool = True

    @property
    def open(self) -> int:
        """How many cells are open."""
        return int(np.isnan(self.typed).sum())

    @property
    def is_right(self) -> bool:
        """Whether every number is right, and none is open."""
        return self.typed.shape == self.right.shape and not self.wrong and not self.open


@dataclass(frozen=True, eq=False)
class Shown:
    """When two numbers count as the same.

    Attributes
    ----------
    digits : Digits or None
        Those of the answer; None where every tensor is whole, and every number has to be equal.
    carried, scale : ndarray
        Cell by cell how far unknown digits of the tensors may move a number, and the size of its products.
    """

    digits: Digits | None
    carried: Array
    scale: Array

    @classmethod
    def of(cls, compute: Callable[..., Array], tensors: Mapping[str, Array], typed: Array) -> Shown:
        """Look at the digits of an answer and of the tensors it was computed from.

        Parameters
        ----------
        compute : callable
            Takes the tensors by name; of absolute numbers it must give what they add up to at most.
        tensors : mapping of str to ndarray
        typed : ndarray
        """
        sizes = {name: abs(tensor) for name, tensor in tensors.items()}
        scale = compute(**sizes)
        nothing = np.zeros_like(scale)
        parted = {name: tensor for name, tensor in tensors.items() if (tensor % 1).any()}
        if not parted:
            return cls(None, nothing, scale)
        digits = digits_of(typed)
        printed = {name: each for name, each in _digits_of(parted).items() if is_cut(each)}
        if not printed:
            return cls(digits, nothing, scale)
        if digits.decimals < LEAST_DECIMALS:  # whole numbers are no printout's
            digits = replace(digits, decimals=FRAMEWORK_DECIMALS)
        wider = {name: size + _unit(name, size, printed) for name, size in sizes.items()}
        return cls(digits, compute(**wider) - scale, scale)

    def same(self, numbers: Array, typed: Array) -> NDArray[np.bool_]:
        """Tell cell by cell whether a typed number is the other one, as far as its digits go."""
        scale, carried = (
            each if each.shape == numbers.shape else np.full(numbers.shape, each.max(initial=0))
            for each in (self.scale, self.carried)
        )
        exact = abs(numbers - typed) <= SAME_NUMBER * scale * (self.digits is not None)
        if self.digits is None or not self.digits.decimals:
            return np.asarray(exact)
        room = self.digits.half_units(typed) * (1 + SAME_NUMBER) + FLOAT32 * scale
        near = abs(numbers - typed) <= room + carried * (1 + SAME_NUMBER)
        if not carried.any():
            near &= ~is_cut_in_the_middle(numbers, typed, self.digits.decimals)
        return np.asarray(near | exact)


def mark(right: Array, typed: Array, shown: Shown, mistakes: Iterable[tuple[str, Array]]) -> Marked:
    """Compare an answer with the right one, and find the mistake behind all that is wrong.

    Parameters
    ----------
    right : ndarray
    typed : ndarray
        Axes of length 1 may be left out; NaN for an open cell.
    shown : Shown
    mistakes : iterable of (str, ndarray)
        What each mistake gives, the likeliest first.
    """
    fitted = in_shape_of(right, typed)
    wrong: tuple[tuple[int, ...], ...] = ()
    if fitted.shape == right.shape:
        differs = ~(shown.same(right, fitted) | np.isnan(fitted))
        wrong = tuple(tuple(int(i) for i in at) for at in np.argwhere(differs))
    is_exact = shown.digits is None
    # Of another shape every number is one that a mistake must explain.
    told = len(wrong) if fitted.shape == right.shape else int((~np.isnan(fitted)).sum())
    if told < (LEAST_WRONG if np.isnan(fitted).any() else 1):
        return Marked(right, fitted, wrong, "", is_exact)
    return Marked(right, fitted, wrong, _behind(right, typed, shown, mistakes), is_exact)


def _behind(right: Array, typed: Array, shown: Shown, mistakes: Iterable[tuple[str, Array]]) -> str:
    for name, made in mistakes:
        if made.shape == right.shape and shown.same(right, made).all():
            continue
        fitted = in_shape_of(made, typed)
        if fitted.shape == made.shape and bool((shown.same(made, fitted) | np.isnan(fitted)).all()):
            return name
    return ""


def in_shape_of(wanted: Array, typed: Array) -> Array:
    """Give typed numbers the axes that were left out: those of length 1, or the maps of a list of rows.

    Examples
    --------
    >>> in_shape_of(np.zeros((2, 2, 2)), np.array([[1.0, 2], [3, 4], [5, 6], [7, 8]])).shape
    (2, 2, 2)
    >>> in_shape_of(np.zeros((2, 1, 2, 2)), np.array([[7.0, 14, 6, 12], [0, 3, 19, 8]]))[1, 0].tolist()
    [[0.0, 3.0], [19.0, 8.0]]
    """
    ours, theirs = ([n for n in each.shape if n > 1] for each in (wanted, typed))
    # Rows one after another, a map a row, or all in one, are maps that nobody set apart.
    a_map = [wanted.size // n for n in ours[:1]]
    is_flat = len(theirs) < len(ours) and theirs[-1:] in (ours[-1:], a_map, [wanted.size])
    is_flat = is_flat and typed.size == wanted.size
    return typed.reshape(wanted.shape) if ours == theirs or is_flat else typed


def _digits_of(tensors: Mapping[str, Array]) -> dict[str, Digits]:
    return {name: digits_of(tensor.ravel()) for name, tensor in tensors.items()}


def _unit(name: str, size: Array, printed: Mapping[str, Digits]) -> Array | float:
    return printed[name].half_units(size) if name in printed else 0.0
