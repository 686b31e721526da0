"""The nearest separable kernel: exact where the rank allows it, and never beaten where it does not."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

import dsviz
from dsviz.conv.factoring import (
    best_separable,
    channel_matrices,
    full_multiplier,
    ranks,
    relative_errors,
    singular_values,
)
from dsviz.examples import by_topic
from dsviz.examples.factoring import EXAMPLES, RANDOM, SEPARABLE, SPARSE

ROUNDING = 1e-12


def drawn(seed, filters=6, channels=3):
    return np.random.default_rng(seed).integers(-5, 6, (filters, channels, 3, 3)).astype(float)


@pytest.mark.parametrize("chain", by_topic("separable"), ids=lambda each: each.id)
def test_a_separable_convolution_is_one_kernel_of_rank_1_per_input_channel(chain):
    assert ranks(chain.composed) == (1,) * len(chain.layers[0].layer.x)
    assert best_separable(chain.composed, 1).error < ROUNDING


@pytest.mark.parametrize("multiplier", [1, 2, 3])
def test_a_separable_convolution_of_multiplier_m_has_rank_m_at_most(multiplier):
    draw = np.random.default_rng(multiplier)
    depthwise = draw.normal(size=(3, multiplier, 9))
    pointwise = draw.normal(size=(3, 8, multiplier))
    weight = (pointwise @ depthwise).swapaxes(0, 1).reshape(8, 3, 3, 3)
    assert ranks(weight) == (multiplier,) * 3
    assert best_separable(weight, multiplier).error < ROUNDING
    assert multiplier == 1 or best_separable(weight, multiplier - 1).error > 0.01


def test_a_general_kernel_has_rank_9_whether_its_weights_are_many_or_almost_all_zero():
    assert ranks(RANDOM.layer.weight) == (9, 9, 9)
    assert ranks(SPARSE.layer.weight) == (9, 9, 9)
    assert (SPARSE.layer.weight == 0).mean() == 8 / 9
    assert (SEPARABLE.layer.weight == 0).mean() < 0.5
    assert ranks(SEPARABLE.layer.weight) == (1, 1, 1)


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda each: each.id)
def test_two_steps_compute_what_the_composed_kernel_computes(example):
    for multiplier in range(1, full_multiplier(example.layer.weight) + 1):
        found = best_separable(example.layer.weight, multiplier)
        channels, settings = len(example.layer.x), example.layer.keywords
        middle = dsviz.convolve(example.layer.x, found.depthwise, **{**settings, "groups": channels})
        two = dsviz.convolve(middle, found.pointwise, example.layer.bias)
        one = dsviz.convolve(example.layer.x, found.composed, example.layer.bias, **settings)
        np.testing.assert_allclose(two, one, rtol=0, atol=1e-10)


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda each: each.id)
def test_the_full_multiplier_gives_the_kernel_itself(example):
    found = best_separable(example.layer.weight, full_multiplier(example.layer.weight))
    np.testing.assert_allclose(found.composed, example.layer.weight, rtol=0, atol=1e-12)
    assert found.error == 0


@given(st.integers(0, 1000), st.integers(1, 5))
def test_the_error_is_the_distance_of_the_weights(seed, multiplier):
    weight = drawn(seed)
    found = best_separable(weight, multiplier)
    measured = np.linalg.norm(weight - found.composed) / np.linalg.norm(weight)
    assert abs(found.error - measured) < ROUNDING
    assert abs(found.error - relative_errors(weight)[multiplier - 1]) < ROUNDING
    assert set(ranks(found.composed)) == {multiplier}


@given(st.integers(0, 1000))
def test_no_other_separable_kernel_is_nearer(seed):
    weight, draw = drawn(seed), np.random.default_rng(seed + 1)
    least = best_separable(weight, 1).error
    found = best_separable(weight, 1)
    for size in (0.01, 0.3, 3.0):
        depthwise = found.depthwise[:, 0] + draw.normal(size=(3, 3, 3)) * size
        pointwise = found.pointwise[:, :, 0, 0] + draw.normal(size=(6, 3)) * size
        other = pointwise[:, :, None, None] * depthwise
        assert np.linalg.norm(weight - other) / np.linalg.norm(weight) >= least - ROUNDING


@given(st.integers(0, 1000))
def test_errors_fall_with_the_multiplier_and_singular_values_are_numpys(seed):
    weight = drawn(seed)
    errors = relative_errors(weight)
    assert list(errors) == sorted(errors, reverse=True)
    for channel, matrix in enumerate(channel_matrices(weight)):
        eigenvalues = np.linalg.eigvalsh(matrix @ matrix.T)[::-1].clip(0)
        np.testing.assert_allclose(singular_values(weight)[channel] ** 2, eigenvalues, atol=1e-9)


@pytest.mark.parametrize("multiplier", [0, -1, 10, 10**7, 1.5, True])
def test_a_multiplier_out_of_range_is_refused(multiplier):
    with pytest.raises(dsviz.ConvError) as refused:
        best_separable(RANDOM.layer.weight, multiplier)
    assert refused.value.rule in ("range", "whole-number")


def test_a_kernel_of_zeros_loses_nothing():
    assert relative_errors(np.zeros((2, 1, 3, 3))) == (0.0, 0.0)
