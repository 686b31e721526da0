"""The gradients of a layer told as steps: one number each, with every product that made it."""

from collections import defaultdict
from collections.abc import Callable
from functools import cached_property
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from dsviz.content import Listed
from dsviz.conv.borders import NOWHERE
from dsviz.conv.convolve import check_backend
from dsviz.conv.errors import ConvError, shown
from dsviz.conv.gradients import compute_gradients, read_upstream
from dsviz.conv.layer import Layer
from dsviz.conv.one_dimension import as_row
from dsviz.conv.product import Factor, Index, Product, Steps, SumStep, multiply
from dsviz.conv.spec import ConvSpec
from dsviz.conv.trace import largest_difference

Array = NDArray[np.float64]

#: What can be differentiated by, and what its gradient is called.
GRADIENT_NAMES = {"x": "dx", "weight": "dw", "bias": "db"}


def trace_gradient(
    dy: Any,
    x: Any,
    weight: Any,
    bias: Any = None,
    *,
    of: str,
    stride: Any = 1,
    padding: Any = 0,
    dilation: Any = 1,
    groups: int = 1,
    padding_mode: str = "zeros",
    backend: str = "torch",
) -> "GradientTrace":
    """Compute one gradient of a layer and make its steps readable.

    Parameters
    ----------
    dy : array_like, shape (N, Ho, Wo), or (N, Lo)
        The upstream gradient.
    x : array_like, shape (C, H, W), or (C, L), which is told as one row
    weight : array_like, shape (N, C / groups, kh, kw), or (N, C / groups, K)
    bias : array_like, shape (N,), optional
    of : {"x", "weight", "bias"}
        "x": the products are dy · w. "weight": they are x · dy. "bias": they are dy · 1.
    stride, padding, dilation, groups, padding_mode
        As in `dsviz.convolve`.
    backend : {"torch", "numpy"}
        With "numpy" the reference stands in for torch, which is not loaded, and nothing is compared.

    Returns
    -------
    GradientTrace

    Raises
    ------
    ConvError
        As `dsviz.gradients` does, and rules ``gradient-of-known`` and ``gradient-of-bias``.

    Examples
    --------
    >>> step = trace_gradient([[[1, 10]]], [[[1, 2, 3]]], [[[[4, 5]]]], of="x", backend="numpy").at(0, 0, 1)
    >>> step.tensor, step.value, [(product.left.value, product.right.value) for product in step.products]
    ('dx', 45.0, [(1.0, 5.0), (10.0, 4.0)])
    >>> step = trace_gradient([[[1, 10]]], [[[1, 2, 3]]], [[[[4, 5]]]], of="weight", backend="numpy")[1]
    >>> step.tensor, step.value, [(product.left.value, product.right.value) for product in step.products]
    ('dw', 32.0, [(2.0, 1.0), (3.0, 10.0)])
    """
    check_backend(backend)
    settings = {
        "stride": stride,
        "padding": padding,
        "dilation": dilation,
        "groups": groups,
        "padding_mode": padding_mode,
    }
    row = as_row(x, weight, settings)
    layer = Layer(row.x, row.weight, bias, ConvSpec(**row.settings))
    return GradientTrace(layer, read_upstream(layer, dy, row.is_line), of, backend)


class Arrival(NamedTuple):
    """Along one axis: the output place and the tap that read a position, and the cell they read it in."""

    place: int
    tap: int
    cell: int


