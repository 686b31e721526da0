"""A derivation set as a document: LaTeX with amsmath, or Markdown for notes.

LaTeX compiles with pdflatex; with xelatex and xeCJK where a text of it is Chinese.

The formulas keep to what LaTeX with amsmath and KaTeX both know.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

import numpy as np

from dsviz.content import Listed, label
from dsviz.export.lines import width
from dsviz.wording.lines import columns
from dsviz.wording.numbers import MINUS, Product, closes, number, settled

MATRIX = 76  # signs with the spaces between, as `lines.LINE`
MOST_COLUMNS = MATRIX // 3

DOCUMENT = r"""% {compiler}
\documentclass{{article}}
\usepackage{letters}
\usepackage[a4paper,margin=2cm]{{geometry}}
\usepackage{{amsmath}}
\setcounter{{MaxMatrixCols}}{{{columns}}}
\allowdisplaybreaks
\begin{{document}}
\section*{{{title}}}
{body}
\end{{document}}
"""
Part = tuple[str, str]  # "heading", "settings", "formula" or "note", and its text
# What LaTeX would obey in a text, and how it is written instead.
ESCAPES = {
    "\\": r"\textbackslash{}",
    "{": r"\{",
    "}": r"\}",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
    "×": r"$\times$",
    MINUS: r"$-$",
    "·": r"$\times$",
    **{sign: "\\" + sign for sign in "$&%#_"},
}


def document(title: str, parts: Iterable[Part]) -> str:
    """Set headings, settings, formulas and notes as a LaTeX document, which names its compiler."""
    forms = {
        "heading": r"\subsection*{%s}",
        "settings": r"{\raggedright\noindent\texttt{%s}\par}",
        "note": r"\noindent %s\par",
    }
    body = [_displayed(text) if kind == "formula" else forms[kind] % escaped(text) for kind, text in parts]
    chinese = is_chinese(title + "".join(body))
    return DOCUMENT.format(
        compiler="xelatex" if chinese else "pdflatex",
        letters="{xeCJK}" if chinese else "[T1]{fontenc}",
        columns=MOST_COLUMNS,
        title=escaped(title),
        body="\n".join(body),
    )


def is_chinese(text: str) -> bool:
    """Whether a text has letters that pdflatex does not set, and xelatex with xeCJK does.

    >>> is_chinese("x × 2"), is_chinese("卷积")
    (False, True)
    """
    return any(columns(letter) == 2 for letter in text)


def _displayed(formula: str) -> str:
    """Set a formula on lines of its own; lines that are aligned may go on over the next page."""
    if formula.startswith("\\begin{aligned}"):
        return formula.replace("{aligned}", "{align*}")
    return rf"\[{formula}\]"


def notes(title: str, parts: Iterable[Part]) -> str:
    """Set the same as Markdown."""
    forms = {"heading": "## %s", "settings": "`%s`", "formula": "$$\n%s\n$$", "note": "%s"}
    return "\n\n".join([f"# {_plain(title)}", *(forms[kind] % text for kind, text in parts)]) + "\n"


def escaped(text: str) -> str:
    """Write a text so that LaTeX prints it and does not obey it.

    >>> escaped("50% of x_0")
    '50\\\\% of x\\\\_0'
    """
    return "".join(ESCAPES.get(sign, sign) for sign in " ".join(text.split()))


def matrices(tensors: Sequence[tuple[str, np.ndarray]], language: str) -> Iterator[Part]:
    """Walk the tensors as formulas; those that are too wide are named in a sentence."""
    wide = [name for name, values in tensors if not _is_narrow(values)]
    yield from (("formula", f"{name} = {_matrix(values)}") for name, values in tensors if name not in wide)
    if wide:
        names = Listed([name.replace("_{", "[").replace("}", "]") for name in wide])
        yield "note", label("downloads.wide", language, names=names)


def _is_narrow(values: np.ndarray) -> bool:
    """Whether a matrix fits the page: each column is as wide as its longest number, with a space of two."""
    widths = (max(width(number_of(value)) for value in column) + 2 for column in values.T)
    return sum(widths) <= MATRIX


def _matrix(values: np.ndarray) -> str:
    rows = " \\\\ ".join(" & ".join(map(number_of, line)) for line in values)
    return f"\\begin{{bmatrix}} {rows} \\end{{bmatrix}}"


def products_of(factors: Sequence[tuple[float, float]]) -> list[str]:
    """Write products; a first factor that is negative needs no parentheses."""
    return [
        f"{term_of(left) if at else number_of(left)} \\times {term_of(right)}"
        for at, (left, right) in enumerate(factors)
    ]


def result_of(products: Sequence[Product], result: float) -> str:
    """Write ``= result``, with ≈ where the shown numbers do not close."""
    sign = "=" if closes(products, result) else "\\approx"
    return f"{sign} {number_of(settled(products, result))}"


def number_of(value: float) -> str:
    """Write a number as LaTeX has it."""
    text = number(value).replace(MINUS, "-")
    digits, _, power = text.partition("e")
    return f"{digits} \\times 10^{{{int(power)}}}" if power else text


def term_of(value: float) -> str:
    """Write a number inside a sum."""
    return f"({number_of(value)})" if value < 0 or "times" in number_of(value) else number_of(value)


def _plain(title: str) -> str:
    return " ".join(title.split()).replace("<", "&lt;").replace("$", "\\$")
