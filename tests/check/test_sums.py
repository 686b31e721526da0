"""The reader of sums and the check of their terms: the documents' lines, every way of writing, nonsense."""

import pickle

import numpy as np
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from dsviz import trace
from dsviz.check.errors import CheckError
from dsviz.check.sums.check import check_sum
from dsviz.check.sums.read import MOST_CHARACTERS, read_sum
from dsviz.content import labels
from dsviz.conv.trace import Trace
from dsviz.examples import HAND, get
from dsviz.export.derivation import step_formula
from dsviz.wording.diagnosis import sentence
from dsviz.wording.sums import sum_text
from tests.reading.clock import fastest, stretched
from tests.thorough import examples, one_in


def step_of(name, *cell):
    one = get(name)
    return Trace(one.layer, "numpy").at(*cell)


CS231N = step_of("standard-cs231n", 0, 0, 0)
DEPTHWISE = step_of("depthwise-tensorflow", 0, 0, 0)
SECOND = step_of("depthwise-tensorflow", 1, 0, 0)

# Document 001's three lines and the last one, as it prints them: most asterisks are lost.
DOCUMENT = [
    "第一个通道和对应权重的结果:01+01+0*(-1)+0*(-1)+00+11+0*(-1)+0*(-1)+10 = 1",
    "第二个通道和对应权重的结果:0\n(-1)+00+0(-1)+00+10+1*(-1)+01+0(-1)+20 = -1",
    "第三个通道和对应权重的结果:0\n0+01+00+01+20+01+00+0*(-1)+0*0 = 0",
]


def ids(checked):
    return [finding.id for finding in checked.findings]


@pytest.mark.parametrize("channel", [0, 1, 2])
@pytest.mark.parametrize("is_told_which", [True, False])
def test_the_documents_lines(channel, is_told_which):
    checked = check_sum(DOCUMENT[channel], CS231N, channel if is_told_which else None)
    assert (checked.scope.name, checked.scope.in_channel) == ("channel", channel)
    assert checked.written == HAND.channel_sums[channel]
    read = [tuple(sorted(term.factors, key=abs)) for term, _ in checked.terms]
    printed = [
        (a, term.sign * b) for (a, b), (term, _) in zip(HAND.factors[channel], checked.terms, strict=True)
    ]
    assert [sorted(map(abs, one)) for one in read] == [sorted(map(abs, one)) for one in printed]
    assert checked.findings[0].id == "asterisks-lost"
    assert checked.is_right == (channel != 2)


def test_the_documents_misprint_is_found_and_does_no_harm():
    note, misprint = check_sum(DOCUMENT[2], CS231N).findings
    assert (misprint.id, misprint.line, misprint.column) == ("weight-wrong-same-product", 2, 28)
    assert [misprint.values[name] for name in ("in_channel", "kernel_row", "kernel_col")] == [2, 2, 2]
    assert sentence(misprint) == (
        "“0*0” has the wrong weight: w[0,2,2,2] is 1, so it is 0×1. "
        "The product is the same, so the sum does not suffer."
    )
    assert sentence(note) == "Multiplication signs seem to be lost: “0 0” was read as 0×0. Read so 7 times."


def test_the_documents_last_line_adds_the_channel_sums_and_the_bias():
    checked = check_sum("1+(-1)+ 0 + 1 = 1", CS231N)
    assert checked.is_right
    assert checked.scope.name == "channel-sums"
    assert [expected.kind for _, expected in checked.terms] == ["channel-sum"] * 3 + ["bias"]


