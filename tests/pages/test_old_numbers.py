"""A link with changed numbers: the stage is given what stood there before them, as the engine computed it."""

import json

import pytest

from dsviz.conv.convolve import convolve
from dsviz.examples import get
from dsviz.saved.link import State, state_to_text


def stages_of(app):
    assert not app.exception
    return [json.loads(each.proto.json)[0] for each in app.get("bidi_component")]


def test_the_stage_of_a_lesson_holds_the_numbers_before_the_changes(visit):
    (stage,) = stages_of(visit("Standard_convolution", example="standard-guide", edits="x_0_0_1_9"))
    layer = get("standard-guide").layer
    assert sorted(stage["was"]) == ["x", "y"]  # the kernel is as it was
    assert stage["was"]["x"]["data"] == layer.x.ravel().tolist()
    assert stage["was"]["y"]["data"] == convolve(layer.x, layer.weight, **layer.keywords).ravel().tolist()
    (stage,) = stages_of(visit("Standard_convolution", example="standard-guide"))
    assert "was" not in stage


@pytest.mark.parametrize(
    ("link", "first", "second"),
    [
        ({"edits": "x_0_0_0_9"}, ["x", "y"], ["x", "y"]),
        ({"edits2": "w_0_1_0_0_7"}, None, ["w", "y"]),
    ],
)
def test_the_second_of_two_layers_too_where_the_first_ones_changes_reach_it(visit, link, first, second):
    stages = stages_of(visit("Depthwise_separable", example="separable-tensorflow", **link))
    assert [sorted(each["was"]) if "was" in each else None for each in stages] == [first, second]
    for stage, example in zip(stages, get("separable-tensorflow").layers, strict=True):
        for name, before in stage.get("was", {}).items():
            layer = example.layer
            output = convolve(layer.x, layer.weight, layer.bias, **layer.keywords)
            tensors = {"x": layer.x, "w": layer.weight, "y": output}
            assert before["data"] == tensors[name].ravel().tolist()


def test_so_does_the_playgrounds(visit):
    state = State([[[1, 2], [3, 4]]], [[[[5]]]])
    (stage,) = stages_of(visit("Playground", s=state_to_text(state), edits="x_0_0_1_9"))
    assert stage["was"] == {
        "x": {"shape": [1, 2, 2], "data": [1, 2, 3, 4]},
        "y": {"shape": [1, 2, 2], "data": [5, 10, 15, 20]},
    }
