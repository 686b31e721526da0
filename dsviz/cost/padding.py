"""How many of a convolution's multiplications touch padding, without looking at any of them."""

from dsviz.conv.spec import ConvSpec

Pair = tuple[int, int]


def taps_on_pixels(size: int, kernel: int, stride: int, before: int, dilation: int, outputs: int) -> int:
    """Count, along one axis, the (output, kernel element) pairs that read a real pixel.

    Kernel element k of output o reads pixel ``o * stride + k * dilation - before``; for each k the outputs
    that stay inside ``0 .. size - 1`` form one run, so the count needs k steps and no loop over outputs.

    Parameters
    ----------
    size : int, pixels of the unpadded input along the axis
    kernel, stride, dilation : int
    before : int, padding in front of pixel 0
    outputs : int, output numbers along the axis

    Returns
    -------
    int, at most ``kernel * outputs``

    Examples
    --------
    >>> taps_on_pixels(5, 3, 1, 1, 1, 5)  # 15 pairs, of which one at each end lies in the padding
    13
    """
    total = 0
    for element in range(kernel):
        shift = element * dilation - before
        first = max(0, -(shift // stride))
        last = min(outputs - 1, (size - 1 - shift) // stride)
        total += max(0, last - first + 1)
    return total


def macs_on_pixels(in_shape: tuple[int, int, int], out_channels: int, kernel: Pair, spec: ConvSpec) -> int:
    """Count the multiplications of a convolution that read a real pixel, not padding.

    Parameters
    ----------
    in_shape : (in_channels, height, width)
    out_channels : int
    kernel : (kernel_height, kernel_width)
    spec : ConvSpec

    Returns
    -------
    int, in MACs; the formula's number minus this lies on padding

    Examples
    --------
    >>> macs_on_pixels((1, 5, 5), 1, (3, 3), ConvSpec(padding=1))  # of 225 by the formula
    169
    """
    in_channels, *size = in_shape
    outputs = spec.output_size((size[0], size[1]), kernel)
    pads = spec.pads((size[0], size[1]), kernel)
    places = 1
    for axis in (0, 1):
        places *= taps_on_pixels(
            size[axis], kernel[axis], spec.stride[axis], pads[axis][0], spec.dilation[axis], outputs[axis]
        )
    return places * (in_channels // spec.groups) * out_channels
