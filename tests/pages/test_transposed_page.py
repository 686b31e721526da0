"""The page on transposed convolution: facts by hand, the scatter, output_padding, programs that run."""

import contextlib
import io
import json
import re
from urllib.parse import parse_qsl

import numpy as np
import pytest
import torch

from dsviz.content import label
from dsviz.conv.layer import Layer
from dsviz.conv.transposed_layer import TransposedLayer
from dsviz.examples.transposed import TRANSPOSED
from dsviz.export.transposed_code import keras_code, numpy_code, torch_code
from dsviz.saved.link import state_to_text
from dsviz.saved.state import State
from dsviz.saved.workbench import transposed_of
from dsviz.ui.parts.sums_taken import sums_drawings, sums_files
from dsviz.wording.numbers import number
from tests.conv.facts import TRANSPOSED as BY_HAND
from tests.pages.seen import parts

FILE = "Transposed_convolution"


def html(app):
    return "\n".join(each.proto.body for each in app.get("html"))


def tables(app):
    """Each table of the page: its caption, and its rows as texts."""
    return [
        (caption, [re.findall(r"<td[^>]*>([^<]*)</td>", row) for row in body.split("<tr>")[1:]])
        for caption, body in re.findall(r"<caption>([^<]*)</caption>(.*?)</table>", html(app), re.DOTALL)
    ]


def links_of(app):
    return [each.proto for each in app.get("page_link")]


def said(app):
    return "\n".join(each.value for each in (*app.markdown, *app.warning))


def as_texts(values):
    return [[[str(number).replace("-", "−") for number in row] for row in each] for each in values]


@pytest.mark.parametrize("name", TRANSPOSED)
def test_the_output_is_the_one_worked_out_by_hand(visit, name):
    app = visit(FILE, example=name, view="gather")
    assert not app.exception
    maps = [rows for caption, rows in tables(app) if caption.startswith("y[")]
    assert maps == as_texts(BY_HAND[name][1])


@pytest.mark.parametrize("name", TRANSPOSED)
def test_the_scatter_stands_on_the_stage_with_its_own_numbers(visit, name):
    (scene,) = parts(visit(FILE, example=name))
    layer = TRANSPOSED[name]
    assert [scene["x"]["data"], scene["w"]["data"], scene["y"]["data"]] == [
        np.ravel(BY_HAND[name][1]).tolist(),
        layer.weight.ravel().tolist(),
        layer.x.ravel().tolist(),
    ]
    assert scene["spec"]["scatter"] == {}
    assert scene["spec"]["stride"] == list(layer.spec.stride)
    assert [scene["copies"][kind]["letter"] for kind in "xwy"] == ["y", "w", "x"]


def test_the_map_begins_with_the_bias(visit):
    (scene,) = parts(visit(FILE, example="own", x="1 2", w="3", stride="1", b="10"))
    assert scene["spec"]["scatter"] == {"start": [10]}
    assert scene["x"]["data"] == [13, 16]


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_the_words_of_a_scatter_say_what_is_stamped(visit, lang):
    (scene,) = parts(visit(FILE, example="padded", lang=lang))
    words = dict(entry.split("=", 1) for entry in scene["labels"].split("|"))
    assert words["falls"] == label("stage_scatter.falls", lang)
    assert words["copied_y"] == label("stage_scatter_transposed.copied_y", lang)


@pytest.mark.parametrize(
    ("view", "lang", "told"),
    [
        ("scatter", "en", "padding top 1, bottom 1, left 0, right 0"),
        ("scatter", "zh", "上填充 1，下填充 1，左填充 0，右填充 0"),
        ("gather", "en", "padding top 1, bottom 1, left 2, right 2"),
    ],
)
def test_four_paddings_that_are_not_alike_have_their_sides_beside_them(visit, view, lang, told):
    (scene,) = parts(visit(FILE, example="own", pad="1x0", view=view, lang=lang))
    assert f"|padding={told}|" in f"|{scene['labels']}|"
    (scene,) = parts(visit(FILE, example="own", pad="1", view=view, lang=lang))
    assert f"|padding={label('stage_class.padding', lang)}|" in f"|{scene['labels']}|"