@pytest.mark.parametrize(
    "text",
    [
        "2*3+3*(-2)+6*(-1)+1*4 = -2",
        "2×3 + 3×(−2) + 6×(−1) + 1×4 = −2",
        "2·3 + 3·(−2) + 6·(−1) + 1·4 = −2",
        "2x3 + 3x-2 + 6x-1 + 1x4 = -2",
        "2 * 3 - 3 * 2 - 6 * 1 + 1 * 4 = -2",
        "1*4 + 6*(-1) + 3*(-2) + 2*3",
        "3*2 + (-2)*3 + (-1)*6 + 4*1 = -2",
        "(2*3 + 3*(-2)) + (6*(-1) + 1*4) = 0 - 2 = -2",
        "[2*3, 3*(-2), 6*(-1), 1*4]",
        "2*3 3*(-2) 6*(-1) 1*4",
        "2*3\n3*(-2)\n6*(-1)\n1*4",
        "2.0*3.0 + 3*(-2.) + 6*(-1) + 1*4 = -2.0",
        r"2\cdot3 + 3\cdot(-2) + 6\times(-1) + 1\cdot4 = -2",
        "6 - 6 - 6 + 4 = -2",
        "6＋（－6）＋（－6）＋4＝－2",
        "y[0,0,0] = 2·3 + 3·(−2) + 6·(−1) + 1·4 = −2",
        "first cell: 2*3+3*(-2)+6*(-1)+1*4",
        "2*3 + 6/2*(-2) + 6*(-1) + 1*4",
    ],
)
def test_every_way_of_writing_the_first_sum_of_the_depthwise_example(text):
    checked = check_sum(text, DEPTHWISE)
    assert ids(checked) == []
    assert (checked.written, checked.scope.name) == (-2, "window")


def test_the_second_channels_sum():
    assert check_sum("5*1+3*2+1*(-3)+2*5=18", SECOND).is_right


def test_the_line_the_app_itself_prints_is_right():
    for name in ("standard-cs231n", "depthwise-tensorflow", "standard-guide-stride-2"):
        one = get(name)
        for step in Trace(one.layer, "numpy"):
            assert check_sum(sum_text(step), step).is_right


@pytest.mark.parametrize(
    ("text", "finding", "column", "values"),
    [
        ("2*3+3*2+6*(-1)+1*4 = 10", "sign-wrong", 5, {"text": "3*2", "product": -6}),
        ("2*3+3*(-2)+5*(-1)+1*4 = -1", "input-wrong", 12, {"x": 6, "in_row": 1, "in_col": 0}),
        ("2*3+3*(-2)+6*(-1)+1*5 = -1", "weight-wrong", 19, {"weight": 4, "kernel_row": 1}),
        ("2*3+3*(-2)+6*(-1) = -6", "product-missing", None, {"x": 1, "weight": 4}),
        ("2*3+3*(-2)+6*(-1)+1*4+9*9 = 79", "term-extra", 23, {"text": "9*9", "value": 81}),
        ("2*3+3*(-2)+6*(-1)+1*4+1*4 = 2", "term-doubled", 23, {"text": "1*4"}),
        ("6-6-6+5 = -1", "product-wrong", 7, {"text": "5", "product": 4}),
        ("2*3+3*(-2)+6*(-1)+1*4 = 2", "total-wrong", 25, {"typed": 2, "written": -2, "right": -2}),
        ("2*3+3*(-2)+6*(-1)+1*4 = 6-6-6+3 = -2", "total-wrong", 25, {"typed": -3}),
    ],
)
def test_what_is_wrong_is_named_with_its_column(text, finding, column, values):
    (found,) = check_sum(text, DEPTHWISE).findings
    assert (found.id, found.column) == (finding, column)
    assert values.items() <= found.values.items()
    assert "{" not in sentence(found)


def test_the_cells_are_called_what_the_stage_calls_them():
    (missing,) = check_sum("5*1+3*2+2*5 = 21", SECOND).findings
    assert sentence(missing) == "1×(−3) = −3 is missing: x[1,1,0] times w[1,0,1,0]."


def test_a_right_total_over_wrong_terms():
    checked = check_sum("2*3+3*(-2)+6*(-1) = -2", DEPTHWISE)
    assert ids(checked) == ["product-missing", "total-right-terms-wrong"]


def test_the_bias():
    assert ids(check_sum("1-1+0 = 0", CS231N)) == ["bias-missing"]
    assert ids(check_sum("1-1+0+2 = 2", CS231N)) == ["bias-wrong"]


def test_a_number_that_may_be_a_product_is_read_as_what_the_window_has():
    step = trace([[[1, 2]]], [[[[1, 6]]]], backend="numpy")[0]
    both = check_sum("11 + 26 = 13", step)
    assert ids(both) == ["asterisks-lost"]
    assert both.findings[0].values["count"] == 2
    twelve = check_sum("1 + 12 = 13", step)  # 12 is the product 2*6, not 1*2
    assert ids(twelve) == []


