"""The page of costs and the charts of the course: their lengths and places are the numbers'."""

import html
import re
from fractions import Fraction

import pytest

from dsviz.content import label
from dsviz.cost import count, depthwise, pointwise, standard
from dsviz.course.charts import Axis, Curve, columns, curves, stacked_bars
from dsviz.course.cost import LAYER, PLACES, CostPage
from dsviz.course.publish import course

LANGUAGES = ("en", "zh")


@pytest.fixture(scope="module")
def pages():
    return course(("grouped",), LANGUAGES)


def words_of(page):
    return html.unescape(re.sub(r"<[^>]+>", " ", page))


def numbers(pattern, text):
    return [float(each) for each in re.findall(pattern, text)]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_three_ways_are_counted_and_drawn(pages, language):
    page = pages[f"{language}/cost.html"].partition("<main")[2]
    said = words_of(page)
    for heading in ("course.cost.formulas", "cost.side", "cost.claim", "cost.rules"):
        assert f"<h2>{html.escape(label(heading, language))}</h2>" in page
    one = 3 * 3 * 64 * 128
    pair = 3 * 3 * 64 + 64 * 128
    for weights in (one, one // 4, pair):
        assert f"{weights:,}" in said
        assert f"{weights * 56 * 56:,}" in said
    # MobileNet's paper: 569 million multiply-adds, 4.2 million parameters.
    for counted in ("568,740,352", "4,231,976", "1,137,480,704"):
        assert counted in said
    assert "137/1152" in said
    assert page.count('class="chart"') == 3
    assert "<script" not in page


def test_the_bars_are_as_long_as_their_weights():
    bars = CostPage("en").bars()
    wide = numbers(r'<rect class="c\d" [^>]*width="([\d.]+)"', bars)
    pair = (depthwise(64, 3, padding="same"), pointwise(64, 128))
    weights = [
        count(each, 56).weights for each in (standard(64, 128, 3), standard(64, 128, 3, groups=4), *pair)
    ]
    assert wide == [pytest.approx(360 * each / weights[0], abs=0.01) for each in weights]


def test_every_place_of_a_curve_tells_its_ratio():
    told = re.findall(r"<title>K = (\d), N = (\d+): ([\d/]+) = ", CostPage("en").over_filters())
    assert len(told) == 3 * len(PLACES)
    for kernel, filters, ratio in told:
        assert Fraction(ratio) == Fraction(1, int(filters)) + Fraction(1, int(kernel) ** 2)


def test_curves_fall_where_values_fall_and_stay_in_their_chart():
    axes = Axis((1, 100), {1: "1"}, "N", is_log=True), Axis((0, 2), {0: "0"}, "ratio")
    drawn = curves([Curve("a", [1, 10, 100], [2, 1, 0], ["", "", ""])], axes, "", band=(0.5, 1, "claimed"))
    left, top = (numbers(rf'<circle class="c0" [^>]*{axis}="([\d.]+)"', drawn) for axis in ("cx", "cy"))
    assert left == [52, 174, 296]
    assert top == [14, 139, 264]
    assert numbers(r'<rect class="claimed" [^>]*height="([\d.]+)"', drawn) == [62.5]


def test_columns_are_as_high_as_their_numbers(pages):
    chart = columns(["1", "2"], [288, 144], ("g", "parameters"), "two")
    high = numbers(r'<rect class="weight" [^>]*height="([\d.]+)"', chart)
    assert high[0] == 2 * high[1]
    page = pages["zh/grouped.html"]
    shown = numbers(r'<rect class="weight" [^>]*height="([\d.]+)"', page)
    assert [each / shown[-1] for each in shown] == [4, 2, 1]
    assert "g = 1：288" in page


def test_what_is_more_than_the_standard_layer_stays_in_the_picture():
    chart = stacked_bars(["one", "pair"], [[("one", 100)], [("first", 50), ("second", 75)]], "%", "")
    ends = numbers(r'width="([\d.]+)"><title>', chart)
    assert ends[1] + ends[2] == pytest.approx(360, abs=0.05)
    assert ends[0] == 288


def test_the_first_page_leads_to_it_and_says_what_is_there(pages):
    for language in LANGUAGES:
        assert f'href="{language}/cost.html"' in pages["index.html"]
        assert label("course.cost.line", language) in html.unescape(pages["index.html"])
    assert LAYER.values["C"] in words_of(pages["en/cost.html"])
