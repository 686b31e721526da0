"""The digits of tensors whose text says more of them than their numbers do: 1.0000e+00, 1.0e+03 * 0.0025."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from dsviz.check.digits import FRAMEWORK_DECIMALS, Digits, digits_of
from dsviz.check.solved_layer import Array
from dsviz.reading.shown_digits import Shown


def digits_shown(shown: Shown, numbers: Array) -> Digits:
    """Count the digits of numbers as they stood in their text.

    Examples
    --------
    >>> numbers = np.array([12346.0, 1.0, 0.001])
    >>> digits_shown(Shown(4, in_powers=True), numbers).half_units(numbers).tolist()
    [0.5, 5e-05, 5e-08]
    >>> digits_shown(Shown(1), numbers).half_units(numbers).tolist()
    [0.05, 0.05, 0.05]
    """
    if not shown.in_powers:
        return Digits(shown.decimals, digits_of(numbers.ravel()).significant, bits=shown.bits)
    sizes = abs(numbers[np.isfinite(numbers) & (numbers != 0)])
    least = int(np.floor(np.log10(sizes.min()))) if sizes.size else 0
    return Digits(shown.decimals - least, shown.decimals + 1, are_powers=True, bits=shown.bits)


def digits_beside(shown: Shown, numbers: Array) -> Digits:
    """Count the digits of an answer whose text is not known, beside tensors whose text is.

    Examples
    --------
    >>> digits_beside(Shown(4, in_powers=True), np.array([24691.0, 2.0])).half_units(np.array([24691.0, 2.0]))
    array([5.e-01, 5.e-05])
    >>> digits_beside(Shown(1), np.array([2469.1, 5.0])).decimals
    1
    """
    digits = replace(digits_of(numbers.ravel()), bits=shown.bits)
    plain = replace(digits, decimals=max(digits.decimals, decimals_beside(shown)))
    # Of several numbers of such a printout hardly all end in a 0: fewer digits are somebody's own.
    is_full = digits.significant == shown.decimals + 1 or numbers.size == 1
    if shown.in_powers and is_full and digits.significant <= shown.decimals + 1:
        return replace(plain, significant=shown.decimals + 1, are_powers=True)
    if not shown.in_powers and digits.decimals <= max(0, shown.decimals):
        rounded = np.round(numbers, shown.decimals)
        if np.array_equal(rounded, numbers, equal_nan=True):
            return replace(digits, decimals=shown.decimals)
    return digits if digits.decimals else plain


def decimals_beside(shown: Shown) -> int:
    """Count the decimals of a printout without powers, beside one that has them."""
    return min(shown.decimals, FRAMEWORK_DECIMALS) if shown.in_powers else FRAMEWORK_DECIMALS
