"""Mistakes that have one name, and the sentence of each; the wrong answers are by NumPy."""

import numpy as np
import pytest

import dsviz
from dsviz.check.attempt import Attempt
from dsviz.check.closeness import Closeness
from dsviz.check.proof import Evidence
from dsviz.check.solved_layer import SolvedLayer
from tests.check.test_proof import by_windows, drawn, ids
from tests.thorough import one_in


def test_a_relu_before_the_bias_is_named_as_that():
    x, weight, bias = drawn(2, seed=1)
    answer = np.maximum(by_windows(x, weight), 0) + bias[:, None, None]
    (found,) = dsviz.check(answer, x, weight, bias).findings
    assert found.id == "relu-before-bias"
    assert "the bias was added after that" in found.sentence


def test_minus_signs_of_the_input_that_were_lost_are_named_as_those_of_the_weights_are():
    x, weight, bias = drawn(2, seed=2)
    (found,) = dsviz.check(by_windows(abs(x), weight, bias), x, weight, bias).findings
    assert found.sentence.startswith("The minus signs of the input were lost")
    assert ids(dsviz.check(by_windows(x, abs(weight), bias), x, weight, bias)) == ["signs-lost"]


@pytest.mark.parametrize(
    ("by", "axis", "words"),
    [
        (1, 1, "every row stands one lower, the last one on top"),
        (-1, 1, "every row stands one higher, the first one at the bottom"),
        (1, 2, "every column stands one further right, the last one on the left"),
        (-1, 2, "every column stands one further left, the first one on the right"),
    ],
)
def test_rows_and_columns_that_were_rolled_are_one_statement_that_says_which_way(by, axis, words):
    x, weight, bias = drawn(2, seed=3)
    (found,) = dsviz.check(np.roll(by_windows(x, weight, bias), by, axis), x, weight, bias).findings
    assert found.sentence.startswith(f"The numbers are right, but {words}.")


@pytest.mark.parametrize(("row", "kernel"), [([*range(11), 0], [-1, 0, 1]), ([1, 5, 2, 4], [1, 2, -1])])
def test_numpys_convolve_of_a_row_is_a_turned_kernel_and_full_padding(row, kernel):
    (found,) = dsviz.check([np.convolve(row, kernel)], [[row]], [[kernel]]).findings
    assert found.id == "kernel-flipped+padding-added"
    assert "as “full”" in found.sentence


def test_one_of_many_inputs_that_was_misread_is_found_where_four_cells_see_it():
    # Which cells are wrong tells the place among 512 inputs; the four numbers need not.
    x = np.random.default_rng(5).integers(0, 2, (8, 8, 8)).astype(float)
    weight = np.full((1, 8, 2, 2), 1.0)
    weight[0, 3] = [[2, -1], [1, -2]]
    read = x.copy()
    read[3, 4, 4] += 2
    (found,) = dsviz.check(by_windows(read, weight), x, weight).findings
    assert found.sentence.startswith(f"In every window x[3,4,4] was taken as {x[3, 4, 4] + 2:.0f}")


def test_cells_here_and_there_that_are_off_by_one_amount_are_no_exchanged_biases():
    x, weight, _ = drawn(2, seed=4)
    answer = by_windows(x, weight, [0, 6])
    answer[1].ravel()[[0, 2, 4, 5, 8]] -= 6
    assert ids(dsviz.check(answer, x, weight, [0, 6])) == []


def test_a_slip_beside_one_mistake_is_named_with_its_number():
    x, weight, bias = drawn(1, seed=6)
    flipped = by_windows(x, weight[..., ::-1, ::-1], bias)
    answer = flipped.copy()
    answer[0, 1, 2] += 10
    (found,) = dsviz.check(answer, x, weight, bias).findings
    assert found.sentence.startswith("In all cells but y[0,1,2]: The kernel was turned by 180°")
    numbers = f"you have {flipped[0, 1, 2] + 10:.0f}, where this mistake alone gives {flipped[0, 1, 2]:.0f}."
    assert found.sentence.endswith(f"A slip besides: in y[0,1,2] {numbers}".replace("-", "−"))
    said = dsviz.check(answer, x, weight, bias, language="zh").findings[0].sentence
    assert "另外还有一处笔误：y[0,1,2]" in said


