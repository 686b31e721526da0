"""Check my work: sums that are about another layer are told as such, with the way to that layer."""

from __future__ import annotations

import streamlit as st

from dsviz.check.sums.other_layer import OtherLayer
from dsviz.content import joined
from dsviz.examples import HAND
from dsviz.ui.inputs.names import CHECKED_LAYER, COLUMN, FILTER, ROW, SUM
from dsviz.ui.inputs.texts import Texts
from dsviz.ui.shell.address import write_query
from dsviz.ui.shell.words import language, say


def show_other_layer(found: OtherLayer, text: str) -> str:
    """Render whose sums these are, and a button that opens that layer with the text; return the verdict."""
    key = "channels" if found.channels else "products"
    verdict = say(f"check.other.{key}", channels=found.channels, reads=found.reads)
    if not found.example:
        st.warning(joined([verdict, say("check.other.choose")], language(), "sentence"))
        return verdict
    st.warning(joined([verdict, say("check.other.document")], language(), "sentence"))
    title = say(f"example.{found.example}.title")
    st.button(say("check.other.open", example=title), on_click=_open, args=(found.example, text))
    return verdict


def _open(example: str, text: str) -> None:
    """Choose a worked example and the place that its calculation is of; the text goes along."""
    changes = CHECKED_LAYER.change(example)
    for param, at in zip((FILTER, ROW, COLUMN), HAND.place, strict=True):
        changes |= param.change(str(at))
    write_query(changes)
    Texts(example).put(SUM.name, text)
