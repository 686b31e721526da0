"""The page that checks somebody's work: what it names, what it keeps, and what it answers to nonsense."""

import json
import re
from dataclasses import replace
from urllib.parse import parse_qs

import numpy as np
import pytest

from dsviz.content import label
from dsviz.conv.convolve import convolve
from dsviz.conv.spec import ConvSpec
from dsviz.conv.trace import Trace, trace
from dsviz.examples import get
from dsviz.examples.hand_lines import LINES, PASSAGE
from dsviz.saved.link import LINK_LIMIT, state_to_text, text_to_state
from dsviz.saved.state import State
from dsviz.ui.check.answer import EXAMPLES_SHOWN
from dsviz.ui.check.both import Differences, differing, window_html
from dsviz.ui.check.own import _setting
from dsviz.ui.check.pointed import pointed
from dsviz.ui.check.sum import wrong_sum
from dsviz.ui.check.work import EXAMPLES, Work, diagnosed
from dsviz.ui.check.wrong_answers import wrong_answers
from dsviz.ui.inputs.texts import LONGEST
from dsviz.wording.diagnosis import name_of
from dsviz.wording.numbers import number
from tests.thorough import first_of

FILE = "Check_my_work"
SHOW, OPEN = label("check.example.show"), label("check.open")
WORDS = {"channel": "<c{channel}>", "sum": "sum", "bias": "bias", "no-bias": "no bias", "gap": "missing"}
TENSORFLOW_X = "tf.reshape(tf.constant([2,5,3,3,8,2,6,1,1,2,5,4,7,9,2,3,-1,3]), [1,3,3,2])"
TENSORFLOW_W = "tf.reshape(tf.constant([3,1,-2,2,-1,-3,4,5]), [2,2,2,1])"
FLIPPED = "[[[-4, 17], [15, -8]], [[20, 17], [20, 7]]]"


def said(app):
    kinds = (app.markdown, app.warning, app.info, app.error, app.success, app.caption)
    assert not app.exception
    return "\n".join(each.value for kind in kinds for each in kind).replace("\\", "")


def link(app):
    return {name: value[0] if isinstance(value, list) else value for name, value in app.query_params.items()}


def parts(app):
    return [json.loads(each.proto.json)[0] for each in app.get("bidi_component")]


def sheet(app):
    return next(part for part in parts(app) if "marks" in part)


def stage(app):
    return next(part for part in parts(app) if "spec" in part)


def press(app, words):
    return next(button for button in app.button if button.label == words).click().run()


def box(app, words):
    return next(field for field in (*app.text_area, *app.text_input) if field.label == words)


def fill(app, key, text):
    return box(app, label(key)).set_value(text).run()


def test_it_opens_with_the_products_hidden_and_nothing_checked(visit):
    app = visit(FILE)
    assert label("check.nothing") in said(app)
    assert set(sheet(app)["marks"]) == {"open"}
    assert (stage(app)["hiding"], stage(app)["param"]) == ("products", "walkstep")
    assert link(app) == {}


@pytest.mark.parametrize(
    "example", first_of(["standard-cs231n", "depthwise-multiplier-2", "depthwise-same-stride-2"])
)
@pytest.mark.parametrize("way", ["grid", "paste"])
def test_every_wrong_answer_it_shows_is_named(visit, example, way):
    work = Work(example, EXAMPLES[example])
    shown = wrong_answers(work, way)
    assert len(shown) > 4
    for outcome in shown:
        found = diagnosed(work, "torch", outcome.output.tobytes(), outcome.shape)
        assert outcome.mistake in [each.id for each in found.mistakes]
    app = visit(FILE, example=example, how=way)
    # The first ones in turn, some on the way to the last, and the first again.
    for turn in (0, 1, *range(4, len(shown), 9), len(shown) - 1, len(shown)):
        app.session_state[EXAMPLES_SHOWN] = turn
        app = press(app, SHOW)
        assert name_of(shown[turn % len(shown)].mistake)[1:] in said(app)
    assert app.session_state[EXAMPLES_SHOWN] == len(shown) + 1


@pytest.mark.parametrize("lang", ["en", "zh"])
@pytest.mark.parametrize("query", [{}, {"example": "own"}])
def test_it_says_where_gradients_and_transposed_layers_are_checked(visit, lang, query):
    app = visit(FILE, lang=lang, **query)
    assert label("check.others", lang) in said(app)
    links = [each.proto for each in app.get("page_link")]
    assert {"Backward_pass", "Exercises"} <= {each.page for each in links}
    (exercises,) = [each for each in links if each.page == "Exercises"]
    assert "topic=transposed" in exercises.query_string


def test_the_cells_of_the_link_are_marked(visit):
    app = visit(FILE, cells="−2_12_17_−13_18_a__1/0")
    assert sheet(app)["cells"] == ["−2", "12", "17", "−13", "18", "a", "", "1/0"]
    assert sheet(app)["marks"] == ["right"] * 5 + ["unread", "open", "unread"]
    words = said(app)
    assert label("check.counts", right=5, wrong=0, open=3) in words
    assert "y[1,0,1]: a cell must hold one number" in words
    assert "y[1,1,1]: a fraction must not divide by 0" in words


def test_what_was_pasted_can_be_corrected_cell_by_cell(visit):
    app = visit(FILE, how="paste", answer=FLIPPED)
    marks = sheet(app)["marks"]
    app.segmented_control(key="how").set_value("grid").run()
    assert sheet(app)["writable"]
    assert sheet(app)["cells"] == ["−4", "17", "15", "−8", "20", "17", "20", "7"]
    assert sheet(app)["marks"] == marks
    # Cleared, it stays empty; and the pasted text is still there.
    app = press(app, label("check.clear"))
    assert set(sheet(app)["marks"]) == {"open"}
    app.segmented_control(key="how").set_value("paste").run()
    assert box(app, label("check.answer")).value == FLIPPED


def test_an_answer_of_another_shape_leaves_the_sheet_empty(visit):
    app = visit(FILE, how="paste", answer="1 2 3")
    app.segmented_control(key="how").set_value("grid").run()
    assert set(sheet(app)["marks"]) == {"open"}


def test_flattened_maps_are_marked_on_the_sheet_in_their_own_shape(visit):
    app = visit(FILE, how="paste", answer="[[-4, 17, 15, -8], [20, 17, 20, 7]]")
    assert "Your numbers stand as 1 × 2 × 4; in the same order they were read as 2 × 2 × 2" in said(app)
    assert "Kernel flipped" in said(app)
    assert sheet(app)["shape"] == [2, 2, 2]
    assert set(sheet(app)["marks"]) == {"wrong"}


