"""The playground: any layer by any way in, kept in the link, and a sentence for whatever is no layer."""

import json
from urllib.parse import parse_qs

import numpy as np
import pytest
import torch
import torch.nn.functional as F

from dsviz.content import label
from dsviz.content.pictures import picture
from dsviz.conv.spec import ConvSpec
from dsviz.examples import ALL, Example, get
from dsviz.examples.kernels import KERNELS
from dsviz.reading.picture import read_picture
from dsviz.saved.link import LINK_LIMIT, State, state_to_text, text_to_state
from dsviz.saved.workbench import random_layer
from tests.pages.seen import numbers_of
from tests.thorough import one_in

FILE = "Playground"
DOCUMENT = get("depthwise-tensorflow")
X = """<tf.Tensor: shape=(1, 3, 3, 2), dtype=float32, numpy=
array([[[[ 2.,  5.],
         [ 3.,  3.],
         [ 8.,  2.]],

        [[ 6.,  1.],
         [ 1.,  2.],
         [ 5.,  4.]],

        [[ 7.,  9.],
         [ 2.,  3.],
         [-1.,  3.]]]], dtype=float32)>"""
KERNEL = "tf.reshape(tf.constant([3, 1, -2, 2, -1, -3, 4, 5]), [2, 2, 2, 1])"
OWN = State(
    np.arange(24.0).reshape(2, 3, 4) / 3,
    [[[[1, -2]], [[0.5, 4]]], [[[3, 0]], [[-1, 1 / 7]]], [[[0, 2]], [[1, 1]]]],
    [1, -1, 0.25],
    ConvSpec((1, 2), ((0, 1), (2, 0)), (2, 1), 1, "replicate"),
)
NONSENSE = ["", "abc", "2.5", "-1", "0", "9" * 400, "1e9", "1,2,3", "**x**", "![](http://a/b)", "\u0663"]


def scene_of(app):
    return json.loads(app.get("bidi_component")[0].proto.json)[0]


def tensor(app, name):
    return numbers_of(scene_of(app)[name])


def link_of(app):
    """What the link holds; AppTest keeps a list or, set by a page, a string."""
    return "".join(app.query_params.get("s", []))


def warned(app):
    return [each.value for each in app.warning]


def press(app, words):
    return next(button for button in app.button if button.label == label(words)).click().run()


def paste(app, box, text, shape=""):
    app = app.text_area(key=f"box-{box}").set_value(text).run()
    return app.text_input(key=f"shape-{box}").set_value(shape).run() if shape else app


def said(app):
    kinds = (app.markdown, app.caption, app.info, app.warning, app.error)
    assert not app.exception
    return "\n".join(each.value for kind in kinds for each in kind)


def orders(app, box):
    """The other orders that are offered for a tensor."""
    return [each.label for each in app.button if str(each.key).startswith(f"take-{box}-")]


def take(app, box, layout):
    return app.button(key=f"take-{box}-{layout}").click().run()


def set_fields(app, **typed):
    for name, text in typed.items():
        app = app.text_input(key=f"play.{name}").set_value(text).run()
    return app


def same(one, other):
    assert np.array_equal(one.x, other.x)
    assert np.array_equal(one.weight, other.weight)
    assert (one.bias is None) == (other.bias is None)
    assert one.bias is None or np.array_equal(one.bias, other.bias)
    assert one.spec == other.spec


def test_it_opens_with_the_first_example_which_no_link_has_to_name(visit):
    app = visit(FILE)
    assert not app.exception
    assert not app.warning
    assert not link_of(app)
    example = get("standard-cs231n")
    np.testing.assert_array_equal(tensor(app, "x"), example.layer.x)
    np.testing.assert_array_equal(tensor(app, "y"), example.printed)
    assert scene_of(app)["editing"] is True


def test_tensorflows_printouts_give_the_documents_depthwise_layer(visit):
    app = paste(visit(FILE), "x", X)
    np.testing.assert_array_equal(tensor(app, "x"), get("standard-cs231n").layer.x)
    assert not app.warning
    assert "**x**: 1 × 3 × 3 × 2 numbers read as **NHWC**" in said(app)
    app = take(paste(app, "w", KERNEL), "w", "HWCM")
    assert not app.warning
    np.testing.assert_array_equal(tensor(app, "x"), DOCUMENT.layer.x)
    np.testing.assert_array_equal(tensor(app, "w"), DOCUMENT.layer.weight)
    np.testing.assert_array_equal(tensor(app, "y"), DOCUMENT.printed)
    assert app.text_input(key="play.groups").value == "2"
    same(
        text_to_state(link_of(app)), State(DOCUMENT.layer.x, DOCUMENT.layer.weight, None, DOCUMENT.layer.spec)
    )


