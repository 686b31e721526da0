"""Cells of an answer that are left out between commas, or marked as open in words of their own."""

from math import nan

import numpy as np
import pytest

import dsviz
from dsviz.reading.alone import all_of
from dsviz.reading.errors import ReadError


@pytest.mark.parametrize(
    "text",
    [
        *("37,47\n67,", "37, 47\n67, ", "[[37,47],[67,]]", "[37, 47; 67,]", "np.array([[37, 47], [67, ]])"),
        r"\begin{bmatrix}37 & 47 \\ 67 & \end{bmatrix}",
        r"\begin{bmatrix}37 & 47 \\ 67 & \square \end{bmatrix}",
        *(
            "37 47\n67 □",
            "37,47\n67,待求",
            "37,47\n67,待填",
            "37 47\n67 （ ）",
            "[[37,47],[67,□]]",
            "37\t47\n67\t",
        ),
    ],
)
def test_an_empty_last_cell_of_an_answer_is_open(text: str) -> None:
    found = dsviz.read(text, "output", open_cells=True).array[0]
    np.testing.assert_array_equal(found, [[37, 47], [67, nan]])


@pytest.mark.parametrize(
    ("text", "right"),
    [
        ("37,47,\n67,77,", [[37, 47], [67, 77]]),
        ("[[37,],[67,]]", [[37], [67]]),
        ("[[,47],[67,77]]", [[nan, 47], [67, 77]]),
        ("[[1,,3],[4,5,6]]", [[1, nan, 3], [4, 5, 6]]),
    ],
)
def test_a_comma_behind_every_row_is_no_cell(text: str, right: list[list[float]]) -> None:
    np.testing.assert_array_equal(dsviz.read(text, "output", open_cells=True).array[0], right)


@pytest.mark.parametrize("text", ["37,47\n67", "[[37,47],[67]]", "1,2,3\n4,", "1,2,\n3,"])
def test_a_row_that_stays_too_short_is_refused(text: str) -> None:
    if text == "1,2,\n3,":
        with pytest.raises(ReadError):
            dsviz.read(text, "output")
        return
    with pytest.raises(ReadError) as refused:
        dsviz.read(text, "output", open_cells=True)
    assert refused.value.rule == "row-length"


@pytest.mark.parametrize("text", ["37,47\n67,", "[[37,47],[67,]]", "37 □\n67 77", "[[37,待求],[67,77]]"])
def test_only_an_answer_may_have_open_cells(text: str) -> None:
    with pytest.raises(ReadError):
        dsviz.read(text, "input")


@pytest.mark.parametrize("answer", ["[[37, 47], [67, ]]", "[[37, 47], [67, □]]"])
def test_an_open_cell_beside_the_other_tensors_of_a_text(answer: str) -> None:
    found = {one.role: one.array for one in all_of(f"x = [[1, 2], [3, 4]]\nw = [[1]]\ny = {answer}")}
    np.testing.assert_array_equal(found["output"], [[37, 47], [67, nan]])
