"""Lines that say the settings and the bias of a layer in words: stride 2, padding 1, bias 1."""

from __future__ import annotations

import re

from dsviz.reading.forms import directed, setting_latex
from dsviz.reading.forms.masks import blanked, padded
from dsviz.reading.forms.setting_words import EACH, GLOSS, IS, SETTING_VALUE, SETTING_WORDS, counted

_NUMBER = (
    r"[-+\u2212]?(?:[0-9]{1,15}(?:\.[0-9]{1,15})?|\.[0-9]{1,15})(?:[eE][-+]?[0-9]{1,3})?(?:/[0-9]{1,9})?"
)
_LIST = rf"{_NUMBER}(?:[ ]?[, ][ ]?{_NUMBER}(?![0-9]*[A-Za-z])){{0,63}}"
_NUMBERS = rf"(?:\[[ ]?{_LIST}[ ]?\]|\([ ]?{_LIST}[ ]?\)|{_LIST})"
_SETTINGS = "|".join(SETTING_WORDS.values())
_SETTING = re.compile(
    rf"(?:{_SETTINGS}){GLOSS}{IS}(?:{SETTING_VALUE})"
    r"|(?:no|zero|without|\u65e0|\u6ca1\u6709|\u4e0d)[ ]?(?:a[ ])?"
    rf"(?:{_SETTINGS}|bias|\u504f\u7f6e)(?![A-Za-z])"
    r"|(?:same|valid)[ -]padding\b"
    r"|(?:(?:kernel|filter)[ _]?size|\u5377\u79ef\u6838\u5927\u5c0f)"
    rf"{IS}[\[(]?[0-9]{{1,3}}(?:[ ]?[x\u00d7,][ ]?[0-9]{{1,3}})?[\])]?(?![0-9])",
    re.IGNORECASE,
)
_BIAS = re.compile(
    rf"(?P<word>bias(?:es)?|b(?=[ ]?=)|\u504f\u7f6e|\u504f\u5dee)(?:[ ]term|\u9879|\u503c)?{GLOSS}"
    rf"(?P<is>{IS})(?P<value>{_NUMBERS})(?![\w(]|\.\w)",
    re.IGNORECASE,
)
# What may stand before, between and behind: Let the stride be ... and, 取 ... 且
_BETWEEN = re.compile(
    r"(?:[\s,;.:()|\u3002*#>-]"
    r"|(?:and|with|the|a|an|add|plus|let|use|using|where|has|have|layer|it|we|there|is|settings?|parameters?)\b"
    r"|[\u8bbe\u4ee4\u53d6\u7528\u4e14\u548c\u5e76\u4e0e\u518d\u52a0]|上(?!下)|\u5176\u4e2d|\u4f7f\u7528|\u53c2\u6570|\u8bbe\u7f6e|\u5377\u79ef|[\u5708\u5c42\u683c]|同时|采用|的|个?像素)*+",
    re.IGNORECASE,
)
_SPEAKS = re.compile(rf"{_SETTINGS}|bias|\u504f|^[ ]*b[ ]?=", re.IGNORECASE | re.MULTILINE)
_ROW = re.compile(r"\s*[-+\u2212.0-9\[(]")
_LONGEST = 200  # characters of such a line


def plain(text: str) -> str:
    """Write a line of words about the layer as a statement of its bias; as blanks, where it has none.

    Such a line says a bias and settings and nothing else. `dsviz.reading.spoken_settings` reads the
    settings, out of the text as it was.

    Parameters
    ----------
    text : str
        As `signs.plain` left it.

    Examples
    --------
    >>> plain("bias = 1, stride = 2").rstrip(), plain("The bias is 1.").split(), plain("stride 2").strip()
    ('bias = 1', ['bias', '=', '1'], '')
    >>> plain("Bias 1 of 3"), plain("Input: 1 2")
    ('Bias 1 of 3', 'Input: 1 2')
    """
    if "$" not in text and not _SPEAKS.search(text):
        return text
    lines, later = text.split("\n"), ""
    for at in reversed(range(len(lines))):
        line = lines[at]
        if len(line) <= _LONGEST and _SPEAKS.search(setting_latex.plain(line)):
            lines[at] = _line(line, later)
        later = line if line.strip() else later
    return "\n".join(lines)


def _line(line: str, later: str) -> str:
    """Write one line; `later` is the next that is not empty: "Bias 1" above a number is a heading."""
    items = _items(line)
    biases = [item for item in items if item.re is _BIAS]
    if not items or len(biases) > 1:
        return line
    if not biases:
        return blanked(line)
    bias = biases[0]
    if len(items) == 1 and not bias["is"].strip() and _ROW.match(later):
        return line
    start, stop = bias.start("value"), bias.end("value")
    name = bias["word"] if start > bias.end("word") else "b"
    head = blanked(line[: bias.start("word")]) + name
    return f"{head}{padded('= ' if start - len(head) > 1 else '=', start - len(head), right=True)}" + (
        f"{line[start:stop]}{blanked(line[stop:])}"
    )


def _items(line: str) -> list[re.Match[str]]:
    """List the settings and biases of a line that says nothing else; nothing of any other line."""
    found: list[re.Match[str]] = []
    line = counted(setting_latex.plain(line), in_place=True)
    position = _BETWEEN.match(line).end()  # type: ignore[union-attr]  # it matches an empty text too
    while position < len(line):
        item = _BIAS.match(line, position) or EACH.match(line, position) or directed.match(line, position)
        item = item or _SETTING.match(line, position)
        if item is None:
            return []
        found.append(item)
        position = _BETWEEN.match(line, item.end()).end()  # type: ignore[union-attr]
    return found
