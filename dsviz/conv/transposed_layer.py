"""One transposed layer with its tensors: what is computed and traced."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from math import prod
from typing import Any, Self

import numpy as np
from numpy.typing import NDArray

from dsviz.content import Words
from dsviz.conv.errors import ConvError, shown
from dsviz.conv.geometry import cell_under
from dsviz.conv.numbers import Pair
from dsviz.conv.one_dimension import as_row, is_causal
from dsviz.conv.spec import Pads
from dsviz.conv.tensors import check_affordable, read_ranked
from dsviz.conv.transposed_spec import TransposedSpec

Array = NDArray[np.float64]


@dataclass(frozen=True, init=False, eq=False)
class TransposedLayer:
    """A transposed convolution and its tensors, checked once and then trusted.

    Parameters
    ----------
    x : array_like, shape (C, H, W) or (B, C, H, W)
    weight : array_like, shape (C, N / groups, kh, kw)
        PyTorch's layout: one entry a channel of the input.
    bias : array_like, shape (N,), optional
    spec : TransposedSpec, optional

    Attributes
    ----------
    x, weight, bias : ndarray of float64, read-only
        Copies of what was passed; bias may be None.
    spec : TransposedSpec

    Raises
    ------
    ConvError
        The rules of `dsviz.conv.tensors.as_tensor`, ``tensor-rank``, ``bias-length``,
        ``groups-divide-in-channels``, ``transposed-weight-channels``, ``transposed-output-left`` and
        ``size-affordable``.

    Examples
    --------
    >>> layer = TransposedLayer.from_tensors([[[1, 2]]], [[[[1, 10, 100]]]], stride=2)
    >>> layer.in_channels, layer.out_channels, layer.output_size
    (1, 1, (1, 5))
    """

    x: Array
    weight: Array
    bias: Array | None
    spec: TransposedSpec

    def __init__(self, x: Any, weight: Any, bias: Any = None, spec: TransposedSpec | None = None) -> None:
        tensors = {
            "x": read_ranked("x", x),
            "weight": read_ranked("weight", weight, "transposed weight"),
            "bias": None if bias is None else read_ranked("bias", bias),
        }
        for name, value in tensors.items():
            if value is not None:
                value.setflags(write=False)
            # The dataclass is frozen, so its own fields are set past its __setattr__.
            object.__setattr__(self, name, value)
        object.__setattr__(self, "spec", TransposedSpec() if spec is None else spec)
        self._check_fit()

    @classmethod
    def from_tensors(cls, x: Any, weight: Any, bias: Any = None, **settings: Any) -> Self:
        """Make a layer of tensors and the keywords of `TransposedSpec`.

        Tensors of one dimension, x (C, L) with weight (C, N / groups, K), become a layer of one row.
        """
        if is_causal(settings.get("padding")):
            raise ConvError("transposed-padding-form", got=shown(settings["padding"]))
        row = as_row(x, weight, settings)
        return cls(row.x, row.weight, bias, TransposedSpec(**row.settings))

    @property
    def keywords(self) -> dict[str, Any]:
        """The settings as the keywords of `dsviz.convolve_transposed`."""
        return self.spec.keywords

    @property
    def images(self) -> Array:
        """The input with a batch axis, shape (B, C, H, W)."""
        return self.x if self.x.ndim == 4 else self.x[None]

    @property
    def in_channels(self) -> int:
        """C."""
        return int(self.x.shape[-3])

    @property
    def out_channels(self) -> int:
        """N."""
        return self.filters_per_group * self.spec.groups

    @property
    def slices(self) -> int:
        """C / groups, the number of input channels that feed an output channel."""
        return self.in_channels // self.spec.groups

    @property
    def filters_per_group(self) -> int:
        """N / groups, the number of output channels that an input channel feeds."""
        return int(self.weight.shape[1])

    @property
    def size(self) -> Pair:
        """Height and width of the input."""
        return self.x.shape[-2], self.x.shape[-1]

    @property
    def kernel(self) -> Pair:
        """Height and width of the kernel."""
        return self.weight.shape[2], self.weight.shape[3]

    @property
    def pads(self) -> Pads:
        """What the padding takes away of the output: (top, bottom), (left, right)."""
        return self.spec.padding

    @property
    def canvas_size(self) -> Pair:
        """Height and width of the output before padding takes away."""
        return self.spec.canvas_size(self.size, self.kernel)

    @cached_property
    def output_size(self) -> Pair:
        """Height and width of the output."""
        return self.spec.output_size(self.size, self.kernel)

    @property
    def output_shape(self) -> tuple[int, int, int]:
        """(N, Ho, Wo), the shape of one picture's output."""
        return self.out_channels, *self.output_size

    def channels_feeding(self, out_channel: int) -> range:
        """Return the input channels that reach an output channel: those of its group.

        Examples
        --------
        >>> layer = TransposedLayer.from_tensors([[[1]]] * 4, [[[[1]]]] * 4, groups=2)
        >>> layer.channels_feeding(1), layer.channels_fed_by(2)
        (range(2, 4), range(1, 2))
        """
        first = out_channel // self.filters_per_group * self.slices
        return range(first, first + self.slices)

    def channels_fed_by(self, in_channel: int) -> range:
        """Return the output channels that an input channel feeds: those of its group."""
        first = in_channel // self.slices * self.filters_per_group
        return range(first, first + self.filters_per_group)

    def cell_under(self, axis: int, place: int, tap: int) -> int:
        """Return the output row (axis 0) or column (1) to which a tap adds the input cell at a place.

        Counted from the corner that is left: -1 is taken away by the padding.
        """
        spec = self.spec
        return cell_under(place, tap, spec.stride[axis], spec.dilation[axis], spec.padding[axis][0])

    def _check_fit(self) -> None:
        groups, in_channels = self.spec.groups, self.in_channels
        if in_channels % groups:
            raise ConvError("groups-divide-in-channels", groups=groups, in_channels=in_channels)
        if len(self.weight) != in_channels:
            raise ConvError("transposed-weight-channels", got=len(self.weight), in_channels=in_channels)
        if self.bias is not None and len(self.bias) != self.out_channels:
            raise ConvError("bias-length", bias_length=len(self.bias), out_channels=self.out_channels)
        numbers = len(self.images) * self.out_channels * prod(self.canvas_size)
        check_affordable(Words("refusal.part.output"), numbers)
        self.spec.output_size(self.size, self.kernel)