def test_a_snippet_whose_call_turns_the_kernel_says_so(visit):
    tensors = "A = [1 2 3; 4 5 6; 7 8 9];\nK = [1 2; 3 4];\n"
    app = paste(visit(FILE), "x", tensors + "C = conv2(A, K, 'valid')")
    np.testing.assert_array_equal(tensor(app, "y"), [[[37, 47], [67, 77]]])
    assert any("conv2 turns the kernel by 180°" in each and "filter2" in each for each in warned(app))
    assert any("rot90(K, 2)" in each and "np.flip" not in each for each in warned(app))
    assert not warned(paste(app, "x", tensors + "C = filter2(K, A, 'valid')"))
    python = "x = [[1, 2, 3], [4, 5, 6], [7, 8, 9]]\nw = [[1, 2], [3, 4]]\ny = scipy.signal.convolve2d(x, w)"
    app = paste(visit(FILE), "x", python)
    assert any("np.flip(K)" in each and "rot90" not in each for each in warned(app))
    assert not warned(paste(visit(FILE), "x", python.replace("[3, 4]", "[2, 1]")))


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("H = 3\nW = 3\nx = [[1, 2, 3], [4, 5, 6], [7, 8, 9]]\n", ""),
        ("H = 5\nx = [[1, 2, 3], [4, 5, 6], [7, 8, 9]]\n", "H = 5 (no axis of the tensors is as long)"),
        ("x = imread('a.png');\n", "x (its numbers stand in a file, imread('a.png')"),
    ],
)
def test_a_size_or_a_file_of_a_snippet_is_no_tensor_and_is_told_where_it_must_be(visit, line, told):
    app = paste(visit(FILE), "x", f"{line}k = [1 0; 0 1];\ny = filter2(k, x, 'valid')")
    assert app.text_area(key="box-w").value == "[[1, 0],\n [0, 1]]"
    left = [each.value for each in app.markdown if "Left out of the text" in each.value]
    assert len(left) == bool(told)
    assert all(told in each for each in left)
    assert not app.error


def test_a_snippet_of_a_transposed_layer_is_one_only_where_one_is_shown(visit):
    snippet = "x = [[1, 2], [3, 4]]\nw = [[1, 2], [3, 4]]\ny = F.conv_transpose2d(x, w, stride=2)"
    app = paste(visit(FILE), "x", snippet)
    assert text_to_state(link_of(app)).spec == ConvSpec()
    assert any("transposed convolution" in each for each in warned(app))
    app = paste(visit(FILE, kind="transposed"), "x", snippet)
    assert text_to_state(link_of(app)).spec == ConvSpec(stride=2)
    assert not any("transposed convolution" in each for each in warned(app))


@pytest.mark.parametrize(
    ("text", "shape", "place"),
    [
        ("[[1, 2], [3, x]]", "", "line 1, column 14"),
        ("1 2 3\n4 5", "", "line 2, column 1"),
        ("[[1, 2], [3, ...]]", "", "..."),
        ("1 2 3 4 5", "2, 2", "must be filled by 4 numbers; got 5"),
        ("[]", "", "at least one"),
        ("__import__('os').system('ls')", "", "line 1, column 1"),
        ("[" * 10_000, "", "brackets"),
        ("<script>alert(1)</script>", "", "line 1"),
        ("[1, ![](http://a/b)]", "", "line 1, column 5"),
    ],
)
def test_what_cannot_be_read_is_answered_at_its_place_and_stays(visit, text, shape, place):
    app = paste(visit(FILE), "x", text, shape)
    assert not app.exception
    assert place in app.error[0].value
    assert "![](" not in app.error[0].value
    assert app.text_area(key="box-x").value == text
    assert not shape or app.text_input(key="shape-x").value == shape
    np.testing.assert_array_equal(tensor(app, "x"), get("standard-cs231n").layer.x)


def test_more_numbers_than_a_file_holds_are_kept_and_said_not_to_fit(visit):
    row = " ".join(["1/3"] * 250)
    app = paste(visit(FILE), "x", "\n".join([row] * 200))
    app = paste(app, "w", "\n".join([row] * 200))
    assert not app.exception
    assert "the input must be at most 224 cells high and wide; got 250" in "".join(warned(app))
    assert label("playground.file.unsaved", reason="").partition(":")[0] in "".join(warned(app))
    np.testing.assert_array_equal(tensor(app, "x"), get("standard-cs231n").layer.x)


def test_a_misfit_keeps_the_last_good_layer_and_has_ways_out(visit):
    app = paste(visit(FILE), "x", X)
    assert scene_of(app).get("editing") is None
    app = press(app, "playground.way.each")
    assert not app.warning
    assert tensor(app, "w").shape == (2, 1, 3, 3)
    assert scene_of(app)["spec"]["groups"] == 2
    app = paste(app, "b", "1, 2, 3")
    assert "bias must have one number per output channel; got 3 for 2" in warned(app)[0]
    app = press(app, "playground.way.bias")
    assert not app.warning
    assert "b" not in scene_of(app)
    app = paste(visit(FILE), "x", X)
    assert tensor(press(app, "playground.way.draw"), "w").shape == (2, 2, 3, 3)


def test_a_way_out_that_loses_the_bias_says_so(visit):
    own = State(np.ones((3, 6, 6)), np.ones((2, 3, 3, 3)), [5, 6])
    app = paste(visit(FILE, s=state_to_text(own)), "w", str(np.ones((2, 1, 5, 5)).tolist()))
    app = press(app, "playground.way.each.unbiased")
    assert not app.warning
    assert tensor(app, "w").shape == (3, 1, 5, 5)
    assert "b" not in scene_of(app)


@pytest.mark.parametrize(
    ("typed", "spec"),
    [
        ({"stride": "1, 2"}, {"stride": [1, 2], "padding": [[1, 1], [1, 1]]}),
        ({"padding": "SAME"}, {"padding": [[1, 1], [1, 1]]}),
        ({"padding": "0 1 2 3"}, {"padding": [[0, 1], [2, 3]]}),
        ({"padding": "2x0"}, {"padding": [[2, 2], [0, 0]]}),
        ({"padding": "valid", "dilation": "(2, 1)"}, {"padding": [[0, 0], [0, 0]], "dilation": [2, 1]}),
    ],
)
def test_settings_are_typed_as_people_write_them(visit, typed, spec):
    app = set_fields(visit(FILE), **typed)
    assert not app.warning
    assert {name: scene_of(app)["spec"][name] for name in spec} == spec
    for name, text in typed.items():
        assert app.text_input(key=f"play.{name}").value == text


