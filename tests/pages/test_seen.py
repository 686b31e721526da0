"""What a stage tells of itself, and what is drawn and offered of that."""

import io
import json
import re
from dataclasses import replace

import numpy as np
import pytest
from pptx import Presentation

from dsviz.conv.layer import Layer
from dsviz.conv.trace import Trace
from dsviz.conv.transposed_layer import TransposedLayer
from dsviz.examples import ALL as EXAMPLES
from dsviz.examples import get
from dsviz.guides import ALL
from dsviz.slides.drawing import Look, drawn
from dsviz.slides.naming import Naming
from dsviz.slides.sheet import Text
from dsviz.ui.parts.downloads import files as derived
from dsviz.ui.parts.drawings import drawings, guides_with, refused_picture, stamp_pictures
from dsviz.ui.parts.lent import lent_on
from dsviz.ui.parts.seen import Seen, read_seen, seen_on

TOLD = {
    "param": "step",
    "layer": "",
    "step": 4,
    "order": "filter",
    "part": "result",
    "slice": 0,
    "product": None,
    "apart": False,
    "hiding": 0,
    "shown": [],
}
CS231N = get("standard-cs231n")


def words_of(seen, step=4):
    run = Trace(CS231N.layer, "numpy")
    sheet = drawn(run, seen.moment(run.layer, step), Look())
    return [mark.words for mark in sheet.marks if isinstance(mark, Text)]


@pytest.mark.parametrize(
    ("told", "last", "hidden"),
    [
        ({}, "y[0,1,1] = 1 + (−2) + 1 + 1 = 1", 0),
        ({"hiding": 1}, "y[0,1,1] = 1 + (−2) + 1 + 1 = ?", 18),
        ({"hiding": 2}, "y[0,1,1] = ? + ? + ? + 1 = ?", 18 + 3),
        ({"hiding": 3}, "y[0,1,1] = ?", 18 + 3 + 27),
        ({"hiding": 3, "shown": [4]}, "y[0,1,1] = 1 + (−2) + 1 + 1 = 1", 17),
        ({"part": "products", "hiding": 2}, "y[0,1,1] = ?", 18),
    ],
)
def test_what_is_hidden_on_the_stage_stands_as_a_question_mark(told, last, hidden):
    words = words_of(read_seen(TOLD | told))
    assert words.count("?") == hidden
    assert [text for text in words if text.startswith("y[0,1,1] = ")] == [last]


@pytest.mark.parametrize(
    ("told", "products", "sums"),
    [
        ({"part": "window"}, 0, 0),
        ({"part": "products"}, 27, 0),
        ({"part": "sum", "slice": 1}, 27, 2),
        # One by one: the fifth product of the second channel, after the nine of the first and their sum.
        ({"part": "product", "slice": 1, "product": 4, "apart": True}, 14, 1),
        ({"part": "sum", "slice": 1, "apart": True}, 18, 2),
        ({"part": "bias", "apart": True}, 27, 3),
    ],
)
def test_as_much_of_the_step_is_drawn_as_has_been_taken(told, products, sums):
    run = Trace(CS231N.layer, "numpy")
    moment = read_seen(TOLD | told).moment(run.layer, 4)
    assert moment.products_of(run) == products
    assert [moment.has(run, f"sum{at}") for at in range(3)].count(True) == sums


def test_another_step_than_the_one_seen_is_drawn_whole_and_hides_as_much():
    seen = read_seen(TOLD | {"part": "window", "hiding": 2})
    moment = seen.moment(CS231N.layer, 7)
    assert (moment.place, moment.part, moment.hides) == ((0, 2, 1), "result", 2)


@pytest.mark.parametrize(
    ("told", "lines"),
    [
        ({"part": "window"}, ["y[0,1,1] = ?"]),
        # Document 001's products of the middle window; the sums are still to come.
        ({"part": "products"}, [0, 0, 0, "y[0,1,1] = ?"]),
        ({"part": "sum", "slice": 1}, [1, -2, 0, "y[0,1,1] = ?"]),
        ({"part": "product", "slice": 1, "product": 4, "apart": True}, [1, 5, "y[0,1,1] = ?"]),
        ({"part": "total"}, [1, -2, 1, "y[0,1,1] = 1 + (−2) + 1 + …"]),
        ({"part": "bias"}, [1, -2, 1, "y[0,1,1] = 1 + (−2) + 1 + 1 = ?"]),
        ({"part": "products", "hiding": 3}, ["x[0]: ?", "x[1]: ?", "x[2]: ?", "y[0,1,1] = ?"]),
    ],
)
def test_the_lines_say_the_products_and_sums_that_the_stage_says(told, lines):
    """A number stands for a channel's sum where it is said, 0 for nine products without it, 5 for so many."""
    words = [each for each in words_of(read_seen(TOLD | told)) if re.match(r"x\[\d\]: |y\[0,1,1\] = ", each)]
    assert len(words) == len(lines)
    for at, (line, wanted) in enumerate(zip(words, lines, strict=True)):
        if isinstance(wanted, str):
            assert line == wanted
            continue
        assert line.startswith(f"x[{at}]: ")
        products, _, total = line.partition(" = ")
        assert products.count("×") == (wanted or 9 if wanted == 5 else 9)
        assert products.endswith(" + …") == (wanted == 5)
        assert total == ("" if wanted in (0, 5) else f"{wanted}".replace("-", "−"))


