"""The spreadsheet: read by openpyxl, its formulas worked out by an evaluator of the test's own."""

import io
import re

import numpy as np
import pytest
from openpyxl import load_workbook

from dsviz.conv.layer import Layer
from dsviz.conv.spec import ConvSpec
from dsviz.conv.trace import Trace
from dsviz.export.workbook import reference, terms, workbook

TERM = re.compile(r"SUMPRODUCT\((\w+)!(\w+:\w+),(\w+)!(\w+:\w+)\)")
CELL = re.compile(r"(?:(\w+)!)?([A-Z]+[0-9]+)")


class Evaluator:
    """Works out a workbook of sums of SUMPRODUCTs and references."""

    def __init__(self, packed):
        self.book = load_workbook(io.BytesIO(packed))

    def value(self, sheet, cell):
        written = self.book[sheet][cell].value
        if not (isinstance(written, str) and written.startswith("=")):
            return written or 0
        return sum(self.term(sheet, term) for term in written[1:].split("+"))

    def term(self, sheet, term):
        if found := TERM.fullmatch(term):
            one, other = self.range(found[1], found[2]), self.range(found[3], found[4])
            assert len(one) == len(other)
            return sum(a * b for a, b in zip(one, other, strict=True))
        named, cell = CELL.fullmatch(term).groups()
        return self.value(named or sheet, cell)

    def range(self, sheet, span):
        return [self.value(sheet, cell.coordinate) for row in self.book[sheet][span] for cell in row]

    def maps(self, sheet, shape):
        channels, height, width = shape
        return np.array(
            [
                [
                    [self.value(sheet, reference(n * (height + 2) + 1 + i, j)) for j in range(width)]
                    for i in range(height)
                ]
                for n in range(channels)
            ]
        )


def layer(x, weight, bias=False, **settings):
    draw = np.random.default_rng(3)
    numbers = draw.integers(-3, 4, weight[0]).astype(float) if bias else None
    return Layer(
        draw.integers(-4, 5, x).astype(float),
        draw.integers(-3, 4, weight).astype(float),
        numbers,
        ConvSpec(**settings),
    )


LAYERS = {
    "plain": layer((1, 3, 3), (1, 1, 2, 2)),
    "channels and bias": layer((3, 4, 5), (2, 3, 3, 2), True),
    "stride and padding": layer((2, 5, 4), (2, 2, 3, 3), True, stride=(2, 1), padding=((1, 2), (0, 1))),
    "dilation": layer((2, 6, 6), (1, 2, 3, 2), True, dilation=(2, 3), padding=1),
    "groups": layer((4, 3, 3), (6, 2, 2, 2), True, groups=2),
    "reflect": layer((1, 4, 4), (1, 1, 3, 3), padding=2, padding_mode="reflect"),
    "circular": layer((2, 3, 3), (2, 1, 3, 3), groups=2, padding=1, padding_mode="circular"),
}


@pytest.mark.parametrize("name", LAYERS)
def test_the_formulas_give_torchs_numbers(name):
    trace = Trace(LAYERS[name], "torch")
    made = Evaluator(workbook([trace]))
    np.testing.assert_array_equal(made.maps("y", trace.output.shape), trace.output)


def test_every_output_is_a_formula_and_follows_a_changed_input():
    changed = Layer([[[1, 2, 3]]], [[[[1, 2]]]], [10])
    made = Evaluator(workbook([Trace(changed, "torch")]))
    assert made.maps("y", (1, 1, 2)).tolist() == [[[15, 18]]]
    assert made.book["y"]["A2"].value == "=SUMPRODUCT(x!A2:B2,w!A2:B2)+w!A5"
    made.book["x"]["B2"] = 5
    made.book["w"]["A5"] = 0
    assert made.maps("y", (1, 1, 2)).tolist() == [[[11, 11]]]


def test_a_copied_border_follows_the_cell_it_copies():
    made = Evaluator(workbook([Trace(LAYERS["reflect"], "torch")]))
    before = made.maps("y", (1, 6, 6))
    made.book["x"]["D4"] = made.book["x"]["D4"].value + 7
    right = Layer(LAYERS["reflect"].x.copy(), LAYERS["reflect"].weight, None, LAYERS["reflect"].spec)
    x = right.x.copy()
    x[0, 0, 1] += 7
    after = made.maps("y", (1, 6, 6))
    np.testing.assert_array_equal(after, Trace(right.replace(x=x), "torch").output)
    assert (after != before).any()


def test_two_layers_follow_each_other():
    first = LAYERS["groups"]
    output = Trace(first, "torch").output
    mixing = Layer(output, np.arange(12.0).reshape(2, 6, 1, 1) - 5, [1, -1])
    last = Trace(mixing, "torch")
    made = Evaluator(workbook([Trace(first, "torch"), last]))
    assert made.book.sheetnames == ["x", "w", "z", "z_in", "p", "y"]
    np.testing.assert_array_equal(made.maps("z", output.shape), output)
    np.testing.assert_array_equal(made.maps("y", last.output.shape), last.output)


def test_a_viewer_that_does_not_compute_sees_the_numbers():
    trace = Trace(LAYERS["dilation"], "torch")
    kept = load_workbook(io.BytesIO(workbook([trace])), data_only=True)["y"]
    assert [cell.value for cell in kept[2]] == trace.output[0, 0].tolist()


def test_the_terms_are_counted_as_they_are_written():
    each = LAYERS["groups"]
    made = load_workbook(io.BytesIO(workbook([Trace(each, "torch")])))["y"]
    written = [cell.value for row in made for cell in row if str(cell.value).startswith("=")]
    assert sum(formula.count("SUMPRODUCT") for formula in written) == terms(each) == 6 * 2 * 2 * 2
