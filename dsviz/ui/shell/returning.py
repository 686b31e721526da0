"""Readers whose server died: their browser finds another one by itself, and brings what its fields hold.

The new server has heard of none of it. What stands in the link it reads there; a text that does not is taken
from the fields, which Streamlit's browser sends along with the first thing it asks for.
"""

from __future__ import annotations

import streamlit as st
from streamlit.runtime.scriptrunner import get_script_run_ctx

SELDOM = 3600.0  # seconds
RETURNING = "returning"
RENDERED = "returning.rendered"
BROUGHT = "returning.brought"


def is_returning() -> bool:
    """Tell whether this session's browser already had the page from another server.

    A browser that opens a page has no fields yet; one that comes with values of fields drew them before.
    """
    if RETURNING not in st.session_state:
        context = get_script_run_ctx()
        state = getattr(getattr(context, "session_state", None), "_state", None)
        values = getattr(state, "_new_widget_state", None)
        st.session_state[RETURNING] = bool(getattr(values, "states", None))
    return bool(st.session_state[RETURNING])


@st.fragment(run_every=SELDOM)
def ask_when_back() -> None:
    """Have the browser ask for the page as soon as it has found another server.

    Streamlit's browser does so only where a part of the page runs by the clock; else the page would be shown
    as it was, and its downloads and what was typed meanwhile be unknown to the new server.
    """


def is_unheard(key: str) -> bool:
    """Tell whether a field may hold what only the browser knows: once a field, before its first rendering."""
    rendered: set[str] = st.session_state.setdefault(RENDERED, set())
    is_first = key not in rendered
    rendered.add(key)
    return is_first and is_returning()


def run_again() -> None:
    """Have the page run again with the texts it was brought, once it has run to its end."""
    st.session_state[BROUGHT] = True


def settle_brought() -> None:
    """Run the page again where it was brought a text: what stands above the field was made without it."""
    if st.session_state.pop(BROUGHT, False):
        st.rerun()
