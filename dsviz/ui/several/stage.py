"""The stage of one of the layers in a row."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

import streamlit as st

from dsviz.conv.layer import Layer
from dsviz.conv.trace import Trace
from dsviz.course.scenes import guided, stage_scene
from dsviz.ui.inputs.ask import Ask
from dsviz.ui.inputs.names import LAYER, OF_ONE_RUN
from dsviz.ui.parts.guides import guides_of
from dsviz.ui.parts.stage import stage_view
from dsviz.ui.several.run import Chosen
from dsviz.ui.shell.engine import backend
from dsviz.ui.shell.words import language, say

CACHE_SIZE = 64
STAGE_NEEDS = 250  # pixels of the window beside the stage


def show_stage(chosen: Chosen) -> None:
    """Mount the stage of the layer that is chosen; the first one's at the beginning."""
    st.header(say("several.stage"), anchor=False)
    count = len(chosen.run.layers)
    at = 1
    if count > 1:
        numbers = tuple(str(number) for number in range(1, count + 1))
        with Ask("several") as ask:
            at = int(ask.choice(LAYER.here(drops=OF_ONE_RUN), numbers, words=_name))
    title = f"{say(f'several.chain.{chosen.id}')} · {_name(str(at))}"
    scene = _scene(chosen.run.layers[at - 1], chosen.names[at - 1 : at + 1], backend(), language(), title)
    guides = guides_of("several", None, backend(), language())
    stage_view(guided(scene, guides, language()))


def _name(number: str) -> str:
    return say("several.layer.name", number=number)


@lru_cache(maxsize=CACHE_SIZE)
def _scene(layer: Layer, names: tuple[str, ...], engine: str, spoken: str, title: str) -> dict[str, Any]:
    """Describe a layer; a tensor between two layers is called what the maps and paths of the page call it."""
    between = {kind: name for kind, name in zip("xy", names, strict=True) if name != kind}
    words = {f"copied_{kind}": say("stage_several.map", name=name, k="{k}") for kind, name in between.items()}
    shown: dict[str, Any] = {"title": title, "outside": STAGE_NEEDS}
    shown["copies"] = {kind: {"letter": name} for kind, name in between.items()} or None
    return stage_scene(Trace(layer, engine), spoken, words=words, **shown)
