"""Names under tables, with numbers of their own, as papers and slides have them."""

import numpy as np
import pytest

import dsviz
from dsviz.reading.several import read_tensors

X, K = "1 2 3\n4 5 6\n7 8 9", "1 0\n0 1"
Y = [[6, 8], [12, 14]]


@pytest.mark.parametrize(
    ("x", "kernel"),
    [
        ("Figure 1. The input", "Figure 2. The kernel"),
        ("Fig. 1 Input", "Fig. 2 Kernel"),
        ("(a) input", "(b) kernel"),
        ("Table 1: Input image", "Table 2: Filter used for the edges"),
        ("*Table 1: input*", "*Table 2: kernel*"),
        ("表1：输入", "表2：卷积核"),
        ("图1 输入矩阵", "图2 卷积核"),
        ("Figure 1: Input matrix (3x3)", "Figure 2: Kernel matrix (2x2)"),
    ],
)
@pytest.mark.parametrize("under", [True, False])
def test_a_caption_names_its_own_table(x, kernel, under):
    pairs = [(X, x), (K, kernel)]
    text = "\n\n".join(f"{table}\n{name}" if under else f"{name}\n{table}" for table, name in pairs)
    assert dsviz.check(Y, text, text).is_right


@pytest.mark.parametrize(
    "row", ["[[1 2 3]\n [4 5 6]\n [7 8 9]]", r"\[\begin{bmatrix}1&2&3\\4&5&6\\7&8&9\end{bmatrix}\]"]
)
def test_a_caption_stands_under_brackets_and_matrices_too(row):
    text = f"{row}\nFigure 1: input\n\n1 0\n0 1\nFigure 2: kernel"
    assert dsviz.check(Y, text, text).is_right


def test_captions_of_channels_and_of_filters_are_counted():
    x, kernels = ["1 2\n3 4", "5 6\n7 8"], ["1 0", "0 1"]
    names = [
        "Figure 1(a). Input channel 1",
        "Figure 1(b). Input channel 2",
        "Fig. 2. First kernel",
        "Fig. 3. Second kernel",
    ]
    text = "\n\n".join(f"{table}\n{name}" for table, name in zip([*x, *kernels], names, strict=True))
    assert dsviz.read(text).array.tolist() == [[[1, 2], [3, 4]], [[5, 6], [7, 8]]]
    assert dsviz.read(text, role="kernel").array[:, 0, 0].tolist() == [[1, 0], [0, 1]]


def test_a_name_at_the_end_that_asks_is_no_caption():
    text = f"{X}\nKernel:\n{K}\nOutput:\n"
    assert dsviz.read(text).array.shape == (1, 3, 3)
    assert dsviz.read(text, role="kernel").array.shape == (1, 1, 2, 2)


def test_a_title_of_the_text_is_not_the_first_tensors_name():
    text = "Convolution kernel example\nx = [[1, 2], [3, 4]]\nk = [[1, 0]]"
    assert dsviz.read(text).array.tolist() == [[[1, 2], [3, 4]]]
    assert np.array_equal(dsviz.read(text, role="kernel").array, [[[[1, 0]]]])


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("深度卷积：\nx = [[1, 2]]\nk = [[3]]", ["x", "k"]),
        (f"{X}\nFigure 1. The input\n\n{K}\nFigure 2. The kernel", ["input", "kernel"]),
        ("Picture A:\nq = [[1, 2]]\nk = [[3]]", ["Picture A", "k"]),
    ],
)
def test_a_name_is_neither_a_title_nor_an_article(text, names):
    assert [one.name for one in read_tensors(text)] == names


@pytest.mark.parametrize("gap", [r",\quad ", ", ", r",\qquad "])
def test_a_formula_of_one_line_holds_a_bias_too(gap):
    text = (
        "$"
        + gap.join([r"X=\begin{bmatrix}1&2\\3&4\end{bmatrix}", r"K=\begin{bmatrix}2\end{bmatrix}", "b = 1"])
        + "$"
    )
    assert dsviz.check([[3, 5], [7, 9]], text, text, text).is_right


@pytest.mark.parametrize(
    "text",
    [
        f"Hi all, here is my input:\n{X}\nand my kernel:\n{K}\nmy output:\n6 8\n12 14",
        f"大家好，这是我的输入：\n{X}\n卷积核：\n{K}\n我的输出：\n6 8\n12 14",
    ],
)
def test_a_greeting_before_the_first_name_is_passed_over(text):
    assert dsviz.check(text, text, text).is_right


@pytest.mark.parametrize(
    ("name", "is_under"),
    # A colon asks for what comes.
    [
        *((name, False) for name in ("*{}*", "_{}_", "*{}:*", "*{}*:", "  *{}*")),
        ("*{}*", True),
        ("_{}_", True),
    ],
)
def test_a_slanted_line_is_the_name_of_its_table(name: str, is_under: bool) -> None:
    names = [name.format(word) for word in ("Input", "Kernel", "Feature map")]
    tables = ["| 1 | 2 |\n|---|---|\n| 3 | 4 |", "| 2 |\n|---|", "| 2 | 4 |\n|---|---|\n| 6 | 8 |"]
    pairs = [(table, line) if is_under else (line, table) for line, table in zip(names, tables, strict=True)]
    text = "\n\n".join("\n\n".join(pair) for pair in pairs)
    assert dsviz.check(text, text, text).is_right


def html_table(caption: str, rows: str) -> str:
    cells = "\n".join(f"<tr>{''.join(f'<td>{n}</td>' for n in row.split())}</tr>" for row in rows.split("\n"))
    return f"<table>\n{caption}\n{cells}\n</table>\n"


@pytest.mark.parametrize("frame", ["<caption>{}</caption>", '<caption class="a"><b>{}</b></caption>'])
@pytest.mark.parametrize("divider", ["\n", ""])
def test_the_caption_of_an_html_table_is_its_name(frame: str, divider: str) -> None:
    each = [("Table 1: input", "1 2\n3 4"), ("Kernel", "2"), ("Output (2×2)", "2 4\n6 8")]
    text = "".join(html_table(frame.format(name), rows) for name, rows in each).replace("\n", divider)
    assert dsviz.check(text, text, text).is_right
    assert dsviz.read(html_table(frame.format("Input"), "1 2\n3 4")).array.tolist() == [[[1, 2], [3, 4]]]


def test_a_cell_under_a_caption_is_named_at_its_place() -> None:
    with pytest.raises(dsviz.reading.errors.ReadError, match="line 4, column"):
        dsviz.read(html_table("<caption>Input</caption>", "1 2\n3 a"))
