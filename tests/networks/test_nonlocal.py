"""The Non-local block: the document's lines, its quirks one by one, and where it breaks."""

import numpy as np
import pytest
import torch
from oracles import nonlocal_numpy

import dsviz
from dsviz.conv.errors import Refusal
from dsviz.cost import count
from dsviz.cost.architectures import nonlocal_block
from dsviz.networks import NetworkError, NonLocalBlock, initialise


def picture(*shape, seed=0):
    return torch.randn(*shape, generator=torch.Generator().manual_seed(seed), dtype=torch.float64)


def block(channels=4, seed=2, **switches):
    made = initialise(NonLocalBlock(channels, **switches), seed).double().eval()
    for conv in (made.theta, made.phi, made.g, made.y):
        conv.bias.data = picture(len(conv.bias), seed=seed + 1)
    return made


@pytest.mark.parametrize("relu_embeddings", [True, False])
@pytest.mark.parametrize("relu_output", [True, False])
def test_against_the_same_lines_in_numpy(relu_embeddings, relu_output):
    made = block(6, relu_embeddings=relu_embeddings, relu_output=relu_output)
    x = picture(2, 6, 3, 5)
    with torch.inference_mode():
        output, attention = made(x, return_attention=True)
        assert torch.equal(made(x), output)
    for image in range(2):
        expected, weights = nonlocal_numpy(made, x[image].numpy(), relu_embeddings, relu_output)
        assert np.abs(output[image].numpy() - expected).max() < 1e-12
        assert np.abs(attention[image].numpy() - weights).max() < 1e-12


def test_its_1x1_convolutions_are_the_pointwise_lesson():
    made = block(relu_embeddings=False)
    x = picture(1, 4, 3, 3).round()
    made.theta.weight.data.round_()
    made.theta.bias.data.round_()
    with torch.inference_mode():
        theta = made.lines(x)["theta"][0].permute(2, 0, 1).numpy()
    expected = dsviz.convolve(
        x[0].numpy(), made.theta.weight.detach().numpy(), made.theta.bias.detach().numpy()
    )
    assert (theta == expected).all()


@pytest.mark.parametrize("channels", [2, 8, 64])
@pytest.mark.parametrize("subsample", [False, True])
@pytest.mark.parametrize("identity_start", [False, True])
def test_parameters_and_shapes_are_those_counted(channels, subsample, identity_start):
    made = block(channels, subsample=subsample, identity_start=identity_start)
    counted = count(nonlocal_block(channels, (6, 4), subsample=subsample, identity_start=identity_start))
    assert sum(one.numel() for one in made.parameters()) == counted.parameters
    shapes = {row.name: row.out_shape for row in counted}
    with torch.inference_mode():
        lines = made.lines(picture(1, channels, 6, 4))
    assert shapes["theta @ phi"] == tuple(lines["f"].shape)
    assert shapes["attention @ g"] == tuple(lines["y matrix"].shape)
    assert shapes["input + y"] == tuple(lines["output"].shape[1:])


def test_the_documents_shapes_at_every_line():
    with torch.inference_mode():
        lines = block(8, subsample=True).lines(picture(3, 8, 6, 4))
    assert {name: tuple(line.shape) for name, line in lines.items()} == {
        "input": (3, 6, 4, 8),
        "theta": (3, 6, 4, 4),
        "theta reshaped": (3, 24, 4),
        "phi": (3, 6, 4, 4),
        "phi pooled": (3, 3, 2, 4),
        "phi reshaped": (3, 6, 4),
        "phi transposed": (3, 4, 6),
        "f": (3, 24, 6),
        "attention": (3, 24, 6),
        "g": (3, 6, 4, 4),
        "g pooled": (3, 3, 2, 4),
        "g reshaped": (3, 6, 4),
        "y matrix": (3, 24, 4),
        "y reshaped": (3, 6, 4, 4),
        "y": (3, 6, 4, 8),
        "output": (3, 8, 6, 4),
    }


def test_relu_on_the_output_can_only_add():
    x = picture(1, 4, 4, 4)
    with torch.inference_mode():
        assert (block()(x) >= x).all()
        assert (block(relu_output=False)(x) < x).any()


def test_relu_on_the_embeddings_leaves_no_negative_number():
    x = picture(1, 4, 4, 4)
    with torch.inference_mode():
        for name in ("theta", "phi", "g"):
            assert block().lines(x)[name].min() >= 0
            assert block(relu_embeddings=False).lines(x)[name].min() < 0


