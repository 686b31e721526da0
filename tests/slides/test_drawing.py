"""A step on a sheet: every number of it, none too many, nothing over the edge, and no answer too early."""

from collections import Counter
from itertools import product

import numpy as np
import pytest

from dsviz.conv.layer import Layer
from dsviz.conv.trace import Trace, trace
from dsviz.examples import ALL, get
from dsviz.slides.drawing import Look, check_room, drawn
from dsviz.slides.errors import SlidesError
from dsviz.slides.moment import Moment, parts_of
from dsviz.slides.naming import Naming
from dsviz.slides.sheet import Box, Line, Text, width_of

LAYERS = [layer for known in ALL for layer in getattr(known, "layers", (known,))]
# Counted by hand: 3 maps of 5×5 with a border of one, 27 weights, a bias.
CS231N_X, CS231N_W = 3 * 7 * 7, 27


def cs231n():
    return Trace(get("standard-cs231n").layer, "numpy")


def words_of(sheet):
    return [mark.words for mark in sheet.marks if isinstance(mark, Text)]


def equation(sheet):
    return next(words for words in words_of(sheet) if words.startswith("y[") and " = " in words)


def numbers(sheet):
    """The numbers in cells: what is written in the middle of something."""
    middle = [mark.words for mark in sheet.marks if isinstance(mark, Text) and mark.anchor == "middle"]
    return Counter(float(words.replace("−", "-")) for words in middle)


