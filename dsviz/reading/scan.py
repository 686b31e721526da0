"""Pasted text cut into tokens: numbers, brackets, and the few words that printouts and array code use.

The expressions have no two ways to match the same text, so that scanning takes time
in proportion to its length.
"""

import re
import unicodedata
from typing import NamedTuple

from dsviz.conv.errors import shown
from dsviz.reading.errors import ReadError

MOST_CHARACTERS = 500_000
MOST_NUMBERS = 50_000
# Beyond these a product of two numbers, or a sum of many, would no longer be one to read or to check.
LARGEST_NUMBER = 1e15
SMALLEST_NUMBER = 1e-300

_LONGEST_NUMBER = 64
# What people's editors and typesetting make of a minus: the minus sign, the hyphens, the en dash.
_MINUSES = "-\u2212\u2010\u2011\u2013"
_TIMES = "\u00d7\u00b7\u22c5\u2217"
# One sign for a fraction, such as one half.
_VULGAR = "\u00bc-\u00be\u2150-\u215e"
# Python's 1_000, but not the index of 3_3.
_DIGITS = r"(?:[0-9]{1,3}(?:_[0-9]{3})+(?![0-9_])|[0-9]+)"
_UNSIGNED = rf"(?:[0-9]{{0,9}}[{_VULGAR}]|(?:{_DIGITS}\.?[0-9]*|\.[0-9]+)(?:[eE][{_MINUSES}+]?[0-9]+)?)"
_NUMBER = rf"[{_MINUSES}+]?{_UNSIGNED}(?:[ ]?/[ ]?{_UNSIGNED})?"
_WORD = r"[A-Za-z_][A-Za-z0-9_]*(?:[./][A-Za-z_][A-Za-z0-9_]*)*"
_END = r"[-+]?[0-9]{1,9}(?:\.[0-9]{1,9})?"
# 1:5, 0:0.5:1
SPAN = rf"{_END}:{_END}(?::{_END})?"
_STRING = r"'[^'\n]{0,200}'|\"[^\"\n]{0,200}\""

_TOKEN = re.compile(
    rf"""
    (?P<skip>[\s\ufeff\u200b\u2060]+ | \#[^\n]* | Parameter[ ]containing: | Out\[[0-9]{{1,6}}\]: | >>>[ ]
        | grad_fn=<[^<>\n]{{0,80}}> | place=[A-Za-z]{{0,20}}Place\([^()\n]{{0,20}}\)[ ]?,)
    | (?P<hole>\?)
    | (?P<span>{SPAN}(?![0-9:.+-]|[ ]?[*/^]))
    | (?P<elided>\.\.\. | \u2026)
    | (?P<endless>[{_MINUSES}+]?(?i:nan|infinity|inf)(?![A-Za-z0-9_./(=]))
    | (?P<number>{_NUMBER})
    | (?P<minus>[{_MINUSES}](?=[A-Za-z_\[(]))
    | (?P<method>\.[A-Za-z_][A-Za-z0-9_]*\()
    | (?P<turn>\.(?:T|mT)(?![A-Za-z0-9_]))
    | (?P<times>\.?[*{_TIMES}]|@)
    | (?P<over>\.?/)
    | (?P<call>{_WORD}\()
    | (?P<key>(?:{_WORD}|{_STRING})[ ]{{0,8}}[=:])
    | (?P<word>{_WORD})
    | (?P<string>{_STRING})
    | (?P<open><)
    | (?P<close>>)
    """,
    re.VERBOSE,
)
# The usual number: none is out of bounds, and most texts hold no other.
_SIMPLE = re.compile(r"-?[0-9]{1,7}(?:\.[0-9]{0,8})?")
# What is a token by its first character, found without the expression.
_SINGLE = {**dict.fromkeys("[({", "open"), **dict.fromkeys("])}", "close"), **dict.fromkeys(",;", "comma")}
_AS_ASCII = str.maketrans(dict.fromkeys(_MINUSES, "-"))
_MAY_FOLLOW = re.compile(rf"[\s\ufeff\u200b\u2060,;\])}}>#*/{_TIMES}]|\.[*/]|$")
_APART = re.compile(rf"([{_MINUSES}+])[ ]{{1,8}}({_UNSIGNED})")
_FORMULA = re.compile(r"=[-+]?[A-Z$(]")
_CHUNK = re.compile(r"[^\s,;\[\](){}<>]{1,40}|.")


