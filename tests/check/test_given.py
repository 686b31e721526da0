"""What `dsviz.check` takes, batches and layers over a row too, and the keywords that it refuses."""

import numpy as np
import pytest
import torch

import dsviz
from dsviz.conv.errors import Refusal
from dsviz.reading.text import read_text as read
from tests.thorough import one_in

TWO = "tensor([[[[1., 2., 3.], [4., 5., 6.], [7., 8., 9.]]], [[[0., 1., 0.], [2., 0., 1.], [1., 1., 3.]]]])"
KERNEL = "[[1, 2], [3, 4]]"
# torch.nn.functional.conv2d of both
FIRST, SECOND = [[37, 47], [67, 77]], [[8, 5], [9, 17]]


def of_two(first, second):
    return f"tensor([[{first}], [{second}]])"


def test_every_picture_of_a_batch_is_checked():
    both = dsviz.check(of_two(FIRST, SECOND), TWO, KERNEL)
    assert both.is_right
    assert both.verdict == (
        "Picture 1 of 2: All 4 numbers are right. Picture 2 of 2: All 4 numbers are right."
    )
    wrong = dsviz.check(of_two(FIRST, [[9, 5], [9, 99]]), TWO, KERNEL)
    assert [one.is_right for one in (wrong, *wrong.pictures)] == [False, True, False]
    assert "Picture 2 of 2: 2 right, 2 wrong" in wrong.verdict
    assert "The first wrong number is y[0,0,0]: you have 9, and it is 8." in wrong.verdict
    assert wrong.marks.tolist() == [[["wrong", "right"], ["right", "wrong"]]]


@pytest.mark.parametrize(("answer", "picture"), [(FIRST, 1), (SECOND, 2), ([[8, 5], [9, 18]], 2)])
@pytest.mark.parametrize("form", [str, np.array])
def test_one_answer_alone_is_compared_with_the_picture_it_fits(answer, picture, form):
    checked = dsviz.check(form(answer), TWO, KERNEL)
    assert checked.is_right == (answer != [[8, 5], [9, 18]])
    assert checked.verdict.startswith(f"Picture {picture} of 2 is checked")
    assert (checked.findings, checked.pictures) == ((), ())


def test_a_batch_of_arrays_is_checked_too():
    x = np.random.default_rng(1).integers(0, 9, (2, 1, 3, 3))
    y = torch.nn.functional.conv2d(torch.tensor(x), torch.tensor([[[[1, 2], [3, 4]]]])).numpy()
    assert dsviz.check(y, x, [[1, 2], [3, 4]]).is_right
    y[1, 0, 1, 1] += 1
    assert not dsviz.check(y, x, [[1, 2], [3, 4]]).is_right


@pytest.mark.parametrize(("stride", "padding", "dilation"), [(1, 0, 1), (1, 1, 1), (2, 1, 1), (1, 2, 2)])
@pytest.mark.parametrize("channels", [1, 3])
@pytest.mark.parametrize("batch", one_in(2, [1, 2]))
def test_a_layer_over_a_row_pads_and_strides_along_it_only(stride, padding, dilation, channels, batch):
    rng = np.random.default_rng(7)
    x, weight = rng.integers(-3, 4, (batch, channels, 6)), rng.integers(-3, 4, (2, channels, 3))
    settings = {"stride": stride, "padding": padding, "dilation": dilation}
    tensors = torch.tensor(x).double(), torch.tensor(weight).double()
    y = torch.nn.functional.conv1d(*tensors, **settings)
    assert dsviz.check(str(y), *map(str, tensors), **settings).is_right
    assert dsviz.check(y.numpy(), x, weight, **settings).is_right
    assert dsviz.check(y[0].numpy(), x[0], weight, **settings).is_right
    y[-1, 1, 0] += 1
    assert not dsviz.check(str(y), *map(str, tensors), **settings).is_right


def test_a_row_with_padding_1_as_it_was_printed():
    y, x = "tensor([[[-2.,  2.,  1.,  2.,  1.]]])", "tensor([[[ 1.,  2., -1.,  1., -3.]]])"
    assert dsviz.check(y, x, "tensor([[[ 1.,  0., -1.]]])", padding=1).is_right


