"""A reason is a proof: what would be explained by chance is not told.

The right values are by plain NumPy windows (`by_windows`), checked against torch when they were written down.
"""

import numpy as np
import pytest
from numpy.lib.stride_tricks import sliding_window_view

import dsviz

NINE = np.arange(1, 10).reshape(3, 3)
KERNEL = [[1, 2], [3, 4]]
RNG = np.random.default_rng(20)
X = RNG.integers(0, 9, (1, 5, 5)).astype(float)
W = RNG.integers(-3, 4, (1, 1, 3, 3)).astype(float)


def by_windows(x, weight, bias=None):
    """The output without padding at stride 1; shape (N, Ho, Wo)."""
    windows = sliding_window_view(np.asarray(x, dtype=float), np.shape(weight)[2:], axis=(1, 2))
    maps = [(windows * kernel[:, None, None]).sum((0, 3, 4)) for kernel in np.asarray(weight, dtype=float)]
    return np.array(maps) + (0 if bias is None else np.asarray(bias, dtype=float)[:, None, None])


def ids(checked):
    return [found.id for found in checked.findings]


def drawn(filters, seed, size=5, channels=2):
    rng = np.random.default_rng(seed)
    x = rng.integers(-4, 6, (channels, size, size)).astype(float)
    weight = rng.integers(-4, 5, (filters, channels, 3, 3)).astype(float)
    return x, weight, rng.integers(1, 5, filters).astype(float)


FLIP = np.s_[..., ::-1, ::-1]


@pytest.mark.parametrize(
    ("answer", "of", "words"),
    [
        ([[5, 6], [8, 9]], "largest", "max pooling"),
        ([[3, 4], [6, 7]], "mean", "average pooling"),
        ([[12, 16], [24, 28]], "sum", "plain sum"),
    ],
)
def test_a_window_pooled_without_the_kernel_is_named_as_that_and_not_as_two_other_mistakes(answer, of, words):
    (found,) = dsviz.check(answer, NINE, KERNEL).findings
    assert (found.id, found.values["of"]) == ("kernel-not-used", of)
    assert words in found.sentence


def test_of_an_evenly_rising_input_any_even_answer_is_two_mistakes_by_chance_and_none_is_told():
    # The second one: the kernel turned, and −6 read for 3, gives 5 6 / 8 9; so it does these, with −7.
    answer = by_windows([NINE], [[[[4, 3], [-6 - 1, 1]]]])
    assert ids(dsviz.check(answer, NINE, KERNEL)) == []


@pytest.mark.parametrize("decimals", [12, 4])
def test_a_factor_of_1_by_255_is_named_as_it_is_and_not_as_two(decimals):
    answer = (by_windows(X, W) / 255 + 2).round(decimals)
    (found,) = dsviz.check(answer, X, W, [2]).findings
    assert (found.id, found.values["numerator"], found.values["denominator"]) == ("factor", 1, 255)
    assert "1/255 times the right one" in found.sentence


def test_a_weight_that_another_mistake_has_changed_is_not_named_with_a_number_it_never_had():
    weight = np.array(W)
    weight[0, 0, 1, 1] = -2
    wrong = abs(weight)
    wrong[0, 0, 1, 1] = 1
    sentences = [found.sentence for found in dsviz.check(by_windows(X, wrong), X, weight).findings]
    assert not any("it is 2" in sentence for sentence in sentences)


def test_a_weight_misread_in_a_kernel_that_was_turned_is_named_where_it_is_printed():
    turned = np.array(W[FLIP])
    assert W[0, 0, 0, 1] != 7
    turned[0, 0, 2, 1] = 7  # of the kernel as it is printed that is row 0, column 1
    (found,) = dsviz.check(by_windows(X, turned), X, W).findings
    assert found.id == "kernel-flipped+weight-misread"
    assert f"w[0,0,0,1] was taken as 7; it is {W[0, 0, 0, 1]:.0f}".replace("-", "−") in found.sentence


