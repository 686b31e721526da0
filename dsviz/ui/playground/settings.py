"""The row of settings: what is typed stays; what makes a layer is taken, the rest is answered."""

from __future__ import annotations

from typing import Any

import numpy as np
import streamlit as st

from dsviz.content import Listed
from dsviz.conv.errors import Refusal
from dsviz.conv.one_dimension import is_causal
from dsviz.conv.spec import PADDING_MODES, ConvSpec
from dsviz.cost.formulas import legal_groups
from dsviz.reading.whole import read_setting, setting_texts
from dsviz.saved.link import State
from dsviz.saved.workbench import refusal, regrouped
from dsviz.ui.inputs.fields import quoted
from dsviz.ui.inputs.handover import show_way
from dsviz.ui.playground.kinds import causal_padding, is_of_one_row
from dsviz.ui.playground.layer import current, put
from dsviz.ui.shell.address import text_for
from dsviz.ui.shell.words import say

WIDTHS = {"stride": 105, "padding": 140, "dilation": 105, "groups": 105}  # pixels
MODE, BIAS, BIAS_LEFT_OUT = "play.padding_mode", "play.bias", "play.bias.left_out"


def ask_settings(state: State, is_transposed: bool = False) -> None:
    """Render the fields of a layer's settings, and a sentence for what cannot be taken.

    Parameters
    ----------
    state : State
    is_transposed : bool
        Whether they are a transposed layer's: the padding takes away then, so nobody is asked what it holds,
        and the pages that take an ordinary layer are not linked to.
    """
    texts = _follow(state)
    # A row that wraps: on a phone three fields stand side by side, and the stage stays near.
    with st.container(horizontal=True, vertical_alignment="bottom", gap="small"):
        for name, width in WIDTHS.items():
            st.text_input(
                say(f"playground.{name}"),
                texts[name],
                key=f"play.{name}",
                help=say(f"playground.{name}.help"),
                autocomplete="off",
                width=width,
                on_change=_take,
            )
        if not is_transposed:
            st.selectbox(
                say("playground.padding_mode"),
                PADDING_MODES,
                key=MODE,
                format_func=lambda mode: say(f"playground.padding_mode.{mode}"),
                width=150,
                on_change=_take,
            )
        st.toggle(say("playground.bias"), key=BIAS, on_change=_take_bias)
        if not is_transposed:
            show_way("check", state)
            show_way("backward", state)
    wrong = _attempt(state)[1]
    if wrong:
        st.warning("\n\n".join([*wrong, say("playground.stays")]))


def _follow(state: State) -> dict[str, str]:
    """Write a field anew where its setting was changed elsewhere; otherwise leave what was typed.

    Returns
    -------
    dict
        The ``value`` of each text field, as `text_for` has it.
    """
    texts = {
        name: text_for(f"play.{name}", text if _is_changed(f"play.{name}", text) else _typed(name))
        for name, text in setting_texts(state.spec).items()
    }
    chosen: dict[str, Any] = {MODE: state.spec.padding_mode, BIAS: state.bias is not None}
    for key, value in chosen.items():
        st.session_state[key] = value if _is_changed(key, value) else st.session_state[key]
    return texts


def _is_changed(key: str, value: Any) -> bool:
    """Whether a setting is another than when its field was last written; from now on it is this one."""
    before = st.session_state.get(f"{key}.was")
    st.session_state[f"{key}.was"] = value
    return before != value or key not in st.session_state


def _typed(name: str) -> str:
    typed: str = st.session_state[f"play.{name}"]
    return typed


def _attempt(state: State) -> tuple[State | None, list[str]]:
    """Make the layer that the fields ask for, and the sentences for what in them cannot be taken."""
    wrong: list[str] = []
    asked: dict[str, Any] = {"padding_mode": st.session_state[MODE]}
    for name in WIDTHS:
        typed = _typed(name)
        asked[name] = read_setting(name, typed)
        if name == "padding" and is_causal(typed.strip()) and is_of_one_row(state):
            asked[name] = causal_padding(state, read_setting("dilation", _typed("dilation")) or 1)
        if asked[name] is None:
            wrong.append(say(f"playground.{name}.wrong", typed=quoted(typed)))
            asked[name] = getattr(state.spec, name)
    try:
        spec = ConvSpec(**asked)
        weight = state.weight
        # A kernel that does not fit its input belongs to no number of groups yet.
        if spec.groups != state.spec.groups and weight.shape[1] * state.spec.groups == len(state.x):
            weight = regrouped(weight, state.spec.groups, spec.groups)
        tried = state.replace(weight=weight, spec=spec)
        error = None if refusal(state) else refusal(tried)
    except Refusal as met:
        error, tried = met, state
    if error:
        wrong.append(_sentence(error, state))
    return None if error else tried, wrong


def _sentence(error: Refusal, state: State) -> str:
    if error.rule.startswith("groups-divide"):
        legal = Listed([*map(str, legal_groups(len(state.x), len(state.weight)))])
        return say("playground.groups.illegal", rule=error, legal=legal)
    return say("playground.illegal", rule=error)


def _take() -> None:
    state = current()
    tried, _ = _attempt(state)
    if tried is not None and tried.spec != state.spec:
        put(tried)
        for name, text in setting_texts(tried.spec).items():
            # What was typed may be written in another way than `setting_texts` would: it stays as it is.
            st.session_state[f"play.{name}.was"] = text
        st.session_state[f"{MODE}.was"] = tried.spec.padding_mode


def _take_bias() -> None:
    state = current()
    bias = None
    if state.bias is not None:
        st.session_state[BIAS_LEFT_OUT] = state.bias
    if st.session_state[BIAS]:
        left_out = st.session_state.get(BIAS_LEFT_OUT)
        fits = left_out is not None and len(left_out) == len(state.weight)
        bias = left_out if fits else np.zeros(len(state.weight))
    put(state.replace(bias=bias))
