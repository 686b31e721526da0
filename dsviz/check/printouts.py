"""What the digits of tensors say of how they were printed: cut off, rounded to a few, as powers of ten."""

from __future__ import annotations

from dataclasses import replace

from dsviz.check.digits import FRAMEWORK_DECIMALS, Digits, digits_of
from dsviz.check.solved_layer import Array

LEAST_ROUNDED = 2  # decimals beside whole numbers; 0.5 with one is rather exact
MOST_PRINTED = 12  # significant digits; a float64 that was not printed has 15 to 17


def is_cut(digits: Digits) -> bool:
    """Tell whether digits were left off: as many as a printout has, and no more."""
    return digits.are_a_printouts and digits.significant <= MOST_PRINTED and not digits.are_binary


def few_decimals(tensors: dict[str, Array], answer: Digits) -> int | None:
    """Count the decimals that input and weights may have been rounded to; None if they are exact."""
    most = most_decimals(tensors)
    # Beside whole numbers only a printout's decimals, the same everywhere, may be rounded ones.
    least = 1 if {"x", "weight"} <= tensors.keys() else most or 0
    return most if least <= answer.decimals else None


def most_decimals(tensors: dict[str, Array]) -> int | None:
    """Count the decimals of an input and weights that may be exact or rounded; None of what is exact."""
    factors = [digits_of(tensors[name].ravel()) for name in ("x", "weight") if name in tensors]
    if not factors or any(each.are_binary for each in factors):
        return None
    most = max(each.decimals for each in factors)
    least = 1 if len(factors) > 1 else LEAST_ROUNDED
    return most if least <= most < FRAMEWORK_DECIMALS else None


def of_a_printout(digits: Digits, decimals: int = FRAMEWORK_DECIMALS) -> Digits:
    """Count at least the decimals of a printout, in which 0.5 is 0.5000."""
    return replace(digits, decimals=max(digits.decimals, decimals))


def precision_of_powers(all_digits: list[Digits]) -> int | None:
    """Count the decimals of a printout to fewer than a framework's own, where powers of ten show it."""
    shown = [each.significant - 1 for each in all_digits if each.are_powers]
    return max(shown) if shown and max(shown) < FRAMEWORK_DECIMALS else None