@pytest.mark.parametrize("relu_output", [True, False])
def test_the_papers_block_starts_as_the_identity_and_the_documents_does_not(relu_output):
    x = picture(2, 4, 4, 4)
    with torch.inference_mode():
        assert torch.equal(block(identity_start=True, relu_output=relu_output)(x), x)
        assert not torch.equal(block(relu_output=relu_output)(x), x)


@pytest.mark.parametrize(
    ("size", "reshape", "pooled"),
    [((7, 7), 12, 9), ((3, 3), 2, 1), ((5, 6), 7, 6), ((9, 2), 4, 4), ((2, 5), 2, 2)],
)
def test_odd_sizes_break_the_documents_reshape(size, reshape, pooled):
    made, x = block(subsample=True), picture(1, 4, *size)
    if reshape == pooled:
        assert made(x).shape == x.shape
        return
    with pytest.raises(
        NetworkError, match=f"got {reshape} and {pooled} for {size[0]} x {size[1]}"
    ) as refused:
        made(x)
    assert refused.value.rule == "subsample-places"
    with pytest.raises(RuntimeError, match="invalid for input of size"):
        block(subsample=True, guard=False)(x)
    assert block(subsample=True, measured_reshape=True)(x).shape == x.shape


def first_image_moves(made):
    """Whether the first image's output depends on the second image."""
    x = picture(2, 4, 3, 3)
    other = x.clone()
    other[1] += 1
    with torch.inference_mode():
        return not torch.equal(made(x)[0], made(other)[0])


def test_a_batch_of_two_at_3x3_mixes_the_images_without_a_word():
    assert first_image_moves(block(subsample=True, guard=False))
    assert not first_image_moves(block(subsample=True, measured_reshape=True))
    assert not first_image_moves(block())


@pytest.mark.parametrize("subsample", [False, True])
def test_the_attention_of_a_place_sums_to_one(subsample):
    made, x = block(subsample=subsample), picture(1, 4, 6, 8)
    place = made.attention_map(x, 5, 2)
    assert tuple(place.shape) == made.grid(6, 8) == ((3, 4) if subsample else (6, 8))
    assert abs(float(place.sum()) - 1) < 1e-12
    with torch.inference_mode():
        assert torch.equal(place.flatten(), made(x, return_attention=True)[1][0, 5 * 8 + 2])


@pytest.mark.parametrize("query", [(-1, 0), (0, 4), (3, 0)])
def test_a_query_outside_the_picture_is_refused(query):
    with pytest.raises(Refusal) as refused:
        block().attention_map(picture(1, 4, 3, 4), *query)
    assert refused.value.rule == "query-inside"
    assert str(query) in str(refused.value)


@pytest.mark.parametrize(
    ("attempt", "rule"),
    [
        (lambda: NonLocalBlock(1), "range"),
        (lambda: NonLocalBlock(4.0), "whole-number"),
        (lambda: block()(picture(1, 3, 4, 4)), "picture-shape"),
        (lambda: block()(picture(4, 4, 4)), "picture-shape"),
        (lambda: block(subsample=True)(picture(1, 4, 1, 8)), "subsample-room"),
    ],
)
def test_refusals(attempt, rule):
    with pytest.raises(Refusal) as refused:
        attempt()
    assert refused.value.rule == rule


def test_the_block_walked_on_paper_is_the_documents_block():
    from dsviz.examples.non_local import LAST, PHI, PICTURE, THETA, G, walk

    block = NonLocalBlock(2).double()
    with torch.no_grad():
        for layer, weight in ((block.theta, THETA), (block.phi, PHI), (block.g, G)):
            layer.weight[0, :, 0, 0] = torch.tensor(weight)
            layer.bias.zero_()
        block.y.weight[:, 0, 0, 0] = torch.tensor(LAST)
        block.y.bias.zero_()
        lines = block.lines(torch.tensor(PICTURE)[None])
    known = walk()
    np.testing.assert_array_equal(lines["f"][0].numpy(), known["f"])
    np.testing.assert_allclose(lines["attention"][0].numpy(), known["softmax"], rtol=1e-14)
    output = lines["output"][0].numpy().reshape(2, -1).T
    np.testing.assert_allclose(output, known["output"], rtol=1e-14)
    # By hand: the first place's shares are e/(3e + 1) three times and 1/(3e + 1).
    assert known["softmax"][0].round(4).tolist() == [0.2969, 0.1092, 0.2969, 0.2969]