def by_loops(run, step):
    """What a finished step shows, from plain loops over the tensors."""
    layer = run.layer
    (top, bottom), (left, right) = layer.pads
    mode = {"zeros": "constant", "reflect": "reflect", "replicate": "edge", "circular": "wrap"}
    padded = np.pad(layer.x, ((0, 0), (top, bottom), (left, right)), mode[layer.spec.padding_mode])
    n, row, column = np.unravel_index(step, run.output.shape)
    (down, across), (far, wide) = layer.spec.stride, layer.spec.dilation
    shown = [*padded.ravel(), *layer.weight[n].ravel(), *run.output.ravel()[: step + 1]]
    if layer.bias is not None:
        shown.append(layer.bias[n])
    for c in range(layer.slices):
        under = padded[n // (layer.out_channels // layer.spec.groups) * layer.slices + c]
        products = [
            under[row * down + u * far, column * across + v * wide] * layer.weight[n, c, u, v] + 0.0
            for u, v in product(*map(range, layer.kernel))
        ]
        shown += [*products, sum(products)]
    return Counter(float(value) for value in shown)


@pytest.mark.parametrize("known", LAYERS, ids=lambda each: each.id)
def test_a_finished_step_shows_every_number_of_it(known):
    run = Trace(known.layer, "numpy")
    try:
        check_room(run.layer)
    except SlidesError:
        pytest.skip("too large for a sheet")
    for step in {0, len(run) // 2, len(run) - 1}:
        assert numbers(drawn(run, Moment.nth(run, step))) == by_loops(run, step)


def test_the_parts_of_a_step_come_one_after_the_other():
    run = cs231n()
    assert parts_of(run.layer) == ("window", "products", "sum0", "sum1", "sum2", "total", "bias", "result")
    counts = [
        sum(numbers(drawn(run, Moment.nth(run, 0, part))).values()) - CS231N_X - CS231N_W - 1
        for part in parts_of(run.layer)
    ]
    assert counts == [0, 27, 28, 29, 30, 30, 30, 31]


def test_the_equation_holds_back_what_is_still_to_come():
    run, last = cs231n(), []
    for part in parts_of(run.layer):
        last.append(equation(drawn(run, Moment.nth(run, 0, part))))
    assert last[0] == "y[0,0,0] = ?"
    assert last[1:-3] == ["y[0,0,0] = ?"] * 4
    assert last[-3:] == [
        "y[0,0,0] = 1 + (−1) + 0 + …",
        "y[0,0,0] = 1 + (−1) + 0 + 1 = ?",
        "y[0,0,0] = 1 + (−1) + 0 + 1 = 1",
    ]


def test_the_sum_of_a_channel_stands_under_the_drawing_once_it_is_taken():
    run = cs231n()
    first = "x[0]: 0×1 + 0×1 + 0×(−1) + 0×(−1) + 0×0 + 1×1 + 0×(−1) + 0×(−1) + 1×0 = 1"
    assert first not in words_of(drawn(run, Moment.nth(run, 0, "products")))
    shown = words_of(drawn(run, Moment.nth(run, 0, "sum0")))
    assert first in shown
    (second,) = (words for words in shown if words.startswith("x[1]: "))
    assert "=" not in second


def test_place_by_place_other_numbers_are_there_already():
    run = cs231n()
    by_filter = Moment((1, 0, 1), "window")
    by_place = Moment((1, 0, 1), "window", "place")
    assert len(list(by_filter.done(run))) == 10
    assert list(by_place.done(run)) == [(0, 0, 0), (0, 0, 1), (1, 0, 0)]


def test_the_border_is_hatched_and_so_are_its_products():
    run = cs231n()
    lines = [mark for mark in drawn(run, Moment.nth(run, 0)).marks if isinstance(mark, Line)]
    # 24 cells of each border, 5 products of a corner, three strokes each; and two wires a channel.
    assert len(lines) == 3 * 3 * (24 + 5) + 3 * 2


def test_a_number_that_is_cut_is_not_said_to_be_equal():
    run = trace([[[1.0, 2.0]]], [[[[1 / 3]]]], backend="numpy")
    assert equation(drawn(run, Moment.nth(run, 1))) == "y[0,0,1] = 2×0.333333 ≈ 0.666667"


def test_a_sum_of_many_terms_is_broken_and_one_of_too_many_is_left_out():
    run = trace(np.full((60, 1, 1), 3), np.full((1, 60, 1, 1), 7), backend="numpy")
    shown = words_of(drawn(run, Moment.nth(run, 0)))
    lines = [words for words in shown if "3×7" in words]
    assert 1 < len(lines) <= 4
    assert sum(words.count("3×7") for words in lines) == 60
    run = trace(np.full((60, 1, 1), 0.123456), np.full((1, 60, 1, 1), 0.765432), backend="numpy")
    assert equation(drawn(run, Moment.nth(run, 0))).startswith("y[0,0,0] = … ")


def test_numbers_that_had_to_be_rounded_for_their_cells_are_said_to_be():
    note = "Numbers in cells are rounded to three digits."
    exact = trace([[[1.25, 2.5]]], [[[[3]]]], backend="numpy")
    assert note not in words_of(drawn(exact, Moment.nth(exact, 1)))
    cut = trace([[[1.23456, 2.5]]], [[[[3]]]], backend="numpy")
    shown = words_of(drawn(cut, Moment.nth(cut, 0)))
    assert note in shown
    assert {"1.23", "3.7037", "3.7"} & set(shown) == {"1.23", "3.7"}
    assert "y[0,0,0] = 1.23456×3 = 3.70368" in shown


@pytest.mark.parametrize("size", [(1920, 1080), (1280, 720), (1920, 700), (1080, 1080)], ids=str)
@pytest.mark.parametrize("name", ["standard-cs231n", "depthwise-multiplier-2", "pointwise-mix"])
def test_nothing_lies_over_the_edge_or_over_something_else(name, size):
    run = Trace(get(name).layer, "numpy")
    sheet = drawn(run, Moment.nth(run, len(run) - 1), Look(size=size, title="A title of some length"))
    for mark in sheet.marks:
        if isinstance(mark, Box):
            assert 0 <= mark.x <= mark.x + mark.width <= size[0]
            assert 0 <= mark.y <= mark.y + mark.height <= size[1]
        elif isinstance(mark, Text):
            wide = width_of(mark.words, mark.size)
            left = mark.x - {"start": 0, "middle": 0.5, "end": 1}[mark.anchor] * wide
            assert left >= 0
            assert left + wide <= size[0]
    cells = {
        (round(box.x), round(box.y)) for box in sheet.marks if isinstance(box, Box) and box.fill and box.edge
    }
    full = [box for box in sheet.marks if isinstance(box, Box) and box.fill and box.edge]
    assert len(cells) == len(full)
    for one, other in product(full, full):
        if one is not other:
            apart = max(abs(one.x - other.x) - min(one.width, other.width), abs(one.y - other.y) - one.height)
            assert (
                apart > -0.01 or one.x + one.width <= other.x + 0.01 or other.x + other.width <= one.x + 0.01
            )


def test_what_is_lit_is_ringed():
    run = cs231n()

    def frames(*lit):
        marks = drawn(run, Moment((0, 0, 0), "window", lit=lit)).marks
        return sum(isinstance(mark, Box) and mark.fill is None for mark in marks)

    usual = frames()
    assert [
        frames(each) - usual for each in ("x", "x.1", "w", "w.1", "p", "s.2", "b", "y", "y.1", "pad")
    ] == ([3, 1, 3, 0, 3, 1, 1, 2, 1, 15])


def test_a_layer_of_a_gradient_has_the_names_of_its_own_tensors():
    named = Naming(
        copies={"x": {"letter": "dy"}, "w": {"letter": "w", "of": [[[0, 0]], [[1, 0]]], "turned": True}}
    )
    run = trace(np.ones((2, 2, 2)), np.ones((2, 1, 1, 1)), groups=2, backend="numpy")
    shown = words_of(drawn(run, Moment.nth(run, 4), Look(naming=named)))
    assert {"dy[0]", "dy[1]", "w[1,0] 180°", "dy × w", "y[1]"} <= set(shown)


REFUSALS = [
    (lambda run: Moment.nth(run, 18), "step must be a whole number from 0 to 17; got 18"),
    (lambda run: Moment.nth(run, True), "step must be a whole number from 0 to 17; got True"),
    (
        lambda run: Moment.nth(run, 0, "sums"),
        "part must be one of window, products, sum0, sum1, sum2, total, bias, result; got 'sums'",
    ),
    (lambda run: Look(size=(100, 1080)), "width of a picture must be from 320 to 3840 pixels; got 100"),
    (lambda run: Look(size=(1920, 9999)), "height of a picture must be from 320 to 3840 pixels; got 9999"),
]


@pytest.mark.parametrize(("ask", "sentence"), REFUSALS, ids=[sentence for _, sentence in REFUSALS])
def test_what_cannot_be_drawn_is_refused_in_words(ask, sentence):
    with pytest.raises(SlidesError) as refused:
        ask(cs231n())
    assert str(refused.value) == sentence


@pytest.mark.parametrize("shape", [(3, 64, 64), (512, 14, 14)], ids=str)
def test_a_layer_too_large_for_a_sheet_is_refused(shape):
    run = trace(np.ones(shape), np.ones((2, shape[0], 1, 1)), backend="numpy")
    for ask in (lambda: check_room(run.layer), lambda: drawn(run, Moment.nth(run, 0))):
        with pytest.raises(SlidesError, match="a cell of a picture must be at least 17 pixels wide"):
            ask()


@pytest.mark.parametrize(
    ("language", "padding", "said"),
    [
        ("en", "causal", "stride=2, padding left 3, dilation=3, groups=1"),
        ("zh", "causal", "stride=2, 左填充 3, dilation=3, groups=1"),
        ("en", ((0, 0), (1, 2)), "stride=2, padding left 1, right 2, dilation=3, groups=1"),
        ("en", ((0, 0), (2, 2)), "stride=2, padding=2, dilation=3, groups=1"),
    ],
)
def test_a_row_says_its_settings_in_one_dimension(language, padding, said):
    row = Layer.from_tensors([[1, 2, 3, 4]], [[[1, 10]]], padding=padding, stride=2, dilation=3)
    sheet = drawn(Trace(row, "numpy"), Moment((0, 0, 0)), Look(title="T", language=language))
    assert said in words_of(sheet)
