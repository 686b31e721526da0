"""The row of downloads: under every lesson's stage, whole, written only when it is asked for."""

import io
import json

import numpy as np
import pytest

from dsviz.content import label
from dsviz.conv.gradient_trace import GradientTrace
from dsviz.conv.layer import Layer
from dsviz.conv.rewritten import input_gradient, scatter_of
from dsviz.conv.rewritten_weights import weight_gradient
from dsviz.conv.trace import Trace
from dsviz.course.chains import run_of
from dsviz.examples import ALL, Chain, Example, by_topic, get
from dsviz.examples.backward import BACKWARD, Backward
from dsviz.saved.link import state_to_text
from dsviz.saved.state import State
from dsviz.slides.naming import Naming
from dsviz.ui.factoring.files import pair_of
from dsviz.ui.factoring.lesson import outputs
from dsviz.ui.parts import downloads as takeaway
from dsviz.ui.parts import drawings
from dsviz.ui.parts.sums_taken import Taken, moving_page, sums_drawings, sums_files
from dsviz.ui.shell.page import SECTIONS
from tests.pages.seen import numbers_of
from tests.thorough import one_in

LESSONS = {page.key: page.address for page in SECTIONS["lessons"] if by_topic(page.key)}
KINDS = (
    "page",
    "latex",
    "markdown",
    "csv",
    "npz",
    "xlsx",
    "pytorch",
    "keras",
    "tensorflow",
    "numpy",
    "figure",
)
DRAWN = ("png", "svg", "tikz")
FILMS = ("gif", "mp4", "webm")

# Every stage of the app: the page, a link that shows the stage, the key of each row.
STAGES = [
    ("", {}, ["takeaway"]),
    (LESSONS["standard"], {}, ["takeaway"]),
    ("Grouped_convolution", {"c": "6", "n": "9", "g": "3"}, ["takeaway-grouped"]),
    ("MobileNet", {"part": "block", "at": "2"}, ["takeaway-block"]),
    ("MobileNet", {"part": "block", "block": "xception"}, ["takeaway-block"]),
    ("Frameworks", {"side": "5"}, ["takeaway-tensorflow", "takeaway-pytorch"]),
    (
        "What_factoring_costs",
        {"m": "2"},
        ["takeaway-factoring-exact", "takeaway-factoring-separable"],
    ),
    ("Playground", {}, ["takeaway-playground"]),
    ("Check_my_work", {"step": "3"}, ["takeaway-check-0"]),
]
# What the page that checks somebody's work is opened with, and whether its files are offered then.
CHECKED = [
    ({}, False),
    ({"cells": "−2_12"}, False),
    ({"cells": "−2_12_17_−13_18_21_−7_0"}, False),
    ({"cells": "−2_12_17_−13_18_21_−7_16"}, True),
    ({"step": "0"}, True),
    ({"step": "99"}, False),
]


def offered(app):
    return [each.proto.label for each in app.get("download_button") if "takeaway" in each.proto.id]


def films(app):
    """The buttons that have a film made."""
    return [each.label for each in app.button if each.key and each.key.startswith("takeaway-")]


def large(side):
    return Example(
        "large",
        "standard",
        "",
        Layer(np.ones((3, side, side)), np.ones((1, 3, 3, 3))),
    )


@pytest.mark.parametrize("key", ["standard", "depthwise", "pointwise"])
def test_the_row_stands_under_the_stage_of_a_lesson(visit, key):
    app = visit(LESSONS[key])
    assert offered(app) == [label(f"downloads.{kind}") for kind in (*KINDS, *DRAWN, "pptx")]
    assert films(app) == [label(f"downloads.{kind}") for kind in FILMS]


SMALL = state_to_text(State.of(Layer([[[1, 2], [3, 4]]], [[[[1, 0], [0, 1]]]])))
# What a gradient or a transposed layer offers beside its pictures and films.
SUMS = ("page", "latex", "markdown", "pytorch", "numpy")