@pytest.mark.parametrize("name", ["stride", "padding", "dilation", "groups"])
@pytest.mark.parametrize("typed", one_in(4, NONSENSE))
def test_a_setting_that_is_none_gets_a_sentence_and_stays_typed(visit, name, typed):
    app = set_fields(visit(FILE), **{name: typed})
    assert not app.exception
    assert app.text_input(key=f"play.{name}").value == typed
    if (name, typed) == ("padding", "0"):
        assert not app.warning
        return
    assert label("playground.stays") in warned(app)[0]
    np.testing.assert_array_equal(tensor(app, "y"), get("standard-cs231n").printed)
    assert not link_of(app)


@pytest.mark.parametrize(
    ("typed", "rule"),
    [
        ({"dilation": "4"}, "kernel reach must be <= padded input; got 9 > 7"),
        ({"groups": "3"}, "groups must divide the output channels; got 3 groups for 2 channels"),
        ({"groups": "5"}, "groups must divide the input channels; got 5 groups for 3 channels"),
        ({"dilation": "9"}, "got 19 > 7"),
        ({"padding": "1000"}, "the padded input must have at most"),
        ({"stride": "two"}, "Stride must be one whole number or two"),
        ({"padding": "1, 2, 3"}, "or four (top, bottom, left, right), such as 1 or 0, 1, 0, 1; got"),
    ],
)
def test_a_setting_that_does_not_fit_names_rule_and_values(visit, typed, rule):
    app = set_fields(visit(FILE), **typed)
    assert rule in warned(app)[0]
    if "groups" in typed:
        assert label("playground.groups.illegal", rule=rule, legal="1") in warned(app)[0]
    np.testing.assert_array_equal(tensor(app, "y"), get("standard-cs231n").printed)


def test_a_padding_mode_that_has_too_little_to_mirror_is_refused(visit):
    app = set_fields(visit(FILE), padding="5")
    app = app.selectbox(key="play.padding_mode").set_value("reflect").run()
    assert "reflect padding must be < the input size; got 5 for size 5" in warned(app)[0]
    assert app.selectbox(key="play.padding_mode").value == "reflect"
    assert scene_of(app)["spec"]["padding_mode"] == "zeros"
    app = set_fields(app, padding="2")
    assert not app.warning
    assert scene_of(app)["spec"]["padding_mode"] == "reflect"


def test_the_bias_comes_back_when_it_was_only_left_out(visit):
    app = visit(FILE).toggle(key="play.bias").set_value(False).run()
    assert "b" not in scene_of(app)
    app = app.toggle(key="play.bias").set_value(True).run()
    assert tensor(app, "b").tolist() == [1, 0]


def test_fewer_groups_keep_the_output_and_more_keep_their_own_slices(visit):
    app = visit(
        FILE, s=state_to_text(State(DOCUMENT.layer.x, DOCUMENT.layer.weight, None, DOCUMENT.layer.spec))
    )
    app = paste(app, "w", json.dumps(np.tile(DOCUMENT.layer.weight, (2, 1, 1, 1)).tolist()))
    wide = tensor(app, "y")
    app = set_fields(app, groups="1")
    assert tensor(app, "w").shape == (4, 2, 2, 2)
    np.testing.assert_array_equal(tensor(app, "y"), wide)
    app = set_fields(app, groups="2")
    assert tensor(app, "w").shape == (4, 1, 2, 2)
    np.testing.assert_array_equal(tensor(app, "y"), wide)


@pytest.mark.parametrize(
    "state",
    [OWN, *(State.of(e.layer) for e in ALL if isinstance(e, Example))],
    ids=lambda state: "x".join(map(str, state.x.shape)),
)
def test_a_link_opens_the_layer_it_holds_and_the_stage_has_torchs_numbers(visit, state):
    app = visit(FILE, s=state_to_text(state))
    assert not app.exception
    assert not app.info
    assert not app.warning
    np.testing.assert_array_equal(tensor(app, "x"), state.x)
    np.testing.assert_array_equal(tensor(app, "w"), state.weight)
    scene, spec = scene_of(app), state.spec
    (top, bottom), (left, right) = scene["spec"]["padding"]
    mode = "constant" if spec.padding_mode == "zeros" else spec.padding_mode
    padded = F.pad(torch.tensor(state.x)[None], (left, right, top, bottom), mode=mode)
    settings = {"stride": spec.stride, "dilation": spec.dilation, "groups": spec.groups}
    bias = None if state.bias is None else torch.tensor(state.bias)
    y = F.conv2d(padded, torch.tensor(state.weight), bias, **settings)[0]
    np.testing.assert_array_equal(tensor(app, "y"), y.numpy())


@pytest.mark.parametrize("damage", ["1AAAA", "zzz", "2" + state_to_text(OWN)[1:], state_to_text(OWN)[:-3]])
def test_a_damaged_link_opens_the_usual_layer_with_a_sentence(visit, damage):
    app = visit(FILE, s=damage)
    assert not app.exception
    assert label("playground.damaged", reason="").partition(":")[0] in app.info[0].value
    np.testing.assert_array_equal(tensor(app, "x"), get("standard-cs231n").layer.x)
    app = set_fields(app, stride="1")
    assert not app.info
    assert text_to_state(link_of(app)).spec.stride == (1, 1)


