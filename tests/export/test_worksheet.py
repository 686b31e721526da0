"""Printed sheets: self-contained, in black and white, nothing given away, the key complete."""

import csv
import io
import re
from html import escape, unescape
from html.parser import HTMLParser
from itertools import pairwise

import pytest

from dsviz.content import label
from dsviz.conv.layer import Layer
from dsviz.exercises.exercise import TOPICS, Exercise, exercise, sheet
from dsviz.exercises.recipes import LEVELS
from dsviz.export.given import half_of, tables_of
from dsviz.export.workings import workings
from dsviz.export.worksheet import answers_csv, key_html, link_of, sheet_html, style
from dsviz.wording.numbers import number

VOID = {"meta", "br"}


class Reader(HTMLParser):
    """Checks that elements nest, and collects the tables."""

    def __init__(self):
        super().__init__()
        self.open, self.tables, self.caption, self.cells = [], [], "", []

    def handle_starttag(self, tag, attrs):
        if tag not in VOID:
            self.open.append(tag)
        if tag == "table":
            self.cells = []
        if tag == "td":
            self.cells.append("")

    def handle_endtag(self, tag):
        assert self.open.pop() == tag
        if tag == "table":
            self.tables.append((self.caption, self.cells))

    def handle_data(self, data):
        if self.open and self.open[-1] == "caption":
            self.caption = data
        if self.open and self.open[-1] == "td":
            self.cells[-1] += data


def read(page):
    reader = Reader()
    reader.feed(page)
    assert reader.open == []
    return reader.tables


@pytest.mark.parametrize("level", LEVELS)
def test_a_sheet_gives_all_tensors_and_leaves_every_answer_blank(level):
    drawn = sheet(TOPICS, level, 1, len(TOPICS))
    tables = read(sheet_html(drawn))
    given = [cells for caption, cells in tables if caption.partition("[")[0] in ("x", "w", "p", "b", "dy")]
    numbers = [
        number(value)
        for each in drawn
        for tensor in tensors_of(each)
        if tensor is not None
        for value in tensor.ravel()
    ]
    assert sorted(cell for cells in given for cell in cells) == sorted(numbers)
    blanks = [cell for caption, cells in tables if is_asked(caption) for cell in cells]
    assert set(blanks) == {""}
    assert len(blanks) == sum(len(each.answers()) for each in drawn if each.maps)


def tensors_of(asked):
    """What an exercise must give: of dx not x, of dw not the weights, of db neither."""
    if asked.topic == "db":
        return [asked.other.dy]
    if asked.topic in ("dx", "dw"):
        layer = asked.other.layer
        return [asked.other.dy, layer.weight if asked.topic == "dx" else layer.x]
    first, *rest = asked.layers or [each.layer for each in asked.maps] or [None]
    if first is None:
        return []
    return [first.x, *(each for stage in (first, *rest) for each in (stage.weight, stage.bias))]


def is_asked(caption):
    return caption.partition("[")[0] in ("y", "z", "dx", "dw", "db")


@pytest.mark.parametrize("topic", TOPICS)
def test_the_key_holds_every_answer_and_how_it_comes_about(topic):
    drawn = sheet((topic,), 2, 5, 3)
    page = unescape(key_html(drawn))
    filled = [cell for caption, cells in read(key_html(drawn)) if is_asked(caption) for cell in cells]
    expected = [number(value) for each in drawn if each.maps for value in each.answers().values()]
    assert filled == expected
    for each in drawn:
        lines = workings(each)
        assert list(lines) == list(each.answers())
        for name, line in lines.items():
            assert line in page
            assert line.endswith(f"= {number(each.answers()[name])}")


def test_a_page_needs_nothing_else_and_holds_no_script():
    for page in (sheet_html(sheet(TOPICS, 2, 0, len(TOPICS))), key_html(sheet(TOPICS, 2, 0, len(TOPICS)))):
        assert "<script" not in page
        assert not re.search(r"(src|href|url)\s*[=(]", page)
        assert len(page) < 100_000


def test_the_style_prints_on_a4_without_colour():
    assert "size: A4" in style()
    assert "break-inside: avoid" in style()
    colours = set(re.findall(r"#[0-9a-f]{3,6}\b", style()))
    assert colours == {"#000", "#fff"}


