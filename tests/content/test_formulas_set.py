"""Formulas in sentences are set as mathematics: between dollars, not in letters with dots and squares."""

import re

import pytest

from dsviz.content import catalogue

# A product of letters, a square, a share written out.
WRITTEN_OUT = re.compile(r"\b[A-Z]²|\b[A-Z]·[A-Z]\b|\b1/[NK]\b|\bK·K\b")
MATH = re.compile(r"\$\$.*?\$\$|\$[^$]+\$", re.S)
CODE = re.compile(r"```.*?```|`[^`]*`", re.S)
# What is read out, drawn in a chart or stands in a cell of a table can hold no mathematics; shapes such as
# (B, H·W, C) are the documents' comments.
PLAIN = re.compile(
    r"\.alt$|^cost\.claim\.(other|table)|^frameworks\.converted|^errata\.000-shapes|\.table\.|^diagnosis"
)


def prose(words):
    return CODE.sub("", MATH.sub("", words))


def test_a_formula_written_out_is_seen():
    assert WRITTEN_OUT.search(prose("the sum K²·C + C·N"))
    assert not WRITTEN_OUT.search(prose("the sum $K^2 \\times C$, a `C·N` and 3×3"))


def test_labels_set_their_formulas():
    found = [
        key
        for key, message in catalogue.messages("en").items()
        if not PLAIN.search(key) and any(WRITTEN_OUT.search(prose(form)) for form in message.forms)
    ]
    assert found == []


@pytest.mark.parametrize("file", sorted((catalogue.ROOT / "en").glob("*.md")), ids=lambda file: file.stem)
def test_passages_set_their_formulas(file):
    assert not WRITTEN_OUT.search(prose(file.read_text(encoding="utf-8")))


def test_no_product_is_a_dot():
    """A screen reader is silent on the dot, so that 2 · (-1) is heard as a subtraction."""
    for file in sorted(catalogue.ROOT.rglob("*.po")) + sorted(catalogue.ROOT.rglob("*.md")):
        assert not re.search(r"\\cdot(?!s)", file.read_text(encoding="utf-8")), file
