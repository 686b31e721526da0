"""The maps of layers in a row, with what one output saw of each, and its paths back to the input."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

import numpy as np
import streamlit as st

from dsviz.course.chains import Chosen, hover, middle_of, paths_told, seen_alt, seen_told, told
from dsviz.figures.theme import Role
from dsviz.ui.parts.charts import show_chart
from dsviz.ui.several.run import PLACE
from dsviz.ui.shell.address import write_query
from dsviz.ui.shell.words import language, say

if TYPE_CHECKING:
    from plotly.graph_objects import Figure


def show_maps(chosen: Chosen) -> None:
    """Draw the input and each layer's output; the numbers that reached the chosen output are framed."""
    seen = [chosen.seen(at) for at in range(len(chosen.tensors))]
    st.markdown(seen_told(chosen, say))
    with st.container(horizontal=True, key="maps-several"):
        for at, (name, values) in enumerate(zip(chosen.names, chosen.tensors, strict=True)):
            role: Role = "input" if at == 0 else "output"
            key, is_last = f"seen-{chosen.id}-{name}", name == "y"
            show_chart(
                _drawing(chosen, name, role, values, seen[at], clicks=is_last),
                alt=seen_alt(chosen, name, values, seen[at], language()),
                key=key,
                width="content",
                on_click=partial(_take_click, key, chosen.run.output.shape) if is_last else None,
            )
    st.caption(say("several.click"))


def _take_click(key: str, shape: tuple[int, int, int]) -> None:
    """Look at the output that was clicked."""
    points = st.session_state[key].selection.points
    if points:
        changes: dict[str, str | None] = {}
        for param, at, usual in zip(PLACE, points[0]["customdata"], middle_of(shape), strict=True):
            changes |= param.here(default=str(usual)).change(str(int(at)))
        write_query(changes)


def show_paths(chosen: Chosen) -> None:
    """Draw, place by place of the input, how many paths reach it, and the gradient of the chosen output."""
    st.header(say("several.paths"), anchor=False)
    paths, gradient = chosen.paths, chosen.gradient
    st.markdown(paths_told(chosen, say))
    pairs: tuple[tuple[Role, np.ndarray], ...] = (("paths", paths), ("gradient", gradient))
    with st.container(horizontal=True, key="paths-several"):
        for role, values in pairs:
            show_chart(
                _drawing(chosen, "x", role, values, chosen.seen(0), title=say(f"several.{role}.title")),
                alt=say(f"several.{role}.alt", output=chosen.output, values=told(values, language())),
                key=f"{role}-{chosen.id}",
                width="content",
            )
    st.markdown(say("several.gradient.text", output=chosen.output))


def _drawing(
    chosen: Chosen,
    name: str,
    role: Role,
    values: np.ndarray,
    seen: np.ndarray,
    title: str = "",
    clicks: bool = False,
) -> Callable[[], Figure]:
    def draw() -> Figure:
        from dsviz.figures.seen import seen_maps, with_clicks

        # The names of tensors are code, and the same in every language.
        titles = [title + f"{name}[{channel}]" for channel in range(len(values))]
        notes = hover(chosen, name, role, values, seen, say)
        figure = seen_maps(values, role, titles, notes, seen)
        return with_clicks(figure, notes, values.shape) if clicks else figure

    return draw
