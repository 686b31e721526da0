"""Grouped convolutions of any shape, with this project's own small integers.

No document prints numbers for a grouped convolution; document 003 only draws one. So the numbers are
drawn here, from a seed, and every grouping takes its weights out of the same full weight.
"""

import numpy as np

from dsviz.conv.convolve import compute
from dsviz.conv.layer import Layer
from dsviz.conv.spec import ConvSpec
from dsviz.conv.tensors import check_fit
from dsviz.examples.example import Array, Example

SEED = 3
SIZE = 5  # rows and columns of the input
LARGEST_X = 4
LARGEST_WEIGHT = 3


def grouped(
    in_channels: int, out_channels: int, groups: int, *, kernel: int = 3, seed: int = SEED
) -> Example:
    """Make a grouped convolution with seeded small integers.

    Parameters
    ----------
    in_channels, out_channels, groups : int
    kernel : int
        Side of the kernel.
    seed : int
        The same seed gives the same input for any number of filters, and the same full weight for any
        number of groups.

    Returns
    -------
    Example
        Topic "grouped"; x of shape (in_channels, 5, 5), weight of shape
        (out_channels, in_channels / groups, kernel, kernel), no bias.

    Raises
    ------
    ConvError
        Rules ``groups-divide-in-channels``, ``groups-divide-out-channels`` and ``kernel-reach-fits``.

    Examples
    --------
    >>> grouped(4, 8, 2).layer.weight.shape, grouped(4, 8, 4).layer.weight.shape
    ((8, 2, 3, 3), (8, 1, 3, 3))
    """
    spec = ConvSpec(groups=groups)
    size = (in_channels, SIZE, SIZE)
    check_fit(size, (out_channels, in_channels // groups, kernel, kernel), spec)
    return Example(
        id=f"grouped-{in_channels}-{out_channels}-{groups}-{kernel}-{seed}",
        topic="grouped",
        document="",
        layer=Layer(
            x=_draw(seed, 0, size),
            weight=blocks(full_weight(in_channels, out_channels, kernel, seed), groups),
            spec=spec,
        ),
        own=True,
    )


def full_weight(in_channels: int, out_channels: int, kernel: int, seed: int = SEED) -> Array:
    """Draw the weight of the ordinary convolution: shape (N, C, K, K), whole numbers, none of them 0.

    >>> full_weight(4, 8, 3).shape, bool(full_weight(4, 8, 3).all())
    ((8, 4, 3, 3), True)
    """
    drawn = _draw(seed, 1, (out_channels, in_channels, kernel, kernel))
    # No weight is 0: where a filter does not look, the weight is missing and not merely nothing.
    return np.where(drawn < LARGEST_WEIGHT, drawn - LARGEST_WEIGHT, drawn - LARGEST_WEIGHT + 1)


def blocks(weight: Array, groups: int) -> Array:
    """Keep of a full weight what a grouped convolution has: group j's filters on group j's channels.

    Parameters
    ----------
    weight : ndarray, shape (N, C, kh, kw)
    groups : int
        Divides N and C.

    Returns
    -------
    ndarray, shape (N, C / groups, kh, kw)

    Examples
    --------
    >>> blocks(np.arange(8.0).reshape(2, 4, 1, 1), 2)[:, :, 0, 0].tolist()
    [[0.0, 1.0], [6.0, 7.0]]
    """
    filters, channels = len(weight) // groups, weight.shape[1] // groups
    return np.concatenate(
        [weight[j * filters : (j + 1) * filters, j * channels : (j + 1) * channels] for j in range(groups)]
    )


def channel_by_channel(layer: Layer, *, backend: str = "numpy") -> Array:
    """Compute a depthwise convolution without groups: one ordinary convolution for each channel.

    Parameters
    ----------
    layer : Layer
        Depthwise: filters c*M to c*M + M - 1 belong to channel c. Only its x and weight are used.
    backend : {"torch", "numpy"}

    Returns
    -------
    ndarray, shape (C * M, Ho, Wo)

    Examples
    --------
    >>> channel_by_channel(Layer([[[2]], [[3]]], [[[[5]]], [[[7]]]], spec=ConvSpec(groups=2))).ravel()
    array([10., 21.])
    """
    own = (layer.weight[layer.filters_reading(c)] for c in range(layer.in_channels))
    alone = (Layer(layer.x[c : c + 1], weight) for c, weight in enumerate(own))
    return np.concatenate([compute(each, backend) for each in alone])


def _draw(seed: int, stream: int, shape: tuple[int, ...]) -> Array:
    most = LARGEST_WEIGHT * 2 if stream else LARGEST_X + 1
    # NumPy has frozen RandomState's numbers for good, so a link shows the same ones under any version.
    return np.random.RandomState([seed, stream]).randint(0, most, shape).astype(np.float64)