def test_the_cells_of_output_padding_are_sums(visit):
    app = visit(FILE, example="output-padded")
    assert label("transposed.more.cells", count=7) in said(app)
    assert "<li>y[0,0,3] = 2 × 6 = 12</li>" in html(app)
    assert "<li>y[0,1,3] = 2 × 9 + 4 × 3 = 30</li>" in html(app)
    assert "<li>y[0,3,3] = 4 × 9 = 36</li>" in html(app)
    assert label("transposed.more.sizes", n=2, first=3, last=4) in said(app)


def test_a_cell_that_no_stamp_reaches_is_told_as_that(visit):
    app = visit(FILE, example="own", output_padding="1")
    assert f"<li>{label('transposed.more.nothing', name='y[0,0,5]')}</li>" in html(app)
    app = visit(FILE, example="own", output_padding="1", b="-2")
    assert f"<li>{label('transposed.more.bias', name='y[0,0,5]', value='−2')}</li>" in html(app)


@pytest.mark.parametrize(
    ("query", "told"),
    [
        ({"example": "strided"}, ("turns", {"rows": "2, 1", "columns": "2, 1"})),
        ({"example": "book"}, ("plain", {})),
        ({"example": "own", "w": "1 1 1 1\n" * 4}, ("alike", {"most": 4})),
        (
            {"example": "own", "w": "1 1\n1 1", "dilation": "2"},
            ("turns", {"rows": "2, 0", "columns": "2, 0"}),
        ),
    ],
)
def test_a_checkerboard_is_told_by_what_the_inside_gets(visit, query, told):
    kind, values = told
    assert label(f"transposed.overlaps.{kind}", **values) in said(visit(FILE, **query))


COUNTS = [[1, 1, 2, 1, 1], [1, 1, 2, 1, 1], [2, 2, 4, 2, 2], [1, 1, 2, 1, 1], [1, 1, 2, 1, 1]]


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_a_checkerboard_is_drawn_by_how_many_products_reach_a_cell(visit, lang):
    (chart,) = visit(FILE, example="strided", lang=lang).get("plotly_chart")
    (drawn,) = json.loads(chart.proto.spec)["data"]
    assert drawn["z"] == COUNTS
    assert (drawn["zmin"], drawn["zmax"]) == (0, 4)
    stops = [colour for _, colour in drawn["colorscale"]]
    assert len(set(stops)) == len(stops) == 2
    assert drawn["hovertext"][0][2] == label("transposed.overlaps.hover", lang, row=0, column=2, count=2)
    rows = ["1, 1, 2, 1, 1", "2, 2, 4, 2, 2"] if lang == "en" else ["1、1、2、1、1", "2、2、4、2、2"]
    assert all(row in chart.proto.alt for row in rows)


def test_a_large_map_of_overlaps_has_its_ends_in_words(visit):
    app = visit(FILE, example="own", x="\n".join(["1 " * 7] * 7), w="1 1 1\n1 1 1\n1 1 1", stride="2")
    (chart,) = app.get("plotly_chart")
    assert chart.proto.alt == label("transposed.overlaps.alt.many", rows=15, columns=15, least=1, most=4)


def test_own_numbers_are_computed_and_shown(visit):
    app = visit(FILE, example="own", x="1 0 2\n2 3 0\n-1 0 3", w="1 0\n1 2", stride="1", view="gather")
    assert not app.warning
    maps = [rows for caption, rows in tables(app) if caption.startswith("y[")]
    # By plain loops.
    expected = np.zeros((4, 4), int)
    for (i, j), value in np.ndenumerate([[1, 0, 2], [2, 3, 0], [-1, 0, 3]]):
        expected[i : i + 2, j : j + 2] += value * np.array([[1, 0], [1, 2]])
    assert maps == as_texts([expected.tolist()])


