"""Tensors that a statement changes after they were made: what a program would print, or a refusal."""

import numpy as np
import pytest

import dsviz
from dsviz.reading.errors import ReadError
from dsviz.reading.several import read_tensors

ONES = "x = np.ones((3, 4))\n"
TWO = "x = [[1, 2], [3, 4]]\n"
READ = {
    "a slice": (ONES + "x[:, 1:3] = 0", [[1, 0, 0, 1]] * 3),
    "one cell": (ONES + "x[0, 0] = 5", [[5, 1, 1, 1], [1, 1, 1, 1], [1, 1, 1, 1]]),
    "a row": (ONES + "x[1] = -2.5", [[1] * 4, [-2.5] * 4, [1] * 4]),
    "from the end": (ONES + "x[-1, -2:] = 7", [[1] * 4, [1] * 4, [1, 1, 7, 7]]),
    "every second": (ONES + "x[::2, 1::2] = 0", [[1, 0, 1, 0], [1] * 4, [1, 0, 1, 0]]),
    "one after another": (ONES + "x[0][1] = 3", [[1, 3, 1, 1], [1] * 4, [1] * 4]),
    "dots": (ONES + "x[..., 3] = 0", [[1, 1, 1, 0]] * 3),
    "twice": (ONES + "x[0] = 2\nx[0, 0] = 3", [[3, 2, 2, 2], [1] * 4, [1] * 4]),
    "added": (ONES + "x += 1", [[2] * 4] * 3),
    "a part divided": (ONES + "x[:, 0] /= 4", [[0.25, 1, 1, 1]] * 3),
    "a list of lists": (TWO + "x[1][0] = 9", [[1, 2], [9, 4]]),
    "a program in C": ("float k[2][2] = {{1,2},{3,4}};\nk[0][1] = 5.0f;", [[1, 5], [3, 4]]),
    "MATLAB": ("A = [1 2; 3 4];\nA(1,2) = 5;", [[1, 5], [3, 4]]),
    "MATLAB's range": ("A = ones(3);\nA(2:3,:) = 0;", [[1] * 3, [0] * 3, [0] * 3]),
    "with a comment": (ONES + "x[:, 1:3] = 0  # black", [[1, 0, 0, 1]] * 3),
    "indented altogether": ("    x = np.ones((1, 2))\n    x[0, 0] = 7", [[7, 1]]),
    "in one function": ("int main() {\n  float k[1][2] = {{1, 2}};\n  k[0][1] = 5;\n}", [[1, 5]]),
    "shown": (ONES + "x[:, 1:3] = 0\nx", [[1, 0, 0, 1]] * 3),
}


@pytest.mark.parametrize("name", READ)
def test_a_number_put_into_a_tensor_is_in_it(name: str) -> None:
    text, expected = READ[name]
    assert dsviz.read(text).array.tolist() == [expected]


def test_a_books_image_and_kernel() -> None:
    book = "X = torch.ones((6, 8)); X[:, 2:6] = 0; K = torch.tensor([[1.0, -1.0]])"
    right = np.ones((6, 8))
    right[:, 2:6] = 0
    for text in (book, book.replace("; ", "\n"), book.replace("; K", f"\nX\n\ntensor({right.tolist()})\nK")):
        x, kernel = read_tensors(text)
        assert (x.name, x.role, x.array.tolist()) == ("X", "input", right.tolist())
        assert (kernel.role, kernel.array.tolist()) == ("kernel", [[1.0, -1.0]])


REFUSED = {
    "a name at the place": ONES + "x[i, 0] = 5",
    "a condition": ONES + "x[x > 0] = 5",
    "a tensor put in": ONES + "x[0] = [1, 2, 3, 4]",
    "a place that is not there": ONES + "x[3, 0] = 5",
    "too many axes": ONES + "x[0, 0, 0] = 5",
    "a row of a list": TWO + "x[0] = 5",
    "a list repeated": TWO + "x *= 2",
    "counted from 1": "A = [1 2; 3 4]\nA[1, 1] = 5",
    "R": "x <- matrix(1:4, nrow=2)\nx[1, 2] <- 5",
    "MATLAB's column by column": "A = [1 2; 3 4];\nA(3) = 5;",
    "used before": ONES + "y = x.T\nx[0, 0] = 5",
}


@pytest.mark.parametrize("name", REFUSED)
def test_other_changes_are_refused_as_such(name: str) -> None:
    with pytest.raises(ReadError) as refused:
        dsviz.read(REFUSED[name])
    assert refused.value.rule == "tensor-changed"
    assert "print shows it" in str(refused.value)
    assert REFUSED[name].split("\n")[-1].strip(" ;") in str(refused.value)


