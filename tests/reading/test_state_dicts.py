"""What a state_dict or get_weights() holds besides the layer that is meant: said, and not taken for it."""

import pytest

import dsviz
from dsviz.reading.errors import ReadError

KERNEL = "[[[[1., 2.], [3., 4.]]]]"
OTHER = KERNEL.replace("4.", "9.")
NORM = "('bn.weight', tensor([2.])), ('bn.bias', tensor([9.]))"
PLAIN = f"OrderedDict([('conv.weight', tensor({KERNEL})), {NORM}])"
BIASED = f"OrderedDict([('conv.weight', tensor({KERNEL})), ('conv.bias', tensor([0.5])), {NORM}])"
X = [[[1, 2], [3, 4]]]  # 1 + 4 + 9 + 16


@pytest.mark.parametrize(("text", "answer"), [(PLAIN, "30"), (BIASED, "30.5")])
def test_a_normalisation_beside_a_layer_is_no_part_of_it_and_is_said_to_be_left_out(text, answer):
    read = dsviz.read(text, role="kernel")
    assert read.array.tolist() == [[[[1, 2], [3, 4]]]]
    assert "bn.weight" in str(read.notes[0])
    checked = dsviz.check(answer, X, text)
    assert checked.is_right
    assert "Left out of the text: bn.weight (kernel), bn.bias (bias)." in checked.verdict
    assert not dsviz.check("39", X, text).is_right  # with the bias of the normalisation


def test_the_bias_is_that_of_the_layer():
    assert dsviz.read(BIASED, role="bias").array.tolist() == [0.5]
    with pytest.raises(ReadError, match="bias"):
        dsviz.read(
            f"OrderedDict([('conv.weight', tensor({KERNEL})), {NORM}, ('fc.bias', tensor([1.]))])", "bias"
        )


def test_two_layers_are_refused_by_name():
    text = f"OrderedDict([('conv1.weight', tensor({KERNEL})), ('conv2.weight', tensor({OTHER})), {NORM}])"
    with pytest.raises(ReadError, match=r"conv1\.weight \(kernel\), conv2\.weight \(kernel\)"):
        dsviz.read(text, role="kernel")


def test_of_the_weights_of_two_layers_none_is_taken_for_an_input():
    """The first kernel was the input once, and the second one's the only kernel."""
    text = f"[array({KERNEL}), array([0.5]), array({OTHER}), array([0.25])]"
    with pytest.raises(ReadError, match="one tensor that can be the kernel; got kernel, kernel"):
        dsviz.read(text, role="kernel")
