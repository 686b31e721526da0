"""What a page shows to a class: parameters that a teacher writes into a link; docs/links.md tells them."""

from __future__ import annotations

from pathlib import Path

import streamlit as st

from dsviz.content import Listed, languages
from dsviz.ui.inputs.fields import quoted
from dsviz.ui.inputs.names import CONTRAST, SHOW
from dsviz.ui.shell.address import query_param
from dsviz.ui.shell.words import LANGUAGE, say

NO_SIDEBAR, STAGE_ONLY, WHITE_PAGE = (
    Path(__file__).with_name(f"{name}.css") for name in ("no_sidebar", "stage_only", "white_page")
)
# What SHOW may hold -> the styles that leave the rest out.
STYLES = {"page": (NO_SIDEBAR,), "stage": (NO_SIDEBAR, STAGE_ONLY)}
CONTRASTS = ("projector",)


def show_as_asked() -> None:
    """Leave out of the page what its link leaves out; a word that says nothing is answered.

    The contrast is the stage's own, which reads it from the link by itself.
    """
    show, contrast = query_param(SHOW, ""), query_param(CONTRAST, "")
    for style in STYLES.get(show, ()):
        st.html(style)
    if show == "stage" and contrast in CONTRASTS:
        st.html(WHITE_PAGE)
    spoken = query_param(LANGUAGE, "")
    for param, asked, known in (
        (SHOW, show, tuple(STYLES)),
        (CONTRAST, contrast, CONTRASTS),
        (LANGUAGE, spoken, tuple(languages())),
    ):
        if asked and asked not in known:
            words = Listed([f"`{each}`" for each in known])
            st.info(say("class.unknown", name=param.name, asked=quoted(asked), known=words))
