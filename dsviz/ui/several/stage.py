"""The stage of one of the layers in a row."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

import streamlit as st

from dsviz.course.chains import Chosen, layer_scene, layer_title
from dsviz.course.scenes import guided
from dsviz.examples import Example
from dsviz.slides.naming import Naming
from dsviz.ui.inputs.ask import Ask
from dsviz.ui.inputs.names import LAYER, OF_ONE_RUN
from dsviz.ui.parts.downloads import show_takeaway
from dsviz.ui.parts.guides import guides_of
from dsviz.ui.parts.stage import stage_view
from dsviz.ui.shell.engine import backend
from dsviz.ui.shell.words import language, say

CACHE_SIZE = 64
STAGE_NEEDS = 250  # pixels of the window beside the stage


def show_stage(chosen: Chosen) -> None:
    """Mount the stage of the layer that is chosen; the first one's at the beginning."""
    st.html('<span id="layer-stage"></span>')
    st.header(say("several.stage"), anchor=False)
    count = len(chosen.run.layers)
    at = 1
    if count > 1:
        numbers = tuple(str(number) for number in range(1, count + 1))
        # A guide's card names the layer it shows; the switch would name the page's own.
        with st.container(key="unguided-layer"), Ask("several") as ask:
            at = int(ask.choice(LAYER.here(drops=OF_ONE_RUN), numbers, words=_name))
    scene = _scene(chosen.id, at, backend(), language())
    guides = guides_of("several", None, backend(), language())
    stage_view(guided(scene, guides, language()))
    before, after = chosen.names[at - 1 : at + 1]
    with st.container(key="unguided-below"):
        show_takeaway(
            Example(f"several-{chosen.id}-{at}", "several", "", chosen.run.layers[at - 1], own=True),
            title=layer_title(chosen.id, at, language()),
            naming=Naming(x=before, y=after),
            page="several",
        )


def _name(number: str) -> str:
    return say("several.layer.name", number=number)


@lru_cache(maxsize=CACHE_SIZE)
def _scene(name: str, at: int, engine: str, spoken: str) -> dict[str, Any]:
    return layer_scene(name, at, engine, spoken, STAGE_NEEDS)
