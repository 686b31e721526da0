"""Pictures through the networks: the same numbers as the modules give, and the leak between pictures."""

import numpy as np
import pytest
import torch

from dsviz.examples.block import BLOCKS, MOBILENET, Rectified, result
from dsviz.networks import MobileNet, NetworkError, NonLocalBlock, SeparableBlock, feature_maps, initialise
from dsviz.networks.runs import leak, run_block, run_mobilenet, run_nonlocal, torchs_own_words

PICTURE = np.random.default_rng(5).integers(0, 256, (3, 32, 40)).astype(float)


@pytest.mark.parametrize("settings", [{"width": 0.25}, {"document_002": True}], ids=str)
@pytest.mark.parametrize("layer", ["stem.relu", "block5.depthwise", "classifier"])
def test_a_layers_maps_are_the_modules(settings, layer):
    run = run_mobilenet(PICTURE, layer, seed=4, **settings)
    network = MobileNet.document_002() if "document_002" in settings else MobileNet(**settings)
    x = torch.tensor(PICTURE / 127.5 - 1, dtype=torch.float32)[None]
    maps = feature_maps(initialise(network, 4).eval(), x)
    np.testing.assert_array_equal(run.maps.ravel(), maps[layer].numpy().ravel())
    np.testing.assert_array_equal(run.probabilities, torch.softmax(maps["classifier"][0], 0).numpy())


def test_another_seed_gives_other_maps_and_the_same_seed_the_same():
    one, same, other = (run_mobilenet(PICTURE, "stem.conv", seed=seed, width=0.25).maps for seed in (1, 1, 2))
    np.testing.assert_array_equal(one, same)
    assert (one != other).all()


def test_relu_leaves_zeros_and_nothing_below():
    run = run_mobilenet(PICTURE, "block1.relu1", width=0.25)
    assert run.maps.min() == 0
    assert run.zeros == np.count_nonzero(run.maps == 0) / run.maps.size > 0


def test_a_picture_the_network_cannot_take_is_refused():
    with pytest.raises(NetworkError, match="from 17 to 48"):
        run_mobilenet(np.zeros((3, 64, 64)), "stem.conv", document_002=True)
    with pytest.raises(KeyError):
        run_mobilenet(PICTURE, "block99.conv", width=0.25)


@pytest.mark.parametrize("block", BLOCKS, ids=lambda block: block.id)
def test_torchs_modules_give_the_worked_blocks_numbers(block):
    np.testing.assert_array_equal(run_block(block), block.output)


def test_each_step_of_a_block_reads_the_result_of_the_one_before():
    for block in BLOCKS:
        for before, after in zip(block.steps, block.steps[1:], strict=False):
            x = after.x if isinstance(after, Rectified) else after.layer.x
            np.testing.assert_array_equal(x, result(before))
        assert all(
            (step.x < 0).any() and (step.x > 0).any() for step in block.steps if isinstance(step, Rectified)
        )


def test_the_worked_block_is_the_networks_block():
    module = SeparableBlock(2, 3).double().eval()
    depthwise, _, _, pointwise, _, _ = MOBILENET.steps
    first, last = MOBILENET.norms
    state = {
        "depthwise.weight": depthwise.layer.weight,
        "pointwise.weight": pointwise.layer.weight,
    }
    for name, norm in (("norm1", first), ("norm2", last)):
        state |= {f"{name}.weight": norm.gamma, f"{name}.bias": norm.beta}
        state |= {f"{name}.running_mean": norm.mean, f"{name}.running_var": norm.variance}
    missing, unexpected = module.load_state_dict(
        {name: torch.tensor(value) for name, value in state.items()}, strict=False
    )
    assert all("num_batches_tracked" in name for name in missing)
    assert not unexpected
    module.norm1.eps = module.norm2.eps = 0
    x = torch.tensor(depthwise.layer.x)[None]
    np.testing.assert_array_equal(module(x)[0].detach().numpy(), MOBILENET.output)


def test_a_nonlocal_run_tells_shapes_attention_and_change():
    picture = PICTURE[:, :8, :10]
    run = run_nonlocal(picture, 16, subsample=True, seed=2)
    assert run.shapes["attention"] == (1, 80, 20)
    assert run.shapes["output"] == (1, 8, 10, 16)
    np.testing.assert_allclose(run.attention.sum(axis=1), 1, rtol=1e-5)
    assert run.change > 0
    assert run_nonlocal(picture, 16, identity_start=True).change == 0
    with pytest.raises(NetworkError, match="got 12 and 9 for 7 x 7"):
        run_nonlocal(PICTURE[:, :7, :7], 16, subsample=True)


def test_unguarded_the_block_fails_or_mixes_two_pictures():
    assert "invalid for input" in torchs_own_words(8, 7, 7)
    assert torchs_own_words(8, 8, 6) == ""
    assert leak(3) > 0
    assert leak(3, measured_reshape=True) == leak(4) == 0


def test_an_even_picture_is_attended_alike_with_and_without_the_remedy():
    picture = PICTURE[:, :6, :6]
    one, other = (run_nonlocal(picture, 8, subsample=True, measured_reshape=remedy) for remedy in (0, 1))
    np.testing.assert_array_equal(one.attention, other.attention)
    assert NonLocalBlock(8, subsample=True).grid(6, 6) == one.grid == (3, 3)
