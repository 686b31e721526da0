"""A text cut where its names stand: statements, labels, the entries of a state_dict."""

from __future__ import annotations

import re
from typing import NamedTuple

from dsviz.reading import asides
from dsviz.reading.errors import ReadError
from dsviz.reading.labels import Kind, is_title, kind_of, says_something
from dsviz.reading.padded import ASIDE

MOST_PARTS = 64
MOST_STARTS = 4000  # lines that are looked at for a name

_NAME = r"[A-Za-z_\u00c0-\uffff\\][\w.\\{}/:]{0,60}"
_TYPES = (
    r"(?:(?:const|constexpr|static|final|let|var|val|auto|mut|unsigned|int|long|short|float|double|char|real"
    r"|cv::Mat|Mat|u?int[0-9]{1,2}_t|(?:std::|cv::)?(?:vector|array|Mat_|List)<[A-Za-z0-9_:<>, ]{1,60}>)"
    r"[ ]?(?:\[[0-9, ]{0,9}\][ ]?){0,6}[ ]){0,6}"
)
_SIDES = r"(?:[ ]?\[[A-Za-z0-9_,: ]{0,20}\]){0,6}(?:[ ]?\([0-9]{1,4}[ ]?[x\u00d7,][0-9 x\u00d7,]{1,20}\))?"
_TYPE_BEHIND = r"(?:[ ]?:[ ]?&?[A-Za-z\[(][A-Za-z0-9_\[\]();,<> ]{0,40})?"
# x = ...   float k[3][3] = ...   let a: [f32; 3] = ...   a := ...   x <- ...   \mathbf{K} = ...
_STATEMENT = re.compile(
    rf"[ \t]*{_TYPES}({_NAME}){_SIDES}(?:[ ]?{ASIDE})?{_TYPE_BEHIND}[ \t]*(?:=(?!=)|:=|<-)"
)
# Input image:   Channel 1:   1st kernel:
_WORDS_OF_LABEL = r"(?:[0-9]{1,2}(?:st|nd|rd|th)\s)?[^\W\d_]"
_NO_WORD = r"\n\t,;|\[\](){}<>=\"'&:+*@"
_LABEL = re.compile(
    rf"[ \t]*(?:[#*>-]{{1,6}}[ ]?)?({_WORDS_OF_LABEL}[^{_NO_WORD}]{{0,58}}?)"
    rf"[ ]?(?:\([0-9A-Za-z\u00d7, \u4e00-\u9fff]{{1,20}}\)|{ASIDE})?[ ]?(?:\([0-9x\u00d7 ]{{1,20}}\))?"
    r"[ ]?(?:\*\*)?[ ]?:(?:\*\*)?(?!:)"
)
_LINE_OF_WORDS = re.compile(
    rf"[ \t]*(?:[#*]{{1,6}}[ ]?)?({_WORDS_OF_LABEL}[^\d{_NO_WORD}]{{0,58}}[0-9]{{0,3}})"
    rf"(?:[ ]?{ASIDE}|[ ]?{asides.PATTERN})?"
    r"(?:[ ]?\([0-9]{1,4}[ ]?[x\u00d7][ ]?[0-9x\u00d7 ]{1,12}\))?(?:\*\*)?[ \t\r]*(?=\n|$)"
)
# Hi all, here is my input:   and its rows below
_GREETED = re.compile(
    rf"[ \t]*[^\W\d_][^\n\d\[\](){{}}=:]{{0,80}},[ ]?({_WORDS_OF_LABEL}[^{_NO_WORD}]{{0,58}}?)[ ]?:"
    r"(?=[ \t\r]*\n)"
)
# Kernel 1, channel 2:   Filter 1 (channel 2)   第1个通道
_WHICH_CHANNEL = re.compile(
    r"[ \t]*(?:[#*>-]{1,6}[ ]?)?([^\W\d_]{1,20}[ ]?#?[0-9]{1,3}[ ]?[,:(\u2013-]?[ ]?"
    r"(?:channel|ch)\.?[ ]?#?[0-9]{1,3}|[\u4e00-\u9fff]{0,8}第[ ]?[0-9]{1,3}[ ]?个?[ ]?(?:输入)?通道)"
    r"\)?[ ]?:?(?:\*\*)?[ \t\r]*(?=\n|$)",
    re.IGNORECASE,
)
# Input (channel 1):   Kernel (red):
_IN_BRACKETS = re.compile(
    r"\(((?:channel|ch|filter|kernel|滤波器|卷积核)[ ]?#?[0-9]{1,3}|red|green|blue"
    r"|\u7b2c[0-9一二三四五六七八九十]{1,3}\u4e2a?\u901a\u9053|\u901a\u9053[ ]?[0-9一二三四五六七八九十]{1,3}"
    r"|[\u7ea2\u7eff\u84dd]\u8272?(?:\u901a\u9053)?|[RGB][ ]?通道|通道[ ]?[RGB])\)",
    re.IGNORECASE,
)
# R通道 is R 通道, and the b of B通道 no bias.
_LETTER_OF_COLOUR = re.compile(r"(?<![A-Za-z]{2})(?<=[RGBrgb])(?=通道)|(?<=通道)(?=[RGBrgb](?![A-Za-z]))")
# conv1.weight tensor(...     a notebook's X, and under it tensor(...
_PRINTED = re.compile(
    rf"[ \t]*({_NAME})(?:[ \t]{{1,4}}(?=Parameter containing:|tensor\(|torch\.Size\(|array\(|<tf\.|\[\[)"
    r"|[ \t\r]*\n\s{0,9}(?=tensor\(|array\(|<tf\.)"
    # x of R, whose prompt is lost, and under it [,1] [,2] or , , 1
    r"|[ \t\r]*\n\s{0,40}(?=\[,1\]|, , 1\b))"
)
# w0[:,:,1]   A(:,:,2) = [1 2; 3 4]
_SLICED = re.compile(
    r"[ \t]*([A-Za-z_]\w{0,30})[ ]?[\[(]:,[ ]?:,[ ]?[0-9]{1,4}[\])][ \t]*"
    r"(?:=(?![ \t\r]*(?:\n|$))|(?=\r?(?:\n|$)))"
)
# y[:,:,0] =   y[:, :, 0]:   and its rows below; MATLAB's ans(:,:,1) = is read elsewhere
_SLICE_ABOVE = re.compile(r"[ \t]*([A-Za-z_]\w{0,30})[ ]?\[:,[ ]?:,[ ]?[0-9]{1,4}\][ \t]*[=:][ \t\r]*(?=\n)")
# w[0]:   w[0, 1]:
_INDEX_ABOVE = re.compile(
    r"[ \t]*([A-Za-z_]\w{0,30})[ ]?\[[0-9]{1,3}(?:[ ]?,[ ]?[0-9:]{1,3}){0,3}\][ ]?:(?=\s)"
)
_PRINTED_WORDS = re.compile(
    r"[ \t]*([A-Za-z]\w{0,20}(?:[ ][A-Za-z]\w{0,20}){0,3})[ ]{1,4}"
    r"(?=(?:tf\.Tensor|tensor|array)\(|<tf\.|\[\[)"
)
_ARTICLE = re.compile(r"^(?:the|an?)[ ](?=\w{2})", re.IGNORECASE)
_NOT_NAMES = {
    *("shape", "dtype", "numpy", "value", "data", "device", "requires_grad", "array"),
    "Parameter containing",
}
# What keywords are called too: a statement has a blank before its sign.
_KEYWORDS = {"data", "value", "array"}
_NO_LABEL = re.compile(
    r"(?:Columns? [0-9][0-9a-z ]{0,30}|nan|inf|infinity|none|null|na|true|false|lambda|else"
    r"|Parameter containing|Out|(?:for|while|if|elif|with|def)[ ][^\n]{1,60})",
    re.IGNORECASE,
)
_BRACKET = re.compile(
    r"[\[\](){}]|[\n;](?=[ \t]*(?:[#*>-]{1,6}[ ]?)?(?:[0-9]{1,2}(?:st|nd|rd|th)\s)?[^\W\d]|[ \t]*\\)"
)
_BEGINS = re.compile(r"[\n;][ \t]*[^\s0-9,.\[\](){};+-]|[\n;][ \t]*[0-9]{1,2}(?:st|nd|rd|th)\s")
_OPENS, _CLOSES = "[({", "])}"
_CODE = re.compile(
    r"\s*+(?:[A-Za-z_][\w.]{0,60}\()?"  # tf.squeeze(tf.nn.conv2d(...))
    r"(?:(?:[A-Za-z_][\w.]{0,60}\.)?(?:[Cc]onv\w{0,30}|corr\w{0,30}|filter2D|depthwise_conv\w{0,20}|Sequential|"
    r"SeparableConv2D|DepthwiseConv2D|imfilter|conv_general_dilated)\("
    r"|(?:nn\.(?!Parameter)|self\.|layer|model)[\w.]{0,40}\()"
)


