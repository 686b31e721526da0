"""The files of a layer that a guide lends the stage: its pictures, its films, and the guide as slides."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

import streamlit as st

from dsviz.conv.transposed_layer import TransposedLayer
from dsviz.examples import Example
from dsviz.slides.drawing import Look
from dsviz.ui.parts.derived_step import ask_step
from dsviz.ui.parts.drawings import pictures, refused_picture, slides_of, stamp_pictures
from dsviz.ui.parts.lent import Lent
from dsviz.ui.parts.offers import offer_all
from dsviz.ui.parts.shown import File, trace_of
from dsviz.ui.shell.words import language, say


def show_lent(lent: Lent, key: str) -> None:
    """Render the buttons, and say that the other files are of the page's own layer."""
    layer, dark_key = lent.layer, f"{key}-dark"
    step = None
    if isinstance(layer, Example):
        outputs = layer.layer.output_shape
        step = ask_step(layer.layer, f"{key}-{lent.name}", lent.seen.step_of(outputs), lent.naming)
    dark = st.toggle(say("downloads.dark"), st.context.theme.type == "dark", key=dark_key)
    offer_all(lent_drawings(lent, step, language(), dark), key, partial(_refused, layer))
    st.caption(say("downloads.lent"))


def lent_drawings(lent: Lent, step: int | None, spoken: str, dark: bool) -> Iterator[File]:
    """List the files.

    Parameters
    ----------
    lent : Lent
    step : int or None
        Which output number is drawn; None for the last. A scatter is drawn where its stage stands.
    spoken : str
    dark : bool
    """
    look = Look(dark=dark, language=spoken, title=lent.title, naming=lent.naming)
    name = f"{lent.guide.id}-{lent.name}"
    if isinstance(lent.layer, TransposedLayer):
        yield from stamp_pictures(lent.layer, name, look, lent.seen)
    else:
        outputs = lent.layer.layer.output_shape
        yield from pictures(partial(trace_of, lent.layer), name, step, outputs, look, seen=lent.seen)
    yield from slides_of([lent.guide], spoken, dark)


def _refused(layer: Example | TransposedLayer, file: File) -> str:
    return refused_picture(layer.layer, file.kind) if isinstance(layer, Example) else ""
