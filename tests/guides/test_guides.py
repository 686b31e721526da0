"""Every guide: its beats stand on its layers, and every number it says is what plain loops reckon."""

import json
import re

import numpy as np
import pytest

from dsviz import guides
from dsviz.content import catalogue
from dsviz.conv.trace import Trace
from dsviz.examples import get
from dsviz.examples.changes import changed, read_changes
from dsviz.guides.facts import scattered
from dsviz.guides.told import told
from dsviz.stage.orders import orders
from tests.guides.reckoned import counts, reckoned, size_of, stamp_values, written

MESSAGES = catalogue.messages("en")
WORDS = {language: catalogue.messages(language) for language in ("en", "zh")}
HANDLE = re.compile(r"\[([^\]]+)\]\(([a-z]+(?:\.\d+)*|w\.all)\)")
MOST_BYTES = 4500  # of one guide on its way to the browser
BEATS = [(guide, beat) for guide in guides.ALL for beat in guide.beats]
IDS = [f"{guide.id}.{beat.id}" for guide, beat in BEATS]
EACH_GUIDE = pytest.mark.parametrize("guide", guides.ALL, ids=lambda guide: guide.id)
EACH_BEAT = pytest.mark.parametrize(("guide", "beat"), BEATS, ids=IDS)


def test_each_layer_that_is_shown_has_a_name():
    names = {f"guide.layer.{name}" for guide in guides.ALL for name in guide.shown}
    assert {key for key in MESSAGES if key.startswith("guide.layer.")} == names


def spoken(guide, layers=None):
    traces = {name: Trace(each.layer, "numpy") for name, each in (layers or guide.layers).items()}
    return told(guide, traces | scattered(guide, "numpy"), "en")


def beat_of(guide, beat, layers=None):
    return spoken(guide, layers)["beats"][guide.beats.index(beat)]


def messages_of(guide, beat):
    keys = ["", ".title", *([".question", ".answer"] if beat.asks else [])]
    return {key: MESSAGES[f"guide.{guide.id}.{beat.id}{key}"].text for key in keys}


def filled(text, values):
    """A text with its holes filled by hand."""
    return re.sub(r"\{(\w+)\}", lambda hole: values[hole[1]], text)


def test_each_lesson_on_one_layer_has_a_guide_and_separable_one_on_the_cost_too():
    pages = ("standard", "depthwise", "pointwise", "separable", "grouped")
    assert [[guide.id for guide in guides.of_page(page)] for page in pages] == [
        ["standard"],
        ["depthwise"],
        ["pointwise"],
        ["separable", "cheaper"],
        ["grouped"],
    ]
    for page, name in (("several", "several"), ("one_dimension", "row"), ("transposed", "transposed")):
        assert [guide.id for guide in guides.of_page(page)] == [name]
    assert guides.of_page("home") == ()


@EACH_GUIDE
def test_a_guide_has_six_to_twelve_beats_with_names_of_their_own(guide):
    assert 6 <= len(guide.beats) <= 12
    assert len({beat.id for beat in guide.beats}) == len(guide.beats)
    titles = [MESSAGES[f"guide.{guide.id}.{beat.id}.title"].text for beat in guide.beats]
    assert len(set(titles)) == len(titles)
    assert any(beat.asks for beat in guide.beats)


@EACH_GUIDE
def test_every_message_of_a_guide_is_said(guide):
    said = {f"guide.{guide.id}.{beat.id}{key}" for beat in guide.beats for key in messages_of(guide, beat)}
    assert {key for key in MESSAGES if key.startswith(f"guide.{guide.id}.")} == said


@EACH_BEAT
def test_the_words_say_what_plain_loops_reckon(guide, beat):
    layers = {name: example.layer for name, example in guide.layers.items()}
    if beat.pose.layer in guide.scatters:
        values = stamp_values(guide.scatters[beat.pose.layer], beat.pose.place)
    else:
        values = reckoned(layers, beat.pose.layer, beat.pose.place)
    shown = beat_of(guide, beat)
    for key, text in messages_of(guide, beat).items():
        assert shown[key.removeprefix(".") or "words"] == filled(text, values)
    if beat.asks:
        assert written(shown["right"]) == values[beat.asks]


@EACH_BEAT
def test_no_number_stands_in_the_words_by_hand(guide, beat):
    for text in messages_of(guide, beat).values():
        plain = HANDLE.sub(lambda handle: handle[1], text)
        assert not re.search(r"\d", re.sub(r"\{\w+\}", "", plain))


def test_separable_says_what_z_is_on_the_first_card_beside_its_name():
    first = guides.SEPARABLE.beats[0]
    for messages in WORDS.values():
        text = messages[f"guide.separable.{first.id}"].text
        assert re.search(r"\[[^]]*\bz\]\(y\)", text), text


def test_the_card_about_many_maps_lights_none_of_the_few_that_are_drawn():
    large = next(each for each in guides.CHEAPER.beats if each.id == "large")
    assert large.pose.lit == ("place",)
    for messages in WORDS.values():
        assert re.findall(r"\]\((.*?)\)", messages["guide.cheaper.large"].text) == ["place"]


