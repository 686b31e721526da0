"""Check my work: what was found, said as a teacher would, and the step it shows at, right beside wrong."""

from __future__ import annotations

from itertools import groupby

import numpy as np
import streamlit as st

from dsviz.check.diagnosis import Cell, Diagnosis, Finding, step_of
from dsviz.check.mistaken import followed
from dsviz.check.mistakes import CATALOGUE
from dsviz.check.slipped import slipped_step
from dsviz.check.told_slips import MOST_SINGLE, unexplained
from dsviz.content import joined
from dsviz.conv.step import Step
from dsviz.exercises.exercise import cell_name
from dsviz.ui.check.answer import MOST_SHOWN, SHOWN_STEP, Answer, better_layout
from dsviz.ui.check.answer_grid import Sheet, answer_grid
from dsviz.ui.check.both import STYLE, Differences, differing, window_html
from dsviz.ui.check.own import take_kernel
from dsviz.ui.check.work import Work, scene_of, title_of
from dsviz.ui.inputs.fields import quoted
from dsviz.ui.inputs.names import STEP
from dsviz.ui.inputs.steps import follow, linked_step, open_step, turn
from dsviz.ui.parts.downloads import show_takeaway
from dsviz.ui.parts.stage import stage_view
from dsviz.ui.shell.address import query_param
from dsviz.ui.shell.words import language, say
from dsviz.wording.checked import MOST_FINDINGS
from dsviz.wording.diagnosis import name_of, reason, sentence
from dsviz.wording.numbers import number
from dsviz.wording.verdict import verdict

MOST_CELLS = 12  # wrong ones that a button is put for


def show_verdict(work: Work, answer: Answer, found: Diagnosis | None) -> str:
    """Render what is right, what is wrong, and what would explain it; return how it stands in a line."""
    st.html('<span id="verdict"></span>')
    if found is not None:
        _show_found(work, answer, found)
        return say("check.line.answer", words=verdict(found, language()))
    if not answer.is_refused:
        st.info(say("check.nothing"))
    return ""


def _show_found(work: Work, answer: Answer, found: Diagnosis) -> None:
    """Render the best statement first."""
    layout = better_layout(work, answer)
    if layout is not None:
        st.info(say("check.better", layout=layout))
    is_wrong = found.marks is None or bool(found.wrong_cells)
    shown = st.error if found.marks is None else st.warning if is_wrong else st.success
    shown(verdict(found, language()))
    if found.marks is None:
        _show_other_kernels(work, found)
    if not is_wrong:
        return
    said = _show_mistakes(found, MOST_FINDINGS)
    said += _show_slips(found, MOST_FINDINGS - said)
    _show_unexplained(found, said)


def _show_other_kernels(work: Work, found: Diagnosis) -> None:
    """Offer the layouts of a pasted kernel in which the answer has the output's shape."""
    for layout, example in work.others.items():
        if example.layer.output_shape == found.typed.shape:
            st.info(say("check.kernel", layout=layout, groups=example.layer.spec.groups))
            st.button(say("check.kernel.take", layout=layout), on_click=take_kernel, args=(layout,))


def _show_mistakes(found: Diagnosis, most: int) -> int:
    """Render what was found of the whole answer, its parts or its shape; return how many statements it is."""
    said = 0
    for kind in ("mistakes", "partly", "shapes"):
        findings: tuple[Finding, ...] = getattr(found, kind)
        if len(findings) > 1:
            st.markdown(say(f"check.several.{kind}"))
        for finding in findings[: most - said]:
            _show_finding(finding, with_step=kind != "shapes" and finding.cell is not None)
        said += len(findings[: most - said])
    return said


def _show_finding(finding: Finding, with_step: bool) -> None:
    key = f"{finding.id}-{finding.step}"
    with st.container(border=True, key=f"found-{key}"):
        name = name_of(finding.id, language())
        st.markdown(f"**{name[:1].upper()}{name[1:]}**\n\n{sentence(finding, language())}")
        if with_step:
            _open_button(finding.step, f"open-{key}")


