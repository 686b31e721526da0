"""How long a diagnosis takes: answers that nothing explains, so that everything is tried."""

from collections import Counter

import numpy as np
import pytest

import dsviz
from dsviz.check.diagnose import diagnose
from dsviz.check.mistake import Mistake
from dsviz.check.pairs import MOST_MACS
from dsviz.check.solved_layer import SolvedLayer
from dsviz.conv import layer as layer_module
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


def test_a_wrong_answer_of_a_row_in_open_order_compares_and_places_little(monkeypatch):
    """Seven seconds it took where each line was compared with each, and each window was placed anew."""
    rng = np.random.default_rng(0)
    x, weight = rng.integers(-4, 6, (4, 20)), rng.integers(-4, 6, (6, 4, 3))
    answer, bias = rng.integers(-60, 60, (6, 18)), rng.integers(-4, 6, 6)
    count = Counter()

    def counting(name, function):
        def counted(*given):
            count[name] += 1
            return function(*given)

        return counted

    monkeypatch.setattr(SolvedLayer, "alike", counting("compared", SolvedLayer.alike))
    monkeypatch.setattr(layer_module, "source_positions", counting("placed", layer_module.source_positions))
    texts = [str(each.tolist()) for each in (answer, x, weight, bias)]
    assert not dsviz.check(*texts).is_right
    assert 500 < count["compared"] < 10_000  # 99,727 once
    assert 10 < count["placed"] < 2_000  # 34,716 once


def test_a_wrong_printout_of_a_row_tries_no_decimals_left_off_behind_other_mistakes(monkeypatch):
    tried = Counter()
    made = Mistake.made
    monkeypatch.setattr(Mistake, "made", lambda self, *given: tried.update([self.id]) or made(self, *given))
    rng = np.random.default_rng(1)
    x, weight, bias, typed = (rng.normal(size=size).round(4) for size in ((2, 12), (3, 2, 2), 3, (3, 13)))
    layer = trace(x[:, None], weight[:, :, None], bias, backend="numpy", padding=((0, 0), (1, 1)))
    assert not diagnose(layer, typed[:, None]).mistakes
    assert tried["rounding"] < 200
