"""The axes of a layer of any size: their padding, their outputs, and what is said of them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from dsviz.conv.geometry import kernel_reach, output_size, same_padding, torch_same_padding
from dsviz.conv.numbers import Pair
from dsviz.wording.formulas import Axis


def axes_of(
    size: Pair, kernels: Pair, strides: Pair, dilations: Pair, way: str, own: Pair
) -> tuple[Axis, ...]:
    """Return the two axes of a layer with the padding that its way of padding gives.

    Raises
    ------
    ConvError
        Where the kernel does not fit, or PyTorch's "same" has a stride.

    Examples
    --------
    >>> [axis.pads for axis in axes_of((224, 225), (7, 3), (2, 2), (1, 1), "tensorflow", (0, 0))]
    [(2, 3), (1, 1)]
    """
    axes = []
    for n, kernel, stride, dilation, pad in zip(size, kernels, strides, dilations, own, strict=True):
        pads = pads_of(way, n, kernel, stride, dilation, pad)
        output_size(n, kernel, stride, sum(pads), dilation)
        axes.append(Axis(n, kernel, stride, dilation, pads))
    return tuple(axes)


def pads_of(way: str, n: int, kernel: int, stride: int, dilation: int, pad: int) -> Pair:
    """Return the padding before and after along one axis.

    Examples
    --------
    >>> pads_of("tensorflow", 224, 7, 2, 1, 0), pads_of("torch", 5, 4, 1, 1, 0), pads_of("own", 5, 3, 1, 1, 2)
    ((2, 3), (1, 2), (2, 2))
    """
    if way == "tensorflow":
        return same_padding(n, kernel, stride, dilation)
    if way == "torch":
        return torch_same_padding(kernel, stride, dilation)
    return (pad, pad) if way == "own" else (0, 0)


def out_of(axis: Axis) -> int:
    """Return how many outputs an axis gives."""
    return output_size(axis.size, axis.kernel, axis.stride, sum(axis.pads), axis.dilation)


def told(name: str, axis: Axis, say: Callable[..., str]) -> str:
    """Say of the rows or the columns what the padding is, how far a window reaches, and what comes out.

    Parameters
    ----------
    name : {"rows", "columns"}
    axis : Axis
    say : callable
        `dsviz.content.label` in the reader's language.
    """
    return say(f"formulas.size.{name}", **facts(axis))


def facts(axis: Axis) -> dict[str, Any]:
    """Return what a sentence on an axis names: outputs, padding, reach, what is left, the padded size.

    Examples
    --------
    >>> facts(Axis(224, 7, 2, 1, (2, 3)))
    {'out': '112', 'before': 2, 'after': 3, 'reach': 7, 'left': 0, 'padded': '229'}
    """
    padded, reach = axis.size + sum(axis.pads), kernel_reach(axis.kernel, axis.dilation)
    left = padded - reach - (out_of(axis) - 1) * axis.stride
    before, after = axis.pads
    return {
        "out": f"{out_of(axis):,}",
        "before": before,
        "after": after,
        "reach": reach,
        "left": left,
        "padded": f"{padded:,}",
    }
