"""The ways people write tensors, each family in a module that writes it as plain brackets or rows.

Each has a function `plain(text)`. What it returns has the same length, so that every number keeps its place
and a refusal names the right line and column. `dsviz.reading.cleaned` comes before all of them. The order
matters: markup before bars, since LaTeX draws columns with bars too.
"""

from __future__ import annotations

from collections.abc import Callable

from dsviz.reading.forms import (
    bars,
    brackets,
    counts,
    declarations,
    frames,
    html,
    latex,
    printed,
    slices,
)

FORMS: tuple[Callable[[str], str], ...] = (
    html.plain,
    declarations.with_shape,
    latex.plain,
    bars.plain,
    printed.plain,
    slices.plain,
    declarations.plain,
    frames.plain,
    brackets.plain,
    counts.plain,
)


def plain(text: str) -> str:
    """Write one tensor in any of the forms as brackets or rows.

    Parameters
    ----------
    text : str
        As `dsviz.reading.cleaned.cleaned` left it.

    Examples
    --------
    >>> plain(r"1 & 2 \\\\ 3 & 4").split()
    ['1', ',', '2', ';', '3', ',', '4']
    """
    for form in FORMS:
        text = form(text)
    return text