def _show_slips(found: Diagnosis, most: int) -> int:
    """Render the slips: each wrong cell's, or the one that was made in nearly all of them."""
    cells = {cell: list(slips) for cell, slips in groupby(found.slips, key=lambda slip: slip.cell)}
    is_same = len(cells) > MOST_SINGLE
    for slips in list(cells.values())[: 1 if is_same else most]:
        with st.container(border=True, key=f"slip-{slips[0].step}"):
            often = say("check.slip.same", count=len(cells), wrong=len(found.wrong_cells)) if is_same else ""
            st.markdown(joined(filter(None, [often, _slips_text(slips)]), language(), "sentence"))
            _open_button(slips[0].step, f"open-{slips[0].step}")
    return min(len(cells), 1 if is_same else most)


def _slips_text(slips: list[Finding]) -> str:
    if len(slips) == 1:
        return sentence(slips[0], language())
    name = cell_name("y", slips[0].cell or (0, 0, 0))
    first = {"typed": number(slips[0].typed or 0), "right": number(slips[0].right or 0)}
    reasons = "\n".join(f"- {reason(slip, language())}" for slip in slips[:MOST_FINDINGS])
    if len(slips) > MOST_FINDINGS:
        reasons += f"\n- {say('check.slips.more', count=len(slips) - MOST_FINDINGS)}"
    return f"{say('check.slips', cell=name, **first)}\n\n{reasons}"


def _show_unexplained(found: Diagnosis, said: int) -> None:
    """Say where nothing explains the wrong numbers, and the way to the first one's step."""
    if found.mistakes or found.shapes or said >= MOST_FINDINGS:
        return
    if found.marks is None:
        st.markdown(say("check.shape.unknown", count=len(CATALOGUE)))
        return
    rest = unexplained(found)
    if rest:
        first = cell_name("y", rest[0])
        right = {"typed": number(float(found.typed[rest[0]])), "right": number(float(found.right[rest[0]]))}
        with st.container(border=True, key="unexplained"):
            st.markdown(say("check.unexplained", count=len(rest), first=first, known=len(CATALOGUE), **right))
            _open_button(step_of(rest[0], found.right.shape), "open-unexplained")


def _open_button(step: int, key: str) -> None:
    st.button(say("check.open"), key=key, on_click=open_step, args=(step,), icon=":material/play_circle:")


def opened(work: Work) -> int | None:
    """Return the step that the link opens; None where it opens none."""
    asked = query_param(STEP)
    if asked is None:
        return None
    filters, height, width = work.trace.output.shape
    step = linked_step((filters, height, width))
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
            st.subheader(say("check.layer"), anchor=False)
            st.markdown(say("check.layer.text"))
        else:
            with st.container(horizontal=True, vertical_alignment="center"):
                heading = say("check.step.heading", cell=name_of_step(work, step))
                st.subheader(heading, anchor=False, width="content")
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
    for finding in () if found is None else (*found.mistakes, *found.partly):
        step = followed(work.trace, finding, cell)
        if step is not None:
            return say("check.both.wrong", name=name_of(finding.id, language())), step
    return None


def _slipped(work: Work, slips: list[Finding]) -> tuple[str, Step] | None:
    """The products of the first slip that can be followed into a cell, and their title."""
    for slip in slips:
        step = slipped_step(work.trace, slip)
        if step is not None:
            return say("check.both.slip" if len(slips) == 1 else "check.both.slips"), step
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
    else:
        alone = say("check.both.number", typed=number(typed), right=number(right))
        st.markdown(_slips_text(slips) if slips else alone)


def _show_right(work: Work, found: Diagnosis) -> None:
    with st.expander(say("check.all")):
        cells = tuple(number(value) for value in found.right.ravel())
        marks = ("none",) * len(cells)
        answer_grid(Sheet(f"right:{work.key}", found.right.shape, cells, marks, writable=False), key="right")
