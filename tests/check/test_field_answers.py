"""The 51 answers of students: what was done is named, and nothing else is claimed."""

import pytest

from dsviz.check.diagnose import diagnose
from dsviz.conv.trace import trace
from tests.check.field_answers import ANSWERS, RIGHT_B, B, y


def diagnosed(layer, typed):
    settings = {"stride": layer.stride, "padding": layer.padding, "groups": layer.groups}
    return diagnose(trace(layer.x, layer.weight, layer.bias, backend="numpy", **settings), typed)


def names(found):
    return [each.id for each in (*found.mistakes, *found.partly)]


def test_the_layer_is_the_one_described():
    assert y(B).tolist() == [RIGHT_B]
    assert len(ANSWERS) == 51


@pytest.mark.parametrize(
    ("name", "done", "layer", "typed", "helps"), ANSWERS, ids=[one[0] for one in ANSWERS]
)
def test_what_was_done_is_named(name, done, layer, typed, helps):
    found = diagnosed(layer, typed)
    told = names(found) + [slip.id for slip in found.slips]
    as_it_is = {"S14": found.is_right and found.answer_decimals == 1, "S23": found.given_maps == (0,)}
    assert as_it_is.get(name, helps & set(told)), told


def test_nothing_false_is_named_and_at_most_five_statements_are_made():
    for name, _, layer, typed, helps in ANSWERS:
        found = diagnosed(layer, typed)
        assert len(names(found)) <= 5, name
        assert not found.slips or helps & {slip.id for slip in found.slips}, name