@pytest.mark.parametrize(
    ("text", "change"),
    [
        (ONES + "if False:\n    x[0, 0] = 7", "x[0, 0] = 7"),
        (ONES + "for _ in range(3):\n    x += 1", "x += 1"),
        (ONES + "if False: x[0, 0] = 7", "x[0, 0] = 7"),
        (ONES + "if False: pass; x[0, 0] = 7", "x[0, 0] = 7"),
        (ONES + "def change():\n\tx[0, 0] = 7", "x[0, 0] = 7"),
        ("float k[1][2] = {{1, 2}};\nfor (int i = 0; i < 2; i++) { k[0][1] += 5; }", "k[0][1] += 5"),
    ],
)
def test_a_change_within_a_block_may_run_often_or_never(text: str, change: str) -> None:
    for read in (dsviz.read, read_tensors):
        with pytest.raises(ReadError) as refused:
            read(text)
        assert (refused.value.rule, refused.value.values["got"]) == ("tensor-changed", change)


@pytest.mark.parametrize(
    "text",
    [
        "x = np.array([[1, 2]])\nx[0, 0] = 0.5",
        "x = torch.tensor([[1, 2]])\nx[0, 0] = 0.5",
        "x = np.zeros((1, 2), dtype=np.uint8)\nx[0, 0] = 256",
    ],
)
def test_what_a_tensor_of_whole_numbers_would_cut_off_is_refused(text: str) -> None:
    with pytest.raises(ReadError) as refused:
        dsviz.read(text)
    assert refused.value.rule == "change-whole"
    assert dsviz.read(text.replace("[1, 2]", "[1., 2]").replace("dtype=np.uint8", "").strip()).array[0, 0, 0]


def test_slices_and_cells_one_by_one_are_no_changes() -> None:
    assert dsviz.read("A(:,:,1) = [1 2; 3 4]\nA(:,:,2) = [5 6; 7 8]").array.shape == (2, 2, 2)
    assert dsviz.read("y[0,0] = 37\ny[0,1] = 47").array.tolist() == [[[37.0, 47.0]]]


LOOP = (
    "output = np.zeros((2, 2))\nfor i in range(2):\n    for j in range(2):\n"
    "        output[i, j] = {}\nprint(output)"
)


@pytest.mark.parametrize(
    "line", ["np.sum(image[i:i+2, j:j+2] * kernel)", "(image[i:i+2, j:j+2] * kernel).sum()"]
)
def test_an_output_that_a_loop_fills_is_no_tensor_of_zeros(line: str) -> None:
    tensors = "image = np.array([[1,2,3],[4,5,6],[7,8,9]])\nkernel = np.array([[1,0],[0,1]])\n"
    found = read_tensors(tensors + LOOP.format(line))
    assert [(one.name, one.role) for one in found] == [("image", "input"), ("kernel", "kernel")]


def test_a_books_layer_with_its_printout() -> None:
    layer = (
        "X = torch.tensor([[0., 1., 2.], [3., 4., 5.], [6., 7., 8.]])\n"
        "K = torch.tensor([[0., 1.], [2., 3.]])\n"
    )
    function = (
        "def corr2d(X, K):\n    h, w = K.shape\n"
        "    Y = torch.zeros((X.shape[0] - h + 1, X.shape[1] - w + 1))\n"
        "    for i in range(Y.shape[0]):\n        for j in range(Y.shape[1]):\n"
        "            Y[i, j] = (X[i:i + h, j:j + w] * K).sum()\n    return Y\n\n"
    )
    printed = "tensor([[19., 25.],\n        [37., 43.]])"
    for text in (
        layer + "corr2d(X, K)\n" + printed,
        layer + "Y = corr2d(X, K)\nY\n" + printed,
        function + layer + "corr2d(X, K)\n\n" + printed,
    ):
        assert [one.role for one in read_tensors(text)] == ["input", "kernel", "output"]
        assert dsviz.check(text, text, text).verdict == "All 4 numbers are right."


def test_the_tensor_that_cannot_be_read_is_refused_and_not_that_there_are_several() -> None:
    with pytest.raises(ReadError) as refused:
        dsviz.read("x = [[1, 2], [3, 4]]\nw = [[1, 2], [3, rel]]", role="kernel")
    assert refused.value.rule == "word-known"
