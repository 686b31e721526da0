"""Python's // and %, which work a tensor out and begin no comment: np.arange(9) // 2, x //= 2."""

from __future__ import annotations

import re

from dsviz.reading.errors import ReadError

_PYTHON = re.compile(
    r"\b(?:np|numpy|torch|jnp|cp|scipy)\.\w"
    r"|^[ \t]*(?:import [\w.]{1,40}(?:[ ]as|[ \t]*$)|from [\w.]{1,40} import)",
    re.MULTILINE,
)
# C, Java and JavaScript, whose comments begin with //.
_OTHERS = re.compile(
    r"[{}]|/\*|::|,[ \t]*//|;[ \t]*(?://|$)"
    r"|\b(?:let|const|var|val|auto|new|char|int|long|float|double)[ ]+\w",
    re.MULTILINE,
)
_MADE = re.compile(r"^[ \t]{0,40}([A-Za-z_]\w{0,40})[ ]?=(?!=)", re.MULTILINE)
_ENDS = r"(?=[ \t\r]*(?:$|#|;))"
_NUMBER = r"[-+]?(?:[0-9]{1,15}\.?[0-9]{0,15}|\.[0-9]{1,15})"
_IN_PLACE = re.compile(
    r"^[ \t]*(?:>>>[ ]|In \[[0-9]{1,6}\]:[ ])?[A-Za-z_][\w.\[\]:, ]{0,60}[ ]?//=", re.MULTILINE
)
_BY_NUMBER = re.compile(
    rf"(?:[)\]]|=[ ]?[A-Za-z_]\w{{0,40}})[ \t]*//[ \t]*{_NUMBER}(?:{_ENDS}|(?=[ \t]*[,)\]]))"
    rf"|(?<=[0-9])[ \t]*//[ \t]*{_NUMBER}(?=[ \t]*[,)\]])",
    re.MULTILINE,
)
_BY_NAME = re.compile(
    rf"(?:[)\]]|=[ ]?[A-Za-z_]\w{{0,40}})[ \t]*(?://|%)[ \t]*"
    rf"(?:(?P<name>[A-Za-z_]\w{{0,40}}){_ENDS}|[\w.]{{1,40}}\([^\n]{{0,80}}\){_ENDS})",
    re.MULTILINE,
)


def checked(text: str) -> str:
    """Return a text in which no line divides with // or %.

    Raises
    ------
    ReadError
        Rule ``worked-out``.

    Examples
    --------
    >>> checked("int x[] = {1, 2}; // 2")
    'int x[] = {1, 2}; // 2'
    >>> checked("np.arange(9) // 2")
    Traceback (most recent call last):
    dsviz.reading.errors.ReadError: line 1, column 12: only the tensor itself can be read, and not what \
code works out of it; got np.arange(9) // 2. Run the program and paste what print shows
    """
    if "//" not in text and "%" not in text:
        return text
    is_python = _PYTHON.search(text) is not None
    patterns = [_IN_PLACE, _BY_NUMBER] if is_python or not _OTHERS.search(text) else []
    patterns += [_BY_NAME] if is_python else []
    names = {found[1] for found in _MADE.finditer(text)} if patterns else set()
    for pattern in patterns:
        for found in pattern.finditer(text):
            _check(text, found, names)
    return text


def _check(text: str, found: re.Match[str], names: set[str]) -> None:
    start = text.rfind("\n", 0, found.start()) + 1
    stop = found.end() + len(text[found.end() : found.end() + 80].partition("\n")[0])
    name = found.groupdict().get("name")
    is_known = not name or name in names
    if is_known and "#" not in text[start : found.end()]:
        raise ReadError.at(text, found.start(), "worked-out", got=text[start:stop].strip()[:60])
