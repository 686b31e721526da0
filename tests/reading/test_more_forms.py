"""Forms with places, headings and factors: slices, cells one by one, transposes, short fractions."""

import pytest

import dsviz
from dsviz.reading.errors import ReadError
from dsviz.reading.paste import read_tensor
from dsviz.reading.several import read_tensors
from dsviz.reading.text import read_text

SQUARE = [[1, 2], [3, 4]]
OTHER = [[5, 6], [7, 8]]

# Text -> the numbers in the shape they are read in.
READ = {
    # slices and channels
    "o[:,:,0]\n1 2\n3 4\no[:,:,1]\n5 6\n7 8": [SQUARE, OTHER],
    "A(:,:,1) = [1 2; 3 4];\nA(:,:,2) = [5 6; 7 8];": [SQUARE, OTHER],
    "x[:, :, 0] = [[1, 2], [3, 4]]\nx[:, :, 1] = [[5, 6], [7, 8]]": [SQUARE, OTHER],
    "c1 = [1 2;3 4]\nc2 = [5 6;7 8]": [SQUARE, OTHER],
    "cat(3,[1 2;3 4],[5 6;7 8])": [SQUARE, OTHER],
    "cat(1,[1 2],[3 4])": SQUARE,
    "cat(2,[1;3],[2;4])": SQUARE,
    # cells one by one
    "Output(0,0) = 1\nOutput(0,1) = 2\nOutput(1,0) = 3\nOutput(1,1) = 4": SQUARE,
    "y00 = 1\ny01 = 2\ny10=3\ny11=4": SQUARE,
    "w11 = 1, w12 = 2, w21 = 3, w22 = 4": SQUARE,
    "y[1][1] = 4; y[0][0] = 1; y[0][1] = 2; y[1][0] = 3": SQUARE,
    "w_{1,1}=1, w_{1,2}=2, w_{2,1}=3, w_{2,2}=4": SQUARE,
    "y[0,0,0] = 1\ny[0,0,1] = 2\ny[1,0,0] = 3\ny[1,0,1] = -4": [[[1, 2]], [[3, -4]]],
    "b1 = 0.5\nb2 = 1/4": [0.5, 0.25],
    # cells with their workings
    "y[0,0]=1*1+2*2+4*3+5*4=1\ny[0,1]=2*1+3*2=2\ny[1,0]=3\ny[1,1]=4": SQUARE,
    "y11=1*1+2*2=1, y12=2×1+3×2=2, y21=3, y22=4": SQUARE,
    "y[0,0] = 5*1 + 2*(-2) = 5 - 4 = 1\ny[0,1] = (1)(-2)+(4)(1) = 2": [[1, 2]],
    "y11 = x11*w11 + x12*w12 = 1*5 + 2*(-2) = 1; y12 = 3·(-0.5) = -1.5": [[1, -1.5]],
    r"$y_{11} = 1 \cdot 5 - 2 \times 2 = 1$, $y_{12} = 2$": [[1, 2]],
    "y11 = 37 y12 = 47": [[37, 47]],
    # as strings and books have it
    r"\begin{bmatrix} 1&2\\\\ 3&4 \end{bmatrix}": SQUARE,
    r"\\begin{bmatrix} 1 & 2 \\\\ 3 & 4 \\end{bmatrix}": SQUARE,
    "cv::Mat_<float>(2,2) << 1,2,3,4": SQUARE,
    "Mat_<double>(2, 2) << 1, 2,\n 3, 4;": SQUARE,
    "cv::Mat k = (cv::Mat_<float>(2,2) << 1,2,3,4);": SQUARE,
    "Mat k = (Mat_<float>(2,2) << 1,2,3,4);\nfilter2D(src, dst, -1, k);": SQUARE,
    "A = [1 2; 3 4] %# a 2-by-2 filter/kernel": SQUARE,
    "[Parameter containing:\n(0 ,0 ,.,.) =\n 1  2\n 3  4\n[torch.FloatTensor of size 1x1x2x2]\n]": [[SQUARE]],
    "[Parameter containing:\n(0 ,0 ,.,.) =\n 1  2\n 3  4\n[torch.FloatTensor of size 1x1x2x2]": [[SQUARE]],
    # MATLAB
    "MatrixForm[{{1,2},{3,4}}]": SQUARE,
    "{{1,2},{3,4}} // MatrixForm": SQUARE,
    "[1:4]": [1, 2, 3, 4],
    "[1:2;3:4]": SQUARE,
    "A = [1:2; 3:4];": SQUARE,
    "[1:2 3:4]": [1, 2, 3, 4],
    "[1:2, 3]": [1, 2, 3],
    "[1:2:5]": [1, 3, 5],
    "[1, 3:4]": [1, 3, 4],
    "[0:0.5:1; -1:-1:-3]": [[0, 0.5, 1], [-1, -2, -3]],
    "0:0.5:1": [0, 0.5, 1],
    "x = 0:0.1:0.3": [0, 0.1, 0.2, 0.3],
    "reshape(1:0.5:2.5,2,2)": [[1, 2], [1.5, 2.5]],
    "[1 3;2 4]'": SQUARE,
    "[1 3;2 4].'": SQUARE,
    "[1 2 1]'": [[1], [2], [1]],
    "reshape(1:4,2,2)'": SQUARE,
    "A = [1:2; 3:4]": SQUARE,
    "Input Image (2×2)\n1 2\n3 4": SQUARE,
    r"\begin{bmatrix} 2\frac{1}{2} & 1 \\ -1\frac12 & 0{,}25 \end{bmatrix}": [[2.5, 1], [-1.5, 0.25]],
    # a list of one tensor is that tensor
    "[<tf.Variable 'k:0' shape=(2, 2) dtype=float32, numpy=\narray([[1., 2.],\n"
    "       [3., 4.]], dtype=float32)>]": SQUARE,
    "[tensor([[1., 2.],\n        [3., 4.]])]": SQUARE,
    "A = [1 3;2 4];\nB = A'": SQUARE,
    "A =\n\n  Columns 1 through 2\n\n     1     2\n     4     5\n\n  Column 3\n\n     3\n     6\n": [
        [1, 2, 3],
        [4, 5, 6],
    ],
    " Columns 1 and 2:\n\n  1  2\n  4  5\n\n Column 3:\n\n  3\n  6\n": [[1, 2, 3], [4, 5, 6]],
    "  1.0e+03 *\n\n  Column 1\n\n  1\n  3\n\n  Column 2\n\n  2\n  4": [[1000, 2000], [3000, 4000]],
    # rows in one line, products
    "1 2, 3 4": SQUARE,
    "1 2 3, 4 5 6, 7 8 9": [[1, 2, 3], [4, 5, 6], [7, 8, 9]],
    "np.array([[1],[2]]) @ np.array([[1,0,-1]])": [[1, 0, -1], [2, 0, -2]],
    "[[1, 2], [3, 4]] @ [[0, 1], [1, 0]]": [[2, 1], [4, 3]],
    # a session, with its own printouts
    ">>> x = np.arange(1, 5).reshape(2, 2)\n>>> x\narray([[1, 2],\n       [3, 4]])": SQUARE,
    "In [1]: x = np.arange(1, 5).reshape(2,2)\n\nIn [2]: x\nOut[2]: \narray([[1, 2], [3, 4]])": SQUARE,
    ">>> np.arange(1, 5).reshape(2, 2)\narray([[1, 2],\n       [3, 4]])": SQUARE,
    ">>> torch.arange(1., 5).view(2, 2)\ntensor([[1., 2.],\n        [3., 4.]])": SQUARE,
    "In [7]: x.sum(axis=0) + 1\nOut[7]: array([1, 2])": [1, 2],
    # factors and fractions
    "1/4 ×\n| 4 | 8 |\n|---|---|\n| 12 | 16 |": SQUARE,
    "1/4 *\n+----+----+\n| 4  | 8  |\n+----+----+\n| 12 | 16 |\n+----+----+": SQUARE,
    "(1/4)·\n4 8\n12 16": SQUARE,
    "¼ ×\n4,8\n12,16": SQUARE,
    "-0.5 *\n-2\t-4\n-6\t-8": SQUARE,
    "K =\n1/4 ×\n4 8\n12 16": SQUARE,
    "\\frac{1}{4}\n| 4 | 8 |\n|---|---|\n| 12 | 16 |": SQUARE,
    "$\\frac{1}{4}$\n4 8\n12 16": SQUARE,
    "\\frac{1}{4}\n\\begin{bmatrix} 4 & 8 \\\\ 12 & 16 \\end{bmatrix}": SQUARE,
    "\\frac{1}{2}\n\\frac{1}{4}": [[0.5], [0.25]],
    "\u00bc": [[0.25]],
    "\u00bc [[4, 8], [12, 16]]": SQUARE,
    r"\u00bc\begin{bmatrix}4&8\\12&16\end{bmatrix}".replace("\\u00bc", "\u00bc"): SQUARE,
    r"\dfrac13": [[1 / 3]],
    r"\frac{1}4\begin{bmatrix}4&8\\12&16\end{bmatrix}": SQUARE,
    r"\frac14\begin{bmatrix}4&8\\12&16\end{bmatrix}": SQUARE,
    r"{1 \over 4}\begin{bmatrix}4&8\\12&16\end{bmatrix}": SQUARE,
    r"\begin{bmatrix}\phantom{-}1&2\\3&\hphantom{-}4\end{bmatrix}": SQUARE,
    "1/4*|4 8|\n|12 16|": SQUARE,
    "      |4 8 12|\n1/4 * |4 8 12|\n      |4 8 12|": [[1, 2, 3]] * 3,
    "K = 1/4 * |4 8|\n          |12 16|": SQUARE,
    # about
    "\u224837": [[37]],
    "y \u2248 37": [[37]],
    "\u22481 2\n3 \u22484": SQUARE,
    # tables
    "|   | 0 | 1 |\n|---|---|---|\n| 0 | 1 | 2 |\n| 1 | 3 | 4 |": SQUARE,
    "|   | a | b |\n|:-:|---|---|\n| r | 1 | 2 |\n| s | 3 | 4 |": SQUARE,
    "|   | a | b |\n|---|---|---|\n| 5 | 1 | 2 |\n| 6 | 3 | 4 |": SQUARE,
}


