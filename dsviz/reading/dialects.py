"""Whose language a snippet is written in, where one name is two functions: conv, filter, convolve."""

from __future__ import annotations

import re
from typing import Literal, TypeAlias

Dialect: TypeAlias = Literal["matlab", "dsp", "nnlib", "r", ""]

_R = re.compile(r"(?<![\w.])[A-Za-z][\w.]{0,40}[ ]?<-[ ]?|=[ ]?(?:c|matrix|array)\(c?\(?[-0-9]")
_JULIA = re.compile(r"^[ \t]*(?:using|import)[ ][^\n]{0,80}?\b(DSP|NNlib|Flux)\b", re.MULTILINE)
# Numbers in brackets with nothing but blanks between them; Python and Julia's lists have commas.
_MATLAB = re.compile(r"\[[ ]?[-+]?[0-9.]+(?:[ \t]+[-+]?[0-9.]+)+[ ]?[;\]\n]|^[ \t]*%[ ]", re.MULTILINE)
_FILTER = re.compile(r"(?<![\w.])filter[ ]?\([ ]?([A-Za-z_]\w{0,40})[ ]?,[^,\n()]{1,20},")
_PYTHON = re.compile(r"\b(?:import|np\.|numpy|torch|tf\.|def )")


def dialect(text: str) -> Dialect:
    """Name the language of a snippet; "" where nothing tells it, or where it is Python.

    Parameters
    ----------
    text : str
        Without comments.

    Examples
    --------
    >>> dialect("x = [1 2 3];"), dialect("using DSP\\nx = [1, 2]"), dialect("x <- c(1, 2)")
    ('matlab', 'dsp', 'r')
    >>> dialect("x = [1, 2]")
    ''
    """
    julia = _JULIA.search(text)
    if julia is not None:
        return "dsp" if julia[1] == "DSP" else "nnlib"
    if _PYTHON.search(text):
        return ""
    if _R.search(text):
        return "r"
    return "matlab" if _MATLAB.search(text) else ""


def kernels_of_filters(text: str) -> set[str]:
    """Return the names that MATLAB's filter(b, 1, x) takes for its kernel: b is no bias there.

    Examples
    --------
    >>> kernels_of_filters("x = [1 2 3];\\nb = [1 -1];\\ny = filter(b, 1, x)")
    {'b'}
    """
    return set(_FILTER.findall(text)) if dialect(text) == "matlab" else set()
