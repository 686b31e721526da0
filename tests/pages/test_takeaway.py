"""The row of downloads: under every lesson's stage, whole, written only when it is asked for."""

import io
import json

import numpy as np
import pytest

from dsviz.content import label
from dsviz.conv.trace import trace
from dsviz.examples import ALL, Chain, Example, get
from dsviz.ui import takeaway
from dsviz.ui.page import SECTIONS

LESSONS = {page.key: page.file for page in SECTIONS["lessons"]}
KINDS = ("page", "latex", "markdown", "csv", "npz", "pytorch", "keras", "tensorflow", "numpy", "figure")


def offered(app):
    return [each.proto.label for each in app.get("download_button") if "takeaway" in each.proto.id]


def large(side):
    return Example("large", "standard", "", np.ones((3, side, side)), np.ones((1, 3, 3, 3)))


@pytest.mark.parametrize("key", ["standard", "depthwise", "pointwise"])
def test_the_row_stands_under_the_stage_of_a_lesson(visit, key):
    app = visit(LESSONS[key])
    assert offered(app) == [label(f"takeaway.{kind}") for kind in KINDS]


def test_a_pair_has_one_row_with_both_stages(visit):
    labels = offered(visit(LESSONS["separable"]))
    pages = [label("takeaway.nth", what=label("takeaway.page"), at=at) for at in (1, 2)]
    figures = [label("takeaway.nth", what=label("takeaway.figure"), at=at) for at in (1, 2)]
    assert labels == [*pages, *[label(f"takeaway.{kind}") for kind in KINDS[1:-1]], *figures]


def test_nothing_is_written_before_it_is_asked_for(visit, monkeypatch):
    def never(*_):
        raise AssertionError("a file was written although nobody asked for it")

    for name in ("page", "derived", "code", "figure", "runs", "tensors_csv", "tensors_npz"):
        monkeypatch.setattr(takeaway, name, never)
    app = visit(LESSONS["standard"])
    assert not app.exception
    assert len(offered(app)) == len(KINDS)


def test_a_chosen_step_is_the_one_derived():
    shown = get("standard-cs231n")
    files = {each.kind: each for each in takeaway.files(shown, "T", 3, "en")}
    assert files["latex"].name == "standard-cs231n-step-4.tex"
    assert "y_{0,1,0} &=" in files["latex"].write()
    assert "y_{0,0,0} &=" not in files["latex"].write()


def test_the_steps_are_named_by_their_cells(visit):
    app = visit(LESSONS["standard"])
    chooser = next(each for each in app.selectbox if each.label == label("takeaway.of"))
    assert chooser.options == [
        label("takeaway.of.all"),
        *[f"y[{n},{i},{j}]" for n, i, j in np.ndindex(2, 3, 3)],
    ]


@pytest.mark.parametrize("shown", ALL, ids=lambda each: each.id)
def test_every_file_of_every_example_can_be_written(shown):
    stages = takeaway.stages_of(shown)
    last = stages[-1]
    output = trace(last.x, last.weight, last.bias, **last.keywords).output
    names = [each.name for each in takeaway.files(shown, "Title", None, "en")]
    assert len(set(names)) == len(names) == len(KINDS) + 2 * (len(stages) - 1)
    for file in takeaway.files(shown, "Title", None, "en"):
        assert takeaway.refused(shown, file, None) == ""
        written = file.write()
        assert 0 < len(written) < 1_000_000
        if file.kind == "page":
            assert written.startswith("<!doctype html>")
        elif file.kind == "npz":
            np.testing.assert_array_equal(np.load(io.BytesIO(written))["y"], output)
        elif file.kind == "figure":
            stage = stages[max(file.stage, 1) - 1]
            rows, columns = stage.spec.output_size(stage.x.shape[1:], stage.weight.shape[2:])
            assert len(json.loads(written)["frames"]) == len(stage.weight) * rows * columns
        elif file.mime == "text/x-python":
            compile(written, file.name, "exec")


def test_what_is_too_large_is_refused_with_a_sentence_and_the_rest_is_offered():
    shown = large(40)
    files = list(takeaway.files(shown, "T", None, "en"))
    refusals = {file.kind: takeaway.refused(shown, file, None) for file in files}
    assert {kind for kind, said in refusals.items() if said} == {"figure", "latex", "markdown"}
    assert "196" in refusals["figure"]
    assert f"{38 * 38}" in refusals["figure"]
    assert f"{38 * 38 * 27}" in refusals["latex"]
    step = {file.kind: takeaway.refused(shown, file, 5) for file in files}
    assert {kind for kind, said in step.items() if said} == {"figure"}


def test_a_layer_of_a_readers_own_is_not_taken_from_another_one_of_the_same_name():
    one, other = (Example("own", "standard", "", [[[n]]], [[[[3]]]]) for n in (2, 5))
    assert [takeaway.runs(each)[0].output.item() for each in (one, other)] == [6, 15]


def test_an_exercise_offers_its_files_only_to_who_knows_the_answer(visit):
    from dsviz.examples.exercises import exercise

    app = visit("pages/14_Exercises.py", topic="separable")
    assert offered(app) == []
    answers = exercise("separable", 1, 1).answers()
    for field in app.text_input:
        if field.key.startswith("typed-"):
            field.set_value(f"{answers[field.key.rsplit('-', 1)[1]]:g}")
    next(each for each in app.button if each.label == label("exercises.check")).click()
    app.run()
    assert len(offered(app)) == len(KINDS) + 2
    assert isinstance(get("separable-tensorflow"), Chain)
