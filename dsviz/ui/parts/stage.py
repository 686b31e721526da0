"""The stage on a Streamlit page."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cache
from typing import Any

import streamlit as st
from streamlit.components.v2.types import ComponentRenderer

from dsviz import content
from dsviz.conv.trace import Trace
from dsviz.stage.bundles import bundle, fetched
from dsviz.stage.scene import Showing, for_a_class, for_a_course, for_pixels, is_large, scene


@cache
def _component() -> ComponentRenderer:
    css = bundle("stage.css") + bundle("guide.css") + bundle("pixels.css")
    return st.components.v2.component("dsviz_stage", css=css, js=fetched())


def stage_scene(
    trace: Trace,
    spoken: str,
    *,
    document: str | None = None,
    words: dict[str, str] | None = None,
    **showing: Any,
) -> dict[str, Any]:
    """Describe a traced layer to the stage, in a language.

    Parameters
    ----------
    trace : Trace
    spoken : str
        The language of the stage's words.
    document : str, optional
        Where its numbers are from, as `Example.document` has it; without one the badge names no source.
    words : dict, optional
        Labels that stand in for the stage's own, such as those under ``"stage_dx"``.
    **showing
        What else `dsviz.stage.scene.Showing` holds.
    """
    labels = content.labels("stage", spoken) | for_a_class(spoken) | for_a_course(spoken)
    if showing.get("editing") is not None:
        labels |= content.labels("stage_edit", spoken)
    if is_large(trace):
        labels |= for_pixels(spoken)
    labels |= words or {}
    source = "" if document is None else content.label(f"document.{document or 'own'}", spoken)
    return scene(trace, Showing(labels=labels, document=source, **showing))


def guided(scene: dict[str, Any], guides: Sequence[dict[str, Any]], spoken: str) -> dict[str, Any]:
    """Return a scene with guides, from `dsviz.ui.parts.guides`, and the words they need."""
    words = content.labels("stage_guide", spoken)
    return {**scene, "guides": list(guides), "labels": {**scene["labels"], **words}}


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