@pytest.mark.parametrize(
    ("file", "link", "slides"),
    [
        ("Backward_pass", {}, True),
        ("Backward_pass", {"example": "standard", "gradient": "x", "view": "scatter"}, True),
        ("Backward_pass", {"example": "pointwise", "gradient": "bias"}, True),
        ("Backward_pass", {"example": "standard", "gradient": "bias"}, True),
        ("Transposed_convolution", {}, True),
        ("Transposed_convolution", {"example": "book", "view": "gather"}, True),
        ("Transposed_convolution", {"example": "depthwise"}, True),
        ("Playground", {"kind": "transposed", "s": SMALL}, False),
    ],
)
def test_gradients_and_transposed_layers_offer_the_same(visit, file, link, slides):
    app = visit(file, **link)
    assert not app.exception
    # Keras has transposed layers of one group.
    more = ["keras"] if file != "Backward_pass" and link.get("example") != "depthwise" else []
    kinds = (*SUMS, *more, *DRAWN, *(["pptx"] if slides else []))
    assert [label(f"downloads.{kind}") for kind in kinds] == offered(app)


def test_the_forward_pass_offers_what_every_stage_does(visit):
    app = visit("Backward_pass", gradient="y")
    kinds = (*KINDS, *DRAWN)
    assert offered(app)[: len(kinds)] == [label(f"downloads.{kind}") for kind in kinds]


@pytest.mark.parametrize(
    ("file", "link", "slides"),
    [
        ("One_dimension", {}, True),
        ("One_dimension", {"example": "mamba", "k": "2"}, True),
        ("Several_layers", {"chain": "separable"}, True),
        ("Several_layers", {}, True),
    ],
)
def test_rows_and_layers_in_a_row_offer_what_every_stage_does(visit, file, link, slides):
    app = visit(file, **link)
    assert not app.exception
    kinds = (*KINDS, *DRAWN, *(["pptx"] if slides else []))
    assert offered(app) == [label(f"downloads.{kind}") for kind in kinds]


@pytest.mark.parametrize(
    ("at", "before", "after"), one_in(2, [(1, "x", "z1"), (2, "z1", "z2"), (3, "z2", "y")])
)
def test_the_files_of_a_layer_in_a_row_name_its_maps_as_the_page_does(at, before, after):
    layer = run_of("causal", "torch").layers[at - 1]
    shown = Example("taken", "several", "", layer, own=True)
    naming = Naming(x=before, y=after)
    written = written_of(takeaway.files(shown, "Taken", 1, "en", naming))
    tex = written["latex"][1]
    assert f"{before}_{{0}} = " in tex
    assert f"{after}_{{0,0,1}} &= " in tex
    scene = json.loads(written["page"][1].partition('id="scene">')[2].partition("</script>")[0])
    named = {kind: each["letter"] for kind, each in scene["copies"].items()}
    assert named == {kind: name for kind, name in (("x", before), ("y", after)) if name != kind}
    drawn = written_of(drawings.drawings(shown, "Taken", 1, "en", False, naming))
    assert f"{after}[0,0,1] = " in drawn["svg"][1]


def dw_taken(scatter=None, known=BACKWARD["depthwise"]):
    made = input_gradient if scatter else weight_gradient
    return Taken(
        "taken",
        "Taken",
        "dx" if scatter else "dw",
        made(known.layer, known.dy),
        lambda: GradientTrace(known.layer, known.dy, "x" if scatter else "weight", "numpy"),
        {"pytorch": "print()", "numpy": "print()"},
        scatter=scatter,
    )


def written_of(listed):
    films = ("gif", "mp4", "webm")
    return {file.kind: (file.name, file.write()) for file in listed if file.kind not in films}


