"""A picture through MobileNet: the feature maps of a chosen layer, with seeded random weights."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import streamlit as st
from numpy.typing import NDArray

from dsviz.content import joined
from dsviz.course.results import shape_text
from dsviz.ui.inputs.ask import Ask
from dsviz.ui.inputs.fields import field_row
from dsviz.ui.inputs.names import CHANNEL, LAYER, SEED
from dsviz.ui.mobilenet.network import Chosen, counted
from dsviz.ui.parts.charts import show_chart
from dsviz.ui.parts.pictures import ask_picture, caption
from dsviz.ui.parts.turns import in_turn
from dsviz.ui.shell.engine import backend
from dsviz.ui.shell.words import language, passage, say

if TYPE_CHECKING:
    from dsviz.networks.runs import LayerRun

FEW, MANY, SMALL = 16, 64, 14  # maps shown, and the side up to which the many fit
MOST_SEED = 999_999
SHOWN = 412  # pixels: how wide the picture stands on the page
FIRST_SHOWN = "stem.relu"


def show_feature_maps(chosen: Chosen) -> None:
    """Render the picture, the choice of layer, channel and seed, and the maps that come out."""
    layers = {row.name: row.out_shape for row in counted(chosen) if len(row.out_shape) == 3}
    names = (FIRST_SHOWN, *(name for name in layers if name != FIRST_SHOWN))

    def words(name: str) -> str:
        return f"{name} · {shape_text(layers[name])}"

    with Ask("mobilenet") as ask:
        left, middle, right = field_row("forward", [2, 1, 1])
        with left:
            layer = ask.choice(LAYER, names, look="list", words=words)
        with middle:
            channel = ask.whole(CHANNEL, 0, layers[layer][0] - 1)
        with right:
            seed = ask.whole(SEED, 0, MOST_SEED)
    # What is seen stands above the field for a picture of one's own, which a reader wants afterwards.
    above = st.container()
    picture, is_bundled = ask_picture(chosen.size)
    st.markdown(passage("mobilenet-picture"))
    with above:
        _show_maps(chosen, picture, is_bundled, layer, channel, seed)


def _show_maps(
    chosen: Chosen, picture: NDArray[np.float64], is_bundled: bool, layer: str, channel: int, seed: int
) -> None:
    if not chosen.taken:
        st.info(say("mobilenet.picture.not_taken"))
    elif backend() != "torch":
        st.info(say("picture.waiting"))
    else:
        with st.spinner(say("mobilenet.picture.running")):
            run = _run(picture, layer, seed, chosen)
        _show(picture, is_bundled, run, layer, channel)


def _run(picture: NDArray[np.float64], layer: str, seed: int, chosen: Chosen) -> LayerRun:
    from dsviz.networks.runs import run_mobilenet

    with in_turn():
        return run_mobilenet(picture, layer, seed=seed, **chosen.settings)


def _show(picture: NDArray[np.float64], is_bundled: bool, run: LayerRun, layer: str, channel: int) -> None:
    from dsviz.figures.pictures import mosaic, one_map, png

    size = (picture.shape[1], picture.shape[2])
    seen, single = st.columns(2)
    with seen:
        st.markdown(caption(size, not is_bundled))
        alt = say(f"mobilenet.picture.read{'' if is_bundled else '.own'}.alt", height=size[0], width=size[1])
        # Inside the page: a file beside it is gone when a later run has replaced the picture.
        st.image(png(picture), width=SHOWN, alt=alt)
    name = f"{layer}[{channel}]"
    with single:
        one = run.maps[channel]
        lowest, highest = (f"{value:.3g}".replace("-", "−") for value in (one.min(), one.max()))
        values = {"name": name, "shape": shape_text(one.shape), "lowest": lowest, "highest": highest}
        told = say("mobilenet.picture.one", **values), say("mobilenet.picture.point")
        st.markdown(joined(told, language(), "sentence"))
        alt = say("mobilenet.picture.one.alt", **values)
        show_chart(lambda: one_map(one, name), alt=alt, key="one-map")
    count = min(len(run.maps), MANY if run.maps.shape[1] <= SMALL else FEW)
    columns = 8 if count > FEW else 4
    said = {"count": count, "all": len(run.maps), "layer": layer}
    st.markdown(say("mobilenet.picture.maps", zeros=f"{100 * run.zeros:.1f}", **said))
    alt = say("mobilenet.picture.maps.alt", **said)
    show_chart(lambda: mosaic(run.maps[:count], columns), alt=alt, key="feature-maps")
    best = int(run.probabilities.argmax())
    chance = f"{100 * run.probabilities[best]:.2f}"
    st.markdown(say("mobilenet.picture.answer", best=best, chance=chance, classes=len(run.probabilities)))
