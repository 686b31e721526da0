"""Sums as pupils write them: = for "and then", the bias unsaid, lists, tuples and words."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dsviz.check.errors import CheckError
from dsviz.check.sums.cells import workings_of
from dsviz.check.sums.check import CheckedSum
from dsviz.check.sums.working import mistakes_of
from dsviz.conv.trace import trace

# Channel 0: 6 - 6 - 6 + 4 = -2; channel 1: 1 + 2 + 3 + 12 = 18; bias 10; all: 26.
X, W = [[[2, 3], [6, 1]], [[1, 2], [3, 4]]], [[[[3, -2], [-1, 4]], [[1, 1], [1, 3]]]]
PAIR = trace(X, W, [10], backend="numpy")
ALONE = trace(X[:1], [W[0][:1]], backend="numpy")
HALVES = trace([[[0.5, 0.25]]], [[[[0.5, 0.75]]]], backend="numpy")  # 0.25 + 0.1875 = 0.4375
FIRST, SECOND = "2*3+3*-2+6*-1+1*4", "1*1+2*1+3*1+4*3"


def checked(text, traced):
    """The readings of a text for the first cell."""
    return [one.checked for one in workings_of(text, traced.at, (1, 1, 1), (0, 0, 0))]


def is_right(text, traced):
    return sum(map(mistakes_of, checked(text, traced))) == 0


def ids(text, traced):
    each = [
        part.checked if not isinstance(found, CheckedSum) else part
        for found in checked(text, traced)
        for part in ([found] if isinstance(found, CheckedSum) else found)
    ]
    return [finding.id for one in each if one for finding in one.findings]


GOING_ON = [
    "-2+18=16+10={}",
    "-2 + 18 = 16 + 10 = {}",
    "10-2=8+18={}",
    "-2+18=16 -> +10 = {}",
    "6-6=0-6=-6+4=-2+18=16+10={}",
    f"{FIRST}=-2+18=16+10={{}}",
    f"{FIRST}=-2+{SECOND}=16+10={{}}",
    f"{FIRST}=-2+{SECOND}=18+10={{}}",
    f"{FIRST}=-2\n{SECOND}=18\n-2+18=16+10={{}}",
    f"ch1: {FIRST}=-2\nch2: {SECOND}=18\n-2+18=16+10={{}}",
    f"第一通道：{FIRST}=-2\n第二通道：{SECOND}=18\n-2+18=16+10={{}}",
]


@pytest.mark.parametrize("text", GOING_ON)
def test_an_equals_sign_for_and_then_is_a_matter_of_style(text):
    assert is_right(text.format(26), PAIR)
    assert ids(text.format(26), PAIR) == ["goes-on"]
    for wrong in (27, 16, 36):
        assert not is_right(text.format(wrong), PAIR)


def test_a_wrong_number_on_the_way_is_marked_where_it_stands():
    (found,) = checked("-2+18=17+10=27", PAIR)
    assert [(one.id, one.column, one.values["text"]) for one in found.findings] == [
        ("subtotal-wrong", 7, "17")
    ]
    assert found.findings[0].values["written"] == 16
    (found,) = checked("2*3 = 6\n3*-2 = -6\nsum = 1\n6*-1 = -6\n1*4 = 4\ntotal -2", ALONE)
    assert [(one.id, one.line, one.values["written"]) for one in found.findings] == [("subtotal-wrong", 3, 0)]
    assert ids("-2+18=16+9=25", PAIR) == ["goes-on", "bias-wrong"]


@given(st.lists(st.integers(1, 9), min_size=2, max_size=6), st.integers(0, 4))
def test_any_sum_that_goes_on_is_right_and_a_wrong_number_in_it_is_not(parts, at):
    traced = trace([[parts]], [[[[1] * len(parts)]]], backend="numpy")
    so_far = [sum(parts[:end]) for end in range(2, len(parts) + 1)]
    wrong = [number + 100 * (place == at % len(so_far)) for place, number in enumerate(so_far)]
    for numbers, right in ((so_far, True), (wrong, False)):
        steps = [f"{number}+{part}" for number, part in zip(numbers, parts[2:], strict=False)]
        text = "=".join([f"{parts[0]}+{parts[1]}", *steps, str(numbers[-1])])
        assert is_right(text, traced) is right


UNSTATED = [
    "-2\n18\n{}",
    "-2, 18, {}",
    "-2 18 {}",
    "-2, 18 -> {}",
    "-2, 18 = {}",
    "[-2, 18] sum {}",
    f"{FIRST}=-2\n{SECOND}=18\n{{}}",
    f"{FIRST}=-2\n{SECOND}=18\n= {{}}",
    f"{FIRST}=-2, {SECOND}=18, {{}}",
    f"{FIRST}=-2; {SECOND}=18; {{}}",
    "6-6-6+4=-2\n1+2+3+12=18\n{}",
    "6,-6,-6,4 -> -2\n1,2,3,12 -> 18\n-> {}",
    "[6,-6,-6,4,1,2,3,12] sum {}",
    "6,-6,-6,4,1,2,3,12 -> 16 -> {}",
]
LABELLED = [
    "ch1: -2\nch2: 18\n{}",
    "ch1: -2, ch2: 18, {}",
    "ch1: -2, ch2: 18, total {}",
    "ch1 = -2, ch2 = 18, y = {}",
]


@pytest.mark.parametrize("text", UNSTATED)
def test_a_total_alone_may_have_a_bias_that_is_not_written(text):
    assert is_right(text.format(26), PAIR)
    assert ids(text.format(26), PAIR) == ["bias-unstated"]
    assert not is_right(text.format(27), PAIR)
    assert not is_right(text.format(-26), PAIR)


@pytest.mark.parametrize("text", LABELLED)
def test_the_total_behind_labelled_channels_has_the_bias(text):
    assert is_right(text.format(26), PAIR)
    assert not is_right(text.format(27), PAIR)


def test_an_equation_that_lacks_its_bias_is_none():
    assert ids("-2+18=26", PAIR) == ["bias-missing", "total-right-terms-wrong"]
    assert ids(f"{FIRST}+{SECOND}=26", PAIR) == ["bias-missing", "total-right-terms-wrong"]
    assert ids(f"{FIRST}=-2\n{SECOND}=18\n27", PAIR) == ["bias-missing", "total-wrong"]


@pytest.mark.parametrize(
    "text", ["6-6-6+4=-2, 1+2+3+12=18, 10, {}", "[-2,18] sum 16, bias 10, {}", "[-2,18,10] = {}"]
)
def test_a_bias_as_a_number_among_others(text):
    assert is_right(text.format(26), PAIR)
    assert not is_right(text.format(27), PAIR)


LISTS = [
    "[6,-6,-6,4] sum {}",
    "[6, -6, -6, 4] sum: {}",
    "[6,-6,-6,4], sum {}",
    "[[6,-6],[-6,4]] sum {}",
    "6, -6, -6, 4 -> {}",
    "6, -6, -6, 4 sum {}",
    "6 -6 -6 4 = {}",
    "6 -6\n-6 4\nsum {}",
    "6, -6, -6, 4, {}",
    "(6,-6,-6,4) total {}",
    "sum of [6,-6,-6,4] is {}",
    "[6,-6,-6,4].sum() = {}",
    "6,-6,-6,4 和 {}",
    "[6,-6,-6,4]，和为{}",
    "6、-6、-6、4，合计{}",
]


@pytest.mark.parametrize("text", LISTS)
def test_products_as_a_list_and_their_sum(text):
    assert is_right(text.format(-2), ALONE)
    assert not is_right(text.format(-3), ALONE)
    assert not is_right(text.format(-2).replace("4", "5"), ALONE)


DOTS = [
    "(2,3)·(3,-2)+(6,1)·(-1,4)={}",
    "(2,3)*(3,-2) + (6,1)*(-1,4) = {}",
    "(2,3)x(3,-2)+(6,1)x(-1,4)={}",
    "(2,3).(3,-2)+(6,1).(-1,4)={}",
    "(2,3)@(3,-2)+(6,1)@(-1,4)={}",
    "(2,3)(3,-2)+(6,1)(-1,4)={}",
    "(2;3)·(3;-2)+(6;1)·(-1;4)={}",
    "(2 3)·(3 -2)+(6 1)·(-1 4)={}",
    "⟨2,3⟩·⟨3,-2⟩+⟨6,1⟩·⟨-1,4⟩={}",
    "(2,3)·(3,-2) = 0\n(6,1)·(-1,4) = -2\n{}",
    "dot((2,3),(3,-2)) + dot((6,1),(-1,4)) = {}",
    "np.dot([2,3],[3,-2])+np.dot([6,1],[-1,4]) = {}",
    "[2 3]*[3 -2]'+[6 1]*[-1 4]' = {}",
]


@pytest.mark.parametrize("text", DOTS)
def test_pairs_in_brackets_are_lists_where_no_decimals_are_meant(text):
    assert is_right(text.format(-2), ALONE)
    assert len(ids(text.format(-3), ALONE)) == 1


def test_decimal_commas_in_brackets_stay_decimals():
    assert is_right("(0,5)·(0,5)+(0,25)·(0,75) = 0,4375", HALVES)
    assert not is_right("(0,5)·(0,5)+(0,25)·(0,75) = 0,5375", HALVES)
    with pytest.raises(CheckError, match="as many numbers each"):
        checked("(2,3)·(3,-2,1) + 6*-1 + 1*4 = -2", ALONE)


WORDS = [
    "two times three plus three times minus two plus six times minus one plus one times four equals minus {}",
    "six minus six minus six plus four is minus {}",
    "Two times three is six, three times negative two is negative six, six times minus one is minus six, "
    "one times four is four, minus {}",
    "二乘三加三乘负二加六乘负一加一乘四等于负{}",
]


@pytest.mark.parametrize("text", WORDS)
def test_a_sum_in_words(text):
    two, three = ("二", "三") if "乘" in text else ("two", "three")
    assert is_right(text.format(two), ALONE)
    assert not is_right(text.format(three), ALONE)


@pytest.mark.parametrize(
    ("text", "word"),
    [("about -2", "about"), ("2*3 und 4*5", "und"), ("I think so", "I"), ("大约 2*3", "大约")],
)
def test_a_word_that_is_no_part_of_a_sum_is_named_and_an_example_given(text, word):
    with pytest.raises(CheckError, match=r"such as 2\*3 \+ 4\*5 \+ 1 = 27") as refused:
        checked(text, ALONE)
    assert (refused.value.rule, refused.value.values["got"]) == ("sum-words", word)


WIDE = str.maketrans("0123456789+-=()[]", "０１２３４５６７８９＋－＝（）［］")
CHANNELS = f"通道0：{FIRST.replace('*', '×')}=-2\n通道1：{SECOND.replace('*', '×')}=18\n"


@pytest.mark.parametrize("bias", ["偏置：{}", "偏置 b：{}", "偏置={}", "b={}"])
@pytest.mark.parametrize(("number", "right"), [("10", True), ("12", False), ("-10", False), ("18", False)])
@pytest.mark.parametrize("channels", [CHANNELS, CHANNELS.partition("\n")[0] + "\n"])
def test_a_working_in_full_width_signs_is_the_same_in_plain_ones(bias, number, right, channels):
    text = channels + bias.format(number)
    for written in (text, text.translate(WIDE), channels + bias.format(number).translate(WIDE)):
        (parts,) = checked(written, PAIR)
        assert [part.kind for part in parts] == ["channel"] * channels.count("\n") + ["bias"]
        assert all(part.is_right for part in parts[:-1])
        assert parts[-1].is_right is right


@pytest.mark.parametrize(
    "text",
    [
        "2×3+3×(-2)+6×(-1)+1×4+偏置0=-2",
        "通道0：2×3+3×(-2)+6×(-1)+1×4=-2，和：-2。",
        "y[0,0,0]=2×3+3×(-2)+6×(-1)+1×4=-2",
    ],
)
def test_a_sum_in_full_width_signs_is_right(text):
    assert is_right(text, ALONE)
    assert is_right(text.translate(WIDE), ALONE)
    assert not is_right(text.translate(WIDE).replace("－２", "－３"), ALONE)


@pytest.mark.parametrize("word", ["和：", "总和：", "总和 ", "sum: ", "Total: "])
@pytest.mark.parametrize("channels", [CHANNELS, CHANNELS.partition("\n")[0] + "\n"])
@pytest.mark.parametrize(("number", "right"), [("26", True), ("18", False), ("27", False)])
def test_a_number_that_is_called_the_sum_is_the_total(word, channels, number, right):
    (parts,) = checked(channels + word + number, PAIR)
    kinds = ["channel"] * channels.count("\n") + ["total"]
    assert ([part.kind for part in parts], parts[-1].is_right) == (kinds, right)


@pytest.mark.parametrize("word", ["总和 ", "和 ", "total ", "总和："])
def test_the_word_of_the_total_may_stand_before_the_products(word):
    assert is_right(f"{word}{FIRST} = -2", ALONE)
    assert not is_right(f"{word}{FIRST} = -3", ALONE)
