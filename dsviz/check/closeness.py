"""When two numbers count as the same: equal, or equal as far as the digits go that were shown.

Of a tensor printed with four decimals the fifth is not known. The unknown half unit of every input, weight
and bias is carried through the sum, |x|·u(w) + |w|·u(x) + u(x)·u(w) for each product, and half a unit of
the answer's own last digit comes on top.

Tensors given as text with one to three decimals may be exact, or may have been rounded: nothing in them
tells. They are exact where the answer holds more decimals than they do, and where more of its numbers follow
from them as they are than would by chance. Otherwise half a unit of each is carried, but no more than four
standard deviations of the sum. Where the input or the weights are whole or binary fractions the tensors are
exact too, unless the answer has as many decimals, two or more, and is off as rounding makes it.

An answer with one decimal or more is right where it is the right number rounded. One of whole numbers only
shows no digit behind the point: beside results that are not whole it is wrong, "decimals were left off".
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from dsviz.check.carried import carried, carried_through, deviations, most_carried
from dsviz.check.digits import FRAMEWORK_DECIMALS, Digits, digits_of
from dsviz.check.exactness import are_exact, are_rounded
from dsviz.check.mistake import Outcome
from dsviz.check.printouts import few_decimals, is_cut, most_decimals, of_a_printout, precision_of_powers
from dsviz.check.rounded import is_cut_in_the_middle, rounded_coarser, rounded_significant
from dsviz.check.shown import decimals_beside, digits_beside, digits_shown
from dsviz.check.solved_layer import Array, SolvedLayer
from dsviz.reading.shown_digits import Shown

PRINTED = ("x", "weight", "bias")
# Eight float32 roundings: those of the tensors and of the sum.
FLOAT32 = 2.0**-21
LEAST_MISSED = 2  # cells
BY_CHANCE = 0.5  # less than this part of the cells
MOST_TYPED = 6  # decimals of an answer that somebody rounded; float32 and float64 have more


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
    are_few : bool
        The tensors show fewer decimals than a framework prints, so that they may as well be exact. Of the
        half units only so much is carried as sums of them reach, not what they might add up to.
    is_shown, is_weight_typed : bool
        The text of a tensor or of the answer told its digits; the weights were read from text.
    rounded : Closeness or None
        Of few decimals that were taken as exact: what would count as the same, had they been rounded.
    """

    layer: SolvedLayer
    digits: Digits | None
    units: dict[str, Array]
    are_few: bool = False
    is_shown: bool = False
    is_weight_typed: bool = False
    rounded: Closeness | None = None

    @classmethod
    def of(cls, layer: SolvedLayer, typed: Array, printed: Collection[str] = PRINTED) -> Closeness:
        """Look at the digits of an answer and of the layer's tensors.

        Parameters
        ----------
        layer : SolvedLayer
        typed : ndarray
        printed : collection of {"x", "weight", "bias"}
            The tensors that were read from text. The others are exact. As a mapping, each with what its
            text shows of its digits, or None; "output" is the answer's.
        """
        texts = printed if isinstance(printed, Mapping) else {}
        shown: dict[str, Shown] = {name: each for name, each in texts.items() if each is not None}
        own = shown.pop("output", None)
        if own is not None and not own.bits:
            # What numbers of sixteen bits give has sixteen bits, too.
            own = own._replace(bits=max((each.bits for each in shown.values()), default=0))
        close = cls._beside(layer, typed, printed, shown) if shown else cls._of_numbers(layer, typed, printed)
        close = close if own is None else replace(close, digits=digits_shown(own, typed), is_shown=True)
        return replace(close, is_weight_typed="weight" in printed)

    @classmethod
    def _beside(
        cls, layer: SolvedLayer, typed: Array, printed: Collection[str], shown: Mapping[str, Shown]
    ) -> Closeness:
        """Carry the half units of tensors whose text told their digits; those beside them are printed."""
        first = next(iter(shown.values()))
        units = _printed_units(_tensors(layer, printed), decimals_beside(first))
        for name, each in shown.items():
            tensor = layer.tensors[name]
            if tensor is not None:
                # The numbers themselves have their type: only their printed digits are unknown.
                units[name] = digits_shown(each._replace(bits=0), tensor).half_units(tensor)
        return cls(layer, digits_beside(first, typed), units, is_shown=True)

    @classmethod
    def _of_numbers(cls, layer: SolvedLayer, typed: Array, printed: Collection[str]) -> Closeness:
        if layer.is_whole:
            return cls(layer, None, {})
        digits = digits_of(typed)
        tensors = _tensors(layer, printed)
        precision = precision_of_powers([*(digits_of(each.ravel()) for each in tensors.values()), digits])
        if precision is not None:
            return cls(layer, of_a_printout(digits, precision), _printed_units(tensors, precision))
        if any(is_cut(digits_of(tensor.ravel())) for tensor in tensors.values()):
            # 5.0000 has no decimal as a number, and four in the printout that it comes from.
            digits = digits if digits.decimals else of_a_printout(digits)
            return cls(layer, digits, _printed_units(tensors))
        exact = cls(layer, digits, {})
        decimals = most_decimals(tensors)
        if decimals is None:
            return exact
        units = {name: np.full(tensor.shape, 0.5 * 10.0**-decimals) for name, tensor in tensors.items()}
        rounded = cls(layer, digits, units, are_few=True)
        is_exact = few_decimals(tensors, digits) is None or rounded._is_of_exact_tensors(exact, typed)
        return replace(exact, rounded=rounded) if is_exact else rounded

    @property
    def shown_decimals(self) -> int | None:
        """The fewest decimals that the printed tensors show; None where all are exact."""
        if self.is_shown:
            return None
        halves = [float(unit.min()) for unit in self.units.values()]
        return round(-np.log10(2 * max(halves))) if halves else None

    @property
    def answer_decimals(self) -> int | None:
        """How many decimals somebody's own answer holds; None where it has those of a printout."""
        if self.is_shown or self.digits is None or not 1 <= self.digits.decimals <= MOST_TYPED:
            return None
        is_printed = (self.shown_decimals or 0) >= FRAMEWORK_DECIMALS and self.digits.are_a_printouts
        return None if is_printed else self.digits.decimals

    @cached_property
    def carried(self) -> Array:
        """How far the unknown digits of the tensors may move each output; shape (N, Ho, Wo)."""
        return carried(self.layer, self.units, self.are_few)

    @cached_property
    def most_carried(self) -> float:
        """How far they may move any sum of the layer's numbers."""
        return most_carried(self.layer, self.units, self.are_few)

    def carried_by(self, outcome: Outcome) -> Array | None:
        """How far the unknown digits may move what a mistake makes; None where it is as in the layer."""
        return carried_through(self.layer, self.units, self.are_few, outcome) if self.units else None

    def _is_of_exact_tensors(self, exact: Closeness, typed: Array) -> bool:
        """Tell whether the numbers follow from the tensors as they are, the likelier where one is whole."""
        right, is_one_whole = self.layer.answer, not {"x", "weight"} <= self.units.keys()
        if self.digits is None or typed.shape != right.shape or np.isnan(typed).all():
            return is_one_whole
        known, unit = ~np.isnan(typed), 10.0**-self.digits.decimals
        if self.digits.decimals > (self.shown_decimals or 0):
            # What was computed with more digits than are shown meets what follows from these by chance only.
            met = exact.as_printed(right, typed)[known]
            return len(met) < LEAST_MISSED or bool(met.mean() >= BY_CHANCE)
        sigmas = deviations(self.layer, self.units)[known] / unit
        if is_one_whole:
            return not are_rounded((typed - right)[known] / unit, sigmas)
        cut = (abs(right) - abs(typed))[known] / unit
        return are_exact(exact.as_printed(right, typed)[known], cut, sigmas)

    def exact(self, numbers: Array, typed: Array) -> NDArray[np.bool_]:
        """Tell cell by cell whether two numbers are the same to the last digit of float64."""
        return self.layer.alike(numbers, typed)

    def as_shown(self, numbers: Array, typed: Array, room: Array | None = None) -> NDArray[np.bool_]:
        """Tell cell by cell whether a number, written with the digits shown, is the typed one.

        Parameters
        ----------
        numbers, typed : ndarray
            Of one shape, or `typed` a single number.
        room : ndarray, optional
            How far unknown digits may move the numbers; as in the layer, where it is left out.
        """
        if self.digits is None:
            return self.exact(numbers, typed)
        return self._within(self.digits, numbers, typed, room)

    def as_printed(self, numbers: Array, typed: Array) -> NDArray[np.bool_]:
        """Tell cell by cell whether the typed number is the other one, or that one rounded.

        As `as_shown`, but a number cut off is not right, and neither are whole numbers for others. Where
        several cells have fewer decimals than the rest, their own count.
        """
        if self.digits is None or not (self.digits.decimals or self.is_shown):
            return self.exact(numbers, typed)
        near, decimals = self._within(self.digits, numbers, typed), self.digits.decimals
        if not self.units:
            near &= ~is_cut_in_the_middle(numbers, typed, decimals) | self.exact(numbers, typed)
        far = ~near & np.isfinite(typed)
        if not far.any():
            return near
        room = np.broadcast_to(self._at(self.carried, numbers, np.max), far.shape)
        if far.sum() > 1 and not self.is_shown:
            near[far] = rounded_coarser(numbers[far], typed[far], decimals, room[far])
        return near | (far & rounded_significant(numbers, typed, room))

    def _within(
        self, digits: Digits, numbers: Array, typed: Array, carried_there: Array | None = None
    ) -> NDArray[np.bool_]:
        size = np.maximum(abs(numbers), abs(typed))
        lost = FLOAT32 * np.maximum(self._at(self.layer.scales, numbers, np.min), size)
        room = digits.half_units(typed) * (1 + 1e-9) + (lost if digits.decimals else 0.0)
        moved = self._at(self.carried, numbers, np.max) if carried_there is None else carried_there
        with np.errstate(invalid="ignore", over="ignore"):
            near = abs(numbers - typed) <= room + moved * (1 + 1e-9)
        same = (numbers == typed) | (near & np.isfinite(numbers) & np.isfinite(typed))
        return np.asarray(same | self.exact(numbers, typed))

    @staticmethod
    def _at(of_each_output: Array, numbers: Array, of_all: Callable[[Array], float]) -> Array | float:
        return of_each_output if of_each_output.shape == numbers.shape else of_all(of_each_output)


def _tensors(layer: SolvedLayer, printed: Collection[str]) -> dict[str, Array]:
    """The tensors that were read from text and are not whole."""
    known = ((name, layer.tensors[name]) for name in PRINTED if name in printed)
    return {name: tensor for name, tensor in known if tensor is not None and (tensor % 1).any()}


def _printed_units(tensors: dict[str, Array], decimals: int = FRAMEWORK_DECIMALS) -> dict[str, Array]:
    """Half a unit of every tensor beside a printout, where 0.5 is 0.5000 too."""
    return {
        name: of_a_printout(digits_of(tensor.ravel()), decimals).half_units(tensor)
        for name, tensor in tensors.items()
    }
