"""What a worked example is: tensors, settings, and the result its source gives."""

from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray

from dsviz.conv.spec import ConvSpec
from dsviz.conv.tensors import as_tensor

Array = NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class Example:
    """One layer with its tensors, all read-only float64.

    Attributes
    ----------
    id : str
        Stable: links hold it.
    topic : {"standard", "depthwise", "pointwise"}
    document : str
        "001" to "004"; "cs231n" (that course's demo), "guide" (Dumoulin & Visin), "tensorflow" (its own
        documentation); "" where it is this project's own.
    x : ndarray, shape (C, H, W)
    weight : ndarray, shape (N, C / groups, kh, kw)
    bias : ndarray, shape (N,), or None
    spec : ConvSpec
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
    """

    id: str
    topic: str
    document: str
    x: Any
    weight: Any
    bias: Any = None
    spec: ConvSpec = field(default_factory=ConvSpec)
    layout: str = "NCHW"
    printed: Any = None
    expected: Any = None
    own: bool = False
    changes: str = ""

    def __post_init__(self) -> None:
        for name in ("x", "weight", "bias", "printed", "expected"):
            value = getattr(self, name)
            # The dataclass is frozen, so its own fields are set past its __setattr__.
            object.__setattr__(self, name, None if value is None else read_only(name, value))

    @property
    def keywords(self) -> dict[str, Any]:
        """The settings as the keywords of `dsviz.convolve` and `dsviz.trace`."""
        return self.spec.keywords


@dataclass(frozen=True, eq=False)
class Chain:
    """A depthwise separable convolution: a depthwise example, then a pointwise one fed by its real output.

    Attributes
    ----------
    id, document : str
        As in `Example`.
    stages : (Example, Example)
        Depthwise, pointwise.
    topic : str
        "separable".
    """

    id: str
    document: str
    stages: tuple[Example, Example]
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
        depthwise, pointwise = self.stages
        in_channels = len(depthwise.x)
        filters = pointwise.weight[:, :, 0, 0]
        kernels = depthwise.weight[:, 0]
        products = filters[:, :, None, None] * kernels
        return read_only("weight", products.reshape(len(filters), in_channels, -1, *kernels.shape[1:]).sum(2))


def read_only(name: str, value: Any) -> Array:
    """Read a tensor as `as_tensor` does, and keep it from being changed."""
    tensor = as_tensor(name, value)
    tensor.setflags(write=False)
    return tensor
