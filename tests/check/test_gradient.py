"""A gradient worked out with a mistake is told by it; students make each with code of their own."""

import numpy as np
import pytest

from dsviz.check.gradient import MISTAKES, check_gradient
from dsviz.conv.gradients import compute_gradients
from dsviz.conv.layer import Layer
from dsviz.examples.backward import BACKWARD


def loops(layer, dy, of, place=lambda i, u, s: i * s + u, turn=False, groups_back=False, mean=False):
    """The gradient of x, padding included, or of the weights, by plain loops, with a slip of one's own."""
    filters, slices, kh, kw = layer.weight.shape
    (top, bottom), (left, right) = layer.pads
    x = np.pad(layer.x, ((0, 0), (top, bottom), (left, right)))
    dx, dw = np.zeros_like(x), np.zeros_like(layer.weight)
    each = filters // layer.spec.groups
    s0, s1 = layer.spec.stride
    for n, c, u, v in np.ndindex(filters, slices, kh, kw):
        group = n // each
        if groups_back:
            group = layer.spec.groups - 1 - group
        for i, j in np.ndindex(dy.shape[1:]):
            row, column = place(i, u, s0), place(j, v, s1)
            at = (kh - 1 - u, kw - 1 - v) if turn else (u, v)
            dx[group * slices + c, row, column] += dy[n, i, j] * layer.weight[n, c, *at]
            dw[n, c, *at] += dy[n, i, j] * x[group * slices + c, row, column]
    if of == "weight":
        return dw / dy[0].size if mean else dw
    return dx


def inner(layer, dx):
    (top, _), (left, _) = layer.pads
    return dx[:, top : top + layer.size[0], left : left + layer.size[1]]


SQUARE = Layer.from_tensors(
    [[[1, 2, 0], [3, -1, 2], [0, 1, 4]], [[2, 0, 1], [1, 1, -2], [3, 5, 1]]],
    [[[[1, 2], [3, -1]], [[0, 1], [4, 2]]], [[[5, 1], [0, 2]], [[1, -3], [2, 1]]]],
)
SQUARE_DY = np.array([[[1.0, -2], [0, 3]], [[2, 1], [-1, 1]]])
# Three filters on two rows of three: turned on its side dx has another shape.
WIDE = Layer.from_tensors(
    [[[1, 2, 0], [3, -1, 2]]], [[[[1, 2], [3, -1]]], [[[0, 4], [1, 2]]], [[[5, 1], [0, 2]]]]
)
WIDE_DY = np.array([[[1.0, -2]], [[3, 1]], [[2, 4]]])
# dx of the depthwise example as somebody has typed it, its two channels exchanged.
EXCHANGED = [[[-1, -1, 2], [5, -4, 5], [-6, 10, 0]], [[3, 4, -4], [-1, -1, 10], [0, 1, -4]]]
OF = {name: (each.layer, each.dy) for name, each in BACKWARD.items()} | {
    "square": (SQUARE, SQUARE_DY),
    "wide": (WIDE, WIDE_DY),
}
NEXT = lambda i, u, s: i + u  # noqa: E731


