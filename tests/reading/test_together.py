"""The tensors of one layer read together, and the settings that stand beside them."""

import pytest

from dsviz.reading.errors import ReadError
from dsviz.reading.forms import spoken
from dsviz.reading.spoken_settings import settings_in
from dsviz.reading.text import read_text
from dsviz.reading.together import Choice, read_together, tensors_of
from tests.reading.clock import fastest, stretched


def together(texts, choices=None, **known):
    found = read_together({role: read_text(text) for role, text in texts.items()}, choices or {}, **known)
    return {role: reading.layout for role, reading in found.items()}


def test_the_bias_decides_how_many_filters_a_kernel_has():
    """ONNX's test_Conv2d: without its bias of 4 this kernel was taken as 2 filters."""
    texts = {"input": "np.ones((3, 4, 4))", "kernel": "np.ones((4, 3, 3, 2))", "bias": "[1, 2, 3, 4]"}
    assert together(texts) == {"input": "CHW", "bias": "N", "kernel": "OIHW"}


def test_the_input_takes_the_order_that_its_kernel_reads():
    texts = {"input": "np.arange(24).reshape(4, 3, 2)", "kernel": "np.ones((5, 4, 3, 3))"}
    assert together({"input": texts["input"]}) == {"input": "HWC"}
    assert together(texts) == {"input": "CHW", "kernel": "OIHW"}
    assert together(texts, {"input": Choice("HWC")})["input"] == "HWC"


def test_the_input_there_is_stands_in_for_one_that_is_not_typed():
    kernel = {"kernel": "np.ones((3, 3, 2, 1))"}
    assert together(kernel, x_shape=(2, 5, 5)) == {"kernel": "HWIO"}
    assert together(kernel, x_shape=(3, 5, 5)) == {"kernel": "OIHW"}


def test_a_choice_of_another_text_and_a_picture_that_is_not_there():
    assert together({"kernel": "[[1, 2]]"}, {"kernel": Choice("OIHW")}) == {"kernel": "HW"}
    found = read_together({"input": read_text("np.ones((2, 1, 3, 3))")}, {"input": Choice(picture=2)})
    assert isinstance(found["input"], ReadError)
    row = read_together({"input": read_text("1 2 3 4 5 6")}, {"input": Choice(shape="2, 3")})
    assert row["input"].array.tolist() == [[[1, 2, 3], [4, 5, 6]]]


def test_a_text_of_one_tensor_and_one_that_cannot_be_read_is_no_snippet():
    assert tensors_of("x = [[1, 2], [3").by_role == {}
    assert tensors_of("[[1, 2]]").by_role == {}
    assert list(tensors_of("w = [[1]]\nb = [2]").by_role) == ["kernel", "bias"]


@pytest.mark.parametrize(
    ("text", "settings"),
    [
        ("x = [[1, 2], [3, 4]]", {}),
        ("nn.Conv2d(1, 2, kernel_size=3, stride=(2, 1))", {"stride": "2, 1"}),
        ("F.conv2d(x, w, None, 2, 1)", {"stride": "2", "padding": "1"}),
        ("F.conv2d(torch.relu(x), w, b, (2, 1), dilation=2)", {"stride": "2, 1", "dilation": "2"}),
        (
            "Conv2d(3, 6, kernel_size=3, stride=(2, 2), padding=(1, 1), groups=3, padding_mode='reflect')",
            {"stride": "2, 2", "padding": "1, 1", "groups": "3", "padding_mode": "reflect"},
        ),
        (
            "Conv2D(4, 3, strides=2, padding='SAME', dilation_rate=2)",
            {"stride": "2", "padding": "same", "dilation": "2"},
        ),
        ("tf.nn.conv2d(x, w, strides=[1, 2, 1, 1], padding='VALID')", {"stride": "2, 1", "padding": "valid"}),
        ("stride = 2\npadding = 1", {"stride": "2", "padding": "1"}),
        ("步幅: 2，填充: 1", {"stride": "2", "padding": "1"}),
        ("nn.Conv1d(2, 4, 3, padding=1)", {"padding": "0, 1"}),
        ("padding=((0, 1), (2, 3))", {"padding": "0, 1, 2, 3"}),
        ("步长为2，填充为1", {"stride": "2", "padding": "1"}),
        ("偏置 b=1，步长（stride）为 2", {"stride": "2"}),
        ("取步长2，零填充是1。", {"stride": "2", "padding": "1"}),
        ("The stride is 2 and the padding equals 1.", {"stride": "2", "padding": "1"}),
        ("K = 3, S = 2, P = 1", {"stride": "2", "padding": "1"}),
        ("S = 37, p = 1*2 + 3", {}),
        # Two layers: neither of them is meant for sure.
        ("conv2d(x, w, stride=2); conv2d(y, v, stride=1)", {}),
        ("stride=s, padding=p, F.pad(x, (1, 1))", {}),
    ],
)
def test_settings_are_read_where_they_are_said(text, settings):
    assert settings_in(text) == settings


