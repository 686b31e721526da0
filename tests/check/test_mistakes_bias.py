"""What is made of the bias, in a layer of two groups, worked out by hand."""

import numpy as np

from dsviz.check.mistakes_bias import bias_added_per_channel, bias_doubled, bias_forgotten
from dsviz.check.solved_layer import SolvedLayer
from dsviz.conv.layer import Layer

# Four channels of one number, two slices a filter: every sum is 2 before its bias.
LAYER = Layer.from_tensors(np.ones((4, 1, 1)), np.ones((4, 2, 1, 1)), [1, 2, 3, 4], groups=2)


def test_a_filter_adds_its_bias_once_for_each_channel_it_reads():
    """Two of the four channels belong to a filter's group."""
    assert bias_added_per_channel(SolvedLayer.of(LAYER)).answer.ravel().tolist() == [4, 6, 8, 10]


def test_it_is_forgotten_or_added_twice():
    assert bias_forgotten(SolvedLayer.of(LAYER)).answer.ravel().tolist() == [2, 2, 2, 2]
    assert bias_doubled(SolvedLayer.of(LAYER)).answer.ravel().tolist() == [4, 6, 8, 10]
