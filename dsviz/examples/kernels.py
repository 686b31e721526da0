"""Kernels of image processing, as their sources print them, to be tried on any input."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from dsviz.examples.example import Array, read_only


@dataclass(frozen=True, eq=False)
class Kernel:
    """One kernel of image processing.

    Attributes
    ----------
    id : str
        Its words are the labels ``kernel.<id>``, ``.does`` and ``.source``: who prints it. All of them slide
        it without turning it, as a layer does.
    values : ndarray, shape (kh, kw)
    """

    id: str
    values: Array


def _kernel(name: str, rows: object, divisor: int = 1) -> Kernel:
    values = read_only("kernel", rows)
    return Kernel(name, read_only("kernel", values / divisor))


# OpenCV's are those its documentation prints for the module imgproc.
KERNELS: tuple[Kernel, ...] = (
    _kernel("identity", [[0, 0, 0], [0, 1, 0], [0, 0, 0]]),
    _kernel("box", [[1, 1, 1]] * 3, divisor=9),
    _kernel("gaussian", [[1, 2, 1], [2, 4, 2], [1, 2, 1]], divisor=16),
    _kernel("sobel-x", [[-1, 0, 1], [-2, 0, 2], [-1, 0, 1]]),
    _kernel("sobel-y", [[-1, -2, -1], [0, 0, 0], [1, 2, 1]]),
    _kernel("laplacian", [[0, 1, 0], [1, -4, 1], [0, 1, 0]]),
    _kernel("sharpen", [[0, -1, 0], [-1, 5, -1], [0, -1, 0]]),
    _kernel("emboss", [[-2, -1, 0], [-1, 1, 1], [0, 1, 2]]),
)


def get_kernel(name: str) -> Kernel:
    """Find a kernel by its id.

    Raises
    ------
    KeyError
        Where there is none.

    Examples
    --------
    >>> get_kernel("sharpen").values.tolist()
    [[0.0, -1.0, 0.0], [-1.0, 5.0, -1.0], [0.0, -1.0, 0.0]]
    """
    return {kernel.id: kernel for kernel in KERNELS}[name]


def for_each_channel(values: Array, in_channels: int) -> Array:
    """Make the depthwise weight that lays one kernel on every channel by itself; its groups are C.

    Parameters
    ----------
    values : ndarray, shape (kh, kw)
    in_channels : int

    Returns
    -------
    ndarray, shape (C, 1, kh, kw)

    Examples
    --------
    >>> for_each_channel(np.array([[1.0, 2.0]]), 3).shape
    (3, 1, 1, 2)
    """
    return np.tile(values, (in_channels, 1, 1, 1))


def for_all_channels(values: Array, in_channels: int) -> Array:
    """Make the one filter that lays a kernel on every channel and adds the results into one map.

    Parameters
    ----------
    values : ndarray, shape (kh, kw)
    in_channels : int

    Returns
    -------
    ndarray, shape (1, C, kh, kw)

    Examples
    --------
    >>> for_all_channels(np.array([[1.0, 2.0]]), 3).shape
    (1, 3, 1, 2)
    """
    return np.tile(values, (1, in_channels, 1, 1))
