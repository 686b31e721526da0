"""The one way to ask a reader for something that the link holds.

>>> from dsviz.ui.inputs.names import SEED
>>> def ask_seed() -> int:
...     with Ask("grouped") as ask:
...         return ask.whole(SEED, least=0, most=9999)

What does not fit is answered with a sentence under the fields, where the ``with`` ends; what was typed stays.
"""

from __future__ import annotations

from collections.abc import Callable
from types import TracebackType
from typing import Any, Literal, Self, TypeAlias

import streamlit as st

from dsviz.content import Listed
from dsviz.conv.numbers import Pair
from dsviz.reading.whole import is_whole, read_pair, read_whole
from dsviz.ui.inputs.fields import quoted
from dsviz.ui.shell.address import query_param, text_for, write_query
from dsviz.ui.shell.params import Param
from dsviz.ui.shell.words import say

MOST_NAMED = 8  # options that a sentence names
BETWEEN = "."  # of several options in the link
NONE = "none"  # what the link says of several where none is chosen
Look: TypeAlias = Literal["buttons", "slider", "list"]
WIDGETS: dict[Look, Callable[..., Any]] = {
    "buttons": st.segmented_control,
    "slider": st.select_slider,
    "list": st.selectbox,
}
STATES = {"on": True, "off": False}


class Ask:
    """The inputs that stand together on a page, each kept in the link; a default is left out of it.

    Parameters
    ----------
    topic : str
        The labels are ``<topic>.<name>``, explanations ``<topic>.<name>.help``, those of the options
        ``<topic>.<name>.<option>``, with the parameter's name.

    Attributes
    ----------
    refusals : list of str
        A sentence for every input that could not be used as it stands.
    """

    def __init__(self, topic: str) -> None:
        self.topic = topic
        self.refusals: list[str] = []

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if kind is None and self.refusals:
            st.warning("\n\n".join(self.refusals))

    def refuse(self, sentence: str) -> None:
        """Have a sentence shown with the others; "" is none."""
        if sentence:
            self.refusals.append(sentence)

    def choice(
        self,
        param: Param,
        options: tuple[str, ...],
        *,
        look: Look = "buttons",
        words: Callable[[str], str] | None = None,
        is_titled: bool = True,
    ) -> str:
        """Ask for one of several.

        Parameters
        ----------
        param : Param
            Without a default of its own the first option is the default.
        options : tuple of str
            What the link holds.
        look : {"buttons", "slider", "list"}
        words : callable, optional
            How an option is written; by default its label.
        is_titled : bool
            Whether the choice has its title above it, or for a screen reader only.
        """
        param, title = param.here(default=param.default or options[0]), say(f"{self.topic}.{param.name}")
        asked = self.told(param, options)
        st.session_state[param.name] = asked if asked in options else param.default
        settings: dict[str, Any] = {"required": True} if look == "buttons" else {}
        WIDGETS[look](
            title,
            options,
            key=param.name,
            format_func=words or (lambda option: say(f"{self.topic}.{param.name}.{option}")),
            on_change=_take,
            args=(param,),
            label_visibility="visible" if is_titled else "collapsed",
            **settings,
        )
        chosen: str = st.session_state[param.name]
        return chosen

    def told(self, param: Param, options: tuple[str, ...]) -> str | None:
        """Return what the link holds of a choice, shown or not; refuse what is none of its options."""
        asked = query_param(param)
        if asked is not None and asked not in options:
            more = ["…"] * (len(options) > MOST_NAMED)
            title = say(f"{self.topic}.{param.name}")
            self._refuse_unknown(title, [*map(quoted, options[:MOST_NAMED]), *more], asked)
        return asked

    def several(
        self, param: Param, options: tuple[str, ...], *, label: str, words: Callable[[str], str]
    ) -> tuple[str, ...]:
        """Ask for any number of several; empty where the link holds none that is known."""
        asked = (query_param(param) or param.default).split(BETWEEN)
        known = tuple(dict.fromkeys(each for each in asked if each in options))
        st.session_state[param.name] = list(known)
        st.multiselect(
            label, options, key=param.name, format_func=words, on_change=_take_several, args=(param,)
        )
        return known

    def flag(self, param: Param, default: bool = False) -> bool:
        """Ask for yes or no; the link holds ``on`` or ``off``."""
        param = param.here(default="on" if default else "off")
        asked, title = query_param(param), say(f"{self.topic}.{param.name}")
        if asked is not None and asked not in STATES:
            self._refuse_unknown(title, ["`on`", "`off`"], asked)
        st.session_state[param.name] = STATES.get(asked or "", default)
        return st.toggle(
            title,
            key=param.name,
            help=say(f"{self.topic}.{param.name}.help"),
            on_change=_take_flag,
            args=(param,),
        )

    def whole(self, param: Param, least: int, most: int) -> int:
        """Ask for a whole number; the default stands in for what is none in the range."""
        typed = self.text(param)
        number = read_whole(typed)
        if number is not None and least <= number <= most:
            return number
        values = {"name": say(f"{self.topic}.{param.name}"), "typed": quoted(typed), "used": param.default}
        kind = "fields.range" if is_whole(typed) else "fields.whole"
        self.refuse(say(kind, least=least, most=most, **values))
        return int(param.default)

    def pair(self, param: Param, least: int, most: int) -> Pair:
        """Ask for one whole number or two, for rows and columns: ``3``, ``3x5``, ``(3, 5)``."""
        typed = self.text(param)
        chosen = read_pair(typed)
        if chosen is not None and all(least <= each <= most for each in chosen):
            return chosen
        values = {"name": say(f"{self.topic}.{param.name}"), "typed": quoted(typed), "used": param.default}
        self.refuse(say("fields.pair", least=least, most=most, **values))
        usual = read_pair(param.default)
        if usual is None:
            raise ValueError(f"a default must be a pair; got {param.default}")
        return usual

    def text(self, param: Param) -> str:
        """Ask for a line of text.

        Numbers are asked as texts too: Streamlit's number field loses what it cannot read, 2.7 becomes 2,
        and an ``abc`` in the link becomes the default without a word.
        """
        # Not bind="query-params": Streamlit objects to a default once anything else has written the field.
        return st.text_input(
            say(f"{self.topic}.{param.name}"),
            text_for(param.name, query_param(param, param.default)),
            key=param.name,
            help=say(f"{self.topic}.{param.name}.help"),
            autocomplete="off",
            on_change=_take,
            args=(param,),
        )

    def _refuse_unknown(self, title: str, known: list[str], asked: str) -> None:
        named = quoted(asked) if asked.strip() else say("choices.nothing")
        self.refuse(say("choices.unknown", name=title, known=Listed(known), asked=named))


def _take(param: Param) -> None:
    write_query(param.change(str(st.session_state[param.name])))


def _take_flag(param: Param) -> None:
    write_query(param.change("on" if st.session_state[param.name] else "off"))


def _take_several(param: Param) -> None:
    write_query(param.change(BETWEEN.join(st.session_state[param.name]) or NONE))
