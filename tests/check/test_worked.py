"""Gradients and transposed outputs worked out by hand: right to the digits shown, mistakes, open cells."""

import numpy as np
import pytest
import torch
import torch.nn.functional as F
from hypothesis import given, settings
from hypothesis import strategies as st

from dsviz.check.gradient import check_gradient
from dsviz.check.transposed import MISTAKES, check_transposed
from dsviz.conv.gradients import compute_gradients
from dsviz.conv.layer import Layer
from dsviz.conv.transposed_layer import TransposedLayer
from dsviz.examples.transposed import TRANSPOSED
from dsviz.reading.paste import read_tensor


def printed(tensor):
    """What a person copies of a tensor that PyTorch prints."""
    return read_tensor(str(tensor), role="output").typed


@given(seed=st.integers(0, 10**6), of=st.sampled_from(["x", "weight", "bias"]))
@settings(max_examples=60)
def test_a_printed_gradient_of_printed_tensors_is_right_and_a_turned_one_is_not(seed, of):
    torch.manual_seed(seed)
    x, w, b = torch.randn(2, 4, 5), torch.randn(3, 2, 3, 2), torch.randn(3)
    for each in (x, w, b):
        each.requires_grad_()
    y = F.conv2d(x[None], w, b, stride=(1, 2), padding=1)
    dy = torch.randn(y.shape[1:])
    y.backward(dy[None])
    layer = Layer.from_tensors(
        printed(x.detach()), printed(w.detach()), printed(b.detach()), stride=(1, 2), padding=1
    )
    gradient = {"x": x, "weight": w, "bias": b}[of].grad
    found = check_gradient(layer, printed(dy), of, printed(gradient))
    assert (found.is_right, found.is_exact, found.mistake) == (True, False, "")
    if of != "bias":
        turned = check_gradient(layer, printed(dy), of, printed(gradient.flip(-1, -2)))
        assert not turned.is_right


@given(seed=st.integers(0, 10**6))
@settings(max_examples=60)
def test_a_printed_transposed_output_is_right_and_a_forgotten_bias_is_named(seed):
    torch.manual_seed(seed)
    x, w, b = torch.randn(2, 3, 2), torch.randn(2, 3, 2, 3), torch.randn(3)
    settings_ = {"stride": 2, "padding": 1, "output_padding": 1}
    layer = TransposedLayer.from_tensors(printed(x), printed(w), printed(b), **settings_)
    assert check_transposed(layer, printed(F.conv_transpose2d(x, w, b, **settings_))).is_right
    found = check_transposed(layer, printed(F.conv_transpose2d(x, w, **settings_)))
    assert (found.is_right, found.mistake) == (False, "bias-forgotten")


def test_an_answer_rounded_to_two_decimals_is_right_and_one_of_whole_numbers_is_not():
    x = np.array([[[0.5, 0.25, 0.125]]])
    layer = Layer.from_tensors(x, [[[[0.3456, -1.2345]]]])
    dy = np.array([[[0.1235, -0.3333]]])
    right = compute_gradients(layer, dy, "torch").weight
    assert check_gradient(layer, dy, "weight", right.round(2)).is_right
    assert not check_gradient(layer, dy, "weight", right.round(2) + 0.01).is_right
    assert not check_gradient(layer, dy, "weight", right.round(0)).is_right


def test_a_rounded_number_is_right_and_one_cut_off_is_not():
    layer = Layer.from_tensors([[[0.5, 0.25]]], [[[[0.5]]]])
    dy = np.array([[[0.75, 0.5]]])  # dx = 0.375, 0.25
    assert check_gradient(layer, dy, "x", np.array([0.38, 0.25])).is_right
    assert check_gradient(layer, dy, "x", np.array([0.37, 0.25])).wrong == ((0, 0, 0),)
    whole = Layer.from_tensors([[[1, 2]]], [[[[3]]]])
    assert check_gradient(whole, np.array([[[1.0, 2]]]), "x", np.array([3, 6.0001])).wrong == ((0, 0, 1),)


def test_open_cells_are_neither_right_nor_wrong():
    layer, dy = Layer.from_tensors([[[1, 2, 3]]], [[[[4, 5]]]]), np.array([[[1.0, 10.0]]])
    right = compute_gradients(layer, dy, "torch").x
    half = np.where([[[True, False, False]]], np.nan, right)
    found = check_gradient(layer, dy, "x", half)
    assert (found.open, found.wrong, found.is_right, found.mistake) == (1, (), False, "")
    assert check_gradient(layer, dy, "x", np.array([np.nan, 54, 40])).mistake == "rotation"
    # One number alone is no proof of a mistake.
    assert check_gradient(layer, dy, "x", np.array([np.nan, np.nan, 40])).mistake == ""


