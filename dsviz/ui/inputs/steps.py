"""The step of a stage as the link names it: counted in the order in which that stage walks."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import streamlit as st
from streamlit.components.v2.types import ComponentRenderer

from dsviz.reading.whole import read_whole
from dsviz.ui.inputs.names import STEP
from dsviz.ui.shell.address import query_param, sent, write_query

BY_PLACE = "place"
OPENED = "opened"


def linked_step(outputs: tuple[int, int, int], param: str = STEP.name) -> int | None:
    """Give the step that the link names, counted filter by filter; None for none of this layer's.

    Parameters
    ----------
    outputs : (N, Ho, Wo)
        The shape of the layer's output.
    param : str
        The query parameter; its order stands in one named alike, such as ``order2`` for ``step2``.
    """
    filters, places = outputs[0], outputs[1] * outputs[2]
    step = read_whole(query_param(param, ""))
    if step is None or not 0 <= step < filters * places:
        return None
    by_place = query_param(_order_of(param)) == BY_PLACE
    return by_filter(step, filters, places) if by_place else step


def by_filter(step: int, filters: int, places: int) -> int:
    """Turn a step that counts place by place, with all filters, into one that counts filter by filter.

    Examples
    --------
    >>> [by_filter(step, filters=2, places=3) for step in range(6)]
    [0, 3, 1, 4, 2, 5]
    """
    place, filter_ = divmod(step, filters)
    return filter_ * places + place


def open_step(step: int | None, param: str = STEP.name) -> None:
    """Write a step, counted filter by filter, into the link; None takes it out."""
    st.session_state[OPENED] = turn() + 1
    _write(param, "" if step is None else str(step), "")


def turn() -> int:
    """Count how often the page has opened or closed a step in this visit."""
    return int(st.session_state.get(OPENED, 0))


def follow(param: str = STEP.name, *, key: str = "follower") -> None:
    """Run the page again when its stage has come to rest on another step, with that step in the link.

    Nothing is to be seen of it.
    """
    shown = [query_param(name, "") for name in (param, _order_of(param))]
    data = {"param": param, "order": _order_of(param), "shown": shown, "turn": turn()}

    def take() -> None:
        told = sent(key, "step")
        if told:
            step, order, seen = told
            # What was seen before the page itself opened another step counts no more.
            if seen == turn():
                _write(param, str(step), str(order))

    _component()(key=key, data=[data], on_step_change=take, height=0)


@cache
def _component() -> ComponentRenderer:
    js = Path(__file__).with_name("step_follower.js").read_text(encoding="utf-8")
    return st.components.v2.component("dsviz_follower", js=js)


def _order_of(param: str) -> str:
    return param.replace("step", "order")


def _write(param: str, step: str, order: str) -> None:
    # At once: between two writes the address would name another cell.
    write_query({param: step or None, _order_of(param): order or None})