@pytest.mark.parametrize(
    ("settings", "said_of"),
    [
        ({"output_padding": "2", "stride": "2"}, "utput_padding must be smaller"),
        ({"pad": "5"}, "must leave at least one row"),
        ({"g": "2"}, "groups"),
        ({"w": "1 x"}, "x"),
        ({"x": " ".join(["1"] * 40)}, "At most"),
    ],
)
def test_what_cannot_be_is_answered_and_an_example_stands_in(visit, settings, said_of):
    app = visit(FILE, example="own", **settings)
    assert not app.exception
    assert any(said_of in each.value for each in app.warning)


def printed(program):
    shown = io.StringIO()
    with contextlib.redirect_stdout(shown):
        exec(program, {})
    return [float(each) for each in re.findall(r"-?\d+\.\d*", shown.getvalue())]


@pytest.mark.parametrize("name", TRANSPOSED)
@pytest.mark.parametrize("write", [torch_code, numpy_code])
def test_the_programs_print_the_output(name, write):
    assert printed(write(TRANSPOSED[name])) == [float(value) for value in np.ravel(BY_HAND[name][1])]


@pytest.mark.parametrize("write", [torch_code, numpy_code, keras_code])
def test_the_programs_add_the_bias(write):
    layer = TRANSPOSED["strided"]
    biased = TransposedLayer(layer.x, layer.weight, [10] * layer.out_channels, layer.spec)
    assert printed(write(biased)) == [float(value) + 10 for value in np.ravel(BY_HAND["strided"][1])]


UNEVEN = Layer.from_tensors(
    [[[1, 2], [3, 4]], [[0, 1], [2, -1]]],
    [[[[1, 2], [3, 4]]] * 2] * 2,
    [0.5, -1],
    stride=2,
    padding=((1, 0), (0, 0)),
)


def test_the_program_of_paddings_that_differ_cuts_what_pytorch_cannot():
    whole, _ = transposed_of(State.of(UNEVEN), (0, 1))
    right = torch.nn.functional.conv_transpose2d(
        torch.tensor(whole.x), torch.tensor(whole.weight), torch.tensor(whole.bias), 2, 0, (0, 1)
    )[:, 1:]
    for write in (torch_code, numpy_code, keras_code):
        assert printed(write(whole)) == right.ravel().tolist()


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_a_layer_of_the_playground_comes_with_its_numbers(visit, lang):
    text = state_to_text(State.of(UNEVEN))
    before = visit("Playground", kind="transposed", s=text, output_padding="0x1", lang=lang)
    (way,) = [each for each in links_of(before) if each.label == label("handover.transposed", lang)]
    asked = dict(parse_qsl(way.query_string))
    assert {**asked, "lang": lang} == {"s": text, "example": "own", "output_padding": "0x1", "lang": lang}
    app = visit(FILE, **asked | {"lang": lang})
    assert not app.exception
    assert not app.warning
    right = torch.nn.functional.conv_transpose2d(
        torch.tensor(UNEVEN.x), torch.tensor(UNEVEN.weight), torch.tensor(UNEVEN.bias), 2, 0, (0, 1)
    )[:, 1:].numpy()
    maps = [rows for caption, rows in tables(app) if caption.startswith("y[")]
    assert maps == [[[number(float(each)) for each in row] for row in channel] for channel in right]
    (back,) = [each for each in links_of(app) if each.label == label("transposed.handed", lang)]
    assert (
        dict(parse_qsl(back.query_string)).items()
        >= {
            "s": text,
            "kind": "transposed",
            "output_padding": "0x1",
        }.items()
    )
    marked = visit(FILE, **asked | {"lang": lang, "mine": json.dumps(right.tolist())})
    assert [each.value for each in marked.success] == [
        label("worked.right.shown", lang, count=right.size, letter="y")
    ]


