"""What the browser computes by itself, over 2,000 random layers beside `dsviz.convolve`."""

import json
import shutil
import subprocess
from pathlib import Path

import numpy as np

import dsviz
from dsviz.conv.layer import Layer
from dsviz.conv.spec import ConvSpec
from dsviz.conv.trace import rounding_bound
from tests.javascript.layers import random_layer
from tests.javascript.node import tools

COUNT = 2000
SCRIPT = Path(__file__).with_name("computed.mjs")


def tensor(values):
    return {"shape": list(np.shape(values)), "data": np.ravel(values).tolist()}


def scene(layer, y):
    """A layer as a stage's script has it, with the outputs left open."""
    spec = {
        "stride": layer.spec.stride,
        "padding": layer.pads,
        "dilation": layer.spec.dilation,
        "groups": layer.spec.groups,
        "padding_mode": layer.spec.padding_mode,
    }
    told = {"x": tensor(layer.x), "w": tensor(layer.weight), "y": tensor(np.zeros_like(y)), "spec": spec}
    return told if layer.bias is None else {**told, "b": tensor(layer.bias)}


def in_node(scenes):
    node = shutil.which("node", path=tools()[1])
    assert node is not None
    done = subprocess.run(
        [node, str(SCRIPT)], input=json.dumps(scenes), capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def drawn_layers(count=COUNT):
    """Random layers, the same each time, with torch's outputs."""
    random = np.random.default_rng(13)
    drawn = [random_layer(random) for _ in range(count)]
    layers = [Layer(*tensors, spec=ConvSpec(**keywords)) for tensors, keywords in drawn]
    return layers, [dsviz.convolve(*tensors, **keywords) for tensors, keywords in drawn]


def compare(layers, wanted, found):
    """Hold a browser's outputs against torch's; return how many layers have sums without rounding."""
    whole = 0
    for layer, y, own in zip(layers, wanted, found, strict=True):
        own = np.array(own).reshape(y.shape)
        if all((each % 0.25 == 0).all() for each in layer.tensors.values() if each is not None):
            assert np.array_equal(own, y)  # such sums are exact in any order
            whole += 1
        else:
            assert np.abs(own - y).max() <= rounding_bound(layer)
    return whole


def test_the_browsers_outputs_are_torchs():
    layers, wanted = drawn_layers()
    found = in_node([scene(layer, y) for layer, y in zip(layers, wanted, strict=True)])
    assert compare(layers, wanted, found) > COUNT / 4
    assert {layer.spec.padding_mode for layer in layers} == {"zeros", "reflect", "replicate", "circular"}


def test_a_layer_worked_out_by_hand():
    layer = Layer([[[1, 2], [3, 4]]], [[[[1, 0], [0, -1]]]], [10])
    assert in_node([scene(layer, np.zeros((1, 1, 1)))]) == [[7]]
