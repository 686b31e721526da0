"""Lines whose first numbers count them, and numbers in brackets, which may be negative."""

import pytest

import dsviz
from dsviz.reading.errors import ReadError
from dsviz.reading.several import read_tensors

ROWS = [[1, 2, 3], [4, 5, 6]]


@pytest.mark.parametrize("text", ["1: 1 2 3\n2: 4 5 6", "r1: 1 2 3\n\nr2: 4 5 6\n", "0: 1, 2, 3\n1: 4, 5, 6"])
def test_numbered_lines_are_rows(text: str) -> None:
    assert dsviz.read(text).array.tolist() == [ROWS]
    assert [one.array.tolist() for one in read_tensors(text)] == [ROWS]


@pytest.mark.parametrize("text", ["1. 1 2 3\n2. 4 5 6", "1) 1 2 3\n2) 4 5 6", "1. 1, 2, 3\n2. 4, 5, 6"])
def test_numbers_that_may_count_the_lines_are_refused(text: str) -> None:
    with pytest.raises(ReadError, match=r"the lines begin with 1[.)] and count up") as refused:
        dsviz.read(text)
    assert refused.value.rule == "rows-numbered"


def test_numbers_that_count_nothing_are_entries() -> None:
    assert dsviz.read("1. 2. 3.\n2. 5. 6.").array.tolist() == [[[1, 2, 3], [2, 5, 6]]]
    assert dsviz.read("1. 0.5\n2. 0.25").array.tolist() == [[[1, 0.5], [2, 0.25]]]
    assert dsviz.read("1. 4 5\n3. 4 5").array.tolist() == [[[1, 4, 5], [3, 4, 5]]]


@pytest.mark.parametrize(
    ("text", "meant"), [("1\t(1.5)\n2\t3", "-1.5"), ("(1)\t2\n3\t4", "-1"), ("1\t(2,5)\r\n3\t4", "-2,5")]
)
def test_a_spreadsheets_number_in_brackets_is_refused(text: str, meant: str) -> None:
    with pytest.raises(ReadError, match=f"Type {meant} if it is negative") as refused:
        dsviz.read(text)
    assert refused.value.rule == "cell-brackets"
    assert dsviz.read(text.replace("(", "-").replace(")", "")).array.min() < 0


def test_other_brackets_between_tabs_are_read() -> None:
    assert dsviz.read("[\n\t[1,\t2],\n\t[3,\t4]\n]").array.tolist() == [[[1, 2], [3, 4]]]


@pytest.mark.parametrize("minus", ["&minus;", "&#8722;", "&#x2212;"])
def test_signs_that_html_has_names_for(minus: str) -> None:
    assert dsviz.read(f"1 {minus}2\n3&nbsp;4").array.tolist() == [[[1, -2], [3, 4]]]


def test_a_factor_with_the_sign_of_html() -> None:
    assert dsviz.read("2 &times; [[1, 2], [3, 4]]").array.tolist() == [[[2, 4], [6, 8]]]
