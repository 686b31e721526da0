"""MobileNet v1 at any width and resolution, counted: what is typed, not only the paper's four of each."""

from __future__ import annotations

import streamlit as st

from dsviz.cost.architectures import MAX_WIDTH
from dsviz.ui.inputs.ask import Ask
from dsviz.ui.inputs.fields import field_row, quoted
from dsviz.ui.inputs.names import ANY_SIDE, ANY_WIDTH
from dsviz.ui.mobilenet.elsewhere import MOST_SIDE, width_of
from dsviz.ui.mobilenet.network import Chosen, counted
from dsviz.ui.shell.words import say


def show_any_size() -> None:
    """Render the two fields, and what the network of that size has and does."""
    st.header(say("mobilenet.any"), anchor=False)
    with Ask("mobilenet") as ask:
        left, right, _ = field_row("any", [2, 2, 3])
        with left:
            typed = ask.text(ANY_WIDTH)
            width = width_of(typed)
            if width is None:
                width = float(ANY_WIDTH.default)
                ask.refuse(say("mobilenet.any.refused", most=MAX_WIDTH, typed=quoted(typed), used=width))
        with right:
            side = ask.whole(ANY_SIDE, 1, MOST_SIDE)
    st.markdown(any_size_text(width, side))


def any_size_text(width: float, side: int) -> str:
    """Count the paper's network at a width and a resolution.

    Examples
    --------
    >>> "470,072" in any_size_text(0.25, 96), "7,745,152" in any_size_text(0.25, 96)
    (True, True)
    >>> "765,881" in any_size_text(0.35, 224)
    True
    """
    network = counted(Chosen(False, width, (side, side)))
    return say(
        "mobilenet.any.text",
        alpha=f"{width:g}",
        side=side,
        macs=f"{network.macs:,}",
        trained=f"{network.parameters:,}",
        stored=f"{network.parameters + network.moving_statistics:,}",
        last=f"{network.layers[-4].out_shape[0]:,}",
    )
