"""Parameters and cost: standard, grouped and separable, counted, and measured beside it."""

import streamlit as st

from dsviz.ui.cost_layer import choose, show_formulas, show_keras, show_side_by_side
from dsviz.ui.cost_ratio import show_ratio
from dsviz.ui.cost_rules import show_rules
from dsviz.ui.cost_time import show_time
from dsviz.ui.engine import await_torch
from dsviz.ui.page import open_page
from dsviz.ui.words import passage, say

open_page("cost")
st.title(say("page.cost.title"), anchor=False)
st.markdown(passage("cost-look"))

chosen = choose()
show_formulas(chosen)
show_side_by_side(chosen)
show_ratio(chosen)
show_rules(chosen)
show_keras()
show_time(chosen)

await_torch()