@pytest.mark.parametrize(("text", "numbers"), READ.items(), ids=lambda value: repr(value)[:30])
def test_a_form_is_read(text, numbers):
    assert read_text(text).array.tolist() == numbers


# What R and NumPy hold is two maps, 1 2 / 3 4 and 5 6 / 7 8, along the third axis.
MAPS_BEHIND = [
    "array(c(1, 3, 2, 4, 5, 7, 6, 8), dim = c(2, 2, 2))",
    "x <- array(c(1L,3L,2L,4L,5L,7L,6L,8L), dim=c(2L,2L,2L))",
    "array(c(1,3,2,4,5,7,6,8), c(2,2,2))",
    "np.dstack([[[1, 2], [3, 4]], [[5, 6], [7, 8]]])",
    "x = np.dstack((np.array([[1, 2], [3, 4]]), np.array([[5, 6], [7, 8]])))",
    "np.stack([[[1, 2], [3, 4]], [[5, 6], [7, 8]]], axis=-1)",
    "tf.stack([[[1, 2], [3, 4]], [[5, 6], [7, 8]]], axis=2)",
    "[[[1, 5], [2, 6]], [[3, 7], [4, 8]]]  # channels last",
]


@pytest.mark.parametrize("text", MAPS_BEHIND)
def test_maps_along_the_third_axis(text):
    reading = read_tensor(text)
    assert (reading.layout, reading.array.tolist()) == ("HWC", [SQUARE, OTHER])
    assert [other.layout for other in reading.others] == ["CHW"]


