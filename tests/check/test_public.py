"""Convolutions that people worked out or printed in public: what they have as text, and what is said of it.

The right values were computed with PyTorch.
"""

import numpy as np
import pytest

import dsviz
from dsviz.check.sums.check import check_sum
from dsviz.reading.several import read_tensors

SIXTEEN = "input_matrix = [[1.0, 2.0, 3.0, 4.0], [5.0, 6.0, 7.0, 8.0], [9, 10, 11, 12], [13, 14, 15, 16]]"
MATRIX = """matrix = np.array([[147, 52, 208, 210, 167, 41, 133, 83],
                   [63, 243, 255, 11, 220, 154, 97, 72],
                   [172, 116, 175, 169, 34, 196, 251, 248],
                   [157, 11, 1, 34, 240, 77, 93, 229]])"""
DECIMALS = """kernel = np.array([[-1.0, 0.4, -0.4],
                   [-0.4, -0.9, -0.1],
                   [0.2, -0.2, 0.8]])"""
FORTY_EIGHT = "r = np.array(\n[" + ", \n ".join(str(list(range(8 * i, 8 * i + 8))) for i in range(6)) + "])"
SHARPEN = "sharpen = np.array([[0., -1., 0.],[-1., 5., -1.],[0., -1., 0.]])"
STEPS = "[[2. 2. 1.]\n [2. 9. 9.]\n [2. 9. 9.]]"
EDGE = "kernel: (3, 3)\n[[-1  0  1]\n [-1  0  1]\n [-1  0  1]]"
RAMP = "a = np.array([[0.0,0.0,0.0],[10.0,0.0,0.0],[20.0,20.0,20.0]], dtype=np.float32)"
ONES = "kernel = np.ones((3,3), dtype=np.float32)"
MAGIC = (
    r"\[ A = \begin{bmatrix} 17 & 24 & 1 & 8 & 15 \\ 23 & 5 & 7 & 14 & 16 \\ 4 & 6 & 13 & 20 & 22 \\"
    r" 10 & 12 & 19 & 21 & 3 \\ 11 & 18 & 25 & 2 & 9 \end{bmatrix} \]"
)
EIGHT = r"\[ h = \begin{bmatrix} 8 & 1 & 6 \\ 3 & 5 & 7 \\ 4 & 9 & 2 \end{bmatrix} \]"
EXAM = (
    r"\begin{bmatrix}5 & -2 & -1 & -4 & -5\\6 & 0 & 0 & 3 & 3\\7 & 1 & 3 & 2 & 2\\0 & -1 & 0 & 9 & 4\\"
    r"-1 & 5 & -1 & -1 & 0 \end{bmatrix}"
)
O_MATRIX = "g = { ...\n      [1., 1.], ...\n      [1., 1.]  ...\n    }"

