"""An answer with a few decimals is right to these, and what is wrong beside it is still found, alone."""

import numpy as np
import pytest
import torch
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st

import dsviz
from dsviz.check.diagnose import diagnose
from dsviz.check.diagnosis import RIGHT, WRONG, Cell
from dsviz.check.rounded import rounded_coarser
from dsviz.conv.trace import trace
from tests.thorough import THOROUGH

X = [[0.11, 0.22, 0.33], [0.44, 0.55, 0.66], [0.77, 0.88, 0.99]]
W = [[0.12, 0.34], [0.56, 0.78]]
# The result is 0.7634 0.9614 / 1.3574 1.5554.


def diagnosed(x, weight, typed, bias=None, **options):
    return diagnose(trace(x, weight, bias, backend="numpy"), typed, **options)


def marks(typed, x=X, weight=W):
    return diagnosed([x], [[weight]], typed, printed=()).marks[0].tolist()


@pytest.mark.parametrize("digits", ["array", "text"])
def test_a_slip_beside_numbers_with_two_decimals_is_marked_alone_and_named(digits):
    given_as = (lambda rows: rows) if digits == "array" else str
    checked = dsviz.check("0.76 0.96\n1.36 2.05", given_as(X), given_as(W))
    assert checked.marks.tolist() == [[["right", "right"], ["right", "wrong"]]]
    assert checked.verdict == (
        "3 right, 1 wrong, 0 still open. Right means to the digits shown: your answer holds 2 decimals."
    )
    assert checked.findings == ()
    (slip,) = checked.slips
    # 1.5554 + 0.88 * 0.56 = 2.0482
    assert (slip.id, slip.cell, slip.values["product"]) == (
        "product-doubled",
        (0, 1, 1),
        pytest.approx(0.4928),
    )


@pytest.mark.parametrize(
    ("typed", "decimals"),
    [
        ([[0.8, 1.0], [1.4, 1.6]], 1),
        ([[0.76, 0.96], [1.36, 1.56]], 2),
        ([[0.763, 0.961], [1.357, 1.555]], 3),
        ([[0.763, 0.96], [1.357, 1.56]], 3),  # some with fewer
    ],
)
def test_rounded_numbers_are_right_and_the_sentence_says_to_how_many_decimals(typed, decimals):
    found = diagnosed([X], [[W]], typed)
    assert (found.is_right, found.answer_decimals, found.mistakes) == (True, decimals, ())
    said = dsviz.check(typed, X, W).verdict
    plural = "" if decimals == 1 else "s"
    assert said == (
        f"All 4 numbers are right to the digits shown. Your answer holds {decimals} decimal{plural}."
    )
    assert f"{decimals} 位小数" in dsviz.check(typed, X, W, language="zh").verdict


def test_three_among_numbers_with_two_decimals_is_three_point_zero_zero():
    found = diagnosed([[[3.004, 1.2345, 2.3456, 4.5678]]], [[[[1]]]], [[3, 1.23, 2.35, 4.5678]])
    assert found.is_right
    assert not diagnosed([[[3.4, 1.2345, 2.3456, 4.5678]]], [[[[1]]]], [[3, 1.23, 2.35, 4.5678]]).is_right


def test_seventeen_among_numbers_with_three_significant_digits_is_seventeen_point_zero():
    row = [16.9528, 0.1024, 2.8474, 12.4156, 18.0274]
    assert diagnosed([[row]], [[[[1]]]], [[17, 0.102, 2.85, 12.4, 18]]).is_right
    found = diagnosed([[row]], [[[[1]]]], [[17, 0.102, 2.85, 12.4, 19]])
    assert found.marks.tolist() == [[[RIGHT, RIGHT, RIGHT, RIGHT, WRONG]]]


