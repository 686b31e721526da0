"""The page of words on the documents: every claim, what is so, and what was computed about it."""

import html
import re

import pytest

from dsviz.content import label
from dsviz.course.errata import ErrataPage, finding
from dsviz.course.lessons import LESSONS
from dsviz.course.publish import course
from dsviz.errata import CLAIMS


@pytest.fixture(scope="module")
def pages():
    return course(("standard", "depthwise"), ("en", "zh"))


def words_of(page):
    return html.unescape(re.sub(r"<[^>]+>", "", page))


@pytest.mark.parametrize("language", ["en", "zh"])
def test_every_claim_stands_there_with_its_verdict(pages, language):
    page = pages[f"{language}/errata.html"]
    assert re.findall(r'<section class="claim" id="([^"]+)"', page) == [claim.id for claim in CLAIMS]
    for claim in CLAIMS:
        assert label(f"errata.verdict.{claim.verdict}", language) in page
    assert "Traceback" not in page
    assert "{" not in words_of(page.partition("<main")[2])


def test_the_evidence_is_computed_as_the_page_is_written(pages):
    said = words_of(pages["en/errata.html"])
    tested = sum(each.tested for each in CLAIMS)
    holding = sum(finding(each.id).holds for each in CLAIMS if not each.tested)
    assert holding == len(CLAIMS) - tested
    assert label("course.errata.count", count=len(CLAIMS), holding=holding) in said


def test_a_claim_leads_to_the_lessons_of_the_course_and_nowhere_else(pages):
    page = pages["en/errata.html"]
    links = re.findall(r'href="([^"]+)"', page.partition("<main")[2])
    assert links
    assert {link.partition("?")[0] for link in links} <= {"standard.html", "depthwise.html"}
    assert all(f"en/{link.partition('?')[0]}" in pages for link in links)
    more = re.findall(r'href="([^"?]+)', ErrataPage("en", LESSONS).body())
    assert len(more) > len(links)


def test_the_first_page_leads_to_it_in_both_languages(pages):
    for language in ("en", "zh"):
        assert f'href="{language}/errata.html"' in pages["index.html"]
        assert "../index.html" in pages[f"{language}/errata.html"]
    assert 'href="../zh/errata.html"' in pages["en/errata.html"]
