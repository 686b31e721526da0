"""A layer with its right answer, as the mistakes take it apart."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property
from typing import Any, Self

import numpy as np
from numpy.typing import NDArray

from dsviz.conv.convolve import compute
from dsviz.conv.errors import ConvError
from dsviz.conv.layer import Layer

Array = NDArray[np.float64]

SAME_NUMBER = 1e-9
EXACT_BELOW = 2.0**53


class SolvedLayer(Layer):
    """A layer that knows its right output, and what each part of the sums adds to it."""

    @classmethod
    def of(cls, layer: Layer) -> Self:
        """Make one of a layer."""
        return cls(layer.x, layer.weight, layer.bias, layer.spec)

    @cached_property
    def answer(self) -> Array:
        """The right output, by the NumPy reference; shape (N, Ho, Wo)."""
        return compute(self, "numpy")

    def changed(self, **changes: Any) -> Self | None:
        """Return the layer with other tensors or settings, as `Layer.replace` does.

        Returns
        -------
        SolvedLayer, or None where the changed layer does not fit together
        """
        try:
            return self.replace(**changes)
        except ConvError:
            return None

    def redone(self, **changes: Any) -> Array | None:
        """Compute the layer as `changed` gives it; None where that does not fit together."""
        changed = self.changed(**changes)
        return None if changed is None else changed.answer

    def part(self, channel: int) -> Array:
        """What one input channel (of each group) adds to every output, without bias; shape (N, Ho, Wo)."""
        weight = self.weight[:, channel : channel + 1]
        return compute(self.replace(x=self.x[channel :: self.slices], weight=weight, bias=None), "numpy")

    def parts(self) -> Iterator[Array]:
        """Every channel's part in turn."""
        return map(self.part, range(self.slices))

    def with_bias(self, sums: Array) -> Array:
        """Add each filter's bias to its map."""
        return sums if self.bias is None else sums + self.bias[:, None, None]

    @cached_property
    def scales(self) -> Array:
        """The sum of |products| + |bias| of every output: rounding errors are measured against it."""
        sizes = {name: None if each is None else abs(each) for name, each in self.tensors.items()}
        return compute(self.replace(**sizes), "numpy")

    @property
    def scale(self) -> float:
        """The largest of the `scales`."""
        return float(self.scales.max())

    @cached_property
    def is_whole(self) -> bool:
        """Whether every number is whole and every sum exact, so that answers are compared by equality."""
        tensors = [tensor for tensor in self.tensors.values() if tensor is not None]
        whole = all(bool((tensor == np.round(tensor)).all()) for tensor in tensors)
        return whole and self.scale < EXACT_BELOW

    def alike(self, a: Array, b: Array) -> NDArray[np.bool_]:
        """Tell cell by cell whether two answers hold the same number.

        Whole numbers by equality. Otherwise two numbers are the same when they differ by at most a
        billionth of the larger one, or by what the order of a float64 sum may change.
        """
        if self.is_whole:
            return np.asarray(a == b)
        with np.errstate(invalid="ignore", over="ignore"):
            near = abs(a - b) <= SAME_NUMBER * np.maximum(abs(a), abs(b)) + 1e-14 * self.scale
        return np.asarray((a == b) | (near & np.isfinite(a) & np.isfinite(b)))
