"""The picture of 64x64x3: its sizes are the document's, its kernels do what they are said to do."""

import numpy as np
import pytest

from dsviz import convolve
from dsviz.content.pictures import pixels
from dsviz.examples import ALL, PICTURES, by_topic, get
from dsviz.examples.pictures import DEPTHWISE, POINTWISE

# One picture of flat grey, one whose right half is brighter by 100.
GREY = np.full((3, 5, 6), 50.0)
EDGE = GREY + 100 * (np.arange(6) >= 3)


def out(x, example):
    layer = example.layer
    return convolve(x, layer.weight, layer.bias, backend="numpy", **layer.keywords)


def test_the_sizes_are_those_of_the_document():
    chain = get("separable-64")
    shapes = [layer.layer.x.shape for layer in chain.layers] + [chain.layers[-1].layer.output_shape]
    assert shapes == [(3, 64, 64), (3, 62, 62), (4, 62, 62)]
    assert chain.layers == (DEPTHWISE, POINTWISE)
    np.testing.assert_array_equal(POINTWISE.layer.x, out(DEPTHWISE.layer.x, DEPTHWISE))


def test_the_input_is_the_bundled_picture():
    x, colours = DEPTHWISE.layer.x, pixels("scene-64")
    assert x[:, 0, 0].tolist() == list(colours[:3])
    assert x[:, 63, 62].tolist() == list(colours[-6:-3])


def test_the_kernels_find_edges_blur_and_sharpen():
    flat, edge = out(GREY, DEPTHWISE), out(EDGE, DEPTHWISE)
    assert flat[:, 0, 0].tolist() == [0, 16 * 50, 50]
    assert edge[0, 1].tolist() == [0, 400, 400, 0]
    assert edge[1, 1].tolist() == [800, 1200, 2000, 2400]
    assert edge[2, 1].tolist() == [50, -50, 250, 150]


def test_the_four_filters_mix_as_their_note_says():
    edges, blur, sharp = (np.full((1, 1), value) for value in (3.0, 10.0, 7.0))
    maps = out(np.stack([edges, blur, sharp]), POINTWISE)
    assert maps.ravel().tolist() == [10, 4 * 3 + 10, 3 - 7, 3 + 10 + 7]


@pytest.mark.parametrize("topic", ["depthwise", "pointwise", "separable"])
def test_a_lesson_offers_the_picture_last_and_the_worked_examples_stay_without_it(topic):
    assert by_topic(topic, pictures=True)[-1].id == f"{topic}-64"
    assert by_topic(topic, pictures=True)[:-1] == by_topic(topic)
    assert not set(PICTURES) & set(ALL)


@pytest.mark.parametrize("example", [DEPTHWISE, POINTWISE], ids=lambda example: example.id)
def test_its_numbers_are_whole_and_cannot_be_changed(example):
    assert all((array == np.rint(array)).all() for array in (example.layer.x, example.layer.weight))
    with pytest.raises(ValueError, match="read-only"):
        example.layer.x[0, 0, 0] = 9
