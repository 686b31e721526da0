"""The lines under a drawing: the sum of every channel where there is room for it, and the whole."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dsviz.content import DEFAULT_LANGUAGE
from dsviz.conv.layer import Layer
from dsviz.conv.step import Step
from dsviz.conv.trace import Trace
from dsviz.slides.moment import Moment
from dsviz.slides.sheet import width_of
from dsviz.stage.labels import for_a_row
from dsviz.wording.lines import in_lines
from dsviz.wording.numbers import term
from dsviz.wording.sums import channel_texts, sum_text

if TYPE_CHECKING:
    from dsviz.slides.drawing import Look

LARGE, SMALL = 32.0, 20.0  # letters on a sheet of 1920×1080
MOST_CHANNELS, MOST_LINES = 4, 4
MOST_EQUATIONS = MOST_CHANNELS + 1
PLUS, MORE = " + ", " + …"
Written = tuple[str, float, bool]  # words, size and whether they are bold


def equations(trace: Trace, step: Step, moment: Moment, look: Look, room: float) -> list[Written]:
    """Write what is known of a step at a moment.

    Parameters
    ----------
    trace : Trace
    step : Step
    moment : Moment
    look : Look
    room : float
        Pixels across.

    Returns
    -------
    list of (words, size, bold)
        The whole sum last, in bold. Without its result where that is still to come; a part that is still to
        come keeps its line, so that nothing moves from frame to frame.
    """
    channels, first = channel_texts(step), step.taps[0].in_channel
    names = [f"{look.naming.input(first + c)}: " for c in range(len(channels))]
    size = min(
        (_size(look, name + words, room) for name, words in zip(names, channels, strict=True)), default=0.0
    )
    lines: list[Written] = []
    if look.sums and channels and len(channels) <= MOST_CHANNELS and size >= SMALL * look.unit:
        told = [_channel(trace, words, moment, c) for c, words in enumerate(channels)]
        lines += [
            (name + words if words else "", size, False) for name, words in zip(names, told, strict=True)
        ]
    lines += _total(trace, step, moment, look, room)
    return lines if moment.has_begun else [("", size, is_bold) for _, size, is_bold in lines]


def _total(trace: Trace, step: Step, moment: Moment, look: Look, room: float) -> list[Written]:
    cell = look.naming.cell(step.out_channel, step.row, step.col)
    rest = sum_text(step).partition(" = ")[2]
    if moment.has(trace, "result") and not moment.conceals(trace, "result"):
        whole = f"{cell} = {rest}"
    else:
        summed = _summed(trace, step, moment, rest)
        parts = [cell, *([summed] if summed else []), *([] if summed.endswith(MORE) else ["?"])]
        whole = " = ".join(parts)
    size = _size(look, whole, room)
    if size >= SMALL * look.unit:
        return [(whole, size, True)]
    size = SMALL * look.unit
    lines = in_lines(whole.split(" + "), round(room / size * 100), lambda text: round(width_of(text) * 100))
    if len(lines) > MOST_LINES:
        lines = [whole.partition(" = ")[0] + " = … " + whole[max(whole.rfind("="), whole.rfind("≈")) :]]
    return [(line, size, True) for line in lines]


def _channel(trace: Trace, words: str, moment: Moment, at: int) -> str:
    """Write a channel's sum as far as it has been taken; "" before its first product."""
    if moment.has(trace, f"sum{at}"):
        return _told(trace, words, moment)
    area = trace.layer.weight[0, 0].size
    taken = min(max(moment.products_of(trace) - at * area, 0), area)
    if taken and moment.conceals(trace, "products"):
        return "?"
    return _first(_terms(words).split(PLUS), taken)


def _told(trace: Trace, words: str, moment: Moment) -> str:
    """Write a channel's sum with a "?" for what is hidden of it."""
    if moment.conceals(trace, "products"):
        return "?"
    return f"{_terms(words)} = ?" if moment.conceals(trace, "sums") else words


def _summed(trace: Trace, step: Step, moment: Moment, rest: str) -> str:
    """Write what adds up to the result, as far as it has been taken and is not hidden."""
    if moment.conceals(trace, "products"):
        return ""
    terms, taken = _terms(rest).split(PLUS), moment.products_of(trace)
    if channel_texts(step):
        taken = trace.layer.slices if moment.has(trace, "total") else 0
        if moment.conceals(trace, "sums"):
            terms = ["?"] * trace.layer.slices + ([] if step.bias is None else [term(step.bias)])
    return _first(terms, taken + moment.has(trace, "bias"))


def _first(terms: list[str], taken: int) -> str:
    """Write the terms of a sum that have been taken, and that more come; "" where none has been."""
    return PLUS.join(terms[:taken]) + (MORE if 0 < taken < len(terms) else "")


def _terms(words: str) -> str:
    return words.replace(" ≈ ", " = ").rpartition(" = ")[0]


def _size(look: Look, words: str, room: float) -> float:
    return min(LARGE * look.unit, room / width_of(words))


def settings(layer: Layer, language: str = DEFAULT_LANGUAGE) -> str:
    """Write a layer's settings as the framework call has them; a border in short where its sides are alike.

    Of a row they are those of one dimension, and unlike sides are said in words, as on its stage.

    Examples
    --------
    >>> settings(Layer([[[1, 2, 3]]], [[[[1, 1]]]]))
    'stride=1, padding=0, dilation=1, groups=1'
    >>> settings(Layer.from_tensors([[1, 2, 3]], [[[1, 1]]], padding="causal", stride=2))
    'stride=2, padding left 1, dilation=1, groups=1'
    """
    known = layer.keywords | {"padding": layer.pads}
    is_row = layer.size[0] == layer.kernel[0] == 1 and not any(layer.pads[0])
    if is_row:
        known |= {name: known[name][1] for name in ("stride", "padding", "dilation")}
    if known["padding_mode"] == "zeros" or not any(map(sum, layer.pads)):
        del known["padding_mode"]
    written = {name: f"{name}={_short(value)}" for name, value in known.items()}
    if is_row and len({*layer.pads[1]}) > 1:
        written |= for_a_row(layer, language)
    return ", ".join(written.values())


def _short(value: object) -> str:
    """Write nested pairs of one number as that number."""
    if isinstance(value, tuple):
        parts = {_short(part) for part in value}
        return parts.pop() if len(parts) == 1 else str(value)
    return str(value)
