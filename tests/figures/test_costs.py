"""The charts of the cost page: every point is the formula's, every bar a measured share."""

from fractions import Fraction

import pytest

from dsviz.figures.latency import macs_and_time
from dsviz.figures.ratio import FILTERS, over_filters, over_kernels
from dsviz.figures.side_by_side import side_by_side
from dsviz.figures.theme import DASHES, DISTINCT

BAND = (Fraction(1, 9), Fraction(1, 8))
WORDS = {"x": "x", "y": "y", "claim": "claim", "chosen": "yours", "other": "003"}


def filters_chart(chosen=((3, 3), 128), other=None):
    words = WORDS | {"curve": "K = {kernel}"}
    return over_filters((3, 5, 7), chosen, band=BAND, marks={1: "one", 72: "least"}, words=words, other=other)


def kernels_chart(chosen=((3, 3), 128), other=None):
    words = WORDS | {"curve": "N = {filters}"}
    return over_kernels((1, 8, 128), chosen, claim=(3, *BAND), words=words, other=other)


def counted(kernel, out_channels, in_channels=5):
    """Separable against standard by counting the weights one by one."""
    pair = sum(1 for _ in range(in_channels * kernel * kernel)) + in_channels * out_channels
    return pair / (kernel * kernel * in_channels * out_channels)


def test_every_point_over_the_filters_is_the_counted_ratio():
    figure = filters_chart()
    for trace, kernel in zip(figure.data, (3, 5, 7), strict=False):
        assert trace.name == f"K = {kernel}"
        assert tuple(trace.x) == FILTERS
        assert list(trace.y) == pytest.approx([counted(kernel, n) for n in FILTERS], rel=1e-15)


@pytest.mark.parametrize("chosen", [((3, 3), 128), ((15, 15), 2), ((2, 8), 2)])
def test_every_point_over_the_kernels_is_the_counted_ratio(chosen):
    figure = kernels_chart(chosen)
    for trace, n in zip(figure.data, (1, 8, 128), strict=False):
        assert round((chosen[0][0] * chosen[0][1]) ** 0.5) in trace.x
        assert list(trace.y) == pytest.approx([counted(kernel, n) for kernel in trace.x], rel=1e-15)


def test_the_claim_and_its_least_n_are_marked():
    figure = filters_chart()
    band = figure.layout.shapes[0]
    assert (band.y0, band.y1) == (1 / 9, 1 / 8)
    marks = figure.data[3]
    assert list(marks.text) == ["one", "least"]
    assert dict(zip(marks.x, marks.y, strict=True)) == {1: 10 / 9, 72: 1 / 8}


@pytest.mark.parametrize("draw", [filters_chart, kernels_chart])
def test_the_readers_layer_is_marked_on_both(draw):
    point = draw(((7, 7), 20)).data[-1]
    assert point.x[0] == (20 if draw is filters_chart else 7)
    assert point.y[0] == pytest.approx(counted(7, 20), rel=1e-15)


def test_the_claim_stands_at_its_kernel_and_only_many_filters_meet_it_there():
    figure = kernels_chart()
    block = figure.layout.shapes[0]
    assert block.x0 < 3 < block.x1
    assert block.x1 - block.x0 < 1
    met = [block.y0 <= curve.y[list(curve.x).index(3)] <= block.y1 for curve in figure.data[:3]]
    assert met == [False, False, True]


@pytest.mark.parametrize("draw", [filters_chart, kernels_chart])
def test_another_documents_ratio_is_marked_beside_the_readers_and_only_where_there_is_one(draw):
    own, other = draw(((7, 7), 20), Fraction(1, 3) + Fraction(1, 49)).data[-2:]
    assert (own.name, other.name) == ("yours", "003")
    assert other.x == own.x
    assert other.y[0] == pytest.approx(1 / 3 + 1 / 49, rel=1e-15)
    assert own.marker.symbol != other.marker.symbol
    assert "003" not in [trace.name for trace in draw().data]


def test_ways_side_by_side_are_put_together_from_their_steps():
    ways = [[("one", 100.0)], [("one", 25.0)], [("first", 0.75), ("second", 11.0)]]
    figure = side_by_side(["standard", "grouped", "pair"], ways, x_title="%")
    assert figure.layout.barmode == "stack"
    assert [(bar.name, bar.x, bar.y) for bar in figure.data] == [
        ("one", (100.0, 25.0), (0, 1)),
        ("first", (0.75,), (2,)),
        ("second", (11.0,), (2,)),
    ]
    assert len({bar.marker.pattern.shape for bar in figure.data}) == 3
    assert [(note.text, round(note.y)) for note in figure.layout.annotations] == [
        ("standard", 0),
        ("grouped", 1),
        ("pair", 2),
    ]


@pytest.mark.parametrize("draw", [filters_chart, kernels_chart])
def test_a_note_stands_at_the_exponent_of_what_it_names(draw):
    """The claim's note at 1/9, that is 10 to the power -0.954: Plotly places notes by the exponent."""
    (claim,) = [note.y for note in draw().layout.annotations if note.text == "claim"]
    assert claim == pytest.approx(-0.9542425)


@pytest.mark.parametrize("draw", [filters_chart, kernels_chart])
def test_curves_differ_in_more_than_colour(draw):
    curves = draw().data[:3]
    assert [curve.line.color for curve in curves] == list(DISTINCT)
    assert [curve.line.dash for curve in curves] == list(DASHES)


def test_time_and_macs_are_shares_of_the_first_with_the_quartiles_as_whiskers():
    times = [(2.0, 4.0, 8.0), (0.5, 1.0, 3.0)]
    figure = macs_and_time(["a", "b"], [800, 100], times, x_title="%", macs_name="MACs", time_name="time")
    time, macs = figure.data
    assert (tuple(macs.x), tuple(time.x)) == ((100.0, 12.5), (100.0, 25.0))
    assert (tuple(time.error_x.array), tuple(time.error_x.arrayminus)) == ((100.0, 50.0), (50.0, 12.5))
    assert tuple(time.y) == ("a<br>MACs 100 %, time 100 %", "b<br>MACs 12.5 %, time 25 %")
    assert macs.marker.pattern.shape == "/"