def test_a_sum_in_one_line_is_said_as_far_as_it_has_been_taken():
    run = Trace(Layer([[[1, 2, 3]]], [[[[4, 5]]]], [6]), "numpy")

    def said(**told):
        moment = read_seen(TOLD | {"step": 0} | told).moment(run.layer, 0)
        return [m.words for m in drawn(run, moment, Look()).marks if isinstance(m, Text) and " = " in m.words]

    assert said(part="products") == ["y[0,0,0] = 1×4 + 2×5 + …"]
    assert said(part="product", product=0, apart=True) == ["y[0,0,0] = 1×4 + …"]
    assert said(part="bias") == ["y[0,0,0] = 1×4 + 2×5 + 6 = ?"]
    assert said() == ["y[0,0,0] = 1×4 + 2×5 + 6 = 20"]


def test_before_its_first_step_the_second_layer_is_drawn_as_it_waits():
    """Filter by filter, at step 4 of the first layer: the second has half its z, no y and no sum."""
    pair = get("separable-tensorflow")
    first, waits = read_seen(TOLD | {"step": 3}), read_seen(TOLD | {"param": "step2", "step": -1})
    files = {
        (file.kind, file.layer): file for file in drawings(pair, "T", None, "en", False, seen=(first, waits))
    }
    assert files["svg", 2].name == f"{pair.id}-2.svg"
    svg = files["svg", 2].write()
    words = re.findall(r"<text[^>]*>([^<]*)</text>", svg)
    # The depthwise results of document 001's first channel, the first filter's weights and its bias.
    assert [each for each in words if re.fullmatch("−?\\d+", each)] == [
        "−2",
        "12",
        "17",
        "−13",
        "2",
        "−1",
        "1",
    ]
    assert "step 0 of 12" in words
    assert not [each for each in words if " = " in each or "?" in each]
    assert files["svg", 1].name == f"{pair.id}-1-step-4.svg"


def test_place_by_place_the_second_layer_has_what_the_first_has_made():
    pair = get("separable-tensorflow")
    first = read_seen(TOLD | {"step": 1, "order": "place"})
    second = read_seen(TOLD | {"step": 0, "order": "place"})
    kinds = {(f.kind, f.layer): f for f in drawings(pair, "T", 0, "en", False, seen=(first, second))}
    words = re.findall(r"<text[^>]*>([^<]*)</text>", kinds["svg", 2].write())
    at = words.index("z[0]")
    assert words[at + 1] == "−2"
    assert "12" not in words
    assert "17" not in words


def test_the_name_of_a_file_says_the_step_that_is_on_it():
    seen = read_seen(TOLD | {"order": "place", "step": 5})
    files = [*drawings(CS231N, "T", 11, "en", False, seen=[seen])]
    svg = next(file for file in files if file.kind == "svg")
    assert svg.name == "standard-cs231n-step-6.svg"
    assert "step 6 of 18" in svg.write()
    latex = next(file for file in derived(CS231N, "T", 11, "en", seen=seen) if file.kind == "latex")
    assert latex.name == "standard-cs231n-step-6.tex"


def test_a_step_counted_place_by_place_is_the_same_number():
    seen = read_seen(TOLD | {"order": "place", "step": 3})
    assert seen.step_of((2, 3, 3)) == 10  # the second filter's second number
    assert seen.moment(CS231N.layer, 10).place == (1, 0, 1)


def test_a_layer_of_a_pair_is_drawn_at_its_own_step():
    pair = get("separable-tensorflow")
    first, second = read_seen(TOLD | {"step": 2}), read_seen(TOLD | {"step": 1})
    names = [file.name for file in drawings(pair, "T", 1, "en", False, seen=(first, second))]
    assert f"{pair.id}-1-step-3.svg" in names
    assert f"{pair.id}-2-step-2.svg" in names


