"""Pastes of forums and consoles whose numbers went to the wrong place, or were passed over."""

import numpy as np
import pytest

import dsviz
from dsviz.reading.alone import read_own
from dsviz.reading.errors import ReadError
from dsviz.reading.several import read_tensors
from dsviz.reading.spoken_settings import settings_in
from dsviz.reading.together import tensors_of


def by_role(text):
    return {role: one.array.tolist() for role, one in tensors_of(text).by_role.items()}


def test_a_size_beside_a_kernel_is_no_kernel():
    found = tensors_of("H = 3\nW = 3\nx = [[1, 2], [3, 4]]\nk = [[5]]")
    assert (found.by_role["kernel"].name, [one.name for one in found.others]) == ("k", ["H", "W"])
    found = tensors_of("weight = 3\nx = [[1, 2], [3, 4]]\nk = [[5]]")
    assert (found.by_role["kernel"].name, [one.name for one in found.others]) == ("k", ["weight"])
    assert by_role("K = 2\nx = [[1, 2]]\nw = np.array([[1, 2], [3, 4]])")["kernel"] == [[1, 2], [3, 4]]
    assert by_role("x = [[1, 2]]\nw = 3")["kernel"] == [[3]]


def test_a_second_kernel_is_no_output():
    text = "Gx = [[1, 0], [2, 0]]\nGy = [[1, 2], [0, 0]]\nx = [[1, 2, 3], [4, 5, 6]]"
    found = tensors_of(text)
    assert (sorted(found.by_role), [one.name for one in found.others]) == (["input", "kernel"], ["Gy"])
    assert by_role("x = [[1, 2]]\nk = [[3]]\nthird = [[3, 6]]")["output"] == [[3, 6]]


def test_a_sum_that_begins_with_0_is_no_stride():
    assert settings_in("s = 0\nfor i in range(3):\n    s += x[i]") == {}
    assert settings_in("s = 2, p = 0") == {"stride": "2", "padding": "0"}


@pytest.mark.parametrize(
    ("text", "made"),
    [
        ("np.arange(1, 7).reshape((2, 3), order='F')", np.arange(1, 7).reshape((2, 3), order="F")),
        (
            "np.reshape([[1, 2, 3], [4, 5, 6]], (3, 2), order='F')",
            np.reshape([[1, 2, 3], [4, 5, 6]], (3, 2), order="F"),
        ),
        ("np.arange(6).reshape(2, 3, order='C')", np.arange(6).reshape(2, 3)),
    ],
)
def test_numpys_order_is_read(text, made):
    assert dsviz.read(text).typed.tolist() == made.tolist()


@pytest.mark.parametrize("sign", ["> 2", "< 2", ">= 2", "== 2", "!= 2", "+ [[5, 6]]", "% 2", "^ 1"])
def test_what_a_sign_works_out_is_refused_as_that(sign):
    with pytest.raises(ReadError) as refused:
        dsviz.read(f"x = np.array([[1, 2], [3, 4]]) {sign}")
    assert refused.value.rule == "worked-out"


def test_what_stands_behind_the_brackets_is_done():
    halves = "(np.array([[1, 2], [3, 4]]) / 2)"
    assert dsviz.read(f"x = {halves}.astype(int)").array.tolist() == [[[0, 1], [1, 2]]]
    assert dsviz.read(f"{halves} * 4").array.tolist() == [[[2, 4], [6, 8]]]
    assert dsviz.read("[np.array([[1, 2], [3, 4]])]").array.tolist() == [[[1, 2], [3, 4]]]
    with pytest.raises(ReadError):
        dsviz.read(f"{halves}[0]")


def test_a_number_without_brackets_is_no_output():
    found = tensors_of("x = [[1, 2]]\nw = [[3, 4]]\npad_width = 1")
    assert (sorted(found.by_role), [one.name for one in found.others]) == (["input", "kernel"], ["pad_width"])
    assert by_role("x = [[1]]\nw = [[3]]\ny = 3")["output"] == [[3]]


