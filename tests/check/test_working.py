"""Workings of several lines as people write them: right ones are right, and a wrong number is found."""

import random
from contextlib import suppress

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from dsviz.check.errors import CheckError
from dsviz.check.sums.check import CheckedSum
from dsviz.check.sums.findings import NOTES
from dsviz.check.sums.signs import plain_signs
from dsviz.check.sums.working import check_working, mistakes_of
from dsviz.conv.trace import trace

ONE = trace([[[1, 3]]], [[[[2, 4]]]], backend="numpy")[0]  # 1*2 + 3*4 = 14
BIASED = trace([[[1, 3]], [[2, 0]]], [[[[2, 4]], [[1, -1]]]], [1], backend="numpy")[0]  # 14 + 2 + 1 = 17
REAL = trace([[[0.5, 0.25]]], [[[[0.75, -1.5]]]], backend="numpy")[0]  # 0.375 - 0.375 = 0


def is_right(text, step):
    found = check_working(text, step)
    return found.is_right if isinstance(found, CheckedSum) else all(part.is_right for part in found)


def ids(text, step):
    found = check_working(text, step)
    parts = [found] if isinstance(found, CheckedSum) else [part.checked for part in found if part.checked]
    return [each.id for part in parts for each in part.findings]


ONE_CHANNEL = [
    "1*2+3*4=14\nsum = {}",
    "1*2+3*4\nsum = {}",
    "2+12=14\nTotal: {}",
    "1×2＋3×4＝14\n总和 = {}",
    "1*2=2\n3*4=12\nsum = {}",
    "1*2=2\n3*4=12\nTherefore the sum is {}.",
    "1*2=2, 3*4=12, sum={}",
    "1*2=2; 3*4=12; {}",
    "1*2+3*4 = {} (correct)",
    "sum: 1*2 + 3*4 = {}",
    "1*2 + 3*4 => {}",
    "1*2 + 3*4 -> {}",
    "1*2 + 3*4 → {}",
    "1*2\n+3*4\n------\n{}",
    "1*2=2\n3*4=12\n---\n{}",
    "1*2=2\n3*4=12\n---\nsum = {}",
    "1*2=2\n3*4=12\n= {}",
    "1*2=2\n3*4=12\n2+12={}",
    "1*2=2 and 3*4=12, so {}",
    "(1)(2)=2\n(3)(4)=12\nTotal = {}",
    "1 x 2 = 2\n3 x 4 = 12\nAdd: 2 + 12 = {}",
    "1*2+3*4={}，所以结果是14",
    "1*2+3*4=14，所以结果是{}",
    "1*2+3*4 = 14. The answer is {}.",
    "np.sum([2,12]) = {}",
    "sum([1*2, 3*4]) = {}",
    "1*2 + 3*4 = 2 + 12 = {} ✓",
    "∑ = 1*2+3*4 = {}",
    "= 1*2 + 3*4\n= 2 + 12\n= {}",
    "1*2 + 3*4 == {}",
    "x*w: 1*2, 3*4\nsum: {}",
    "Step 1: 1*2 = 2\nStep 2: 3*4 = 12\nStep 3: 2+12 = {}",
    "1. 1*2=2\n2. 3*4=12\n{}",
    "• 1*2=2\n• 3*4=12\n= {}",
    "1*2 plus 3*4 equals {}",
    "1 times 2 + 3 times 4 = {}",
    "1乘2加3乘4等于{}",
    "1*2 = 2\n2 + 3*4 = {}",
]


@pytest.mark.parametrize("text", ONE_CHANNEL)
def test_a_right_working_is_right_and_a_wrong_total_is_seen(text):
    assert is_right(text.format(14), ONE)
    assert not is_right(text.format(15), ONE)


TWO_CHANNELS = [
    "channel 0: 1*2+3*4 = 14\nchannel 1: 2*1+0*(-1) = 2\nsum = 16\nbias = 1\ntotal = {}",
    "R: 1*2+3*4=14\nG: 2*1+0*-1 = 2\n14+2+1 = {}",
    "R: 14\nG: 2\nbias 1\ntotal {}",
    "ch0 = 1*2+3*4 = 14\nch1 = 2*1+0*-1 = 2\nresult = 14+2+1 = {}",
    "1*2+3*4 = 14\n2*1-0*1 = 2\n+ bias 1 = {}",
    "1*2+3*4+2*1+0*(-1) + bias(1) = {}",
    "1*2+3*4+2*1+0*(-1) + 1 (bias) = {}",
    "Channel 1: 1*2+3*4 = 14\nChannel 2: 2*1+0*-1 = 2\nBias: 1\nTotal: {}",
    "通道1：1*2+3*4=14\n通道2：2*1+0*(-1)=2\n偏置：1\n合计：{}",
    "14 + 2 + 1\ntotal {}",
    "14+2=16\n16+1={}",
    "1*2=2\n3*4=12\n2*1=2\n0*-1=0\nsum 16\nbias 1\ntotal {}",
]


