"""Where several mistakes give the same wrong numbers, each of them is named, and none as what happened.

The students of `bench_students` and `bench_more_students` work a layer out with loops of their own; those who
get the same numbers are found by comparing what they wrote down.
"""

import random
from collections import defaultdict

import numpy as np
import pytest

import dsviz
from dsviz.conv.spec import ConvSpec
from tests.check.bench_diagnosis import RARE, as_array, is_rounded_rightly, ways
from tests.check.bench_students import MISTAKES, Sheet, work_out
from tests.thorough import THOROUGH, one_in

X = [[1, 2, 4, 0], [0, 3, 5, 1], [7, 6, 2, 8], [2, 9, 1, 3]]
ROUND = [[1, 2, 3], [4, 5, 4], [3, 2, 1]]  # the same turned by 180°
LEAST = 4  # wrong numbers
MOST_NAMED = 5
MOST_ASKED = 12  # answers of a layer that several students wrote down


def numbers(rng, *sizes):
    return [numbers(rng, *sizes[1:]) for _ in range(sizes[0])] if sizes else rng.randint(-4, 5)


def two_dimensional(rng):
    x, weight = numbers(rng, 2, 5, 5), numbers(rng, 2, 2, *rng.choice([(2, 2), (3, 3), (2, 3), (1, 3)]))
    return Sheet(x, weight, numbers(rng, 2), ConvSpec(stride=rng.choice([1, 2]), padding=rng.choice([0, 1])))


def row(rng):
    x, weight = numbers(rng, 2, 1, 8), numbers(rng, 2, 2, 1, rng.choice([2, 3]))
    padding = ((0, 0), rng.choice([(0, 0), (1, 1), (2, 0)]))
    return Sheet(x, weight, numbers(rng, 2), ConvSpec(stride=rng.choice([1, (1, 2)]), padding=padding))


def depthwise(rng):
    groups, each = rng.choice([(2, 1), (2, 2), (3, 1)])
    x, weight = numbers(rng, groups, 5, 5), numbers(rng, groups * each, 1, 3, 3)
    return Sheet(x, weight, numbers(rng, groups * each), ConvSpec(padding=rng.choice([0, 1]), groups=groups))


def symmetric(rng):
    a, b, c, d, e = numbers(rng, 5)
    kernel = rng.choice(
        [
            [[a, b, c], [d, e, d], [c, b, a]],  # turned by 180°
            [[a, b, a], [c, d, c], [a, b, a]],  # mirrored either way
            [[a, b, c], [b, d, e], [c, e, a]],  # transposed
            [[a, b, a], [c, d, c], [e, a, e]],  # mirrored left for right
        ]
    )
    x = numbers(rng, 2, 5, 5)
    return Sheet(x, [[kernel, kernel]], [2], ConvSpec(padding=rng.choice([0, 1])))


def written_down(sheet):
    """What the students write down: each wrong answer, and who gets it."""
    found = defaultdict(set)
    for mistake in (*MISTAKES, *RARE):
        for maps in ways(mistake, sheet):
            typed, right = as_array(maps), as_array(work_out(sheet))
            is_told = typed.shape != right.shape or (typed != right).sum() >= LEAST
            if is_told and np.ptp(typed) and not is_rounded_rightly(mistake, maps, sheet):
                found[typed.shape, tuple(typed.ravel())].add(mistake)
    return found


def with_occasion(sheet, who):
    """Leave out what is the other deed by another name.

    A kernel that is the same when it is turned is not turned; one that is laid down by each input of a layer
    whose size stays is only turned; a row has one of each setting, and no padding on the rows alone.
    """
    (height, _), (kh, _) = sheet.sizes
    is_row = height == kh == 1
    is_same = all([row[::-1] for row in each[::-1]] == each for filter_ in sheet.weight for each in filter_)
    none = {"full-convolution", "transposed-computed"} if is_row or is_same else set()
    if "kernel-flipped" in who and sheet.spec.stride == (1, 1):
        none |= {"transposed-computed"}
    if is_row:
        none |= {"settings-swapped"}
        none |= {"padding-on-one-side"} if "padding-forgotten" in who else set()
    return who - none


@pytest.mark.parametrize("draw", [two_dimensional, row, depthwise, symmetric])
@pytest.mark.parametrize("seed", one_in(2, range(20 if THOROUGH else 4)))
def test_every_mistake_that_gives_the_numbers_is_among_those_named(draw, seed):
    rng = random.Random(f"{draw.__name__} {seed}")
    sheet = draw(rng)
    x, weight, bias = sheet.tensors()
    alike = [(typed, with_occasion(sheet, who)) for typed, who in written_down(sheet).items()]
    alike = [(typed, who) for typed, who in alike if len(who) > 1]
    assert alike
    for (shape, typed), who in rng.sample(alike, min(MOST_ASKED, len(alike))):
        found = dsviz.check(np.reshape(typed, shape), x, weight, bias, **sheet.spec.keywords)
        (told,) = found.findings
        named = told.id.split("|")
        assert who <= set(named) or len(named) == MOST_NAMED, (who, named)
        assert told.sentence.count("Either: ") == 1 <= told.sentence.count(" Or: ")


def test_a_bias_added_twice_may_be_one_for_each_of_two_channels():
    x, weight = [X, [[value % 3 for value in row] for row in X]], [[[[1, 2], [3, -4]], [[0, 1], [2, 1]]]]
    right = dsviz.convolve(x, weight, [3], backend="numpy")
    (found,) = dsviz.check(right + 3, x, weight, [3]).findings
    assert found.id == "bias-added-per-channel|bias-doubled"
    assert found.sentence.startswith("Either: The bias was added once for every channel")
    assert " Or: The bias was added twice." in found.sentence
    assert "they do not tell which it was" in found.sentence


def test_a_kernel_that_is_the_same_turned_round_may_be_mirrored_either_way():
    # Top for bottom or left for right: the same kernel comes of it.
    mirrored = [[3, 2, 1], [4, 5, 4], [1, 2, 3]]
    typed = dsviz.convolve([X], [[mirrored]], backend="numpy")
    (found,) = dsviz.check(typed, X, ROUND).findings
    assert found.id == "kernel-mirrored"
    assert "Either: The kernel was mirrored, top for bottom" in found.sentence
    assert "Or: The kernel was mirrored, left for right" in found.sentence


def test_ways_that_are_one_in_words_are_said_once():
    """Without a bias it makes no difference whether it was added to each channel's map."""
    x = [X, [[value % 3 for value in row] for row in X]]
    weight = [[[[1, 2], [3, -4]], [[0, 1], [2, 1]]]]
    maps = [dsviz.convolve([x[c]], [[weight[0][c]]], backend="numpy")[0] for c in range(2)]
    (found,) = dsviz.check(np.stack(maps), x, weight).findings
    assert found.id == "channels-not-summed"
    assert "Either" not in found.sentence
