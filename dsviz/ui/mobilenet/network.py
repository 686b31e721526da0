"""MobileNet's page: which network, what each of its layers costs, its family, the sizes it takes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any

import streamlit as st

from dsviz.conv.numbers import Pair
from dsviz.cost.architectures import RESOLUTIONS, WIDTHS, accepted_sides, document_002, mobilenet
from dsviz.cost.counting import count
from dsviz.cost.result import Count, LayerCount
from dsviz.course.results import shape_text
from dsviz.ui.inputs.ask import Ask
from dsviz.ui.inputs.fields import field_row
from dsviz.ui.inputs.names import (
    ALPHA,
    CONVOLUTIONS,
    EVERY,
    HEIGHT,
    NETWORK,
    PART,
    REMEDY,
    RESOLUTION,
    WIDTH,
)
from dsviz.ui.mobilenet.elsewhere import way_to_any
from dsviz.ui.parts.charts import show_chart
from dsviz.ui.parts.tables import show_table
from dsviz.ui.shell.params import Param
from dsviz.ui.shell.words import passage, say

if TYPE_CHECKING:
    from plotly.graph_objects import Figure

TOPIC = "mobilenet"
PARTS = ("layers", "family", "sizes", "picture", "block", "time")
MULTIPLYING = ("standard", "depthwise", "pointwise")
SHARES = {"share": "%.2f", "held": "%.2f", "weighed": "%.2f"}
MOST_SIDE = 224  # pixels, of document 002's network: more would take seconds to run


@dataclass(frozen=True)
class Chosen:
    """The network a reader chose.

    Attributes
    ----------
    document_002 : bool, the document's network; the paper's otherwise
    width : float
    size : (height, width) of its input
    adaptive : bool, the remedy for document 002's sizes
    full : bool, full convolutions in place of the separable blocks
    """

    document_002: bool
    width: float = 1.0
    size: Pair = (224, 224)
    adaptive: bool = True
    full: bool = False

    @property
    def taken(self) -> bool:
        """Whether the network takes its size."""
        least, most = accepted_sides()
        return self.adaptive or all(least <= side <= most for side in self.size)

    @property
    def settings(self) -> dict[str, Any]:
        """The keywords of `dsviz.networks.runs.run_mobilenet`."""
        if self.document_002:
            return {"document_002": True, "adaptive": self.adaptive, "full_convolutions": self.full}
        return {"width": self.width, "full_convolutions": self.full}


@lru_cache(maxsize=64)
def counted(chosen: Chosen) -> Count:
    """Count a chosen network; a size it does not take is counted with the remedy."""
    if chosen.document_002:
        adaptive = chosen.adaptive or not chosen.taken
        return count(document_002(size=chosen.size, adaptive=adaptive, full_convolutions=chosen.full))
    return count(mobilenet(chosen.width, chosen.size[0], full_convolutions=chosen.full))


def ask_part() -> str:
    """Ask for the part of the page."""
    with Ask(TOPIC) as ask:
        return ask.choice(PART, PARTS, is_titled=False)


def ask_network() -> Chosen:
    """Ask for the network and what belongs to it."""
    with Ask(TOPIC) as ask:
        left, right = st.columns(2)
        with left:
            document = ask.choice(NETWORK, ("paper", "document")) == "document"
        with right:
            full = ask.choice(CONVOLUTIONS, ("separable", "full")) == "full"
        if document:
            return _ask_size(ask, full)
        left, right = st.columns(2)
        with left:
            width = _slide(ask, ALPHA, WIDTHS)
        with right:
            side = _slide(ask, RESOLUTION, RESOLUTIONS)
    return Chosen(False, float(width), (int(side), int(side)), full=full)


def _slide(ask: Ask, param: Param, values: Sequence[float]) -> str:
    """Ask with a slider that grows to the right; the paper's full network, the largest, is the usual one."""
    options = tuple(f"{value:g}" for value in sorted(values))
    chosen = ask.choice(param.here(default=options[-1]), options, look="slider", words=str)
    ask.refuse(way_to_any(param, options))
    return chosen


def ask_size() -> Chosen:
    """Ask for the size of document 002's input, and the remedy."""
    with Ask(TOPIC) as ask:
        return _ask_size(ask, full=False)


def _ask_size(ask: Ask, full: bool) -> Chosen:
    left, middle, right = field_row("size", 3)
    with left:
        height = ask.whole(HEIGHT.here(default="32"), 1, MOST_SIDE)
    with middle:
        width = ask.whole(WIDTH.here(default="32"), 1, MOST_SIDE)
    with right:
        adaptive = ask.flag(REMEDY)
    return Chosen(True, size=(height, width), adaptive=adaptive, full=full)