def test_a_layer_in_a_link_that_does_not_fit_says_so(visit):
    app = visit(FILE, s=state_to_text(State(OWN.x, np.ones((1, 5, 1, 1)))))
    assert not app.exception
    assert "got 5 for 2 / 1 = 2" in warned(app)[0]


@pytest.mark.parametrize("damage", ["x_9_9_9_1", "q_0_1", "x_0_0_0_nan", "~~~"])
def test_damaged_changes_open_the_layer_with_a_sentence(visit, damage):
    app = visit(FILE, s=state_to_text(OWN), edits=damage)
    assert not app.exception
    assert len(app.info) == 1
    np.testing.assert_array_equal(tensor(app, "x"), OWN.x)


def test_changes_beside_the_layer_are_part_of_it_and_of_what_comes_next(visit):
    app = visit(FILE, s=state_to_text(OWN), edits="x_0_0_0_7~b_0_0.5")
    assert tensor(app, "x")[0, 0, 0] == 7
    app = set_fields(app, stride="1")
    assert "edits" not in app.query_params
    state = text_to_state(link_of(app))
    assert (state.x[0, 0, 0], state.bias[0]) == (7, 0.5)


def test_the_same_seed_draws_the_same_layer(visit):
    app = visit(FILE)
    for name, typed in {"channels": "3", "height": "4", "multiplier": "2", "seed": "8"}.items():
        app.text_input(key=f"play.draw.{name}").set_value(typed)
    app = press(app, "playground.draw.take")
    spec = ConvSpec(stride=2, padding=1, groups=3)
    expected = random_layer((3, 4, 6), (6, 1, 3, 2), spec, seed=8)
    same(text_to_state(link_of(app)), expected)
    assert label("playground.facts.depthwise", multiplier=2) in "".join(each.value for each in app.markdown)


@pytest.mark.parametrize("typed", one_in(3, NONSENSE))
@pytest.mark.parametrize("name", ["channels", "width", "kernel_height", "multiplier", "least", "seed"])
def test_a_drawing_that_cannot_be_made_is_answered_and_draws_nothing(visit, name, typed):
    app = visit(FILE)
    app.text_input(key=f"play.draw.{name}").set_value(typed)
    app = press(app, "playground.draw.take")
    assert not app.exception
    good = {("multiplier", "0"), ("least", "0"), ("least", "-1"), ("seed", "0")}
    assert bool(app.warning) is ((name, typed) not in good)
    assert bool(link_of(app)) is ((name, typed) in good)
    assert app.text_input(key=f"play.draw.{name}").value == typed


def test_an_interval_turned_round_and_a_layer_too_large_are_refused(visit):
    app = visit(FILE)
    app.text_input(key="play.draw.least").set_value("9")
    app = press(app, "playground.draw.take")
    assert "the smallest number must be at most the largest; got 9 > 5" in warned(app)[0]
    app.text_input(key="play.draw.least").set_value("0")
    for name, typed in {"channels": "32", "height": "224", "width": "224"}.items():
        app.text_input(key=f"play.draw.{name}").set_value(typed)
    app = press(app, "playground.draw.take")
    assert "the input must have at most 150528 numbers; got 1605632" in warned(app)[0]


@pytest.mark.parametrize("kernel", one_in(3, KERNELS), ids=lambda kernel: kernel.id)
@pytest.mark.parametrize("way", ["each", "all"])
def test_a_known_kernel_is_laid_on_the_input(visit, kernel, way):
    app = visit(FILE)
    app.selectbox(key="play.kernel").set_value(kernel.id)
    app.segmented_control(key="play.kernel.way").set_value(way)
    app = app.run()
    assert any(label(f"kernel.{kernel.id}.source") in each.value for each in app.caption)
    app = press(app, "playground.kernel.take")
    assert not app.warning
    assert tensor(app, "w").shape == ((3, 1, 3, 3) if way == "each" else (1, 3, 3, 3))
    assert all(np.array_equal(one, kernel.values) for one in tensor(app, "w").reshape(-1, 3, 3))


def test_the_grid_takes_numbers_and_fractions_and_answers_the_rest(visit):
    app = visit(FILE)
    editor = "play.grid.0"
    app.session_state[editor] = {
        "edited_rows": {0: {"1": "1/4"}, 2: {"0": "−3", "4": "abc"}, 4: {"4": None}},
        "added_rows": [],
        "deleted_rows": [],
    }
    app = app.run()
    assert not app.exception
    words = "\n".join(warned(app))
    assert "Row 2, column 4" in words
    assert "Row 4, column 4" in words
    assert "got 'abc'" in words


def with_the_picture(visit, side):
    """The page with the bundled picture in colours, so many cells high and wide."""
    app = visit(FILE)
    app = app.text_input(key="play.photo.size").set_value(side).run()
    app.segmented_control(key="play.photo.channels").set_value(3)
    app = press(app, "playground.picture.bundled")
    assert not app.exception
    return app


def test_a_picture_of_224_by_224_is_watched_and_not_put_into_a_grid(visit):
    app = with_the_picture(visit, "224")
    x = read_picture(picture("scene"), 224, grey=False)
    np.testing.assert_array_equal(tensor(app, "x"), x)
    layer = get("standard-cs231n").layer
    tensors = (torch.from_numpy(each.copy()) for each in (x, layer.weight, layer.bias))
    np.testing.assert_array_equal(tensor(app, "y"), F.conv2d(*tensors).numpy())
    large = label("playground.grid.large", most="4,096", got=f"{224 * 224:,}")
    assert large in [each.value for each in app.caption]


