"""Numbers a reader changes on the stage: they stand in the link, and every view follows from them."""

from __future__ import annotations

from collections.abc import Callable
from typing import overload

import streamlit as st

from dsviz.examples import Chain, Example
from dsviz.examples.changes import Change, ChangeError, changed, changed_chain, read_changes, write_changes
from dsviz.ui.inputs.names import EDITS_ON
from dsviz.ui.inputs.texts import plain
from dsviz.ui.shell.address import query_param, sent, write_query
from dsviz.ui.shell.words import refused, say


def changes_in_link(key: str) -> tuple[Change, ...]:
    """Return the changes made on a stage; a damaged link has none."""
    return read_changes(query_param(EDITS_ON[key], ""))


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
        st.info(say("changes.damaged", reason=plain(refused(error))))
        return example


def refusal_of_changes() -> str:
    """Return the sentence of a page whose stage changes no numbers, where its link holds some; else ""."""
    held = [name for name in EDITS_ON.values() if query_param(name)]
    return say("changes.nowhere", name=f"`{held[0]}`") if held else ""


def changer(key: str) -> Callable[[], None]:
    """Make the callback that takes the changes made on a stage into the link.

    The stage sends ``{"changes": text}`` with all of them, as `write_changes` writes them.
    """

    def take() -> None:
        event = sent(key, "edit")
        if event:
            _write(EDITS_ON[key], str(event.get("changes", "")))

    return take


def _write(param: str, text: str) -> None:
    try:
        changes = read_changes(text)
    except ChangeError:
        return  # Only a tampered page sends what its own stage has not checked.
    write_query({param: write_changes(changes) or None})
