"""Write what people put for a sign as the sign itself; every character keeps its place."""

from __future__ import annotations

import re

from dsviz.reading.whole import FULL_WIDTH

__all__ = ["BIAS", "NUMBER", "OF_A_PART", "TOTAL", "half_width", "labelled", "plain_signs", "without_bullets"]

NUMBER = r"[-+−–]?\s?[0-9]+(?:\.[0-9]+)?"
BIAS = re.compile(r"偏置|(?i:bias)|^[\s+]*b(?:_?\{?[0-9]\}?)?\s*$")  # B alone is blue
OF_A_PART = re.compile(r"\b(?:row|column|channel|ch\.?\s?(?=[0-9])|part|sub)|行|列|通道|部分", re.IGNORECASE)
TOTAL = re.compile(
    r"\b(?:sum|total|result|answer|output)s?\b|总|合计|结果|答案|输出|^\s*和(?=[是为]?\s*$)", re.IGNORECASE
)
# The marks of sentences stay: one of them may end a sum where a comma of numbers does not.
_HALF = {ord(wide): FULL_WIDTH[ord(wide)] for wide in "＋－＊／＝＜＞（）［］｛｝．０１２３４５６７８９"}

# Behind numbers, the word of what they add up to: [6, -6] sum 0.
_SUMMED = (
    r"(?:(?<=[0-9])|(?<=[)\])）】])[,，]?)[ \t]*"
    r"(?:\b(?:sums?|totals?)(?:[ \t]+(?:to|is|of))?\b|\bis\b|(?:之?和|合计|总[和计]?)[为是]?)[:：]?"
    r"(?=[ \t]*[-−(]?[ \t]*[0-9])"
)
_SIGNS = {
    "+": r"\bplus\b|加上?",
    "-": r"\bminus\b|减去?",
    "*": r"(?<!\\)\btimes\b|\bmultiplied by\b|乘以?",
    "/": r"÷|\bdivided by\b|除以",
    "=": r"={2}(?!=)|[-=]{1,2}>|[→⇒⟶⟹➔]|\bequals?(?: to)?\b|\bgives\b|\bmakes\b|等于|得到?|"
    rf"{_SUMMED}",
    " ": r"\bsum[ \t]+of\b(?=[ \t]*[-−(\[0-9])|\.sum\(\)|"
    r"\\(?:begin|end)\{[a-z]+\*?\}|\\sum\b(?=\s*[=:])|[✓✔☑✅]|[∑Σ](?=\s*[=:(\d])|"
    r"(?:\b(?:np|torch)\.)?\bsum(?=\s*[(\[])|\#[^\n]*",
}
# After a plus, its name says nothing new: + bias 1, + b(1).
_NAMED_TERM = r"(?<=[+＋])\s*(?:the\s+)?(?:bias|偏置|b)\s*(?=[(（]?[-−]?[0-9])"
# A remark of words alone in brackets: 14 (correct), + 1 (bias).
_REMARK = r"[(（]\s*[^\W\d_][^()（）\d=+*/\n]*[)）]"
_WRITTEN = re.compile(
    "|".join(f"(?P<sign{at}>{form})" for at, form in enumerate(_SIGNS.values()))
    + f"|{_NAMED_TERM}|{_REMARK}",
    re.IGNORECASE,
)
_FOR = {f"sign{at}": sign for at, sign in enumerate(_SIGNS)}
_PART = r"[A-Za-z]_?(?:[0-9]{1,2}|\{[0-9]{1,2}\})"  # S1, a name for a part of the sum
# S1 = 2*3 + ... has its name before it; y = S1 + S2 + b = 17 is written with names before its number.
_PARTS = re.compile(
    rf"^[ \t]*(?:{_PART}[ \t]*=(?=[^=\n]*[0-9)])|"
    rf"(?:[A-Za-z]\w*[ \t]*=[ \t]*)?{_PART}(?:[ \t]*\+[ \t]*{_PART})+"
    r"(?=[ \t]*(?:\+[ \t]*(?:b|bias)[ \t]*)?=))",
    re.MULTILINE,
)
# Nothing stands before the first sign but what the sum is called: 总和 2*3 + 4*5.
_FIRST = re.compile(
    r"\A\s*+(?:=|(?:总和|总计|合计|和|total|sum)(?=\s*+[-−(]*+\s*+[0-9.]++\s*+[*×·+xX]))", re.I
)
# A formula before its numbers: x[0,0]*w[0,0] + x[0,1]*w[0,1] + ... = 2*3 + 4*5.
_NAMED = r"[A-Za-z]\w*(?:\[[^\]\n]*\]|\([^()\n]*\)|_\{?[0-9, ]+\}?)+"
_FORMULA = re.compile(
    rf"\A\s*(?:{_NAMED}\s*[:=]\s*)?{_NAMED}(?:[-+*·×.…\s]+{_NAMED})+[-+*·×.…\s]*=",
)
# The line under a column of terms, and whether what follows says itself that it is the total.
_RULE = re.compile(r"^[ \t]*[-−–—_=]{3,}[ \t]*$(?=\s*(?P<total>[=＝]|[^\W\d_])?)", re.MULTILINE)
_ITEM = re.compile(r"^[ \t]*(?:(?P<count>[0-9]{1,2})|(?P<letter>[a-z]))(?:\)|[.、](?![0-9]))", re.MULTILINE)
_BULLET = re.compile(r"^[ \t]*[•*‣◦](?=[ \t])", re.MULTILINE)