def test_a_title_and_an_address_cannot_break_the_page():
    nasty = '"><script>alert(1)</script>'
    page = key_html(sheet(("stride",), 1, 0, 1), title=nasty, address=f"http://a/{nasty}")
    assert "<script" not in page
    read(page)


def test_lines_for_name_class_and_date():
    page = sheet_html(sheet(("stride",), 1, 0, 1))
    for words in ("Name", "Class", "Date"):
        assert f">{words}</span>" in page
        assert f">{words}</span>" not in key_html(sheet(("stride",), 1, 0, 1))


def test_the_csv_reads_back_to_the_engines_answers():
    drawn = sheet(TOPICS, 3, 9, len(TOPICS))
    rows = list(csv.reader(io.StringIO(answers_csv(drawn, address="http://a/Exercises"))))[1:]
    expected = [
        [str(at), each.topic, str(each.level), str(each.seed), name, str(int(value))]
        for at, each in enumerate(drawn, 1)
        for name, value in each.answers().items()
    ]
    assert [row[:6] for row in rows] == expected
    assert {row[6] for row in rows} == {f"http://a/Exercises{link_of(each)}" for each in drawn}


def test_a_link_names_topic_level_and_seed():
    assert link_of(exercise("multiplier", 3, 42)) == "?topic=multiplier&level=3&seed=42"


def test_a_half_filled_sheet_gives_every_other_cell_which_ones_the_seed_says():
    # y = [1 + 4, 2 + 6, 3 + 8, 4 + 10]
    layer = Layer([[[1, 2, 3, 4, 5]]], [[[[1, 2]]]])
    even, odd = (Exercise("standard", 1, seed, layers=(layer,)) for seed in (0, 1))
    assert dict(read(sheet_html([even], half=True)))["y[0]"] == ["", "8", "", "14"]
    assert dict(read(sheet_html([odd], half=True)))["y[0]"] == ["5", "", "11", ""]
    assert dict(read(sheet_html([even])))["y[0]"] == [""] * 4


@pytest.mark.parametrize(
    "topic", ["standard", "stride", "separable", "grouped", "pointwise", "dx", "dw", "db"]
)
def test_a_half_filled_map_has_no_column_open_alone_and_every_sheet_both(topic):
    for seed in range(1, 5):
        asked = exercise(topic, 2, seed)
        right = {cell: number(value) for cell, value in asked.answers().items()}
        given = half_of(asked)
        assert 0 < len(given) < len(right)
        assert abs(2 * len(given) - len(right)) <= len(tables_of(asked))
        for _, names in tables_of(asked):
            for one, below in pairwise(row[0] for row in names):
                assert (one in given) != (below in given)
        printed = [cell for name, cells in read(sheet_html([asked], half=True)) for cell in cells]
        cells = [cell for _, names in tables_of(asked) for row in names for cell in row]
        assert printed[-len(cells) :] == [right[cell] if cell in given else "" for cell in cells]


def test_of_maps_of_one_cell_every_other_one_is_given_and_a_lone_one_stays_open():
    two = Layer([[[1, 2]]], [[[[1, 2]]], [[[3, 4]]]])  # y = 5 and 11
    cells = [dict(read(sheet_html([Exercise("standard", 1, s, layers=(two,))], half=True))) for s in (0, 1)]
    assert [(each["y[0]"], each["y[1]"]) for each in cells] == [([""], ["11"]), (["5"], [""])]
    lone = Exercise("standard", 1, 1, layers=(Layer([[[1, 2]]], [[[[1, 2]]]]),))
    page = sheet_html([lone], half=True)
    assert dict(read(page))["y[0]"] == [""]
    assert escape(label("exercises.task.map")) in page


@pytest.mark.parametrize("language", ["en", "zh"])
def test_a_half_filled_sheet_asks_for_the_empty_cells(language):
    every = {"en": "every number of", "zh": "的每个数。"}[language]
    said = {"en": "empty cells", "zh": "空格"}[language]
    for topic in TOPICS:
        asked = exercise(topic, 2, 3)
        task = re.findall("<p>(.*?)<br>", sheet_html([asked], language=language, half=True))
        assert len(task) == 1
        assert (said in task[0]) == bool(asked.maps)
        assert not asked.maps or every not in re.split(r"(?<=。)|(?<=[.;])", task[0])[0]
        assert said not in sheet_html([asked], language=language)
