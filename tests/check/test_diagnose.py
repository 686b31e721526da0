"""The diagnosis of a typed answer: on the documents' numbers, on students, and on nonsense."""

import re
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp

import dsviz
from dsviz import ConvSpec, trace
from dsviz.check.diagnose import diagnose
from dsviz.check.diagnosis import OPEN, RIGHT, WRONG, Cell
from dsviz.check.errors import CheckError
from dsviz.check.mistakes import BY_ID
from dsviz.check.slips import SLIPS
from dsviz.check.solved_layer import SolvedLayer
from dsviz.content import labels
from dsviz.conv.trace import Trace
from dsviz.examples import ALL, Example, get
from dsviz.wording.diagnosis import sentence
from dsviz.wording.sums import sum_text
from dsviz.wording.verdict import verdict
from tests.check import bench_diagnosis
from tests.check.bench_students import MISTAKES
from tests.conv.layers import layers
from tests.thorough import THOROUGH

EXAMPLES = [one for one in ALL if isinstance(one, Example)]


def trace_of(example):
    return Trace(example.layer, "numpy")


def mistakes(found):
    return [finding.id for finding in found.mistakes]


def layer(x, weight, bias=None, **settings_):
    return trace(x, weight, bias, backend="numpy", **settings_)


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda one: one.id)
def test_a_right_answer_is_right_and_nothing_is_named(example):
    traced = trace_of(example)
    found = diagnose(traced, traced.output)
    assert found.is_right
    assert (found.marks == RIGHT).all()
    assert (found.mistakes, found.partly, found.slips, found.settings) == ((), (), (), ())


@given(layers())
@settings(max_examples=60, deadline=None)
def test_no_right_answer_of_any_layer_is_blamed(drawn):
    traced = trace(*drawn.arguments, backend="numpy", **drawn.keywords)
    assert diagnose(traced, traced.output).is_right


# The documents' and the frameworks' own wrong or differing numbers.
@pytest.mark.parametrize(
    ("example", "typed", "name"),
    [
        ("depthwise-tensorflow", [[[-4, 17], [15, -8]], [[20, 17], [20, 7]]], "kernel-flipped"),
        ("depthwise-tensorflow", [[[16, 33], [10, 3]]], "channels-summed"),
        ("standard-conv2d", [[[-2, 18], [12, 21]], [[18, 15], [-2, -18]]], None),
        ("standard-guide-stride-2", [[[6, 14, 17], [14, 12, 12], [8, 10, 17]]], "stride-ignored-in-sums"),
        ("standard-cs231n", [[[0, -1, -4], [-7, 0, 0], [3, -4, 0]], "as right"], "bias-forgotten"),
    ],
)
def test_the_documents_numbers(example, typed, name):
    traced = trace_of(get(example))
    if "as right" in typed:
        typed = [typed[0], traced.output[1]]
    assert mistakes(diagnose(traced, typed)) == ([] if name is None else [name])


def test_same_in_two_frameworks():
    tensorflow = layer([[[1, 2, 3, 4]]], [[[[1, 10, 100]]]], stride=(1, 2), padding="same")
    assert tensorflow.output.tolist() == [[[321, 43]]]
    # The side, the rule, the amount, the window: all of them move it one cell to the left.
    assert mistakes(diagnose(tensorflow, [[210, 432]])) == [
        "same-wrong-side",
        "padding-added",
        "padding-rule-swapped",
        "padding-on-one-side",
        "window-off-by-one",
    ]


def test_the_first_wrong_cell_and_its_step_are_named():
    traced = trace_of(get("standard-cs231n"))
    typed = traced.output.copy()
    typed[0] -= 1  # filter 1 has bias 0: nothing to forget
    (found,) = diagnose(traced, typed).mistakes
    assert (found.id, found.cell, found.right, found.typed) == ("bias-forgotten", Cell(0, 0, 0), 1, 0)
    assert found.values["wrong"] == 9
    step = traced[found.step]
    assert (step.out_channel, step.row, step.col) == found.cell


def test_two_mistakes_with_the_same_numbers_are_both_listed():
    traced = layer([[[1, 2, 3], [4, 5, 7]]], [[[[1, 2], [3, 1]]]])
    turned = layer([[[1, 2, 3], [4, 5, 7]]], [[[[1, 3], [2, 1]]]]).output
    assert mistakes(diagnose(traced, turned)) == ["kernel-flipped", "kernel-transposed"]


