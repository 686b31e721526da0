"""Standard kernels to be factored: from one that is separable to one that is as far from it as can be."""

import numpy as np

from dsviz.conv.layer import Layer
from dsviz.conv.spec import ConvSpec
from dsviz.examples.example import Example
from dsviz.examples.separable import PICTURE
from dsviz.examples.standard import CS231N

SEED = 2017
AROUND = ConvSpec(padding=1)


def _own(name: str, layer: Layer) -> Example:
    return Example(
        id=f"factoring-{name}",
        topic="factoring",
        document="",
        layer=layer,
        own=True,
    )


def _drawn(filters: int, channels: int, side: int = 8) -> tuple[np.ndarray, np.ndarray]:
    """Draw an input and a weight of small whole numbers; the same ones in every process."""
    draw = np.random.default_rng(SEED)
    return draw.integers(-4, 5, (channels, side, side)), draw.integers(-3, 4, (filters, channels, 3, 3))


def _one_weight_a_slice() -> np.ndarray:
    """Return a kernel that is zero in 8 of 9 weights: filter n looks at tap n only."""
    weight = np.zeros((9, 3, 9))
    for tap in range(9):
        weight[tap, :, tap] = [1 + tap % 3, -2, 3]
    return weight.reshape(9, 3, 3, 3)


# Identity, box, Gaussian, Sobel in both directions, Laplacian, sharpen, emboss.
KNOWN_FILTERS = [
    [[0, 0, 0], [0, 1, 0], [0, 0, 0]],
    [[1, 1, 1], [1, 1, 1], [1, 1, 1]],
    [[1, 2, 1], [2, 4, 2], [1, 2, 1]],
    [[-1, 0, 1], [-2, 0, 2], [-1, 0, 1]],
    [[-1, -2, -1], [0, 0, 0], [1, 2, 1]],
    [[0, 1, 0], [1, -4, 1], [0, 1, 0]],
    [[0, -1, 0], [-1, 5, -1], [0, -1, 0]],
    [[-2, -1, 0], [-1, 1, 1], [0, 1, 2]],
]


def own_example(weight: np.ndarray) -> Example:
    """Return a reader's own kernel with an input, drawn as those of the others are."""
    filters, channels = weight.shape[:2]
    return _own("own", Layer(_drawn(filters, channels)[0], weight))


# Two filters on one channel: a matrix of 2x9. The second is twice the first but for its last weight.
TWO = [[[[1, 2, 1], [0, 0, 0], [-1, -2, -1]]], [[[2, 4, 2], [0, 0, 0], [-2, -4, -3]]]]

_X, _WEIGHT = _drawn(16, 3)

RANDOM = _own("random", Layer(_X, _WEIGHT, spec=AROUND))

TWO_BY_NINE = _own("two", Layer(_X[:1], TWO, spec=AROUND))

FILTERS = _own("filters", Layer(_X[:1], np.array(KNOWN_FILTERS)[:, None], spec=AROUND))

SPARSE = _own("sparse", Layer(_X, _one_weight_a_slice(), spec=AROUND))

SEPARABLE = Example(
    id="factoring-separable",
    topic="factoring",
    document="003",
    layer=Layer(x=PICTURE.layers[0].layer.x, weight=PICTURE.composed, spec=AROUND),
    own=True,
)

DOCUMENT = Example(
    id="factoring-cs231n",
    topic="factoring",
    document="001",
    layer=CS231N.layer,
)

EXAMPLES = (TWO_BY_NINE, RANDOM, SEPARABLE, SPARSE, FILTERS, DOCUMENT)
