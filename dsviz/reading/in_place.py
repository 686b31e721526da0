"""Methods that write into a tensor in its place, as statements: w.fill_(0.5), w.assign([[1, 2]])."""

from __future__ import annotations

import re

from dsviz.reading.forms.masks import joined

_NAME = r"(?P<name>[A-Za-z_]\w{0,40})"
_FILL = re.compile(rf"^(?P<before>[ \t]*){_NAME}\.fill_\((?P<number>[^()\n]{{1,30}})\)", re.MULTILINE)
_ZERO = re.compile(rf"^(?P<before>[ \t]*){_NAME}\.zero_\(\)", re.MULTILINE)
_ASSIGN = re.compile(rf"^[ \t]*{_NAME}\.(?:assign|copy_)\(", re.MULTILINE)


def value_at(text: str, start: int) -> str:
    """Find what a statement gives a name: up to the end of the line outside all brackets.

    >>> value_at("w = [[1,\\n 2]]\\nx = 3", 4)
    '[[1,\\n 2]]'
    """
    depth = 0
    for sign in re.finditer(r"[\[({]|[\])}]|[\n;]|$", text[start:]):
        depth += (sign[0] in "[({") - (sign[0] in "])}") if sign[0] else 0
        if depth <= 0 and sign[0] in ("\n", ";", "") and text[start : start + sign.start()].strip():
            return text[start : start + sign.start()]
    return text[start:]


def as_statements(text: str) -> str:
    """Write what fills a tensor as a change of it, and leave out a tensor that is assigned anew.

    Every character keeps its place.

    Examples
    --------
    >>> as_statements("w = torch.zeros(2, 2)\\nw.fill_(0.5)")
    'w = torch.zeros(2, 2)\\nw[...] =0.5 '
    >>> as_statements("w = tf.zeros(2)\\nw.assign([1, 2])").lstrip("\\u2060\\n ")
    'w.assign([1, 2])'
    """
    text = _FILL.sub(lambda found: f"{found['before']}{found['name']}[...] ={found['number']} ", text)
    text = _ZERO.sub(lambda found: f"{found['before']}{found['name']}[...] =0", text)
    for found in _ASSIGN.finditer(text):
        made = re.search(rf"^[ \t]*{found['name']}[ ]?=[ ]?(?!=)", text[: found.start()], re.MULTILINE)
        if made is None:
            continue
        stop = made.end() + len(value_at(text, made.end()))
        is_used = re.search(rf"(?<![\w.]){found['name']}(?!\w)", text[stop : found.start()])
        if stop <= found.start() and not is_used:
            text = text[: made.start()] + joined(text[made.start() : stop]) + text[stop:]
    return text
