"""Matrices as LaTeX writes them."""

from __future__ import annotations

import re

from dsviz.reading.forms.masks import padded, without

_NUMBER = r"[-+\u2212]?[0-9.]{1,30}"
_FRACTION = re.compile(
    rf"(?:\\(?:[dt]?frac|nicefrac|sfrac)[ ]?(?:\{{[ ]?({_NUMBER})[ ]?\}}|([0-9]))"
    rf"[ ]?(?:\{{[ ]?({_NUMBER})[ ]?\}}|([0-9]))"
    rf"|\{{[ ]?({_NUMBER})[ ]?\\over[ ]?({_NUMBER})[ ]?\}})"
    r"(?=(\s{0,9}(?:\\left[ ]?[\[(|.]?[ ]?)?\\begin\b)?)"
)
# 2\frac{1}{2} is two and a half; 0{,}5 is a half.
_MIXED = re.compile(
    r"(?<![0-9./])([0-9]{1,9})\\[dt]?frac[ ]?(?:\{[ ]?([0-9]{1,9})[ ]?\}|([0-9]))"
    r"[ ]?(?:\{[ ]?([0-9]{1,9})[ ]?\}|([0-9]))"
)
_COMMA = re.compile(r"(?<![0-9])([0-9]{1,15})\{,\}([0-9]{1,15})(?![0-9])")
# Below a fraction on a line of its own: a row of two numbers at least, perhaps between bars.
_ROWS_BELOW = re.compile(r"[ \t$]*\n[\s|+\u2502-]*[-+.0-9]{1,20}[ \t|,;\u2502]+[-+.0-9]")
_PHANTOM = re.compile(r"\\[hv]?phantom\{[^{}\n]{0,20}\}|\\approx\b")
_ENVIRONMENT = r"(?:[bpvBV]?matrix|smallmatrix|array|tabular[x*]?|cases)\*?"
_BEGIN = re.compile(rf"\\begin\{{{_ENVIRONMENT}\}}(?:\[[a-z]\])?(?:\{{[lcrp|@!.: 0-9{{}}]{{0,80}}\}})?")
_END = re.compile(rf"\\end\{{{_ENVIRONMENT}\}}(\s?\^\{{?(?:T|\\top|\\mathsf\{{T\}})\}}?)?")
_OLD = re.compile(r"\\[bp]?matrix\{([^{}]{0,5000})\}")
_NAME = re.compile(
    r"^[ \t$]{0,9}[A-Za-z\\][^=&\n\[({]{0,20}(?:\{[^{}\n]{0,20}\}){0,2}[ ]?=(?=[ ]{0,9}(?:\\|[0-9]))",
    re.MULTILINE,
)
_ROW_END = re.compile(r"(?:\\\\){1,2}(?:\[[^\]\n]{0,12}\])?|\\cr\b|\\tabularnewline\b")
# Markdown takes one of the two backslashes away: a row ends with the other, where its line does.
_LOST_END = re.compile(r"(?<!\\)\\(?=[ \t\r]*\n)")
_TIMES = re.compile(r"\\(?:cdot|times|ast)\b")
_BRACKET = re.compile(r"\\(?:left|right|[bB]igg?[lr]?)[ ]?(?:[\[\](){}|.]|\\[{}|])")
_DOUBLED = re.compile(r"\\\\(?=[A-Za-z])")
_AROUND = r"(?:equation|align|center|table|displaymath)\*?"
_NOTHING = re.compile(
    r"\\(?:hline|toprule|midrule|bottomrule|displaystyle|quad|qquad|limits|cline\{[0-9-]{1,9}\}"
    rf"|begin\{{{_AROUND}\}}|end\{{{_AROUND}\}}|[,;:! \[\]()])|\$\$?"
)
_TEXT = re.compile(r"\\(?:text|mathrm|mathbf|textbf|mathit|boldsymbol|mathtt)\{([^{}\n]{0,40})\}")

_COLOUR = re.compile(r"\\(?:text)?color\{\w{1,20}\}[ ]?\{([^{}\n]{0,40})\}")