# (input, kernel, answer, settings, right?, what is named)
ANSWERS = {
    "stride 2 with padding, a list": (
        SIXTEEN,
        "kernel = [[1.0, 0.0], [-1.0, 1.0]]",
        "[[1.0, 1.0, -4.0], [9.0, 7.0, -4.0], [0.0, 14.0, 16.0]]",
        {"stride": 2, "padding": 1},
        True,
        [],
    ),
    "a printout of two kinds of brackets": (
        SIXTEEN,
        "kernel = np.array([\n[1, 0],\n[-1, 1]\n])",
        "[[ 1. 1. -4.],[ 9. 7. -4.],[ 0. 14. 16.]]",
        {"stride": 2, "padding": 1},
        True,
        [],
    ),
    "the result in comments": (
        FORTY_EIGHT,
        SHARPEN,
        "#[[ 9. 10. 11. 12. 13. 14.]\n# [17. 18. 19. 20. 21. 22.]\n# [25. 26. 27. 28. 29. 30.]\n"
        "# [33. 34. 35. 36. 37. 38.]]",
        {},
        True,
        [],
    ),
    "shapes printed before the tensors": (
        f"input_X: (3, 3)\n{STEPS}",
        EDGE,
        "[[ 11.   6. -11.]\n [ 20.  13. -20.]\n [ 18.  14. -18.]]",
        {"padding": 1},
        True,
        [],
    ),
    "cv2.filter2D on a layer of zeros": (
        RAMP,
        ONES,
        "array([[ 20.,  20.,   0.],\n       [ 70.,  70.,  60.],\n       [ 80.,  80.,  60.]], dtype=float32)",
        {"padding": 1},
        False,
        ["border-filled-otherwise"],
    ),
    "MATLAB's conv2, same": (
        MAGIC,
        EIGHT,
        "C =\n\n   220   441   346   276   231\n   431   595   410   575   471\n"
        "   371   440   555   620   551\n   301   585   600   765   421\n   247   446   536   451   128\n",
        {"padding": 1},
        False,
        ["kernel-flipped"],
    ),
    "braces that go on": (
        O_MATRIX,
        O_MATRIX,
        "{      [1 , 2 , 1], ...\n      [2 , 4 , 2], ...\n      [1 , 2 , 1] ...\n      }",
        {"padding": 1},
        True,
        [],
    ),
    "a homework site's table, wrong": (
        EXAM,
        r"\begin{bmatrix}-5 & 3 & 2\\3 & 2 & 1\\0 & 1 & 5 \end{bmatrix}",
        "-9 | 12 | 20 |\n---|---|---|\n12 | 26 | 37 |\n16 | 36 | 46 |",
        {},
        False,
        [],
    ),
    "scipy's convolve2d": (
        MATRIX,
        DECIMALS,
        "wrong = [[-375.6, -361.6,   -2. , -367.9, -233.6, -334.7],\n"
        "         [-198.2, -129.1, -164.2, -124.9, -273.8, -449.1]]",
        {},
        False,
        ["kernel-flipped"],
    ),
    "what was expected of it": (
        MATRIX,
        DECIMALS,
        "right_answer = [[-327.6, -257.2, -296.3, -193.6, -271.7, 10.3],\n"
        "                [-228.5, -337.0, -378.7, -82.0, -305.3, -293.1]]",
        {},
        True,
        [],
    ),
    "decimal commas of a spreadsheet": (
        "0,0975\t0,9572\n0,2785\t0,4854",
        "0,1190\t0,3404\n0,4984\t0,5853",
        "0,7603",
        {},
        True,
        [],
    ),
}


@pytest.mark.parametrize(
    ("x", "weight", "answer", "settings", "is_right", "named"), ANSWERS.values(), ids=ANSWERS
)
def test_an_answer_found_in_public(x, weight, answer, settings, is_right, named):
    checked = dsviz.check(answer, x, weight, **settings)
    assert checked.is_right == is_right
    assert [found.id for found in checked.findings] == named


def step_of(x, weight, cell, **settings):
    image, kernel = np.array([x], float), np.array([[weight]], float)
    return dsviz.trace(image, kernel, backend="numpy", **settings).at(0, *cell)


COUNTED = ([[1, 2, 3, 4], [5, 6, 7, 8], [9, 10, 11, 12]], [[1, 4, 7], [2, 5, 8], [3, 6, 9]], (2, 3))
LAPLACE = (np.arange(1, 26).reshape(5, 5), [[0, 1, 0], [1, -4, 1], [0, 1, 0]], (0, 0))
FOUR = ([[4, 3, 1, 0], [2, 1, 0, 1], [1, 2, 4, 1], [3, 1, 0, 2]], [[1, 0, 1], [2, 1, 0], [0, 0, 1]], (0, 0))
SIX = (*FOUR[:2], (0, 1))
NEGATIVE = ([[1, 2]], [[-4, -1]], (0, 0))  # -4 - 2
SHEET = ([[0.0975, 0.9572], [0.2785, 0.4854]], [[0.1190, 0.3404], [0.4984, 0.5853]], (0, 0))
WHOLE = ([[3, 4]], [[2, 5]], (0, 0))

