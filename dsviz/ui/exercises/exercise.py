"""The exercises: which one, what it asks, and the stage on which a class predicts before it looks."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import Any

import streamlit as st

from dsviz.conv.layer import Layer
from dsviz.conv.rewritten import transposed
from dsviz.conv.trace import Trace
from dsviz.conv.transposed_layer import TransposedLayer
from dsviz.course.scenes import REWRITE, rewritten_scene, stage_scene
from dsviz.examples import Chain, Example
from dsviz.exercises.answer_map import AnswerMap, GradientMap, TransposedMap
from dsviz.exercises.exercise import EVERY_TOPIC, GROWING, MOST_SEED, Exercise, seed_after
from dsviz.export.given import given
from dsviz.saved.link import state_to_text
from dsviz.saved.state import State, shortest
from dsviz.ui.inputs.ask import Ask
from dsviz.ui.inputs.handover import OWN, exercise_from, level_names, show_way
from dsviz.ui.inputs.names import (
    CELLS,
    EXAMPLE,
    FROM_EXERCISE,
    GRADIENT,
    LEVEL,
    OF_ONE_EXERCISE,
    OUTPUT_PADDING,
    PAD,
    SAVED,
    SEED,
    STEP,
    STEP_2,
    STRIDE,
    TOPIC,
    TRANSPOSED_BIAS,
    TRANSPOSED_INPUT,
    TRANSPOSED_KERNEL,
    UPSTREAM,
)
from dsviz.ui.inputs.texts import cells_text, is_in_link
from dsviz.ui.parts.downloads import show_takeaway
from dsviz.ui.parts.shown import Shown
from dsviz.ui.parts.stage import stage_view
from dsviz.ui.shell.address import query_param, write_query
from dsviz.ui.shell.engine import backend
from dsviz.ui.shell.page import link, page_of
from dsviz.ui.shell.words import language, say
from dsviz.wording import exercises as words
from dsviz.wording.numbers import number
from dsviz.wording.tensors import tensor_text

SHEET_SEED = SEED.here(default="1", drops=OF_ONE_EXERCISE)
CACHE_SIZE = 300
MOST_BUTTONS = 3
STAGE_NEEDS = 330  # pixels of the window beside the stage


def ask_exercise() -> Exercise:
    """Ask for topic, level and seed; return the exercise they name."""
    _read_level()
    drops = (*OF_ONE_EXERCISE, *_unknown())
    with Ask("exercises") as ask:
        which, how_hard, number, onwards = st.columns([4, 4, 2, 3], vertical_alignment="bottom")
        with which:
            topic = ask.choice(TOPIC.here(drops=drops), EVERY_TOPIC, look="list")
        with how_hard:
            level = _ask_level(ask, topic, drops)
        param = SHEET_SEED.here(drops=drops)
        with number:
            seed = ask.whole(param, 0, MOST_SEED)
        with onwards:
            after = param.change(str(seed_after(seed)))
            names = level_names(topic)
            if topic == GROWING:  # the next of the series, after the last one the next series
                at = (names.index(level) + 1) % len(names)
                after = (after if at == 0 else {}) | LEVEL.here(default=names[0]).change(names[at])
            words = say("exercises.next")
            st.button(words, key="next", icon=":material/east:", on_click=write_query, args=(after,))
    return exercise_from(topic, int(level), seed)


def _ask_level(ask: Ask, topic: str, drops: tuple[str, ...]) -> str:
    names = level_names(topic)
    return ask.choice(
        LEVEL.here(drops=drops),
        names,
        look="list" if len(names) > MOST_BUTTONS else "buttons",
        words=lambda each: words.level_name(topic, each, language()),
    )


def show_task(asked: Exercise) -> None:
    """Say what is asked and all the settings."""
    st.markdown(f"**{words.task(asked, language())}**  \n{words.facts(asked, language())}")
    if asked.other is not None:
        _show_given(asked)


def _show_given(asked: Exercise) -> None:
    """Print the tensors as they are given: the stage shows them stretched or turned."""
    with st.container(horizontal=True, gap="medium"):
        for caption, values, _ in given(asked):
            with st.container(width="content", gap=None):
                st.markdown(f"`{caption}`")
                st.code(tensor_text(values[None]), language=None, width="content")


def show_stages(asked: Exercise, second: bool) -> None:
    """Mount the stage of each layer with its results hidden.

    Parameters
    ----------
    asked : Exercise
    second : bool
        Whether the second layer of a pair may be seen: its input is the first one's answer.
    """
    if asked.counted:
        st.caption(say("exercises.no_stage"))
        return
    title = say(f"exercises.topic.{asked.topic}")
    if asked.other is not None:
        _show_rewritten(asked.other, title)
        return
    shared = "y" if len(asked.layers) > 1 else ""
    stage_view(_scene(asked.layers[0], backend(), language(), title, STEP.name, shared), key="stage")
    if len(asked.layers) < 2:
        return
    if second:
        stage_view(_scene(asked.layers[1], backend(), language(), title, STEP_2.name, "x"), key="stage2")
    else:
        st.markdown(say("exercises.second"))
        st.code(_second(asked.layers[1]), language=None)


def _show_rewritten(asked: AnswerMap, title: str) -> None:
    """Mount the stage of a gradient or a transposed layer, which is an ordinary convolution there."""
    if isinstance(asked, TransposedMap):
        found, of = transposed(asked.layer), "transposed"
    elif isinstance(asked, GradientMap):
        found, of = REWRITE[asked.of](asked.layer, asked.dy), asked.name
    showing: dict[str, Any] = {"title": title, "param": STEP.name, "outside": STAGE_NEEDS}
    scene = rewritten_scene(found, of, backend(), language(), hiding="products", **showing)
    stage_view(scene, key="stage")


def show_files(asked: Exercise) -> None:
    """Offer what the stages show as files; only for who knows the answer, for it is in them."""
    if asked.layers:
        show_takeaway(_shown(asked), title=say(f"exercises.topic.{asked.topic}"))
    if isinstance(asked.other, GradientMap):
        query = {UPSTREAM.name: str(shortest(asked.other.dy)), GRADIENT.name: asked.other.of}
        show_way("backward", State.of(asked.other.layer), query)
    if isinstance(asked.other, TransposedMap):
        link(page_of("transposed"), say("page.transposed.title"), _numbers_of(asked.other.layer))


def _numbers_of(layer: TransposedLayer) -> dict[str, str]:
    """Write a transposed layer as the link of its page holds one's own numbers."""
    settings = {
        STRIDE: layer.spec.stride,
        PAD: layer.spec.padding[0],
        OUTPUT_PADDING: layer.spec.output_padding,
    }
    query = {param.name: str(sides[0]) for param, sides in settings.items()}
    tensors = {TRANSPOSED_INPUT: layer.x, TRANSPOSED_KERNEL: layer.weight}
    tensors |= {} if layer.bias is None else {TRANSPOSED_BIAS: layer.bias}
    query |= {param.name: str(shortest(values)) for param, values in tensors.items()}
    return query | {EXAMPLE.name: OWN}


