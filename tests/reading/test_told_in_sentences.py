"""Texts as people write to each other: sizes behind names, results in a sentence, weights of Keras."""

import numpy as np
import pytest

import dsviz
from dsviz.reading.errors import ReadError
from dsviz.reading.several import read_tensors

SIZED = """I have an image of size 4x4:

    [[1, 2, 3, 4],
     [5, 6, 7, 8],
     [9, 10, 11, 12],
     [13, 14, 15, 16]]

and a filter of size 2x2:

    [[1, 0],
     [0, 1]]

With stride 2 I get

    [[7, 11],
     [23, 27]]
"""
SIZED_IN_CHINESE = """假设输入是 3×3 的矩阵：
1 2 3
4 5 6
7 8 9
卷积核是 2×2：
1 0
0 -1
步长为 1，不填充，输出为：
-4 -4
-4 -4
"""
EQUATION = r"""Let $X = \begin{pmatrix} 1 & 2 \\ 4 & 5 \end{pmatrix}$ and
$K = \begin{bmatrix} 1 & 0 \\ 0 & -1 \end{bmatrix}$. Then $%sX * K = \begin{pmatrix} -4 \end{pmatrix}$."""
KERAS = """>>> x = np.arange(16).reshape(1, 4, 4, 1)
>>> layer.get_weights()
[array([[[[ 1.]],

        [[ 0.]]],


       [[[ 0.]],

        [[-1.]]]], dtype=float32), array([0.5], dtype=float32)]
"""
GIVES = """>>> layer(x).numpy()
array([[[[-4.5],
         [-4.5],
         [-4.5]],

        [[-4.5],
         [-4.5],
         [-4.5]],

        [[-4.5],
         [-4.5],
         [-4.5]]]], dtype=float32)
"""


def told(text):
    """The tensors of a text: name, role and shape."""
    return [(one.name, one.role, one.array.shape) for one in read_tensors(text)]


def test_a_size_behind_a_name_makes_no_second_filter():
    assert told(SIZED) == [
        ("image", "input", (4, 4)),
        ("filter", "kernel", (2, 2)),
        ("", "output", (2, 2)),
    ]
    checked = dsviz.check(SIZED, SIZED, SIZED)
    assert checked.verdict == "All 4 numbers are right. Settings taken from the text: stride 2."


def test_a_size_in_chinese_is_no_part_of_the_name():
    names = [("假设输入", "input", (3, 3)), ("卷积核", "kernel", (2, 2)), ("输出为", "output", (2, 2))]
    assert told(SIZED_IN_CHINESE) == names


def test_what_a_convolution_is_equal_to_is_its_answer():
    assert [(one.name, one.role) for one in read_tensors(EQUATION % "Y = ")][2] == ("Y", "output")
    assert [(one.name, one.role) for one in read_tensors(EQUATION % "")][2] == ("y", "output")


def test_what_get_weights_shows_is_a_kernel_and_a_bias_wherever_it_stands():
    weights = [("weights", "kernel", (2, 2, 1, 1)), ("bias", "bias", (1,))]
    first, _, rest = KERAS.partition("\n")
    assert told(rest) == weights
    assert told(KERAS) == [("x", "input", (1, 4, 4, 1)), *weights]
    assert told(f"{rest}{GIVES}") == [*weights, ("y", "output", (1, 3, 3, 1))]
    assert first.startswith(">>> x")


def test_a_session_of_keras_is_checked_in_its_own_order_of_axes():
    text = KERAS + GIVES
    assert dsviz.read(text).array.tolist() == [np.arange(16.0).reshape(4, 4).tolist()]
    assert dsviz.read(text, "kernel").array.tolist() == [[[[1, 0], [0, -1]]]]
    assert dsviz.check(text, text, text).verdict == "All 9 numbers are right."


SESSION = """A = [1 2 3; 4 5 6; 7 8 9];
K = [1 0; 0 -1];
C = conv2(A, rot90(K, 2), 'valid')

C =

  -4  -4
  -4  -4
"""


