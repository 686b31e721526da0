"""What one counts: switches of one's own, and what each known counter would report for the same network."""

from __future__ import annotations

from typing import Any

import streamlit as st

from dsviz.content import Listed
from dsviz.cost import (
    PRESETS,
    Convention,
    Rate,
)
from dsviz.ui.inputs.ask import Ask
from dsviz.ui.inputs.names import (
    BIAS_COUNTED,
    MOVING_COUNTED,
    NETWORK_COUNTED,
    NORM_RATE,
    PADS_COUNTED,
    PER_MAC,
    POOL_RATE,
    RELU_RATE,
)
from dsviz.ui.parts.tables import show_table
from dsviz.ui.shell.words import say
from dsviz.wording.reported import NETWORKS, network_of, rule_rows
from dsviz.wording.three_ways import ThreeWays

# What batch norm may cost: so much for each number, or once for each of its parameters.
RATES = {
    "0": Rate(),
    "1": Rate(inputs=1),
    "2": Rate(inputs=2),
    "4": Rate(inputs=4),
    "p": Rate(parameters=1),
}

# What the pools may cost: so much for each number read, or what a mean takes: additions and a division.
POOLS: dict[str, dict[str, Any]] = {
    **{each: dict.fromkeys(("max_pool", "average_pool", "global_pool"), RATES[each]) for each in "012"},
    "a": {"average_pool": Rate(outputs=1), "global_pool": Rate(inputs=1, outputs=1)},
}


def show_rules(chosen: ThreeWays) -> None:
    """Render the switches, and the table of what each tool reports."""
    st.header(say("cost.rules"), anchor=False)
    st.markdown(say("cost.rules.text"))
    with Ask("cost.rules") as ask:
        network = ask.choice(NETWORK_COUNTED, NETWORKS)
        own = _ask_convention(ask)
    rows = rule_rows(network_of(network, chosen), {"own": own, **PRESETS}, say)
    show_table("counters", rows, topic="cost.rules.table", formats={"of_macs": "%.5f"})
    st.markdown(_agreement(rows))
    st.caption(say("cost.rules.note"))


def _ask_convention(ask: Ask) -> Convention:
    columns = st.columns(4)
    with columns[0]:
        per_mac = int(ask.choice(PER_MAC, ("1", "2")))
        padding = ask.flag(PADS_COUNTED, default=True)
    with columns[1]:
        bias = ask.flag(BIAS_COUNTED)
        moving = ask.flag(MOVING_COUNTED)
    with columns[2]:
        norm = RATES[ask.choice(NORM_RATE, ("0", "1", "2", "4", "p"), look="list")]
        activation = RATES[ask.choice(RELU_RATE, ("0", "1", "2"))]
    with columns[3]:
        pools = POOLS[ask.choice(POOL_RATE, tuple(POOLS), look="list")]
    return Convention(
        "own",
        per_mac=per_mac,
        padding=padding,
        conv_bias=bias,
        linear_bias=bias,
        batch_norm=norm,
        activation=activation,
        **pools,
        moving_statistics=moving,
    )


def _agreement(rows: list[dict[str, Any]]) -> str:
    mine, *tools = rows
    same = [row["tool"] for row in tools if row["operations"] == mine["operations"]]
    if same:
        return say("cost.rules.same", tools=Listed(same), operations=f"{mine['operations']:,}")
    return say("cost.rules.none", operations=f"{mine['operations']:,}")
