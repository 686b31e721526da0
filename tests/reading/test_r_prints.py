"""What R prints over several lines is one tensor, and the sizes that it prints beside are none."""

import numpy as np
import pytest

import dsviz
from dsviz.reading.errors import ReadError
from dsviz.reading.forms.r_prints import plain
from dsviz.reading.several import read_tensors


def vector(numbers, each):
    wide = len(str(len(numbers)))
    lines = []
    for at in range(0, len(numbers), each):
        head = f"[{at + 1}]".rjust(wide + 2)
        lines.append(" ".join([head, *(f"{number:>3g}" for number in numbers[at : at + each])]))
    return "\n".join(lines) + "\n"


def matrix(array, each):
    text = ""
    for at in range(0, array.shape[1], each):
        columns = range(at, min(at + each, array.shape[1]))
        text += " " * 4 + " ".join(f"[,{column + 1}]" for column in columns) + "\n"
        for row in range(len(array)):
            text += f"[{row + 1},] " + " ".join(f"{array[row, column]:>4g}" for column in columns) + "\n"
    return text


def slices(array, each):
    return "".join(f", , {at + 1}\n\n{matrix(array[:, :, at], each)}\n" for at in range(array.shape[2]))


NUMBERS = np.arange(30.0) - 7
SQUARE = np.arange(24.0).reshape(3, 8) * 1.5


@pytest.mark.parametrize("each", [3, 7, 13, 29, 30])
@pytest.mark.parametrize("name", ["", "> x\n", "x\n"])
def test_a_vector_of_several_lines_is_one_row(each, name):
    text = name + vector(NUMBERS, each)
    assert dsviz.read(text).array.ravel().tolist() == NUMBERS.tolist()
    assert (len(plain(text)), plain(text).count(" x")) == (len(text), text.count(" x"))


@pytest.mark.parametrize("each", [1, 3, 5, 7, 8])
@pytest.mark.parametrize("name", ["", "> x\n", "x\n"])
def test_a_matrix_in_blocks_of_columns_is_one_matrix(each, name):
    text = name + matrix(SQUARE, each)
    assert dsviz.read(text).array.tolist() == [SQUARE.tolist()]
    assert (len(plain(text)), plain(text).count("\n")) == (len(text), text.count("\n"))


@pytest.mark.parametrize("each", [2, 3, 8])
@pytest.mark.parametrize(
    "sizes", ["", "> dim(x)\n[1] 3 8 2\n", "dim(x)\n[1] 3 8 2\n", '> class(x)\n[1] "array"\n']
)
@pytest.mark.parametrize("is_first", [True, False])
def test_slices_in_blocks_of_columns_beside_their_sizes(each, sizes, is_first):
    array = np.stack([SQUARE, SQUARE + 100], axis=2)
    text = f"> x\n{slices(array, each)}"
    text = sizes + text if is_first else text + sizes
    found = dsviz.read(text).array
    assert found.tolist() == np.moveaxis(array, 2, 0).tolist()


def test_a_session_of_several_tensors():
    kernel = np.array([[1.0, 0, 2], [0, 1, 0]])
    text = (
        f"> dim(x)\n[1] 3 8\n> x\n{matrix(SQUARE, 5)}> k\n{matrix(kernel, 2)}> length(b)\n[1] 1\n> b\n[1] 4\n"
    )
    found = {one.role: one.typed.array for one in read_tensors(text)}
    assert found["input"].tolist() == SQUARE.tolist()
    assert found["kernel"].tolist() == kernel.tolist()
    assert found["bias"].ravel().tolist() == [4]


@pytest.mark.parametrize(
    "text",
    [
        "[1] 1 2 3\n[5] 5 6\n",  # the fourth is missing
        "     [,1] [,2]\n[1,]    1    2\n     [,4]\n[1,]    4\n",  # and so is a column
    ],
)
def test_what_is_missing_between_two_lines_is_not_passed_over(text):
    with pytest.raises(ReadError):
        dsviz.read(text)
