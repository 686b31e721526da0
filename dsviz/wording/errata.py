"""What was found about a claim of a document, in words."""

from __future__ import annotations

from typing import Any

from dsviz.content import DEFAULT_LANGUAGE, Spoken, joined, label
from dsviz.errata import Claim, Finding
from dsviz.wording.numbers import MINUS


def shown(claim: Claim, found: Finding, language: str = DEFAULT_LANGUAGE) -> str:
    """Write the evidence as a sentence."""
    facts = {
        name: value if isinstance(value, Spoken) else written(value) for name, value in found.facts.items()
    }
    return label(f"errata.{claim.id}.shown", language, **facts)


def written(value: Any) -> str:
    """Write a fact for a reader.

    Examples
    --------
    >>> written(568740352), written(-2), written((3, 112, 112)), written(1 / 9)
    ('568,740,352', '−2', '3 × 112 × 112', '0.1111')
    """
    if isinstance(value, tuple):
        return " × ".join(map(written, value))
    if isinstance(value, float):
        return f"{value:.4g}".replace("-", MINUS)
    if isinstance(value, int):
        return f"{value:,}".replace("-", MINUS)
    return str(value)


def source_of(claim: Claim, language: str = DEFAULT_LANGUAGE) -> str:
    """Name the documents that make a claim."""
    return joined(
        [label(f"document.{each}", language) for each in (claim.document, *claim.documents)], language
    )
