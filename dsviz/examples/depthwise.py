"""Depthwise convolutions: the TensorFlow example of document 001, and what a depth multiplier does.

The tensors are kept as TensorFlow has them (flat, then shaped NHWC and HWCM) and converted by `layouts`.
"""

from typing import Any

import numpy as np

from dsviz.conv.layer import Layer
from dsviz.conv.layouts import hwcm_to_oihw, nhwc_to_nchw
from dsviz.conv.spec import ConvSpec
from dsviz.examples.example import Example

X_NHWC = np.reshape([2, 5, 3, 3, 8, 2, 6, 1, 1, 2, 5, 4, 7, 9, 2, 3, -1, 3], (1, 3, 3, 2))
KERNEL_HWCM = np.reshape([3, 1, -2, 2, -1, -3, 4, 5], (2, 2, 2, 1))
# q = 0 is the document's kernel; q = 1 is this project's own.
KERNEL_2_HWCM = np.reshape([3, 1, 1, -1, -2, 0, 2, 2, -1, 2, -3, 0, 4, -1, 5, 1], (2, 2, 2, 2))

Y_NHWC = [[[[-2, 18], [12, 21]], [[17, -7], [-13, 16]]]]
Y_2_NHWC = [[[[-2, 13, 18, 3], [12, 0, 21, 5]], [[17, 18, -7, 6], [-13, 6, 16, 9]]]]
Y_SAME_NHWC = [
    [[[-2, 18], [12, 21], [19, -10]], [[17, -7], [-13, 16], [16, -5]], [[17, 15], [8, 9], [-3, 3]]]
]
Y_SAME_2_NHWC = [[[[-2, 18], [19, -10]], [[17, 15], [-3, 3]]]]


def _depthwise(
    example_id: str,
    kernel: Any,
    spec: ConvSpec,
    *,
    x: Any = X_NHWC,
    document: str = "001",
    own: bool = False,
    **results: Any,
) -> Example:
    """Make an example from x (1, H, W, C), a kernel (kh, kw, C, M) and results (1, Ho, Wo, C * M)."""
    return Example(
        id=example_id,
        topic="depthwise",
        document=document,
        layer=Layer(x=nhwc_to_nchw(x)[0], weight=hwcm_to_oihw(kernel), spec=spec),
        layout="NHWC",
        own=own,
        **{name: nhwc_to_nchw(result)[0] for name, result in results.items()},
    )


TENSORFLOW = _depthwise("depthwise-tensorflow", KERNEL_HWCM, ConvSpec(groups=2), printed=Y_NHWC)

SAME = _depthwise("depthwise-same", KERNEL_HWCM, ConvSpec(groups=2, padding="same"), expected=Y_SAME_NHWC)

SAME_STRIDE_2 = _depthwise(
    "depthwise-same-stride-2",
    KERNEL_HWCM,
    ConvSpec(groups=2, padding="same", stride=2),
    expected=Y_SAME_2_NHWC,
)

MULTIPLIER_2 = _depthwise(
    "depthwise-multiplier-2", KERNEL_2_HWCM, ConvSpec(groups=2), expected=Y_2_NHWC, own=True
)

TENSORFLOW_DOCS = _depthwise(
    "depthwise-tensorflow-docs",
    np.reshape([[1, 2], [3, 4]], (2, 1, 1, 2)),
    ConvSpec(),
    x=np.reshape([[1, 2], [3, 4], [5, 6]], (1, 3, 2, 1)),
    document="tensorflow",
    printed=[[[[10, 14], [14, 20]], [[18, 26], [22, 32]]]],
)

# A small picture of three channels, one 3x3 filter for each, as documents 001 and 003 draw it.
PICTURE = Example(
    id="depthwise-picture",
    topic="depthwise",
    document="003",
    layer=Layer(
        x=[
            [[3, 1, 0, 2, 1], [0, 2, 4, 1, 0], [1, 0, 3, 2, 2], [2, 1, 0, 0, 3], [4, 0, 1, 2, 1]],
            [[0, 2, 1, 1, 3], [2, 0, 0, 4, 1], [1, 3, 2, 0, 0], [0, 1, 1, 2, 4], [3, 2, 0, 1, 0]],
            [[1, 0, 2, 3, 0], [4, 1, 1, 0, 2], [0, 2, 0, 1, 3], [1, 1, 3, 0, 2], [0, 4, 2, 1, 1]],
        ],
        weight=[
            [[[1, 0, -1], [2, 1, 0], [0, -1, 1]]],
            [[[0, 1, 2], [-1, 0, 1], [1, -2, 0]]],
            [[[-1, 2, 0], [1, 0, 1], [0, 1, -1]]],
        ],
        spec=ConvSpec(groups=3),
    ),
    own=True,
)

EXAMPLES = (TENSORFLOW, MULTIPLIER_2, SAME, SAME_STRIDE_2, TENSORFLOW_DOCS, PICTURE)
