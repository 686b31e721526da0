"""Marking exercises: right answers, every mistake of the topic named, open and unreadable fields."""

import numpy as np
import pytest

from dsviz.check.diagnosis import OPEN, RIGHT, WRONG
from dsviz.check.mistakes import BY_ID
from dsviz.check.solved_layer import SolvedLayer
from dsviz.content import label
from dsviz.conv.convolve import convolve
from dsviz.exercises.draw import ASKED
from dsviz.exercises.exercise import TOPICS, cell_name, exercise
from dsviz.exercises.marking import UNREADABLE, mark
from dsviz.exercises.number_mistakes import explained, mistaken
from dsviz.exercises.recipes import LEVELS, MAPS
from dsviz.reading.cell import read_cell
from dsviz.reading.errors import ReadError
from tests.thorough import one_in

SEEDS = range(8)


def written(answers):
    return {name: f"{value:g}".replace("-", "−") for name, value in answers.items()}


@pytest.mark.parametrize("topic", TOPICS)
def test_the_right_answer_is_right_and_no_mistake_is_named(topic):
    for level in LEVELS:
        for seed in SEEDS:
            drawn = exercise(topic, level, seed)
            found = mark(drawn, written(drawn.answers()))
            assert found.is_right
            assert set(found.marks.values()) == {RIGHT}
            assert not any(found.explained.values())
            assert not any(each.mistakes or each.slips for each in found.diagnoses.values())


@pytest.mark.parametrize("topic", one_in(4, MAPS))
def test_each_mistake_of_the_topic_is_named_alone_among_them(topic):
    for level in LEVELS:
        for seed in SEEDS:
            drawn = exercise(topic, level, seed)
            first = drawn.layers[0]
            name = "z" if len(drawn.layers) > 1 else "y"
            layer = SolvedLayer.of(first)
            recipe = next(each for each in MAPS[topic][level - 1] if each.x == first.x.shape)
            for mistake in recipe.tells:
                for outcome in BY_ID[mistake].outcomes(layer):
                    if outcome.output.shape != layer.answer.shape:
                        continue
                    cells = np.ndindex(outcome.output.shape)
                    texts = {cell_name(name, at): f"{outcome.output[at]:g}" for at in cells}
                    found = mark(drawn, written(drawn.answers()) | texts).diagnoses[name]
                    named = {each.id for each in found.mistakes}
                    assert mistake in named
                    assert named & set(recipe.tells) == {mistake}


@pytest.mark.parametrize("topic", ASKED)
def test_each_mistake_in_a_number_is_named(topic):
    seen = set()
    for level in LEVELS:
        for seed in range(30):
            drawn = exercise(topic, level, seed)
            for asked in ASKED[topic]:
                for name, value in mistaken(asked, drawn.counted, drawn.size):
                    if value != drawn.numbers[asked]:
                        found = mark(drawn, {asked: str(value)})
                        assert found.marks[asked] == WRONG
                        assert name in found.explained[asked]
                        seen.add(name)
    assert all(label(f"exercises.wrong.{name}") for name in seen)
    assert len(seen) > 7


def test_every_sentence_on_a_number_can_be_said():
    from dsviz.content import labels

    found = {
        name
        for topic in ASKED
        for level in LEVELS
        for seed in range(60)
        for drawn in [exercise(topic, level, seed)]
        for asked in ASKED[topic]
        for name, value in mistaken(asked, drawn.counted, drawn.size)
        if value != drawn.numbers[asked]
    }
    assert set(labels("exercises.wrong")) == found


def test_a_right_number_is_explained_by_nothing():
    drawn = exercise("counts", 1, 5)
    for asked, value in drawn.numbers.items():
        assert explained(asked, drawn.counted, drawn.size, value) == ()


def test_open_and_unreadable_fields_are_neither_right_nor_wrong():
    drawn = exercise("standard", 1, 1)
    first, second, *rest = drawn.answers()
    found = mark(drawn, {first: "", second: "three"} | dict.fromkeys(rest, "999"))
    assert [found.marks[each] for each in (first, second, *rest)] == [OPEN, UNREADABLE, *[WRONG] * len(rest)]
    assert not found.is_right
    assert mark(drawn, {}).count(OPEN) == len(drawn.answers())


def test_a_second_step_that_follows_from_a_wrong_first_one_is_said_so():
    drawn = exercise("separable", 2, 3)
    first, last = drawn.layers
    wrong = last.x + 1.0
    y = convolve(wrong, last.weight, last.bias, backend="numpy")
    texts = {cell_name("z", at): f"{wrong[at]:g}" for at in np.ndindex(wrong.shape)}
    texts |= {cell_name("y", at): f"{y[at]:g}" for at in np.ndindex(y.shape)}
    found = mark(drawn, texts)
    assert found.follows
    assert not found.knows_the_first
    assert not mark(drawn, written(drawn.answers())).follows
    assert mark(drawn, written(drawn.answers())).knows_the_first
    assert first.x.shape == (2, 3, 3)


@pytest.mark.parametrize(
    "typed", ["٣", "²", "0x10", "--3", "nan", "3 4x", "3 4", "1_00", "9" * 400, "1/0", "[[", ","]
)
def test_what_is_no_number_is_said_in_one_sentence_without_a_place(typed):
    drawn = exercise("size", 1, 3)
    found = mark(drawn, {"height": typed})
    assert found.marks["height"] == UNREADABLE
    assert "; got " in str(found.unread["height"])
    assert not found.unread["height"].sentence("en", placed=False).startswith("line")


@pytest.mark.parametrize(
    ("typed", "rule"),
    [
        ("14,580", "comma-thousand"),
        ("−1,000", "comma-thousand"),
        ("1,234,567", "cell-comma"),
        ("1,2,3", "cell-comma"),
    ],
)
def test_a_comma_that_may_part_thousands_is_refused_by_name(typed, rule):
    with pytest.raises(ReadError) as caught:
        read_cell(typed)
    assert caught.value.rule == rule


@pytest.mark.parametrize(
    ("typed", "number"),
    [
        *[("1/3", 1 / 3), ("−6/2", -3), ("- 1/4", -0.25), ("0.5", 0.5), ("−.5", -0.5), ("5.", 5)],
        *[("-4", -4), ("−4", -4), ("–4", -4), ("‐4", -4), (" 4", 4), ("+4", 4), ("(−4)", -4)],
        *[("0,5", 0.5), ("−2,50", -2.5), (",5", 0.5), ("63,75", 63.75), ("0,580", 0.58), ("1,2345", 1.2345)],
        *[("1e3", 1000), ("14 580", 14580), ("−14\u202f580", -14580), ("-0", 0)],
    ],
)
def test_fractions_decimals_and_every_minus_sign_are_read(typed, number):
    assert read_cell(typed) == number
    assert str(read_cell(typed)) != "-0.0"


def test_the_right_answer_as_fractions_decimals_and_mixed_minus_signs_is_right():
    drawn = exercise("standard", 3, 5)
    ways = ("{0:g}", "{0:.3f}", "{1:g}/2", " {0:g}.", "({0:g})")
    texts = {
        name: ways[at % 5].format(value, 2 * value).replace("-", "-−–‐"[at % 4])
        for at, (name, value) in enumerate(drawn.answers().items())
    }
    assert mark(drawn, texts).is_right
