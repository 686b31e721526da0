"""The buttons of files, each written when it is pressed."""

from __future__ import annotations

from collections.abc import Callable, Iterable

import streamlit as st

from dsviz.ui.parts.drawings import FILMS
from dsviz.ui.parts.file_names import file_name
from dsviz.ui.parts.films import is_asked_for, show_film
from dsviz.ui.parts.shown import File
from dsviz.ui.shell.words import say


def offer_all(offered: Iterable[File], key: str, refusal_of: Callable[[File], str]) -> None:
    """Render a button for each file; under them the film that was asked for, and why some cannot be had.

    Parameters
    ----------
    offered : iterable of File
    key : str
        Of the downloads they stand among.
    refusal_of : callable
        Says why a file cannot be had; "" where it can.
    """
    refusals: list[str] = []
    asked: File | None = None
    with st.container(horizontal=True, gap="small"):
        for file in offered:
            if refusal := refusal_of(file):
                refusals.append(refusal)
            elif file.kind not in FILMS:
                offer(file, key)
            elif is_asked_for(file, name_of(file), key):
                asked = file
    if asked:
        show_film(asked, key)
    for refusal in dict.fromkeys(refusals):
        st.caption(refusal)


def name_of(file: File) -> str:
    """Name a file on its button."""
    words = say(f"downloads.{file.kind}")
    return say("downloads.nth", what=words, at=file.layer) if file.layer else words


def offer(file: File, key: str) -> None:
    """Render the button that downloads a file."""
    st.download_button(
        name_of(file),
        file.write,
        file_name=file_name(file.name),
        mime=file.mime,
        key=f"{key}-{file.kind}-{file.layer}",
        help=say(f"downloads.{file.kind}.help"),
        on_click="ignore",
        type="tertiary",
        icon=":material/download:",
    )