@pytest.mark.parametrize("text", TWO_CHANNELS)
def test_channels_a_bias_and_sums_on_the_way(text):
    assert is_right(text.format(17), BIASED)
    assert not is_right(text.format(16), BIASED)
    assert not is_right(text.format(-17), BIASED)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("1*2 = 2\n3*4 = 13\nsum = 14", "result-wrong"),
        ("1*2 + 3*4 = 15\n2*1 = 2\n0*(-1) = 0\nbias 1\ntotal 17", "subtotal-wrong"),
        ("1*2 = 2\n3*4 = 12\nsum = 15\n2*1 = 2\n0*-1 = 0\n+ 1\n= 17", "subtotal-wrong"),
        ("R: 14\nG: 3\nbias 1\ntotal 17", "channel-sum-wrong"),
        ("R: 1*2+3*4 = 14\nG: 2*1+0*-1 = 2\nbias 1\ntotal 18", "total-wrong"),
        ("1*2 = 2\n3*3 = 9\nsum = 11", "weight-wrong"),
        ("1*2 = 2\nsum = 2", "product-missing"),
    ],
)
def test_what_is_wrong_is_named(text, found):
    step = BIASED if "1 total" in text.replace("\n", " ") or "bias" in text or "+ 1" in text else ONE
    assert found in ids(text, step)


def test_a_wrong_result_is_marked_where_it_was_typed():
    (found,) = check_working("sum of two products\n1*2 = 2\n  3*4 = 13\nsum = 14", ONE).findings
    assert (found.line, found.column, found.values["text"]) == (3, 9, "13")


def test_a_forgotten_bias_is_no_sum_on_the_way():
    """16 is right before the bias is added, not as the end of it."""
    assert not is_right("R: 14\nG: 2\ntotal 16", BIASED)
    assert is_right("R: 14\nG: 2\nsum 16\nbias 1\ntotal 17", BIASED)


def test_decimals_in_lines():
    assert is_right("0.5*0.75 = 0.375\n0.25*(-1.5) = -0.375\nsum = 0", REAL)
    assert is_right("0,5*0,75 = 0,375\n0,25*(-1,5) = -0,375\n= 0", REAL)
    assert not is_right("0.5*0.75 = 0.375\n0.25*(-1.5) = -0.395\nsum = 0", REAL)


@pytest.mark.parametrize("text", ["2*3 + 4*5\n- 1*2\n= 24", "2 * 3 -\n1 = 5"])
def test_signs_at_the_ends_of_lines_join_them(text):
    step = trace([[[2, 4, 1]]], [[[[3, 5, -2]]]], backend="numpy")[0]
    short = trace([[[2]]], [[[[3]]]], [-1], backend="numpy")[0]
    assert is_right(text, step if "4*5" in text else short)


numbers = st.integers(-9, 9)


@st.composite
def workings(draw):
    """A layer of one window, and its right working in one of the ways people write it."""
    channels, taps = draw(st.integers(1, 3)), draw(st.integers(1, 4))
    cells = st.lists(numbers.filter(bool), min_size=taps, max_size=taps)
    x = [[draw(cells)] for _ in range(channels)]
    w = [[draw(cells)] for _ in range(channels)]
    bias = draw(st.none() | numbers)
    step = trace(x, [w], None if bias is None else [bias], backend="numpy")[0]
    rng = random.Random(draw(st.integers(0, 10_000)))
    times, equals = rng.choice("*×·"), rng.choice(["=", " = ", " => ", "＝"])
    products = [
        f"{a}{times}({b})" for row, ws in zip(x, w, strict=True) for a, b in zip(row[0], ws[0], strict=True)
    ]
    values = [a * b for row, ws in zip(x, w, strict=True) for a, b in zip(row[0], ws[0], strict=True)]
    lines = [f"{product}{equals}{value}" for product, value in zip(products, values, strict=True)]
    if rng.random() < 0.5 and channels > 1:  # a channel a line
        own = [slice(c * taps, (c + 1) * taps) for c in range(channels)]
        lines = [f"{' + '.join(products[each])}{equals}{sum(values[each])}" for each in own]
        if rng.random() < 0.5:
            lines = [f"channel {c}: {line}" for c, line in enumerate(lines)]
    if bias is not None:
        lines.append(f"{rng.choice(['bias', '偏置', 'b'])}{rng.choice([' = ', ': '])}{bias}")
    total = rng.choice(["sum = {}", "total: {}", "= {}", "答案 {}", "------\n{}", "so the result is {}"])
    return step, "\n".join(lines), total


