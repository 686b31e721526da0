"""Whether tensors with few decimals are exact, or were rounded: what the answer computed from them tells.

Rounded tensors move every number by about a standard deviation. Where so many numbers agree with the tensors
as they stand that rounded ones hardly would by chance, the tensors are exact. Where numbers are off by
different amounts, all of them as small as rounding makes them, the tensors were rounded.
"""

from __future__ import annotations

from math import erf, log, sqrt

import numpy as np
from numpy.typing import NDArray

from dsviz.check.solved_layer import Array

NEARLY_ALL = 0.9  # numbers, or all of them cut off
HARDLY = 1e-3  # chance that what shows would show with rounded tensors too
HARDLY_CUT = 1e-5  # the same of numbers cut off: more people round an answer than cut it off
LEAST_CHANCE = 0.05  # of one number that is cut off; one alone shows little, however unlikely it is
LEAST_OFF = 2  # numbers; one alone is sooner a slip in the last digit
MOST_OFF = 4.0  # standard deviations; one in 16,000 is farther off
MOST_ALIKE = 1.5  # units by which all numbers may be off the same way
MOST = 0.5  # of the numbers
MOST_SQUARE = 4.0  # of the mean square that rounding alone would give: windows share what is lost
HAIR = 1e-6
SIGMAS = np.linspace(-4, 4, 81)
NORMAL = np.exp(-(SIGMAS**2) / 2) / np.exp(-(SIGMAS**2) / 2).sum()


def are_exact(agrees: NDArray[np.bool_], cut: Array, deviations: Array) -> bool:
    """Tell whether an answer shows that the tensors it was computed from are exact.

    Parameters
    ----------
    agrees : ndarray of bool, shape (count,)
        Where the typed number is the one computed from the tensors as they stand, rounded.
    cut : ndarray
        How much nearer to zero the typed number is, in units of its last decimal.
    deviations : ndarray
        Standard deviation of each number if the tensors were rounded, in the same units.

    Examples
    --------
    >>> few, many = np.zeros(4), np.zeros(40)
    >>> are_exact(few == 0, few, few + 0.5), are_exact(many == 0, many, many + 0.5)
    (False, True)
    """
    chance = float(np.mean([_chance_to_agree(sigma) for sigma in np.unique(deviations)]))
    share = float(agrees.mean())
    if share >= NEARLY_ALL and _log_chance(share, chance, len(agrees)) <= log(HARDLY):
        return True
    is_cut = bool(((cut > -HAIR) & (cut < 1)).all()) and not agrees.all()
    return is_cut and _log_chance_of_a_cut(cut, deviations) <= log(HARDLY_CUT)


def are_rounded(off: Array, deviations: Array) -> bool:
    """Tell whether an answer shows that the tensors it is compared with were rounded.

    Parameters
    ----------
    off : ndarray, shape (count,)
        By how much each typed number is larger than the one computed, in units of its last decimal.
    deviations : ndarray
        Standard deviation of each number if the tensors were rounded, in the same units.

    Examples
    --------
    >>> off, deviations = np.array([0.8, -1.1, 0.2, 0.4]), np.full(4, 0.8)
    >>> are_rounded(off, deviations), are_rounded(off / 4, deviations), are_rounded(off + 3, deviations)
    (True, False, False)
    """
    agrees = abs(off) <= 0.5 + HAIR
    if (~agrees).sum() < LEAST_OFF or (abs(off) > MOST_OFF * deviations + 0.5).any():
        return False
    # The same amount everywhere is a bias, but for one unit of the last decimal: that is no proof of any.
    # And where most agree, more than would by chance, the others are slips.
    chance = float(np.mean([_chance_to_agree(sigma) for sigma in np.unique(deviations)]))
    is_bias = np.ptp(np.round(off)) == 0 and abs(off).mean() > MOST_ALIKE
    usual = chance + 3 * sqrt(chance * (1 - chance) / len(off))
    if is_bias or agrees.mean() > max(usual, MOST):
        return False
    return bool((off**2).mean() <= MOST_SQUARE * (deviations**2 + 1 / 12).mean())


def _log_chance_of_a_cut(cut: Array, deviations: Array) -> float:
    """Work out the logarithm of the chance that rounded tensors give just the numbers cut off."""
    logs = 0.0
    for each, sigma in zip(cut.tolist(), np.maximum(deviations, HAIR).tolist(), strict=True):
        nearer, farther = ((side - each) / sigma / sqrt(2) for side in (0.5, -0.5))
        logs += log(max(LEAST_CHANCE, (erf(nearer) - erf(farther)) / 2))
    return logs


def _chance_to_agree(sigma: float) -> float:
    """How probably a number that lies so far off is still rounded to the same one."""
    return float((np.maximum(0.0, 1 - abs(sigma * SIGMAS)) * NORMAL).sum())


def _log_chance(share: float, chance: float, count: int) -> float:
    """Bound the logarithm of the chance that at least a share of the numbers agrees (Chernoff)."""
    if share <= chance:
        return 0.0
    failed = (1 - share) * log((1 - share) / (1 - chance)) if share < 1 else 0.0
    return -count * (share * log(share / chance) + failed)