def test_a_large_picture_is_said_to_be_too_large_for_a_link(visit):
    app = with_the_picture(visit, "64")
    assert label("playground.file.too_large", most=f"{LINK_LIMIT:,}") in [each.value for each in app.info]
    assert tensor(app, "x").shape == (3, 64, 64)
    assert not link_of(app)
    assert scene_of(app)["pixels"] is True
    app = set_fields(app, stride="3")
    assert tensor(app, "y").shape == (2, 21, 21)
    app = app.text_input(key="play.photo.size").set_value("6, 8").run()
    assert tensor(app, "x").shape == (3, 6, 8)
    assert link_of(app)
    app = app.text_input(key="play.photo.size").set_value("six").run()
    assert "six" in warned(app)[0]
    assert tensor(app, "x").shape == (3, 6, 8)


@pytest.mark.parametrize("typed", ["10 12", "10, 12", "10x12", "(10, 12)"])
def test_a_pictures_size_is_typed_as_the_settings_are(visit, typed):
    app = visit(FILE).text_input(key="play.photo.size").set_value(typed).run()
    app = press(app, "playground.picture.bundled")
    assert not app.exception
    assert label("playground.awaits.w") in said(app)
    assert text_to_state(link_of(app)).x.shape == (1, 10, 12)


def ways_beside(app, tab):
    return [each.key for each in app.button if str(each.key).startswith(f"way-{tab}-")]


def test_what_has_not_come_yet_is_awaited_without_a_warning(visit):
    app = paste(visit(FILE), "x", X)
    assert label("playground.awaits.w") in [each.value for each in app.caption]
    assert not app.warning
    assert ways_beside(app, "") == ["way--draw", "way--each"]
    app = app.button(key="way--draw").click().run()
    assert label("playground.awaits.w") not in said(app)
    assert "NHWC" in said(app)
    assert tensor(app, "w").shape == (2, 2, 3, 3)


def test_a_picture_that_does_not_fit_is_said_and_mended_beside_the_field(visit):
    app = press(visit(FILE), "playground.picture.bundled")
    assert said(app).count(label("playground.awaits.w")) == 2
    assert not app.warning
    app = app.button(key="way-picture-each").click().run()
    assert not app.warning
    assert tensor(app, "x").shape == (1, 14, 14)


def test_a_known_kernel_on_a_picture_has_no_settings_of_the_layer_before(visit):
    """Sobel on 14 x 14 gave 7 x 7: stride 2 and padding 1 were those of the opening layer."""
    app = press(visit(FILE), "playground.picture.bundled")
    app = press(app, "playground.kernel.take")
    assert tensor(app, "y").shape == (1, 12, 12)
    app = set_fields(app, stride="2")
    app = app.text_input(key="play.photo.size").set_value("10").run()
    assert tensor(app, "y").shape == (1, 4, 4)


def test_what_does_not_fit_is_said_in_plain_words(visit):
    app = paste(visit(FILE), "b", "1, 2, 3")
    assert "Filters: the bias has numbers for 3, the kernel has 2." in warned(app)[0]
    app = visit(FILE, s=state_to_text(State([[[1.0, 2]]], [[[[1.0, 2, 3]]]])))
    assert "Cells: the kernel reaches over 3, the padded input has only 2." in warned(app)[0]


@pytest.mark.parametrize("name", ["stride", "padding", "dilation", "groups"])
def test_an_empty_field_is_said_to_be_empty(visit, name):
    app = set_fields(visit(FILE), **{name: " "})
    assert "got an empty field." in warned(app)[0]


def test_too_much_padding_is_quoted_as_what_it_adds_up_to(visit):
    app = set_fields(visit(FILE), padding="1000000")
    assert "padding, both sides together, must be from 0 to 1000000; got 2000000." in warned(app)[0]


def test_a_worked_example_is_where_to_begin(visit):
    app = visit(FILE)
    app.selectbox(key="play.example").set_value("depthwise-tensorflow")
    app = press(app, "playground.file.start")
    np.testing.assert_array_equal(tensor(app, "y"), DOCUMENT.printed)


def test_the_code_on_the_page_prints_the_stages_numbers(visit, capsys):
    app = visit(FILE, s=state_to_text(OWN))
    names: dict = {}
    exec(app.code[-1].value, names)
    np.testing.assert_array_equal(names["y"].numpy(), tensor(app, "y"))
    np.testing.assert_array_equal(json.loads(capsys.readouterr().out), tensor(app, "y"))


def test_pasted_numbers_are_not_set_as_the_layer_before_them(visit):
    """A 5x5 map and a 3x3 kernel of a well-known course: at stride 2 with padding 1 the output is 3x3 too."""
    app = visit("Playground")
    x = "1 2 0 3 1\n0 1 2 3 1\n1 2 1 0 0\n5 2 3 1 1\n2 1 0 1 1"
    app = paste(app, "x", x)
    app = paste(app, "w", "[[1, 2, 1], [0, 1, 0], [2, 1, 0]]")
    state = text_to_state(link_of(app))
    assert state.spec == ConvSpec()
    right = F.conv2d(torch.tensor(state.x)[None], torch.tensor(state.weight))[0]
    assert right.tolist() == [[[10, 12, 12], [18, 16, 16], [13, 9, 3]]]
    assert tensor(app, "y").tolist() == right.tolist()


