"""Channels and filters are taken by their numbers, in whatever order they stand in a text."""

from itertools import permutations

import numpy as np
import pytest

import dsviz
from dsviz.reading.errors import ReadError
from dsviz.reading.several import read_tensors

MAPS = [np.arange(4.0).reshape(2, 2) + 10 * at for at in range(3)]


def rows(array):
    return "\n".join(" ".join(f"{number:g}" for number in row) for row in array) + "\n"


def written(labels, order):
    return "".join(f"{labels[at]}\n{rows(MAPS[at])}" for at in order)


LABELS = [
    ["Channel 1:", "Channel 2:", "Channel 3:"],
    ["Channel 0:", "Channel 1:", "Channel 2:"],
    ["Channel #1", "Channel #2", "Channel #3"],
    ["Input channel 1:", "Input channel 2:", "Input channel 3:"],
    ["1st channel:", "2nd channel:", "3rd channel:"],
    ["First channel:", "Second channel:", "Third channel:"],
    ["第一通道：", "第二通道：", "第三通道："],
    ["第1个通道", "第2个通道", "第3个通道"],
    ["通道1：", "通道2：", "通道3："],
    ["通道一：", "通道二：", "通道三："],
    ["x[:,:,0] =", "x[:,:,1] =", "x[:,:,2] ="],
    ["x(:,:,1) =", "x(:,:,2) =", "x(:,:,3) ="],
    ["ans(:,:,1) =", "ans(:,:,2) =", "ans(:,:,3) ="],
    [", , 1", ", , 2", ", , 3"],
    ["x_ch0:", "x_ch1:", "x_ch2:"],
    ["Input (channel 1):", "Input (channel 2):", "Input (channel 3):"],
]


@pytest.mark.parametrize("labels", LABELS, ids=lambda labels: labels[0])
@pytest.mark.parametrize("order", list(permutations(range(3))))
def test_channels_are_stacked_by_their_numbers(labels, order):
    assert dsviz.read(written(labels, order)).array.tolist() == np.array(MAPS).tolist()


@pytest.mark.parametrize("order", list(permutations(range(3))))
def test_channels_below_the_name_of_each_tensor_too(order):
    text = "Input:\n" + written(LABELS[0], order) + "Kernel:\n" + written(LABELS[0], reversed(order))
    found = {one.role: one.typed.array for one in read_tensors(text)}
    assert found["input"].tolist() == found["kernel"].tolist() == np.array(MAPS).tolist()
    right = [[[float((np.array(MAPS) ** 2).sum())]]]
    assert dsviz.check(right, text, text).is_right


FILTERS = [
    ["Filter 1:", "Filter 2:", "Filter 3:"],
    ["Kernel (filter 1):", "Kernel (filter 2):", "Kernel (filter 3):"],
    ["1st kernel:", "2nd kernel:", "3rd kernel:"],
]


@pytest.mark.parametrize("labels", FILTERS, ids=lambda labels: labels[0])
@pytest.mark.parametrize("order", list(permutations(range(3))))
def test_filters_are_stacked_by_their_numbers(labels, order):
    kernel = dsviz.read(written(labels, order), role="kernel").array
    assert kernel.tolist() == np.array(MAPS)[:, None].tolist()


@pytest.mark.parametrize("order", list(permutations(range(4))))
@pytest.mark.parametrize(
    "label", ["Filter {}, channel {}:", "Kernel {} (channel {})", "Kernel {}, channel {}"]
)
def test_channels_of_filters_are_stacked_by_both_numbers(order, label):
    slices = [(n, c) for n in (0, 1) for c in (0, 1)]
    texts = [f"{label.format(n + 1, c + 1)}\n{rows(MAPS[0] + 10 * n + 3 * c)}" for n, c in slices]
    text = "Input:\nChannel 1:\n1 2\n3 4\nChannel 2:\n5 6\n7 8\n" + "".join(texts[at] for at in order)
    kernel = next(one for one in read_tensors(text) if one.role == "kernel").typed
    assert kernel.shape == (2, 2, 2, 2)
    assert kernel.array.tolist() == [[(MAPS[0] + 10 * n + 3 * c).tolist() for c in (0, 1)] for n in (0, 1)]


def test_the_same_number_again_begins_another_tensor():
    text = "Channel 1:\n1 2\n3 4\nChannel 2:\n5 6\n7 8\nChannel 1:\n1\nChannel 2:\n2\n"
    assert [(one.role, one.typed.shape) for one in read_tensors(text)] == [
        ("input", (2, 2, 2)),
        ("kernel", (2, 1, 1)),
    ]


def test_a_part_of_many_channels_keeps_its_numbers():
    assert dsviz.read("Channel 6:\n1 2\nChannel 5:\n3 4").array.tolist() == [[[3, 4]], [[1, 2]]]


@pytest.mark.parametrize("second", ["1 2\n3 4\n", "5 6\n7 8\n"])
def test_a_gap_is_refused_among_several_tensors_too(second):
    text = f"Input:\n1 2\n3 4\nKernel 1:\n1 2\n3 4\nKernel 3:\n{second}"
    with pytest.raises(ReadError) as refused:
        read_tensors(text)
    assert refused.value.rule == "channels-numbered"
    assert refused.value.values["got"] == "Kernel 1, Kernel 3"
