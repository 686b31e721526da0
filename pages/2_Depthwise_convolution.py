"""Depthwise convolution: one channel, one filter, no sum across channels."""

from dsviz.examples import by_topic
from dsviz.ui.lessons.comparisons import show_channel_sums
from dsviz.ui.lessons.lesson import answers, head, show_stage, show_words
from dsviz.ui.parts.results import show_result, show_tensors
from dsviz.ui.shell.engine import await_torch
from dsviz.ui.shell.page import open_page

open_page("depthwise")
example = head("depthwise", by_topic("depthwise"))
show_stage(example)

with answers():
    show_result(example)
    show_channel_sums(example)
    show_words("depthwise")
    show_tensors(example)

await_torch()
