"""The ways people write tensors, each family in a module that writes it as plain brackets or rows.

Each has a function `plain(text)`. What it returns has the same length, so that every number keeps its place
and a refusal names the right line and column. The order matters: signs and comments first, since every other
form may hold them; markup before bars, since LaTeX draws columns with bars too.
"""

from __future__ import annotations

from collections.abc import Callable

from dsviz.reading.forms import (
    bars,
    brackets,
    columns,
    comments,
    declarations,
    frames,
    html,
    latex,
    printed,
    prompts,
    signs,
    slices,
    spoken,
)

FIRST: tuple[Callable[[str], str], ...] = (
    signs.plain,
    latex.single,
    comments.plain,
    prompts.plain,
    columns.plain,
    signs.continued,
    signs.closed,
    spoken.plain,
    declarations.in_rows,
)
FORMS: tuple[Callable[[str], str], ...] = (
    html.plain,
    latex.plain,
    bars.plain,
    printed.plain,
    slices.plain,
    declarations.plain,
    frames.plain,
    brackets.plain,
)


def cleaned(text: str) -> str:
    """Write signs as ASCII, and take comments and prompts out.

    Examples
    --------
    >>> cleaned(">>> [\uff11]  # one").split()
    ['[1]']
    """
    for form in FIRST:
        text = form(text)
    return text


def plain(text: str) -> str:
    """Write one tensor in any of the forms as brackets or rows.

    Parameters
    ----------
    text : str
        As `cleaned` left it.

    Examples
    --------
    >>> plain(r"1 & 2 \\\\ 3 & 4").split()
    ['1', ',', '2', ';', '3', ',', '4']
    """
    for form in FORMS:
        text = form(text)
    return text
