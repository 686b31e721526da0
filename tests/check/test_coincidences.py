"""What two settings give is named as that, and a few numbers that are off alike prove nothing.

The answers are computed by the loops of `tests.check.field_answers` or by plain sums.
"""

import numpy as np
import pytest

import dsviz
from tests.check.field_answers import Layer, y

SQUARES = np.arange(36.0).reshape(6, 6) ** 2 % 23
BOARD = np.indices((4, 4)).sum(0) % 2.0
HALVES = np.repeat([[10.0, 10, 0, 0, 0]], 5, 0)
LAPLACIAN = np.array([[0.0, 1, 0], [1, -4, 1], [0, 1, 0]])
SHARPEN = np.array([[0.0, -1, 0], [-1, 5, -1], [0, -1, 0]])
SMALL = np.array([[1.0, 2], [3, 4]])
X = np.random.default_rng(20).integers(0, 9, (5, 5)).astype(float)
W = np.random.default_rng(21).integers(-3, 4, (3, 3)).astype(float)


def told(x, weight, right, made, bias=None):
    """What is said of the numbers of other settings: stride and padding."""
    (stride, padding), (other_stride, other_padding) = right, made
    answer = y(Layer(x[None], weight[None, None], bias, stride=other_stride, padding=other_padding))
    found = dsviz.check(answer, x, weight, bias, stride=stride, padding=padding)
    return [one.id for one in (*found.findings, *found.slips)]


@pytest.mark.parametrize(
    ("weight", "right", "made"),
    [(LAPLACIAN, (2, 1), (1, 2)), (SMALL, (3, 2), (1, 1))],
    ids=["same", "turned back"],
)
def test_a_kernel_that_is_as_it_was_was_not_turned(weight, right, made):
    assert told(SQUARES, weight, right, made) == ["stride-ignored+padding-added"]


def test_a_wider_padding_is_no_transposed_layer_where_the_kernel_is_the_same_when_turned():
    assert told(SQUARES, LAPLACIAN, (1, 0), (1, 2)) == ["padding-added"]


def test_two_settings_that_give_the_numbers_too_are_told_beside_a_rare_mistake():
    assert told(BOARD, SHARPEN, (3, 2), (1, 0)) == [
        "border-filled-otherwise|padding-forgotten+stride-ignored"
    ]


def test_a_part_is_no_reason_where_two_settings_give_the_whole_answer():
    assert told(HALVES, np.ones((3, 3)), (2, 1), (1, 0)) == []
    assert told(HALVES, np.array([[-1.0, 0, 1]] * 3), (2, 0), (3, 1)) == []


def without_bias(cells):
    answer = y(Layer(X[None], W[None, None], [2.0]))
    answer[cells] -= 2
    found = dsviz.check(answer, X, W, [2])
    return [one.sentence for one in (*found.findings, *found.slips)]


@pytest.mark.parametrize(
    "cells",
    [np.s_[0, :, 1], np.s_[0, 1], np.s_[0, :, 1:]],
    ids=["column", "row", "columns"],
)
def test_a_few_cells_or_a_column_that_lack_the_bias_have_some_cause_or_other(cells):
    assert without_bias(cells) == []


def test_rows_that_lack_the_bias_are_told():
    (said,) = without_bias(np.s_[0, 1:])
    assert said.startswith("From row 1 on, and not before it: The bias was not added.")


@pytest.mark.parametrize(
    "x",
    [
        [[1, 1, 2], [2, 0, 0], [2, 2, 0]],
        [[2, 2, 2], [1, 2, 2], [2, 0, 1]],
        [[2, 2, 0], [2, 1, 1], [1, 0, 2]],
    ],
)
def test_three_cells_of_four_are_no_proof_of_a_weight_that_may_be_any(x):
    """Added to three cells: twice what lies under the lower left weight."""
    weight, misread = np.array([[1.0, -2], [3, 2]]), np.array([[1.0, -2], [5, 2]])
    answer = y(Layer(np.array([x], dtype=float), misread[None, None]))
    found = dsviz.check(answer, x, weight)
    assert [one.id for one in (*found.findings, *found.slips)] == []


def test_nine_cells_prove_it():
    wrong = np.array(W)
    wrong[1, 2] += 3
    answer = y(Layer(X[None], wrong[None, None]))
    assert [one.id for one in dsviz.check(answer, X, W).findings] == ["weight-misread"]
