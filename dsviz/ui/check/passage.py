"""Check my work: a whole hand calculation, each line marked against its channel, the bias and the total."""

from __future__ import annotations

import streamlit as st

from dsviz.check.sums.findings import NOTES
from dsviz.check.sums.passage import Part
from dsviz.content import joined
from dsviz.conv.step import Step
from dsviz.ui.inputs.texts import plain
from dsviz.ui.shell.words import language, say
from dsviz.wording.diagnosis import sentence
from dsviz.wording.numbers import number

MOST = 80  # letters of a line that are said back
WRONG = "wrong-line"  # where the link to a verdict leads, over what it says


def show_passage(parts: tuple[Part, ...], text: str, step: Step) -> str:
    """Render one verdict, then a line for each sum with what is to be said of it; return the verdict."""
    right = sum(part.is_right for part in parts)
    is_right = right == len(parts)
    words = [say("check.passage.right" if is_right else "check.passage.wrong", right=right, parts=len(parts))]
    wrong = next((part for part in parts if not part.is_right), None)
    if wrong is not None:
        words.append(_first(wrong, text))
    verdict = joined(words, language(), "sentence")
    (st.success if is_right else st.warning)(verdict)
    st.markdown("\n".join(line for part in parts for line in _lines(part, step)))
    return verdict


def _first(part: Part, text: str) -> str:
    """Name the first line that is not right: its number, what it is about, and how it is written."""
    written = text.splitlines()[part.line - 1].strip()
    words = written if len(written) <= MOST else f"{written[:MOST]}…"
    return say("check.passage.first", line=part.line, name=_name(part), words=plain(words))


def _name(part: Part) -> str:
    return say(f"check.passage.{part.kind}", channel=part.in_channel)


def _lines(part: Part, step: Step) -> list[str]:
    mark = say("check.passage.mark.right" if part.is_right else "check.passage.mark.wrong")
    lines = [say("check.passage.line", line=part.line, name=_name(part), mark=mark)]
    if part.kind == "bias" and not part.is_right:
        lines.append("  - " + say("check.passage.bias.wrong", right=number(step.bias or 0.0)))
    findings = part.checked.findings if part.checked else ()
    return lines + [
        f"  - {plain(sentence(found, language()))}" for found in findings if found.id not in NOTES
    ]