def test_what_a_call_gives_is_the_answer_whatever_its_name_and_shape():
    assert [(one.name, one.role) for one in read_tensors(SESSION)] == [
        ("A", "input"),
        ("K", "kernel"),
        ("C", "output"),
    ]
    assert dsviz.check(SESSION, SESSION, SESSION).verdict == "All 4 numbers are right."
    python = "x = [[1, 2], [3, 4]]\nw = [[1]]\nfoo = F.conv2d(x, w)\nprint(foo)\n[[1, 2],\n [3, 4]]"
    assert [one.role for one in read_tensors(python)] == ["input", "kernel", "output"]


def test_a_name_that_says_what_it_is_keeps_its_role_whatever_a_call_gives_it():
    text = "x = [[1, 2], [3, 4]]\nw = [[1]]\nb = [1]\nx = conv(x)\n"
    assert [(one.name, one.role) for one in read_tensors(text)][:2] == [("x", "input"), ("w", "kernel")]


def test_the_a_below_a_question_is_its_answer():
    text = "Q: Input: [1 2; 3 4], filter: [1 0; 0 -1]. Output?\nA: [-3]"
    assert [(one.name, one.role) for one in read_tensors(text)][2] == ("y", "output")
    assert [one.role for one in read_tensors("A: [1 2; 3 4]\nK: [1]")] == ["input", "kernel"]


STRIDE = """Consider a 4x4 input
1 2 3 4
5 6 7 8
9 10 11 12
13 14 15 16
and the following 2x2 kernel
1 0
0 1
with stride 2 and no padding. The result is
7 11
23 27
"""


def test_a_sentence_between_rows_is_no_line_of_a_program():
    assert told(STRIDE) == [
        ("input", "input", (4, 4)),
        ("kernel", "kernel", (2, 2)),
        ("result", "output", (2, 2)),
    ]
    assert dsviz.check(STRIDE, STRIDE, STRIDE).is_right


@pytest.mark.parametrize(
    ("text", "right"),
    [
        (
            "Given X = [[1,2,0],[0,1,3],[2,1,1]] and filter F = [[1,-1],[2,0]], compute the output with "
            "stride 1 and zero padding of 0. Add a bias of 2.",
            "1 6\n5 2",
        ),
        (
            "输入矩阵X=[[1,2,0],[0,1,3],[2,1,1]]，卷积核K=[[1,-1],[2,0]]，步长=1，填充=0，偏置=2，求输出Y。",
            "1 6\n5 2",
        ),
        ("Input X = [[1,2],[3,4]], bias -1, kernel K = [[1]].", "0 1\n2 3"),
        ("输入X=[[1,2],[3,4]]，卷积核K=[[1]]，偏置为-1.5，步长为1。", "-0.5 0.5\n1.5 2.5"),
    ],
)
def test_a_bias_in_a_sentence_is_read(text, right):
    assert dsviz.check(right, text, text).is_right


@pytest.mark.parametrize(
    "text", ["X = [[1,2],[3,4]], K=[[1]], bias of 2 3", "X = [[1]], the bias 1 of 3 filters"]
)
def test_numbers_that_may_be_several_biases_are_none(text):
    with pytest.raises(ReadError):
        read_tensors(text)


PRINTED = """x = tf.constant([[[[1.],[2.]],[[4.],[5.]]]])
k = tf.constant([[[[3.]]]])
{call}<tf.Tensor: shape=(1, 2, 2, 1), dtype=float32, numpy=
array([[[[ 3.], [ 6.]], [[12.], [15.]]]], dtype=float32)>
"""


@pytest.mark.parametrize("call", ["", "tf.nn.conv2d(x, k, strides=[1,1,1,1], padding='VALID')\n"])
def test_a_tensor_that_tensorflow_prints_below_a_statement_is_another(call):
    text = PRINTED.format(call=call)
    shape = (1, 2, 2, 1)
    assert told(text) == [("x", "input", shape), ("k", "kernel", (1, 1, 1, 1)), ("", "output", shape)]
    assert dsviz.check(text, text, text).is_right


