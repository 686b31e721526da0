"""What people write often: tables side by side, mixed numbers, dots behind a number, Typst, bold names."""

import numpy as np
import pytest

import dsviz
from dsviz.reading.errors import ReadError
from dsviz.reading.several import read_tensors
from dsviz.reading.spoken_settings import settings_in


def refusal(text: str, role: str = "input") -> ReadError:
    with pytest.raises(ReadError) as refused:
        dsviz.read(text, role, open_cells=role == "output")
    return refused.value


@pytest.mark.parametrize(
    "text",
    [
        "1 2 3      1 0\n4 5 6      0 1\n7 8 9",
        "Input:        Kernel:\n1 2 3         1 0\n4 5 6         0 1\n7 8 9",
        "x =           w =\n1 2 3         1 0\n4 5 6         0 1\n7 8 9",
        "| 1 2 3 |   | 1 0 |\n| 4 5 6 | * | 0 1 |\n| 7 8 9 |",
        "[1 2 3]   [1 0]\n[4 5 6]   [0 1]\n[7 8 9]",
        "1 2 3   *   1 0   =   6 8\n4 5 6       0 1       12 14\n7 8 9",
        "1, 2, 3\t\t\t1, 0\n4, 5, 6\t\t\t0, 1\n7, 8, 9",
    ],
)
def test_tables_side_by_side_are_told_how_to_stand(text):
    error = refusal(text)
    assert error.rule == "tables-beside"
    assert "Paste one below the other with its name before it, such as x = and w =" in str(error)


def test_wide_columns_are_one_table():
    assert dsviz.read("1   2   3\n4   5   6").array.shape == (1, 2, 3)
    for text in ("1   2   3\n4   5", "10    2.5\n4   5   6", "[1, 2]\n[3]"):
        assert refusal(text).rule in ("row-length", "row-shape")


def test_a_mixed_number_is_refused_with_the_fraction_to_type():
    for text in ("[[2 8/9, 1]]", "2 8/9 3 1/3\n1 1/2 4"):
        assert refusal(text).rule == "number-mixed"
        assert "got 2 8/9. Type 26/9 where one is meant" in str(refusal(text))
    assert "Type -3/2" in str(refusal("[[1, -1 1/2]]"))


def test_a_table_of_mixed_numbers_may_be_numbers_apart():
    read = dsviz.read("2 8/9\n1 1/2")
    assert read.array.tolist() == [[[26 / 9], [1.5]]]
    assert [(one.form, one.array.tolist()) for one in read.others] == [
        ("apart-numbers", [[[2, 8 / 9], [1, 0.5]]])
    ]
    assert dsviz.read("2 8/9, 1 1/2\n3 1/3, -1 1/4").array.tolist() == [[[26 / 9, 1.5], [10 / 3, -1.25]]]
    assert dsviz.read("2 8/9").array.ravel().tolist() == [26 / 9]


def test_numbers_apart_may_be_mixed_ones():
    read = dsviz.read("1 1/2 1\n1 1/2 1")
    assert read.array.tolist() == [[[1, 0.5, 1], [1, 0.5, 1]]]
    assert [(one.form, one.array.tolist()) for one in read.others] == [("mixed", [[[1.5, 1], [1.5, 1]]])]


@pytest.mark.parametrize("text", ["1/4 1/2 1/4\n1/2 1 1/2\n1/4 1/2 1/4", "0 1/4\n1 0", "1 4/3\n2 5/3"])
def test_a_table_of_fractions_stays_one(text):
    assert not [one for one in dsviz.read(text).others if one.form == "mixed"]


@pytest.mark.parametrize("text", ["[[2.889..., 3]]", "2.889…, 3", "2.889...\n3"])
def test_dots_behind_a_number_are_told(text):
    assert "type its digits without the dots (2.889) or the fraction" in str(refusal(text))


def test_dots_in_an_answer_are_open_cells():
    for text in ("2.889 ...\n3 4", "[[2.889, ...], [3, 4]]", "2.889 …\n3 4"):
        assert refusal(text, "output").rule == "cell-half"
    assert refusal("[1 2 ... 8 9]").rule == "elided"


