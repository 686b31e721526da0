"""Keras' DepthwiseConv1D: a kernel (k, channels, multiplier) over a row, by its words or by its answer."""

import numpy as np
import pytest
import torch
import torch.nn.functional as F

import dsviz

WORDS = [
    "depthwise_conv1d/depthwise_kernel:0 = {}",
    "keras.layers.DepthwiseConv1D kernel: {}",
    "# DepthwiseConv1D\nk = {}",
]


def layer(taps, channels, multiplier, length=7):
    """x (1, L, C), the kernel and y (1, L', C * M), each as Keras has it; y by PyTorch."""
    rng = np.random.default_rng(taps + 10 * channels + 100 * multiplier)
    x = rng.integers(-4, 6, (1, length, channels))
    kernel = rng.integers(-4, 6, (taps, channels, multiplier))
    ours = np.stack([kernel[:, c, m] for c in range(channels) for m in range(multiplier)])[:, None]
    y = F.conv1d(
        torch.tensor(x).double().permute(0, 2, 1), torch.tensor(ours).double(), groups=channels
    ).permute(0, 2, 1)
    return x.tolist(), kernel.tolist(), y.tolist(), ours


SIZES = [(3, 4, 2), (3, 2, 1), (3, 3, 1), (2, 3, 2), (2, 2, 2)]


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("words", WORDS)
def test_words_make_it_a_filter_for_each_channel(size, words):
    x, kernel, y, ours = layer(*size)
    read = dsviz.read(words.format(kernel), role="kernel", channels=size[1])
    assert (read.layout, read.groups) == ("WCM", size[1])
    assert dsviz.read(words.format(kernel), role="kernel").layout == "WCM"
    assert np.array_equal(read.array[:, :, 0], ours)
    checked = dsviz.check(str(y), f"x = {x}", words.format(kernel))
    assert checked.is_right
    assert "The axes were taken" not in checked.verdict


@pytest.mark.parametrize("size", SIZES)
def test_without_words_an_answer_that_is_right_so_tells_it(size):
    x, kernel, y, _ = layer(*size)
    checked = dsviz.check(str(y), str(x), str(kernel))
    assert checked.is_right
    assert "x NWC, w WCM" in checked.verdict


def test_a_whole_snippet_is_one():
    x, kernel, y, _ = layer(3, 4, 2)
    text = f"x = np.array({x})\nk = np.array({kernel})\ny = keras.layers.DepthwiseConv1D(3)(x)"
    assert dsviz.check(str(y), text, text).is_right


def test_without_words_a_kernel_of_a_row_reads_all_channels_as_before():
    x, kernel, _, _ = layer(3, 4, 2)
    y = F.conv1d(
        torch.tensor(x).double().permute(0, 2, 1), torch.tensor(kernel).double().permute(2, 1, 0)
    ).permute(0, 2, 1)
    checked = dsviz.check(str(y.tolist()), f"x = {x}", f"Conv1D kernel of Keras: {kernel}")
    assert checked.is_right
    assert dsviz.read(str(kernel), role="kernel", channels=4).layout == "OIW"
