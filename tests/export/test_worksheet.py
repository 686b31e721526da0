"""Printed sheets: self-contained, in black and white, nothing given away, the key complete."""

import csv
import io
import re
from html import unescape
from html.parser import HTMLParser

import pytest

from dsviz.conv.layer import Layer
from dsviz.exercises.exercise import TOPICS, Exercise, exercise, sheet
from dsviz.exercises.recipes import LEVELS
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


def test_a_half_filled_sheet_gives_every_other_cell_and_not_the_first():
    # y = [1 + 4, 2 + 6, 3 + 8, 4 + 10]
    row = Exercise("standard", 1, 0, layers=(Layer([[[1, 2, 3, 4, 5]]], [[[[1, 2]]]]),))
    assert dict(read(sheet_html([row], half=True)))["y[0]"] == ["", "8", "", "14"]
    assert dict(read(sheet_html([row])))["y[0]"] == [""] * 4
    pair = exercise("separable", 2, 1)
    right = pair.answers()
    maps = {name: cells for name, cells in read(sheet_html([pair], half=True)) if name[0] in "zy"}
    for name, cells in maps.items():
        whole = [number(value) for cell, value in right.items() if cell.startswith(name[:-1])]
        assert cells == ["" if at % 2 == 0 else each for at, each in enumerate(whole)]
