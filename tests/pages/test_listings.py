"""The page with the documents' code: each piece beside what it prints."""

import pytest

from dsviz.content import label
from dsviz.export.listings import listing
from dsviz.ui.listings.code import COMMENTS, NAMES, PIECES

FILE = "Documents_code"


@pytest.mark.parametrize("document", PIECES)
def test_a_document_shows_its_code_and_what_it_prints(visit, document):
    app = visit(FILE, document=document)
    assert not app.exception
    shown = [each.value for each in app.code]
    expected = [text for name in PIECES[document] for text in (listing(name), listing(f"{name}.out"))]
    assert shown[: len(expected)] == expected
    assert (listing("004-summary") in shown) == (document == "004")
    if document == "names":
        assert app.dataframe[0].value.values.tolist() == [list(row) for row in NAMES]


def test_a_chinese_page_has_comments_of_its_own_in_chinese(visit):
    shown = [
        each.value
        for document in ("000", "001", "004")
        for each in visit(FILE, document=document, lang="zh").code
    ]
    ours = [label(f"listings.comment.{key}", "en") for key in COMMENTS]
    assert not [code for code in shown if any(each in code for each in ours)]
    assert sum(label(f"listings.comment.{key}", "zh") in code for key in COMMENTS for code in shown) == len(
        ours
    )
    assert any("# Depthwise convolution applies a single filter per input channel." in code for code in shown)
