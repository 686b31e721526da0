"""Mistakes that explain the same wrong numbers are told as alternatives, and none of them as a fact."""

import numpy as np
import pytest

import dsviz
from dsviz.check.diagnose import diagnose
from dsviz.conv.trace import trace
from dsviz.wording.alternatives import alternatives, headline, sentence_of_either

X = [[1, 2, 4, 0], [0, 3, 5, 1], [7, 6, 2, 8], [2, 9, 1, 3]]
SOBEL = [[-1, -2, -1], [0, 0, 0], [1, 2, 1]]


def sobel():
    """The right map by plain loops."""
    x, w = np.array(X), np.array(SOBEL)
    return np.array([[(x[r : r + 3, c : c + 3] * w).sum() for c in range(2)] for r in range(2)])


def test_a_turned_and_a_mirrored_sobel_are_one_statement_that_names_both():
    (found,) = dsviz.check(-sobel(), X, SOBEL).findings
    assert found.id == "kernel-flipped|kernel-mirrored"
    right, typed = sobel()[0, 0], f"−{sobel()[0, 0]}"
    assert found.sentence == (
        "Either: The kernel was turned by 180° before it was laid down; a layer takes it as it is printed. "
        "Or: The kernel was mirrored, top for bottom; a layer takes it as it is printed. "
        "Any one of these gives just these numbers, and they do not tell which it was. "
        f"Look at y[0,0,0]: you have {typed}, and it is {right}."
    )
    (found,) = dsviz.check(-sobel(), X, SOBEL, language="zh").findings
    assert found.sentence == (
        "可能是：卷积核先转了 180° 才放上去；这一层照印出的样子用。"
        "也可能是：卷积核上下颠倒了；这一层照印出的样子用。"
        "其中任何一个都正好得到这些数，光看这些数，分不出是哪一个。"
        f"看 y[0,0,0]：你写的是 {typed}，应是 {right}。"
    )


def test_the_size_of_an_edge_is_an_alternative_where_every_sum_is_negative():
    falling = [[9, 8, 7, 9], [7, 5, 6, 6], [4, 3, 3, 1], [2, 1, 0, 1]]
    # The picture darkens downwards, so that every sum is negative.
    x, w = np.array(falling), np.array(SOBEL)
    right = np.array([[(x[r : r + 3, c : c + 3] * w).sum() for c in range(2)] for r in range(2)])
    assert (right < 0).all()
    (found,) = dsviz.check(abs(right), falling, SOBEL).findings
    assert found.id == "kernel-flipped|kernel-mirrored|absolute-taken"
    assert "Or: The minus signs of the results were lost." in found.sentence


def test_where_few_numbers_prove_nothing_the_doubt_is_told_once_for_all():
    x, weight = "[[0,0,0],[1,1,2],[1,3,0]]", "[[4,1,1],[0,3,3],[2,1,2]]"
    (found,) = dsviz.check("10", x, weight).findings
    assert found.sentence.startswith(
        "This would give your one wrong number, though one number alone proves no"
    )
    assert found.sentence.count("Either: ") == found.sentence.count(" Or: ") == 1
    assert headline(dsviz.check("10", x, weight).diagnosis).startswith(
        "Perhaps: Kernel flipped or kernel turned"
    )


def test_two_mistakes_in_one_filter_are_alternatives_of_that_filter():
    x = np.arange(25).reshape(5, 5) ** 2 % 23
    weight = np.array([[SOBEL], [[[1, 2, 0], [0, 1, 3], [2, 0, 1]]]])
    right = dsviz.convolve([x], weight, backend="numpy")
    typed = np.stack([-right[0], right[1]])
    found = dsviz.check(typed, [x], weight)
    (told,) = found.findings
    assert told.id == "kernel-flipped|kernel-mirrored"
    assert told.sentence.startswith("In filter 0 only: Either: The kernel was turned by 180°")
    assert told.sentence.count("In filter 0 only") == 1
    assert headline(found.diagnosis) == "In filter 0 only: Kernel flipped or kernel mirrored."
    assert headline(found.diagnosis, "zh").endswith("，只有滤波器 0 是这样。")


