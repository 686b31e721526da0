"""Blocks: MobileNet's depthwise separable block, the full convolution it replaces, document 001's module."""

from collections import OrderedDict
from typing import Any

from torch import nn


class SeparableBlock(nn.Sequential):
    """MobileNet's block: depthwise, batch norm, ReLU, pointwise, batch norm, ReLU (documents 002 and 004).

    Parameters
    ----------
    in_channels, out_channels : int
    stride : int, of the depthwise convolution

    Examples
    --------
    >>> block = SeparableBlock(32, 64)
    >>> sum(parameter.numel() for parameter in block.parameters())
    2528
    """

    def __init__(self, in_channels: int, out_channels: int, stride: int = 1) -> None:
        depthwise = nn.Conv2d(
            in_channels, in_channels, 3, stride=stride, padding=1, groups=in_channels, bias=False
        )
        super().__init__(
            OrderedDict[str, nn.Module](
                depthwise=depthwise,
                norm1=nn.BatchNorm2d(in_channels),
                relu1=nn.ReLU(),
                pointwise=nn.Conv2d(in_channels, out_channels, 1, bias=False),
                norm2=nn.BatchNorm2d(out_channels),
                relu2=nn.ReLU(),
            )
        )


class FullBlock(nn.Sequential):
    """What a separable block replaces: one 3x3 convolution over all channels, batch norm, ReLU.

    Examples
    --------
    >>> sum(parameter.numel() for parameter in FullBlock(32, 64).parameters())
    18560
    """

    def __init__(self, in_channels: int, out_channels: int, stride: int = 1) -> None:
        super().__init__(
            OrderedDict[str, nn.Module](
                conv=nn.Conv2d(in_channels, out_channels, 3, stride=stride, padding=1, bias=False),
                norm1=nn.BatchNorm2d(out_channels),
                relu1=nn.ReLU(),
            )
        )


class DepthwiseSeparableConv(nn.Sequential):
    """Document 001's module: depthwise, then pointwise, nothing between, a bias in both.

    The first bias changes nothing that the second could not: see
    `dsviz.networks.tools.bias_without_depthwise`. The default ``padding=1`` keeps the size for kernel 3 only.

    Parameters
    ----------
    in_channels, out_channels : int
    kernel_size, stride, padding : int or (height, width)
    bias : bool, True as in the document

    Examples
    --------
    >>> sum(parameter.numel() for parameter in DepthwiseSeparableConv(10, 32).parameters())
    452
    """

    depthwise: nn.Conv2d
    pointwise: nn.Conv2d

    def __init__(
        self,
        in_channels: int,
        out_channels: int,
        kernel_size: Any = 3,
        stride: Any = 1,
        padding: Any = 1,
        bias: bool = True,
    ) -> None:
        depthwise = nn.Conv2d(
            in_channels,
            in_channels,
            kernel_size,
            stride=stride,
            padding=padding,
            groups=in_channels,
            bias=bias,
        )
        pointwise = nn.Conv2d(in_channels, out_channels, 1, bias=bias)
        super().__init__(OrderedDict[str, nn.Module](depthwise=depthwise, pointwise=pointwise))
