"""What goes to the browser: exact, small, and unable to become anything but data."""

import base64
import json
import math

import numpy as np
import pytest
import torch
from hypothesis import given, settings
from hypothesis import strategies as st

from dsviz.content import label, labels
from dsviz.conv import torch_backend
from dsviz.conv.errors import ConvError
from dsviz.conv.layer import Layer
from dsviz.conv.trace import Trace, trace
from dsviz.examples import by_topic, get
from dsviz.stage import Showing, scene, stage_html
from dsviz.stage.bundles import bare
from dsviz.stage.labels import for_a_row, for_editing
from dsviz.stage.page import page_of
from dsviz.stage.scene import is_large, packed, tensor

NUMBERS = st.lists(st.floats(allow_nan=False, allow_infinity=False), min_size=1, max_size=40)


def unpacked(data):
    return np.frombuffer(base64.b64decode(data), "<f8").tolist() if isinstance(data, str) else data


def data_in(page):
    """The scene that a page holds."""
    return json.loads(page.split('id="scene">')[1].split("</script>")[0])


def size(data) -> int:
    return len(json.dumps(data, separators=(",", ":")).encode())


def elements(data) -> int:
    return sum(math.prod(data[name]["shape"]) for name in "xwyb" if name in data)


def scene_of(example, backend="torch", **showing):
    return scene(Trace(example.layer, backend), Showing(**showing))


def small(x, w, bias=None, *, stride=1, **showing):
    return scene(trace(x, w, bias, stride=stride), Showing(**showing))


@given(NUMBERS)
def test_packing_loses_nothing_and_stays_small(values):
    data = json.loads(json.dumps(packed(np.array(values))))
    assert unpacked(data) == [v + 0.0 for v in values]
    assert size(data) <= 12 * len(values) + 16


@pytest.mark.parametrize("topic", ["standard", "depthwise", "pointwise"])
def test_a_scene_is_at_most_2_kb_and_12_bytes_an_element(topic):
    for example in by_topic(topic):
        data = scene_of(example, printed=example.printed, document="document 001", title="x" * 60)
        assert size(data) <= 2048 + 12 * elements(data)


@pytest.mark.parametrize("outputs", [14, 28, 62])
def test_a_scene_grows_with_the_tensors_not_with_the_steps(outputs):
    random = np.random.default_rng(1)
    x, w = random.normal(size=(3, outputs + 2, outputs + 2)), random.normal(size=(8, 3, 3, 3))
    data = small(x, w)
    assert size(data) <= 2048 + 12 * elements(data)


def test_the_outputs_are_the_engines_and_both_comparisons_are_made():
    example = get("standard-cs231n")
    data = scene_of(example, printed=example.printed)
    assert data["y"] == {"shape": [2, 3, 3], "data": example.printed.ravel().tolist()}
    assert data["check"]["engine"] == "torch"
    assert data["check"]["disagreement"] == 0
    assert data["check"]["printed"] == 0
    off = example.printed.copy()
    off[1, 2, 2] += 0.5
    assert scene_of(example, printed=off)["check"]["printed"] == 0.5
    assert scene_of(example)["check"]["printed"] is None


@pytest.mark.parametrize(("by", "agrees"), [(0.0, True), (8e-16, True), (1.2e-15, False), (0.5, False)])
def test_how_far_the_engines_differ_is_told_as_it_is(monkeypatch, by, agrees):
    right = torch_backend.convolve_torch

    def disturbed(*layer):
        return np.add(right(*layer), [[[0, by]]])

    monkeypatch.setattr(torch_backend, "convolve_torch", disturbed)
    check = scene(trace([[[0.25, 0.25, 0.25]]], [[[[3, 1]]]]))["check"]
    assert check["disagreement"] == pytest.approx(by, abs=2.3e-16)
    # The weights add up to 4, the largest input is 0.25, and a sum of 2 products rounds at most 4 times.
    assert check["tolerance"] == 4 * 0.25 * 2**-52 * 4
    assert (check["disagreement"] <= check["tolerance"]) == agrees


def test_numpy_standing_in_says_so_and_is_the_same_scene():
    example = get("standard-cs231n")
    stand_in, real = scene_of(example, backend="numpy"), scene_of(example)
    assert stand_in["check"] == {**real["check"], "engine": "numpy", "disagreement": None}
    assert stand_in["id"] == real["id"]
    assert stand_in["y"] == real["y"]


def test_a_page_without_torch_promises_no_comparison_to_come():
    waiting, alone = label("stage.waiting"), label("stage_alone.waiting")
    for backend, says in (("torch", ""), ("numpy", alone)):
        page = stage_html([[[1]]], [[[[1]]]], backend=backend)
        assert [words in page for words in (waiting, alone)] == [words == says for words in (waiting, alone)]