def test_one_among_numbers_with_two_decimals_is_not_rounded_to_one_decimal():
    found = diagnosed([[[0.9614, 0.7634, 0.8211, 1.5554]]], [[[[1]]]], [[1, 0.76, 0.82, 1.5554]])
    assert found.marks.tolist() == [[[WRONG, RIGHT, RIGHT, RIGHT]]]


def test_whole_numbers_for_quarters_are_wrong_and_no_sentence_calls_them_right():
    checked = dsviz.check([[0, 1, 3]], [[[0.25, 1.25, 2.75]]], [[[[1.0]]]])
    assert checked.marks.tolist() == [[["wrong"] * 3]]
    (found,) = checked.findings
    assert (found.id, found.values["decimals"]) == ("rounding", 0)
    assert found.sentence.startswith("The right numbers were rounded to the nearest. Decimals kept: 0.")
    assert "left off" not in found.sentence
    assert "right, but" not in found.sentence


def test_where_rounding_and_cutting_off_give_the_same_both_are_said():
    (found,) = dsviz.check([[1, 2, 3]], [[[1.25, 2.25, 3.0]]], [[[[1.0]]]]).findings
    assert found.values["way"] == "either"
    assert found.sentence.startswith("The right numbers were rounded, or decimals were cut off: both give")
    (found,) = dsviz.check([[1, 2, 3]], [[[1.25, 2.75, 3.0]]], [[[[1.0]]]]).findings
    assert found.values["way"] == "cut"
    assert found.sentence.startswith("The right numbers were cut off, not rounded.")


def test_numbers_cut_off_are_not_rounded():
    found = diagnosed([X], [[W]], [[0.7, 0.9], [1.3, 1.5]], printed=())
    assert found.marks.tolist() == [[[WRONG, WRONG], [WRONG, WRONG]]]
    assert [(one.id, one.values["way"]) for one in found.mistakes] == [("rounding", "cut")]
    assert marks([[0.76, 0.96], [1.35, 1.55]]) == [[RIGHT, RIGHT], [WRONG, WRONG]]
    # From the middle down is cut off, but to the even digit it is rounded.
    assert marks([[63.7, 0.2, 0.3]], [[63.75, 0.25, 0.25]], [[1]]) == [[WRONG, RIGHT, RIGHT]]


def oracle(x, weight, bias):
    tensors = (torch.tensor(each, dtype=torch.float64) for each in (x[None], weight, bias))
    return torch.nn.functional.conv2d(*tensors)[0].numpy()


def drawn(seed):
    rng = np.random.default_rng(seed)
    channels, filters, kernel, size = (int(rng.integers(*each)) for each in ((1, 3), (1, 3), (2, 4), (4, 6)))
    shapes = (channels, size, size), (filters, channels, kernel, kernel), (filters,)
    tensors = [rng.normal(size=shape) for shape in shapes]
    return rng, tensors, oracle(*tensors)


def test_no_right_answer_of_300_is_blamed_for_its_decimals():
    blamed = []
    for seed in range(50):
        _, (x, weight, bias), right = drawn(seed)
        for decimals in range(1, 7):
            found = diagnosed(x, weight, right.round(decimals), bias, printed=())
            if not found.is_right:
                blamed.append((seed, decimals))
    assert blamed == []


def written(tensor, decimals):
    if np.ndim(tensor):
        return "[" + ", ".join(written(each, decimals) for each in tensor) + "]"
    return f"{tensor:.{decimals}f}"


@given(st.integers(0, 10**6), st.integers(1, 3))
@example(203511, 3)  # all nine happen to lie a little beyond the typed ones, as if they were cut off
@settings(max_examples=20, deadline=None)
def test_where_all_tensors_are_rounded_text_a_right_answer_is_right_and_a_flipped_kernel_is_named(
    seed, decimals
):
    _, (x, weight, bias), right = drawn(seed)
    # Where all happen to end in .0 nothing tells that they were rounded: 3.0 is what Python prints for a 3.
    assume((right.round(decimals) % 1).any())
    x_text, weight_text, bias_text = (written(each, decimals) for each in (x, weight, bias))
    assert dsviz.check(written(right, decimals), x_text, weight_text, bias_text).is_right
    flipped = written(oracle(x, weight[..., ::-1, ::-1].copy(), bias), decimals)
    named = [finding.id for finding in dsviz.check(flipped, x_text, weight_text, bias_text).findings]
    assert "kernel-flipped" in named or decimals == 1


