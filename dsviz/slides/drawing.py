"""One step of a layer drawn on a sheet: its maps, the window, weights, products, sums, and the equation."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from dsviz.content import DEFAULT_LANGUAGE, label
from dsviz.conv.layer import Layer
from dsviz.conv.step import Step
from dsviz.conv.trace import Trace
from dsviz.slides.errors import SlidesError
from dsviz.slides.grids import Grids
from dsviz.slides.layout import Plan, best_plan
from dsviz.slides.moment import Moment
from dsviz.slides.naming import Naming
from dsviz.slides.palette import DARK, LIGHT
from dsviz.slides.sheet import Mark, Sheet, Text, width_of
from dsviz.slides.written import LARGE, MOST_EQUATIONS, equations, settings

CREDIT = "dsviz · CC BY 4.0"
LEAST, MOST = 320, 3840  # pixels of a side
STRIP = 700  # of 1920: less high, and the letters get smaller too
LEAST_CELL = 17  # on a sheet of 1920×1080: a number of two digits can still be read
MOST_CELL = 96


@dataclass(frozen=True, kw_only=True)
class Look:
    """How a sheet looks.

    Attributes
    ----------
    size : (width, height)
        In pixels.
    dark : bool
    language : str
    title : str
        Over the drawing; "" leaves the line out, with the settings on it.
    naming : Naming
        What the tensors are called.
    sums : bool
        Whether the sum of every channel stands under the drawing, where there is room, or the whole alone.
    """

    size: tuple[int, int] = (1920, 1080)
    dark: bool = False
    language: str = DEFAULT_LANGUAGE
    title: str = ""
    naming: Naming = field(default_factory=Naming)
    sums: bool = True

    def __post_init__(self) -> None:
        for name, pixels in zip(("width", "height"), self.size, strict=True):
            if not LEAST <= pixels <= MOST:
                raise SlidesError("size", name=name, least=LEAST, most=MOST, got=pixels)

    @property
    def unit(self) -> float:
        """A pixel of a sheet of 1920×1080, in pixels of this one; a strip of it is written as large."""
        return min(self.size[0] / 1920, self.size[1] / STRIP)


AS_USUAL = Look()


def drawn(trace: Trace, moment: Moment, look: Look = AS_USUAL) -> Sheet:
    """Draw a step.

    Parameters
    ----------
    trace : Trace
    moment : Moment
        Which step, and how much of it.
    look : Look

    Returns
    -------
    Sheet

    Raises
    ------
    SlidesError
        Where a cell would be too small for its number.
    """
    palette, unit, step = DARK if look.dark else LIGHT, look.unit, moment.step_of(trace)
    width, height = look.size
    margin, top = 48 * unit, (140 if look.title else 36) * unit
    lines = equations(trace, step, moment, look, width - 2 * margin)
    bottom = 72 * unit + sum(size * 1.45 for _, size, _ in lines)
    plan = best_plan(trace.layer, width - 2 * margin, height - top - bottom)
    cell = _cell(plan, width - 2 * margin, height - top - bottom, unit)
    across, down = (cell * side for side in plan.size)
    origin = (width - across) / 2, top + (height - top - bottom - down) / 2
    sheet = Sheet(width, height, palette.paper, _described(step, look))
    taps = step.taps if moment.has_begun else ()
    grids = Grids(trace, step, moment, plan, cell, origin, look, palette, taps)
    sheet.marks += grids.marks()
    if look.title:
        sheet.marks += _header(trace, moment, look, palette.ink, palette.faint)
    y = height - bottom + 16 * unit
    for words, size, bold in lines:
        y += size * 1.45
        colour = palette.name("y") if bold else palette.ink
        if words:
            sheet.marks.append(Text(margin, y - size * 0.7, words, size, colour, "start", bold))
    note = label("slides.rounded", look.language) if grids.rounds() else ""
    sheet.marks += _footer(note, look, palette.faint)
    return sheet


def _footer(note: str, look: Look, faint: str) -> Iterator[Mark]:
    """The lower edge: a note on the left, on the right whose picture it is."""
    unit, (width, height) = look.unit, look.size
    y, size = height - 26 * unit, 20 * unit
    if note:
        yield Text(24 * unit, y, note, size, faint, "start")
    yield Text(width - 24 * unit, y, CREDIT, size, faint, "end")


def check_room(layer: Layer, look: Look = AS_USUAL) -> None:
    """Refuse a layer whose numbers could not be read on one sheet, however long its equations are.

    Raises
    ------
    SlidesError
        Rule ``too-large``.
    """
    (width, height), unit = look.size, look.unit
    across, down = width - 96 * unit, height - (212 + MOST_EQUATIONS * 1.45 * LARGE) * unit
    _cell(best_plan(layer, across, down), across, down, unit)


def _cell(plan: Plan, across: float, down: float, unit: float) -> float:
    cell = min(plan.cell(across, down), MOST_CELL * unit)
    if cell < LEAST_CELL * unit:
        raise SlidesError("too-large", least=LEAST_CELL, got=f"{max(cell, 0) / unit:.1f}")
    return cell


def _described(step: Step, look: Look) -> str:
    cell = look.naming.cell(step.out_channel, step.row, step.col)
    return f"{look.title}: {cell}" if look.title else cell


def headline(look: Look, at: int, count: int, ink: str, faint: str) -> Iterator[Mark]:
    """Write the title, and on the right which step it is of how many, from 1."""
    unit, width = look.unit, look.size[0]
    step = label("slides.step", look.language, at=at, count=count)
    room = width - 144 * unit - width_of(step, 28 * unit)
    size = min(44 * unit, room / max(width_of(look.title), 1))
    yield Text(48 * unit, 56 * unit, look.title, size, ink, "start", bold=True)
    yield Text(width - 48 * unit, 56 * unit, step, 28 * unit, faint, "end")


def _header(trace: Trace, moment: Moment, look: Look, ink: str, faint: str) -> Iterator[Mark]:
    """The title with the settings under it, and on the right which step it is of how many."""
    unit, width = look.unit, look.size[0]
    yield from headline(look, moment.number(trace) + 1, len(trace), ink, faint)
    written = settings(trace.layer, look.language)
    if look.naming.copies:  # the gradient's or transposed layer's own settings are others
        written = label("slides.rewritten", look.language, settings=written)
    size = min(24 * unit, (width - 96 * unit) / width_of(written))
    yield Text(48 * unit, 106 * unit, written, size, faint, "start")
