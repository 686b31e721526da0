"""How people write the name and the value of a setting: stride = 2, 步长为2, padding (p) is 1."""

from __future__ import annotations

import re

# S = 2 of an exercise, but no sum S = 37 and no s = 1*2.
_SMALL = r"(?=\s*=\s*\d[ \t]*(?:[,;.，；。\n]|$))"
# s = 0 begins a sum.
_STEP = _SMALL.replace(r"\d", "[1-9]")
# Name -> what it is called in a sentence: a Chinese word may stand behind any other.
SETTING_WORDS = {
    "stride": rf"(?<![\w.])strides?|步[长幅]|(?<![\w.])s{_STEP}",
    # Input volume (+pad 1) of the CS231n demo is printed with its zeros.
    "padding": rf"(?<![\w.+])(?:zero[ _-]?)?pad(?:ding|(?=\s*[=:])|(?=\s+\d))|零?填充(?:圈数)?|补零"
    rf"|(?<![\w.])p{_SMALL}",
    "dilation": r"(?<![\w.])dilation(?:s|_rate)?|扩张率|膨胀率|空洞率",
    "groups": r"(?<![\w.])(?:groups|feature_group_count)|分组数?",
}
# 步长(stride)为2, padding p = 1
GLOSS = r"(?:[ ]?[(（][A-Za-z]{1,12}[)）])?(?:[ ]?(?<![A-Za-z])[a-z](?=[ ]?[=为]))?"
IS = (
    r"(?:\s*(?:(?:\*\*)?[=:：](?:\*\*)?|设?置?为|是|等于)\s*|\s+(?:(?:of|is|are|equals?|equal to|set to)\s+)?"
    r"|(?<=[\u4e00-\u9fff])(?=[-\d]))"
)
SETTING_VALUE = r"['\"]?(?:same|valid)\b['\"]?|[\[(]*\d(?:(?!\)\[)[\d ,x×()\[\]])*"


# 补零一圈: as many rings of zeros; 步幅＝二
_COUNTED = re.compile(
    "[一两二三四五六七八九](?=[圈层格])"
    r"|(?<=[长幅充零率组数])(?P<is>[ ]?(?:[=:：]|设?置?为|是|等于|取)[ ]?)(?P<digit>[一两二三四五六七八九])"
    r"(?![一-鿿])"
)
_DIGITS = str.maketrans("一两二三四五六七八九", "1223456789")


def counted(text: str) -> str:
    """Write the count of rings of padding, and the value of a setting, as a digit in its place.

    >>> counted("补零一圈，填充两层，一层卷积")
    '补零1圈，填充2层，1层卷积'
    >>> counted("步幅=二，填充为一，步长为二十")
    '步幅=2，填充为1，步长为二十'
    """
    return _COUNTED.sub(_with_digit, text)


def _with_digit(found: re.Match[str]) -> str:
    return f"{found['is'] or ''}{(found['digit'] or found[0]).translate(_DIGITS)}"