def students():
    """The layer, the gradient, the mistake, and what a student makes of it."""
    layer, dy = OF["depthwise"]
    yield "depthwise", "x", "rotation", loops(layer, dy, "x", turn=True)
    yield "depthwise", "weight", "turned", loops(layer, dy, "weight", turn=True)
    yield "depthwise", "weight", "mean", loops(layer, dy, "weight", mean=True)
    yield "depthwise", "weight", "sign", -loops(layer, dy, "weight")
    layer, dy = OF["stride"]
    yield "stride", "x", "stride", loops(layer, dy, "x", place=NEXT)
    yield "stride", "weight", "stride", loops(layer, dy, "weight", place=NEXT)
    # The same at its own size: two by two stamps of three by three, and dy at every place of x.
    yield "stride", "x", "stride", loops(layer, dy, "x", place=NEXT)[:, :4, :4]
    every = [[(layer.x[0, i : i + 2, j : j + 2] * dy[0]).sum() for j in range(5)] for i in range(5)]
    yield "stride", "weight", "stride", np.array([[every]])
    yield "stride", "x", "unread-left-out", loops(layer, dy, "x")[:, :5, :5]
    layer, dy = OF["standard"]
    yield "standard", "x", "stride", loops(layer, dy, "x", place=NEXT)[:, 1:4, 1:4]
    yield "standard", "x", "stride", loops(layer, dy, "x", place=NEXT)[:, :5, :5]
    alone = [[(dy[n] * x[::2, ::2]).sum() for x in layer.x] for n in range(2)]
    yield "standard", "weight", "padding-left-out", np.array(alone)[..., None, None]
    layer, dy = OF["standard"]
    yield "standard", "x", "padding-kept", loops(layer, dy, "x")
    yield "standard", "x", "sign", -inner(layer, loops(layer, dy, "x"))
    only = dy.copy()
    only[1] = 0
    yield "standard", "x", "filters-apart", inner(layer, loops(layer, only, "x"))
    yield "standard", "weight", "padding-left-out", left_out(layer, dy)
    yield "standard", "bias", "mean", [each.sum() / 9 for each in dy]
    yield "standard", "bias", "all-maps", [9, 9]
    yield "standard", "bias", "sign", [-5, -4]
    layer, dy = OF["groups"]
    yield "groups", "x", "group-order", loops(layer.replace(weight=layer.weight[[1, 0]]), dy, "x")
    yield "groups", "weight", "group-order", loops(layer, dy[[1, 0]], "weight")
    yield "groups", "weight", "reordered", loops(layer, dy, "weight")[[1, 0]]
    yield "groups", "x", "filters", loops(layer, dy[[1, 0]], "x")
    yield "groups", "x", "reordered", loops(layer, dy, "x")[[2, 3, 0, 1]]
    yield "groups", "x", "reordered", loops(layer, dy, "x")[[0, 1, 3, 2]]
    layer, dy = OF["depthwise"]
    yield "depthwise", "x", "reordered", EXCHANGED
    yield "depthwise", "x", "filters", loops(layer, dy[[1, 0]], "x")
    yield "depthwise", "x", "transposed", np.moveaxis(loops(layer, dy, "x"), 1, 2)
    yield "depthwise", "x", "overwritten", stamped_over(layer, dy)
    yield "depthwise", "x", "ones", loops(layer, np.ones_like(dy), "x")
    yield "depthwise", "weight", "ones", loops(layer, np.ones_like(dy), "weight")
    yield "depthwise", "weight", "dy-turned", loops(layer, dy[:, ::-1, ::-1], "weight")
    both = loops(layer, dy, "weight")[0] + loops(layer, dy, "weight")[1]
    yield "depthwise", "weight", "channels-summed", np.stack([both, both])
    layer, dy = OF["square"]
    yield "square", "weight", "filters", loops(layer, dy[[1, 0]], "weight")
    yield "square", "weight", "transposed", np.moveaxis(loops(layer, dy, "weight"), 2, 3)
    summed = loops(layer, dy, "weight")[:, 0] + loops(layer, dy, "weight")[:, 1]
    yield "square", "weight", "channels-summed", summed
    yield "square", "weight", "channels-summed", np.stack([summed, summed], axis=1)
    yield "square", "x", "filters", loops(layer, dy[[1, 0]], "x")
    yield "square", "x", "reordered", loops(layer, dy, "x")[[1, 0]]
    layer, dy = OF["wide"]
    yield "wide", "x", "transposed", [[list(column) for column in loops(layer, dy, "x")[0].T]]
    yield "wide", "x", "filters", loops(layer, dy[[2, 1, 0]], "x")
    yield "wide", "x", "filters", loops(layer, dy[[0, 2, 1]], "x")
    layer, dy = OF["square"]
    yield "square", "x", "axes", loops(layer.replace(weight=layer.weight.swapaxes(0, 1).copy()), dy, "x")
    yield "square", "weight", "axes", loops(layer, dy, "weight").swapaxes(0, 1)


