"""Programs on a page, one a tab."""

from __future__ import annotations

from collections.abc import Mapping

import streamlit as st

from dsviz.export.remarks import remarked
from dsviz.ui.shell.words import language


def show_programs(texts: Mapping[str, str], *, wrap_lines: bool = False) -> None:
    """Render programs under their names, the remarks in the reader's language."""
    for tab, text in zip(st.tabs(list(texts)), texts.values(), strict=True):
        tab.code(remarked(text, language()), language="python", wrap_lines=wrap_lines)