def test_an_ambiguous_run_of_digits_is_said_to_be_so():
    step = trace([[[1, 11, 0]]], [[[[12, 2, 5]]]], backend="numpy")[0]
    checked = check_sum("112 + 11*2 + 05", step)  # 1*12 or 11*2
    assert "asterisk-ambiguous" in ids(checked)
    (found,) = [one for one in checked.findings if one.id == "asterisk-ambiguous"]
    assert sentence(found) == "“112” may be 1×12 or 11×2; it was read as 1×12. Write the multiplication sign."


def test_numbers_cut_as_the_cells_show_them_match():
    step = trace([[[1 / 3, 2]]], [[[[2 / 7, -0.1]]]], backend="numpy")[0]
    assert check_sum("0.333333*0.285714 + 2*(-0.1) = -0.104762", step).is_right
    assert check_sum("1/3*2/7 + 2*(-0.1)", step).is_right
    assert not check_sum("0.33*0.285714 + 2*(-0.1)", step).is_right


@pytest.mark.parametrize(
    ("text", "rule", "line", "column"),
    [
        ("", "sum-empty", 1, 1),
        ("   ", "sum-empty", 1, 1),
        ("2*3+a", "sum-character", 1, 5),
        ("2*3\n+٣*4", "sum-character", 2, 2),
        ("²*3", "sum-character", 1, 1),
        ("__import__('os')", "sum-character", 1, 1),
        ("2**3", "sum-factor", 1, 3),
        ("*3", "sum-factor", 1, 1),
        ("2*", "sum-factor", 1, 3),
        ("2*=6", "sum-factor", 1, 3),
        ("2*3+", "sum-term", 1, 5),
        ("2*3,,4", "sum-term", 1, 5),
        ("2*3 =", "sum-term", 1, 6),
        ("= 6", "sum-term", 1, 1),
        ("2+()", "sum-term", 1, 4),
        ("(2*3", "sum-bracket-open", 1, 1),
        ("2*3)", "sum-bracket-close", 1, 4),
        ("(2=2)", "sum-equals", 1, 3),
        ("2*1/0", "sum-divisor", 1, 3),
        ("1e308*2", "sum-number", 1, 1),
        ("9" * 50, "sum-number", 1, 1),
        ("*".join(["1e15"] * 9), "sum-product", 1, 1),
        ("(" * 10000, "sum-depth", 1, 21),
        ("1+" * MOST_CHARACTERS, "sum-length", None, None),
    ],
)
def test_a_refusal_names_the_rule_and_the_column(text, rule, line, column):
    with pytest.raises(CheckError) as refused:
        read_sum(text)
    assert (refused.value.rule, refused.value.place) == (rule, line and (line, column))
    again = pickle.loads(pickle.dumps(refused.value))
    assert (str(again), again.values) == (str(refused.value), refused.value.values)


def test_a_channel_the_window_does_not_read_is_refused():
    with pytest.raises(CheckError, match="0 to 2; got 5"):
        check_sum("1", CS231N, channel=5)


@pytest.mark.parametrize("text", ["{}", " {} ", "({})", "y = {}", "${}$"])
def test_the_bare_result_is_answered_with_a_request_for_the_products(text):
    for step in (CS231N, DEPTHWISE, SECOND):
        checked = check_sum(text.format(int(step.result)), step)
        assert ids(checked) == ["result-only"]
        assert [expected for _, expected in checked.terms] == [None]
        assert checked.scope.name == "window"
        assert checked.is_right
        assert "Write the products" in sentence(checked.findings[0])
        assert "result-only" not in ids(check_sum(text.format(int(step.result) + 1), step))
    alone = trace([[[3]]], [[[[2]]]], backend="numpy")[0]
    assert check_sum("6", alone).is_right


def latex_of(step):
    products = [rf"{int(tap.x)} \cdot ({int(tap.weight)})" for tap in step.taps]
    bias = [] if step.bias is None else [f"({int(step.bias)})"]
    return f"{' + '.join(products + bias)} = {int(step.result)}"


@pytest.mark.parametrize(
    "text",
    [
        "${}$",
        "$$ {} $$",
        r"\[ {} \]",
        r"\( {} \)",
        r"$y_{{0,0,0}} = {}$",
        r"\begin{{aligned}} y_{{0,0,0}} &= {} \end{{aligned}}",
    ],
)
def test_a_sum_in_latex_is_read(text):
    for step in (CS231N, DEPTHWISE, SECOND):
        line = latex_of(step)
        assert check_sum(text.format(line), step).is_right
        times = line.replace(r"\cdot", r"\times").replace("(", r"\left(").replace(")", r"\right)")
        assert check_sum(text.format(times), step).is_right


