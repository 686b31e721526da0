"""f, g and h of signal processing: an image, a kernel and what they give."""

import numpy as np
import pytest

import dsviz
from dsviz.reading.several import read_tensors
from dsviz.reading.together import tensors_of

F = np.array([[1, 2, 0, 1], [3, 1, 2, 2], [0, 1, 4, 1], [2, 2, 1, 3]])
K3 = np.array([[1, 0, 2], [0, 1, 0], [3, 0, 1]])
K2 = np.array([[1, 2], [3, 5]])


def slid(image, kernel):
    high, wide = kernel.shape
    rows, columns = image.shape[0] - high + 1, image.shape[1] - wide + 1
    return np.array(
        [[(image[i : i + high, j : j + wide] * kernel).sum() for j in range(columns)] for i in range(rows)]
    )


def statements(**arrays):
    return "\n".join(f"{name} = {np.asarray(array).tolist()}" for name, array in arrays.items())


def labels(**arrays):
    rows = {name: "\n".join(" ".join(map(str, row)) for row in array) for name, array in arrays.items()}
    return "\n".join(f"{name}:\n{each}" for name, each in rows.items())


def roles(text):
    return {one.name: one.role for one in read_tensors(text)}


@pytest.mark.parametrize("write", [statements, labels])
@pytest.mark.parametrize("other", ["g", "h"])
def test_two_letters_are_an_image_and_a_kernel(write, other):
    assert roles(write(**{"f": F, other: K2})) == {"f": "input", other: "kernel"}
    assert roles(write(**{other: K2, "f": F})) == {"f": "input", other: "kernel"}
    y = slid(F, K2)
    text = write(**{"f": F, other: K2, "y": y})
    assert roles(text) == {"f": "input", other: "kernel", "y": "output"}
    assert dsviz.check(text, text, text).is_right
    assert not dsviz.check(write(**{"f": F, other: K2, "y": y + 1}), text, text).is_right


@pytest.mark.parametrize("write", [statements, labels])
@pytest.mark.parametrize("kernel", [K2, K3, K3[:, :2]])
def test_three_letters_are_image_kernel_and_result(write, kernel):
    y = slid(F, kernel)
    text = write(f=F, h=kernel, g=y)
    assert roles(text) == {"f": "input", "h": "kernel", "g": "output"}
    assert dsviz.check(text, text, text).is_right
    text = write(f=F, g=kernel, h=y)
    assert dsviz.check(text, text, text).is_right
    y[0, 0] += 1  # one cell is wrong, and the others tell
    assert roles(write(f=F, h=kernel, g=y)) == {"f": "input", "h": "kernel", "g": "output"}
    assert roles(write(f=F, g=kernel, h=y)) == {"f": "input", "g": "kernel", "h": "output"}


def test_of_two_of_one_size_the_numbers_tell_and_else_h_is_the_kernel():
    image, kernel = F[:3, :3], K2
    y = slid(image, kernel)
    assert roles(statements(f=image, g=kernel, h=y)) == {"f": "input", "g": "kernel", "h": "output"}
    assert roles(statements(f=image, g=y, h=kernel)) == {"f": "input", "h": "kernel", "g": "output"}
    turned = slid(image, kernel[::-1, ::-1])
    assert roles(statements(f=image, g=kernel, h=turned)) == {"f": "input", "g": "kernel", "h": "output"}
    assert roles(statements(f=image, g=y + 1, h=kernel)) == {"f": "input", "h": "kernel", "g": "output"}


@pytest.mark.parametrize(
    ("arrays", "expected"),
    [
        ({"x": F, "f": K2}, {"x": "input", "f": "kernel"}),
        ({"x": F, "h": K2}, {"x": "input", "h": "kernel"}),
        ({"f": K2, "g": F}, {"f": "kernel", "g": "input"}),  # a filter, and an image
        ({"x": F, "f": K2, "g": K3}, {"x": "input", "f": "kernel", "g": "output"}),
        ({"img": F, "f": K2, "y": K3}, {"img": "input", "f": "kernel", "y": "output"}),
    ],
)
def test_other_names_decide_first(arrays, expected):
    assert roles(statements(**arrays)) == expected


def test_a_bias_beside_them_is_a_bias():
    found = tensors_of(statements(f=F, h=K2, b=[1]) + "\ny = [[1]]").by_role
    assert {role: one.name for role, one in found.items()} == {
        "input": "f",
        "kernel": "h",
        "bias": "b",
        "output": "y",
    }


def test_capital_letters_are_those_of_signal_processing_too():
    f, h = "F = [[1, 2, 3], [4, 5, 6], [7, 8, 9]]\n", "H = [[1, 0], [0, 1]]\n"
    g = "G = [[6, 8], [12, 14]]\n"
    other, given = h.replace("H", "G"), g.replace("G", "H")
    for text in (f + h + g, f + h, h + f, f + g + h, f + other, f + other + given):
        found = {one.name: one.role for one in read_tensors(text)}
        assert found["F"] == "input"
        assert "kernel" in found.values()
        assert dsviz.check([[6, 8], [12, 14]], text, text).is_right


@pytest.mark.parametrize(
    ("text", "roles"),
    [
        ("X = [[1, 2], [3, 4]]\nF = [[1]]\n", {"X": "input", "F": "kernel"}),
        ("F = [[1]]\nG = [[1, 2], [3, 4]]\n", {"F": "kernel", "G": "input"}),
        ("x = [[1, 2], [3, 4]]\nk = [[1]]\nF = 1\nH = 2\n", {"x": "input", "k": "kernel"}),
    ],
)
def test_a_capital_that_something_else_decides_is_what_it_was(text, roles):
    assert {one.name: one.role for one in read_tensors(text)} == roles
