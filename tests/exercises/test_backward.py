"""Exercises on gradients and transposed layers: answered as by torch, each mistake found out."""

from itertools import product

import numpy as np
import pytest
import torch
import torch.nn.functional as F

from dsviz.check.diagnosis import OPEN, RIGHT, WRONG
from dsviz.content import labels
from dsviz.exercises.answer_map import GradientMap
from dsviz.exercises.class_report import class_report
from dsviz.exercises.draw import is_plain
from dsviz.exercises.exercise import cells_of, exercise
from dsviz.exercises.expected import choices, wrong_numbers
from dsviz.exercises.marking import mark
from dsviz.exercises.recipes import LEVELS
from dsviz.exercises.recipes_backward import GRADIENTS, TRANSPOSED
from dsviz.exercises.roster import Handout
from dsviz.wording.diagnosis import name_of, reason
from dsviz.wording.expected import mistake_name, why
from tests.thorough import one_in

RECIPES = GRADIENTS | TRANSPOSED
KINDS = list(product(RECIPES, LEVELS))
SEEDS = range(20)


def by_torch(asked):
    """The numbers that are asked, by torch alone."""
    layer = asked.layer
    x, weight = (torch.tensor(each, requires_grad=True) for each in (layer.x, layer.weight))
    if not isinstance(asked, GradientMap):
        bias = None if layer.bias is None else torch.tensor(layer.bias)
        spec = layer.spec
        pads = tuple(before for before, _ in spec.padding)
        settings = {"stride": spec.stride, "padding": pads, "output_padding": spec.output_padding}
        return F.conv_transpose2d(x, weight, bias, **settings).detach().numpy()
    pads = tuple(before for before, _ in layer.pads)
    bias = None if layer.bias is None else torch.tensor(layer.bias, requires_grad=True)
    y = F.conv2d(x, weight, bias, stride=layer.spec.stride, padding=pads, groups=layer.spec.groups)
    y.backward(torch.tensor(asked.dy))
    return {"x": x, "weight": weight, "bias": bias}[asked.of].grad.numpy()


def typed(values):
    return {name: f"{value:g}" for name, value in values.items()}


def tells(drawn):
    """The mistakes that this exercise is drawn to show."""
    shape = drawn.other.layer.weight.shape
    recipes = RECIPES[drawn.topic][drawn.level - 1]
    fitting = (each for each in recipes if each.weight == shape and each.x == drawn.other.layer.x.shape)
    return next(fitting).tells


@pytest.mark.parametrize(("topic", "level"), KINDS)
def test_the_answers_are_torchs(topic, level):
    for seed in SEEDS:
        drawn = exercise(topic, level, seed)
        np.testing.assert_array_equal(list(drawn.answers().values()), by_torch(drawn.other).ravel())


@pytest.mark.parametrize(("topic", "level"), KINDS)
def test_numbers_are_small_and_no_kernel_hides_a_mistake(topic, level):
    for seed in SEEDS:
        drawn = exercise(topic, level, seed)
        assert len(drawn.answers()) <= 18
        assert all(value == int(value) and abs(value) < 200 for value in drawn.answers().values())
        weight = drawn.other.layer.weight
        assert not any(map(is_plain, weight.reshape(-1, *weight.shape[2:])))


@pytest.mark.parametrize(("topic", "level"), one_in(4, KINDS))
def test_each_mistake_of_the_topic_is_named_alone_among_them(topic, level):
    for seed in SEEDS:
        drawn = exercise(topic, level, seed)
        seen = set()
        for wrong in drawn.other.wrong():
            found = mark(drawn, typed(cells_of(drawn.other.name, wrong.output))).diagnoses[drawn.other.name]
            named = {each.id for each in found.mistakes}
            assert wrong.mistake in named
            if wrong.mistake in tells(drawn):
                assert named & set(tells(drawn)) == {wrong.mistake}
                seen.add(wrong.mistake)
        assert seen == set(tells(drawn))


def test_one_wrong_number_is_wrong_alone_and_no_mistake_is_blamed():
    drawn = exercise("dw", 2, 4)
    answers = drawn.answers()
    first, second, *_ = answers
    texts = typed(answers | {first: answers[first] + 1000})
    found = mark(drawn, texts | {second: ""})
    assert [found.marks[each] for each in (first, second)] == [WRONG, OPEN]
    assert found.count(RIGHT) == len(answers) - 2
    assert not found.diagnoses["dw"].mistakes
    assert found.diagnoses["dw"].wrong_cells == ((0, 0, 0, 0),)


def test_a_part_of_the_numbers_is_enough_for_a_mistake():
    drawn = exercise("dx", 1, 3)
    turned = next(each for each in drawn.other.wrong() if each.mistake == "x.rotation")
    cells = dict(list(typed(cells_of("dx", turned.output)).items())[:6])
    assert "x.rotation" in [each.id for each in mark(drawn, cells).diagnoses["dx"].mistakes]


def test_every_mistake_has_its_sentence_and_its_name():
    seen = {
        each.mistake
        for topic, level in KINDS
        for seed in SEEDS
        for each in exercise(topic, level, seed).other.wrong()
    }
    known = {f"y.{name}" for name in labels("transposed.mistake")}
    known |= {f"{of}.{name}" for of in ("x", "weight", "bias") for name in labels(f"backward.mistake.{of}")}
    # Those that give another shape cannot be typed into an exercise.
    shapes = ("padding-kept", "output-padding", "padding-and-output-padding", "side-by-side")
    assert known - seen <= {"x.padding-kept", "x.unread-left-out", *(f"y.{each}" for each in shapes)} | {
        f"y.{each}-and-padding" for each in ("stride", "side-by-side")
    }
    assert seen <= known
    for mistake in seen:
        for language in ("en", "zh"):
            name = mistake_name(mistake, language)
            assert name
            assert not set("*.。") & set(name)


def test_what_a_platform_is_told_is_plain():
    drawn = exercise("dx", 2, 5)
    wrong = wrong_numbers(drawn)
    said = [why(slipped) for numbers in wrong.values() for slipped in numbers.values()]
    assert any(line.startswith("The kernel lies the wrong way round.") for line in said)
    assert not any("*" in line for line in said)
    assert len(choices(drawn)) > 3
    assert sum(each.is_right for each in choices(drawn)) == 1


def test_a_class_is_told_who_overwrote_stamps():
    drawn = exercise("transposed", 1, 8)
    wrong = next(each for each in drawn.other.wrong() if each.mistake == "y.overwritten")
    texts = {("Ada", 1): typed(cells_of("y", wrong.output))}
    report = class_report([Handout("Ada", 0, (drawn,))], texts)
    assert report.mistakes == {"y.overwritten": 1}
    assert name_of("y.overwritten") == "Stamps were overwritten"


def test_a_sentence_stands_on_the_mistake():
    drawn = exercise("transposed", 3, 1)
    wrong = next(each for each in drawn.other.wrong() if each.mistake == "y.rotation")
    found = mark(drawn, typed(cells_of("y", wrong.output))).diagnoses["y"].mistakes
    assert reason(found[0]).startswith("**The kernel was turned by 180° before it was stamped.**")
