"""The reader's own layer: it stands in the link, or in the session where it is too large for one.

``s`` holds tensors and settings, ``edits`` what was changed on the stage or in the grid since.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple

import streamlit as st

from dsviz.conv.errors import Refusal
from dsviz.examples import Example, get
from dsviz.examples.changes import Change, ChangeError, changed_tensors, read_changes, write_changes
from dsviz.reading.errors import ReadError
from dsviz.saved.link import State, state_to_text, text_to_state
from dsviz.saved.workbench import refusal
from dsviz.ui.inputs.names import EDITS, OF_ONE_RUN, SAVED
from dsviz.ui.inputs.texts import plain
from dsviz.ui.shell.address import query_param, sent, write_query
from dsviz.ui.shell.words import refused, say

STAGE = "stage"
KEPT, LAST_GOOD = "playground.kept", "playground.last_good"
# Up to so many characters changes can be undone one by one; then they become part of the layer.
LONGEST_EDITS = 2000


@dataclass(frozen=True, eq=False)
class Kept:
    """A layer and the link it belongs to.

    Attributes
    ----------
    text : str or None
        None where the link holds none: the layer to begin with, or one that is too large.
    state : State
    too_large : bool
    damage : Refusal or None
        What is wrong with the link, where the layer to begin with stands in for it.
    """

    text: str | None
    state: State
    too_large: bool = False
    damage: Refusal | None = None


class Opened(NamedTuple):
    """The reader's layer as it is now, a draft, and the changes of single numbers that led to it."""

    state: State
    changes: str = ""


def beginning() -> State:
    """Return the layer the page opens with."""
    example = get("standard-cs231n")
    assert isinstance(example, Example)
    return State.of(example.layer)


def kept() -> Kept:
    """Return the layer of the link; a damaged link has the one to begin with."""
    asked = query_param(SAVED)
    held = st.session_state.get(KEPT)
    if held is None or held.text != asked:
        held = st.session_state[KEPT] = _read(asked)
    return held


def _read(asked: str | None) -> Kept:
    if asked is None:
        return Kept(None, beginning())
    try:
        return Kept(asked, text_to_state(asked))
    except Refusal as error:
        return Kept(asked, beginning(), damage=error)


def put(state: State) -> None:
    """Make this the reader's layer, and write it into the link where it fits there."""
    before = current()
    try:
        text: str | None = state_to_text(state)
        held = Kept(text, state)
    except ReadError:
        text, held = None, Kept(None, state, too_large=True)
    st.session_state[KEPT] = held
    st.session_state.pop(EDITS.name, None)
    gone = (EDITS.name,) if run_of(state) == run_of(before) else (EDITS.name, *OF_ONE_RUN)
    # All at once: between two writes the address would name a layer that never was.
    write_query({**dict.fromkeys(gone), SAVED.name: text})


def current() -> State:
    """Return the layer as it is now, with what was changed on the stage; damaged changes are left out."""
    base = kept().state
    try:
        return _changed(base, read_changes(_edits()))
    except ChangeError:
        return base


def _changed(base: State, changes: tuple[Change, ...]) -> State:
    return base.replace(**changed_tensors(base.tensors, changes), settings={})


def opened() -> Opened:
    """Return the draft as `current` does, with a sentence for whatever of the link cannot be used."""
    held = kept()
    if held.damage:
        st.info(say("playground.damaged", reason=plain(refused(held.damage))))
    try:
        changes = read_changes(_edits())
        state = _changed(held.state, changes)
    except ChangeError as error:
        st.info(say("changes.damaged", reason=plain(refused(error))))
        return Opened(held.state)
    text = write_changes(changes)
    if len(text) > LONGEST_EDITS:
        put(state)
        return Opened(state)
    return Opened(state, text)


def change(changes: Iterable[Change]) -> None:
    """Add changes of single numbers."""
    _write_edits(write_changes((*read_changes(_edits()), *changes)))


def take_edit() -> None:
    """Take all changes from the stage: the stage's callback."""
    event = sent(STAGE, "edit")
    if event:
        try:
            changes = read_changes(str(event.get("changes", "")))
        except ChangeError:
            return  # Only a tampered page sends what its own stage has not checked.
        _write_edits(write_changes(changes))


def _edits() -> str:
    """The changes since the layer was put: beside it in the link, or with it in the session."""
    held = kept()
    if held.damage:
        return ""
    return (st.session_state.get(EDITS.name) if held.too_large else query_param(EDITS)) or ""


def _write_edits(text: str) -> None:
    if kept().damage:
        put(beginning())
    if kept().too_large:
        st.session_state[EDITS.name] = text
    else:
        write_query({EDITS.name: text or None})


def good_one(mine: Opened) -> tuple[Example, Refusal | None]:
    """Return the layer to be shown and, where that is not this one, why this one cannot be.

    Then it is the last good one of this reader.
    """
    why = refusal(mine.state)
    if why is None:
        example = st.session_state[LAST_GOOD] = _example(mine.state, mine.changes)
        return example, None
    return st.session_state.get(LAST_GOOD) or _example(beginning()), why


def _example(state: State, changes: str = "") -> Example:
    return Example("playground", "standard", "", state.layer(), own=True, changes=changes)


def run_of(state: State) -> tuple[object, ...]:
    """Return what decides the windows: while it stays, a step of the run stays the same step."""
    return state.x.shape, state.weight.shape, state.bias is None, state.spec
