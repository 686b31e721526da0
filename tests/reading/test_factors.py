"""Two matrices that are convolved in an equation: which is the input, and which the kernel."""

import pytest

import dsviz

A, B = r"\begin{pmatrix}1&2\\3&4\end{pmatrix}", r"\begin{pmatrix}5&6\\7&8\end{pmatrix}"


@pytest.mark.parametrize(
    "text",
    [
        f"I * K = {A} * {B}",
        rf"$X \ast K = {A} \ast {B} = \begin{{pmatrix}}70\end{{pmatrix}}$",
        f"Y = {A} * {B}",
        f"(I * K)(i, j) = {A} * {B}",
        "I * K = [[1, 2], [3, 4]] * [[5, 6], [7, 8]]",
    ],
)
def test_the_first_is_the_input_and_the_second_the_kernel(text: str) -> None:
    assert dsviz.read(text).array.tolist() == [[[1, 2], [3, 4]]]
    assert dsviz.read(text, role="kernel").array.tolist() == [[[[5, 6], [7, 8]]]]


def test_names_go_before_the_order() -> None:
    assert dsviz.read(f"K * I = {A} * {B}", role="kernel").array.tolist() == [[[[1, 2], [3, 4]]]]


def test_what_stands_behind_the_product_is_its_output() -> None:
    text = rf"I * K = {A} * {B} = \begin{{pmatrix}}70&80\end{{pmatrix}}"
    assert dsviz.read(text, role="output").array.tolist() == [[[70, 80]]]
