"""Document 000's claim, 1/8 to 1/9 of the parameters, beside the ratio 1/N + 1/K² itself."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction

from dsviz.cost.formulas import least_out_channels, separable_ratio

# Document 000: with 3x3 kernels the parameters become 1/8 to 1/9.
CLAIM = (Fraction(1, 9), Fraction(1, 8))
CLAIM_KERNEL = 3
KERNELS = (3, 5, 7)  # of the curves over the filters
FILTERS = (1, 8, 128)  # of the curves over the kernel
LISTED = (1, 8, 32, 64, 72, 128, 1024)


def claim_told(say: Callable[..., str]) -> str:
    """Say what document 000 claims, and from how many filters it holds."""
    return say("cost.claim.text", least=least_filters(), one=separable_ratio(CLAIM_KERNEL, 1))


def least_filters() -> int | None:
    """Return the least N whose ratio is no more than the claim's upper end.

    Examples
    --------
    >>> least_filters()
    72
    """
    return least_out_channels(CLAIM_KERNEL, CLAIM[1])


def marks_told(say: Callable[..., str]) -> dict[int, str]:
    """Name the places of the first curve over N that need a name."""
    least = least_filters()
    marks = {1: say("cost.claim.one")}
    return marks if least is None else marks | {least: say("cost.claim.least", least=least)}


def ratio_rows(say: Callable[..., str]) -> list[dict[str, object]]:
    """List the ratio for 3x3 kernels, and whether it lies where document 000 puts it."""
    rows: list[dict[str, object]] = []
    for n in LISTED:
        ratio = separable_ratio(CLAIM_KERNEL, n)
        holds = CLAIM[0] <= ratio <= CLAIM[1]
        rows.append(
            {
                "n": n,
                "exact": str(ratio),
                "ratio": float(ratio),
                "times": float(1 / ratio),
                "claim": say("cost.claim.holds" if holds else "cost.claim.fails"),
            }
        )
    return rows
