"""A layer told as steps: one output number each, with every product that made it."""

from collections.abc import Sequence
from dataclasses import dataclass
from operator import index as as_index
from typing import Any, overload

import numpy as np
from numpy.typing import NDArray

from dsviz.conv.borders import NOWHERE, source_positions
from dsviz.conv.convolve import check_backend, run
from dsviz.conv.errors import ConvError
from dsviz.conv.spec import ConvSpec, Pads
from dsviz.conv.tensors import read_tensors

Array = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Tap:
    """One multiplication: an input cell under the window times the weight that lies on it.

    Attributes
    ----------
    in_channel, in_row, in_col : int
        The cell, counted from the unpadded corner: -1 lies in the padding.
    source_row, source_col : int or None
        Where the cell's value comes from; None in zero padding.
    kernel_row, kernel_col : int
    x, weight, product : float
    is_padding : bool
    """

    in_channel: int
    in_row: int
    in_col: int
    source_row: int | None
    source_col: int | None
    kernel_row: int
    kernel_col: int
    x: float
    weight: float
    product: float
    is_padding: bool


@dataclass(frozen=True, slots=True)
class Step:
    """One output number and how it came about.

    Attributes
    ----------
    out_channel, row, col : int
    taps : tuple of Tap
        Channel by channel, then kernel row by row.
    channel_sums : tuple of float
        The products of each input channel of the group, added up, in channel order.
    bias : float or None
        None where the layer has none.
    result : float
        The backend's number for this place.
    """

    out_channel: int
    row: int
    col: int
    taps: tuple[Tap, ...]
    channel_sums: tuple[float, ...]
    bias: float | None
    result: float


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
    x : array_like, shape (C, H, W)
    weight : array_like, shape (N, C / groups, kh, kw)
    bias : array_like, shape (N,), optional
    stride, padding, dilation, groups, padding_mode
        As in `dsviz.ConvSpec`.
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
    >>> steps = trace([[[1, 2, 3], [4, 5, 6], [7, 8, 9]]], [[[[1, 2], [3, 4]]]], [10])
    >>> len(steps), steps[0].channel_sums, steps[0].bias, steps[0].result
    (4, (37.0,), 10.0, 47.0)
    >>> [tap.product for tap in steps.at(0, 1, 1).taps]
    [5.0, 12.0, 24.0, 36.0]
    >>> steps.disagreement
    0.0
    """
    check_backend(backend)
    spec = ConvSpec(stride, padding, dilation, groups, padding_mode)
    x, weight, bias = read_tensors(x, weight, bias, spec)
    if x.ndim != 3:
        raise ConvError("tensor-rank", name="x", axes="(channels, height, width)", shape=x.shape)
    return Trace(x, weight, bias, spec, backend)


class Trace(Sequence[Step]):
    """The steps of a layer, filter by filter, row by row. Made by `trace`.

    A step is worked out when it is asked for: making a trace costs one convolution a backend.

    Attributes
    ----------
    x : ndarray, shape (C, H, W)
    weight : ndarray, shape (N, C / groups, kh, kw)
    bias : ndarray, shape (N,), or None
    spec : ConvSpec
    pads : ((top, bottom), (left, right))
    sources : (rows, columns)
        For each padded row and column, the one of x it copies: `dsviz.conv.borders.source_positions`.
    backend : {"torch", "numpy"}
    output : ndarray, shape (N, Ho, Wo)
        The backend's.
    reference : ndarray, shape (N, Ho, Wo)
        The NumPy reference's.
    disagreement : float or None
        The largest difference between output and reference; None where there is only one of them.
    """

    def __init__(self, x: Array, weight: Array, bias: Array | None, spec: ConvSpec, backend: str) -> None:
        self.x, self.weight, self.bias, self.spec, self.backend = x, weight, bias, spec, backend
        size, kernel = (x.shape[1], x.shape[2]), (weight.shape[2], weight.shape[3])
        self.pads: Pads = spec.pads(size, kernel)
        self.reference = run(x, weight, bias, spec, "numpy")
        self.output = self.reference if backend == "numpy" else run(x, weight, bias, spec, backend)
        self.disagreement = None if backend == "numpy" else largest_difference(self.output, self.reference)
        self.sources = tuple(
            source_positions(n, pads, spec.padding_mode) for n, pads in zip(size, self.pads, strict=True)
        )
        for array in (x, weight, bias, self.output, self.reference):
            if array is not None:
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
        number = as_index(index)
        if not -len(self) <= number < len(self):
            raise IndexError(f"a step must be from 0 to {len(self) - 1}; got {number}")
        place = np.unravel_index(number % len(self), self.output.shape)
        return self._step(int(place[0]), int(place[1]), int(place[2]))

    def at(self, out_channel: int, row: int, col: int) -> Step:
        """Give the step that makes one output cell.

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
        slices = self.weight.shape[1]
        first = n // (len(self.weight) // self.spec.groups) * slices
        taps: list[Tap] = []
        sums: list[float] = []
        for c in range(slices):
            under_slice = [self._tap(n, c, first + c, row, col, *uv) for uv in np.ndindex(*self.kernel)]
            taps += under_slice
            sums.append(sum(tap.product for tap in under_slice))
        bias = None if self.bias is None else float(self.bias[n])
        return Step(n, row, col, tuple(taps), tuple(sums), bias, float(self.output[n, row, col]))

    @property
    def kernel(self) -> tuple[int, int]:
        """Height and width of the kernel."""
        return self.weight.shape[2], self.weight.shape[3]

    def _tap(self, n: int, c: int, channel: int, row: int, col: int, u: int, v: int) -> Tap:
        (top, _), (left, _) = self.pads
        in_row = row * self.spec.stride[0] + u * self.spec.dilation[0] - top
        in_col = col * self.spec.stride[1] + v * self.spec.dilation[1] - left
        source = int(self.sources[0][in_row + top]), int(self.sources[1][in_col + left])
        is_padding = not (0 <= in_row < self.x.shape[1] and 0 <= in_col < self.x.shape[2])
        weight = float(self.weight[n, c, u, v])
        if NOWHERE in source:
            return Tap(channel, in_row, in_col, None, None, u, v, 0.0, weight, 0.0, is_padding)
        x = float(self.x[(channel, *source)])
        return Tap(channel, in_row, in_col, *source, u, v, x, weight, x * weight + 0.0, is_padding)