def test_maps_along_the_third_axis_are_the_channels_of_one_kernel():
    reading = read_tensor(MAPS_BEHIND[0], role="kernel", x_shape=(2, 3, 3))
    assert (reading.layout, reading.array.tolist()) == ("HWI", [[SQUARE, OTHER]])


@pytest.mark.parametrize(
    "text",
    [
        "np.stack([[[1, 2], [3, 4]], [[5, 6], [7, 8]]])",
        "np.dstack([[[1, 2], [3, 4]], [[5, 6], [7, 8]]]).transpose(2, 0, 1)",
        "[[[1, 2], [3, 4]], [[5, 6], [7, 8]]]  # channels first",
    ],
)
def test_maps_along_the_first_axis(text):
    reading = read_tensor(text)
    assert (reading.layout, reading.array.tolist()) == ("CHW", [SQUARE, OTHER])


def test_the_slices_of_a_demonstration_are_input_filters_and_bias():
    maps = {name: f"{name}[:,:,0]\n1 2\n3 4\n{name}[:,:,1]\n5 6\n7 8" for name in ("x", "w0", "w1", "o")}
    text = "\n".join([maps["x"], maps["w0"], maps["w1"], "b0[:,:,0]\n1\nb1[:,:,0]\n0", maps["o"]])
    x, kernel, bias, output = read_tensors(text)
    assert [one.role for one in (x, kernel, bias, output)] == ["input", "kernel", "bias", "output"]
    assert (x.array.tolist(), output.array.tolist()) == ([SQUARE, OTHER], [SQUARE, OTHER])
    assert (kernel.array.tolist(), kernel.typed.order) == ([[SQUARE, OTHER]] * 2, "OIHW")
    assert bias.array.tolist() == [1, 0]
    assert read_tensor(maps["w0"], role="kernel").layout == "IHW"
    assert read_tensor(f"{maps['w0']}\n{maps['w1']}", role="kernel").array.tolist() == [[SQUARE, OTHER]] * 2


