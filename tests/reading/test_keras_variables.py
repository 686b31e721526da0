"""What Keras 3 prints of a layer's weights, whose order of axes is TensorFlow's."""

import numpy as np
import pytest

import dsviz
from dsviz.reading.several import read_tensors

WEIGHT = np.arange(16.0).reshape(2, 2, 2, 2)
ONE = "path=conv2d/kernel, shape=(2, 2, 2, 2), dtype=float32, value="


@pytest.mark.parametrize("name", ["Variable", "KerasVariable"])
@pytest.mark.parametrize(
    "value", [str(WEIGHT.tolist()), str(WEIGHT), f"Array({WEIGHT.tolist()}, dtype=float32)"]
)
@pytest.mark.parametrize("before", ["", "w = ", ">>> layer.kernel\n"])
def test_a_variable_has_tensorflows_order(name: str, value: str, before: str) -> None:
    reading = dsviz.read(f"{before}<{name} {ONE}{value}>", role="kernel", channels=2)
    assert reading.layout == "HWIO"
    assert reading.array.tolist() == WEIGHT.transpose(3, 2, 0, 1).tolist()


def test_a_variable_beside_an_input_is_the_kernel() -> None:
    found = read_tensors(f"x = {WEIGHT.tolist()}\n<Variable {ONE}{WEIGHT.tolist()}>")
    assert [(named.role, named.array.shape) for named in found] == [
        ("input", WEIGHT.shape),
        ("kernel", WEIGHT.shape),
    ]


def test_a_list_of_variables_is_a_kernel_and_a_bias() -> None:
    bias = "<Variable path=conv2d/bias, shape=(2,), dtype=float32, value=[1. 2.]>"
    found = read_tensors(f"[<Variable {ONE}{WEIGHT}>, {bias}]")
    assert [(named.role, named.typed.telling.framework) for named in found] == [
        ("kernel", "tensorflow"),
        ("bias", "tensorflow"),
    ]
