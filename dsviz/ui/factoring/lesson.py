"""The lesson on factoring: which kernel, how many terms are kept, what is lost of weights and outputs."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any

import numpy as np
import streamlit as st

from dsviz.content import Mark, joined
from dsviz.conv.factoring import (
    Array,
    channel_matrices,
    full_multiplier,
    ranks,
    relative_errors,
    singular_values,
)
from dsviz.cost import count, separable, standard
from dsviz.course.results import shape_text, source_of
from dsviz.examples.example import Example
from dsviz.ui.factoring.kernels import (
    KERNELS,
    OWN,
    ask_own,
    factored,
    kernel_of,
    output_error,
    outputs,
)
from dsviz.ui.inputs.ask import Ask
from dsviz.ui.inputs.names import CHANNEL, FILTER, KERNEL, MULTIPLIER
from dsviz.ui.parts.charts import show_chart
from dsviz.ui.parts.tables import show_table
from dsviz.ui.shell.engine import backend
from dsviz.ui.shell.words import language, say
from dsviz.wording.numbers import number

if TYPE_CHECKING:
    from plotly.graph_objects import Figure

    from dsviz.figures.theme import Role

ROUNDING = 1e-9  # a share below it is 0, but for the rounding of the decomposition


@dataclass(frozen=True)
class Chosen:
    """What the reader chose: a kernel, the depth multiplier, a filter and an input channel to look at."""

    kernel: str
    multiplier: int
    filter: int
    channel: int

    @property
    def name(self) -> str:
        """The kernel's id without its numbers."""
        return self.kernel.partition(":")[0]

    @property
    def example(self) -> Example:
        """The kernel with its input."""
        return kernel_of(self.kernel)


def ask_kernel() -> Chosen:
    """Ask for the kernel, the multiplier and what is looked at."""
    with Ask("factoring") as ask:
        first, second, third, fourth = st.columns([3, 3, 2, 2], vertical_alignment="bottom")
        with first:
            kernel = ask.choice(KERNEL, (*KERNELS, OWN), look="list")
        if kernel == OWN:
            kernel = ask_own()
        weight = kernel_of(kernel).layer.weight
        with second:
            multiplier = ask.choice(MULTIPLIER, _upto(full_multiplier(weight), 1), look="slider", words=str)
        with third:
            one = ask.choice(FILTER, _upto(len(weight)), look="list", words="y[{}]".format)
        with fourth:
            channel = ask.choice(CHANNEL, _upto(weight.shape[1]), look="list", words="x[{}]".format)
    return Chosen(kernel, int(multiplier), int(one), int(channel))


def show_verdict(chosen: Chosen) -> None:
    """State what the chosen multiplier keeps and what it costs."""
    example, row = chosen.example, _rows(chosen.kernel, backend())[chosen.multiplier - 1]
    filters, channels, height, width = example.layer.weight.shape
    st.markdown(
        say(f"factoring.kernel.{chosen.name}.note", zeros=_percent((example.layer.weight == 0).mean()))
    )
    st.markdown(
        say(
            "factoring.verdict",
            m=chosen.multiplier,
            weights=f"{number(row['weights'])} %",
            outputs=f"{number(row['outputs'])} %",
            parameters=row["parameters"],
            standard=count(standard(channels, filters, (height, width)), example.layer.x.shape).weights,
            shape=shape_text(example.layer.weight.shape),
            source=say("factoring.own.source") if chosen.name == OWN else source_of(example, say),
        )
    )


def show_rank(chosen: Chosen) -> None:
    """Show each channel's matrix as what it is: so many independent patterns, and how strong each is."""
    weight = chosen.example.layer.weight
    found = ranks(weight)
    st.header(say("factoring.rank.heading"), anchor=False)
    facts = _listed({f"x[{channel}]": str(rank) for channel, rank in enumerate(found)}, "clause")
    st.markdown(say("factoring.rank.text", ranks=facts, most=full_multiplier(weight)))
    st.markdown(slice_rank(weight[chosen.filter, chosen.channel], chosen))
    spectrum, matrix, near = st.columns([5, 4, 4])
    with spectrum:
        st.markdown(say("factoring.spectrum"))
        show_chart(
            lambda: _spectrum(chosen),
            alt=say("factoring.spectrum.alt", values=_spoken_values(weight), m=chosen.multiplier),
            key="factoring-spectrum",
        )
    terms = channel_matrices(weight)[chosen.channel]
    kept = channel_matrices(factored(chosen.kernel, chosen.multiplier).composed)[chosen.channel]
    reach = float(np.abs(terms).max())
    values = {"c": chosen.channel, "m": chosen.multiplier, "shape": shape_text(terms.shape)}
    for place, name, array in ((matrix, "matrix", terms), (near, "near", kept)):
        with place:
            st.markdown(say(f"factoring.{name}", **values))
            _draw_map(name, array, reach, "weight", say(f"factoring.{name}.alt", **values))


