"""Check my work: which layer the answer is about, a worked example or the reader's own."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

import numpy as np
import streamlit as st

from dsviz import content
from dsviz.check.diagnose import diagnose
from dsviz.check.diagnosis import Diagnosis
from dsviz.conv.layer import Layer
from dsviz.conv.trace import Trace
from dsviz.course.scenes import stage_scene
from dsviz.examples import ALL, Example
from dsviz.export.pytorch_code import framework_call
from dsviz.reading.shown_digits import Shown
from dsviz.saved.state import State
from dsviz.ui.check.own import Printed, ask_own
from dsviz.ui.check.own_shapes import Readings
from dsviz.ui.inputs.ask import Ask
from dsviz.ui.inputs.handover import OWN, exercise_of, show_way
from dsviz.ui.inputs.names import CHECKED_LAYER, DIGITS, SAVED, STEP, WALK_STEP
from dsviz.ui.parts.turns import in_turn
from dsviz.ui.shell.address import query_param, write_query
from dsviz.ui.shell.engine import backend
from dsviz.ui.shell.words import language, say

EXAMPLES = {one.id: one for one in ALL if isinstance(one, Example)}
FIRST = "depthwise-tensorflow"  # what the page opens with
QUICKLY_DIAGNOSED = 50_000  # products; a diagnosis takes some ten milliseconds then
STAGE_NEEDS = 150  # pixels of the window beside the stage


@dataclass(frozen=True)
class Work:
    """The layer whose answer is checked.

    Attributes
    ----------
    key : str
        Tells this layer from every other: an example's id, or what a link holds of own tensors.
    example : Example
    others : dict of str to Example
        The layers that the other layouts of a pasted kernel would make.
    readings : callable
        Makes the layers of other layouts of input and kernel together, by these.
    pictures : tuple of Example
        The layer with each picture of a batch, where there are several.
    picture : int
        Which of them it is, counted from 0.
    line : str
        Whose layer over a row it is, as their texts were read; "" for none.
    printed : tuple of (name, Shown or None)
        The tensors that were read from text, each with what that shows of its digits.
    """

    key: str
    example: Example = field(compare=False)
    others: dict[str, Example] = field(compare=False, default_factory=dict)
    readings: Readings = field(compare=False, default=dict)
    pictures: tuple[Example, ...] = field(compare=False, default=())
    picture: int = field(compare=False, default=0)
    line: str = ""
    printed: Printed = ()

    @property
    def is_own(self) -> bool:
        """Whether the reader brought it."""
        return self.key not in EXAMPLES

    @property
    def trace(self) -> Trace:
        """The layer computed by the engine there is now."""
        return traced(self, backend())


def ask_work() -> Work | None:
    """Ask which layer it is; return None where the reader's own tensors make none yet."""
    if query_param(SAVED) is not None and query_param(CHECKED_LAYER) is None:
        write_query({CHECKED_LAYER.name: OWN})
    with Ask("check") as ask:
        left, right = st.columns([3, 4], vertical_alignment="bottom")
        with left:
            # One's own first: a phone shows a few of the list at a time.
            param = CHECKED_LAYER.here(default=FIRST)
            chosen = ask.choice(param, (OWN, FIRST, *_others()), look="list", words=_title)
    if chosen != OWN:
        write_query({SAVED.name: None, DIGITS.name: None})
        work = Work(chosen, EXAMPLES[chosen])
    else:
        made = ask_own()
        if made is None:
            return None
        _say_exercise(made.example.layer)
        others = (made.others, made.readings, made.pictures)
        work = Work(made.key, made.example, *others, made.picture, made.line, made.printed)
    with right, st.container(horizontal=True, vertical_alignment="center"):
        st.markdown(f"`y = {_call(work)}`", width="content")
        show_way("playground", State.of(work.example.layer))
    return work


def _say_exercise(layer: Layer) -> None:
    asked = exercise_of(layer)
    if asked is not None:
        topic, level = say(f"exercises.topic.{asked.topic}"), say(f"exercises.level.{asked.level}")
        key = "check.exercise.first" if len(asked.layers) > 1 else "check.exercise"
        st.caption(say(key, topic=topic, level=level, seed=asked.seed))


@lru_cache(maxsize=64)
def traced(work: Work, engine: str) -> Trace:
    """Compute a layer with an engine."""
    return Trace(work.example.layer, engine)


@lru_cache(maxsize=64)
def diagnosed(
    work: Work, engine: str, numbers: bytes, shape: tuple[int, ...], shown: Shown | None = None
) -> Diagnosis:
    """Mark an answer, given as the bytes of its float64 numbers, with what its text shows of their digits.

    Raises
    ------
    Busy
        Where other readers' work leaves no turn for a large layer's.
    """
    # A worked example's tensors are exact; a reader's own may be a printout of longer numbers.
    printed = {**dict(work.printed), "output": shown}
    with in_turn(is_long=work.example.layer.macs > QUICKLY_DIAGNOSED):
        return diagnose(traced(work, engine), np.frombuffer(numbers).reshape(shape), printed=printed)


def scene_of(work: Work, opened: bool) -> dict[str, Any]:
    """Describe the layer to the stage: at a step that is to be shown, or with the results hidden."""
    return _scene(work, opened, backend(), language())


@lru_cache(maxsize=64)
def _scene(work: Work, opened: bool, engine: str, spoken: str) -> dict[str, Any]:
    return stage_scene(
        traced(work, engine),
        spoken,
        title=content.label(_title_key(work.key), spoken),
        document=work.example.document,
        # Another name while nothing is opened: a step in the link opens one, with its result.
        param=STEP.name if opened else WALK_STEP.name,
        paused=True,
        hiding="" if opened else "products",
        outside=STAGE_NEEDS,
    )


def title_of(work: Work) -> str:
    """Name the layer."""
    return _title(work.key)


def _call(work: Work) -> str:
    return framework_call(work.example.layer)


def _others() -> tuple[str, ...]:
    return tuple(name for name in EXAMPLES if name != FIRST)


def _title(chosen: str) -> str:
    return say(_title_key(chosen))


def _title_key(chosen: str) -> str:
    return f"example.{chosen}.title" if chosen in EXAMPLES else "check.own"
