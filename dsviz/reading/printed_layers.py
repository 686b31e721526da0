"""A layer as PyTorch prints it, on lines of its own: it tells settings, and holds no number of a tensor."""

from __future__ import annotations

import re
from itertools import islice

from dsviz.reading.forms.masks import JOINER, blanked

_LAYER = re.compile(
    r"^[ \t]*+(?:[a-z]\w{0,20}\.){0,3}(?:(?:Lazy)?Conv(?:Transpose)?[123]d\("
    r"|[A-Z]\w{0,40}\((?=[ \t\r]*\n[ \t]*\(\w{1,30}\): ))",
    re.MULTILINE,
)
_BRACKET = re.compile(r"[()]")
_END_OF_LINE = re.compile(r"[ \t\r]*(?=\n|\Z)")
_DIGIT = re.compile(r"[0-9]")
# >>> conv   or   >>> print(conv)   before what that prints
_NAME = re.compile(r"(?<![^\n])[ \t]*(?:[a-z_]\w{0,30}|print\(\w{1,30}\))[ \t\r]*\n\Z", re.IGNORECASE)
MOST_LAYERS = 64
MOST_CHARACTERS = 20_000


def plain(text: str) -> str:
    """Write blanks for a printed layer that stands before a tensor, between two or behind the last.

    Examples
    --------
    >>> plain("Conv2d(1, 1, kernel_size=(2, 2))\\n[[1.]]").split()
    ['[[1.]]']
    >>> plain("Conv2d(1, 1, kernel_size=(2, 2))"), plain("1 2\\nConv2d(1, 1, 2)\\n3 4").split("\\n")[1]
    ('Conv2d(1, 1, kernel_size=(2, 2))', 'Conv2d(1, 1, 2)')
    >>> plain("w = 1 2;3 4\\nnn.Conv2d(1, 1, 2)").strip()
    'w = 1 2;3 4'
    """
    for found in islice(_LAYER.finditer(text), MOST_LAYERS):
        if not text[found.start() : found.end()].strip():
            continue  # within a layer that was taken out
        stop = _closed(text, found.end())
        name = _NAME.search(text[: found.start()])
        start = name.start() if name else found.start()
        before = text[:start].rstrip(f" \t\r\n{JOINER}")
        is_last = bool(before) and not text[stop:].strip()
        # Rows before it and rows behind it are not known to be of two tensors.
        is_apart = is_last or before.endswith((")", "]")) or not _DIGIT.search(before)
        is_line = _END_OF_LINE.match(text, stop) and not before.endswith(("(", ",", "=", "["))
        if is_apart and is_line and (is_last or _DIGIT.search(text, stop)):
            text = text[:start] + blanked(text[start:stop]) + text[stop:]
    return text


def _closed(text: str, start: int) -> int:
    """Find where a bracket that opened before a place closes; the place itself where it does not."""
    depth = 1
    for sign in _BRACKET.finditer(text, start, start + MOST_CHARACTERS):
        depth += 1 if sign[0] == "(" else -1
        if depth == 0:
            return sign.end()
    return start
