"""The stage on a Streamlit page."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import Any

import streamlit as st
from streamlit.components.v2.types import ComponentRenderer

from dsviz.stage.bundles import bundle, fetched
from dsviz.ui.shell.words import say


@cache
def _component() -> ComponentRenderer:
    names = ("stage", "low", "guide", "editing", "pixels", "scatter", "paper")
    css = "".join(bundle(f"{name}.css") for name in names)
    return st.components.v2.component("dsviz_stage", css=css, js=fetched())


def stage_view(
    scene: dict[str, Any], *, key: str = "stage", on_edit: Callable[[], None] | None = None
) -> None:
    """Mount a scene. The step lives in the browser and in the link; the server keeps nothing.

    Parameters
    ----------
    scene : dict
        From `dsviz.stage.scene`. Another scene under the same key takes the first one's place.
    key : str
        One per stage of a page.
    on_edit : callable, optional
        Called before the rerun when a reader changed a number; `dsviz.ui.inputs.edits.changer` makes one.
    """
    # Forty labels as JSON would weigh more than the numbers of a small example.
    words = "|".join(f"{name}={text}" for name, text in scene["labels"].items())
    # In a list: for a dict Streamlit looks for data frames in it, and imports pandas for that, 0.4 s.
    _component()(key=key, data=[{**scene, "labels": words}], on_edit_change=on_edit)


def say_what_follows(title: str) -> None:
    """Say, while a guide lends the stage a layer of its own, what the rest of the page is about."""
    with st.container(key="guided-below"):
        st.caption(say("lent.below", title=title))
