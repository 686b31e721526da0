"""Standard convolution: every filter looks into every channel."""

from __future__ import annotations

from dsviz.examples import by_topic
from dsviz.ui.lessons.boxes import show_documents_boxes
from dsviz.ui.lessons.lesson import answers, ask_example, show_stage, show_words
from dsviz.ui.parts.results import show_result, show_tensors


def show() -> None:
    """Render the page."""
    example = ask_example("standard", by_topic("standard"))
    show_stage(example, guide=("standard", example))

    with answers():
        show_result(example)
        show_words("standard")
        show_documents_boxes("standard")
        show_tensors(example)