@given(workings())
def test_right_workings_are_right_and_another_total_is_not(case):
    step, lines, total = case
    right = int(step.result)
    assert is_right(f"{lines}\n{total.format(right)}", step)
    assert not is_right(f"{lines}\n{total.format(right + 1)}", step)


PIECES = [
    "1*2=2",
    "+3*4",
    "= 14",
    "14",
    "sum",
    "so",
    "bias",
    " 1",
    "通道 1：",
    "1:",
    "---",
    "=>",
    "(",
    ")",
    "b",
    ",",
    "。",
]


@given(st.lists(st.sampled_from([*PIECES, "\n", "\n"])))
@example(["通道 1：", "\n", "1*2=2", "\n", "+3*4"])
@example(["(", "\n", "sum", ")"])
def test_whatever_is_typed_is_read_or_refused(parts):
    text = "".join(parts)
    assert len(plain_signs(text)) == len(text)
    assert plain_signs(text).count("\n") == text.count("\n")
    with suppress(CheckError):
        check_working(text, ONE)


TWO = trace([[[2, 3], [6, 1]]], [[[[3, -2], [-1, 4]]]], backend="numpy")[0]  # 6 - 6 - 6 + 4 = -2
COLOURS = trace([[[1]], [[2]], [[3]]], [[[[1]], [[-1]], [[0]]]], [1], backend="numpy")[0]  # 1 - 2 + 0 + 1


@pytest.mark.parametrize(
    "text",
    [
        "Row 1: 6-6=0\nRow 2: -6+4=-2\nSum: {}",
        "row 1: 2*3 + 3*(-2) = 0\nrow 2: -6+4 = -2\nrow sums: 6-6 = 0, -6+4 = -2\nTotal = 0 + (-2) = {}",
        "Products:\n[2*3 3*(-2)] => [6 -6]\n[6*(-1) 1*4] => [-6 4]\nRow sums: 6-6 = 0, -6+4 = -2\nTotal = {}",
        "2*3 + 3*(-2) + 6*(-1) + 1*4 + b = {}",
        "- 2*3 = 6\n- 3*-2 = -6\n- 6*-1 = -6\n- 1*4 = 4\nTotal: {}",
        "2*3 + 3*(-2) + 6*(-1) = -6 + 1*4 = {}",
        "2*3 = 6 + 3*(-2) = 0 + 6*(-1) = -6 + 1*4 = {}",
        "2*3 + 3*(-2) + 6*(-1) + 1*4 + 0 = {}",
        "y[0,0,0] = 2*3 + 3*(-2) + 6*(-1) + 1*4\n         = 6 - 6 - 6 + 4\n         = {}",
        r"\begin{{align}} y_{{00}} &= 2\cdot3 + 3\cdot(-2) + 6\cdot(-1) + 1\cdot4 = {} \end{{align}}",
        "x[0,0]*w[0,0] + x[0,1]*w[0,1] + ... = 2*3 + 3*(-2) + 6*(-1) + 1*4 = {}",
        "Output[0][0] = 2*3 + 3*(-2) + 6*(-1) + 1*4 = {}",
        r"\sum = 2*3 + 3*(-2) + 6*(-1) + 1*4 = {}",
    ],
)
def test_parts_repeated_sums_going_on_and_formulas_before_numbers(text):
    assert is_right(text.format(-2), TWO)
    assert not is_right(text.format(-3), TWO)


def test_a_slip_on_the_way_is_marked_in_its_line():
    text = "y[0,0,0] = 2*3 + 3*(-2) + 6*(-1) + 1*4\n         = 6 - 6 - 7 + 4\n         = -2"
    (found,) = check_working(text, TWO).findings
    assert (found.id, found.line, found.values["typed"]) == ("total-wrong", 2, -3)


def test_a_bias_may_be_named_and_then_written():
    assert is_right("1*2+3*4+2*1+0*(-1) + b = 16 + 1 = 17", BIASED)
    assert not is_right("1*2+3*4+2*1+0*(-1) + b = 16 + 1 = 18", BIASED)


def test_a_total_that_leaves_a_part_out_is_wrong_though_its_numbers_are_there():
    lines = "2*3 = 6\n3*(-2) = -6\n6*(-1) = -6\n1*4 = 4\n"
    assert not is_right(f"{lines}Total: 6+4 = 10", TWO)
    assert not is_right(f"{lines}6+4 = 10", TWO)