def largest_difference(a: Array, b: Array) -> float:
    """Find max |a - b|; two numbers that overflowed alike do not differ.

    >>> largest_difference(np.array([1.0, np.inf]), np.array([1.5, np.inf]))
    0.5
    """
    with np.errstate(invalid="ignore"):
        difference = np.abs(a - b)
    alike = (a == b) | (np.isnan(a) & np.isnan(b))
    return float(np.where(alike, 0.0, difference).max())


def rounding_bound(steps: Trace) -> float:
    """Say how far apart two right float64 computations of a layer can be: they add in another order.

    >>> rounding_bound(trace([[[0.1, 0.3]]], [[[[3, 1]]]], backend="numpy")) < 1e-14
    True
    """
    with np.errstate(over="ignore"):
        largest = np.abs(steps.weight).sum(axis=(1, 2, 3)).max() * np.abs(steps.x).max()
        if steps.bias is not None:
            largest += np.abs(steps.bias).max()
        return float(largest * np.finfo(np.float64).eps * (steps.weight[0].size + 2))


def check_place(name: str, place: tuple[int, ...], shape: tuple[int, ...]) -> None:
    """Raise IndexError with the allowed range if a place lies outside a shape."""
    if not all(0 <= i < n for i, n in zip(place, shape, strict=True)):
        allowed = ", ".join(f"0 to {n - 1}" for n in shape)
        raise IndexError(f"{name} cell must be within ({allowed}); got {place}")