def test_the_settings_before_can_be_kept(visit):
    app = visit("Playground")
    app = paste(app, "x", "1 2 0\n3 1 0\n1 2 3")
    assert label("playground.paste.set_back") in said(app)
    keep = next(button for button in app.button if button.label.startswith("Keep my settings"))
    assert keep.label == "Keep my settings: Stride 2, Padding 1, Dilation 1, Groups 1"
    app = keep.click().run()
    state = text_to_state(link_of(app))
    assert state.spec == ConvSpec(stride=2, padding=1)
    assert label("playground.paste.set_back") not in said(app)
    # With a bias alone the settings stay.
    app = paste(app, "b", "1, 2")
    assert text_to_state(link_of(app)).spec == ConvSpec(stride=2, padding=1)


@pytest.mark.parametrize(
    ("text", "place", "got"),
    [
        ("x=1 2 3；4 5 6；7 8 9\nw=1 0；0 abc", "line 2, column 9", "abc"),
        ("x=1 2 3；4 5；7 8 9\nw=1 0；0 1", "line 1, column 9", "got 2 for 3"),
    ],
)
def test_of_several_tensors_the_one_that_cannot_be_read_is_named(visit, text, place, got):
    app = paste(visit(FILE), "x", text)
    assert place in app.error[0].value
    assert got in app.error[0].value
    assert app.text_area(key="box-x").value == text
    np.testing.assert_array_equal(tensor(app, "x"), get("standard-cs231n").layer.x)


SNIPPET = """x = torch.tensor([[[1., 2, 3], [4, 5, 6], [7, 8, 9]], [[0, 1, 0], [1, 0, 1], [2, 2, 2]]])
w = torch.tensor([[[[1., 0], [0, 1]], [[1, 1], [1, 1]]], [[[2., 0], [0, 1]], [[1, 1], [0, 1]]]])
b = torch.tensor([1., -1.])
y = F.conv2d(x, w, b, stride=2, padding=1)"""


@pytest.mark.parametrize("box", ["x", "w", "b"])
def test_one_text_with_x_w_b_and_settings_fills_all(visit, box):
    app = paste(visit(FILE), box, SNIPPET)
    names: dict = {"F": F, "torch": torch}
    exec(SNIPPET, names)
    np.testing.assert_array_equal(tensor(app, "y"), names["y"].numpy())
    assert "w is the kernel (its name says so), read as OIHW" in said(app)
    assert "It says these settings: stride 2, padding 1." in said(app)
    assert app.text_area(key="box-b").value == "[1, -1]"
    assert text_to_state(link_of(app)).spec == ConvSpec(stride=2, padding=1)
    # What comes next is another layer: its settings are not this one's.
    assert text_to_state(link_of(paste(app, "x", "[[1, 2], [3, 4]]"))).spec == ConvSpec()


@pytest.mark.parametrize(
    "line",
    ["bias = 1, stride = 2, padding = 1", "步长为2，填充为1，偏置为1", "步幅＝二\n填充＝一\n偏置为1"],
)
def test_words_beside_labelled_tensors_fill_the_bias_and_the_settings(visit, line):
    app = paste(visit(FILE), "x", f"Input:\n1 2 3\n4 5 6\n7 8 9\nKernel:\n1 2\n3 4\n{line}")
    state = text_to_state(link_of(app))
    assert (state.spec, state.bias.tolist()) == (ConvSpec(stride=2, padding=1), [1])
    assert app.text_area(key="box-b").value == "[1]"


@pytest.mark.parametrize("line", ["步幅＝0", "stride = 0"])
def test_settings_of_a_text_that_cannot_be_are_told(visit, line):
    app = paste(visit(FILE), "x", f"Input:\n1 2 3\n4 5 6\n7 8 9\nKernel:\n1 0\n0 -1\n{line}")
    assert text_to_state(link_of(app)).spec == ConvSpec()
    assert "The settings in the text were not taken: stride must be " in said(app)
    assert "The settings went back" not in said(app)


def test_a_bias_that_is_said_to_be_none_is_left_out(visit):
    app = paste(paste(visit(FILE), "x", "[[1, 2], [3, 4]]"), "w", "[[1, 2]]")
    app = paste(paste(app, "b", "[5]"), "b", "none")
    assert text_to_state(link_of(app)).bias is None
    assert not app.error


def test_the_settings_of_another_call_are_taken_at_a_press(visit):
    calls = "y = F.conv2d(x, w, stride=2)\nz = F.conv2d(x, w, padding=1)"
    app = paste(visit(FILE), "x", f"x = [[1, 2], [3, 4]]\nw = [[1, 2]]\n{calls}")
    assert text_to_state(link_of(app)).spec == ConvSpec(stride=2)
    app = next(each for each in app.button if each.label == "stride 1, padding 1").click().run()
    assert text_to_state(link_of(app)).spec == ConvSpec(padding=1)


def test_nine_numbers_in_a_row_become_the_square_at_a_press(visit):
    app = paste(paste(visit(FILE), "w", "[[1, 0], [0, 1]]"), "x", "1 2 3 4 5 6 7 8 9")
    (square,) = [each for each in app.button if each.key == "take-x-square:HW"]
    assert square.label.startswith("A square: 3 \u00d7 3 \u2192 y 1 \u00d7 2 \u00d7 2")
    np.testing.assert_array_equal(tensor(square.click().run(), "y"), [[[6, 8], [12, 14]]])


