"""Ordinary convolutions: the CS231n picture of document 001, two more draws, the guide's figures."""

from dataclasses import dataclass

from dsviz.conv.layer import Layer
from dsviz.conv.layouts import nhwc_to_nchw
from dsviz.conv.spec import ConvSpec
from dsviz.examples.depthwise import PICTURE, TENSORFLOW
from dsviz.examples.example import Example

CS231N = Example(
    id="standard-cs231n",
    topic="standard",
    document="001-picture",
    layer=Layer(
        x=[
            [[0, 1, 1, 2, 2], [0, 1, 1, 0, 0], [1, 1, 0, 1, 0], [1, 0, 1, 1, 1], [0, 2, 0, 1, 0]],
            [[1, 1, 1, 2, 0], [0, 2, 1, 1, 2], [1, 2, 0, 0, 2], [0, 2, 1, 2, 1], [2, 0, 1, 2, 0]],
            [[2, 0, 2, 0, 2], [0, 0, 1, 2, 1], [1, 0, 2, 2, 1], [2, 0, 2, 0, 0], [0, 0, 1, 1, 2]],
        ],
        weight=[
            [
                [[1, 1, -1], [-1, 0, 1], [-1, -1, 0]],
                [[-1, 0, -1], [0, 0, -1], [1, -1, 0]],
                [[0, 1, 0], [1, 0, 1], [0, -1, 1]],
            ],
            [
                [[-1, -1, 0], [-1, 1, 0], [-1, 1, 0]],
                [[1, -1, 0], [-1, 0, -1], [-1, 0, 0]],
                [[-1, 0, 1], [1, 0, 1], [0, -1, 0]],
            ],
        ],
        bias=[1, 0],
        spec=ConvSpec(stride=2, padding=1),
    ),
    printed=[[[1, 0, -3], [-6, 1, 1], [4, -3, 1]], [[-1, -6, -4], [-2, -3, -4], [-1, -3, -3]]],
)


@dataclass(frozen=True)
class HandCalculation:
    """One output number as a document works it out by hand, kept as printed.

    Attributes
    ----------
    example_id : str
    place : (out_channel, row, col)
    factors : tuple, shape (channels, 9, 2)
        The (x, w) of every product, kernel row by kernel row.
    channel_sums : tuple of int
    bias, result : int
    misprints : tuple of (channel, product)
        Where the printed factors differ from the tensors; the sums are not affected.
    """

    example_id: str
    place: tuple[int, int, int]
    factors: tuple[tuple[tuple[int, int], ...], ...]
    channel_sums: tuple[int, ...]
    bias: int
    result: int
    misprints: tuple[tuple[int, int], ...]


# The 27th product is printed 0*0; the weight there is 1, so it is 0*1.
HAND = HandCalculation(
    example_id="standard-cs231n",
    place=(0, 0, 0),
    factors=(
        ((0, 1), (0, 1), (0, -1), (0, -1), (0, 0), (1, 1), (0, -1), (0, -1), (1, 0)),
        ((0, -1), (0, 0), (0, -1), (0, 0), (1, 0), (1, -1), (0, 1), (0, -1), (2, 0)),
        ((0, 0), (0, 1), (0, 0), (0, 1), (2, 0), (0, 1), (0, 0), (0, -1), (0, 0)),
    ),
    channel_sums=(1, -1, 0),
    bias=1,
    result=1,
    misprints=((2, 8),),
)

DRAW_A = Example(
    id="standard-draw-a",
    topic="standard",
    document="cs231n",
    layer=Layer(
        x=[
            [[1, 2, 1, 0, 0], [0, 1, 1, 0, 1], [2, 1, 2, 2, 0], [0, 2, 1, 1, 1], [2, 2, 2, 2, 1]],
            [[2, 1, 0, 2, 2], [0, 2, 0, 0, 0], [0, 2, 1, 2, 2], [2, 2, 2, 1, 2], [2, 1, 2, 2, 2]],
            [[0, 1, 1, 0, 2], [0, 0, 2, 0, 2], [0, 1, 1, 1, 2], [2, 2, 0, 1, 0], [0, 0, 0, 1, 2]],
        ],
        weight=[
            [
                [[1, -1, -1], [-1, 0, -1], [-1, 1, -1]],
                [[-1, 1, 1], [1, -1, 0], [0, 1, 1]],
                [[0, 1, -1], [-1, -1, 0], [1, 0, 1]],
            ],
            [
                [[1, -1, 0], [1, 0, 1], [1, 1, -1]],
                [[-1, -1, -1], [-1, 1, 1], [1, 0, -1]],
                [[0, 0, -1], [-1, 1, 0], [0, -1, 1]],
            ],
        ],
        bias=[1, 0],
        spec=ConvSpec(stride=2, padding=1),
    ),
    printed=[[[-2, -2, 0], [5, 1, 0], [-1, -4, -3]], [[2, 5, 1], [-3, 6, 5], [-1, 2, 0]]],
)