def test_a_right_number_among_mistaken_ones_is_called_no_slip():
    x, weight, bias = drawn(1, seed=6, size=10)
    answer = by_windows(x, weight[..., ::-1, ::-1], bias)
    answer[0, 1, 2] = by_windows(x, weight, bias)[0, 1, 2]
    answer[0, 5, 5] += 10
    (found,) = dsviz.check(answer, x, weight, bias).findings
    assert found.sentence.startswith("In all cells but y[0,1,2], y[0,5,5]: The kernel was turned by 180°")
    assert found.sentence.count("A slip besides: in y[0,5,5]") == found.sentence.count("slip") == 1


@pytest.mark.parametrize("shape", one_in(2, [[3, 6], [1, 3, 6], [3, 1, 6], [3, 6, 1], [6, 3]]))
def test_maps_that_were_flattened_are_marked_in_their_own_shape_and_said_to_be_so(shape):
    x, weight, _ = drawn(3, seed=8)
    x = x[:, :4]
    right = by_windows(x, weight)
    for answer in (right.reshape(shape), str(right.reshape(shape).tolist())):
        checked = dsviz.check(answer, x, weight)
        assert checked.is_right
        assert checked.marks.shape == (3, 2, 3)
        assert checked.verdict.startswith("All 18 numbers are right. Your numbers stand as ")
        assert checked.verdict.endswith("they were read as 3 × 2 × 3, the shape of the output.")
    wrong = right.copy()
    wrong[1, 1, 2] += 1
    checked = dsviz.check(wrong.reshape(shape), x, weight, language="zh")
    assert np.argwhere(checked.marks == "wrong").tolist() == [[1, 1, 2]]
    assert "读成 3 × 2 × 3" in checked.verdict
    flipped = by_windows(x, weight[..., ::-1, ::-1])
    assert ids(dsviz.check(flipped.reshape(shape), x, weight)) == ["kernel-flipped"]
    other = dsviz.check(np.arange(18).reshape(shape), x, weight)
    assert (other.marks, other.findings) == (None, ())


def test_a_column_written_as_a_row_is_no_flattened_map():
    x, weight, _ = drawn(2, seed=9)
    x = x[:, :, :3]
    right = by_windows(x, weight)
    assert right.shape == (2, 3, 1)
    assert ids(dsviz.check(right.reshape(2, 1, 3), x, weight)) == ["answer-transposed"]


def test_of_slips_here_and_there_a_number_tells_which_it_is_of_those_as_near():
    layer = SolvedLayer([[[40, -30, 5], [12, 7, -22]]], [[[[1]]]])
    typed = layer.answer + np.array([[[1, 0, 3], [0, 0, -2]]])
    close = Closeness.of(layer, typed)
    attempt = Attempt(close, typed, typed != layer.answer, close.exact)
    bits = [Evidence(attempt, attempt.wrong, True, scattered).bits_of_one for scattered in (True, False)]
    # Among -3 to 3 and one more, and among -24 to 41 and one more.
    assert bits == [np.log2(2 + 6), np.log2(2 + 65)]


@pytest.mark.parametrize("cell", [(0, 0, 0), (0, 1, 1), (0, 2, 2)])
@pytest.mark.parametrize("tensor", ["w", "x"])
def test_a_number_misread_everywhere_and_a_slip_in_one_cell_are_both_told(tensor, cell):
    x = np.array([[[7, 5, 4, 2, 2], [0, 0, 0, 1, 5], [8, 5, 4, 8, 6], [5, 4, 8, 0, 8], [5, 6, 0, 3, 7]]])
    weight = np.array([[[[2, 0, 3], [3, -1, 2], [1, 2, -3]]]])
    read = {"x": x.copy(), "w": weight.copy()}
    place = {"x": (0, 2, 2), "w": (0, 0, 1, 2)}[tensor]
    read[tensor][place] += 3
    answer = by_windows(read["x"], read["w"])
    alone = answer[cell]
    answer[cell] += 10
    (found,) = dsviz.check(answer, x, weight).findings
    value = {"x": x, "w": weight}[tensor][place]
    at = ",".join(map(str, place))
    assert f"{tensor}[{at}] was taken as {value + 3}; it is {value}." in found.sentence
    slip = (
        f"in y[{','.join(map(str, cell))}] you have {alone + 10:g}, where this mistake alone gives {alone:g}"
    )
    assert slip.replace("-", "\u2212") in found.sentence


