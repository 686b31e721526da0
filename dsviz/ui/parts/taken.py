"""In which order of axes a tensor was taken and why, the other orders at once, and the picture of a batch."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import streamlit as st

from dsviz.content import joined
from dsviz.course.results import shape_text
from dsviz.exercises.exercise import cell_name
from dsviz.reading.axes import Option, Role
from dsviz.reading.errors import ReadError
from dsviz.reading.paste import Reading
from dsviz.reading.picked import left_out
from dsviz.saved.outcome import Outcome, outcome
from dsviz.saved.state import State
from dsviz.ui.inputs.boxes import Boxes
from dsviz.ui.inputs.said import Said
from dsviz.ui.inputs.texts import plain
from dsviz.ui.parts.heard import show_heard
from dsviz.ui.shell.address import text_for
from dsviz.ui.shell.words import language, say
from dsviz.wording.numbers import number
from dsviz.wording.said_settings import settings_in_words

# A layout -> the draft of the layer that it would make; None where there is none.
Drafter = Callable[[str], State | None]


def say_layout(reading: Reading) -> str:
    """Say in which order a tensor was taken."""
    names = "O" if reading.role == "bias" else reading.layout  # N of a bias counts filters
    axes = joined([say(f"taken.axis.{axis}") for axis in names], language())
    return say("taken.read", shape=shape_text(reading.shape) or "1", layout=reading.layout, axes=axes)


def show_taken(
    boxes: Boxes,
    box: str,
    reading: Reading,
    drafted: Drafter,
    *,
    is_named: bool = False,
    is_said: bool = False,
) -> None:
    """Say how the tensor of a box was taken, and put what else can be chosen.

    Parameters
    ----------
    boxes : Boxes
    box : {"x", "w", "b"}
    reading : Reading
    drafted : callable
        Makes the draft of the layer in which this tensor is taken in another order.
    is_named : bool
        Whether to say which tensor it is: where its box stands apart.
    is_said : bool
        The order has been said already: only a choice is left to show.
    """
    choice = boxes.held(box).choice
    others = () if choice.is_known else _others(reading, drafted)
    why = say("taken.why", why=reading.why.sentence(language())) if others else ""
    if others or not is_said:
        with st.container(horizontal=True, vertical_alignment="center", gap="small"):
            said = joined(filter(None, [say_layout(reading), why]), language(), "sentence")
            named = joined([f"**{box}**", said], language(), "colon") if is_named else said
            st.caption(named, width="content")
            for name, words in others:
                taken = choice._replace(layout=name)
                st.button(words, key=f"take-{box}-{name}", on_click=boxes.choose, args=(box, taken))
    if reading.pictures > 1:
        _ask_picture(boxes, box, reading)


def _others(reading: Reading, drafted: Drafter) -> list[tuple[str, str]]:
    """List by name the other layouts that fit, each with what it would give; all, where none fits."""
    draft = drafted(reading.name)
    now = None if draft is None else outcome(draft)
    found = []
    for option in reading.others:
        words, other = say_option(option, reading.role), drafted(option.name)
        given = None if other is None else outcome(other)
        if now is None or given is not None:
            found.append((option.name, words if other is None else f"{words} {_say_outcome(given, now)}"))
    return found


def ask_shape(boxes: Boxes, box: str) -> None:
    """Ask for the shape of numbers in a row; a bias is one."""
    if box != "b" and boxes.is_row(box):
        key, held = f"shape-{box}", boxes.held(box).choice
        st.text_input(
            say("taken.shape"),
            text_for(key, held.shape),
            key=key,
            placeholder="3, 3",
            autocomplete="off",
            on_change=lambda: boxes.choose(box, held._replace(shape=str(st.session_state[key] or ""))),
        )


def _ask_picture(boxes: Boxes, box: str, reading: Reading) -> None:
    key, choice, count = f"picture-{box}", boxes.held(box).choice, reading.pictures
    st.session_state[key] = reading.picture
    st.selectbox(
        say("taken.pictures", count=count),
        range(count),
        key=key,
        format_func=lambda at: say("taken.picture", number=at + 1, count=count),
        on_change=lambda: boxes.choose(box, choice._replace(picture=st.session_state[key])),
    )


def say_option(option: Option, role: Role) -> str:
    """Say what an order makes of the numbers; where there is doubt of the text, how it is taken."""
    words = _say_layout_of(option, role)
    if option.form:
        is_map = option.layout in ("HW", "W", "N")
        words = say(
            f"taken.form.{option.form}", option=shape_text(option.array.shape[-2:]) if is_map else words
        )
    return words


def _say_layout_of(option: Option, role: Role) -> str:
    size, channels = shape_text(option.shape[-2:]), say("taken.channels", count=option.shape[-3])
    if role != "kernel":
        return say("taken.input", layout=option.layout, size=size, channels=channels)
    filters = say("taken.filters", count=option.shape[0])
    return say("taken.kernel", layout=option.layout, size=size, filters=filters, channels=channels)


def _say_outcome(given: Outcome | None, now: Outcome | None) -> str:
    """Say what a layer would give: the first number that is another one than now."""
    if given is None:
        return say("taken.misfit")
    shape, cell = shape_text(given.shape), given.telling_cell(now)
    if cell is None:
        return say("taken.gives.same")
    if given.output is None:
        return say("taken.gives.shape", shape=shape)
    return say("taken.gives", shape=shape, cell=cell_name("y", cell), number=number(given.output[cell]))


def show_said(
    said: Said | None,
    readings: Mapping[Role, Reading | ReadError],
    take: Callable[[Mapping[str, str]], None],
    *,
    is_transposed: bool = False,
) -> None:
    """Say what the tensors of a snippet were taken for, while they stand in the boxes.

    Parameters
    ----------
    said : Said or None
    readings : dict of role to Reading or ReadError
    take : callable
        Takes the settings of one call, where the snippet has several.
    is_transposed : bool
        The layer here is a transposed one.
    """
    if said is None or not said.names:
        return
    tensors = [
        say(
            "taken.snippet.one",
            name=plain(name) or say("taken.unnamed"),
            role=say(f"taken.role.{role}"),
            why=why.sentence(language()),
            layout=reading.layout,
        )
        for role, (name, why) in said.names.items()
        if isinstance(reading := readings.get(role), Reading)
    ]
    sentences = [say("taken.snippet", tensors=joined(tensors, language(), "semicolon"))]
    if said.spoken:
        kernel = readings.get("kernel")
        is_row = isinstance(kernel, Reading) and "H" not in kernel.layout
        listed = settings_in_words(said.spoken, language(), is_row=is_row)
        sentences.append(say("taken.snippet.settings", settings=listed))
    if said.left:
        sentences.append(plain(left_out(said.left).sentence(language())))
    with st.container(key="told"):  # frame.js tells it to who cannot see it
        st.markdown(joined(sentences, language(), "sentence"))
    show_heard(said, take, is_transposed=is_transposed)
