"""Lines and words around a printout that hold no number: fences, prompts, `import`, `print(x)`."""

from __future__ import annotations

import re

from dsviz.reading.forms.masks import blanked, joined

_NAME = r"[A-Za-z_]\w{0,40}"
_ALONE = re.compile(
    r"^[ \t]*(?:```[A-Za-z0-9]*|(?:>>>|In \[[0-9]{1,6}\]:|julia>|>>|>)[ ]"
    rf"(?:{_NAME}|print\({_NAME}\)|disp\({_NAME}\)))"
    rf"[ \t\r]*$|^[ \t]*(?:import|from|using|library|#include|require)\b[ (][^\n]{{0,120}}$"
    rf"|^[ \t]*(?:print|disp|display)\({_NAME}\)[; \t\r]*$",
    re.MULTILINE,
)
_PROMPT = re.compile(
    r"^[ \t]*(?:>>>|In \[[0-9]{1,6}\]:|Out\[[0-9]{1,6}\][:=]|julia>|octave:[0-9]{1,6}>|>>|\.\.\.(?=[ ]))[ ]?",
    re.MULTILINE,
)
_ROW = re.compile(
    r"^[ \t]*(?:row|line|zeile|fila|ligne|第.{1,3}行)[ ]?[0-9]{0,3}[ ]?:(?=[ \t]*[-+.0-9\[])",
    re.MULTILINE | re.IGNORECASE,
)


def plain(text: str) -> str:
    """Take prompts and the names of rows out, and whole lines that only name, print or import something.

    Examples
    --------
    >>> plain("In [3]: x = [1]").strip()
    'x = [1]'
    """
    text = _ALONE.sub(lambda found: joined(found[0]) if "```" not in found[0] else blanked(found[0]), text)
    text = _PROMPT.sub(lambda found: blanked(found[0]), text)
    return _ROW.sub(lambda found: blanked(found[0]), text)
