"""How people write a sum in other ways: its result before it, or commas before its decimals."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from dataclasses import replace

from dsviz.check.sums.terms import Term
from dsviz.conv.step import Step

LONGEST_SUM = 1_000  # characters of a line
COMMA = re.compile(r"(?<=[0-9]),(?=[0-9])")
_NO_DECIMALS = re.compile(r"[0-9]\.[0-9]|[0-9],[0-9]+,[0-9]|[0-9],[^0-9]|[^0-9],[0-9]")
_NAMED_BIAS = re.compile(r"\+\s*(?:bias|b|偏置)\s*(?=[=\n]|$)")
# A last line that goes on from the total above: "+ bias 1 = 2" or "bias: 1+1 = 2" under "0 + 1 = 1".
_NUMBER = r"[-\u2212]?[0-9]{1,12}(?:\.[0-9]{1,12})?"
_CARRIED = re.compile(
    rf"(?P<total>{_NUMBER})[ \t]*\n[ \t]*(?P<sign>[+](?:[ ]?(?:bias|b|偏置|偏差))?[ ]?)"
    rf"(?={_NUMBER}[ ]*=[ ]*{_NUMBER}\s*\Z)",
    re.IGNORECASE,
)
_LABELLED = re.compile(
    rf"(?<=\n)[ \t]*(?:bias|b|偏置|偏差)[ ]?[:：][ ]?"
    rf"(?={_NUMBER}[ ]?[+][ ]?{_NUMBER}[ ]*=[ ]*{_NUMBER}\s*\Z)",
    re.IGNORECASE,
)
# A sum of its own: a product, more terms, and what they give.
_SUM = re.compile(
    r"[^=＝]*[0-9)][ \t]*[*×·⋅xX][ \t]*[-−(]?[ \t]*[0-9(][^=＝]*[+＋][^=＝]*[=＝]"
    r"[ \t]*[-−]?[ \t]*[0-9][0-9.]*[\s。；;,，.]*"
)
_BETWEEN = re.compile(r"\n|(?<=[0-9])[ \t]*(?:[;；，。]|,(?=\s))")
_BULLET = re.compile(r"\s*[-\u2212\u2013][ ]")


def sums_in(text: str) -> list[str]:
    """Part a text into the sums it is made of, each with products and a total; none where something is else.

    >>> sums_in("1*2+3*4=14, 5*6+7=37"), sums_in("1*2 = 2\\n3*4 = 12\\n2 + 12 = 14")
    (['1*2+3*4=14', ' 5*6+7=37'], [])
    """
    parts = [part for part in _BETWEEN.split(text) if part.strip()]
    return parts if all(len(part) <= LONGEST_SUM and _SUM.fullmatch(part) for part in parts) else []


def result_last(text: str, sides: Sequence[list[Term]]) -> list[list[Term]]:
    """Put the products of 14 = 4*1 + 5*2 before their result; - 14 = may be an item of a list.

    Parameters
    ----------
    text : str
    sides : sequence of list of Term
        What stands between the equals signs.
    """
    first, *others = sides
    if not (others and len(first) == 1 == len(first[0].factors)):
        return list(sides)
    if not any(len(term.factors) > 1 for term in others[0]):
        return list(sides)
    total = first[0]
    written = math.fsum(term.value for term in others[0])
    if _BULLET.match(text) and math.isclose(written, -total.value):
        total = replace(total, sign=-total.sign)
    return [others[0], [total], *others[1:]]


def with_points(text: str, step: Step) -> str:
    """Write 0,5*0,25 with points, where the window has decimals and no comma can stand between two terms.

    Parameters
    ----------
    text : str
    step : Step
        Of whole numbers nobody writes decimals: 2*3,4*5 are two products there.
    """
    factors = (number for tap in step.taps for number in (tap.x, tap.weight))
    if all(number.is_integer() for number in factors) or _NO_DECIMALS.search(text):
        return text
    return COMMA.sub(".", text)


def with_bias(text: str, step: Step) -> str:
    """Write the bias for its name in ``2*3 + b = 7``, where there is room; blanks for one that is 0.

    >>> from dsviz.conv.trace import trace
    >>> with_bias("2*3 + b = 7", trace([[[2]]], [[[[3]]]], [1], backend="numpy")[0])
    '2*3 +1  = 7'
    """

    def written(found: re.Match[str]) -> str:
        bias = f"+{step.bias:g}" if step.bias else ""
        return bias.ljust(len(found[0])) if len(bias) <= len(found[0]) else found[0]

    return _NAMED_BIAS.sub(written, text)


def with_total_above(text: str) -> str:
    """Write a last line that adds the bias to the total above it without a label, the total before it.

    Examples
    --------
    >>> with_total_above("0 + 1 = 1\\n+ bias 1 = 2"), with_total_above("0 + 1 = 1\\nbias: 1+1 = 2")
    ('0 + 1 = 1\\n1 +    1 = 2', '0 + 1 = 1\\n      1+1 = 2')
    """

    def written(found: re.Match[str]) -> str:
        above = found[0][: found.start("sign") - found.start()]
        return above + f"{found['total']} +".ljust(len(found["sign"]))

    return _CARRIED.sub(written, _LABELLED.sub(lambda found: " " * len(found[0]), text))