def test_the_other_orders_that_fit_are_offered_with_what_each_gives(visit):
    app = paste(visit(FILE), "x", "torch.arange(18).reshape(2, 3, 3)")
    # 1*0 + 2*1 + 3*3 + 4*4 + 5*9 + 6*10 + 7*12 + 8*13 = 320 in PyTorch's order
    app = paste(app, "w", "[[[[1, 2], [3, 4]], [[5, 6], [7, 8]]]]")
    assert tensor(app, "y")[0, 0, 0] == 320
    labels = orders(app, "w")
    w = torch.arange(1.0, 9).reshape(1, 2, 2, 2)
    x = torch.arange(18.0).reshape(1, 2, 3, 3)
    last = F.conv2d(x, w.permute(0, 3, 1, 2))[0, 0, 0, 0].item()
    assert f"OHWI: 1 filter of 2 channels, 2 × 2 → y 1 × 2 × 2, y[0,0,0] = {last:g}" in labels
    app = take(app, "w", "OHWI")
    assert tensor(app, "y")[0, 0, 0] == last
    assert any(words.startswith("OIHW: 1 filter of 2 channels") for words in orders(app, "w"))


OF_TFLITE = "[[[[1, 10], [2, 20]], [[3, 30], [4, 40]]]]"
DEPTHWISE = "[[[[3, 1], [-2, 2]], [[-1, -3], [4, 5]]]]"
ONE_CHANNEL = "[[[1, 1], [1, 1]], [[0, 0], [0, 0]]]"


@pytest.mark.parametrize(
    ("text", "before", "layout", "label", "after"),
    [
        # 1 + 10 + 2 + 20 in PyTorch's order, 1 + 2 + 3 + 4 in TensorFlow Lite's
        (
            OF_TFLITE,
            [[[33]]],
            "OHWI",
            "OHWI: 1 filter of 2 channels, 2 \u00d7 2 \u2192 y 1 \u00d7 1 \u00d7 1, y[0,0,0] = 10",
            [[[10]]],
        ),
        # 3 + 1 - 2 + 2, and a filter of 3 - 2 - 1 + 4 for each channel
        (
            DEPTHWISE,
            [[[4]]],
            "IHWO",
            "IHWO: 2 filters of 1 channel, 2 \u00d7 2 \u2192 y 2 \u00d7 1 \u00d7 1",
            [[[4]], [[0]]],
        ),
        (
            f"TFLite:\n{OF_TFLITE}",
            [[[10]]],
            "OIHW",
            "OIHW: 1 filter of 2 channels, 2 \u00d7 2 \u2192 y 1 \u00d7 1 \u00d7 1, y[0,0,0] = 33",
            [[[33]]],
        ),
        (
            f"# webnn depthwise\n{DEPTHWISE}",
            [[[4]], [[0]]],
            "OIHW",
            "OIHW: 1 filter of 2 channels, 2 \u00d7 2 \u2192 y 1 \u00d7 1 \u00d7 1",
            [[[4]]],
        ),
    ],
)
def test_a_kernel_of_tensorflow_lite_is_one_button_away_and_its_word_decides(
    visit, text, before, layout, label, after
):
    app = paste(paste(visit(FILE), "x", ONE_CHANNEL), "w", text)
    assert tensor(app, "y").tolist() == before
    assert any(words.startswith(label) for words in orders(app, "w"))
    assert tensor(take(app, "w", layout), "y").tolist() == after


@pytest.mark.parametrize("first", ["x", "w"])
def test_the_order_of_pasting_and_what_was_there_before_change_nothing(visit, first):
    """A PyTorch kernel of one row is one, whatever layer was there, and whichever comes first."""
    texts = {"x": "[[1, 2, 3, 4], [5, 6, 7, 8]]", "w": "[[[[1, 2, 1]]]]"}
    app = visit(FILE, s=state_to_text(State(np.ones((1, 5, 5)), np.ones((3, 1, 1, 1)))))
    for box in sorted(texts, key=lambda box: box != first):
        app = paste(app, box, texts[box])
    assert tensor(app, "y").tolist() == [[[8, 12], [24, 28]]]


def test_a_choice_goes_with_its_text(visit):
    app = paste(paste(visit(FILE), "x", "np.ones((2, 4, 4))"), "w", "np.arange(8).reshape(1, 2, 2, 2)")
    app = take(app, "w", "OHWI")
    app = paste(app, "w", "np.arange(1, 9).reshape(1, 2, 2, 2)")
    assert tensor(app, "w").tolist() == [[[[1, 2], [3, 4]], [[5, 6], [7, 8]]]]


def test_a_picture_of_a_pasted_batch_is_chosen_in_words(visit):
    app = paste(visit(FILE), "x", "np.arange(36).reshape(4, 1, 3, 3)")
    chooser = app.selectbox(key="picture-x")
    assert chooser.label == "4 pictures: which one"
    assert chooser.options == [f"picture {number} of 4" for number in (1, 2, 3, 4)]
    app = paste(chooser.set_value(3).run(), "w", "[[1]]")
    assert tensor(app, "y").ravel().tolist() == list(range(27, 36))


def test_numbers_in_a_row_are_one_row_until_their_shape_is_typed(visit):
    app = paste(paste(visit(FILE), "w", "[1, -1, 2]"), "x", "2 1 2 3 1 0")
    assert tensor(app, "y").tolist() == [[[5, 5, 1, 2]]]
    app = paste(paste(visit(FILE), "w", "[[1, -1], [2, 0]]"), "x", "1 2 3 4 5 6 7 8 9", shape="3, 3")
    assert tensor(app, "y").tolist() == [[[7, 9], [13, 15]]]


def test_a_box_whose_tensor_was_replaced_is_emptied(visit):
    app = paste(paste(visit(FILE), "x", "[[1, 2], [3, 4]]"), "w", "[[1]]")
    app = press(app, "playground.draw.take")
    assert [app.text_area(key=f"box-{box}").value for box in "xwb"] == ["", "", ""]


