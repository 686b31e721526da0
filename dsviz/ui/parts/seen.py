"""What the stages of a page show now, as the browser tells it while the files of it are offered."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from math import prod
from typing import Any, cast

import numpy as np
import streamlit as st
from streamlit.components.v2.types import ComponentRenderer

from dsviz.conv.layer import Layer
from dsviz.slides.moment import Moment, parts_of
from dsviz.slides.stamps import PARTS as STAMP_PARTS
from dsviz.stage.bundles import bundle
from dsviz.stage.orders import by_filter, number_of, orders
from dsviz.ui.inputs.steps import step_of_link
from dsviz.ui.shell.address import sent

MOST_HIDDEN = 3


@dataclass(frozen=True)
class Seen:
    """Where a stage stands.

    Attributes
    ----------
    lent : str
        The guide and its layer that stand on it, such as "standard.cs231n"; "" for the page's own layer.
    step : int
        Counted in its order; −1 for none yet.
    order : str
    part : str
        As `dsviz.slides.moment.parts_of` names it, or "product".
    slice, product : int
        Which product of which channel, where they come one by one.
    is_apart : bool
        Whether the products come one by one.
    hides : int
    revealed : frozenset of int
    missing : frozenset of (channel, row, column)
        What the layer before it is still to work out of its input.
    """

    lent: str = ""
    step: int = -1
    order: str = "filter"
    part: str = "result"
    slice: int = 0
    product: int = 0
    is_apart: bool = False
    hides: int = 0
    revealed: frozenset[int] = frozenset()
    missing: frozenset[tuple[int, int, int]] = frozenset()

    def step_of(self, outputs: tuple[int, int, int]) -> int | None:
        """Return its step counted filter by filter; None where a layer of these outputs has no such one."""
        return by_filter(self.step, outputs, self.order) if 0 <= self.step < prod(outputs) else None

    def moment(self, layer: Layer, step: int) -> Moment:
        """Return the moment of a step, counted filter by filter: as it is seen if the stage stands there."""
        n, row, column = map(int, np.unravel_index(step, layer.output_shape))
        place = n, row, column
        stands = number_of(place, layer.output_shape, self.order) == self.step
        part, products = self._taken(layer) if stands else ("result", None)
        missing = self.missing if stands else frozenset()
        return Moment(place, part, self.order, (), products, self.hides, self.revealed, missing=missing)

    def waiting(self) -> Moment:
        """Return the moment of a layer before its first step."""
        return Moment(
            (0, 0, 0),
            order=self.order,
            hides=self.hides,
            revealed=self.revealed,
            has_begun=False,
            missing=self.missing,
        )

    def to_come(self, outputs: tuple[int, int, int]) -> frozenset[tuple[int, int, int]]:
        """Return the outputs that are still to come."""
        now = self.step + (self.part == "result")
        places = cast("Iterator[tuple[int, int, int]]", np.ndindex(*outputs))
        return frozenset(place for place in places if number_of(place, outputs, self.order) >= now)

    def stamp(self, shape: tuple[int, int, int]) -> Moment:
        """Return the moment of a scatter whose input has this shape; of its first number where none is."""
        step = self.step if 0 <= self.step < prod(shape) else 0
        n, row, column = map(int, np.unravel_index(by_filter(step, shape, self.order), shape))
        part = "products" if self.part == "product" else self.part
        return Moment(
            (n, row, column),
            part if part in STAMP_PARTS else "result",
            self.order,
            hides=self.hides,
            revealed=self.revealed,
        )

    def _taken(self, layer: Layer) -> tuple[str, int | None]:
        """How much of the step has been taken, and how many products where they come one by one."""
        area, at = prod(layer.kernel), self.slice if self.slice < layer.slices else 0
        if self.part == "product":
            return f"sum{at - 1}" if at else "products", at * area + min(self.product, area - 1) + 1
        part = f"sum{at}" if self.part == "sum" else self.part
        if part not in parts_of(layer):
            return "result", None
        if not self.is_apart:
            return part, None
        done = {"window": 0, f"sum{at}": (at + 1) * area}
        return part, done.get(part)


def number_on(seen: Seen | None, step: int, outputs: tuple[int, int, int]) -> int:
    """Return which step it is to who reads it, from 1: as its stage counts; step: filter by filter, from 0.

    >>> number_on(None, 11, (2, 3, 3)), number_on(Seen(order="place"), 11, (2, 3, 3))
    (12, 6)
    """
    n, row, column = map(int, np.unravel_index(step, outputs))
    return number_of((n, row, column), outputs, seen.order if seen else "filter") + 1


def stands_at(seen: Seen | None, outputs: tuple[int, int, int], link: str) -> int | None:
    """Return the step on the stage, counted filter by filter: as it told, or else as the link has it."""
    return step_of_link(outputs, link) if seen is None else seen.step_of(outputs)


def watch(key: str, params: Sequence[str]) -> None:
    """Mount what tells where the stages of these steps stand, as long as the files under a key are offered.

    It stands last, for a file that waits for it is asked for as soon as it has heard.
    """

    def take() -> None:
        if isinstance(told := sent(f"{key}-watch", "seen"), str):
            st.session_state[f"{key}-seen"] = told

    heard = st.session_state.get(f"{key}-seen", "")
    data = {"params": list(params), "heard": heard, "files": f"files-{key}"}
    _component()(key=f"{key}-watch", data=[data], on_seen_change=take, height=0)


def seen_on(key: str, param: str) -> Seen | None:
    """Return where the stage of this step stands, as the files under a key know it; None where nothing is."""
    try:
        told = json.loads(st.session_state.get(f"{key}-seen", "[]"))
        return next((read_seen(each) for each in told if each["param"] == param), None)
    except (ValueError, TypeError, KeyError, AttributeError):
        return None  # not what the stage says


def read_seen(told: dict[str, Any]) -> Seen:
    """Read what a stage has told.

    Raises
    ------
    ValueError, TypeError, KeyError
        Where no stage says so.

    Examples
    --------
    >>> told = {"layer": "", "step": 4, "order": "filter", "part": "sum", "slice": 1, "product": None}
    >>> seen = read_seen(told | {"apart": False, "hiding": 2, "shown": [0, 3]})
    >>> seen.step, seen.part, seen.slice, seen.hides, sorted(seen.revealed)
    (4, 'sum', 1, 2, [0, 3])
    """
    if told["order"] not in orders():
        raise ValueError(told["order"])
    return Seen(
        lent=str(told["layer"]),
        step=int(told["step"]),
        order=told["order"],
        part=str(told["part"]),
        slice=max(0, int(told["slice"])),
        product=max(0, int(told["product"] or 0)),
        is_apart=bool(told["apart"]),
        hides=min(max(0, int(told["hiding"])), MOST_HIDDEN),
        revealed=frozenset(map(int, told["shown"])),
    )


@cache
def _component() -> ComponentRenderer:
    return st.components.v2.component("dsviz_seen", js=bundle("seen.js", "dsviz.ui"))
