"""The words people put before a tensor: whether they name it or one of its channels."""

from __future__ import annotations

import re
from typing import Literal

from dsviz.reading.axes import Role

Kind = Literal["tensor", "channel", "slice", "setting"]

_END = r"(?:[_\s.:0-9-]|$)"
_INPUTS = (
    r"x|xs|input|inputs|inp|img|imgs|im|image|images|picture|data|sample|src|source|feature map in|ifmap|"
    r"entrada|eingabe|entr[e\u00e9]e|bild|test|signal|padded|input image|i"
)
_KERNELS = (
    r"w|ws|weight|weights|kernel|kernels|k|filter|filters|filt|f|h|mask|wt|depthwise|pointwise|kern|gewichte?|"
    r"noyau|filtre|n[u\u00fa]cleo|ker|conv"
)
_BIASES = r"b|bias|biases|offset|biais|sesgo"
_OUTPUTS = (
    r"y|out|output|outputs|result|results|expected|ofmap|answer|feature map|res|"
    r"ausgabe|sortie|salida|z|o"
)
_CHINESE: tuple[tuple[Role, str], ...] = (
    ("output", "\u8f93\u51fa|\u7ed3\u679c|\u7279\u5f81\u56fe|答案|^答$"),
    ("kernel", "\u5377\u79ef\u6838|\u6ee4\u6ce2\u5668|\u6743\u91cd|\u6838|\u8fc7\u6ee4\u5668"),
    ("bias", "\u504f\u7f6e|\u504f\u5dee"),
    ("input", "\u8f93\u5165|\u56fe\u50cf|\u56fe\u7247|\u539f\u56fe"),
)
# A map that a layer reads; else a feature map is what it gives.
_INPUT_MAP = re.compile(
    r"(?:^|[\s_])in(?:put)?[\s_-]{1,2}feature[\s_-]?maps?"
    r"|feature[\s_-]?maps?[\s_-]{1,2}(?:in(?:put)?$|of[ ](?:the[ ])?input)|(?:输入|原始)的?特征",
    re.IGNORECASE,
)
# In this order: "kernel bias" is a bias, "input weights" are weights.
_WORDS: tuple[tuple[Role, str], ...] = (
    ("bias", _BIASES),
    ("kernel", _KERNELS),
    ("output", _OUTPUTS),
    ("input", _INPUTS),
)
_ROLES = tuple(
    (role, re.compile(rf"(?:^|[\s_./-])(?:{names}){_END}", re.IGNORECASE)) for role, names in _WORDS
)
_CHINESE_ROLES = tuple((role, re.compile(names)) for role, names in _CHINESE)
# What kernels are called that do something known: sobel_x, vertical_edge, gaussian 3x3.
_KNOWN_KERNEL = re.compile(
    r"(?:(?:horizontal|vertical|[hvk])[\s_]?)?(?:sobel|scharr|prewitt|roberts|laplac(?:e|ian)|gauss(?:ian)?|"
    r"(?:un)?sharp(?:en)?|blur|box|edge|emboss|identity|gabor)(?:[\s_-]?(?:x|y|h|v|gx|gy|horizontal|vertical|"
    r"detect(?:ion|or)?|blur|[0-9](?:x[0-9])?)){0,2}",
    re.IGNORECASE,
)
# What a layer gives; conv_out.weight is a kernel.
_OF_LAYER = re.compile(r"conv\w{0,20}?[_\s]?out(?:put)?s?", re.IGNORECASE)
# What an answer is called beside an input and a kernel.
_ANSWER = re.compile(
    r"(?:(?:the|my|our|your)[\s_])?(?:want(?:ed)?|targets?|correct|gt|ans|got|truth|ground[\s_]?truth|solution|"
    r"actual|desired|reference|ref|convolved|f(?:eature)?[\s_]?maps?|activations?)"
    r"(?:[\s_](?:answer|values?|result|map))?",
    re.IGNORECASE,
)
# I got:   we obtain:   it should be:
_SAID_ANSWER = re.compile(
    r"(?:^|[\s,])(?:(?:i|we|you)[ ](?:got|get|obtain(?:ed)?|calculated?|computed?)"
    r"|(?:should|must)[ ](?:be|give|get))$",
    re.IGNORECASE,
)
# LaTeX's letters.
_BOLD = re.compile(r"\\?(?:math[a-z]{2,3}|boldsymbol|bm|vec|text[a-z]{0,2})\{(\w{1,20})\}?")
_CHANNEL = re.compile(
    r"(?:^|[\s_])(?:channel|channels|ch|chan|slice|plane|kanal|canal)(?:[\s_#.:0-9-]|$)"
    r"|^(?:red|green|blue)$|\u901a\u9053|^[\u7ea2\u7eff\u84dd]",
    re.IGNORECASE,
)
_NUMBERED = re.compile(
    r"^[0-9]{1,2}(?:st|nd|rd|th)\b|(?:#|no\.?|[a-z\s])[ ]?[0-9]{1,3}$|^\u7b2c", re.IGNORECASE
)
# Kernel B: the second kernel, no bias; kernelR: its red channel.
_LETTERED = re.compile(r"(?<=[^\W\d_]{3})[ _][A-H]$|(?<=[a-z]{3})[RGB]$")
_NO_BIAS = re.compile(
    r"(?:none|null|nil|no(?: bias)?|false|n/?a|without(?: bias)?|[-\u2013\u2014]|\[\]"
    r"|(?:\u65e0|\u6ca1\u6709)(?:\u504f\u7f6e)?)[.;\u3002]?",
    re.IGNORECASE,
)
_TITLE = re.compile(
    r"(?!(?:nan|inf|none|null|true|false)\w{0,5}\b)[^\W\d_]{2}[^\n\d\[\](){}=|;,+*/]{0,60}", re.IGNORECASE
)
_SETTING = re.compile(
    r"(?:stride|padding|pad|dilation|groups?|strides|kernel_?size|p|s|"
    r"\u6b65\u957f|\u6b65\u5e45|\u586b\u5145|\u81a8\u80c0\u7387?|\u7a7a\u6d1e\u7387|\u5206\u7ec4)",
    re.IGNORECASE,
)


