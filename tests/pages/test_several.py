"""The page on several layers: torch's numbers, paths counted by plain loops, published receptive fields."""

import json
from itertools import product

import numpy as np
import plotly.io
import pytest
import torch
import torch.nn.functional as F
from streamlit.runtime.context import ContextProxy, StreamlitTheme

from dsviz.content import joined, label
from dsviz.conv.chain import chain
from dsviz.conv.chain_paths import paths_between
from dsviz.cost.fields import field_rows, mobilenet_v1, seen_by, vgg_16
from dsviz.course.chain_sums import rows_of
from dsviz.course.chains import Chosen, run_of
from dsviz.examples.chains import CHAINS
from dsviz.reading.errors import ReadError
from dsviz.reading.layer_lines import read_layer_lines
from dsviz.ui.several.networks import own_layers

FILE = "Several_layers"
TWICE = [[8, 15, 24], [30, 33, 25], [35, 42, 25]]
# Of a 5-cell field under two layers of three taps: 1 2 3 2 1, down times across.
PATHS = [[1, 2, 3, 2, 1], [2, 4, 6, 4, 2], [3, 6, 9, 6, 3], [2, 4, 6, 4, 2], [1, 2, 3, 2, 1]]
GRADIENT = [[0, 1, 0, 1, 0], [1, -1, 4, -1, 1], [0, 5, -2, 3, 0], [1, -1, 4, 1, -1], [0, 2, 0, -2, 0]]
# By plain loops in Python.
OUTPUTS = {
    "causal": [0, 6, 15, 0, 3, 11, 8, 6, -2, 6, -2, -13],
    "dilated": [3, 8],
}


def words_of(app):
    return "\n".join(each.value for kind in (app.markdown, app.warning, app.header) for each in kind)


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("name", CHAINS)
def test_every_row_of_layers_opens_in_both_languages(visit, name, language):
    app = visit(FILE, chain=name, lang=language)
    assert not app.exception
    assert not app.warning
    assert label(f"several.note.{name}", language) in words_of(app)


def test_the_middle_output_of_3_by_3_twice_is_33_and_saw_25_numbers_by_81_paths(visit):
    said = words_of(visit(FILE))
    assert "**y[0,1,1] = 33** saw **25** of the 49 input numbers" in said
    assert "**81** paths lead from y[0,1,1] back to the input, and up to **9** of them" in said
    assert "of the 9 outputs, **0** differ, with 18 weights against 25" in said


def test_another_output_is_chosen_by_the_link(visit):
    said = words_of(visit(FILE, row="0", column="2"))
    assert "**y[0,0,2] = 24** saw **25** of the 49 input numbers" in said


def test_a_row_that_there_is_not_is_answered(visit):
    app = visit(FILE, row="3")
    assert [each.value for each in app.warning] == [
        label("fields.range", name="Row of y", typed="`3`", used="1", least=0, most=2)
    ]


def test_numbers_paths_and_gradient_of_3_by_3_twice():
    chosen = Chosen("twice", run_of("twice", "torch"), (0, 1, 1))
    np.testing.assert_array_equal(chosen.run.output, [TWICE])
    np.testing.assert_array_equal(chosen.paths, [np.pad(PATHS, 1)])
    np.testing.assert_array_equal(chosen.gradient, [np.pad(GRADIENT, 1)])
    five = Chosen("five", run_of("five", "torch"), (0, 1, 1))
    np.testing.assert_array_equal(five.run.output, [TWICE])
    np.testing.assert_array_equal(five.paths, [np.pad(np.ones((5, 5)), 1)])
    np.testing.assert_array_equal(five.gradient, chosen.gradient)


@pytest.mark.parametrize("name", OUTPUTS)
def test_the_layers_of_one_dimension_have_these_numbers(name):
    np.testing.assert_array_equal(run_of(name, "torch").output[0, 0], OUTPUTS[name])


def by_torch(name, x):
    for layer in CHAINS[name].layers:
        settings = dict(layer)
        weight = torch.tensor(settings.pop("weight"), dtype=torch.float64)
        bias = torch.tensor(settings.pop("bias", [0] * len(weight)), dtype=torch.float64)
        if settings.get("padding") == "causal":
            x = F.pad(x, ((weight.shape[-1] - 1) * settings["dilation"], 0))
            del settings["padding"]
        x = (F.conv2d if weight.ndim == 4 else F.conv1d)(x, weight, bias, **settings)
    return x


