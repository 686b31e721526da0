"""The exercises: which one, what it asks, and the stage on which a class predicts before it looks."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

import streamlit as st

from dsviz import content
from dsviz.content import asked as words
from dsviz.examples import Chain, Example
from dsviz.examples.exercises import LEVELS, MOST_SEED, TOPICS, Exercise, exercise
from dsviz.export.layout_text import layout_text
from dsviz.stage.scene import scene
from dsviz.ui.choices import Choices
from dsviz.ui.engine import backend
from dsviz.ui.fields import quoted, read_whole
from dsviz.ui.kept import trace_of
from dsviz.ui.stage_view import stage_view
from dsviz.ui.takeaway import show_takeaway
from dsviz.ui.words import language, say

SEED, DEFAULT_SEED = "seed", 1
# What of a link belongs to one exercise only.
OF_ONE = ("step", "order", "step2", "order2")
MOST_KEPT = 300


def choose() -> Exercise:
    """Put topic, level and seed; give the exercise they name."""
    choices = Choices("exercises")
    which, how_hard, number, onwards = st.columns([4, 4, 2, 3], vertical_alignment="bottom")
    with which:
        topic = choices.one("topic", TOPICS, look="list", drops=OF_ONE)
    with how_hard:
        level = choices.one("level", tuple(map(str, LEVELS)), drops=OF_ONE)
    with number:
        seed, refusal = _seed()
    with onwards:
        after = (seed + 1) % (MOST_SEED + 1)
        st.button(say("exercises.next"), key="next", icon=":material/east:", on_click=_go_to, args=(after,))
    choices.refusals += [refusal] if refusal else []
    choices.show_refusals()
    return drawn(topic, int(level), seed)


@lru_cache(maxsize=MOST_KEPT)
def drawn(topic: str, level: int, seed: int) -> Exercise:
    """Draw an exercise, once for all readers."""
    return exercise(topic, level, seed)


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
    """Write the tensors of the second layer, but neither its input nor its output."""
    text = layout_text(
        stage.x, stage.weight, stage.bias, trace_of(stage, "numpy").output, layout="NCHW", depthwise=False
    )
    parts = [part for part in text.split("\n\n") if part[0] in "wb"]
    return "\n\n".join(["p" + parts[0][1:], *parts[1:]])


def _seed() -> tuple[int, str]:
    """Put the field of the seed; give its number, and a sentence where it holds none."""
    # Not bind="query-params": the button writes this field too, and Streamlit objects to a default then.
    typed = st.session_state[SEED] = st.query_params.get(SEED, str(DEFAULT_SEED))
    st.text_input(
        say("exercises.seed"),
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
    for gone in (SEED, *OF_ONE):
        st.query_params.pop(gone, None)
    if seed != str(DEFAULT_SEED):
        st.query_params[SEED] = seed