@pytest.mark.parametrize(
    "text",
    ["", "7", "{}", "[7]", "[{}]", json.dumps([TOLD | {"order": "x"}]), json.dumps([TOLD | {"step": None}])],
)
def test_what_no_stage_tells_is_nothing(monkeypatch, text):
    monkeypatch.setattr("streamlit.session_state", {"key-seen": text})
    assert seen_on("key", "step") is None


def test_the_layer_of_a_guide_is_found_by_what_the_stage_tells():
    page = get("standard-guide")
    lent = lent_on([Seen(lent="standard.standard", step=4)], page)
    assert lent is not None
    assert (lent.layer.id, lent.guide.page) == ("standard-cs231n", "standard")
    assert lent_on([None, Seen(step=4)], page) is None
    assert lent_on([Seen(lent="nothing.known")], page) is None
    assert lent_on([Seen(lent="standard.nothing")], page) is None
    # With the reader's changes, where the guide is about what the page shows.
    changed = get("standard-cs231n")
    assert lent_on([Seen(lent="standard.standard")], changed).layer is changed


@pytest.mark.parametrize("guide", ALL, ids=lambda each: each.id)
def test_every_layer_that_a_guide_lends_can_be_drawn_by_its_own_names(guide):
    for name in guide.shown:
        lent = lent_on([Seen(lent=f"{guide.id}.{name}", step=0)], None)
        assert lent is not None, name
        kinds = {"dx-stamped": "dx", "stamped": "y", "stamped-padded": "y"}
        if name in kinds:
            assert lent.naming.letter("x") == kinds[name]


def test_a_scatter_hides_what_its_stage_hides():
    layer = TransposedLayer.from_tensors([[[1, 2]]], [[[[1, 10, 100]]]], stride=2)
    look = Look(naming=Naming(copies={"x": {"letter": "y"}, "y": {"letter": "x"}}))

    def svg(**told):
        return {f.kind: f for f in stamp_pictures(layer, "t", look, read_seen(TOLD | {"step": 1} | told))}[
            "svg"
        ].write()

    assert "y[0,0,2] = 100 + 2×1 = 102" in svg()
    assert "y[0,0,2] = 100 + 2×1 = ?" in svg(hiding=1)
    assert ">102<" in svg()
    assert ">102<" not in svg(hiding=1)
    assert "= 102" not in svg(part="products")


def test_no_example_is_called_as_a_layer_that_a_guide_lends():
    # The stage tells by its name which of the two it shows.
    lent = {f"{guide.id}-{name}" for guide in ALL for name in guide.shown}
    assert not lent & {example.id for example in EXAMPLES}


def slides_of(shown, page):
    kinds = {file.kind: file for file in drawings(shown, "T", None, "en", False, page=page)}
    return kinds.get("pptx"), kinds.get("slides")


@pytest.mark.parametrize("shown", ["standard-guide", "standard-cs231n"])
def test_where_a_guide_leads_its_slides_are_offered_whatever_the_page_shows(shown):
    guide, own = slides_of(get(shown), "standard")
    assert (guide.name, own) == ("standard.en.pptx", None)


def test_a_guide_s_slides_have_the_changed_numbers_of_the_page():
    known = get("standard-cs231n")
    layer = replace(known.layer, bias=known.layer.bias + 5)
    (guide,) = guides_with("standard", replace(known, layer=layer))
    assert guide.layers["standard"].layer.bias.tolist() == layer.bias.tolist()


def test_without_a_guide_the_slides_are_of_the_layer_one_a_step():
    guide, own = slides_of(get("standard-guide"), "")
    assert (guide, own.name) == (None, "standard-guide.en.pptx")
    slides = list(Presentation(io.BytesIO(own.write())).slides)
    titles = [slide.shapes.title.text_frame.text for slide in slides]
    assert titles[0] == "T"
    # Dumoulin & Visin's figure, worked out there.
    results = [12, 12, 17, 10, 17, 19, 9, 6, 14]
    assert titles[1:] == [f"y[0,{at // 3},{at % 3}] · step {at + 1} of 9" for at in range(9)]
    notes = [slide.notes_slide.notes_text_frame.text for slide in slides[1:]]
    assert [int(text.rpartition(" = ")[2]) for text in notes] == results
    assert refused_picture(get("standard-cs231n").layer, "slides") == ""
    many = Layer(np.ones((1, 8, 8)), np.ones((1, 1, 1, 1)))
    assert "at most 60" in refused_picture(many, "slides")
