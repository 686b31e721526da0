"""What fields share: a row of them that wraps on a phone, and how what was typed is quoted."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import streamlit as st

from dsviz.ui.shell.words import say

if TYPE_CHECKING:
    from streamlit.delta_generator import DeltaGenerator

LONGEST_SHOWN = 40


def field_row(topic: str, widths: int | Sequence[int]) -> list[DeltaGenerator]:
    """Render columns for short fields: one line on a wide page, three or two a line on a phone.

    Parameters
    ----------
    topic : str
        Names the row, once on a page; the style sheet knows it by the ``fields-`` before it.
    widths : int or sequence of int
        How many columns, or their widths.
    """
    return st.container(key=f"fields-{topic}").columns(widths, vertical_alignment="bottom")


def quoted(typed: str) -> str:
    """Write what a person typed so that Markdown shows it and does not obey it; nothing is called empty.

    Examples
    --------
    >>> quoted("![](x)"), quoted("9" * 50), quoted("` `"), quoted(" ")
    ('`![](x)`', '`9999999999999999999999999999999999999999…`', "`' '`", 'an empty field')
    """
    line = " ".join(typed.split()).replace("`", "'")
    return f"`{line[:LONGEST_SHOWN]}{'…' * (len(line) > LONGEST_SHOWN)}`" if line else say("fields.empty")
