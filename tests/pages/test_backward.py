"""The page on the backward pass: facts by hand, what is typed, the step of descent, an answer's mistake."""

import contextlib
import io
import re

import numpy as np
import pytest
import torch
import torch.nn.functional as F

from dsviz.content import label
from dsviz.conv.gradient_trace import GradientTrace
from dsviz.conv.gradients import compute_gradients
from dsviz.conv.layer import Layer
from dsviz.examples import get
from dsviz.examples.backward import BACKWARD
from dsviz.export.derived_sums import sums_markdown
from dsviz.export.gradient_code import autograd_code, numpy_gradient_code
from dsviz.saved.link import state_to_text
from dsviz.saved.state import State
from dsviz.ui.backward.choices import Choices
from dsviz.ui.backward.descent import descend
from dsviz.wording.numbers import number
from dsviz.wording.tensors import tensor_text
from tests.conv.facts import GRADIENTS
from tests.pages.seen import parts
from tests.thorough import first_of

FILE = "Backward_pass"
# The page's layer -> the facts worked out by hand.
FACTS = {"depthwise": "depthwise", "standard": "cs231n", "pointwise": "pointwise"}


def codes(app):
    return [each.value for each in app.get("code")]


def said(app):
    return "\n".join(each.value for each in (*app.markdown, *app.warning, *app.success, *app.info))


@pytest.mark.parametrize("name", FACTS)
def test_the_three_gradients_are_those_worked_out_by_hand(visit, name):
    _layer, dy, dx, dw, db = GRADIENTS[FACTS[name]]
    app = visit(FILE, example=name)
    assert not app.exception
    shown = [tensor_text(np.array(each, float)) for each in (dy, dx, dw, db) if each is not None]
    assert [each for each in codes(app) if each in shown] == shown


def test_what_the_stride_left_over_is_zero(visit):
    app = visit(FILE, example="stride", gradient="x", view="scatter")
    assert tensor_text(np.array(GRADIENTS["unread"][2], float)) in codes(app)


@pytest.mark.parametrize("name", FACTS)
def test_dx_is_stamped_on_the_stage(visit, name):
    layer, dy, dx, _, _ = GRADIENTS[FACTS[name]]
    (scene,) = parts(visit(FILE, example=name, gradient="x", view="scatter"))
    assert [scene[kind]["data"] for kind in "xy"] == [np.ravel(dx).tolist(), np.ravel(dy).tolist()]
    assert scene["w"]["data"] == np.ravel(layer["weight"]).tolist()
    assert [scene["copies"][kind]["letter"] for kind in "xwy"] == ["dx", "w", "dy"]
    assert "scatter" in scene["spec"]
    (gathered,) = parts(visit(FILE, example=name, gradient="x"))
    assert "scatter" not in gathered["spec"]


@pytest.mark.parametrize("gradient", ["y", "x", "weight", "bias"])
@pytest.mark.parametrize("lang", ["en", "zh"])
def test_each_gradient_stands_on_the_stage_under_its_name(visit, gradient, lang):
    app = visit(FILE, example="standard", gradient=gradient, lang=lang)
    assert not app.exception
    assert label(f"backward.shown.{gradient}", lang) in said(app)


@pytest.mark.parametrize("gradient", ["weight", "x"])
def test_a_view_that_is_none_is_told_also_where_no_view_is_asked(visit, gradient):
    app = visit(FILE, gradient=gradient, view="banana")
    (warning,) = [each.value for each in app.warning]
    assert "must be one of `gather`, `scatter`; this link asks for `banana`" in warning
    assert not visit(FILE, gradient=gradient, view="scatter").warning


@pytest.mark.parametrize(
    "page",
    first_of([FILE, "Transposed_convolution", "One_dimension", "Several_layers", "Grouped_convolution"], 2),
)
def test_changed_numbers_are_told_where_the_stage_changes_none(visit, page):
    plain = visit(page)
    assert not plain.warning
    for query, lang in (({"edits": "w_0_0_0_0_5"}, "en"), ({"edits": "banana"}, "zh")):
        app = visit(page, **query, lang=lang)
        assert [each.value for each in app.warning] == [label("changes.nowhere", lang, name="`edits`")]
    assert [part.get("w") for part in parts(plain)] == [part.get("w") for part in parts(app)]