def test_a_number_changed_on_the_stage_stays_when_another_tensor_comes(visit):
    app = paste(paste(visit(FILE), "x", "[[1, 2], [3, 4]]"), "w", "[[5, 6]]")
    app.query_params["edits"] = "w_0_0_0_0_9"
    app = paste(app.run(), "x", "[[1, 0], [0, 1]]")
    assert tensor(app, "w").tolist() == [[[[9, 6]]]]
    # The text no longer tells what the layer holds.
    assert app.text_area(key="box-w").value == ""


def test_an_emptied_bias_is_none(visit):
    app = paste(visit(FILE), "b", "[5, 7]")
    assert tensor(app, "b").tolist() == [5, 7]
    assert "b" not in scene_of(paste(app, "b", ""))


def test_the_bias_of_the_layer_to_begin_with_goes_with_its_kernel(visit):
    app = paste(visit(FILE), "w", str(np.ones((2, 3, 2, 2)).tolist()))
    assert "b" not in scene_of(app)
    assert label("playground.bias.foreign") in said(app)


def test_check_my_work_gets_the_whole_layer(visit):
    app = visit(FILE, s=state_to_text(OWN), edits="x_0_0_0_7")
    (way,) = [each.proto for each in app.get("page_link") if each.proto.label == label("handover.check")]
    query = parse_qs(way.query_string)
    assert query["example"] == ["own"]
    handed = text_to_state(query["s"][0])
    same(handed, OWN.replace(x=handed.x))
    assert handed.x[0, 0, 0] == 7


def test_the_boxes_are_named_in_chinese(visit):
    app = visit("Playground", lang="zh")
    assert [app.text_area(key=f"box-{box}").label for box in "xwb"] == ["输入 x", "卷积核 w", "偏置 b"]


def test_a_text_with_its_answer_says_where_that_is_checked(visit):
    app = paste(visit(FILE), "x", "Input:\n1 2 3\n4 5 6\n7 8 9\nKernel:\n1 2\n3 4\nOutput:\n37 47\n67 78")
    np.testing.assert_array_equal(tensor(app, "y"), [[[37, 47], [67, 77]]])
    assert label("playground.answer", name="Output") in said(app)
    (way,) = [each for each in app.get("page_link") if "answer=" in each.proto.query_string]
    assert way.proto.label == label("playground.answer.check")
    query = parse_qs(way.proto.query_string)
    assert (query["answer"], query["how"], query["example"]) == (
        ["[[37, 47],\n [67, 78]]"],
        ["paste"],
        ["own"],
    )
    assert text_to_state(query["s"][0]).weight.tolist() == [[[[1, 2], [3, 4]]]]
    assert label("playground.answer", name="Output") not in said(paste(app, "w", "[[1, 1]]"))


@pytest.mark.parametrize("text", ["w = [[1, 0], [0, 1]]", "Kernel:\n1 0\n0 1", "卷积核：\n1 0\n0 1"])
def test_a_kernel_alone_in_the_box_of_a_whole_text_is_the_kernel_and_x_stays(visit, text):
    app = paste(paste(visit(FILE), "x", "1 2 3\n4 5 6\n7 8 9"), "x", text)
    assert tensor(app, "x").tolist() == [[[1, 2, 3], [4, 5, 6], [7, 8, 9]]]
    assert tensor(app, "w").tolist() == [[[[1, 0], [0, 1]]]]
    assert tensor(app, "y").tolist() == [[[6, 8], [12, 14]]]  # by hand: 1 + 5, 2 + 6, 4 + 8, 5 + 9
    assert app.text_area(key="box-x").value == "1 2 3\n4 5 6\n7 8 9"
    assert "is the kernel (its name says so)" in said(app)
    app = paste(app, "x", "bias = [10]")
    assert tensor(app, "y").tolist() == [[[16, 18], [22, 24]]]
    assert tensor(paste(app, "x", text.replace("1", "2", 1)), "b").tolist() == [10]


@pytest.mark.parametrize("box", ["x", "w"])
def test_what_the_call_beside_one_tensor_says_is_heard_in_its_own_box(visit, box):
    tensors = {"x": "1 2 3\n4 5 6\n7 8 9", "w": "torch.ones(1, 1, 1, 1)"}
    app = visit(FILE)
    for name, text in tensors.items():
        app = paste(app, name, text)
    app = paste(app, box, f"{tensors[box].replace(chr(10), ';')}\ny = F.conv2d(x, w, stride=2)")
    assert tensor(app, "y").tolist() == [[[1, 3], [7, 9]]]
    assert "stride 2" in said(app)


def test_a_kernel_alone_says_which_x_it_needs_and_what_to_paste(visit):
    app = paste(visit(FILE), "x", "Kernel:\n1 0\n0 1")
    assert app.text_area(key="box-x").value == ""
    assert "the x there is does not fit it. Paste x into its box" in said(app)
    assert scene_of(paste(app, "x", "1 2 3\n4 5 6\n7 8 9"))["x"]["shape"] == [1, 3, 3]


def test_an_answer_with_open_cells_in_the_box_of_x_is_no_input(visit):
    text = "x = [[1, 2, 3], [4, 5, 6], [7, 8, 9]]\nw = [[1, 2], [3, 4]]\ny = [[37, ?], [67, None]]"
    app = paste(visit(FILE), "x", text)
    assert tensor(app, "y").tolist() == [[[37, 47], [67, 77]]]
    assert label("playground.answer", name="y") in said(app)
    app = paste(app, "x", "y = 37 ?\n? 77")
    assert tensor(app, "y").tolist() == [[[37, 47], [67, 77]]]
    assert label("playground.answer", name="y") in said(app)
