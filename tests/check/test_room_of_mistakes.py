"""The room of a printout's digits is that of the sums a mistake really makes, not of the right layer's."""

import numpy as np
import pytest
import torch
from torch.nn.functional import conv2d, pad

import dsviz
from dsviz.check.attempt import Attempt
from dsviz.check.closeness import Closeness
from dsviz.check.mistakes import BY_ID
from dsviz.check.solved_layer import SolvedLayer
from dsviz.conv.spec import ConvSpec

# As PyTorch printed them; its map with padding_mode="reflect".
SMALL = (
    "[[[[0.1604,-0.7559,0.1604],[-0.3188,-0.6088,-0.3188],[0.1604,-0.7559,0.1604]]]]",
    "[[[[1.7014,0.5305],[1.6287,-0.5034]]]]",
    "[[[[-0.4427,0.0657],[0.0332,-0.1099]]]]",
)


def reasons(y, x, weight, bias=None, **settings):
    bias = None if bias is None else str(bias)
    return [found.id for found in dsviz.check(str(y), str(x), str(weight), bias, **settings).findings]


def test_a_mirrored_border_is_the_only_reason_of_a_small_printout():
    assert reasons(*SMALL, padding=1) == ["border-filled-otherwise"]


def filled(x, weight, bias, way, groups):
    around = {"value": 1.0} if way == "ones" else {"mode": way}
    return conv2d(pad(x, (1,) * 4, **around), weight, bias, groups=groups)


@pytest.mark.parametrize("kernel", [(1, 1), (2, 1), (2, 2), (3, 3)])
@pytest.mark.parametrize("way", ["reflect", "replicate", "ones"])
def test_a_border_filled_otherwise_is_the_only_reason_whatever_the_kernel(kernel, way):
    for seed in range(3):
        torch.manual_seed(seed)
        groups = 3 if seed % 2 else 1
        x, bias = torch.randn(1, 3, 5, 5), torch.randn(3)
        weight = torch.randn(3, 3 // groups, *kernel)
        mistaken = filled(x, weight, bias, way, groups)
        assert reasons(mistaken, x, weight, bias, padding=1, groups=groups) == ["border-filled-otherwise"]


@pytest.mark.parametrize("seed", range(4))
def test_kernels_exchanged_are_no_second_mistake_of_digits(seed):
    torch.manual_seed(seed)
    x, weight, bias = torch.randn(1, 3, 5, 5) * 3, torch.randn(3, 3, 1, 1), torch.randn(3)
    weight[0] *= 20  # so that the room of one map is many times that of another
    mistaken = conv2d(x, weight[[2, 1, 0]], bias, padding=1)
    assert reasons(mistaken, x, weight, bias, padding=1) == ["kernels-exchanged"]


def test_another_order_of_one_map_of_each_channel_is_none():
    x, weight = np.arange(8.0).reshape(2, 2, 2), np.ones((2, 1, 1, 1))
    layer = SolvedLayer(x, weight, spec=ConvSpec(groups=2))
    assert BY_ID["multiplier-order"].made(layer, {}) is None


def test_a_second_mistake_that_the_digits_cannot_show_is_none():
    # Cut off at the fourth decimal, the numbers of a mirrored border are those of a printout.
    torch.manual_seed(2)
    x, weight = torch.randn(1, 3, 3) / 10, torch.randn(1, 1, 2, 2) / 10
    rounded = [np.round(each.double().numpy(), 4) for each in (x, weight)]
    layer = SolvedLayer(*rounded).changed(padding=1)
    first = BY_ID["border-filled-otherwise"].made(layer, {"mode": "reflect"})
    close = Closeness.of(layer, np.round(first.output, 4))
    attempt = Attempt(close, first.output, first.output != layer.answer, close.as_shown)
    for way in ("cut", "nearest", "down"):
        second = BY_ID["rounding"].made(first.layer, {"decimals": 4, "way": way})
        assert attempt.is_lost_in_digits(type(second)(second.mistake, second.made, second.values, first))
    coarse = BY_ID["rounding"].made(first.layer, {"decimals": 2, "way": "cut"})
    assert not attempt.is_lost_in_digits(type(coarse)(coarse.mistake, coarse.made, coarse.values, first))
