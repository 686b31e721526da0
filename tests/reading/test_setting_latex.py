"""Settings in LaTeX, several in one line, and in Chinese numbers of several characters."""

import pytest

import dsviz
from dsviz.reading.several import read_tensors
from dsviz.reading.spoken_settings import settings_in

BOTH = {"stride": "2", "padding": "1"}
MATRICES = r"X=\begin{bmatrix}1&2&3\\4&5&6\\7&8&9\end{bmatrix}, K=\begin{bmatrix}1&0\\0&1\end{bmatrix}"
LINES = [
    r"\text{stride}=2,\ \text{padding}=1",
    r"\text{stride} = 2 \quad \text{padding} = 1",
    r"$\text{stride} = 2, \text{padding} = 1$",
    r"$\text{stride}=2$ and $\text{padding}=1$",
    r"$$\mathrm{stride}=2,\;\mathrm{padding}=1$$",
    r"\(\mathrm{stride}=2\), \(\mathrm{padding}=1\)",
    r"\mathit{stride}~=~2,\,\operatorname{pad}=1",
    r"\text{stride } s=2,\ \text{padding } p=1",
    r"\text{stride} &= 2,\ \text{padding} &= 1",
    r"\text{stride}=2 \times 2,\ \text{padding}=1",
    r"$s=2,\ p=1$",
    r"$s=2$, $p=1$",
    r"\text{步长}=2,\ \text{填充}=1",
    r"\text{步长为}2，\text{填充为}1",
    "步长二，填充一",
]


@pytest.mark.parametrize("line", LINES)
def test_two_settings_in_one_line_are_heard_and_are_no_tensor(line):
    both = BOTH | {"stride": "2, 2"} if "times" in line else BOTH
    for text in (
        f"x = [[1, 2], [3, 4]]\n{line}\nw = [[1]]",
        f"{line}\nInput:\n1 2\n3 4\nKernel:\n1",
        f"{MATRICES}\n{line}",
    ):
        assert settings_in(text) == both
        assert [one.role for one in read_tensors(text)] == ["input", "kernel"]


@pytest.mark.parametrize("line", LINES)
def test_a_layer_is_checked_with_both(line):
    text = f"{MATRICES}\n{line}\n"
    # 1 2 3 / 4 5 6 / 7 8 9 with zeros around, by steps of 2: 1, 3 and 7, 9 + 5
    right, wrong = text + "y = [[1, 3], [7, 14]]", text + "y = [[1, 3], [7, 13]]"
    assert dsviz.check(right, right, right).is_right
    assert not dsviz.check(wrong, wrong, wrong).is_right


@pytest.mark.parametrize(
    ("text", "settings"),
    [
        ("步长为二十", {"stride": "20"}),
        ("步幅＝十", {"stride": "10"}),
        ("步长：十二，填充：三", {"stride": "12", "padding": "3"}),
        ("步长二十一", {"stride": "21"}),
        ("填充九十九圈", {"padding": "99"}),
        ("补零十圈", {"padding": "10"}),
        ("步长为二十多", {}),
        ("步长为二百", {}),
        ("步长一定", {}),
    ],
)
def test_chinese_numbers_of_several_characters(text, settings):
    assert settings_in(text) == settings
    tensors = f"x = [[1, 2], [3, 4]]\n{text}\nw = [[1]]"
    if settings:
        assert [one.role for one in read_tensors(tensors)] == ["input", "kernel"]


def test_a_bias_behind_a_chinese_number_keeps_its_place():
    found = read_tensors("x = [[1, 2], [3, 4]]\nw = [[1]]\n步长为二十，偏置为 7")
    assert [(one.role, one.array.tolist()) for one in found][2] == ("bias", [[7.0]])
    found = read_tensors("x = [[1, 2], [3, 4]]\nw = [[1]]\n步长＝十，偏置为 75")
    assert [(one.role, one.array.tolist()) for one in found][2] == ("bias", [[75.0]])


def test_a_sum_in_a_formula_is_no_setting():
    assert settings_in(r"$s = 37,\ p = 1.5$") == {}
    assert settings_in(r"$s=1\cdot 2+3$") == {}
    assert settings_in(r"\text{stride of the first layer}") == {}
