"""What belongs to a layer and is said in words or left open: no bias, several calls, a square in one row."""

import numpy as np
import pytest

import dsviz
from dsviz.reading.labels import says_none
from dsviz.reading.several import read_tensors
from dsviz.reading.spoken_settings import calls_in, settings_in
from dsviz.reading.text import read_text
from dsviz.reading.together import Choice, read_together


def together(choices=None, **texts):
    return read_together({role: read_text(text) for role, text in texts.items()}, choices or {})


@pytest.mark.parametrize("text", ["none", "None", " 无 ", "nil", "no", "No bias.", "无偏置", "[]", "-"])
def test_a_bias_may_be_said_to_be_none(text):
    assert says_none(text)
    assert dsviz.check("37 47\n67 77", "1 2 3\n4 5 6\n7 8 9", "1 2\n3 4", text).is_right


@pytest.mark.parametrize("text", ["", "0", "-1", "[0]", "nothing new", "no, 3"])
def test_a_number_is_no_missing_bias(text):
    assert not says_none(text)


def test_a_statement_may_say_that_there_is_no_bias():
    found = read_tensors("x = [[1, 2]]\nw = [[3]]\nbias = None\n")
    assert [(one.role, one.array.tolist()) for one in found] == [("input", [[1, 2]]), ("kernel", [[3]])]


def test_two_calls_with_the_same_tensors_keep_their_own_settings():
    text = "output = F.conv2d(input,kernel,stride=1)\noutput3 = F.conv2d(input,kernel,stride=1,padding=1)"
    assert calls_in(text) == ({"stride": "1"}, {"stride": "1", "padding": "1"})
    assert settings_in(text) == {"stride": "1"}
    assert settings_in("a = F.conv2d(x, w, stride=2)\nb = F.conv2d(x, w, padding=1)") == {"stride": "2"}


@pytest.mark.parametrize(
    "text",
    [
        "F.conv2d(x, w, padding=1)",
        "F.conv2d(x, w, stride=1)\nF.conv2d(x, w)",
        "F.conv2d(x, w, stride=2)\nF.conv2d(z, v, padding=1)",
        "stride = 2, padding = 1",
    ],
)
def test_calls_that_agree_or_are_of_several_layers_leave_no_choice(text):
    assert calls_in(text) == ()


def test_nine_numbers_in_a_row_may_be_the_square_that_a_kernel_reads():
    found = together(input="1 2 3 4 5 6 7 8 9", kernel="[[1, 0], [0, 1]]")["input"]
    assert (found.shape, [(one.name, one.shape) for one in found.others]) == (
        (1, 9),
        [("square:HW", (1, 3, 3))],
    )
    chosen = together({"input": Choice("square:HW")}, input="1 2 3 4 5 6 7 8 9", kernel="[[1, 0], [0, 1]]")
    assert np.array_equal(chosen["input"].array, [[[1, 2, 3], [4, 5, 6], [7, 8, 9]]])
    kernel = together(input="1 2 3\n4 5 6\n7 8 9", kernel="[1, 0, 0, 1]")["kernel"]
    assert [(one.name, one.shape) for one in kernel.others] == [("square:HW", (1, 1, 2, 2))]


@pytest.mark.parametrize(
    ("x", "kernel"),
    [("1 2 3 4 5 6 7 8", "1 0\n0 1"), ("1 2 3 4", "1 2 1"), ("1 2 3\n4 5 6", "1 0\n0 1")],
)
def test_no_square_is_offered_where_none_is_meant(x, kernel):
    assert not any("square" in one.name for one in together(input=x, kernel=kernel)["input"].options)
