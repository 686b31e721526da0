"""What an answer is called beside an input and a kernel."""

import pytest

from dsviz.reading.several import read_tensors

X, K, Y = "X = [[1, 2, 3], [4, 5, 6], [7, 8, 9]]", "kernel = [[1, 0], [0, 1]]", " = [[6, 8], [12, 14]]"
NAMES = [
    *("want", "target", "correct", "gt", "ans", "got", "truth", "ground_truth", "conv_out", "conv1_output"),
    *("feature_map", "featuremap", "my_ans", "Target"),
]


def roles(text: str) -> list[tuple[str, str]]:
    return [(named.name, named.role) for named in read_tensors(text)]


@pytest.mark.parametrize("name", NAMES)
def test_such_a_name_is_an_answers(name: str) -> None:
    of = [("X", "input"), ("kernel", "kernel")]
    assert roles(f"{X}\n{K}\n{name}{Y}") == [*of, (name, "output")]
    assert roles(f"{name}{Y}\n{X}\n{K}") == [(name, "output"), *of]
    assert roles(f"{X.replace('X', 'A')}\n{K}\n{name}{Y}") == [("A", "input"), of[1], (name, "output")]


@pytest.mark.parametrize("name", ["want", "target", "feature_map", "got"])
def test_where_it_is_the_only_one_beside_a_kernel_it_is_the_input(name: str) -> None:
    assert roles(f"{name}{Y}\n{K}") == [(name, "input"), ("kernel", "kernel")]
    assert dict(roles(f"{name}{Y}\nsobel_x{Y}\nsobel_y{Y}"))[name] == "input"


def test_a_layer_called_conv_out_has_a_kernel() -> None:
    assert roles("conv_out.weight = [[1, 2]]\nconv_out.bias = [1]") == [
        ("conv_out.weight", "kernel"),
        ("conv_out.bias", "bias"),
    ]


def test_a_number_is_no_answer() -> None:
    assert ("target", "output") not in roles(f"{X}\n{K}\ntarget = 3")
