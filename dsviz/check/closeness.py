"""When two numbers count as the same: equal, or equal as far as the digits go that were shown.

Of a tensor printed with four decimals the fifth is not known. The unknown half unit of every input, weight
and bias is carried through the sum, |x|·u(w) + |w|·u(x) + u(x)·u(w) for each product, and half a unit of
the answer's own last digit comes on top.
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from dsviz.check.digits import FRAMEWORK_DECIMALS, MOST_DECIMALS, Digits, digits_of
from dsviz.check.solved_layer import Array, SolvedLayer
from dsviz.conv.convolve import compute

PRINTED = ("x", "weight", "bias")
# Eight float32 roundings: those of the tensors and of the sum.
FLOAT32 = 2.0**-21
MOST_PRINTED = 12  # significant digits; a float64 that was not printed has 15 to 17


@dataclass(frozen=True, eq=False)
class Closeness:
    """What counts as the same number in a layer, and in an answer to it.

    Attributes
    ----------
    layer : SolvedLayer
    digits : Digits or None
        Those of the answer; None where every number is whole and has to be equal.
    units : dict of str to ndarray
        Half a unit of the last digit of each tensor that was read from a printout.
    """

    layer: SolvedLayer
    digits: Digits | None
    units: dict[str, Array]

    @classmethod
    def of(cls, layer: SolvedLayer, typed: Array, printed: Collection[str] = PRINTED) -> Closeness:
        """Look at the digits of an answer and of the layer's tensors.

        Parameters
        ----------
        layer : SolvedLayer
        typed : ndarray
        printed : collection of {"x", "weight", "bias"}
            The tensors that were read from text. The others are exact.
        """
        if layer.is_whole:
            return cls(layer, None, {})
        units = _units(layer, printed)
        digits = digits_of(typed)
        if units:
            # 0.5000 has one decimal as a number, and four in the printout that it comes from.
            digits = _of_a_printout(digits)
        return cls(layer, digits, units)

    @property
    def shown_decimals(self) -> int | None:
        """The fewest decimals that the printed tensors show; None where all are exact."""
        halves = [float(unit.min()) for unit in self.units.values()]
        return round(-np.log10(2 * max(halves))) if halves else None

    @cached_property
    def carried(self) -> Array:
        """How far the unknown digits of the tensors may move each output; shape (N, Ho, Wo)."""
        if not self.units:
            return np.zeros_like(self.layer.scales)
        wider = {
            name: None if tensor is None else abs(tensor) + self.units.get(name, 0.0)
            for name, tensor in self.layer.tensors.items()
        }
        return compute(self.layer.replace(**wider), "numpy") - self.layer.scales

    def exact(self, numbers: Array, typed: Array) -> NDArray[np.bool_]:
        """Tell cell by cell whether two numbers are the same to the last digit of float64."""
        return self.layer.alike(numbers, typed)

    def as_shown(self, numbers: Array, typed: Array) -> NDArray[np.bool_]:
        """Tell cell by cell whether a number, written with the digits shown, is the typed one.

        Parameters
        ----------
        numbers, typed : ndarray
            Of one shape, or `typed` a single number.
        """
        if self.digits is None:
            return self.exact(numbers, typed)
        return self._within(self.digits, numbers, typed)

    def as_printed(self, numbers: Array, typed: Array) -> NDArray[np.bool_]:
        """As `as_shown`, but only to the digits of a framework's printout: somebody's own are exact."""
        if self.digits is None or not self.digits.decimals:
            return self.exact(numbers, typed)
        # Large float32 numbers have fewer decimals: there only what float32 loses is forgiven.
        fine = self.digits if self.digits.are_a_printouts else Digits(MOST_DECIMALS, significant=0)
        return self._within(fine, numbers, typed)

    def _within(self, digits: Digits, numbers: Array, typed: Array) -> NDArray[np.bool_]:
        size = np.maximum(abs(numbers), abs(typed))
        lost = FLOAT32 * np.maximum(self._at(self.layer.scales, numbers, np.min), size)
        room = digits.half_units(typed) * (1 + 1e-9) + (lost if digits.decimals else 0.0)
        with np.errstate(invalid="ignore", over="ignore"):
            near = abs(numbers - typed) <= room + self._at(self.carried, numbers, np.max) * (1 + 1e-9)
        same = (numbers == typed) | (near & np.isfinite(numbers) & np.isfinite(typed))
        return np.asarray(same | self.exact(numbers, typed))

    @staticmethod
    def _at(of_each_output: Array, numbers: Array, of_all: Callable[[Array], float]) -> Array | float:
        return of_each_output if of_each_output.shape == numbers.shape else of_all(of_each_output)


def _is_cut(digits: Digits) -> bool:
    """Tell whether digits were left off: as many as a printout has, and no more."""
    return digits.are_a_printouts and digits.significant <= MOST_PRINTED and not digits.are_binary


def _units(layer: SolvedLayer, printed: Collection[str]) -> dict[str, Array]:
    """Half a unit of every tensor of a printout; none where no tensor looks like one."""
    known = {name: layer.tensors[name] for name in printed if layer.tensors[name] is not None}
    tensors = {name: each for name, each in known.items() if each is not None and (each % 1).any()}
    digits = {name: digits_of(tensor.ravel()) for name, tensor in tensors.items()}
    if not any(_is_cut(each) for each in digits.values()):
        return {}
    # Beside a printout 0.5 is 0.5000 too: a framework prints all of them with as many decimals.
    return {name: _of_a_printout(digits[name]).half_units(tensor) for name, tensor in tensors.items()}


def _of_a_printout(digits: Digits) -> Digits:
    return replace(digits, decimals=max(digits.decimals, FRAMEWORK_DECIMALS))
