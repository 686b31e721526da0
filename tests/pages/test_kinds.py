"""The Playground's other kinds of layer: the same numbers transposed, and a single row."""

import contextlib
import io
import re

import numpy as np
import pytest
import torch
import torch.nn.functional as F

from dsviz.content import label
from dsviz.conv.layer import Layer
from dsviz.export.row_code import row_code
from dsviz.saved.link import state_to_text
from dsviz.saved.state import State
from dsviz.saved.workbench import transposed_of
from dsviz.wording.tensors import tensor_text

FILE = "Playground"
SMALL = {"x": [[[1, 2], [3, 4]], [[0, 1], [2, -1]]], "weight": [[[[1, 2], [3, 4]]] * 2]}


def opened(visit, layer, **query):
    return visit(FILE, s=state_to_text(State.of(layer)), **query)


def by_torch(layer, weight, **more):
    """The transposed output by torch alone."""
    bias = None if layer.bias is None else torch.tensor(layer.bias)
    pads = tuple(before for before, _ in layer.spec.padding)
    settings = {"stride": layer.spec.stride, "padding": pads, "groups": layer.spec.groups, **more}
    return F.conv_transpose2d(torch.tensor(layer.x), torch.tensor(weight), bias, **settings).numpy()


def codes(app):
    return [each.value for each in app.code]


def test_the_same_numbers_transposed_are_torchs(visit):
    layer = Layer.from_tensors(SMALL["x"], SMALL["weight"], [5], stride=2, padding=1)
    app = opened(visit, layer, kind="transposed", output_padding="1")
    assert not app.exception
    assert not app.warning
    expected = by_torch(layer, layer.weight.swapaxes(0, 1).copy(), output_padding=1)
    assert tensor_text(expected) in codes(app)
    assert "changed places" in "".join(each.value for each in app.markdown)


def test_weights_in_pytorchs_layout_stay_as_they_are(visit):
    layer = Layer.from_tensors(SMALL["x"], [SMALL["weight"][0], [[[0, 1], [1, 0]], [[2, 0], [0, 2]]]])
    app = opened(visit, layer, kind="transposed")
    assert tensor_text(by_torch(layer, layer.weight)) in codes(app)
    assert "changed places" not in "".join(each.value for each in app.markdown)


def test_groups_stay_groups():
    layer = Layer.from_tensors(SMALL["x"], [[[[1, 2]]], [[[3, 4]]]], groups=2)
    made, is_turned = transposed_of(State.of(layer), (0, 0))
    assert (made.out_channels, is_turned) == (2, False)


@pytest.mark.parametrize("lang", ["en", "zh"])
@pytest.mark.parametrize(
    ("settings", "query", "told"),
    [
        ({"stride": 1}, {"output_padding": "1"}, "output_padding"),
        ({"padding": "same"}, {}, "same"),
    ],
)
def test_what_is_no_transposed_layer_is_answered(visit, lang, settings, query, told):
    layer = Layer.from_tensors(SMALL["x"], SMALL["weight"], **settings)
    app = opened(visit, layer, kind="transposed", lang=lang, **query)
    assert not app.exception
    assert told in "".join(each.value for each in app.warning)


def test_what_padded_cells_hold_is_asked_of_no_transposed_layer_and_kept(visit):
    layer = Layer.from_tensors(SMALL["x"], SMALL["weight"], padding=1, padding_mode="reflect")
    app = opened(visit, layer, kind="transposed")
    asked = label("playground.padding_mode")
    assert not app.exception
    assert not app.warning
    assert asked not in [each.label for each in app.selectbox]
    assert tensor_text(by_torch(layer, layer.weight.swapaxes(0, 1).copy())) in codes(app)
    # A setting changed meanwhile leaves it as it was.
    stride = next(each for each in app.text_input if each.label == label("playground.stride"))
    stride.set_value("2").run()
    app.query_params["kind"] = "convolution"
    (mode,) = [each for each in app.run().selectbox if each.label == asked]
    assert mode.value == "reflect"


def test_one_too_large_for_numbers_is_a_program(visit):
    layer = Layer(np.ones((1, 20, 20)), np.ones((1, 1, 2, 2)))
    app = opened(visit, layer, kind="transposed")
    assert [each.value for each in app.info] == [label("playground.transposed.large", most=16, channels=8)]
    assert any("conv_transpose2d" in each for each in codes(app))


def test_a_row_is_begun_and_made_causal(visit):
    app = visit(FILE, kind="row")
    begin = next(each for each in app.button if each.label == label("playground.row.begin"))
    app = begin.click().run()
    assert any("Conv1d(1, 1, kernel_size=3" in each for each in codes(app))
    plain = Layer([[[1, 2, 3]]], [[[[1, 10]]]])
    app = opened(visit, plain, kind="row")
    causal = next(each for each in app.button if each.label == label("playground.row.causal"))
    app = causal.click().run()
    assert any("F.pad(x, (1, 0))" in each for each in codes(app))


def test_the_lines_of_a_row_print_torchs_numbers():
    layer = Layer.from_tensors(
        [[[0.5, 2, -3, 1]]], [[[[1.25, -2]]], [[[0, 3]]]], [1, -1.5], stride=(1, 2), padding=((0, 0), (1, 0))
    )
    shown = io.StringIO()
    with contextlib.redirect_stdout(shown):
        exec(row_code(layer), {})
    expected = F.conv2d(
        F.pad(torch.tensor(layer.x), (1, 0)), *map(torch.tensor, (layer.weight, layer.bias)), (1, 2)
    )
    numbers = [float(each) for each in re.findall(r"-?\d+\.\d*", shown.getvalue())]
    assert numbers == expected.ravel().tolist()


def test_rows_are_channels_and_causal_is_a_padding_of_a_row(visit):
    picture = Layer([[[1, 2.5, 3, 4], [0, 1, -1, 2]]], [[[[1, 0.5], [2, -1]]]])
    app = opened(visit, picture, kind="row")
    rows = next(each for each in app.button if each.label == label("playground.row.rows"))
    app = rows.click().run()
    assert any("Conv1d(2, 1, kernel_size=2" in each for each in codes(app))
    padding = next(each for each in app.text_input if each.key == "play.padding")
    app = padding.set_value("causal").run()
    assert not app.warning
    assert any("F.pad(x, (1, 0))" in each for each in codes(app))


def test_causal_is_no_padding_of_a_picture(visit):
    app = visit(FILE)
    padding = next(each for each in app.text_input if each.key == "play.padding")
    assert padding.set_value("causal").run().warning


def test_a_transposed_layer_is_not_handed_over_as_an_ordinary_one(visit):
    def ways(app):
        return [each.proto.label for each in app.main.get("page_link")]

    assert label("handover.check") in ways(visit(FILE))
    assert label("handover.check") not in ways(visit(FILE, kind="transposed"))
    assert label("handover.backward") not in ways(visit(FILE, kind="transposed"))
