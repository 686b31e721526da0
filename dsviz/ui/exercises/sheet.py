"""A sheet for a class: which topics, how many; the sheet, its key and its answers to download."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import streamlit as st

from dsviz.exercises.exercise import MOST_ON_A_SHEET, TOPICS, Exercise, sheet
from dsviz.export.worksheet import answers_csv, key_html, sheet_html
from dsviz.ui.inputs.ask import Ask
from dsviz.ui.inputs.names import COUNT
from dsviz.ui.inputs.names import TOPICS as TOPICS_ASKED
from dsviz.ui.shell.words import language, say


def show_sheet(asked: Exercise) -> None:
    """Render the choices and the downloads; each file is written when it is asked for."""
    st.header(say("exercises.sheet"), anchor=False)
    with Ask("exercises") as ask:
        which, many = st.columns([5, 1], vertical_alignment="bottom")
        with which:
            topics = _ask_topics(ask, asked.topic)
        with many:
            count = ask.whole(COUNT, 1, MOST_ON_A_SHEET)
    st.markdown(say("exercises.sheet.text", count=count, seed=asked.seed))
    what = (topics, asked.level, asked.seed, count)
    name = f"exercises-{asked.level}-{asked.seed}"
    with st.container(horizontal=True):
        _offer("page", partial(page, *what, language(), address()), f"{name}.html", "text/html")
        _offer("key", partial(key, *what, language(), address()), f"{name}-key.html", "text/html")
        _offer("csv", partial(table, *what, language(), address()), f"{name}.csv", "text/csv")


def page(topics: tuple[str, ...], level: int, seed: int, count: int, spoken: str, place: str) -> str:
    """Write the sheet."""
    return sheet_html(sheet(topics, level, seed, count), language=spoken, address=place)


def key(topics: tuple[str, ...], level: int, seed: int, count: int, spoken: str, place: str) -> str:
    """Write the key."""
    return key_html(sheet(topics, level, seed, count), language=spoken, address=place)


def table(topics: tuple[str, ...], level: int, seed: int, count: int, spoken: str, place: str) -> str:
    """Write the answers as CSV."""
    return answers_csv(sheet(topics, level, seed, count), spoken, place)


def address() -> str:
    """Return the address of this page, without what its link holds."""
    return (st.context.url or "").partition("?")[0]


def _offer(kind: str, write: Callable[[], str], file: str, mime: str) -> None:
    st.download_button(
        say(f"exercises.sheet.{kind}"),
        write,
        file_name=file,
        mime=mime,
        key=f"sheet-{kind}",
        on_click="ignore",
        icon=":material/download:",
    )


def _ask_topics(ask: Ask, shown: str) -> tuple[str, ...]:
    """Ask for the topics; where none is chosen, that of the exercise on show stands in."""
    chosen = ask.several(
        TOPICS_ASKED.here(default=shown),
        TOPICS,
        label=say("exercises.sheet.topics"),
        words=lambda each: say(f"exercises.topic.{each}"),
    )
    if not chosen:
        ask.refuse(say("exercises.sheet.none", topic=say(f"exercises.topic.{shown}")))
    return chosen or (shown,)
