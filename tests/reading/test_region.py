"""A region of a spreadsheet with its names: the empty cells behind a narrower table."""

import numpy as np

import dsviz
from dsviz.reading.paste import read_tensor

REGION = "\n".join(
    [
        *("Input\t\t\t", "1\t2\t3\t", "4\t5\t6\t", "7\t8\t9\t", "\t\t\t"),
        *("Kernel\t\t\t", "1\t0\t\t", "0\t1\t\t", "\t\t\t", "Output\t\t\t", "6\t8\t\t", "12\t14\t\t"),
    ]
)


def test_every_table_has_its_own_width():
    found = dsviz.check(REGION, REGION, REGION)
    assert (found.is_right, found.verdict) == (True, "All 4 numbers are right.")


def test_an_open_cell_of_one_row_stays_open():
    found = dsviz.check(REGION.replace("12\t14\t\t", "12\t\t\t"), REGION, REGION)
    assert found.marks.tolist() == [[["right", "right"], ["right", "open"]]]


def test_an_open_column_without_names_stays_open():
    answer = read_tensor("6\t\n12\t", role="output", output_shape=(1, 2, 2), open_cells=True).array
    assert np.array_equal(answer, [[[6, np.nan], [12, np.nan]]], equal_nan=True)
