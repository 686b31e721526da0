"""Layers in a row as the app and the course tell them: what one output saw of each, and by which paths."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from itertools import product
from typing import Any

import numpy as np

from dsviz import content
from dsviz.content import joined
from dsviz.conv.chain import LayerChain, chain
from dsviz.conv.gradients import Array
from dsviz.conv.one_dimension import without_row
from dsviz.conv.trace import Trace
from dsviz.course.names import between, between_copies, between_words
from dsviz.course.results import told_maps
from dsviz.course.scenes import stage_scene
from dsviz.examples.chains import CHAINS
from dsviz.exercises.exercise import cell_name
from dsviz.wording.numbers import number

Say = Callable[..., str]  # `dsviz.content.label` in the reader's language
KINDS = {"paths": "several.hover.paths", "gradient": "several.hover.gradient"}


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
        return cell_name("y", self.place)

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


def note(chosen: Chosen, engine: str, say: Say) -> list[str]:
    """Say what these layers are an example of; of two that compute the same, that they do."""
    told = [say(f"several.note.{chosen.id}")]
    if chosen.id in ("twice", "five"):
        twice, five = (run_of(each, engine) for each in ("twice", "five"))
        wrong = int((twice.output != five.output).sum())
        weights = [sum(layer.weight.size for layer in run.layers) for run in (twice, five)]
        values = {"count": five.output.size, "wrong": wrong, "two": weights[0], "one": weights[1]}
        told.append(say("several.same", **values))
    return told


def hover(chosen: Chosen, name: str, role: str, values: np.ndarray, seen: np.ndarray, say: Say) -> list[str]:
    """Say what each cell of a map is; role: "paths", "gradient", or that of a tensor."""
    notes = []
    for place in product(*map(range, values.shape)):
        key = KINDS.get(role) or f"several.hover.{'seen' if seen[place] else 'unseen'}"
        name_of, value = cell_name(name, place), number(float(values[place]))
        notes.append(say(key, cell=name_of, value=value, output=chosen.output))
    return notes


def seen_alt(chosen: Chosen, name: str, values: np.ndarray, seen: np.ndarray, spoken: str) -> str:
    """Say what a map shows and which of its numbers reached the output, to those who do not see it."""
    cells = [cell_name(name, tuple(map(int, place))) for place in np.argwhere(seen)]
    shown = told_maps(name, values, spoken)
    return content.label(
        "several.seen.alt", spoken, map=shown, output=chosen.output, cells=joined(cells, spoken)
    )


def told(values: np.ndarray, spoken: str) -> str:
    """Say the numbers of a map, row by row."""
    rows = values.reshape(-1, values.shape[-1]).tolist()
    return joined([joined(map(number, row), spoken) for row in rows], spoken, "semicolon")


def seen_told(chosen: Chosen, say: Say) -> str:
    """Say how many numbers of the input the output saw."""
    seen = chosen.seen(0)
    count = {"seen": int(seen.sum()), "count": seen.size}
    return say("several.seen", output=chosen.output, value=number(chosen.value), **count)


def paths_told(chosen: Chosen, say: Say) -> str:
    """Say how many paths there are."""
    paths = chosen.paths
    return say(
        "several.paths.text", output=chosen.output, total=f"{int(paths.sum()):,}", most=int(paths.max())
    )


def opened(name: str, engine: str) -> Chosen:
    """Return the layers of `CHAINS` with the output that is looked at where none is chosen."""
    run = run_of(name, engine)
    return Chosen(name, run, middle_of(run.layers[-1].output_shape))


def layer_title(name: str, at: int, spoken: str) -> str:
    """Name a layer of `CHAINS`, counted from 1.

    >>> layer_title("strided", 1, "en")
    '3×3 with stride 2, then 3×3 · layer 1'
    """
    layer = content.label("several.layer.name", spoken, number=at)
    return f"{content.label(f'several.chain.{name}', spoken)} · {layer}"


def layer_scene(name: str, at: int, engine: str, spoken: str, outside: int) -> dict[str, Any]:
    """Describe one layer of `CHAINS`, counted from 1, to the stage.

    A tensor between two layers is called what the maps and paths of the page call it.
    """
    chosen, title = opened(name, engine), layer_title(name, at, spoken)
    letters = between(*chosen.names[at - 1 : at + 1])
    words, copies = between_words(letters, spoken), between_copies(letters)
    trace = Trace(chosen.run.layers[at - 1], engine)
    return stage_scene(trace, spoken, words=words, title=title, outside=outside, copies=copies)
