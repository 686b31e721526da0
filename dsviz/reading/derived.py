"""What a call of a layer takes that is worked out of a tensor: F.conv2d(x[..., 2:], w), conv(x / 255)."""

from __future__ import annotations

import re

from dsviz.reading.code_calls import Call, calls_of
from dsviz.reading.errors import ReadError

_LAYER = re.compile(
    r"(?<![\w.])(?:[A-Za-z_]\w{0,30}\.){0,4}"
    r"(?:\w{0,20}(?:[Cc]onv|correl|filter2D|imfilter)\w{0,20}|layer\w{0,9}|model|net)(?=\()"
)
_DEFINES = re.compile(r"(?:\bdef|\bfunction|\bfn|\bclass|\bfunc)[ ]$|\bnn\.$|=[ ]?function[ ]$")
_MAKES_LAYER = re.compile(r"(?:^|\.)(?:[A-Z]\w*|sequential)$")
_TAKES = (
    "input",
    "inputs",
    "x",
    "weight",
    "weights",
    "w",
    "kernel",
    "filter",
    "filters",
    "bias",
    "in1",
    "in2",
)
MOST_TENSORS = 3  # x, w and b, or a picture, its depth and a kernel
_LOOP = re.compile(r"\b(?:for|while)\b")
_STATEMENT = re.compile(
    r"^[ \t]*([A-Za-z_]\w{0,40}(?:[ ]?,[ ]?[A-Za-z_]\w{0,40}){0,3})[ ]?=(?!=)[ ]?([^\n]*)", re.MULTILINE
)
_NAME = re.compile(r"(?<![\w.'\"])[A-Za-z_]\w{0,40}(?!\w)")
# Turned by hand, so that a call which turns the kernel turns it back.
_TURNS = re.compile(r"(?:^|\.)(?:convolve\w*|fftconvolve|oaconvolve|conv|conv2|convn|imfilter|filter)$")
_FLIPPED = re.compile(r"\b(?:flip\w{0,2}|rot90|reverse)\(|\[[^\[\]]*::-1")
_APPLIED = re.compile(
    r"\b(?:relu\w?|ReLU|sigmoid|tanh|softmax|exp|log|sqrt|square|abs|absolute|clip|clamp|round|floor|ceil|roll"
    r"|where|normalize|maximum|minimum|add|subtract|multiply|divide|mul|sub|div|add_|mul_|div_|sub_)_?\("
)
# x[:, 1:]; MATLAB's x(1:2, :)
_INDEX = re.compile(r"(?<=[\w\])])\[([^\[\]]*)\]|(?<=\w)\((?=[^()\[\]]*:)([^()\[\]'\"{}]*)\)")
# conv(x)[..., :-1], of what comes out
_OF_RESULT = re.compile(r"(?:\.[a-z]\w{0,20}\(\)){0,3}\[([^\[\]\n]{1,80})\]")
_INNER = re.compile(r"\([^()]*\)|\[[^\[\]]*\]")
_ARITHMETICS = re.compile(r"(?<![*(])\*(?!\*?\w+$)|(?<=[\w\]). ])[ ]?[-+/%@*]|^[ ]?-")


