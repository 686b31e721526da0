"""Mistakes with channels, groups and multipliers, and rounding: each is a layer's wrong output.

A mistake that can be made in several ways takes its choices as further arguments;
the functions named ``..._choices`` list them for a layer.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np

from dsviz.check.solved_layer import Array, SolvedLayer

Choices = Iterator[dict[str, Any]]

MOST_DECIMALS = 6
WAYS = ("nearest", "cut", "down", "even")


def channel_choices(layer: SolvedLayer) -> Choices:
    """Each input channel of a filter, where it has several."""
    return ({"channel": channel} for channel in range(layer.slices if layer.slices > 1 else 0))


def channel_missed(layer: SolvedLayer, channel: int) -> Array | None:
    """One input channel is left out of every sum."""
    return layer.answer - layer.part(channel)


def only_one_channel(layer: SolvedLayer, channel: int) -> Array | None:
    """Only one input channel is looked at; with two channels that is the other one missed."""
    return layer.with_bias(layer.part(channel)) if layer.slices > 2 else None


def unsummed_choices(layer: SolvedLayer) -> Choices:
    """With or without the bias; filter by filter or channel by channel."""
    ways = [(with_bias, by) for with_bias in (True, False) for by in ("filter", "channel")]
    return ({"with_bias": with_bias, "by": by} for with_bias, by in ways if layer.slices > 1)


def channels_not_summed(layer: SolvedLayer, with_bias: bool, by: str) -> Array | None:
    """Every channel's sum stands as a map of its own: depthwise where it is not."""
    if layer.answer.size * layer.slices > 1_000_000:
        return None
    maps = np.stack([layer.with_bias(part) if with_bias else part for part in layer.parts()])
    ordered = maps.swapaxes(0, 1) if by == "filter" else maps
    return ordered.reshape(-1, *layer.answer.shape[1:])


def summed_choices(layer: SolvedLayer) -> Choices:
    """One sum of all groups, the same repeated for every filter, or each kernel on all channels."""
    ways = ("one-map", "repeated", "kernel-on-all-channels")
    return ({"way": way} for way in ways if layer.spec.groups > 1)


def channels_summed(layer: SolvedLayer, way: str) -> Array | None:
    """The groups' maps are added up, which a depthwise or grouped layer must not do."""
    groups = layer.spec.groups
    if way == "kernel-on-all-channels":
        channels = layer.x.reshape(groups, layer.slices, *layer.x.shape[1:]).sum(0)
        return layer.redone(x=channels, groups=1)
    summed = layer.answer.reshape(groups, -1, *layer.answer.shape[1:]).sum(0)
    return summed if way == "one-map" else np.tile(summed, (groups, 1, 1))


def kernel_axes_swapped(layer: SolvedLayer) -> Array | None:
    """The weight's numbers are read with the input channel first and the filter second."""
    weight = layer.weight.reshape(layer.slices, layer.out_channels, *layer.kernel)
    return layer.redone(weight=weight.swapaxes(0, 1))


def multiplier_order(layer: SolvedLayer) -> Array | None:
    """Depthwise maps in the order q * C + c, where c * M + q is the rule."""
    channels = layer.spec.groups
    if layer.slices > 1:
        return None
    maps = layer.answer.reshape(channels, -1, *layer.answer.shape[1:])
    return maps.swapaxes(0, 1).reshape(layer.answer.shape)


def interleaved_choices(layer: SolvedLayer) -> Choices:
    """Which side is dealt out in turn: the inputs, the filters, or both."""
    groups = layer.spec.groups
    sides = {
        "inputs": layer.slices > 1,
        "filters": layer.out_channels > groups,
        "both": layer.slices > 1 and layer.out_channels > groups,
    }
    return ({"side": side} for side, possible in sides.items() if possible and groups > 1)


def groups_interleaved(layer: SolvedLayer, side: str) -> Array | None:
    """Group j takes every g-th channel from j on, where a group is a block of neighbours."""
    groups, x, weight, bias = layer.spec.groups, layer.x, layer.weight, layer.bias
    if side != "filters":
        x = x[_dealt(len(x), groups)]
    if side == "inputs":
        return layer.redone(x=x)
    filters = _dealt(len(weight), groups)
    output = layer.redone(x=x, weight=weight[filters], bias=None if bias is None else bias[filters])
    # Filter filters[k] was computed in place k: put its map back under its own number.
    return None if output is None else output[np.argsort(filters)]


def rounding_choices(layer: SolvedLayer) -> Choices:
    """To the nearest number, towards zero, down, or a half to the even digit; with fewer decimals or more."""
    decimals = range(0 if layer.is_whole else MOST_DECIMALS + 1)
    return ({"decimals": n, "way": way} for n in decimals for way in WAYS)


def rounding(layer: SolvedLayer, decimals: int, way: str) -> Array | None:
    """The right numbers, with decimals left off."""
    shifted = layer.answer * 10.0**decimals
    # A half goes away from zero, as it is taught; a hair is forgiven for 2.675 being 2.67499...
    hair = 1e-9 * np.maximum(1, abs(shifted))
    if way == "even":
        return np.rint(shifted) / 10.0**decimals + 0.0
    if way == "down":
        return np.floor(shifted + hair) / 10.0**decimals + 0.0
    kept = np.floor(abs(shifted) + hair + (0.5 if way == "nearest" else 0))
    return np.sign(shifted) * kept / 10.0**decimals + 0.0


def _dealt(count: int, groups: int) -> Any:
    return np.arange(count).reshape(-1, groups).T.ravel()