@EACH_BEAT
def test_words_are_short_and_their_handles_name_what_is_there(guide, beat):
    text = messages_of(guide, beat)[""]
    plain = HANDLE.sub(lambda handle: handle[1], text)
    assert not re.search(r"[\[\]]", plain)
    assert len(HANDLE.sub(lambda handle: handle[1], beat_of(guide, beat)["words"])) <= 200
    assert len(re.findall(r"[.:;] [A-Z]", plain)) <= 3
    scatter = guide.scatters.get(beat.pose.layer)
    layer = None if scatter else guide.layers[beat.pose.layer].layer
    extents = (
        {
            # On the stage of a scatter x is the map that is filled.
            "x": (scatter.output_shape[0],),
            "w": scatter.weight.shape[:2],
        }
        if scatter
        else {
            "x": (layer.in_channels,),
            "w": (layer.out_channels, layer.slices),
            "y": (layer.out_channels,),
            "b": (layer.out_channels if layer.bias is not None else 0,),
            "p": (layer.in_channels,),
            "s": (layer.in_channels,),
        }
    )
    handles = [target for each in messages_of(guide, beat).values() for _, target in HANDLE.findall(each)]
    assert handles
    for target in (*handles, *beat.pose.lit):
        kind, *index = target.split(".")
        if index == ["all"]:
            assert kind == "w"
        elif kind in ("window", "pad", "place", "middle", "readers"):
            assert not index
        else:
            assert len(index) <= len(extents[kind])
            assert all(int(at) < most for at, most in zip(index, extents[kind], strict=False))


@EACH_BEAT
def test_a_pose_stands_on_its_layer(guide, beat):
    pose = beat.pose
    if pose.layer in guide.scatters:
        assert pose.part in ["window", "products", "result"]
        size = guide.scatters[pose.layer].x.shape
        assert (pose.since or (-1,)) < pose.place
        assert all(at < most for at, most in zip(pose.place, size, strict=True))
        return
    layer = guide.layers[pose.layer].layer
    sums = [f"sum{i}" for i in range(layer.slices)]
    total = ["total"] if layer.slices > 1 else []
    bias = ["bias"] if layer.bias is not None else []
    assert pose.part in ["window", "products", *sums, *total, *bias, "result"]
    for place in (pose.place, pose.since or pose.place):
        assert all(at < most for at, most in zip(place, size_of(layer), strict=True))
    axes = orders()[pose.order]
    if pose.since:
        assert [pose.since[axis] for axis in axes] < [pose.place[axis] for axis in axes]
    if beat.asks == "result":
        assert pose.part != "result"


def test_the_numbers_are_those_of_the_documents():
    """By hand: y[0,1,1] of CS231n is printed 1, TensorFlow's first numbers are -2 and 18."""
    standard, depthwise = guides.STANDARD, guides.DEPTHWISE
    assert spoken(standard)["beats"][5]["answer"] == "1 + (−2) + 1 + 1 = 1. One window gives one number."
    assert "18 numbers × 27 = 486" in spoken(standard)["beats"][9]["answer"]
    assert spoken(depthwise)["beats"][3]["right"] == -2
    assert "says −2 at this place" in spoken(depthwise)["beats"][6]["words"]
    assert "only 16" in spoken(depthwise)["beats"][6]["words"]
    assert spoken(guides.POINTWISE)["beats"][4]["answer"] == "(−2)×2 + 18×(−1) + 1 = −21."
    assert spoken(guides.CHEAPER)["beats"][6]["answer"] == "32 + 24 = 56."
    assert "about 1.71 times the" in spoken(guides.CHEAPER)["beats"][7]["words"]
    assert spoken(guides.GROUPED)["beats"][5]["right"] == 72


def test_torch_gives_the_same_layer_in_one_step_and_in_two():
    torch = pytest.importorskip("torch")
    one = guides.CHEAPER.layers["standard"].layer
    two = guides.CHEAPER.layers["pointwise"].layer
    result = torch.nn.functional.conv2d(
        torch.tensor(one.x)[None], torch.tensor(one.weight), torch.tensor(one.bias)
    )[0].numpy()
    assert np.array_equal(result, Trace(two, "numpy").output)
    assert counts(one) == {"products": 8, "weights": 24, "macs": 96}


def test_changed_numbers_are_said_changed():
    changes = read_changes("x_0_2_2_7~b_0_0.5")
    layers = {"standard": changed(get("standard-cs231n"), changes)}
    shown = spoken(guides.STANDARD, layers)["beats"]
    values = reckoned({"standard": layers["standard"].layer}, "standard", (0, 1, 1))
    assert values["equation"] in shown[5]["answer"]
    assert "here 0.5." in shown[5]["words"]
    third = changed(get("standard-cs231n"), read_changes(f"b_0_{1 / 3}"))
    assert "here ≈ 0.333333." in spoken(guides.STANDARD, {"standard": third})["beats"][5]["words"]


@EACH_GUIDE
def test_a_guide_stays_small_on_its_way(guide):
    assert len(json.dumps(spoken(guide), separators=(",", ":")).encode()) <= MOST_BYTES