def refuse_derived(text: str, *, of_names: bool = False) -> None:
    """Refuse a layer of something else than the tensors of a text: parts of them, or what is made of them.

    Parameters
    ----------
    text : str
        Without comments.
    of_names : bool
        Statements that work such a tensor out were left out of the text that was read.

    Raises
    ------
    ReadError
        Rule ``worked-out``.

    Examples
    --------
    >>> refuse_derived("x = [[1, 2]]\\ny = conv2d(x[None], w)")
    >>> refuse_derived("x = [[1, 2]]\\ny = conv2d(x[:, 1:], w)")
    Traceback (most recent call last):
    dsviz.reading.errors.ReadError: line 2, column 1: only the tensor itself can be read, and not what code \
works out of it; got y = conv2d(x[:, 1:], w). Run the program and paste what print shows
    """
    calls = [call for call in calls_of(text, _LAYER) if _is_layer(text, call)]
    if not calls:
        return
    loops = _LOOP.search(text) is not None
    known: set[str] = set()
    made: dict[str, int] = {}
    for found in _STATEMENT.finditer(text):
        names = re.split(r"[ ]?,[ ]?", found[1])
        if of_names and not _LAYER.search(found[2]) and not _LAYER.search(found[1]):
            is_made = is_derived(found[2], known, keeps_turns=False, loops=loops) or bool(
                _names(found[2]) & made.keys()
            )
            made |= dict.fromkeys(names, found.start(1)) if is_made else {}
        known |= {*names}
    for call in calls:
        behind = _OF_RESULT.match(text, call.stop)
        if behind is not None and _is_part(behind[1], True, loops):
            raise _refused(text, call.start)
        turns = _TURNS.search(call.name) is not None
        for taken in _taken(call):
            of_made = _names(taken) & made.keys()
            if of_made:
                raise _refused(text, min(made[name] for name in of_made))
            if is_derived(taken, known, keeps_turns=turns, loops=loops):
                raise _refused(text, call.start)


def result_of_layer(text: str) -> str:
    """Name what the last call of a layer gives in a text, y = F.conv2d(x, w); "" for none.

    Examples
    --------
    >>> result_of_layer("C = conv2(A, K)\\nlayer = nn.Conv2d(1, 1, 2)\\nx = [[1]]")
    'C'
    """
    name = ""
    for found in _STATEMENT.finditer(text):
        call = _LAYER.match(found[2])
        name = found[1] if call is not None and not _MAKES_LAYER.search(call[0]) else name
    return name


def _is_layer(text: str, call: Call) -> bool:
    """Tell whether a call is one of a layer, and no definition, and makes none: nn.Conv2d(1, 1, 3)."""
    before = text[max(0, call.start - 20) : call.start]
    return not (_DEFINES.search(before) or _MAKES_LAYER.search(call.name))


def _taken(call: Call) -> list[str]:
    return [*call.given[:MOST_TENSORS], *(call.named[key] for key in _TAKES if key in call.named)]


def _names(written: str) -> set[str]:
    return set(_NAME.findall(written))


def is_derived(written: str, known: set[str], *, keeps_turns: bool = False, loops: bool = False) -> bool:
    """Tell whether an expression is another tensor than the known one that it names."""
    if not _names(written) & known or "lambda" in written or " for " in written:
        return False
    if _APPLIED.search(written) or (not keeps_turns and _FLIPPED.search(written)):
        return True
    indices = [found[1] or found[2] or "" for found in _INDEX.finditer(written)]
    if any(_is_part(index, at == 0, loops) for at, index in enumerate(indices)):
        return True
    bare = written
    while (inner := _INNER.sub("_", bare)) != bare:
        bare = inner
    return _ARITHMETICS.search(bare.strip(" ;")) is not None


def _is_part(index: str, is_first: bool, loops: bool) -> bool:
    """Tell whether an index takes a part of an axis; [0] and [:1] may be the only picture, [::-1] turns.

    Between the ends that a loop counts lies a window: x[i:i+3].
    """
    if loops and re.search(r"[A-Za-z_]", index):
        return False
    for at, entry in enumerate(index.split(",")):
        start, colon, stop = entry.strip().partition(":")
        is_picture = is_first and at == 0 and start in ("", "0") and stop == "1"
        if colon and (start or stop) and stop != ":-1" and not is_picture:
            return True
    return False


def _refused(text: str, offset: int) -> ReadError:
    """Refuse the line that a statement or a call stands in."""
    start = text.rfind("\n", 0, offset) + 1
    line = text[start:].partition("\n")[0]
    indent = len(line) - len(line.lstrip())
    return ReadError.at(text, start + indent, "worked-out", got=line.strip(" ;\r")[:60])
