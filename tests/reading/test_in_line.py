"""Layers over a row, given as people print them; the right values are torch's and Keras's own layers'."""

import numpy as np
import pytest
import torch
from hypothesis import given, settings
from hypothesis import strategies as st

import dsviz
from dsviz.reading.axes import Known
from dsviz.reading.in_line import line_of
from dsviz.reading.paste import read_tensor, reading_of
from dsviz.reading.several import read_tensors
from dsviz.reading.text import read_text

X = "[[[1,2,3,4,5],[6,7,8,9,10]]]"
W = "[[[1,0,-1],[2,1,0]],[[0,1,1],[1,-1,0]]]"


@pytest.mark.parametrize("answer", ["[[17,20,23],[4,6,8]]", "[[[17,20,23],[4,6,8]]]"])
@pytest.mark.parametrize("x", [X, f"tensor({X})", X[1:-1]])
@pytest.mark.parametrize("weight", [W, f"tensor({W})"])
def test_a_conv1d_of_two_channels(answer, x, weight):
    checked = dsviz.check(answer, x, weight)
    assert checked.diagnosis.right.tolist() == [[[17, 20, 23]], [[4, 6, 8]]]
    assert checked.is_right


def test_its_padding_lies_in_the_row():
    # torch.nn.functional.conv1d(..., padding=1)
    right = [[4, 17, 20, 23, 32], [-3, 4, 6, 8, 4]]
    assert dsviz.check(str(right), X, W, padding=(0, 1)).is_right


def test_a_flat_list_is_a_row():
    assert dsviz.check("5 5 1 2", "[2,1,2,3,1,0]", "[1,-1,2]").is_right


def test_what_get_weights_of_a_conv1d_prints():
    kernel, bias = read_tensors("[array([[[0.]], [[1.]], [[0.]]]), array([0.])]")
    reading = reading_of(kernel.typed, kernel.role, Known(filters=bias.array.size))
    assert (kernel.role, bias.role, reading.layout) == ("kernel", "bias", "WIO")
    assert reading.array.tolist() == [[[[0, 1, 0]]]]


def test_a_conv1d_of_keras():
    weight = "Keras: array([[[1.], [10.]], [[2.], [20.]]])"
    # y[0] = 1*1 + 10*5 + 2*2 + 20*6, y[1] = 1*2 + 10*6 + 2*3 + 20*7
    assert dsviz.check("[[[175], [208]]]", "[[[1, 5], [2, 6], [3, 7]]]", weight).is_right


def test_one_column_of_keras_without_a_word_of_it():
    x, weight = "[[[1.], [2.], [4.], [0.], [3.]]]", "[[[1.]], [[10.]], [[100.]]]"
    # Window by window: 1 + 20 + 400, 2 + 40 + 0, 4 + 0 + 300.
    assert dsviz.check("[[[421.], [42.], [304.]]]", x, weight).is_right


@pytest.mark.parametrize(
    ("x", "weight"),
    [
        ("[[1, 2, 3], [4, 5, 6], [7, 8, 9]]", "[[1, 2], [3, 4]]"),
        ("[[1, 2, 3], [4, 5, 6], [7, 8, 9]]", "[[[1, 2], [3, 4]], [[0, 1], [1, 0]]]"),
        # a square kernel over the whole height is rather one over a picture
        ("[[[1, 2, 3], [4, 5, 6]]]", "[[[1, 0], [0, 1]], [[1, 1], [2, 2]]]"),
        ("[[[1, 2, 3], [4, 5, 6]]]", "[[[[1, 0]]]]"),
    ],
)
def test_a_layer_over_a_picture_is_none(x, weight):
    assert line_of(read_text(x), read_text(weight)) == ""


@settings(max_examples=15)
@given(st.integers(2, 4), st.integers(1, 4), st.integers(5, 7), st.integers(0, 10**6))
def test_what_torch_prints_of_a_conv1d(channels, filters, length, seed):
    kernel = 5 if channels == 3 else 3
    rng = np.random.default_rng(seed)
    x = torch.tensor(rng.integers(-9, 9, (1, channels, length)), dtype=torch.float64)
    weight = torch.tensor(rng.integers(-9, 9, (filters, channels, kernel)), dtype=torch.float64)
    right = torch.nn.functional.conv1d(x, weight, padding=1)
    checked = dsviz.check(str(right), str(x), str(weight), padding=(0, 1))
    assert checked.is_right


def test_maps_of_one_row_are_pytorchs_before_a_pictures_with_its_channels_last():
    rows = [[1, 2, 3], [4, 5, 6], [7, 8, 9]]
    reading = read_tensor(str([rows]), role="output", output_shape=(3, 1, 3))
    assert (reading.layout, reading.array[:, 0].tolist()) == ("NCW", rows)
    assert "NWC" in [option.layout for option in reading.options]
