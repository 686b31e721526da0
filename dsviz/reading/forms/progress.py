"""Lines that a program prints while it works: Keras' 1/1 [====] - 0s 32ms/step, tqdm's bars, Epoch 1/5."""

from __future__ import annotations

import re

from dsviz.reading.forms.masks import blanked, joined

# Colours of a terminal, whose first sign is often lost.
_COLOUR = r"(?:\x1b?\[[0-9;]{1,9}m){0,2}"
_TIME = rf"{_COLOUR}[0-9:.]{{1,9}}[ ]?(?:[mu\u00b5n]?s|min|h)?{_COLOUR}"
_EACH = rf"(?:[ ]?(?:-[ ])?{_COLOUR}[0-9.]{{1,9}}[ ]?(?:[mu\u00b5n]?s|min|h)/[a-z]{{4,6}}{_COLOUR})"
_LINE = r"(?:\x1b?\[[0-9;]{1,9}m|[\u2501\u2578\u257a\u2500]){2,120}"
_BAR = rf"(?:\[[=>.+-]{{1,80}}\]|{_LINE})[ ]?(?:-[ ])?(?:ETA:[ ])?"
_KERAS = (
    rf"{_COLOUR}[0-9]{{1,9}}/(?:[0-9]{{1,9}}|Unknown){_COLOUR}[ ]{{1,2}}"
    rf"(?:{_BAR}{_TIME}{_EACH}{{0,3}}|-[ ]{_TIME}{_EACH}{{1,3}})"
    r"(?:[ ]-[ ][a-z_0-9]{1,30}:[ ][-+0-9.e]{1,20}){0,12}"
)
_TQDM = (
    r"(?:[^\n:%|]{0,40}:[ ]?)?[0-9]{1,3}%\|[^\n|]{0,120}\|[ ]?[0-9.kM]{1,9}/[0-9.kM]{1,9}[ ]\[[^\]\n]{1,60}\]"
)
_PROGRESS = re.compile(
    rf"^[ \t]{{0,20}}(?:(?:{_KERAS}|{_TQDM})[\x08 \t\r]{{0,400}}){{1,40}}(?P<ends>$)?"
    r"|^[ \t]{0,20}Epoch[ ][0-9]{1,6}/[0-9]{1,6}[ \t\r]{0,20}(?P<epoch>$)",
    re.MULTILINE,
)
_SPEAKS = re.compile(r"[/%]")
# y = model.predict(x), and below its progress what it gave
_PREDICTED = re.compile(
    r"^(?P<name>[ \t]{0,20}[A-Za-z_]\w{0,40}[ ]?=)"
    r"(?P<call>[ ]?[\w.]{0,60}predict\w{0,20}\([^()\n]{0,100}\)[ \t;]{0,9})"
    r"(?=\n[\u2060\n]{1,999}[\[(]?[ ]{0,9}(?:\[|array\())",
    re.MULTILINE,
)


def plain(text: str) -> str:
    """Take such lines out; what stands behind one in its line stays.

    Parameters
    ----------
    text : str
        As `line_ends.plain` left it.

    Examples
    --------
    >>> plain("1/1 [=====] - 0s 32ms/step\\n[[6, 8]]").strip("\\n\\u2060")
    '[[6, 8]]'
    >>> plain("1/1 \u2501\u2501\u2501\u2501 0s 32ms/step [[6, 8]]").split(), plain("1/1 -0 3")
    (['[[6,', '8]]'], '1/1 -0 3')
    >>> plain("y = model.predict(x)\\n1/1 - 0s - 32ms/step\\n[[6]]").split("\\n")[0]
    'y =                 '
    """
    if not _SPEAKS.search(text):
        return text
    without = _PROGRESS.sub(_taken_out, text)
    if without == text:
        return text
    return _PREDICTED.sub(lambda found: found["name"] + blanked(found["call"]), without)


def _taken_out(found: re.Match[str]) -> str:
    is_line = found["ends"] is not None or found["epoch"] is not None
    return joined(found[0]) if is_line else blanked(found[0])
