"""A picture of 64x64x3 through a depthwise layer to 3 maps and a pointwise one to 4, as document 001 has it.

The document gives the sizes and no numbers. The picture and the weights are this project's own: kernels of
known meaning, in whole numbers, so that every sum can be checked by hand.
"""

from dataclasses import replace
from typing import overload

import numpy as np

from dsviz.content.pictures import pixels
from dsviz.conv.convolve import compute
from dsviz.conv.layer import Layer
from dsviz.conv.spec import ConvSpec
from dsviz.examples.example import Array, Chain, Example
from dsviz.examples.kernels import get_kernel

# Edges in the red channel, a blur of the green one, the blue one made sharper. The blur is not divided by
# its sum, 16, so that no number has decimals.
KERNELS = (get_kernel("sobel-x").values, get_kernel("gaussian").values * 16, get_kernel("sharpen").values)
# The blurred map alone; edges over the blur; red edges against the sharp map; all three added.
MIXTURE = ((0, 1, 0), (4, 1, 0), (1, 0, -1), (1, 1, 1))

SIDE = 64  # pixels, of the document's picture
SIDES = (SIDE, 128, 224)  # of a reader's own: the larger ones are for watching


def _picture() -> Array:
    """Return the bundled picture, shape (3, 64, 64), whole numbers from 0 to 255."""
    colours = np.frombuffer(pixels("scene-64"), dtype=np.uint8).reshape(64, 64, 3)
    return np.moveaxis(colours, -1, 0).astype(np.float64)


DEPTHWISE = Example(
    id="depthwise-64",
    topic="depthwise",
    document="001",
    layer=Layer(x=_picture(), weight=np.stack(KERNELS)[:, np.newaxis], spec=ConvSpec(groups=3)),
    own=True,
)

POINTWISE = Example(
    id="pointwise-64",
    topic="pointwise",
    document="001",
    layer=Layer(x=compute(DEPTHWISE.layer, "numpy"), weight=np.reshape(MIXTURE, (4, 3, 1, 1))),
    own=True,
)

SEPARABLE = Chain(id="separable-64", document="001", layers=(DEPTHWISE, POINTWISE))

PICTURES: tuple[Example | Chain, ...] = (DEPTHWISE, POINTWISE, SEPARABLE)


@overload
def with_picture(shown: Example, picture: Array) -> Example: ...
@overload
def with_picture(shown: Chain, picture: Array) -> Chain: ...
def with_picture(shown: Example | Chain, picture: Array) -> Example | Chain:
    """Put another picture into an example in the place of the bundled one; the kernels stay.

    Parameters
    ----------
    shown : Example or Chain
        One of `PICTURES`.
    picture : ndarray, shape (3, side, side)
        Of one of `SIDES`.

    Examples
    --------
    >>> black = with_picture(POINTWISE, np.zeros((3, 64, 64)))
    >>> black.id, black.layer.x.shape, float(black.layer.x.max())
    ('pointwise-64', (3, 62, 62), 0.0)
    """
    depthwise = replace(DEPTHWISE, layer=DEPTHWISE.layer.replace(x=picture))
    maps = POINTWISE.layer.replace(x=compute(depthwise.layer, "numpy"))
    pointwise = replace(POINTWISE, layer=maps)
    if isinstance(shown, Chain):
        return replace(shown, layers=(depthwise, pointwise))
    return depthwise if shown.id == DEPTHWISE.id else pointwise
