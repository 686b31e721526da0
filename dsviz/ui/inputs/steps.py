"""The step of a stage as the link names it: counted in the order in which that stage walks."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from math import prod
from types import MappingProxyType

import streamlit as st
from streamlit.components.v2.types import ComponentRenderer

from dsviz.reading.whole import read_whole
from dsviz.stage.bundles import bundle
from dsviz.stage.orders import by_filter, orders
from dsviz.ui.inputs.names import ORDER_OF, POSE_OF, STEP
from dsviz.ui.shell.address import query_param, sent, write_query

OPENED = "opened"


def step_of_link(outputs: tuple[int, int, int], param: str = STEP.name) -> int | None:
    """Return the step that the link names, counted filter by filter; None for none of this layer's.

    Parameters
    ----------
    outputs : (N, Ho, Wo)
        The shape of the layer's output.
    param : str
        The query parameter: a key of `dsviz.ui.inputs.names.ORDER_OF`, which has that of its order.
    """
    step = read_whole(query_param(param, ""))
    if step is None or not 0 <= step < prod(outputs):
        return None
    order = query_param(ORDER_OF[param])
    return by_filter(step, outputs, order) if order in orders() else step


def open_step(step: int | None, param: str = STEP.name) -> None:
    """Write a step, counted filter by filter, into the link; None takes it out.

    It is shown whole, whatever was hidden before.
    """
    st.session_state[OPENED] = turn() + 1
    _write(param, "" if step is None else str(step), "", {POSE_OF[param]: None})


def turn() -> int:
    """Count how often the page has opened or closed a step in this visit."""
    return int(st.session_state.get(OPENED, 0))


def follow(param: str = STEP.name, *, key: str = "follower") -> None:
    """Run the page again when its stage has come to rest on another step, with that step in the link.

    Nothing is to be seen of it.
    """
    shown = [query_param(name, "") for name in (param, ORDER_OF[param])]
    data = {"param": param, "order": ORDER_OF[param], "shown": shown, "turn": turn()}

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
    return st.components.v2.component("dsviz_follower", js=bundle("step_follower.js", "dsviz.ui"))


def _write(param: str, step: str, order: str, gone: Mapping[str, None] = MappingProxyType({})) -> None:
    # At once: between two writes the address would name another cell.
    write_query({param: step or None, ORDER_OF[param]: order or None, **gone})