@pytest.mark.parametrize(
    ("keywords", "sentence"),
    [
        ({"pad": 1}, "unknown keyword pad; did you mean padding"),
        ({"strides": 2}, "unknown keyword strides; did you mean stride"),
        ({"paddings": 2}, "unknown keyword paddings; did you mean padding"),
        (
            {"answer_key": 1},
            "unknown keyword answer_key; the settings are stride, padding, dilation, groups and padding_mode",
        ),
    ],
)
def test_an_unknown_keyword_is_refused_and_the_one_meant_is_named(keywords, sentence):
    with pytest.raises(Refusal) as caught:
        dsviz.check(FIRST, [[1, 2, 3], [4, 5, 6], [7, 8, 9]], KERNEL, **keywords)
    assert str(caught.value) == sentence


def test_a_bias_of_one_number_is_that_of_one_filter():
    x, one = [[1, 2, 3], [4, 5, 6], [7, 8, 9]], [[38, 48], [68, 78]]
    assert dsviz.check(one, x, KERNEL, bias=1).is_right
    with pytest.raises(Refusal, match=r"each of the 2 filters .* type \[1\] \* 2"):
        dsviz.check([one, one], x, [[[[1, 2], [3, 4]]]] * 2, bias=1)


ALL = "输入：\n1 2 3\n4 5 6\n7 8 9\n卷积核：\n1 2\n3 4\n输出：\n{}"
IN_WORDS = "Input:\n1 2 3\n4 5 6\n7 8 9\nKernel:\n1 2\n3 4\nBias: 10\nOutput:\n{}"


@pytest.mark.parametrize(("text", "right"), [(ALL, "37 47\n67 77"), (IN_WORDS, "47 57\n77 87")])
def test_one_text_of_all_tensors_gives_each_its_own(text, right):
    of_all = text.format(right)
    assert dsviz.check(of_all, of_all, of_all).verdict == "All 4 numbers are right."
    wrong = text.format("23 33\n53 63" if "Bias" not in text else "33 43\n63 73")
    assert [one.id for one in dsviz.check(wrong, wrong, wrong).findings] == ["kernel-flipped"]


def test_what_is_left_out_of_a_text_is_said():
    x = "1 2 3\n4 5 6\n7 8 9"
    checked = dsviz.check("37 47\n67 77", x, ALL.format("1 1\n1 1"))
    assert checked.verdict == ("All 4 numbers are right. Left out of the text: 输出 (answer).")
    spoken = dsviz.check("37 47\n67 77", x, ALL.format("1 1\n1 1"), language="zh").verdict
    assert spoken.endswith("输出（答案）。")


STATE = "OrderedDict([('conv1.weight', tensor([[[[1., 2.], [3., 4.]]]])), ('conv1.bias', tensor([0.5])){}])"
SECOND_LAYER = ", ('conv2.weight', tensor([[[[1., 0.]]]]))"


@pytest.mark.parametrize("role", ["kernel", "weight"])
def test_a_state_dict_is_read_by_the_role_of_its_entries(role):
    read = dsviz.read(STATE.format(""), role=role)
    assert read.array.tolist() == [[[[1.0, 2.0], [3.0, 4.0]]]]
    assert [str(note) for note in read.notes] == ["Left out of the text: conv1.bias (bias)."]
    assert dsviz.read(STATE.format(""), role="bias").array.tolist() == [0.5]


def test_of_two_layers_in_a_state_dict_none_is_taken():
    of_two_layers = STATE.format(SECOND_LAYER)
    for refused in (
        lambda: dsviz.read(of_two_layers, role="kernel"),
        lambda: dsviz.check("1", "1 2\n3 4", of_two_layers),
    ):
        with pytest.raises(Refusal) as error:
            refused()
        assert error.value.rule == "one-of-role"
        assert "conv1.weight (kernel), conv2.weight (kernel)" in str(error.value)
    with pytest.raises(Refusal) as error:
        dsviz.read(of_two_layers)
    assert error.value.rule == "none-of-role"
    with pytest.raises(Refusal, match="a role must be input, kernel, bias or output; got filter"):
        dsviz.read("1 2", role="filter")


