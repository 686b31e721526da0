"""The efficiency ratio line by line with what cancels struck out, and the same with numbers."""

from __future__ import annotations

from collections.abc import Callable

from dsviz.cost.formulas import separable_ratio
from dsviz.wording.formulas import RATIO, product, tex

# The numbers under the letters: a layer of MobileNet's size.
NUMBERS = {"K": 3, "C": 64, "N": 128, "F": 56}


def ratio_table(say: Callable[..., str]) -> str:
    """Write the derivation as a table of Markdown: each line, and why.

    Parameters
    ----------
    say : callable
        `dsviz.content.label` in the reader's language.
    """
    lines = [f"| {say('formulas.ratio.line')} | {say('formulas.ratio.why')} |", "|---|---|"]
    for name, formula in RATIO:
        sign = "" if name == "start" else "= "
        lines.append(rf"| $\displaystyle {sign}{formula}$ | {say(f'formulas.ratio.{name}')} |")
    return "\n".join(lines)


def numbers_told(say: Callable[..., str]) -> str:
    """Say which numbers stand under the letters."""
    return say("formulas.ratio.numbers", **NUMBERS)


def in_numbers() -> str:
    """Set the first and the last line of the derivation with numbers in them."""
    kernel, channels, filters, side = NUMBERS.values()
    depthwise = (kernel, kernel, channels, side, side)
    pointwise = (channels, filters, side, side)
    standard = (kernel, kernel, channels, filters, side, side)
    first = rf"\frac{{{product(depthwise)} + {product(pointwise)}}}{{{product(standard)}}}"
    last = rf"\frac{{1}}{{{filters}}} + \frac{{1}}{{{kernel}^2}}"
    return rf"{first} = {last} = \mathbf{{{tex(separable_ratio(kernel, filters))}}}"
