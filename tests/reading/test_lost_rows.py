"""Tables that lost their rows on the way: each number on a line of its own."""

import pytest

import dsviz
from dsviz.reading.errors import ReadError
from dsviz.reading.read import read
from dsviz.reading.text import read_text
from dsviz.reading.together import read_together

FOUR_BY_FOUR = [4, 8, 0, 1, 0, 0, 2, 4, 0, 1, 5, 3, 7, 1, 0, 0]


def lines(numbers, between="\n"):
    return between.join(map(str, numbers))


def shapes(reading):
    return [(reading.name, reading.array.shape), *((one.name, one.array.shape) for one in reading.others)]


@pytest.mark.parametrize("between", ["\n|\n", "\n | \n", "\n│\n", "\n|\n\n"])
def test_bars_between_cells_are_of_a_table_whose_rows_were_lost(between):
    reading = read(lines(FOUR_BY_FOUR, between) + "\n|")
    assert shapes(reading) == [("square:HW", (1, 4, 4)), ("column:HW", (1, 16, 1))]
    assert reading.array[0].tolist() == [FOUR_BY_FOUR[at : at + 4] for at in (0, 4, 8, 12)]
    assert reading.why.key == "reading.why.square"


def test_a_plain_column_is_taken_and_the_square_offered():
    reading = read(lines(range(1, 10)))
    assert shapes(reading) == [("column:HW", (1, 9, 1)), ("square:HW", (1, 3, 3))]
    assert reading.why.key == "reading.why.column"
    assert reading.take("square:HW").array.tolist() == [[[1, 2, 3], [4, 5, 6], [7, 8, 9]]]


@pytest.mark.parametrize(
    "text",
    ["1\n2\n1", lines(range(8)), "[[1],[2],[3],[4],[5],[6],[7],[8],[9]]", "| 1 |\n| 2 |\n| 3 |\n| 4 |"],
)
def test_what_says_its_rows_is_left_as_it_is(text):
    assert (len(read(text).options), read_text(text).shape[1]) == (1, 1)


def test_bars_and_no_square_are_refused_with_what_to_type():
    with pytest.raises(
        ReadError, match=r"line 1, column 1: a table needs its rows; got 6 numbers"
    ) as refusal:
        read(lines(range(6), "\n|\n"))
    assert "[[1, 2], [3, 4]]" in str(refusal.value)
    assert read(lines(range(5), "\n|\n")).array.shape == (1, 5, 1)


def test_an_answer_is_taken_in_the_shape_of_the_output():
    assert dsviz.check(lines([12, 16, 24, 28]), "1 2 3\n4 5 6\n7 8 9", "1 1\n1 1").is_right
    x = lines(FOUR_BY_FOUR, "\n|\n")
    by_hand = [[4 + 0, 8 + 2, 0 + 4], [0 + 1, 0 + 5, 2 + 3], [0 + 1, 1 + 0, 5 + 0]]
    assert dsviz.check(by_hand, x, "1\n|\n0\n|\n0\n|\n1").is_right


def test_a_column_that_leaves_no_window_is_the_square():
    def array(role, **texts):
        return read_together({name: read_text(text) for name, text in texts.items()}, {})[role].array

    nine, square = lines(range(9)), "1 0\n0 1"
    assert array("input", input=nine, kernel=square).shape == (1, 3, 3)
    assert array("kernel", input="1 2 3 4\n" * 4, kernel=nine).shape == (1, 1, 3, 3)
    assert array("input", input=nine, kernel="1\n2\n1").shape == (1, 9, 1)
    assert array("kernel", input="1 2 3\n" * 9, kernel=nine).shape == (1, 1, 9, 1)
