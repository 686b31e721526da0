"""A map that an exercise asks for: the right numbers, and what the common mistakes make of them."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple, Protocol

import numpy as np

from dsviz.check import gradient, transposed
from dsviz.check.diagnose import diagnose
from dsviz.check.diagnosis import Diagnosis
from dsviz.check.made import diagnosis_of
from dsviz.check.mistakes import CATALOGUE
from dsviz.check.solved_layer import Array, SolvedLayer
from dsviz.conv.convolve import compute
from dsviz.conv.gradient_trace import GRADIENT_NAMES
from dsviz.conv.gradients import compute_gradients
from dsviz.conv.layer import Layer
from dsviz.conv.trace import Trace
from dsviz.conv.transposed import compute_transposed
from dsviz.conv.transposed_layer import TransposedLayer

COMMONEST_FIRST = sorted(CATALOGUE, key=lambda mistake: mistake.rank)


class Wrong(NamedTuple):
    """What a mistake makes of a map, in the map's own shape.

    Attributes
    ----------
    mistake : str
        Its id.
    values : mapping
        In which way, such as the channel that was missed.
    output : ndarray
    rank : int
        0 for a common mistake; larger for a rarer one.
    """

    mistake: str
    values: Mapping[str, Any]
    output: Array
    rank: int = 0


class AnswerMap(Protocol):
    """A map with its name on the sheet."""

    @property
    def name(self) -> str:
        """What the map is called: y, z, dx, dw or db."""

    @property
    def right(self) -> Array:
        """The numbers, by the NumPy reference."""

    def wrong(self) -> Iterator[Wrong]:
        """What each mistake gives, the commonest first."""

    def diagnose(self, typed: Array) -> Diagnosis:
        """Mark what was typed, NaN where nothing was, and find the mistake behind it."""


@dataclass(frozen=True, eq=False)
class LayerMap:
    """The output of a layer.

    Attributes
    ----------
    name : str
    layer : Layer
    """

    name: str
    layer: Layer

    @property
    def right(self) -> Array:
        """The output, shape (N, Ho, Wo)."""
        return compute(self.layer, "numpy")

    def wrong(self) -> Iterator[Wrong]:
        """What each mistake of the catalogue gives, the commonest first."""
        solved = SolvedLayer.of(self.layer)
        for mistake in COMMONEST_FIRST:
            for outcome in mistake.outcomes(solved):
                if outcome.shape == solved.output_shape:
                    yield Wrong(mistake.id, outcome.values, outcome.output, mistake.rank)

    def diagnose(self, typed: Array) -> Diagnosis:
        """Mark the output, and find mistakes, pairs of them and slips."""
        return diagnose(Trace(self.layer, "numpy"), typed)


class _Made(ABC):
    """What maps have in common whose mistakes are functions that make the whole map."""

    @property
    @abstractmethod
    def right(self) -> Array:
        """The numbers."""

    def wrong(self) -> Iterator[Wrong]:
        """What each mistake gives."""
        right = self.right
        for mistake, output in self._made():
            if output.shape == right.shape and not np.array_equal(output, right):
                yield Wrong(mistake, {}, output)

    def diagnose(self, typed: Array) -> Diagnosis:
        """Mark the map, and find the mistakes that give every wrong number of it."""
        return diagnosis_of(self.right, typed, self._made())

    @abstractmethod
    def _made(self) -> Iterator[tuple[str, Array]]:
        """The id of each mistake, and the map that it makes."""


@dataclass(frozen=True, eq=False)
class GradientMap(_Made):
    """A gradient of a layer.

    Attributes
    ----------
    layer : Layer
    dy : ndarray, shape (N, Ho, Wo)
    of : {"x", "weight", "bias"}
    """

    layer: Layer
    dy: Array
    of: str

    @property
    def name(self) -> str:
        """Return dx, dw or db."""
        return GRADIENT_NAMES[self.of]

    @property
    def right(self) -> Array:
        """The gradient, in the shape of its tensor."""
        found: Array = getattr(compute_gradients(self.layer, self.dy, "numpy"), self.of)
        return found

    def _made(self) -> Iterator[tuple[str, Array]]:
        for mistake, make in gradient.MISTAKES[self.of].items():
            yield from ((f"{self.of}.{mistake}", output) for output in make(self.layer, self.dy))


@dataclass(frozen=True, eq=False)
class TransposedMap(_Made):
    """The output of a transposed layer.

    Attributes
    ----------
    layer : TransposedLayer
    """

    layer: TransposedLayer
    name = "y"

    @property
    def right(self) -> Array:
        """The output, shape (N, Ho, Wo)."""
        return compute_transposed(self.layer, "numpy")

    def _made(self) -> Iterator[tuple[str, Array]]:
        for mistake, make in transposed.MISTAKES.items():
            yield from ((f"y.{mistake}", output) for output in make(self.layer))
