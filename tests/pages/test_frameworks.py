"""The page on frameworks: the code on it runs and prints the tensor on it, and the two stages are torch's."""

import json
import re

import numpy as np
import pytest
import torch
import torch.nn.functional as F

from dsviz.content import label
from dsviz.conv.geometry import same_padding
from dsviz.export.arguments import ARGUMENTS, FRAMEWORKS
from tests.export.test_code import run

FILE = "Frameworks"
LINKS = [
    {},
    {"kind": "depthwise", "m": "2", "stride": "2", "padding": "same"},
    {"kind": "separable", "n": "4", "padding": "1", "bias": "off"},
    {"c": "4", "n": "4", "g": "2", "stride": "2", "dilation": "2", "size": "9"},
    {"c": "1", "n": "3", "k": "2", "padding": "2"},
    {"kind": "depthwise", "c": "1", "m": "3"},
    {"kind": "separable", "c": "1", "stride": "2", "dilation": "2", "padding": "same"},
]


def said(app):
    return "\n".join(each.value for each in (*app.markdown, *app.warning))


def scenes(app):
    return [json.loads(stage.proto.json)[0] for stage in app.get("bidi_component")]


def tensor(scene, name):
    return np.reshape(scene[name]["data"], scene[name]["shape"]).astype(float)


def by_layers(shown, script):
    """What the torch.nn.Conv2d layers on the page make of the script's numbers, padded as it pads them."""
    exec(script.partition("\ny = ")[0], before := {})
    exec(script, after := {})
    layers = [eval(call) for call in re.findall(r"torch\.nn\.Conv2d\(.*\)", shown)]
    y = before["x"][None]
    for layer, name in zip(layers, "wp", strict=False):
        layer.double().weight.data[:] = after[name]
        if layer.bias is not None:
            layer.bias.data[:] = after["b"]
        y = layer(y)
    return y[0].detach().numpy()


@pytest.fixture(autouse=True)
def keras_on_torch(monkeypatch):
    monkeypatch.setenv("KERAS_BACKEND", "torch")


@pytest.mark.parametrize("link", LINKS, ids=str)
def test_the_code_on_the_page_prints_the_tensor_on_the_page(visit, link):
    app = visit(FILE, **link)
    assert not app.exception
    assert not app.warning
    pytorch, keras, tensorflow, numpy = (each.value for each in app.code[1:8:2])
    shown = app.code[8].value
    result = np.array(json.loads(shown), dtype=float)
    for code in (pytorch, keras, numpy):
        left, printed = run(code)
        np.testing.assert_array_equal(left, result)
        assert printed == result.ravel().tolist()
    compile(tensorflow, "tensorflow", "exec")
    np.testing.assert_array_equal(by_layers(app.code[0].value, pytorch), result)


@pytest.mark.parametrize(
    ("side", "kernel", "stride"), [(4, 3, 2), (5, 3, 2), (8, 3, 4), (4, 2, 1), (6, 5, 3), (1, 1, 1)]
)
def test_both_stages_hold_torchs_numbers(visit, side, kernel, stride):
    app = visit(FILE, side=str(side), ks=str(kernel), s=str(stride))
    assert not app.exception
    shown = scenes(app)
    for scene, pads in zip(shown, (same_padding(side, kernel, stride), (kernel // 2,) * 2), strict=True):
        assert scene["spec"]["padding"] == [list(pads)] * 2
        x = F.pad(torch.tensor(tensor(scene, "x")), (*pads, *pads))
        y = F.conv2d(x, torch.tensor(tensor(scene, "w")), stride=stride)
        np.testing.assert_array_equal(tensor(scene, "y"), y.numpy())
    assert [scene["param"] for scene in shown] == ["step-tensorflow", "step-pytorch"]


def test_another_size_forgets_the_steps_of_the_old_one(visit):
    app = visit(FILE, **{"step-tensorflow": "3", "step-pytorch": "2", "lang": "en"})
    field = next(field for field in app.text_input if field.key == "side")
    field.set_value("3").run()
    assert not app.exception
    assert not {"step-tensorflow", "step-pytorch"} & set(app.query_params)
    assert [tensor(scene, "x").shape for scene in scenes(app)] == [(1, 3, 3)] * 2


def test_what_each_drops_is_named(visit):
    words = said(visit(FILE))
    assert label("frameworks.unread.none") in words
    assert label("frameworks.unread.padding", places="4") in words
    for before, starts in ((0, "0, 2"), (1, "−1, 1")):
        facts = {"before": before, "after": 1, "out": "2 × 2", "starts": starts}
        assert label("frameworks.same.facts", **facts) in words
    wide = said(visit(FILE, side="8", s="4"))
    assert label("frameworks.unread.input", places="3, 7") in wide
    assert label("frameworks.unread.input", places="2, 6, 7") in wide
    assert label("frameworks.unread.padding", places="8") in wide


@pytest.mark.parametrize("kind", ["standard", "depthwise", "separable"])
def test_the_shapes_of_converted_weights_are_those_the_scripts_hold(visit, kind):
    app = visit(FILE, kind=kind, c="2", n="4", m="3", k="3")
    shapes = []
    for code in (app.code[1].value, app.code[3].value):
        exec(code.partition("layer = ")[0], numbers := {})
        shapes.append(" × ".join(map(str, numbers["w"].shape)))
    assert f"Weights converted: {shapes[0]} as PyTorch has them" in said(app)
    assert f"are {shapes[1]} in TensorFlow and Keras" in said(app)


def test_the_row_to_be_done_in_the_head(visit):
    assert label("frameworks.row", same="[321, 43]", torch="[210, 432]") in said(visit(FILE))


def test_one_tensor_in_both_layouts_and_where_its_cell_lies(visit):
    app = visit(FILE)
    first, last = (each.value for each in app.code[9:11])
    assert first.startswith("x  NCHW (1, 2, 3, 3)")
    assert last.startswith("x  NHWC (1, 3, 3, 2)")
    flat = [2, 5, 3, 3, 8, 2, 6, 1, 1, 2, 5, 4, 7, 9, 2, 3, -1, 3]
    where = label(
        "frameworks.place", value=flat[5], nchw="x[0, 1, 0, 2]", nhwc="x[0, 0, 2, 1]", first=11, last=5
    )
    assert where in said(app)


def test_every_argument_is_in_the_table_and_said(visit):
    app = visit(FILE)
    table = app.dataframe[0].value
    assert len(table) == len(ARGUMENTS)
    assert list(table) == [label(f"arguments.{name}") for name in FRAMEWORKS]
    for argument in ARGUMENTS:
        assert label(f"arguments.{argument.id}") in said(app)


@pytest.mark.parametrize(
    "link",
    [
        {"g": "2", "n": "3"},
        {"k": "5", "size": "4"},
        {"k": "0"},
        {"stride": "-1"},
        {"size": "9" * 30},
        {"dilation": "two"},
        {"c": ""},
        {"padding": "reflect"},
        {"kind": "transposed"},
        {"bias": "maybe"},
        {"side": "0"},
        {"s": "2.5"},
        {"side": "1", "ks": "4"},
    ],
    ids=str,
)
def test_what_fits_no_layer_is_answered_with_a_sentence(visit, link):
    app = visit(FILE, **link)
    assert not app.exception
    if link == {"side": "1", "ks": "4"}:
        # "same" and padding 2 both make room for the kernel: nothing is refused.
        assert not app.warning
    else:
        assert len(app.warning) == 1
        assert app.warning[0].value.endswith((".", "used.", "then."))
    fields = {field.key: field.value for field in app.text_input}
    assert all(fields[name] == typed for name, typed in link.items() if name in fields)
