"""How people write the name and the value of a setting: stride = 2, 步长为2, padding (p) is 1."""

from __future__ import annotations

import re

from dsviz.reading.forms.spelled import typed_as

# S = 2 of an exercise, but no sum S = 37 and no s = 1*2.
_SMALL = r"(?=\s*=\s*\d[ \t]*(?:[,;，；。\n]|\.(?!\d)|$))"
# s = 0 begins a sum.
_STEP = _SMALL.replace(r"\d", "[1-9]", 1)
_GROUPS = "分组数?|(?<![一这该每两几数])组数"
# Name -> what it is called in a sentence: a Chinese word may stand behind any other.
SETTING_WORDS = {
    "stride": rf"(?<![\w.])strides?|步[长幅]|(?<![\w.])s{_STEP}",
    # Input volume (+pad 1) of the CS231n demo is printed with its zeros.
    "padding": rf"(?<![\w.+])(?:zero[ _-]?)?pad(?:ding|(?=\s*[=:])|(?=\s+\d))|零?填充(?:圈数)?|补零"
    rf"|(?<![\w.])p{_SMALL}",
    "dilation": r"(?<![\w.])dilation(?:s|_rate)?|扩张率|膨胀率|空洞率",
    "groups": rf"(?<![\w.])(?:groups|feature_group_count)|{_GROUPS}",
}
# 步长(stride)为2, padding p = 1
GLOSS = r"(?:[ ]?[(（][A-Za-z]{1,12}[)）])?(?:[ ]?(?<![A-Za-z])[a-z](?=[ ]?[=为]))?"
_VERB = "(?:设?置?为|是|取|等于)"
IS = (
    rf"(?:\s*(?:(?:\*\*)?[=:：](?:\*\*)?|[均都]?{_VERB})\s*"
    r"|\s+(?:(?:of|is|are|equals?|equal to|set to)\s+)?"
    r"|(?<=[\u4e00-\u9fff])(?=[-\d]))"
)
SETTING_VALUE = r"['\"]?(?:same|valid)\b['\"]?|[\[(]*\d(?:(?!\)\[)[\d ,x×()\[\]])*"


# 补零一圈: as many rings of zeros; 步幅＝二, 步长二十
_DIGIT = "[一二两三四五六七八九]"
_NUMBER = f"(?:{_DIGIT}?十[一二三四五六七八九]?|{_DIGIT}|[零〇])"
_COUNTED = re.compile(
    rf"(?<![一二两三四五六七八九十百千点]){_NUMBER}(?=[圈层格])"
    rf"|(?P<head>[长幅充零率组数]{GLOSS})"
    rf"(?P<is>[ ]?(?:(?:[=:：]|[均都]?{_VERB})[ ]?)?)"
    rf"(?P<number>{_NUMBER})(?=[的且并和与及同]|个?像素|[圈层格](?![一-鿿])|(?![一-鿿]))"
)
CHINESE = rf"步[长幅]|零?填充|补零|扩张率|膨胀率|空洞率|{_GROUPS}"
_AND = "[ ]?(?:[,，、和与及])[ ]?"
_VALUE = rf"(?:[0-9]{{1,3}}|{_NUMBER})(?![一-鿿0-9.])"
#: 步长和填充分别为二和一, 步长和填充均为一
EACH = re.compile(
    rf"(?P<first>{CHINESE}){_AND}(?P<second>{CHINESE})(?:"
    rf"分别{_VERB}[ ]?(?P<one>[0-9]{{1,3}}|{_NUMBER}){_AND}(?P<other>{_VALUE})"
    rf"|[均都]{_VERB}[ ]?(?P<both>{_VALUE}))"
)


def each_of_two(text: str) -> str:
    """Give each of two settings its value.

    Examples
    --------
    >>> each_of_two("步长和填充分别为二和1。"), each_of_two("步长、填充均为1")
    ('步长为二，填充为1。', '步长为1，填充为1')
    """
    return EACH.sub(
        lambda found: (
            f"{found['first']}为{found['one'] or found['both']}，"
            f"{found['second']}为{found['other'] or found['both']}"
        ),
        text,
    )


def counted(text: str, *, in_place: bool = False) -> str:
    """Write the count of rings of padding, and the value of a setting, with digits.

    Parameters
    ----------
    text : str
    in_place : bool
        Each character keeps its place: of a number only its last digit is written.

    Examples
    --------
    >>> counted("补零一圈，填充两层，一层卷积")
    '补零1圈，填充2层，1层卷积'
    >>> counted("步幅=二，填充十二，步长为二十，步长是一个数")
    '步幅=2，填充12，步长为20，步长是一个数'
    >>> counted("步长为二且填充取零的卷积")
    '步长为2且填充取0的卷积'
    >>> counted("步幅=十；", in_place=True)
    '步幅=0；'
    """
    return _COUNTED.sub(lambda found: _with_digits(found, in_place), text)


def _with_digits(found: re.Match[str], in_place: bool) -> str:
    written = found["number"] or found[0]
    typed = typed_as(written) or written
    return (
        (found["head"] or "") + (found["is"] or "") + (typed[-1].rjust(len(written)) if in_place else typed)
    )
