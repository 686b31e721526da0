"""How long a diagnosis takes: answers that nothing explains, so that everything is tried."""

import numpy as np
import pytest

from dsviz.check.diagnose import diagnose
from dsviz.check.pairs import MOST_MACS
from dsviz.conv.trace import trace
from tests.reading.clock import fastest, stretched

RNG = np.random.default_rng(3)


def unexplained(x, weight):
    """A layer, and an answer of its shape drawn at random."""
    image, kernel = RNG.integers(-9, 9, x).astype(float), RNG.integers(-4, 5, weight).astype(float)
    traced = trace(image, kernel, RNG.integers(-3, 4, weight[0]), padding=1, backend="numpy")
    return traced, RNG.integers(-99, 99, traced.output.shape)


@pytest.mark.parametrize(
    ("x", "weight", "most"),
    [
        # all pairs of the catalogue, in the largest layer in which they are tried
        ((3, 16, 16), (4, 3, 3, 3), 5.0),
        # 1920 slices of other filters, each a layer of a million multiplications
        ((8, 30, 30), (16, 8, 3, 3), 5.0),
    ],
)
def test_a_diagnosis_takes_a_bounded_time(x, weight, most):
    traced, answer = unexplained(x, weight)
    assert (traced.layer.macs <= MOST_MACS) == (x == (3, 16, 16))
    bound = stretched(most)
    assert fastest(lambda: diagnose(traced, answer), bound) < bound