def test_a_right_answer_is_said_to_be_right(visit):
    for name, example in EXAMPLES.items():
        y = convolve(example.layer.x, example.layer.weight, example.layer.bias, **example.layer.keywords)
        app = visit(FILE, example=name, cells="_".join(number(value) for value in y.ravel()))
        assert label("check.right", count=y.size) in said(app)
        assert set(sheet(app)["marks"]) == {"right"}


def test_the_opened_step_shows_both_sums_and_the_stage_at_it(visit):
    app = press(visit(FILE, how="paste", answer=FLIPPED), OPEN)
    assert link(app)["step"] == "0"
    assert (stage(app)["param"], stage(app).get("hiding", False)) == ("step", False)
    right, wrong = (
        each.proto.body
        for each in app.get("html")
        if "result" in each.proto.body and "<td" in each.proto.body
    )
    assert "2×3 + 3×(−2) + 6×(−1) + 1×4 = −2" in right
    assert "2×4 + 3×(−1) + 6×(−2) + 1×3 = −4" in wrong
    assert wrong.count("≠") == 4
    assert sheet(app)["looked"] == "y[0,0,0]"
    assert "step" not in link(press(app, label("check.close")))


def test_every_other_wrong_cell_is_one_click_from_an_opened_step(visit):
    app = press(visit(FILE, how="paste", answer=FLIPPED, order="place", step="3"), OPEN)
    assert (link(app)["step"], "order" in link(app)) == ("0", False)
    wrong = [each.label for each in app.button if each.label.startswith("y[")]
    assert wrong == ["y[0,0,1]", "y[0,1,0]", "y[0,1,1]", "y[1,0,0]", "y[1,0,1]", "y[1,1,0]", "y[1,1,1]"]
    app = press(app, "y[1,0,1]")
    assert link(app)["step"] == "5"
    assert sheet(app)["looked"] == "y[1,0,1]"
    assert any("y[1,0,1] = 3×1 + 2×2" in each.proto.body for each in app.get("html"))


def test_a_step_counted_place_by_place_opens_the_cell_that_the_stage_shows(visit):
    app = visit(FILE, cells="1", step="3", order="place")
    assert sheet(app)["looked"] == "y[1,0,1]"


def test_slips_of_one_cell_are_listed_as_alternatives(visit):
    y = get("standard-cs231n").printed.copy()
    y[0, 2, 0] = 8
    app = visit(FILE, example="standard-cs231n", how="paste", answer=str(y.tolist()), step="6")
    words = said(app)
    assert "In y[0,2,0] you have 8, and it is 4. Any one of these slips gives that number" in words
    assert "**If it was this slip: " in words


def test_of_slips_that_cannot_be_told_apart_the_one_in_the_cells_own_window_is_shown_and_named(visit):
    state = State(np.arange(1.0, 10).reshape(1, 3, 3), np.array([[[[1.0, 2], [3, 4]]]]))
    # The window one cell to the left gives 67 too.
    app = visit(FILE, s=state_to_text(state), how="paste", answer="37 47\n67 67", step="3")
    (_, beside) = [each.proto.body for each in app.get("html") if 'class="both"' in each.proto.body]
    assert "y[0,1,1] = 5×(−1) + 6×2 + 8×3 + 9×4 = 67" in beside
    assert "**If it was this slip: the sign of one product is wrong: 5×1 = 5" in said(app)


def test_a_mistake_made_in_other_maps_is_not_shown_in_the_opened_one(visit):
    rng = np.random.default_rng(30)
    x, weight = rng.integers(-4, 6, (2, 5, 5)).astype(float), rng.integers(-4, 5, (3, 2, 3, 3)).astype(float)
    typed = convolve(x, weight[..., ::-1, ::-1])
    typed[2] = convolve(x, weight)[2] + rng.integers(1, 9, (3, 3))
    link_ = {"s": state_to_text(State(x, weight)), "how": "paste", "answer": str(typed.tolist())}
    shown = label("check.both.wrong", name="kernel flipped")
    assert shown in said(visit(FILE, **link_, step="0"))
    assert shown not in said(visit(FILE, **link_, step="18"))


def test_a_number_that_nothing_explains_is_said_to_be_so(visit):
    y = get("standard-cs231n").printed.copy()
    right, y[1, 2, 2] = y[1, 2, 2], 99
    words = said(visit(FILE, example="standard-cs231n", how="paste", answer=str(y.tolist()), step="17"))
    assert "y[1,2,2] is wrong: you have 99" in words
    assert label("check.both.number", typed=99, right=number(right)) in words


def test_the_slips_of_whole_channels_come_before_those_of_single_products(visit):
    y = get("standard-cs231n").printed.copy()
    y[1, 2, 1] = 3
    words = said(visit(FILE, example="standard-cs231n", how="paste", answer=str(y.tolist())))
    assert "the sum of channel 0, −3, is added with the wrong sign" in words
    assert words.count("\n- ") <= 6


def test_slips_that_differ_from_cell_to_cell_are_no_reason(visit):
    y = get("standard-cs231n").printed.copy()
    # One slip of its own explains each of them.
    y[0, 2, 0], y[1, 2, 1] = 5, 3
    words = said(visit(FILE, example="standard-cs231n", how="paste", answer=str(y.tolist())))
    assert "slips" not in words
    assert "2 numbers are wrong" in words
    assert "The first one is y[0,2,0]: you have 5, and it is 4. Look at the products." in words


def test_one_right_map_alone_is_right_and_the_others_are_open(visit):
    y = get("standard-cs231n").printed
    app = visit(FILE, example="standard-cs231n", how="paste", answer=str(y[1:].tolist()))
    assert label("check.counts", right=9, wrong=0, open=9) in said(app)
    assert "You gave the map of filter 1." in said(app)
    assert sheet(app)["marks"] == ["open"] * 9 + ["right"] * 9


def test_open_cells_of_a_pasted_answer_are_named_and_the_verdict_stands_above_the_boxes_too(visit):
    state = State(np.arange(1.0, 10).reshape(1, 3, 3), np.array([[[[1.0, 2], [3, 4]]]]))
    app = visit(FILE, s=state_to_text(state), how="paste", answer="37 ?\n67 77")
    verdict = "3 right, 0 wrong, 1 still open. What is there is right so far. Open: y[0,0,1]."
    assert [each.value for each in app.success] == [verdict]
    line = label("check.line.answer", words=verdict)
    assert [each.value for each in app.markdown if "Go to it" in each.value] == [line]
    assert not [each for each in visit(FILE).markdown if "Go to it" in each.value]


