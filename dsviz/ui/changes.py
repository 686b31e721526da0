"""Numbers a reader changes on the stage: they stand in the link, and every view follows from them."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any, overload

import streamlit as st

from dsviz.examples import Chain, Example
from dsviz.examples.changes import Change, ChangeError, changed, changed_chain, read_changes, write_changes
from dsviz.ui.words import say

CELL = re.compile(r"([xwb])\[(\d+(?:,\d+){0,3})\]")


def param_of(key: str) -> str:
    """Name the query parameter that holds the changes made on a stage.

    Examples
    --------
    >>> param_of("stage"), param_of("stage2")
    ('edits', 'edits2')
    """
    return key.replace("stage", "edits")


def changes_in_link(key: str) -> tuple[Change, ...]:
    """Give the changes made on a stage; a damaged link has none."""
    return read_changes(st.query_params.get(param_of(key), ""))


@overload
def with_changes(example: Example) -> Example: ...
@overload
def with_changes(example: Chain) -> Chain: ...
def with_changes(example: Example | Chain) -> Example | Chain:
    """Put the link's changes into an example; where they do not fit, say why and show it unchanged."""
    try:
        if isinstance(example, Chain):
            return changed_chain(example, changes_in_link("stage"), changes_in_link("stage2"))
        return changed(example, changes_in_link("stage"))
    except ChangeError as error:
        st.info(say("changes.damaged", reason=error))
        return example


def changer(key: str) -> Callable[[], None]:
    """Make the callback that takes a change from a stage into the link."""

    def take() -> None:
        event = st.session_state[key].edit
        if event:
            _write(key, after(event, _readable(key)))

    return take


def after(event: dict[str, Any], changes: tuple[Change, ...]) -> tuple[Change, ...]:
    """Give the changes that hold after a reader's action.

    Parameters
    ----------
    event : dict
        ``{"cell": "x[0,1,2]", "value": 5}``, ``{"undo": True}`` or ``{"original": True}``.
    changes : tuple of Change
        Those before it. A place changed twice stands in it twice, so that undo goes back one step.
    """
    if event.get("original"):
        return ()
    if event.get("undo"):
        return changes[:-1]
    found = CELL.fullmatch(str(event.get("cell")))
    if not found:
        return changes
    place = tuple(map(int, found[2].split(",")))
    return (*changes, Change(found[1], place, float(event["value"])))


def _readable(key: str) -> tuple[Change, ...]:
    try:
        return changes_in_link(key)
    except ChangeError:
        return ()


def _write(key: str, changes: tuple[Change, ...]) -> None:
    if changes:
        st.query_params[param_of(key)] = write_changes(changes)
    else:
        st.query_params.pop(param_of(key), None)
