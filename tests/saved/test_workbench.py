"""A layer put together by hand: its bounds, its kernel in other groups, its drawing, what an output sees."""

import subprocess
import sys

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dsviz.conv.convolve import convolve
from dsviz.conv.errors import ConvError
from dsviz.conv.spec import ConvSpec
from dsviz.conv.trace import trace
from dsviz.saved.state import State
from dsviz.saved.workbench import (
    MOST_NUMBERS,
    BenchError,
    check_layer,
    field_of,
    random_layer,
    refusal,
    regrouped,
)


@given(st.data())
def test_fewer_groups_give_the_same_output_and_going_back_the_same_kernel(data):
    new = data.draw(st.sampled_from([1, 2, 3]))
    groups = new * data.draw(st.sampled_from([1, 2, 3]))
    slices, each, seed = (data.draw(st.integers(1, most)) for most in (2, 2, 99))
    state = random_layer(
        (groups * slices, 4, 3), (groups * each, slices, 2, 2), ConvSpec(groups=groups), seed=seed, bias=False
    )
    weight = regrouped(state.weight, groups, new)
    np.testing.assert_array_equal(
        convolve(state.x, weight, groups=new, backend="numpy"),
        convolve(state.x, state.weight, groups=groups, backend="numpy"),
    )
    np.testing.assert_array_equal(regrouped(weight, new, groups), state.weight)


@pytest.mark.parametrize(
    ("shape", "groups", "rule"),
    [((4, 3, 1, 1), 2, "groups-divide-in-channels"), ((3, 4, 1, 1), 2, "groups-divide-out-channels")],
)
def test_groups_that_do_not_divide_are_refused(shape, groups, rule):
    with pytest.raises(ConvError) as caught:
        regrouped(np.ones(shape), 1, groups)
    assert caught.value.rule == rule


@given(
    st.tuples(st.integers(1, 3), st.integers(1, 3)),
    st.tuples(st.integers(1, 3), st.integers(1, 3)),
    st.tuples(st.integers(1, 3), st.integers(1, 3)),
)
def test_the_field_is_what_the_taps_reach(kernel, stride, dilation):
    state = State(np.ones((1, 16, 16)), np.ones((1, 1, *kernel)), spec=ConvSpec(stride, 0, dilation))
    traced = trace(state.x, state.weight, backend="numpy", **state.spec.keywords)
    first, second = traced.at(0, 0, 0), traced.at(0, 1, 1)
    for axis, name in enumerate(("in_row", "in_col")):
        seen, seen_next = ([getattr(tap, name) for tap in step.taps] for step in (first, second))
        assert field_of(state.layer()).size[axis] == max(seen) - min(seen) + 1
        assert field_of(state.layer()).jump[axis] == min(seen_next) - min(seen)


def test_a_drawing_is_the_same_in_every_process_and_within_its_bounds():
    code = (
        "from dsviz.saved.workbench import *\n"
        "print(random_layer((2, 3, 3), (4, 1, 2, 2), ConvSpec(groups=2), seed=11, least=-2, most=3))"
    )
    one, other = (
        subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout
        for _ in range(2)
    )
    assert one == other
    assert "array" in one
    state = random_layer((3, 20, 20), (1, 3, 1, 1), ConvSpec(), seed=2, least=-2, most=3)
    assert sorted(set(state.x.ravel().tolist())) == [-2, -1, 0, 1, 2, 3]


def test_another_input_size_leaves_the_kernel_as_it_was():
    small, large = (random_layer((1, n, n), (1, 1, 3, 3), ConvSpec(), seed=4) for n in (3, 9))
    np.testing.assert_array_equal(small.weight, large.weight)


@pytest.mark.parametrize(
    ("x", "weight", "spec", "rule"),
    [
        ((33, 2, 2), (1, 33, 1, 1), ConvSpec(), "bench-channels"),
        ((1, 2, 2), (33, 1, 1, 1), ConvSpec(), "bench-channels"),
        ((1, 225, 2), (1, 1, 1, 1), ConvSpec(), "bench-side"),
        ((4, 224, 224), (1, 4, 1, 1), ConvSpec(), "bench-numbers"),
        ((1, 2, 2), (1, 1, 1, 1), ConvSpec(padding=1000), "bench-numbers"),
        ((1, 224, 224), (5, 1, 1, 1), ConvSpec(), "bench-numbers"),
        ((3, 224, 224), (4, 3, 5, 5), ConvSpec(), "bench-products"),
        ((1, 2, 2), (1, 1, 3, 3), ConvSpec(), "kernel-reach-fits"),
        ((2, 2, 2), (1, 1, 1, 1), ConvSpec(), "weight-in-channels"),
    ],
)
def test_a_layer_too_large_or_not_fitting_is_refused(x, weight, spec, rule):
    error = refusal(State(np.ones(x), np.ones(weight), None, spec))
    assert error is not None
    assert error.rule == rule


@pytest.mark.parametrize("side", [64, 224])
def test_the_documents_pictures_are_allowed_through_3_filters_and_4_and_a_bias_has_to_fit(side):
    x = np.ones((3, side, side))
    check_layer(State(x, np.ones((4, 3, 3, 3))))
    state = State(x, np.ones((3, 1, 3, 3)), None, ConvSpec(padding=1, groups=3))
    assert state.x.size <= MOST_NUMBERS
    check_layer(state)
    with pytest.raises(ConvError, match="one number per output channel; got 2 for 3"):
        check_layer(State(state.x, state.weight, [1, 2], state.spec))


def test_an_interval_has_to_run_upwards():
    with pytest.raises(BenchError, match="got 2 > 1"):
        random_layer((1, 1, 1), (1, 1, 1, 1), ConvSpec(), seed=0, least=2, most=1)
