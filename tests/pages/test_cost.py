"""The cost page: counted as torch and the tools count, the claims marked, bad input answered."""

import json
import re

import pytest
import torch

from dsviz.content import label
from dsviz.cost import PRESETS
from dsviz.cost.runner import OneAtATime
from dsviz.cost.setting import Setting
from tests.cost.counted_by_others import DOCUMENT_003, GAIN, REPORTED
from tests.thorough import one_in

FILE = "Parameters_and_cost"
LAYERS = ("standard", "grouped", "depthwise", "pointwise", "separable")


def said_on(app):
    return "\n".join(each.value for each in (*app.markdown, *app.caption))


def table(app, place):
    return app.dataframe[place].value


def column(app, place, key):
    return table(app, place)[label(key)].tolist()


def modules(k=3, c=64, n=128, g=4, m=1, bias=False):
    same = {"padding": "same", "bias": bias}
    first = torch.nn.Conv2d(c, c * m, k, groups=c, **same)
    last = torch.nn.Conv2d(c * m, n, 1, bias=bias)
    return {
        "standard": [torch.nn.Conv2d(c, n, k, **same)],
        "grouped": [torch.nn.Conv2d(c, n, k, groups=g, **same)],
        "depthwise": [first],
        "pointwise": [last],
        "separable": [first, last],
    }


CHOICES = [
    {},
    {"k": 1, "c": 3, "n": 4, "g": 1},
    {"k": 5, "c": 10, "n": 20, "g": 10, "m": 3},
    {"c": 16, "n": 8, "g": 8, "bias": True},
    {"k": 2, "c": 7, "n": 7, "g": 7, "bias": True, "m": 2},
]


@pytest.mark.parametrize("choice", CHOICES)
def test_the_parameters_are_those_of_torchs_modules(visit, choice):
    link = {name: "on" if value is True else str(value) for name, value in choice.items()}
    app = visit(FILE, **link)
    assert not app.exception
    assert not app.warning
    expected = [
        sum(p.numel() for module in layers for p in module.parameters())
        for layers in modules(**choice).values()
    ]
    assert column(app, 0, "cost.table.parameters") == expected
    assert column(app, 0, "cost.table.layer") == [label(f"cost.layer.{name}") for name in LAYERS]
    assert column(app, 0, "cost.table.bytes") == [4 * each for each in expected]


def test_percent_stands_in_the_headings_which_the_file_keeps(visit):
    headings = list(table(visit(FILE), 0))
    assert [name for name in headings if name.startswith("% of")] == [
        label("cost.table.of_parameters"),
        label("cost.table.of_macs"),
    ]


def test_the_macs_are_the_weights_at_every_place_of_the_output(visit):
    app = visit(FILE, out="7", c="6", n="9", g="3")
    weights = [sum(m.weight.numel() for m in layers) for layers in modules(c=6, n=9, g=3).values()]
    assert column(app, 0, "cost.table.macs") == [49 * each for each in weights]


def test_the_formulas_have_the_numbers_under_the_letters(visit):
    said = said_on(visit(FILE))
    for letters, numbers, weights, macs in (
        (r"K \times K \times C \times N", r"3 \times 3 \times 64 \times 128", "73{,}728", "231{,}211{,}008"),
        (
            r"K \times K \times \frac{C}{g} \times N",
            r"3 \times 3 \times 16 \times 128",
            "18{,}432",
            "57{,}802{,}752",
        ),
        (r"K \times K \times C \times M", r"3 \times 3 \times 64 \times 1", "576", "1{,}806{,}336"),
        (r"C \times M \times N", r"64 \times 1 \times 128", "8{,}192", "25{,}690{,}112"),
    ):
        assert (
            rf"&= {letters} \vphantom{{\Big| {letters}}} \\ &= {numbers} \\ &= \mathbf{{{weights}}} " in said
        )
        assert rf" \\ &= {weights} \times 56 \times 56 \\ &= \mathbf{{{macs}}} " in said
    assert r"= \frac{137}{1{,}152} \approx 0.1189" in said
    assert "**1/8.41**" in said
    assert "that is **1/8**." in said_on(visit(FILE, n="72"))
    with_bias = said_on(visit(FILE, bias="on"))
    assert label("cost.formula.bias", biases="64", parameters="640") in with_bias
    assert label("cost.formula.bias", biases="128", parameters="73,856") in with_bias


def test_a_rectangle_and_8192_channels_are_counted_as_torch_counts_them(visit):
    app = visit(FILE, k="3x5", c="8192", n="8192", g="2", m="1", out="7")
    assert not app.exception
    with torch.device("meta"):
        layers = [
            [torch.nn.Conv2d(8192, 8192, (3, 5), bias=False)],
            [torch.nn.Conv2d(8192, 8192, (3, 5), groups=2, bias=False)],
            [torch.nn.Conv2d(8192, 8192, (3, 5), groups=8192, bias=False)],
            [torch.nn.Conv2d(8192, 8192, 1, bias=False)],
        ]
    weights = [sum(p.numel() for module in each for p in module.parameters()) for each in layers]
    assert column(app, 0, "cost.table.parameters") == [*weights, weights[2] + weights[3]]
    said = said_on(app)
    assert r"K_h \times K_w \times C \times N" in said
    assert r"3 \times 5 \times 8{,}192 \times 8{,}192" in said
    assert label("cost.time.square", K="3×5") in [each.value for each in app.info]


