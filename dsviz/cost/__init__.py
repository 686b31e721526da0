"""Counting and timing: what a layer or a network costs, by the formula and by the clock."""

from dsviz.cost.convention import PRESETS, Convention, Rate, preset
from dsviz.cost.counting import count
from dsviz.cost.describe import depthwise, pointwise, separable, standard
from dsviz.cost.errors import CostError
from dsviz.cost.layers import Conv, LayerCost, Linear
from dsviz.cost.result import Count, LayerCount, Network
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

__all__ = [
    "PRESETS",
    "Activation",
    "Add",
    "BatchNorm",
    "Conv",
    "Convention",
    "CostError",
    "Count",
    "Flatten",
    "GlobalPool",
    "LayerCost",
    "LayerCount",
    "Linear",
    "MatMul",
    "Network",
    "Pool",
    "Rate",
    "Reads",
    "Softmax",
    "count",
    "depthwise",
    "pointwise",
    "preset",
    "separable",
    "standard",
]
