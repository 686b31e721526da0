"""One block walked with numbers: every convolution and batch norm on the stage, every ReLU as maps."""

from __future__ import annotations

from functools import lru_cache, partial
from typing import Any

import numpy as np
import streamlit as st

from dsviz import content
from dsviz.conv.trace import Trace
from dsviz.cost.architectures import separable_block
from dsviz.cost.counting import count
from dsviz.cost.describe import depthwise, pointwise
from dsviz.course.results import shape_text
from dsviz.course.scenes import stage_scene
from dsviz.examples.block import BLOCKS, Block, Norm, Rectified, Step
from dsviz.ui.inputs.ask import Ask
from dsviz.ui.inputs.names import AT, BLOCK
from dsviz.ui.parts.charts import show_chart
from dsviz.ui.parts.downloads import show_takeaway
from dsviz.ui.parts.stage import stage_view
from dsviz.ui.parts.tables import show_table
from dsviz.ui.shell.engine import backend
from dsviz.ui.shell.words import language, passage, say
from dsviz.wording.numbers import number, term

ORDERS = {block.id: block for block in BLOCKS}
NORM = ("gamma", "beta", "mean", "variance", "scale", "shift")
OUTSIDE = 250  # pixels above and below the stage: title, part, order, step and a line of words
BOTH_SIZES = (32, 64)  # channels of document 004's block, for the price of the two orders


def show_block() -> None:
    """Render the choice of order and step, the step itself, and how the two orders differ."""
    block, at = _ask_step()
    step = block.steps[at - 1]
    st.markdown(say(f"block.{_kind(step)}.look"))
    if isinstance(step, Rectified):
        show_relu(step)
    else:
        stage_view(_scene(block.id, at, backend(), language()), key="block-stage")
        show_takeaway(step, title=say(f"example.{step.id}.title"), key="takeaway-block")
        if "norm" in step.id:
            show_norm(_norm_of(block, step), step.id)
    st.markdown(passage("mobilenet-block"))
    st.markdown(_agreement(block))
    st.header(say("block.xception.heading"), anchor=False)
    st.markdown(passage("mobilenet-xception"))
    st.markdown(prices(*BOTH_SIZES))


def _ask_step() -> tuple[Block, int]:
    """Ask for the order and the step in one line; return the block and the step's place in it, from 1."""
    with Ask("mobilenet") as ask:
        left, right = st.columns([4, 7])
        with left:
            block = ORDERS[ask.choice(BLOCK, tuple(ORDERS))]
        places = {str(at): step for at, step in enumerate(block.steps, 1)}
        with right:
            at = ask.choice(AT, tuple(places), words=lambda at: f"{at} {say(f'block.{_kind(places[at])}')}")
    return block, int(at)


@lru_cache(maxsize=64)
def _scene(block_id: str, at: int, engine: str, spoken: str) -> dict[str, Any]:
    step = ORDERS[block_id].steps[at - 1]
    if isinstance(step, Rectified):
        raise TypeError(f"a ReLU has no windows to walk; got step {at} of {block_id}")
    title = content.label(f"example.{step.id}.title", spoken)
    return stage_scene(Trace(step.layer, engine), spoken, title=title, document="", outside=OUTSIDE)


def _kind(step: Step) -> str:
    return step.id.partition("-")[2].rstrip("12")


def _norm_of(block: Block, step: Step) -> Norm:
    norms = [each for each in block.steps if "norm" in each.id]
    return block.norms[norms.index(step)]


def show_norm(norm: Norm, name: str) -> None:
    """Render a batch norm's numbers, and how the scale and the shift come of them."""
    st.markdown(say("block.norm.of"))
    show_table(name, norm_rows(norm), topic="block.norm")
    st.markdown("\n".join(f"- {line}" for line in norm_sums(norm)))


def norm_rows(norm: Norm) -> list[dict[str, float]]:
    """Return a batch norm's numbers channel by channel.

    Examples
    --------
    >>> print(*norm_rows(Norm([4], [1], [3], [4]))[0].values(), sep=" | ")
    0 | 4.0 | 1.0 | 3.0 | 4.0 | 2.0 | -5.0
    """
    columns = {name: getattr(norm, name) for name in NORM}
    return [
        {"channel": channel, **{name: float(column[channel]) for name, column in columns.items()}}
        for channel in range(len(norm.gamma))
    ]


def norm_sums(norm: Norm) -> list[str]:
    """Work out scale and shift of every channel.

    Examples
    --------
    >>> norm_sums(Norm([4], [1], [3], [4]))
    ['Channel 0: scale 4 / √4 = 2, shift 1 − 3 × 2 = −5.']
    """
    lines = []
    for row in norm_rows(norm):
        values = {name: number(value) for name, value in row.items()}
        by = {name: term(row[name]) for name in ("mean", "scale")}
        lines.append(say("block.norm.sums", **values, by_mean=by["mean"], by_scale=by["scale"]))
    return lines


def show_relu(step: Rectified) -> None:
    """Render the maps before a ReLU, the negative cells crossed out, beside those after it."""
    from dsviz.figures.maps import tensor_maps
    from dsviz.figures.rectified import crossed_out

    places = list(np.ndindex(step.x.shape))
    said = [f"max(0, {number(float(step.x[at]))}) = {number(float(step.y[at]))}" for at in places]
    negative, shape = int((step.x < 0).sum()), shape_text(step.x.shape)
    before, after = st.columns(2)
    with before:
        st.markdown(say("block.before", negative=negative, count=step.x.size))
        titles = [f"x[{channel}]" for channel in range(len(step.x))]
        alt = say("block.before.alt", shape=shape, negative=negative)
        show_chart(partial(crossed_out, step.x, titles, said), alt=alt, key=f"{step.id}-x", width="content")
    with after:
        zeros = int((step.y == 0).sum())
        st.markdown(say("block.after", zeros=zeros, count=step.y.size))
        titles = [f"y[{channel}]" for channel in range(len(step.y))]
        show_chart(
            partial(tensor_maps, step.y, "output", titles, said),
            alt=say("block.after.alt", shape=shape, zeros=zeros),
            key=f"{step.id}-y",
            width="content",
        )


def _agreement(block: Block) -> str:
    if backend() != "torch":
        return say("picture.waiting")
    from dsviz.networks.runs import run_block

    wrong = int((run_block(block) != block.output).sum())
    return say("block.differs" if wrong else "block.agrees", wrong=wrong, count=block.output.size)


def prices(in_channels: int, out_channels: int) -> str:
    """Say what the two orders cost in weights, for one pair of channel counts.

    Examples
    --------
    >>> "**2,336**" in prices(32, 64), "**2,624**" in prices(32, 64)
    (True, True)
    """
    first = count([depthwise(in_channels), pointwise(in_channels, out_channels)], (in_channels, 9, 9))
    other = count([pointwise(in_channels, out_channels), depthwise(out_channels)], (in_channels, 9, 9))
    norms = count(separable_block(in_channels, out_channels, 1, "block"), 9)
    return say(
        "block.prices",
        trained=f"{norms.parameters:,}",
        keras=f"{norms.parameters + norms.moving_statistics:,}",
        C=in_channels,
        N=out_channels,
        mobilenet=f"{first.weights:,}",
        xception=f"{other.weights:,}",
    )
