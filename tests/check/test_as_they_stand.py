"""Few decimals may be exact or rounded: a mistake that shows only if they are exact is told, never marked."""

import numpy as np
import torch
from torch.nn.functional import conv2d

import dsviz

NOTE = "If they are exact as they stand, though, your answer is theirs with this mistake: bias forgotten."


def layer(seed, side=5):
    random = np.random.default_rng(seed)
    x, weight = random.normal(size=(1, side, side)), random.normal(size=(1, 1, 3, 3))
    return x, weight, np.array([0.2])


def output(x, weight, bias):
    tensors = (torch.tensor(x)[None], torch.tensor(weight), None if bias is None else torch.tensor(bias))
    return conv2d(*tensors)[0].numpy()


def checked(answer, *tensors, **more):
    return dsviz.check(*(str(each.tolist()) for each in (answer, *tensors)), **more)


def test_a_small_bias_forgotten_is_told_beside_the_verdict():
    told = 0
    for seed in range(40):
        x, weight, bias = layer(seed)
        x, weight = x.round(1), weight.round(1)
        found = checked(output(x, weight, None).round(2), x, weight, bias)
        # Either it is wrong by itself, or the room of rounded numbers takes it in and the note says so.
        assert not found.is_right or NOTE in found.verdict
        told += found.is_right
    assert told


def test_what_was_rounded_is_right_without_a_word_of_a_mistake():
    said = []
    for seed in range(40):
        x, weight, bias = layer(seed)
        found = checked(output(x, weight, bias).round(1), x.round(1), weight.round(1), bias)
        said += [found.verdict] if found.is_right else []
    assert len(said) > 30
    assert not [each for each in said if "exact as they stand" in each]


def test_the_note_is_said_in_chinese_too():
    for seed in range(40):
        x, weight, bias = layer(seed)
        x, weight = x.round(1), weight.round(1)
        found = checked(output(x, weight, None).round(2), x, weight, bias, language="zh")
        if found.is_right:
            assert "正好是犯了这个错误的结果：忘了偏置。" in found.verdict
            return
    raise AssertionError("no answer was taken for a rounded one")


def test_a_wrong_answer_that_rounding_would_make_right_is_told_so():
    told = 0
    for seed in range(40):
        x, weight, bias = layer(seed, side=3)
        found = checked(output(x, weight, bias).round(3), x.round(2), weight.round(2), bias)
        if not found.is_right:
            told += 1
            assert "were rounded, all of yours can be right." in found.verdict
    assert told > 10


def test_what_rounding_could_not_make_is_plainly_wrong():
    x, weight, bias = layer(3)
    found = checked(output(x, weight, bias).round(3) + 9, x.round(2), weight.round(2), bias)
    assert not found.is_right
    assert "rounded, all" not in found.verdict
