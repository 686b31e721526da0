"""A step of a scatter on a sheet of its own: title, stamp, and under it what every cell becomes."""

from __future__ import annotations

from dataclasses import replace

from dsviz.conv.transposed_trace import ScatterTrace
from dsviz.slides.drawing import CREDIT, Look, headline
from dsviz.slides.moment import Moment
from dsviz.slides.palette import DARK, LIGHT
from dsviz.slides.sheet import Line, Sheet, Text, width_of
from dsviz.slides.stamps import MOST_TOLD, PARTS, stamped
from dsviz.stage.orders import number_of, orders
from dsviz.wording.numbers import equation, number, term

TOP, BOTTOM = 110, 60  # pixels of a sheet of 1920×1080
LARGE, LEAST = 30.0, 20.0
MOST_LINES = 6
APART = "      "


def stamp_sheet(trace: ScatterTrace, moment: Moment, look: Look) -> Sheet:
    """Draw a stamp with its title and its sums.

    Parameters
    ----------
    trace : ScatterTrace
    moment : Moment
        Its place is that of the input number.
    look : Look
        What its naming calls x is the map that is filled, and y the input, as on the stage.

    Examples
    --------
    >>> from dsviz.conv.transposed_layer import TransposedLayer
    >>> from dsviz.slides.naming import Naming
    >>> layer = TransposedLayer.from_tensors([[[1, 2]]], [[[[1, 10, 100]]]], stride=2)
    >>> look = Look(naming=Naming(copies={"x": {"letter": "y"}, "y": {"letter": "x"}}))
    >>> sheet = stamp_sheet(ScatterTrace(layer, "numpy"), Moment((0, 0, 1)), look)
    >>> [mark.words for mark in sheet.marks if isinstance(mark, Text)][-2].split(APART)
    ['y[0,0,2] = 100 + 2×1 = 102', 'y[0,0,3] = 0 + 2×10 = 20', 'y[0,0,4] = 0 + 2×100 = 200']
    """
    unit, palette, (width, height) = look.unit, DARK if look.dark else LIGHT, look.size
    top = (TOP if look.title else 0) * unit
    called = (look.naming.letter("y"), look.naming.letter("w"), look.naming.letter("x"))
    lines, size = _lines(stamp_texts(trace, moment, called[2]), width - 96 * unit, unit)
    foot = BOTTOM * unit + len(lines) * size * 1.45
    stamp = stamped(trace, moment, (width, round(height - top - foot)), look.dark, called)
    sheet = Sheet(width, height, palette.paper, f"{look.title}: {stamp.title}" if look.title else stamp.title)
    sheet.marks += [_lower(mark, top) for mark in stamp.marks]
    if look.title:
        at = number_of(moment.place, trace.layer.x.shape, moment.order) + 1
        sheet.marks += headline(look, at, trace.layer.x.size, palette.ink, palette.faint)
    # What is still to come keeps its lines, so that nothing moves from step to step.
    for at, words in enumerate(lines if moment.part != PARTS[0] else []):
        y = height - foot + (at + 0.7) * size * 1.45
        sheet.marks.append(Text(48 * unit, y, words, size, palette.ink, "start"))
    sheet.marks.append(Text(width - 24 * unit, height - 26 * unit, CREDIT, 20 * unit, palette.faint, "end"))
    return sheet


def stamp_texts(trace: ScatterTrace, moment: Moment, name: str) -> list[str]:
    """Write what each cell under the stamp becomes, as far as it is known at a moment."""
    held, _ = trace.held_before(moment.place, orders()[moment.order])
    at = number_of(moment.place, trace.layer.x.shape, moment.order)
    hides = 0 if at in moment.revealed else moment.hides
    is_done = PARTS.index(moment.part) == len(PARTS) - 1
    texts = []
    for product in trace.at(*moment.place).products:
        if product.is_padding or product.cell is None:
            continue
        before, factors = float(held[product.cell]), [product.left.value, product.right.value]
        cell = f"{name}[{','.join(map(str, product.cell))}]"
        parts = [number(before) if hides <= MOST_TOLD else "?", f"{term(factors[0])}×{term(factors[1])}"]
        if is_done and not hides:
            texts.append(equation(cell, parts, [[before], factors], before + product.value))
        else:
            texts.append(f"{cell} = {' + '.join(parts)}{' = ?' if is_done else ''}")
    return texts


def _lines(texts: list[str], room: float, unit: float) -> tuple[list[str], float]:
    """Put the sums beside one another; none where there would be too many lines."""
    lines: list[str] = []
    for words in texts:
        longer = f"{lines[-1]}{APART}{words}" if lines else words
        if lines and width_of(longer, LARGE * unit) <= room:
            lines[-1] = longer
        else:
            lines.append(words)
    size = LARGE * unit if len(lines) <= MOST_LINES else LEAST * unit
    return (lines, size) if len(lines) <= 2 * MOST_LINES - 2 else ([], size)


def _lower(mark: object, by: float) -> Text:
    """Move a mark down."""
    if isinstance(mark, Line):
        return replace(mark, y1=mark.y1 + by, y2=mark.y2 + by)  # type: ignore[return-value]
    return replace(mark, y=mark.y + by)  # type: ignore[type-var, attr-defined, return-value]