@pytest.mark.parametrize(
    "text",
    [
        "mat(1, 2; 3, 4)",
        "$ x = mat(1, 2; 3, 4) $",
        '$mat(delim: "[", 1, 2; 3, 4)$',
        "$x = mat(\n  1, 2;\n  3, 4;\n)$",
    ],
)
def test_a_matrix_of_typst_is_read(text):
    assert dsviz.read(text).array.tolist() == [[[1, 2], [3, 4]]]


def test_typsts_tensors_have_their_names():
    found = read_tensors("$ x = mat(1, 2; 3, 4) $\n$ w = mat(1; 2) $")
    assert [(one.role, one.array.tolist()) for one in found] == [
        ("input", [[1, 2], [3, 4]]),
        ("kernel", [[1], [2]]),
    ]
    assert dsviz.read("np.matrix('1 2; 3 4')").array.tolist() == [[[1, 2], [3, 4]]]


@pytest.mark.parametrize("line", ["**stride** = 2", "*stride* = 2", "***Stride***: 2", "- **stride** = 2"])
def test_a_bold_name_of_a_setting_is_that_name(line):
    for text in (f"x = [[1, 2]]\nw = [[3]]\n{line}", f"{line}\nx = [[1, 2]]\nw = [[3]]"):
        assert [one.array.tolist() for one in read_tensors(text)] == [[[1, 2]], [[3]]]
        assert settings_in(text) == {"stride": "2"}
    assert settings_in("**stride** = 2, **padding** = 1") == {"stride": "2", "padding": "1"}


def test_rows_between_bars_are_told_how_to_stand():
    for text in ("37 47 | 67 77", "37 47 || 67 77", "1 2 | 5 6\n3 4 | 7 8"):
        assert refusal(text).rule == "bars-part"
        assert "Where a bar ends a row, begin a new line there" in str(refusal(text))
    assert dsviz.read("37 | 47\n67 | 77").array.tolist() == [[[37, 47], [67, 77]]]


def test_bold_numbers_are_numbers():
    assert dsviz.read("**37**").array.tolist() == [[[37]]]
    table = "|  |  |\n|---|---|\n| **37** | -47 |\n| 67 | __-1/2__ |"
    assert dsviz.read(table).array.tolist() == [[[37, -47], [67, -0.5]]]
    assert refusal("2**3").rule == "cell-number"


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("np.arange(1, 4*4+1).reshape(4, 4)", np.arange(1, 17).reshape(4, 4)),
        ("torch.arange(2 * 8 - 4).reshape(1, 2-1, 3, 2*2)", np.arange(12).reshape(1, 1, 3, 4)),
        ("np.ones((2*1, 1 + 2))", np.ones((2, 3))),
        ("pd.DataFrame([[1, 2], [3, 4]])", np.array([[1, 2], [3, 4]])),
        ("pd.Series([1, 2, 3])", np.array([1, 2, 3])),
    ],
)
def test_what_code_counts_is_worked_out(text, numbers):
    assert dsviz.read(text).typed.tolist() == numbers.tolist()


def test_what_a_list_holds_is_not():
    assert refusal("[1, 4*4]").rule == "number-form"


def test_a_count_that_is_none_is_refused_by_its_name():
    for got in (0, -1, 2.5, "2", True):
        with pytest.raises(ValueError, match=f"channels must be a whole number of at least 1, .*got {got!r}"):
            dsviz.read("1 2\n3 4", channels=got)
    with pytest.raises(ValueError, match="picture must be a whole number of at least 0"):
        dsviz.read("1 2\n3 4", picture=-1)
    assert dsviz.read("[[1, 2], [3, 4]]", channels=np.int64(1)).array.shape == (1, 2, 2)


def test_an_empty_cell_is_told_what_to_type():
    assert "Type its number (0 where it is zero), or take the empty cell out" in str(refusal("1, , 3"))