class Part(NamedTuple):
    """A piece of text with the name before it.

    Attributes
    ----------
    name : str
    kind : {"tensor", "channel", "slice", "setting"}
    head : int
        Where the name begins.
    start, stop : int
        The text of the value.
    """

    name: str
    kind: Kind
    head: int
    start: int
    stop: int


class Head(NamedTuple):
    """A name, what it stands before, and where it begins and ends."""

    name: str
    kind: Kind
    start: int
    stop: int


def parts_of(text: str) -> list[Part]:
    """Cut a text where a name begins outside all brackets.

    Parameters
    ----------
    text : str

    Returns
    -------
    list of Part
        In order; a first one without a name where something stands before the first name.

    Examples
    --------
    >>> [(part.name, part.kind) for part in parts_of("x = [1]\\nKernel:\\n2 3")]
    [('x', 'tensor'), ('Kernel', 'tensor')]
    """
    heads = _heads(text)
    if not heads:
        return [Part("", "tensor", 0, 0, len(text))]
    if len(heads) > MOST_PARTS and not is_code(text[heads[-1].stop : heads[-1].stop + 200]):
        raise ReadError.at(text, heads[-1].start, "one-tensor", got=heads[-1].name)  # many stand behind it
    ends = [head.start for head in heads[1:]] + [len(text)]
    found = [Part(*head, end) for head, end in zip(heads, ends, strict=True)]
    before = text[: heads[0].start].strip(" \t\r\n\f;\ufeff\u200b\u2060")
    if before and not is_title(before):
        found.insert(0, Part("", "tensor", 0, 0, heads[0].start))
    return found


