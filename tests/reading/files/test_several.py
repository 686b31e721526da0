"""Files of several tensors: an object of JSON, a sheet with labels or with one tensor above another."""

import pytest

from dsviz.reading.errors import ReadError
from dsviz.reading.files.opening import read_file
from tests.reading.files.made import xlsx


@pytest.mark.parametrize("name", ["layer.json", "layer.txt"])
def test_an_object_of_json_as_a_file_is_read_as_when_it_is_pasted(name: str) -> None:
    found = read_file(b'{"x":[[1,2],[3,4]],"w":[[1]]}', name)
    assert {one.name: one.read().tolist() for one in found} == {"x": [[1, 2], [3, 4]], "w": [[1]]}


@pytest.mark.parametrize(
    "cells",
    [
        {"A1": "Input", "A2": 1, "B2": 2, "D1": "Kernel", "D2": 1},
        {"A1": 1, "B1": 2, "C1": 3, "A2": 4, "B2": 5, "C2": 6, "A4": 1, "B4": 0, "A5": 0, "B5": 1},
    ],
)
def test_a_sheet_of_several_tensors_is_told_a_way_out(cells: dict[str, object]) -> None:
    pytest.importorskip("openpyxl")
    with pytest.raises(ReadError, match=r"Sheet!.* copy the cells of one tensor and paste them"):
        read_file(xlsx(Sheet=cells), "both.xlsx")
