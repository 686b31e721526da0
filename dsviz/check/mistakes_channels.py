"""Mistakes with channels, groups and multipliers: what is added up, what stays apart, which belongs where."""

from __future__ import annotations

from typing import Any

import numpy as np

from dsviz.check.mistake import Choices, Made
from dsviz.check.solved_layer import SolvedLayer


def channel_choices(layer: SolvedLayer) -> Choices:
    """Each input channel of a filter, where it has several."""
    return ({"channel": channel} for channel in range(layer.slices if layer.slices > 1 else 0))


def channel_missed(layer: SolvedLayer, channel: int) -> Made:
    """One input channel is left out of every sum."""
    weight = np.array(layer.weight)
    weight[:, channel] = 0
    return layer.changed(weight=weight)


def only_one_channel(layer: SolvedLayer, channel: int) -> Made:
    """Only one input channel is looked at; with two channels that is the other one missed."""
    weight = np.zeros_like(layer.weight)
    weight[:, channel] = layer.weight[:, channel]
    return layer.changed(weight=weight) if layer.slices > 2 else None


def unsummed_choices(layer: SolvedLayer) -> Choices:
    """With or without the bias; filter by filter or channel by channel."""
    ways = [(with_bias, by) for with_bias in (True, False) for by in ("filter", "channel")]
    return ({"with_bias": with_bias, "by": by} for with_bias, by in ways if layer.slices > 1)


def channels_not_summed(layer: SolvedLayer, with_bias: bool, by: str) -> Made:
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


def channels_summed(layer: SolvedLayer, way: str) -> Made:
    """The groups' maps are added up, which a depthwise or grouped layer must not do."""
    groups = layer.spec.groups
    if way == "kernel-on-all-channels":
        channels = layer.x.reshape(groups, layer.slices, *layer.x.shape[1:]).sum(0)
        return layer.changed(x=channels, groups=1)
    summed = layer.answer.reshape(groups, -1, *layer.answer.shape[1:]).sum(0)
    return summed if way == "one-map" else np.tile(summed, (groups, 1, 1))


def multiplier_order(layer: SolvedLayer) -> Made:
    """Depthwise maps in the order q * C + c, where c * M + q is the rule."""
    channels = layer.spec.groups
    if layer.slices > 1 or len(layer.answer) != layer.out_channels:
        return None
    if layer.out_channels == channels:
        return None  # one map of each channel: there is no other order
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


def groups_interleaved(layer: SolvedLayer, side: str) -> Made:
    """Group j takes every g-th channel from j on, where a group is a block of neighbours."""
    groups, x, weight, bias = layer.spec.groups, layer.x, layer.weight, layer.bias
    if side != "filters":
        x = x[_dealt(len(x), groups)]
    if side == "inputs":
        return layer.changed(x=x)
    filters = _dealt(len(weight), groups)
    output = layer.redone(x=x, weight=weight[filters], bias=None if bias is None else bias[filters])
    # Filter filters[k] was computed in place k: put its map back under its own number.
    return None if output is None else output[np.argsort(filters)]


def _dealt(count: int, groups: int) -> Any:
    return np.arange(count).reshape(-1, groups).T.ravel()
