"""What a worked example is: tensors, settings, and the result its source gives."""

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from dsviz.conv.layer import Layer
from dsviz.conv.tensors import as_tensor

Array = NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class Example:
    """A layer with where it comes from, and what its source gives as the result.

    Attributes
    ----------
    id : str
        Stable: links hold it.
    topic : {"standard", "depthwise", "pointwise"}
    document : str
        "001" to "004"; "001-picture" where the numbers are its picture's, not its text's; "cs231n" (that
        course's demo), "guide" (Dumoulin & Visin), "tensorflow" (its own documentation); "" where it is this
        project's own.
    layer : Layer
    layout : {"NCHW", "NHWC"}
        How the document prints it.
    printed : ndarray, shape (N, Ho, Wo), or None
        What the document prints as the result.
    expected : ndarray, shape (N, Ho, Wo), or None
        Where the document prints nothing: the result as TensorFlow and hand-written loops gave it.
    own : bool
        The weights are this project's own.
    changes : str
        What a reader changed in it, as it stands in the link; "" where nothing.
    original : Example or None
        The same example with the numbers that stood there before; None where none was changed.
    """

    id: str
    topic: str
    document: str
    layer: Layer
    layout: str = "NCHW"
    printed: Any = None
    expected: Any = None
    own: bool = False
    changes: str = ""
    original: Any = None

    def __post_init__(self) -> None:
        for name in ("printed", "expected"):
            value = getattr(self, name)
            # The dataclass is frozen, so its own fields are set past its __setattr__.
            object.__setattr__(self, name, None if value is None else read_only(name, value))

    @property
    def _identity(self) -> tuple[str, str, Layer]:
        return self.id, self.changes, self.layer

    def __hash__(self) -> int:
        return hash(self._identity)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Example) and other._identity == self._identity


@dataclass(frozen=True, eq=False)
class Chain:
    """A depthwise separable convolution: a depthwise example, then a pointwise one fed by its real output.

    Attributes
    ----------
    id, document : str
        As in `Example`.
    layers : (Example, Example)
        Depthwise, pointwise.
    topic : str
        "separable".
    """

    id: str
    document: str
    layers: tuple[Example, Example]
    topic: str = "separable"

    @property
    def composed(self) -> Array:
        """The weight of the one ordinary convolution that gives the same output.

        Returns
        -------
        ndarray, shape (N, C, kh, kw)
            ``W[n, c, u, v] = p[n, c] * d[c, u, v]``; with depth multiplier M, the sum over q of
            ``p[n, c * M + q] * d[c * M + q, u, v]``.
        """
        depthwise, pointwise = (each.layer for each in self.layers)
        filters = pointwise.weight[:, :, 0, 0]
        kernels = depthwise.weight[:, 0]
        products = filters[:, :, None, None] * kernels
        return read_only(
            "weight", products.reshape(len(filters), depthwise.in_channels, -1, *kernels.shape[1:]).sum(2)
        )


def read_only(name: str, value: Any) -> Array:
    """Read a tensor as `as_tensor` does, and keep it from being changed."""
    tensor = as_tensor(name, value)
    tensor.setflags(write=False)
    return tensor
