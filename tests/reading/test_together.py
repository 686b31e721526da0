"""The tensors of one layer read together, and the settings that stand beside them."""

import pytest

from dsviz.reading.errors import ReadError
from dsviz.reading.spoken_settings import settings_in
from dsviz.reading.text import read_text
from dsviz.reading.together import Choice, read_together, tensors_by_role
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
    assert tensors_by_role("x = [[1, 2], [3") == {}
    assert tensors_by_role("[[1, 2]]") == {}
    assert list(tensors_by_role("w = [[1]]\nb = [2]")) == ["kernel", "bias"]


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
        # Two layers: neither of them is meant for sure.
        ("conv2d(x, w, stride=2); conv2d(y, v, stride=1)", {}),
        ("stride=s, padding=p, F.pad(x, (1, 1))", {}),
    ],
)
def test_settings_are_read_where_they_are_said(text, settings):
    assert settings_in(text) == settings


@pytest.mark.parametrize("text", ["conv2d(" + "(a" * 60_000, "stride " * 30_000, "padding=(" + "1," * 60_000])
def test_long_texts_take_no_longer_than_their_length(text):
    assert fastest(lambda: settings_in(text), 0.5) < stretched(1)