def test_mistakes_that_cannot_be_told_apart_are_one_statement_and_stand_in_the_line_above_the_boxes(visit):
    x, sobel = np.array([[[1.0, 2, 4, 0], [0, 3, 5, 1], [7, 6, 2, 8]]]), [[-1, -2, -1], [0, 0, 0], [1, 2, 1]]
    state = State(x, np.array([[sobel]], dtype=float))
    # By hand: y = 12, 8; turned or mirrored, the kernel has every sign changed. Two numbers prove little.
    app = visit(FILE, s=state_to_text(state), how="paste", answer="-12 -8")
    assert "**Perhaps: Kernel flipped or kernel mirrored.** [Go to it](#verdict)" in said(app)
    assert said(app).count("Any one of these gives just these numbers") == 1
    tall = State(np.array([[*x[0], [2, 9, 1, 3]]]), state.weight)
    right = convolve(tall.x, tall.weight)[0]
    app = visit(FILE, s=state_to_text(tall), how="paste", answer=str((-right).tolist()), step="0")
    assert [each.value.split("\n\n")[1] for each in app.warning] == ["**Kernel flipped or kernel mirrored**"]
    # The verdict names it, and the box under that does not name it again.
    boxes = [each.value for each in app.markdown if "Either: " in each.value]
    assert [each[:8] for each in boxes] == ["Either: "]
    assert label("check.both.either", name="kernel flipped") in said(app)
    app = visit(FILE, s=state_to_text(tall), how="paste", answer=str(right.tolist()))
    assert label("check.line.answer", words=label("check.right", count=4)) in said(app)


def test_a_short_slip_stands_in_the_line_above_the_boxes(visit):
    state = State(np.arange(1.0, 10).reshape(1, 3, 3), np.array([[[[1.0, 2], [3, 4]]]]))
    app = visit(FILE, s=state_to_text(state), how="paste", answer="37 47\n67 89")
    (line,) = [each.value for each in app.markdown if "Go to it" in each.value]
    assert "That is what comes out when one product is added twice" in line


def test_an_answer_with_open_cells_that_stands_in_the_box_of_x_goes_into_its_own(visit):
    tensors = "x = [[1, 2, 3], [4, 5, 6], [7, 8, 9]]\nw = [[1, 2], [3, 4]]\n"
    app = visit(FILE, example="own")
    app = app.text_area(key="box-x").set_value(f"{tensors}y = [[37, ?], [67, 78]]").run()
    assert label("check.counts", right=2, wrong=1, open=1) in said(app)
    app = app.text_area(key="box-x").set_value("Output:\n37 47\n? 77").run()
    assert label("check.counts", right=3, wrong=0, open=1) in said(app)
    assert "[1, 2, 3]" in app.text_area(key="box-x").value


def test_the_digits_of_a_printout_come_back_with_the_link(visit):
    # x is 1000.04 and 500.03, of which MATLAB prints one decimal behind its factor; their sum is 1500.07.
    app = visit(FILE, example="own")
    app = app.text_area(key="box-x").set_value("x =\n\n   1.0e+03 *\n\n    1.0000    0.5000\n").run()
    app = app.text_area(key="box-w").set_value("[[1, 1]]").run()
    asked = link(app)
    assert asked["digits"] == "x1"
    asked |= {"how": "paste", "answer": "1500.07"}
    (verdict,) = [each.value for each in visit(FILE, **asked).success]
    assert "to the digits shown" in verdict
    del asked["digits"]
    assert not visit(FILE, **asked).success
    again = visit(FILE, **asked | {"digits": "x1"}).text_area(key="box-x").set_value("[[1000, 500]]").run()
    assert "digits" not in link(again)


def test_the_layout_is_said_and_the_others_are_offered(visit):
    y = np.moveaxis(get("depthwise-tensorflow").printed, 0, -1)[None]
    app = visit(FILE, how="paste", answer=f"<tf.Tensor: shape=(1, 2, 2, 2), numpy=\narray({y.tolist()})>")
    assert "read as **NHWC** (pictures, height, width, channels)" in said(app)
    assert label("check.right", count=8) in said(app)
    assert label("check.right", count=8) in said(visit(FILE, how="paste", answer=str(y.tolist())))
    app = visit(FILE, how="paste", answer=f"tensor({y.tolist()})")
    assert label("check.better", layout="NHWC") in said(app)
    app.segmented_control(key="choice-axes").set_value("NHWC").run()
    assert label("check.right", count=8) in said(app)
    assert link(app)["axes"] == "NHWC"


def test_another_shape_is_diagnosed_too(visit):
    example = get("standard-cs231n")
    y = convolve(example.layer.x, example.layer.weight, example.layer.bias, stride=2)
    app = visit(FILE, example=example.id, how="paste", answer=str(y.tolist()))
    assert label("check.shape", shape="2 × 2 × 2", right="2 × 3 × 3") in said(app)
    assert "The padding was left out" in said(app)
    assert {"none"} == set(sheet(app)["marks"])


@pytest.mark.parametrize(
    "text",
    [
        "abc",
        "[1, 2",
        "[[1, 2], [3]]",
        "[1, ..., 2]",
        "<script>alert(1)</script>",
        "nan",
        "[" * 9999,
        "![](x)",
    ],
)
def test_what_cannot_be_read_is_answered_and_stays(visit, text):
    app = visit(FILE, how="paste")
    app = fill(app, "check.answer", text)
    assert len(app.error) == 1
    assert "![](" not in app.error[0].value
    assert box(app, label("check.answer")).value == text
    assert label("check.nothing") not in said(app)


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("x = [[1, 2], [3, 4]]\nw = [[1, 0], [0, 1]]", "check.paste.program"),
        ("I think it is one", "check.paste.numbers"),
    ],
)
def test_what_is_no_answer_is_told_what_the_box_takes(visit, text, key):
    app = visit(FILE, how="paste", answer=text)
    assert label(key) in [caption.value for caption in app.caption]


def test_what_is_too_long_for_the_link_stays_on_the_page(visit):
    app = visit(FILE, how="paste")
    text = FLIPPED + " " * LONGEST
    app = fill(app, "check.answer", text)
    assert label("check.long") in said(app)
    assert "answer" not in link(app)
    assert name_of("kernel-flipped")[1:] in said(app)
    app.selectbox(key="example").set_value("standard-guide").run()
    assert box(app, label("check.answer")).value == ""
    app.selectbox(key="example").set_value("depthwise-tensorflow").run()
    assert box(app, label("check.answer")).value == text


