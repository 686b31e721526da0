"""The paste box: what is read, in which layout, and where it cannot be read."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

import numpy as np
import streamlit as st

from dsviz.conv.spec import ConvSpec
from dsviz.reading.axes import Role
from dsviz.reading.errors import ReadError
from dsviz.reading.frames import Shape
from dsviz.reading.paste import Reading, read_shape, read_tensor
from dsviz.reading.whole import setting_texts
from dsviz.saved.link import State
from dsviz.saved.workbench import refusal
from dsviz.ui.inputs.texts import plain
from dsviz.ui.parts.results import shape_text
from dsviz.ui.playground.layer import beginning, current, put
from dsviz.ui.playground.numbers import show_ways_out
from dsviz.ui.shell.words import refused, say

ROLES: tuple[Role, ...] = ("input", "kernel", "bias")
ROLE, TEXT, SHAPE, LAYOUT, REPORT = (
    f"play.paste.{name}" for name in ("role", "text", "shape", "layout", "said")
)
# The settings of a layer that nobody has set.
USUAL: dict[str, Any] = {"stride": 1, "padding": 0, "dilation": 1, "padding_mode": "zeros"}
EXAMPLE = "tf.Tensor(\n[[[[ 2.  5.]\n   [ 3.  3.]]]], shape=(1, 1, 2, 2), dtype=float32)"


@dataclass(frozen=True)
class Report:
    """What came of the last text.

    Attributes
    ----------
    role : {"input", "kernel", "bias"}
    typed : tuple of int
        The shape of the numbers as typed; () where they could not be read.
    layouts : tuple of (layout, shape)
        The layouts the numbers allow, the taken one first.
    wrong : str
        Why nothing was taken.
    notes : tuple of str
        What else of the layer changed with it.
    before : ConvSpec or None
        The settings of the layer whose tensor was replaced, where they went back to the usual ones.
    """

    role: Role
    typed: tuple[int, ...] = ()
    layouts: tuple[tuple[str, tuple[int, ...]], ...] = ()
    wrong: str = ""
    notes: tuple[str, ...] = ()
    before: ConvSpec | None = None


def show_paste() -> None:
    """Render the box, and beside it what was read."""
    box, said = st.columns([3, 2])
    with box, st.form("play.paste", border=False):
        st.segmented_control(
            say("playground.paste.role"),
            ROLES,
            key=ROLE,
            default=ROLES[0],
            required=True,
            format_func=lambda role: say(f"playground.paste.role.{role}"),
        )
        st.text_area(say("playground.paste.text"), key=TEXT, height=170, placeholder=EXAMPLE)
        st.text_input(say("playground.paste.shape"), key=SHAPE, placeholder="1, 3, 3, 2", autocomplete="off")
        st.form_submit_button(say("playground.paste.take"), on_click=_take, type="primary")
    with said:
        _show_report(st.session_state.get(REPORT))


def _show_report(report: Report | None) -> None:
    if report is None:
        st.markdown(say("playground.paste.help"))
        return
    role = say(f"playground.paste.role.{report.role}")
    if report.wrong:
        st.error(say("playground.paste.wrong", role=role, reason=plain(report.wrong)))
        return
    layout, shape = report.layouts[0]
    values = {"role": role, "typed": shape_text(report.typed) or "1", "layout": layout}
    why = refusal(current())
    (st.success if why is None else st.info)(say("playground.paste.read", shape=shape_text(shape), **values))
    if why is not None:
        show_ways_out(why, beside="paste")
    for note in report.notes:
        st.info(note)
    if report.before is not None:
        st.info(say("playground.paste.set_back"))
        st.button(say("playground.paste.keep", settings=_in_words(report.before)), on_click=_keep_settings)
    if len(report.layouts) > 1:
        shapes = dict(report.layouts)
        # In one order whichever is taken, so that a choice does not move under the finger.
        st.segmented_control(
            say("playground.paste.layout"),
            sorted(shapes),
            key=LAYOUT,
            required=True,
            format_func=lambda each: f"{each} → {shape_text(shapes[each])}",
            on_change=_take_as,
        )


def _in_words(spec: ConvSpec) -> str:
    parts = [f"{say(f'playground.{name}')} {text}" for name, text in setting_texts(spec).items()]
    if spec.padding_mode != "zeros":
        parts.append(say(f"playground.padding_mode.{spec.padding_mode}"))
    return ", ".join(parts)


def _keep_settings() -> None:
    """Take up again the settings that went back when a tensor was pasted; the groups stay as read."""
    report: Report = st.session_state[REPORT]
    assert report.before is not None
    state = current()
    put(state.replace(**{**report.before.keywords, "groups": state.spec.groups}))
    st.session_state[REPORT] = replace(report, before=None)


def _take() -> None:
    _read(layout=None)


def _take_as() -> None:
    _read(layout=st.session_state[LAYOUT])


def _read(layout: str | None) -> None:
    """Read the text, put its tensor into the layer, and keep what is to be said about it."""
    role, state = st.session_state[ROLE] or ROLES[0], current()
    try:
        typed_shape = st.session_state[SHAPE].strip()
        shape = read_shape(typed_shape) if typed_shape else None
        x_shape, weight_shape = _known(role, state)
        known: dict[str, Any] = {"x_shape": x_shape, "weight_shape": weight_shape}
        reading = read_tensor(st.session_state[TEXT], role=role, shape=shape, layout=layout, **known)
    except ReadError as error:
        st.session_state[REPORT] = Report(role, wrong=refused(error))
        return
    taken, notes = with_tensor(state, role, reading)
    # What a layer of others was set to has nothing to do with the numbers pasted now. Another layout
    # of the same numbers leaves the settings alone.
    is_set_back = layout is None and role != "bias" and _is_set(taken.spec)
    put(taken.replace(**USUAL) if is_set_back else taken)
    st.session_state[LAYOUT] = reading.layout
    st.session_state[REPORT] = Report(
        role,
        reading.shape,
        tuple((option.layout, option.array.shape) for option in reading.options),
        notes=tuple(notes),
        before=state.spec if is_set_back else _before(layout),
    )


def _before(layout: str | None) -> ConvSpec | None:
    """Return what the last report offers to keep, where the same numbers are read in another layout."""
    report: Report | None = st.session_state.get(REPORT)
    return report.before if layout is not None and report is not None else None


def _is_set(spec: ConvSpec) -> bool:
    return spec != ConvSpec(groups=spec.groups)


def _known(role: Role, state: State) -> tuple[Shape | None, Shape | None]:
    """Return the shapes that may decide between layouts: not those only there to begin with."""
    usual = beginning()
    foreign_x = role == "kernel" and np.array_equal(state.x, usual.x)
    foreign_weight = role == "input" and np.array_equal(state.weight, usual.weight)
    return None if foreign_x else state.x.shape, None if foreign_weight else state.weight.shape


def with_tensor(state: State, role: Role, reading: Reading) -> tuple[State, list[str]]:
    """Put a tensor that was read into a layer; say what else had to change with it."""
    if role != "kernel":
        return state.replace(**{"x" if role == "input" else "bias": reading.array}), []
    changes: dict[str, Any] = {"weight": reading.array}
    notes: list[str] = []
    if state.bias is not None and len(state.bias) != len(reading.array):
        numbers = say("playground.bias.numbers", count=len(state.bias))
        filters = say("playground.bias.filters", count=len(reading.array))
        notes.append(say("playground.bias.dropped", numbers=numbers, filters=filters))
        changes["bias"] = None
    if reading.groups not in (None, state.spec.groups):
        notes.append(say("playground.groups.changed", groups=reading.groups))
        changes["groups"] = reading.groups
    return state.replace(**changes), notes