@pytest.mark.parametrize("step", [None, 2])
def test_no_file_replaces_another(step):
    shown, taken = get("standard-cs231n"), dw_taken()
    for listed in (
        (*takeaway.files(shown, "T", step, "en"), *drawings.drawings(shown, "T", step, "en", False)),
        (*sums_files(taken, "en", step), *sums_drawings(taken, step, "en", dark=False)),
    ):
        names = [file.name for file in listed]
        assert sum(name.endswith(".tex") for name in names) == 2
        assert len({*names}) == len(names)


def test_the_files_of_one_number_of_dw_are_about_that_number():
    taken = dw_taken()
    # The sixth of eight: the second channel's map, whose second number is dw[1,0,0,1].
    step = 5
    name, tex = written_of(sums_files(taken, "en", step))["latex"]
    assert (name, tex.count("dw_{")) == ("taken-step-6.tex", 1)
    # Document 001's depthwise example, worked out by hand: dw[1,0] = [[0, 3], [19, 8]].
    assert "dw_{1,0,0,1}" in tex
    assert tex.rpartition("dw_{")[2].count("= 3\n") == 1
    name, svg = written_of(sums_drawings(taken, step, "en", dark=False))["svg"]
    assert name == "taken-step-6.svg"
    assert "dw[1,0,0,1] = " in svg
    assert ">dy[1]<" in svg
    every = written_of(sums_files(taken, "en", None))["markdown"][1]
    assert every.count("dw_{") == 8


def test_the_moving_page_of_a_scatter_is_the_scatter():
    known = BACKWARD["depthwise"]
    page = moving_page(dw_taken(scatter_of(known.layer, known.dy)), "en")
    scene = json.loads(page.partition('id="scene">')[2].partition("</script>")[0])
    assert "scatter" in scene["spec"]
    assert scene["labels"]["copied_x"] == label("stage_scatter_dx.copied_x")
    assert numbers_of(scene["x"]).shape == known.layer.x.shape
    assert "scatter" not in moving_page(dw_taken(), "en").partition('id="scene">')[2].partition("labels")[0]


def test_the_moving_page_names_the_sides_of_paddings_that_are_not_alike():
    layer = Layer.from_tensors([[[1, 2, 3], [4, 5, 6]]], [[[[1, 2, 3]]]], padding=((0, 0), (1, 1)))
    known = Backward("sides", layer, np.ones(layer.output_shape))
    for scatter in (scatter_of(layer, known.dy), None):
        page = moving_page(dw_taken(scatter, known), "en")
        assert "padding top 0, bottom 0, left 1, right 1" in page
    assert "padding top" not in moving_page(dw_taken(), "en")


def test_the_files_stand_behind_a_button_and_are_made_when_it_is_pressed(visit, monkeypatch):
    def never(*_):
        raise AssertionError("nobody has asked for the files")

    monkeypatch.setattr(takeaway, "files", never)
    app = visit(LESSONS["standard"], pressed=())
    assert not app.exception
    assert not offered(app)
    assert label("downloads.open") in [each.proto.popover.label for each in app.get("popover")]


def test_a_pair_has_one_row_with_both_stages(visit):
    app = visit(LESSONS["separable"])
    labels = offered(app)
    assert films(app) == [
        label("downloads.nth", what=label(f"downloads.{kind}"), at=at) for at in (1, 2) for kind in FILMS
    ]
    pages = [label("downloads.nth", what=label("downloads.page"), at=at) for at in (1, 2)]
    figures = [label("downloads.nth", what=label("downloads.figure"), at=at) for at in (1, 2)]
    drawn = [
        label("downloads.nth", what=label(f"downloads.{kind}"), at=at) for at in (1, 2) for kind in DRAWN
    ]
    slides = [label("downloads.nth", what=label("downloads.pptx"), at=at) for at in (1, 2)]
    shared = [label(f"downloads.{kind}") for kind in KINDS[1:-1]]
    assert labels == [*pages, *shared, *figures, *drawn, *slides]