def test_the_first_of_two_printouts_keeps_its_name():
    text = (
        "x = np.array([1, 2, 3, 4])\nh = np.array([1, 0, -1])\nnp.correlate(x, h, 'valid')\narray([-2, -2])\n"
    )
    assert told(text) == [("x", "input", (4,)), ("h", "kernel", (3,)), ("", "output", (2,))]


LETTER = """Hi, I tried to compute a convolution by hand.

My input is:
1 2 3
4 5 6
7 8 9

My kernel is:
1 0
0 -1

I got:
-4 -4
-4 -4

Who is right?
"""


def test_what_somebody_got_is_the_answer():
    assert [(one.name, one.role) for one in read_tensors(LETTER)] == [
        ("My input is", "input"),
        ("My kernel is", "kernel"),
        ("I got", "output"),
    ]
    assert dsviz.check(LETTER, LETTER, LETTER).is_right
    other = LETTER.replace("I got", "my professor says it should be")
    assert [one.role for one in read_tensors(other)] == ["input", "kernel", "output"]


NOTEBOOK = """x = torch.tensor([[[[1.,2.],[3.,4.]],[[5.,6.],[7.,8.]]]])
conv = nn.Conv2d(2, 2, 1, groups=2, bias=False)
conv.weight.data = torch.tensor([[[[2.]]],[[[3.]]]])
conv(x)
tensor([[[[ 2.,  4.],
          [ 6.,  8.]],

         [[15., 18.],
          [21., 24.]]]], grad_fn=<ConvolutionBackward0>)
"""
LOOPS = """import numpy as np
x = np.array([[1, 2, 3], [4, 5, 6], [7, 8, 9]])
k = np.array([[1, 0], [0, -1]])
out = np.zeros((2, 2))
for i in range(2):
    for j in range(2):
        out[i, j] = np.sum(x[i:i+2, j:j+2] * k)
print(out)
# [[-4. -4.]
#  [-4. -4.]]
"""


@pytest.mark.parametrize("text", [NOTEBOOK, LOOPS])
def test_a_call_or_loops_before_what_they_give_hide_nothing(text):
    assert [one.role for one in read_tensors(text)] == ["input", "kernel", "output"]
    assert dsviz.check(text, text, text).is_right


CHANNELS = (
    "输入：\n通道1：\n1 2\n3 4\n通道2：\n5 6\n7 8\n深度卷积核：\n通道1：\n1 0\n0 1\n通道2：\n1 1\n1 1\n"
)


@pytest.mark.parametrize(
    "title", ["深度卷积\n", "一、深度卷积\n", "（二）例题\n", "Depthwise convolution by hand\n"]
)
def test_a_title_over_the_first_name_hides_nothing(title):
    found = told(title + CHANNELS)
    assert found == [("输入", "input", (2, 2, 2)), ("深度卷积核", "kernel", (2, 2, 2))]


@pytest.mark.parametrize("above", ["nan\n", "一，二\n"])
def test_what_may_be_numbers_over_the_first_name_is_no_title(above):
    with pytest.raises(ReadError):
        dsviz.read(above + CHANNELS)


def test_a_size_without_a_colon_is_no_tensor():
    text = "x.shape = (1, 2)\nx = [[1, 2]]\nkernel shape (1, 1)\nkernel = [[3]]\n"
    assert told(text) == [("x", "input", (1, 2)), ("kernel", "kernel", (1, 1))]


def test_a_short_sentence_between_rows_is_no_line_of_a_program_either():
    text = "While training I saw this input:\n1 2\n3 4\nwith this filter:\n1 0\n0 1\nI got\n5\n"
    assert told(text)[:2] == [("input", "input", (2, 2)), ("filter", "kernel", (2, 2))]
    assert told("with torch.no_grad():\n    y = conv(x)\nx = [[1, 2]]\nw = [[1]]\n") == [
        ("x", "input", (1, 2)),
        ("w", "kernel", (1, 1)),
    ]


def test_names_that_get_weights_gives_are_those_of_what_is_shown_below():
    text = "w, b = layer.get_weights()\nw\narray([[[[1.]]]])\nb\narray([0.])\n"
    assert told(text) == [("w", "kernel", (1, 1, 1, 1)), ("b", "bias", (1,))]
