"""Sums of another layer: more channels than a filter reads, or a worked example's own calculation."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from dsviz.check.errors import CheckError
from dsviz.check.sums.cells import Working
from dsviz.check.sums.check import CheckedSum
from dsviz.check.sums.passage import channels_named
from dsviz.check.sums.working import Checked, check_working, mistakes_of
from dsviz.conv.layer import Layer
from dsviz.conv.step import Step
from dsviz.conv.trace import Trace
from dsviz.examples import HAND, Example, get
from dsviz.examples.hand_lines import PASSAGE

LEAST_WRONG = 2  # things in a line that is about other numbers; one is sooner a slip
LEAST_TERMS = 5  # that fit the example, of a text in somebody's own words
LEAST_QUOTED = 14  # characters that stand in the document one after the other
_SPACE = re.compile(r"\s+")


@dataclass(frozen=True)
class OtherLayer:
    """What tells that a text is about another layer.

    Attributes
    ----------
    channels : int
        Of how many the text has lines; 0 where they are no more than a filter reads.
    reads : int
        Of how many channels a filter of this layer takes its numbers.
    example : str
        The id of the worked example that the text is about; "" where it is none.
    """

    channels: int
    reads: int
    example: str


def other_layer(text: str, found: Sequence[Working], layer: Layer) -> OtherLayer | None:
    """Tell whether a text's sums are another layer's; None where some are this one's, slips aside.

    Parameters
    ----------
    text : str
    found : sequence of Working
        What `workings_of` makes of the text in this layer.
    layer : Layer

    Examples
    --------
    >>> from dsviz.check.sums.cells import workings_of
    >>> from dsviz.conv.trace import trace
    >>> own = trace([[[4, 6], [7, 9]]], [[[[1, 2], [3, 4]]]], backend="numpy")
    >>> text = "Channel 1: 2*3 + 5*8 = 46\\nChannel 2: 8*8 + 5*5 = 89"
    >>> other_layer(text, workings_of(text, own.at, (1, 1, 1), (0, 0, 0)), own.layer)
    OtherLayer(channels=2, reads=1, example='')
    """
    if len(found) != 1 or _holds_the_hands(layer):
        return None
    (here,) = found
    channels = channels_named(text)
    is_hands = _is_the_hands(text, mistakes_of(here.checked))
    if channels <= layer.slices or not (is_hands or _is_of_other_numbers(here)):
        channels = 0
    if not channels and not is_hands:
        return None
    return OtherLayer(channels, layer.slices, HAND.example_id if is_hands else "")


def _is_of_other_numbers(here: Working) -> bool:
    """Tell whether every line has other products than this layer's, not a slip in one of them."""
    sums = [each for each in _sums(here.checked) if each.terms]
    return bool(sums) and all(_is_wrong_throughout(each) for each in sums)


def _sums(checked: Checked) -> list[CheckedSum]:
    return (
        [checked] if isinstance(checked, CheckedSum) else [part.checked for part in checked if part.checked]
    )


def _is_wrong_throughout(checked: CheckedSum) -> bool:
    terms = min(len(checked.terms), len(checked.scope.expected))
    matched = sum(expected is not None for _, expected in checked.terms)
    return checked.mistakes >= LEAST_WRONG and matched * 2 < terms


def _is_the_hands(text: str, wrong_here: int) -> bool:
    """Tell whether a text is a piece of the document's calculation, or fits it but for a slip."""
    if wrong_here < LEAST_WRONG:
        return False
    quoted = _SPACE.sub("", text)
    if len(quoted) >= LEAST_QUOTED and quoted in _SPACE.sub("", PASSAGE):
        return True
    try:
        there = check_working(text, _hands_step())
    except CheckError:
        return False
    terms = max((len(one.terms) for one in _sums(there)), default=0)
    return terms >= LEAST_TERMS and mistakes_of(there) <= 1 and mistakes_of(there) + LEAST_WRONG <= wrong_here


def _holds_the_hands(layer: Layer) -> bool:
    """Tell whether a layer has the example's filter: what is wrong in it is wrong with these numbers."""
    own = _hands_layer().weight[HAND.place[0]]
    return layer.weight.shape[1:] == own.shape and any(np.array_equal(own, each) for each in layer.weight)


def _hands_layer() -> Layer:
    example = get(HAND.example_id)
    assert isinstance(example, Example)
    return example.layer


@lru_cache(maxsize=1)
def _hands_step() -> Step:
    return Trace(_hands_layer(), "numpy").at(*HAND.place)
