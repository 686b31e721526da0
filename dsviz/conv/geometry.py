"""Sizes along one axis: what comes out, what 'same' adds, how far an output sees.

Source: Dumoulin & Visin, "A guide to convolution arithmetic for deep learning" (2016), relation 15.
"""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from dsviz.conv.errors import ConvError
from dsviz.conv.numbers import Pair, whole_number


def kernel_reach(kernel: int, dilation: int = 1) -> int:
    """Count the cells from a kernel's first tap to its last: (kernel - 1) * dilation + 1.

    >>> kernel_reach(3, dilation=2)
    5
    """
    return (kernel - 1) * dilation + 1


def cell_under(place: int, tap: int, stride: int = 1, dilation: int = 1, before: int = 0) -> int:
    """Find the input cell on which a kernel's tap lies, along one axis: the index rule of a convolution.

    Parameters
    ----------
    place, tap : int
        Of the window and in the kernel, from 0.
    stride, dilation : int
    before : int
        Cells of padding before the input. The answer counts from the unpadded corner; with 0, from the
        corner of the padded input.

    Examples
    --------
    >>> cell_under(place=1, tap=2, stride=2, before=1), cell_under(0, 0, before=1)
    (3, -1)
    """
    return place * stride + tap * dilation - before


def output_size(n: int, kernel: int, stride: int = 1, pad_total: int = 0, dilation: int = 1) -> int:
    """Count the places where a kernel fits along one axis.

    Parameters
    ----------
    n, kernel : int
        Cells of the input and taps of the kernel.
    stride, dilation : int
        At least 1.
    pad_total : int
        Cells added before and after, together.

    Returns
    -------
    int
        ``floor((n + pad_total - dilation * (kernel - 1) - 1) / stride) + 1``

    Raises
    ------
    ConvError
        Rule ``kernel-reach-fits``, and ``whole-number`` or ``range`` for a setting.

    Examples
    --------
    >>> output_size(5, kernel=3, stride=2, pad_total=2)
    3
    >>> output_size(3, kernel=5)
    Traceback (most recent call last):
    dsviz.conv.errors.ConvError: kernel reach must be <= padded input; got 5 > 3
    """
    n, kernel = whole_number("input size", n, 1), whole_number("kernel", kernel, 1)
    stride, dilation = whole_number("stride", stride, 1), whole_number("dilation", dilation, 1)
    padded = n + whole_number("padding", pad_total)
    reach = kernel_reach(kernel, dilation)
    if reach > padded:
        raise ConvError("kernel-reach-fits", reach=reach, padded=padded)
    return (padded - reach) // stride + 1


def same_padding(n: int, kernel: int, stride: int = 1, dilation: int = 1) -> Pair:
    """Find the padding of TensorFlow's 'same', which gives ceil(n / stride) outputs.

    Parameters
    ----------
    n, kernel, stride, dilation : int
        Cells of the input, taps of the kernel, and its settings along one axis.

    Returns
    -------
    (before, after) : tuple of int
        Where the total is odd the extra cell comes after: at the bottom, or on the right.

    Examples
    --------
    >>> same_padding(5, kernel=3), same_padding(4, kernel=3, stride=2)
    ((1, 1), (0, 1))
    """
    n, kernel = whole_number("input size", n, 1), whole_number("kernel", kernel, 1)
    stride, dilation = whole_number("stride", stride, 1), whole_number("dilation", dilation, 1)
    outputs = -(-n // stride)
    total = max((outputs - 1) * stride + kernel_reach(kernel, dilation) - n, 0)
    return _halved(total)


def torch_same_padding(kernel: int, stride: int = 1, dilation: int = 1) -> Pair:
    """Find the padding of PyTorch's ``padding="same"``, which knows stride 1 only.

    Returns
    -------
    (before, after) : tuple of int
        Together one less than the kernel's reach; where that is odd the extra cell comes after.

    Raises
    ------
    ConvError
        Rule ``torch-same-stride``.

    Examples
    --------
    >>> torch_same_padding(3), torch_same_padding(4), torch_same_padding(3, dilation=2)
    ((1, 1), (1, 2), (2, 2))
    """
    if whole_number("stride", stride, 1) != 1:
        raise ConvError("torch-same-stride", got=stride)
    total = kernel_reach(whole_number("kernel", kernel, 1), whole_number("dilation", dilation, 1)) - 1
    return _halved(total)


class ReceptiveField(NamedTuple):
    """What one output of a stack of layers sees of the input, along one axis.

    Attributes
    ----------
    size : int
        Input cells from the first one seen to the last.
    jump : int
        Input cells between the fields of two neighbouring outputs.
    start : int
        Where the field of output 0 begins, counted from the unpadded corner: negative in the padding.
    """

    size: int
    jump: int
    start: int

    def of(self, output: int) -> tuple[int, int]:
        """Return the first and the last input position that this output sees."""
        first = self.start + output * self.jump
        return first, first + self.size - 1


def receptive_field(layers: Iterable[Sequence[int]]) -> ReceptiveField:
    """Follow one output of a stack back to the input, along one axis.

    Parameters
    ----------
    layers : iterable of (kernel, stride, pad_before, dilation)
        First layer first. What is left off at the end of a layer is stride 1, padding 0, dilation 1.

    Returns
    -------
    ReceptiveField

    Examples
    --------
    Two 3x3 layers see 5x5; with stride 2 in the first, 7x7.

    >>> receptive_field([(3,), (3,)])
    ReceptiveField(size=5, jump=1, start=0)
    >>> receptive_field([(3, 2, 1), (3, 1, 1)])
    ReceptiveField(size=7, jump=2, start=-3)
    """
    size, jump, start = 1, 1, 0
    for layer in layers:
        kernel, stride, pad_before, dilation = (*layer, *(0, 1, 0, 1)[len(layer) :])
        start -= whole_number("padding", pad_before) * jump
        size += (
            kernel_reach(whole_number("kernel", kernel, 1), whole_number("dilation", dilation, 1)) - 1
        ) * jump
        jump *= whole_number("stride", stride, 1)
    return ReceptiveField(size, jump, start)


def _halved(total: int) -> Pair:
    """Share padding between both sides; an odd cell comes after."""
    return total // 2, total - total // 2