@pytest.mark.parametrize(
    ("name", "value", "words"),
    [
        ("step", "8", "from 0 to 7"),
        ("step", "-1", "from 0 to 7"),
        ("step", "<b>", "from 0 to 7"),
        ("how", "shout", "How to give the answer"),
        ("example", "no-such", "Layer"),
        ("row", "7", "Row"),
        ("s", "1AAAA", "a damaged one"),
        ("s", "x" * (LINK_LIMIT + 1), "at most"),
    ],
)
def test_a_bad_link_is_answered_with_a_sentence(visit, name, value, words):
    app = visit(FILE, **{name: value})
    assert words in "\n".join(each.value for each in app.warning)
    assert said(app)


def test_own_tensors_come_from_a_link_and_go_into_one(visit):
    example = get("depthwise-same-stride-2")
    state = State(example.layer.x, example.layer.weight, None, example.layer.spec)
    app = visit(FILE, s=state_to_text(state))
    assert sheet(app)["shape"] == list(example.expected.shape)
    assert box(app, label("check.own.padding")).value == "same"
    app = fill(app, "check.own.b", "[10, 20]")
    assert "2 numbers read as **N** (filters)." in said(app)
    stored = text_to_state(link(app)["s"])
    assert stored.bias.tolist() == [10, 20]
    assert (stored.x == example.layer.x).all()
    assert (stored.weight == example.layer.weight).all()
    assert stored.spec == example.layer.spec


def test_a_printout_of_thirds_is_right_to_the_digits_shown_and_a_flipped_one_is_named(visit):
    x, weight = np.arange(1.0, 10.0).reshape(1, 3, 3) / 3, np.array([[[[1.0, 2.0], [0.0, -1.0]]]])
    own = state_to_text(State(x, weight, None, ConvSpec()))
    for text in ("tensor([[0.0000, 0.6667], [2.0000, 2.6667]])", "[[0.0 0.6666667]\n [2. 2.6666667]]"):
        words = said(visit(FILE, s=own, how="paste", answer=text))
        assert label("check.right.shown", count=4) in words
    flipped = convolve(x, weight[..., ::-1, ::-1]).round(4).tolist()
    words = said(visit(FILE, s=own, how="paste", answer=f"tensor({flipped})"))
    assert "Kernel flipped" in words
    cut = said(visit(FILE, s=own, how="paste", answer="[[0, 0.66], [2, 2.66]]"))
    assert "The right numbers were cut off, not rounded." in cut


def test_a_pasted_depthwise_kernel_is_found_by_the_answers_shape(visit):
    app = visit(FILE, example="own", how="paste")
    app = fill(fill(app, "check.own.x", TENSORFLOW_X), "check.own.w", TENSORFLOW_W)
    app = fill(app, "check.answer", FLIPPED)
    assert label("check.kernel", layout="HWCM", groups=2) in said(app)
    app = press(app, label("check.kernel.take", layout="HWCM"))
    assert "The kernel was turned by 180°" in said(app)
    assert text_to_state(link(app)["s"]).spec == ConvSpec(groups=2)


@pytest.mark.parametrize(
    ("field", "text", "words"),
    [
        ("stride", "0", "stride"),
        ("stride", "two", "stride"),
        ("padding", "1, 2, 3", "padding"),
        ("groups", "3", "groups"),
        ("groups", "−1", "groups"),
        ("padding_mode", "mirror", "padding_mode"),
        ("b", "[1, 2, 3]", "bias"),
        ("x", "[[1, 2], [3", "bracket"),
        ("w", "tensor([[[[1., nan]]]])", "finite"),
    ],
)
def test_own_settings_that_make_no_layer_are_answered_and_stay(visit, field, text, words):
    app = visit(FILE, example="own")
    app = fill(fill(app, "check.own.x", TENSORFLOW_X), "check.own.w", TENSORFLOW_W)
    app = fill(app, f"check.own.{field}", text)
    assert len(app.error) == 1
    assert words in app.error[0].value.replace("\\", "")
    assert box(app, label(f"check.own.{field}")).value == text


def test_many_tensors_are_checked_without_a_link(visit):
    x = np.random.default_rng(5).normal(size=(3, 40, 40))
    app = visit(FILE, example="own")
    app = fill(fill(app, "check.own.x", str(x.tolist())), "check.own.w", "np.ones((1, 3, 2, 2))")
    assert "s" not in link(app)
    assert "here as long as the page is open" in said(app)
    assert not app.exception


def test_a_setting_is_read_as_people_write_it():
    texts = ("2", "1, 2", "((0,1),(2,3))", "same", "1 2 3")
    assert [_setting("padding", text) for text in texts] == [
        2,
        (1, 2),
        ((0, 1), (2, 3)),
        "same",
        "1 2 3",
    ]


def test_a_sum_is_matched_term_by_term(visit):
    app = visit(FILE, sum="2*3+3*(-2)+6*(-1)+1*4 = -2")
    assert label("check.sum.right", expected=4) in said(app)
    app = fill(app, "check.sum", "2*3+3*2+6*(-1)+7*7 = 55")
    words = said(app)
    assert "2 of your 4 terms are right. This sum has 4 terms." in words
    assert "Line 1, column 5: “3*2” has a wrong sign" in words
    assert "1×4 = 4 is missing" in words
    assert link(app)["sum"] == "2*3+3*2+6*(-1)+7*7 = 55"
    assert "\n    ^^^ " in app.code[0].value
    # What is told at once names the first wrong term, where it stands and what is right.
    (told,) = [box.value for box in app.warning if "terms are right" in box.value]
    told = told.replace("\\", "")
    assert "Line 1, column 5: “3*2” has a wrong sign: the product there is 3×(−2) = −6." in told
    meant = app.dataframe[0].value[label("check.terms.meant")].tolist()
    assert meant[0] == "✓ x[0,0,0] × w[0,0,0,0] = 2×3"
    assert "missing: x[0,1,1] times w[0,0,1,1]" in words


def test_the_verdict_on_a_wrong_sum_names_its_first_wrong_term_in_chinese_too(visit):
    app = visit(FILE, sum="2*3+3*2+6*(-1)+7*7 = 55", lang="zh")
    (told,) = [box.value.replace("\\", "") for box in app.warning if "项对" in box.value]
    assert told.count("3×(−2) = −6") == 1
    assert "第 1 行" in told


def test_of_a_sum_that_is_all_wrong_five_things_are_said(visit):
    app = visit(FILE, example="standard-cs231n", sum="+".join(["90*90"] * 9) + " = 3")
    words = said(app)
    assert words.count("Line 1, column") + words.count(" is missing: ") == 5
    assert re.search(r"\n- \d+ things more are in the table of all terms\.", words)
    assert len(app.dataframe[0].value) == 9


def test_the_sum_of_another_cell(visit):
    app = visit(FILE, filter="1", sum="5*1+3*2+1*(-3)+2*5=18")
    assert label("check.sum.right", expected=4) in said(app)


