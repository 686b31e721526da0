"""Tensors in running text: a sentence around a matrix, a note behind a row, arguments of a call.

Tried only where a text cannot be read as it stands. Nothing is left out of a tensor: what is left out are
words, and numbers only where the words beside them say that they are no entries (a size, a stride, a label).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice
from typing import NamedTuple

from dsviz.reading import equations
from dsviz.reading.entries import listed_entries
from dsviz.reading.forms import programs
from dsviz.reading.forms.masks import JOINER, blanked, without
from dsviz.reading.labels import Kind, kind_of
from dsviz.reading.parts import MOST_PARTS, Part
from dsviz.reading.prose import hide_nothing, name_before
from dsviz.reading.words import TENSOR_CALLS

_NUMBER = r"[-+\u2212]?(?:[0-9]{1,20}\.?[0-9]{0,20}|\.[0-9]{1,20})(?:[eE][-+]?[0-9]{1,3})?"
_CELL = rf"{_NUMBER}(?:/[0-9]{{1,9}})?"
# Atomic: blanks and tabs beside each other are divided in one way only.
_DIVIDER = r"(?>[ \t]{0,40}(?:[,;&|][ \t]{0,20})?)(?<=[,;&|\t ])"
_FACTOR = (
    rf"(?:\(?{_NUMBER}(?:[ ]?/[ ]?{_NUMBER})?\)?[ ]?(?:\*[ ]?|(?=[\[{{]))"
    r"|\\[dt]?frac\{[^{}]{1,20}\}\{[^{}]{1,20}\}\s?(?:\\cdot|\\times|\*)?\s?)?"
)
_TENSORS = "|".join(sorted(TENSOR_CALLS))
_CALL = rf"(?:(?:[A-Za-z_][A-Za-z_.]{{0,20}}\.)?(?:{_TENSORS})\(\s{{0,20}}){{0,3}}"
_ENVIRONMENT = r"(?:[bpvBV]?matrix|smallmatrix|array|tabular)"
_LATEX = re.compile(
    rf"(?<![\w.]){_FACTOR}(?:\\left[ ]?\\?[\[(|{{][ ]?)?\\begin\{{{_ENVIRONMENT}\}}.{{0,20000}}?"
    rf"\\end\{{{_ENVIRONMENT}\}}"
    r"(?:[ ]?\\right[ ]?\\?[\])|}])?(?:\^\{?(?:T|\\top)\}?)?",
    re.DOTALL,
)
# A list, with the factor or the calls before it; a[2] is none.
_OPENS = r"\s{0,99}[\[{(]{0,9}\s{0,99}"
_BEGINS = (
    rf"{_NUMBER}\s{{0,99}}[,;\s\]}})/]|['\"][\w. :/]{{1,60}}['\"]\s?:"
    r"|[A-Za-z_][\w.]{0,20}\(\s{0,20}[\[{(]"
)
_LIST = re.compile(
    rf"(?<![\w.\])\\]){_FACTOR}{_CALL}(?<![\w\])])(?:[\[{{]|\((?=\s?\())(?={_OPENS}(?:{_BEGINS}))"
)
_NUMBERS = re.compile(
    r"^(?![ \t]*[0-9]{1,9}:[-0-9])(?:[^\S\n]*(?:[\w.]{1,40}[ ]?(?:=|:)[ ]{0,9})?)"
    rf"({_CELL}(?:{_DIVIDER}{_CELL})+[,; \t]{{0,20}}(?:\\\\)?|{_NUMBER})[^\S\n]*$",
    re.MULTILINE,
)
# Add a bias of 2.   偏置为2，求输出
_BIAS = re.compile(
    rf"(?:\bbias(?:[ ]term)?|偏置(?:项|值)?)[ ]?(?:b[ ]?)?(?:of|is|equals|[=:]|[为是取])?[ ]?({_NUMBER})"
    r"(?![\w\[(/*×]|[ ]of\b|[ ]?[,;]?[ ]?(?:[-+0-9]|\.[0-9]))",
    re.IGNORECASE,
)
_BEHIND = re.compile(
    r"(?:[ ]?/[ ]?[0-9.]{1,9}|\.[A-Za-z_]{1,20}(?:\([^()\n]{0,60}\))?|'(?!\w)|\[(?:None|:|,| ){1,20}\]){0,9}"
)
_ARROW = r"(?:<-+|\u2190|--+|\()?[ ]?"
_NOTE = re.compile(rf"(?<=\])([,;]?)([ \t]{{1,20}}{_ARROW}[^\W\d_][^\d\[\]{{}}\n]{{0,80}})$", re.MULTILINE)
_NOTE_OF_ROW = re.compile(
    rf"(?<=[0-9.])(?:[ \t]{{2,20}}|[ \t](?=<-|\u2190)){_ARROW}[^\W\d_]{{2}}[^\d\[\]{{}}\n]{{0,80}}$",
    re.MULTILINE,
)
_MARK = re.compile(r"^[ \t]*(?:-(?=[ ]\[)|>(?=[ ]))", re.MULTILINE)
_FILLED = re.compile(r"^([ \t]*[A-Za-z_]\w{0,30}[ ]?)<<(?=[ ]?[-+.0-9])", re.MULTILINE)
_WORD = re.compile(r"[A-Za-z]{2}")
MOST_CHARACTERS = 20_000


class Block(NamedTuple):
    """Where the text of one tensor begins and ends."""

    start: int
    stop: int


def in_running_text(text: str) -> tuple[str, list[Part]] | None:
    """Find the tensors in a text of sentences or code.

    Parameters
    ----------
    text : str
        As `forms.cleaned` left it.

    Returns
    -------
    (str, list of Part) or None
        The text without its notes, every character in its place, and the tensors in order. None where
        nothing is found, or where numbers would be left out.

    Examples
    --------
    >>> text, [part] = in_running_text("Let the input be [[1, 2], [3, 4]].")
    >>> part.name, text[part.start : part.stop]
    ('input', '[[1, 2], [3, 4]]')
    >>> in_running_text("[[1, 2]] costs 5") is None
    True
    """
    if len(text) > MOST_CHARACTERS or programs.changes_tensor(text):
        return None
    text = _FILLED.sub(r"\1= ", text)
    text = programs.plain(without(_MARK, text))
    text = _NOTE.sub(lambda found: found[1] + blanked(found[2]), text)
    text = _NOTE_OF_ROW.sub(lambda found: blanked(found[0]), text)
    blocks = _rows_together(text, list(islice(_blocks(text), MOST_PARTS + 1)))
    if not blocks or len(blocks) > MOST_PARTS:
        return None
    ends = [0, *(block.stop for block in blocks)]
    between = [text[end : block.start] for end, block in zip(ends, blocks, strict=False)]
    if not hide_nothing([*between, text[ends[-1] :]], [text[block.start : block.stop] for block in blocks]):
        return None
    names = equations.named(between, [text[block.start : block.stop] for block in blocks])
    found = [_part(words, block, text) for words, block in zip(names, blocks, strict=True)]
    return text, [part for parts in found for part in parts]


def _rows_together(text: str, blocks: list[Block]) -> list[Block]:
    """Put lists of one row that stand one under another into one tensor."""
    kept: list[Block] = []
    for block in blocks:
        is_next = kept and re.fullmatch(r",?[ \t\r]*\n[ \t]*", text[kept[-1].stop : block.start])
        if is_next and _is_row(text, kept[-1]) and _is_row(text, block):
            kept[-1] = Block(kept[-1].start, block.stop)
        else:
            kept.append(block)
    return kept


def _is_row(text: str, block: Block) -> bool:
    last = text.rfind("[", block.start, block.stop)
    return (
        text[block.start] == "["
        and re.match(r"\[\s?[-+.0-9]", text[last:]) is not None
        and (last == block.start or "]" in text[block.start : last])
        and "[[" not in text[block.start : block.stop]
    )


def _blocks(text: str) -> Iterator[Block]:
    """Walk the tensors: matrices of LaTeX, lists, and lines of numbers outside both."""
    # The next of each kind; one that lies ahead still is not looked for again.
    ahead = {each: each.search(text) for each in (_LATEX, _LIST, _NUMBERS, _BIAS)}
    while starts := [found for found in ahead.values() if found]:
        block = _block(text, min(starts, key=lambda found: found.start(found.lastindex or 0)))
        yield block
        for each, found in ahead.items():
            if found and found.start() < block.stop:
                ahead[each] = each.search(text, block.stop)


def _block(text: str, found: re.Match[str]) -> Block:
    if found.re is _NUMBERS:
        return Block(found.start(1), _end_of_lines(text, found))
    if found.re is _LATEX or found.re is _BIAS:
        return Block(*found.span(found.lastindex or 0))
    stop = _closed(text, found)
    behind = _BEHIND.match(text, stop)
    return Block(found.start(), stop if behind is None else behind.end())


def _end_of_lines(text: str, first: re.Match[str]) -> int:
    """Find where lines of numbers end; an empty line between two begins a channel."""
    stop = first.end()
    while True:
        start = stop
        while text[start : start + 1] in ("\n", "\f", " ", "\t", "\r", JOINER) and start < len(text):
            start += 1
        line = _NUMBERS.match(text, text.rfind("\n", 0, start) + 1)
        if start >= len(text) or line is None or line.start(1) != start:
            return stop
        stop = line.end()


def _closed(text: str, found: re.Match[str]) -> int:
    """Find where the brackets of a list, and of the calls before it, close."""
    depth = sum(found[0].count(sign) for sign in "[{(") - sum(found[0].count(sign) for sign in ")")
    at = found.end()
    while at < len(text) and depth > 0:
        depth += (text[at] in "[({") - (text[at] in "])}")
        at += 1
    return at


def _part(words: str, block: Block, text: str) -> Iterator[Part]:
    """Name a tensor by what stands before it; a list of printouts is several."""
    name = name_before(words)
    value = text[block.start : block.stop]
    # A list of lists without a word in it is one tensor: [[[1, 2]], [[3, 4]]].
    entries = listed_entries(value, least=1) if _WORD.search(value) else []
    kind: Kind = "channel" if kind_of(words.strip(" \t\n:=")[-60:]) == "channel" else "tensor"
    if not entries:
        yield Part(name, kind, block.start, block.start, block.stop)
    for entry in entries:
        start = block.start + entry.start
        yield Part("" if len(entries) > 1 else name, kind, start, start, block.start + entry.stop)
