"""Check my work: in which order of axes an answer was taken, and the others it can be taken in."""

from __future__ import annotations

import streamlit as st

from dsviz.reading.paste import Reading
from dsviz.ui.inputs.texts import Texts
from dsviz.ui.parts.taken import say_layout, say_option
from dsviz.ui.shell.words import say


def ask_layout(own: Texts, name: str, reading: Reading) -> Reading:
    """Say in which layout a tensor was taken, and offer the others; give it in the chosen one."""
    options = {option.name: option for option in reading.options}
    wished = own.get(name)
    if wished in options:
        reading = reading.take(wished)
    st.caption(say_layout(reading))
    if len(options) > 1:
        key = f"choice-{name}"
        if st.session_state.get(key) != reading.name:
            st.session_state[key] = reading.name
        st.segmented_control(
            say("check.layout"),
            list(options),
            format_func=lambda each: say_option(options[each], reading.role) if options[each].form else each,
            key=key,
            required=True,
            on_change=_take_layout,
            args=(own, name, key),
            label_visibility="collapsed",
        )
    return reading


def _take_layout(own: Texts, name: str, key: str) -> None:
    own.put(name, st.session_state[key])