def test_a_dy_of_another_shape_is_answered_and_the_usual_one_stands_in(visit):
    app = visit(FILE, example="depthwise", dy="[[1, 2], [3, 4]]")
    warning, beside = [each.value for each in app.warning]
    assert warning == label("backward.shape", shape="2×2×2", got="2×2")
    stands_in = "[[[1, 2], [0, -1]], [[-1, 1], [2, 0]]]"
    assert beside == label("backward.own.stands_in.given", dy=stands_in)
    assert tensor_text(np.array(GRADIENTS["depthwise"][2], float)) in codes(app)


def test_a_refused_target_is_told_beside_the_check_too(visit):
    app = visit(FILE, example="depthwise", loss="squared", target="[1, 2, 3]", lang="zh")
    # With a target of zeros dy is y: the document's eight numbers.
    dy = "[[[-2, 12], [17, -13]], [[18, 21], [-7, 16]]]"
    assert label("backward.own.stands_in.squared", "zh", dy=dy) in [each.value for each in app.warning]
    right = visit(FILE, example="depthwise", loss="squared", target="1 1\n1 1\n\n1 1\n1 1")
    assert not right.warning


def test_numbers_that_cannot_be_read_stay_beside_their_sentence(visit):
    app = visit(FILE, dy="[[[1, two]]]")
    assert app.warning
    assert not app.exception
    (field,) = [each for each in app.text_area if each.label == label("backward.dy")]
    assert field.value == "[[[1, two]]]"


def test_a_step_of_descent_by_hand():
    # y = 2·w0 + 3·w1 with w = (1, 2) is 8; the target 10 gives dy = -2, dw = (-4, -6).
    layer = Layer([[[2, 3]]], [[[[1, 2]]]])
    dy, target = np.array([[[-2.0]]]), np.array([[[10.0]]])
    given = Choices("own", layer, "squared", dy, target, "weight", "gather", dy)
    step = descend(given, 0.5, "numpy")
    assert step.layer.weight.tolist() == [[[[3.0, 5.0]]]]
    assert (step.before, step.after) == (2.0, 60.5)  # (8 - 10)² / 2, and (21 - 10)² / 2: too far


def test_a_small_step_lowers_the_squared_error(visit):
    app = visit(FILE, example="pointwise", loss="squared", rate="0.0001")
    assert "Loss before" in said(app)
    assert label("backward.descent.too_far") not in said(app)
    assert label("backward.descent.too_far") in said(
        visit(FILE, example="pointwise", loss="squared", rate="1")
    )


@pytest.mark.parametrize("typed", ["abc", "-1", "inf"])
def test_a_rate_that_is_none_is_refused(visit, typed):
    app = visit(FILE, rate=typed)
    assert any(typed in each.value for each in app.warning)


def test_a_right_gradient_is_right_and_a_turned_one_is_named(visit):
    right = "7 14\n6 12\n\n0 3\n19 8"
    app = visit(FILE, gradient="weight", mine=right)
    assert [each.value for each in app.success] == [label("worked.right", count=8, letter="dw")]
    turned = visit(FILE, gradient="weight", mine="[[[[12, 6], [14, 7]]], [[[8, 19], [3, 0]]]]")
    (warning,) = [each.value for each in turned.warning]
    assert label("backward.mistake.weight.turned") in warning


@pytest.mark.parametrize("typed", ["7 14 6 12/0 3 19 8", "7 14 6 12 / 0 3 19 8", "7 14 6 12\n0 3 19 8"])
def test_a_gradient_may_have_a_map_a_row_and_a_slash_between(visit, typed):
    app = visit(FILE, gradient="weight", mine=typed)
    assert [each.value for each in app.success] == [label("worked.right", count=8, letter="dw")]
    # 12/1 could be a fraction; of seven numbers it would be no dw.
    app = visit(FILE, gradient="weight", mine="7 14 6 12/1 3 19 8")
    assert label("worked.wrong", wrong=1, count=8, letter="dw") in said(app)


def test_a_wrong_number_is_named_and_no_reason_invented(visit):
    app = visit(FILE, gradient="weight", mine="[[[[7, 14], [6, 12]]], [[[0, 3], [19, 9]]]]")
    (warning,) = [each.value for each in app.warning]
    assert warning == label("worked.wrong", wrong=1, count=8, letter="dw")
    assert label("worked.cell", name="dw[1,0,1,1]", right="8", typed="9") in said(app)