@pytest.mark.parametrize("filters", [1, 2, 4, 8])
def test_one_mistake_everywhere_and_one_slip_are_one_statement(filters):
    x, weight, bias = drawn(filters, seed=filters)
    answer = by_windows(x, weight[FLIP], bias)
    answer[-1, 1, 1] += 3
    (found,) = dsviz.check(answer, x, weight, bias).findings
    assert found.id == "kernel-flipped"
    assert found.sentence.startswith(f"In all cells but y[{filters - 1},1,1]: The kernel was turned by 180°")


def test_only_is_said_where_the_other_filters_are_right():
    x, weight, bias = drawn(3, seed=30)
    flipped, right = by_windows(x, weight[FLIP], bias), by_windows(x, weight, bias)
    answer = np.array([flipped[0], right[1], right[2]])
    (found,) = dsviz.check(answer, x, weight, bias).findings
    assert found.sentence.startswith("In filter 0 only: The kernel")
    noise = np.random.default_rng(1).integers(-9, 9, right[1].shape)
    answer[1:] = flipped[1], right[2] + noise
    (found,) = dsviz.check(answer, x, weight, bias).findings
    assert found.sentence.startswith("In filters 0, 1: The kernel was turned by 180°")
    assert "滤波器 0、1" in dsviz.check(answer, x, weight, bias, language="zh").findings[0].sentence


@pytest.mark.parametrize("size", [14, 18])
def test_two_mistakes_in_a_larger_layer_are_named_both(size):
    x, weight, _ = drawn(8, seed=size, size=size, channels=3)
    answer = np.maximum(by_windows(x, weight[FLIP]), 0)
    assert ids(dsviz.check(answer, x, weight)) == ["kernel-flipped+relu-applied"]


def test_in_a_layer_too_large_for_pairs_no_parts_are_told_of_what_may_be_two_mistakes(monkeypatch):
    monkeypatch.setattr("dsviz.check.pairs.MOST_MACS", 100)
    x, weight, bias = drawn(3, seed=5)
    answer = np.maximum(by_windows(x, weight[FLIP], bias), 0)
    answer[0] = by_windows(x, weight[FLIP], bias)[0]
    assert ids(dsviz.check(answer, x, weight, bias)) == []


def test_a_row_written_twice_is_named_as_that():
    (found,) = dsviz.check("37 47\n37 47", NINE, KERNEL).findings
    assert found.id == "lines-copied"
    assert found.sentence.startswith("Row 0 was written a second time in the place of row 1.")


SIX = "3 0 1 2 7 4\n1 5 8 9 3 1\n2 7 2 5 1 3\n0 1 3 1 7 8\n4 2 1 6 2 8\n2 4 5 2 3 9"


@pytest.mark.parametrize(
    ("kernel", "bias", "number"),
    [
        ("1 0 -1\n1 0 -1\n1 0 -1", None, 0),
        ("-1 -2 -1\n0 0 0\n1 2 1", None, 0),
        ("1 0 -1\n1 0 -1\n1 0 -1", "1", 1),
        ("0 0 0\n0 1 0\n0 0 0", None, 0),
        ("0 0 0\n0 1 0\n0 0 0", None, -1),
    ],
)
def test_one_number_everywhere_may_have_been_filled_in_and_proves_no_mistake(kernel, bias, number):
    assert ids(dsviz.check(np.full((4, 4), number), SIX, kernel, bias)) == []


def test_where_the_right_numbers_are_all_the_same_a_repeated_one_is_still_explained():
    # The sum of nine ones, which a pooling layer gives too.
    told = ids(dsviz.check(np.full((4, 4), 9), np.ones((6, 6)), np.ones((3, 3)), [2]))
    assert told == ["bias-forgotten|kernel-not-used"]


FOUR = [[1, 2, 0, 3], [4, 3, 1, 2], [1, 0, 2, 5], [2, 2, 1, 0]]


