"""A mistake followed into its cells: the products shown add up to the number the mistake gives."""

from collections import Counter

import numpy as np
import pytest
from hypothesis import given, settings

from dsviz import trace
from dsviz.check.diagnose import diagnose
from dsviz.check.mistaken import mistaken_step, outcome_of
from dsviz.check.mistakes import BY_ID, CATALOGUE, Layer
from dsviz.examples import ALL, Example, get
from tests.conv.layers import layers

EXAMPLES = [one for one in ALL if isinstance(one, Example)]


def traced(example):
    return trace(example.x, example.weight, example.bias, backend="numpy", **example.keywords)


def told(steps):
    """(mistake, whether its products were given) for every cell of every outcome; the sums are checked."""
    layer = Layer(steps.x, steps.weight, steps.bias, steps.spec)
    for mistake in CATALOGUE:
        for outcome in mistake.outcomes(layer):
            for cell in np.ndindex(outcome.output.shape):
                step = mistaken_step(steps, outcome, cell)
                if step is not None:
                    added = sum(tap.product for tap in step.taps) + (step.bias or 0)
                    assert added == step.result == outcome.output[cell], (mistake.id, outcome.values, cell)
                    assert sum(step.channel_sums) + (step.bias or 0) == added
                yield mistake.id, step is not None


def test_the_products_of_a_mistake_add_up_to_its_number_in_every_example():
    seen = Counter(found for example in EXAMPLES for found in told(traced(example)))
    silent = {mistake for mistake, given_ in seen if not given_}
    assert silent <= {"rounding"}
    assert len({mistake for mistake, given_ in seen if given_}) > 15


@given(layers())
@settings(max_examples=40, deadline=None)
def test_they_do_in_any_layer(drawn):
    steps = trace(*drawn.arguments, backend="numpy", **drawn.keywords)
    for mistake, given_ in told(steps):
        assert given_ or mistake == "rounding"


@pytest.mark.parametrize("mistake", ["bias-forgotten", "kernel-transposed", "channel-missed"])
def test_a_finding_leads_to_the_outcome_it_was_found_by(mistake):
    steps = traced(get("standard-cs231n"))
    layer = Layer(steps.x, steps.weight, steps.bias, steps.spec)
    for made in BY_ID[mistake].outcomes(layer):
        (found,) = diagnose(steps, made.output).mistakes
        again = outcome_of(steps, found.id, found.values)
        assert np.array_equal(again.output, made.output)


def test_what_cannot_be_made_has_no_outcome_and_a_cell_outside_no_step():
    steps = traced(get("depthwise-tensorflow"))
    assert outcome_of(steps, "bias-forgotten", {}) is None
    flipped = outcome_of(steps, "kernel-flipped", {})
    assert mistaken_step(steps, flipped, (0, 2, 0)) is None
