"""The Non-local block's page: its parameters and MACs, with and without subsampling."""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache
from typing import TYPE_CHECKING, Any

import streamlit as st

from dsviz.cost.architectures import nonlocal_block
from dsviz.cost.counting import count
from dsviz.cost.result import Count, LayerCount
from dsviz.course.results import shape_text
from dsviz.ui.non_local.block import Block
from dsviz.ui.parts.charts import show_chart
from dsviz.ui.parts.tables import show_table
from dsviz.ui.shell.words import say
from dsviz.wording.formulas import tex

if TYPE_CHECKING:
    from plotly.graph_objects import Figure


@lru_cache(maxsize=128)
def counted(block: Block) -> Count:
    """Count a block; where pooling has no room it is counted without."""
    return count(
        nonlocal_block(
            block.channels,
            block.size,
            relu_embeddings=block.relu,
            relu_output=block.relu,
            subsample=block.subsample and block.has_room,
            identity_start=block.identity,
        )
    )


def show_parameters(block: Block) -> None:
    """Render the parameters, the formula with the numbers in it."""
    st.header(say("non_local.parameters.heading"), anchor=False)
    channels, inner = block.channels, block.channels // 2
    one, last = channels * inner + inner, inner * channels + channels
    total = counted(replace(block, identity=False)).parameters
    values = {"C": channels, "inner": inner, "one": tex(one), "last": tex(last)}
    st.markdown(say("non_local.parameters.text", **values, total=f"{total:,}"))
    if block.identity:
        norm = {"norm": f"{2 * channels:,}", "total": f"{counted(block).parameters:,}"}
        st.markdown(say("non_local.parameters.norm", **norm))
    if channels % 2:
        st.markdown(say("non_local.parameters.odd", **values))


def show_costs(block: Block) -> None:
    """Render the MACs of every part, with subsampling too where there is room for it."""
    st.header(say("non_local.costs.heading"), anchor=False)
    whole = counted(replace(block, subsample=False))
    values: dict[str, Any] = {"whole": f"{whole.macs:,}"}
    pooled = {}
    if block.has_room:
        halved = counted(replace(block, subsample=True, remedy=True))
        pooled = {row.name: {"subsampled": row.macs} for row in halved}
        values |= {"halved": f"{halved.macs:,}", "share": f"{100 * halved.macs / whole.macs:.1f}"}
    rows = [{**_row(row), **pooled.get(row.name, {})} for row in whole if row.macs]
    st.markdown(say("non_local.costs.text" if block.has_room else "non_local.costs.room", **values))
    _show_bars(rows)
    show_table("non-local-macs", rows, topic="non_local.table")


def _row(row: LayerCount) -> dict[str, Any]:
    return {
        "part": say(f"non_local.part.{_key(row.name)}"),
        "shape": shape_text(row.out_shape),
        "parameters": row.parameters,
        "macs": row.macs,
    }


def _key(name: str) -> str:
    return name.replace(" @ ", "_by_")


def _show_bars(rows: list[dict[str, Any]]) -> None:
    show_chart(lambda: _bars(rows), alt=say("non_local.bars.alt"), key="non-local-bars")


def _bars(rows: list[dict[str, Any]]) -> Figure:
    from dsviz.figures.networks import layer_bars

    columns = {"macs": say("non_local.bars.whole"), "subsampled": say("non_local.bars.subsampled")}
    amounts = {name: [row[key] / 1e6 for row in rows] for key, name in columns.items() if key in rows[0]}
    return layer_bars([row["part"] for row in rows], amounts, say("non_local.bars.axis"), unit="M")