@pytest.mark.parametrize("channel", range(3))
def test_the_documents_lines_are_one_click_away_and_their_lost_signs_are_said(visit, channel):
    app = press(visit(FILE, example="standard-cs231n"), label("check.sum.document", channel=channel))
    assert box(app, label("check.sum")).value == LINES[channel]
    assert "Multiplication signs seem to be lost" in said(app)
    assert (label("check.sum.right", expected=9) in said(app)) == (channel != 2)


def test_the_documents_whole_calculation_is_one_click_away_and_gets_one_verdict(visit):
    app = press(visit(FILE, example="standard-cs231n"), "Document 001, the whole calculation")
    assert box(app, label("check.sum")).value == PASSAGE
    words = said(app)
    first = f"4 of 5 lines are right. The first that is not is line 6, channel 2: {PASSAGE.splitlines()[5]}"
    assert f"**Your sum of y[0,0,0]:** {first} [Go to it](#wrong-line)" in words.replace("\\", "")
    assert [each.body for each in app.get("html")].count('<span id="wrong-line"></span>') == 1
    for line in ("Line 3, channel 0: right", "Line 4, channel 1: right", "Line 6, channel 2: **not right**"):
        assert line in words
    assert "Line 9, the bias: right" in words
    assert "Line 11, the total: right" in words
    app = fill(app, "check.sum", PASSAGE.replace("偏置:1", "偏置:2"))
    assert "The bias is 1." in said(app)
    assert "The first that is not is line 6, channel 2: " in said(app)


def test_the_verdict_on_a_wrong_passage_names_its_line_in_chinese_too(visit):
    app = visit(FILE, example="standard-cs231n", sum="第一个通道: 1\n偏置:2", lang="zh")
    assert "第一处不对在第 2 行（偏置）：偏置:2" in said(app)


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_the_documents_calculation_in_another_layer_is_told_as_such(visit, lang):
    words = said(visit(FILE, lang=lang, sum=PASSAGE))
    assert label("check.other.channels", lang, channels=3, reads=1) in words
    assert label("check.other.document", lang) in words
    # Nothing is told from this layer's numbers.
    assert label("check.passage.wrong", lang, right=0, parts=5) not in words
    assert label("check.passage.mark.wrong", lang) not in words


@pytest.mark.parametrize("text", [PASSAGE, LINES[2]])
def test_one_click_takes_the_documents_calculation_to_its_own_layer(visit, text):
    app = fill(visit(FILE, row="1", filter="1"), "check.sum", text)
    title = label("example.standard-cs231n.title")
    app = press(app, label("check.other.open", example=title))
    assert box(app, label("check.sum")).value == text
    assert link(app) == {"example": "standard-cs231n", "sum": text}
    assert label("check.other.document") not in said(app)
    if text == PASSAGE:
        assert label("check.passage.wrong", right=4, parts=5) in said(app)


def test_lines_of_more_channels_that_no_example_has_are_told_with_what_to_do(visit):
    words = said(visit(FILE, sum="Channel 1: 31*7 + 41*9 = 586\nChannel 2: 37*9 + 43*7 = 634"))
    assert label("check.other.channels", channels=2, reads=1) in words
    assert label("check.other.choose") in words
    assert label("check.other.document") not in words


def test_a_sum_that_cannot_be_read_is_pointed_at(visit):
    app = visit(FILE, sum="2*3 + 4*")
    assert "line 1, column 9" in said(app)
    assert app.code[0].value.splitlines() == ["2*3 + 4*", "        ^"]


@pytest.mark.parametrize("name", EXAMPLES)
def test_the_wrong_sum_it_shows_is_wrong_everywhere(visit, name):
    example = EXAMPLES[name]
    traced = Trace(example.layer, "numpy")
    assert {
        wrong_sum(step).rpartition("= ")[2] != number(step.result)
        for step in traced
        if any(t.product for t in step.taps)
    } == {True}


def test_carets_stand_under_wide_letters_and_in_broken_lines():
    assert pointed("第 1*2", [(1, 3, 3, "^")]).splitlines() == ["第 1*2", "\u3000 ^^^"]
    # ２×３ in full width: a mark as wide under each of its wide letters, and under × one as narrow.
    assert pointed("１＋２×３", [(1, 3, 3, "^")]).splitlines()[1] == "\u3000\u3000\uff3e^\uff3e"
    assert pointed("一二", [(1, 2, 1, "~")]).splitlines()[1] == "\u3000\uff5e"
    long = "1+" * 50
    assert pointed(long, [(1, 99, 1, "^")]).splitlines() == [long[:72], long[72:], " " * 26 + "^"]


def test_right_and_wrong_products_are_told_apart():
    right = trace([[[1, 2, 3]]], [[[[1, 2]]]], backend="numpy")[0]
    wrong = trace([[[1, 2, 3]]], [[[[1, 5]]]], [4], backend="numpy")[0]
    differs = differing(right, wrong)
    assert differs == Differences(frozenset({(0, 0, 1)}), bias=True)
    html = window_html(wrong, differs, "differs", WORDS)
    assert '<td class="differs">≠ 2×5</td>' in html
    assert "&lt;c0&gt;" in html
    assert '<div class="bias differs">≠ bias 4</div>' in html
    assert '<div class="bias right">no bias</div>' in window_html(right, differs, "right", WORDS)


def test_a_product_missed_or_added_twice_stands_in_its_place():
    right = trace([[[1, 2, 3]], [[4, 5, 6]]], [[[[1, 2]], [[3, 1]]]], backend="numpy")[0]
    missed = replace(right, taps=right.taps[1:], channel_sums=(4.0, 17.0), result=21.0)
    assert "≠ missing</td><td" in window_html(missed, differing(right, missed), "differs", WORDS)
    twice = replace(right, taps=(right.taps[0], *right.taps), channel_sums=(6.0, 17.0), result=23.0)
    assert "≠ 1×1 + 1×1</td>" in window_html(twice, differing(right, twice), "differs", WORDS)


def test_a_channels_sum_with_the_wrong_sign_is_pointed_at():
    right = trace([[[1, 2, 3]], [[4, 5, 6]]], [[[[1, 2]], [[3, 1]]]], backend="numpy")[0]
    wrong = replace(right, channel_sums=(5.0, -17.0), result=-12.0)
    differs = differing(right, wrong)
    assert differs == Differences(channels=frozenset({1}))
    assert '<span class="differs">≠ sum −17</span>' in window_html(wrong, differs, "differs", WORDS)