def test_the_formula_of_our_own_export_is_read():
    for step in trace([[[2, 3, -1], [4, 0, 5]]], [[[[1, -2]]]], [3], backend="numpy"):
        assert check_sum(step_formula(step), step).is_right
        assert check_sum(f"$$\n{step_formula(step)}\n$$", step).is_right


def test_a_slip_in_latex_is_named_with_its_column():
    step = trace([[[2, 3]]], [[[[1, -2]]]], backend="numpy")[0]
    (found,) = check_sum(r"$2 \cdot 1 + 3 \cdot 2$", step).findings
    assert (found.id, found.line, found.column) == ("sign-wrong", 1, 14)


def test_every_finding_of_a_sum_has_its_words():
    said_ids = {key.removeprefix("sum.") for key in labels("diagnosis") if key.startswith("sum.")}
    reasons = {"sign-wrong", "weight-wrong", "input-wrong"}
    assert reasons | {f"{reason}-same-product" for reason in reasons} <= said_ids
    kinds = {"product", "bias", "channel-sum"}
    assert {f"{kind}-{what}" for kind in kinds for what in ("wrong", "missing")} <= said_ids


def check_all(text):
    for step in (CS231N, DEPTHWISE):
        try:
            checked = check_sum(text, step)
        except CheckError:
            continue
        assert np.isfinite(checked.written)
        assert all(sentence(found) for found in checked.findings)


@given(st.text())
@examples(300)
def test_any_text_is_read_or_refused(text):
    check_all(text)


@given(st.text(alphabet="0123456789.+-*/×·−()=,; \nex[]:", max_size=60))
@examples(1000)
@example("0(0)0(0)")
@example("-(-(-01))")
@example("1e15*1e15/1e15 = 1e15")
def test_any_text_that_looks_like_a_sum_is_read_or_refused(text):
    check_all(text)


terms_of_whole_numbers = st.lists(st.tuples(*[st.integers(-99, 99)] * 2), min_size=1, max_size=12)


@given(terms_of_whole_numbers, st.randoms(use_true_random=False), st.sampled_from("*×·x"))
@examples(200)
def test_any_window_written_in_any_order_is_right(products, random, times):
    xs, weights = zip(*products, strict=True)
    step = trace([[xs]], [[[weights]]], backend="numpy")[0]
    random.shuffle(products)
    text = " + ".join(
        f"({a}){times}({b})" if random.random() < 0.5 else f"{b}{times}{a}" for a, b in products
    )
    assert check_sum(f"{text} = {int(step.result)}", step).is_right


@given(terms_of_whole_numbers, st.integers(0, 11), st.integers(1, 9))
@examples(200)
def test_any_one_wrong_factor_is_found(products, at, by):
    at %= len(products)
    xs, weights = zip(*products, strict=True)
    step = trace([[xs]], [[[weights]]], backend="numpy")[0]
    wrong = [(a + by * (i == at), b) for i, (a, b) in enumerate(products)]
    checked = check_sum(" + ".join(f"({a})*({b})" for a, b in wrong), step)
    same = sorted(map(sorted, wrong)) == sorted(map(sorted, products))
    assert checked.is_right == same


NASTY = {
    "sum": "1*1+",
    "brackets": "(1)+",
    "signs": "+-",
    "joined": "1(1)+",
    "lost": "01+",
    "digits": "12",
    "spaces": " ",
    "label": "a ",
    "list": "2*3 ",
    "equals": "1=",
    "stars": "2*1*",
    "nested": "((((((((((1+1))))))))))+",
}


@pytest.mark.parametrize("piece", one_in(4, NASTY.values()), ids=NASTY)
def test_the_longest_text_is_read_well_within_a_second(piece):
    text = (piece * MOST_CHARACTERS)[: MOST_CHARACTERS - 1] + "1"
    assert fastest(lambda: check_all(text), enough=1) < stretched(1)


WORKING = [
    "1 × 2 = 2",
    "2 × 1 = 2",
    "3 × 1 = 3",
    "4 × 1 = 4",
    "5 × 3 = 15",
    "6 × 1 = 6",
    "7 × 1 = 7",
    "8 × 2 = 16",
]


