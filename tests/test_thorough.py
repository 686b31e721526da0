"""What an everyday run leaves out, and that who names a test gets it."""

import subprocess
import sys
from pathlib import Path

import pytest

from tests.thorough import THOROUGH, first_of, in_depth, is_whole, one_in, some_of

ROOT = Path(__file__).parents[1]


def marked(cases):
    """Whether each case is left to a thorough run."""
    return [in_depth in getattr(each, "marks", ()) for each in cases]


def test_of_some_cases_the_first_are_tried_everyday():
    cases = first_of([1, (2, 3), pytest.param(4, id="four")])
    assert marked(cases) == [False, True, True]
    assert [getattr(each, "values", (each,)) for each in cases] == [(1,), (2, 3), (4,)]
    assert cases[-1].id == "four"
    assert marked(first_of("abc", 2)) == [False, False, True]


def test_of_others_one_in_so_many():
    assert marked(one_in(3, "abcdefg")) == [False, True, True, False, True, True, False]


@pytest.mark.skipif(THOROUGH, reason="a thorough run leaves nothing out")
def test_of_a_sweep_some_are_tried_and_some_are_in_depth():
    cases = some_of("abcdef", "b", "a", deeper="d")
    assert [getattr(each, "values", each) for each in cases] == ["b", "a", ("d",)]
    assert marked(cases) == [False, False, True]


@pytest.mark.skipif(THOROUGH, reason="a thorough run leaves nothing out")
def test_who_asks_by_a_word_has_all_that_it_finds():
    assert is_whole(["tests"], "finger")


@pytest.mark.skipif(THOROUGH, reason="a thorough run leaves nothing out")
@pytest.mark.parametrize(
    ("arguments", "whole"),
    [
        (["tests", "dsviz"], False),
        (["tests/browser"], False),
        (["tests/browser/test_guides.py"], True),
        (["tests/test_bootstrap.py::test_every_requirement_is_pinned"], True),
    ],
)
def test_who_names_a_file_or_a_test_has_all_that_is_in_it(arguments, whole):
    assert is_whole(arguments) == whole


@pytest.mark.skipif(THOROUGH, reason="a thorough run leaves nothing out")
@pytest.mark.parametrize(("named", "collected"), [("tests/slides", 3), ("tests/slides/test_deck.py", 10)])
def test_an_everyday_run_tries_a_part_of_what_is_marked(named, collected):
    command = [sys.executable, "-m", "pytest", "--collect-only", "-q", "-p", "no:cacheprovider", named]
    listed = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout
    name = "test_every_beat_has_a_slide_with_its_words_and_every_answer_one_of_its_own"
    assert listed.count(name) == collected
