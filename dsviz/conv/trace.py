"""A layer told as steps: one output number each, with every product that made it."""

from collections.abc import Sequence
from operator import index as as_index
from typing import Any, overload

import numpy as np
from numpy.typing import NDArray

from dsviz.conv.borders import NOWHERE
from dsviz.conv.convolve import check_backend, compute
from dsviz.conv.errors import ConvError
from dsviz.conv.layer import Layer
from dsviz.conv.step import Step, Tap

Array = NDArray[np.float64]


def trace(
    x: Any,
    weight: Any,
    bias: Any = None,
    *,
    stride: Any = 1,
    padding: Any = 0,
    dilation: Any = 1,
    groups: int = 1,
    padding_mode: str = "zeros",
    backend: str = "torch",
) -> "Trace":
    """Compute a layer's output and make its steps readable.

    Parameters
    ----------
    x : array_like, shape (C, H, W), or (C, L), which is told as one row
    weight : array_like, shape (N, C / groups, kh, kw), or (N, C / groups, K)
    bias : array_like, shape (N,), optional
    stride, padding, dilation, groups, padding_mode
        As in `dsviz.convolve`.
    backend : {"torch", "numpy"}
        With "numpy" the reference stands in for torch, which is not loaded, and nothing is compared.

    Returns
    -------
    Trace

    Raises
    ------
    ConvError
        A `ValueError` whose sentence gives the rule, then the values.

    Examples
    --------
    >>> traced = trace([[[1, 2, 3], [4, 5, 6], [7, 8, 9]]], [[[[1, 2], [3, 4]]]], [10])
    >>> len(traced), traced[0].channel_sums, traced[0].bias, traced[0].result
    (4, (37.0,), 10.0, 47.0)
    >>> [tap.product for tap in traced.at(0, 1, 1).taps]
    [5.0, 12.0, 24.0, 36.0]
    >>> traced.disagreement
    0.0
    """
    check_backend(backend)
    layer = Layer.from_tensors(
        x,
        weight,
        bias,
        stride=stride,
        padding=padding,
        dilation=dilation,
        groups=groups,
        padding_mode=padding_mode,
    )
    return Trace(layer, backend)


