"""Sources and errata: what the five documents bring, and what in them is not so, computed on the page."""

import streamlit as st

from dsviz.ui.errata.claims import ask_claims, show_all, show_claims, show_sources
from dsviz.ui.shell.engine import await_torch
from dsviz.ui.shell.page import open_page
from dsviz.ui.shell.words import passage, say

open_page("errata")
st.title(say("page.errata.title"), anchor=False)
st.markdown(passage("errata-look"))

show_sources()
claims = ask_claims()
show_claims(claims)
show_all(claims)

await_torch()
