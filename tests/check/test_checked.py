"""`dsviz.check`: text or arrays in, marks and sentences out."""

import numpy as np
import pytest
import torch

import dsviz
from dsviz.conv.errors import Refusal

X, W = [[1, 2, 4], [0, 3, 5], [7, 6, 2]], [[1, 2], [3, -4]]
RIGHT = [[-7, -1], [3, 23]]  # 1 + 4 + 0 - 12, 2 + 8 + 9 - 20, 0 + 6 + 21 - 24, 3 + 10 + 18 - 8


@pytest.mark.parametrize("answer", [RIGHT, np.array([RIGHT]), "-7 -1\n3 23", "[[-7, -1], [3, 23]]"])
def test_a_right_answer_is_right_in_any_form(answer):
    checked = dsviz.check(answer, X, W)
    assert checked.is_right
    assert (checked.findings, checked.slips) == ((), ())


def test_open_cells_of_a_text_are_open_and_not_refused():
    checked = dsviz.check("-7 x\n? 24", X, W)
    assert not checked.is_right
    assert checked.marks.tolist() == [[["right", "open"], ["open", "wrong"]]]


def test_open_cells_are_named_and_the_others_said_to_be_right_so_far():
    x, weight = "1 2 3\n4 5 6\n7 8 9", "[[1, 2], [3, 4]]"  # 37 47 / 67 77
    said = "3 right, 0 wrong, 1 still open. What is there is right so far. Open: y[0,0,1]."
    assert dsviz.check("37 ?\n67 77", x, weight).verdict == said
    said = "2 right, 1 wrong, 1 still open. Open: y[0,1,0]."
    assert dsviz.check("37 47\n? 78", x, weight).verdict == said
    ones = dsviz.check("9 ? ?\n? ? ?\n? ? ?", np.ones((5, 5)), np.ones((3, 3))).verdict
    assert ones.endswith("Open: y[0,0,1], y[0,0,2], y[0,1,0], y[0,1,1], y[0,1,2], y[0,2,0] and 2 more.")


def test_a_slice_of_the_last_filter_of_nine_is_found():
    x, weight = np.arange(48.0).reshape(3, 4, 4), np.random.default_rng(1).integers(-4, 5, (9, 3, 2, 2))
    wrong = weight.copy()
    wrong[8, 2] = weight[0, 2]
    (found,) = dsviz.check(dsviz.convolve(x, wrong, backend="numpy"), x, weight).findings
    assert (found.id, found.values["filter"], found.values["channel"], found.values["other"]) == (
        "slice-of-another-filter",
        8,
        2,
        0,
    )


def test_the_same_amount_everywhere_is_named_with_the_amount():
    (found,) = dsviz.check([[-6, 0], [4, 24]], X, W).findings
    assert found.id == "constant-added"
    assert "Every number is 1 too large: is it a bias?" in found.sentence


def test_the_layers_shape_is_named_and_not_the_typed_one():
    checked = dsviz.check([[10]], [[1, 2], [3, 4]], np.ones((2, 2)), [5], padding=1)
    assert checked.marks is None
    assert checked.findings == ()
    assert checked.verdict == (
        "Your answer has the shape 1 × 1 × 1; this layer's output has the shape 1 × 3 × 3. "
        "Another setting gives this shape: padding 0. The numbers do not follow from it."
    )


def test_a_padding_that_is_not_there_is_named():
    x, weight = [[1, 2, 3], [4, 5, 6], [7, 8, 9]], [[1, 2], [3, 4]]
    padded = dsviz.convolve([x], [[weight]], padding=1, backend="numpy")
    (found,) = dsviz.check(padded, x, weight).findings
    assert "Padding 1 (as “full”) gives exactly this" in found.sentence


def test_numbers_left_out_by_a_relu_and_a_byte_are_named():
    # The depthwise layer of document 001: y = -2 12 / 17 -13 and 18 21 / -7 16.
    x = "tf.reshape(tf.constant([2,5,3,3,8,2,6,1,1,2,5,4,7,9,2,3,-1,3]), [1,3,3,2])"
    weight = "tf.reshape(tf.constant([3,1,-2,2,-1,-3,4,5]), [2,2,2,1])"
    for answer, name in (
        ([[[0, 12], [17, 0]], [[18, 21], [0, 16]]], "relu-applied"),
        ([[[254, 12], [17, 243]], [[18, 21], [249, 16]]], "wrapped-to-bytes"),
    ):
        assert [found.id for found in dsviz.check(answer, x, weight, groups=2).findings] == [name]


@pytest.mark.parametrize(
    "arguments",
    [("one", X, W), (RIGHT, "x y", W), (RIGHT, X, np.ones((5, 5))), ([1, 2], X, W)],
)
def test_what_makes_no_layer_is_refused_with_a_rule(arguments):
    with pytest.raises(Refusal):
        dsviz.check(*arguments)


