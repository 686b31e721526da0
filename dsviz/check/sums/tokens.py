"""Cut a typed sum into numbers and signs."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from dsviz.check.errors import CheckError

_ALIKE = {
    "*": "×·⋅∙•∗＊⁎✕✖xX",
    "-": "−–—－﹣‐‑‒",
    "+": "＋",
    "(": "（[【{",
    ")": "）]】}",
    "=": "＝≈≃",
    ";": ",，、；。",
    ":": "：",
    ".": "．",
    "/": "／",
    **{str(digit): chr(ord("０") + digit) for digit in range(10)},
}
_PLAIN = str.maketrans({form: sign for sign, forms in _ALIKE.items() for form in forms})

_NUMBER = r"(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)(?:[eE][+-]?[0-9]+)?"
_TOKEN = re.compile(
    rf"(?P<number>{_NUMBER}(?:/{_NUMBER})?)|(?P<times>\\cdot|\\times)|(?P<frac>\\[dt]?frac)|(?P<sign>[-+*/();=])"
)
# Possessive (*+): a label is found or not found in one pass, however long the text.
_LABEL = re.compile(r"\s*+(?:[^\W\d_]\w*+(?:\s*+\([0-9;\s]*+\))*+\s*+=|[^0-9:]*+:)")
_WORD = re.compile(r"[A-Za-z]{2,40}|[A-Za-z](?=[ ][A-Za-z])|[\u4e00-\u9fff]{1,20}")
_SPACE = re.compile(r"\s*")
# What LaTeX puts around a formula and its brackets, and its names; blanks of the same length stand for them.
_LATEX = re.compile(r"\$|&|\\(?:left|right|quad|approx|boxed|begin\{aligned\}|end\{aligned\}|[\[\]()\\,;!])")
_NAME = re.compile(r"(?<=[A-Za-z])_\{[0-9, ]*\}|(?<=[A-Za-z])_[0-9]")


@dataclass(frozen=True, slots=True)
class Token:
    """A number or a sign, and where it stands."""

    kind: str
    text: str
    offset: int


def tokens(text: str) -> Iterator[Token]:
    """Cut a text into numbers and signs; a name or words in front are passed over."""
    plain = _NAME.sub(_blank, _LATEX.sub(_blank, text)).translate(_PLAIN)
    label = _LABEL.match(plain)
    at = _SPACE.match(plain, label.end() if label else 0).end()  # type: ignore[union-attr]
    while at < len(plain):
        found = _TOKEN.match(plain, at)
        if not found:
            word = _WORD.match(text, at)
            rule, got = ("sum-words", word[0]) if word else ("sum-character", repr(text[at]))
            raise CheckError.at(text, at, rule, got=got)
        kind = (
            "number" if found["number"] else "*" if found["times"] else "frac" if found["frac"] else found[0]
        )
        yield Token(kind, found[0], at)
        at = _SPACE.match(plain, found.end()).end()  # type: ignore[union-attr]


def _blank(found: re.Match[str]) -> str:
    """As many blanks as the match is long, so that every place stays; LaTeX's ≈ is an equals sign."""
    length = len(found[0])
    return "=".ljust(length) if found[0] == r"\approx" else " " * length