@pytest.mark.parametrize(("file", "link", "keys"), STAGES, ids=lambda value: str(value).rpartition("/")[2])
def test_a_row_of_its_own_stands_under_every_stage(visit, monkeypatch, file, link, keys):
    rows = []

    def noting(shown, title, *rest):
        rows.append((shown, title))
        return listing(shown, title, *rest)

    listing = takeaway.files
    monkeypatch.setattr(takeaway, "files", noting)
    app = visit(file, **link)
    assert not app.exception
    # The front door, from where the page was opened, has a row too.
    rows = rows[-len(keys) :]
    buttons = [each.proto.id for each in app.get("download_button") if "takeaway" in each.proto.id]
    assert len(set(buttons)) == len(buttons)
    for key in keys:
        assert sum(f"{key}-csv-" in each for each in buttons) == 1
        assert sum(f"{key}-page-" in each for each in buttons) > 0
    assert sum("-csv-" in each for each in buttons) == len(keys)
    assert all(title and "{" not in title for _, title in rows)
    scenes = [json.loads(each.proto.json)[0] for each in app.get("bidi_component")]
    stages = [scene for scene in scenes if "spec" in scene]
    # The page on factoring shows the outputs of two layers as maps, without a stage.
    assert len(stages) == (0 if "factoring" in file else len(rows))
    for scene, (shown, title) in zip(stages, rows, strict=False):
        run = takeaway.trace_of(shown)
        assert scene["title"] == title
        for name, tensor in {"x": run.layer.x, "w": run.layer.weight, "y": run.output}.items():
            np.testing.assert_array_equal(numbers_of(scene[name]), tensor)


@pytest.mark.parametrize(("link", "stands"), CHECKED, ids=str)
def test_a_check_offers_files_only_to_who_is_right_or_has_opened_a_step(visit, link, stands):
    app = visit("Check_my_work", **link)
    assert not app.exception
    assert bool(offered(app)) is stands


@pytest.mark.parametrize("engine", ["torch", "numpy"])
@pytest.mark.parametrize(("kernel", "multiplier"), [("factoring-random", 9), ("factoring-cs231n", 1)])
def test_the_pair_of_the_factoring_page_is_what_the_page_compares(kernel, multiplier, engine):
    pair = pair_of(kernel, multiplier, engine)
    _, near = outputs(kernel, multiplier, engine)
    np.testing.assert_allclose(takeaway.traces(pair)[1].output, near, rtol=0, atol=1e-12)
    files = {each.kind: each for each in takeaway.files(pair, "T", 0, "en")}
    names: dict = {}
    exec(files["pytorch"].write(), names)
    np.testing.assert_allclose(names["y"].numpy().reshape(near.shape), near, rtol=0, atol=1e-12)


@pytest.mark.parametrize("value", [1e308, 1 / 3, 1e-320], ids=str)
def test_any_layer_of_the_playground_can_be_written(value):
    shown = Example(
        "playground",
        "standard",
        "",
        Layer(np.full((2, 3, 4), value), np.full((1, 2, 2, 2), 7.0)),
    )
    for file in takeaway.files(shown, "T", None, "en"):
        assert len(file.write()) > 0


@pytest.mark.parametrize(("file", "link", "keys"), STAGES, ids=lambda value: str(value).rpartition("/")[2])
def test_nothing_is_written_before_it_is_asked_for(visit, monkeypatch, file, link, keys):
    def never(*_):
        raise AssertionError("a file was written although nobody asked for it")

    for name in ("page", "derived", "code", "figure", "traces", "tensors_csv", "tensors_npz"):
        monkeypatch.setattr(takeaway, name, never)
    app = visit(file, **link)
    assert not app.exception
    assert offered(app).count(label("downloads.csv")) == len(keys)


