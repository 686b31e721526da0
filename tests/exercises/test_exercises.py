"""Exercises: small enough for paper, never degenerate, the same in every process, and answered rightly."""

import hashlib
import json
import os
import subprocess
import sys
from itertools import product
from pathlib import Path

import numpy as np
import pytest
import torch
import torch.nn.functional as F

from dsviz.check.mistakes import BY_ID
from dsviz.check.solved_layer import SolvedLayer
from dsviz.exercises.draw import is_plain
from dsviz.exercises.exercise import MOST_TYPED_SEED, TOPICS, exercise, sheet
from dsviz.exercises.recipes import LEVELS, MAPS

ROOT = Path(__file__).parents[2]
KINDS = list(product(TOPICS, LEVELS))
SEEDS = range(25)
MOST_PRODUCTS = 160

PRINT_ALL = """
import hashlib, json
from dsviz.exercises.exercise import LEVELS, TOPICS, exercise
sheets = []
for topic in TOPICS:
    for level in LEVELS:
        for seed in (0, 1, 77, 9999):
            drawn = exercise(topic, level, seed)
            stages = drawn.layers or [each.layer for each in drawn.maps]
            tensors = [[stage.x.tolist(), stage.weight.tolist()] for stage in stages]
            sheets.append([drawn.id, tensors, drawn.answers()])
print(hashlib.sha256(json.dumps(sheets).encode()).hexdigest())
"""


def torch_maps(drawn):
    """The maps by torch alone, each fed by torch's one before."""
    x, outputs = torch.tensor(drawn.layers[0].x), []
    for stage in drawn.layers:
        (top, bottom), (left, right) = stage.spec.pads(tuple(x.shape[1:]), stage.weight.shape[2:])
        bias = None if stage.bias is None else torch.tensor(stage.bias)
        settings = {"stride": stage.spec.stride, "dilation": stage.spec.dilation, "groups": stage.spec.groups}
        x = F.conv2d(F.pad(x, (left, right, top, bottom)), torch.tensor(stage.weight), bias, **settings)
        outputs.append(x.numpy())
    return outputs


def torch_layer(layer):
    (top, bottom), (left, right) = layer.spec.padding
    settings = {"stride": layer.spec.stride, "dilation": layer.spec.dilation, "groups": layer.spec.groups}
    sides = (layer.in_channels, layer.out_channels, layer.kernel)
    return torch.nn.Sequential(
        torch.nn.ZeroPad2d((left, right, top, bottom)),
        torch.nn.Conv2d(*sides, bias=layer.bias, **settings),
    )


@pytest.mark.parametrize(("topic", "level"), [kind for kind in KINDS if kind[0] in MAPS])
def test_the_maps_are_those_torch_computes(topic, level):
    for seed in SEEDS:
        drawn = exercise(topic, level, seed)
        flat = np.concatenate([output.ravel() for output in torch_maps(drawn)])
        np.testing.assert_array_equal(list(drawn.answers().values()), flat)


@pytest.mark.parametrize("level", LEVELS)
def test_an_output_size_is_that_of_torchs_output(level):
    for seed in SEEDS:
        drawn = exercise("size", level, seed)
        output = torch_layer(drawn.counted[0])(torch.zeros(1, 1, *drawn.size))
        assert drawn.answers() == {"height": output.shape[2], "width": output.shape[3]}


@pytest.mark.parametrize("level", LEVELS)
def test_counts_are_those_of_torchs_modules(level):
    for seed in SEEDS:
        drawn = exercise("counts", level, seed)
        modules = list(map(torch_layer, drawn.counted))
        x, macs = torch.zeros(1, drawn.counted[0].in_channels, *drawn.size), 0
        for module in modules:
            x = module(x)
            macs += x.numel() * module[1].weight[0].numel()
        parameters = sum(each.numel() for module in modules for each in module.parameters())
        assert drawn.answers() == {"parameters": parameters, "macs": macs}


@pytest.mark.parametrize("level", LEVELS)
def test_a_receptive_field_is_what_torchs_gradient_reaches(level):
    for seed in SEEDS:
        drawn = exercise("receptive", level, seed)
        x = torch.zeros(1, 1, 400, 1, requires_grad=True)
        y = x
        for layer in drawn.counted:
            settings = {"stride": (layer.spec.stride[0], 1), "dilation": (layer.spec.dilation[0], 1)}
            y = F.conv2d(y, torch.ones(1, 1, layer.kernel[0], 1), **settings)
        firsts = []
        for at in (0, 1):
            seen = torch.autograd.grad(y[0, 0, at, 0], x, retain_graph=True)[0].flatten().nonzero()
            firsts.append((int(seen[0]), int(seen[-1])))
        (first, last), (second, _) = firsts
        assert drawn.answers() == {"field": last - first + 1, "jump": second - first}


