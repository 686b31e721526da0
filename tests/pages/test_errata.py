"""The page on the documents: every claim with its evidence, its link to a page that opens, its table."""

import pytest

from dsviz.content import label
from dsviz.errata import CLAIMS, DOCUMENTS, document_003
from dsviz.ui.errata.claims import SHOWN_ON, VERDICTS, finding, invitation, pages
from dsviz.wording.errata import written

FILE = "Sources_and_errata"
# Counter-examples that are refusals: the page they open answers with the rule.
REFUSED = {"003-depthwise", "000-odd", "002-input"}
LINKED = [claim for claim in CLAIMS if claim.page in pages()]


def said(app):
    return "\n".join(each.value for each in (*app.markdown, *app.header, *app.subheader))


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
        assert label("errata.tested" if claim.tested else "errata.shown", words=shown) in words
        assert label(f"errata.{claim.id}.true") in words
    tested = [claim.id for claim in CLAIMS if claim.tested]
    assert tested == ["002-converges", "004-case"]
    counted = label("errata.count", count=len(CLAIMS), holding=len(CLAIMS) - len(tested))
    assert f"{counted} {label('errata.count.tested', tested=len(tested))}" in words
    assert "not bear this out" not in words


def test_what_the_numbers_do_not_bear_out_is_said(visit, monkeypatch):
    monkeypatch.setattr(document_003, "document_003_grouped", lambda *shape: 144)
    finding.cache_clear()
    try:
        words = said(visit(FILE, document="003"))
    finally:
        finding.cache_clear()
    entries = sum("003" in (claim.document, *claim.documents) for claim in CLAIMS)
    assert label("errata.count", count=entries, holding=entries - 1) in words
    assert words.count("not bear this out") == 1


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
    shown = set(app.dataframe[-1].value[label("errata.column.id")])
    assert shown == {claim.id for claim in CLAIMS if document in (claim.document, *claim.documents)}


@pytest.mark.parametrize("kind", VERDICTS)
def test_a_link_chooses_a_kind(visit, kind):
    shown = set(visit(FILE, verdict=kind).dataframe[-1].value[label("errata.column.id")])
    assert shown == {claim.id for claim in CLAIMS if claim.verdict == kind}


@pytest.mark.parametrize("claim", LINKED, ids=lambda each: each.id)
def test_a_claims_link_opens_a_page_that_takes_it_whole(visit, claim):
    app = visit(pages()[claim.page].address, **claim.link)
    assert not app.exception
    assert bool(app.warning or app.info or app.error) == (claim.id in REFUSED)
    # What is the page's default goes from the link; nothing is changed.
    assert all(claim.link[name] in (value, *value) for name, value in app.query_params.items())


def test_the_links_are_on_the_page(visit):
    opened = links(visit(FILE))
    expected = [invitation(claim, which) for claim in LINKED for which in range(len(claim.links))]
    assert [each.label for each in opened if each.label in expected] == expected
    title = label("page.non_local.title")
    for channels in ("64", "512", "1024"):
        name = label("errata.open.with", page=title, shows=f"C = {channels}")
        assert [each.label for each in opened].count(name) == 1
    asked = [each.query_string for each in opened]
    assert "example=standard-cs231n&step=0" in asked


def test_nothing_of_that_kind_is_said_in_a_sentence(visit):
    app = visit(FILE, document="paper", verdict="worth")
    assert [each.value for each in app.info] == [label("errata.none")]
    assert not app.exception


@pytest.mark.parametrize("link", [{"document": "005"}, {"verdict": ""}, {"document": "<b>" * 2000}])
def test_a_bad_link_is_answered_with_a_sentence(visit, link):
    app = visit(FILE, **link)
    assert not app.exception
    assert len(app.warning) == 1
    assert label(f"errata.{next(iter(link))}") in app.warning[0].value


# Claim -> what must stand on the page behind each of its links: the numbers said beside the link.
SEEN = {
    "000-eighth": (["10/9", "0.125"],),
    "000-formulas": (["4608", "1088"], ["14112"]),
    "000-sparsity": (["88.9 %", "x[0]: 9"], ["38.9 %", "x[0]: 1,"]),
    "000-odd": (["shape '[-1, 12, 4]' is invalid for input of size 36", "0.34"],),
    "000-relu": (["−5.074", "cuts 33 of theta's 72"],),
    "000-identity": (["17.66", "by **0**"],),
    "000-scale": (["(B, 6, 6, 4)", "0.264"],),
    "000-shapes": (["(B, 48, 12)", "(B, 12, 2)", "(B, 8, 6, 4)"],),
    "000-parameters": (["8,352"], ["525,568"], ["2,099,712"]),
    "001-padding": (["2 × 6 × 6"], ["2 × 8 × 8"]),
    "001-biases": (["442", "452", "410"],),
    "001-dilation": (["2 × 3 × 3"],),
    "002-cleaned": (["of 10"], ["3,217,226"]),
    "002-input": (["50,176", "224 × 224", "14 × 14"],),
    "002-stem": (["32 × 224 × 224"], ["32 × 112 × 112"]),
    "002-alpha": (["16 × 112 × 112"],),
    "002-maps": (["37632", "802816"], []),
    "003-parameters": (["39"],),
    "003-grouped": (["144", "72", "288"],),
    "003-name": (["12"], ["39"]),
    "003-alexnet": (["c_1 / g = 2"], ["307200"]),
    "003-result": (["86.91"],),
    "003-xception": (["2,336", "2,624", "a ReLU after **both**"], ["2,336", "2,624"]),
    "000-ordinary": (["39", "108"],),
    "004-dilation": (["3 × 1 × 1"],),
    "004-layer": (["442", "2912", str(2880 * 224 * 224)],),
    "004-block": (["2,336", "2,528", "2,720"],),
    "paper-table-2": (["1.91"],),
}


def everything(app):
    cells = [str(cell) for table in app.dataframe for row in table.value.values.tolist() for cell in row]
    return "\n".join([said(app), *(each.value for each in (*app.code, *app.metric)), *cells])


@pytest.mark.parametrize("claim_id", SEEN)
def test_behind_a_link_stands_what_is_said_beside_it(visit, claim_id):
    claim = next(each for each in CLAIMS if each.id == claim_id)
    for (page, link), wanted in zip(claim.links, SEEN[claim_id], strict=True):
        words = everything(visit(pages()[page].address, **link))
        assert [each for each in wanted if each not in words] == []


def test_the_number_that_moved_is_the_one_of_the_page(known):
    assert written(known["000-odd"].facts["moved"]) in SEEN["000-odd"][0]


def test_every_small_table_can_be_sorted_and_taken_along(visit, known):
    app = visit(FILE)
    with_rows = [claim for claim in CLAIMS if known[claim.id].rows]
    assert len(app.dataframe) == len(with_rows) + 1
    for table, claim in zip(app.dataframe, with_rows, strict=False):
        rows = known[claim.id].rows
        assert list(table.value) == [label(f"errata.rows.{key}") for key in rows[0]]
        assert table.value.values.tolist() == [list(row.values()) for row in rows]
    assert len(app.get("download_button")) == len(app.dataframe)
