"""Each layer's size and receptive field, every sum written out; and what these layers are an example of."""

from __future__ import annotations

from itertools import pairwise

import streamlit as st

from dsviz.conv.chain import LayerChain
from dsviz.conv.chain_geometry import LayerGeometry
from dsviz.conv.geometry import ReceptiveField
from dsviz.ui.several.run import Chosen, run_of
from dsviz.ui.shell.engine import backend
from dsviz.ui.shell.words import say
from dsviz.wording.numbers import number

HEADINGS = ("layer", "k", "stride", "pads", "dilation", "out", "field", "jump", "start")
ALONG = 1  # the columns: the layers here are square, or one row
BEFORE_ALL = ReceptiveField(1, 1, 0)


def show_layers(chosen: Chosen) -> None:
    """Render the table of the layers."""
    st.header(say("several.layers"), anchor=False)
    st.markdown(say("several.layers.text"))
    lines = ["| " + " | ".join(say(f"several.layers.{each}") for each in HEADINGS) + " |"]
    lines += ["|---" * len(HEADINGS) + "|", *(f"| {' | '.join(row)} |" for row in rows_of(chosen.run))]
    with st.container(key="wide-several"):
        st.markdown("\n".join(lines))


def show_note(chosen: Chosen) -> None:
    """Say what these layers are an example of; of two that compute the same, that they do."""
    st.markdown(say(f"several.note.{chosen.id}"))
    if chosen.id in ("twice", "five"):
        twice, five = (run_of(each, backend()) for each in ("twice", "five"))
        wrong = int((twice.output != five.output).sum())
        weights = [sum(layer.weight.size for layer in run.layers) for run in (twice, five)]
        values = {"count": five.output.size, "wrong": wrong, "two": weights[0], "one": weights[1]}
        st.markdown(say("several.same", **values))


def rows_of(run: LayerChain) -> list[tuple[str, ...]]:
    """Write the row of each layer, along its columns.

    Examples
    --------
    >>> from dsviz.conv.chain import chain
    >>> twice = [{"weight": [[[[1, 1, 1]]]], "stride": (1, 2)}, {"weight": [[[[1, 1]]]]}]
    >>> for row in rows_of(chain([[[1, 2, 3, 4, 5, 6]]], twice, backend="numpy")):
    ...     print(*row[5:], sep=", ")
    ⌊(6 + 0 + 0 − 1×(3 − 1) − 1) / 2⌋ + 1 = 2, 1 + (3 − 1)×1×1 = 3, 1×2 = 2, 0 − 0×1 = 0
    ⌊(2 + 0 + 0 − 1×(2 − 1) − 1) / 1⌋ + 1 = 1, 3 + (2 − 1)×1×2 = 5, 2×1 = 2, 0 − 0×2 = 0
    """
    fields = (BEFORE_ALL, *(field[ALONG] for field in run.geometry.fields))
    pairs = zip(run.geometry.layers, pairwise(fields), strict=True)
    return [_row(at, layer, before, after) for at, (layer, (before, after)) in enumerate(pairs, 1)]


def _row(at: int, layer: LayerGeometry, before: ReceptiveField, after: ReceptiveField) -> tuple[str, ...]:
    kernel, stride, dilation = layer.kernel[ALONG], layer.spec.stride[ALONG], layer.spec.dilation[ALONG]
    first, last = layer.pads[ALONG]
    padded = f"{layer.size[ALONG]} + {first} + {last}"
    return (
        *(str(at), str(kernel), str(stride), f"{first} + {last}", str(dilation)),
        f"⌊({padded} − {dilation}×({kernel} − 1) − 1) / {stride}⌋ + 1 = {layer.output_size[ALONG]}",
        f"{before.size} + ({kernel} − 1)×{dilation}×{before.jump} = {after.size}",
        f"{before.jump}×{stride} = {after.jump}",
        f"{number(before.start)} − {first}×{before.jump} = {number(after.start)}",
    )
