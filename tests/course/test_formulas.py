"""The page of formulas: sizes, the receptive field, the ratio and the letters, in both languages."""

import html
import re

import pytest

from dsviz.content import label
from dsviz.course.formulas import FormulasPage
from dsviz.course.publish import course


@pytest.fixture(scope="module")
def pages():
    return course(("standard",), ("en", "zh"))


def words_of(page):
    return html.unescape(re.sub(r"<[^>]+>", "", page))


@pytest.mark.parametrize("language", ["en", "zh"])
def test_sizes_ratio_and_letters_stand_there(pages, language):
    page = pages[f"{language}/formulas.html"].partition("<main")[2]
    said = words_of(page)
    for heading in ("formulas.size", "formulas.field", "formulas.ratio", "formulas.letters"):
        assert f"<h2>{label(heading, language)}</h2>" in page
    facts = label(
        "formulas.size.rows", language, before=2, after=3, padded="229", reach=7, left=0, out="112"
    ).replace("**", "")
    assert facts in said
    # Three layers of 7 at stride 2: 7, 7 + 6·2, 19 + 6·4.
    assert "43 × 43" in said
    # VGG: 18 C² against 25 C², C = 64.
    assert "73,728" in said
    assert "102,400" in said
    # 1/128 + 1/9 = 137/1152, struck out on the way.
    assert ">137</mn>" in page
    assert ">1,152</mn>" in page
    assert "<mtr>" in page
    assert "<mi>&</mi>" not in page
    assert "menclose" in page
    assert "$" not in said
    assert "\\" not in said
    assert "<script" not in page


def test_every_formula_became_mathml(pages):
    page = FormulasPage("en").body()
    assert page.count("<math") > 40
    assert "\ue000" not in page


def test_the_first_page_leads_to_it(pages):
    for language in ("en", "zh"):
        assert f'href="{language}/formulas.html"' in pages["index.html"]
    assert 'href="../zh/formulas.html"' in pages["en/formulas.html"]
