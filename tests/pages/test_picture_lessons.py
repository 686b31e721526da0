"""The lessons with the picture: maps as pictures, tensors as files, the way to a picture of one's own."""

import json

import pytest

from dsviz.content import label

PAGES = {
    "depthwise": "Depthwise_convolution",
    "pointwise": "Pointwise_convolution",
    "separable": "Depthwise_separable",
}


@pytest.mark.parametrize("topic", PAGES)
def test_a_lesson_shows_the_picture_and_prints_no_thousands_of_numbers(visit, topic):
    app = visit(PAGES[topic], example=f"{topic}-64")
    assert not app.exception
    stages = [json.loads(each.proto.json)[0] for each in app.get("bidi_component")]
    assert len(stages) == (2 if topic == "separable" else 1)
    assert all(stage["pixels"] and "pixels_window" in stage["labels"] for stage in stages)
    words = [each.value for each in app.markdown]
    assert label(f"example.{topic}-64.note") in words
    assert label("tensors.many") in words
    assert not app.code
    assert sum(len(each.proto.spec) for each in app.get("plotly_chart")) < 600_000
