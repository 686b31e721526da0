"""A layer with its right answer, as the mistakes take it apart."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property, lru_cache
from typing import Any, Self

import numpy as np
from numpy.typing import NDArray

from dsviz.conv.convolve import compute
from dsviz.conv.errors import ConvError
from dsviz.conv.layer import Layer
from dsviz.conv.numbers import Pair
from dsviz.conv.reference import pad_numpy
from dsviz.conv.spec import ConvSpec, Pads
from dsviz.conv.tensors import check_fit

Array = NDArray[np.float64]

NOISE = 1e-14  # of the largest sum of sizes
SAME_NUMBER = 1e-9
EXACT_BELOW = 2.0**53
MOST_PATCH_NUMBERS = 1_000_000
MOST_NUMBERS = 2000  # numbers of an input whose patches are kept for the next layer


_TENSORS = ("x", "weight", "bias")


class SolvedLayer(Layer):
    """A layer that knows its right output, and what each part of the sums adds to it."""

    @classmethod
    def of(cls, layer: Layer) -> Self:
        """Make one of a layer."""
        return cls(layer.x, layer.weight, layer.bias, layer.spec)

    def answered(self, answer: Array) -> Self:
        """Return the layer with an answer that is known already, or that is another than its own."""
        other = type(self).of(self)
        other.__dict__.update(answer=answer, output_size=answer.shape[1:])
        return other

    @cached_property
    def answer(self) -> Array:
        """The right output; shape (N, Ho, Wo).

        Hundreds of mistaken layers are tried on one answer, so small ones are computed in one product of
        matrices, which takes a tenth of the time of the reference's loop over the taps.
        """
        if self.slices * self.weight[0, 0].size * self.answer_size > MOST_PATCH_NUMBERS:
            return compute(self, "numpy")
        groups = self.spec.groups
        with np.errstate(all="ignore"):
            sums = self.weight.reshape(groups, self.filters_per_group, -1) @ self.patches
            return self.with_bias(sums.reshape(self.output_shape)) + 0.0

    @property
    def answer_size(self) -> int:
        """How many numbers one filter's map and all groups' patches have."""
        _, height, width = self.output_shape
        return height * width * self.spec.groups

    @cached_property
    def patches(self) -> Array:
        """The inputs under the kernel: (groups, taps of a filter, windows)."""
        if self.x.size > MOST_NUMBERS:
            return _patches(self.x, self.spec, self.kernel, self.output_size, self.pads)
        return _kept_patches(
            self.x.tobytes(), self.x.shape, self.spec, self.kernel, self.output_size, self.pads
        )

    def changed(self, **changes: Any) -> Self | None:
        """Return the layer with other tensors or settings, as `Layer.replace` does.

        Thousands of layers are tried on one answer, so what depends on sizes and settings alone is worked
        out once for all of them.

        Returns
        -------
        SolvedLayer, or None where the changed layer does not fit together
        """
        known: dict[str, Any] = {name: changes.pop(name, getattr(self, name)) for name in _TENSORS}
        known["spec"] = _spec_with(self.spec, tuple(changes.items())) if changes else self.spec
        if known["spec"] is None:
            return None
        biases = None if known["bias"] is None else len(known["bias"])
        geometry = _geometry(known["x"].shape, known["weight"].shape, biases, known["spec"])
        if geometry is None:
            return None
        other = object.__new__(type(self))
        other.__dict__.update(known | geometry)
        return other

    def redone(self, **changes: Any) -> Array | None:
        """Compute the layer as `changed` gives it; None where that does not fit together."""
        changed = self.changed(**changes)
        return None if changed is None else changed.answer

    def part(self, channel: int) -> Array:
        """What one input channel (of each group) adds to every output, without bias; shape (N, Ho, Wo)."""
        weight = np.zeros_like(self.weight)
        weight[:, channel] = self.weight[:, channel]
        part = self.redone(weight=weight, bias=None)
        assert part is not None
        return part

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
        return SolvedLayer(**sizes, spec=self.spec).answer

    @cached_property
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

        Whole numbers of a whole layer by equality; 36.99999999999999 beside them is noise of a float64 sum,
        such as a Fourier transform leaves. Otherwise two numbers are the same when they differ by
        at most a billionth of the larger one, or by what the order of a float64 sum may change.
        """
        if self.is_whole and (a % 1 == 0).all():
            return np.asarray((a == b) | ((b % 1 != 0) & (abs(a - b) <= NOISE * self.scale)))
        with np.errstate(invalid="ignore", over="ignore"):
            near = abs(a - b) <= SAME_NUMBER * np.maximum(abs(a), abs(b)) + 1e-14 * self.scale
        return np.asarray((a == b) | (near & np.isfinite(a) & np.isfinite(b)))


@lru_cache(maxsize=4096)
def _spec_with(spec: ConvSpec, changes: tuple[tuple[str, Any], ...]) -> ConvSpec | None:
    try:
        return ConvSpec(**{**spec.keywords, **dict(changes)})
    except ConvError:
        return None


@lru_cache(maxsize=4096)
def _geometry(
    x: tuple[int, ...], weight: tuple[int, ...], biases: int | None, spec: ConvSpec
) -> dict[str, Any] | None:
    """The padding and the output size of tensors of these shapes; None where they make no layer."""
    try:
        check_fit(x, weight, spec)
        sizes = (x[-2], x[-1]), (weight[-2], weight[-1])
        pads, size = spec.pads(*sizes), spec.output_size(*sizes)
    except ConvError:
        return None
    return {"pads": pads, "output_size": size} if biases in (None, weight[0]) else None


def _patches(x: Array, spec: ConvSpec, kernel: Pair, size: Pair, pads: Pads) -> Array:
    padded = pad_numpy(x, pads, spec.padding_mode)
    channels, rows, columns = padded.strides
    (down, across), (taller, wider) = spec.stride, spec.dilation
    view = np.lib.stride_tricks.as_strided(
        padded,
        shape=(len(padded), *kernel, *size),
        strides=(channels, rows * taller, columns * wider, rows * down, columns * across),
        writeable=False,
    )
    return view.reshape(spec.groups, -1, size[0] * size[1])


@lru_cache(maxsize=512)
def _kept_patches(
    numbers: bytes, shape: tuple[int, ...], spec: ConvSpec, kernel: Pair, size: Pair, pads: Pads
) -> Array:
    return _patches(np.frombuffer(numbers).reshape(shape), spec, kernel, size, pads)
