"""Layers to draw as boxes: every kind, the documents' own sizes, the extremes."""

from dsviz.conv.spec import ConvSpec
from dsviz.figures.boxes import LayerShape, Names, Room

BN_RELU = ("BN", "ReLU")
CHAIN_064 = (LayerShape((3, 64, 64), 3, spec=ConvSpec(groups=3)), LayerShape((3, 62, 62), 4, (1, 1)))
CHAIN_224 = (
    LayerShape((3, 224, 224), 3, spec=ConvSpec(stride=2, padding=1, groups=3)),
    LayerShape((3, 112, 112), 64, (1, 1)),
)
BLOCK = (
    LayerShape((32, 112, 112), 32, spec=ConvSpec(padding=1, groups=32), then=BN_RELU),
    LayerShape((32, 112, 112), 64, (1, 1), then=BN_RELU),
)
ALEXNET = LayerShape((96, 27, 27), 256, (5, 5), ConvSpec(padding=2, groups=2))

# Name -> layers, and what their drawing may take.
CASES = {
    "standard": ((LayerShape((3, 5, 5), 2),), Room(366, 126)),
    "padded": ((LayerShape((3, 5, 5), 2, spec=ConvSpec(stride=2, padding=1)),), Room(366, 112)),
    "dilated": ((LayerShape((1, 7, 7), 1, spec=ConvSpec(dilation=2)),), Room(366, 112)),
    "four filters": ((LayerShape((3, 64, 64), 4),), Room(344, 160)),
    "depthwise": ((LayerShape((3, 5, 5), 3, spec=ConvSpec(groups=3)),), Room(206, 190)),
    "multiplier": ((LayerShape((2, 4, 4), 4, (2, 2), ConvSpec(groups=2)),), Room(366, 112)),
    "pointwise": ((LayerShape((3, 5, 5), 2, (1, 1)),), Room(206, 190)),
    "grouped": ((LayerShape((4, 5, 5), 8, spec=ConvSpec(groups=2)),), Room(232, 290)),
    "sixteen groups": ((LayerShape((16, 5, 5), 16, (5, 5), ConvSpec(groups=16)),), Room(232, 290)),
    "sixteen": ((LayerShape((16, 5, 5), 16),), Room(232, 290)),
    "alexnet": ((ALEXNET,), Room(344, 300)),
    "64 side by side": (CHAIN_064, Room(760, 180)),
    "64 in rows": (CHAIN_064, Room(366, 360, in_rows=True)),
    "224 side by side": (CHAIN_224, Room(760, 180)),
    "224 in rows": (CHAIN_224, Room(366, 360, in_rows=True)),
    "block": (BLOCK, Room(920, 190)),
    "block in rows": (BLOCK, Room(366, 380, in_rows=True)),
    "full block": ((LayerShape((32, 112, 112), 64, spec=ConvSpec(padding=1), then=BN_RELU),), Room(366, 190)),
    "thinned": ((LayerShape((8, 112, 112), 16, (1, 1), full=(32, 64)),), Room(366, 190)),
}


def names(layers):
    """Names as the pages give them."""
    last = len(layers) - 1
    return [
        Names("z" if at else "input", f"{layer.filters} filters", "z" if at < last else "output")
        for at, layer in enumerate(layers)
    ]