def test_the_bytes_of_the_maps_stand_beside_those_of_the_weights(visit):
    app = visit(FILE, c="3", n="4", g="1", out="6")
    cells = 36
    expected = [3 + 4, 3 + 4, 3 + 3, 3 + 4, 3 + 3 + 4]
    assert column(app, 0, "cost.table.map_bytes") == [4 * cells * each for each in expected]


def test_the_three_ways_stand_as_bars_beside_the_formulas(visit):
    alt = visit(FILE, k="5", c="10", n="20", g="10", m="3").get("plotly_chart")[0].proto.alt
    full, grouped, pair = 25 * 10 * 20, 25 * 1 * 20, 25 * 10 * 3 + 10 * 3 * 20
    for weights in (full, grouped, pair):
        assert f"{weights:,} weights, {100 * weights / full:g} %" in alt


def test_document_003s_ratio_is_marked_on_both_charts(visit):
    charts = visit(FILE, k="5", c="10", n="20", g="10").get("plotly_chart")[1:3]
    for chart in charts:
        mark = next(
            each
            for each in json.loads(chart.proto.spec)["data"]
            if each.get("name", "").startswith("document 003")
        )
        assert mark["y"] == [pytest.approx(1 / 10 + 1 / 25)]


@pytest.mark.parametrize(("shape", "counts"), DOCUMENT_003.items())
def test_document_003s_formula_stands_beside_the_true_number(visit, shape, counts):
    kernel, in_channels, out_channels = map(str, shape)
    said = said_on(visit(FILE, k=kernel, c=in_channels, n=out_channels, g="1"))
    true, printed = counts
    assert label("cost.003", area="K^2", printed=str(printed), true=str(true)) in said


def test_the_smallest_layer_is_said_without_plurals_and_without_a_useless_decimal(visit):
    said = said_on(visit(FILE, k="1", c="1", n="1", g="1", out="1", bias="on"))
    assert r"\left( \frac{1}{1} + \frac{1}{1 \times 1} \right) = 2$. Counted: $2 / 1$." in said
    assert not re.search(r"\b1[*$}]* (weights|MACs|biases|parameters)\b", said)


@pytest.mark.parametrize(
    ("n", "words"), [(72, r"= \frac{1}{8} = 0.125$,"), (128, r"= \frac{137}{1{,}152} \approx 0.1189$,")]
)
def test_only_a_rounded_decimal_is_called_about(visit, n, words):
    assert words in said_on(visit(FILE, n=str(n), g="1"))


def test_an_even_kernel_is_timed_at_the_counted_size_and_its_border_named(visit):
    assert label("cost.time.even") in said_on(visit(FILE, k="2"))
    assert label("cost.time.even") not in said_on(visit(FILE))


def test_a_pair_that_saves_nothing_is_said_so(visit):
    assert "Nothing is saved here" in said_on(visit(FILE, n="1", g="1"))
    assert "Nothing is saved here" not in said_on(visit(FILE))


def test_the_claim_holds_from_72_filters_on(visit):
    app = visit(FILE)
    rows = dict(
        zip(column(app, 1, "cost.claim.table.n"), column(app, 1, "cost.claim.table.claim"), strict=True)
    )
    holds = label("cost.claim.holds")
    assert {n: words == holds for n, words in rows.items()} == {n: n >= 72 for n in rows}
    assert {1, 64, 72} <= set(rows)
    times = dict(
        zip(column(app, 1, "cost.claim.table.n"), column(app, 1, "cost.claim.table.times"), strict=True)
    )
    assert {n: round(times[n], 2) for n in GAIN} == GAIN
    assert label("cost.claim.text", least=72, one="10/9") in said_on(app)


def test_every_tool_reports_what_it_really_reported(visit):
    app = visit(FILE)
    names = [label(f"cost.tool.{name.replace(' ', '-')}") for name in PRESETS]
    assert column(app, 2, "cost.rules.table.tool") == [label("cost.tool.own"), *names]
    reported = dict(zip(names, column(app, 2, "cost.rules.table.operations")[1:], strict=True))
    for name, operations in REPORTED.items():
        assert reported[label(f"cost.tool.{name}")] == operations
    parameters = dict(zip(names, column(app, 2, "cost.rules.table.parameters")[1:], strict=True))
    assert parameters[label("cost.tool.keras")] == 4_253_864


