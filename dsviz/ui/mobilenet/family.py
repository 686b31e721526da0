"""The paper's family of MobileNets: 16 combinations of width and resolution, and its printed tables."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import streamlit as st

from dsviz.cost.architectures import RESOLUTIONS, WIDTHS
from dsviz.cost.counting import count
from dsviz.cost.describe import separable, standard
from dsviz.cost.published import (
    FULL_TABLE,
    LAYER_TABLE,
    RESOLUTION_TABLE,
    WIDTH_TABLE,
    Published,
    PublishedLayer,
)
from dsviz.ui.mobilenet.any_size import show_any_size
from dsviz.ui.mobilenet.network import Chosen, counted
from dsviz.ui.parts.charts import show_chart
from dsviz.ui.parts.tables import show_table
from dsviz.ui.shell.words import passage, say

if TYPE_CHECKING:
    from plotly.graph_objects import Figure

MILLION = 1e6
PRINTED = {(each.width, each.resolution): each for each in (*RESOLUTION_TABLE, *WIDTH_TABLE)}
CHANNELS = 512  # of the layer in the paper's table 3


def show_family(chosen: Chosen) -> None:
    """Draw and list the 16 combinations, then the paper's tables 4 and 3 with our counts beside them."""
    curves = {
        say("mobilenet.family.width", width=f"{width:g}"): [_point(width, side) for side in RESOLUTIONS]
        for width in WIDTHS
    }
    # Document 002's network and full convolutions are no members: the paper's separable one is ringed.
    member = Chosen(False, chosen.width, chosen.size if not chosen.document_002 else (224, 224))
    macs = counted(member).macs / MILLION
    titles = (say("mobilenet.family.x"), say("mobilenet.family.y"), say("mobilenet.family.chosen"))
    alt = say("mobilenet.family.alt", width=f"{member.width:g}", side=member.size[0], macs=f"{macs:.2f}")
    st.markdown(passage("mobilenet-family"))

    def draw() -> Figure:
        from dsviz.figures.networks import family_chart

        return family_chart(curves, (member.size[0], macs), titles)

    show_chart(draw, alt=alt, key="family-chart")
    members = [_member(width, side) for width in WIDTHS for side in RESOLUTIONS]
    _table("mobilenet-family", members)
    st.caption(_cut())
    show_any_size()
    st.header(say("mobilenet.full.heading"), anchor=False)
    _table("mobilenet-full", [_full(printed) for printed in FULL_TABLE])
    st.caption(_without_classifier())
    st.header(say("mobilenet.layer.heading"), anchor=False)
    _table("mobilenet-one-layer", [_layer(printed) for printed in LAYER_TABLE])
    st.markdown(passage("mobilenet-typos"))


def _table(name: str, rows: list[dict[str, Any]]) -> None:
    millions = {"m_macs": "%.2f", "m_parameters": "%.3f", "accuracy": "%.1f", "alpha": "%.2f"}
    printed = {"printed_macs": "%.4g", "printed_parameters": "%.3g", "m_weights": "%.4f"}
    show_table(name, rows, topic="mobilenet.family", formats=millions | printed)


def _point(width: float, side: int) -> tuple[int, float, str]:
    printed = PRINTED.get((width, side))
    return side, _m_macs(width, side), f"{printed.accuracy:.1f} %" if printed else ""


def _m_macs(width: float, side: int) -> float:
    return counted(Chosen(False, width, (side, side))).macs / MILLION


def _member(width: float, side: int) -> dict[str, Any]:
    printed = PRINTED.get((width, side))
    return {
        "alpha": width,
        "side": side,
        "m_macs": _m_macs(width, side),
        "printed_macs": printed and printed.m_macs,
        "m_parameters": counted(Chosen(False, width, (side, side))).parameters / MILLION,
        "printed_parameters": printed and printed.m_parameters,
        "accuracy": printed and printed.accuracy,
    }


def _full(printed: Published) -> dict[str, Any]:
    ours = counted(Chosen(False, full=printed.full_convolutions))
    return {
        "kind": say(f"mobilenet.convolutions.{'full' if printed.full_convolutions else 'separable'}"),
        "m_macs": ours.macs / MILLION,
        "printed_macs": printed.m_macs,
        "m_parameters": ours.parameters / MILLION,
        "printed_parameters": printed.m_parameters,
        "accuracy": printed.accuracy,
    }


def _cut() -> str:
    """Say which number of the paper's tables 6 and 7 is not rounded, and which only looks so."""
    values: dict[str, str] = {}
    for name, member in {"rounded": (1.0, 224), "cut": (1.0, 160), "close": (0.5, 224)}.items():
        values[name] = f"{_m_macs(*member):.2f}"
        values[f"{name}_printed"] = f"{PRINTED[member].m_macs:g}"
    exact = counted(Chosen(False, 0.5, (224, 224))).macs
    return say("mobilenet.family.cut", **values, exact=f"{exact:,}")


def _without_classifier() -> str:
    """Say why our number for full convolutions is larger than table 4's."""
    ours = counted(Chosen(False, full=True))
    classifier = sum(row.macs for row in ours if row.kind == "linear")
    values = {"classifier": f"{classifier:,}", "without": f"{ours.macs - classifier:,}"}
    return say("mobilenet.full.note", **values, printed=f"{FULL_TABLE[0].m_macs:,.0f}")


def _layer(printed: PublishedLayer) -> dict[str, Any]:
    channels = int(CHANNELS * printed.width)
    describe: Any = separable if printed.separable else standard
    ours = count(describe(channels, channels, 3, padding=1), printed.side)
    return {
        "kind": say(f"mobilenet.convolutions.{'separable' if printed.separable else 'full'}"),
        "alpha": printed.width,
        "side": printed.side,
        "m_macs": ours.macs / MILLION,
        "printed_macs": printed.m_macs,
        "m_weights": ours.weights / MILLION,
        "printed_parameters": printed.m_parameters,
    }