def test_blue_is_no_bias():
    assert is_right("R: 1\nG: -2\nB: 0\nb: 1\nSum = 0", COLOURS)
    assert is_right("R: 1\nG: -2\nB: 0\nbias: 1\nSum = 0", COLOURS)
    assert not is_right("R: 1\nG: -2\nB: 1\nb: 1\nSum = 0", COLOURS)


def test_a_result_alone_is_right_and_the_products_are_asked_for():
    checked = check_working("-2", TWO)
    assert checked.is_right
    assert [found.id for found in checked.findings] == ["result-only"]
    assert not check_working("-3", TWO).is_right


def test_one_sum_is_checked_and_another_behind_it_is_said_to_be_left():
    text = "2*3+3*(-2)+6*(-1)+1*4 = -2\n\n3*3+8*(-2)+1*(-1)+5*4 = 12"
    checked = check_working(text, TWO)
    assert checked.is_right
    assert [(found.id, found.line) for found in checked.findings] == [("other-sum", 3)]
    assert not check_working(text.replace("1*4 = -2", "1*4 = -3"), TWO).is_right


ZERO = trace([[[2, 3], [6, 0]]], [[[[3, -2], [-1, 4]]]], backend="numpy")[0]


@pytest.mark.parametrize(
    "text",
    [
        "2*3+3*(-2)+6*(-1) = -6",
        "2,0*3,0 + 3,0*(-2,0)+6,0*(-1,0)+0,0*4,0 = -6,0",
        "2,0*3,0 + 3,0*(-2,0)+6,0*(-1,0) = -6",
    ],
)
def test_zeros_may_be_left_out_and_decimals_may_have_commas(text):
    assert is_right(text, ZERO)
    assert not is_right(text.replace("-6", "-5"), ZERO)


def test_a_zero_left_out_is_said_and_another_product_is_missed():
    assert ids("2*3+3*(-2)+6*(-1) = -6", ZERO) == ["zeros-left-out"]
    assert ids("2*3+3*(-2) = 0", ZERO) == ["product-missing"]


@pytest.mark.parametrize(
    ("text", "scale"),
    [
        ("(2*3+3*(-2)+6*(-1)+0*4)/4 = -1.5", "/4"),
        ("sum = (2*3 + 3*(-2) + 6*(-1) + 0*4) / 9", "/ 9"),
        ("1/9*(2*3+3*(-2)+6*(-1)+0*4)", "1/9*"),
    ],
)
def test_a_right_sum_that_is_divided_is_told_so(text, scale):
    found = check_working(text, ZERO)
    assert [(one.id, one.values["text"]) for one in found.findings if one.id == "sum-scaled"] == [
        ("sum-scaled", scale)
    ]
    assert [one.id for one in found.findings if one.id not in NOTES] == ["sum-scaled"]
    slip = text.replace("6*(-1)", "6*(-2)")
    assert "sum-scaled" not in [one.id for one in check_working(slip, ZERO).findings]


def test_sums_of_channels_and_a_bias_on_the_last_line():
    channels = "2*3+3*(-2)+6*(-1)+1*4 = -2\n5*1+3*2+1*(-3)+2*5 = 18\n"
    step = trace(
        [[[2, 3], [6, 1]], [[5, 3], [1, 2]]], [[[[3, -2], [-1, 4]], [[1, 2], [-3, 5]]]], [1], backend="numpy"
    )[0]
    assert is_right(channels + "-2+18+1 = 17", step)
    assert is_right(channels + "1-2+18 = 17", step)
    assert ids(channels + "-2+18+2 = 18", step) == ["bias-wrong"]
    assert ids(channels + "-2+18 = 16", step) == ["bias-missing"]


CHANNELS = "2*3+3*(-2)+6*(-1)+1*4=-2\n5*1+3*2+1*(-3)+2*5=18\n"
PAIR = trace(
    [[[2, 3], [6, 1]], [[5, 3], [1, 2]]], [[[[3, -2], [-1, 4]], [[1, 2], [-3, 5]]]], [1], backend="numpy"
)[0]
# The first window of CS231n's picture, as a book prints it.
PADDED = trace(
    [[[1, 2], [0, 0]], [[0, 1], [2, 1]], [[1, 1], [1, 1]]],
    [
        [
            [[1, 1, 1], [1, 1, -1], [-1, 1, -1]],
            [[0, 1, 1], [-1, 0, 1], [1, 0, 1]],
            [[-1, 1, -1], [0, 1, 0], [-1, 0, -1]],
        ]
    ],
    [1],
    padding=1,
    backend="numpy",
)[0]