@pytest.mark.parametrize("name", BACKWARD)
def test_the_program_prints_the_gradients(name):
    known = BACKWARD[name]
    found = compute_gradients(known.layer, known.dy, "numpy")
    torch = autograd_code(known.layer, "given", known.dy, np.zeros_like(known.dy))
    expected = [found.x, found.weight, *(() if found.bias is None else (found.bias,))]
    right = [float(value) for each in expected for value in each.ravel()]
    assert numbers_of(torch) == right
    assert numbers_of(numpy_gradient_code(known.layer, known.dy)) == right


@pytest.mark.parametrize("mode", ["reflect", "replicate", "circular"])
def test_where_the_padding_copies_the_border_dw_is_on_the_stage_and_dx_in_the_programs(visit, mode):
    x = np.arange(16.0).reshape(1, 4, 4) % 5
    pads = ((1, 2), (2, 1))
    layer = Layer.from_tensors(x, [[[[1, -2], [3, 1]]]], [1], padding=pads, padding_mode=mode)
    ones = np.ones(layer.output_shape)
    found = compute_gradients(layer, ones, "torch")
    app = visit(FILE, s=state_to_text(State.of(layer)), example="own")
    assert not app.exception
    assert not app.warning
    (scene,) = parts(app)
    assert scene["y"]["data"] == found.weight.ravel().tolist()
    assert label("backward.border") in [each.value for each in app.caption]
    assert tensor_text(found.x) in codes(app)
    right = [float(value) for each in (found.x, found.weight, found.bias) for value in each.ravel()]
    for program in (autograd_code(layer, "sum", ones, 0 * ones), numpy_gradient_code(layer, ones)):
        assert numbers_of(program) == right


def numbers_of(program):
    """What a program prints."""
    shown = io.StringIO()
    with contextlib.redirect_stdout(shown):
        exec(program, {})
    return [float(each) for each in re.findall(r"-?\d+\.(?:\d+)?", shown.getvalue())]


def test_a_layer_of_the_playground_is_taken_backwards(visit):
    layer = Layer.from_tensors([[[1, 2, 3]]], [[[[1, -1]]]], padding=((0, 0), (1, 0)))
    app = visit(FILE, s=state_to_text(State.of(layer)), example="own", gradient="x")
    assert not app.warning
    # Every window's dy is 1: a pixel read by both weights gets 1 - 1, the last one only the second.
    assert tensor_text(np.array([[[0.0, 0, -1]]])) in codes(app)
    ones = np.ones((1, 1, 3))
    for program in (autograd_code(layer, "sum", ones, 0 * ones), numpy_gradient_code(layer, ones)):
        assert numbers_of(program)[:3] == [0.0, 0.0, -1.0]


@pytest.mark.parametrize(("page", "query"), [(FILE, {"gradient": "x"}), ("Transposed_convolution", {})])
def test_the_files_stand_behind_a_button(visit, page, query):
    app = visit(page, **query)
    assert [each.proto.popover.label for each in app.get("popover")] == [label("downloads.open")]


def test_a_layer_that_cannot_be_shown_backwards_is_answered(visit):
    settings = {"stride": (1, 3), "padding": ((0, 0), (1, 0)), "padding_mode": "circular"}
    copied = Layer.from_tensors([[[1, 2, 3, 4, 5]]], [[[[1, -1]]]], **settings)
    app = visit(FILE, s=state_to_text(State.of(copied)), example="own")
    assert any("circular" in each.value for each in app.warning)
    large = Layer(np.ones((1, 20, 20)), np.ones((1, 1, 2, 2)))
    app = visit(FILE, s=state_to_text(State.of(large)), example="own")
    assert any("16 cells across" in each.value for each in app.warning)


def test_maps_of_dy_may_stand_under_one_another(visit):
    rows = "1 2\n0 -1\n-1 1\n2 0"
    assert not visit(FILE, example="depthwise", dy=rows).warning
    assert visit(FILE, example="depthwise", dy="1 2 3\n4 5 6").warning


def test_more_wrong_numbers_than_are_told_are_counted(visit):
    app = visit(FILE, gradient="weight", mine="[[[[1, 1], [1, 1]]], [[[1, 1], [1, 1]]]]")
    assert label("worked.more", count=3) in said(app)


