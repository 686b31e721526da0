"""Languages that fill a shape column by column: the reshape of Fortran and MATLAB, written RESHAPE here."""

from __future__ import annotations

import re

from dsviz.reading.forms.masks import without

_DECLARED = re.compile(
    r"^[ \t]*(?:integer|real|double precision)(?:\*[0-9]{1,2}|[ ]?\([^()\n]{0,20}\))?"
    r"(?:[ ]?,[ ]?(?:dimension[ ]?\([^()\n]{0,30}\)|parameter|allocatable|save|pointer|target)){0,4}[ ]?::",
    re.IGNORECASE | re.MULTILINE,
)
_SLICES = re.compile(r"(?<=[A-Za-z0-9_])\([:, ]{1,20}\)(?=[ ]?=)")
_CONTINUED = re.compile(r"&(?=[ \t\r]*\n)|(?<=\n)[ \t]*&")
_DOUBLE = re.compile(r"(?<=[0-9.])[dD](?=[-+]?[0-9])")
_KIND = re.compile(
    r"(?<=[0-9.])_[A-Za-z][A-Za-z0-9_]{0,9}|(?<=\[)[ ]{0,2}real[ ]?(?:\([^()\n]{0,9}\))?[ ]?::"
)
_RESHAPE = re.compile(r"(?<![\w.])reshape(?=\()", re.IGNORECASE)
_KEYWORD = re.compile(r"(?<![\w.])(?:shape|order)(?=[ ]?=)", re.IGNORECASE)
_ROWS_FIRST = re.compile(r"(?<![\w.])order[ ]?=[ ]?\[[12, ]{3,6}\]", re.IGNORECASE)
# A row without commas, a span, or sides one by one: MATLAB or Julia, never NumPy.
_MATLAB = re.compile(
    r"(?<![\w.])reshape\((?=\[?[ ]?[0-9]{1,9}:[0-9]|\[[ ]?[-+.0-9]{1,20}[ ]"
    r"|\[[^\[\](){}]{1,5000}\],[ ]?[0-9]{1,4},)"
)


def plain(text: str) -> str:
    """Write Fortran's (/ 1, 2 /) as a list, and leave its types out.

    Examples
    --------
    >>> plain("integer :: k(2,2) = reshape((/ 1, 2, 3, 4 /), (/ 2, 2 /))").strip()
    'k(2,2) = RESHAPE([  1, 2, 3, 4  ], [  2, 2  ])'
    >>> plain("reshape(1:4, 2, 2)"), plain("np.reshape([1, 2], (2, 1))")
    ('RESHAPE(1:4, 2, 2)', 'np.reshape([1, 2], (2, 1))')
    """
    is_fortran = (
        "(/" in text
        or _ROWS_FIRST.search(text) is not None
        or ("::" in text and _DECLARED.search(text) is not None)
    )
    if not is_fortran:
        return _MATLAB.sub("RESHAPE(", text) if "reshape(" in text else text
    text = without(_CONTINUED, without(_DECLARED, text))
    text = without(_SLICES, text.replace("(/", "[ ").replace("/)", " ]"))
    text = _KEYWORD.sub(lambda found: {"shape": "shape", "order": "ORDER"}[found[0].lower()], text)
    return _RESHAPE.sub("RESHAPE", without(_KIND, _DOUBLE.sub("e", text)))
