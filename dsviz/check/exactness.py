"""Whether tensors with few decimals are exact, or were rounded: what the answer computed from them tells.

Rounded tensors move every number by about a standard deviation. Where so many numbers agree with the tensors
as they stand that rounded ones hardly would by chance, the tensors are exact.
"""

from __future__ import annotations

from math import log

import numpy as np
from numpy.typing import NDArray

from dsviz.check.solved_layer import Array

NEARLY_ALL = 0.9  # numbers, or all of them cut off
HARDLY = 1e-3  # chance that what shows would show with rounded tensors too
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
    # Half of the rounded numbers at most lie in one unit on one side.
    return is_cut and len(agrees) * log(0.5) <= log(HARDLY)


def _chance_to_agree(sigma: float) -> float:
    """How probably a number that lies so far off is still rounded to the same one."""
    return float((np.maximum(0.0, 1 - abs(sigma * SIGMAS)) * NORMAL).sum())


def _log_chance(share: float, chance: float, count: int) -> float:
    """Bound the logarithm of the chance that at least a share of the numbers agrees (Chernoff)."""
    if share <= chance:
        return 0.0
    failed = (1 - share) * log((1 - share) / (1 - chance)) if share < 1 else 0.0
    return -count * (share * log(share / chance) + failed)
