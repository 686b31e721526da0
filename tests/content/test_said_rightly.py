"""Sentences that were wrong once, each with what must be in it and what must not come back."""

import re
from types import SimpleNamespace

import pytest

from dsviz import content
from dsviz.content import catalogue
from dsviz.ui.parts.timing import why

# Label or passage -> (what it says, what it said).
LABELS = {
    "errata.003-xception.true": ("pointwise first, and a ReLU after **both**", "without a ReLU between"),
    "errata.001-dilation.true": (
        "wants strides of 1 together with a dilation",
        "a limit of some implementations",
    ),
    "errata.003-alexnet.true": ("Layers 2, 4 and 5 read only their own half", "Each half sees whole maps"),
    "errata.000-formulas.true": ("that is no error of the document", "Section 2.2"),
    "arguments.dilation": (
        "tf.nn.depthwise_conv2d warns and gives other",
        "its depthwise and separable layers do not",
    ),
    "arguments.padding": ("a 1×1 kernel keeps the size", "The output is smaller than the input"),
    "frameworks.code": ("TensorFlow's wherever TensorFlow is installed", "shown, not run"),
    "frameworks.tensorflow": ("TensorFlow 2", "not run"),
    "timing.why": ("one reason", "That is why"),
    "example.depthwise-tensorflow.title": ("Document 001's example", "TensorFlow's"),
    "cost.keras.text": ('activation="relu", padding="same")', '(3, 3), padding="same")'),
    "mobilenet.block.extreme": ("Extreme Inception module", "Xception"),
}
STAGE = {"hint": ("w[filter, slice, row, column]", "image")}
PASSAGES = {
    "mobilenet-xception": (
        "a ReLU after **both** steps",
        "the other way round, the pointwise one **first**, and",
    ),
    "pointwise": ("with stride 1 and no padding", "so it keeps height and width"),
    "grouped": ("layer 3 both halves", "The picture stayed whole"),
    "cost-time": ("often decides", "So the **memory traffic** decides"),
}


@pytest.mark.parametrize("key", LABELS)
def test_a_label_says_what_is_so(key):
    now, before = LABELS[key]
    said = content.label(key, "en")
    assert now in said
    assert before not in said


@pytest.mark.parametrize("name", PASSAGES)
def test_a_passage_says_what_is_so(name):
    now, before = PASSAGES[name]
    said = content.text(name, "en")
    assert now in said
    assert before not in said


def test_the_stages_hint_names_cells_as_the_stage_does():
    now, before = STAGE["hint"]
    assert now in content.labels("stage", "en")["hint"]
    assert before not in content.labels("stage", "en")["hint"]


@pytest.mark.parametrize(
    ("gain", "mac_gain", "sentence"),
    [(2.0, 8.4, "timing.why"), (8.4, 8.4, "timing.why.not"), (9.0, 8.4, "timing.why.not")],
)
def test_memory_is_named_as_a_reason_only_where_less_was_gained_in_time(gain, mac_gain, sentence):
    assert why(SimpleNamespace(gain=gain, mac_gain=mac_gain)) == sentence


def test_one_word_for_one_thing():
    """A weight of a kernel is no tap; the words of the code may differ."""
    said = {key: " ".join(message.forms) for key, message in catalogue.messages("en").items()}
    assert [key for key, words in said.items() if re.search(r"\btaps?\b", words)] == []


def test_what_is_said_of_a_hidden_number_stands_within_a_sentence():
    # "step 2 of 18: filter 0, row 0, column 1; y = hidden"
    assert content.label("stage.hide") == "hidden"