def test_tensors_in_text_leave_digits_open_and_arrays_do_not():
    x, weight = "-0.5581 0.6675\n-0.1974 1.9428", "0.3303 -0.3739\n0.4075 0.3199"
    as_array = [[-0.5581, 0.6675], [-0.1974, 1.9428]], [[0.3303, -0.3739], [0.4075, 0.3199]]
    assert dsviz.check("0.1072", x, weight).is_right
    assert not dsviz.check([[0.1072]], *as_array).is_right


def test_full_padding_and_a_turned_kernel_are_named_before_the_transposed_convolution_they_are():
    # torch.nn.functional.conv_transpose2d of these, and scipy.signal.convolve2d
    typed = [[1, 0, 2, 0], [3, 5, 2, 4], [1, 7, 9, 0], [-1, -2, 3, 6]]
    found = dsviz.check(typed, [[1, 0, 2], [2, 3, 0], [-1, 0, 3]], [[1, 0], [1, 2]])
    assert [finding.id for finding in found.diagnosis.mistakes] == ["full-convolution", "transposed-computed"]
    (told,) = found.findings
    first, second = told.sentence.split("Or: ")
    assert "full padding and a turned kernel, which is what `conv2`" in first
    assert "transposed convolution" in second


def test_a_layers_stride_and_padding_do_not_hide_what_conv2_computes():
    # scipy.signal.convolve2d of these
    typed = [[1, 0, 2, 0], [3, 5, 2, 4], [1, 7, 9, 0], [-1, -2, 3, 6]]
    x, weight = [[1, 0, 2], [2, 3, 0], [-1, 0, 3]], [[1, 0], [1, 2]]
    for settings in ({"stride": 2}, {"padding": 2}, {"padding": 1}):
        first, *_ = dsviz.check(typed, x, weight, **settings).findings
        wanted = "kernel-flipped" if settings == {"padding": 1} else "full-convolution"
        assert first.id.split("|")[0] == wanted


def test_a_transposed_convolution_of_stride_2():
    # torch.nn.functional.conv_transpose2d(..., stride=2, padding=1)
    typed = [[5, 14, 10], [14, 36, 24], [15, 34, 20]]
    x, weight = [[1, 2], [3, 4]], [[1, 2, 3], [4, 5, 6], [7, 8, 9]]
    found = dsviz.check(typed, x, weight, stride=2, padding=1)
    assert [finding.id for finding in found.diagnosis.mistakes] == ["transposed-computed"]


@pytest.mark.parametrize(
    "weight",
    [
        'OrderedDict([("weight", tensor([[[[1., 2.], [3., -4.]]]])), ("bias", tensor([2.]))])',
        "{'conv.weight': tensor([[[[1., 2.], [3., -4.]]]]), 'conv.bias': tensor([2.])}",
        "[array([[[[1.]], [[2.]]], [[[3.]], [[-4.]]]]), array([2.])]",
    ],
)
def test_a_weight_that_holds_the_bias_too_brings_it(weight):
    assert dsviz.check("-5 1\n5 25", X, weight).is_right
    assert dsviz.check("-6 0\n4 24", X, weight, [1.0]).is_right
    assert [one.id for one in dsviz.check("-7 -1\n3 23", X, weight).findings] == ["bias-forgotten"]


def test_where_one_number_is_wanted_a_decimal_comma_is_one():
    x, weight = "1 2\n3 4", np.full((2, 2), 6.375)
    assert dsviz.check("63,75", x, weight).is_right
    assert dsviz.check("63.75", x, weight, "0,0").is_right
    assert not dsviz.check("63,7", x, weight).is_right


def test_where_one_number_is_wanted_a_thousand_still_leaves_doubt():
    with pytest.raises(Refusal) as caught:
        dsviz.check("1,250", "1 2\n3 4", np.full((2, 2), 0.125))
    assert caught.value.rule == "comma-thousand"


def test_p3_one_cell_that_flipped_and_turned_kernels_both_explain():
    x, weight = "[[0,0,0],[1,1,2],[1,3,0]]", "[[4,1,1],[0,3,3],[2,1,2]]"
    assert dsviz.check("14", x, weight).is_right
    assert [one.id for one in dsviz.check("10", x, weight).findings] == ["kernel-flipped|kernel-turned"]


def test_p19_a_printout_of_a_graphics_card_is_read():
    x = "tensor([[[[1., 9., 2.], [9., 9., 9.], [3., 9., 4.]]]], device='cuda:0', dtype=torch.float16)"
    weight = "tensor([[[[1.]]], [[[-2.]]]], device='cuda:0', dtype=torch.float16)"
    y = "tensor([[[[5., 2.], [3., 4.]], [[-2., -4.], [-6., -8.]]]], device='cuda:0', dtype=torch.float16)"
    checked = dsviz.check(y, x, weight, stride=2)
    assert checked.marks.tolist() == [[["wrong", "right"], ["right", "right"]], [["right", "right"]] * 2]
    assert len(checked.findings) <= 1