@pytest.mark.parametrize(
    ("line", "typed", "place", "said"),
    [
        (4, "5 × 3 = 16", (5, 9), "“16” is not what 5×3 gives: that is 15."),
        (0, "1 × 2 = 3", (1, 9), "“3” is not what 1×2 gives: that is 2."),
        (7, "8 × 2 = -16", (8, 9), "“-16” is not what 8×2 gives: that is 16."),
    ],
)
def test_of_products_one_a_line_the_wrong_line_is_named_alone(line, typed, place, said):
    step = trace([[[1, 2, 3, 4], [5, 6, 7, 8]]], [[[[2, 1, 1, 1], [3, 1, 1, 2]]]], backend="numpy")[0]
    assert check_sum("\n".join(WORKING), step).is_right
    (found,) = check_sum("\n".join([*WORKING[:line], typed, *WORKING[line + 1 :]]), step).findings
    assert (found.id, (found.line, found.column), sentence(found)) == ("result-wrong", place, said)


def test_a_wrong_factor_on_a_line_of_its_own_is_named_beside_its_result():
    step = trace([[[1, 2, 3]]], [[[[2, 1, 4]]]], backend="numpy")[0]
    found = check_sum("1*2 = 2\n2*1 = 2\n3*5 = 15", step).findings
    assert [(one.id, one.line) for one in found] == [("weight-wrong", 3)]


BLUR = trace(
    [[[52, 55, 61], [68, 70, 73], [62, 59, 55]]],
    np.array([[[[1, 2, 1], [2, 4, 2], [1, 2, 1]]]]) / 16,
    backend="numpy",
)[0]
PRODUCTS = "52 + 110 + 61 + 136 + 280 + 146 + 62 + 118 + 55"


@pytest.mark.parametrize(
    "text",
    [
        rf"\frac{{1}}{{16}}({PRODUCTS}) = 63.75",
        f"1/16 * ({PRODUCTS}) = 63.75",
        f"({PRODUCTS}) × 1/16 = 63.75",
        f"({PRODUCTS})/16 = 1020/16 = 63.75",
    ],
)
def test_a_factor_before_products_that_were_worked_out(text):
    assert ids(check_sum(text, BLUR)) == []
    wrong = check_sum(text.replace("280", "281"), BLUR)
    assert (wrong.findings[0].id, wrong.findings[0].values["product"]) == ("product-wrong", 17.5)


# MATLAB's conv2 of a question in public, first number: −5, where a layer gives 5.
TURNED = "-5*1 + 5*1 + 0*1 + 5*0 + 5*0 + 0*0 + 0*(-1) + 5*(-1) + 0*(-1) = -5"


def test_a_sum_with_the_kernel_turned_is_said_to_be_that():
    rows = [[-5, 5, 0], [5, 5, 0], [0, 5, 0]]
    kernel = [[-1, -1, -1], [0, 0, 0], [1, 1, 1]]
    (found,) = check_sum(TURNED, trace([rows], [[kernel]], backend="numpy")[0]).findings
    assert (found.id, found.values) == ("kernel-turned", {"right": 5, "written": -5})
    assert sentence(found) == (
        "Every product is right for the kernel turned by 180°, which gives −5; "
        "a layer takes the kernel as it is printed, and gives 5."
    )
    one_wrong = check_sum(TURNED.replace("5*(-1)", "4*(-1)"), trace([rows], [[kernel]], backend="numpy")[0])
    assert "kernel-turned" not in ids(one_wrong)


def test_one_channel_with_its_slice_turned_is_told_its_own_sum():
    x, kernel = [[[1, 2, 3]], [[4, 5, 6]]], [[[[1, 0, -2]], [[3, 1, 2]]]]
    step = trace(x, kernel, [10], backend="numpy")[0]
    (found,) = check_sum("4*2 + 5*1 + 6*3 = 31", step, 1).findings
    assert (found.id, found.values) == ("kernel-turned", {"right": 29, "written": 31})


ONES = "1*52 + 2*55 + 1*61 + 2*68 + 4*70 + 2*73 + 1*62 + 2*59 + 1*55"
MEAN = trace([[[1, 2, 3], [4, 5, 6], [7, 8, 9]]], np.ones((1, 1, 3, 3)) / 9, backend="numpy")[0]
NINE = " + ".join(f"1*{each}" for each in range(1, 10))


