"""Check my work: the step that is opened, right beside wrong, on the stage too."""

from __future__ import annotations

import numpy as np
import streamlit as st

from dsviz.check.diagnosis import RIGHT, Cell, Diagnosis, Finding, step_of
from dsviz.check.mistaken import followed
from dsviz.check.slipped import slipped_step
from dsviz.conv.step import Step
from dsviz.exercises.exercise import cell_name
from dsviz.ui.check.answer import MOST_SHOWN, SHOWN_STEP
from dsviz.ui.check.answer_grid import Sheet, answer_grid
from dsviz.ui.check.both import STYLE, Differences, differing, window_html
from dsviz.ui.check.diagnosis import slips_text
from dsviz.ui.check.work import Work, scene_of, title_of
from dsviz.ui.inputs.fields import quoted
from dsviz.ui.inputs.names import STEP
from dsviz.ui.inputs.steps import follow, open_step, step_of_link, turn
from dsviz.ui.parts.downloads import show_takeaway
from dsviz.ui.parts.stage import stage_view
from dsviz.ui.shell.address import query_param
from dsviz.ui.shell.words import language, say
from dsviz.wording.diagnosis import name_of, reason
from dsviz.wording.numbers import number

MOST_CELLS = 12  # wrong ones that a button is put for


def opened(work: Work) -> int | None:
    """Return the step that the link opens; None where it opens none."""
    asked = query_param(STEP)
    if asked is None:
        return None
    filters, height, width = work.trace.output.shape
    step = step_of_link((filters, height, width))
    if step is None:
        st.warning(say("check.step", last=work.trace.output.size - 1, asked=quoted(asked)))
    return step


def name_of_step(work: Work, step: int | None) -> str:
    """Name the output cell of a step; "" for none."""
    if step is None:
        return ""
    return cell_name("y", tuple(map(int, np.unravel_index(step, work.trace.output.shape))))


def show_step(work: Work, found: Diagnosis | None, step: int | None) -> None:
    """Render the opened step, right beside wrong, on the stage too; or the stage with its results hidden."""
    with st.container(key=SHOWN_STEP):
        if step is None:
            st.header(say("check.layer"), anchor=False)
            st.markdown(say("check.layer.text"))
        else:
            with st.container(horizontal=True, vertical_alignment="center"):
                heading = say("check.step.heading", cell=name_of_step(work, step))
                st.header(heading, anchor=False, width="content")
                st.button(say("check.close"), on_click=open_step, args=(None,), type="tertiary")
                follow()
            _show_wrong_cells(found, step)
            st.html(STYLE)
            _show_both(work, found, step)
        stage_view(scene_of(work, step is not None), key=f"stage-{turn()}-{step is not None}")
        # Every file holds the results: only for who has them right, or has asked for them at a step.
        if step is not None or (found is not None and found.is_right):
            show_takeaway(work.example, title=title_of(work), key=f"takeaway-check-{turn()}")
    if found is not None and found.right.size <= MOST_SHOWN:
        _show_right(work, found)


def _show_wrong_cells(found: Diagnosis | None, step: int) -> None:
    """Render a button for each wrong cell but the opened one, so that each step is one click away."""
    if found is None:
        return
    steps = {step_of(cell, found.right.shape): cell for cell in found.wrong_cells}
    others = [(at, cell) for at, cell in steps.items() if at != step]
    if not others:
        return
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        st.markdown(say("check.step.others"), width="content")
        for at, cell in others[:MOST_CELLS]:
            st.button(cell_name("y", cell), key=f"wrong-{at}", on_click=open_step, args=(at,))
        if len(others) > MOST_CELLS:
            st.markdown(say("check.more", count=len(others) - MOST_CELLS), width="content")


def _show_both(work: Work, found: Diagnosis | None, step: int) -> None:
    right = work.trace[step]
    cell = Cell(right.out_channel, right.row, right.col)
    slips = [] if found is None else [slip for slip in found.slips if slip.cell == cell]
    wrong = _mistaken(work, found, cell) or _slipped(work, slips)
    differs = Differences() if wrong is None else differing(right, wrong[1])
    left, beside = st.columns(2)
    with left:
        _window(say("check.both.right"), right, differs, "right")
    with beside:
        if wrong is not None:
            _window(wrong[0], wrong[1], differs, "differs")
        if wrong is None or slips:
            _show_typed(found, cell, slips, say("check.both.typed") if wrong is None else "")


def _window(title: str, step: Step, differs: Differences, kind: str) -> None:
    st.markdown(f"**{title}**")
    words = {name: say(f"check.both.{name}") for name in ("channel", "sum", "bias", "no-bias", "gap")}
    st.html(window_html(step, differs, kind, words))


def _mistaken(work: Work, found: Diagnosis | None, cell: Cell) -> tuple[str, Step] | None:
    """The products of the first named mistake that can be followed into a cell, and their title."""
    if found is None:
        return None
    for finding in (*found.mistakes, *found.partly):
        maps = finding.values.get("part_values", {}).get("filters", (cell.out_channel,))
        if cell.out_channel not in maps:
            continue  # made in other maps, and not in this one
        step = followed(work.trace, finding, cell)
        if step is not None:
            key = "check.both.either" if len(found.mistakes or found.partly) > 1 else "check.both.wrong"
            return say(key, name=name_of(finding.id, language())), step
    return None


def _slipped(work: Work, slips: list[Finding]) -> tuple[str, Step] | None:
    """The products of a slip that can be followed into a cell, and their title: which of several it is.

    One in the cell's own window before one that lays the window elsewhere.
    """
    for slip in sorted(slips, key=lambda slip: slip.id == "window-shifted"):
        step = slipped_step(work.trace, slip)
        if step is not None:
            alone = say("check.both.slip")
            return alone if len(slips) == 1 else say("check.both.slips", what=reason(slip, language())), step
    return None


def _show_typed(found: Diagnosis | None, cell: Cell, slips: list[Finding], title: str) -> None:
    """Say what was typed, and which slips would give it."""
    if found is None or found.marks is None:
        return
    typed, right = float(found.typed[cell]), float(found.right[cell])
    if title:
        st.markdown(f"**{title}**")
    if np.isnan(typed):
        st.markdown(say("check.both.open", right=number(right)))
    elif found.marks[cell] == RIGHT:
        st.markdown(say("check.both.mended", typed=number(typed)))
    else:
        alone = say("check.both.number", typed=number(typed), right=number(right))
        st.markdown(slips_text(slips) if slips else alone)


def _show_right(work: Work, found: Diagnosis) -> None:
    with st.expander(say("check.all")):
        cells = tuple(number(value) for value in found.right.ravel())
        marks = ("none",) * len(cells)
        answer_grid(Sheet(f"right:{work.key}", found.right.shape, cells, marks, writable=False), key="right")
