"""A transposed layer told as steps: what reaches an output number, or what an input number stamps."""

from collections.abc import Sequence
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from dsviz.content import Listed
from dsviz.conv.convolve import check_backend
from dsviz.conv.errors import ConvError, shown
from dsviz.conv.product import Factor, Index, Product, Stamp, Steps, SumStep, multiply
from dsviz.conv.trace import largest_difference
from dsviz.conv.transposed import compute_transposed
from dsviz.conv.transposed_layer import TransposedLayer

Array = NDArray[np.float64]

VIEWS = ("gather", "scatter")


def trace_transposed(
    x: Any,
    weight: Any,
    bias: Any = None,
    *,
    view: str = "gather",
    stride: Any = 1,
    padding: Any = 0,
    output_padding: Any = 0,
    dilation: Any = 1,
    groups: int = 1,
    backend: str = "torch",
) -> "GatherTrace | ScatterTrace":
    """Compute a transposed convolution and make its steps readable.

    Parameters
    ----------
    x : array_like, shape (C, H, W), or (C, L), which is told as one row
    weight : array_like, shape (C, N / groups, kh, kw), or (C, N / groups, K)
    bias : array_like, shape (N,), optional
    view : {"gather", "scatter"}
        "gather": one step an output number, with all products that reach it. "scatter": one an input
        number, with all places to which it stamps a product.
    stride, padding, output_padding, dilation, groups
        As in `dsviz.convolve_transposed`.
    backend : {"torch", "numpy"}
        With "numpy" the reference stands in for torch, which is not loaded, and nothing is compared.

    Returns
    -------
    GatherTrace or ScatterTrace

    Raises
    ------
    ConvError
        As `dsviz.convolve_transposed` does, and rule ``view-known``.

    Examples
    --------
    >>> x, kernel = [[[1, 2]]], [[[[1, 10, 100]]]]
    >>> step = trace_transposed(x, kernel, stride=2, backend="numpy").at(0, 0, 2)
    >>> step.value, [(product.left.index, product.right.index) for product in step.products]
    (102.0, [((0, 0, 0), (0, 0, 0, 2)), ((0, 0, 1), (0, 0, 0, 0))])
    >>> stamp = trace_transposed(x, kernel, stride=2, view="scatter", backend="numpy").at(0, 0, 1)
    >>> [(product.cell, product.value) for product in stamp.products]
    [((0, 0, 2), 2.0), ((0, 0, 3), 20.0), ((0, 0, 4), 200.0)]
    """
    check_backend(backend)
    if not isinstance(view, str) or view not in VIEWS:
        raise ConvError("view-known", known=Listed(VIEWS), got=shown(view))
    layer = TransposedLayer.from_tensors(
        x,
        weight,
        bias,
        stride=stride,
        padding=padding,
        output_padding=output_padding,
        dilation=dilation,
        groups=groups,
    )
    return GatherTrace(layer, backend) if view == "gather" else ScatterTrace(layer, backend)


class _Computed:
    """A layer of one picture, computed and compared."""

    def __init__(self, layer: TransposedLayer, backend: str) -> None:
        if layer.x.ndim != 3:
            raise ConvError("tensor-rank", name="x", axes="(channels, height, width)", shape=layer.x.shape)
        self.layer, self.backend = layer, backend
        self.reference = compute_transposed(layer, "numpy")
        self.output = self.reference if backend == "numpy" else compute_transposed(layer, backend)
        self.disagreement = None if backend == "numpy" else largest_difference(self.output, self.reference)
        for array in (self.output, self.reference):
            array.setflags(write=False)

    def _product(self, place: Index, tap: Index, cell: Index) -> Product:
        """Multiply an input number by a weight that brings it to a cell of y."""
        layer = self.layer
        _, height, width = layer.output_shape
        outside = not (0 <= cell[1] < height and 0 <= cell[2] < width)
        x = Factor("x", place, float(layer.x[place]))
        return multiply(x, Factor("weight", tap, float(layer.weight[tap])), cell, outside)