@pytest.mark.parametrize(("language", "tag"), [("en", "en"), ("zh", "zh-Hans")])
def test_a_page_speaks_one_language(language, tag):
    words = labels("stage", language) | for_editing(language)
    page = page_of(trace([[[1]]], [[[[1]]]]), Showing(labels=words, editing=False), language)
    assert f'<html lang="{tag}">' in page
    told = data_in(page)["labels"]
    assert told["here"] == label("stage_course.waiting", language)
    others = labels("stage_class", language)
    assert told["keys"] == label("stage_keys.undo", language, keys=others.pop("keys"))
    assert {key: told[key] for key in others} == others


def test_a_page_is_sent_no_words_that_it_never_says():
    for printed, words in ((None, set()), ([[[1]]], {"printed", "not_printed"})):
        page = stage_html([[[1]]], [[[[1]]]], printed=printed)
        assert {"printed", "not_printed", "waiting"} & data_in(page)["labels"].keys() == words


@pytest.mark.parametrize(
    ("padding", "told"),
    [
        ((1, 2, 0, 3), "padding top 1, bottom 2, left 0, right 3"),
        (((1, 1), (2, 2)), "padding top 1, bottom 1, left 2, right 2"),
        (1, label("stage_class.padding")),
        (0, label("stage_class.padding")),
    ],
)
def test_four_paddings_that_are_not_alike_have_their_sides_beside_them(padding, told):
    layer = trace([[[1, 2], [3, 4]]], [[[[1, 0], [0, 1]]]], padding=padding).layer
    assert for_a_row(layer).get("padding", label("stage_class.padding")) == told
    if told.endswith("3"):
        assert for_a_row(layer, "zh")["padding"] == "上填充 1，下填充 2，左填充 0，右填充 3"
        page = stage_html(layer.x, layer.weight, padding=padding)
        assert data_in(page)["labels"]["padding"] == told


@pytest.mark.parametrize("large", [False, True])
def test_a_page_computes_changes_only_where_numbers_can_be_changed(large):
    size = 40 if large else 2
    for editing, computes in ((None, False), (False, True)):
        page = stage_html(np.ones((1, size, size)), [[[[1]]]], editing=editing)
        assert ('engine:"here"' in page) == computes
        assert ("input.edit" in page) == computes
        assert ("damaged" in data_in(page)["labels"]) == computes


def test_another_tensor_or_setting_is_another_scene():
    x, w = [[[1, 2, 3]]], [[[[1]]]]
    ids = {
        small(x, w)["id"],
        small(x, w, [1])["id"],
        small(x, w, stride=2)["id"],
        small([[[1, 2, 4]]], w)["id"],
    }
    assert len(ids) == 4


def test_a_printed_result_of_another_shape_is_refused():
    with pytest.raises(ValueError, match=r"printed result must have the output's shape; got \(1, 1, 2\)"):
        small([[[1, 2, 3]]], [[[[1]]]], printed=[[[1, 2]]])
    with pytest.raises(ConvError, match="printed must be a full rectangular array of numbers"):
        small([[[1, 2, 3]]], [[[[1]]]], printed=[[1], [1, 2]])


def test_settings_that_do_not_fit_are_the_engines_refusal():
    with pytest.raises(ConvError):
        stage_html([[[1]]], [[[[1, 2]]]])


def test_a_page_is_self_contained_and_at_most_90_kb_beside_its_tensors():
    example = get("standard-cs231n")
    page = stage_html(example.layer.x, example.layer.weight, example.layer.bias, **example.layer.keywords)
    assert len(page.encode()) <= 90_000 + 12 * elements(scene_of(example))
    assert "src=" not in page
    assert "http" not in page.replace("http://www.w3.org/2000/svg", "").replace("https?:", "")


@pytest.mark.parametrize("text", ["</script><b>", "</script b", "<!--<script ", '"&<>', "\u2028", "{braces}"])
def test_text_from_outside_cannot_leave_its_place(text):
    page = stage_html(
        [[[1]]],
        [[[[1]]]],
        title=text,
        document=text,
        labels={**small([[[1]]], [[[[1]]]])["labels"], "hint": text},
    )
    embedded = page.split('id="scene">')[1].split("</script>")[0]
    assert json.loads(embedded)["title"] == text
    assert json.loads(embedded)["labels"]["hint"] == text
    assert "<" not in embedded
    assert page.count("</script") == 2
    assert page.count("<script") == 2


def test_a_page_shows_itself_in_a_notebook():
    page = stage_html([[[1, 2]]], [[[[3]]]], title='"quotes"')
    frame = page._repr_html_()
    assert frame.startswith("<iframe srcdoc=")
    assert frame.count('"') == 6