@given(st.integers(0, 10**6), st.integers(1, 6))
@settings(max_examples=30, deadline=None)
def test_one_cell_that_is_ten_half_units_off_is_found_alone(seed, decimals):
    rng, (x, weight, bias), _ = drawn(seed)
    # Of a sum of products of size 10 float32 loses the sixth decimal, which is allowed for.
    x = x / 10 if decimals == 6 else x
    right = oracle(x, weight, bias)
    cell = Cell(*(int(rng.integers(size)) for size in right.shape))
    typed = right.copy()
    typed[cell] += 10 * 0.5 * 10.0**-decimals * rng.choice([-1, 1])
    found = diagnosed(x, weight, typed.round(decimals), bias, printed=())
    assert found.wrong_cells == (cell,)
    assert not any(one.values["part"] == "filter" for one in found.partly)


@pytest.mark.parametrize("decimals", [2, 3])
def test_a_kernel_flipped_or_a_bias_forgotten_shows_in_rounded_numbers(decimals):
    _, (x, weight, bias), _ = drawn(7)
    flipped = oracle(x, weight[..., ::-1, ::-1].copy(), bias).round(decimals)
    assert [one.id for one in diagnosed(x, weight, flipped, bias).mistakes] == ["kernel-flipped"]
    bare = oracle(x, weight, 0 * bias).round(decimals)
    assert [one.id for one in diagnosed(x, weight, bare, bias).mistakes] == ["bias-forgotten"]


OF_A_MEAN = "[[50, 50, 50], [30, 20, 0], [20, 10, 10]]"


@pytest.mark.parametrize(
    ("answer", "is_right"),
    [("26.67", True), ("26.7", True), ("26.64", True), ("26.6667", True), ("26.68", False), ("26.76", False)],
)
def test_a_mean_typed_with_three_decimals_is_right_as_ninths_and_as_it_stands(answer, is_right):
    ninths = str([[0.111] * 3] * 3)
    assert dsviz.check(answer, OF_A_MEAN, ninths).is_right == is_right
    # An array is exact.
    assert dsviz.check(answer, OF_A_MEAN, [[0.111] * 3] * 3).is_right == (answer == "26.64")


MEANS = [
    np.full((3, 3), 1 / 9),
    np.array([[1, 2], [3, 1]]) / 7,
    np.array([[1, 0, 2], [3, 4, 1], [2, 1, 1]]) / 15,
]


@pytest.mark.parametrize(("decimals", "count"), [(2, 32), (3, 8)] if THOROUGH else [(2, 9), (3, 3)])
def test_of_many_means_right_answers_are_right_and_mistakes_and_slips_are_seen(decimals, count):
    for seed in range(count):
        rng, weight = np.random.default_rng(seed), MEANS[seed % 3][None, None]
        x, bias = rng.integers(0, 100, (1, 5, 5)).astype(float), np.array([3.0])
        rounded = weight.round(decimals)
        texts = written(x, 0), written(rounded, decimals), "3"
        right, of_rounded = (oracle(x, each, bias).round(2) for each in (weight, rounded))
        assert dsviz.check(written(right, 2), *texts).is_right
        assert dsviz.check(written(of_rounded, 2), *texts).is_right
        slipped = of_rounded.copy()
        slipped[0, 1, 1] = right[0, 1, 1]
        if slipped[0, 1, 1] != of_rounded[0, 1, 1]:
            assert not dsviz.check(written(slipped, 2), *texts).is_right
        assert not dsviz.check(written(right - 3, 2), *texts).is_right
        if seed % 3:
            flipped = oracle(x, weight[..., ::-1, ::-1].copy(), bias)
            assert not dsviz.check(written(flipped, 2), *texts).is_right