@pytest.mark.parametrize(
    ("query", "told"),
    [
        ({"s": "1AAAA"}, "damaged"),
        ({"s": state_to_text(State.of(UNEVEN.replace(padding="same", stride=1)))}, "same"),
        ({"s": state_to_text(State(np.ones((1, 9, 9)), np.ones((1, 1, 9, 9))))}, "At most"),
    ],
)
def test_a_layer_that_cannot_be_transposed_is_answered(visit, query, told):
    app = visit(FILE, example="own", **query)
    assert not app.exception
    assert any(told in each.value for each in app.warning)
    maps = [rows for caption, rows in tables(app) if caption.startswith("y[")]
    assert maps == as_texts(BY_HAND["strided"][1])


def test_a_bias_of_ones_own_is_added(visit):
    app = visit(FILE, example="own", x="1 2", w="3", stride="1", b="10")
    assert not app.warning
    assert as_texts([[[13, 16]]]) == [rows for caption, rows in tables(app) if caption.startswith("y[")][-1:]
    app = visit(FILE, example="own", x="1 2", w="3", stride="1", b="1 2")
    assert "Bias must have one number" in app.warning[0].value


@pytest.mark.parametrize("name", [name for name in TRANSPOSED if name not in ("depthwise", "dilated")])
def test_keras_prints_the_same(name):
    assert printed(keras_code(TRANSPOSED[name])) == [float(value) for value in np.ravel(BY_HAND[name][1])]


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_the_answer_is_not_shown_to_who_checks_one(visit, lang):
    app = visit(FILE, example="padded", lang=lang)
    (closed,) = app.expander
    assert closed.label == label("transposed.output.numbers", lang)
    assert not closed.proto.expanded
    # All tables of the page stand behind it.
    inside = "\n".join(each.proto.body for each in closed.get("html"))
    assert inside.count("<table>") == html(app).count("<table>") == 1


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_an_output_worked_out_by_hand_is_marked(visit, lang):
    y = [
        [1, 2, 5, 4, 6],
        [4, 5, 14, 10, 12],
        [10, 14, 36, 24, 30],
        [12, 15, 34, 20, 24],
        [21, 24, 55, 32, 36],
    ]
    app = visit(FILE, lang=lang, mine=str(y))
    assert [each.value for each in app.success] == [label("worked.right", lang, count=25, letter="y")]
    y[2][2] = 4
    one = visit(FILE, lang=lang, mine=str(y))
    assert [each.value for each in one.warning] == [
        label("worked.wrong", lang, wrong=1, count=25, letter="y")
    ]
    assert label("worked.cell", lang, name="y[0,2,2]", right="36", typed="4") in said(one)
    for i, j in np.ndindex(2, 2):  # a later stamp replaces what lies under it
        for u, v in np.ndindex(3, 3):
            y[2 * i + u][2 * j + v] = (2 * i + j + 1) * (3 * u + v + 1)
    over = visit(FILE, lang=lang, mine=str(y))
    assert label("transposed.mistake.overwritten", lang) in over.warning[0].value
    half = visit(FILE, lang=lang, mine="1 2 5 4 6\n4 5 ? ? ?\n? ? ? ? ?\n? ? ? ? ?\n? ? ? ? ?")
    assert label("worked.open", lang, open=18, count=25, letter="y") in [each.value for each in half.info]
    none = visit(FILE, lang=lang, mine="abc")
    assert "abc" in none.warning[0].value


@pytest.mark.parametrize("name", ["strided", "output-padded"])
def test_the_files_of_a_layer_are_called_after_its_example(visit, monkeypatch, name):
    taken = []
    monkeypatch.setattr("dsviz.ui.parts.transposed.show_sums_takeaway", taken.append)
    visit(FILE, example=name, view="scatter")
    names = [
        each.name
        for each in (*sums_drawings(taken[-1], None, "en", False), *sums_files(taken[-1], "en", None))
    ]
    own = [each for each in names if not each.endswith(".pptx")]
    assert f"transposed-{name}.gif" in own
    assert f"transposed-{name}.html" in own
    assert all(each.startswith(f"transposed-{name}") for each in own)
