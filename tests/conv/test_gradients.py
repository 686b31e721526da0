"""The gradients of a layer: torch's autograd and the reference by positions agree to the last bit."""

import sys

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import dsviz.conv.gradients
from dsviz.conv.convolve import convolve
from dsviz.conv.errors import ConvError
from dsviz.conv.gradients import gradients
from tests.conv.facts import CS231N, GRADIENTS
from tests.conv.layers import integers, layers

BOTH = pytest.mark.parametrize("backend", ["torch", "numpy"])
some = settings(max_examples=30, deadline=None)


def tensors(found):
    return [None if each is None else each.tolist() for each in (found.x, found.weight, found.bias)]


def upstream(layer, seed=7):
    return integers(seed, *convolve(*layer.arguments, **layer.keywords, backend="numpy").shape)


@BOTH
@pytest.mark.parametrize("name", GRADIENTS)
def test_known_gradients(name, backend):
    layer, dy, *expected = GRADIENTS[name]
    assert tensors(gradients(dy, **layer, backend=backend)) == expected


@BOTH
@pytest.mark.parametrize(
    ("mode", "dx"),
    [
        ("zeros", [[10, 26, 24]]),
        ("reflect", [[10, 54, 24]]),
        ("replicate", [[14, 26, 48]]),
        ("circular", [[34, 26, 28]]),
    ],
)
def test_what_the_border_copied_comes_back_to_where_it_was_copied_from(mode, dx, backend):
    # w = [2, 3, 6] over x padded by 1, dy = [2, 2, 4]: the padded cells get 4, 10, 26, 24, 24;
    # zeros drops the outer two, the others hand them to the cell they copy.
    found = gradients(
        [[[2, 2, 4]]], [[[5, 6, 7]]], [[[[2, 3, 6]]]], padding=(0, 1), padding_mode=mode, backend=backend
    )
    assert found.x.tolist() == [dx]


@some
@given(layers())
def test_torch_equals_the_reference(layer):
    dy = upstream(layer)
    by_torch, by_numpy = (
        gradients(dy, *layer.arguments, **layer.keywords, backend=backend) for backend in ("torch", "numpy")
    )
    assert tensors(by_torch) == tensors(by_numpy)
    for found in (by_torch, by_numpy):
        assert found.x.dtype == found.weight.dtype == np.float64
        assert not any(np.signbit(each[each == 0]).any() for each in (found.x, found.weight))


@some
@given(layers(bias=True), st.sampled_from(["torch", "numpy"]))
def test_a_change_of_one_number_changes_the_loss_by_its_gradient(layer, backend):
    """The loss <dy, y> is linear in each tensor, so a step of 1 is exact: no calculus is needed."""
    dy = upstream(layer)
    found = gradients(dy, *layer.arguments, **layer.keywords, backend=backend)

    def loss(**changed):
        given = {"x": layer.x, "weight": layer.weight, "bias": layer.bias, **changed}
        return (convolve(**given, **layer.keywords, backend="numpy") * dy).sum()

    for name in ("x", "weight", "bias"):
        tensor = getattr(layer, name)
        at = tuple(size // 2 for size in tensor.shape)
        raised = tensor.copy()
        raised[at] += 1
        assert loss(**{name: raised}) - loss() == getattr(found, name)[at]


@some
@given(layers(bias=True), st.sampled_from(["torch", "numpy"]))
def test_a_batch_has_its_own_dx_and_the_sum_of_dw_and_db(layer, backend):
    images, dys = np.stack([layer.x, layer.x[..., ::-1]]), np.stack([upstream(layer), upstream(layer, 8)])
    keywords = {**layer.keywords, "backend": backend}
    together = gradients(dys, images, layer.weight, layer.bias, **keywords)
    apart = [
        gradients(dy, x, layer.weight, layer.bias, **keywords) for dy, x in zip(dys, images, strict=True)
    ]
    assert np.array_equal(together.x, [each.x for each in apart])
    assert np.array_equal(together.weight, apart[0].weight + apart[1].weight)
    assert np.array_equal(together.bias, apart[0].bias + apart[1].bias)


@BOTH
def test_the_result_is_frozen_and_what_was_given_is_left_alone(backend):
    dy, x, weight = np.ones((1, 2, 2)), np.ones((1, 3, 3)), np.ones((1, 1, 2, 2))
    found = gradients(dy, x, weight, [1], backend=backend)
    for tensor in (found.x, found.weight, found.bias):
        with pytest.raises(ValueError, match="read-only"):
            tensor[...] = 0
    with pytest.raises(AttributeError):
        found.x = x
    dy[...] = x[...] = weight[...] = 5


@BOTH
def test_numbers_too_large_for_float64_give_infinity_and_no_crash(backend):
    found = gradients([[[1e308]]], [[[1e308]]], [[[[1e308]]]], backend=backend)
    assert (found.x.item(), found.weight.item()) == (np.inf, np.inf)


def test_the_reference_needs_no_torch(monkeypatch):
    monkeypatch.setitem(sys.modules, "dsviz.conv.torch_backend", None)
    layer, dy, dx, *_ = GRADIENTS["cs231n"]
    assert gradients(dy, **layer, backend="numpy").x.tolist() == dx
    monkeypatch.delitem(sys.modules, "dsviz.conv.torch_backend")
    monkeypatch.setitem(sys.modules, "torch", None)
    with pytest.raises(ModuleNotFoundError, match="pass backend='numpy'"):
        dsviz.conv.gradients.gradients(dy, **layer)


REFUSED = [
    (
        "gradient-shape",
        {"dy": [[[1]]]},
        "dy must have the shape of the output, (2, 3, 3); got shape (1, 1, 1)",
    ),
    (
        "gradient-shape",
        {"x": [CS231N["x"]], "dy": np.ones((2, 3, 3))},
        "dy must have the shape of the output, (1, 2, 3, 3); got shape (2, 3, 3)",
    ),
    ("tensor-finite", {"dy": [np.nan]}, "dy must hold finite numbers; got nan at index (0,)"),
    ("backend-known", {"backend": "jax"}, "backend must be one of torch, numpy; got 'jax'"),
    ("bias-length", {"bias": [1]}, "bias must have one number per output channel; got 1 for 2"),
    ("range", {"stride": 0}, "stride must be from 1 to 1000000; got 0"),
]


@pytest.mark.parametrize(("rule", "given", "sentence"), REFUSED)
def test_a_refusal_states_the_rule_then_the_values(rule, given, sentence):
    with pytest.raises(ConvError) as caught:
        gradients(**{"dy": np.ones((2, 3, 3)), **CS231N, **given})
    assert (caught.value.rule, str(caught.value)) == (rule, sentence)
