"""How many digits a tensor shows, and how far a number may lie from them.

A framework's printout holds float32 numbers, or four decimals of them: an answer is right as far as it
goes, and so are the tensors it was computed from. So is somebody's own answer with one decimal or more,
where it has been rounded.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

import numpy as np

from dsviz.check.solved_layer import Array

FRAMEWORK_DECIMALS = 4  # what torch.Tensor prints
FRAMEWORK_SIGNIFICANT = 5  # and where it prints powers of ten
# NumPy and PyTorch turn to powers of ten where the largest number is so many times the smallest,
# or the smallest is smaller than this.
SPREAD_OF_POWERS = 1000
SMALLEST_PLAIN = 1e-4
LEAST_FULL = 0.6  # of such numbers nine in ten end in another digit than 0
LEAST_SIGNIFICANT = 3  # of a printout to fewer decimals, where so many numbers show it
LEAST_NUMBERS = 4


@dataclass(frozen=True)
class Digits:
    """The digits a tensor shows.

    Attributes
    ----------
    decimals : int
        Most decimals of any number.
    significant : int
        Most significant digits of any number.
    are_powers : bool
        Whether the numbers were written as powers of ten, each with the same significant digits.
    are_binary : bool
        Whether every number is an exact binary fraction, such as 0.0625: nothing of it was left off.
    bits : int
        Binary digits that each number was rounded to as it was computed, 8 of bfloat16; 0 where not.
    """

    decimals: int
    significant: int
    are_powers: bool = False
    are_binary: bool = False
    bits: int = 0

    @property
    def are_a_printouts(self) -> bool:
        """Whether a framework prints no more of them."""
        return self.decimals >= FRAMEWORK_DECIMALS

    def half_units(self, numbers: Array) -> Array:
        """Half a unit of the last digit of each number, as it was written."""
        half = np.full(np.shape(numbers), 0.5 * 10.0**-self.decimals)
        if self.bits:
            _, power_of_two = np.frexp(np.nan_to_num(numbers))
            half += np.ldexp(1.0, power_of_two - 1 - self.bits)
        if not self.are_powers:
            return half
        with np.errstate(divide="ignore"):
            power = np.floor(np.log10(abs(numbers)))
        of_the_last = 0.5 * 10.0 ** (power - self.significant + 1)
        return np.asarray(np.maximum(half, np.where(np.isfinite(power), of_the_last, 0)))


def digits_of(numbers: Array) -> Digits:
    """Count the digits of numbers as they were typed: the shortest that give the same float64.

    Examples
    --------
    >>> digits_of(np.array([0.5, 2.6667, np.nan]))
    Digits(decimals=4, significant=5, are_powers=False, are_binary=False, bits=0)
    >>> digits_of(np.array([1.2345e-4, 6.7891e2])).half_units(np.array([600.0])).tolist()
    [0.005]
    """
    written = [Decimal(repr(value)).normalize() for value in numbers[np.isfinite(numbers)].tolist()]
    if not written:
        return Digits(0, 0, are_binary=True)
    decimals = max(max(0, -int(each.as_tuple().exponent)) for each in written)
    significant = max(len(each.as_tuple().digits) for each in written)
    binary = all(Decimal(float(each)) == each for each in written)
    return Digits(decimals, significant, _are_powers(written, significant), binary)


def _are_powers(written: list[Decimal], significant: int) -> bool:
    """Tell whether the numbers look like 1.2345e-04: all of one length, and too far apart for decimals."""
    sizes = [abs(each) for each in written if each]
    is_short = significant < FRAMEWORK_SIGNIFICANT
    if significant < LEAST_SIGNIFICANT or len(sizes) < (LEAST_NUMBERS if is_short else 2):
        return False
    if max(sizes) <= SPREAD_OF_POWERS * min(sizes) and min(sizes) >= Decimal(str(SMALLEST_PLAIN)):
        return False
    full = sum(len(each.as_tuple().digits) == significant for each in sizes)
    return full > LEAST_FULL * len(sizes)
