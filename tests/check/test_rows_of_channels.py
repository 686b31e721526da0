"""A row of channels beside one filter written without its own axis: mistakes are those of a row."""

import numpy as np
import pytest
import torch

import dsviz
from dsviz.reading.together import read_together, tensors_of

X = np.array([[1.0, 4, 0, 2, 5, 3], [2, 2, 7, 1, 0, 6]])
W = np.array([[1.0, -2, 3], [2, 0, -1]])


def slid(x, w):
    return torch.nn.functional.conv1d(torch.tensor(x)[None], torch.tensor(w)[None])[0].numpy()


def said_in(words):
    tensors = f"x = {X.tolist()}\nw = {W.tolist()}\n"
    return f"{tensors}{words}\n" if "=" in words else f"{words}\n{tensors}"


WORDS = [
    "y = F.conv1d(x, w)",
    "layer = nn.Conv1d(2, 1, 3)",
    "# Conv1d, 2 channels",
    "一维卷积 Conv1d",
    "# 1-D conv",
]


@pytest.mark.parametrize("words", WORDS)
def test_the_right_numbers_are_right(words):
    text, right = said_in(words), slid(X, W)
    assert dsviz.check(str(right.tolist()), text, text).is_right
    assert dsviz.check(right, text, text).is_right
    assert dsviz.check(str(right[0].tolist()), text, text).is_right


@pytest.mark.parametrize("words", WORDS)
def test_exchanged_channels_are_told_as_that(words):
    text = said_in(words)
    found = dsviz.check(str(slid(X, W[::-1].copy()).tolist()), text, text)
    assert [one.id for one in found.findings] == ["channels-exchanged"]
    turned = dsviz.check(str(slid(X, W[:, ::-1].copy()).tolist()), text, text)
    assert [one.id for one in turned.findings] == ["kernel-flipped"]


def test_the_boxes_read_them_so_too():
    found = tensors_of(said_in(WORDS[0])).by_role
    readings = read_together({role: one.typed for role, one in found.items()}, {})
    assert readings["input"].array.shape == (2, 1, 6)
    assert readings["kernel"].array.shape == (1, 2, 1, 3)


@pytest.mark.parametrize("words", ["", "y = F.conv2d(x, w)", "# not Conv1d but Conv2d"])
def test_without_such_words_they_are_pictures(words):
    text = said_in(words)
    right = (np.lib.stride_tricks.sliding_window_view(X, W.shape) * W).sum(axis=(2, 3))
    assert dsviz.check(right, text, text).is_right
