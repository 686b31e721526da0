"""Code that works a tensor out of others, which is not run: x * 2 - 1, torch.cat((X, X + 1)), x[..., 1:]."""

from __future__ import annotations

import re

from dsviz.conv.errors import Place
from dsviz.reading.errors import ReadError

_OPERAND = re.compile(r"(?:[)\]]|(?<![\w.])[A-Za-z_]\w{0,40})[ ]?$")
_RULES = ("sign-apart", "character")
_CODE = re.compile(
    r"[ \t]*(?:[0-9./ ]{1,20}\*[ ]?|[A-Za-z_]\w{0,40}[ ]?=(?!=)[^\n]{0,200}?)?"
    r"(?<![\w\\])[A-Za-z_][\w.]{0,60}[ ]?[-+*/%(\[@]"
)
# conv.weight.data.fill_(1), layer.set_weights([kernel, bias]), nn.init.ones_(conv.weight)
_FILLED = re.compile(
    r"^[^\n#]{0,80}[\w.](?:set_weights|assign|copy_|[a-z]{2,20}_)\([^\n]{0,60}", re.MULTILINE
)

# x = [[1]] if flag else [[2]]; x = given or [[1]]; w = np.ones(x.shape)
_UNTOLD = re.compile(
    r"^[^\n]{0,400}?(?:[\])][ \t]{0,4}\bif\b[^\n]{1,80}?\belse\b"
    r"|(?:[\])]|\bNone)[ \t]{1,4}(?:or|and)[ \t]{1,4}(?:[\[(]|(?:np|torch|tf|jnp)\.)"
    r"|=[ \t]{0,4}(?:\w{1,20}\.){0,2}(?:ones|zeros|full|empty|rand\w{0,10})\([ ]?\w{1,40}\.(?:shape|size)\b)",
    re.MULTILINE,
)


def refuse_untold(text: str) -> None:
    """Refuse a tensor that is one of two, or of another's shape, which only the program's run tells.

    Raises
    ------
    ReadError
        Rule ``worked-out``.

    Examples
    --------
    >>> refuse_untold("x = [[1 if i == j else 0 for j in (0, 1)] for i in (0, 1)]")
    >>> refuse_untold("x = [[1]] if small else [[1, 2]]")
    Traceback (most recent call last):
    dsviz.reading.errors.ReadError: line 1, column 1: only the tensor itself can be read, and not what code \
works out of it; got x = [[1]] if small else. Run the program and paste what print shows
    """
    found = _UNTOLD.search(text)
    if found is not None:
        raise ReadError.at(text, found.start(), "worked-out", got=found[0].strip()[:60])


def worked_out(text: str, error: ReadError) -> ReadError:
    """Return the refusal of what is worked out, where a line of code cannot be read for it; else the error.

    Examples
    --------
    >>> worked_out("x = x * 2 - 1", ReadError.at("x = x * 2 - 1", 10, "sign-apart")).rule
    'worked-out'
    """
    filled = _FILLED.search(text) if error.rule == "text-empty" else None
    if filled is not None:
        place = Place(text.count("\n", 0, filled.start()) + 1, 1)
        return ReadError("worked-out", place, got=filled[0].strip()[:60])
    if error.rule not in _RULES or error.place is None or error.place.column is None:
        return error
    line, column = text.split("\n")[error.place.line - 1], error.place.column - 1
    before = line[:column]
    if not _CODE.match(line) or "\\" in line or not _is_outside_lists(before):
        return error
    behind = line[column] in "[*/" and _OPERAND.search(before.rstrip("*/"))
    if error.rule != "sign-apart" and not behind:
        return error
    return ReadError("worked-out", error.place, got=line.strip()[:60])


def _is_outside_lists(before: str) -> bool:
    """Tell whether the last bracket that stands open is no list's."""
    opened: list[str] = []
    for sign in before:
        if sign in "[({":
            opened.append(sign)
        elif sign in "])}" and opened:
            opened.pop()
    return not opened or opened[-1] == "("