@pytest.mark.parametrize(
    ("typed", "mistake", "words"),
    [
        ([[29, 15], [21, 24]], "kernel-turned", "turned by 90°, clockwise;"),
        ([[25, 24], [11, 25]], "kernel-turned", "turned by 90°, counterclockwise;"),
        ([[28, 17], [17, 22]], "kernel-mirrored", "mirrored, left for right;"),
        ([[26, 22], [15, 27]], "kernel-mirrored", "mirrored, top for bottom;"),
    ],
)
def test_a_kernel_turned_by_a_quarter_or_mirrored_on_one_axis_is_named(typed, mistake, words):
    found = diagnose(layer([[[2, 3, 8], [6, 1, 5], [7, 2, -1]]], [[[[3, -2], [-1, 4]]]]), typed)
    assert mistakes(found) == [mistake]
    assert words in sentence(found.mistakes[0])


def test_a_bias_that_was_subtracted_is_named():
    found = diagnose(layer([[[1, 2, 3]]], [[[[1, 2]]]], [3]), [[2, 5]])
    assert mistakes(found) == ["bias-subtracted"]


def test_the_channel_missed_is_named():
    traced = trace_of(get("standard-cs231n"))
    without = get("standard-cs231n").layer.weight.copy()
    without[:, 1] = 0
    example = get("standard-cs231n")
    typed = layer(example.layer.x, without, example.layer.bias, **example.layer.keywords).output
    (found,) = diagnose(traced, typed).mistakes
    assert (found.id, found.values["channel"]) == ("channel-missed", 1)
    assert "Channel 1 of the kernel was missed" in sentence(found)


def test_a_shape_alone_is_told_by_the_setting_that_gives_it_and_names_no_mistake():
    example = get("standard-cs231n")
    traced = trace_of(example)
    typed = layer(example.layer.x, example.layer.weight, example.layer.bias, stride=2).output.copy()
    found, beside = diagnose(traced, typed).mistakes
    assert (found.id, found.values["shape"], found.values["right_shape"]) == (
        "padding-forgotten",
        (2, 2, 2),
        (2, 3, 3),
    )
    # At stride 2 what is padded at the bottom and on the right only is not seen.
    assert (beside.id, beside.values["side"]) == ("padding-on-one-side", "after")
    typed[0, 0, 0] += 1
    only_shape = diagnose(traced, typed)
    assert (only_shape.marks, only_shape.mistakes) == (None, ())
    assert only_shape.settings == ({"padding": ((0, 0), (0, 0))}, {"stride": (3, 3)}, {"dilation": (2, 2)})
    assert verdict(only_shape) == (
        "Your answer has the shape 2 × 2 × 2; this layer's output has the shape 2 × 3 × 3. "
        "Other settings give this shape: padding 0, stride 3, dilation 2. "
        "The numbers do not follow from any of them."
    )


def test_open_cells_are_neither_right_nor_wrong():
    traced = layer([[[1, 2, 3], [4, 5, 6], [7, 8, 9]]], [[[[1, 2], [3, 4]]]])
    found = diagnose(traced, [[23, np.nan], [67, np.nan]])
    assert found.marks.tolist() == [[[WRONG, OPEN], [RIGHT, OPEN]]]
    assert not found.is_right
    assert found.mistakes == ()
    assert mistakes(diagnose(traced, [[23, np.nan], [53, 63]])) == ["kernel-flipped"]
    assert diagnose(traced, np.full((2, 2), np.nan)).mistakes == ()


def test_a_mistake_in_some_cells_only_is_said_to_be_so():
    traced = layer([[[1, 2], [3, 4]]], [[[[2]]], [[[3]]]], [5, 7])
    typed = traced.output.copy()
    typed[1] -= 7
    found = diagnose(traced, typed)
    assert found.mistakes == ()
    assert [finding.id for finding in found.partly] == ["bias-forgotten"]
    assert sentence(found.partly[0]).startswith("In filter 1 only: The bias was not added.")


def test_decimals_that_float64_cannot_hold_are_right_and_so_are_fewer_of_them_rounded():
    traced = layer([[[1, 2, 5]]], [[[[1 / 3]]]])
    assert diagnose(traced, [[1 / 3, 0.666666666666, 5 * (1 / 3)]]).is_right
    rounded = diagnose(traced, [[0.33, 0.67, 1.67]])
    assert (rounded.is_right, rounded.answer_decimals, rounded.mistakes) == (True, 2, ())
    (cut,) = diagnose(traced, [[0.33, 0.66, 1.66]]).mistakes
    assert cut.values["way"] == "cut"


