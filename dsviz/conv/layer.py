"""One layer with its tensors: the noun that is computed, traced, shown, written as code and marked."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from hashlib import sha256
from typing import Any, Self

import numpy as np
from numpy.typing import NDArray

from dsviz.conv.borders import source_positions
from dsviz.conv.errors import ConvError
from dsviz.conv.geometry import cell_under
from dsviz.conv.numbers import Pair
from dsviz.conv.one_dimension import as_row
from dsviz.conv.spec import ConvSpec, Pads
from dsviz.conv.tensors import check_fit, read_ranked

Array = NDArray[np.float64]


@dataclass(frozen=True, init=False, eq=False)
class Layer:
    """A convolution layer and its tensors, checked once and then trusted.

    Two layers are equal where all their numbers and settings are, so results can be cached by layer.

    Parameters
    ----------
    x : array_like, shape (C, H, W) or (B, C, H, W)
        A trace, and all that is shown, is of one picture.
    weight : array_like, shape (N, C / groups, kh, kw)
    bias : array_like, shape (N,), optional
    spec : ConvSpec, optional

    Attributes
    ----------
    x, weight, bias : ndarray of float64, read-only
        Copies of what was passed; bias may be None.
    spec : ConvSpec

    Raises
    ------
    ConvError
        The rules of `dsviz.conv.tensors.as_tensor` and `check_fit`, ``tensor-rank`` and ``bias-length``.

    Notes
    -----
    Every output number is one sum of products, and `dsviz.conv.trace.Tap` names both factors of each by
    tensor and index. That is all a view needs. What has such sums is told in the same words: the number of a
    transposed convolution (taps that name x and weight, found by the index rule read backwards), of a
    gradient (taps that name the output's gradient and the weight, or x), of a chain (the x of one layer is
    the output of the one before).

    Examples
    --------
    >>> layer = Layer([[[1, 2, 3]], [[4, 5, 6]]], [[[[1, 1]]], [[[1, -1]]]], spec=ConvSpec(groups=2))
    >>> layer.in_channels, layer.kernel, layer.output_shape
    (2, (1, 2), (2, 1, 2))
    >>> layer.replace(stride=2).output_shape
    (2, 1, 1)
    """

    x: Array
    weight: Array
    bias: Array | None
    spec: ConvSpec

    def __init__(self, x: Any, weight: Any, bias: Any = None, spec: ConvSpec | None = None) -> None:
        spec = ConvSpec() if spec is None else spec
        tensors = {"x": read_ranked("x", x), "weight": read_ranked("weight", weight)}
        numbers = None if bias is None else read_ranked("bias", bias)
        check_fit(tensors["x"].shape, tensors["weight"].shape, spec)
        out_channels = len(tensors["weight"])
        if numbers is not None and len(numbers) != out_channels:
            raise ConvError("bias-length", bias_length=len(numbers), out_channels=out_channels)
        for name, value in (tensors | {"bias": numbers}).items():
            if value is not None:
                value.setflags(write=False)
            # The dataclass is frozen, so its own fields are set past its __setattr__.
            object.__setattr__(self, name, value)
        object.__setattr__(self, "spec", spec)

    @classmethod
    def from_tensors(cls, x: Any, weight: Any, bias: Any = None, **settings: Any) -> Self:
        """Make a layer of tensors and the keywords of `ConvSpec`.

        Tensors of one dimension, x (C, L) with weight (N, C / groups, K), become a layer of one row; its
        settings are those of `dsviz.convolve`.

        Examples
        --------
        >>> Layer.from_tensors([[[1, 2, 3]]], [[[[1]]]], stride=2).output_size
        (1, 2)
        >>> Layer.from_tensors([[1, 2, 3]], [[[1, 1]]], padding="causal").pads
        ((0, 0), (1, 0))
        """
        row = as_row(x, weight, settings)
        return cls(row.x, row.weight, bias, ConvSpec(**row.settings))

    def replace(self, **changes: Any) -> Self:
        """Return the layer with other tensors or settings, checked as a new one is.

        Parameters
        ----------
        **changes
            `x`, `weight`, `bias`, `spec`, or any keyword of `ConvSpec`.
        """
        known = {name: changes.pop(name, getattr(self, name)) for name in ("x", "weight", "bias", "spec")}
        if changes:
            known["spec"] = ConvSpec(**{**known["spec"].keywords, **changes})
        return type(self)(**known)

    @property
    def keywords(self) -> dict[str, Any]:
        """The settings as the keywords of `dsviz.convolve` and `dsviz.trace`."""
        return self.spec.keywords

    @property
    def tensors(self) -> dict[str, Array | None]:
        """x, weight and bias by name."""
        return {"x": self.x, "weight": self.weight, "bias": self.bias}

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
        """N, the number of filters."""
        return int(self.weight.shape[0])

    @property
    def slices(self) -> int:
        """C / groups, the number of input channels that a filter reads."""
        return int(self.weight.shape[1])

    @property
    def filters_per_group(self) -> int:
        """N / groups; of a depthwise layer the depth multiplier."""
        return self.out_channels // self.spec.groups

    @property
    def is_depthwise(self) -> bool:
        """Whether every input channel is a group of its own; one channel alone is an ordinary layer."""
        return self.spec.groups == self.in_channels > 1

    @property
    def size(self) -> Pair:
        """Height and width of the input."""
        return self.x.shape[-2], self.x.shape[-1]

    @property
    def kernel(self) -> Pair:
        """Height and width of the kernel."""
        return self.weight.shape[2], self.weight.shape[3]

    @property
    def is_row(self) -> bool:
        """Whether input and kernel are rows: what is above and below them is padding."""
        return self.size[0] == self.kernel[0] == 1

    @cached_property
    def pads(self) -> Pads:
        """The padding ((top, bottom), (left, right)), with "same" worked out."""
        return self.spec.pads(self.size, self.kernel)

    @cached_property
    def output_size(self) -> Pair:
        """Height and width of the output."""
        return self.spec.output_size(self.size, self.kernel)

    @property
    def output_shape(self) -> tuple[int, int, int]:
        """(N, Ho, Wo), the shape of one picture's output."""
        return self.out_channels, *self.output_size

    @property
    def macs(self) -> int:
        """Multiplications for one picture, those on padding included."""
        height, width = self.output_size
        return self.weight.size * height * width

    @cached_property
    def sources(self) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        """For each padded row and column, the one of x it copies: see `dsviz.conv.borders`."""
        (height, width), (rows, columns), mode = self.size, self.pads, self.spec.padding_mode
        return source_positions(height, rows, mode), source_positions(width, columns, mode)

    def first_channel(self, out_channel: int) -> int:
        """Return the first input channel that a filter reads; its slices lie on it and those after it.

        Filter n belongs to group n // (N / groups), whose channels start at group * slices.
        """
        return out_channel // self.filters_per_group * self.slices

    def filters_reading(self, in_channel: int) -> range:
        """Return the filters that read an input channel: those of its group."""
        first = in_channel // self.slices * self.filters_per_group
        return range(first, first + self.filters_per_group)

    def cell_under(self, axis: int, place: int, tap: int) -> int:
        """Return the input row (axis 0) or column (1) on which a tap of the window at a place lies.

        Counted from the unpadded corner: -1 lies in the padding.
        """
        spec = self.spec
        return cell_under(place, tap, spec.stride[axis], spec.dilation[axis], self.pads[axis][0])

    @cached_property
    def digest(self) -> str:
        """What two layers share only if all their numbers and settings are the same."""
        tensors = [tensor for tensor in self.tensors.values() if tensor is not None]
        text = repr((self.spec, [tensor.shape for tensor in tensors]))
        return sha256(b"".join([text.encode(), *(tensor.tobytes() for tensor in tensors)])).hexdigest()

    def __hash__(self) -> int:
        return hash(self.digest)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Layer) and other.digest == self.digest