def test_each_knot_is_a_switch_that_shows_what_would_come_out(visit):
    # By hand: dy = (1, 10) stamps (5, 4) in place of (4, 5).
    layer = Layer([[[1, 2, 3]]], [[[[4, 5]]]])
    link = {"s": state_to_text(State.of(layer)), "example": "own", "dy": "1 10", "gradient": "x"}
    app = visit(FILE, **link, turned="on")
    assert tensor_text(np.array([[[5.0, 54, 40]]])) in codes(app)
    assert label("backward.otherwise", wrong=3, count=3) in said(app)
    assert tensor_text(np.array([[[5.0, 54, 40]]])) not in codes(visit(FILE, **link))
    for example, switch in (("stride", "unstrided"), ("depthwise", "regrouped")):
        assert "dx would be this" in said(visit(FILE, example=example, **{switch: "on"}))
        assert "dx would be this" not in said(visit(FILE, example=example))


def through_both(end):
    """The pair by torch: x, w, z, p and c with their gradients, of a loss of y, and that loss."""
    first, second = get("separable-tensorflow").layers
    x, w, p, c = (
        torch.tensor(each, requires_grad=True)
        for each in (first.layer.x, first.layer.weight, second.layer.weight, second.layer.bias)
    )
    z = F.conv2d(x, w, groups=2)
    z.retain_grad()
    y = F.conv2d(z, p, c)
    loss = end(y)
    loss.backward()
    return {"x": x, "w": w, "z": z, "p": p, "c": c}, loss.item()


LOSSES = {"sum": lambda y: y.sum(), "squared": lambda y: (y**2).sum() / 2}


@pytest.mark.parametrize("loss", LOSSES)
def test_a_loss_of_the_pair_goes_back_through_z(visit, loss):
    grads, before = through_both(LOSSES[loss])
    app = visit(FILE, example="separable", loss=loss)
    shown = [tensor_text(grads[name].grad.numpy()) for name in ("z", "x", "w")]
    assert [each for each in codes(app) if each in shown] == shown
    assert f"Loss before: **{number(before)}**" in said(app)
    assert "**dz**, 2×2×2" in said(app)
    app = visit(FILE, example="separable", loss=loss, layer="2")
    shown = [tensor_text(grads[name].grad.numpy()) for name in ("z", "p", "c")]
    assert [each for each in codes(app) if each in shown] == shown
    assert f"Loss before: **{number(before)}**" in said(app)


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize(
    ("layer", "gradient", "view", "letters"),
    [
        ("1", "weight", "gather", {"x": "x", "w": "dz", "y": "dw"}),
        ("1", "x", "gather", {"x": "dz", "w": "w", "y": "dx"}),
        ("1", "x", "scatter", {"x": "dx", "w": "w", "y": "dz"}),
        ("2", "weight", "gather", {"x": "z", "w": "dy", "y": "dw"}),
        ("2", "x", "gather", {"x": "dy", "w": "w", "y": "dz"}),
    ],
)
def test_the_tensors_of_the_pair_have_one_name(visit, language, layer, gradient, view, letters):
    link = {"example": "separable", "layer": layer, "gradient": gradient, "view": view, "lang": language}
    app = visit(FILE, **link)
    assert not app.exception
    assert not app.warning
    (scene,) = parts(app)
    assert {kind: each["letter"] for kind, each in scene["copies"].items()} == letters
    title = {"weight": "dw", "x": letters["x" if view == "scatter" else "y"]}[gradient]
    assert scene["title"] == title
    said = dict(each.partition("=")[::2] for each in scene["labels"].split("|"))
    about = " ".join(said[key] for key in ("hint", "sizes", "products"))
    tensors = set(re.findall(r"(?<![A-Za-z{])(?:d?[xyz]|dw)(?![A-Za-z}])", about))
    assert tensors <= set(letters.values())
    assert set(letters.values()) - {"w"} <= tensors


def test_the_other_layer_of_the_pair_has_texts_of_its_own_and_a_wrong_db_is_dropped(visit):
    app = visit(FILE, example="separable", layer="2", gradient="bias")
    assert not app.warning
    chosen = next(each for each in app.get("button_group") if each.key == "layer")
    app = chosen.set_value("1").run()
    assert not app.warning
    assert not app.exception


def test_the_files_of_the_pair_name_z(visit):
    app = visit(FILE, example="separable", gradient="weight")
    printed = [each for each in codes(app) if each.startswith("import torch")]
    out = io.StringIO()
    with contextlib.redirect_stdout(out):
        exec(compile(printed[0], "<shown on the page>", "exec"), {})
    assert "z.backward(dz)" in printed[0]
    trace = GradientTrace(BACKWARD["separable"].layer, BACKWARD["separable"].dy, "weight", "numpy")
    text = sums_markdown(trace, "Pair", names=BACKWARD["separable"].names)
    assert "dz_{0} =" in text
    assert "dy" not in text