def test_a_single_slip_opens_beside_the_right_products(visit):
    app = visit(FILE, cells="-6_12_17_-13_18_21_-7_16", step="0")
    (_, beside) = [each.proto.body for each in app.get("html") if 'class="both"' in each.proto.body]
    assert "≠ missing" in beside
    assert "y[0,0,0] = 2×3 + 3×(−2) + 6×(−1) = −6" in beside
    assert label("check.both.slip") in said(app)


def test_a_sum_with_all_its_terms_and_a_wrong_total_says_so(visit):
    assert label("check.sum.wrong.total", expected=4) in said(visit(FILE, sum="2*3+3*(-2)+6*(-1)+1*4 = 2"))


def test_one_snippet_fills_all_three_boxes(visit):
    app = visit(FILE, example="own", how="paste")
    app = fill(app, "check.own.x", "x = [[1, 2, 3], [4, 5, 6]]\nw = [[1, 0]]\nb = [7]")
    assert "w is the kernel (its name says so), read as HW" in said(app)
    stored = text_to_state(link(app)["s"])
    assert stored.x.tolist() == [[[1, 2, 3], [4, 5, 6]]]
    assert (stored.weight.tolist(), stored.bias.tolist()) == ([[[[1, 0]]]], [7])
    app = fill(app, "check.answer", "[[8, 9], [11, 12]]")
    assert label("check.right", count=4) in said(app)
    assert "w is the kernel" in said(app)
    app = fill(app, "check.own.w", "[[1, 1]]")
    assert "w is the kernel" not in said(app)


def test_a_snippet_sets_the_settings_it_says(visit):
    app = visit(FILE, example="own")
    app = fill(
        app, "check.own.w", "x = [[1, 2], [3, 4]]\nw = [[1, 2]]\ny = F.conv2d(x, w, stride=2, padding=1)"
    )
    stored = text_to_state(link(app)["s"])
    assert stored.spec == ConvSpec(stride=2, padding=1)
    assert "It says these settings: stride 2, padding 1." in said(app)


LAYER = "x = np.array([[1, 2, 3], [4, 5, 6], [7, 8, 9]])\nw = np.array([[0, 1, 0], [1, 2, 1], [0, 1, 0]])\n"


def test_a_snippet_sets_the_border_of_another_librarys_call(visit):
    app = fill(visit(FILE, example="own"), "check.own.x", LAYER + "y = cv2.filter2D(x, -1, w)")
    assert text_to_state(link(app)["s"]).spec == ConvSpec(padding=1, padding_mode="reflect")
    assert "It says these settings: padding 1, padding_mode reflect." in said(app)
    app = fill(app, "check.own.x", LAYER + "y = ndimage.correlate(x, w)")
    assert text_to_state(link(app)["s"]).spec == ConvSpec()
    assert "ndimage.correlate repeats the number at the border (symmetric)" in said(app)
    app = fill(app, "check.own.x", LAYER + "y = F.conv2d(F.pad(x, (1, 1, 1, 1)), w)")
    assert text_to_state(link(app)["s"]).spec == ConvSpec(padding=1)
    assert not app.warning


def test_an_input_alone_says_its_settings_once(visit):
    app = fill(visit(FILE, example="own"), "check.own.w", "[[0, 1, 0], [1, 2, 1], [0, 1, 0]]")
    x = "x = [[1, 2, 3], [4, 5, 6], [7, 8, 9]]\n"
    app = fill(app, "check.own.x", x + "y = F.conv2d(x, w, stride=2, padding=1)")
    assert text_to_state(link(app)["s"]).spec == ConvSpec(stride=2, padding=1)
    assert "It says these settings: stride 2, padding 1." in said(app)
    app = fill(app, "check.own.stride", "1")
    assert text_to_state(link(app)["s"]).spec == ConvSpec(padding=1)


def test_a_snippet_of_a_transposed_layer_is_told_with_the_way_to_its_page(visit):
    call = "y = F.conv_transpose2d(x, w, stride=2, padding=1)"
    app = fill(visit(FILE, example="own"), "check.own.x", LAYER + call)
    assert text_to_state(link(app)["s"]).spec == ConvSpec()
    assert any("F.conv\\_transpose2d is a transposed convolution" in each.value for each in app.warning)
    assert label("page.transposed.title") in [each.proto.label for each in app.get("page_link")]
    (way,) = [
        each.proto for each in app.get("page_link") if each.proto.label == label("page.transposed.title")
    ]
    query = parse_qs(way.query_string)
    assert (query["stride"], query["pad"], query["example"]) == (["2"], ["1"], ["own"])
    assert query["w"] == ["[[0, 1, 0],\n [1, 2, 1],\n [0, 1, 0]]"]
    app = fill(app, "check.own.x", LAYER + "y = F.conv2d(x, w)")
    assert not app.warning


def test_another_whole_text_sets_the_settings_of_the_text_before_back_and_says_so(visit):
    first = "x = [[1, 2, 3], [4, 5, 6], [7, 8, 9]]\nw = [[1, 0]]\ny = F.conv2d(x, w, stride=2)"
    app = fill(visit(FILE, example="own", how="paste"), "check.own.x", first)
    assert text_to_state(link(app)["s"]).spec == ConvSpec(stride=2)
    back = label("check.own.set_back", settings="stride 1")
    assert back not in said(app)
    app = fill(app, "check.own.x", OF_ALL.format(77))
    assert text_to_state(link(app)["s"]).spec == ConvSpec()
    assert back in said(app)
    assert label("check.right", count=4) in said(app)
    app = press(app, label("check.own.keep", settings="stride 2"))
    assert text_to_state(link(app)["s"]).spec == ConvSpec(stride=2)
    assert back not in said(app)
    # A text that names one takes it, and the others go back; one tensor alone leaves all as they are.
    app = fill(app, "check.own.x", "x = [[1, 2], [3, 4]]\nw = [[1, 2]]\npadding 1")
    assert text_to_state(link(app)["s"]).spec == ConvSpec(padding=1)
    assert back in said(app)
    app = fill(app, "check.own.w", "[[1, 1]]")
    assert text_to_state(link(app)["s"]).spec == ConvSpec(padding=1)


def test_the_digits_that_a_text_shows_count_on_the_page_too(visit):
    app = visit(FILE, example="own", how="paste")
    app = fill(app, "check.own.x", "1.0e+03 *\n1.2346 0.0025\n0.0030 0.0040")
    app = fill(fill(app, "check.own.w", "[[2]]"), "check.answer", "1.0e+03 *\n2.4691 0.0050\n0.0060 0.0080")
    assert label("check.right.shown", count=4) in said(app)
    app = fill(app, "check.answer", "1.0e+03 *\n2.4691 0.0050\n0.0060 0.0083")
    assert label("check.counts", right=3, wrong=1, open=0) in said(app)
    # The same numbers, typed: they are exact.
    app = fill(app, "check.own.x", "1234.6 2.5\n3.0 4.0")
    app = fill(app, "check.answer", "2469.1 5\n6 8")
    assert label("check.counts", right=3, wrong=1, open=0) in said(app)
    app = fill(app, "check.own.x", "12345.678")
    assert label("check.right.shown", count=1) in said(fill(app, "check.answer", "2.4691e4"))


