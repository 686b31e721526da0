"""A growing series: the same numbers, and in each exercise one thing more."""

from itertools import pairwise

import numpy as np
import pytest
import torch

from dsviz.exercises.draw import is_telling
from dsviz.exercises.exercise import STEPS, ExerciseError, exercise, sheet
from dsviz.exercises.growing import RECIPES
from dsviz.exercises.roster import handout
from dsviz.export.worksheet import link_of, sheet_html
from tests.thorough import THOROUGH

SEEDS = range(200 if THOROUGH else 25)


def features(layer):
    """What an exercise has that another may not have."""
    return {
        "channels read by a filter": layer.weight.shape[1],
        "filters": len(layer.weight),
        "bias": layer.bias is not None,
        "stride": layer.spec.stride,
        "padding": layer.spec.padding,
        "groups": layer.spec.groups,
        "dilation": layer.spec.dilation,
    }


def series(seed):
    return [each.layers[0] for each in sheet(("growing",), 1, seed, len(STEPS))]


@pytest.mark.parametrize("seed", [0, 7, 9999])
def test_each_exercise_differs_from_the_one_before_in_one_thing(seed):
    layers = series(seed)
    changes = []
    for before, after in pairwise(layers):
        one, other = features(before), features(after)
        changes.append([name for name in one if one[name] != other[name]])
        filters, slices = before.weight.shape[:2]
        np.testing.assert_array_equal(after.x[: len(before.x)], before.x)
        np.testing.assert_array_equal(after.weight[:filters, :slices], before.weight)
        if before.bias is not None:
            np.testing.assert_array_equal(after.bias[:filters], before.bias)
    assert changes == [
        ["bias"],
        ["channels read by a filter"],
        ["filters"],
        ["stride"],
        ["padding"],
        ["groups"],
        ["dilation"],
    ]


def test_the_answers_are_pytorchs():
    for asked in sheet(("growing",), 1, 7, len(STEPS)):
        (layer,), spec = asked.layers, asked.layers[0].spec
        wanted = torch.nn.functional.conv2d(
            torch.tensor(layer.x)[None],
            torch.tensor(layer.weight),
            None if layer.bias is None else torch.tensor(layer.bias),
            stride=spec.stride,
            padding=spec.padding[0][0],
            dilation=spec.dilation,
            groups=spec.groups,
        )
        assert list(asked.answers().values()) == wanted.ravel().tolist()
    assert [len(each.answers()) for each in sheet(("growing",), 1, 7, 8)] == [4, 4, 4, 8, 2, 8, 8, 8]


def test_a_series_stays_what_it_is():
    (layer,) = exercise("growing", 1, 7).layers
    assert (layer.x.astype(int).tolist(), layer.weight.astype(int).tolist()) == (
        [[[1, 1, 4], [0, 0, 3], [3, 1, 3]]],
        [[[[2, -1], [1, -2]]]],
    )


def test_the_mistakes_of_each_exercise_show():
    for seed in SEEDS:
        for layer, (recipe,) in zip(series(seed), RECIPES, strict=True):
            assert is_telling(layer, recipe.tells)


def test_a_sheet_has_as_many_as_are_asked_for_and_each_student_a_series_of_his_own():
    assert [each.id for each in sheet(("growing",), 3, 5, 2)] == ["growing-1-5", "growing-2-5"]
    assert len(sheet(("growing",), 1, 5, 30)) == 8
    ada, emmy = (handout(name, ("growing",), 1, 5, 30) for name in ("Ada", "Emmy"))
    assert {each.seed for each in ada.exercises} == {ada.seed} != {emmy.seed}


def test_an_exercise_there_is_not_is_refused():
    for level in (0, 9):
        with pytest.raises(ExerciseError):
            exercise("growing", level, 7)


def test_the_printed_sheet_says_what_is_new_and_links_to_each():
    page = sheet_html(sheet(("growing",), 1, 7, 8), address="http://x/Exercises")
    for step, new in ((1, "one channel, one filter"), (5, "stride"), (8, "dilation")):
        assert f"Growing series, {step}: {new}, seed 7" in page
    assert link_of(exercise("growing", 5, 7)) == "?topic=growing&level=5&seed=7"
