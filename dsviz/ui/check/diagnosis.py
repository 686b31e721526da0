"""Check my work: what was found, said as a teacher would."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from dsviz.check.diagnosis import Diagnosis, Finding, step_of
from dsviz.check.mistakes import CATALOGUE
from dsviz.check.told_slips import unexplained
from dsviz.content import joined
from dsviz.exercises.exercise import cell_name
from dsviz.ui.check.answer import Answer, better_layout
from dsviz.ui.check.own import take_layouts
from dsviz.ui.check.own_shapes import Orders
from dsviz.ui.check.pictures import fitting_picture
from dsviz.ui.check.readings import show_reading
from dsviz.ui.check.work import Work
from dsviz.ui.inputs.steps import open_step
from dsviz.ui.shell.words import language, say
from dsviz.wording.alternatives import alternatives, headline, names_of_either, sentence_of_either
from dsviz.wording.checked import MOST_FINDINGS
from dsviz.wording.diagnosis import MOST_EITHER, how_often, reason, sentence, sentence_of_many
from dsviz.wording.numbers import number
from dsviz.wording.verdict import verdict


def show_verdict(work: Work, answer: Answer, found: Diagnosis | None, better: Orders | None) -> str:
    """Render what is right, what is wrong, and what would explain it; return how it stands in a line.

    In `better` orders of axes all of it is right, and nothing is said of mistakes.
    """
    st.html('<span id="verdict"></span>')
    if found is not None:
        words = _verdict(work, found)
        meant = _show_found(work, answer, found, words, better)
        line = [meant] if meant else [words, *_reason_in_line(found)]
        return say("check.line.answer", words=joined(line, language(), "sentence"))
    if not answer.is_refused:
        st.info(say("check.nothing.pasted" if answer.is_pasted else "check.nothing"))
    return ""


def _reason_in_line(found: Diagnosis) -> list[str]:
    """Say the best reason above the boxes too: on a phone its sentence is below the fold."""
    said = headline(found, language())
    return [f"**{said}**" if alternatives(found) else said] if said else []


def _verdict(work: Work, found: Diagnosis) -> str:
    """Say how the answer stands; of a batch, with which picture it was compared."""
    words = verdict(found, language())
    if not work.pictures:
        return words
    return say("check.picture.page", number=work.picture + 1, count=len(work.pictures), words=words)


def _show_found(work: Work, answer: Answer, found: Diagnosis, words: str, better: Orders | None) -> str:
    """Render the best statement first; return what is said in place of a verdict, if anything is."""
    picture = fitting_picture(work, answer, found)
    if picture is not None:
        meant = say("check.picture.other", number=picture + 1, count=len(work.pictures))
        st.info(meant)
        return meant
    if better is not None:
        return show_reading(better)
    layout = better_layout(work, answer)
    if layout is not None:
        st.info(say("check.better", layout=layout))
    shown = st.error if found.marks is None else st.warning if found.is_wrong else st.success
    # Only what stands in this box is read out by itself: the verdict, and the name of the mistake.
    shown("\n\n".join([words, *_names(found)]))
    if found.marks is None:
        _show_other_kernels(work, found)
    if found.is_wrong:
        said = _show_mistakes(found, MOST_FINDINGS)
        said += _show_slips(found)
        _show_unexplained(found, said)
    return ""


def _names(found: Diagnosis) -> list[str]:
    """Name the mistake that explains the whole answer and is proved by it, or those of which one does.

    Few wrong numbers prove none.
    """
    if all(finding.values.get("is_doubtful") for finding in found.mistakes):
        return []
    return [f"**{names_of_either(found.mistakes[:MOST_FINDINGS], language())}**"]


def _show_other_kernels(work: Work, found: Diagnosis) -> None:
    """Offer the layouts of a pasted kernel in which the answer has the output's shape."""
    for layout, example in work.others.items():
        if example.layer.output_shape == found.typed.shape:
            st.info(say("check.kernel", layout=layout, groups=example.layer.spec.groups))
            st.button(say("check.kernel.take", layout=layout), on_click=take_layouts, kwargs={"w": layout})


def _show_mistakes(found: Diagnosis, most: int) -> int:
    """Render what was found of the whole answer or its parts; return how many statements it is."""
    statements = alternatives(found)[:most]
    for findings in statements:
        _show_statement(findings[:most], _names(found))
    return len(statements)


def _show_statement(findings: Sequence[Finding], named: Sequence[str]) -> None:
    """Render one mistake, or those of which nothing tells which was made, if need be by name."""
    first = findings[0]
    key = f"{first.id}-{first.step}"
    with st.container(border=True, key=f"found-{key}"):
        names = f"**{names_of_either(findings, language())}**"
        said = sentence_of_either(findings, language())
        st.markdown(said if names in named else f"{names}\n\n{said}")
        if first.cell is not None:
            _open_button(first.step, f"open-{key}")


def _show_slips(found: Diagnosis) -> int:
    """Render the slip made in all wrong cells or nearly all, or those that cannot be told apart."""
    if not found.slips:
        return 0
    slips = found.first_slips
    with st.container(border=True, key=f"slip-{slips[0].step}"):
        often = how_often(found, language())
        st.markdown(joined(filter(None, [often, slips_text(slips)]), language(), "sentence"))
        _open_button(slips[0].step, f"open-{slips[0].step}")
    return 1


def slips_text(slips: Sequence[Finding]) -> str:
    """Say what would give one wrong cell."""
    if len(slips) == 1:
        return sentence(slips[0], language())
    if len(slips) > MOST_EITHER:
        return sentence_of_many(slips, language())
    name = cell_name("y", slips[0].cell or (0, 0, 0))
    first = {"typed": number(slips[0].typed or 0), "right": number(slips[0].right or 0)}
    reasons = "\n".join(f"- {reason(slip, language())}" for slip in slips)
    return f"{say('check.slips', cell=name, **first)}\n\n{reasons}"


def _show_unexplained(found: Diagnosis, said: int) -> None:
    """Say where nothing explains the wrong numbers, and the way to the first one's step."""
    if found.mistakes or said >= MOST_FINDINGS:
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
