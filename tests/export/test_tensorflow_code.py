"""TensorFlow's script is run wherever TensorFlow is installed, and must print the engine's numbers."""

import contextlib
import io

import numpy as np
import pytest

import dsviz
from dsviz.export.listings import listing
from dsviz.export.tensorflow_code import in_full, tensorflow_code
from tests.export.coded_layers import LAYERS, layer_of
from tests.export.test_code import EXAMPLES, STEPS, run, separable

pytest.importorskip("tensorflow")


def test_document_001s_example_prints_what_stands_beside_it():
    printed = io.StringIO()
    with contextlib.redirect_stdout(printed):
        exec(compile(listing("001-example"), "001-example", "exec"), {})
    assert printed.getvalue().rstrip() == listing("001-example.out")


def check(code, expected):
    """TensorFlow prints the numbers as NumPy does, and after them the shape."""
    left, printed = run(code)
    np.testing.assert_array_equal(left, expected)
    assert printed == [*expected.ravel().tolist(), *expected.shape]


@pytest.mark.parametrize("name", LAYERS)
def test_tensorflows_script_prints_the_engines_numbers(name):
    layer = layer_of(name)
    expected = dsviz.convolve(layer.x, layer.weight, layer.bias, backend="numpy", **layer.keywords)
    check(in_full(tensorflow_code(layer)), expected)


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda each: each.id)
def test_the_worked_examples_in_tensorflow(example):
    layer = example.layer
    expected = dsviz.convolve(layer.x, layer.weight, layer.bias, backend="numpy", **layer.keywords)
    check(in_full(tensorflow_code(layer)), expected)


@pytest.mark.parametrize("bias", [None, [1, -2, 0, 3]])
@pytest.mark.parametrize(("settings", "multiplier"), STEPS)
def test_a_separable_layer_in_tensorflow(settings, multiplier, bias):
    depthwise, pointwise = separable(settings, multiplier, bias)
    expected = dsviz.convolve(pointwise.x, pointwise.weight, bias, backend="numpy")
    check(in_full(tensorflow_code(depthwise, pointwise)), expected)


def test_its_depthwise_function_wants_strides_of_1_with_a_dilation():
    """It warns, and what it then gives is not every second place of the dilated layer."""
    import tensorflow as tf

    draw = np.random.default_rng(0)
    x = tf.constant(draw.integers(0, 5, (1, 9, 9, 2)).astype(float))
    kernel = tf.constant(draw.integers(-2, 3, (3, 3, 2, 1)).astype(float))
    alone = tf.nn.depthwise_conv2d(x, kernel, (1, 1, 1, 1), "VALID", dilations=(2, 2)).numpy()
    with pytest.warns(UserWarning, match="all values of strides must be 1"):
        both = tf.nn.depthwise_conv2d(x, kernel, (1, 2, 2, 1), "VALID", dilations=(2, 2)).numpy()
    assert both.shape == (1, 3, 3, 2)
    assert not np.array_equal(both, alone[:, ::2, ::2])


def test_the_names_of_tensorflow_1_are_gone():
    import tensorflow as tf

    assert not hasattr(tf, "Session")
    assert not hasattr(tf, "layers")
    assert not hasattr(tf, "variable_scope")
    assert hasattr(tf.nn, "depthwise_conv2d")