@pytest.mark.parametrize("name", CHAINS)
def test_torch_alone_has_the_same_outputs_gradients_and_seen_cells(name):
    x = torch.tensor(CHAINS[name].x, dtype=torch.float64, requires_grad=True)
    y = by_torch(name, x)
    run = run_of(name, "torch")
    np.testing.assert_array_equal(run.output.reshape(y.shape), y.detach().numpy())
    for place in ((0, *(side // 2 for side in run.output.shape[1:])), tuple(n - 1 for n in run.output.shape)):
        chosen = Chosen(name, run, place)
        (gradient,) = torch.autograd.grad(y.reshape(run.output.shape)[place], x, retain_graph=True)
        np.testing.assert_array_equal(chosen.gradient.reshape(gradient.shape), gradient.numpy())
        assert not chosen.gradient[~chosen.seen(0)].any()


@pytest.mark.parametrize("name", ["separable", "strided", "dilated", "causal"])
def test_a_cell_was_seen_where_a_change_of_it_can_change_the_output(name):
    run = run_of(name, "torch")
    place = tuple(side - 1 for side in run.output.shape)
    chosen = Chosen(name, run, place)
    # All weights 1: then nothing cancels, and the gradient by torch is the count of paths.
    x = torch.tensor(run.layers[0].x, dtype=torch.float64, requires_grad=True)
    y = x
    for layer in run.layers:
        (top, bottom), (left, right) = layer.pads
        y = F.pad(y, (left, right, top, bottom))
        spec = layer.spec
        ones = torch.ones(layer.weight.shape, dtype=torch.float64)
        y = F.conv2d(y, ones, None, spec.stride, 0, spec.dilation, spec.groups)
    y[place].backward()
    np.testing.assert_array_equal(chosen.paths, x.grad.numpy())
    np.testing.assert_array_equal(chosen.seen(0), x.grad.numpy() > 0)


def test_of_each_map_the_cells_that_reached_the_output_are_framed():
    chosen = Chosen("twice", run_of("twice", "torch"), (0, 0, 2))
    assert [int(chosen.seen(at).sum()) for at in range(3)] == [25, 9, 1]
    assert {tuple(map(int, at)) for at in np.argwhere(chosen.seen(1))} == {
        (0, row, column) for row, column in product((0, 1, 2), (2, 3, 4))
    }


def test_the_charts_hold_the_paths_and_the_gradient(visit):
    specs = [json.loads(each.proto.spec) for each in visit(FILE).get("plotly_chart")]
    x, z, y, paths, gradient = (plotly.io.from_json(json.dumps(spec)) for spec in specs)
    assert [len(each.layout.shapes) for each in (x, z, y, paths, gradient)] == [25, 9, 1, 25, 25]
    assert list(paths.data[0].text[3]) == ["0", "3", "6", "9", "6", "3", "0"]
    assert list(gradient.data[0].text[3]) == ["0", "0", "5", "−2", "3", "0", "0"]
    assert gradient.data[0].hovertext[3][3] == "if x[0,3,3] grows by 1, y[0,1,1] changes by −2"


@pytest.mark.parametrize(("theme", "zero"), [("dark", "#171614"), ("light", "#FFFFFF")])
def test_a_map_has_the_papers_colour_at_0(visit, monkeypatch, theme, zero):
    monkeypatch.setattr(ContextProxy, "theme", StreamlitTheme({"type": theme}))
    x, *_ = (json.loads(each.proto.spec) for each in visit(FILE).get("plotly_chart"))
    assert x["data"][0]["colorscale"][0] == [0.0, zero]


def test_the_sums_of_the_strided_layers():
    assert [row[5:] for row in rows_of(run_of("strided", "torch"))] == [
        ("⌊(9 + 1 + 1 − 1×(3 − 1) − 1) / 2⌋ + 1 = 5", "1 + (3 − 1)×1×1 = 3", "1×2 = 2", "0 − 1×1 = −1"),
        ("⌊(5 + 1 + 1 − 1×(3 − 1) − 1) / 1⌋ + 1 = 5", "3 + (3 − 1)×1×2 = 7", "2×1 = 2", "−1 − 1×2 = −3"),
    ]


def test_the_stage_shows_the_layer_that_is_chosen(visit):
    (scene,) = (json.loads(each.proto.json)[0] for each in visit(FILE, layer="2").get("bidi_component"))
    assert scene["y"] == {"shape": [1, 3, 3], "data": [each for row in TWICE for each in row]}
    assert scene["check"]["disagreement"] == 0


def test_another_row_of_layers_drops_what_belonged_to_the_first(visit):
    app = visit(FILE, row="0", column="2", layer="2", step="3")
    app.selectbox[0].set_value("strided").run()
    assert app.query_params == {"chain": "strided"}


def test_receptive_fields_as_published():
    # Araujo, Norris & Sim, "Computing receptive fields of convolutional neural networks" (2019).
    assert [row.field for row in field_rows(vgg_16(), 224)] == [
        *(3, 5, 6, 10, 14, 16, 24, 32, 40, 44, 60, 76, 92, 100, 132, 164, 196, 212)
    ]
    assert (field_rows(vgg_16(), 224)[-1].jump, field_rows(vgg_16(), 224)[-1].out) == (32, 7)
    last = field_rows(mobilenet_v1(), 224)[-1]
    assert (last.field, last.jump, last.out) == (315, 32, 7)


NETWORKS = [(vgg_16(), 224), (mobilenet_v1(), 224), (mobilenet_v1(), 57)]
# Gaps of a dilation; a window that lies in a later layer's padding; one that the input is too short for.
TYPED = [
    ("3 1 1 2", 5),
    ("3 2 0 1\n3 1 1 1", 6),
    ("7 2 3\n3,2,1\n3 1 0 2", 32),
    ("3 3 4 3\n2 2 1 2", 40),
    ("5 1 0 1", 5),
]


@pytest.mark.parametrize(
    ("layers", "size"), [*NETWORKS, *((own_layers(lines), size) for lines, size in TYPED)]
)
def test_an_output_reads_what_its_gradient_reaches(layers, size):
    x = torch.ones(1, 1, size, dtype=torch.float64, requires_grad=True)
    z = x
    for _, (kernel, stride, padding, dilation) in layers:
        ones = torch.ones(1, 1, kernel, dtype=torch.float64)
        z = torch.nn.functional.conv1d(z, ones, None, stride, padding, dilation)
        z = z / z.detach().abs().max().clamp(min=1)
    for place in {0, z.shape[-1] // 2, z.shape[-1] - 1}:
        (gradient,) = torch.autograd.grad(z[0, 0, place], x, retain_graph=True)
        assert seen_by(layers, size, place).tolist() == (gradient[0, 0] != 0).tolist(), place


@pytest.mark.parametrize("lang", ["en", "zh"])
@pytest.mark.parametrize(
    ("query", "seen", "more"),
    [
        # From -157 + 3 * 32 = -61 to 253: 61 places before the input and 30 after it.
        (
            {"fields": "mobilenet"},
            ("several.fields.seen", {"middle": 3, "last": 6, "seen": 224, "size": 224}),
            [("several.fields.outside", {"outside": 91, "field": 315})],
        ),
        # From -90 + 3 * 32 = 6 to 217.
        (
            {"fields": "vgg16"},
            ("several.fields.seen", {"middle": 3, "last": 6, "seen": 212, "size": 224}),
            [],
        ),
        # From 1 to 5, and places 1, 3 and 5 are read.
        (
            {"fields": "own", "lines": "3 1 1 2", "size": "7"},
            ("several.fields.seen", {"middle": 2, "last": 4, "seen": 3, "size": 7}),
            [("several.fields.skipped", {"skipped": 2})],
        ),
        (
            {"fields": "own", "lines": "5", "size": "5"},
            ("several.fields.seen.only", {"seen": 5, "size": 5}),
            [],
        ),
    ],
)
def test_how_much_of_the_input_an_output_reads_is_said_apart_from_how_wide_its_field_is(
    visit, query, seen, more, lang
):
    app = visit(FILE, lang=lang, **query)
    texts = [label(key, lang, **values) for key, values in (seen, *more)]
    (told,) = [each.value for each in app.markdown if texts[0] in each.value]
    assert told.endswith(joined(texts, lang, "sentence"))


def test_typed_layers_have_their_fields(visit):
    app = visit(FILE, fields="own", size="32", lines="7 2 3\n3,2,1\n3 1 0 2")
    assert not app.warning
    table = app.dataframe[0].value
    assert table["Output side"].tolist() == [16, 8, 4]
    assert table["Field"].tolist() == [7, 11, 27]
    assert table["Start"].tolist() == ["−3", "−5", "−5"]


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("3 1 1\n3 x 1", "Line 2: a layer must be one to four whole numbers: kernel, stride, padding, "),
        ("3\n\n3 0", "Line 3: kernel, stride and dilation must be from 1 to 999, padding from 0 to 999; "),
        ("3 1 1 1 1", "Line 1: a layer must be one to four whole numbers"),
        ("  ", "There must be a layer in a line; got none"),
        ("3\n" * 201, "There must be at most 200 layers; got 201"),
        ("3\n9", "Layer 2: kernel reach must be <= padded input; got 9 > 3"),
    ],
)
def test_lines_that_are_refused_say_the_line_and_what_to_type(visit, typed, sentence):
    app = visit(FILE, fields="own", size="5", lines=typed)
    assert not app.exception
    assert [each.value.replace("\\", "").startswith(sentence) for each in app.warning] == [True], app.warning
    assert not app.dataframe


def test_a_refused_line_is_quoted_and_not_obeyed(visit):
    (warning,) = visit(FILE, fields="own", lines="![](//evil.test/x)").warning
    assert "![" not in warning.value


@pytest.mark.parametrize("lines", ["3，2，1，1；3，1，1，1", "3 2 1 1; 3 1 1"])
def test_layers_in_one_line_end_at_semicolons(visit, lines):
    assert read_layer_lines(lines) == ((3, 2, 1, 1), (3, 1, 1, 1))
    (said,) = [
        each.value
        for each in visit(FILE, fields="own", size="32", lines=lines).markdown
        if "**7**" in each.value
    ]
    assert "The field of one output of **layer 2**" in said


LIST = ((7, 2, 3, 1), (3, 2, 1, 1))


@pytest.mark.parametrize(
    ("typed", "layers"),
    [
        ("(7,2,3),(3,2,1)", LIST),
        ("[(7,2,3,1),(3,2,1,1)]", LIST),
        ("((7, 2, 3), (3, 2, 1)),", LIST),
        ("[[7, 2, 3], [3, 2, 1]]", LIST),
        ("(7 2 3) (3 2 1)", LIST),
        ("（7，2，3），（3，2，1）", LIST),
        ("【（7，2，3）；（3，2，1）】", LIST),
        ("[(7, 2, 3),\n (3, 2, 1)]", LIST),
        ("[\n  (7, 2, 3),\n  (3, 2, 1),\n]", LIST),
        ("(7, 2, 3), (3, 2, 1)\n3", (*LIST, (3, 1, 0, 1))),
        ("(3), (5)", ((3, 1, 0, 1), (5, 1, 0, 1))),
        ("(7, 2, 3)", LIST[:1]),
        ("[7, 2, 3, 1]", LIST[:1]),
    ],
)
def test_a_list_in_brackets_has_a_layer_in_each(typed, layers):
    assert read_layer_lines(typed) == layers


@pytest.mark.parametrize(
    ("typed", "rule", "got"),
    [
        ("(7,2,3),(3,x,1)", "form", "(3,x,1)"),
        ("(7,2,3),(3,2,1,1,1)", "form", "(3,2,1,1,1)"),
        ("(7,2,3),(3,0,1)", "range", "(3,0,1)"),
        ("(7,2,3),()", "form", "()"),
        ("(7,2,3),(3,2,1),5", "form", "(7,2,3),(3,2,1),5"),
        ("[((3,3),(2,2),(1,1))]", "form", "[((3,3),(2,2),(1,1))]"),
    ],
)
def test_what_is_wrong_in_a_list_is_named_with_its_own_brackets(typed, rule, got):
    with pytest.raises(ReadError) as refused:
        read_layer_lines(f"3\n{typed}")
    assert refused.value.rule == f"layer-line-{rule}"
    assert refused.value.values["got"] == got
    assert refused.value.place.line == 2


def test_the_rules_of_typed_lines():
    for typed, rule in (("", "none"), ("1\n" * 201, "many")):
        with pytest.raises(ReadError) as refused:
            read_layer_lines(typed)
        assert refused.value.rule == f"layer-lines-{rule}"


@pytest.mark.parametrize("name", CHAINS)
def test_the_paths_to_a_number_are_as_many_as_counted_and_add_up_to_torchs_gradient(name):
    run = run_of(name, "torch")
    # The middle, and a corner, whose windows reach into the padding.
    for place in (tuple(n // 2 for n in run.output.shape), (0, 0, 0)):
        chosen = Chosen(name, run, place)
        paths, gradient = chosen.paths, chosen.gradient
        for source in np.ndindex(*paths.shape):
            walked = list(paths_between(run, place, source))
            assert len({path.places for path in walked}) == len(walked) == paths[source]
            assert sum(path.product for path in walked) == gradient[source]


def test_every_path_to_the_middle_is_written_with_its_weights(visit):
    (lines,) = [each.value.splitlines() for each in visit(FILE).code if "←" in each.value]
    # By hand: y[0,1,1] reads z1 from (1, 1) to (3, 3), each of which reads x[0,3,3] by one weight.
    cross, plus = [[1, 0, 1], [0, 2, 0], [1, 0, -1]], [[0, 1, 0], [1, -1, 1], [0, 2, 0]]
    expected = []
    for u, v in product(range(3), range(3)):
        weights = plus[u][v], cross[2 - u][2 - v]
        text = [f"({each})" if at and each < 0 else str(each) for at, each in enumerate(weights)]
        answer = f"{'×'.join(text)} = {weights[0] * weights[1]}".replace("-", "−")
        expected.append(f"y[0,1,1] ← z1[0,{1 + u},{1 + v}] ← x[0,3,3]:  {answer}")
    assert lines == expected


def test_a_number_that_was_not_seen_has_no_path(visit):
    app = visit(FILE, in_row="0", in_column="0")
    assert label("several.walks.none", output="y[0,1,1]", input="x[0,0,0]") in words_of(app)
    assert not any("←" in each.value for each in app.code)


def test_no_path_leads_through_padding_that_a_layer_before_could_have_computed():
    # The second layer is padded; a number of z beside the map would have a window on x, but there is none.
    run = chain([[[1, 2, 3, 4, 5]]], [[[[[1, 1, 1]]]], {"weight": [[[[1, 1, 1]]]], "padding": (0, 1)}])
    counts = run.paths(0, 0, 0)
    walked = [len(list(paths_between(run, (0, 0, 0), (0, 0, at)))) for at in range(5)]
    assert walked == counts[0, 0].tolist() == [1, 2, 2, 1, 0]


def test_the_stage_calls_a_tensor_between_two_layers_what_the_page_calls_it(visit):
    letters = []
    for layer in ("1", "2"):
        app = visit(FILE, layer=layer)
        scene = json.loads(app.get("bidi_component")[-1].proto.json)[0]
        letters.append({kind: one["letter"] for kind, one in scene["copies"].items()})
        (kind,) = letters[-1]
        words = dict(entry.split("=", 1) for entry in scene["labels"].split("|"))
        assert words[f"copied_{kind}"] == "Map z1[{k}]"
    assert letters == [{"y": "z1"}, {"x": "z1"}]


@pytest.mark.parametrize("tab", [0, 1])
@pytest.mark.parametrize("name", CHAINS)
def test_the_programs_print_the_output_of_the_last_layer(visit, capsys, name, tab):
    programs = [each.value for each in visit(FILE, chain=name).code if each.language == "python"]
    kept: dict = {}
    exec(compile(programs[tab], "<shown on the page>", "exec"), kept)
    run = run_of(name, "torch")
    np.testing.assert_array_equal(np.asarray(kept["y"]).reshape(run.output.shape), run.output)
    for at, between in enumerate(run.outputs[:-1], 1):
        np.testing.assert_array_equal(np.asarray(kept[f"z{at}"]).reshape(between.shape), between)
    assert capsys.readouterr().out