class Trace(Sequence[Step]):
    """The steps of a layer, filter by filter, row by row.

    A step is worked out when it is asked for: making a trace costs one convolution a backend.

    Parameters
    ----------
    layer : Layer
        Of one picture: x of shape (C, H, W).
    backend : {"torch", "numpy"}

    Attributes
    ----------
    layer : Layer
    backend : {"torch", "numpy"}
    output : ndarray, shape (N, Ho, Wo)
        The backend's.
    reference : ndarray, shape (N, Ho, Wo)
        The NumPy reference's.
    disagreement : float or None
        The largest difference between output and reference; None where there is only one of them.

    Raises
    ------
    ConvError
        Rules ``tensor-rank`` and ``backend-known``.

    Examples
    --------
    >>> Trace(Layer([[[1, 2, 3]]], [[[[1, -1]]]]), "numpy")[1].result
    -1.0
    """

    def __init__(self, layer: Layer, backend: str = "torch") -> None:
        if layer.x.ndim != 3:
            raise ConvError("tensor-rank", name="x", axes="(channels, height, width)", shape=layer.x.shape)
        self.layer, self.backend = layer, backend
        self.reference = compute(layer, "numpy")
        self.output = self.reference if backend == "numpy" else compute(layer, backend)
        self.disagreement = None if backend == "numpy" else largest_difference(self.output, self.reference)
        for array in (self.output, self.reference):
            array.setflags(write=False)

    def __len__(self) -> int:
        return self.output.size

    def __repr__(self) -> str:
        filters, height, width = self.output.shape
        return f"<Trace of {len(self)} steps: {filters} x {height} x {width}, {self.backend}>"

    @overload
    def __getitem__(self, index: int) -> Step: ...
    @overload
    def __getitem__(self, index: slice) -> tuple[Step, ...]: ...
    def __getitem__(self, index: int | slice) -> Step | tuple[Step, ...]:
        if isinstance(index, slice):
            return tuple(self[i] for i in range(len(self))[index])
        place = np.unravel_index(step_number(index, len(self)), self.output.shape)
        return self._step(int(place[0]), int(place[1]), int(place[2]))

    def at(self, out_channel: int, row: int, col: int) -> Step:
        """Return the step that makes one output cell.

        Parameters
        ----------
        out_channel, row, col : int
            From 0.

        Raises
        ------
        IndexError
            Where the output has no such cell.
        """
        place = as_index(out_channel), as_index(row), as_index(col)
        check_place("output", place, self.output.shape)
        return self._step(*place)

    def _step(self, n: int, row: int, col: int) -> Step:
        layer = self.layer
        taps: list[Tap] = []
        sums: list[float] = []
        for c in range(layer.slices):
            under_slice = [self._tap((n, c, u, v), row, col) for u, v in np.ndindex(*layer.kernel)]
            taps += under_slice
            sums.append(sum(tap.product for tap in under_slice))
        bias = None if layer.bias is None else float(layer.bias[n])
        return Step(n, row, col, tuple(taps), tuple(sums), bias, float(self.output[n, row, col]))

    def _tap(self, at: tuple[int, int, int, int], row: int, col: int) -> Tap:
        layer, (n, c, u, v) = self.layer, at
        (top, _), (left, _) = layer.pads
        channel = layer.first_channel(n) + c
        in_row, in_col = layer.cell_under(0, row, u), layer.cell_under(1, col, v)
        source = int(layer.sources[0][in_row + top]), int(layer.sources[1][in_col + left])
        is_padding = not (0 <= in_row < layer.size[0] and 0 <= in_col < layer.size[1])
        weight = float(layer.weight[at])
        if NOWHERE in source:
            return Tap(channel, in_row, in_col, None, None, *at, 0.0, weight, 0.0, is_padding)
        x = float(layer.x[(channel, *source)])
        return Tap(channel, in_row, in_col, *source, *at, x, weight, x * weight + 0.0, is_padding)


def largest_difference(a: Array, b: Array) -> float:
    """Find max |a - b|; two numbers that overflowed alike do not differ.

    >>> largest_difference(np.array([1.0, np.inf]), np.array([1.5, np.inf]))
    0.5
    """
    with np.errstate(invalid="ignore"):
        difference = np.abs(a - b)
    alike = (a == b) | (np.isnan(a) & np.isnan(b))
    return float(np.where(alike, 0.0, difference).max())


def rounding_bound(layer: Layer) -> float:
    """Say how far apart two right float64 computations of a layer can be: they add in another order.

    >>> rounding_bound(Layer([[[0.1, 0.3]]], [[[[3, 1]]]])) < 1e-14
    True
    """
    with np.errstate(over="ignore"):
        largest = np.abs(layer.weight).sum(axis=(1, 2, 3)).max() * np.abs(layer.x).max()
        if layer.bias is not None:
            largest += np.abs(layer.bias).max()
        return float(largest * np.finfo(np.float64).eps * (layer.weight[0].size + 2))


def step_number(index: Any, count: int) -> int:
    """Return the number of a step, counted from the end where it is negative.

    Raises
    ------
    IndexError
        With the allowed range if there is no such step.

    Examples
    --------
    >>> step_number(2, 4), step_number(-1, 4)
    (2, 3)
    """
    number = as_index(index)
    if not -count <= number < count:
        raise IndexError(f"a step must be from 0 to {count - 1}; got {number}")
    return number % count


def check_place(name: str, place: tuple[int, ...], shape: tuple[int, ...]) -> None:
    """Raise IndexError with the allowed range if a place lies outside a shape."""
    if len(place) != len(shape) or not all(0 <= i < n for i, n in zip(place, shape, strict=True)):
        allowed = ", ".join(f"0 to {n - 1}" for n in shape)
        raise IndexError(f"{name} cell must be within ({allowed}); got {place}")
