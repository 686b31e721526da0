"""Fields for whole numbers: what was typed stays, and what does not fit is answered with a sentence."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

import streamlit as st

from dsviz.content.numbers import MINUS
from dsviz.ui.shell.address import linked, text_for, write_link
from dsviz.ui.shell.words import say

if TYPE_CHECKING:
    from streamlit.delta_generator import DeltaGenerator

LONGEST_SHOWN = 40
WHOLE = re.compile(r"[+-]?[0-9]{1,18}")
ANY_WHOLE = re.compile(r"[+-]?[0-9]+")


class Fields:
    """The fields of a page, each kept in the link under its name, its default left out of it.

    Text fields, because Streamlit's number field loses what it cannot read: 2.7 becomes 2, and an
    ``abc`` in the link becomes the default without a word.

    Parameters
    ----------
    topic : str
        The labels are ``<topic>.<name>``, their explanations ``<topic>.<name>.help``.
    drops : tuple of str
        What goes from the link when a reader has typed in one of them.

    Attributes
    ----------
    refusals : list of str
        A sentence for every field that could not be used as it stands.
    """

    def __init__(self, topic: str, drops: tuple[str, ...] = ()) -> None:
        self.topic = topic
        self.drops = drops
        self.refusals: list[str] = []

    def whole(self, name: str, default: int, least: int, most: int) -> int:
        """Put a field and give its number, or the default where it holds none in the range."""
        typed = self.text(name, str(default))
        number = read_whole(typed)
        if number is not None and least <= number <= most:
            return number
        words = say(f"{self.topic}.{name}")
        values = {"name": words, "least": least, "most": most, "typed": quoted(typed), "used": default}
        self.refusals.append(say("fields.range" if is_whole(typed) else "fields.whole", **values))
        return default

    def text(self, name: str, default: str) -> str:
        """Put a field and give what stands in it."""
        # Not bind="query-params": Streamlit objects to a default once anything else has written the field.
        return st.text_input(
            say(f"{self.topic}.{name}"),
            text_for(name, linked(name, default)),
            key=name,
            help=say(f"{self.topic}.{name}.help"),
            autocomplete="off",
            on_change=_take,
            args=(name, default, self.drops),
        )

    def show_refusals(self) -> None:
        """Put the sentences, under the fields."""
        if self.refusals:
            st.warning("\n\n".join(self.refusals))


def field_row(topic: str, widths: int | Sequence[int]) -> list[DeltaGenerator]:
    """Put columns for short fields: one line on a wide page, three or two a line on a phone.

    Parameters
    ----------
    topic : str
        Names the row, once on a page; the style sheet knows it by the ``fields-`` before it.
    widths : int or sequence of int
        How many columns, or their widths.
    """
    return st.container(key=f"fields-{topic}").columns(widths, vertical_alignment="bottom")


def _take(name: str, default: str, drops: tuple[str, ...]) -> None:
    typed = st.session_state[name]
    write_link({**dict.fromkeys(drops), name: None if typed == default else typed})


def read_whole(typed: str) -> int | None:
    """Read a whole number as people write it; None where it is none.

    Examples
    --------
    >>> read_whole(" 64 "), read_whole("−3"), read_whole("2.5"), read_whole("")
    (64, -3, None, None)
    """
    plain = typed.strip().replace(MINUS, "-")
    return int(plain) if WHOLE.fullmatch(plain) else None


def is_whole(typed: str) -> bool:
    """Tell whether a whole number was typed, even one too long to be read.

    Examples
    --------
    >>> is_whole("9" * 500), is_whole(" −3"), is_whole("2.5"), is_whole("")
    (True, True, False, False)
    """
    return ANY_WHOLE.fullmatch(typed.strip().replace(MINUS, "-")) is not None


def quoted(typed: str) -> str:
    """Write what a person typed so that Markdown shows it and does not obey it; nothing is called empty.

    Examples
    --------
    >>> quoted("![](x)"), quoted("9" * 50), quoted("` `"), quoted(" ")
    ('`![](x)`', '`9999999999999999999999999999999999999999…`', "`' '`", 'an empty field')
    """
    line = " ".join(typed.split()).replace("`", "'")
    return f"`{line[:LONGEST_SHOWN]}{'…' * (len(line) > LONGEST_SHOWN)}`" if line else say("fields.empty")
