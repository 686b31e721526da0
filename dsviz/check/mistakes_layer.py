"""A layer with its right answer, as the mistakes take it apart."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from dsviz.conv.convolve import run
from dsviz.conv.errors import ConvError
from dsviz.conv.spec import ConvSpec, Pads
from dsviz.conv.tensors import check_fit

Array = NDArray[np.float64]

SAME_NUMBER = 1e-9
EXACT_BELOW = 2.0**53


@dataclass(frozen=True, eq=False)
class Layer:
    """The tensors and settings of one layer.

    Attributes
    ----------
    x : ndarray, shape (C, H, W)
    weight : ndarray, shape (N, C / groups, kh, kw)
    bias : ndarray, shape (N,), or None
    spec : ConvSpec
    """

    x: Array
    weight: Array
    bias: Array | None
    spec: ConvSpec

    @cached_property
    def answer(self) -> Array:
        """The right output, by the NumPy reference; shape (N, Ho, Wo)."""
        return run(self.x, self.weight, self.bias, self.spec, "numpy")

    @property
    def slices(self) -> int:
        """How many input channels each filter looks into."""
        return self.weight.shape[1]

    @property
    def filters(self) -> int:
        """How many output channels there are."""
        return self.weight.shape[0]

    @property
    def pads(self) -> Pads:
        """The padding, with "same" worked out."""
        return self.spec.pads(*self._sizes)

    def changed(self, **changes: Any) -> Layer | None:
        """Give the layer with some tensors or settings changed.

        Parameters
        ----------
        **changes
            `x`, `weight`, `bias`, or any setting of `ConvSpec`.

        Returns
        -------
        Layer, or None where the changed layer does not fit together
        """
        tensors = {name: changes.pop(name) for name in ("x", "weight", "bias") if name in changes}
        try:
            changed = replace(self, **tensors, spec=ConvSpec(**{**self.spec.keywords, **changes}))
            check_fit(changed.x.shape, changed.weight.shape, changed.spec)
        except ConvError:
            return None
        return changed

    def redone(self, **changes: Any) -> Array | None:
        """Compute the layer as `changed` gives it; None where that does not fit together."""
        changed = self.changed(**changes)
        return None if changed is None else changed.answer

    def part(self, channel: int) -> Array:
        """What one input channel (of each group) adds to every output, without bias; shape (N, Ho, Wo)."""
        weight = self.weight[:, channel : channel + 1]
        return run(self.x[channel :: self.slices], weight, None, self.pads_fixed, "numpy")

    def parts(self) -> Iterator[Array]:
        """Every channel's part in turn."""
        return map(self.part, range(self.slices))

    def with_bias(self, sums: Array) -> Array:
        """Add each filter's bias to its map."""
        return sums if self.bias is None else sums + self.bias[:, None, None]

    @property
    def pads_fixed(self) -> ConvSpec:
        """The settings with the padding as numbers."""
        return ConvSpec(**{**self.spec.keywords, "padding": self.pads})

    @cached_property
    def scales(self) -> Array:
        """The sum of |products| + |bias| of every output: rounding errors are measured against it."""
        bias = None if self.bias is None else abs(self.bias)
        return run(abs(self.x), abs(self.weight), bias, self.spec, "numpy")

    @property
    def scale(self) -> float:
        """The largest of the `scales`."""
        return float(self.scales.max())

    @cached_property
    def is_whole(self) -> bool:
        """Whether every number is whole and every sum exact, so that answers are compared by equality."""
        tensors = [self.x, self.weight, *([] if self.bias is None else [self.bias])]
        return (
            all(bool((tensor == np.round(tensor)).all()) for tensor in tensors) and self.scale < EXACT_BELOW
        )

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

    @property
    def _sizes(self) -> tuple[tuple[int, int], tuple[int, int]]:
        return self.x.shape[-2:], self.weight.shape[-2:]
