"""The words around tensors in running text: what they may hold, and what they call a tensor."""

from __future__ import annotations

import re
from collections.abc import Sequence

from dsviz.reading.asides import without_size
from dsviz.reading.counted import ORDINALS
from dsviz.reading.forms.masks import without
from dsviz.reading.labels import bare, role_of
from dsviz.reading.parts import is_code

_NAME = re.compile(
    r"([A-Za-z_\\\u00c0-\uffff][\w.\\{}]{0,60})(?:[ ]?\[[^\[\]\n]{0,20}\])*(?:[ ]?\([^()\n]{0,20}\))?"
    r"(?:[ ]?\\in[ ]?\\mathbb\{R\}\^\{[^{}]{0,40}\})?\s*"
    r"(?:&?=|:=|<-|:|\.(?:copy_|assign|set_value)\()\s*[$(\s]*$"
)
_WORDS = re.compile(r"\b[A-Za-z][A-Za-z_]{2,30}\b(?!\()|[\u4e00-\u9fff]+|(?<![\w])[XxWwKkBbYy](?![\w'])")
# 1st kernel:   the second filter is
_ORDINAL = re.compile(
    rf"\b((?:[0-9]{{1,2}}(?:st|nd|rd|th)|{'|'.join(ORDINALS)})[ ]([A-Za-z]{{3,20}}))[ ]?(?::|is)?\s*$",
    re.IGNORECASE,
)
# My input is:   I got:   it should be:
_LABEL = re.compile(
    r"([^\W\d_][^\n.!?;,:=\d]{0,50}[ ](?:is|are|be|got|get|gives?|obtain(?:ed)?))[ ]?:\s*$", re.IGNORECASE
)
_CALLED = re.compile(r"(?:^|\n)[ \t]*([\w.]{1,60}\([^()\n]{0,200}\))[\s\u2060]*$")
# What may be numbers without being entries.
_SIZE = r"[0-9]{1,4}(?:\s?(?:x|\u00d7|\*|by|\\times)\s?[0-9]{1,4})+"
_SETTINGS = (
    "strides?|pad(?:ding)?|dilations?|groups?|channels?|rows?|columns?|steps?|layers?|figure|fig\\.?|eq\\.?|"
    "equation|example|exercise|question|problem|part|no\\.?|size|input|kernel|filter|matrix|image|axis|dtype|"
    "float|int|mode|\u6b65\u957f|\u6b65\u5e45|\u586b\u5145|\u7b2c|\u4f8b|\u56fe|\u9898"
)
_COUNTED = "channels?|filters?|kernels?|rows?|columns?|pixels?|inputs?|maps?|\u4e2a|\u884c|\u5217"
_TOLD = re.compile(
    rf"{_SIZE}|(?<=[\w\]])\[[0-9]{{0,4}}\]|[A-Za-z_]\w*[0-9]\w*|[0-9]-?[dD]\b"
    r"|^[ \t]*\(?[0-9]{1,2}[.):](?![0-9])|[0-9]{1,2}(?:st|nd|rd|th)\b"
    rf"|(?:{_SETTINGS})[ ]?(?:of|is|=|:|\(|\u4e3a|\u662f|#)?[ ]?\(?[0-9]{{1,4}}(?:,[ ]?[0-9]{{1,4}})*"
    rf"|[0-9]{{1,4}}[ ]?(?:{_COUNTED})",
    re.IGNORECASE | re.MULTILINE,
)
_DOUBT = re.compile(r"[0-9\u00bc-\u00be\u2150-\u215e]|\b(?:nan|inf|infinity)\b", re.IGNORECASE)
# The names of a table's columns, which are no sentence.
_NAMES_IN_A_ROW = re.compile(
    r"^[ \t]*(?:\"?\w{1,20}\"?|(?=[ ]?[,;\t][ ]?\"?\w{1,20}\"?[ ]?[,;\t]))"
    r"(?:[ ]?[,;\t][ ]?\"?\w{1,20}\"?){1,60}[ \t\r]*$",
    re.MULTILINE,
)
# Y = X * K = : what a convolution gives
_GIVES = re.compile(
    r"(?:(?P<name>\\?[A-Za-z][\w\\{}]{0,30})[ ]?&?=[ ]?)?\\?[A-Za-z][\w\\{}]{0,30}[ ]?"
    r"(?:\*|\u2217|\u229b|\\ast|\\star|\\circledast)[ ]?\\?[A-Za-z][\w\\{}]{0,30}[ ]?&?=\s*[$(\s]*$"
)
# Between two tensors: which one is convolved with which.
_STARS = ("*", "\u2217", "\u229b", "\\ast", "\\star", "\\circledast")
# I = [...] * K = [...]
_NAMED = re.compile(r"(?<![A-Za-z\\])\\?[A-Za-z][\w\\{}]{0,30}[ ]?:?=\s*$")
_SIGN_BEFORE = re.compile(r"(?:[-+*/^@%!~]|(?<![A-Za-z_\s])\.)[ ]?\$?$")
_SIGN_BEHIND = re.compile(r"[ ]?(?:[-+*/^@%!\[(']|\.\w)")
# What takes tensors as they are: the call of a layer, of what sets its weights, a bracket of words.
_BRACKET = re.compile(r"[A-Za-z_][\w.]*[\[(]|\\?[\[(]|\\?[\])]")
_HOLDS_TENSORS = re.compile(
    r"(?:[\w.]*\.)?\w*(?:conv|correlat|filter2D|imfilter|set_weights|load_state_dict|copy_|assign|set_value|dict"
    r"|Dict|print|disp|display|Sequential)\w*\($|\\[\[(]|\("
)


