"""No refusal, finding, exercise or stage label says an English word that is not in the catalogue."""

import re
import sys
from pathlib import Path

import numpy as np
import pytest

from dsviz.check.diagnose import diagnose
from dsviz.check.sums.check import check_sum
from dsviz.content import labels
from dsviz.conv.errors import Refusal
from dsviz.conv.trace import trace
from dsviz.exercises.exercise import TOPICS, exercise
from dsviz.wording.diagnosis import sentence
from dsviz.wording.exercises import facts, task
from dsviz.wording.verdict import verdict

sys.path += [str(Path(__file__).parent), str(Path(__file__).parents[1])]
from pseudo import LANGUAGE, english_in, hidden, speak
from test_sentences import LAYER, PADDED, REFUSED

# What a person typed, and the words of code: names of arguments, of libraries, of kinds of files.
CODE = {
    "macs",
    "pixels",
    "torch",
    "torchinfo",
    "fvcore",
    "ptflops",
    "aten",
    "thop",
    "keras",
    "flops",
    "relu",
    "sigmoid",
    "swish",
    "batch",
    "stride",
    "padding",
    "dilation",
    "groups",
    "mode",
    "dsviz",
    "shape",
    "array",
    "load",
    "size",
    "norm",
    "out_channels",
    "height",
    "width",
    "channels",
    "features",
    "standard",
    "depthwise",
    "multiplier",
    "pointwise",
    "separable",
    "grouped",
    "counts",
    "row",
    "transposed",
    "receptive",
    "max",
    "pool",
    "global",
}


@pytest.fixture(autouse=True)
def another_language(monkeypatch):
    speak(monkeypatch)


def test_english_is_seen():
    assert english_in(hidden("got {got}").format(got="the end")) == {"the", "end"}


@pytest.mark.parametrize(("attempt", "words"), REFUSED)
def test_a_refusal(attempt, words):
    with pytest.raises(Refusal) as refused:
        attempt()
    assert str(refused.value) == words
    assert english_in(refused.value.sentence(LANGUAGE)) <= CODE | {"spec", "settings"}


def test_a_finding():
    rng = np.random.default_rng(1)
    said = set()
    for layer in (LAYER, PADDED):
        for _ in range(40):
            # One wrong cell each time: where more are wrong, slips of single cells are not told.
            typed = layer.output.copy()
            typed.flat[rng.integers(typed.size)] += rng.integers(-20, 20)
            found = diagnose(layer, typed)
            said |= {sentence(each, LANGUAGE) for each in (*found.slips, *found.mistakes, *found.partly)}
        said.add(verdict(diagnose(layer, LAYER.output + np.array([[0, 7], [50, 100]])), LANGUAGE))
    for text in ("14+16", "1*1", "7*7 = 3", "32", "1*1+2*2", "14 + 15 = 3"):
        said |= {sentence(each, LANGUAGE) for each in check_sum(text, LAYER[0]).findings}
    assert len(said) > 30
    assert set().union(*map(english_in, said)) == set()


@pytest.mark.parametrize("topic", TOPICS)
def test_an_exercise(topic):
    for seed in range(8):
        drawn = exercise(topic, 3, seed)
        assert english_in(task(drawn, LANGUAGE) + facts(drawn, LANGUAGE)) == set()


def test_the_labels_of_a_stage_and_a_figure():
    from dsviz.figures.run import run_figure

    # The names in braces are the stage's own to fill.
    told = " ".join(re.sub(r"{.*?}", "", each) for each in labels("stage", LANGUAGE).values())
    assert english_in(told) == set()
    figure = run_figure(trace([[[1, 2]]], [[[[1]]]], backend="numpy"), language=LANGUAGE)
    shown = [each.label for menu in figure.layout.updatemenus for each in menu.buttons]
    assert set().union(*map(english_in, shown)) == set()