THIRDS = np.arange(1.0, 10.0).reshape(1, 3, 3) / 3
TWO_BY_TWO = [[[[1, 2], [0, -1]]]]


@pytest.mark.parametrize(
    "typed",
    [
        [[0.0, 0.6666667], [2.0, 2.6666667]],
        [[0.0, 0.6667], [2.0, 2.6667]],
        [[1.1920929e-07, 0.6666666269302368], [2.0, 2.6666667461395264]],
        [[5.9605e-08, 6.6667e-01], [2.0000e00, 2.6667e00]],
    ],
    ids=["float32", "four decimals", "tolist", "powers of ten"],
)
def test_a_frameworks_printout_is_right_to_the_digits_shown(typed):
    found = diagnose(layer(THIRDS, TWO_BY_TWO), typed)
    assert found.is_right
    assert found.to_the_digits_shown
    exact = diagnose(layer(THIRDS, TWO_BY_TWO), found.right)
    assert (exact.is_right, exact.to_the_digits_shown) == (True, False)


@pytest.mark.parametrize(
    ("typed", "decimals", "way"),
    [
        ([[0, 1], [2, 3]], 0, "nearest"),
        ([[0, 0.6], [2, 2.6]], 1, "cut"),
        ([[0, 0.6666], [2, 2.6666]], 4, "cut"),
    ],
)
def test_whole_numbers_for_others_and_digits_cut_off_are_named(typed, decimals, way):
    (found,) = diagnose(layer(THIRDS, TWO_BY_TWO), typed).mistakes
    assert (found.id, found.values["decimals"], found.values["way"]) == ("rounding", decimals, way)
    assert ("cut off, not rounded" in sentence(found)) == (way == "cut")
    assert "nearest" in sentence(found) or way == "cut"


def test_rounding_down_and_a_half_to_the_even_digit_are_named():
    traced = layer([[[1.45, -0.15, 3.58]]], [[[[1]]]])
    (down,) = diagnose(traced, np.floor(traced.output)).mistakes
    (even,) = diagnose(layer([[[1.5, -0.5, 3.25]]], [[[[1]]]]), [[2, 0, 3]]).mistakes
    assert (down.values["way"], even.values["way"]) == ("down", "even")
    assert "rounded down" in sentence(down)
    # To one decimal a half may go to the even digit, as programs round.
    assert diagnose(traced, [[1.4, -0.2, 3.6]]).is_right


@pytest.mark.parametrize("printed", [np.float32, lambda y: y.round(4), lambda y: y.round(2)])
@pytest.mark.parametrize("seed", range(3))
def test_a_mistake_is_named_on_a_printout(printed, seed):
    rng = np.random.default_rng(seed)
    x, weight, bias = rng.normal(size=(2, 4, 4)), rng.normal(size=(2, 2, 2, 2)), rng.normal(size=2)
    traced = layer(x, weight, bias)
    flipped = layer(x, weight[..., ::-1, ::-1], bias).output
    assert mistakes(diagnose(traced, printed(flipped))) == ["kernel-flipped"]
    assert mistakes(diagnose(traced, printed(layer(x, weight).output))) == ["bias-forgotten"]
    other = printed(flipped).astype(float)
    other[0, 0, 0] += 0.5
    assert mistakes(diagnose(traced, other)) == []


def test_a_slip_and_a_wrong_cell_are_found_on_a_printout():
    traced = layer(THIRDS, TWO_BY_TWO)
    found = diagnose(traced, [[0.0, 0.6667], [2.0, 7.6667]])
    assert found.wrong_cells == (Cell(0, 1, 1),)
    assert found.to_the_digits_shown
    slips = diagnose(traced, [[0.0, 0.6667], [2.0, 5.6667]]).slips  # 5/3 + 2·2 without the product -3
    assert ("product-missed", -3) in {(slip.id, slip.values.get("product")) for slip in slips}
    assert not diagnose(traced, [[0.0, 0.6667], [2.0, 2.6669]]).is_right


def test_large_float32_numbers_are_right_and_a_small_one_beside_them_is_not_forgiven():
    traced = layer([[[10**6 + 1 / 3, 1 / 3]]], [[[[1]]]])
    assert diagnose(traced, np.float32(traced.output)).is_right
    assert diagnose(traced, [[10**6 + 0.3125, 0.4333]]).wrong_cells == (Cell(0, 0, 1),)


def test_whole_numbers_are_compared_by_equality():
    traced = layer([[[10**6]]], [[[[10**6]]]])
    assert not diagnose(traced, [[10**12 + 1]]).is_right
    assert not diagnose(layer([[[2, 3]]], [[[[1]]]]), [[2.00001, 3.00001]]).is_right


