"""Pointwise convolution: a 1x1 kernel mixes channels; a 1x1 depthwise one only scales them."""

from dsviz.examples import by_topic, get
from dsviz.ui.comparisons import show_mixing_and_scaling
from dsviz.ui.engine import await_torch
from dsviz.ui.lesson import answers, head, show_stage, show_words
from dsviz.ui.page import open_page
from dsviz.ui.results import show_result, show_tensors

open_page("pointwise")
example = head("pointwise", by_topic("pointwise"))
show_stage(example)

with answers():
    show_result(example)
    show_mixing_and_scaling(get("pointwise-mix"), get("pointwise-scale"))
    show_words("pointwise")
    show_tensors(example)

await_torch()
