"""The page on the documents: every claim with its evidence, its link to a page that opens, its table."""

import pytest

from dsviz.content import label
from dsviz.examples.errata import CLAIMS, DOCUMENTS
from dsviz.ui.errata import KINDS, SHOWN_ON, finding, pages, written

FILE = "pages/10_Sources_and_errata.py"
# Counter-examples that are refusals: the page they open answers with the rule.
REFUSED = {"003-depthwise", "000-odd", "002-input"}
LINKED = [claim for claim in CLAIMS if claim.page in pages()]


def said(app):
    return "\n".join(each.value for each in app.markdown)


def links(app):
    return [each.proto for each in app.main.get("page_link")]


@pytest.fixture(scope="module")
def known():
    return {claim.id: finding(claim.id) for claim in CLAIMS}


def test_every_claim_stands_there_with_what_was_computed(visit, known):
    app = visit(FILE)
    assert not app.exception
    words = said(app)
    for claim in CLAIMS:
        facts = {name: written(value) for name, value in known[claim.id].facts.items()}
        shown = label(f"errata.{claim.id}.shown", **facts)
        assert "{" not in shown
        assert label("errata.shown", words=shown) in words
        assert label(f"errata.{claim.id}.true") in words
    assert label("errata.count", count=len(CLAIMS), holding=len(CLAIMS)) in words
    assert "not bear this out" not in words


def test_all_five_documents_are_listed_with_where_they_are_shown(visit):
    words = said(visit(FILE, document="paper"))
    for document in SHOWN_ON:
        assert label(f"errata.source.{document}.title") in words
        assert label(f"errata.source.{document}.brings") in words


@pytest.mark.parametrize("document", DOCUMENTS)
def test_a_link_chooses_a_document(visit, document):
    app = visit(FILE, document=document)
    assert not app.exception
    assert not app.warning
    shown = set(app.dataframe[0].value[label("errata.column.id")])
    assert shown == {claim.id for claim in CLAIMS if document in (claim.document, *claim.documents)}


@pytest.mark.parametrize("kind", KINDS)
def test_a_link_chooses_a_kind(visit, kind):
    shown = set(visit(FILE, kind=kind).dataframe[0].value[label("errata.column.id")])
    assert shown == {claim.id for claim in CLAIMS if claim.verdict == kind}


@pytest.mark.parametrize("claim", LINKED, ids=lambda each: each.id)
def test_a_claims_link_opens_a_page_that_takes_it_whole(visit, claim):
    app = visit(pages()[claim.page].file, **claim.link)
    assert not app.exception
    assert bool(app.warning or app.info or app.error) == (claim.id in REFUSED)
    # What is the page's default goes from the link; nothing is changed.
    assert all(claim.link[name] in (value, *value) for name, value in app.query_params.items())


def test_the_links_are_on_the_page(visit):
    opened = [each for each in links(visit(FILE)) if each.label.startswith(label("errata.open", page=""))]
    assert len(opened) == len(LINKED)
    asked = [each.query_string for each in opened]
    assert "example=standard-cs231n&step=0" in asked


def test_nothing_of_that_kind_is_said_in_a_sentence(visit):
    app = visit(FILE, document="paper", kind="worth")
    assert [each.value for each in app.info] == [label("errata.none")]
    assert not app.exception


@pytest.mark.parametrize("link", [{"document": "005"}, {"kind": ""}, {"document": "<b>" * 2000}])
def test_a_bad_link_is_answered_with_a_sentence(visit, link):
    app = visit(FILE, **link)
    assert not app.exception
    assert len(app.warning) == 1
    assert label(f"errata.{next(iter(link))}") in app.warning[0].value
