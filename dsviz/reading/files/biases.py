"""The bias that a file holds beside a kernel: by the name they share, and by its length."""

from __future__ import annotations

import re
from collections.abc import Sequence

from dsviz.reading.files.tensor import FileTensor

_KERNEL = re.compile(r"(?:depthwise_kernel|kernel|weights?|w)(?=(?::0)?$)", re.IGNORECASE)
_NAMES = ("bias", "biases", "b", "B")


def bias_of(kernel: FileTensor, tensors: Sequence[FileTensor]) -> FileTensor | None:
    """Find the bias of a kernel's layer.

    Parameters
    ----------
    kernel : FileTensor
    tensors : sequence of FileTensor
        All of the file.

    Returns
    -------
    FileTensor or None
        The one that is called as the kernel but for "bias" in place of "weight" or "kernel", with a number
        for each filter.

    Examples
    --------
    >>> import numpy as np
    >>> from dsviz.reading.files.tensor import of_arrays
    >>> arrays = {"0.weight": np.ones((4, 2, 3, 3)), "0.bias": np.ones(4), "1.bias": np.ones(4)}
    >>> bias_of(of_arrays(arrays, {})[0], of_arrays(arrays, {})).name
    '0.bias'
    """
    named = {tensor.name: tensor for tensor in tensors if tensor is not kernel}
    found = (named.get(_KERNEL.sub(word, kernel.name)) for word in _NAMES)
    return next((bias for bias in found if bias is not None and bias.shape == (filters_of(kernel),)), None)


def filters_of(kernel: FileTensor) -> int:
    """Count the filters of a kernel; a depthwise one of Keras has M for each channel.

    >>> import numpy as np
    >>> from dsviz.reading.files.tensor import of_arrays
    >>> filters_of(of_arrays({"w": np.ones((3, 3, 8, 2))}, {"w": "HWCM"})[0])
    16
    """
    if kernel.layout == "HWCM":
        return kernel.shape[2] * kernel.shape[3]
    layout = kernel.layout or ("OIHW" if len(kernel.shape) == 4 else "")
    return kernel.shape[layout.index("O")] if "O" in layout else 0


def bias_part(
    kernel: FileTensor, filters: tuple[int, int] | None, channels: tuple[int, int] | None
) -> tuple[int, int] | None:
    """Return which numbers of the bias belong to a part of the kernel; None for all.

    >>> import numpy as np
    >>> from dsviz.reading.files.tensor import of_arrays
    >>> bias_part(of_arrays({"w": np.ones((3, 3, 8, 2))}, {"w": "HWCM"})[0], None, (1, 3))
    (2, 6)
    """
    if kernel.layout != "HWCM" or channels is None:
        return filters
    each = kernel.shape[3]
    return channels[0] * each, channels[1] * each