def test_a_whole_text_in_powers_of_ten_is_right_to_its_digits(visit):
    y = "tensor([[[2.4691e+04, 2.0000e+00, 2.0000e-03]]])"
    text = f"x = tensor([[[1.2346e+04, 1.0000e+00, 1.0000e-03]]])\nw = [[2]]\ny = {y}"
    app = fill(visit(FILE, example="own", how="paste"), "check.own.x", text)
    assert label("check.right.shown", count=3) in said(app)


def test_a_bias_in_words_is_the_layers_and_the_right_answer_is_right(visit):
    text = "输入：\n1 2 3\n4 5 6\n7 8 9\n卷积核：\n1 2\n3 4\n偏置为1"
    app = fill(visit(FILE, example="own", how="paste"), "check.own.x", text)
    assert text_to_state(link(app)["s"]).bias.tolist() == [1]
    app = fill(app, "check.answer", "y[0,0] = 1+4+12+20+1 = 38\ny[0,1] = 48\ny[1,0] = 68\ny[1,1] = 78")
    assert label("check.right", count=4) in said(app)


def test_each_call_of_a_snippet_is_one_button_away(visit):
    calls = "y = F.conv2d(x, w, stride=1)\nz = F.conv2d(x, w, padding=1)"
    app = fill(visit(FILE, example="own"), "check.own.w", f"x = [[1, 2], [3, 4]]\nw = [[1, 2]]\n{calls}")
    assert text_to_state(link(app)["s"]).spec == ConvSpec()
    assert label("taken.calls", count=2) in said(app)
    app = next(each for each in app.button if each.label == "stride 1, padding 1").click().run()
    assert text_to_state(link(app)["s"]).spec == ConvSpec(padding=1)


def test_a_padded_input_is_padded_once_and_once_more_on_demand(visit):
    text = "Input (padded):\n0 0 0\n0 7 0\n0 0 0\nKernel:\n1 2 3\n4 5 6\n7 8 9\npadding = 1"
    app = fill(visit(FILE, example="own"), "check.own.w", text)
    assert not app.exception
    assert label("taken.snippet.padded", name="Input (padded)", padding="1") in said(app)
    assert box(app, label("check.own.padding")).value == "0"
    app.button(key="padded").click().run()
    assert box(app, label("check.own.padding")).value == "1"


def test_a_padded_input_whose_border_is_another_is_asked_for(visit):
    text = "Input (padded):\n1 1 1\n1 7 1\n1 1 1\nKernel:\n1 2 3\n4 5 6\n7 8 9\npadding = 1"
    app = fill(visit(FILE, example="own"), "check.own.w", text)
    assert label("taken.snippet.padded.doubt", name="Input (padded)", padding="1") in said(app)
    assert box(app, label("check.own.padding")).value == "1"
    app.button(key="padded").click().run()
    assert box(app, label("check.own.padding")).value == "0"


def test_a_doubtful_text_is_taken_as_rows_and_as_decimals_at_a_press(visit):
    app = fill(fill(visit(FILE, example="own"), "check.own.w", "[[1, 1]]"), "check.own.x", "1,2;3,4")
    app = fill(app, "check.own.b", "none")
    assert text_to_state(link(app)["s"]).x.tolist() == [[[1, 2], [3, 4]]]
    assert text_to_state(link(app)["s"]).bias is None
    assert "Taken so because a semicolon or a slash ends a row here." in said(app)
    (button,) = [each for each in app.button if str(each.key).startswith("take-x-")]
    assert button.label == "Decimals: 1 \u00d7 2 \u2192 y 1 \u00d7 1 \u00d7 1, y[0,0,0] = 4.6"
    assert text_to_state(link(button.click().run())["s"]).x.tolist() == [[[1.2, 3.4]]]


def test_the_other_orders_of_own_tensors_say_what_each_gives(visit):
    app = visit(FILE, example="own")
    app = fill(fill(app, "check.own.x", TENSORFLOW_X), "check.own.w", TENSORFLOW_W)
    assert "Taken so because the words around the numbers say so." in said(app)
    labels = {each.key: each.label for each in app.button if str(each.key).startswith("take-w-")}
    # The document's depthwise layer: its first number is -2.
    assert labels["take-w-HWCM"] == "HWCM: 2 filters of 1 channel, 2 × 2 → y 2 × 2 × 2, y[0,0,0] = −2"
    app = app.button(key="take-w-HWCM").click().run()
    assert text_to_state(link(app)["s"]).spec.groups == 2
    # Another text is read anew.
    app = fill(app, "check.own.w", TENSORFLOW_W.replace("3,1", "4,1"))
    assert text_to_state(link(app)["s"]).weight.shape == (1, 2, 2, 2)


def test_an_answer_that_is_right_in_another_order_of_both_tensors_is_one_button_away(visit):
    x, weight = np.arange(1, 25).reshape(3, 4, 2), (np.arange(24) % 5 - 2).reshape(2, 3, 2, 2)
    app = fill(visit(FILE, example="own", how="paste"), "check.own.x", str(x.tolist()))
    app = fill(app, "check.own.w", str(weight.tolist()))
    app = fill(app, "check.answer", "[[[-18],[-24],[-30]],[[-6],[-4],[-2]]]")
    assert label("check.readings", x="CHW", w="OIHW") in said(app)
    assert not [each for each in (*app.warning, *app.error) if "mistake" in each.value]
    app = press(app, label("check.readings.take", x="CHW", w="OIHW"))
    assert "All 6 numbers are right" in said(app)


def test_a_kernel_of_tensorflow_lite_is_one_button_away(visit):
    app = fill(visit(FILE, example="own"), "check.own.x", "[[[1, 1], [1, 1]], [[0, 0], [0, 0]]]")
    app = fill(app, "check.own.w", "[[[[1, 10], [2, 20]], [[3, 30], [4, 40]]]]")
    labels = {each.key: each.label for each in app.button if str(each.key).startswith("take-w-")}
    assert (
        labels["take-w-OHWI"]
        == "OHWI: 1 filter of 2 channels, 2 \u00d7 2 \u2192 y 1 \u00d7 1 \u00d7 1, y[0,0,0] = 10"
    )
    app = app.button(key="take-w-OHWI").click().run()
    assert text_to_state(link(app)["s"]).weight.tolist() == [[[[1, 2], [3, 4]], [[10, 20], [30, 40]]]]


