"""What one page's link hands over to another: a layer, and the exercise it is from."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

import streamlit as st

from dsviz.conv.layer import Layer
from dsviz.exercises.exercise import EVERY_TOPIC, MOST_SEED, Exercise, exercise, levels_of
from dsviz.reading.errors import ReadError
from dsviz.reading.whole import read_whole
from dsviz.saved.link import State, state_to_text
from dsviz.ui.inputs.names import EXAMPLE, FROM_EXERCISE, SAVED, TOPIC
from dsviz.ui.shell.address import query_param
from dsviz.ui.shell.page import link, page_of
from dsviz.ui.shell.words import say

# What the page that checks work calls the tensors of its link.
OWN = "own"
CACHE_SIZE = 300


@lru_cache(maxsize=CACHE_SIZE)
def exercise_from(topic: str, level: int, seed: int) -> Exercise:
    """Generate an exercise, once for all readers."""
    return exercise(topic, level, seed)


def level_names(topic: str) -> tuple[str, ...]:
    """List the levels of a topic as a link holds them."""
    return tuple(map(str, levels_of(topic)))


def exercise_of(layer: Layer) -> Exercise | None:
    """Return the exercise that the link names, where a layer is its first one; else None."""
    named, _, seed = query_param(FROM_EXERCISE, "").rpartition("-")
    topic, _, level = named.rpartition("-")
    number = read_whole(seed)
    known = topic in EVERY_TOPIC and level in level_names(topic)
    if not known or number is None or not 0 <= number <= MOST_SEED:
        return None
    asked = exercise_from(topic, int(level), number)
    return asked if asked.layers and asked.layers[0] == layer else None


def show_way(key: str, state: State, more: Mapping[str, str] | None = None, words: str = "") -> None:
    """Link to another page with a layer: its tensors and its settings.

    Parameters
    ----------
    key : {"check", "playground", "backward", "transposed"}
        The page.
    state : State
    more : mapping of str to str, optional
        What else the link holds.
    words : str
        What the link says; by default the page's own words.
    """
    try:
        query = {SAVED.name: state_to_text(state)}
    except ReadError:
        st.caption(say("handover.long", page=say(f"page.{key}.title")))
        return
    query |= {EXAMPLE.name: OWN} if key != "playground" else {}
    link(page_of(key), words or say(f"handover.{key}"), query | dict(more or {}))


def show_exercises(*topics: str) -> None:
    """Link to the exercises on a page's topics, the first one's on show."""
    for topic in topics:
        words = say("handover.exercises", topic=say(f"exercises.topic.{topic}"))
        link(page_of("exercises"), words, {TOPIC.name: topic})
