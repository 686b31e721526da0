"""What a link asks of the paper's sliders that another part of the page takes: any width, any resolution."""

from __future__ import annotations

from dsviz.cost.architectures import MAX_WIDTH, STEM_CHANNELS
from dsviz.reading.whole import read_whole
from dsviz.ui.inputs.fields import quoted
from dsviz.ui.inputs.names import ALPHA, ANY_SIDE, ANY_WIDTH, PART, RESOLUTION
from dsviz.ui.shell.address import query_param
from dsviz.ui.shell.params import Param
from dsviz.ui.shell.words import say

LEAST_WIDTH = 1 / STEM_CHANNELS  # one channel is left of the first layer's
MOST_SIDE = 2048
TAKES_ANY = {ALPHA.name: ANY_WIDTH, RESOLUTION.name: ANY_SIDE}


def width_of(typed: str) -> float | None:
    """Read a width multiplier; None where it is none.

    Examples
    --------
    >>> width_of("0.35"), width_of(" 1 "), width_of("0"), width_of("nan"), width_of("wide")
    (0.35, 1.0, None, None, None)
    """
    try:
        width = float(typed)
    except ValueError:
        return None
    return width if LEAST_WIDTH <= width <= MAX_WIDTH else None


def way_to_any(param: Param, known: tuple[str, ...]) -> str:
    """Name the parameter that takes what a link asks of a slider in vain; "" where none does."""
    asked = (query_param(param) or "").strip()
    if asked in known or not _is_taken(param, asked):
        return ""
    link = quoted(f"{PART.name}=family&{TAKES_ANY[param.name].name}={asked}")
    return say("mobilenet.any.elsewhere", part=say("mobilenet.part.family"), link=link)


def _is_taken(param: Param, asked: str) -> bool:
    if param.name == ALPHA.name:
        return width_of(asked) is not None
    side = read_whole(asked)
    return side is not None and 1 <= side <= MOST_SIDE
