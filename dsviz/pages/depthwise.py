"""Depthwise convolution: one channel, one filter, no sum across channels."""

from __future__ import annotations

from dsviz.examples import by_topic
from dsviz.ui.lessons.comparisons import show_channel_sums
from dsviz.ui.lessons.lesson import answers, ask_example, show_stage, show_words
from dsviz.ui.parts.results import show_result, show_tensors


def show() -> None:
    """Render the page."""
    example = ask_example("depthwise", by_topic("depthwise", pictures=True))
    show_stage(example, guide=("depthwise", example))

    with answers():
        show_result(example)
        show_channel_sums(example)
        show_words("depthwise")
        show_tensors(example)
