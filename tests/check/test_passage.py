"""Document 001's hand calculation as it stands, and calculations that people write like it."""

import pytest

from dsviz.check.errors import CheckError
from dsviz.check.sums.check import check_sum
from dsviz.check.sums.passage import check_passage, is_passage
from dsviz.check.sums.working import check_working
from dsviz.conv.trace import Trace, trace
from dsviz.examples import HAND, get
from dsviz.examples.hand_lines import LINES, PASSAGE

STEP = Trace(get(HAND.example_id).layer, "numpy").at(*HAND.place)


def verdicts(text):
    return [(part.kind, part.in_channel, part.is_right) for part in check_passage(text, STEP)]


def test_the_whole_passage_is_marked_and_the_slip_of_the_27th_product_found():
    """The document writes 0*0, and the weight there is no 0: the product is right, its factor is not."""
    assert is_passage(PASSAGE)
    parts = check_passage(PASSAGE, STEP)
    assert [(part.kind, part.in_channel, part.line) for part in parts] == [
        ("channel", 0, 3),
        ("channel", 1, 4),
        ("channel", 2, 6),
        ("bias", None, 9),
        ("total", None, 11),
    ]
    assert [part.is_right for part in parts] == [True, True, False, True, True]
    notes = ("asterisks-lost", "asterisk-ambiguous")
    wrong = [found for found in parts[2].checked.findings if found.id not in notes]
    assert len(wrong) == 1
    assert wrong[0].values["text"] == "0*0"


@pytest.mark.parametrize(
    ("text", "right"),
    [
        ("\n".join(PASSAGE.split("\n")[2:]), 5),
        (f"第一个通道:{LINES[0]}。\n偏置：1；", 2),
        (f"Channel 1: {LINES[0]}\nBias: 1", 2),
        ("偏置:1\n\n1+(-1)+ 0 + 1 = 1", 2),
    ],
)
def test_any_part_of_it_is_read(text, right):
    assert is_passage(text)
    assert len(verdicts(text)) == right


def test_a_wrong_bias_and_a_wrong_total_are_marked():
    text = PASSAGE.replace("偏置:1", "偏置:2").replace("0 + 1 = 1", "0 + 1 = 3")
    assert [right for _, _, right in verdicts(text)] == [True, True, False, False, False]


def test_one_sum_is_no_passage():
    assert not is_passage(LINES[0])
    assert not is_passage(LINES[1])
    assert not is_passage(f"Channel 1: {LINES[0]}")


BLUR = trace([[[52, 55], [61, 68]]], [[[[1 / 16, 2 / 16], [2 / 16, 4 / 16]]]], backend="numpy")[0]
REAL = trace([[[0.4657, -0.2328]]], [[[[0.38753, 0.7809]]]], backend="numpy")[0]


@pytest.mark.parametrize(
    "text",
    [
        "(52*1 + 55*2 + 61*2 + 68*4)/16 = 34.75",
        r"\frac{52*1 + 55\cdot 2 + 61 \times 2 + 68·4}{16} = \boxed{34.75}",
        r"$$\frac{52 \times 1 + 55 \times 2 + 61 \times 2 + 68 \times 4}{16} = 34.75$$",
        r"52*\frac{1}{16} + 55*\frac{2}{16} + 61*\frac{2}{16} + 68*\frac{4}{16} = 34.75",
        "1/16 * (52*1 + 55*2 + 61*2 + 68*4) = 34.75",
        r"\frac{1}{16}(52*1 + 55*2 + 61*2 + 68*4) = 34.75",
        "(52*1 + 55*2 + 61*2 + 68*4) * 0.0625 = 34.75",
        "((52*1 + 55*2) + [61*2 + (68*4)])/16 = 34.75。",
        "52*1/16 + 55*2/16 + 61*2/16 + 68*(4/16) = 34.8",
    ],
)
def test_divisions_and_latex_around_them(text):
    assert check_sum(text, BLUR).is_right


@pytest.mark.parametrize(
    ("text", "is_right"),
    [
        # 0.4657 * 0.38753 = 0.180472721, -0.2328 * 0.7809 = -0.18179352, together -0.001320799
        ("0.180 + (-0.182) = -0.001", True),
        ("0.180 - 0.182 = -0.002", True),
        ("0.1805 - 0.1818 = -0.0013", True),
        ("0.4657*0.38753 + (-0.2328)*0.7809 = -0.0013", True),
        ("0.181 - 0.182 = -0.001", False),
        ("0.180 - 0.182 = -0.004", False),
        ("0.180 + 0.182 = 0.362", False),
    ],
)
def test_what_people_rounded_is_right_to_the_digits_shown(text, is_right):
    assert check_sum(text, REAL).is_right == is_right


