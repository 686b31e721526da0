"""What a reader types on a page: it stays as typed, and stands in the link while it is short."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable

import streamlit as st

from dsviz.ui.shell.address import query_param, text_for, write_query
from dsviz.ui.shell.returning import is_unheard, run_again

STORE = "typed"
LONGEST = 1500  # characters of one text in the link
_OBEYED = re.compile(r"[\\`*_\[\]<>$~:!#|]")
BETWEEN = "_"  # of the cells of an answer in the link
LONGEST_CELL = 40
MOST_TEXTS = 100  # texts; those typed longest ago are forgotten first


class Texts:
    """The texts that belong to one thing, such as an example.

    Parameters
    ----------
    owner : str
        With another owner the same fields hold other texts; those of this one wait.
    linked : bool
        Whether the texts stand in the link under their names.
    """

    def __init__(self, owner: str, linked: bool = True) -> None:
        self.owner = owner
        self.is_linked = linked

    def get(self, name: str, default: str = "") -> str:
        """Return a text: the link's if it holds one, else what was typed in this visit."""
        asked = query_param(name) if self.is_linked else None
        if asked is not None:
            _store()[self.owner, name] = asked
            return asked
        value = _store().get((self.owner, name), default)
        if value != default:
            self.put(name, value, default)
        return value

    def put(self, name: str, value: str, default: str = "") -> None:
        """Keep a text, in the link too where it fits."""
        store = _store()
        store.pop((self.owner, name), None)
        store[self.owner, name] = value
        for oldest in list(store)[: len(store) - MOST_TEXTS]:
            del store[oldest]
        if not self.is_linked:
            return
        write_query({name: None if value == default or len(value) > LONGEST else value})

    def box(
        self, name: str, widget: Callable[..., object], label: str, default: str = "", **how: object
    ) -> str:
        """Render a text field or a text area that holds the text.

        A browser whose server has died brings what stands in its fields to the next one, which has heard of
        none of it: a text that is not in the link is taken from there.
        """
        key, value = f"box-{name}", self.get(name, default)
        is_brought = is_unheard(key) and (self.owner, name) not in _store()
        typed = widget(
            label, text_for(key, value), key=key, on_change=self._take, args=(name, key, default), **how
        )
        if is_brought and isinstance(typed, str) and typed != value:
            self.put(name, typed, default)
            run_again()
        return value

    def _take(self, name: str, key: str, default: str) -> None:
        self.put(name, str(st.session_state[key] or ""), default)


def plain(text: str) -> str:
    """Escape what Markdown would obey in a sentence that quotes a reader.

    Examples
    --------
    >>> print(plain("got '![](x)', 2*3*4"))
    got '\\!\\[\\](x)', 2\\*3\\*4
    """
    return _OBEYED.sub(r"\\\g<0>", text)


def cells_text(cells: Iterable[str]) -> str:
    """Write the cells of an answer as the link holds them; "" where all are empty.

    >>> cells_text(["1", "", "-2"]), cells_text(["", ""])
    ('1__-2', '')
    """
    plain = [cell.replace(BETWEEN, " ")[:LONGEST_CELL] for cell in cells]
    return BETWEEN.join(plain) if any(plain) else ""


def is_in_link(value: str) -> bool:
    """Tell whether a text is short enough for the link."""
    return len(value) <= LONGEST


def _store() -> dict[tuple[str, str], str]:
    texts: dict[tuple[str, str], str] = st.session_state.setdefault(STORE, {})
    return texts