def test_a_chosen_step_is_the_one_derived():
    shown = get("standard-cs231n")
    files = {each.kind: each for each in takeaway.files(shown, "T", 3, "en")}
    assert files["latex"].name == "standard-cs231n-step-4.tex"
    assert "y_{0,1,0} &=" in files["latex"].write()
    assert "y_{0,0,0} &=" not in files["latex"].write()


def test_the_steps_are_named_by_their_cells(visit):
    app = visit(LESSONS["standard"])
    chooser = next(each for each in app.selectbox if each.label == label("downloads.of"))
    assert chooser.options == [
        label("downloads.of.all"),
        *[f"y[{n},{i},{j}]" for n, i, j in np.ndindex(2, 3, 3)],
    ]


@pytest.mark.parametrize(
    ("file", "link", "cell"),
    [
        (LESSONS["standard"], {"step": "13"}, "y[1,1,1]"),
        (LESSONS["standard"], {"step": "3", "order": "place"}, "y[1,0,1]"),
        (LESSONS["separable"], {"step": "1", "step2": "2"}, "y[0,1,0]"),
        (LESSONS["standard"], {"step": "18"}, None),
        ("Check_my_work", {"step": "3", "order": "place"}, "y[1,0,1]"),
    ],
)
def test_at_first_the_linked_step_is_derived(visit, file, link, cell):
    chooser = next(each for each in visit(file, **link).selectbox if each.label == label("downloads.of"))
    linked = None if cell is None else label("downloads.of.stage", cell=cell)
    assert [each for each in chooser.options if "stage" in each] == ([linked] if linked else [])
    assert chooser.options[chooser.value + 1] == (linked or label("downloads.of.all"))


def test_a_chosen_step_stays_chosen_when_the_stage_walks_on(visit):
    app = visit(LESSONS["standard"], step="13")
    chooser = next(each for each in app.selectbox if each.label == label("downloads.of"))
    app = chooser.select(2).run()
    app.query_params["step"] = "5"
    chooser = next(each for each in app.run().selectbox if each.label == label("downloads.of"))
    assert chooser.value == 2


@pytest.mark.parametrize("shown", one_in(3, ALL), ids=lambda each: each.id)
def test_every_file_of_every_example_can_be_written(shown):
    stages = takeaway.layers_of(shown)
    last = stages[-1]
    output = Trace(last.layer).output
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
            stage = stages[max(file.layer, 1) - 1]
            rows, columns = stage.layer.spec.output_size(
                stage.layer.x.shape[1:], stage.layer.weight.shape[2:]
            )
            assert len(json.loads(written)["frames"]) == len(stage.layer.weight) * rows * columns
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
    one, other = (
        Example(
            "own",
            "standard",
            "",
            Layer([[[n]]], [[[[3]]]]),
        )
        for n in (2, 5)
    )
    assert [takeaway.traces(each)[0].output.item() for each in (one, other)] == [6, 15]


def test_an_exercise_offers_its_files_only_to_who_knows_the_answer(visit):
    from dsviz.exercises.exercise import exercise

    app = visit("Exercises", topic="separable")
    assert offered(app) == []
    answers = exercise("separable", 1, 1).answers()
    for field in app.text_input:
        if field.key.startswith("typed-"):
            field.set_value(f"{answers[field.key.rsplit('-', 1)[1]]:g}")
    next(each for each in app.button if each.label == label("exercises.check")).click()
    app.run()
    # Two of the moving page, the figure, the pictures and the slides.
    assert len(offered(app)) == len(KINDS) + 2 + 2 * len(DRAWN) + 2
    assert isinstance(get("separable-tensorflow"), Chain)


def test_a_layer_of_too_many_sums_gets_no_spreadsheet():
    shown = large(200)
    (file,) = (each for each in takeaway.files(shown, "T", None, "en") if each.kind == "xlsx")
    assert str(198 * 198 * 3) in takeaway.refused(shown, file, None)
    assert takeaway.refused(large(40), file, None) == ""
