"""What each known counter reports for one network, and by which rule."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import lru_cache
from typing import Any

from dsviz.cost import Activation, BatchNorm, Convention, Network, count, depthwise, pointwise, standard
from dsviz.cost.architectures import mobilenet
from dsviz.wording.three_ways import ThreeWays

NETWORKS = ("mobilenet", "pair", "full")


def network_of(name: str, chosen: ThreeWays) -> Network:
    """Return the network that is counted: MobileNet, or the chosen layer with batch norm and ReLU."""
    if name == "mobilenet":
        return _mobilenet()
    # The padding in numbers, for fvcore leaves out what is written with padding="same".
    pads = tuple(((side - 1) // 2, side // 2) for side in chosen.kernel)
    same: dict[str, Any] = {"bias": chosen.bias, "padding": pads}
    shape = (chosen.in_channels, chosen.size, chosen.size)
    if name == "full":
        full = standard(chosen.in_channels, chosen.out_channels, chosen.kernel, **same)
        return Network(name, (full, BatchNorm(), Activation()), shape)
    first = depthwise(chosen.in_channels, chosen.kernel, depth_multiplier=chosen.multiplier, **same)
    last = pointwise(first.out_channels, chosen.out_channels, bias=chosen.bias)
    layers = (first, BatchNorm(), Activation(), last, BatchNorm(), Activation())
    return Network(name, layers, shape)


def rule_rows(
    network: Network, conventions: Mapping[str, Convention], say: Callable[..., str]
) -> list[dict[str, Any]]:
    """Count a network under each convention: rows of the table, by the names of its columns."""
    rows = []
    for name, convention in conventions.items():
        counted, key = count(network, convention=convention), name.replace(" ", "-")
        rows.append(
            {
                "tool": say(f"cost.tool.{key}"),
                "operations": counted.operations,
                "of_macs": None if counted.operations is None else counted.operations / counted.macs,
                "parameters": counted.reported_parameters,
                "rule": say(f"cost.tool.{key}.rule"),
            }
        )
    return rows


@lru_cache(maxsize=1)
def _mobilenet() -> Network:
    return mobilenet()
