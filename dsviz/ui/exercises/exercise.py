"""The exercises: which one, what it asks, and the stage on which a class predicts before it looks."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import Any

import streamlit as st

from dsviz import content
from dsviz.content import exercises as words
from dsviz.content.numbers import number
from dsviz.examples import Chain, Example
from dsviz.exercises.exercise import MOST_SEED, TOPICS, Exercise
from dsviz.saved.link import state_to_text
from dsviz.saved.state import State
from dsviz.stage.scene import scene
from dsviz.ui.inputs.choices import Choices
from dsviz.ui.inputs.fields import quoted, read_whole
from dsviz.ui.inputs.handover import FROM, LEVEL_NAMES, OWN, exercise_from
from dsviz.ui.inputs.texts import cells_text, is_in_link
from dsviz.ui.parts.downloads import show_takeaway
from dsviz.ui.parts.stage import stage_view
from dsviz.ui.shell.address import linked, text_for, write_link
from dsviz.ui.shell.engine import backend
from dsviz.ui.shell.page import page_of
from dsviz.ui.shell.words import LANGUAGE, language, say

SEED, DEFAULT_SEED = "seed", 1
# What of a link belongs to one exercise only.
OF_ONE = ("step", "order", "step2", "order2")
MOST_KEPT = 300


def choose() -> Exercise:
    """Put topic, level and seed; give the exercise they name."""
    choices = Choices("exercises")
    _read_level()
    drops = (*OF_ONE, *_unknown())
    which, how_hard, number, onwards = st.columns([4, 4, 2, 3], vertical_alignment="bottom")
    with which:
        topic = choices.one("topic", TOPICS, look="list", drops=drops)
    with how_hard:
        level = choices.one("level", LEVEL_NAMES, drops=drops)
    with number:
        seed, refusal = _seed()
    with onwards:
        after = (seed + 1) % (MOST_SEED + 1)
        st.button(say("exercises.next"), key="next", icon=":material/east:", on_click=_go_to, args=(after,))
    choices.refusals += [refusal] if refusal else []
    choices.show_refusals()
    return exercise_from(topic, int(level), seed)


def show_task(asked: Exercise) -> None:
    """Say what is asked and all the settings."""
    st.markdown(f"**{words.task(asked, language())}**  \n{words.facts(asked, language())}")


def show_stages(asked: Exercise, second: bool) -> None:
    """Mount the stage of each layer with its results hidden.

    Parameters
    ----------
    asked : Exercise
    second : bool
        Whether the second layer of a pair may be seen: its input is the first one's answer.
    """
    if not asked.stages:
        st.caption(say("exercises.no_stage"))
        return
    title = say(f"exercises.topic.{asked.topic}")
    stage_view(_scene(asked.stages[0], backend(), language(), title, "step"), key="stage")
    if len(asked.stages) < 2:
        return
    if second:
        stage_view(_scene(asked.stages[1], backend(), language(), title, "step2"), key="stage2")
    else:
        st.markdown(say("exercises.second"))
        st.code(_second(asked.stages[1]), language=None)


def show_files(asked: Exercise) -> None:
    """Offer what the stages show as files; only for who knows the answer, for it is in them."""
    if asked.stages:
        one = asked.stages[0]
        shown = Chain(one.id, "", (one, asked.stages[1])) if len(asked.stages) > 1 else one
        show_takeaway(shown, title=say(f"exercises.topic.{asked.topic}"))


def show_check(asked: Exercise, typed: Sequence[str]) -> None:
    """Link to the page that checks work, with the tensors of the first layer and what was typed of it.

    Parameters
    ----------
    asked : Exercise
    typed : sequence of str
        The cells of the first layer's output, as they were checked; empty where they are not to go along.
    """
    if not asked.stages:
        return
    one, several = asked.stages[0], len(asked.stages) > 1
    chosen = linked(LANGUAGE)
    page = page_of("check")
    tensors = state_to_text(State(one.x, one.weight, one.bias, one.spec))
    query = {"example": OWN, "s": tensors, FROM: asked.id}
    cells = cells_text(typed)
    if cells and is_in_link(cells):
        query["cells"] = cells
    kind = "exercises.check_work.answer" if "cells" in query else "exercises.check_work"
    st.page_link(
        page.file,
        label=say(f"{kind}.first" if several else kind),
        icon=page.icon,
        query_params=query | ({LANGUAGE: chosen} if chosen else {}),
    )


@lru_cache(maxsize=MOST_KEPT)
def _scene(stage: Example, engine: str, spoken: str, title: str, link: str) -> dict[str, Any]:
    return scene(
        stage.x,
        stage.weight,
        stage.bias,
        title=title,
        backend=engine,
        labels=content.labels("stage", spoken),
        param=link,
        hiding=True,
        outside=330,
        **stage.keywords,
    )


def _second(stage: Example) -> str:
    """Write the weights and biases of the second layer, a line for each filter, as the sheet has them.

    Examples
    --------
    >>> import numpy as np
    >>> print(_second(Example("", "", "", np.ones((2, 1, 1)), np.array([[[[3]], [[-2]]]]), np.array([4]))))
    p[0] = [3, −2]   b[0] = 4
    """
    lines = []
    for at, filter_ in enumerate(stage.weight):
        line = f"p[{at}] = [{', '.join(map(number, filter_.ravel().tolist()))}]"
        lines.append(line if stage.bias is None else f"{line}   b[{at}] = {number(float(stage.bias[at]))}")
    return "\n".join(lines)


def _read_level() -> None:
    """Take a link's level in the words the page shows, too."""
    asked = linked("level", "").strip().casefold()
    for level in LEVEL_NAMES:
        if asked == say(f"exercises.level.{level}").casefold():
            write_link({"level": level})


def _unknown() -> tuple[str, ...]:
    """Name what the link asks for and there is not: it goes as soon as the reader chooses anything."""
    known = {"topic": TOPICS, "level": LEVEL_NAMES}
    return tuple(name for name in known if linked(name, known[name][0]) not in known[name])


def _seed() -> tuple[int, str]:
    """Put the field of the seed; give its number, and a sentence where it holds none."""
    typed = linked(SEED, str(DEFAULT_SEED))
    st.text_input(
        say("exercises.seed"),
        text_for(SEED, typed),
        key=SEED,
        help=say("exercises.seed.help"),
        autocomplete="off",
        on_change=_take_seed,
    )
    number = read_whole(typed)
    if number is not None and 0 <= number <= MOST_SEED:
        return number, ""
    values = {"name": say("exercises.seed"), "typed": quoted(typed), "used": DEFAULT_SEED}
    kind = "fields.whole" if number is None else "fields.range"
    return DEFAULT_SEED, say(kind, **values, least=0, most=MOST_SEED)


def _take_seed() -> None:
    _write_seed(st.session_state[SEED])


def _go_to(seed: int) -> None:
    _write_seed(str(seed))


def _write_seed(seed: str) -> None:
    gone = dict.fromkeys((*OF_ONE, *_unknown()))
    write_link({**gone, SEED: None if seed == str(DEFAULT_SEED) else seed})
