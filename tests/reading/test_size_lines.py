"""Lines beside the tensors that say a size, a count, a setting or whose work it is."""

import pytest

import dsviz
from dsviz.reading.together import tensors_of

X, W, Y = "Input:\n1 2 3\n4 5 6\n7 8 9\n", "Kernel:\n1 0\n0 1\n", "Output:\n6 8\n12 14\n"
PADDED = "Output:\n1 2 3 0\n4 6 8 3\n7 12 14 6\n0 7 8 9\n"
LINES = [
    *("Kernel size: 2", "Filter size: 2", "Filter size: 2×2", "kernel_size = 2", "kernel_size: (2, 2)"),
    *(
        "Number of filters: 1",
        "Filters: 1",
        "num_filters: 1",
        "卷积核大小: 2",
        "卷积核大小：2×2",
        "卷积核个数：1",
    ),
    *("in_channels: 1", "输入通道数: 1", "输出通道数: 1", "Input channels: 1", "Channels: 1", "通道数: 1"),
    *(
        "Output size: 2",
        "Output shape: (2, 2)",
        "Input shape: (1, 2, 2)",
        "Input size: 3 x 3",
        "输出尺寸：2×2",
    ),
    *("Output size = (3-2+0)/1+1 = 2", "Batch size: 1", "Feature map size: 2", "**Input size:** 3x3"),
    *("Student ID: 12345", "学号: 20240101", "Score: 10", "得分：10", "Points: 10/10", "Date: 2024-01-01"),
]


@pytest.mark.parametrize("line", LINES)
@pytest.mark.parametrize("at", range(4))
def test_a_line_of_a_size_or_a_mark_is_no_tensor(line: str, at: int) -> None:
    each = [X, W, Y]
    each.insert(at, f"{line}\n")
    text = "".join(each)
    assert dsviz.check(text, text, text).is_right
    assert dsviz.read(text).array.shape == (1, 3, 3)


@pytest.mark.parametrize(
    "line",
    [
        "Zero Padding: 1",
        "Zero-padding: 1",
        "ZeroPadding: 1",
        "zero_padding = 1",
        "零填充: 1",
        "零填充圈数：1",
    ],
)
def test_zero_padding_is_the_padding(line: str) -> None:
    text = f"{X}{W}{line}\n{PADDED}"
    assert dsviz.check(text, text, text).is_right
    wrong = text.replace("12 14 6", "12 14 7")
    assert not dsviz.check(wrong, wrong, wrong).is_right


def test_what_may_be_a_tensor_stays_one() -> None:
    assert dsviz.read("Filters: 2", role="kernel").array.tolist() == [[[[2]]]]
    assert dsviz.read(f"{X}Filters: 2\n", role="kernel").array.tolist() == [[[[2]]]]
    assert dsviz.read("Points: 1, 2, 3").array.tolist() == [[[1, 2, 3]]]
    assert dsviz.read("Size: 3").array.tolist() == [[[3]]]


@pytest.mark.parametrize("is_first", [False, True])
def test_a_size_that_alone_names_its_rows_is_their_name(is_first: bool) -> None:
    each = [X, "Filter size: 3\n1 0 1\n0 1 0\n1 0 1\n"]
    text = "".join(each[::-1] if is_first else each)
    assert dsviz.read(text, role="kernel").array.tolist() == [[[[1, 0, 1], [0, 1, 0], [1, 0, 1]]]]
    assert dsviz.read(text).array.shape == (1, 3, 3)


def test_a_mark_above_a_table_is_no_row() -> None:
    assert dsviz.read("Student ID: 123\nScore: 10\n1 2\n3 4").array.tolist() == [[[1, 2], [3, 4]]]


XS, WS, YS = "x = [[1, 2, 3], [4, 5, 6], [7, 8, 9]]\n", "w = [[1, 0], [0, 1]]\n", "y = [[6, 8], [12, 14]]\n"
AGREE = [
    *(
        "H = 3",
        "W = 3",
        "N = 1",
        "C_in = 1",
        "C_out = 1",
        "H_in = 3",
        "W_out = 2",
        "K = 2",
        "k = 2",
        "kH = 2",
    ),
    *(
        "F = 2",
        "H = 3\nW = 3\nC = 1",
        "batch_size = 1",
        "n_H_prev = 3",
        "num_filters = 1",
        "height = 3",
        "n = 3",
    ),
]
DISAGREE = ["H = 5", "W = 4", "C_in = 2", "N = 7", "H_out = 3", "K = 3", "k = 3", "kW = 5", "C_out = 4"]