# (layer and cell, padding, sum as written, what is found)
SUMS = {
    "two inputs exchanged": (
        COUNTED,
        1,
        "(1*7)+(4*11)+(7*0)+(2*8)+(5*12)+(8*0)+(3*0)+(6*0)+(9*0)=121",
        ["input-wrong", "input-wrong", "total-right-terms-wrong"],
    ),
    "the same, mended": (
        COUNTED,
        1,
        "(1*7)+(4*8)+(7*0)+(2*11)+(5*12)+(8*0)+(3*0)+(6*0)+(9*0)=121",
        [],
    ),
    "over three lines": (
        LAPLACE,
        0,
        "(1×0) + (2×1) + (3×0)  \n+ (6×1) + (7×-4) + (8×1)  \n+ (11×0) + (12×1) + (13×0)",
        [],
    ),
    "its result first": (
        FOUR,
        0,
        "14 = 4 * 1 + 3 * 0 + 1 * 1 + 2 * 2 + 1 * 1 + 0 * 0 + 1 * 0 + 2 * 0 + 4 * 1",
        [],
    ),
    "an item of a list": (
        SIX,
        0,
        "- 6 = 3 * 1 + 1 * 0 + 0 * 1 + 1 * 2 + 0 * 1 + 1 * 0 + 2 * 0 + 4 * 0 + 1 * 1",
        [],
    ),
    "a negative result first": (NEGATIVE, 0, "- 6 = 1*(-4) + 2*(-1)", []),
    "a wrong result first": (NEGATIVE, 0, "7 = 1*(-4) + 2*(-1)", ["total-wrong"]),
    "LaTeX, its result first": (
        FOUR,
        0,
        r"\(14 = 4 \times 1 + 3 \times 0 + 1 \times 1 + 2 \times 2 + 1 \times 1 + 0 \times 0 + 1 \times 0"
        r" + 2 \times 0 + 4 \times 1\)",
        [],
    ),
    "products one a line": (WHOLE, 0, "3 * 2 = 6\n4 * 5 = 20", []),
    "products one a line, LaTeX": (
        WHOLE,
        0,
        r"3 \times 2 &= 6 \\ 4 \times 5 &= 20".replace(r"\\ ", "\\\\\n"),
        [],
    ),
    "decimal commas": (
        SHEET,
        0,
        "0,0975*0,1190 + 0,9572*0,3404 + 0,2785*0,4984 + 0,4854*0,5853 = 0,7603",
        [],
    ),
    "commas between products of whole numbers": (WHOLE, 0, "3*2,4*5", []),
}


@pytest.mark.parametrize(("layer", "padding", "text", "found"), SUMS.values(), ids=SUMS)
def test_a_sum_found_in_public(layer, padding, text, found):
    checked = check_sum(text, step_of(*layer, padding=padding))
    assert [one.id for one in checked.findings] == found


SNIPPET_OF_TF1 = """import tensorflow as tf
k = tf.constant([
    [1, 0, 1],
    [2, 1, 0],
    [0, 0, 1]
], dtype=tf.float32, name='k')
i = tf.constant([
    [4, 3, 1, 0],
    [2, 1, 0, 1],
    [1, 2, 4, 1],
    [3, 1, 0, 2]
], dtype=tf.float32, name='i')
kernel = tf.reshape(k, [3, 3, 1, 1], name='kernel')
image  = tf.reshape(i, [1, 4, 4, 1], name='image')
res = tf.squeeze(tf.nn.conv2d(image, kernel, [1, 1, 1, 1], "VALID"))
with tf.Session() as sess:
   print sess.run(res)"""


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (SNIPPET_OF_TF1, [("kernel", (3, 3, 1, 1)), ("input", (1, 4, 4, 1))]),
        (f"input_X: (3, 3)\n{STEPS}\n{EDGE}", [("input", (3, 3)), ("kernel", (3, 3))]),
        (f"{EXAM} {EIGHT}", [("input", (5, 5)), ("kernel", (3, 3))]),
    ],
    ids=["TensorFlow 1", "prints of shape and tensor", "LaTeX side by side"],
)
def test_a_snippet_found_in_public(text, found):
    assert [(one.role, one.array.shape) for one in read_tensors(text)] == found
