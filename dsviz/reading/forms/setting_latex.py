r"""Settings as LaTeX writes them: \text{stride}=2,\ \text{padding}=1, $s=2$."""

from __future__ import annotations

import re

from dsviz.reading.forms.masks import blanked
from dsviz.reading.forms.setting_words import CHINESE

_WORD = (
    r"strides?|(?:zero[ _-]?)?pad(?:ding)?|dilation(?:[ _]rate)?|groups|same|valid"
    rf"|{CHINESE}"
)
# \text{stride}, \mathrm{padding = }, \text{stride } s
_TEXT = re.compile(
    r"\\(?:text(?:bf|it|rm|sf|tt|normal)?|math(?:rm|bf|it|sf|tt)|operatorname|mbox)\{"
    rf"(?P<words>[ ]{{0,9}}(?:{_WORD})(?![A-Za-z])[^{{}}\\$\n]{{0,60}})\}}",
    re.IGNORECASE,
)
_SPACE = re.compile(r"(?<!\\)\\[ ,;:!]|\\q?quad(?![A-Za-z])|~")
_TIMES = re.compile(r"\\times(?![A-Za-z])")
_ALIGNED = re.compile(r"&(?=[ ]?=)")
_FORMULA = re.compile(r"\$\$?(?P<inside>[^$\n]{1,200})\$\$?|\\\((?P<round>[^$\n]{1,200}?)\\\)")


def words(text: str) -> str:
    r"""Take the command off the words of settings, every character in its place.

    Examples
    --------
    >>> words(r"\text{stride}=2, \text{bmatrix}")
    '       stride=2, \\text{bmatrix}'
    """
    return _TEXT.sub(_bare, text) if "\\" in text else text


def plain(text: str) -> str:
    r"""Write the settings of a line or a text without LaTeX, every character in its place.

    What stands between two signs of money is a formula of its own.

    Examples
    --------
    >>> plain(r"\text{stride}=2,\ \text{padding}=1"), plain("$s=2$ and $p=1$")
    ('       stride=2,         padding=1', ' s=2; and  p=1;')
    """
    if "\\" not in text and "$" not in text:
        return text
    text = _FORMULA.sub(_apart, words(text))
    text = _TIMES.sub(lambda found: "\u00d7".ljust(len(found[0])), _ALIGNED.sub(" ", text))
    return _SPACE.sub(lambda found: blanked(found[0]), text)


def _bare(found: re.Match[str]) -> str:
    return found["words"].strip().rjust(len(found[0]))


def _apart(found: re.Match[str]) -> str:
    inside = found["inside"] or found["round"]
    start = found.start(found.lastgroup or 0) - found.start()
    return f"{' ' * start}{inside};".ljust(len(found[0]))
