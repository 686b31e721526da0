"""A slip followed into its cell gives the number that was typed."""

import pytest

from dsviz.check.diagnosis import Cell, Finding
from dsviz.check.slipped import slipped_step
from dsviz.check.slips import SLIPS
from dsviz.conv.trace import Trace
from dsviz.examples import ALL, Example

LAYERS = [one for one in ALL if isinstance(one, Example)]
AFTER_THE_SUM = {"result-sign-lost", "digits-swapped"}


def findings(traced):
    """Every slip of every cell, as a check that met its number would find it."""
    for at, step in enumerate(traced):
        cell = Cell(step.out_channel, step.row, step.col)
        for kind in SLIPS:
            for slip in kind(traced, step):
                yield Finding("slip", slip.id, cell, step.result, slip.number, at, slip.values)


@pytest.mark.parametrize("layer", LAYERS, ids=lambda layer: layer.id)
def test_every_slip_ends_in_its_number(layer):
    traced = Trace(layer.layer, "numpy")
    kinds = set()
    for slip in findings(traced):
        kinds.add(slip.id)
        made = slipped_step(traced, slip)
        if slip.id in AFTER_THE_SUM:
            assert made is None
            continue
        assert made.result == slip.typed
        products = sum(tap.x * tap.weight for tap in made.taps) + (made.bias or 0)
        # A channel's sum with the wrong sign has the right products.
        assert products == (slip.right if slip.id == "channel-sign-lost" else slip.typed)
    assert {"sign-lost", "product-missed", "product-doubled", "result-sign-lost"} <= kinds
    assert ("channel-sum-missed" in kinds) == (traced.layer.weight.shape[1] > 1)
    assert ("bias-forgotten" in kinds) == (layer.layer.bias is not None)