class GatherTrace(_Computed, Steps[SumStep]):
    """The output numbers of a transposed layer, each with the products that reach it.

    Parameters
    ----------
    layer : TransposedLayer
        Of one picture.
    backend : {"torch", "numpy"}

    Attributes
    ----------
    layer, backend
    output, reference : ndarray, shape (N, Ho, Wo)
        The backend's and the NumPy reference's.
    disagreement : float or None
        The largest difference between both; None where there is only one of them.
    """

    def __init__(self, layer: TransposedLayer, backend: str = "torch") -> None:
        _Computed.__init__(self, layer, backend)
        Steps.__init__(self, layer.output_shape, self._step)

    @cached_property
    def _reaching(self) -> tuple[list[list[tuple[int, int]]], list[list[tuple[int, int]]]]:
        """For each output row and column, the (place, tap) that reach it, in the order of the places."""
        return _arrivals(self.layer, 0), _arrivals(self.layer, 1)

    def _step(self, index: Index) -> SumStep:
        n, row, col = index
        layer, q = self.layer, n % self.layer.filters_per_group
        products = tuple(
            self._product((c, i, j), (c, q, u, v), index)
            for c in layer.channels_feeding(n)
            for i, u in self._reaching[0][row]
            for j, v in self._reaching[1][col]
        )
        bias = None if layer.bias is None else float(layer.bias[n])
        return SumStep("y", index, float(self.output[index]), products, bias)


class ScatterTrace(_Computed, Steps[Stamp]):
    """The input numbers of a transposed layer, each with the products it stamps.

    Parameters and attributes are those of `GatherTrace`.
    """

    def __init__(self, layer: TransposedLayer, backend: str = "torch") -> None:
        _Computed.__init__(self, layer, backend)
        Steps.__init__(self, layer.x.shape, self._stamp)

    def _stamp(self, index: Index) -> Stamp:
        c, row, col = index
        layer = self.layer
        products = tuple(
            self._product(index, (c, q, u, v), (n, layer.cell_under(0, row, u), layer.cell_under(1, col, v)))
            for q, n in enumerate(layer.channels_fed_by(c))
            for u, v in np.ndindex(*layer.kernel)
        )
        return Stamp("x", index, float(layer.x[index]), products)

    def held_before(self, place: Index, axes: Sequence[int] = (0, 1, 2)) -> tuple[Array, NDArray[np.bool_]]:
        """Return what the output holds before a number is stamped, and which cells have been reached.

        Parameters
        ----------
        place : (channel, row, column)
        axes : sequence of int
            Of the input, from the slowest to the fastest: in which order its numbers are stamped.

        Returns
        -------
        ndarray, shape (N, Ho, Wo)
            The bias, and the products of all numbers before.
        ndarray of bool, shape (N, Ho, Wo)

        Examples
        --------
        >>> layer = TransposedLayer.from_tensors([[[1, 2]]], [[[[1, 10, 100]]]], stride=2)
        >>> held, reached = ScatterTrace(layer, "numpy").held_before((0, 0, 1))
        >>> held.tolist(), reached.tolist()
        ([[[1.0, 10.0, 100.0, 0.0, 0.0]]], [[[True, True, True, False, False]]])
        """
        layer = self.layer
        held, reached = np.zeros(layer.output_shape), np.zeros(layer.output_shape, dtype=bool)
        if layer.bias is not None:
            held += layer.bias[:, None, None]
        now = [place[axis] for axis in axes]
        earlier = (at for at in np.ndindex(*layer.x.shape) if [at[axis] for axis in axes] < now)
        for product in (each for index in earlier for each in self.at(*index).products):
            if product.cell is not None and not product.is_padding:
                held[product.cell] += product.value
                reached[product.cell] = True
        return held, reached


def _arrivals(layer: TransposedLayer, axis: int) -> list[list[tuple[int, int]]]:
    found: list[list[tuple[int, int]]] = [[] for _ in range(layer.output_size[axis])]
    for place in range(layer.size[axis]):
        for tap in range(layer.kernel[axis]):
            cell = layer.cell_under(axis, place, tap)
            if 0 <= cell < len(found):
                found[cell].append((place, tap))
    return found