def _heads(text: str) -> list[Head]:
    """Find the names at the beginnings of lines and behind semicolons, outside all brackets."""
    found: list[Head] = []
    position = 0
    for start in starts_of(text):
        if start < position or len(found) > MOST_PARTS:
            continue
        head = _head(text, start)
        if head is not None:
            found.append(head)
            position = head.stop
    return found


def starts_of(text: str) -> list[int]:
    """List where statements may begin: lines and what follows a semicolon, outside all brackets."""
    starts, depth = [0], 0
    if not _BEGINS.search(text):
        return starts
    for sign in _BRACKET.finditer(text):
        if sign[0] in _OPENS:
            depth += 1
        elif sign[0] in _CLOSES:
            depth = max(0, depth - 1)
        elif depth == 0 and len(starts) < MOST_STARTS:
            starts.append(sign.end())
    return starts


def _head(text: str, start: int) -> Head | None:
    found = _named(text, start)
    if found is None:
        return None
    name = _ARTICLE.sub("", found[1].strip().rstrip(":"), count=1)
    name = name.replace("(", "") if found.re is _WHICH_CHANNEL else name
    aside = _IN_BRACKETS.search(found[0]) if found.re is _LABEL else None
    name = f"{name} {aside[1]}" if aside else asides.named(name, found[0])
    name = asides.without_size(_LETTER_OF_COLOUR.sub(" ", name))
    kind = "slice" if found.re in (_SLICED, _SLICE_ABOVE) else kind_of(name)
    return Head(name, kind, _first(text, found), found.end())


def _named(text: str, start: int) -> re.Match[str] | None:
    """Find a statement, a printed name, a label, or a line of words that begins here."""
    for expression in (_WHICH_CHANNEL, _SLICED, _SLICE_ABOVE, _INDEX_ABOVE, _STATEMENT, _PRINTED):
        found = expression.match(text, start)
        if found is not None and (found[1] not in _NOT_NAMES or _is_statement(found)):
            return found
    label = _LABEL.match(text, start)
    if label is not None and not _NO_LABEL.fullmatch(label[1]):
        return label
    greeted = _GREETED.match(text, start)
    if greeted is not None and says_something(greeted[1]):
        return greeted
    printed = _PRINTED_WORDS.match(text, start)
    if printed is not None and says_something(printed[1]):
        return printed
    line = _LINE_OF_WORDS.match(text, start)
    words = "" if line is None else line[1].strip()
    words = asides.named(words, line[0]) if words and line else ""
    return line if words and not _NO_LABEL.fullmatch(words) and says_something(words) else None


def _is_statement(found: re.Match[str]) -> bool:
    """Tell whether a word that a keyword may be is a name: data = [[1, 2]], but not data=[[1, 2]]."""
    return found.re is _STATEMENT and found[1] in _KEYWORDS and found[0].endswith(" =")


def _first(text: str, found: re.Match[str]) -> int:
    """Find where a name with its type begins."""
    return found.end() - len(text[found.start() : found.end()].lstrip())


def is_code(text: str) -> bool:
    """Tell whether the value of a statement is a call of a layer, which is left out.

    Examples
    --------
    >>> is_code("F.conv2d(x, w)"), is_code("np.array([1])")
    (True, False)
    """
    return _CODE.match(text) is not None
