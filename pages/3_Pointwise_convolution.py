"""Pointwise convolution: a 1x1 kernel mixes channels; a 1x1 depthwise one only scales them."""

from dsviz.examples import by_topic, get
from dsviz.ui.lessons.comparisons import show_mixing_and_scaling
from dsviz.ui.lessons.lesson import answers, head, show_stage, show_words
from dsviz.ui.parts.results import show_result, show_tensors
from dsviz.ui.shell.engine import await_torch
from dsviz.ui.shell.page import open_page

open_page("pointwise")
example = head("pointwise", by_topic("pointwise"))
show_stage(example)

with answers():
    show_result(example)
    show_mixing_and_scaling(get("pointwise-mix"), get("pointwise-scale"))
    show_words("pointwise")
    show_tensors(example)

await_torch()
