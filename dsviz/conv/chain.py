"""Layers in a row, each reading the output of the one before: forward, backward, path by path."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from difflib import get_close_matches
from typing import Any

import numpy as np
from numpy.typing import NDArray

from dsviz.content import Listed
from dsviz.conv.chain_geometry import ChainGeometry, Counts, check_listed, layer_geometry
from dsviz.conv.convolve import check_backend, compute
from dsviz.conv.errors import ConvError, shown
from dsviz.conv.gradients import Gradients, compute_gradients, read_upstream
from dsviz.conv.layer import Layer
from dsviz.conv.one_dimension import without_row
from dsviz.conv.spec import ConvSpec
from dsviz.conv.tensors import as_array
from dsviz.conv.trace import check_place

Array = NDArray[np.float64]

KEYS = ("weight", "bias", *ConvSpec().keywords)


def chain(x: Any, layers: Iterable[Any], *, backend: str = "torch") -> LayerChain:
    """Run layers in a row.

    Parameters
    ----------
    x : array_like, shape (C, H, W) or (B, C, H, W), or (C, L), which is told as one row
        The first layer's input.
    layers : iterable
        First layer first: a weight, or a mapping with ``weight``, perhaps ``bias``, and settings of
        `dsviz.ConvSpec`.
    backend : {"torch", "numpy"}

    Returns
    -------
    LayerChain

    Raises
    ------
    ConvError
        Rules ``chain-form``, ``chain-empty``, ``chain-weight``, ``backend-known`` and
        ``chain-layer``, which holds the refusal of a layer.

    Examples
    --------
    >>> layers = [{"weight": [[[[1, 1]]]]}, {"weight": [[[[1, -1]]]], "stride": 2}]
    >>> run = chain([[[1, 2, 3, 4, 5]]], layers, backend="numpy")
    >>> run.output.tolist(), run.sizes, run.paths(0, 0, 1).tolist()
    ([[[-2.0, -2.0]]], ((1, 5), (1, 4), (1, 2)), [[[0, 0, 1, 2, 1]]])
    >>> [found.x.tolist() for found in run.gradients([[[1, 10]]])]
    [[[[1.0, 0.0, 9.0, 0.0, -10.0]]], [[[1.0, -1.0, 10.0, -10.0]]]]
    """
    check_backend(backend)
    check_listed(layers)
    made: list[Layer] = []
    outputs: list[Array] = []
    is_line = as_array("x", x).ndim == 2
    for number, given in enumerate(layers, 1):
        made.append(_layer(number, without_row(outputs[-1], is_line) if outputs else x, given))
        outputs.append(compute(made[-1], backend))
    if not made:
        raise ConvError("chain-empty")
    return LayerChain(tuple(made), tuple(outputs), backend, is_line)


class LayerChain:
    """Layers in a row with their numbers.

    Attributes
    ----------
    layers : tuple of Layer
        First layer first; the x of each is the output of the one before.
    outputs : tuple of ndarray, read-only
        Of each layer.
    backend : {"torch", "numpy"}
    is_line : bool
        Whether x was of one dimension. All tensors here have one row then.
    geometry : ChainGeometry
        The same without numbers.
    """

    def __init__(
        self, layers: tuple[Layer, ...], outputs: tuple[Array, ...], backend: str, is_line: bool = False
    ) -> None:
        self.layers, self.outputs, self.backend, self.is_line = layers, outputs, backend, is_line
        self.geometry = ChainGeometry(
            tuple(layer_geometry(layer.size, layer.kernel, layer.spec) for layer in layers)
        )
        for output in outputs:
            output.setflags(write=False)

    @property
    def output(self) -> Array:
        """The last layer's."""
        return self.outputs[-1]

    @property
    def sizes(self) -> tuple[tuple[int, int], ...]:
        """Height and width of the input and of each layer's output."""
        return self.geometry.sizes

    def paths(self, out_channel: int, row: int, col: int) -> Counts:
        """Count the paths from one output number back to each input number.

        A path takes one product in each layer. With all weights 1 the count is the gradient of the output
        number by the input number.

        Returns
        -------
        ndarray of int, shape (C, H, W)

        Raises
        ------
        IndexError
            Where the output has no such number.
        """
        check_place("output", (out_channel, row, col), self.layers[-1].output_shape)
        counts = [int(out_channel == n) for n in range(self.layers[-1].out_channels)]
        for layer in reversed(self.layers):
            counts = [sum(counts[n] for n in layer.filters_reading(c)) for c in range(layer.in_channels)]
        places = self.geometry.paths(row, col).astype(object)
        found: Counts = np.array([count * places for count in counts], dtype=object)
        return found.astype(np.int64) if found.max() < 2**63 else found

    def gradients(self, dy: Any) -> tuple[Gradients, ...]:
        """Compute the gradients of each layer, first layer first: the dx of one is the dy of the one before.

        Parameters
        ----------
        dy : array_like, shape of `output`, (N, Lo) where x was of one dimension

        Raises
        ------
        ConvError
            Rule ``gradient-shape``, and those of `dsviz.conv.tensors.as_tensor`.
        """
        upstream = read_upstream(self.layers[-1], dy, self.is_line)
        found: list[Gradients] = []
        for layer in reversed(self.layers):
            found.append(compute_gradients(layer, upstream, self.backend))
            upstream = found[-1].x
        return tuple(reversed(found))


def _layer(number: int, x: Any, given: Any) -> Layer:
    settings = dict(given) if isinstance(given, Mapping) else {"weight": given}
    if "weight" not in settings and not set(settings) - set(KEYS):
        raise ConvError("chain-weight", number=number)
    try:
        for name in settings:
            _check_known(name)
        return Layer.from_tensors(x, **settings)
    except ConvError as error:
        raise ConvError("chain-layer", number=number, refusal=error) from error


def _check_known(name: Any) -> None:
    if name in KEYS:
        return
    like = get_close_matches(str(name).lower(), KEYS, 1)
    if like:
        raise ConvError("layer-key-named", known=Listed(KEYS), got=shown(name), instead=like[0])
    raise ConvError("layer-key-known", known=Listed(KEYS), got=shown(name))