X, W, B = [[[2, 3], [6, 1]], [[1, 5], [0, 4]]], [[[[3, -2], [-1, 4]], [[1, 0], [2, 7]]]], [9]
# The result is -2 + 29 + 9 = 36.


@pytest.mark.parametrize(
    ("typed", "slip", "values"),
    [
        (48, "sign-lost", {"x": 3, "weight": -2, "in_channel": 0}),
        (40, "product-doubled", {"product": 4}),
        (8, "product-missed", {"product": 28, "in_channel": 1, "kernel_row": 1, "kernel_col": 1}),
        (43, "neighbour-read", {"x": 4, "side": "above", "neighbour": 5}),
        (27, "bias-forgotten", {"bias": 9}),
        (7, "channel-sum-missed", {"in_channel": 1, "sum": 29}),
        (40, "channel-sign-lost", {"in_channel": 0, "sum": -2}),
        (-36, "result-sign-lost", {}),
    ],
)
def test_one_slip_in_one_cell(typed, slip, values):
    traced = layer(X, W, B)
    assert traced.output.tolist() == [[[36]]]
    # One more window, answered right, so that no mistake in the whole layer explains the answer.
    beside = [[[5, 1], [2, -3]], [[-1, 2], [3, 1]]]
    wide = layer(np.concatenate([X, beside], axis=2), W, B, stride=(1, 2))
    answer = wide.output.copy()
    answer[0, 0, 0] = typed
    found = [one for one in diagnose(wide, answer).slips if one.id == slip]
    assert any(values.items() <= one.values.items() for one in found)
    assert all(one.cell == (0, 0, 0) and one.right == 36 and one.typed == typed for one in found)


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda one: one.id)
def test_every_cell_is_called_what_the_stage_calls_it(example):
    traced = trace_of(example)
    on_stage = {
        letter: {f"{letter}[{','.join(map(str, place))}]" for place in np.ndindex(tensor.shape)}
        for letter, tensor in (("x", traced.layer.x), ("w", traced.layer.weight), ("y", traced.output))
    }
    at, tap = next((at, tap) for at, step in enumerate(traced) for tap in step.taps if tap.product)
    typed = traced.output.copy()
    typed.flat[at] -= tap.product
    slips = [sentence(one) for one in diagnose(traced, typed).slips if one.id == "product-missed"]
    named = set(re.findall(r"[xwy]\[.*?\]", " ".join(slips)))
    assert sum_text(traced[at]).partition(" ")[0] in named
    assert all(name in on_stage[name[0]] for name in named)
    assert {name[0] for name in named} == set("xwy")


def test_the_window_one_cell_off():
    traced = layer(np.arange(16.0).reshape(1, 4, 4) ** 2, [[[[1, 2], [3, -5]]]])
    typed = traced.output.copy()
    typed[0, 1, 1] = traced.output[0, 1, 2]
    assert ("window-shifted", "right") in {
        (slip.id, slip.values.get("side")) for slip in diagnose(traced, typed).slips
    }


def test_an_answer_needs_axes():
    traced = layer([[[1, 2]]], [[[[1]]]])
    assert diagnose(traced, [[[[1, 2]]]]).is_right  # a batch of one
    for typed in ([1, 2], np.zeros((2, 1, 1, 2)), np.zeros((1, 0, 2))):
        with pytest.raises(CheckError, match="axes"):
            diagnose(traced, typed)


@given(
    layers(),
    hnp.arrays(
        np.float64,
        hnp.array_shapes(min_dims=2, max_dims=3, max_side=4),
        elements=st.floats(allow_nan=True, allow_infinity=True),
    ),
    st.booleans(),
)
@settings(max_examples=20, deadline=None)
def test_any_typed_numbers_get_a_diagnosis_that_can_be_said(drawn, typed, in_shape):
    traced = trace(*drawn.arguments, backend="numpy", **drawn.keywords)
    found = diagnose(traced, np.resize(typed, traced.output.shape) if in_shape else typed)
    for finding in (*found.mistakes, *found.partly, *found.slips):
        assert "{" not in sentence(finding)


@pytest.mark.parametrize("most", [1e200, 1.7e308, -1e300, 5e-324])
def test_numbers_whose_squares_are_none_get_a_diagnosis(most):
    found = diagnose(trace(THIRDS, TWO_BY_TWO, backend="numpy"), np.full((1, 2, 2), most))
    assert len(found.wrong_cells) >= 3


