"""What every network can be asked: seeded weights, the maps of each layer, a bias folded away."""

from collections.abc import Iterator
from typing import TypeVar

import torch
from torch import Tensor, nn

from dsviz.networks.separable import DepthwiseSeparableConv

Module = TypeVar("Module", bound=nn.Module)


def initialise(module: Module, seed: int) -> Module:
    """Fill convolutions and linear layers with He-normal weights and zero biases from a seed, in place.

    Batch norm is left as it was built: scale 1 and shift 0, or scale 0 where a block starts as the identity.
    The global random state of torch is neither read nor moved.

    Parameters
    ----------
    module : torch.nn.Module
    seed : int

    Returns
    -------
    the same module

    Notes
    -----
    He et al. 2015, arXiv 1502.01852, equation 10.

    Examples
    --------
    >>> one, other = (initialise(nn.Conv2d(1, 1, 2), seed=7) for _ in range(2))
    >>> torch.equal(one.weight, other.weight)
    True
    """
    generator = torch.Generator().manual_seed(seed)
    for part in module.modules():
        if isinstance(part, nn.Conv2d | nn.Linear):
            nn.init.kaiming_normal_(part.weight, nonlinearity="relu", generator=generator)
            if part.bias is not None:
                nn.init.zeros_(part.bias)
    return module


def leaves(network: nn.Sequential, prefix: str = "") -> Iterator[tuple[str, nn.Module]]:
    """Yield (dotted name, layer) in the order the layers run, blocks taken apart.

    Examples
    --------
    >>> [name for name, _ in leaves(DepthwiseSeparableConv(2, 4))]
    ['depthwise', 'pointwise']
    """
    for name, part in network.named_children():
        if isinstance(part, nn.Sequential):
            yield from leaves(part, f"{prefix}{name}.")
        else:
            yield f"{prefix}{name}", part


@torch.inference_mode()
def feature_maps(network: nn.Sequential, x: Tensor) -> dict[str, Tensor]:
    """Run a picture through and keep what every layer puts out.

    Parameters
    ----------
    network : torch.nn.Sequential, nested as deep as it likes
    x : Tensor (batch, channels, height, width)

    Returns
    -------
    dict of Tensor, by the layer's dotted name, in order

    Examples
    --------
    >>> maps = feature_maps(DepthwiseSeparableConv(2, 4), torch.zeros(1, 2, 5, 5))
    >>> {name: tuple(map.shape) for name, map in maps.items()}
    {'depthwise': (1, 2, 5, 5), 'pointwise': (1, 4, 5, 5)}
    """
    maps = {}
    for name, layer in leaves(network):
        x = layer(x)
        maps[name] = x
    return maps


@torch.no_grad()
def bias_without_depthwise(module: DepthwiseSeparableConv) -> Tensor:
    """Return the pointwise bias that gives the same output with no depthwise bias at all.

    Returns
    -------
    Tensor (out_channels,), ``b_pointwise + W_pointwise @ b_depthwise``

    Examples
    --------
    >>> bias_without_depthwise(DepthwiseSeparableConv(2, 4)).shape
    torch.Size([4])
    """
    depthwise, pointwise = module.depthwise, module.pointwise
    if depthwise.bias is None or pointwise.bias is None:
        return torch.zeros(pointwise.out_channels, dtype=pointwise.weight.dtype)
    return pointwise.bias + pointwise.weight[:, :, 0, 0] @ depthwise.bias
