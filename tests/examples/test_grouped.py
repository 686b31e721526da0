"""Grouped convolutions: the numbers are torch's, and g = C is depthwise."""

import numpy as np
import pytest
import torch
import torch.nn.functional as F

from dsviz.conv.convolve import convolve
from dsviz.conv.errors import ConvError
from dsviz.cost.formulas import legal_groups
from dsviz.examples.grouped import blocks, channel_by_channel, full_weight, grouped

SHAPES = [(4, 8, 3), (6, 12, 2), (8, 8, 1), (5, 10, 5), (16, 16, 3)]
CASES = [(*shape, groups) for shape in SHAPES for groups in legal_groups(*shape[:2])]


def by_torch(x, weight, groups):
    return F.conv2d(torch.from_numpy(x.copy()), torch.from_numpy(weight.copy()), groups=groups).numpy()


@pytest.mark.parametrize(("in_channels", "out_channels", "kernel", "groups"), CASES)
def test_every_legal_grouping_gives_torchs_numbers(in_channels, out_channels, kernel, groups):
    example = grouped(in_channels, out_channels, groups, kernel=kernel)
    expected = by_torch(example.layer.x, example.layer.weight, groups)
    for backend in ("torch", "numpy"):
        np.testing.assert_array_equal(
            convolve(example.layer.x, example.layer.weight, backend=backend, **example.layer.keywords),
            expected,
        )


@pytest.mark.parametrize(("in_channels", "out_channels", "kernel", "groups"), CASES)
def test_a_grouping_is_the_full_weight_without_what_crosses(in_channels, out_channels, kernel, groups):
    example = grouped(in_channels, out_channels, groups, kernel=kernel)
    full = full_weight(in_channels, out_channels, kernel).copy()
    for n in range(out_channels):
        for c in range(in_channels):
            if n * groups // out_channels != c * groups // in_channels:
                full[n, c] = 0
    np.testing.assert_array_equal(
        by_torch(example.layer.x, full, 1), by_torch(example.layer.x, example.layer.weight, groups)
    )


@pytest.mark.parametrize(("in_channels", "out_channels", "kernel"), SHAPES)
@pytest.mark.parametrize("backend", ["torch", "numpy"])
def test_as_many_groups_as_channels_is_depthwise(in_channels, out_channels, kernel, backend):
    example = grouped(in_channels, out_channels, in_channels, kernel=kernel)
    expected = by_torch(example.layer.x, example.layer.weight, in_channels)
    np.testing.assert_array_equal(channel_by_channel(example.layer, backend=backend), expected)


def test_the_numbers_are_small_whole_and_the_seeds_own():
    one, same, other = (grouped(4, 8, 1, seed=seed) for seed in (3, 3, 4))
    assert set(np.unique(one.layer.weight)) == {-3.0, -2.0, -1.0, 1.0, 2.0, 3.0}
    assert set(np.unique(one.layer.x)) == {0.0, 1.0, 2.0, 3.0, 4.0}
    np.testing.assert_array_equal(one.layer.x, same.layer.x)
    np.testing.assert_array_equal(one.layer.weight, same.layer.weight)
    assert (one.layer.x != other.layer.x).any()
    assert (one.layer.weight != other.layer.weight).any()
    np.testing.assert_array_equal(grouped(4, 12, 2).layer.x, one.layer.x)


def test_a_link_shows_the_same_numbers_for_good():
    # Frozen: a seed in somebody's link must not draw other numbers one day.
    assert grouped(4, 8, 2).layer.x[0].tolist() == [
        [3, 4, 2, 2, 4],
        [3, 0, 0, 0, 3],
        [4, 2, 2, 4, 3],
        [4, 2, 2, 3, 2],
        [0, 2, 3, 1, 2],
    ]
    assert grouped(4, 8, 2).layer.weight[0, 0].tolist() == [[3, 2, -1], [-1, 2, -1], [2, -3, 3]]


def test_blocks_of_one_group_are_the_whole():
    weight = full_weight(4, 8, 3)
    np.testing.assert_array_equal(blocks(weight, 1), weight)


@pytest.mark.parametrize(
    ("shape", "groups", "rule"),
    [
        ((4, 8), 3, "groups-divide-in-channels"),
        ((6, 8), 6, "groups-divide-out-channels"),
        ((4, 8), 0, "range"),
        ((4, 8), 16, "groups-divide-in-channels"),
    ],
)
def test_an_illegal_grouping_is_refused(shape, groups, rule):
    with pytest.raises(ConvError) as refused:
        grouped(*shape, groups)
    assert refused.value.rule == rule