@pytest.mark.parametrize("text", ["(1+2)/0", "1/", "/2", r"\frac{1}", r"\frac{1}{0} = 1", "(1/)"])
def test_a_division_without_its_parts_is_refused(text):
    with pytest.raises(CheckError):
        check_sum(text, BLUR)


ONE_LINE = trace([[[1, 3]], [[5, 0]]], [[[[2, 4]], [[6, 9]]]], [7], backend="numpy")[0]  # 14 + 30 + 7 = 51


@pytest.mark.parametrize(
    ("text", "right"),
    [
        ("第一通道：1×2+3×4=14，第二通道：5×6=30", [True, True]),
        ("第一通道：1×2+3×4=14，第二通道：5×6=30，偏置：7，合计：51", [True] * 4),
        ("第一通道：1×2+3×4=14，第二通道：5×6=31，偏置：7，合计：51", [True, False, True, True]),
        ("通道1：1×2+3×4=14；通道2：5×6=30；偏置：7。总和：14+30+7=52", [True, True, True, False]),
        ("Channel 1: 1*2+3*4=14, channel 2: 5*6=30, bias: 7, total: 51", [True] * 4),
    ],
)
def test_labelled_sums_on_one_line_are_marked_each(text, right):
    parts = check_passage(text, ONE_LINE)
    assert [part.is_right for part in parts] == right
    assert [part.kind for part in parts] == ["channel", "channel", "bias", "total"][: len(right)]
    assert {part.line for part in parts} == {1}


# 2*3 - 3*2 - 6*1 + 1*4 = -2, 5*1 + 3*2 - 1*3 + 2*5 = 18, and 10: 26
TWO_CHANNELS = trace(
    [[[2, 3], [6, 1]], [[5, 3], [1, 2]]], [[[[3, -2], [-1, 4]], [[1, 2], [-3, 5]]]], [10], backend="numpy"
)[0]
IN_CHINESE = "通道1：2×3+3×(-2)+6×(-1)+1×4=-2；通道2：5×1+3×2+1×(-3)+2×5=18；加偏置10，得到26。"
IN_SHORT = "ch0: 6-6-6+4 = -2, ch1: 5+6-3+10 = 18, b: 10, y = -2+18+10 = 26"
AS_LISTS = "(6,-6,-6,4) -> -2, (5,6,-3,10) -> 18, +10 -> 26"


@pytest.mark.parametrize(
    "text",
    [
        IN_CHINESE,
        IN_CHINESE.replace("；加偏置10，得到26", "，再加上偏置（10），结果为26"),
        IN_CHINESE.replace("加偏置10，得到", "加偏置10等于"),
        IN_CHINESE.replace("加偏置10", "加10"),
        IN_SHORT,
        IN_SHORT.replace("b: 10, y = -2+18+10", "plus the bias 10, y"),
        "通道1：-2；通道2：18；加偏置10，得到26。",
        AS_LISTS,
        AS_LISTS.replace("+10 ->", "10,"),
    ],
)
def test_the_bias_and_the_total_behind_the_channels_of_a_line_are_their_own(text):
    def marks(typed):
        found = check_working(typed, TWO_CHANNELS)
        return [(part.kind, part.is_right) for part in found]

    kinds = ["channel", "channel", "bias", "total"]
    assert marks(text) == [(kind, True) for kind in kinds]
    assert marks(text[::-1].replace("62", "72", 1)[::-1]) == [(kind, kind != "total") for kind in kinds]
    assert marks(text.replace("18", "19", 1)) == [
        (kind, kind != "channel" or not at) for at, kind in enumerate(kinds)
    ]


def test_a_wrong_bias_behind_the_channels_is_marked():
    for text in (IN_CHINESE.replace("置10", "置11"), IN_SHORT.replace("b: 10", "b: 11")):
        parts = check_working(text, TWO_CHANNELS)
        assert [part.is_right for part in parts] == [True, True, False, True]


@pytest.mark.parametrize("between", [", ", "; ", "\n"])
def test_lists_of_products_with_their_sums_and_the_output(between):
    text = between.join(["(6,-6,-6,4) -> -2", "(5,6,-3,10) -> 18", "{}"])
    found = [check_working(text.format(total), TWO_CHANNELS) for total in (26, 16)]
    assert [[part.is_right for part in parts] for parts in found] == [[True] * 3, [True, True, False]]
