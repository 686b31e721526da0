"""The written code is run: PyTorch, Keras and NumPy must leave and print the engine's numbers, every one."""

import ast
import contextlib
import io
import re

import numpy as np
import pytest

import dsviz
from dsviz.conv.layer import Layer
from dsviz.conv.spec import ConvSpec
from dsviz.examples import ALL, by_topic
from dsviz.export.keras_code import keras_code, keras_layer
from dsviz.export.numpy_code import numpy_code
from dsviz.export.pytorch_code import pytorch_code
from dsviz.export.tensorflow_code import tensorflow_code
from tests.export.coded_layers import LAYERS, layer_of

RUN = {"pytorch": pytorch_code, "keras": keras_code, "numpy": numpy_code}
EXAMPLES = [example for example in ALL if example.topic != "separable"]
# Separable layers: settings of the depthwise step, and the depth multiplier.
STEPS = [
    ({}, 1),
    ({"stride": 2, "padding": "same"}, 2),
    ({"padding": 1}, 1),
    ({"stride": (2, 1), "padding": ((0, 1), (1, 0))}, 1),
    ({"stride": 2, "dilation": 2, "padding": "same"}, 2),
    ({"padding": 1, "padding_mode": "circular"}, 1),
]


def run(code):
    """Run a script as a reader would: the result it leaves, and the numbers it prints."""
    printed, names = io.StringIO(), {}
    with contextlib.redirect_stdout(printed):
        exec(compile(code, "<written code>", "exec"), names)
    text = re.sub(r"dtype=\S+", "", printed.getvalue())
    assert "..." not in text
    return np.asarray(names["y"]), [float(each) for each in re.findall(r"-?\d+\.?\d*", text)]


def check(code, expected):
    left, printed = run(code)
    np.testing.assert_array_equal(left, expected)
    assert printed == expected.ravel().tolist()


@pytest.mark.parametrize("framework", RUN)
@pytest.mark.parametrize("name", LAYERS)
def test_written_code_prints_the_engines_numbers(framework, name):
    layer = layer_of(name)
    expected = dsviz.convolve(layer.x, layer.weight, layer.bias, backend="numpy", **layer.keywords)
    check(RUN[framework](layer), expected)


@pytest.mark.parametrize("framework", RUN)
@pytest.mark.parametrize("example", EXAMPLES, ids=lambda each: each.id)
def test_the_worked_examples_as_code(framework, example):
    layer = example.layer
    expected = dsviz.convolve(layer.x, layer.weight, layer.bias, backend="numpy", **layer.keywords)
    check(RUN[framework](layer), expected)


def separable(settings, multiplier, bias=None):
    draw = np.random.default_rng(multiplier)
    x = draw.integers(-4, 5, (3, 6, 7)).astype(float)
    first = draw.integers(-3, 4, (3 * multiplier, 1, 3, 2)).astype(float)
    last = draw.integers(-3, 4, (4, 3 * multiplier, 1, 1)).astype(float)
    spec = ConvSpec(groups=3, **settings)
    middle = dsviz.convolve(x, first, backend="numpy", **spec.keywords)
    return Layer(x, first, spec=spec), Layer(middle, last, bias)


@pytest.mark.parametrize("bias", [None, [1, -2, 0, 3]])
@pytest.mark.parametrize("framework", RUN)
@pytest.mark.parametrize(("settings", "multiplier"), STEPS)
def test_a_separable_layer_as_code(framework, settings, multiplier, bias):
    depthwise, pointwise = separable(settings, multiplier, bias)
    expected = dsviz.convolve(pointwise.x, pointwise.weight, bias, backend="numpy")
    check(RUN[framework](depthwise, pointwise), expected)


def test_the_documents_chain_as_keras_separable_layer():
    for chain in by_topic("separable"):
        first, last = (each.layer for each in chain.layers)
        code = keras_code(first, last)
        assert "SeparableConv2D" in code
        check(code, dsviz.convolve(last.x, last.weight, last.bias, backend="numpy"))


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("same, stride 2", 'keras.layers.Conv2D(2, 3, strides=2, padding="same", dtype="float64")'),
        ("grouped", 'keras.layers.Conv2D(8, 3, groups=2, dtype="float64")'),
        (
            "depthwise, multiplier 2",
            'keras.layers.DepthwiseConv2D(2, depth_multiplier=2, dtype="float64")',
        ),
        ("stride with dilation", 'keras.layers.Conv2D(2, 3, dilation_rate=2, dtype="float64")'),
    ],
)
def test_settings_as_a_keras_layer(name, expected):
    assert keras_layer(layer_of(name)) == expected


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("same, stride 2", "x = F.pad(x, (1, 1, 0, 1))"),
        ("four different sides", "x = F.pad(x, (1, 0, 0, 2))"),
    ],
)
def test_uneven_padding_is_written_out_for_pytorch(name, expected):
    assert expected in pytorch_code(layer_of(name)).splitlines()


def test_uneven_padding_is_written_out_for_keras():
    code = keras_code(layer_of("four different sides"))
    assert 'x = keras.layers.ZeroPadding2D(((0, 2), (1, 0)), dtype="float64")(x)' in code.splitlines()


@pytest.mark.parametrize("name", LAYERS)
def test_tensorflows_code_is_python_and_calls_the_right_function(name):
    layer = layer_of(name)
    code = tensorflow_code(layer)
    ast.parse(code)
    wanted = "tf.nn.depthwise_conv2d(" if 1 < len(layer.x) == layer.spec.groups else "tf.nn.conv2d("
    assert wanted in code
    assert ("tf.nn.bias_add" in code) == (layer.bias is not None)


def test_tensorflows_separable_code_is_python():
    code = tensorflow_code(*separable(*STEPS[1], np.zeros(4)))
    ast.parse(code)
    assert 'tf.nn.separable_conv2d(x, w, p, strides=(1, 2, 2, 1), padding="SAME")' in code
