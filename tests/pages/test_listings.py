"""The page with the documents' code: each piece beside what it prints."""

import pytest

from dsviz.export.listings import listing
from dsviz.ui.listings.code import NAMES, PIECES

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
