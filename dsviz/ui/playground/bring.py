"""The one way in for tensors of a reader's own: pasted, or of a file.

The settings of the layer before belonged to other numbers: they go back, which is said, and can be kept.
x, w and b come one by one. What has come since the last layer is one draft, and what of it has not come yet
is awaited: that is no fault.
"""

from __future__ import annotations

from collections.abc import Mapping, Set
from contextlib import suppress
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
import streamlit as st

from dsviz.content import joined
from dsviz.conv.errors import Refusal
from dsviz.conv.spec import ConvSpec
from dsviz.reading.axes import Role
from dsviz.reading.paste import Reading
from dsviz.reading.together import BOXES
from dsviz.reading.whole import read_setting, setting_texts
from dsviz.saved.state import State
from dsviz.ui.playground.layer import beginning, current, kept, put
from dsviz.ui.shell.words import language, refused, say

BROUGHT = "play.brought"
# The settings of a layer that nobody has set.
USUAL: dict[str, Any] = {"stride": 1, "padding": 0, "dilation": 1, "padding_mode": "zeros"}
TENSORS = {"x": "x", "w": "weight", "b": "bias"}
# What a tensor that has not come yet can mend.
UNFIT = (
    "weight-in-channels",
    "groups-divide-in-channels",
    "groups-divide-out-channels",
    "kernel-reach-fits",
    "bias-length",
)


@dataclass(frozen=True, eq=False)
class Brought:
    """What a reader has brought since the last layer.

    Attributes
    ----------
    fresh : frozenset of {"x", "w", "b"}
    state : State
        The draft as it was then.
    before : ConvSpec or None
        The settings that went back.
    notes : tuple of str
        What else of the layer changed.
    """

    fresh: frozenset[str]
    state: State
    before: ConvSpec | None = None
    notes: tuple[str, ...] = ()


def bring(
    state: State, boxes: Set[str], notes: tuple[str, ...] = (), settings: Mapping[str, str] | None = None
) -> None:
    """Make a draft with new tensors the reader's layer.

    Parameters
    ----------
    state : State
        With the tensors, and the settings there were before.
    boxes : set of {"x", "w", "b"}
        Which of its tensors are new.
    notes : tuple of str
    settings : mapping of str to str, optional
        The settings that came with the tensors, as they are typed.
    """
    earlier = brought()
    # A second x begins a new draft; what was set since the first belongs to this one.
    goes_on = earlier is not None and not earlier.fresh & boxes
    fresh, before = frozenset(boxes), None
    if goes_on and earlier is not None:
        fresh, before = fresh | earlier.fresh, earlier.before
    elif boxes & {"x", "w"} and state.spec != ConvSpec(groups=state.spec.groups):
        before, state = current().spec, state.replace(**USUAL)
    if settings:
        before = None
        try:
            state = state.replace(**{**USUAL, **_read(settings)})
        except Refusal as why:
            state = state.replace(**USUAL)
            notes = (*notes, say("playground.paste.unset", reason=refused(why)))
    put(state)
    st.session_state[BROUGHT] = Brought(fresh, state, before, notes)


def take_again(state: State, notes: tuple[str, ...]) -> None:
    """Put the tensors that came last, taken in another order."""
    earlier = brought()
    put(state)
    if earlier is not None:
        st.session_state[BROUGHT] = replace(earlier, state=state, notes=notes)


def take_settings(settings: Mapping[str, str]) -> None:
    """Set what a text says, as it is typed, and everything else to what is usual."""
    with suppress(Refusal):
        put(current().replace(**{**USUAL, **_read(settings)}))


def brought() -> Brought | None:
    """Return what was brought last, while it is what the layer holds."""
    held: Brought | None = st.session_state.get(BROUGHT)
    now = kept().state
    if held is None or not all(_same(held.state, now, box) for box in held.fresh):
        return None
    return held


def awaited(why: Refusal) -> str:
    """Name the box whose tensor has not come yet, where it can mend what does not fit; "" for none."""
    held = brought()
    if held is None or why.rule not in UNFIT or (why.rule == "bias-length" and "b" in held.fresh):
        return ""
    missing = {"x", "w"} - held.fresh
    return missing.pop() if len(missing) == 1 else ""


def show_brought(beside: str = "") -> None:
    """Say what else of the layer changed with its new tensors, and offer to keep the settings.

    Parameters
    ----------
    beside : str
        The tab where the tensors came from; "" above the stage.
    """
    held = brought()
    if held is None:
        return
    for note in held.notes:
        st.caption(note)
    now = kept().state.spec
    if held.before is not None and now == ConvSpec(**USUAL, groups=now.groups):
        with st.container(horizontal=True, vertical_alignment="center", gap="small"):
            st.markdown(say("playground.paste.set_back"), width="content")
            words = say("playground.paste.keep", settings=_in_words(held.before))
            st.button(words, on_click=_keep_settings, key=f"keep-{beside}")


def with_readings(state: State, readings: Mapping[Role, Reading]) -> tuple[State, tuple[str, ...]]:
    """Put the tensors that were read into a layer; say what else had to change with them."""
    changes: dict[str, Any] = {TENSORS[BOXES[role]]: reading.array for role, reading in readings.items()}
    notes: list[str] = []
    kernel, bias = readings.get("kernel"), state.bias
    if kernel is not None and bias is not None and "bias" not in readings:
        usual = beginning()
        if len(bias) != len(kernel.array):
            numbers = say("playground.bias.numbers", count=len(bias))
            filters = say("playground.bias.filters", count=len(kernel.array))
            notes.append(say("playground.bias.dropped", numbers=numbers, filters=filters))
            changes["bias"] = None
        elif np.array_equal(bias, usual.bias) and np.array_equal(state.weight, usual.weight):
            notes.append(say("playground.bias.foreign"))
            changes["bias"] = None
    if kernel is not None and kernel.groups not in (None, state.spec.groups):
        notes.append(say("playground.groups.changed", groups=kernel.groups))
        changes["groups"] = kernel.groups
    return state.replace(**changes), tuple(notes)


def _read(settings: Mapping[str, str]) -> dict[str, Any]:
    return {
        name: text if name == "padding_mode" else read_setting(name, text) for name, text in settings.items()
    }


def _same(one: State, other: State, box: str) -> bool:
    first, second = one.tensors[TENSORS[box]], other.tensors[TENSORS[box]]
    return first is second or (first is not None and second is not None and np.array_equal(first, second))


def _in_words(spec: ConvSpec) -> str:
    parts = [f"{say(f'playground.{name}')} {text}" for name, text in setting_texts(spec).items()]
    if spec.padding_mode != "zeros":
        parts.append(say(f"playground.padding_mode.{spec.padding_mode}"))
    return joined(parts, language(), "clause")


def _keep_settings() -> None:
    """Take up again the settings that went back when a tensor came; the groups stay as read."""
    held = brought()
    if held is not None and held.before is not None:
        state = current()
        state = state.replace(**{**held.before.keywords, "groups": state.spec.groups})
        put(state)
        st.session_state[BROUGHT] = replace(held, state=state, before=None)