def bare(name: str) -> str:
    """Take LaTeX's letters off a name.

    Examples
    --------
    >>> bare(r"\\mathbf{K}"), bare("conv1.weight")
    ('K', 'conv1.weight')
    """
    return _BOLD.sub(r"\1", name).strip("\\{}")


def role_of(name: str) -> Role | None:
    """Tell what a name says a tensor is; None where it says nothing.

    Examples
    --------
    >>> role_of("conv1.weight"), role_of("dense/bias:0"), role_of("Input image"), role_of("A")
    ('kernel', 'bias', 'input', None)
    >>> role_of(r"\\mathbf{K}"), role_of("sobel_x"), role_of("I got")
    ('kernel', 'kernel', 'output')
    """
    name = _LETTERED.sub("", bare(name))
    if does_something_known(name):
        return "kernel"
    if _OF_LAYER.fullmatch(name) or _SAID_ANSWER.search(name):
        return "output"
    if _INPUT_MAP.search(name):
        return "input"
    for role, words in _CHINESE_ROLES:
        if words.search(name):
            return role
    for role, words in _ROLES:
        if words.search(name):
            return role
    return None


def does_something_known(name: str) -> bool:
    """Tell whether a name says what a kernel does; beside a kernel it may be what that gave.

    Examples
    --------
    >>> does_something_known("vertical_edge"), does_something_known("edge_image")
    (True, False)
    """
    return _KNOWN_KERNEL.fullmatch(name) is not None


def names_answer(name: str) -> bool:
    """Tell whether a name is an answer's, where an input and a kernel stand beside it.

    Examples
    --------
    >>> names_answer("want"), names_answer("feature_map"), names_answer("target_kernel")
    (True, True, False)
    """
    return _ANSWER.fullmatch(name) is not None


def kind_of(label: str) -> Kind:
    """Tell what a label stands before.

    Examples
    --------
    >>> kind_of("Channel 1"), kind_of("2nd kernel"), kind_of("Input image")
    ('channel', 'channel', 'tensor')
    """
    if _SETTING.fullmatch(label):
        return "setting"
    if names_channel(label):
        return "channel"
    return "channel" if is_filter(label) else "tensor"


def names_channel(label: str) -> bool:
    """Tell whether a label says that it stands before a channel.

    Examples
    --------
    >>> names_channel("w_ch0"), names_channel("Kernel channel 1"), names_channel("Kernel 1")
    (True, True, False)
    """
    return _CHANNEL.search(label) is not None


def is_filter(label: str) -> bool:
    """Tell whether a label stands before one of several kernels.

    Examples
    --------
    >>> is_filter("Kernel 1"), is_filter("Kernel channel 1"), is_filter("Kernel")
    (True, False, False)
    """
    if names_channel(label) or " " not in label:
        return False
    return _NUMBERED.search(label) is not None and role_of(label) == "kernel"


def says_something(label: str) -> bool:
    """Tell whether a line of words without a colon is a label."""
    # Letters alone are rather the names of columns.
    words = " ".join(word for word in label.split() if len(word) > 1 or not word.isascii())
    return bool(_CHANNEL.search(words) or role_of(words))


def is_title(text: str) -> bool:
    """Tell whether what stands before the first name is a line of words, and none that a printout may have.

    Examples
    --------
    >>> is_title("深度卷积"), is_title("Example: by hand"), is_title("nan nan"), is_title("1 2")
    (True, True, False, False)
    """
    return _TITLE.fullmatch(text.strip()) is not None


def says_none(text: str) -> bool:
    """Tell whether the place of a bias says that there is none.

    Examples
    --------
    >>> says_none("None"), says_none("\u65e0"), says_none("0"), says_none("")
    (True, True, False, False)
    """
    return _NO_BIAS.fullmatch(text.strip()) is not None