def test_a_named_scene_stays_the_same_when_its_numbers_change():
    one, other = (small([[[1, value]]], [[[[1]]]], identity="mine", editing=False) for value in (2, 3))
    assert one["id"] == other["id"] == "mine"
    assert one["y"] != other["y"]
    assert "edit" in one["labels"]
    assert "edit" not in small([[[1]]], [[[[1]]]])["labels"]


NUMPY = {"Uint8": "u1", "Int16": "<i2", "Int32": "<i4", "Float32": "<f4"}


def of_kind(tensor):
    return np.frombuffer(base64.b64decode(tensor["data"]), NUMPY[tensor["dtype"]]).reshape(tensor["shape"])


@pytest.mark.parametrize(
    ("numbers", "kind"),
    [
        ([0, 255], "Uint8"),
        ([-1, 0], "Int16"),
        ([0, 256], "Int16"),
        ([32767, -32768], "Int16"),
        ([32768, 0], "Int32"),
        ([2**31 - 1, 5], "Int32"),
        ([0.0625, 3000.75], "Float32"),
        ([2**31, 0], "Float32"),
    ],
)
def test_many_numbers_travel_as_the_shortest_kind_that_holds_them_exactly(numbers, kind):
    values = np.resize(np.array(numbers, dtype=np.float64), (1, 40, 40))
    packed_tensor = tensor(values)
    assert packed_tensor["dtype"] == kind
    np.testing.assert_array_equal(of_kind(packed_tensor), values)


@pytest.mark.parametrize("number", [0.1, 2**31 + 1, 1e300, math.inf])
def test_many_numbers_of_which_one_needs_float64_travel_as_those(number):
    values = np.full((1, 40, 40), 7.0)
    values[0, 3, 4] = number
    packed_tensor = tensor(values)
    assert "dtype" not in packed_tensor
    assert unpacked(packed_tensor["data"]) == values.ravel().tolist()


@given(st.lists(st.floats(width=32, allow_nan=False, allow_infinity=False), min_size=1, max_size=5))
@settings(max_examples=20)
def test_a_packed_picture_loses_nothing(numbers):
    values = np.resize(np.array(numbers, dtype=np.float64), (1, 40, 40))
    packed_tensor = tensor(values)
    got = of_kind(packed_tensor) if "dtype" in packed_tensor else unpacked(packed_tensor["data"])
    assert np.ravel(got).tolist() == [value + 0.0 for value in values.ravel().tolist()]


@pytest.mark.parametrize("example", ["depthwise-64", "pointwise-64"])
def test_the_scene_of_a_picture_holds_torchs_numbers(example):
    layer = get(example).layer
    data = scene_of(get(example))
    groups, weight = layer.spec.groups, torch.from_numpy(layer.weight.copy())
    output = torch.nn.functional.conv2d(torch.from_numpy(layer.x.copy()), weight, groups=groups)
    np.testing.assert_array_equal(of_kind(data["y"]), output.numpy())
    np.testing.assert_array_equal(of_kind(data["x"]), layer.x)
    assert data["check"]["disagreement"] == 0
    assert data["pixels"] is True
    assert size(data) <= 100_000


def test_a_scene_of_224_by_224_by_3_is_at_most_700_000_bytes():
    x = np.resize(np.arange(256, dtype=np.float64), (3, 224, 224))
    weight = np.array([[[[0, -1, 0], [-1, 5, -1], [0, -1, 0]]]] * 3)
    assert size(scene(trace(x, weight, groups=3))) <= 700_000


@pytest.mark.parametrize(("side", "padding", "large"), [(16, 0, False), (17, 0, True), (15, 1, True)])
def test_maps_that_cannot_show_all_numbers_are_shown_as_pixels_too(side, padding, large):
    traced = trace(np.ones((1, side, side)), [[[[1, 2], [3, 4]]]], padding=padding)
    assert is_large(traced) is large
    data, page = scene(traced), page_of(traced, Showing())
    assert ("pixels" in data) is ("pixels_window" in data["labels"]) is large
    assert (bare("pixels.css") in page) is (bare("page_pixels.js") in page) is large
    assert (bare("page.js") in page) is not large


def test_the_products_of_a_layer_that_reads_z_are_called_so():
    layer = Layer([[[1, 2]]], [[[[3]]]])
    for middle, said in (("", "x × w"), ("y", "x × w"), ("x", "z × w")):
        assert scene(Trace(layer, "numpy"), Showing(middle=middle))["labels"]["products"] == said


def test_the_tensor_between_two_layers_is_called_z_where_its_cells_are():
    trace = Trace(Layer([[[1, 2]]], [[[[3]]]]), "numpy")
    said = {middle: scene(trace, Showing(middle=middle))["labels"]["hint"] for middle in ("", "x", "y")}
    assert said["x"] == said[""].replace("x[", "z[") != said[""]
    assert said["y"] == said[""].replace("y[", "z[") != said[""]
