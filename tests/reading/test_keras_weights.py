"""The weights of a layer of Keras, as its argument or as a list beside it, have its order of axes."""

import json

import numpy as np
import pytest

import dsviz
from dsviz.reading.keras_weights import weights_of
from dsviz.reading.several import read_tensors

HWIO = np.arange(1.0, 17).reshape(2, 2, 2, 2)
LIST = json.dumps(HWIO.tolist())
AS_WRITTEN = [LIST, f"np.array({LIST})", repr(HWIO.astype("float32")), f"tf.constant({LIST})"]
X = np.arange(18.0).reshape(1, 3, 3, 2) % 5
CONTEXTS = [
    "import tensorflow as tf\nweights={}",
    "import keras\nweights=[{}]",
    "import keras\nweights=[{}, [0, 1]]",
    "import keras\nweights=[{}, np.array([0, 1])]",
    "layer = keras.layers.Conv2D(2, 2, weights=[{}])",
    "layer = keras.layers.Conv2D(2, 2, weights=[{}, [0, 1]])",
    "Conv2D(2, 2, weights=[{}, np.array([0, 1])], input_shape=(3, 3, 2))",
    "model.add(Conv2D(2, (2, 2), weights=[{}], input_shape=(3, 3, 2)))",
    "layer = Conv2D(2, 2, weights=weights, strides=1)\nweights = {}",
    "weights = {}\nlayer = Conv2D(2, 2, activation='relu')",
    "weights = {}\nlayer = layers.Conv2D(filters=2, kernel_size=2)",
]


@pytest.mark.parametrize("context", CONTEXTS)
@pytest.mark.parametrize("written", AS_WRITTEN)
def test_the_frameworks_word_decides_the_order(context, written):
    text = context.replace("{}", written)
    kernel, *rest = read_tensors(text)
    assert kernel.role == "kernel"
    assert [(one.role, one.array.tolist()) for one in rest] in ([], [("bias", [0, 1])])
    reading = dsviz.read(text, role="kernel", channels=2)
    assert (reading.layout, reading.array.tolist()) == ("HWIO", HWIO.transpose(3, 2, 0, 1).tolist())


def test_a_layer_with_weights_as_its_argument_is_checked():
    y = [[[sum_at(i, j, n) for n in range(2)] for j in range(2)] for i in range(2)]
    layer = f"layer = Conv2D(2, 2, weights=[{LIST}, [0, 1]], input_shape=(3, 3, 2))"
    text = f"x = {X.tolist()}\n{layer}\ny = {[y]}"
    assert dsviz.check(text, text, text, text).is_right
    y[1][1][1] += 1
    text = f"x = {X.tolist()}\n{layer}\ny = {[y]}"
    assert not dsviz.check(text, text, text, text).is_right


def sum_at(i, j, n):
    return float((X[0, i : i + 2, j : j + 2] * HWIO[..., n]).sum()) + n


@pytest.mark.parametrize(
    "context",
    [
        "weights={}",
        "import torch\nweights={}",
        "conv = nn.Conv2d(2, 2, 2)\nweights={}",
        "from paddle.nn import Conv2D\nconv = Conv2D(2, 2, 2, weight_attr=None, padding=1)\nweights={}",
        "net = nn.Conv2D(channels=2, kernel_size=2, strides=1)\nweights={}",  # Gluon's
        "Conv2D(2, 2, 2)\nweights={}",
    ],
)
def test_without_such_a_word_the_order_is_pytorchs(context):
    assert dsviz.read(context.replace("{}", LIST), role="kernel", channels=2).layout == "OIHW"


def test_other_lists_are_no_weights_of_keras():
    assert weights_of("[[[1, 2], [3, 4]], [[5, 6], [7, 8]]]", "weights", "tensorflow") == []
    assert weights_of(f"[{LIST}, [[0, 1]]]", "weights", "tensorflow") == []
    assert weights_of(f"[{LIST}, [0, 1], [2]]", "weights", "tensorflow") == []


def test_a_list_of_lists_in_a_sentence_is_one_tensor():
    text = "The kernel is [[[1, 2], [3, 4]], [[5, 6], [7, 8]]]."
    assert [(one.role, one.array.shape) for one in read_tensors(text)] == [("kernel", (2, 2, 2))]
    assert dsviz.read(text, role="kernel").array.shape == (1, 2, 2, 2)
    text = f"TensorFlow weights = {LIST}"
    assert dsviz.read(text, role="kernel").array.tolist() == HWIO.transpose(3, 2, 0, 1).tolist()
