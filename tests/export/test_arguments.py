"""The table of arguments against the frameworks' own signatures, and against the one document 001 prints."""

import inspect

import pytest
import torch

from dsviz.content import labels
from dsviz.errata import find
from dsviz.export.arguments import ARGUMENTS, FRAMEWORKS, REQUIRED, listed

# As document 001 prints it, its quotes made straight.
DOCUMENT_001 = (
    "inputs, filters, kernel_size, strides=(1, 1), padding='valid', data_format='channels_last', "
    "dilation_rate=(1, 1), depth_multiplier=1, activation=None, use_bias=True, depthwise_initializer=None, "
    "pointwise_initializer=None, bias_initializer=tf.zeros_initializer(), depthwise_regularizer=None, "
    "pointwise_regularizer=None, bias_regularizer=None, activity_regularizer=None, "
    "depthwise_constraint=None, pointwise_constraint=None, bias_constraint=None, trainable=True, "
    "name=None, reuse=None"
)


def signature(layer):
    parameters = inspect.signature(layer).parameters.values()
    named = [each for each in parameters if each.kind is not inspect.Parameter.VAR_KEYWORD]
    return {
        each.name: REQUIRED if each.default is inspect.Parameter.empty else repr(each.default)
        for each in named
    }


def test_pytorchs_arguments_are_those_of_its_signature():
    assert listed("torch") == signature(torch.nn.Conv2d)


@pytest.mark.parametrize(
    ("framework", "layer"), [("keras_depthwise", "DepthwiseConv2D"), ("keras_separable", "SeparableConv2D")]
)
def test_keras_arguments_are_those_of_its_signature(framework, layer):
    import keras

    assert listed(framework) == signature(getattr(keras.layers, layer))


def test_tf_layers_arguments_are_those_document_001_prints():
    entries = (entry.partition("=") for entry in DOCUMENT_001.replace("(1, 1)", "(1; 1)").split(", "))
    printed = {name: (default or REQUIRED).replace(";", ",") for name, _, default in entries}
    assert listed("tf_layers") == printed


def test_what_every_default_does_is_said():
    assert set(labels("arguments")) >= {argument.id for argument in ARGUMENTS} | set(FRAMEWORKS)


def test_keras_takes_same_in_capitals_and_dilates_a_depthwise_layer():
    import keras

    layer = keras.layers.DepthwiseConv2D(3, padding="SAME", dilation_rate=2, strides=2)
    assert layer.padding == "same"
    assert tuple(layer(keras.ops.zeros((1, 9, 9, 2))).shape) == (1, 5, 5, 2)


@pytest.mark.parametrize("word", find("004-case").check().facts["words"].items)
@pytest.mark.parametrize("layer", ["Conv2D", "DepthwiseConv2D", "SeparableConv2D"])
def test_keras_reads_padding_in_the_letters_the_erratum_names(layer, word):
    import keras

    settings = {"padding": word} if layer == "DepthwiseConv2D" else {"filters": 3, "padding": word}
    made = getattr(keras.layers, layer)(kernel_size=3, **settings)
    assert made.padding == "same"
    assert tuple(made(keras.ops.zeros((1, 9, 9, 3))).shape) == (1, 9, 9, 3)


def test_keras_conv2d_refuses_a_stride_with_a_dilation_and_torch_does_not():
    import keras

    with pytest.raises(ValueError, match="strides > 1"):
        keras.layers.Conv2D(1, 3, strides=2, dilation_rate=2)
    assert torch.nn.Conv2d(1, 1, 3, stride=2, dilation=2)(torch.zeros(1, 1, 9, 9)).shape == (1, 1, 3, 3)
