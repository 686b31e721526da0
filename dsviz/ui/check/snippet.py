"""Check my work: one snippet pasted into any box fills the boxes of all tensors it holds."""

from __future__ import annotations

from functools import lru_cache

import streamlit as st

from dsviz.export.pytorch_code import nested_list
from dsviz.reading.axes import Known, Role
from dsviz.reading.errors import ReadError
from dsviz.reading.paste import Reading, reading_of
from dsviz.reading.several import Named, read_tensors
from dsviz.ui.inputs.texts import Texts, plain
from dsviz.ui.parts.files import BOXES
from dsviz.ui.shell.words import say

MOST_KEPT = 16  # texts; each may have 500,000 characters
SAID = "own-snippet"


def take_snippet(own: Texts) -> None:
    """Put each tensor of a snippet into its box; while they stand there, say what each was taken for."""
    for box in BOXES.values():
        found = _several(own.get(box))
        if found:
            readings = _readings(found)
            for role, name in BOXES.items():
                reading = readings.get(role)
                own.put(name, "" if reading is None else nested_list(reading.array))
                own.put(f"{name}-layout", {"input": "CHW", "kernel": "OIHW"}.get(role, "N"))
            lines = [_line(named, readings[role]) for role, named in found.items() if role in readings]
            st.session_state[SAID] = _texts(own), "; ".join(lines)
            break
    texts, tensors = st.session_state.get(SAID, ((), ""))
    if texts == _texts(own):
        st.info(say("check.own.snippet", tensors=tensors))


def _texts(own: Texts) -> tuple[str, ...]:
    return tuple(own.get(box) for box in BOXES.values())


@lru_cache(maxsize=MOST_KEPT)
def _several(text: str) -> dict[Role, Named]:
    """Find the first tensor of each role in a text that holds more than one; nothing otherwise."""
    try:
        found = read_tensors(text) if text.strip() else ()
    except ReadError:
        return {}
    first: dict[Role, Named] = {}
    for named in found:
        if named.role in BOXES:
            first.setdefault(named.role, named)
    return first if len(first) > 1 else {}


def _readings(found: dict[Role, Named]) -> dict[Role, Reading]:
    """Read the tensors as one layer: the kernel by the input's channels and the bias's length."""
    readings: dict[Role, Reading] = {}
    for role in ("input", "bias", "kernel"):
        if role in found:
            x, bias = readings.get("input"), readings.get("bias")
            known = Known(
                x=None if x is None else x.array.shape, filters=None if bias is None else bias.array.size
            )
            try:
                readings[role] = reading_of(found[role].typed, role, known)
            except ReadError:
                continue
    return readings


def _line(named: Named, reading: Reading) -> str:
    values = {"role": say(f"check.own.role.{named.role}"), "layout": reading.layout}
    name = plain(named.name) or say("check.own.unnamed")
    return say("check.own.snippet.one", name=name, why=say(named.why.key), **values)
