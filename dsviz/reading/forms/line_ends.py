"""The ends of lines: an old Mac's, Word's soft break, Unicode's, a new page."""

from __future__ import annotations

import re

# Beside an end of a line as usual, a new page or a soft break is none of its own.
_BREAK = re.compile("\r+\n?|(\n?)[\x0b\x0c\x85\u2028\u2029](?=(\r?\n)?)")


def plain(text: str) -> str:
    r"""Write every end of a line as a newline, of the same length.

    Examples
    --------
    >>> plain("1 2\r3 4"), plain("1 2\x0b3 4"), plain("1 2\r\n3 4"), plain("1 2\f\n3 4")
    ('1 2\n3 4', '1 2\n3 4', '1 2\r\n3 4', '1 2 \n3 4')
    """
    return _BREAK.sub(_as_newlines, text)


def _as_newlines(found: re.Match[str]) -> str:
    if found[0][0] == "\r":
        return found[0] if found[0][-1] == "\n" else "\n" * len(found[0])
    return f"{found[1]} " if found[1] or found[2] else "\n"
