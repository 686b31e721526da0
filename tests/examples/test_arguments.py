"""What an argument does here, Keras's own objects do."""

from importlib import import_module

import numpy as np
import pytest
import torch

from dsviz.conv.convolve import compute
from dsviz.examples.arguments import (
    ACTIVATIONS,
    KERNEL,
    RECTANGLE,
    RESULT,
    fans,
    glorot_bound,
    glorot_uniform,
    l1,
    l2,
    max_norm,
    non_negative,
)

HWCM = KERNEL[:, :, None, None]


@pytest.fixture(scope="module")
def keras():
    """Keras, which takes seconds to load: only where a test of this file runs."""
    return import_module("keras")


@pytest.mark.parametrize("name", ACTIVATIONS)
def test_an_activation_is_kerass(keras, name):
    function = keras.activations.get(None if name == "None" else name)
    theirs = keras.ops.convert_to_numpy(function(keras.ops.convert_to_tensor(RESULT, "float64")))
    np.testing.assert_allclose(ACTIVATIONS[name](RESULT), theirs, rtol=1e-6, atol=1e-12)


def test_relu_of_the_documents_result():
    assert ACTIVATIONS["relu"](RESULT).tolist() == [[0, 12], [17, 0]]
    assert ACTIVATIONS["relu6"](RESULT).tolist() == [[0, 6], [6, 0]]


@pytest.mark.parametrize("shape", [(3, 3, 1, 1), (3, 5, 4, 2), (1, 1, 10, 32)])
def test_kerass_glorot_uniform_has_the_same_bound(keras, shape):
    drawn = keras.ops.convert_to_numpy(
        keras.initializers.GlorotUniform(seed=1)((*shape[:2], 64 * shape[2], 64 * shape[3]))
    )
    bound = glorot_bound((*shape[:2], 64 * shape[2], 64 * shape[3]))
    assert 0.99 * bound < np.abs(drawn).max() <= bound * (1 + 1e-6)
    ours = glorot_uniform(shape, seed=1)
    assert np.abs(ours).max() <= glorot_bound(shape)
    assert fans(shape) == (np.prod(shape[:3]), np.prod(shape[:2]) * shape[3])


def test_a_regularizer_is_one_number(keras):
    weights = keras.ops.convert_to_tensor(HWCM, "float32")
    assert float(keras.regularizers.L1(0.01)(weights)) == pytest.approx(l1(KERNEL)) == pytest.approx(0.10)
    assert float(keras.regularizers.L2(0.01)(weights)) == pytest.approx(l2(KERNEL)) == pytest.approx(0.30)
    assert l2(RESULT) == pytest.approx(6.06)


def test_constraints_are_kerass(keras):
    weights = keras.ops.convert_to_tensor(HWCM, "float32")
    theirs = keras.ops.convert_to_numpy(keras.constraints.NonNeg()(weights))
    np.testing.assert_array_equal(non_negative(KERNEL), theirs[:, :, 0, 0])
    theirs = keras.ops.convert_to_numpy(keras.constraints.MaxNorm(2, axis=[0, 1])(weights))
    np.testing.assert_allclose(max_norm(KERNEL), theirs[:, :, 0, 0], rtol=1e-5)
    by_column = keras.ops.convert_to_numpy(keras.constraints.MaxNorm(2)(weights))
    assert not np.allclose(by_column[:, :, 0, 0], max_norm(KERNEL))


def test_a_small_kernel_is_left_alone():
    np.testing.assert_array_equal(max_norm(KERNEL / 10), KERNEL / 10)


def test_the_rectangle_is_torchs():
    x, w = torch.tensor(RECTANGLE.x)[None], torch.tensor(RECTANGLE.weight)
    expected = torch.nn.functional.conv2d(x, w, stride=(2, 1))[0].numpy()
    np.testing.assert_array_equal(compute(RECTANGLE, "numpy"), expected)
    assert expected.shape == (1, 3, 3)
    assert expected[0].tolist() == [[1, 2, 2], [1, -1, -1], [2, 0, -1]]
