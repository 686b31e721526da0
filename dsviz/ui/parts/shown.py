"""What stands on a stage, as its files want it: its layers, computed; and what a file of it is."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple, TypeAlias

from dsviz.conv.trace import Trace
from dsviz.examples import Chain, Example
from dsviz.ui.shell.engine import backend

Shown: TypeAlias = Example | Chain


class File(NamedTuple):
    """One download: what it is, which layer of a pair it shows (0 for all), its name and how to write it."""

    kind: str
    layer: int
    name: str
    mime: str
    write: Callable[[], str | bytes]


def traces(shown: Shown) -> list[Trace]:
    """Compute the layers that are shown."""
    return [trace_of(example) for example in layers_of(shown)]


def trace_of(example: Example) -> Trace:
    """Compute one layer. Not from what is kept by id: a reader's own layer has no id of its own."""
    return Trace(example.layer, backend())


def layers_of(shown: Shown) -> tuple[Example, ...]:
    """Return the layers: one, or the two of a pair."""
    return shown.layers if isinstance(shown, Chain) else (shown,)