def test_mistakes_of_different_maps_stay_statements_of_their_own():
    rng = np.random.default_rng(4)
    x, weight = rng.integers(-4, 6, (2, 5, 5)), rng.integers(-4, 6, (3, 2, 3, 3))
    bias = [7, -5, 4]
    right = dsviz.convolve(x, weight, bias, backend="numpy")
    flipped = dsviz.convolve(x, weight[..., ::-1, ::-1], bias, backend="numpy")
    swapped = dsviz.convolve(x, weight.swapaxes(2, 3), bias, backend="numpy")
    found = dsviz.check(np.stack([flipped[0], swapped[1], right[2]]), x, weight, bias)
    assert [told.id for told in found.findings] == ["kernel-flipped", "kernel-transposed"]
    assert not any("Either" in told.sentence for told in found.findings)


def test_pairs_of_mistakes_are_alternatives_too():
    layer = trace([X], [[SOBEL]], [5], backend="numpy")
    found = diagnose(layer, -sobel())
    names = [one.id for one in found.mistakes]
    assert names == ["kernel-flipped+bias-forgotten", "kernel-mirrored+bias-forgotten"]
    assert alternatives(found) == (found.mistakes,)
    said = sentence_of_either(found.mistakes)
    assert said.count(" And: The bias was not added.") == 2
    assert said.count("Either: The kernel was turned") == said.count(" Or: The kernel was mirrored") == 1


MAPS = np.random.default_rng(4)
MAPS_X, MAPS_W = MAPS.integers(-4, 6, (2, 5, 5)), MAPS.integers(-4, 6, (3, 2, 3, 3))


@pytest.mark.parametrize("bias", [None, [0, 0, 0], [2, 2, 2]])
@pytest.mark.parametrize(
    ("order", "kernels", "words"),
    [
        (
            [2, 1, 0],
            "kernels-exchanged",
            "Either: The kernels of filters 0 and 2 were exchanged. Or: The maps",
        ),
        ([1, 2, 0], "kernels-shifted", "those of filters 1, 2, 0. Or: The maps"),
    ],
)
def test_without_biases_exchanged_maps_are_told_beside_exchanged_kernels(bias, order, kernels, words):
    right = dsviz.convolve(MAPS_X, MAPS_W, bias, backend="numpy")
    (found,) = dsviz.check(right[order], MAPS_X, MAPS_W, bias).findings
    assert found.id == f"{kernels}|maps-exchanged"
    assert words in found.sentence
    assert f"yours are the maps {', '.join(map(str, order))}" in found.sentence


def test_exchanged_maps_are_told_of_rounded_numbers_and_beside_open_cells_too():
    weight = MAPS_W / 7
    typed = dsviz.convolve(MAPS_X, weight, backend="numpy")[[2, 1, 0]].round(2)
    typed[0, 1, 1] = np.nan
    (found,) = dsviz.check(typed, MAPS_X, weight.round(4)).findings
    assert found.id == "kernels-exchanged|maps-exchanged"


def test_biases_that_differ_tell_exchanged_maps_from_exchanged_kernels():
    bias = np.array([7, -5, 4])
    right = dsviz.convolve(MAPS_X, MAPS_W, bias, backend="numpy")
    plain = right - bias[:, None, None]
    for order, kernels in ([2, 1, 0], "kernels-exchanged"), ([1, 2, 0], "kernels-shifted"):
        ids = [
            dsviz.check(typed, MAPS_X, MAPS_W, bias).findings[0].id
            for typed in (right[order], plain[order] + bias[:, None, None])
        ]
        assert ids == ["maps-exchanged", kernels]


def test_maps_that_a_common_mistake_puts_in_that_order_are_that_one():
    """With a multiplier of 2 the filters may run channel by channel or the other way round."""
    weight = MAPS_W.reshape(6, 1, 3, 3)[:4]
    right = dsviz.convolve(MAPS_X, weight, groups=2, backend="numpy")
    (found,) = dsviz.check(right[[0, 2, 1, 3]], MAPS_X, weight, groups=2).findings
    assert found.id == "multiplier-order"


@pytest.mark.parametrize("language", ["en", "zh"])
def test_what_is_right_has_no_headline(language):
    assert headline(diagnose(trace([X], [[SOBEL]], backend="numpy"), sobel()), language) == ""