FLAT = [1, 2, 3, 4, 5], "[1, 2, 3, 4, 5]", "1 2 3 4 5", "tensor([1., 2., 3., 4., 5.])", np.arange(1.0, 6)
ROWS = "tensor([[[1., 0., -1.]]])", "[[[1, 0, -1]]]", np.array([[[1, 0, -1]]]), [1, 0, -1], "[1, 0, -1]"


@pytest.mark.parametrize("x", FLAT, ids=str)
@pytest.mark.parametrize("weight", ROWS, ids=str)
def test_one_list_of_numbers_is_a_row(x, weight):
    assert dsviz.check("[-2, -2, -2]", x, weight).is_right
    assert dsviz.check([-2, -2, -2], x, weight).is_right
    assert not dsviz.check([-2, -2, 2], x, weight).is_right
    if np.ndim(weight) == 3 or "[[[" in str(weight):
        assert dsviz.check([-2, -2, -2, -2, 4], x, weight, padding=1).is_right


def test_two_filters_over_a_list_of_numbers():
    weight = "tensor([[[1., 0., -1.]], [[0., 1., 0.]]])"
    assert dsviz.check("[[-2, -2, -2], [2, 3, 4]]", FLAT[1], weight).is_right


def test_a_text_is_read_once(monkeypatch):
    texts = []
    monkeypatch.setattr(
        "dsviz.wording.parted.read_text", lambda text, *how: texts.append(text) or read(text, *how)
    )
    monkeypatch.setattr(
        "dsviz.reading.paste.read_text", lambda text, *how: texts.append(text) or read(text, *how)
    )
    x, weight = "tensor([[1., 2., 3., 4.]])", "tensor([[[1., 0., -1.]]])"
    assert dsviz.check("[-2, -2]", x, weight).is_right
    assert (texts.count(x), texts.count(weight)) == (1, 1)


def test_the_settings_that_a_text_says_are_taken_and_named_where_no_keyword_is_given():
    whole = "x = [[1, 2, 3], [4, 5, 6], [7, 8, 9]]\nw = [[1]]\ny = F.conv2d(x, w, stride=2)"
    found = dsviz.check("[[1, 3], [7, 9]]", whole, whole)
    assert found.is_right
    assert found.verdict == "All 4 numbers are right. Settings taken from the text: stride 2."
    assert dsviz.check("[[1, 2, 3], [4, 5, 6], [7, 8, 9]]", whole, whole, stride=1).is_right
    assert "Settings" not in dsviz.check("[[1, 3], [7, 9]]", whole, whole, stride=2).verdict
    one = "x = [[1, 2], [3, 4]]\nw = [[6]]\ny = F.conv2d(x, w, stride=2)"
    assert dsviz.check("6", one, one).is_right
    assert "设置取自文本：步幅 2。" in dsviz.check("6", one, one, language="zh").verdict


def test_the_border_of_a_librarys_call_is_taken_or_told():
    layer = "x = [[1, 2], [3, 4]]\nw = [[0, 0, 0], [0, 1, 1], [0, 0, 0]]\n"
    same = layer + "y = signal.correlate2d(x, w, mode='same')"
    found = dsviz.check("[[3, 2], [7, 4]]", same, same)
    assert found.verdict == "All 4 numbers are right. Settings taken from the text: padding 1."
    mirrored = layer + "y = ndimage.correlate(x, w)"
    told = dsviz.check("[[3]]", "[[0, 0, 0], [0, 1, 2], [0, 0, 0]]", mirrored)
    assert "What ndimage.correlate does at the border was not taken" in told.verdict


def test_a_transposed_layer_is_refused_unless_a_keyword_says_otherwise():
    text = "x = [[1, 2], [3, 4]]\nw = [[2]]\ny = F.conv_transpose2d(x, w, stride=2)"
    with pytest.raises(ValueError, match=r"got F\.conv_transpose2d.*dsviz\.convolve_transposed"):
        dsviz.check("[[2, 4], [6, 8]]", text, text)
    assert dsviz.check("[[2, 4], [6, 8]]", text, text, stride=1).is_right
