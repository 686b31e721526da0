"""The documents' convolutions described by name: standard, grouped, depthwise, pointwise, separable."""

from functools import lru_cache
from typing import Any

from dsviz.conv.numbers import whole_number
from dsviz.conv.spec import ConvSpec
from dsviz.cost.errors import CostError
from dsviz.cost.layers import Conv


def conv_spec(stride: Any = 1, padding: Any = 0, dilation: Any = 1, groups: int = 1) -> ConvSpec:
    """Return a ConvSpec, the same object for the same settings: networks repeat a handful of them."""
    try:
        return cached_spec(stride, padding, dilation, groups)
    except TypeError:  # a list cannot be kept
        return ConvSpec(stride=stride, padding=padding, dilation=dilation, groups=groups)


@lru_cache(maxsize=1024, typed=True)
def cached_spec(stride: Any, padding: Any, dilation: Any, groups: int) -> ConvSpec:
    """Return a ConvSpec, remembered."""
    return ConvSpec(stride=stride, padding=padding, dilation=dilation, groups=groups)


def standard(
    in_channels: int,
    out_channels: int,
    kernel: Any = 3,
    *,
    bias: bool = False,
    name: str = "",
    **settings: Any,
) -> Conv:
    """Describe an ordinary or, with ``groups=``, a grouped convolution.

    Parameters
    ----------
    in_channels, out_channels : int
    kernel : int or (kernel_height, kernel_width)
    **settings : stride, padding, dilation, groups, as for ``dsviz.convolve``

    Examples
    --------
    >>> standard(4, 8, 3, groups=2).parameters((4, 5, 5))  # document 003's example: 144, not 72
    144
    """
    return Conv(in_channels, out_channels, kernel, conv_spec(**settings), bias, name=name)


def depthwise(
    channels: int,
    kernel: Any = 3,
    *,
    depth_multiplier: int = 1,
    bias: bool = False,
    name: str = "",
    **settings: Any,
) -> Conv:
    """Describe a depthwise convolution: every channel has its own ``depth_multiplier`` kernels.

    Examples
    --------
    >>> depthwise(64, 3, bias=True, padding=1).parameters((64, 56, 56))
    640
    """
    whole_number("channels", channels, least=1)
    whole_number("depth_multiplier", depth_multiplier, least=1)
    groups = settings.pop("groups", channels)
    if groups != channels:
        raise CostError("groups-are-channels", got=repr(groups), channels=channels)
    spec = conv_spec(groups=channels, **settings)
    return Conv(channels, channels * depth_multiplier, kernel, spec, bias, name=name)


def pointwise(in_channels: int, out_channels: int, *, bias: bool = False, name: str = "") -> Conv:
    """Describe a 1x1 convolution, which mixes the channels of one place.

    Examples
    --------
    >>> pointwise(3, 4).parameters((3, 8, 8))
    12
    """
    return Conv(in_channels, out_channels, 1, conv_spec(), bias, name=name)


def separable(
    in_channels: int,
    out_channels: int,
    kernel: Any = 3,
    *,
    depth_multiplier: int = 1,
    depthwise_bias: bool = False,
    bias: bool = False,
    name: str = "",
    **settings: Any,
) -> tuple[Conv, Conv]:
    """Describe a depthwise separable convolution: depthwise, then pointwise.

    Examples
    --------
    >>> from dsviz.cost import count
    >>> count(separable(10, 32, 3, bias=True, padding="same"), 224).parameters  # document 004's Keras layer
    442
    """
    first = depthwise(
        in_channels,
        kernel,
        depth_multiplier=depth_multiplier,
        bias=depthwise_bias,
        name=f"{name}.depthwise" if name else "depthwise",
        **settings,
    )
    last = pointwise(
        first.out_channels, out_channels, bias=bias, name=f"{name}.pointwise" if name else "pointwise"
    )
    return first, last