def single(text: str) -> str:
    r"""Write a command with one backslash where a string of a program has two.

    Examples
    --------
    >>> single(r"\\begin{matrix} 1 \\end{matrix}")
    ' \\begin{matrix} 1  \\end{matrix}'
    """
    is_doubled = r"\\begin{" in text and r"\\end{" in text
    return _DOUBLED.sub(r" \\", text) if is_doubled else text


def plain(text: str) -> str:
    """Write environments as brackets, & as a comma and the end of a row as a semicolon.

    Examples
    --------
    >>> "".join(plain(r"\\frac{1}{4}\\begin{bmatrix} 1 & 2 \\\\ 3 & 4 \\end{bmatrix}").split())
    '(1/4)*[1,2;3,4]'
    """
    if "\\" not in text and "&" not in text:
        return text
    text = without(_NAME, _with_ends(text))
    text = _TEXT.sub(_bare, without(_PHANTOM, text))
    text = _COLOUR.sub(lambda found: padded(found[1], len(found[0]), right=True), text)
    text = _COMMA.sub(lambda found: padded(f"{found[1]}.{found[2]}", len(found[0])), text)
    text = _FRACTION.sub(_fraction, _MIXED.sub(_mixed, text))
    text = _OLD.sub(_old, text)
    text = without(_BRACKET, text)
    text = _BEGIN.sub(_begun, text)
    text = _END.sub(_ended, text)
    text = _TIMES.sub(lambda found: padded("*", len(found[0])), text)
    text = _ROW_END.sub(lambda found: padded(" ;", len(found[0])), text)
    text = without(_NOTHING, text)
    return text.replace("&", ",").replace("~", " ")


def _with_ends(text: str) -> str:
    """Write ; for a single backslash, where every row but the last ends with one, and its line too."""
    kept: list[str] = []
    at = done = 0
    while (stop := text.find("\\end{", at)) >= 0:
        begun = _BEGIN.match(text, max(text.rfind("\\begin{", at, stop), at))
        body = text[begun.end() : stop] if begun else ""
        lines = [line for line in body.split("\n")[1:] if line.strip()]
        if len(lines) > 1 and all(_LOST_END.search(f"{line}\n") for line in lines[:-1]):
            kept += [text[done : stop - len(body)], _LOST_END.sub(";", body)]
            done = stop
        at = stop + 1
    return "".join(kept) + text[done:]


def _bare(found: re.Match[str]) -> str:
    """Take the words of \\text out and leave the numbers of \\mathbf."""
    inside = found[1] if re.fullmatch(rf"\s?{_NUMBER}\s?", found[1]) else ""
    return padded(inside, len(found[0]))


def _old(found: re.Match[str]) -> str:
    return padded("[", len(found[0]) - len(found[1]) - 1, right=True) + found[1] + "]"


def _mixed(found: re.Match[str]) -> str:
    """Write a whole number and the fraction that stands at it as one fraction."""
    whole, above, below = (int(number) for number in found.groups() if number is not None)
    return padded(f"{whole * below + above}/{below}", len(found[0]))


def _fraction(found: re.Match[str]) -> str:
    above, below = (number for number in found.groups()[:-1] if number is not None)
    written = f"({above}/{below})*" if found[7] else f"{above}/{below}"
    written += " *" if _is_above_rows(found) else ""
    return padded(written, len(found[0]))


def _is_above_rows(found: re.Match[str]) -> bool:
    """Tell whether a fraction stands alone on the first line, and rows of numbers below it."""
    before, behind = found.string[: found.start()], found.string[found.end() :]
    return not before.strip(" \t\n$") and _ROWS_BELOW.match(behind) is not None


def _begun(found: re.Match[str]) -> str:
    before = found.string[: found.start()][-12:].rstrip()
    sign = "*" if before[-1:].isnumeric() else ""
    return padded(sign, len(sign)) + padded("[", len(found[0]) - len(sign), right=True)


def _ended(found: re.Match[str]) -> str:
    return padded("].T" if found[1] else "]", len(found[0]))
