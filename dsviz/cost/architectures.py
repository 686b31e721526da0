"""The documents' networks as lists of layers: MobileNet, its full-convolution twin, the Non-local block."""

from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import Any

from dsviz.conv.numbers import Pair, whole_number
from dsviz.cost.describe import depthwise, pointwise, standard
from dsviz.cost.errors import CostError
from dsviz.cost.layers import LayerCost, Linear
from dsviz.cost.result import Network
from dsviz.cost.simple_layers import (
    Activation,
    Add,
    BatchNorm,
    Flatten,
    GlobalPool,
    MatMul,
    Pool,
    Reads,
    Softmax,
)

#: The blocks of MobileNet as document 002 writes them: a channel count, or (channels, stride).
CONFIG = (64, (128, 2), 128, (256, 2), 256, (512, 2), 512, 512, 512, 512, 512, (1024, 2), 1024)
STEM_CHANNELS = 32
WIDTHS = (1.0, 0.75, 0.5, 0.25)
RESOLUTIONS = (224, 192, 160, 128)
MAX_WIDTH = 4


def thin(channels: int, width: float) -> int:
    """Return how many channels the width multiplier leaves of a layer, at least one.

    Examples
    --------
    >>> thin(64, 0.75)
    48
    """
    if isinstance(width, bool) or not isinstance(width, int | float) or not 0 < width <= MAX_WIDTH:
        raise CostError("width-range", most=MAX_WIDTH, got=repr(width))
    return max(1, int(channels * width))


def blocks(config: Sequence[Any], width: float = 1.0) -> Iterator[Pair]:
    """Read a config list: yield (out_channels, stride) of each block.

    Examples
    --------
    >>> list(blocks([64, (128, 2)], width=0.5))
    [(32, 1), (64, 2)]
    """
    for entry in config:
        both = tuple(entry) if isinstance(entry, tuple | list) else (entry, 1)
        if len(both) != 2:
            raise CostError("config-form", got=repr(entry))
        channels = whole_number("out_channels", both[0], least=1)
        yield thin(channels, width), whole_number("stride", both[1], least=1)


def separable_block(in_channels: int, out_channels: int, stride: int, name: str) -> tuple[LayerCost, ...]:
    """Describe MobileNet's block: depthwise, batch norm, ReLU, pointwise, batch norm, ReLU.

    Examples
    --------
    >>> from dsviz.cost import count
    >>> count(separable_block(32, 64, 1, "block"), 112).parameters  # the block of document 004, trained ones
    2528
    """
    return (
        depthwise(in_channels, 3, stride=stride, padding=1, name=f"{name}.depthwise"),
        BatchNorm(name=f"{name}.norm1"),
        Activation(name=f"{name}.relu1"),
        pointwise(in_channels, out_channels, name=f"{name}.pointwise"),
        BatchNorm(name=f"{name}.norm2"),
        Activation(name=f"{name}.relu2"),
    )


def full_block(in_channels: int, out_channels: int, stride: int, name: str) -> tuple[LayerCost, ...]:
    """Describe the block MobileNet is compared with: one 3x3 convolution, batch norm, ReLU."""
    return (
        standard(in_channels, out_channels, 3, stride=stride, padding=1, name=f"{name}.conv"),
        BatchNorm(name=f"{name}.norm1"),
        Activation(name=f"{name}.relu1"),
    )


def _body(
    config: Sequence[Any], width: float, stem_stride: int, full: bool
) -> tuple[tuple[LayerCost, ...], int]:
    channels = thin(STEM_CHANNELS, width)
    layers: list[LayerCost] = [
        standard(3, channels, 3, stride=stem_stride, padding=1, name="stem.conv"),
        BatchNorm(name="stem.norm"),
        Activation(name="stem.relu"),
    ]
    block = full_block if full else separable_block
    for number, (out_channels, stride) in enumerate(blocks(config, width), 1):
        layers += block(channels, out_channels, stride, f"block{number}")
        channels = out_channels
    return tuple(layers), channels


@lru_cache(maxsize=64)
def described(width: float, full: bool) -> tuple[tuple[LayerCost, ...], int]:
    """Describe the paper's stem and blocks, with the channels of the last map: the same at every resolution.

    Examples
    --------
    >>> described(0.5, False)[1]
    512
    """
    return _body(CONFIG, width, stem_stride=2, full=full)


