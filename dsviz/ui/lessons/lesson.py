"""How a lesson begins: its title and what to look at, the choice of example, the moving stage."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from typing import TypeVar

import streamlit as st

from dsviz.course.drawings import opening_of
from dsviz.course.guides import is_about
from dsviz.course.scenes import guided
from dsviz.examples import Chain, Example
from dsviz.guides.separable import SEPARABLE
from dsviz.ui.inputs.edits import changer, with_changes
from dsviz.ui.inputs.fields import quoted
from dsviz.ui.inputs.names import EXAMPLE
from dsviz.ui.parts.boxes import show_boxes
from dsviz.ui.parts.cache import scene_of
from dsviz.ui.parts.downloads import show_takeaway
from dsviz.ui.parts.guides import guides_of
from dsviz.ui.parts.own_picture import (
    settle_own_picture,
    show_own_picture,
    title_with_size,
    with_own_picture,
    with_size,
)
from dsviz.ui.parts.stage import stage_view
from dsviz.ui.shell.address import query_param, write_query
from dsviz.ui.shell.engine import backend, painted, the_rest_waits
from dsviz.ui.shell.words import language, passage, say

Shown = TypeVar("Shown", Example, Chain)
Guiding = tuple[str, Example | Chain] | None


def ask_example(page: str, offered: tuple[Shown, ...]) -> Shown:
    """Render the title, what to look at, the layer as boxes, the choice of example; return the chosen one.

    Parameters
    ----------
    page : str
        The page's key; the passage ``<page>-look`` says what to look at.
    offered : tuple of Example or Chain
        The first one is shown where the link names none.
    """
    known = {each.id: each for each in offered}
    settle_own_picture()
    # A chain is as long as the page; one layer stands beside the title.
    words, *beside, choice = st.columns([5, 2] if page == "separable" else [15, 16, 12])
    # Both are of the page's own layer, and out of sight while a guide lends the stage another.
    with choice, st.container(key="own-choice", horizontal=True, vertical_alignment="bottom", gap="small"):
        chosen = _choose(list(known))
        if page != "separable":  # there it stands over the stage, where it moves nothing down
            show_own_picture(chosen)
    with words:
        st.title(say(f"page.{page}.title"), anchor=False)
        st.markdown(passage(f"{page}-look"))
    with beside[0] if beside else nullcontext(), st.container(key=_boxes_key(known[chosen])):
        show_boxes(*opening_of(with_own_picture(known[chosen])), row=True)
    _answer_unknown(known, chosen)
    return with_changes(with_own_picture(known[chosen]))


def _boxes_key(shown: Example | Chain) -> str:
    """Name the place of the boxes; what a guide does with it is written in page.css.

    A run's boxes show every layer that its guide lends, where the guide is about this run, and stay. Boxes of
    another run give their place, which is a row of its own, to the stage.
    """
    if isinstance(shown, Example):
        return "own-boxes"
    return "run-boxes" if is_about(SEPARABLE, shown) else "unguided-boxes"


def show_stage(
    example: Example,
    key: str = "stage",
    link: str = "step",
    locked: str = "",
    files: bool = True,
    middle: str = "",
    chain: str = "",
    title: str = "",
    guide: Guiding = None,
) -> None:
    """Mount the moving stage of one example, and under it what can be taken away.

    On a server that was just started the page ends here until the browser has drawn this much.

    Parameters
    ----------
    example : Example
    key : str
        The same one whatever the example, so that the stage is not mounted anew.
    link : str
        The query parameter that holds the settled step.
    locked : str
        The tensors that cannot be changed on the stage.
    files : bool
        Whether the row of downloads follows.
    middle : {"", "x", "y"}
        The tensor between this layer and the other of a pair, which is called z.
    chain : {"", "first", "second"}
        Which of two layers in one run it is.
    title : str
        What the stage calls itself; by default the example's own title.
    guide : (str, Example or Chain), optional
        The page whose guides lead through the stage, and what it shows.
    """
    title = title or title_with_size(example.id)
    scene = scene_of(example, backend(), language(), link, locked, middle, chain)
    if title:
        scene = {**scene, "title": title}
    if guide is not None:
        scene = guided(scene, guides_of(*guide, backend(), language()), language())
    stage_view(scene, key=key, on_edit=changer(key))
    the_rest_waits()
    if files:
        show_takeaway(example, title=title, page=guide[0] if guide else "")


@contextmanager
def answers() -> Iterator[None]:
    """Hold what tells the results, under the stage: it is out of sight while a stage hides its own."""
    with st.container(key="answers-hidden"):
        st.markdown(say("result.hidden"))
    with st.container(key="answers"):
        yield


def show_words(page: str) -> None:
    """Render the page's explanation, under the stage."""
    st.markdown(passage(page))


def _choose(ids: list[str]) -> str:
    asked = query_param(EXAMPLE)
    shown = asked if asked in ids else ids[0]
    if not painted():
        st.caption(say("lesson.choose"))
        st.markdown(say(f"example.{shown}.title"))
        return shown
    st.session_state[EXAMPLE.name] = shown
    names = {each: with_size(each, say(f"example.{each}.title")) for each in ids}
    return st.selectbox(
        say("lesson.choose"),
        ids,
        format_func=names.__getitem__,
        key=EXAMPLE.name,
        on_change=_write_query,
        args=(ids[0],),
    )


def _write_query(default: str) -> None:
    write_query(EXAMPLE.here(default=default).change(st.session_state[EXAMPLE.name]))


def _answer_unknown(known: dict[str, Shown], chosen: str) -> None:
    asked = query_param(EXAMPLE)
    if asked and asked not in known:
        st.info(say("lesson.unknown", asked=quoted(asked), shown=say(f"example.{chosen}.title")))
