"""MobileNet as modules: the same layers as the descriptions, the same numbers as the document's own code."""

import numpy as np
import pytest
import torch
from oracles import MobileNet002
from torch import nn

import dsviz
from dsviz.cost import count
from dsviz.cost.architectures import CONFIG, document_002, mobilenet
from dsviz.networks import (
    DepthwiseSeparableConv,
    MobileNet,
    NetworkError,
    SeparableBlock,
    feature_maps,
    initialise,
)
from dsviz.networks.tools import bias_without_depthwise, leaves

PAIRS = {
    "paper": (MobileNet(width=0.25), mobilenet(0.25, 64)),
    "paper, full": (
        MobileNet(width=0.25, full_convolutions=True),
        mobilenet(0.25, 64, full_convolutions=True),
    ),
    "document 002": (MobileNet.document_002(), document_002()),
    "document 002, adaptive": (
        MobileNet.document_002(adaptive=True),
        document_002(size=(50, 70), adaptive=True),
    ),
}


@pytest.mark.parametrize("name", PAIRS)
def test_module_and_description_are_the_same_layers(name):
    module, network = PAIRS[name]
    module.eval()
    counted = count(network)
    maps = feature_maps(module, torch.zeros(1, *network.in_shape))
    assert {row.name: row.out_shape for row in counted} == {
        key: tuple(map.shape[1:]) for key, map in maps.items()
    }
    sizes = {key: sum(one.numel() for one in layer.parameters()) for key, layer in leaves(module)}
    assert {row.name: row.parameters for row in counted} == sizes
    buffers = sum(
        one.numel() for key, one in module.named_buffers() if not key.endswith("num_batches_tracked")
    )
    assert counted.moving_statistics == buffers


def test_document_002s_own_code_gives_the_same_numbers():
    theirs = MobileNet002(list(CONFIG)).eval()
    ours = MobileNet.document_002().eval()
    initialise(theirs, seed=3)
    ours.load_state_dict(dict(zip(ours.state_dict(), theirs.state_dict().values(), strict=True)))
    x = torch.randn(2, 3, 32, 40, generator=torch.Generator().manual_seed(1))
    with torch.inference_mode():
        logits, probabilities = theirs(x)
        assert torch.equal(ours(x), logits)
        assert torch.equal(ours.probabilities(x), probabilities)
    assert sum(one.numel() for one in theirs.parameters()) == count(document_002()).parameters


@pytest.mark.parametrize("side", [16, 17, 48, 49])
def test_the_sizes_document_002_takes_are_those_its_code_takes(side):
    theirs, ours = MobileNet002(list(CONFIG)).eval(), MobileNet.document_002().eval()
    x = torch.zeros(1, 3, side, 32)
    with torch.inference_mode():
        if 17 <= side <= 48:
            assert theirs(x)[0].shape == ours(x).shape == (1, 10)
            return
        with pytest.raises(RuntimeError):
            theirs(x)
        with pytest.raises(NetworkError, match=f"from 17 to 48, .* got {side} x 32") as refused:
            ours(x)
    assert refused.value.rule == "document-002-sides"


def test_the_remedy_takes_224_and_says_the_same_at_32():
    torch.manual_seed(0)
    document, remedy = MobileNet.document_002().eval(), MobileNet.document_002(adaptive=True).eval()
    remedy.load_state_dict(document.state_dict())
    x = torch.randn(1, 3, 32, 32)
    with torch.inference_mode():
        # At 32 the last map is 2x2, where both pools are the mean of the same four numbers.
        assert torch.allclose(document(x), remedy(x), rtol=0, atol=1e-6)
        assert remedy(torch.zeros(1, 3, 224, 224)).shape == (1, 10)


@pytest.mark.parametrize("shape", [(3, 32, 32), (1, 1, 32, 32), (0, 3, 32, 32)])
def test_what_is_no_picture_is_refused(shape):
    with pytest.raises(NetworkError) as refused:
        MobileNet(width=0.25)(torch.zeros(shape))
    assert refused.value.rule == "picture-shape"
    assert str(shape) in str(refused.value)


