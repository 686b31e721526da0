"""Parameters and cost: standard, grouped and separable, counted, and measured beside it."""

import streamlit as st

from dsviz.ui.cost.layer import ask_layer, show_formulas, show_keras, show_side_by_side
from dsviz.ui.cost.ratio import show_ratio
from dsviz.ui.cost.rules import show_rules
from dsviz.ui.cost.time import show_time
from dsviz.ui.shell.engine import await_torch
from dsviz.ui.shell.page import open_page
from dsviz.ui.shell.words import passage, say

open_page("cost")
st.title(say("page.cost.title"), anchor=False)
st.markdown(passage("cost-look"))

chosen = ask_layer()
show_formulas(chosen)
show_side_by_side(chosen)
show_ratio(chosen)
show_rules(chosen)
show_keras()
show_time(chosen)

await_torch()
