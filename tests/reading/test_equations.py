"""A convolution that is written as an equation: which of its matrices is what."""

import pytest

import dsviz
from dsviz.reading.several import read_tensors

X, K, R = "1&2&3\\\\4&5&6\\\\7&8&9", "1&0\\\\0&1", "6&8\\\\12&14"
OF_X, OF_K, OF_R = [[1, 2, 3], [4, 5, 6], [7, 8, 9]], [[1, 0], [0, 1]], [[6, 8], [12, 14]]
ROLES = {"input": OF_X, "kernel": OF_K, "output": OF_R}


def matrix(cells: str) -> str:
    return rf"\begin{{bmatrix}}{cells}\end{{bmatrix}}"


def roles_of(text: str) -> dict[str, list[list[float]]]:
    return {named.role: named.array.tolist() for named in read_tensors(text)}


@pytest.mark.parametrize("sign", ["*", r"\ast", r"\star", r"\otimes", r"\circledast", r"\times"])
@pytest.mark.parametrize("around", ["{}", "$${}$$", "X * K = {}"])
def test_an_equation_of_latex_has_an_input_a_kernel_and_a_result(sign: str, around: str) -> None:
    text = around.replace("{}", f"{matrix(X)} {sign} {matrix(K)} = {matrix(R)}")
    assert roles_of(text) == ROLES
    for role, numbers in ROLES.items():
        assert dsviz.read(text, role=role).array.squeeze().tolist() == numbers


def test_a_result_of_one_number_is_no_bias() -> None:
    text = f"{matrix(R)} * {matrix(K)} = {matrix('5')}"
    assert [named.role for named in read_tensors(text)] == ["input", "kernel", "output"]
    assert dsviz.read(text, role="output").array.tolist() == [[[5]]]


def test_convolving_has_no_order_and_the_larger_one_is_the_input() -> None:
    assert roles_of(f"{matrix(K)} * {matrix(X)} = {matrix(R)}") == ROLES
    assert roles_of("1 0\n0 1\n*\n1 2 3\n4 5 6\n7 8 9\n=\n6 8\n12 14") == ROLES
    assert roles_of("[[1, 0], [0, 1]] * [[1, 2, 3], [4, 5, 6], [7, 8, 9]] = [[6, 8], [12, 14]]") == ROLES


@pytest.mark.parametrize("between", [" ", "\n", ", "])
def test_of_two_matrices_the_larger_one_is_the_input(between: str) -> None:
    expected = {"input": OF_X, "kernel": OF_K}
    assert roles_of(matrix(X) + between + matrix(K)) == expected
    assert roles_of(matrix(K) + between + matrix(X)) == expected


@pytest.mark.parametrize("sign", ["*", "×", "⊗", "∗"])
def test_rows_with_a_sign_between_them_are_convolved(sign: str) -> None:
    assert roles_of(f"1 2 3\n4 5 6\n7 8 9\n\n{sign}\n\n1 0\n0 1") == {"input": OF_X, "kernel": OF_K}
    assert roles_of(f"1 2 3\n4 5 6\n7 8 9\n{sign}\n1 0\n0 1\n=\n6 8\n12 14") == ROLES


def test_a_factor_above_rows_stays_one() -> None:
    assert dsviz.read("2 *\n1 2\n3 4").array.tolist() == [[[2, 4], [6, 8]]]
    assert dsviz.read(f"2 * {matrix(K)}").array.tolist() == [[[2, 0], [0, 2]]]


def test_rows_behind_words_keep_their_rows() -> None:
    """A tensor without a name is no word of the next one, which then were no rows but a line of numbers."""
    found = read_tensors("1 2 3\n4 5 6\n7 8 9\nhello\n1 0\n0 1")
    assert [(named.role, named.array.tolist()) for named in found] == [("input", OF_X), ("kernel", OF_K)]