def test_feature_maps_end_in_the_logits():
    network = initialise(MobileNet(classes=7, width=0.25), seed=0).eval()
    x = torch.ones(1, 3, 40, 33)
    maps = feature_maps(network, x)
    with torch.inference_mode():
        assert torch.equal(list(maps.values())[-1], network(x))
    assert maps["block13.relu2"].min() >= 0
    assert maps["block13.relu2"].max() > 0


def integers(module, seed):
    """The module in float64 with small integer weights, and batch norm that scales by 1 exactly."""
    generator = torch.Generator().manual_seed(seed)
    for part in module.modules():
        if isinstance(part, nn.BatchNorm2d):
            part.eps = 0.0
    for one in module.parameters():
        if one.dim() == 4:
            one.data = torch.randint(-3, 4, one.shape, generator=generator).float()
    return module.double().eval()


@pytest.mark.parametrize("stride", [1, 2])
def test_a_block_is_the_engines_two_convolutions_with_relu(stride):
    block = integers(SeparableBlock(3, 5, stride), seed=stride)
    x = np.arange(3 * 6 * 7, dtype=float).reshape(3, 6, 7) % 5 - 2
    weights = [one.detach().numpy() for one in (block.depthwise.weight, block.pointwise.weight)]
    middle = dsviz.convolve(x, weights[0], stride=stride, padding=1, groups=3)
    expected = np.maximum(dsviz.convolve(np.maximum(middle, 0), weights[1]), 0)
    with torch.inference_mode():
        assert (block(torch.from_numpy(x)[None])[0].numpy() == expected).all()


def test_document_001s_module():
    assert sum(one.numel() for one in DepthwiseSeparableConv(10, 32).parameters()) == 452
    assert sum(one.numel() for one in DepthwiseSeparableConv(10, 32, bias=False).parameters()) == 410
    # Its default padding of 1 keeps the size for kernel 3 only.
    assert DepthwiseSeparableConv(1, 1)(torch.zeros(1, 1, 8, 8)).shape == (1, 1, 8, 8)
    assert DepthwiseSeparableConv(1, 1, kernel_size=5)(torch.zeros(1, 1, 8, 8)).shape == (1, 1, 6, 6)


def test_the_depthwise_bias_is_redundant():
    module = integers(DepthwiseSeparableConv(3, 4), seed=5)
    module.depthwise.bias.data = torch.tensor([1.0, -2.0, 3.0], dtype=torch.float64)
    module.pointwise.bias.data = torch.tensor([4.0, 0.0, -1.0, 2.0], dtype=torch.float64)
    folded = DepthwiseSeparableConv(3, 4).double()
    folded.load_state_dict(module.state_dict())
    folded.pointwise.bias.data = bias_without_depthwise(module)
    folded.depthwise.bias.data.zero_()
    x = torch.arange(75, dtype=torch.float64).reshape(1, 3, 5, 5) % 7
    assert not torch.equal(folded.pointwise.bias, module.pointwise.bias)
    assert torch.equal(module(x), folded(x))
    assert bias_without_depthwise(DepthwiseSeparableConv(3, 4, bias=False)).tolist() == [0, 0, 0, 0]


def test_seeded_weights():
    torch.manual_seed(11)
    state = torch.get_rng_state()
    network = MobileNet(width=0.25)
    moved = torch.get_rng_state()
    initialise(network, seed=5)
    assert torch.equal(torch.get_rng_state(), moved)
    assert not torch.equal(state, moved)
    same, other = initialise(MobileNet(width=0.25), seed=5), initialise(MobileNet(width=0.25), seed=6)
    assert all(torch.equal(a, b) for a, b in zip(network.parameters(), same.parameters(), strict=True))
    assert not torch.equal(network.stem.conv.weight, other.stem.conv.weight)
    assert network.classifier.bias.abs().max() == 0
    assert (network.stem.norm.weight == 1).all()
