"""Films among the downloads: made when they are asked for, in turn with all other long work, and then saved.

A file that is written as it is downloaded has nowhere to say how many are before it, and those who wait for
theirs would hold up every other download. So a film takes two presses.
"""

from __future__ import annotations

import streamlit as st

from dsviz.ui.parts.file_names import file_name
from dsviz.ui.parts.shown import File
from dsviz.ui.parts.turns import Busy, in_turn
from dsviz.ui.shell.words import begun, refused, say


def is_asked_for(file: File, words: str, key: str) -> bool:
    """Render the button that has a film made, and tell whether it was pressed.

    Parameters
    ----------
    file : File
    words : str
        What the button says.
    key : str
        Of the downloads it stands among.
    """
    return st.button(
        words,
        key=f"{key}-{file.kind}-{file.layer}",
        help=say(f"downloads.{file.kind}.help"),
        type="tertiary",
        icon=":material/movie:",
    )


def show_film(file: File, key: str) -> None:
    """Make a film in turn and render the button that saves it, or a sentence where no turn came."""
    try:
        with in_turn(), st.spinner(say("downloads.film.making")):
            made = file.write()
    except Busy as busy:
        st.warning(say("downloads.film.busy", sentence=begun(refused(busy))))
        return
    st.download_button(
        say("downloads.film.save", name=file_name(file.name)),
        made,
        file_name=file_name(file.name),
        mime=file.mime,
        key=f"{key}-made",
        on_click="ignore",
        type="primary",
        icon=":material/download:",
    )