def test_p21_names_before_the_tensors_and_stride_2():
    x = "INPUT = [[2,5,-3,0],[0,6,0,-4],[-1,-3,0,2],[5,0,0,3]]"
    y = "[[12,2,0],[-6,-24,16],[0,0,-6]]"
    assert dsviz.check(y, x, "FILTER = [[-2,0],[4,6]]", stride=2, padding=1).is_right


def test_p28_a_typographers_minus():
    x = "1 2 3 4\n5 6 7 8\n9 1 2 3"
    # 1 + 2 + 3 - 9 - 1 - 2, 2 + 3 + 4 - 1 - 2 - 3
    assert dsviz.check("−6 3", x, "1 1 1\n0 0 0\n−1 −1 −1").is_right


SQUARE = np.arange(1, 26).reshape(5, 5)  # under [[1, 2], [3, 4]], from v on: 10 v + 41


@pytest.mark.parametrize(
    ("answer", "name", "size"),
    [
        ([[51, 71], [151, 171]], "another-stride", 2),
        ([[51, 81], [201, 231]], "another-stride", 3),
        # Two cells apart the taps give 10 v + 82, three cells apart 10 v + 123.
        ([[92, 102, 112], [142, 152, 162], [192, 202, 212]], "another-dilation", 2),
        ([[133, 143], [183, 193]], "another-dilation", 3),
    ],
)
def test_a_stride_or_a_dilation_that_the_layer_does_not_have_is_named(answer, name, size):
    (found,) = dsviz.check(answer, SQUARE, [[1, 2], [3, 4]]).findings
    assert (found.id, found.values["size"]) == (name, size)


def test_a_dilation_that_leaves_one_number_for_each_of_two_filters_is_named():
    nine, kernels = np.arange(1, 10).reshape(1, 3, 3), [[[[1, 2], [3, 4]]], [[[1, 1], [1, -1]]]]
    # 1 + 2·3 + 3·7 + 4·9 and 1 + 3 + 7 − 9
    (found,) = dsviz.check([[[64]], [[2]]], nine, kernels).findings
    assert (found.id, found.values["size"]) == ("another-dilation", 2)


def test_an_answer_that_is_the_input_is_said_to_be_that_and_no_padding():
    checked = dsviz.check(X, X, W)
    assert [found.id for found in checked.findings] == ["input-copied"]
    assert "padding" not in checked.verdict


def test_an_input_is_told_from_a_filters_map_that_stands_alone():
    """With padding one channel of the input has a map's sides; the other map is left open, not added."""
    x = [[[-4, 3, 3, 4], [3, -1, -1, -3], [3, -4, 4, 4], [4, 4, -2, 4]]]
    kernels = [[[[1, 2, 0], [0, 3, -1], [2, 0, 1]]], [[[0, -2, 1], [4, 2, 0], [-1, 0, 3]]]]
    checked = dsviz.check(x, x, kernels, padding=1)
    assert [found.id for found in checked.findings] == ["input-copied"]


def test_slips_that_cannot_be_told_apart_are_one_statement():
    (slip,) = dsviz.check([[3, 9]], [[1, 1, 2]], [[3, 3]]).slips
    assert slip.sentence == (
        "In y[0,0,0] you have 3, and it is 6. That is what comes out when either one product is missed: "
        "1×3 = 3, which is x[0,0,0] times w[0,0,0,0]; or one product is missed: 1×3 = 3, which is x[0,0,1] "
        "times w[0,0,0,1]."
    )


def test_two_wrong_cells_with_two_different_slips_have_no_reason():
    # One product missed, 4 + 0 − 12 = −8; and one added twice, 23 + 18 = 41.
    checked = dsviz.check([[-8, -1], [3, 41]], X, W)
    assert checked.marks.tolist() == [[["wrong", "right"], ["right", "wrong"]]]
    assert (checked.findings, checked.slips) == ((), ())


@pytest.mark.parametrize(
    ("answer", "marks"),
    [
        ("-7 -1\n3 24", ["right", "right", "right", "wrong"]),
        ("-7 -1\n4 x", None),  # two numbers agree: too few to say whose map it is
    ],
)
def test_one_map_by_hand_with_a_slip_is_taken_for_the_filter_that_most_of_it_agrees_with(answer, marks):
    checked = dsviz.check(answer, X, [[W], [[[1, 0], [0, 1]]]])
    if marks is None:
        assert checked.marks is None
    else:
        assert checked.marks.ravel().tolist() == [*marks, *["open"] * 4]
        assert checked.verdict == (
            "3 right, 1 wrong, 4 still open. You gave the map of filter 0. "
            "The first wrong number is y[0,1,1]: you have 24, and it is 23."
        )


def test_a_kernel_of_three_axes_is_one_filter_where_it_can_be_nothing_else():
    x = np.stack([np.arange(9.0).reshape(3, 3), np.arange(1.0, 10).reshape(3, 3)])
    weight = np.array([[[0.0, 1], [2, 3]], [[1, 2], [3, 4]]])
    for given in ((x, weight), (str(torch.tensor(x)), str(torch.tensor(weight)))):
        assert dsviz.check([[56, 72], [104, 120]], *given).is_right