@pytest.mark.parametrize(
    ("text", "settings"),
    [
        ("y = F.max_pool2d(F.conv2d(x, w, padding=1), 2, stride=2)", {"padding": "1"}),
        ("pool = nn.MaxPool2d(2, stride=2)\ny = pool(F.conv2d(x, w))", {}),
        ("layers.AveragePooling2D(2, strides=2, padding='same')", {}),
        ("F.unfold(x, 2, stride=2)", {}),
        ("F.conv2d(x, w, stride=2)\nF.max_pool2d(x, 3, stride=1)", {"stride": "2"}),
        ("stride=2; pad=1", {"stride": "2", "padding": "1"}),
        ("stride 2, pad 1", {"stride": "2", "padding": "1"}),
        ("pads = 1", {}),
        ("lax.conv_general_dilated(x, w, (2, 1), 'VALID')", {"stride": "2, 1", "padding": "valid"}),
        ("jax.lax.conv(x, w, (1, 1), [(1, 1), (0, 0)])", {"stride": "1, 1", "padding": "1, 1, 0, 0"}),
        (
            "lax.conv_general_dilated(x, w, window_strides=(2, 2), padding='SAME')",
            {"stride": "2, 2", "padding": "same"},
        ),
    ],
)
def test_settings_are_those_of_the_convolution(text, settings):
    assert settings_in(text) == settings


def test_consoles_of_julia_and_r():
    julia = (
        "julia> x = [1 2 3; 4 5 6]\n2×3 Matrix{Int64}:\n 1  2  3\n 4  5  6\n\n"
        "julia> w = [1 0; 0 1]\n2×2 Matrix{Int64}:\n 1  0\n 0  1"
    )
    assert by_role(julia) == {"input": [[1, 2, 3], [4, 5, 6]], "kernel": [[1, 0], [0, 1]]}
    r = "> x <- matrix(1:4, nrow=2)\n> k <- matrix(c(1, 0, 0, 1), 2)"
    assert by_role(r) == {"input": [[1, 3], [2, 4]], "kernel": [[1, 0], [0, 1]]}


@pytest.mark.parametrize(
    ("text", "settings"),
    [
        ("步幅＝二", {"stride": "2"}),
        ("步长为二，填充为零", {"stride": "2", "padding": "0"}),
        ("步长取二且填充取零", {"stride": "2", "padding": "0"}),
        ("采用步长为二、填充为一的卷积", {"stride": "2", "padding": "1"}),
        ("步长设为二，同时填充设为一", {"stride": "2", "padding": "1"}),
        ("步长（stride）为二，填充（padding）为零", {"stride": "2", "padding": "0"}),
        ("步长和填充分别为二和一", {"stride": "2", "padding": "1"}),
        ("步长、填充均为1", {"stride": "1", "padding": "1"}),
        ("步长均为一", {"stride": "1"}),
        ("步长为二个像素，零填充一圈", {"stride": "2", "padding": "1"}),
        ("步长为一般值", {}),
        ("步长为两，填充：一", {"stride": "2", "padding": "1"}),
        ("分组数：四", {"groups": "4"}),
        ("组数＝２", {"groups": "2"}),
        ("扩张率=1\n组数 2", {"dilation": "1", "groups": "2"}),
        ("一组数：2", {}),
        ("步长为二十", {"stride": "20"}),
        ("步长是一个数", {}),
    ],
)
def test_a_setting_in_a_chinese_digit_is_that_number(text: str, settings: dict[str, str]) -> None:
    assert settings_in(text) == settings


def test_rows_beside_a_word_are_refused_and_not_left_out() -> None:
    with pytest.raises(ReadError, match=r"line 2, column 9.*abc"):
        read_tensors("x=1 2 3；4 5 6；7 8 9\nw=1 0；0 abc")
    with pytest.raises(ReadError, match="line 1, column 9"):
        read_own("x=1 2 3；4 5；7 8 9\nw=1 0；0 1")


@pytest.mark.parametrize(
    "line",
    [
        *(
            "步长为二，填充为一",
            "步长为二且填充为一。",
            "采用步长为二、填充为一的卷积",
            "步长设为二，同时填充设为一",
        ),
        *("步长（stride）为二，填充（padding）为一", "步长和填充分别为二和一", "步长为二个像素，填充一圈"),
    ],
)
def test_a_line_of_settings_in_chinese_is_no_row(line):
    text = f"输入：\n1 2 3\n4 5 6\n7 8 9\n卷积核：\n1 0\n0 1\n{line}\n"
    assert dsviz.check([[1, 3], [7, 14]], text, text).is_right
