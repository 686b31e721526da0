"""What a page says in a language made for the test: what is still English came past the catalogue."""

import re
import sys
from pathlib import Path

import pytest
from streamlit.util import calc_hash

from dsviz import content
from dsviz.ui.shell import page as page_of_all
from dsviz.ui.shell import words
from dsviz.ui.shell.page import SECTIONS
from tests.thorough import one_in

sys.path.append(str(Path(__file__).parents[1]))
from pseudo import LANGUAGE, english_in, speak

# Names of code, of libraries and of what is not translated: the project, its documents' indices.
NAMES = {"PyTorch", "NumPy", "Plotly", "torch"}
# Code, and LaTeX's commands; what LaTeX sets as text stays.
CODE = re.compile(r"`[^`]*`|\\[a-z]+")
EVERY_PAGE = [page for pages in SECTIONS.values() for page in pages]
PAGES = [
    ("Check_my_work", {"cells": "2~18~9~x"}),
    ("Check_my_work", {"how": "paste", "answer": "[[1, 2], [3]]"}),
    ("Playground", {"s": "damaged"}),
    ("Exercises", {"topic": "size"}),
    ("Grouped_convolution", {"c": "6", "n": "9", "g": "4"}),
]


def texts_of(app):
    """What a page says, and the names of its fields."""
    kinds = ("title", "header", "subheader", "markdown", "caption", "info", "warning", "error", "success")
    said = [each.value for kind in kinds for each in getattr(app, kind)]
    return said + [
        each.label
        for kind in ("button", "text_input", "text_area", "selectbox")
        for each in getattr(app, kind)
    ]


@pytest.mark.parametrize(("file", "link"), PAGES)
def test_no_english_comes_past_the_catalogue(visit, monkeypatch, file, link):
    speak(monkeypatch)
    app = visit(file, lang=LANGUAGE, **link)
    assert not app.exception
    said = texts_of(app)
    assert any("ẋ" in each for each in said)
    assert {each: found for each in said if (found := english_in(CODE.sub("", each)) - NAMES)} == {}


# A run of English words; of Chinese letters.
RUN = re.compile(r"[A-Za-z][a-z]+(?: [a-z]+){2,}")
HAN = re.compile("[\u3400-\u9fff]")


@pytest.mark.parametrize(("file", "link"), PAGES)
def test_a_chinese_page_says_no_english_sentence(visit, file, link):
    said = texts_of(visit(file, lang="zh", **link))
    assert any(map(HAN.search, said))
    assert {each: found for each in said if (found := RUN.findall(CODE.sub("", each)))} == {}


@pytest.mark.parametrize(("file", "link"), PAGES)
def test_an_english_page_says_nothing_in_chinese(visit, file, link):
    said = texts_of(visit(file, lang="en", **link))
    assert [each for each in said if HAN.search(each)] == []


def test_the_language_goes_along_where_the_sidebar_leads(visit, monkeypatch):
    speak(monkeypatch)
    app = visit("Non_local_block", lang=LANGUAGE)
    del app.query_params["lang"]  # the sidebar's links hold nothing of the last page's
    app._page_hash = calc_hash("Sources_and_errata")
    app.run()
    assert app.query_params["lang"] == LANGUAGE
    assert "ẋ" in app.title[0].value


def fields(app):
    """What every field of a page holds, by its key; the switch of languages aside."""
    kinds = ("text_input", "text_area", "selectbox", "slider", "checkbox", "toggle", "button_group", "radio")
    held = {each.key: each.value for kind in kinds for each in getattr(app, kind)}
    return {key: value for key, value in held.items() if key != words.SWITCH}


@pytest.mark.parametrize("page", one_in(3, EVERY_PAGE), ids=lambda page: page.key)
def test_the_switch_keeps_what_is_typed_and_what_the_link_holds(visit, monkeypatch, page):
    tabs = []
    monkeypatch.setattr(page_of_all.st, "set_page_config", lambda **told: tabs.append(told.get("page_title")))
    app = visit(page.address, step="1")
    for field in app.text_input:
        field.set_value("7" if field.value.isdigit() else "7 typed")
    for field in app.text_area:
        field.set_value("1 2\n3 typed")
    app.run()
    held, link = fields(app), dict(app.query_params)
    title = app.title[0].value
    (switch,) = (each for each in app.button_group if each.key == words.SWITCH)
    switch.set_value("zh").run()
    assert not app.exception
    assert fields(app) == held
    assert dict(app.query_params) == {**link, "lang": "zh"}
    assert title == content.label(f"page.{page.key}.title", "en")
    assert app.title[0].value == content.label(f"page.{page.key}.title", "zh")
    # The browser's tab names the page too, and the app after it.
    names = [
        [content.label(f"page.{key}.title", each) for key in (page.key, "home")] for each in ("en", "zh")
    ]
    titles = [" · ".join(dict.fromkeys(each)) for each in names]
    assert [each for each in dict.fromkeys(tabs) if each] == [*dict.fromkeys(titles)]