def stamped_over(layer, dy):
    """dx of a depthwise layer whose stamps replace one another."""
    found = np.zeros_like(layer.x)
    for c, i, j in np.ndindex(dy.shape):
        for u, v in np.ndindex(2, 2):
            found[c, i + u, j + v] = dy[c, i, j] * layer.weight[c, 0, u, v]
    return found


def left_out(layer, dy):
    """dw of the windows that fit into x without its padding."""
    found = np.zeros_like(layer.weight)
    for n, c, u, v in np.ndindex(found.shape):
        found[n, c, u, v] = sum(
            dy[n, i, j] * layer.x[c, 2 * i + u, 2 * j + v]
            for i in range(2)
            for j in range(2)
            if 2 * i + 2 < 5 and 2 * j + 2 < 5
        )
    return found


STUDENTS = list(students())


@pytest.mark.parametrize(("name", "of", "mistake", "typed"), STUDENTS, ids=lambda one: str(one)[:20])
def test_a_mistake_is_named_alone(name, of, mistake, typed):
    layer, dy = OF[name]
    assert check_gradient(layer, dy, of, np.array(typed, float)).mistake == mistake


def test_each_mistake_has_a_student():
    made = {(of, mistake) for _, of, mistake, _ in STUDENTS}
    assert made == {(of, mistake) for of, known in MISTAKES.items() for mistake in known}


@pytest.mark.parametrize("name", OF)
@pytest.mark.parametrize("of", ["x", "weight", "bias"])
def test_a_right_gradient_is_never_blamed(name, of):
    layer, dy = OF[name]
    right = getattr(compute_gradients(layer, dy, "torch"), of)
    if right is not None:
        found = check_gradient(layer, dy, of, right)
        assert found.is_right
        assert found.mistake == ""


def test_noise_is_given_no_reason():
    random = np.random.default_rng(3)
    for name, (layer, dy) in OF.items():
        typed = random.integers(-20, 20, layer.weight.shape).astype(float)
        found = check_gradient(layer, dy, "weight", typed)
        assert (found.mistake, bool(found.wrong)) == ("", True), name


@pytest.mark.parametrize("shape", [(4, 2), (8,), (1, 8), (2, 2, 2)])
def test_rows_one_after_another_are_maps_that_nobody_set_apart(shape):
    layer, dy = OF["depthwise"]
    assert check_gradient(layer, dy, "weight", np.reshape([7.0, 14, 6, 12, 0, 3, 19, 8], shape)).is_right
    turned = np.reshape([12.0, 6, 14, 7, 8, 19, 3, 0], shape)
    assert check_gradient(layer, dy, "weight", turned).mistake == "turned"


def test_one_number_that_is_not_the_other_channels_proves_no_exchange():
    layer, dy = OF["depthwise"]
    typed = np.array(EXCHANGED, float)
    typed[1, 2, 2] += 1
    assert check_gradient(layer, dy, "x", typed).mistake == ""


def test_of_many_channels_two_that_fit_each_other_by_chance_are_no_exchange():
    layer = Layer.from_tensors(np.ones((6, 1, 1)), np.arange(1.0, 7).reshape(1, 6, 1, 1))
    typed = np.array([1.0, 5, 3, 4, 2, 6])
    assert check_gradient(layer, np.ones((1, 1, 1)), "x", typed).mistake == ""
    assert check_gradient(layer, np.ones((1, 1, 1)), "x", np.arange(6.0, 0, -1)).mistake == "reordered"


def test_axes_of_length_one_may_be_left_out_and_a_wrong_cell_is_found():
    layer, dy = OF["depthwise"]
    found = check_gradient(layer, dy, "weight", np.array([[[7.0, 14], [6, 12]], [[0, 3], [19, 9]]]))
    assert found.wrong == ((1, 0, 1, 1),)
