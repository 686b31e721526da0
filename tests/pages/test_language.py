"""What a page says in a language made for the test: what is still English came past the catalogue."""

import re
import sys
from pathlib import Path

import pytest
from streamlit.util import calc_hash

sys.path.append(str(Path(__file__).parents[1]))
from pseudo import LANGUAGE, english_in, speak

# Names of code, of libraries and of what is not translated: the project, its documents' indices.
NAMES = {"PyTorch", "NumPy", "Plotly", "torch"}
# Code, and LaTeX's commands; what LaTeX sets as text stays.
CODE = re.compile(r"`[^`]*`|\\[a-z]+")
PAGES = [
    ("Check_my_work", {"cells": "2~18~9~x"}),
    ("Check_my_work", {"how": "paste", "answer": "[[1, 2], [3]]"}),
    ("Playground", {"s": "damaged"}),
    ("Exercises", {"topic": "size"}),
    ("Grouped_convolution", {"c": "6", "n": "9", "g": "4"}),
]


@pytest.mark.parametrize(("file", "link"), PAGES)
def test_no_english_comes_past_the_catalogue(visit, monkeypatch, file, link):
    speak(monkeypatch)
    app = visit(file, lang=LANGUAGE, **link)
    assert not app.exception
    kinds = ("title", "header", "subheader", "markdown", "caption", "info", "warning", "error", "success")
    said = [each.value for kind in kinds for each in getattr(app, kind)]
    said += [
        each.label
        for kind in ("button", "text_input", "text_area", "selectbox")
        for each in getattr(app, kind)
    ]
    assert any("ẋ" in each for each in said)
    assert {each: found for each in said if (found := english_in(CODE.sub("", each)) - NAMES)} == {}


def test_the_language_goes_along_where_the_sidebar_leads(visit, monkeypatch):
    speak(monkeypatch)
    app = visit("Non_local_block", lang=LANGUAGE)
    del app.query_params["lang"]  # the sidebar's links hold nothing of the last page's
    app._page_hash = calc_hash("Sources_and_errata")
    app.run()
    assert app.query_params["lang"] == LANGUAGE
    assert "ẋ" in app.title[0].value