@pytest.mark.parametrize(
    ("text", "step"),
    [
        (f"({ONES})/16 = 63.75", BLUR),
        (f"({ONES.replace('1*', '')})/16 = 63.75", BLUR),
        (f"1/16 * ({ONES.replace('1*', '')}) = 63.75", BLUR),
        (rf"\frac{{{ONES}}}{{16}} = 63.75", BLUR),
        (f"{ONES} = 1020\n1020/16 = 63.75", BLUR),
        (f"{ONES} = 1020, 1020 ÷ 16 = 63.75", BLUR),
        (f"{ONES} = 1020 = 1020/16 = 63.75", BLUR),
        (f"{ONES} = 1020\n1020 * 1/16 = 63.75", BLUR),
        (f"({NINE})/9 = 5", MEAN),
        ("1+2+3+4+5+6+7+8+9 = 45\n45/9 = 5", MEAN),
    ],
)
def test_the_weight_may_stand_before_the_input_in_a_sum_that_is_divided(text, step):
    assert ids(check_sum(text, step)) == []


def test_a_divided_sum_may_have_its_bias_behind_it():
    step = trace([[[2, 3], [4, 5]]], [[[[0.25, 0.5], [0.75, 1]]]], [1], backend="numpy")[0]
    assert ids(check_sum("(1*2 + 2*3 + 3*4 + 4*5)/4 + 1 = 11", step)) == []
    wrong = check_sum("(1*2 + 2*3 + 3*4 + 4*6)/4 + 1 = 12", step)
    assert [(one.id, one.values["right"]) for one in wrong.findings] == [("input-wrong", 5)]


@pytest.mark.parametrize("text", ["1020/16 = 63.75", "63.75"])
def test_a_result_alone_is_noted_with_what_it_is_divided_by(text):
    found = check_sum(text, BLUR)
    assert (ids(found), found.is_right) == (["result-only"], True)
    assert not check_sum(text.replace("63", "64"), BLUR).is_right


def test_a_wrong_result_before_the_division_is_told_once():
    (found,) = check_sum(f"{ONES} = 1021\n1021/16 = 63.8125", BLUR).findings
    assert (found.id, found.values) == ("subtotal-wrong", {"text": "1021", "written": 1020})


@pytest.mark.parametrize(
    ("text", "times"),
    [(f"{ONES} = 1020", "16"), (f"({ONES})/9 = 113.33", "16/9"), (f"{ONES} = 1020\n1020/9 = 113.33", "16/9")],
)
def test_a_division_forgotten_or_by_another_number_is_one_statement(text, times):
    (found,) = check_sum(text, BLUR).findings
    assert (found.id, found.values) == ("scale-wrong", {"times": times, "right": 63.75})
    assert sentence(found) == (
        f"Every product is {times} times the one of this window: divided by {times} they are right, "
        "and the sum is 63.75."
    )


def test_one_wrong_product_among_scaled_ones_is_not_covered():
    found = check_sum(ONES.replace("2*73", "3*73"), BLUR)
    assert "scale-wrong" not in ids(found)


@pytest.mark.parametrize(
    ("text", "scope"),
    [
        ("2×3 + 3×(−2) + 6×(−1) + 1×4 ＋ 偏置 1 ＋ 2 = 1", "window"),
        ("通道 0： 2×3 + 3×(−2) + 6×(−1) + 1×4 = −2", "channel"),
        ("channel 0: 2*3 + 3*(-2) + 6*(-1) + 1*4 = -2", "channel"),
        ("第一个通道：2×3 + 3×(−2) + 6×(−1) + 1×4 = −2", "channel"),
    ],
)
def test_one_line_with_the_words_of_its_channel_or_bias(text, scope):
    x, weight = [[[2, 3], [6, 1]], [[1, 0], [0, 1]]], [[[[3, -2], [-1, 4]], [[1, 1], [1, 1]]]]
    step = trace(x, weight, bias=[1], backend="numpy")[0]
    found = check_sum(text, step)
    assert (found.is_right, found.scope.name) == (True, scope)
    assert not check_sum(
        text.replace("= −2", "= −3").replace("= -2", "= -3").replace("= 1", "= 2"), step
    ).is_right
