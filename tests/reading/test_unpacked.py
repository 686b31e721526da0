"""Several names in one statement: x, w = [[2, 1], [4, 3]], [[1]]."""

from contextlib import suppress

import pytest

import dsviz
from dsviz.reading.errors import ReadError
from dsviz.reading.several import read_tensors
from dsviz.reading.spoken_settings import settings_in
from dsviz.reading.unpacked import plain
from tests.reading.clock import fastest, stretched

X, W = [[2, 1], [4, 3]], [[5]]


@pytest.mark.parametrize(
    "text",
    [
        "x, w = [[2, 1], [4, 3]], [[5]]",
        "w, x = [[5]], [[2, 1], [4, 3]]",
        "x,w=[[2,1],[4,3]],[[5]]",
        "x, w = np.array([[2, 1], [4, 3]]), np.array([[5]])",
        "(x, w) = ([[2, 1], [4, 3]], [[5]])",
        "[x, w] = deal([2 1; 4 3], [[5]]);",
        "const [x, w] = [[[2, 1], [4, 3]], [[5]]];",
        "x, w := [][]int{{2, 1}, {4, 3}}, [][]int{{5}}",
        "x, w = [\n  [2, 1],\n  [4, 3],\n], [[5]]\nprint(x)",
        ">>> x, w = [[2, 1], [4, 3]], [[5]]",
        "import numpy as np\nx, w, stride = np.array([[2, 1], [4, 3]]), 5*np.ones((1, 1)), 2",
    ],
)
def test_each_name_has_its_tensor(text):
    found = {one.role: one.array.tolist() for one in read_tensors(text)}
    assert found == {"input": X, "kernel": W}


def test_a_third_name_is_the_bias():
    found = {one.role: one.array.tolist() for one in read_tensors("x, w, b = [[2, 1], [4, 3]], [[5]], [7]")}
    assert found == {"input": X, "kernel": W, "bias": [7]}


@pytest.mark.parametrize(
    "text",
    [
        "x, w = [[[2, 1]], [[1]], [[5]]]",
        "x, w = np.array([[2, 1], [4, 3], [1, 1]])",
        "x, w = [[2, 1]], [[1]], [[5]]",
        "x = [[2, 1]]\nw = [[1]]\nx, w = w, x",
        "x = [[2, 1]]\nx, w = [[1]], np.array(x)",
    ],
)
def test_what_cannot_be_given_one_by_one_is_refused(text):
    with pytest.raises(ReadError) as refused:
        read_tensors(text)
    assert refused.value.rule == "names-values"
    assert "Type one statement a name: x = ..., and w = ... below it" in str(refused.value)


@pytest.mark.parametrize(
    "line",
    [
        "fig, ax = plt.subplots()",
        "out, at = F.max_pool2d(x, 2)",
        "h, w = x.shape",
        "f(x, w = [[1]])",
        "a, b == c, d",
    ],
)
def test_other_statements_stay_as_they_are(line):
    text = f"x = [[2, 1]]\n{line}\n"
    assert plain(text) == text


def test_a_statement_keeps_its_length_and_is_changed_later():
    text = "x, w = [[2, 1]],\t[[1]]  \nnext"
    assert (len(plain(text)), plain(text).endswith("\nnext")) == (len(text), True)
    assert dsviz.read("x, w = [[2, 1]], [[1]]\nw = 3").array.tolist() == [[[2, 1]]]
    with pytest.raises(ReadError) as refused:
        read_tensors("x, w = [[2, 1]], [[1]]\nx.sort()")
    assert refused.value.rule == "tensor-changed"


def test_settings_go_to_their_names():
    assert settings_in("stride, padding = 2, 1") == {"stride": "2", "padding": "1"}
    assert settings_in("x, w = [[1]], [[2]]\nstride, padding = (2, 1), 0") == {
        "stride": "2, 1",
        "padding": "0",
    }


@pytest.mark.parametrize("unit", ["x, w = ", "x, w = [\n", "a,", "x, w = 1, 2\n", "(x, w = [[1]], [[2]]\n"])
def test_names_are_found_in_a_bounded_time(unit):
    text = unit * (100_000 // len(unit))

    def read():
        with suppress(ReadError):
            plain(text)

    assert fastest(read, 0.5) < stretched(1)
