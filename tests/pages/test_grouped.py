"""The lesson on groups: every legal grouping, and a sentence for every other."""

import json
from fractions import Fraction

import numpy as np
import pytest
import torch
import torch.nn.functional as F

from dsviz.content import label
from tests.pages.seen import numbers_of

FILE = "Grouped_convolution"
LEGAL = {(4, 8): [1, 2, 4], (6, 9): [1, 3], (16, 16): [1, 2, 4, 8, 16], (6, 8): [1, 2], (1, 1): [1]}


def mounted(app):
    """What the page's components are fed with: the wiring map, then the stage beside it."""
    return [json.loads(each.proto.json)[0] for each in app.get("bidi_component")]


def scene_of(app):
    return mounted(app)[1]


def tensor(scene, name):
    return numbers_of(scene[name])


def said_on(app):
    return "\n".join(each.value for each in (*app.markdown, *app.caption, *app.warning))


def in_link(app, name):
    """What the link holds; AppTest keeps a list or, set by a page, a string."""
    return "".join(app.query_params.get(name, []))


def table_of(app):
    return app.dataframe[0].value


@pytest.mark.parametrize(("shape", "groups"), [(shape, g) for shape, legal in LEGAL.items() for g in legal])
def test_every_legal_grouping_by_its_link(visit, shape, groups):
    app = visit(FILE, c=str(shape[0]), n=str(shape[1]), g=str(groups))
    assert not app.exception
    assert not app.warning
    scene = scene_of(app)
    x, w = (torch.from_numpy(tensor(scene, name)) for name in "xw")
    assert w.shape == (shape[1], shape[0] // groups, 3, 3)
    np.testing.assert_array_equal(tensor(scene, "y"), F.conv2d(x, w, groups=groups).numpy())
    assert scene["check"]["disagreement"] == 0
    layer = torch.nn.Conv2d(*shape, 3, groups=groups, bias=False)
    assert rf"\mathbf{{{layer.weight.numel():,}}}".replace(",", "{,}") in said_on(app)
    assert " × ".join(map(str, layer.weight.shape)) in said_on(app)


@pytest.mark.parametrize("shape", LEGAL)
def test_the_table_counts_every_legal_grouping_as_torch_does(visit, shape):
    table = table_of(visit(FILE, c=str(shape[0]), n=str(shape[1]), g="1"))
    assert table[label("grouped.table.g")].tolist() == LEGAL[shape]
    counted = table[label("grouped.table.parameters")].tolist()
    layers = [torch.nn.Conv2d(*shape, 3, groups=g, bias=False) for g in LEGAL[shape]]
    assert counted == [layer.weight.numel() for layer in layers]
    assert table[label("grouped.table.macs")].tolist() == [9 * each for each in counted]
    assert [Fraction(part) * counted[0] for part in table[label("grouped.table.part")]] == counted


def test_document_003s_count_stands_beside_the_true_one(visit):
    said = said_on(visit(FILE))
    values = {"document": 72, "inputs": 2, "have": 144}
    assert label("grouped.facts.wrong", **values) in said
    assert label("grouped.facts.right", document=72) in said_on(visit(FILE, g="4"))


def test_the_slider_offers_the_legal_groupings_and_writes_the_link(visit):
    app = visit(FILE)
    slider = app.select_slider[0]
    assert slider.options == ["1", "2", "4"]
    app = slider.set_value(4).run()
    assert app.text_input(key="g").value == "4"
    assert in_link(app, "g") == "4"
    assert tensor(scene_of(app), "w").shape == (8, 1, 3, 3)
    app = app.text_input(key="g").set_value("1").run()
    assert app.select_slider[0].value == 1


@pytest.mark.parametrize(
    ("shape", "typed", "rule", "nearest", "shown"),
    [
        ((4, 8), "3", "groups must divide the input channels; got 3 groups for 4 channels", "2 or 4", 2),
        ((6, 8), "6", "groups must divide the output channels; got 6 groups for 8 channels", "2", 2),
        ((4, 8), "0", "groups must be from 1 to 4; got 0", "1", 1),
        ((4, 8), "-2", "groups must be from 1 to 4; got −2", "1", 1),
        ((4, 8), "99", "groups must divide the input channels; got 99 groups for 4 channels", "4", 4),
    ],
)
def test_an_illegal_grouping_gets_the_rule_and_the_nearest_legal_ones(
    visit, shape, typed, rule, nearest, shown
):
    app = visit(FILE, c=str(shape[0]), n=str(shape[1]), g=typed)
    assert not app.exception
    sentence = label("grouped.illegal", rule=rule, nearest=nearest, shown=shown)
    assert [warning.value for warning in app.warning] == [sentence]
    assert app.text_input(key="g").value == typed
    assert tensor(scene_of(app), "w").shape[1] == shape[0] // shown


def test_a_nearest_legal_grouping_is_one_click_away(visit):
    app = visit(FILE, g="3")
    legal = [button for button in app.button if button.label.startswith("g =")]
    assert [button.label for button in legal] == ["g = 2", "g = 4"]
    app = legal[1].click().run()
    assert not app.warning
    assert app.text_input(key="g").value == "4"


@pytest.mark.parametrize("name", ["c", "n", "k", "seed", "g"])
@pytest.mark.parametrize("typed", ["", "abc", "2.5", "1e400", "9" * 500, "-1", "**x**", "![](http://a/b)"])
def test_nonsense_is_answered_and_kept(visit, name, typed):
    app = visit(FILE, **{name: typed})
    assert not app.exception
    assert app.text_input(key=name).value == typed
    assert len(app.warning) == 1
    assert "![](http" not in app.warning[0].value.replace("`![](http", "")
    assert len(scene_of(app)["y"]["shape"]) == 3


def test_at_g_equal_to_c_it_is_depthwise(visit):
    said = said_on(visit(FILE))
    assert label("grouped.depthwise.agree", count=72, wrong=0, multiplier=2) in said
    said = said_on(visit(FILE, c="6", n="8"))
    assert label("grouped.depthwise.not", in_channels=6, out_channels=8) in said


def test_two_coprime_counts_have_one_grouping(visit):
    app = visit(FILE, c="3", n="8", g="1")
    assert label("grouped.only", in_channels=3, out_channels=8) in said_on(app)
    assert not app.select_slider


def test_another_shape_drops_the_step_and_another_grouping_keeps_it(visit):
    app = visit(FILE, step="5")
    app.text_input(key="g").set_value("4").run()
    assert in_link(app, "step") == "5"
    app.text_input(key="c").set_value("8").run()
    assert not in_link(app, "step")


def test_the_shown_code_prints_the_stages_numbers(visit):
    app = visit(FILE, g="4")
    names: dict = {}
    exec(app.code[-1].value, names)
    np.testing.assert_array_equal(names["y"].numpy(), tensor(scene_of(app), "y"))


def test_the_wiring_map_is_of_the_layer_on_the_page(visit):
    wiring = mounted(visit(FILE, n="6"))[0]
    assert wiring == {
        "channels": 4,
        "filters": 6,
        "groups": 2,
        "band": "Group {group}: {inputs} feed {outputs}.",
        "group": "group {group}",
    }


@pytest.mark.parametrize("groups", ["1", "4"])
def test_both_depthwise_maps_have_words_of_their_own(visit, groups):
    alts = [chart.proto.alt for chart in visit(FILE, g=groups).get("plotly_chart")]
    one, alone = (
        label(f"grouped.depthwise.{which}.alt", groups=4, shape="8 × 3 × 3") for which in ("one", "alone")
    )
    assert {one, alone} <= set(alts)
    assert len(set(alts)) == len(alts)
    assert not any("stage above" in alt for alt in alts)


@pytest.mark.parametrize("name", ["c", "g"])
def test_a_number_too_long_to_be_read_is_told_the_largest(visit, name):
    warning = visit(FILE, **{name: "9" * 500}).warning[0].value
    most = {"c": 16, "g": 4}[name]
    assert f"must be from 1 to {most}; got `999" in warning
    assert "whole number" not in warning
