"""What a person asked a running Python for, and what it printed."""

import pytest

import dsviz
from dsviz.reading.several import read_tensors

X = ">>> input\ntensor([[[[1.,2.]]]])\n"
WEIGHT = ">>> m.weight\nParameter containing:\ntensor([[[[0.2405, 0.3018]]]], requires_grad=True)\n"
BIAS = ">>> m.bias\nParameter containing:\ntensor([0.1], requires_grad=True)\n"
Y = "tensor([[[[0.5]]]], grad_fn=<ThnnConv2DBackward>)"
OF_LAYER = [("input", "input", [1, 2]), ("m.weight", "kernel", [0.2405, 0.3018])]


@pytest.mark.parametrize("call", ["m(input)", "print(m(input))", "conv(x)", "print(conv(x))"])
def test_what_a_layer_gives_is_the_answer(call: str) -> None:
    found = read_tensors(f"{X}{WEIGHT}>>> {call}\n{Y}")
    read = [(named.name, named.role, named.array.ravel().tolist()) for named in found]
    assert read == [*OF_LAYER, ("y", "output", [0.5])]


def test_a_bias_that_was_asked_for_is_read() -> None:
    found = read_tensors(f"{X}{WEIGHT}{BIAS}>>> m(input)\n{Y}")
    assert [named.role for named in found] == ["input", "kernel", "bias", "output"]


def test_a_layer_that_a_statement_calls_is_left_out() -> None:
    text = f">>> m = nn.Conv2d(1, 1, (1, 2))\n{X}{WEIGHT}>>> output = m(input)\n>>> output\n{Y}"
    assert [(named.name, named.role) for named in read_tensors(text)] == [
        ("input", "input"),
        ("m.weight", "kernel"),
        ("output", "output"),
    ]


def test_a_notebooks_numbered_lines_are_read() -> None:
    text = "In [1]: input\nOut[1]: tensor([[[[1.,2.]]]])\nIn [2]: m.weight\nOut[2]: \nParameter containing:\n"
    found = read_tensors(f"{text}tensor([[[[0.2405, 0.3018]]]])\nIn [3]: m(input)\nOut[3]: {Y}")
    assert [named.role for named in found] == ["input", "kernel", "output"]


def test_two_bare_parameters_are_a_kernel_and_its_bias() -> None:
    text = "Parameter containing:\ntensor([[[[1., 2.]]]], requires_grad=True)\n"
    both = f"{text}Parameter containing:\ntensor([3.], requires_grad=True)"
    assert dsviz.read(both, role="kernel").array.tolist() == [[[[1, 2]]]]
    assert dsviz.read(both, role="bias").array.tolist() == [3]


def test_what_is_no_layer_of_the_text_names_no_answer() -> None:
    found = read_tensors(f"{X}{WEIGHT}>>> g(input)\n{Y}")
    assert "y" not in [named.name for named in found]


R_X = "     [,1] [,2] [,3]\n[1,]    1    2    3\n[2,]    4    5    6\n[3,]    7    8    9\n"
R_K = "     [,1] [,2]\n[1,]    1    0\n[2,]    0    1\n"
R_SLICES = (
    ", , 1\n\n     [,1] [,2]\n[1,]    1    3\n[2,]    2    4\n\n, , 2\n\n     [,1] [,2]\n[1,]    5    7\n"
)
R_SLICES += "[2,]    6    8\n\n"


@pytest.mark.parametrize("between", ["", "\n", "\r\n"])
@pytest.mark.parametrize(("x", "k"), [("x", "k"), ("img.in", "my_kernel"), ("X  ", "w")])
def test_a_name_alone_above_what_r_prints_is_its_name(between: str, x: str, k: str) -> None:
    text = f"{x}\n{R_X}{between}{k}\n{R_K}{between}b\n[1] 0.5\n"
    found = read_tensors(text)
    assert [(one.name, one.role) for one in found] == [(x.strip(), "input"), (k, "kernel"), ("b", "bias")]
    assert found[0].array.tolist() == [[1, 2, 3], [4, 5, 6], [7, 8, 9]]
    assert found[2].array.ravel().tolist() == [0.5]
    answer = f"{text}y\n     [,1] [,2]\n[1,]  6.5  8.5\n[2,] 12.5 14.5\n"
    assert dsviz.check(answer, answer, answer, answer).is_right
    assert not dsviz.check(answer.replace("14.5", "14.0"), answer, answer, answer).is_right


def test_a_name_alone_above_slices_of_r_is_their_name() -> None:
    slices = [[[1, 3], [2, 4]], [[5, 7], [6, 8]]]
    for text in (f"w\n{R_SLICES}x\n{R_SLICES}", f"> w\n{R_SLICES}> x\n{R_SLICES}"):
        found = read_tensors(text)
        assert [(one.role, one.array.tolist()) for one in found] == [("kernel", slices), ("input", slices)]


def test_rows_of_r_without_a_name_and_statements_stay_what_they_are() -> None:
    assert dsviz.read(R_X).array.tolist() == [[[1, 2, 3], [4, 5, 6], [7, 8, 9]]]
    text = f"x <- matrix(1:9, 3, byrow=TRUE)\nx\n{R_X}k <- matrix(c(1,0,0,1),2)\nk\n{R_K}"
    assert [(one.name, one.role) for one in read_tensors(text)] == [("x", "input"), ("k", "kernel")]
