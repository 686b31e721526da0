"""The sums that one line holds: channels by their names or as lists, the bias behind them, and the total."""

from __future__ import annotations

import re

from dsviz.check.sums.signs import BIAS, OF_A_PART, TOTAL, labelled

__all__ = ["has_lists", "sums_of_line"]

# What stands between two sums of a line, and the words before the second one.
_NEXT = re.compile(
    r"[,，;；。、](?=\s*(?P<label>[^\W\d_][^\d:：=＝]{0,14}[0-9]{0,2}[^\d:：=＝]{0,6})[:：=＝])"
)
# The total behind labelled channels, with a word before it or none.
_TOTAL = re.compile(
    r"[,，;；。、](?=\s*(?:(?:so|and|y|所以)\s*)?(?:(?:the\s+)?(?P<word>[^\W\d_]{1,7})\s*(?:is|为|是)?\s*)?"
    r"[=＝]?\s*[-+−]?[0-9]+(?:\.[0-9]+)?\s*[.。]?\s*$)",
    re.IGNORECASE,
)
# Behind the channels, the bias by its name or after a plus; then the total, or nothing.
_BIAS = re.compile(
    r"(?:^|[,，;；。、])\s*+(?:(?:and|so|再|最后再?)\s*+)?"
    r"(?P<name>\+(?:\s*+(?:the\s++)?(?:bias|偏置|b))?|(?:bias|偏置|b)\s*+[:：=＝为]?)"
    r"\s*+[(（]?\s*+(?P<value>[-+−]?[0-9]+(?:\.[0-9]+)?)\s*+[)）]?\s*+(?:$|[,，;；。、]|(?=[=＝]|\.\s*$))",
    re.IGNORECASE,
)
_HAS_RESULT = re.compile(r"[=＝]|[:：]\s*+[-+−]?[0-9.]+\s*$")
# The products of a channel as a list, and what they add up to: (6,-6) = 0.
_MOST = 64  # numbers of a list
_NUMBER = r"[-−]?[0-9]{1,12}(?:\.[0-9]{1,12})?"
_LIST = rf"\s*[(（\[]\s*{_NUMBER}(?:\s*[,，、]\s*{_NUMBER}){{1,{_MOST}}}\s*[)）\]]\s*[=＝]\s*{_NUMBER}"
_LISTS = re.compile(rf"{_LIST}(?:\s*[,，;；\n]{_LIST})+(?:\s*[,，;；。\n][^()（）\[\]]{{0,200}})?")
_BEHIND = re.compile(r"(?<=[0-9])\s*[,，;；。](?=\s*[(（\[]|[^()（）\[\]]*$)")


def sums_of_line(line: str) -> list[str]:
    """Part a line that holds several sums; each stands in its place, blanks before it.

    Parameters
    ----------
    line : str
        With `dsviz.check.sums.signs.plain_signs` applied.

    Examples
    --------
    >>> [part.strip() for part in sums_of_line("Channel 1: 2*3 = 6, + bias 1 = 7")]
    ['Channel 1: 2*3 = 6', 'b bias 1', '= 7']
    >>> [part.strip() for part in sums_of_line("(6,-6) = 0, (5,6) = 11, 11")]
    ['(6,-6) = 0', '(5,6) = 11', '11']
    """
    if has_lists(line):
        return _with_lists(line)
    ends = [found.span() for found in _NEXT.finditer(line) if _is_named(found["label"])]
    if ends and OF_A_PART.search(labelled(line)[0]):
        ends += [found.span() for found in _TOTAL.finditer(line) if _is_total(found["word"])]
        ends = sorted({*ends})
    parts = _cut(line, ends)
    if not OF_A_PART.search(labelled(line)[0]):
        return parts
    return [each for part in parts for each in _with_bias(part)]


def _is_named(label: str) -> bool:
    return any(words.search(label) for words in (OF_A_PART, BIAS, TOTAL)) or label.strip() in ("y", "Y")


def _is_total(word: str | None) -> bool:
    return word is None or word in ("y", "Y", "和") or bool(TOTAL.search(word))


def has_lists(line: str) -> bool:
    """Tell whether a line, or a text, is made of lists of products, each with its sum.

    >>> has_lists("(6,-6) = 0, (5,6) = 11, 11"), has_lists("(6,-6) = 0")
    (True, False)
    """
    return bool(_LISTS.fullmatch(line))


def _with_lists(line: str) -> list[str]:
    """The lists, the bias and the total; of two numbers alone behind the lists the first is the bias."""
    *parts, last = _cut(line, [found.span() for found in _BEHIND.finditer(line)])
    if re.fullmatch(rf"\s+{_NUMBER}\s*", parts[-1]):
        at = len(parts[-1]) - len(parts[-1].lstrip())
        parts[-1] = f"{parts[-1][: at - 1]}b{parts[-1][at:]}"
    return [*parts, *_with_bias(last)]


def _cut(line: str, ends: list[tuple[int, int]]) -> list[str]:
    starts = [0, *(after for _, after in ends)]
    stops = [*(end for end, _ in ends), len(line)]
    parts = [" " * start + line[start:stop] for start, stop in zip(starts, stops, strict=True)]
    return [part for part in parts if part.strip()]


def _with_bias(part: str) -> list[str]:
    """A sum, the bias behind it by a name of its own, and the total behind that."""
    found = _BIAS.search(part)
    before = part[: found.start()] if found else ""
    if not found or (before.strip() and not _HAS_RESULT.search(before)):
        return [part]
    name = found["name"].replace("+", "b")
    bias = " " * found.start("name") + name
    bias = bias.ljust(found.start("value")) + found["value"]
    each = [before, bias, " " * found.end() + part[found.end() :]]
    return [one for one in each if one.strip(" \t\r。；;.")]
