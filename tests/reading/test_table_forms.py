"""Tables as people space and sign them: rows with empty lines between, two columns with commas, slashes."""

import pytest

import dsviz
from dsviz.reading.axes import Known
from dsviz.reading.errors import ReadError
from dsviz.reading.paste import read_tensor
from dsviz.reading.read import read
from dsviz.reading.text import read_text

SQUARE = [[1, 2], [3, 4]]
NINE = [[1, 2, 3], [4, 5, 6], [7, 8, 9]]

ONE_MAP = {
    "1 2 3\n\n4 5 6\n\n7 8 9": NINE,
    "1 2 3\n \n4 5 6\n\t\n7 8 9\n\n": NINE,
    "1,2,3\n\n4,5,6\n\n7,8,9": NINE,
    "Input:\n\n1 2 3\n\n4 5 6\n\n7 8 9": NINE,
    "\u23a11  2\u23a4\n\u23a2    \u23a5\n\u23a33  4\u23a6": SQUARE,
    "⎡1  2⎤\n⎢    ⎥\n⎢3  4⎥\n⎢    ⎥\n⎣5  6⎦": [[1, 2], [3, 4], [5, 6]],
    "1\uff0c2\uff1b3\uff0c4": SQUARE,
    "W\uff1d1\uff0c2\uff1b3\uff0c4": SQUARE,
    "0\uff0c1\uff1b1\uff0c0": [[0, 1], [1, 0]],
    "0\uff0c1\n0\uff0c2": [[0, 1], [0, 2]],
    "1\u30010\uff1b0\u30011": [[1, 0], [0, 1]],
    "w\uff081\u00d72\uff09\uff1a\n1\uff0c5": [[1, 5]],  # brackets stand elsewhere
    "\uff11\uff0c\uff12\uff1b\uff13\uff0c\uff14": SQUARE,
    "1 2 // 3 4": SQUARE,
    "7 14 6 12/0 3 19 8": [[7, 14, 6, 12], [0, 3, 19, 8]],
    "1, 2/0, 4": [[1, 2], [0, 4]],
    "1 2 3/4": [[1, 2, 0.75]],
    "1, 2 / 3, 4": SQUARE,
    "W = 1 2 / 3 4": SQUARE,
    "1 0 -1 / 1 0 -1 / 1 0 -1": [[1, 0, -1]] * 3,
    "1 2 // first row\n3 4 // second row": SQUARE,
    "(1) (-2)\n(3) (4)": [[1, -2], [3, 4]],
    "(1) 2\n3 (4)": SQUARE,
    "(1\uff0c2\uff1b3\uff0c4)": SQUARE,
    "(1 2; 3 4)": SQUARE,
    "[1,2][3,4]": SQUARE,
    "1\t2\t\n3\t4\t": SQUARE,
    "1 2\n---\n3 4\n5 6": [[1, 2], [3, 4], [5, 6]],
    "101\n010\n101": [[1, 0, 1], [0, 1, 0], [1, 0, 1]],
    "011\n\n110": [[0, 1, 1], [1, 1, 0]],
    "ones(3)/9": [[1 / 9] * 3] * 3,
    "h = ones(3)/9;": [[1 / 9] * 3] * 3,
    "zeros(2)": [[0, 0], [0, 0]],
    "ones(2, 3)": [[1, 1, 1]] * 2,
}  # fmt: skip


@pytest.mark.parametrize(("text", "rows"), ONE_MAP.items(), ids=lambda value: repr(value)[:30])
def test_rows_of_one_map(text, rows):
    assert read_tensor(text).array.tolist() == [rows]


@pytest.mark.parametrize("line", ["---", "***", "===", "-----", "\n===\n", "\n"])
def test_a_line_between_blocks_parts_maps(line):
    found = read(f"1 2\n3 4\n{line}\n5 6\n7 8")
    assert found.array.tolist() == [SQUARE, [[5, 6], [7, 8]]]


def test_rows_that_stand_apart_may_be_channels():
    found = read("37 47\n\n67 77", role="output")
    assert (found.layout, [(one.layout, one.shape) for one in found.others]) == ("HW", [("CW", (2, 1, 2))])
    assert found.why.sentence("en").startswith("one row a block")
    kernel = read("1 2\n\n3 4", role="kernel")
    assert [(one.layout, one.shape) for one in kernel.options] == [("HW", (1, 1, 2, 2)), ("IW", (1, 2, 1, 2))]


