"""Layers over a row as people paste them: lists, printouts, batches, with padding, in two orders of axes."""

import pytest
import torch
from torch import nn
from torch.nn.functional import conv1d

import dsviz
from dsviz.reading.text import read_text
from dsviz.reading.together import read_together

PRINTERS = {
    "numpy": lambda tensor: str(tensor.numpy()),
    "list": lambda tensor: str(tensor.tolist()),
    "torch": str,
}
# (pictures, channels, filters, kernel, length, stride, padding): kernels square and not, one picture and more
SHAPES = [
    *((1, 2, 3, 2, 4, 1, 1), (1, 2, 2, 2, 5, 2, 1), (1, 1, 1, 3, 5, 1, 1), (1, 3, 1, 2, 6, 1, 1)),
    *((2, 2, 5, 2, 5, 2, 0), (3, 2, 3, 2, 6, 1, 1), (2, 3, 2, 3, 5, 1, 1), (2, 1, 2, 3, 4, 1, 1)),
]
X = "[[[1]\n [2]\n [0]\n [3]\n [1]\n [2]]]"
W = "[[[1 0 2 1]]\n\n [[0 1 1 -1]]\n\n [[2 1 0 1]]]"


def drawn(shape, seed):
    pictures, channels, filters, kernel, length, stride, padding = shape
    generator = torch.Generator().manual_seed(seed)
    x = torch.randint(-3, 9, (pictures, channels, length), generator=generator).double()
    weight = torch.randint(-3, 4, (filters, channels, kernel), generator=generator).double()
    return x, weight, {"stride": stride, "padding": padding}


def last(tensors):
    """As TensorFlow has them: NWC, NWC, WIO."""
    y, x, weight = tensors
    return y.permute(0, 2, 1), x.permute(0, 2, 1), weight.permute(2, 1, 0)


@pytest.mark.parametrize("shape", SHAPES, ids=str)
@pytest.mark.parametrize("way", [*PRINTERS, "last"])
def test_what_torch_computes_of_a_row_is_right_however_it_is_pasted(shape, way):
    x, weight, settings = drawn(shape, seed=7)
    tensors = (conv1d(x, weight, **settings), x, weight)
    printed = PRINTERS["numpy" if way == "last" else way]
    texts = [printed(each) for each in (last(tensors) if way == "last" else tensors)]
    assert dsviz.check(*texts, **settings).is_right, texts


@pytest.mark.parametrize("way", ["numpy", "last"])
def test_a_flipped_kernel_of_a_row_is_named(way):
    x, weight, settings = drawn((1, 2, 3, 2, 6, 1, 1), seed=3)
    tensors = (conv1d(x, weight.flip(-1), **settings), x, weight)
    texts = [PRINTERS["numpy"](each) for each in (last(tensors) if way == "last" else tensors)]
    assert "kernel-flipped" in [finding.id for finding in dsviz.check(*texts, **settings).findings]


def test_a_batch_of_rows_in_one_text_is_read_whole():
    torch.manual_seed(0)
    layer = nn.Conv1d(2, 5, 2, stride=2)
    x = torch.randn(2, 2, 5)
    text = f"x = {x}\nw = {layer.weight}\nb = {layer.bias}\ny = {layer(x)}"
    checked = dsviz.check(text, text, text, text, stride=2)
    assert checked.is_right
    assert len(checked.pictures) == 2


@pytest.mark.parametrize("way", list(PRINTERS))
def test_each_row_of_a_batch_is_held_to_its_own(way):
    x, weight, settings = drawn((3, 2, 4, 2, 6, 1, 1), seed=5)
    answer = conv1d(x, weight, **settings)
    answer[1, 2, 0] += 1
    checked = dsviz.check(*map(PRINTERS[way], (answer, x, weight)), **settings)
    assert [one.is_right for one in checked.pictures] == [True, False, True]
    assert (checked.pictures[1].marks == "wrong").nonzero()[0].tolist() == [2]


@pytest.mark.parametrize(
    ("answer", "x", "weight"),
    [
        ("[7,13,15,11,5]", "[1,2,3,2,1]", "[1,3,2]"),
        ("tensor([7,13,15,11,5])", "tensor([1,2,3,2,1])", "tensor([1,3,2])"),
        ("7 13 15 11 5", "1 2 3 2 1", "1 3 2"),
        ([7, 13, 15, 11, 5], "1 2 3 2 1", [1, 3, 2]),
    ],
)
def test_lists_are_rows(answer, x, weight):
    assert dsviz.check(answer, x, weight, padding=1).is_right


@pytest.mark.parametrize("answer", ["[3, 8, 5, 11, 9]", "3 8 5 11 9", [3, 8, 5, 11, 9]])
@pytest.mark.parametrize("padding", ["causal", (2, 0)])
def test_the_settings_of_a_row_are_those_of_convolve(answer, padding):
    x, weight = ([1, 2, 0, 3, 1], [1, 2, 3]) if isinstance(answer, list) else ("[1,2,0,3,1]", "[1,2,3]")
    assert dsviz.check(answer, x, weight, padding=padding).is_right
    assert dsviz.convolve([[1, 2, 0, 3, 1]], [[[1, 2, 3]]], padding=padding).tolist() == [[3, 8, 5, 11, 9]]


def test_a_square_answer_beside_a_row_with_its_channels_last_is_in_that_order():
    answer = "[[[1 2 4 -1]\n [8 3 4 5]\n [2 4 3 -2]\n [7 3 7 4]]]"
    assert dsviz.check(answer, X, W).is_right


def test_why_a_row_is_read_so_is_told_as_it_is():
    read = read_together({"input": read_text(X), "kernel": read_text(W)}, {})
    assert [one.layout for one in read.values()] == ["NWC", "WIO"]
    assert str(read["input"].why) == "together, input and kernel make a layer over a row"
    spoken = read_together(
        {"input": read_text(f"# conv1d, keras\n{X}"), "kernel": read_text(f"# conv1d, keras\n{W}")}, {}
    )
    assert str(spoken["input"].why) == "the words around the numbers say so"


@pytest.mark.parametrize("name", ["stride", "dilation"])
def test_a_row_has_no_settings_of_height_to_exchange(name):
    x, w = torch.arange(1.0, 10).reshape(1, 9), torch.tensor([[[1.0, 0, 2]]])
    without = conv1d(x[None], w)[0]
    found = dsviz.check(without.tolist(), x.tolist(), w.tolist(), **{name: 2})
    assert not found.is_right
    assert [each.id for each in found.findings] == [f"{name}-ignored"]


def test_a_table_of_a_rows_maps_may_stand_upright():
    x, w = torch.tensor([[[1.0, 2, 0, 1, 3]]]), torch.tensor([[[1.0, 0]], [[0, 2.0]]])
    right = conv1d(x, w)[0]
    assert dsviz.check(str(right.T), str(x), str(w)).is_right
    wrong = right.T.clone()
    wrong[0, 0] += 1
    assert not dsviz.check(str(wrong), str(x), str(w)).is_right
