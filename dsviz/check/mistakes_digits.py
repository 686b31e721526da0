"""How many digits an answer shows, and whether a number agrees with it to those digits.

A framework's printout holds float32 numbers, or four decimals of them: such an answer is right as far as
it goes. Somebody's own answer with fewer decimals has been rounded.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

import numpy as np
from numpy.typing import NDArray

from dsviz.check.solved_layer import Array, SolvedLayer

MOST_DECIMALS = 17  # a float64 between 0.1 and 1 has no more of them
FRAMEWORK_DECIMALS = 4  # what torch.Tensor prints
FRAMEWORK_SIGNIFICANT = 5  # and where it prints powers of ten
# Beyond float32's own digits only a number written as a power of ten has this many decimals.
POWER_OF_TEN_DECIMALS = 9
# Eight float32 roundings: those of the tensors and of the sum.
FLOAT32 = 2.0**-21


@dataclass(frozen=True)
class Digits:
    """The digits an answer shows.

    Attributes
    ----------
    decimals : int
        Most decimals of any number.
    significant : int
        Most significant digits of any number.
    """

    decimals: int
    significant: int

    @property
    def are_a_printouts(self) -> bool:
        """Whether a framework prints no more of them."""
        return self.decimals >= FRAMEWORK_DECIMALS

    def alike(self, layer: SolvedLayer, numbers: Array, typed: Array) -> NDArray[np.bool_]:
        """Tell cell by cell whether a number, written with these digits, is the typed one.

        Parameters
        ----------
        layer : SolvedLayer
            Its sums tell how much float32 may lose in them.
        numbers, typed : ndarray
            Of one shape, or `typed` a single number.
        """
        size = np.maximum(abs(numbers), abs(typed))
        sums = layer.scales if layer.scales.shape == numbers.shape else layer.scales.min()
        # A float32 printout has no fewer decimals than this where numbers are large.
        lost = FLOAT32 * np.maximum(sums, size) if self.decimals else 0.0
        with np.errstate(invalid="ignore", over="ignore"):
            near = abs(numbers - typed) <= self._half_unit(typed) * (1 + 1e-9) + lost
        return np.asarray((numbers == typed) | (near & np.isfinite(numbers) & np.isfinite(typed)))

    def _half_unit(self, typed: Array) -> Array:
        half = np.full(np.shape(typed), 0.5 * 10.0**-self.decimals)
        if self.decimals < POWER_OF_TEN_DECIMALS or self.significant < FRAMEWORK_SIGNIFICANT:
            return half
        with np.errstate(divide="ignore"):
            power = np.floor(np.log10(abs(typed)))
        of_the_last = 0.5 * 10.0 ** (power - self.significant + 1)
        return np.asarray(np.maximum(half, np.where(np.isfinite(power), of_the_last, 0)))


def digits_of(typed: Array) -> Digits:
    """Count the digits of the numbers as they were typed: the shortest that give the same float64.

    Examples
    --------
    >>> digits_of(np.array([0.5, 2.6667, np.nan]))
    Digits(decimals=4, significant=5)
    """
    decimals = significant = 0
    for value in typed[np.isfinite(typed)].tolist():
        _, digits, exponent = Decimal(repr(value)).normalize().as_tuple()
        decimals = max(decimals, -int(exponent))
        significant = max(significant, len(digits))
    return Digits(decimals, significant)
