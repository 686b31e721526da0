"""Which bias of a file belongs to a kernel."""

import numpy as np
import pytest

from dsviz.reading.files.biases import bias_of, bias_part
from dsviz.reading.files.opening import read_file
from dsviz.reading.files.tensor import of_arrays
from tests.reading.files.made import safetensors

KERNEL = np.ones((4, 2, 3, 3))


@pytest.mark.parametrize(
    ("name", "other"),
    [
        ("0.weight", "0.bias"),
        ("conv1.weight", "conv1.bias"),
        ("conv2d/kernel:0", "conv2d/bias:0"),
        ("layers/conv2d/kernel", "layers/conv2d/bias"),
        ("w", "b"),
        ("conv.weights", "conv.biases"),
    ],
)
def test_a_bias_is_found_by_its_name(name, other):
    tensors = of_arrays({name: KERNEL, other: np.zeros(4), "9.bias": np.zeros(4)}, {})
    assert bias_of(tensors[0], tensors).name == other


@pytest.mark.parametrize("bias", [np.zeros(3), np.zeros((4, 1)), np.zeros(2)])
def test_one_of_another_length_is_no_bias_of_it(bias):
    tensors = of_arrays({"0.weight": KERNEL, "0.bias": bias}, {})
    assert bias_of(tensors[0], tensors) is None


def test_a_kernel_without_one():
    tensors = of_arrays({"0.weight": KERNEL, "1.bias": np.zeros(4)}, {})
    assert bias_of(tensors[0], tensors) is None


def test_a_depthwise_kernel_has_a_bias_for_every_channel_and_multiplier():
    arrays = {"d/depthwise_kernel": np.ones((3, 3, 8, 2)), "d/bias": np.arange(16.0)}
    kernel, bias = of_arrays(arrays, {"d/depthwise_kernel": "HWCM"})
    assert bias_of(kernel, [kernel, bias]) is bias
    # Channels 3 and 4 make the maps 6 to 9.
    assert bias.read(bias_part(kernel, None, (3, 5)), None, "N").tolist() == [6, 7, 8, 9]


def test_filters_of_a_part_take_their_own_numbers():
    [kernel] = of_arrays({"w": KERNEL}, {"w": "OIHW"})
    assert bias_part(kernel, (1, 3), (0, 1)) == (1, 3)


def test_a_depthwise_kernel_in_a_file_of_tensorflow_has_its_own_order():
    arrays = {"d/depthwise_kernel": np.ones((3, 3, 8, 2)), "d/bias": np.arange(16.0)}
    found = {each.name: each for each in read_file(safetensors(arrays, {"format": "tf"}), "a.safetensors")}
    kernel = found["d/depthwise_kernel"]
    assert (kernel.layout, kernel.kind) == ("HWCM", "depthwise")
    assert bias_of(kernel, list(found.values())) is found["d/bias"]
