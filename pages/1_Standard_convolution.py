"""Standard convolution: every filter looks into every channel."""

from dsviz.examples import by_topic
from dsviz.ui.lessons.lesson import answers, head, show_stage, show_words
from dsviz.ui.parts.results import show_result, show_tensors
from dsviz.ui.shell.engine import await_torch
from dsviz.ui.shell.page import open_page

open_page("standard")
example = head("standard", by_topic("standard"))
show_stage(example)

with answers():
    show_result(example)
    show_words("standard")
    show_tensors(example)

await_torch()