def hide_nothing(words: Sequence[str], values: Sequence[str]) -> bool:
    """Tell whether the words around tensors leave no number out and change no tensor.

    Parameters
    ----------
    words : sequence of str
        What stands before, between and behind the tensors: one more than these.
    values : sequence of str

    Examples
    --------
    >>> hide_nothing(["The kernel is ", "."], ["[1, 2]"]), hide_nothing(["-", ""], ["[1, 2]"])
    (True, False)
    """
    if any(map(_leaves_numbers, words)) or _is_inside(words[:-1]) or _is_worked_out(words):
        return False
    return not any(_is_heading(*pair) for pair in zip(words, values, strict=False))


def _leaves_numbers(words: str) -> bool:
    """Tell whether words hold a number that nothing says is no entry."""
    return _DOUBT.search(without(_TOLD, words)) is not None or _NAMES_IN_A_ROW.search(words) is not None


def _is_worked_out(words: Sequence[str]) -> bool:
    """Tell whether a sign or an index beside a tensor would make another one of it: -[1, 2], [1, 2][0]."""
    stars = [_NAMED.sub("", each).strip(" \t\n$") in _STARS for each in words]
    first, *_, last = range(len(words))
    befores = (_SIGN_BEFORE.search(each) for at, each in enumerate(words) if at != last and not stars[at])
    behinds = (_SIGN_BEHIND.match(each) for at, each in enumerate(words) if at != first and not stars[at])
    return any(befores) or any(behinds) or stars[first] or stars[last]


def _is_heading(words: str, value: str) -> bool:
    """Tell whether the words above rows are rather the names of their columns."""
    above = words.rstrip(" \t").split("\n")[-2:]
    if len(above) < 2 or above[1] or value[0] in "[{(\\":
        return False
    label = above[0].strip()
    if label.endswith(":") and role_of(label[:-1]):
        return False  # I got:
    first = value.partition("\n")[0]
    names, cells = (re.split(r"[\s,;]+", line.strip()) for line in (above[0], first))
    return len(names) == len(cells) and not any(len(name) > 2 and role_of(name) for name in names)


def _is_inside(between: Sequence[str]) -> bool:
    """Tell whether a tensor stands in a list or a call that changes it: Matrix[[1]], np.diag([1, 2])."""
    names: list[str] = []
    for words in between:
        for sign in _BRACKET.finditer(words):
            if sign[0][-1] in "[(":
                names.append(sign[0])
            elif names:
                names.pop()
        if any(not _HOLDS_TENSORS.match(name) for name in names):
            return True
    return False


def name_before(words: str) -> str:
    """Find the name before a list, else the last word that says what it is.

    Behind the call of a layer stands what it printed, and none of its arguments.
    """
    called = _CALLED.search(words)
    if called is not None and is_code(called[1]):
        return ""
    gives = _GIVES.search(words)
    if gives is not None:
        return bare(gives["name"] or "y")
    words = without_size(words)
    counted = _ORDINAL.search(words)
    if counted is not None and role_of(counted[2]):
        return counted[1]
    named = _NAME.search(words)
    label = _LABEL.search(words)
    if label is not None and role_of(label[1]):
        return label[1].strip()
    if named is not None and (role_of(named[1]) or len(named[1]) < 12):
        return bare(named[1])
    said = [word for word in _WORDS.findall(words) if role_of(word)]
    return said[-1] if said else ""
