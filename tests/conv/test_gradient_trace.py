"""Gradients as steps: the products are named, and add up to the engine's number."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dsviz.conv.convolve import convolve
from dsviz.conv.errors import ConvError
from dsviz.conv.gradient_trace import trace_gradient
from dsviz.conv.gradients import Gradients, compute_gradients, gradients
from tests.conv.facts import CS231N, GRADIENTS
from tests.conv.layers import integers, layers


def told(step):
    return [
        ((each.left.tensor, each.left.index), (each.right.tensor, each.right.index), each.value)
        for each in step.products
    ]


@pytest.mark.parametrize("name", GRADIENTS)
def test_the_steps_add_up_to_the_known_gradients(name):
    layer, dy, *expected = GRADIENTS[name]
    for of, gradient in zip(("x", "weight", "bias"), expected, strict=True):
        if gradient is None:
            continue
        traced = trace_gradient(dy, **layer, of=of)
        numbers = np.ravel(gradient).tolist()
        assert [step.total for step in traced] == [step.value for step in traced] == numbers
        assert (traced.disagreement, traced.output.shape) == (0.0, np.shape(gradient))


# dx[0, 1, 1] of 1.1 with stride 2, padding 1: its cell lies under the four windows around it.
def test_the_products_of_one_number_of_dx():
    layer, dy, dx, *_ = GRADIENTS["cs231n"]
    step = trace_gradient(dy, **layer, of="x", backend="numpy").at(0, 1, 1)
    assert (step.tensor, step.index, step.value) == ("dx", (0, 1, 1), dx[0][1][1])
    assert told(step) == [
        (("dy", (0, 0, 0)), ("weight", (0, 0, 2, 2)), 0.0),
        (("dy", (0, 0, 1)), ("weight", (0, 0, 2, 0)), 0.0),
        (("dy", (0, 1, 0)), ("weight", (0, 0, 0, 2)), -2.0),
        (("dy", (0, 1, 1)), ("weight", (0, 0, 0, 0)), 1.0),
        (("dy", (1, 0, 0)), ("weight", (1, 0, 2, 2)), 0.0),
        (("dy", (1, 0, 1)), ("weight", (1, 0, 2, 0)), -1.0),
        (("dy", (1, 1, 0)), ("weight", (1, 0, 0, 2)), 0.0),
        (("dy", (1, 1, 1)), ("weight", (1, 0, 0, 0)), 1.0),
    ]
    assert {(each.cell, each.is_padding) for each in step.products} == {((0, 1, 1), False)}


def test_the_products_of_one_number_of_dw():
    layer, dy, _, dw, _ = GRADIENTS["depthwise"]
    step = trace_gradient(dy, **layer, of="weight", backend="numpy").at(1, 0, 1, 0)
    assert (step.tensor, step.index, step.value) == ("dw", (1, 0, 1, 0), dw[1][0][1][0])
    assert told(step) == [
        (("x", (1, 1, 0)), ("dy", (1, 0, 0)), -1.0),
        (("x", (1, 1, 1)), ("dy", (1, 0, 1)), 2.0),
        (("x", (1, 2, 0)), ("dy", (1, 1, 0)), 18.0),
        (("x", (1, 2, 1)), ("dy", (1, 1, 1)), 0.0),
    ]


def test_the_products_of_one_number_of_db():
    layer, dy, *_ = GRADIENTS["pointwise"]
    step = trace_gradient(dy, **layer, of="bias", backend="numpy").at(2)
    assert (step.tensor, step.index, step.value) == ("db", (2,), 1.0)
    assert told(step) == [
        (("dy", (2, i, j)), ("one", None), value)
        for (i, j), value in zip(np.ndindex(2, 2), (-1, 0, 0, 2), strict=True)
    ]


# dy = [2, 2, 4], w = [2, 3, 6], x = [5, 6, 7] padded by 1: what reaches dx[0, 0, 0], cell by cell.
@pytest.mark.parametrize(
    ("mode", "products"),
    [
        ("zeros", [(6.0, 0, False), (4.0, 0, False)]),
        ("reflect", [(6.0, 0, False), (4.0, 0, False)]),
        ("replicate", [(4.0, -1, True), (6.0, 0, False), (4.0, 0, False)]),
        ("circular", [(6.0, 0, False), (4.0, 0, False), (24.0, 3, True)]),
    ],
)
def test_dx_says_what_went_through_the_border(mode, products):
    step = trace_gradient(
        [[[2, 2, 4]]],
        [[[5, 6, 7]]],
        [[[[2, 3, 6]]]],
        of="x",
        padding=(0, 1),
        padding_mode=mode,
        backend="numpy",
    ).at(0, 0, 0)
    assert [(each.value, each.cell[2], each.is_padding) for each in step.products] == products


@pytest.mark.parametrize(
    ("mode", "source"),
    [("zeros", None), ("reflect", (0, 0, 1)), ("replicate", (0, 0, 0)), ("circular", (0, 0, 2))],
)
def test_dw_names_the_true_pixel_behind_the_border(mode, source):
    x = [[[5, 6, 7]]]
    traced = trace_gradient(
        [[[2, 2, 4]]], x, [[[[2, 3, 6]]]], of="weight", padding=(0, 1), padding_mode=mode, backend="numpy"
    )
    first, second, _ = traced[0].products
    assert (first.left.index, first.cell, first.is_padding) == (source, (0, 0, -1), True)
    assert first.left.value == (0.0 if source is None else x[0][0][source[2]])
    assert (second.left.index, second.cell, second.is_padding) == ((0, 0, 0), (0, 0, 0), False)


def test_how_far_the_engines_differ_is_told_as_it_is(monkeypatch):
    def off_by_a_half(layer, dy, backend):
        found = compute_gradients(layer, dy, "numpy")
        return Gradients(found.x + (0.5 if backend == "torch" else 0), found.weight, found.bias)

    monkeypatch.setattr("dsviz.conv.gradient_trace.compute_gradients", off_by_a_half)
    layer, dy, *_ = GRADIENTS["depthwise"]
    assert trace_gradient(dy, **layer, of="x").disagreement == 0.5
    assert trace_gradient(dy, **layer, of="weight").disagreement == 0.0
    assert trace_gradient(dy, **layer, of="x", backend="numpy").disagreement is None


@settings(max_examples=20, deadline=None)
@given(layers(bias=True), st.sampled_from(["x", "weight", "bias"]))
def test_every_step_is_the_gradient_and_its_factors_are_what_they_name(layer, of):
    dy = integers(7, *convolve(*layer.arguments, **layer.keywords, backend="numpy").shape)
    tensors = {"x": layer.x, "weight": layer.weight, "dy": dy}
    by_torch = getattr(gradients(dy, *layer.arguments, **layer.keywords), of)
    traced = trace_gradient(dy, *layer.arguments, **layer.keywords, of=of, backend="numpy")
    assert len(traced) == by_torch.size
    for step in traced[:: max(1, len(traced) // 9)]:
        assert step.total == step.value == by_torch[step.index]
        for factor in (each for product in step.products for each in (product.left, product.right)):
            if factor.index is not None:
                assert factor.value == tensors[factor.tensor][factor.index]
            else:
                assert factor.value == (1.0 if factor.tensor == "one" else 0.0)


REFUSED = [
    ("gradient-of-known", {"of": "w"}, "of must be one of x, weight, bias; got 'w'"),
    (
        "gradient-of-bias",
        {"of": "bias", "bias": None},
        "of='bias' wants a layer with a bias; got none: type a bias of 2 numbers, zeros will do",
    ),
    (
        "gradient-of-bias",
        {"of": "bias", "bias": None, "weight": [CS231N["weight"][0]], "dy": np.ones((1, 3, 3))},
        "of='bias' wants a layer with a bias; got none: type a bias of one number, zero will do",
    ),
    (
        "gradient-shape",
        {"dy": [[[1]]]},
        "dy must have the shape of the output, (2, 3, 3); got shape (1, 1, 1)",
    ),
    (
        "tensor-rank",
        {"x": [CS231N["x"]], "dy": np.ones((1, 2, 3, 3))},
        "x must have the axes (channels, height, width); got shape (1, 3, 5, 5)",
    ),
    ("backend-known", {"backend": "jax"}, "backend must be one of torch, numpy; got 'jax'"),
]


@pytest.mark.parametrize(("rule", "given", "sentence"), REFUSED)
def test_a_refusal_states_the_rule_then_the_values(rule, given, sentence):
    with pytest.raises(ConvError) as caught:
        trace_gradient(**{"dy": np.ones((2, 3, 3)), "of": "x", **CS231N, **given})
    assert (caught.value.rule, str(caught.value)) == (rule, sentence)
