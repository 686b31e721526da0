"""What the names of a program say, and where the statement of one ends."""

import pytest

import dsviz
from dsviz.reading.several import read_tensors

IMAGE, KERNEL = "image = [[1, 2, 3], [4, 5, 6], [7, 8, 9]]\n", "[[1, 0], [0, -1]]"


@pytest.mark.parametrize("name", ["data", "value", "array", "x", "img"])
def test_a_tensor_of_any_name_is_shaped_in_a_later_statement(name: str) -> None:
    reading = dsviz.read(f"{name} = np.array([[0, 1], [1, 0]])\n{name} = {name}.reshape(1, 2, 2, 1)")
    assert reading.layout == "NHWC"
    assert reading.array.tolist() == [[[0, 1], [1, 0]]]


def test_a_keyword_is_no_name() -> None:
    assert dsviz.read("tf.constant(value=[[1, 2]], shape=(2, 1))").array.tolist() == [[[1], [2]]]


@pytest.mark.parametrize("bias", ["10", "[10]", "-1.5", "1e3"])
def test_a_comma_ends_a_statement(bias: str) -> None:
    found = read_tensors(f"w = [[1, 2], [3, 4]], b = {bias}")
    assert [(named.name, named.role) for named in found] == [("w", "kernel"), ("b", "bias")]
    assert found[1].array.ravel().tolist() == [float(bias.strip("[]"))]


def test_three_statements_in_one_line_are_read() -> None:
    found = read_tensors("x = [[1, 2], [3, 4]], w = np.array([[5, 6]], dtype=float), b = 10, stride = 2")
    assert [(named.name, named.role) for named in found] == [("x", "input"), ("w", "kernel"), ("b", "bias")]


@pytest.mark.parametrize(
    "name",
    [
        *("sobel_x", "sobel_y", "laplacian", "gaussian", "prewitt", "blur", "sharpen", "edge", "emboss"),
        *("vertical_edge", "edge_detect", "gaussian_3x3", "scharr", "roberts", "box_blur"),
    ],
)
def test_what_a_kernel_does_is_a_name_of_it(name: str) -> None:
    for text in (f"{IMAGE}{name} = {KERNEL}", f"{name} = {KERNEL}\n{IMAGE}"):
        roles = {named.name: named.role for named in read_tensors(text)}
        assert roles == {"image": "input", name: "kernel"}


def test_beside_a_kernel_such_a_name_is_what_it_gave() -> None:
    found = read_tensors(f"{IMAGE}kernel = {KERNEL}\nedge = [[-4], [-4]]")
    assert [named.role for named in found] == ["input", "kernel", "output"]