def slice_rank(kernel: Array, chosen: Chosen) -> str:
    """Say of one slice, a matrix of its own, what its rank is; of rank 1, that it is a column times a row."""
    rows, columns = kernel.shape
    rank = int(np.linalg.matrix_rank(kernel))
    values = {"n": chosen.filter, "c": chosen.channel, "shape": f"{rows}×{columns}", "rank": rank}
    values |= {"both": rows + columns, "all": rows * columns}
    return say("factoring.slice.one" if rank == 1 else "factoring.slice", **values)


def show_errors(chosen: Chosen) -> None:
    """Plot and tabulate what every multiplier loses."""
    rows = _rows(chosen.kernel, backend())
    st.header(say("factoring.errors.heading"), anchor=False)
    left, right = st.columns([4, 5])  # so that the table's last column is not cut off at 1280
    with left:
        lost = {f"M = {row['m']}": f"{number(row['weights'])} %" for row in rows}
        alt = say("factoring.errors.alt", values=_listed(lost, "semicolon"))
        show_chart(lambda: _errors(chosen, rows), alt=alt, key="factoring-errors")
    with right:
        formats = {"weights": "%.2f", "outputs": "%.2f", "share": "%.1f"}
        show_table("factoring", rows, topic="factoring.column", formats=formats)


def show_outputs(chosen: Chosen) -> None:
    """Render the output of the standard kernel, of its stand-in, and the difference side by side."""
    exact, near = (each[chosen.filter] for each in outputs(chosen.kernel, chosen.multiplier, backend()))
    st.header(say("factoring.outputs.heading"), anchor=False)
    st.markdown(say("factoring.outputs.text", engine=say(f"engine.{backend()}")))
    reach = float(np.abs(exact).max())
    maps = {"exact": exact, "separable": near, "difference": near - exact}
    for place, (name, array) in zip(st.columns(3), maps.items(), strict=True):
        with place:
            largest = number(_clean(float(np.abs(array).max())))
            values = {"n": chosen.filter, "m": chosen.multiplier, "largest": largest}
            st.markdown(say(f"factoring.{name}", **values))
            _draw_map(name, array, reach, "output", say(f"factoring.{name}.alt", **values))


@lru_cache(maxsize=32)
def _rows(kernel: str, engine: str) -> list[dict[str, Any]]:
    """Make a row for every multiplier; errors and shares are in percent."""
    example = kernel_of(kernel)
    filters, channels, height, width = example.layer.weight.shape
    size = example.layer.x.shape
    full = count(standard(channels, filters, (height, width)), size).weights
    rows = []
    for at, error in enumerate(relative_errors(example.layer.weight), 1):
        pair = count(separable(channels, filters, (height, width), depth_multiplier=at), size).weights
        rows.append(
            {
                "m": at,
                "weights": _clean(100 * error),
                "outputs": _clean(100 * output_error(kernel, at, engine)),
                "parameters": pair,
                "share": 100 * pair / full,
            }
        )
    return rows


def _draw_map(name: str, values: Array, reach: float, role: Role, alt: str) -> None:
    def draw() -> Figure:
        from dsviz.figures.factoring import number_map

        return number_map(values, reach, role, say(f"factoring.{name}.name"))

    show_chart(draw, alt=alt, key=f"factoring-{name}", width="content")


def _spectrum(chosen: Chosen) -> Figure:
    from dsviz.figures.factoring import spectrum

    values = singular_values(chosen.example.layer.weight)
    names = [f"x[{channel}]" for channel in range(len(values))]
    titles = (say("factoring.spectrum.x"), say("factoring.spectrum.y"))
    return spectrum(values, chosen.multiplier, titles, names)


def _errors(chosen: Chosen, rows: list[dict[str, Any]]) -> Figure:
    from dsviz.figures.factoring import errors

    curves = {
        say(f"factoring.column.{key}"): [row[key] for row in rows] for key in ("weights", "outputs", "share")
    }
    return errors(curves, chosen.multiplier, (say("factoring.column.m"), say("factoring.errors.y")))


def _spoken_values(weight: Array) -> str:
    lines = {
        f"x[{channel}]": joined([number(float(f"{_clean(value):.3g}")) for value in line], language())
        for channel, line in enumerate(singular_values(weight))
    }
    return _listed(lines, "semicolon")


def _listed(values: dict[str, str], mark: Mark) -> str:
    """Write what has been found of each, by its name."""
    return joined([joined(each, language(), "colon") for each in values.items()], language(), mark)


def _upto(count: int, first: int = 0) -> tuple[str, ...]:
    return tuple(map(str, range(first, first + count)))


def _percent(share: float) -> str:
    return f"{number(round(100 * float(share), 1))} %"


def _clean(value: float) -> float:
    """Take what only rounding left for 0, and round the rest to what a reader can use."""
    return 0.0 if abs(value) < ROUNDING else float(f"{value:.4g}")
