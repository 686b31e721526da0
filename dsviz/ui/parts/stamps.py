"""A transposed convolution as a scatter: one input number stamps its kernel, and the stamps add up."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

import numpy as np
import streamlit as st
from numpy.typing import NDArray

from dsviz.conv.product import Stamp
from dsviz.conv.transposed_layer import TransposedLayer
from dsviz.conv.transposed_trace import ScatterTrace
from dsviz.ui.inputs.ask import Ask
from dsviz.ui.inputs.names import STAMP
from dsviz.ui.shell.address import write_query
from dsviz.ui.shell.engine import backend
from dsviz.ui.shell.words import say
from dsviz.wording.numbers import number, term

Array = NDArray[np.float64]
Cell = tuple[int, ...]


@dataclass(frozen=True)
class Table:
    """A map as a table of numbers.

    Attributes
    ----------
    title : str
    texts : sequence of sequence of str
    looks : dict
        A cell's (row, column) -> "now", "stamped" or "cut".
    """

    title: str
    texts: Sequence[Sequence[str]]
    looks: dict[Cell, str]

    @property
    def html(self) -> str:
        """The table, whose caption names it."""
        rows = "".join(
            "<tr>"
            + "".join(
                f'<td class="{self.looks.get((r, c), "")}">{escape(text)}</td>' for c, text in enumerate(row)
            )
            + "</tr>"
            for r, row in enumerate(self.texts)
        )
        return f"<table><caption>{escape(self.title)}</caption>{rows}</table>"


def show_stamps(layer: TransposedLayer, letters: tuple[str, str, str]) -> None:
    """Render one stamp: the number and its kernel, the products where they land, the sums so far.

    Parameters
    ----------
    layer : TransposedLayer
        Of one picture.
    letters : (str, str, str)
        What its input, its weights and its output are called.
    """
    trace = ScatterTrace(layer, backend())
    at = _ask(len(trace))
    stamp = trace[at]
    x, w, y = letters
    name = f"{x}[{','.join(map(str, stamp.index))}]"
    st.markdown(say("stamps.now", name=name, value=number(stamp.value), stamp=at + 1, of=len(trace)))
    if any(product.is_padding for product in stamp.products):
        st.markdown(say("stamps.cut"))
    given, *products = _factors(layer, stamp, x, w)
    # The sums are what changes: they stand first, so that a low screen shows them.
    tables = [given, *_sums(layer, trace, at, y), *products]
    st.html('<div class="stamps">' + "".join(table.html for table in tables) + "</div>")
    st.markdown(say("stamps.sums", y=y))
    told = _told(stamp, trace, at, y)
    lines = "".join(f"<li>{escape(line)}</li>" for line in told)
    st.html(f'<ul class="stamp-sums">{lines}</ul>' if told else escape(say("stamps.nothing")))


def _ask(count: int) -> int:
    """Ask for a stamp: the slider, and a button to either side of it."""
    row = st.container(horizontal=True, vertical_alignment="bottom")
    with row, Ask("stamps") as asking:
        at = int(asking.choice(STAMP, tuple(map(str, range(count))), look="slider", words=_counted))
    for name, to in (("previous", at - 1), ("next", at + 1)):
        row.button(
            say(f"stamps.{name}"),
            key=f"stamps-{name}",
            disabled=not 0 <= to < count,
            on_click=write_query,
            args=(STAMP.change(str(to)),),
        )
    return at


def _counted(option: str) -> str:
    return str(int(option) + 1)


def _factors(layer: TransposedLayer, stamp: Stamp, x: str, w: str) -> list[Table]:
    """The map of the number, and each kernel beside it times the number."""
    channel, row, column = stamp.index
    given = [[number(float(value)) for value in line] for line in layer.x[channel]]
    tables = [Table(f"{x}[{channel}]", given, {(row, column): "now"})]
    for n, kernel in enumerate(layer.weight[channel]):
        products = [[f"{number(stamp.value)}×{term(float(value))}" for value in line] for line in kernel]
        stamped = of_filter(stamp, n)
        tables.append(Table(f"{x} × {w}[{channel},{n}]", products, stamped))
    return tables


def of_filter(stamp: Stamp, n: int) -> dict[Cell, str]:
    """Tell which weights of one filter of the group land in the output, and which the padding cuts off."""
    return {
        product.right.index[2:]: "cut" if product.is_padding else "stamped"
        for product in stamp.products
        if product.right.index is not None and product.right.index[1] == n
    }


def _sums(layer: TransposedLayer, trace: ScatterTrace, at: int, y: str) -> list[Table]:
    """Each output map that the number feeds: the sums so far, this stamp's cells marked."""
    sums, fed = sums_until(layer, trace, at)
    stamped = {product.cell for product in trace[at].products if not product.is_padding}
    tables = []
    for n in layer.channels_fed_by(trace[at].index[0]):
        texts = [
            [number(float(value)) if fed[n, r, c] else "" for c, value in enumerate(line)]
            for r, line in enumerate(sums[n])
        ]
        looks = {cell[1:]: "stamped" for cell in stamped if cell is not None and cell[0] == n}
        tables.append(Table(f"{y}[{n}]", texts, looks))
    return tables


def sums_until(layer: TransposedLayer, trace: ScatterTrace, at: int) -> tuple[Array, Array]:
    """Add up all stamps to one of them, and count how many reach each output.

    Returns
    -------
    (sums, counts) : ndarray, shape (N, Ho, Wo) each
        The bias is in the sums from the beginning.

    Examples
    --------
    >>> layer = TransposedLayer.from_tensors([[[1, 2]]], [[[[1, 10, 100]]]], stride=2)
    >>> sums, counts = sums_until(layer, ScatterTrace(layer, "numpy"), 1)
    >>> sums.tolist(), counts.tolist()
    ([[[1.0, 10.0, 102.0, 20.0, 200.0]]], [[[1.0, 1.0, 2.0, 1.0, 1.0]]])
    """
    sums, counts = np.zeros(layer.output_shape), np.zeros(layer.output_shape)
    if layer.bias is not None:
        sums += layer.bias[:, None, None]
    for stamp in trace[: at + 1]:
        for product in stamp.products:
            if product.is_padding or product.cell is None:
                continue
            sums[product.cell] += product.value
            counts[product.cell] += 1
    return sums + 0.0, counts


def _told(stamp: Stamp, trace: ScatterTrace, at: int, y: str) -> list[str]:
    """Write what each cell was before, what is added, and what it is now."""
    before, _ = sums_until(trace.layer, trace, at - 1)
    lines = []
    for product in stamp.products:
        if product.is_padding or product.cell is None:
            continue
        old = float(before[product.cell])
        factors = f"{number(product.left.value)} × {term(product.right.value)}"
        name = f"{y}[{','.join(map(str, product.cell))}]"
        lines.append(f"{name} = {number(old)} + {factors} = {number(old + product.value)}")
    return lines
