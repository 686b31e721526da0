"""Words that say which kind of layer a text is of, whatever its kernel is called."""

import numpy as np
import pytest
import torch
import torch.nn.functional as F

import dsviz

X = [[[1, 2, 3], [4, 5, 6], [7, 8, 9]], [[1, 0, 1], [0, 1, 0], [1, 0, 1]]]
K = [[[1, 0], [0, 1]], [[2, 1], [0, 1]]]
SNIPPET = f"x = np.array({X})\nk = np.array({K})"


def _outputs() -> tuple[list[list[list[float]]], list[list[list[float]]]]:
    x, k = torch.tensor(X).double()[None], torch.tensor(K).double()
    return F.conv2d(x, k[:, None], groups=2)[0].tolist(), F.conv2d(x, k[None])[0].tolist()


@pytest.mark.parametrize(
    "title", ["# depthwise convolution", "深度卷积：", "逐通道卷积", "Depthwise convolution"]
)
def test_a_word_makes_the_layer_a_depthwise_one(title):
    text, (apart, summed) = f"{title}\n{SNIPPET}", _outputs()
    assert dsviz.check(apart, text, text).is_right
    wrong = dsviz.check(summed, text, text)
    assert not wrong.is_right
    assert "added up" in wrong.findings[0].sentence


@pytest.mark.parametrize(
    "title",
    [
        "",
        "# depthwise separable",
        "# standard, not depthwise",
        "# 深度可分离卷积",
        "# depthwise vs pointwise",
    ],
)
def test_without_the_word_or_beside_another_one_the_channels_are_added_up(title):
    text, (apart, summed) = f"{title}\n{SNIPPET}", _outputs()
    assert dsviz.check(summed, text, text).is_right
    assert not dsviz.check(apart, text, text).is_right


def test_a_depthwise_kernel_of_four_axes_is_in_tensorflows_order_as_before():
    kernel = np.arange(12).reshape(2, 2, 3, 1).tolist()
    assert dsviz.read(f"# depthwise\nk = {kernel}", role="kernel", channels=3).layout == "HWCM"