def test_what_is_known_decides_between_rows_and_channels():
    assert read_tensor("37 47\n\n67 77", role="output", output_shape=(2, 1, 2)).layout == "CW"
    assert read_tensor("37 47\n\n67 77", role="output", output_shape=(1, 2, 2)).layout == "HW"
    assert read_tensor("1 2\n\n3 4", x_shape=None, weight_shape=(1, 2, 1, 2), groups=1).layout == "CW"
    assert read_tensor("1\n\n2", role="kernel", x_shape=(2, 3, 3)).layout == "IW"


def test_wider_gaps_part_maps_of_spaced_rows():
    assert read("1 2\n\n3 4\n\n\n5 6\n\n7 8").array.tolist() == [SQUARE, [[5, 6], [7, 8]]]
    assert read("1 2\n\n3 4\n\n\n5 6").array.tolist() == [[[1, 2], [3, 4], [5, 6]]]


# Text -> the form and numbers that are taken, and those offered beside them.
DOUBTFUL = {
    "1,2;3,4": (("rows", SQUARE), ("decimals", [[1.2, 3.4]])),
    "1,0;0,1": (("rows", [[1, 0], [0, 1]]), ("decimals", [[1, 0.1]])),
    "-1,0;0,1": (("rows", [[-1, 0], [0, 1]]), ("decimals", [[-1, 0.1]])),
    "1,234;5,678": (("rows", [[1, 234], [5, 678]]), ("decimals", [[1.234, 5.678]])),
    "1,5; 2,5;": (("decimals", [[1.5, 2.5]]), ("rows", [[1, 5], [2, 5]])),
    "1,5;2,25;3,75": (("decimals", [[1.5, 2.25, 3.75]]), ("rows", [[1, 5], [2, 25], [3, 75]])),
    "1,2;3,4;5,6": (("rows", [*SQUARE, [5, 6]]), ("decimals", [[1.2, 3.4, 5.6]])),
    "1,0;0,1;1,1": (("rows", [[1, 0], [0, 1], [1, 1]]), ("decimals", [[1, 0.1, 1.1]])),
    "1,0;1,0;1,0": (("rows", [[1, 0]] * 3), ("decimals", [[1, 1, 1]])),
    "10,20;30,40;50,60": (("rows", [[10, 20], [30, 40], [50, 60]]), ("decimals", [[10.2, 30.4, 50.6]])),
    "1,1;2,2;3,3": (("rows", [[1, 1], [2, 2], [3, 3]]), ("decimals", [[1.1, 2.2, 3.3]])),
    "1,2;3,4\n5,6;7,8": (("rows", [*SQUARE, [5, 6], [7, 8]]), ("decimals", [[1.2, 3.4], [5.6, 7.8]])),
    "1,2;3,4;\n5,6;7,8;": (("rows", [*SQUARE, [5, 6], [7, 8]]), ("decimals", [[1.2, 3.4], [5.6, 7.8]])),
    "1,1;2,2;3,3\n4,4;5,5;6,6": (
        ("decimals", [[1.1, 2.2, 3.3], [4.4, 5.5, 6.6]]),
        ("rows", [[1, 1], [2, 2], [3, 3], [4, 4], [5, 5], [6, 6]]),
    ),
    "1,0;2,0\n4,0;5,0": (("decimals", [[1, 2], [4, 5]]), ("rows", [[1, 0], [2, 0], [4, 0], [5, 0]])),
    "1 2 / 3 4": (("rows", SQUARE), ("fractions", [[1, 2 / 3, 4]])),
    "1 2/3 4": (("fractions", [[1, 2 / 3, 4]]), ("rows", SQUARE)),
    "01\n10": (("digits", [[0, 1], [1, 0]]), ("numbers", [[1], [10]])),
    "11\n10": (("numbers", [[11], [10]]), ("digits", [[1, 1], [1, 0]])),
}


@pytest.mark.parametrize(("text", "forms"), DOUBTFUL.items(), ids=DOUBTFUL)
def test_both_forms_of_a_doubtful_table_are_there(text, forms):
    found = read(text)
    assert [(one.form, one.array.tolist()[0]) for one in found.options] == list(forms)
    assert found.others[0].name == f"{forms[1][0]}:HW"
    other = found.take(found.others[0].name)
    assert (other.array.tolist()[0], other.shape) == (forms[1][1], found.others[0].array.shape[1:])


