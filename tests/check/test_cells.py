"""Workings of one cell, of another than the chosen one, and of several cells in one text."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dsviz.check.errors import CheckError
from dsviz.check.sums.cells import workings_of
from dsviz.conv.trace import trace

ONE = trace([[[2, 3, 8], [6, 1, 5], [7, 2, -1]]], [[[[3, -2], [-1, 4]]]], backend="numpy")
FIRST = "2*3+3*(-2)+6*(-1)+1*4 = -2"
SECOND = "3*3+8*(-2)+1*(-1)+5*4 = 12"


def told(text, chosen=(0, 0, 0), steps=ONE):
    found = workings_of(text, steps.at, steps.output.shape, chosen)
    return [(one.cell, one.checked.is_right) for one in found]


@pytest.mark.parametrize(
    "text",
    [
        f"y[0,0,1] = {SECOND}",
        f"y(0, 1): {SECOND}",
        f"y_{{0,1}} = {SECOND}",
        f"Position (0,1): {SECOND}",
        f"位置（0，1）：{SECOND}",
        f"输出[0,1]\n{SECOND}",
        f"y01 = {SECOND}",
        f"y_01: {SECOND}",
        f"y_{{01}} = {SECOND}",
        f"Y(1,2) = {SECOND}",  # counted from 1: from 0 there is no such column
        SECOND,
        SECOND.split(" = ")[0],
    ],
)
def test_a_working_of_another_cell_is_compared_with_that_cell(text):
    assert told(text) == [((0, 0, 1), True)]


def test_several_cells_in_one_text():
    text = f"Position (0,0): {FIRST}\nPosition (0,1): {SECOND[:-2]}13\nPosition (1,1): 1*3+5*(-2)+2*(-1)-1*4"
    assert told(text) == [((0, 0, 0), True), ((0, 0, 1), False), ((0, 1, 1), True)]
    one_more = f"y(1,1) = {FIRST}\ny(1,2) = {SECOND}"
    assert told(one_more) == [((0, 0, 0), True), ((0, 0, 1), True)]


def test_names_of_cells_without_a_comma_divide_a_text():
    assert told(f"y00 = {FIRST}\ny01 = {SECOND}") == [((0, 0, 0), True), ((0, 0, 1), True)]
    assert told(f"y_11 = {FIRST}\ny_12 = {SECOND[:-2]}11") == [((0, 0, 0), True), ((0, 0, 1), False)]
    assert told(f"y00 = {FIRST}\ny01 = 1") == [((0, 0, 0), True), ((0, 0, 1), False)]


def test_a_wrong_total_is_one_of_the_cell_whose_products_stand_there():
    assert told(SECOND[:-2] + "13") == [((0, 0, 1), False)]
    # In the chosen cell all is there but the total: no other one is sought.
    assert told(SECOND[:-2] + "13", (0, 0, 1)) == [((0, 0, 1), False)]


@pytest.mark.parametrize(
    "text",
    [
        "2*3+3*(-2)+6*(-1)+1*5 = -1",
        "x[0,0]*w[0,0] + x[0,1]*w[0,1] + x[1,0]*w[1,0] + x[1,1]*w[1,1] = 2*3+3*(-2)+6*(-1)+1*5 = -1",
        "y[0,7] = 2*3+3*(-2)+6*(-1)+1*5",
        "12",
    ],
)
def test_a_slip_stays_the_chosen_cells(text):
    assert told(text) == [((0, 0, 0), False)]


@given(seed=st.integers(0, 10**6), at=st.tuples(st.integers(0, 1), st.integers(0, 1), st.integers(0, 1)))
def test_the_products_of_any_cell_are_right_whichever_is_chosen(seed, at):
    random = np.random.default_rng(seed)
    steps = trace(
        random.integers(-9, 10, (2, 3, 3)),
        random.integers(-9, 10, (2, 2, 2, 2)),
        random.integers(-9, 10, 2),
        backend="numpy",
    )
    step = steps.at(*at)
    products = " + ".join(f"{tap.x:.0f}*({tap.weight:.0f})" for tap in step.taps)
    ((_, right),) = told(f"{products} + {step.bias:.0f} = {step.result:.0f}", (1, 1, 1), steps)
    assert right


ROW = trace([[[1, 3, 5]]], [[[[2, 4]]]], backend="numpy")  # by hand: 1·2 + 3·4 = 14, 3·2 + 5·4 = 26
BIASED = trace([[[1, 3, 5]]], [[[[2, 4]]]], [7], backend="numpy")
CHANNELS = trace([[[1, 3]], [[5, 0]]], [[[[2, 4]], [[6, 9]]]], [7], backend="numpy")  # 14 + 30 + 7 = 51


@pytest.mark.parametrize(
    ("steps", "text", "cells"),
    [
        (ROW, "1*2+3*4=14\n3*2+5*4=26", [((0, 0, 0), True), ((0, 0, 1), True)]),
        (ROW, "1*2+3*4=14\n\n3*2+5*4=26", [((0, 0, 0), True), ((0, 0, 1), True)]),
        (ROW, "1*2+3*4=14, 3*2+5*4=26", [((0, 0, 0), True), ((0, 0, 1), True)]),
        (ROW, "1×2+3×4=14；3×2+5×4=27", [((0, 0, 0), True), ((0, 0, 1), False)]),
        (ROW, "3*2+5*4=26\n1*2+3*4=14", [((0, 0, 1), True), ((0, 0, 0), True)]),
        (BIASED, "1*2+3*4+7=21\n3*2+5*4+7=33", [((0, 0, 0), True), ((0, 0, 1), True)]),
        (BIASED, "1*2+3*4=14\n3*2+5*4=26", [((0, 0, 0), False), ((0, 0, 1), False)]),
        # Two sums of one cell: the second one is its other channel and the bias.
        (CHANNELS, "1*2+3*4=14\n5*6+7=37", [((0, 0, 0), True)]),
        (CHANNELS, "1*2+3*4=14\n5*6+7=37\n14+37=51", [((0, 0, 0), True)]),
    ],
)
def test_sums_without_names_are_those_of_the_cells_whose_products_they_have(steps, text, cells):
    assert told(text, steps=steps) == cells


def test_a_right_sum_stays_right_above_one_that_is_no_cells():
    steps = trace([[[1, 3]]], [[[[2, 4]]]], backend="numpy")
    (one,) = workings_of("1*2+3*4=14\n5*6+7=37", steps.at, (1, 1, 1), (0, 0, 0))
    assert one.checked.is_right
    assert [(found.id, found.line) for found in one.checked.findings] == [("other-sum", 2)]


def test_many_sums_take_no_longer_than_their_cells():
    rng = np.random.default_rng(0)
    layer = rng.integers(-9, 9, (3, 10, 10)), rng.integers(-5, 6, (1, 3, 3, 3))
    steps = trace(*layer, backend="numpy")
    cells = [(0, row, col) for row in (6, 7) for col in range(8)]
    lines = []
    for cell in cells:
        step = steps.at(*cell)
        terms = " + ".join(f"({tap.x:g})*({tap.weight:g})" for tap in step.taps)
        lines.append(f"{terms} = {step.result:g}")
    tried = []

    def at(*cell):
        tried.append(cell)
        return steps.at(*cell)

    found = workings_of("\n".join(lines), at, (1, 8, 8), (0, 0, 0))
    assert [(one.cell, one.checked.is_right) for one in found] == [(cell, True) for cell in cells]
    assert len(tried) < 64 + 2 * len(cells)


# 2*3 - 3*2 - 6*1 + 1*4 = -2, 5*1 + 3*2 - 1*3 + 2*5 = 18, and 10: 26
TWO_CHANNELS = trace(
    [[[2, 3, 8], [6, 1, 5], [7, 2, -1]], [[5, 3, 2], [1, 2, 4], [9, 3, 3]]],
    [[[[3, -2], [-1, 4]], [[1, 2], [-3, 5]]]],
    [10],
    backend="numpy",
)


@pytest.mark.parametrize(
    "text",
    [
        "[2,3,6,1]·[3,-2,-1,4] + [5,3,1,2]·[1,2,-3,5] + 10 = {}",
        "[2 3 6 1] * [3 -2 -1 4] + [5 3 1 2] * [1 2 -3 5] + 10 = {}",
        "(2,3,6,1)·(3,-2,-1,4) + (5, 3)·(1, 2) + (1, 2)·(-3, 5) + 10 = {}",
        "[[2,3],[6,1]]·[[3,-2],[-1,4]] + [[5,3],[1,2]]·[[1,2],[-3,5]] + 10 = {}",
        "[2,3,6,1]·[3,-2,-1,4] = -2\n[5,3,1,2]·[1,2,-3,5] = 18\n-2+18+10 = {}",
    ],
)
def test_two_lists_that_are_multiplied_are_their_products(text):
    assert told(text.format(26), steps=TWO_CHANNELS) == [((0, 0, 0), True)]
    assert told(text.format(27), steps=TWO_CHANNELS) == [((0, 0, 0), False)]


def test_a_wrong_number_of_a_list_is_named_as_its_product():
    text = "[2,3,6,1]·[3,-2,-1,4] + [5,3,1,3]·[1,2,-3,5] + 10 = 31"
    (one,) = workings_of(text, TWO_CHANNELS.at, (1, 2, 2), (0, 0, 0))
    assert [(found.id, found.values["text"]) for found in one.checked.findings][:1] == [
        ("input-wrong", "3*5")
    ]


def test_lists_of_different_lengths_are_refused_with_both():
    with pytest.raises(CheckError, match=r"column 7: two lists .* got 3 and 4 in \[2,3,6\]·\[3,-2,-1,4\]"):
        told("10 +  [2,3,6]·[3,-2,-1,4] = 26", steps=TWO_CHANNELS)


def test_decimals_with_commas_are_no_lists():
    halves = trace([[[0.5]]], [[[[0.75]]]], backend="numpy")
    assert told("(0,5)*(0,75) = 0,375", steps=halves) == [((0, 0, 0), True)]


def test_a_cell_is_named_in_full_width_and_its_working_stays_as_it_was_typed():
    steps = trace([[[4, 5, 6], [1, 2, 3]]], [[[[1, 2]]]], backend="numpy")
    (found,) = workings_of("y［０，１］＝５×１＋６×２＝１７", steps.at, (1, 2, 2), (0, 0, 0))
    assert (found.cell, found.text) == ((0, 0, 1), "５×１＋６×２＝１７")
    assert found.checked.is_right