@pytest.mark.parametrize("name", TRANSPOSED)
def test_every_mistake_of_a_transposed_layer_is_told_by_its_numbers(name):
    layer = TRANSPOSED[name]
    right = F.conv_transpose2d(
        torch.tensor(layer.x),
        torch.tensor(layer.weight),
        None if layer.bias is None else torch.tensor(layer.bias),
        **{key: value for key, value in layer.keywords.items() if key != "padding"},
        padding=tuple(before for before, _ in layer.spec.padding),
    ).numpy()
    assert check_transposed(layer, right).is_right
    for mistake, make in MISTAKES.items():
        for made in make(layer):
            if made.shape != right.shape or not np.array_equal(made, right):
                found = check_transposed(layer, made)
                assert not found.is_right
                assert found.mistake, mistake
    noise = np.random.default_rng(3).integers(-99, 99, right.shape).astype(float)
    assert check_transposed(layer, noise).mistake == ""


def test_students_of_a_transposed_layer():
    layer = TransposedLayer.from_tensors([[[1, 2], [3, 4]]], [[[[1, 2], [3, 5]]]], stride=1)
    y = np.zeros((3, 3))
    over = np.zeros((3, 3))
    for i, j in np.ndindex(2, 2):
        stamp = layer.x[0, i, j] * layer.weight[0, 0]
        y[i : i + 2, j : j + 2] += stamp
        over[i : i + 2, j : j + 2] = stamp
    assert check_transposed(layer, y).is_right
    assert check_transposed(layer, over).mistake == "overwritten"
    y[1, 1] += 1
    assert check_transposed(layer, y).wrong == ((0, 1, 1),)


def stamped(apart, shape):
    """The stamps of the example with output_padding, laid by plain loops on a canvas of zeros."""
    layer = TRANSPOSED["output-padded"]
    y = np.zeros(shape)
    for i, j in np.ndindex(2, 2):
        for u, v in np.ndindex(3, 3):
            y[i * apart + u, j * apart + v] += layer.x[0, i, j] * layer.weight[0, 0, u, v]
    return y


def filled(y, shape=(4, 4)):
    return np.pad(y, [(0, wanted - got) for wanted, got in zip(shape, y.shape, strict=True)])


@pytest.mark.parametrize(
    ("typed", "mistake"),
    [
        (stamped(2, (6, 6)), "padding-kept"),
        (stamped(2, (5, 5)), "padding-and-output-padding"),
        (stamped(2, (5, 5))[1:-1, 1:-1], "output-padding"),
        (stamped(1, (4, 4))[1:-1, 1:-1], "stride"),
        (filled(stamped(1, (4, 4))[1:-1, 1:-1]), "stride"),
        (stamped(1, (5, 5))[1:-1, 1:-1], "stride"),
        (filled(stamped(1, (5, 5))[1:-1, 1:-1]), "stride"),
        (stamped(1, (4, 4)), "stride-and-padding"),
        (stamped(3, (6, 6))[1:-1, 1:-1], "side-by-side"),
        (stamped(3, (6, 6)), "side-by-side-and-padding"),
    ],
)
def test_padding_output_padding_and_stride_are_named_whatever_shape_they_give(typed, mistake):
    layer = TRANSPOSED["output-padded"]
    found = check_transposed(layer, typed)
    assert (found.is_right, found.mistake) == (False, mistake)
    # A reason is a proof: of one number that is another none is given.
    typed = typed.copy()
    typed[1, 1] += 100
    assert check_transposed(layer, typed).mistake == ""


def test_a_bias_stands_in_every_cell_of_a_mistake_or_not_in_the_zeros_it_is_filled_with():
    layer = TransposedLayer.from_tensors([[[1, 2]]], [[[[3, 4]]]], [10], stride=3)
    assert check_transposed(layer, np.array([13, 14, 10, 16, 18])).is_right
    for typed in ([13, 20, 18], [13, 20, 18, 10, 10], [13, 20, 18, 0, 0]):
        assert check_transposed(layer, np.array(typed)).mistake == "stride", typed
    for typed in ([13, 14, 16, 18], [13, 14, 16, 18, 10], [13, 14, 16, 18, 0]):
        assert check_transposed(layer, np.array(typed)).mistake == "side-by-side", typed


def test_one_number_of_another_shape_is_no_proof():
    canvas = stamped(2, (5, 5))
    for known, mistake in ((1, ""), (2, "padding-and-output-padding"), (25, "padding-and-output-padding")):
        typed = np.where(np.arange(25).reshape(5, 5) < known, canvas, np.nan)
        assert check_transposed(TRANSPOSED["output-padded"], typed).mistake == mistake


def test_a_stride_that_leaves_nothing_is_no_mistake():
    layer = TransposedLayer.from_tensors([[[1, 2], [3, 4]]], [[[[1, 2], [3, 4]]]], stride=4, padding=2)
    assert layer.output_size == (2, 2)
    assert check_transposed(layer, np.ones((2, 2))).mistake == ""


def test_a_stride_that_makes_no_difference_is_not_blamed():
    settings_ = {"stride": 2, "padding": ((0, 0), (1, 1)), "output_padding": (0, 1)}
    layer = TransposedLayer.from_tensors([[[2]]], [[[[1, 3, 5]]]], **settings_)
    assert check_transposed(layer, np.array([6, 10])).is_right
    assert check_transposed(layer, np.array([6, 0])).mistake == "zeros-added"
