"""The receptive fields of known networks, and of layers that a reader types."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache

import streamlit as st

from dsviz.content import joined
from dsviz.conv.errors import Refusal
from dsviz.cost.fields import FieldLayer, FieldRow, field_rows, mobilenet_v1, seen_by, vgg_16
from dsviz.reading.layer_lines import read_layer_lines
from dsviz.ui.inputs.ask import Ask
from dsviz.ui.inputs.names import FIELDS_OF, INPUT_SIDE, LINES
from dsviz.ui.inputs.texts import Texts, plain
from dsviz.ui.parts.tables import show_table
from dsviz.ui.shell.page import link, page_of
from dsviz.ui.shell.words import begun, language, refused, say
from dsviz.wording.numbers import number

NETWORKS: dict[str, Callable[[], tuple[FieldLayer, ...]]] = {"vgg16": vgg_16, "mobilenet": mobilenet_v1}
OWN = "own"
EXAMPLE = "3 1 1 1\n3 2 1 1\n3 1 2 2"
MOST_SIDE = 4096


def show_networks() -> None:
    """Render the choice of network, the field for a reader's own layers, and the table."""
    st.header(say("several.fields.heading"), anchor=False)
    st.markdown(say("several.fields.text"))
    with Ask("several") as ask:
        which, side = st.columns([3, 1], vertical_alignment="bottom")
        with which:
            chosen = ask.choice(FIELDS_OF, (*NETWORKS, OWN))
        with side:
            size = ask.whole(INPUT_SIDE.here(default="224"), 1, MOST_SIDE)
    text = ""
    if chosen == OWN:
        label, explained = say("several.lines"), say("several.lines.help")
        text = Texts("several").box(LINES.name, st.text_area, label, EXAMPLE, help=explained)
    try:
        layers = own_layers(text) if chosen == OWN else NETWORKS[chosen]()
        _show_rows(chosen, size, layers)
    except Refusal as error:
        st.warning(say("fields.refused", rule=plain(begun(refused(error)))))
    link(page_of("formulas"), say("several.formulas"))


def own_layers(text: str) -> tuple[FieldLayer, ...]:
    """Read a reader's layers, named by their place.

    Examples
    --------
    >>> own_layers("7 2 3\\n3")
    (('1', (7, 2, 3, 1)), ('2', (3, 1, 0, 1)))
    """
    return tuple((str(number), layer) for number, layer in enumerate(read_layer_lines(text), 1))


def _show_rows(chosen: str, size: int, layers: tuple[FieldLayer, ...]) -> None:
    rows = _rows(layers, size)
    last = rows[-1]
    told = say(
        "several.fields.last",
        name=say("several.fields.numbered", number=last.name) if chosen == OWN else last.name,
        field=f"{last.field:,}",
        jump=f"{last.jump:,}",
        start=number(last.start),
    )
    st.markdown("\n\n".join([told, _covered(layers, last, size)]))
    table = [
        {
            "name": row.name,
            **dict(zip(("kernel", "step", "pad", "gaps"), row.layer, strict=True)),
            **{"out": row.out, "field": row.field, "jump": row.jump, "start": number(row.start)},
        }
        for row in rows
    ]
    show_table(f"fields-{chosen}", table, topic="several.fields")


def _covered(layers: tuple[FieldLayer, ...], last: FieldRow, size: int) -> str:
    """Say how many positions of the input the output in the middle really reads, and where the rest lies."""
    middle = last.out // 2
    seen = int(seen_by(layers, size, middle).sum())
    first = last.start + middle * last.jump
    inside = max(min(first + last.field, size) - max(first, 0), 0)
    which = "several.fields.seen" if last.out > 1 else "several.fields.seen.only"
    lines = [say(which, middle=middle, last=last.out - 1, seen=seen, size=size)]
    if last.field > inside:
        lines.append(
            say("several.fields.outside", outside=f"{last.field - inside:,}", field=f"{last.field:,}")
        )
    if inside > seen:
        lines.append(say("several.fields.skipped", skipped=inside - seen))
    return joined(lines, language(), "sentence")


@lru_cache(maxsize=32)
def _rows(layers: tuple[FieldLayer, ...], size: int) -> tuple[FieldRow, ...]:
    return field_rows(layers, size)