DRAW_B = Example(
    id="standard-draw-b",
    topic="standard",
    document="cs231n",
    layer=Layer(
        x=[
            [[0, 0, 1, 0, 2], [1, 0, 2, 0, 1], [1, 0, 2, 2, 0], [2, 0, 0, 2, 0], [2, 1, 2, 2, 0]],
            [[2, 1, 2, 1, 1], [2, 1, 2, 0, 1], [0, 2, 1, 0, 1], [1, 2, 2, 2, 2], [0, 1, 2, 0, 1]],
            [[2, 1, 1, 2, 0], [1, 0, 0, 1, 0], [0, 1, 0, 0, 0], [1, 0, 2, 1, 0], [2, 2, 1, 1, 1]],
        ],
        weight=[
            [
                [[0, 1, -1], [0, -1, 0], [0, -1, 1]],
                [[-1, 0, 0], [1, -1, 0], [1, -1, 0]],
                [[-1, 1, -1], [0, -1, -1], [1, 0, 0]],
            ]
        ],
        bias=[0],
        spec=ConvSpec(stride=2, padding=1),
    ),
    printed=[[[-8, -8, -3], [-3, 1, 0], [-3, -8, -5]]],
)

GUIDE = Example(
    id="standard-guide",
    topic="standard",
    document="guide",
    layer=Layer(
        x=[[[3, 3, 2, 1, 0], [0, 0, 1, 3, 1], [3, 1, 2, 2, 3], [2, 0, 0, 2, 2], [2, 0, 0, 0, 1]]],
        weight=[[[[0, 1, 2], [2, 2, 0], [0, 1, 2]]]],
    ),
    printed=[[[12, 12, 17], [10, 17, 19], [9, 6, 14]]],
)

GUIDE_STRIDE_2 = Example(
    id="standard-guide-stride-2",
    topic="standard",
    document="guide",
    layer=Layer(x=GUIDE.layer.x, weight=GUIDE.layer.weight, spec=ConvSpec(stride=2, padding=1)),
    printed=[[[6, 17, 3], [8, 17, 13], [6, 4, 4]]],
)

# The depthwise example's tensors in one ordinary filter: conv2d adds what depthwise keeps apart.
CONV2D = Example(
    id="standard-conv2d",
    topic="standard",
    document="001",
    layer=Layer(x=TENSORFLOW.layer.x, weight=TENSORFLOW.layer.weight.transpose(1, 0, 2, 3)),
    layout="NHWC",
    expected=nhwc_to_nchw([[[[16], [33]], [[10], [3]]]])[0],
)

# Four filters of 3x3x3 on a picture of three channels, as document 003 draws them.
FOUR_FILTERS = Example(
    id="standard-four-filters",
    topic="standard",
    document="003",
    layer=Layer(
        x=PICTURE.layer.x,
        weight=[
            [
                [[1, 0, -1], [2, 0, -2], [1, 0, -1]],
                [[0, 1, 0], [1, -4, 1], [0, 1, 0]],
                [[1, 1, 1], [0, 0, 0], [-1, -1, -1]],
            ],
            [
                [[0, 1, 0], [0, 1, 0], [0, 1, 0]],
                [[2, 0, 0], [0, -1, 0], [0, 0, -1]],
                [[-1, 0, 1], [0, 1, 0], [1, 0, -1]],
            ],
            [
                [[1, -1, 0], [-1, 1, 0], [0, 0, 1]],
                [[0, 0, 1], [0, 2, 0], [1, 0, 0]],
                [[-1, 0, 0], [1, 0, -1], [0, 0, 1]],
            ],
            [
                [[0, 2, -1], [1, 0, 0], [-1, 0, 1]],
                [[1, 0, 1], [0, -2, 0], [1, 0, -1]],
                [[0, -1, 2], [0, 1, 0], [-1, 0, 0]],
            ],
        ],
    ),
    own=True,
)

EXAMPLES = (CS231N, DRAW_A, DRAW_B, CONV2D, FOUR_FILTERS, GUIDE, GUIDE_STRIDE_2)
