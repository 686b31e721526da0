"""The drawings of layers as boxes: on which pages they stand, with whose sizes, and what they say."""

import re
import xml.etree.ElementTree as ET
from html import unescape
from urllib.parse import unquote

import pytest
import torch

from dsviz.content import label
from dsviz.course.boxes import IN_DOCUMENTS, KINDS
from dsviz.examples import ALL, Chain, by_topic
from dsviz.ui.shell.page import SECTIONS
from tests.thorough import one_in

LESSONS = {page.key: page.address for page in SECTIONS["lessons"] if by_topic(page.key)}
IMAGE = re.compile(r'<img class="(\w*)" alt="([^"]*)" width="[\d.]+" src="data:image/svg\+xml,([^"<>]*)">')


def drawings(app):
    """Every drawing of a page: its kind (wide, narrow or neither), what it says, its SVG."""
    bodies = [each.proto.body for each in app.get("html") if "dsviz-boxes" in each.proto.body]
    return [
        (kind, unescape(alt), ET.fromstring(unquote(source)))
        for body in bodies
        for kind, alt, source in IMAGE.findall(body)
    ]


def captions(app):
    bodies = "".join(each.proto.body for each in app.get("html") if "dsviz-boxes" in each.proto.body)
    return [unescape(each) for each in re.findall("<figcaption>(.*?)</figcaption>", bodies)]


def texts(picture):
    return [each.text for each in picture.iter("{http://www.w3.org/2000/svg}text")]


def sizes(layer):
    """What stands below the boxes of a layer, its output as PyTorch computes it."""
    (top, bottom), (left, right) = layer.spec.pads(layer.size, layer.kernel)
    x = torch.nn.functional.pad(torch.tensor(layer.x), (left, right, top, bottom))
    settings = {"stride": layer.spec.stride, "dilation": layer.spec.dilation, "groups": layer.spec.groups}
    y = torch.nn.functional.conv2d(x, torch.tensor(layer.weight), **settings)
    return ["×".join(map(str, shape)) for shape in (layer.x.shape, layer.weight.shape[1:], y.shape)]


@pytest.mark.parametrize("example", one_in(4, ALL), ids=lambda each: each.id)
def test_a_lesson_draws_the_chosen_example_with_its_own_sizes(visit, example):
    app = visit(LESSONS[example.topic], example=example.id)
    _, alt, picture = drawings(app)[0]
    layers = [each.layer for each in example.layers] if isinstance(example, Chain) else [example.layer]
    expected = [size for layer in layers for size in sizes(layer)]
    assert [text for text in texts(picture) if "×" in text] == expected
    assert all(size in alt for size in expected)
    assert picture.get("aria-label") == alt


@pytest.mark.parametrize("example", by_topic("separable"), ids=lambda each: each.id)
def test_beside_a_pair_stands_the_one_layer_that_it_replaces(visit, example):
    app = visit(LESSONS["separable"], example=example.id)
    first, last = (each.layer for each in example.layers)
    one = torch.nn.Conv2d(len(first.x), len(last.weight), first.kernel, first.spec.stride)
    y = torch.nn.functional.pad(torch.tensor(first.x).float(), [n for pair in first.pads[::-1] for n in pair])
    expected = ["×".join(map(str, n)) for n in (first.x.shape, one.weight.shape[1:], one(y).shape)]
    assert expected in [
        [text for text in texts(picture) if "×" in text] for _, _, picture in drawings(app)[1:3]
    ]
    assert label("guide.layer.standard") in captions(app)


def test_the_front_page_draws_all_five_kinds(visit):
    app = visit("")
    assert len(drawings(app)) == len(KINDS) == 5
    assert captions(app) == [label(f"boxes.{kind}.line") for kind in KINDS]
    body = next(each.proto.body for each in app.get("html") if "dsviz-boxes" in each.proto.body)
    assert label("boxes.kinds") in body
    assert re.findall("<b>(.*?)</b>", body) == [label(f"page.{kind}.short") for kind in KINDS]


@pytest.mark.parametrize(
    ("key", "after", "expected"),
    [
        ("standard", "boxes.four", ["3×64×64", "3×3×3", "4×62×62"]),
        (
            "separable",
            "boxes.stride",
            ["3×224×224", "1×3×3", "3×112×112", "3×112×112", "3×1×1", "64×112×112"],
        ),
    ],
)
def test_a_lesson_draws_what_its_documents_describe(visit, key, after, expected):
    app = visit(LESSONS[key])
    assert after in [each.title for each in IN_DOCUMENTS[key]]
    assert any(
        [text for text in texts(picture) if "×" in text] == expected for _, _, picture in drawings(app)
    )
    assert any(label(after) in each.proto.body for each in app.get("html"))


def test_the_lesson_on_groups_draws_the_layer_asked_for_and_alexnets(visit):
    app = visit("Grouped_convolution", c="6", n="9", g="3")
    (_, asked, picture), (_, alexnet, _) = drawings(app)
    assert [text for text in texts(picture) if "×" in text] == ["6×5×5", "2×3×3", "9×3×3"]
    assert "3 lanes" in asked
    assert all(size in alexnet for size in ("96×27×27", "2 lanes", "256 filters", "48×5×5", "256×27×27"))


@pytest.mark.parametrize(
    ("alpha", "read", "made"),
    one_in(2, [("1", 32, 64), ("0.75", 24, 48), ("0.5", 16, 32), ("0.25", 8, 16)]),
)
def test_a_width_multiplier_takes_channels_of_mobilenets_block_and_leaves_its_kernels(
    visit, alpha, read, made
):
    app = visit("MobileNet", alpha=alpha)
    separable, full = (
        [text for text in texts(picture) if "×" in text]
        for kind, _, picture in drawings(app)
        if kind != "narrow"
    )
    maps = f"{read}×112×112"
    assert separable == [maps, "1×3×3", maps, maps, f"{read}×1×1", f"{made}×112×112"]
    assert full == [maps, f"{read}×3×3", f"{made}×112×112"]
    assert all((label("boxes.lost") in each) == (alpha != "1") for each in captions(app))
    boxed = [text for _, _, picture in drawings(app)[:1] for text in texts(picture) if text in ("BN", "ReLU")]
    assert boxed == ["BN", "ReLU"] * 2


@pytest.mark.parametrize(
    ("address", "asked"),
    [("MobileNet", {"alpha": "1"}), ("MobileNet", {"alpha": "0.25"}), (LESSONS["separable"], {})],
)
def test_drawings_that_are_compared_have_one_scale_and_say_so(visit, address, asked):
    app = visit(address, **asked)
    faces = {"wide": set(), "narrow": set()}  # the front of the input, drawn first, in every one of them
    for kind, _, picture in drawings(app)[:4]:
        front = next(each for each in picture.iter() if (each.get("class") or "").startswith("s "))
        faces[kind].add((front.get("width"), front.get("height")))
    assert [len(sizes) for sizes in faces.values()] == [1, 1], faces
    if address == "MobileNet":
        assert label("boxes.block.scale") in captions(app)[1]


def test_a_caption_says_what_is_to_scale(visit):
    said = captions(visit(LESSONS["standard"]))
    assert said == [
        f"{label('boxes.scale.all')} {label('boxes.padding')}",
        label("boxes.scale.maps"),
    ]


def test_the_streams_of_alexnet_say_that_more_is_there_than_drawn(visit):
    *_, last = captions(visit("Grouped_convolution"))
    assert label("boxes.cut") in last
    assert label("boxes.deep") in last