def show_layers(chosen: Chosen) -> None:
    """Render the totals, the bars and the table of a network's layers."""
    network = counted(chosen)
    _show_totals(chosen, network)
    multiplying = [row for row in network if row.macs]
    shares = {
        say("mobilenet.bars.macs"): [100 * row.macs / network.macs for row in multiplying],
        say("mobilenet.bars.parameters"): [100 * row.parameters / network.parameters for row in multiplying],
    }
    st.header(say("mobilenet.bars.heading"), anchor=False)

    def draw() -> Figure:
        from dsviz.figures.networks import layer_bars

        return layer_bars([row.name for row in multiplying], shares, say("mobilenet.bars.axis"))

    show_chart(draw, alt=say("mobilenet.bars.alt", **_largest(network)), key="layer-bars")
    st.header(say("mobilenet.kinds.heading"), anchor=False)
    show_table("mobilenet-kinds", kinds(network), topic="mobilenet.table", formats=SHARES)
    if chosen == Chosen(False):
        st.markdown(say("mobilenet.kinds.paper"))
    st.header(say("mobilenet.table.heading"), anchor=False)
    with Ask(TOPIC) as ask:
        every = ask.flag(EVERY)
    rows = [_line(row, network) for row in network if every or row.macs]
    show_table("mobilenet-layers", rows, topic="mobilenet.table", formats=SHARES)
    st.markdown(_where(network, chosen.full))
    st.markdown(passage("mobilenet-layers"))


def _where(network: Count, full: bool) -> str:
    """Say which convolutions do the work, with the shares this network's layers give."""
    macs = {kind: sum(row.macs for row in network if row.kind == kind) for kind in MULTIPLYING}
    shares = {kind: f"{100 * each / network.macs:.2f}" for kind, each in macs.items()}
    return say(f"mobilenet.where.{'full' if full else 'separable'}", **shares)


def _show_totals(chosen: Chosen, network: Count) -> None:
    full = counted(Chosen(chosen.document_002, chosen.width, chosen.size, chosen.adaptive, full=True))
    macs, parameters, twin = st.columns(3)
    macs.metric(say("mobilenet.total.macs"), f"{network.macs:,}")
    parameters.metric(say("mobilenet.total.parameters"), f"{network.parameters:,}")
    if chosen.full:
        separable = counted(Chosen(chosen.document_002, chosen.width, chosen.size, chosen.adaptive))
        twin.metric(say("mobilenet.total.separable"), f"{separable.macs:,}")
        st.markdown(_gain(separable, network))
    else:
        twin.metric(say("mobilenet.total.full"), f"{full.macs:,}")
        st.markdown(_gain(network, full))


def _gain(separable: Count, full: Count) -> str:
    return say(
        "mobilenet.total.gain",
        macs=f"{full.macs / separable.macs:.2f}",
        weights=f"{full.weights / separable.weights:.2f}",
        full_weights=f"{full.weights:,}",
        separable_weights=f"{separable.weights:,}",
    )


def _line(row: LayerCount, network: Count) -> dict[str, Any]:
    return {
        "name": row.name,
        "kind": say(f"mobilenet.kind.{row.kind}"),
        "in": shape_text(row.in_shape),
        "out": shape_text(row.out_shape),
        "parameters": row.parameters,
        "macs": row.macs,
        "share": 100 * row.macs / network.macs,
        "held": 100 * row.parameters / network.parameters,
    }


def kinds(network: Count) -> list[dict[str, Any]]:
    """Add up MACs and weights by the kind of layer, the largest share of MACs first.

    Examples
    --------
    >>> [f"{row['share']:.2f} {row['weighed']:.2f}" for row in kinds(counted(Chosen(False)))]
    ['94.86 74.59', '3.06 1.06', '1.91 0.02', '0.18 24.33']
    """
    macs: dict[str, int] = {}
    weights: dict[str, int] = {}
    for row in network:
        if row.macs:
            macs[row.kind] = macs.get(row.kind, 0) + row.macs
            weights[row.kind] = weights.get(row.kind, 0) + row.weights
    return [
        {
            "kind": say(f"mobilenet.kind.{kind}"),
            "macs": macs[kind],
            "share": 100 * macs[kind] / network.macs,
            "weights": weights[kind],
            "weighed": 100 * weights[kind] / network.weights,
        }
        for kind in sorted(macs, key=lambda one: -macs[one])
    ]


def _largest(network: Count) -> dict[str, Any]:
    macs = max(network, key=lambda row: row.macs)
    held = max(network, key=lambda row: row.parameters)
    return {
        "count": sum(row.macs > 0 for row in network),
        "macs": macs.name,
        "macs_share": f"{100 * macs.macs / network.macs:.1f}",
        "held": held.name,
        "held_share": f"{100 * held.parameters / network.parameters:.1f}",
    }
