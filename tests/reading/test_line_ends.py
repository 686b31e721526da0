"""Every sign that ends a line ends a row."""

import pytest

import dsviz
from dsviz.reading.forms.line_ends import plain
from dsviz.reading.several import read_tensors


@pytest.mark.parametrize(
    "end", ["\n", "\r\n", "\r", "\x0b", "\x0c", "\x85", "\u2028", "\u2029", "\x0c\n", "\n\x0c"]
)
def test_the_end_of_a_line_ends_a_row(end: str) -> None:
    assert dsviz.read(f"1 2{end}3 4").array.tolist() == [[[1, 2], [3, 4]]]
    found = read_tensors(f"Input:{end}1 2{end}3 4{end}Kernel:{end}5 6{end}7 8")
    assert [named.array.tolist() for named in found] == [[[1, 2], [3, 4]], [[5, 6], [7, 8]]]


@pytest.mark.parametrize("end", ["\n\n", "\r\n\r\n", "\r\r", "\x0b\x0b", "\u2028\u2028", "\n\x0c\n"])
def test_an_empty_line_begins_a_channel(end: str) -> None:
    assert dsviz.read(f"1 2\n3 4{end}5 6\n7 8").array.tolist() == [[[1, 2], [3, 4]], [[5, 6], [7, 8]]]


def test_a_text_keeps_its_length() -> None:
    text = "1\r\r\r\n2\x0c\x0c\n\x0b3\u2028"
    assert len(plain(text)) == len(text)
