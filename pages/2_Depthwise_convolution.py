"""Depthwise convolution: one channel, one filter, no sum across channels."""

from dsviz.examples import by_topic
from dsviz.ui.comparisons import show_channel_sums
from dsviz.ui.engine import await_torch
from dsviz.ui.lesson import answers, head, show_stage, show_words
from dsviz.ui.page import open_page
from dsviz.ui.results import show_result, show_tensors

open_page("depthwise")
example = head("depthwise", by_topic("depthwise"))
show_stage(example)

with answers():
    show_result(example)
    show_channel_sums(example)
    show_words("depthwise")
    show_tensors(example)

await_torch()
