"""What is done to every text first: signs as ASCII, comments and prompts out.

Each step returns a text of the same length, so that every number keeps its place. Signs and comments come
first, since every other form may hold them.
"""

from __future__ import annotations

from collections.abc import Callable

from dsviz.reading import (
    called_fractions,
    captions,
    comma_statements,
    comments,
    file_calls,
    filled_sides,
    floor_divisions,
    negative_brackets,
    numbered,
    printed_layers,
    quoted_cells,
    spelled_biases,
    unpacked,
)
from dsviz.reading.forms import (
    columns,
    declarations,
    emphasis,
    html,
    index_objects,
    latex,
    line_ends,
    products,
    progress,
    prompts,
    r_prints,
    region,
    row_words,
    series,
    sessions,
    setting_latex,
    signs,
    size_lines,
    spoken,
    typst,
)

FIRST: tuple[Callable[[str], str], ...] = (
    line_ends.plain,
    progress.plain,
    index_objects.plain,
    region.plain,
    html.without_entities,
    html.captioned,
    signs.plain,
    signs.exponents,
    spelled_biases.plain,
    latex.single,
    typst.plain,
    emphasis.plain,
    products.plain,
    floor_divisions.checked,
    r_prints.plain,
    sessions.plain,
    comments.plain,
    row_words.plain,
    prompts.plain,
    file_calls.plain,
    printed_layers.plain,
    series.plain,
    called_fractions.plain,
    quoted_cells.plain,
    comma_statements.plain,
    unpacked.plain,
    numbered.plain,
    negative_brackets.checked,
    columns.plain,
    signs.continued,
    signs.closed,
    setting_latex.words,
    size_lines.plain,
    spoken.plain,
    filled_sides.checked,
    declarations.in_rows,
    captions.unnumbered,
    captions.plain,
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
