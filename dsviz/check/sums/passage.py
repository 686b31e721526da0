"""A whole hand calculation as a page has it: a line for each channel, the bias, and the total."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from dataclasses import dataclass

from dsviz.check.sums.check import CheckedSum, check_sum
from dsviz.check.sums.findings import SumFinding
from dsviz.check.sums.one_line import has_lists, sums_of_line
from dsviz.check.sums.scope import scopes
from dsviz.check.sums.signs import BIAS, OF_A_PART, labelled, plain_signs
from dsviz.check.sums.terms import half_unit, is_close
from dsviz.conv.step import Step

_NUMBER = re.compile(r"\s*(?:=\s*)?[-+−]?[0-9]+(?:\.[0-9]+)?[\s。；;.]*")
_OF_ALL = re.compile(r"\s*(?:(?:总|之)?和|总计|合计|(?:the )?(?:sum|total))\s*[是为]?\s*", re.IGNORECASE)
_AROUND = "=。；; \t\r\n."
_STOP = re.compile(r"[。；;]\s*$")
_CHANNEL = re.compile(
    r"(?i:\bch(?:annel)?[ _#]*[0-9]+\b|\b(?:first|second|third|fourth|red|green|blue)[ ]+channel)"
    r"|第\s*[一二三四五六七八九十0-9]+\s*个?\s*(?:输入)?通道|通道\s*[一二三四五六七八九十0-9]+"
)


@dataclass(frozen=True)
class Part:
    """A sum of the passage.

    Attributes
    ----------
    kind : {"channel", "bias", "total"}
    in_channel : int or None
    text : str
    line : int
        Where it begins in the passage, from 1.
    checked : CheckedSum or None
        None for a bias: it is right or it is not.
    is_right : bool
    value : float
        What its terms add up to, as they are written.
    """

    kind: str
    in_channel: int | None
    text: str
    line: int
    checked: CheckedSum | None
    is_right: bool
    value: float


@dataclass(frozen=True)
class _Piece:
    label: str
    body: str
    line: int


def is_passage(text: str) -> bool:
    """Tell whether a text is more than one sum: at least two pieces with words before a colon.

    >>> is_passage("2*3 + 1 = 7"), is_passage("Channel 1: 2*3 = 6\\nBias: 1\\n6 + 1 = 7")
    (False, True)
    """
    plain = plain_signs(text)
    pieces = list(_pieces(plain))
    is_named = any(piece.label for piece in pieces) or has_lists(plain)
    return len(pieces) > 1 and is_named


def channels_named(text: str) -> int:
    """Count the channels that the lines of a text name.

    >>> channels_named("Channel 1: 2*3 = 6\\nChannel 2: 4*5 = 20\\nall 2 channels: 26")
    2
    >>> channels_named("第一个通道和权重的结果:2*3 = 6\\n第二个通道的结果:4*5 = 20\\n偏置:1")
    2
    """
    named = (_CHANNEL.search(piece.label) for piece in _pieces(plain_signs(text)))
    return len({found[0].lower() for found in named if found})


def check_passage(text: str, step: Step) -> tuple[Part, ...]:
    """Compare each line with its channel, the bias and the total of a step.

    Parameters
    ----------
    text : str
        Sums with or without words and a colon before them, in the order of the channels. A sum that is broken
        over lines goes on until its equals sign. A piece of words alone is a heading.
    step : Step

    Returns
    -------
    tuple of Part

    Raises
    ------
    CheckError
        Where a sum cannot be read.

    Examples
    --------
    >>> from dsviz.conv.trace import trace
    >>> step = trace([[[2]], [[3]]], [[[[1]], [[-2]]]], [4], backend="numpy")[0]
    >>> text = "Channel 1: 2*1 = 2\\nChannel 2: 3*2 = 6\\nBias: 4\\n2 + (-6) + 4 = 0"
    >>> [(part.kind, part.is_right) for part in check_passage(text, step)]
    [('channel', True), ('channel', False), ('bias', True), ('total', True)]
    """
    parts: list[Part] = []
    pieces = list(_pieces(plain_signs(text)))
    for at, piece in enumerate(pieces):
        later = pieces[at + 1 :]
        bias_follows = any(_is_bias(each) for each in later)
        is_total = _is_total(piece) and not any(OF_A_PART.search(each.label) for each in later)
        parts.append(_part(piece, parts, step, bias_follows, is_total))
    return tuple(parts)


def _part(piece: _Piece, before: list[Part], step: Step, bias_follows: bool, is_total: bool) -> Part:
    if _is_bias(piece):
        typed = _value(piece.body)
        return Part("bias", None, piece.body, piece.line, None, typed == (step.bias or 0.0), typed)
    done = sum(part.kind == "channel" for part in before)
    is_behind = is_total and bool(before)
    are_over = done >= len(step.channel_sums) or is_behind or any(part.kind == "total" for part in before)
    channel = None if are_over else step.taps[0].in_channel + done
    if _NUMBER.fullmatch(piece.body) and (piece.label or channel is None):
        checked = _claimed(piece, before, step, channel, bias_follows)
    else:
        # A piece without a label may fit the channel sums and the bias better than a channel's products.
        whole = None if piece.label else check_sum(piece.body, step)
        if whole is not None and whole.scope.name == "channel-sums":
            channel = None
        checked = whole if whole and channel is None else check_sum(piece.body, step, channel)
    kind = "total" if channel is None else "channel"
    return Part(kind, channel, piece.body, piece.line, checked, checked.is_right, checked.written)


def _claimed(
    piece: _Piece, before: list[Part], step: Step, channel: int | None, bias_follows: bool
) -> CheckedSum:
    """Compare a number alone with the sum that its place in the passage gives it."""
    scope = next(scopes(step, channel))
    rights = [scope.total]
    if channel is None and bias_follows:
        rights.append(math.fsum(step.channel_sums))
    digits = piece.body.strip(_AROUND)
    typed, half = _value(piece.body), half_unit(digits.lstrip("-+−"))
    if any(is_close(typed, right, abs(right), half) for right in rights):
        return CheckedSum(scope, (), typed, ())
    at = len(piece.body) - len(piece.body.lstrip(_AROUND)) + 1
    known = {"typed": typed, "right": rights[-1]}
    if channel is None:
        found = SumFinding(
            "total-wrong", 1, at, known | {"written": math.fsum(part.value for part in before)}
        )
    else:
        named = {"text": digits, "right": scope.total, "in_channel": channel}
        found = SumFinding("channel-sum-wrong", 1, at, named)
    return CheckedSum(scope, (), typed, (found,))


def _is_bias(piece: _Piece) -> bool:
    return bool(BIAS.search(piece.label) and _NUMBER.fullmatch(piece.body))


def _is_total(piece: _Piece) -> bool:
    """Tell whether a number alone is called the sum of all."""
    return bool(_OF_ALL.fullmatch(piece.label) and _NUMBER.fullmatch(piece.body))


def _value(body: str) -> float:
    return float(body.strip(_AROUND).replace("−", "-"))


def _lines(text: str) -> Iterator[tuple[int, str]]:
    """The lines with their numbers; one that holds several labelled sums in as many parts, each in its place.

    >>> list(_lines("Channel 1: 2*3 = 6, bias: 1"))
    [(1, 'Channel 1: 2*3 = 6'), (1, '                    bias: 1')]
    """
    for at, line in enumerate(text.split("\n"), 1):
        for part in sums_of_line(line) or [line]:
            yield at, part


def _pieces(text: str) -> Iterator[_Piece]:
    """Cut a text into its sums: at blank lines, at labels, and after a line that ends in its total."""
    label, body, start = "", "", 1
    for at, line in _lines(text):
        words, is_labelled, rest = labelled(_STOP.sub("", line))
        is_whole = "=" in body.replace("＝", "=") and line.lstrip()[:1] not in ("=", "＝")
        # A labelled number is whole, too, unless what follows goes on from it.
        is_number = bool(label and _NUMBER.fullmatch(body))
        is_alone = is_number and bool(BIAS.search(label) or _NUMBER.fullmatch(line))
        ends = is_labelled or not line.strip() or is_whole or is_alone
        if ends and body.strip():
            yield _Piece(label, body, start)
            label, body = "", ""
        if is_labelled:
            label, body, start = words, rest, at
        elif line.strip():
            start = start if body.strip() else at
            body = f"{body}\n{line}" if body.strip() else line
    if body.strip():
        yield _Piece(label, body, start)
