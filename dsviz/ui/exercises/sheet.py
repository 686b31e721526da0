"""A sheet for a class: which topics, how many; the sheet, its key and its answers to download."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import streamlit as st

from dsviz.exercises.exercise import GROWING, MOST_ON_A_SHEET, STEPS, TOPICS, Exercise, sheet
from dsviz.export.gift import gift
from dsviz.export.moodle import moodle_xml
from dsviz.export.qti import qti_zip
from dsviz.export.worksheet import answers_csv, key_html, sheet_html
from dsviz.ui.exercises.roster import Sheet, name_of, show_roster
from dsviz.ui.inputs.ask import Ask
from dsviz.ui.inputs.names import COUNT, SERIES
from dsviz.ui.inputs.names import TOPICS as TOPICS_ASKED
from dsviz.ui.parts.file_names import file_name
from dsviz.ui.shell.words import language, say

IN_TURN = "topics"


def show_sheet(asked: Exercise) -> None:
    """Render the choices and the downloads; each file is written when it is asked for."""
    st.header(say("exercises.sheet"), anchor=False)
    with Ask("exercises") as ask:
        how, which, many = st.columns([2, 4, 1], vertical_alignment="bottom")
        with how:
            grows = _ask_kind(ask, asked.topic) == GROWING
        with which:
            topics = (GROWING,) if grows else _ask_topics(ask, asked.topic)
        with many:
            count = ask.whole(COUNT.here(default=str(len(STEPS))) if grows else COUNT, 1, MOST_ON_A_SHEET)
    count = min(count, len(STEPS)) if grows else count
    text = "exercises.sheet.growing" if grows else "exercises.sheet.text"
    st.markdown(say(text, count=count, seed=asked.seed))
    what = (topics, asked.level, asked.seed, count)
    name = name_of("exercises", Sheet(*what))
    for offered in (SHEETS, PLATFORMS):
        with st.container(horizontal=True):
            for kind, (write, end, mime) in offered.items():
                _offer(kind, partial(write, *what, language(), address()), f"{name}{end}", mime)
    show_roster(Sheet(*what), address())


def page(topics: tuple[str, ...], level: int, seed: int, count: int, spoken: str, place: str) -> str:
    """Write the sheet."""
    return sheet_html(sheet(topics, level, seed, count), language=spoken, address=place)


def half(topics: tuple[str, ...], level: int, seed: int, count: int, spoken: str, place: str) -> str:
    """Write the sheet with every other cell given."""
    return sheet_html(sheet(topics, level, seed, count), language=spoken, address=place, half=True)


def key(topics: tuple[str, ...], level: int, seed: int, count: int, spoken: str, place: str) -> str:
    """Write the key."""
    return key_html(sheet(topics, level, seed, count), language=spoken, address=place)


def table(topics: tuple[str, ...], level: int, seed: int, count: int, spoken: str, place: str) -> str:
    """Write the answers as CSV."""
    return answers_csv(sheet(topics, level, seed, count), spoken, place)


def moodle(topics: tuple[str, ...], level: int, seed: int, count: int, spoken: str, place: str) -> str:
    """Write the sheet as Moodle XML."""
    return moodle_xml(sheet(topics, level, seed, count), language=spoken)


def gift_text(topics: tuple[str, ...], level: int, seed: int, count: int, spoken: str, place: str) -> str:
    """Write the sheet as GIFT."""
    return gift(sheet(topics, level, seed, count), language=spoken)


def qti(topics: tuple[str, ...], level: int, seed: int, count: int, spoken: str, place: str) -> bytes:
    """Write the sheet as a QTI package."""
    return qti_zip(sheet(topics, level, seed, count), language=spoken)


def address() -> str:
    """Return the address of this page, without what its link holds."""
    return (st.context.url or "").partition("?")[0]


Writer = Callable[..., str | bytes]
# What is offered: how it is written, how its file's name ends, and what it is.
SHEETS: dict[str, tuple[Writer, str, str]] = {
    "page": (page, ".html", "text/html"),
    "half": (half, "-half.html", "text/html"),
    "key": (key, "-key.html", "text/html"),
    "csv": (table, ".csv", "text/csv"),
}
PLATFORMS: dict[str, tuple[Writer, str, str]] = {
    "moodle": (moodle, "-moodle.xml", "application/xml"),
    "gift": (gift_text, "-gift.txt", "text/plain"),
    "qti": (qti, "-canvas.zip", "application/zip"),
}


def _offer(kind: str, write: Callable[[], str | bytes], file: str, mime: str) -> None:
    st.download_button(
        say(f"exercises.sheet.{kind}"),
        write,
        file_name=file_name(file),
        mime=mime,
        key=f"sheet-{kind}",
        help=say(f"exercises.sheet.{kind}.help") if kind in PLATFORMS else None,
        on_click="ignore",
        icon=":material/download:",
    )


def _ask_kind(ask: Ask, shown: str) -> str:
    """Ask whether the sheet takes topics in turn or is a growing series."""
    default = GROWING if shown == GROWING else IN_TURN
    return ask.choice(SERIES.here(default=default), (IN_TURN, GROWING))


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