def show_check(asked: Exercise, typed: Sequence[str]) -> None:
    """Link to the page that checks work, with the tensors of the first layer and what was typed of it.

    Parameters
    ----------
    asked : Exercise
    typed : sequence of str
        The cells of the first layer's output, as they were checked; empty where they are not to go along.
    """
    if not asked.layers:
        return
    one, several = asked.layers[0], len(asked.layers) > 1
    tensors = state_to_text(State.of(one))
    query = {EXAMPLE.name: OWN, SAVED.name: tensors, FROM_EXERCISE.name: asked.id}
    cells = cells_text(typed)
    if cells and is_in_link(cells):
        query[CELLS.name] = cells
    kind = "exercises.check_work.answer" if CELLS.name in query else "exercises.check_work"
    link(page_of("check"), say(f"{kind}.first" if several else kind), query)


def _shown(asked: Exercise) -> Shown:
    """Name the layers as the files do."""
    name = f"exercise-{asked.id}"
    examples = [
        Example(each, asked.topic, "", layer, own=True)
        for each, layer in zip((name, f"{name}-mixed"), asked.layers, strict=False)
    ]
    return Chain(name, "", (examples[0], examples[1])) if len(examples) > 1 else examples[0]


@lru_cache(maxsize=CACHE_SIZE)
def _scene(layer: Layer, engine: str, spoken: str, title: str, link: str, middle: str) -> dict[str, Any]:
    showing: dict[str, Any] = {"title": title, "param": link, "middle": middle, "outside": STAGE_NEEDS}
    return stage_scene(Trace(layer, engine), spoken, hiding="products", **showing)


def _second(layer: Layer) -> str:
    """Write the weights and biases of the second layer, a line for each filter, as the sheet has them.

    Examples
    --------
    >>> import numpy as np
    >>> print(_second(Layer(np.ones((2, 1, 1)), [[[[3]], [[-2]]]], [4])))
    p[0] = [3, −2]   b[0] = 4
    """
    lines = []
    for at, filter_ in enumerate(layer.weight):
        line = f"p[{at}] = [{', '.join(map(number, filter_.ravel().tolist()))}]"
        lines.append(line if layer.bias is None else f"{line}   b[{at}] = {number(float(layer.bias[at]))}")
    return "\n".join(lines)


def _read_level() -> None:
    """Take a link's level in the words the page shows, too."""
    asked = query_param(LEVEL, "").strip().casefold()
    topic = query_param(TOPIC, EVERY_TOPIC[0])
    for level in level_names(topic):
        if asked == words.level_name(topic, level, language()).casefold():
            write_query({LEVEL.name: level})


def _unknown() -> tuple[str, ...]:
    """Name what the link asks for and there is not: it goes as soon as the reader chooses anything."""
    topic = query_param(TOPIC, EVERY_TOPIC[0])
    if topic == GROWING:  # its levels are no other topic's
        return (LEVEL.name,)
    known = {TOPIC: EVERY_TOPIC, LEVEL: level_names(topic)}
    return tuple(param.name for param in known if query_param(param, known[param][0]) not in known[param])
