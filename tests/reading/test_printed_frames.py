"""Frames and columns as pandas and R print them: their index is none of their numbers."""

import pytest

import dsviz
from dsviz.reading.errors import ReadError
from dsviz.reading.several import read_tensors


@pytest.mark.parametrize(
    "text",
    [
        "   A  B  C\n1  1  2  3\n2  4  5  6",
        "   A  B  C\n0  1  2  3\n1  4  5  6",
        "  V1 V2 V3\n1  1  2  3\n2  4  5  6",
        "   0  1  2\n1  1  2  3\n2  4  5  6",
        "   A  B  C\n7  1  2  3\n8  4  5  6",
        "x1 x2 x3\n1 1 2 3\n2 4 5 6",
        "   A  B  C\n1  1  2  3\n2  4  5  6\n\n[2 rows x 3 columns]",
        "# A tibble: 2 x 3\n      A     B     C\n  <dbl> <dbl> <dbl>\n"
        "1     1     2     3\n2     4     5     6",
    ],
)
def test_a_frames_index_is_none_of_its_numbers(text: str) -> None:
    assert dsviz.read(text).array.tolist() == [[[1, 2, 3], [4, 5, 6]]]


@pytest.mark.parametrize("first", [0, 1])
@pytest.mark.parametrize("kind", ["dtype: int64", "Name: w, dtype: int64", "Length: 11, dtype: float64"])
def test_a_series_is_a_list_without_its_index(first: int, kind: str) -> None:
    rows = "\n".join(f"{first + at:<2}  {at * at:>3}" for at in range(11))
    found = read_tensors(f"{rows}\n{kind}")
    assert [named.array.tolist() for named in found] == [[at * at for at in range(11)]]


def test_labelled_frames_and_series_are_tensors_of_their_own() -> None:
    frame = "  A B\n1 1 2\n2 3 4"
    found = read_tensors(f"x:\n{frame}\nw:\n{frame}\nb:\n0    7\n1    8\ndtype: int64")
    assert [(named.role, named.array.tolist()) for named in found] == [
        ("input", [[1, 2], [3, 4]]),
        ("kernel", [[1, 2], [3, 4]]),
        ("bias", [7, 8]),
    ]


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("1 1 2\n2 3 4", [[1, 1, 2], [2, 3, 4]]),
        ("0 1\n1 2\n2 3", [[0, 1], [1, 2], [2, 3]]),
        ("1 2\n3 4\ndtype: int64", [[1, 2], [3, 4]]),
        ("Kernel:\n1 1 2\n2 3 4", [[1, 1, 2], [2, 3, 4]]),
        ("Output  map\n1 1 2\n2 3 4", [[1, 1, 2], [2, 3, 4]]),
        ("some rows\n1 1 2\n2 3 4", [[1, 1, 2], [2, 3, 4]]),
        ("  some rows\n1 1 2\n2 3 4", [[1, 1, 2], [2, 3, 4]]),
    ],
)
def test_a_plain_table_keeps_its_numbers(text: str, numbers: list[list[int]]) -> None:
    assert [named.array.tolist() for named in read_tensors(text)] == [numbers]


def test_a_series_with_a_hole_is_refused() -> None:
    with pytest.raises(ReadError, match="finite"):
        dsviz.read("0    NaN\n1    2.0\ndtype: float64")