def mobilenet(
    width: float = 1.0, resolution: int = 224, classes: int = 1000, *, full_convolutions: bool = False
) -> Network:
    """Describe MobileNet v1 of the paper.

    Parameters
    ----------
    width : float, alpha: thins the channels of every layer
    resolution : int, side of the input picture in pixels
    classes : int
    full_convolutions : bool, 3x3 convolutions in place of the separable blocks

    Returns
    -------
    Network

    Notes
    -----
    Howard et al. 2017, arXiv 1704.04861, table 1, with its last "dw / s2" read as s1, as its sizes demand.

    Examples
    --------
    >>> from dsviz.cost import count
    >>> count(mobilenet()).macs, count(mobilenet(full_convolutions=True)).macs
    (568740352, 4867293184)
    """
    resolution = whole_number("resolution", resolution, least=1)
    thin(STEM_CHANNELS, width)  # refuses what the memory would take for 1.0, such as True
    layers, channels = described(float(width), bool(full_convolutions))
    layers += (GlobalPool(name="pool"), Flatten(name="flatten"), Linear(channels, classes, name="classifier"))
    return Network("MobileNet v1", layers, (3, resolution, resolution))


def document_002(
    config: Sequence[Any] = CONFIG,
    classes: int = 10,
    size: Pair = (32, 32),
    *,
    adaptive: bool = False,
    full_convolutions: bool = False,
) -> Network:
    """Describe the network of document 002, its code cleaned.

    Parameters
    ----------
    config : sequence of int or (int, int), as the document writes it
    classes : int
    size : (height, width) of the input
    adaptive : bool, the remedy: mean of each channel in place of the document's 2x2 average pool
    full_convolutions : bool

    Raises
    ------
    CostError, rule ``in-features-match``, when counted at a size its classifier does not take

    Examples
    --------
    >>> from dsviz.cost import count
    >>> count(document_002()).parameters
    3217226
    """
    layers, channels = _body(config, 1.0, stem_stride=1, full=full_convolutions)
    pool = GlobalPool(name="pool") if adaptive else Pool(2, average=True, name="pool")
    layers += (pool, Flatten(name="flatten"), Linear(channels, classes, name="classifier"))
    return Network("document 002", layers, (3, *size))


def accepted_sides(config: Sequence[Any] = CONFIG) -> Pair:
    """Find the smallest and the largest side that document 002's network takes without the remedy.

    Its 2x2 average pool has to leave one place, so the last map must be 2 or 3 wide; each 3x3 convolution
    with padding 1 makes ``ceil(n / stride)`` of ``n``.

    Examples
    --------
    >>> accepted_sides()
    (17, 48)
    """
    least, most = 2, 3
    for _, stride in reversed(list(blocks(config))):
        least, most = (least - 1) * stride + 1, most * stride
    return least, most


def nonlocal_block(
    channels: int,
    size: Pair,
    *,
    relu_embeddings: bool = True,
    relu_output: bool = True,
    subsample: bool = False,
    identity_start: bool = False,
) -> Network:
    """Describe the Non-local block of document 000.

    Parameters
    ----------
    channels : int, C
    size : (height, width)
    relu_embeddings : bool, ReLU after theta, phi and g, which slim's conv2d adds by default
    relu_output : bool, the same after the last 1x1 convolution
    subsample : bool, phi and g are max-pooled 2x2 first
    identity_start : bool, a batch norm after the last convolution, as in the paper

    Returns
    -------
    Network, with 2 C C + 2.5 C parameters for even C (and 2 C more with the batch norm)

    Examples
    --------
    >>> from dsviz.cost import count
    >>> count(nonlocal_block(64, (14, 14))).parameters
    8352
    """
    inner = whole_number("channels", channels, least=2) // 2
    height, width = size
    whole, halved, places = (channels, height, width), (inner, height, width), height * width
    pooled = (height // 2) * (width // 2) if subsample else places
    layers: list[LayerCost] = []
    for branch in ("theta", "phi", "g"):
        layers.append(Reads(pointwise(channels, inner, bias=True, name=branch), whole))
        layers += [Activation(name=f"{branch}.relu")] * relu_embeddings
        layers += [Pool(2, name=f"{branch}.pool")] * (subsample and branch != "theta")
    layers += [
        Reads(MatMul(places, inner, pooled, name="theta @ phi"), halved),
        Softmax(name="attention"),
        Reads(MatMul(places, pooled, inner, name="attention @ g"), (1, places, pooled)),
        Reads(pointwise(inner, channels, bias=True, name="y"), halved),
        *[BatchNorm(name="norm")] * identity_start,
        *[Activation(name="y.relu")] * relu_output,
        Add(name="input + y"),
    ]
    return Network("Non-local block", tuple(layers), whole)
