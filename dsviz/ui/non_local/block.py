"""The Non-local block's page: which block, its shapes line by line, and where odd sizes go wrong."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import streamlit as st

from dsviz.conv.numbers import Pair
from dsviz.ui.inputs.ask import Ask
from dsviz.ui.inputs.fields import field_row
from dsviz.ui.inputs.names import BLOCK_CHANNELS, HEIGHT, IDENTITY, RELU, REMEDY, SUBSAMPLE, WIDTH
from dsviz.ui.parts.tables import show_table
from dsviz.ui.shell.engine import backend
from dsviz.ui.shell.words import passage, say

TOPIC = "non_local"
CHANNELS, SIDE = (2, 1024), (1, 32)
FLAGS = (SUBSAMPLE, RELU, IDENTITY, REMEDY)
ODD, PAIR_SIDE = 7, 3  # sides at which the document's reshape fails, and at which two pictures mix


@dataclass(frozen=True)
class Block:
    """The block a reader chose.

    Attributes
    ----------
    channels : int, C
    size : (height, width)
    subsample, relu, identity, remedy : bool
        Pooling of phi and g; ReLU after each 1x1 convolution; the paper's identity start; the reshape to
        the places that pooling really leaves.
    """

    channels: int = 64
    size: Pair = (14, 14)
    subsample: bool = False
    relu: bool = True
    identity: bool = False
    remedy: bool = False

    @property
    def reshaped(self) -> int:
        """How many places the document's code reckons with after pooling."""
        return self.size[0] * self.size[1] // 4

    @property
    def pooled(self) -> int:
        """How many places pooling leaves."""
        return (self.size[0] // 2) * (self.size[1] // 2)

    @property
    def has_room(self) -> bool:
        """Whether 2x2 pooling leaves a place at all."""
        return min(self.size) >= 2

    @property
    def refusal(self) -> str:
        """Why the block cannot run at its size; "" where it can.

        Examples
        --------
        >>> Block(size=(7, 7), subsample=True).refusal, Block(size=(1, 9), subsample=True).refusal
        ('places', 'room')
        """
        if not self.subsample:
            return ""
        if not self.has_room:
            return "room"
        return "" if self.remedy or self.reshaped == self.pooled else "places"

    @property
    def settings(self) -> dict[str, Any]:
        """The keywords of `dsviz.networks.runs.run_nonlocal`."""
        return {
            "subsample": self.subsample,
            "relu_embeddings": self.relu,
            "relu_output": self.relu,
            "identity_start": self.identity,
            "measured_reshape": self.remedy,
        }


def ask_block() -> Block:
    """Ask for the size and the switches of the block."""
    with Ask(TOPIC) as ask:
        channels, height, width = field_row("block", 3)
        with channels:
            wide = ask.whole(BLOCK_CHANNELS, *CHANNELS)
        with height:
            rows = ask.whole(HEIGHT.here(default="14"), *SIDE)
        with width:
            columns = ask.whole(WIDTH.here(default="14"), *SIDE)
    switches = {}
    with Ask(TOPIC) as ask:
        for place, param in zip(field_row("switches", len(FLAGS)), FLAGS, strict=True):
            with place:
                switches[param.name] = ask.flag(param, default=param is RELU)
    return Block(wide, (rows, columns), **switches)


def show_verdict(block: Block) -> None:
    """Say why a block cannot run at its size, where it cannot."""
    if block.refusal:
        values = {"height": block.size[0], "width": block.size[1]}
        values |= {"reshaped": block.reshaped, "pooled": block.pooled}
        st.error(say(f"non_local.refused.{block.refusal}", **values))


def lines(block: Block) -> list[tuple[str, tuple[str | int, ...]]]:
    """Return every line of the document's code, by its label, with the shape of what it makes.

    The first axis is B, the number of pictures.

    Examples
    --------
    >>> dict(lines(Block(4, (6, 6), subsample=True)))["attention"]
    ('B', 36, 9)
    """
    height, width = block.size
    places, inner, channels = height * width, block.channels // 2, block.channels
    seen = places
    if block.subsample:
        seen = block.pooled if block.remedy else block.reshaped
    whole = ("B", height, width)
    rows: list[tuple[str, tuple[str | int, ...]]] = [("input", (*whole, channels))]
    rows += [("theta", (*whole, inner)), ("theta reshaped", ("B", places, inner))]
    rows += [*_embedded("phi", block, seen), ("phi transposed", ("B", inner, seen))]
    rows += [("f", ("B", places, seen)), ("attention", ("B", places, seen)), *_embedded("g", block, seen)]
    rows += [("y matrix", ("B", places, inner)), ("y reshaped", (*whole, inner))]
    return [*rows, ("y", (*whole, channels)), ("output", (*whole, channels))]


def _embedded(name: str, block: Block, seen: int) -> list[tuple[str, tuple[str | int, ...]]]:
    (height, width), inner = block.size, block.channels // 2
    rows: list[tuple[str, tuple[str | int, ...]]] = [(name, ("B", height, width, inner))]
    if block.subsample:
        rows.append((f"{name} pooled", ("B", height // 2, width // 2, inner)))
    return [*rows, (f"{name} reshaped", ("B", seen, inner))]


def show_shapes(block: Block) -> None:
    """Render the document's lines with the shapes of their tensors."""
    st.header(say("non_local.shapes.heading"), anchor=False)
    st.markdown(say("non_local.shapes.text"))
    rows = []
    for name, shape in lines(block):
        line, comment = _words_of(name.replace(" ", "_"), block)
        rows.append({"shape": "(" + ", ".join(map(str, shape)) + ")", "line": line, "comment": comment})
    show_table("non-local-shapes", rows, topic="non_local.table")


def _words_of(key: str, block: Block) -> tuple[str, str]:
    """Return a line of the code and the remark on it; the remedied line is no longer the document's."""
    if not (block.subsample and key in ("phi_reshaped", "g_reshaped")):
        return say(f"non_local.line.{key}"), say(f"non_local.comment.{key}")
    if block.remedy:
        return say(f"non_local.line.{key}_remedied"), say("non_local.comment.remedied")
    return say(f"non_local.line.{key}_pooled"), say(f"non_local.comment.{key}")


def show_odd_sizes() -> None:
    """Run the document's subsampled block where its reshape goes wrong, and say what happens."""
    st.header(say("non_local.odd.heading"), anchor=False)
    odd = Block(size=(ODD, ODD), subsample=True)
    st.markdown(say("non_local.odd.text", side=ODD, reshaped=odd.reshaped, pooled=odd.pooled))
    if backend() != "torch":
        st.info(say("picture.waiting"))
        return
    said, moved, remedied = _unguarded()
    st.markdown(say("non_local.odd.torch", side=ODD))
    st.code(said, language=None)
    values = {"side": PAIR_SIDE, "moved": f"{moved:.3g}", "remedied": f"{remedied:.3g}"}
    st.markdown(say("non_local.odd.mixed", **values))
    st.markdown(passage("non_local-remedy"))


@lru_cache(maxsize=1)
def _unguarded() -> tuple[str, float, float]:
    from dsviz.networks.runs import leak, torchs_own_words

    channels = 8
    said = torchs_own_words(channels, ODD, ODD)
    return said, leak(PAIR_SIDE, channels), leak(PAIR_SIDE, channels, measured_reshape=True)