def test_a_picture_of_a_batch_is_chosen(visit):
    app = visit(FILE, example="own")
    app = fill(fill(app, "check.own.x", "np.arange(8).reshape(2, 1, 2, 2)"), "check.own.w", "[[1]]")
    assert text_to_state(link(app)["s"]).x.tolist() == [[[0, 1], [2, 3]]]
    app = app.selectbox(key="picture-x").set_value(1).run()
    assert text_to_state(link(app)["s"]).x.tolist() == [[[4, 5], [6, 7]]]


def test_tensors_of_a_link_are_known_and_nothing_else_is_offered(visit):
    state = State(np.ones((2, 2, 2)), np.ones((2, 2, 2, 2)))
    app = visit(FILE, s=state_to_text(state))
    assert not any(str(each.key).startswith("take-") for each in app.button)


def test_the_playground_gets_the_whole_layer(visit):
    example = get("depthwise-same-stride-2")
    state = State(
        example.layer.x,
        example.layer.weight,
        np.arange(1.0, 1 + len(example.layer.weight)),
        example.layer.spec,
    )
    app = visit(FILE, s=state_to_text(state))
    (way,) = [each.proto for each in app.get("page_link") if each.proto.label == label("handover.playground")]
    handed = text_to_state(parse_qs(way.query_string)["s"][0])
    assert handed.spec == state.spec
    assert handed.bias.tolist() == state.bias.tolist()
    np.testing.assert_array_equal(handed.weight, state.weight)
    np.testing.assert_array_equal(handed.x, state.x)


def test_marks_stand_under_what_they_mean_behind_chinese_labels():
    # Under 第一通道 and ： stand five blanks of their width.
    marked = pointed("第一通道：2×5＝6", [(1, 6, 3, "^")])
    assert marked.splitlines() == ["第一通道：2×5＝6", "\u3000" * 5 + "^^^"]


def own_layer(visit, x, weight):
    app = visit(FILE, example="own", how="paste")
    return fill(fill(app, "check.own.x", x), "check.own.w", weight)


def test_of_a_batch_the_chosen_picture_is_checked_and_said_and_another_ones_answer_is_known(visit):
    two = (
        "tensor([[[[1., 2., 3.], [4., 5., 6.], [7., 8., 9.]]], [[[0., 1., 0.], [2., 0., 1.], [1., 1., 3.]]]])"
    )
    app = own_layer(visit, two, "[[1, 2], [3, 4]]")
    both = "tensor([[[[37., 47.], [67., 77.]]], [[[8., 5.], [9., 99.]]]])"
    app = fill(app, "check.answer", both)
    assert "Picture 1 of 2 is checked; choose another one at the input. All 4 numbers are right." in said(app)
    words = said(fill(app, "check.answer", "[[8, 5], [9, 17]]"))
    assert "This is the right answer to picture 2 of 2." in words
    assert "Two mistakes" not in words
    app = fill(app, "check.answer", both)
    app = app.selectbox(key="picture-x").set_value(1).run()
    assert "Picture 2 of 2 is checked" in said(app)
    assert "3 right, 1 wrong" in said(app)


def test_padding_of_a_row_is_along_it_only(visit):
    app = own_layer(visit, "tensor([[[ 1.,  2., -1.,  1., -3.]]])", "tensor([[[ 1.,  0., -1.]]])")
    app = fill(app, "check.own.padding", "1")
    app = fill(app, "check.answer", "tensor([[[-2.,  2.,  1.,  2.,  1.]]])")
    assert label("check.right", count=5) in said(app)


def test_a_cell_that_many_slips_would_give_gets_one_sentence_and_no_list(visit):
    ones = "1 1 1\n1 1 1\n1 1 1"
    app = fill(own_layer(visit, ones, "1 1\n1 1"), "check.answer", "4 3\n4 4")
    words = said(app)
    assert "different slips would give that number, and nothing tells which" in words
    assert "other slips" not in words
    assert OPEN in [button.label for button in app.button]


def test_nothing_pasted_asks_for_a_paste_and_a_mended_cell_is_called_right(visit):
    app = visit(FILE, how="paste")
    assert label("check.nothing.pasted") in said(app)
    app = press(fill(app, "check.answer", "[[[-2, 12], [17, -13]], [[18, 21], [-7, 99]]]"), OPEN)
    assert label("check.both.number", typed="99", right="16") in said(app)
    app = fill(app, "check.answer", "[[[-2, 12], [17, -13]], [[18, 21], [-7, 16]]]")
    assert label("check.both.mended", typed="16") in said(app)


OF_ALL = "输入:\n1 2 3\n4 5 6\n7 8 9\n卷积核:\n1 2\n3 4\n输出:\n37 47\n67 {}"


def test_one_text_with_its_answer_fills_the_box_of_the_answer_too(visit):
    app = fill(visit(FILE, example="own"), "check.own.x", OF_ALL.format(78))
    assert label("check.own.answer", name="输出") in said(app)
    assert box(app, label("check.answer")).value == "[[37, 47],\n [67, 78]]"
    assert label("check.counts", right=3, wrong=1, open=0) in said(app)
    app = fill(app, "check.own.x", OF_ALL.format(77))
    assert label("check.right", count=4) in said(app)


def test_a_whole_text_in_the_box_of_the_answer_is_taken_for_its_output(visit):
    layer = visit(FILE, example="own", how="paste")
    layer = fill(layer, "check.own.x", "x = [[1, 2, 3], [4, 5, 6], [7, 8, 9]]\nw = [[1, 2], [3, 4]]")
    app = fill(layer, "check.answer", OF_ALL.format(77))
    assert label("check.right", count=4) in said(app)
    assert "Left out of the text: 输入 (input), 卷积核 (kernel)." in said(app)


def test_a_second_kernel_of_a_text_is_left_out_with_a_word(visit):
    text = "x = [[1, 2], [3, 4]]\nw1 = [[1]]\nw3 = [[2]]\n"
    app = fill(visit(FILE, example="own"), "check.own.x", text)
    assert "Left out of the text: w3 (kernel)." in said(app)


def test_ones_own_tensors_stand_first_and_the_page_opens_with_the_example_of_before(visit):
    app = visit(FILE)
    choice = app.selectbox(key="example")
    assert choice.options[:2] == [label("check.own"), label("example.depthwise-tensorflow.title")]
    assert (choice.value, "example" in link(app)) == ("depthwise-tensorflow", False)
    assert link(choice.set_value("own").run())["example"] == "own"
    other = visit(FILE, example="standard-guide").selectbox(key="example")
    assert "example" not in link(other.set_value("depthwise-tensorflow").run())
