"""A whole hand calculation as a page has it: a line for each channel, the bias, and the total."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from dsviz.check.sums.check import CheckedSum, check_sum
from dsviz.conv.step import Step

_COLON = re.compile("[:：]")
_BIAS = re.compile(r"偏置|bias|^\s*b(?:_?\{?[0-9]\}?)?\s*$", re.IGNORECASE)
_NUMBER = re.compile(r"\s*[-+−]?[0-9]+(?:\.[0-9]+)?[\s。；;.]*")
_STOP = re.compile(r"[。；;]\s*$")


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
    """

    kind: str
    in_channel: int | None
    text: str
    line: int
    checked: CheckedSum | None
    is_right: bool


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
    pieces = list(_pieces(text))
    return len(pieces) > 1 and any(piece.label for piece in pieces)


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
    first = step.taps[0].in_channel
    count = len(step.channel_sums)
    for piece in _pieces(text):
        done = sum(part.kind == "channel" for part in parts)
        if _BIAS.search(piece.label) and _NUMBER.fullmatch(piece.body):
            parts.append(_bias(piece, step))
            continue
        # A piece without a label may fit the channel sums and the bias better than a channel's products.
        whole = None if piece.label else check_sum(piece.body, step)
        is_total = done >= count or (whole is not None and whole.scope.name == "channel-sums")
        channel = None if is_total else first + done
        checked = whole if is_total and whole else check_sum(piece.body, step, channel)
        kind = "total" if is_total else "channel"
        parts.append(Part(kind, channel, piece.body, piece.line, checked, checked.is_right))
    return tuple(parts)


def _bias(piece: _Piece, step: Step) -> Part:
    typed = float(piece.body.strip("。；; \t\r\n.").replace("−", "-"))
    return Part("bias", None, piece.body, piece.line, None, typed == (step.bias or 0.0))


def _pieces(text: str) -> Iterator[_Piece]:
    """Cut a text into its sums: at blank lines, at labels, and after a line that ends in its total."""
    label, body, start = "", "", 1
    for at, line in enumerate(text.split("\n"), 1):
        words, is_labelled, rest = _labelled(line)
        is_whole = "=" in body.replace("＝", "=") or (_BIAS.search(label) and _NUMBER.fullmatch(body))
        ends = is_labelled or not line.strip() or is_whole
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


def _labelled(line: str) -> tuple[str, bool, str]:
    """Part the words before a colon from what follows; full stops after it belong to no number."""
    found = _COLON.search(line)
    clean = _STOP.sub("", line)
    if not found:
        return "", False, clean
    return line[: found.start()], True, " " * found.end() + clean[found.end() :]
