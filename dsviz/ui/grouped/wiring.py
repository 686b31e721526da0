"""The wiring map beside the stage: which inputs feed which outputs. It follows the stage by itself."""

from __future__ import annotations

from functools import cache

import streamlit as st
from streamlit.components.v2.types import ComponentRenderer

from dsviz import content
from dsviz.stage.bundles import bundle


@cache
def _component() -> ComponentRenderer:
    css, js = (bundle(f"wiring.{kind}", "dsviz.ui") for kind in ("css", "js"))
    return st.components.v2.component("dsviz_wiring", css=css, js=js)


def wiring_map(in_channels: int, out_channels: int, groups: int, spoken: str) -> None:
    """Mount the wiring map of a layer.

    Parameters
    ----------
    in_channels, out_channels, groups : int
        Of the layer that the page shows; where the stage shows another, it is drawn.
    spoken : str
        The language of its words.
    """
    said = content.labels("grouped", spoken)
    words = {name: said[name] for name in ("band", "group")}
    shape = {"channels": in_channels, "filters": out_channels, "groups": groups}
    # In a list, as the stage: for a dict Streamlit looks for data frames in it.
    _component()(key="wiring", data=[{**shape, **words}])
