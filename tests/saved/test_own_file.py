"""A layer written by this project comes back whole: tensors, bias and every setting."""

import json

import numpy as np
import pytest

from dsviz.conv.errors import Refusal
from dsviz.conv.spec import PADDING_MODES, ConvSpec
from dsviz.conv.trace import trace
from dsviz.export.tensor_files import tensors_csv, tensors_npz
from dsviz.figures.run import run_figure
from dsviz.reading.files.opening import read_file
from dsviz.saved.link import to_file
from dsviz.saved.own_file import document_of, layer_of
from dsviz.saved.state import State

X = [[[1, 2.5, 3], [4, 5, 6], [7, 8, 9]], [[0, 1, 0], [1, 0, 1], [0, 1, 0]]]
SETTINGS = {"stride": (2, 1), "padding": ((0, 1), (1, 0)), "dilation": (1, 2), "groups": 2}

WRITERS = {
    "layer.npz": lambda traced: tensors_npz([traced]),
    "layer.csv": lambda traced: tensors_csv([traced]).encode(),
    "semicolons.csv": lambda traced: tensors_csv([traced]).replace(",", ";").encode(),
    "layer.json": lambda traced: to_file(State.of(traced.layer)),
    "figure.json": lambda traced: run_figure(traced).to_json().encode(),
}


def read_back(name, data):
    return layer_of(data, read_file(data, name))


@pytest.mark.parametrize("mode", PADDING_MODES)
@pytest.mark.parametrize("name", WRITERS)
def test_a_layer_comes_back_with_its_settings(name, mode):
    weight = np.arange(16.0).reshape(4, 1, 2, 2)
    traced = trace(X, weight, [1, 2, 3, 4.5], backend="numpy", padding_mode=mode, **SETTINGS)
    state = read_back(name, WRITERS[name](traced))
    assert state.spec == ConvSpec(padding_mode=mode, **SETTINGS)
    assert (state.x.tolist(), state.weight.tolist()) == (X, weight.tolist())
    assert state.bias.tolist() == [1, 2, 3, 4.5]
    assert trace(*state.tensors.values(), backend="numpy", **state.spec.keywords).output.tolist() == (
        traced.output.tolist()
    )


@pytest.mark.parametrize("name", WRITERS)
def test_a_layer_without_a_bias_and_with_usual_settings(name):
    state = read_back(name, WRITERS[name](trace(X, np.ones((1, 2, 2, 2)), backend="numpy")))
    assert (state.bias, state.spec) == (None, ConvSpec())


def test_a_figure_holds_what_the_layers_own_file_holds():
    traced = trace(X, np.ones((1, 2, 2, 2)), [1], backend="numpy", stride=2)
    meta = json.loads(run_figure(traced).to_json())["layout"]["meta"]
    own = json.loads(to_file(State.of(traced.layer)))
    assert meta.pop("y") == traced.output.tolist()
    assert meta == own | {"spec": {"stride": [2, 2]}}


def test_other_files_are_no_layer():
    traced = trace(X, np.ones((1, 2, 2, 2)), backend="numpy")
    without_settings = tensors_csv([traced]).partition("#")[0]
    assert read_back("layer.csv", without_settings.encode()) is None
    assert read_back("x.json", b"[[1, 2], [3, 4]]") is None


def test_settings_that_are_none_are_refused():
    document = json.loads(to_file(State.of(trace(X, np.ones((1, 2, 2, 2)), backend="numpy").layer)))
    data = json.dumps(document | {"spec": {"stride": 0}}).encode()
    with pytest.raises(Refusal, match="stride must be from 1"):
        layer_of(data, ())


@pytest.mark.parametrize(("value", "is_written"), [(1e15, True), (1e16, False), (1e308, False)])
def test_a_figure_carries_only_a_layer_that_can_be_read_again(value, is_written):
    traced = trace([[[value]]], [[[[1]]]], backend="numpy")
    written = {"dsviz": 1, "x": [[[value]]], "weight": [[[[1]]]], "y": [[[value]]]} if is_written else {}
    assert document_of(traced) == written
    assert run_figure(traced).layout.meta == written