@pytest.mark.parametrize("significant", [3, 4, 5])
@pytest.mark.parametrize("written", [str, lambda tensor: repr(tensor.numpy())], ids=["torch", "numpy"])
def test_numbers_of_so_many_significant_digits_are_right_beside_printouts(significant, written):
    for seed in range(900, 906 if THOROUGH else 902):
        torch.manual_seed(seed)
        layer, x = torch.nn.Conv2d(2, 2, 3).requires_grad_(False), torch.randn(1, 2, 4, 4) * 5
        tensors = [written(each) for each in (x, layer.weight, layer.bias)]

        def typed(y):
            maps = [[" ".join(f"{each:.{significant}g}" for each in row) for row in one] for one in y[0]]
            return "\n\n".join("\n".join(rows) for rows in maps)

        assert dsviz.check(typed(layer(x)), *tensors).is_right
        without = torch.nn.functional.conv2d(x, layer.weight)
        slipped = layer(x)
        slipped[0, 0, 0, 0] *= 1.03
        assert not dsviz.check(typed(without), *tensors).is_right
        assert not dsviz.check(typed(slipped), *tensors).is_right


def test_where_the_layers_few_decimals_were_taken_as_rounded_that_is_said():
    x, weight = "0.3 0.7 0.2\n0.6 0.1 0.9\n0.4 0.8 0.5", "0.2 -0.3\n0.4 0.1"
    checked = dsviz.check("0.17 0.16\n0.37 0.06", x, weight)
    assert checked.verdict == (
        "All 4 numbers are right to the digits shown. Your answer holds 2 decimals. "
        "The layer's numbers were taken as rounded, too: they hold 1 decimal."
    )
    assert "taken as rounded" not in dsviz.check("0.10 0.21\n0.33 0.12", x, weight).verdict


def test_three_digits_of_ones_own_are_right_beside_a_printout_in_powers():
    x = torch.tensor([[[0.61399, -1196.7], [-0.32244, -0.00067615]]])
    weight = torch.tensor([[[[1.3388]]]])
    assert "e+03" in str(x)
    right = [[0.822, -1600.0], [-0.432, -0.000905]]  # 0.82201, -1602.1, -0.43168, -0.00090523
    assert dsviz.check(str(right), str(x), str(weight)).is_right
    wrong = [[0.822, -1600.0], [-0.432, -0.000915]]
    assert not dsviz.check(str(wrong), str(x), str(weight)).is_right


def test_an_answer_of_fewer_decimals_than_the_weights_is_told_what_rounding_would_leave():
    x = "[[[0,6,2],[2,8,-1],[-4,7,-2]],[[-1,0,-4],[-4,2,5],[-2,7,8]]]"
    weight = "[[[[-1.68,0.77],[-0.23,1.35]],[[0.01,0.02],[-0.46,0.65]]]]"
    checked = dsviz.check("[[[17.8,-9.9],[18.3,-16.9]]]", x, weight, "[-0.38]")
    assert not checked.is_right
    assert "If the layer's numbers, which hold 2 decimals, were rounded, all of yours can be right" in (
        checked.verdict
    )
    for answer, weights in (("[[[17.8,-9.9],[18.3,-18.9]]]", weight), ("[[[1.4]]]", "[[[[0.5]]],[[[0.3]]]]")):
        assert "were rounded" not in dsviz.check(answer, x, weights).verdict


def test_a_number_rounded_to_the_wrong_side_is_not_near():
    right = np.array([1.3556, 0.7634, 0.9614])
    typed = np.array([1.35, 0.76, 0.96])
    assert rounded_coarser(right, typed, 4, 0.0).tolist() == [False, True, True]
