"""1x1 convolutions, fed by what the depthwise examples give. All weights here are this project's own."""

from dsviz.conv.convolve import compute
from dsviz.conv.layer import Layer
from dsviz.conv.spec import ConvSpec
from dsviz.examples.depthwise import PICTURE as PICTURE_DEPTHWISE
from dsviz.examples.depthwise import TENSORFLOW
from dsviz.examples.example import Array, Example


def output_of(example: Example) -> Array:
    """Compute an example's output; the NumPy reference does, so that torch need not be loaded."""
    return compute(example.layer, "numpy")


# An ordinary 1x1 convolution mixes the channels of one pixel.
MIX = Example(
    id="pointwise-mix",
    topic="pointwise",
    document="001",
    layer=Layer(
        x=output_of(TENSORFLOW), weight=[[[[2]], [[-1]]], [[[1]], [[3]]], [[[-1]], [[1]]]], bias=[1, 0, -2]
    ),
    layout="NHWC",
    own=True,
)

# A depthwise 1x1 convolution only multiplies each channel by a number.
SCALE = Example(
    id="pointwise-scale",
    topic="pointwise",
    document="001",
    layer=Layer(x=MIX.layer.x, weight=[[[[3]]], [[[-2]]]], spec=ConvSpec(groups=2)),
    layout="NHWC",
    own=True,
)

# Four filters of 1x1x3, as document 003 draws them.
PICTURE = Example(
    id="pointwise-picture",
    topic="pointwise",
    document="003",
    layer=Layer(
        x=output_of(PICTURE_DEPTHWISE),
        weight=[
            [[[1]], [[-1]], [[2]]],
            [[[0]], [[3]], [[1]]],
            [[[-2]], [[1]], [[1]]],
            [[[1]], [[2]], [[-3]]],
        ],
    ),
    own=True,
)

# Fewer channels come out than go in: a 1x1 convolution as a bottleneck.
REDUCE = Example(
    id="pointwise-reduce",
    topic="pointwise",
    document="001",
    layer=Layer(
        x=[
            [[1, 2, 0], [3, 1, 1], [0, 2, 4]],
            [[0, 1, 1], [2, 0, 3], [1, 1, 0]],
            [[2, 0, 1], [1, 1, 0], [3, 0, 2]],
            [[1, 1, 2], [0, 4, 1], [2, 3, 0]],
        ],
        weight=[[[[1]], [[-1]], [[2]], [[0]]], [[[0]], [[2]], [[1]], [[-1]]]],
    ),
    own=True,
)

EXAMPLES = (MIX, SCALE, PICTURE, REDUCE)