@pytest.mark.parametrize(
    ("text", "step"),
    [
        ("6-6-6+4=-2\n5+6-3+10=18\n-2+18+1=17", PAIR),
        ("S1=" + CHANNELS.replace("\n5", "\nS2=5") + "y=S1+S2+b=17", PAIR),
        ("S1=" + CHANNELS.replace("\n5", "\nS2=5") + "y=S1+S2+b=-2+18+1=17", PAIR),
        (
            "0*1 + 0*1 + 0*1 + 0*1 + 1*1 + 2*(-1) + 0*(-1) + 0*1 + 0*(-1) = -1\n"
            "0*0 + 0*1 + 0*1 + 0*(-1) + 0*0 + 1*1 + 0*1 + 2*0 + 1*1 = 2\n"
            "0*(-1) + 0*1 + 0*(-1) + 0*0 + 1*1 + 1*0 + 0*(-1) + 1*0 + 1*(-1) = 0\n-1 + 2 + 0 + 1 = 2",
            PADDED,
        ),
        ("1 - 2 + 1 + 1 + 1 - 1 + 1 = 2", PADDED),
        (r"$1\cdot1+2\cdot(-1)+1\cdot1+1\cdot1+1\cdot1+1\cdot(-1)+1=2$", PADDED),
        (
            "Channel 1: 1*1 + 2*(-1) = -1\nChannel 2: 1*1 + 1*1 = 2\nChannel 3: 1*1 + 1*(-1) = 0\n"
            "Bias: 1\nTotal: -1+2+0+1 = 2",
            PADDED,
        ),
    ],
)
def test_names_of_parts_zeros_left_out_and_a_last_line_with_the_bias(text, step):
    assert is_right(text, step)
    assert not is_right(text[: text.rindex("=")] + "= 16", step)


def test_a_slip_on_the_way_is_told_and_not_its_consequence():
    assert ids(CHANNELS.replace("18", "17") + "-2+17+1=16", PAIR) == ["subtotal-wrong"]
    assert ids(CHANNELS + "-2+18+1=18", PAIR) == ["total-wrong"]


BOTH = trace(
    [[[1, 2, 0], [0, 1, 2], [1, 0, 1]], [[0, 1, 1], [2, 0, 1], [1, 1, 0]]],
    [[[[1, 0], [0, -1]], [[-1, 1], [0, 1]]]],
    [1],
    backend="numpy",
)[0]
LINES_OF_BOTH = "1*1+2*0+0*0+1*(-1) = 0\n0*(-1)+1*1+2*0+0*1 = 1\n"


@pytest.mark.parametrize(
    "end", ["+ bias 1 = {}", "+ 1 = {}", "bias: 1+1 = {}", "偏置：1+1 = {}", "1 + 1 = {}"]
)
@pytest.mark.parametrize(
    "before", [LINES_OF_BOTH, "x0: 1-1 = 0\nx1: 1\n", LINES_OF_BOTH.replace(" = 0\n", "+")]
)
def test_the_bias_in_a_last_line_goes_on_from_the_total_above(before, end):
    total = "" if "+0*(-1)" in before else "0 + 1 = 1\n"
    assert mistakes_of(check_working(before + total + end.format(2), BOTH)) == 0
    assert mistakes_of(check_working(before + total + end.format(3), BOTH)) > 0


@pytest.mark.parametrize(
    ("text", "right"),
    [
        ("1*2 + 3*4 + 2 + 1 = 17", True),  # one channel as products, the other as its sum
        ("14 + 2*1 + 0*(-1) + 1 = 17", True),
        ("2*1 + 0*(-1) + 14 + 1 = 17", True),
        ("1*2 + 3*4 + 3 + 1 = 18", False),
        ("14 + 14 + 1 = 29", False),
        ("channel 0: 14\nchannel 1: 2\nbias 1\n= 17", True),
        ("channel 0: 14\nchannel 1: 2\nbias: 1\n= 17", True),
        ("channel 0: 14\nchannel 1: 2\nbias: 1\n= 18", False),
    ],
)
def test_products_sums_and_a_bias_stand_beside_each_other(text, right):
    assert is_right(text, BIASED) is right


def test_brackets_side_by_side_are_a_product_and_no_lost_sign():
    assert ids("(1)(2) + (3)(4) = 14", ONE) == []
    assert ids("1(2) + 34 = 14", ONE)[:1] == ["asterisks-lost"]
