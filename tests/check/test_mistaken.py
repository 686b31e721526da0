"""A mistake followed into its cells: the products shown add up to the number the mistake gives."""

import math
from collections import Counter

import numpy as np
import pytest
from hypothesis import given, settings

from dsviz import trace
from dsviz.check.diagnose import diagnose
from dsviz.check.mistaken import mistaken_step, outcome_of
from dsviz.check.mistakes import BY_ID, CATALOGUE
from dsviz.check.solved_layer import SolvedLayer
from dsviz.conv.trace import Trace
from dsviz.examples import ALL, Example, get
from tests.conv.layers import layers
from tests.thorough import THOROUGH

# Made with the finished numbers, or with a part of the cells: no products of one step tell them.
SILENT = {
    "rounding",
    "significant-digits",
    "relu-applied",
    "relu-before-bias",
    "clipped-to-bytes",
    "wrapped-to-bytes",
    "absolute-taken",
    "mean-taken",
    "elementwise-product",
    "channel-unpadded",
    "border-not-computed",
    "stride-in-one-axis",
    "reshaped-not-transposed",
    "channel-twice",
    "kernel-not-used",
    "input-copied",
}

EXAMPLES = [one for one in ALL if isinstance(one, Example)]


def trace_of(example):
    return Trace(example.layer, "numpy")


def some_cells(shape, most):
    """So many cells of an output, the first and the last among them: each computes the layer anew."""
    count = math.prod(shape)
    places = {round(at) for at in np.linspace(0, count - 1, min(most, count))}
    return [np.unravel_index(place, shape) for place in sorted(places)]


def told(traced, most_cells):
    """(mistake, whether its products were given) for cells of every outcome; the sums are checked."""
    layer = SolvedLayer.of(traced.layer)
    for mistake in CATALOGUE:
        for outcome in mistake.outcomes(layer):
            for cell in some_cells(outcome.output.shape, most_cells):
                step = mistaken_step(traced, outcome, cell)
                if step is not None:
                    added = sum(tap.product for tap in step.taps) + (step.bias or 0)
                    assert step.result == outcome.output[cell], (mistake.id, outcome.values, cell)
                    # A mean has weights such as 1/9 of a whole one, whose sums are rounded.
                    near = pytest.approx(step.result, rel=1e-12, abs=1e-12)
                    assert added == (near if mistake.id == "mean-taken" else step.result), mistake.id
                    assert sum(step.channel_sums) + (step.bias or 0) == pytest.approx(added, abs=1e-9)
                yield mistake.id, step is not None


def test_the_products_of_a_mistake_add_up_to_its_number_in_every_example():
    seen = Counter(
        found for example in EXAMPLES for found in told(trace_of(example), most_cells=12 if THOROUGH else 3)
    )
    silent = {mistake for mistake, given_ in seen if not given_}
    assert silent <= SILENT
    assert len({mistake for mistake, given_ in seen if given_}) > 15


@given(layers())
@settings(max_examples=15, deadline=None)
def test_they_do_in_any_layer(drawn):
    traced = trace(*drawn.arguments, backend="numpy", **drawn.keywords)
    for mistake, given_ in told(traced, most_cells=5):
        assert given_ or mistake in SILENT


@pytest.mark.parametrize("mistake", ["bias-forgotten", "kernel-transposed", "channel-missed"])
def test_a_finding_leads_to_the_outcome_it_was_found_by(mistake):
    traced = trace_of(get("standard-cs231n"))
    layer = SolvedLayer.of(traced.layer)
    for made in BY_ID[mistake].outcomes(layer):
        (found,) = diagnose(traced, made.output).mistakes
        again = outcome_of(traced, found.id, found.values)
        assert np.array_equal(again.output, made.output)


def test_what_cannot_be_made_has_no_outcome_and_a_cell_outside_no_step():
    traced = trace_of(get("depthwise-tensorflow"))
    assert outcome_of(traced, "bias-forgotten", {}) is None
    flipped = outcome_of(traced, "kernel-flipped", {})
    assert mistaken_step(traced, flipped, (0, 2, 0)) is None