ENGLISH = "Input:\n1 2 3\n4 5 6\n7 8 9\nKernel:\n1 2\n3 4"
CHINESE = "输入：\n1 2 3\n4 5 6\n7 8 9\n卷积核：\n1 2\n3 4"
# The tensors, the line beside them, the bias and the settings that it says.
SPOKEN = [
    (ENGLISH, "bias = 1, stride = 2", [1], {"stride": "2"}),
    (ENGLISH, "stride=2, bias=1", [1], {"stride": "2"}),
    (ENGLISH, "stride = 2, bias = [-1.5]", [-1.5], {"stride": "2"}),
    (ENGLISH, "with bias 1", [1], {}),
    (ENGLISH, "bias 1", [1], {}),
    (ENGLISH, "The bias is 1.", [1], {}),
    (ENGLISH, "Bias is 0.5.", [0.5], {}),
    (ENGLISH, "Stride 2, padding 1, bias 1", [1], {"stride": "2", "padding": "1"}),
    (ENGLISH, "No padding, stride 2, bias −1.", [-1], {"stride": "2"}),
    (ENGLISH, "With a bias of 1 and a stride of 2.", [1], {"stride": "2"}),
    (ENGLISH, "Kernel size 2x2, stride 2, bias b = 1", [1], {"stride": "2"}),
    (ENGLISH, "b = 1, s = 2, p = 1", [1], {"stride": "2", "padding": "1"}),
    (ENGLISH, "Bias: 1; stride: 2", [1], {"stride": "2"}),
    (ENGLISH, "stride 2, without bias", None, {"stride": "2"}),
    (ENGLISH, "(stride 2, bias 1)", [1], {"stride": "2"}),
    (ENGLISH, "**Bias:** 1, **stride:** 2", [1], {"stride": "2"}),
    (ENGLISH, "Settings: bias=1, stride=2", [1], {"stride": "2"}),
    (ENGLISH, "Add a bias of 1.", [1], {}),
    (ENGLISH, "Same padding, bias = 1", [1], {"padding": "same"}),
    (ENGLISH, "bias = 1 | stride = 2", [1], {"stride": "2"}),
    (CHINESE, "加上偏置1", [1], {}),
    (CHINESE, "参数：卷积步长为2、偏置 1。", [1], {"stride": "2"}),
    (CHINESE, "偏置为1", [1], {}),
    (CHINESE, "偏置：三", [3], {}),
    (CHINESE, "偏置为负二，步长为二", [-2], {"stride": "2"}),
    (CHINESE, "偏置是1", [1], {}),
    (CHINESE, "偏置1", [1], {}),
    (CHINESE, "偏置项（bias）为 -1。", [-1], {}),
    (CHINESE, "步长为2", None, {"stride": "2"}),
    (CHINESE, "步长为2，填充为1", None, {"stride": "2", "padding": "1"}),
    (CHINESE, "偏置 b=1，步长 2", [1], {"stride": "2"}),
    (CHINESE, "其中步长为2，填充为1，偏置为0.5。", [0.5], {"stride": "2", "padding": "1"}),
    (CHINESE, "无偏置，步长2", None, {"stride": "2"}),
]


@pytest.mark.parametrize("is_first", [False, True], ids=["behind", "before"])
@pytest.mark.parametrize(("tensors", "line", "bias", "settings"), SPOKEN)
def test_a_line_of_words_gives_the_bias_and_the_settings(tensors, line, bias, settings, is_first):
    text = f"{line}\n{tensors}" if is_first else f"{tensors}\n{line}"
    found = tensors_of(text).by_role
    assert found["input"].array.tolist() == [[1, 2, 3], [4, 5, 6], [7, 8, 9]]
    assert found["kernel"].array.tolist() == [[1, 2], [3, 4]]
    assert (found["bias"].array.ravel().tolist() if "bias" in found else None) == bias
    assert settings_in(text) == settings


@pytest.mark.parametrize(
    "text", ["偏置为1", "偏置 b=1", "bias b = 1", "The bias is 1.", "with bias 1", "偏置 1。", "偏置：1"]
)
def test_a_bias_in_words_is_one_in_its_own_box(text):
    assert read_text(text).numbers == [1]


@pytest.mark.parametrize(
    "line", ["Bias 1 of 3", "The bias is 1 too large", "stride 2 and then 5", "Bias 1\n5"]
)
def test_a_line_that_says_more_is_left_as_it_is(line):
    assert spoken.plain(line) == line


@pytest.mark.parametrize(
    "text", ["conv2d(" + "(a" * 60_000, "stride " * 30_000, "padding=(" + "1," * 60_000, "步长" * 60_000]
)
def test_long_texts_take_no_longer_than_their_length(text):
    assert fastest(lambda: settings_in(text), 0.5) < stretched(1)
