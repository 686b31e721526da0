"""Texts of grouped layers that do not say their groups: the input and the kernel tell them."""

import pytest
import torch
from torch.nn.functional import conv2d

import dsviz

LAYERS = [(3, 3, 3), (2, 4, 2), (4, 4, 2), (4, 2, 2)]  # channels, filters, groups


def drawn(channels, filters, groups, seed=0):
    torch.manual_seed(seed)
    x, w = torch.randn(1, channels, 4, 4), torch.randn(filters, channels // groups, 2, 2)
    return x, w, conv2d(x, w, groups=groups)


@pytest.mark.parametrize("layer", LAYERS)
@pytest.mark.parametrize("write", [str, lambda tensor: str(tensor.tolist())])
def test_pytorchs_order_tells_its_groups(layer, write):
    x, w, y = drawn(*layer)
    assert dsviz.check(write(y), write(x), write(w)).is_right
    wrong = y.clone()
    wrong[0, 0, 0, 0] += 1
    assert not dsviz.check(write(wrong), write(x), write(w)).is_right


@pytest.mark.parametrize("layer", LAYERS)
def test_a_grouped_kernel_of_keras_keeps_the_order_that_its_words_say(layer):
    x, w, y = drawn(*layer)
    x, y = (repr(each.permute(0, 2, 3, 1).numpy()) for each in (x, y))
    kernel = f"# keras\nkernel = {w.permute(2, 3, 1, 0).numpy()!r}"
    assert dsviz.check(f"# keras\ny = {y}", f"# keras\nx = {x}", kernel).is_right
    read = dsviz.read(kernel, role="kernel", channels=layer[0])
    assert (read.layout, read.groups) == ("HWIO", layer[2])


def test_groups_are_not_changed_to_make_another_order_fit():
    text = str(torch.ones(2, 2, 3, 8).tolist())
    read = dsviz.read(text, role="kernel", channels=3)
    assert (read.layout, read.groups) == ("HWIO", 1)