class GradientTrace(Steps[SumStep]):
    """The numbers of one gradient of a layer, each with the products that add up to it.

    Parameters
    ----------
    layer : Layer
        Of one picture: x of shape (C, H, W).
    dy : ndarray, shape (N, Ho, Wo)
    of : {"x", "weight", "bias"}
    backend : {"torch", "numpy"}

    Attributes
    ----------
    layer, dy, of, backend
    output, reference : ndarray, shape of the tensor `of`
        The backend's gradient and the NumPy reference's.
    disagreement : float or None
        The largest difference between both; None where there is only one of them.

    Notes
    -----
    The products stand in the order of dy's places. A number of dx that the padding copied is reached
    through the copies too: such a product has `is_padding`, `cell` is the copy, and the step's index the
    true pixel. Where the padding is zeros, what dy sends into it reaches no number and has no product.
    """

    def __init__(self, layer: Layer, dy: Array, of: str, backend: str = "torch") -> None:
        check_traceable(layer, of)
        self.layer, self.dy, self.of, self.backend = layer, dy, of, backend
        self.reference = _gradient(layer, dy, of, "numpy")
        self.output = self.reference if backend == "numpy" else _gradient(layer, dy, of, backend)
        self.disagreement = None if backend == "numpy" else largest_difference(self.output, self.reference)
        products = {"x": self._of_x, "weight": self._of_weight, "bias": self._of_bias}
        self._products: Callable[[Index], tuple[Product, ...]] = products[of]
        super().__init__(self.output.shape, self._step)

    def _step(self, index: Index) -> SumStep:
        return SumStep(GRADIENT_NAMES[self.of], index, float(self.output[index]), self._products(index))

    def _of_x(self, index: Index) -> tuple[Product, ...]:
        channel, row, col = index
        c = channel % self.layer.slices
        return tuple(
            multiply(
                self._upstream(n, down.place, right.place),
                self._weight(n, c, down.tap, right.tap),
                (channel, down.cell, right.cell),
                self._is_outside(down.cell, right.cell),
            )
            for n in self.layer.filters_reading(channel)
            for down in self._arrivals[0][row]
            for right in self._arrivals[1][col]
        )

    def _of_weight(self, index: Index) -> tuple[Product, ...]:
        n, c, u, v = index
        layer = self.layer
        channel = layer.first_channel(n) + c
        products = []
        for i, j in np.ndindex(*layer.output_size):
            row, col = layer.cell_under(0, i, u), layer.cell_under(1, j, v)
            x = self._input(channel, row, col)
            products.append(
                multiply(x, self._upstream(n, i, j), (channel, row, col), self._is_outside(row, col))
            )
        return tuple(products)

    def _of_bias(self, index: Index) -> tuple[Product, ...]:
        (n,), one = index, Factor("one", None, 1.0)
        places = np.ndindex(*self.layer.output_size)
        return tuple(multiply(self._upstream(n, i, j), one, None, False) for i, j in places)

    @cached_property
    def _arrivals(self) -> tuple[dict[int, list[Arrival]], dict[int, list[Arrival]]]:
        """For each row and column of x, what reads it: itself or one of its copies in the padding."""
        return _arrivals(self.layer, 0), _arrivals(self.layer, 1)

    def _upstream(self, n: int, row: int, col: int) -> Factor:
        return Factor("dy", (n, row, col), float(self.dy[n, row, col]))

    def _weight(self, *index: int) -> Factor:
        return Factor("weight", index, float(self.layer.weight[index]))

    def _input(self, channel: int, row: int, col: int) -> Factor:
        """The number in a cell of the padded input, and the true pixel it is a copy of."""
        layer, ((top, _), (left, _)) = self.layer, self.layer.pads
        source = int(layer.sources[0][row + top]), int(layer.sources[1][col + left])
        if NOWHERE in source:
            return Factor("x", None, 0.0)
        return Factor("x", (channel, *source), float(layer.x[(channel, *source)]))

    def _is_outside(self, row: int, col: int) -> bool:
        height, width = self.layer.size
        return not (0 <= row < height and 0 <= col < width)


def check_traceable(layer: Layer, of: str) -> None:
    """Refuse what has no such gradient to show.

    Raises
    ------
    ConvError
        Rules ``gradient-of-known``, ``gradient-of-bias`` and ``tensor-rank``.
    """
    if not isinstance(of, str) or of not in GRADIENT_NAMES:
        raise ConvError("gradient-of-known", known=Listed(tuple(GRADIENT_NAMES)), got=shown(of))
    if of == "bias" and layer.bias is None:
        raise ConvError("gradient-of-bias", out_channels=layer.out_channels)
    if layer.x.ndim != 3:
        raise ConvError("tensor-rank", name="x", axes="(channels, height, width)", shape=layer.x.shape)


def _gradient(layer: Layer, dy: Array, of: str, backend: str) -> Array:
    gradient: Array = getattr(compute_gradients(layer, dy, backend), of)
    return gradient


def _arrivals(layer: Layer, axis: int) -> dict[int, list[Arrival]]:
    sources, (before, _) = layer.sources[axis], layer.pads[axis]
    found: dict[int, list[Arrival]] = defaultdict(list)
    for place in range(layer.output_size[axis]):
        for tap in range(layer.kernel[axis]):
            cell = layer.cell_under(axis, place, tap)
            found[int(sources[cell + before])].append(Arrival(place, tap, cell))
    return found