@pytest.mark.parametrize(("topic", "level"), KINDS)
def test_numbers_are_small_whole_ones(topic, level):
    for seed in SEEDS:
        drawn = exercise(topic, level, seed)
        assert all(value == int(value) and abs(value) < 20_000 for value in drawn.answers().values())
        assert len(drawn.answers()) <= 18
        for stage in drawn.layers[:1]:
            assert abs(stage.x).max() <= 5
            assert abs(stage.weight).max() <= 3
        products = sum(
            output.size * stage.weight[0].size
            for stage, output in zip(drawn.layers, torch_maps(drawn) if drawn.layers else [], strict=True)
        )
        assert products <= MOST_PRODUCTS


@pytest.mark.parametrize(("topic", "level"), [kind for kind in KINDS if kind[0] in MAPS])
def test_no_kernel_hides_a_mistake(topic, level):
    for seed in SEEDS:
        for stage in exercise(topic, level, seed).layers:
            slices = stage.weight.reshape(-1, *stage.weight.shape[2:])
            if slices[0].size > 1:
                assert not any(map(is_plain, slices))
            else:
                assert all(np.count_nonzero(each) and len(np.unique(each)) > 1 for each in stage.weight)
            assert stage.bias is None or np.count_nonzero(stage.bias) == len(stage.bias)


@pytest.mark.parametrize(("topic", "level"), [kind for kind in KINDS if kind[0] in MAPS])
def test_the_topics_mistakes_show_and_differ(topic, level):
    for seed in SEEDS:
        first = exercise(topic, level, seed).layers[0]
        layer = SolvedLayer.of(first)
        known = [recipe for recipe in MAPS[topic][level - 1] if recipe.x == first.x.shape]
        outputs = [
            (name, outcome.output) for name in known[0].tells for outcome in BY_ID[name].outcomes(layer)
        ]
        assert {name for name, _ in outputs} == set(known[0].tells)
        for at, (name, output) in enumerate(outputs):
            assert not np.array_equal(output, layer.answer)
            assert not any(np.array_equal(output, other) for each, other in outputs[at + 1 :] if each != name)


def test_a_kernel_that_hides_a_mistake_is_seen():
    for kernel in ([[0, 0], [0, 0]], [[2, 2], [2, 2]], [[1, 2], [2, 1]], [[1, 2], [2, 3]], [[1, 2], [1, 2]]):
        assert is_plain(np.array(kernel))
    assert is_plain(np.array([[0, 1], [0, 0]]))
    assert not is_plain(np.array([[1, 2], [-1, 3]]))


def test_seeds_give_different_exercises():
    for topic, level in KINDS:
        texts = {
            json.dumps([exercise(topic, level, seed).answers(), str(exercise(topic, level, seed).counted)])
            for seed in range(8)
        }
        assert len(texts) > 4, (topic, level)


@pytest.mark.parametrize("hash_seed", ["0", "12345"])
def test_another_process_draws_the_same_sheets(hash_seed):
    environment = {**os.environ, "PYTHONHASHSEED": hash_seed, "PYTHONPATH": str(ROOT)}
    command = [sys.executable, "-c", PRINT_ALL]
    printed = subprocess.run(command, cwd=ROOT, env=environment, check=True, capture_output=True, text=True)
    sheets = [
        [
            drawn.id,
            [
                [stage.x.tolist(), stage.weight.tolist()]
                for stage in drawn.layers or [each.layer for each in drawn.maps]
            ],
            drawn.answers(),
        ]
        for topic, level in KINDS
        for drawn in (exercise(topic, level, seed) for seed in (0, 1, 77, 9999))
    ]
    assert printed.stdout.strip() == hashlib.sha256(json.dumps(sheets).encode()).hexdigest()


def test_a_printed_sheet_stays_what_it_is():
    """Links and sheets on paper name a seed: a change of the generator must be seen here."""
    drawn = exercise("standard", 2, 7)
    assert drawn.layers[0].weight.tolist() == [[[[-1, 1], [0, 2]], [[-2, 1], [-1, 3]]]]
    assert drawn.answers() == {"y[0,0,0]": 0, "y[0,0,1]": 9, "y[0,1,0]": 1, "y[0,1,1]": 4}


def test_a_sheet_takes_the_topics_in_turn_and_the_next_seeds():
    drawn = sheet(("grouped", "counts"), 3, MOST_TYPED_SEED - 1, 5)
    assert [(each.topic, each.seed) for each in drawn] == [
        ("grouped", MOST_TYPED_SEED - 1),
        ("counts", MOST_TYPED_SEED),
        ("grouped", 0),
        ("counts", 1),
        ("grouped", 2),
    ]


@pytest.mark.parametrize(
    "wrong",
    [
        ("nothing", 1, 1),
        ("stride", 4, 1),
        ("stride", 1, -1),
        ("stride", 1, 1_000_000_000),
        ("standard", 1, 1.5),
        ("standard", 1, "1"),
        ("standard", 1.0, 1),
        ("standard", True, 1),
    ],
)
def test_what_there_is_not_is_refused_with_the_rule_and_the_values(wrong):
    with pytest.raises(ValueError, match=r"an exercise must have a topic of .* got") as refusal:
        exercise(*wrong)
    assert repr(wrong[0]) in str(refusal.value)