class Token(NamedTuple):
    """A piece of text, what it is, and where it starts."""

    kind: str
    text: str
    offset: int

    @property
    def stop(self) -> int:
        """Where the text after it starts."""
        return self.offset + len(self.text)


def next_token(text: str, offset: int) -> Token | None:
    """Find the first token at or after an offset; None at the end of the text.

    Raises
    ------
    ReadError
        Rules ``elided``, ``number-finite``, ``number-digits``, ``number-form``, ``sign-apart``,
        ``cell-formula`` and ``character``.

    Examples
    --------
    >>> next_token("[ -1/3]", 1)
    Token(kind='number', text='-1/3', offset=2)
    """
    while offset < len(text):
        single = _SINGLE.get(text[offset])
        if single is not None:
            return Token(single, text[offset], offset)
        match = _TOKEN.match(text, offset)
        if match is None:
            raise _strange(text, offset)
        kind = str(match.lastgroup)
        if kind == "elided":
            raise ReadError.at(text, offset, "elided", got=match[0])
        if kind == "endless":
            raise ReadError.at(text, offset, "number-finite", got=match[0])
        if kind != "skip":
            return Token(kind, match[0], offset)
        offset = match.end()
    return None


def number_value(text: str, token: Token) -> float:
    """Work out a number token: a decimal, or a fraction of two.

    Raises
    ------
    ReadError
        Rules ``number-form``, ``number-digits``, ``number-size`` and ``fraction-zero``.

    Examples
    --------
    >>> text = "\u22121e-2"
    >>> number_value(text, next_token(text, 0))
    -0.01
    """
    if len(token.text) > _LONGEST_NUMBER or not _MAY_FOLLOW.match(text, token.stop):
        raise _strange(text, token.offset)
    if _SIMPLE.fullmatch(token.text):
        return float(token.text) + 0.0
    above, slash, below = token.text.translate(_AS_ASCII).partition("/")
    if slash and _decimal(below) == 0:
        raise ReadError.at(text, token.offset, "fraction-zero", got=token.text)
    value = _decimal(above) / _decimal(below) if slash else _decimal(above)
    # A number too small for float64 would silently become 0.
    written_zero = not re.search("[1-9]", re.split("[eE]", above)[0])
    if not (written_zero or SMALLEST_NUMBER <= abs(value) <= LARGEST_NUMBER):
        bounds = {"least": f"{SMALLEST_NUMBER:g}", "most": f"{LARGEST_NUMBER:g}"}
        raise ReadError.at(text, token.offset, "number-size", got=token.text, **bounds)
    # Adding 0.0 turns -0.0, which would be shown as "-0", into 0.0.
    return value + 0.0


def _decimal(written: str) -> float:
    """Work out a number that is no fraction of two, but may end in the sign of one.

    >>> _decimal("-1\u00bd"), _decimal("1_000")
    (-1.5, 1000.0)
    """
    if written[-1:].isdecimal() or not written[-1:].isnumeric():
        return float(written)
    size = int(written[:-1].lstrip("+-") or 0) + unicodedata.numeric(written[-1])
    return -size if written.startswith("-") else size


def chunk(text: str, offset: int) -> str:
    """Cut out what a reader would call the word at an offset, shortened, in quotes."""
    match = _CHUNK.match(text, offset)
    return shown(match[0]) if match else ""


def _strange(text: str, offset: int) -> ReadError:
    """Make the refusal of text that is no token, or no number although it begins like one."""
    got = chunk(text, offset)
    others = [each for each in got if not each.isascii()]
    # A word such as \u7b2c\u4e00\u884c holds a digit too, and is none.
    if any(map(str.isnumeric, others)) and all(each.isnumeric() or not each.isalpha() for each in others):
        return ReadError.at(text, offset, "number-digits", got=got)
    apart = _APART.match(text, offset)
    if apart is not None:
        meant = f"{apart[1]}{apart[2][:20]}"
        return ReadError.at(text, offset, "sign-apart", got=apart[0][:30], meant=meant)
    if _FORMULA.match(text, offset) and text[:offset].rstrip(" ")[-1:] in ("", "\t", "\n", ";", ","):
        return ReadError.at(text, offset, "cell-formula", got=got)
    begins = text[offset] in f"0123456789.+{_MINUSES}"
    return ReadError.at(text, offset, "number-form" if begins else "character", got=got)