def test_every_mistake_and_slip_has_its_words():
    words = labels("diagnosis")
    assert {f"name.{one}" for one in BY_ID} | {f"mistake.{one}" for one in BY_ID} <= set(words)
    slips = {slip.__name__.replace("_", "-") for slip in SLIPS}
    assert {key.removeprefix("slip.") for key in words if key.startswith("slip.")} == slips
    assert {key.removeprefix("mistake.") for key in words if key.startswith("mistake.")} == set(BY_ID)


def test_a_mistake_that_changes_nothing_has_no_outcome():
    plain = SolvedLayer(np.ones((1, 2, 2)), np.ones((2, 1, 1, 1)), None, ConvSpec())
    common = {name: mistake for name, mistake in BY_ID.items() if not mistake.rank}
    assert [name for name, mistake in common.items() if list(mistake.outcomes(plain))] == []


def test_students_and_catalogue_know_the_same_mistakes():
    students = {*MISTAKES, *bench_diagnosis.RARE, *bench_diagnosis.STUDENTS}
    assert students == set(BY_ID)
    assert {name for name, mistake in BY_ID.items() if mistake.rank == 0} == set(MISTAKES)
    assert {name for name, mistake in BY_ID.items() if mistake.rank == 2} == set(bench_diagnosis.STUDENTS)


def test_every_students_mistake_is_named_and_every_name_is_right():
    cases = 3 if THOROUGH else 1
    table = bench_diagnosis.mistakes_made(cases=cases, seed=11)
    assert {made: tally.named + tally.equal for made, tally in table.items()} == dict.fromkeys(BY_ID, cases)
    assert all(table[common].named == cases for common in MISTAKES)
    assert bench_diagnosis.scores(table) == (1.0, 1.0)


def test_the_benchmark_can_tell_a_wrong_name():
    tally = bench_diagnosis.Tally()
    sheet, typed = bench_diagnosis.draw_case("bias-forgotten", bench_diagnosis.random.Random(2))
    (made,) = bench_diagnosis.check(sheet, typed).mistakes
    tally.add("bias-forgotten", [replace(made, id="rounding")], sheet, typed)
    assert (tally.named, tally.right_names, tally.wrong_names) == (0, 0, 1)


def test_the_benchmark_takes_a_mistake_in_the_named_part_for_a_right_name_and_in_another_for_a_wrong_one():
    plain = [[[1, 2], [3, 4]]]
    sheet = bench_diagnosis.Sheet(plain, [[[[1]]], [[[2]]]], [5, 3], ConvSpec())
    typed = np.array([[[6.0, 7.0], [8.0, 9.0]], [[2.0, 4.0], [6.0, 8.0]]])  # the second bias is not added
    (named,) = bench_diagnosis.check(sheet, typed).partly
    assert (named.id, named.values["part"], named.values["part_values"]) == (
        "bias-forgotten",
        "filter",
        {"filter": 1},
    )
    assert bench_diagnosis.is_right_name(named, sheet, typed)
    elsewhere = replace(named, values=named.values | {"part_values": {"filter": 0}})
    assert not bench_diagnosis.is_right_name(elsewhere, sheet, typed)


def test_the_benchmarks_controls():
    assert bench_diagnosis.right_answers(cases=20, seed=11) == 0
    assert bench_diagnosis.noise(cases=15, seed=11).wrong_names == 0
    in_part = bench_diagnosis.made_in_part(cases=1, seed=11)
    assert in_part["cases"] == in_part["named"] > 6
    for kind, count in bench_diagnosis.slips_made(cases=3, seed=11).items():
        assert (kind, count["cell marked"], count["listed"]) == (kind, 3, 3)


def test_one_map_alone_with_a_slip_or_a_mistake_is_marked_as_its_filters():
    layer_of = get("standard-cs231n").layer
    traced = Trace(layer_of, "numpy")
    slipped = traced.output[0].copy()
    slipped[2, 2] += 1
    found = diagnose(traced, slipped)
    assert (found.given_maps, found.wrong_cells) == ((0,), (Cell(0, 2, 2),))
    turned = dsviz.convolve(
        layer_of.x, layer_of.weight[..., ::-1, ::-1].copy(), layer_of.bias, **layer_of.keywords
    )
    for filter_, own in enumerate(turned):
        found = diagnose(traced, own)
        assert (found.given_maps, mistakes(found)) == ((filter_,), ["kernel-flipped"])
    # Numbers of no filter are not taken for one's.
    assert diagnose(traced, [[7, -2, 4], [-3, -9, -5], [-8, -3, 7]]).marks is None
