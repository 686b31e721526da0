"""Boxes: sizes against PyTorch, drawn sides against those sizes, words that do not run into each other."""

import re
import tomllib
import xml.etree.ElementTree as ET
from itertools import combinations
from pathlib import Path

import pytest
import torch
from hypothesis import given, settings
from hypothesis import strategies as st

from dsviz.conv.errors import ConvError
from dsviz.conv.spec import ConvSpec
from dsviz.figures.boxes import LayerShape, Room, arrange, boxes
from dsviz.figures.boxes.svg import FONT, STYLE
from tests.figures.drawn_layers import ALEXNET, BLOCK, CASES, CHAIN_064, CHAIN_224, names

SVG = "{http://www.w3.org/2000/svg}"


def drawing(name):
    layers, room = CASES[name]
    return arrange(layers, names(layers), room)


def drawn(name):
    layers, room = CASES[name]
    return ET.fromstring(boxes(layers, names(layers), f"{name} <&>", room))


def decks(found, role):
    return [deck for deck in found.decks if deck.role == role]


def words(name):
    return [text.text for text in drawn(name).iter(f"{SVG}text")]


each_case = pytest.mark.parametrize("name", CASES)


@settings(max_examples=25, deadline=None)
@given(
    groups=st.integers(1, 3),
    each=st.tuples(st.integers(1, 2), st.integers(1, 2)),
    size=st.tuples(st.integers(5, 9), st.integers(5, 9)),
    kernel=st.tuples(st.integers(1, 3), st.integers(1, 3)),
    stride=st.integers(1, 3),
    padding=st.integers(0, 2),
    dilation=st.integers(1, 2),
)
def test_what_comes_out_has_pytorchs_size_and_stands_on_the_drawing(
    groups, each, size, kernel, stride, padding, dilation
):
    channels, filters = (groups * count for count in each)
    spec = {"stride": stride, "padding": padding, "dilation": dilation, "groups": groups}
    layer = LayerShape((channels, *size), filters, kernel, ConvSpec(**spec))
    x, weight = torch.zeros(1, channels, *size), torch.zeros(filters, channels // groups, *kernel)
    shape = tuple(torch.nn.functional.conv2d(x, weight, **spec).shape[1:])
    assert layer.out_shape == shape
    written = boxes([layer], names([layer]), "")
    assert f">{'×'.join(map(str, shape))}</text>" in written
    assert f">{'×'.join(map(str, weight.shape[1:]))}</text>" in written


@pytest.mark.parametrize(
    ("layers", "sizes"),
    [
        (CHAIN_064, ["3×64×64", "1×3×3", "3×62×62", "3×62×62", "3×1×1", "4×62×62"]),
        (CHAIN_224, ["3×224×224", "1×3×3", "3×112×112", "3×112×112", "3×1×1", "64×112×112"]),
        (BLOCK, ["32×112×112", "1×3×3", "32×112×112", "32×112×112", "32×1×1", "64×112×112"]),
        ((ALEXNET,), ["96×27×27", "48×5×5", "256×27×27"]),
    ],
)
def test_the_documents_sizes_stand_on_the_boxes(layers, sizes):
    found = arrange(layers, names(layers), Room(900, 300))
    assert [text.words for text in found.texts if "×" in text.words] == sizes


@each_case
def test_the_sides_of_all_maps_have_one_scale_and_those_of_all_kernels_one(name):
    found = drawing(name)
    sides = [(layer.shape, layer.out_shape, layer.kernel) for layer in CASES[name][0]]
    inputs = {(rows, columns) for (_, rows, columns), _, _ in sides}
    outputs = {(rows, columns) for _, (_, rows, columns), _ in sides}
    expected = {"input": (inputs, found.scale), "output": (outputs, found.scale)}
    expected["filter"] = ({kernel for _, _, kernel in sides}, found.tap)
    for role, (sizes, scale) in expected.items():
        measured = {(round(d.height / scale, 6), round(d.width / scale, 6)) for d in decks(found, role)}
        assert measured == sizes
    windows = [mover for mover in found.movers if mover.role == "input"]
    reach = {layer.window for layer in CASES[name][0]}
    assert {(round(w.height / found.tap, 6), round(w.width / found.tap, 6)) for w in windows} == reach
    assert found.is_to_scale == (found.tap == found.scale)


def test_half_the_size_is_drawn_half_as_high():
    found = arrange(CHAIN_224[:1], names(CHAIN_224[:1]), Room(366, 200))
    (before, *_), (after, *_) = decks(found, "input"), decks(found, "output")
    assert before.height / after.height == pytest.approx(2)


@pytest.mark.parametrize(
    ("name", "inputs", "filters", "outputs"),
    [
        # For each role the sheets of every volume: one a channel.
        ("standard", [3], [3, 3], [2]),
        ("four filters", [3], [3, 3, 3, 3], [4]),
        ("depthwise", [1, 1, 1], [1, 1, 1], [1, 1, 1]),
        ("multiplier", [1, 1], [1, 1, 1, 1], [2, 2]),
        ("pointwise", [3], [3, 3], [2]),
        ("grouped", [2, 2], [2] * 8, [4, 4]),
        ("64 side by side", [1, 1, 1, 3], [1, 1, 1, 3, 3, 3, 3], [1, 1, 1, 4]),
    ],
)
def test_every_channel_and_every_filter_has_its_box(name, inputs, filters, outputs):
    found = drawing(name)
    counted = {"input": inputs, "filter": filters, "output": outputs}
    assert {role: [deck.sheets for deck in decks(found, role)] for role in counted} == counted
    fronts = [each for each in drawn(name).iter(f"{SVG}rect") if each.get("class", "").startswith("s ")]
    assert len(fronts) == sum(map(sum, counted.values()))
    assert not any("…" in text for text in words(name))


@pytest.mark.parametrize(
    ("name", "dots"),
    [
        ("alexnet", ["… 128", "… 128"]),
        ("block", ["… 32"] * 3 + ["… 64"]),
        ("sixteen groups", ["… 16"] * 3),
        ("sixteen", ["… 16"]),
    ],
)
def test_what_is_left_out_is_counted_behind_dots(name, dots):
    assert [text for text in words(name) if "…" in text] == dots


def test_a_box_of_many_channels_has_a_line_for_each_but_the_first():
    edges = [
        path.get("d").count("M")
        for path in drawn("thinned").iter(f"{SVG}path")
        if path.get("class")[0] == "t"
    ]
    assert sum(edges) == 15
    assert not [path for path in drawn("alexnet").iter(f"{SVG}path") if path.get("d").count("M") > 100]


def test_a_width_multiplier_takes_depth_and_leaves_kernels_and_sides():
    thin, usual = (
        arrange([layer], names([layer]), Room(900, 190, largest=0.5))
        for layer in (
            LayerShape((16, 112, 112), 32, spec=ConvSpec(padding=1), full=(32, 64)),
            LayerShape((32, 112, 112), 64, spec=ConvSpec(padding=1), full=(32, 64)),
        )
    )
    for role in ("input", "output"):
        (less,), (more,) = decks(thin, role), decks(usual, role)
        assert less.depth == more.depth / 2
        assert (less.height, less.lost, more.lost) == (more.height, more.sheets - less.sheets, 0)
    kernels = [{(deck.height, deck.width) for deck in decks(each, "filter")} for each in (thin, usual)]
    assert kernels[0] == kernels[1]


def test_one_colour_is_one_filter_or_in_lanes_one_channel():
    (volume,), (made,) = decks(drawing("pointwise"), "input"), decks(drawing("pointwise"), "output")
    assert [deck.colours for deck in decks(drawing("pointwise"), "filter")] == [(0,), (1,)]
    assert (volume.colours, made.colours) == ((-1,), (0, 1))
    for role in ("input", "filter", "output"):
        assert [deck.colours for deck in decks(drawing("depthwise"), role)] == [(0,), (1,), (2,)]


def test_a_map_keeps_its_colour_from_the_layer_that_makes_it_to_the_one_that_reads_it():
    for name in ("64 side by side", "64 in rows"):
        *_, volume = decks(drawing(name), "input")
        made = decks(drawing(name), "output")[:3]
        assert volume.colours == tuple(colour for deck in made for colour in deck.colours) == (0, 1, 2)
    # In groups of two, read channel by channel.
    pair = (
        LayerShape((2, 4, 4), 4, spec=ConvSpec(groups=2)),
        LayerShape((4, 2, 2), 4, (1, 1), ConvSpec(groups=4)),
    )
    found = arrange(pair, names(pair), Room(760, 180))
    assert [deck.colours for deck in decks(found, "input")[2:]] == [(0,), (0,), (1,), (1,)]


def test_of_a_deep_volume_each_map_has_an_edge_of_its_own_colour():
    # Three filters are drawn, and maps of six colours.
    edges = [each for each in drawn("sixteen").iter(f"{SVG}path") if each.get("class") in ("t h4", "t h5")]
    assert [each.get("d").count("M") for each in edges] == [2, 2]


@each_case
def test_it_is_well_formed_and_says_what_it_shows(name):
    picture = drawn(name)
    assert picture.get("role") == "img"
    assert picture.get("aria-label") == f"{name} <&>"
    style = picture.find(f"{SVG}style").text
    for asked in ("prefers-reduced-motion:reduce", "prefers-color-scheme:dark", "@keyframes"):
        assert asked in style


def overlaps(one, other):
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


@each_case
def test_no_words_run_into_others_or_into_a_box_or_out_of_the_drawing(name):
    found = drawing(name)
    for one, other in combinations(found.texts, 2):
        assert not overlaps(one.frame, other.frame), (one.words, other.words)
    for text in found.texts:
        left, top, right, bottom = text.frame
        assert left >= 0
        assert top >= 0
        assert right <= found.width
        assert bottom <= found.height
        assert not [deck for deck in found.decks if overlaps(text.frame, deck.frame)], text.words


@each_case
def test_everything_stays_within_the_room_so_that_words_keep_12_pixels(name):
    room, found = CASES[name][1], drawing(name)
    assert found.width <= room.width + 2
    assert found.height <= room.height
    for deck in found.decks:
        left, top, right, bottom = deck.frame
        assert min(left, top) >= 0
        assert right <= found.width
        assert bottom <= found.height
    # On a phone a page is 366 wide, and shows what is made for that much.
    (size,) = re.findall(r"text{font:(\d+)px", drawn(name).find(f"{SVG}style").text)
    shown = 366 / found.width if room.width <= 366 else 1
    assert int(size) * min(1, shown) >= 12


def test_the_window_stops_where_the_index_rule_puts_it():
    found = drawing("padded")
    (volume,), (window,) = decks(found, "input"), [each for each in found.movers if each.role == "input"]
    steps = [((x - volume.x) / found.scale, (y - volume.y) / found.scale) for x, y in window.stops]
    # Stride 2 and padding 1 on 5x5: three places along a row, the first one cell outside.
    expected = [(-1, -1), (1, -1), (3, -1), (-1, 3), (1, 3), (3, 3)]
    assert [(round(x, 6), round(y, 6)) for x, y in steps] == expected


def test_the_lit_cell_is_the_one_the_window_feeds():
    found = drawing("padded")
    (made,), (lit,) = decks(found, "output"), [each for each in found.movers if each.role == "output"]
    cells = [
        (round((x - made.x) / found.scale, 6), round((y - made.y) / found.scale, 6)) for x, y in lit.stops
    ]
    assert cells == [(0, 0), (1, 0), (2, 0), (0, 2), (1, 2), (2, 2)]
    assert lit.depth == made.depth


@each_case
def test_windows_and_cells_stay_on_the_padded_map(name):
    found = drawing(name)
    frames = found.paddings + [(d.x, d.y, d.x + d.width, d.y + d.height) for d in found.decks]
    for mover in found.movers:
        for x, y in mover.stops:
            inside = (x + mover.width / 2, y + mover.height / 2) * 2
            assert any(
                left - 0.01 <= inside[0] <= right + 0.01 and top - 0.01 <= inside[1] <= bottom + 0.01
                for left, top, right, bottom in frames
            )


def test_a_layer_that_does_not_fit_is_refused():
    with pytest.raises(ConvError, match="groups must divide"):
        LayerShape((3, 5, 5), 2, spec=ConvSpec(groups=3))


def test_chinese_words_of_a_drawing_have_faces_of_the_page_before_whatever_a_browser_takes():
    page = tomllib.loads((Path(__file__).parents[2] / ".streamlit" / "config.toml").read_text("utf-8"))[
        "theme"
    ]["font"]
    faces = FONT.split(",")
    named = [face for face in faces if face.startswith("'")]
    assert named == [face for face in page.split(", ") if face in named]
    assert len(named) == 3
    assert faces.index("sans-serif") == len(faces) - 1
    assert FONT in STYLE
