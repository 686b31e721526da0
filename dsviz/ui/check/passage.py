"""Check my work: a whole hand calculation, each line marked against its channel, the bias and the total."""

from __future__ import annotations

import streamlit as st

from dsviz.check.sums.check import NOTES
from dsviz.check.sums.errors import CheckError
from dsviz.check.sums.passage import Part, check_passage
from dsviz.conv.step import Step
from dsviz.ui.inputs.texts import plain
from dsviz.ui.shell.words import language, refused, say
from dsviz.wording.diagnosis import sentence
from dsviz.wording.numbers import number


def show_passage(text: str, step: Step) -> None:
    """Render one verdict, then a line for each sum with what is to be said of it."""
    try:
        parts = check_passage(text, step)
    except CheckError as error:
        st.error(plain(refused(error)))
        return
    right = sum(part.is_right for part in parts)
    if right == len(parts):
        st.success(say("check.passage.right", parts=len(parts)))
    else:
        st.warning(say("check.passage.wrong", right=right, parts=len(parts)))
    st.markdown("\n".join(line for part in parts for line in _lines(part, step)))


def _lines(part: Part, step: Step) -> list[str]:
    name = say(f"check.passage.{part.kind}", channel=part.in_channel)
    mark = say("check.passage.mark.right" if part.is_right else "check.passage.mark.wrong")
    lines = [say("check.passage.line", line=part.line, name=name, mark=mark)]
    if part.kind == "bias" and not part.is_right:
        lines.append("  - " + say("check.passage.bias.wrong", right=number(step.bias or 0.0)))
    findings = part.checked.findings if part.checked else ()
    return lines + [
        f"  - {plain(sentence(found, language()))}" for found in findings if found.id not in NOTES
    ]
