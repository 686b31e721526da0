"""Choices among known things, kept in the link; a link that asks for something else gets a sentence."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Literal, TypeAlias

import streamlit as st

from dsviz.ui.inputs.fields import quoted
from dsviz.ui.shell.address import linked, write_link
from dsviz.ui.shell.words import say

MOST_NAMED = 8  # options that a sentence names
Look: TypeAlias = Literal["buttons", "slider", "list"]
WIDGETS: dict[Look, Callable[..., Any]] = {
    "buttons": st.segmented_control,
    "slider": st.select_slider,
    "list": st.selectbox,
}


class Choices:
    """The choices of a page, each kept in the link under its name, its default left out of it.

    Parameters
    ----------
    topic : str
        The labels are ``<topic>.<name>``, those of the options ``<topic>.<name>.<option>``.

    Attributes
    ----------
    refusals : list of str
        A sentence for every value of the link that is no option and has not been shown.
    """

    def __init__(self, topic: str) -> None:
        self.topic = topic
        self.refusals: list[str] = []

    def one(
        self,
        name: str,
        options: tuple[str, ...],
        *,
        look: Look = "buttons",
        words: Callable[[str], str] | None = None,
        drops: tuple[str, ...] = (),
        default: str = "",
        titled: bool = True,
    ) -> str:
        """Put a choice and give the chosen option.

        Parameters
        ----------
        name : str
        options : tuple of str, what the link holds
        look : {"buttons", "slider", "list"}
        words : callable, optional
            How an option is written; by default its label.
        drops : tuple of str
            What goes from the link when another option is chosen.
        default : str
            Chosen where the link names none; the first option if it is left out.
        titled : bool
            Whether the choice has its title above it, or for a screen reader only.
        """
        default = default or options[0]
        asked = linked(name)
        st.session_state[name] = asked if asked in options else default
        written = words or self._words(name)
        if asked is not None and asked not in options:
            known = ", ".join(map(quoted, options[:MOST_NAMED])) + ", …" * (len(options) > MOST_NAMED)
            self.refusals.append(
                say("choices.unknown", name=say(f"{self.topic}.{name}"), known=known, asked=_named(asked))
            )
        settings: dict[str, Any] = {"required": True} if look == "buttons" else {}
        WIDGETS[look](
            say(f"{self.topic}.{name}"),
            options,
            key=name,
            format_func=written,
            on_change=_write,
            args=(name, default, drops),
            label_visibility="visible" if titled else "collapsed",
            **settings,
        )
        return st.session_state[name]

    def flag(self, name: str, default: bool = False) -> bool:
        """Put a switch and give its state; the link holds ``on`` or ``off``."""
        asked = linked(name)
        states = {"on": True, "off": False}
        st.session_state[name] = states.get(asked or "", default)
        if asked is not None and asked not in states:
            title, known = say(f"{self.topic}.{name}"), "`on`, `off`"
            self.refusals.append(say("choices.unknown", name=title, known=known, asked=_named(asked)))
        return st.toggle(
            say(f"{self.topic}.{name}"),
            key=name,
            help=say(f"{self.topic}.{name}.help"),
            on_change=_write_flag,
            args=(name, default),
        )

    def show_refusals(self) -> None:
        """Put the sentences there are so far, under the choices."""
        if self.refusals:
            st.warning("\n\n".join(self.refusals))
            self.refusals.clear()

    def _words(self, name: str) -> Callable[[str], str]:
        return lambda option: say(f"{self.topic}.{name}.{option}")


def _named(asked: str) -> str:
    return quoted(asked) if asked.strip() else say("choices.nothing")


def _write(name: str, default: str, drops: tuple[str, ...]) -> None:
    _link(name, str(st.session_state[name]), default, drops)


def _write_flag(name: str, default: bool) -> None:
    state, usual = ("on" if each else "off" for each in (st.session_state[name], default))
    _link(name, state, usual, ())


def _link(name: str, value: str, default: str, drops: tuple[str, ...]) -> None:
    write_link({**dict.fromkeys(drops), name: None if value == default else value})
