"""Pointwise convolution: a 1x1 kernel mixes channels; a 1x1 depthwise one only scales them."""

from __future__ import annotations

from dsviz.examples import by_topic
from dsviz.ui.lessons.comparisons import show_mixing_and_scaling
from dsviz.ui.lessons.lesson import answers, ask_example, show_stage, show_words
from dsviz.ui.parts.results import show_result, show_tensors


def show() -> None:
    """Render the page."""
    examples = {each.id: each for each in by_topic("pointwise", pictures=True)}
    example = ask_example("pointwise", tuple(examples.values()))
    show_stage(example, guide=("pointwise", example))

    with answers():
        show_result(example)
        show_mixing_and_scaling(examples["pointwise-mix"], examples["pointwise-scale"])
        show_words("pointwise")
        show_tensors(example)