@pytest.mark.parametrize(
    ("switches", "tool"),
    [
        ({"mac": "2"}, "torch"),
        ({"pads": "off"}, "macs-on-pixels"),
        ({"cbias": "on", "bn": "p"}, "torchinfo"),
        ({"cbias": "on"}, "ptflops-aten"),
        ({"cbias": "on", "bn": "2", "relu": "2", "pool": "2"}, "ptflops"),
        ({"bn": "2", "pool": "1"}, "fvcore"),
        ({"bn": "4", "pool": "a"}, "thop"),
    ],
)
def test_the_switches_reach_a_tools_number_and_the_page_names_it(visit, switches, tool):
    app = visit(FILE, **switches)
    own, *_ = column(app, 2, "cost.rules.table.operations")
    assert f"{int(own):,}" in said_on(app)
    assert label("cost.rules.same", operations=f"{int(own):,}", tools=label(f"cost.tool.{tool}")) in said_on(
        app
    )


def test_switches_no_tool_has_are_said_to_be_nobodys(visit):
    assert "No tool of this table" in said_on(visit(FILE, mac="2", bn="1"))


@pytest.mark.parametrize("network", ["pair", "full"])
def test_the_chosen_layer_is_counted_too(visit, network):
    app = visit(FILE, net=network)
    layers = column(app, 0, "cost.table.macs")
    assert column(app, 2, "cost.rules.table.operations")[1] == layers[4 if network == "pair" else 0]


def test_document_004s_layer_and_its_relatives(visit):
    app = visit(FILE)
    assert column(app, 3, "cost.keras.parameters") == [442, 452, 410, 2912]
    sums = [eval(text.replace("×", "*")) for text in column(app, 3, "cost.keras.sum")]
    assert sums == [442, 452, 410, 2912]


FIELDS = ("k", "c", "n", "out", "m", "g", "batch", "threads", "seconds")


@pytest.mark.parametrize("name", FIELDS)
@pytest.mark.parametrize("typed", one_in(3, ["", "0", "-3", "2.5", "many", "9" * 300, "<b>1</b>"]))
def test_a_bad_number_is_answered_and_kept(visit, name, typed):
    app = visit(FILE, **{name: typed})
    assert not app.exception
    assert len(app.warning) == 1
    assert app.text_input(key=name).value == typed
    assert len(app.dataframe) == 4


def test_a_layer_too_large_to_measure_is_counted_and_its_measurement_refused(visit):
    app = visit(FILE, c="2048", n="2048", out="512")
    assert not app.exception
    assert "one pass of a timed layer must take at most" in app.warning[0].value
    assert column(app, 0, "cost.table.parameters")[0] == 9 * 2048 * 2048
    assert not [button for button in app.button if "Measure" in button.label]


@pytest.mark.parametrize("switch", ["net", "mac", "bn", "relu", "pool", "bias", "pads", "norm"])
def test_an_unknown_choice_in_a_link_is_answered(visit, switch):
    app = visit(FILE, **{switch: "perhaps"})
    assert not app.exception
    assert [("perhaps" in warning.value) for warning in app.warning] == [True]


@pytest.fixture
def runner(monkeypatch):
    """A runner of the test's own, so that no other test's measurement is in the way."""
    from dsviz.cost import latency

    own = OneAtATime()
    monkeypatch.setattr(latency, "RUNNER", own)
    return own


def test_a_measurement_to_its_end_with_its_chart_and_the_machine(visit, runner):
    app = visit(FILE, c="4", n="8", out="8", g="1", seconds="1")
    app.button[0].click().run()
    assert runner.current is None or runner.current.wait(60)
    app.run()
    said = said_on(app)
    assert "Measured with K = 3, C = 4, N = 8, input 8 × 8" in said
    assert "pictures at once: 1, threads: 1." in said
    assert "Measured on this server" in said
    assert "(s)" not in said
    alts = [chart.proto.alt for chart in app.get("plotly_chart")]
    assert alts[-1].startswith("Bars, in percent of the full convolution")


def test_a_layer_that_takes_too_long_is_answered_with_a_sentence(visit, runner, monkeypatch):
    from dsviz.cost import latency

    monkeypatch.setattr(latency, "MOST_PASS_SECONDS", 0.0)
    app = visit(FILE, c="4", n="8", out="8", g="1")
    app.button[0].click().run()
    assert runner.current is None or runner.current.wait(60)
    app.run()
    assert not app.error
    assert [warning.value.startswith("One pass of all timed layers") for warning in app.warning] == [True]
    assert not app.button[0].disabled


def test_a_second_reader_is_told_to_wait_and_may_start_afterwards(visit, runner):
    from dsviz.cost.latency import start

    first = start(Setting(4, 8, 8, seconds=30))
    app = visit(FILE, c="4", n="8", out="8", g="1", seconds="1")
    assert ["One measurement runs at a time; wait" in warning.value for warning in app.warning] == [True]
    assert app.button[0].disabled
    first.cancel()
    assert first.wait(60)
    app.run()
    assert not app.warning
    assert not app.button[0].disabled