def test_two_mistakes_are_found_where_a_fractional_bias_was_forgotten():
    # by_windows of the turned kernel [[2, -1], [0, 1]] without the bias
    answer = [[3, 5, -1], [5, 7, 5], [4, -1, -1]]
    (found,) = dsviz.check(answer, FOUR, [[1, 0], [-1, 2]], [0.5]).findings
    assert set(found.id.split("+")) == {"kernel-flipped", "bias-forgotten"}


def test_a_fractional_bias_that_was_forgotten_is_not_also_decimals_left_off():
    answer = by_windows([FOUR], [[[[1, 0], [1, 2]]]])
    assert ids(dsviz.check(answer, FOUR, [[1, 0], [1, 2]], [0.5])) == ["bias-forgotten"]


@pytest.mark.parametrize("seed", range(4))
def test_relu_through_printouts_is_told_of_every_cell(seed):
    rng = np.random.default_rng(seed)
    x, weight = rng.standard_normal((1, 4, 4)), rng.standard_normal((1, 1, 2, 2))
    printed = [
        "\n".join(" ".join(f"{number:.4f}" for number in row) for row in rows)
        for rows in (np.maximum(by_windows(x, weight)[0], 0), x[0], weight[0, 0])
    ]
    (found,) = dsviz.check(*printed).findings
    assert found.id == "relu-applied"
    assert "though not" not in found.sentence


@pytest.mark.parametrize("bias", [[1, -2, 3], [0.5, -1, 2]])
def test_biases_and_kernels_rolled_over_three_filters_are_one_statement_each(bias):
    x, weight, _ = drawn(3, seed=3)
    (found,) = dsviz.check(by_windows(x, weight, np.roll(bias, 1)), x, weight, bias).findings
    assert (found.id, found.values["order"]) == ("biases-shifted", (2, 0, 1))
    assert "2, 0, 1" in found.sentence
    assert (
        "滤波器 2、0、1"
        in dsviz.check(by_windows(x, weight, np.roll(bias, 1)), x, weight, bias, language="zh")
        .findings[0]
        .sentence
    )
    (found,) = dsviz.check(by_windows(x, np.roll(weight, 1, 0), bias), x, weight, bias).findings
    assert (found.id, found.values["order"]) == ("kernels-shifted", (2, 0, 1))


def test_two_cells_of_a_row_are_no_proof_of_a_mistake():
    # Random numbers, that a window one cell to the left happens to give in row 1.
    x, answer = [[3, 3, 3], [4, 1, 1], [1, 0, 0]], [[-1, 5], [5, 3]]
    assert ids(dsviz.check(answer, x, [[1, 1], [-2, 1]])) == []


def test_slips_here_and_there_that_happen_to_be_of_one_size_are_no_bias():
    answer = by_windows(X, W, [2])
    answer[0, [0, 1, 2], [1, 2, 0]] -= 4
    assert ids(dsviz.check(answer, X, W, [2])) == []
    answer = by_windows(X, W, [2])
    answer[0, 1:] -= 4
    (found,) = dsviz.check(answer, X, W, [2]).findings
    assert found.sentence.startswith("From row 1 on, and not before it: The bias was subtracted.")


def test_a_reason_for_two_wrong_numbers_is_told_with_its_doubt():
    (found,) = dsviz.check([[5, 12]], [[1, 2, 5]], [[2, 1]]).findings
    assert found.id == "kernel-flipped"
    assert found.sentence.startswith("This would give your 2 wrong numbers, though so few prove no mistake.")
    said = dsviz.check([[5, 12]], [[1, 2, 5]], [[2, 1]], language="zh").findings[0].sentence
    assert said.startswith("下面这个错误会得到你写错的这 2 个数")
    # Numbers that stand in each other's place are to be seen.
    (found,) = dsviz.check([[9, 4]], [[1, 2, 5]], [[2, 1]]).findings
    assert found.sentence.startswith("The numbers are right, but")
