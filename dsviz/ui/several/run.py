"""Which layers in a row are shown, and which of their outputs: the page's choices, and the engine's run."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import numpy as np
import streamlit as st

from dsviz.conv.chain import LayerChain, chain
from dsviz.conv.gradients import Array
from dsviz.conv.one_dimension import without_row
from dsviz.examples.chains import CHAINS
from dsviz.ui.inputs.ask import Ask
from dsviz.ui.inputs.fields import field_row
from dsviz.ui.inputs.names import CHAIN, COLUMN, FILTER, ROW
from dsviz.ui.shell.engine import backend
from dsviz.ui.shell.params import Param

Place = tuple[int, int, int]
PLACE = (FILTER, ROW, COLUMN)


@dataclass(frozen=True)
class Chosen:
    """Layers in a row, and one of the last one's outputs.

    Attributes
    ----------
    id : str
        A key of `CHAINS`.
    run : LayerChain
    place : (n, row, column)
    """

    id: str
    run: LayerChain
    place: tuple[int, int, int]

    @property
    def tensors(self) -> tuple[Array, ...]:
        """The input and every layer's output."""
        return self.run.layers[0].x, *self.run.outputs

    @property
    def names(self) -> tuple[str, ...]:
        """What the tensors are called: x, z1, z2, …, y."""
        return "x", *(f"z{number}" for number in range(1, len(self.run.layers))), "y"

    @property
    def output(self) -> str:
        """The chosen output's name."""
        return cell("y", *self.place)

    @property
    def value(self) -> float:
        """The chosen output."""
        return float(self.run.output[self.place])

    @property
    def paths(self) -> Array:
        """How many paths lead from the chosen output to each input number."""
        return np.asarray(self.run.paths(*self.place), dtype=np.float64)

    @property
    def gradient(self) -> Array:
        """By how much the chosen output grows with each input number: the engine's gradient of the run."""
        dy = np.zeros(self.run.output.shape)
        dy[self.place] = 1
        return self.run.gradients(without_row(dy, self.run.is_line))[0].x

    def seen(self, at: int) -> np.ndarray:
        """Return which numbers of tensor `at` reach the chosen output.

        Parameters
        ----------
        at : int
            Place in `tensors`.

        Returns
        -------
        ndarray of bool
        """
        if at == len(self.run.layers):
            mark = np.zeros(self.run.output.shape, dtype=bool)
            mark[self.place] = True
            return mark
        rest = LayerChain(self.run.layers[at:], self.run.outputs[at:], self.run.backend)
        return np.asarray(rest.paths(*self.place) > 0)


def cell(name: str, channel: int, row: int, column: int) -> str:
    """Write a number's name, as the stage does: what has one dimension is row 0.

    >>> cell("z1", 0, 2, 3)
    'z1[0,2,3]'
    """
    return f"{name}[{channel},{row},{column}]"


def ask_output() -> Chosen:
    """Ask for the layers, and for the output that is looked at; without a choice it is the middle one."""
    with Ask("several") as ask:
        which, beside = st.columns([1, 1], vertical_alignment="bottom")
        with which:
            chosen = ask.choice(CHAIN, tuple(CHAINS), look="list")
        run = run_of(chosen, backend())
        with beside:
            shape = run.layers[-1].output_shape
            place = ask_place(ask, "several", PLACE, shape, middle_of(shape))
    return Chosen(chosen, run, place)


def ask_place(
    ask: Ask, row: str, params: tuple[Param, ...], shape: tuple[int, ...], usual: Place, spare: int = 0
) -> Place:
    """Ask for a place of a map, along the axes where there is a choice.

    Parameters
    ----------
    ask : Ask
    row : str
        Names the fields' row.
    params : tuple of Param
        For channel, row and column.
    shape : (channels, rows, columns)
    usual : (channel, row, column)
        Where none is chosen.
    spare : int
        How many fields' room is left empty beside them.
    """
    open_axes = [axis for axis, count in enumerate(shape) if count > 1]
    place = [0, 0, 0]
    fields = field_row(row, len(open_axes) + spare)
    for column, axis in zip(fields, open_axes, strict=False):
        with column:
            place[axis] = ask.whole(params[axis].here(default=str(usual[axis])), 0, shape[axis] - 1)
    return place[0], place[1], place[2]


def middle_of(shape: tuple[int, int, int]) -> tuple[int, int, int]:
    """Return the place that is looked at where none is chosen.

    >>> middle_of((2, 3, 5))
    (0, 1, 2)
    """
    return 0, shape[1] // 2, shape[2] // 2


@lru_cache(maxsize=2 * len(CHAINS))
def run_of(name: str, engine: str) -> LayerChain:
    """Run the layers of `CHAINS`."""
    return chain(CHAINS[name].x, CHAINS[name].layers, backend=engine)
