"""What a draft would give, told by the first number in which it differs."""

import numpy as np
import pytest
import torch
import torch.nn.functional as F

from dsviz.conv.spec import ConvSpec
from dsviz.saved.outcome import MOST_PRODUCTS, outcome
from dsviz.saved.state import State

X, W = np.arange(18.0).reshape(2, 3, 3), np.arange(16.0).reshape(2, 2, 2, 2)


def test_the_numbers_are_torchs():
    given = outcome(State(X, W, [1, -1], ConvSpec(stride=2, padding=1)))
    right = F.conv2d(
        torch.tensor(X)[None], torch.tensor(W), torch.tensor([1.0, -1]).double(), stride=2, padding=1
    )
    assert given.shape == (2, 2, 2)
    assert given.output.tolist() == right[0].tolist()


def test_the_cell_told_is_the_first_that_differs():
    now = outcome(State(X, W))
    bias = outcome(State(X, W, [0, 1]))
    assert bias.telling_cell(now) == (1, 0, 0)
    assert now.telling_cell(now) is None
    assert outcome(State(X, W, spec=ConvSpec(padding=1))).telling_cell(now) == (0, 0, 0)


def test_a_large_layer_gives_its_shape_only():
    x, weight = np.ones((8, 60, 60)), np.ones((8, 8, 3, 3))
    given = outcome(State(x, weight))
    assert MOST_PRODUCTS < 8 * 8 * 9 * 58 * 58
    assert (given.shape, given.output) == ((8, 58, 58), None)
    assert given.telling_cell(given) == (0, 0, 0)


@pytest.mark.parametrize("weight", [np.ones((1, 3, 2, 2)), np.ones((1, 2, 4, 4))])
def test_what_does_not_fit_gives_nothing(weight):
    assert outcome(State(X, weight)) is None
