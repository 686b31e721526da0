"""Thousands of random settings against torch itself: one seeded run, small tensors, equality."""

import numpy as np
import torch
import torch.nn.functional as F

from dsviz.conv.convolve import convolve
from dsviz.conv.gradients import gradients
from dsviz.conv.spec import PADDING_MODES, ConvSpec
from dsviz.conv.transposed import convolve_transposed
from tests.conv.layers import smallest_size

SETTINGS = 2_000


def random_layer(rng):
    """x, weight, bias and settings of a layer that fits."""
    groups, slices, per_group = rng.integers(1, 4), rng.integers(1, 3), rng.integers(1, 3)
    kernel = tuple(rng.integers(1, 4, 2).tolist())
    padding = rng.integers(0, 3, (2, 2)).tolist() if rng.integers(4) else "same"
    spec = ConvSpec(
        rng.integers(1, 4, 2),
        padding,
        rng.integers(1, 3, 2),
        groups,
        PADDING_MODES[rng.integers(len(PADDING_MODES))],
    )
    size = [smallest_size(spec, kernel, axis) + int(rng.integers(0, 3)) for axis in (0, 1)]
    x = rng.integers(-9, 10, (groups * slices, *size))
    weight = rng.integers(-9, 10, (groups * per_group, slices, *kernel))
    bias = rng.integers(-9, 10, groups * per_group) if rng.integers(2) else None
    return x, weight, bias, spec


def by_autograd(dy, x, weight, bias, spec):
    """The gradients by torch's own functions, called here and nowhere in dsviz."""
    leaves = [torch.tensor(each, dtype=torch.float64) for each in (x, weight, bias) if each is not None]
    leaves = [leaf.requires_grad_() for leaf in leaves]
    (top, bottom), (left, right) = spec.pads(x.shape[1:], weight.shape[2:])
    mode = "constant" if spec.padding_mode == "zeros" else spec.padding_mode
    padded = F.pad(leaves[0][None], (left, right, top, bottom), mode=mode)
    strides = {"stride": spec.stride, "dilation": spec.dilation, "groups": spec.groups}
    output = F.conv2d(padded, leaves[1], *leaves[2:], **strides)[0]
    output.backward(torch.tensor(dy, dtype=torch.float64))
    return [leaf.grad.numpy() for leaf in leaves]


def test_gradients_are_autograds():
    rng = np.random.default_rng(12)
    for number in range(SETTINGS):
        x, weight, bias, spec = random_layer(rng)
        shape = convolve(x, weight, bias, **spec.keywords, backend="numpy").shape
        dy = rng.integers(-9, 10, shape)
        expected = by_autograd(dy, x, weight, bias, spec)
        for backend in ("torch", "numpy"):
            found = gradients(dy, x, weight, bias, **spec.keywords, backend=backend)
            mine = [each for each in (found.x, found.weight, found.bias) if each is not None]
            assert len(mine) == len(expected)
            for each, theirs in zip(mine, expected, strict=True):
                assert np.array_equal(each, theirs), (number, backend, spec)


def random_transposed_layer(rng):
    """x, weight, bias and torch's settings of a transposed layer that leaves something."""
    groups, slices, per_group = rng.integers(1, 4), rng.integers(1, 3), rng.integers(1, 3)
    kernel, size, stride, dilation = (rng.integers(1, 4, 2) for _ in range(4))
    output_padding = rng.integers(0, np.maximum(stride, dilation))
    canvas = (size - 1) * stride + dilation * (kernel - 1) + output_padding + 1
    padding = rng.integers(0, np.minimum((canvas - 1) // 2, 3) + 1)
    settings = {"stride": stride, "padding": padding, "output_padding": output_padding, "dilation": dilation}
    x = rng.integers(-9, 10, (groups * slices, *size))
    weight = rng.integers(-9, 10, (groups * slices, per_group, *kernel))
    bias = rng.integers(-9, 10, groups * per_group) if rng.integers(2) else None
    return (
        x,
        weight,
        bias,
        {name: tuple(both.tolist()) for name, both in settings.items()} | {"groups": int(groups)},
    )


def test_transposed_convolutions_are_torchs():
    rng = np.random.default_rng(7)
    for number in range(SETTINGS):
        x, weight, bias, settings = random_transposed_layer(rng)
        tensors = [
            None if each is None else torch.tensor(each, dtype=torch.float64) for each in (x, weight, bias)
        ]
        expected = F.conv_transpose2d(*tensors, **settings).numpy()
        for backend in ("torch", "numpy"):
            found = convolve_transposed(x, weight, bias, **settings, backend=backend)
            assert np.array_equal(found, expected), (number, backend, settings)
