"""The words of a page in its reader's language."""

from __future__ import annotations

import re
from contextvars import ContextVar

import streamlit as st

from dsviz import content
from dsviz.conv.errors import Refusal
from dsviz.ui.shell.address import is_gone_back, query_param, write_query
from dsviz.ui.shell.params import Param

LANGUAGE = Param("lang", "language of the page")
CHOSEN = "language.chosen"
SWITCH = "language-switch"

# A formula in a sentence, and the mark of the sentence behind it.
_MARKED = re.compile(r"(?<![\\$])\$([^$\n]{1,200})\$([，。；：、！？）」])(?=(\$?))")

# The language of the run of a page that is under way in this thread.
_SETTLED: ContextVar[str | None] = ContextVar("language", default=None)


def language() -> str:
    """Name the language of this page: the one in the link, else the browser's, else English."""
    return _SETTLED.get() or _wished()


def settle_language() -> None:
    """Find the page's language for the whole run: a page asks for it some hundred times.

    The sidebar leads to a page without what the link holds, so the language of the last page is kept. The
    way back leads to a page in the language that it had.
    """
    if is_gone_back():
        st.session_state.pop(CHOSEN, None)
    chosen = query_param(LANGUAGE, st.session_state.get(CHOSEN, ""))
    if chosen in content.languages():
        st.session_state[CHOSEN] = chosen
        write_query(LANGUAGE.change(chosen))
    _SETTLED.set(_wished())


def _wished() -> str:
    spoken = st.context.locale or ""
    for wish in (query_param(LANGUAGE, ""), spoken, spoken.partition("-")[0]):
        if wish in content.languages():
            return wish
    return content.DEFAULT_LANGUAGE


def show_languages() -> None:
    """Render the switch between the languages there are; everything else of the page stays as it is."""
    st.session_state[SWITCH] = language()
    st.segmented_control(
        say("language.choose"),
        content.languages(),
        required=True,
        format_func=lambda code: content.label("language.name", code),
        key=SWITCH,
        on_change=_switch,
        label_visibility="collapsed",
    )


def _switch() -> None:
    write_query(LANGUAGE.change(st.session_state[SWITCH]))


def say(key: str, **values: object) -> str:
    """Return a label in the reader's language: `dsviz.content.label`."""
    return with_its_mark(content.label(key, language(), **values))


def refused(error: Refusal, *, placed: bool = True) -> str:
    """Return a refusal in the reader's language, with or without its place in a text."""
    return error.sentence(language(), placed=placed)


def passage(name: str) -> str:
    """Return a Markdown passage in the reader's language: `dsviz.content.text`."""
    return with_its_mark(content.text(name, language()))


def with_its_mark(markdown: str) -> str:
    r"""Put a Chinese mark behind a formula into it: a browser would begin a line with the mark.

    Examples
    --------
    >>> with_its_mark("原来是积 $K^2$，现在是和 $K + C$ 。")
    '原来是积 $K^2\\text{，}$现在是和 $K + C$ 。'

    Two formulas on the two sides of a mark stay two: ``$$`` would begin one of its own.

    >>> with_its_mark("$M$，$N$，$K$。")
    '$M\\text{，}$ $N\\text{，}$ $K\\text{。}$'
    """
    if "$" not in markdown:
        return markdown
    return _MARKED.sub(lambda found: rf"${found[1]}\text{{{found[2]}}}$" + " " * len(found[3]), markdown)


def begun(rule: str) -> str:
    """Begin a rule, which the engine writes small, with a capital: here it stands alone.

    Examples
    --------
    >>> begun("stride must be from 1 to 4; got 0")
    'Stride must be from 1 to 4; got 0'
    >>> begun("output_padding must be from 0 to 1; got 2")
    'output_padding must be from 0 to 1; got 2'
    """
    first, _, _ = rule.partition(" ")
    return rule if "_" in first else rule[:1].upper() + rule[1:]