def test_what_is_known_decides_between_rows_and_decimals():
    decimals = read_tensor("1,2;3,4", role="output", output_shape=(1, 1, 2))
    assert (decimals.array.tolist(), decimals.others) == ([[[1.2, 3.4]]], ())
    assert read_tensor("1,2;3,4", role="bias", weight_shape=(2, 1, 1, 1)).array.tolist() == [1.2, 3.4]
    assert read_tensor("1,1;2,2;3,3", role="output", output_shape=(1, 3, 2)).array.shape == (1, 3, 2)


def test_rows_of_two_with_commas_are_a_layers_kernel():
    # By hand: x[i,j] + x[i+1,j+1] + x[i+2,j] + x[i+2,j+1] for a kernel of 3 x 2.
    right = [[21, 25], [13, 16]]
    assert dsviz.check(right, "1 2 3\n4 5 6\n7 8 9\n1 0 2", "1,0;0,1;1,1").is_right


def test_lines_of_unlike_lengths_can_only_be_rows():
    assert (read_text("1,2;3,4\n5,6").shape, read("1,2;3,4\n5,6").others) == ((3, 2), ())


def test_a_chosen_form_stays_when_more_is_known():
    reading = read("1,2;3,4").take("decimals:HW")
    assert reading.among(Known(weight=(1, 1, 1, 1))).array.tolist() == [[[1.2, 3.4]]]


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("1,05;2,5", [1.05, 2.5]),
        ("0,25;0,5;1", [0.25, 0.5, 1]),
        ("1,05;2,5\n4,0;5,0", [1.05, 2.5, 4, 5]),
    ],
)
def test_decimals_without_doubt_are_only_decimals(text, numbers):
    assert (read_text(text).numbers, read(text).others) == (numbers, ())


def test_a_tabulator_behind_every_row_of_an_answer_is_no_open_column_where_that_fits():
    text = "37\t47\t\n67\t77\t"
    shaped = read_tensor(text, role="output", output_shape=(1, 2, 2), open_cells=True)
    assert shaped.array.tolist() == [[[37, 47], [67, 77]]]
    assert read_tensor(text, role="output", output_shape=(1, 2, 3), open_cells=True).array.shape == (1, 2, 3)


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        *[("1:5", [1, 2, 3, 4, 5]), ("x = 0:8;", list(range(9))), ("0:2:6", [0, 2, 4, 6])],
        *[("3:-1:1", [3, 2, 1]), ("0:0.1:0.3", [0, 0.1, 0.2, 0.3]), ("[1:2:9]", [1, 3, 5, 7, 9])],
        *[("x = [5:-1:1];", [5, 4, 3, 2, 1]), ("[1:3, 7]", [1, 2, 3, 7]), ("[1:3; 4:6]", [1, 2, 3, 4, 5, 6])],
    ],
)
def test_a_range_is_all_its_numbers(text, numbers):
    assert read(text).array.ravel().tolist() == numbers


@pytest.mark.parametrize(
    "text",
    ["np.ones(3)", "from numpy import ones\nones(3)", "torch.ones(3)", "ones(3, dtype=float)", "ones([3])"],
)
def test_ones_of_a_library_are_a_row(text):
    assert read_text(text).shape == (3,)


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("1,5, 2,5\n3,5, 4,5", "comma-doubt"),
        ("1 2 // 3", "cell-number"),
        ("1:5\n2:6", "cell-number"),
        ("5:1", "range-ends"),
        ("1\uff0c2\t3\uff0c4", "cell-number"),
        ("(1; 2)", "character"),
        ("[1,2][0]", "character"),
    ],
)
def test_what_leaves_too_much_doubt_is_refused(text, rule):
    with pytest.raises(ReadError) as met:
        read(text)
    assert met.value.rule == rule


def test_fractions_with_blanks_stay_fractions():
    assert read_text("1 / 2 3 / 4").numbers == [0.5, 0.75]
    assert read_text("1/2 3/4").numbers == [0.5, 0.75]


def test_a_kernel_of_keras_is_not_called_pytorchs_order():
    kernel = read("np.ones((3, 3, 2))", role="kernel", channels=2)
    assert (kernel.layout, kernel.why.sentence("en")) == (
        "HWI",
        "it is the likeliest order of those that fit",
    )
