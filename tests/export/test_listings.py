"""The documents' code on the page is run, and prints what stands beside it."""

import ast
import re

import numpy as np
import pytest

from dsviz.conv.convolve import compute
from dsviz.examples import get
from dsviz.export.listings import LISTINGS, listing
from dsviz.ui.listings.code import NAMES, PIECES

PROGRAMS = [name for name in LISTINGS if name != "004-summary"]
TENSORFLOW = "001-example"  # run by test_tensorflow_code.py, where TensorFlow is installed
NUMBER = re.compile(r"-?\d+(?:\.\d+)?")


def run(name):
    """Run a piece as a reader would; return the lines it prints."""
    printed = []
    exec(
        compile(listing(name), name, "exec"),
        {"print": lambda *words: printed.append(" ".join(map(str, words)))},
    )
    return printed


@pytest.mark.parametrize("name", [name for name in PROGRAMS if name != TENSORFLOW])
def test_a_piece_prints_what_stands_beside_it(name):
    shown = listing(f"{name}.out").splitlines()
    printed = run(name)
    assert [NUMBER.sub("#", line) for line in printed] == [NUMBER.sub("#", line) for line in shown]
    for line, expected in zip(printed, shown, strict=True):
        # Sums in float32 may end otherwise on another machine.
        np.testing.assert_allclose(
            [float(each) for each in NUMBER.findall(line)],
            [float(each) for each in NUMBER.findall(expected)],
            atol=0.0005,
        )


def test_document_001s_example_holds_the_lessons_numbers_and_prints_its_result():
    example = get("depthwise-tensorflow")
    lists = [
        ast.literal_eval(found) for found in re.findall(r"tf\.constant\((\[[^]]+\])", listing(TENSORFLOW))
    ]
    x, kernel = (
        np.moveaxis(each, source, -1) for each, source in ((example.layer.x, 0), (example.layer.weight, 0))
    )
    assert lists == [x.ravel().tolist(), kernel[0].ravel().tolist()]
    printed = np.moveaxis(compute(example.layer, "numpy"), 0, -1)[np.newaxis].astype(np.float32)
    assert str(printed) == listing(f"{TENSORFLOW}.out").rstrip()


def test_document_001s_module_gives_the_result_of_the_lesson():
    result = ast.literal_eval(listing("001-module.out").splitlines()[0])
    np.testing.assert_array_equal(result, compute(get("separable-picture").layers[1].layer, "numpy"))


def test_document_002s_network_gives_ten_logits_and_their_softmax():
    lines = listing("002-network.out").splitlines()
    logits, softmax = (np.array([float(each) for each in NUMBER.findall(line)]) for line in lines[1:3])
    assert (lines[0], lines[3]) == ("parameters: 3217226", "their sum: 1.0")
    assert len(logits) == 10
    np.testing.assert_allclose(np.exp(logits) / np.exp(logits).sum(), softmax, atol=0.0002)


def test_the_summary_is_the_documents_and_adds_up():
    summary = listing("004-summary")
    assert summary.count("442") == 3
    assert "(None, 224, 224, 32)" in summary
    assert 3 * 3 * 10 + 10 * 32 + 32 == 442


def test_every_piece_stands_on_the_page():
    assert sorted(name for names in PIECES.values() for name in names) == sorted(PROGRAMS)


def test_todays_names_are_there_and_the_documents_are_gone():
    """The names of Keras are looked up here; TensorFlow's in test_tensorflow_code.py."""
    keras = pytest.importorskip("keras")
    today = [name for _, new in NAMES for name in re.findall(r"keras\.[\w.]+\w", new)]
    assert len(today) == 5
    for name in today:
        found = keras
        for part in name.split(".")[1:]:
            found = getattr(found, part)
        assert callable(found)
