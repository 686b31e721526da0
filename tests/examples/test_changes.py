"""Changed numbers in a link: read, written, put in, refused."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dsviz import convolve
from dsviz.examples import get
from dsviz.examples.changes import Change, ChangeError, changed, changed_chain, read_changes, write_changes

VALUES = st.floats(-1e9, 1e9)
CHANGES = st.lists(
    st.builds(
        Change,
        st.sampled_from("xwb"),
        st.lists(st.integers(0, 999), min_size=1, max_size=4).map(tuple),
        VALUES,
    ),
    max_size=20,
)


@given(CHANGES)
def test_what_is_written_is_read_again(changes):
    assert read_changes(write_changes(changes)) == tuple(changes)


@given(st.text(alphabet="xwb_~0123456789.-e٣ nai", max_size=60))
def test_no_text_is_a_surprise(text):
    try:
        changes = read_changes(text)
    except ChangeError:
        return
    assert read_changes(write_changes(changes)) == changes


@pytest.mark.parametrize(
    "text",
    [
        "x",
        "x_1",
        "y_0_0_0_1",
        "x_a_0_0_1",
        "x_-1_0_0_1",
        "x_0_0_0_inf",
        "x_0_0_0_nan",
        "x_0_0_0_2e9",
        "x_٣_0_0_1",
        "x_0_0_0_",
        "~",
    ],
)
def test_damage_is_refused_with_a_sentence(text):
    with pytest.raises(ChangeError, match="; got "):
        changed(get("standard-cs231n"), read_changes(text))


@pytest.mark.parametrize("text", ["x_3_0_0_1", "x_0_5_0_1", "w_0_0_0_1", "b_2_1"])
def test_a_place_outside_its_tensor_is_refused(text):
    with pytest.raises(ChangeError, match="inside its tensor"):
        changed(get("standard-cs231n"), read_changes(text))
    with pytest.raises(ChangeError, match="inside its tensor"):
        changed(get("depthwise-tensorflow"), read_changes("b_0_1"))


def test_a_change_leaves_the_example_itself_alone():
    example = get("standard-cs231n")
    before = example.layer.x.copy()
    other = changed(example, read_changes("x_0_0_0_5~x_0_0_0_6~b_1_-0.5"))
    assert other.layer.x[0, 0, 0] == 6
    assert other.layer.bias.tolist() == [1, -0.5]
    assert other.printed is None
    assert other.changes == "x_0_0_0_5~x_0_0_0_6~b_1_-0.5"
    assert np.array_equal(example.layer.x, before)
    assert changed(example, ()) is example


def test_the_second_step_of_a_chain_reads_the_first_ones_new_output():
    chain = get("separable-tensorflow")
    depthwise, pointwise = changed_chain(
        chain, read_changes("w_0_0_0_0_5"), read_changes("w_0_1_0_0_7")
    ).layers
    assert np.array_equal(
        pointwise.layer.x, convolve(depthwise.layer.x, depthwise.layer.weight, **depthwise.layer.keywords)
    )
    assert pointwise.layer.weight[0, 1, 0, 0] == 7
    with pytest.raises(ChangeError, match="cannot be changed by itself"):
        changed_chain(chain, (), read_changes("x_0_0_0_1"))
