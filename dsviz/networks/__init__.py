"""The documents' networks as torch modules, with seeded random weights."""

from dsviz.networks.errors import NetworkError
from dsviz.networks.mobilenet import MobileNet
from dsviz.networks.nonlocal_block import NonLocalBlock
from dsviz.networks.separable import DepthwiseSeparableConv, FullBlock, SeparableBlock
from dsviz.networks.tools import feature_maps, initialise

__all__ = [
    "DepthwiseSeparableConv",
    "FullBlock",
    "MobileNet",
    "NetworkError",
    "NonLocalBlock",
    "SeparableBlock",
    "feature_maps",
    "initialise",
]