_HYPHEN = re.compile(r"^[ \t]*[-−–—](?=[ \t])", re.MULTILINE)

_COLON = re.compile(r"[:：](?![^\[\]\n]*\])")  # x[:,:,0] holds none
_BEFORE_EQUALS = re.compile(r"\s*[^\W\d_][^:：=＝+*×·\n]*[=＝](?![=＝])")
_BEFORE_NUMBER = re.compile(r"\s*[^\W\d_](?:[^-−\d:：=＝+*×·(（\n]|[-−](?=[^\W\d]))*(?=[-−(（]?\s*[0-9])")


def half_width(text: str) -> str:
    """Write the digits, signs and brackets of Chinese keyboards as the plain ones; done before all else.

    >>> half_width("通道０：２×（－３）＝－６，偏置：１")
    '通道0：2×(-3)=-6，偏置：1'
    """
    return text.translate(_HALF)


def plain_signs(text: str) -> str:
    """Write words and arrows as signs, and blanks for what is no part of a sum.

    Parameters
    ----------
    text : str

    Returns
    -------
    str
        As long as the text, line for line.

    Examples
    --------
    >>> plain_signs("1 times 2 + bias 3 -> 5 (right)")
    '1 *     2 +      3 =  5        '
    >>> plain_signs("1. 2*3 = 6\\n2. 4*5 = 20\\n----\\n26")
    '   2*3 = 6\\n   4*5 = 20\\n=   \\n26'
    """
    text = _WRITTEN.sub(_as_sign, _PARTS.sub(_blank, _FORMULA.sub(_blank, text)))
    text = _RULE.sub(lambda found: ("" if found["total"] else "=").ljust(len(found[0])), text)
    text = _BULLET.sub(_blank, text)
    if _is_numbered(text):
        text = _ITEM.sub(_blank, text)
    return _FIRST.sub(_blank, text)


def labelled(line: str) -> tuple[str, bool, str]:
    """Part the words before a sum from the sum; blanks stand where they stood.

    They end at a colon, at the equals sign of a name, or where a number begins.

    Examples
    --------
    >>> labelled("Channel 1: 2*3"), labelled("total 17"), labelled("2*3 = 6")
    (('Channel 1', True, '           2*3'), ('total', True, '      17'), ('', False, '2*3 = 6'))
    """
    colon = _COLON.search(line)
    end = colon.end() if colon else 0
    if not colon:
        found = _BEFORE_EQUALS.match(line) or _BEFORE_NUMBER.match(line)
        end = found.end() if found else 0
    return line[:end].rstrip(" :：=＝"), bool(end), " " * end + line[end:]


def without_bullets(text: str) -> str:
    """Blank the hyphens that begin every line, words aside, of a list; a text that is none stays as it is.

    >>> without_bullets("- 2*3 = 6\\n- 4*5 = 20\\nsum: 26")
    '  2*3 = 6\\n  4*5 = 20\\nsum: 26'
    """
    lines = [line for line in text.split("\n") if line.strip() and not labelled(line)[1]]
    are_items = len(lines) > 1 and all(_HYPHEN.match(line) and "=" in line for line in lines)
    return _HYPHEN.sub(_blank, text) if are_items else text


def _as_sign(found: re.Match[str]) -> str:
    sign = _FOR.get(found.lastgroup or "", "")
    return sign + _blanked(found[0][len(sign) :])


def _blank(found: re.Match[str]) -> str:
    return _blanked(found[0])


def _blanked(text: str) -> str:
    """Blanks for letters; the ends of lines stay."""
    return re.sub(r"[^\n]", " ", text)


def _is_numbered(text: str) -> bool:
    """Whether the lines are numbered from 1 or a, one after the other, and not sums that begin so."""
    items = list(_ITEM.finditer(text))
    counts = [int(item["count"] or ord(item["letter"]) - ord("a") + 1) for item in items]
    return len(counts) > 1 and counts == list(range(1, len(counts) + 1))