def test_cells_of_several_tensors_go_by_their_names():
    found = read_tensors("w11 = 1, w12 = 2\nx11 = 3, x12 = 4\nb1 = 5, b2 = 6")
    assert [(one.role, one.array.tolist()) for one in found] == [
        ("kernel", [[1, 2]]),
        ("input", [[3, 4]]),
        ("bias", [5, 6]),
    ]


def test_cells_of_an_answer_may_be_missing():
    reading = read_tensor("y00 = 1\ny11 = ?\ny10 = 3", role="output", open_cells=True)
    assert str(reading.array.tolist()) == "[[[1.0, nan], [3.0, nan]]]"


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("y00 = 1\ny01 = 2\ny10 = 3", "cells-missing"),
        ("y55 = 1\ny56 = 2", "cells-missing"),
        ("y00 = 1\ny00 = 2", "one-tensor"),
        ("Columns 1 through 3\n\n 1 2\n\nColumn 4\n\n 3", "columns-count"),
        ("Columns 1 through 2\n\n 1 2\n\nColumn 3\n\n 3\n 4", "columns-count"),
        ("cat([1,2],[3,4])", "word-known"),
        ("cat(3,[1 2],[3 4 5])", "parts-join"),
        ("c1 = [1 2]\nc2 = c1 * [3 4]", "factor-number"),
        ("['a']'", "character"),
    ],
)
def test_a_form_that_is_not_whole_is_refused(text, rule):
    with pytest.raises(ReadError) as met:
        read_text(text)
    assert met.value.rule == rule


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("1.0D+00 2.0D+00", [1, 2]),
        ("1.0D+00, 2.0D+00", [1, 2]),
        ("0.25D-01", [0.025]),
        ("1.5d+02", [150]),
        ("2D0", [2]),
        ("[2D0, -.3d1]", [2, -3]),
        ("  0.1000D+01\t-0.2000D+01", [1, -2]),
    ],
)
def test_fortrans_d_is_a_power_of_ten(text: str, numbers: list[float]) -> None:
    assert dsviz.read(text).array.ravel().tolist() == pytest.approx(numbers)


def test_the_d_of_2d_is_none() -> None:
    assert dsviz.read("Input 2D:\n1 2\n3 4").array.tolist() == [[[1, 2], [3, 4]]]
    assert dsviz.read("conv2d0 = [[1, 2]]").array.tolist() == [[[1, 2]]]