def test_random_numbers_are_no_number_misread_beside_a_slip():
    rng = np.random.default_rng(11)
    for _ in range(20):
        x, weight = rng.integers(0, 9, (1, 5, 5)), rng.integers(-3, 4, (1, 1, 3, 3))
        answer = by_windows(x, weight) + rng.integers(-6, 7, (1, 3, 3))
        assert not [one.id for one in dsviz.check(answer, x, weight).findings if "misread" in one.id]


X_OF_FOUR = [[1, 2, 4, 0], [0, 3, 5, 1], [7, 6, 2, 8], [2, 9, 1, 3]]


@pytest.mark.parametrize("bias", [0.0, 0.5, 0.1])
def test_a_slip_beside_a_mistake_is_no_reason_to_tell_neither_whatever_the_bias(bias):
    turned = [[-4, 3], [2, 1]]
    by_hand = [
        [sum(X_OF_FOUR[i + u][j + v] * turned[u][v] for u in (0, 1) for v in (0, 1)) for j in range(3)]
        for i in range(3)
    ]
    assert by_hand[0][0] == 5  # 1·(-4) + 2·3 + 0·2 + 3·1
    answer = [[number + bias for number in row] for row in by_hand]
    answer[2][2] += 1
    found = dsviz.check([answer], [X_OF_FOUR], [[[[1, 2], [3, -4]]]], [bias])
    assert [finding.id for finding in found.findings] == ["kernel-flipped"]


def test_a_side_without_padding_is_not_named_beside_the_one_that_has_it():
    x, weight = [[[1, 2], [3, 5], [4, 7]]], [[[[1], [2], [3]]]]
    # 1·1 + 2·3 + 3·4 and 1·2 + 2·5 + 3·7, then with a zero below: 1·3 + 2·4 and 1·5 + 2·7.
    answer = [[[19, 33], [11, 19]]]
    found = dsviz.check(answer, x, weight, padding=(1, 0))
    assert found.findings[0].sentence.startswith("The padding was put on some sides only: at the bottom.")
    said = dsviz.check(answer, x, weight, padding=(1, 0), language="zh").findings[0].sentence
    assert "右" not in said


def test_two_weights_in_each_others_place_are_named_with_their_places():
    x = [[[1, 2, 3, 4], [5, 6, 7, 8], [9, 1, 2, 3], [4, 5, 6, 7]]]
    typed = dsviz.convolve(x, [[[[2, 1], [3, -4]]]])
    checked = dsviz.check(typed, x, [[[[1, 2], [3, -4]]]])
    assert [found.id for found in checked.findings] == ["weights-exchanged"]
    assert checked.findings[0].sentence.startswith(
        "In every window w[0,0,0,0] and w[0,0,0,1] stand in each other's place."
    )
    assert (
        "w[0,0,0,0] 和 w[0,0,0,1] 都互换了位置"
        in dsviz.check(typed, x, [[[[1, 2], [3, -4]]]], language="zh").findings[0].sentence
    )


def test_of_a_deep_filter_the_slice_is_named_too():
    rng = np.random.default_rng(7)
    x, weight = rng.integers(0, 9, (3, 6, 6)), rng.integers(-4, 5, (2, 3, 3, 3))
    weight[1, 2, 0, 1], weight[1, 2, 2, 2] = 3, -2
    mistaken = weight.copy()
    mistaken[1, 2, 0, 1], mistaken[1, 2, 2, 2] = -2, 3
    (found,) = dsviz.check(dsviz.convolve(x, mistaken), x, weight).findings
    assert (found.id, found.sentence.partition(" stand")[0]) == (
        "weights-exchanged",
        "In every window w[1,2,0,1] and w[1,2,2,2]",
    )