@pytest.mark.parametrize("line", [*AGREE, *DISAGREE])
@pytest.mark.parametrize("at", range(4))
def test_a_size_beside_tensors_is_no_tensor_and_is_told_where_it_is_not_theirs(line: str, at: int) -> None:
    each = [XS, WS, YS]
    each.insert(at, f"{line}\n")
    text = "".join(each)
    checked = dsviz.check(text, text, text)
    assert checked.is_right
    told = f"Left out of the text: {line} (no axis of the tensors is as long)."
    assert ("Left out" in checked.verdict) == (line in DISAGREE)
    assert (told in checked.verdict) == (line in DISAGREE)
    for role, shape in {"input": (1, 3, 3), "kernel": (1, 1, 2, 2), "output": (1, 2, 2)}.items():
        assert dsviz.read(text, role=role).array.shape == shape
    by_role = tensors_of(text).by_role
    assert {role: one.name for role, one in by_role.items()} == {"input": "x", "kernel": "w", "output": "y"}


@pytest.mark.parametrize("lines", ["H = 3\nW = 3\n", "C_in = 1\n", "H_in = 3\n", "N = 3\n", "H=3; W=3;\n"])
def test_sizes_beside_one_tensor_leave_it_alone(lines: str) -> None:
    for text in (lines + XS, XS + lines):
        reading = dsviz.read(text)
        assert (reading.array.shape, reading.notes) == ((1, 3, 3), ())


def test_sizes_that_one_tensor_has_not_are_told() -> None:
    assert "C_in = 2 (no axis" in str(dsviz.read(f"C_in = 2\n{XS}").notes[0])
    assert "W = 4 (no axis" in str(dsviz.read(f"H = 3\nW = 4\n{XS}").notes[0])
    found = tensors_of(f"C_in = 2\n{XS}")
    assert ([*found.by_role], [one.name for one in found.others]) == (["input"], ["C_in"])


def test_a_number_that_may_be_a_tensor_stays_one_beside_others() -> None:
    assert dsviz.read("x = [[1, 2]]\nW = 3", role="kernel").array.tolist() == [[[[3]]]]
    assert dsviz.read("x = [[1, 2]]\nW = 1", role="kernel").array.tolist() == [[[[1]]]]
    text = "A = [[1, 2], [3, 4]]\nB = [[1, 0], [0, 1]]\nC = 5"
    assert dsviz.check(text, text, text).is_right
    assert dsviz.read("N = 3").array.tolist() == [[[3]]]


def test_b_among_other_sizes_is_how_many_pictures_there_are() -> None:
    tensors = "x = [[1,2,3],[4,5,6],[7,8,9]]\nw = [[1,0],[0,1]]\n"
    text = f"B = 1\nC = 1\nH = 3\nW = 3\n{tensors}y = [[6,8],[12,14]]"
    assert dsviz.check(text, text, text).is_right
    with_bias = f"B = 1\nC = 1\nb = 1\n{tensors}y = [[7,9],[13,15]]"
    assert dsviz.check(with_bias, with_bias, with_bias, with_bias).is_right
    alone = f"{tensors}B = 1\ny = [[7,9],[13,15]]"  # is the bias
    assert dsviz.check(alone, alone, alone, alone).is_right


@pytest.mark.parametrize(
    "line",
    [
        *(
            "H, W = 3, 3",
            "H, W, C = 3, 3, 1",
            "(H, W) = (3, 3)",
            "N, C, H, W = 1, 1, 3, 3",
            "[H, W] = [3, 3]",
        ),
        *("H_in, W_in = 3, 3", "H, W, stride = 3, 3, 1", "kh, kw = 2, 2", "H, W = x.shape", "h, w = 3, 3"),
    ],
)
@pytest.mark.parametrize("is_first", [True, False])
def test_sizes_in_one_statement_are_sizes(line: str, is_first: bool) -> None:
    tensors = "x = [[1, 2, 3], [4, 5, 6], [7, 8, 9]]\nk = [[1, 0], [0, 1]]\n"
    text = f"{line}\n{tensors}" if is_first else f"{tensors}{line}\n"
    found = dsviz.check([[6, 8], [12, 14]], text, text)
    assert found.is_right
    assert "axis" not in found.verdict


def test_sizes_in_one_statement_that_no_tensor_has_are_told() -> None:
    text = "x = [[1, 2, 3], [4, 5, 6], [7, 8, 9]]\nk = [[1, 0], [0, 1]]\nH, W = 4, 3\n"
    assert "H = 4 (no axis of the tensors is as long)" in dsviz.check([[6, 8], [12, 14]], text, text).verdict


def test_a_size_replaces_no_tensor_of_its_name() -> None:
    text = "X = [[1, 2, 3], [4, 5, 6], [7, 8, 9]]\nW = [[1, 0], [0, 1]]\nH = 3\nW = 3\n"
    assert dsviz.check([[6, 8], [12, 14]], text, text).is_right
