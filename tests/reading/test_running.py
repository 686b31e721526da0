"""Tensors in running text, in programs, behind the name of a call; and what may not be read out of words."""

import pytest

from dsviz.reading.axes import Known
from dsviz.reading.errors import ReadError
from dsviz.reading.paste import reading_of
from dsviz.reading.running import MOST_CHARACTERS
from dsviz.reading.several import read_tensors
from dsviz.reading.text import read_text
from tests.reading.clock import fastest, stretched

X = [[1, 2, 3], [4, 5, 6]]
K = [[1, 0], [0, 1]]
BOTH = [("input", X), ("kernel", K)]
KERAS = [("kernel", [[[[1]], [[2]]], [[[3]], [[4]]]]), ("bias", [0.5])]
TORCH = [("kernel", [[[[1, 2], [3, 4]]]]), ("bias", [0.5])]
MATRIX = r"\begin{bmatrix} 1 & 2 & 3 \\ 4 & 5 & 6 \end{bmatrix}"
UNIT = r"\begin{bmatrix} 1 & 0 \\ 0 & 1 \end{bmatrix}"
PRINTED = "[array([[[[1]],[[2]]],[[[3]],[[4]]]]), array([0.5])]"

# What document 001 prints, with its note: here are the values of one place in different channels.
DOCUMENT_001 = """[[[[ -2.  18.]    此行为同一位置不同通道卷积值
   [ 12.  21.]]

  [[ 17.  -7.]
   [-13.  16.]]]]
"""
ITS_PROGRAM = """import tensorflow as tf

# [batch, in_height, in_width, in_channels]
input =tf.reshape( tf.constant([2,5,3,3,8,2,6,1,1,2,5,4,7,9,2,3,-1,3], tf.float32),[1,3,3,2])

# [filter_height, filter_width, in_channels, out_channels]
kernel = tf.reshape(tf.constant([3,1,-2,2,-1,-3,4,5], tf.float32),[2,2,2,1])

print(tf.Session().run(tf.nn.depthwise_conv2d(input,kernel,[1,1,1,1],"VALID")))
"""
C = """#include <stdio.h>
int main(void) {
  int in[2][3] = {{1,2,3},{4,5,6}};
  int kernel[2][2] = {{1,0},{0,1}};
  int out[1][2], i, j;
  for (int i = 0; i < 2; i++)
    for (int j = 0; j < 2; j++) {
      out[i][j] = 0;
      for (int v = 0; v < 2; v++) out[i][j] += in[i][j+v] * kernel[0][v];
      printf("%d ", out[i][j]);
    }
  return 0;
}
"""
PYTHON = """import numpy as np
def conv(x, k):
    h, w = x.shape
    for i in range(h - 1):
        print(i)
    return h

x = np.array([[1,2,3],[4,5,6]])
k = np.array([[1,0],[0,1]])
print(conv(x, k))
"""

READ = {
    DOCUMENT_001: [("input", [[[[-2, 18], [12, 21]], [[17, -7], [-13, 16]]]])],
    # sentences around one matrix, in three languages of mathematics
    f"Consider the matrix $A = {MATRIX}$, which is the input.": [("input", X)],
    f"Let the input be\n\\[\nX = {MATRIX}\n\\]\nand convolve it.": [("input", X)],
    f"The kernel is given by\n$$K={UNIT}.$$": [("kernel", K)],
    f"已知卷积核 $K={UNIT}$，求输出。": [("kernel", K)],
    f"\\begin{{aligned}} X &= {MATRIX}, \\\\ K &= {UNIT} \\end{{aligned}}": BOTH,
    f"X \\in \\mathbb{{R}}^{{2\\times 3}} = {MATRIX}": [("input", X)],
    f"\\underbrace{{{MATRIX}}}_{{input}}": [("input", X)],
    f"{MATRIX} * {UNIT}": BOTH,
    f"I = {MATRIX} * K = {UNIT}": BOTH,
    f"$$I = {MATRIX} \\ast \\mathbf{{K}} = {UNIT}$$": BOTH,
    "x = torch.tensor([[1, 2, 3], [4, 5, 6]])\nconv.weight.data = torch.eye(2)\nprint(conv(x))": BOTH,
    "x = torch.arange(1., 7.).view(2, 3)\nw = torch.eye(2)\nprint('y:', conv(x).detach())": BOTH,
    r"\begin{bmatrix} \color{red}{1} & 2 & 3 \\ 4 & \textcolor{blue}{5} & 6 \end{bmatrix}": [("input", X)],
    "假设输入如下：\n[[1, 2, 3],\n [4, 5, 6]]\n其中步长为1。": [("input", X)],
    "设输入特征图为：\n1 2 3\n4 5 6\n卷积核为：\n1 0\n0 1\n求卷积结果": BOTH,
    "The input image is\n\n1 2 3\n4 5 6\n\nWhat is the output?": [("input", X)],
    "Suppose we have the following 2x3 input:\n[[1, 2, 3],\n [4, 5, 6]]": [("input", X)],
    "The input is [[1,2,3],[4,5,6]] and the kernel is [[1,0],[0,1]].": BOTH,
    "Q: What is the convolution of\n[1 2 3; 4 5 6]\nwith [1 0; 0 1]?": BOTH,
    "Here is my input:\n```\n1 2 3\n4 5 6\n```\nand the kernel\n```\n1 0\n0 1\n```": BOTH,
    "Input:\n1 2 3\n4 5 6\nKernel:\n1 0\n0 1\nwith stride 2 and padding 1.": BOTH,
    # notes behind rows
    "[[1 2 3]   此行为第一行\n [4 5 6]]  第二行": [("input", X)],
    "[[1 2 3]   <- first row\n [4 5 6]]  <- second row": [("input", X)],
    "1 2 3   first row\n4 5 6   second row": [("input", X)],
    # labels
    "(1) Input\n1 2 3\n4 5 6\n(2) Kernel\n1 0\n0 1": BOTH,
    "1. Input:\n1 2 3\n4 5 6\n2. Kernel:\n1 0\n0 1": BOTH,
    "a) Input\n1 2 3\n4 5 6\nb) Kernel\n1 0\n0 1": BOTH,
    "Step 1: Input\n1 2 3\n4 5 6\nStep 2: Kernel\n1 0\n0 1": BOTH,
    "（1）输入\n1 2 3\n4 5 6\n（2）卷积核\n1 0\n0 1": BOTH,
    "## Input\n1 2 3\n4 5 6\n## Kernel\n1 0\n0 1": BOTH,
    "input:\n- [1, 2, 3]\n- [4, 5, 6]\nkernel:\n- [1, 0]\n- [0, 1]\n": BOTH,
    "> 1 2 3\n> 4 5 6": [("input", X)],
    # programs
    C: BOTH,
    PYTHON: BOTH,
    "A << 1, 2, 3,\n     4, 5, 6;": [("input", X)],
    "$a = [[1, 2, 3], [4, 5, 6]];": [("input", X)],
    "data = {'x': [[1,2,3],[4,5,6]], 'w': [[1,0],[0,1]]}": BOTH,
    "signal.convolve2d([[1,2,3],[4,5,6]], [[1,0],[0,1]], mode='valid')": BOTH,
    "conv2([1 2 3; 4 5 6], [1 0; 0 1], 'valid')": BOTH,
    "x = torch.arange(1., 7).reshape(2, 3)\n>>> x\ntensor([[1., 2., 3.],\n        [4., 5., 6.]])": [
        ("input", X)
    ],
    "<math><mtable><mtr><mtd><mn>1</mn></mtd><mtd><mn>2</mn></mtd></mtr></mtable></math>": [
        ("input", [[1, 2]])
    ],
    "   0  1  2\n0  1  2  3\n1  4  5  6\n\n[2 rows x 3 columns]": [("input", X)],
    "[[0] * 3] * 2": [("input", [[0, 0, 0], [0, 0, 0]])],
    # get_weights, set_weights and what sets a weight, behind the name of a call
    f"layer.set_weights({PRINTED.replace('array', 'np.array')})": KERAS,
    f"print(layer.get_weights())\n{PRINTED}": KERAS,
    f">>> model.layers[0].get_weights()\n{PRINTED}": KERAS,
    f"layer.get_weights()\n{PRINTED}": KERAS,
    f"layer.get_weights():\n{PRINTED}": KERAS,
    f"layer.get_weights() = {PRINTED}": KERAS,
    f"weights = {PRINTED}": KERAS,
    "with torch.no_grad():\n    conv.weight.copy_(torch.tensor([[[[1., 2.],[3.,4.]]]]))\n"
    "    conv.bias.copy_(torch.tensor([0.5]))": TORCH,
    "conv.load_state_dict({'weight': torch.tensor([[[[1., 2.],[3.,4.]]]]), "
    "'bias': torch.tensor([0.5])})": TORCH,
    "layer.kernel.assign([[1,0],[0,1]])": [("kernel", K)],
    "[<tf.Variable 'k:0' shape=(1, 1, 1, 2) dtype=float32, numpy=array([[[[1., 2.]]]], dtype=float32)>, "
    "<tf.Variable 'b:0' shape=(2,) dtype=float32, numpy=array([0., 1.], dtype=float32)>]": [
        ("kernel", [[[[1, 2]]]]),
        ("bias", [0, 1]),
    ],
}  # fmt: skip


@pytest.mark.parametrize(("text", "right"), READ.items(), ids=lambda value: str(value)[:30])
def test_tensors_in_running_text(text, right):
    assert [(one.role, one.array.tolist()) for one in read_tensors(text)] == right


def test_document_001s_program_and_what_it_printed():
    x, kernel, y = read_tensors(ITS_PROGRAM + DOCUMENT_001)
    assert [(one.name, one.role, one.array.shape) for one in (x, kernel, y)] == [
        ("input", "input", (1, 3, 3, 2)),
        ("kernel", "kernel", (2, 2, 2, 1)),
        ("", "output", (1, 2, 2, 2)),
    ]
    right = reading_of(y.typed, "output", Known(output=(2, 2, 2)))
    assert right.layout == "NHWC"
    assert right.array.tolist() == [[[-2, 12], [17, -13]], [[18, 21], [-7, 16]]]


# A number that words do not explain, a sign or an index at the tensor, a function that would change it.
REFUSED = [
    "[[1, 2]] costs 5",
    "the input [[1, 2]] or 3 4 5",
    "2 - [[1, 2]]",
    "K = [[1, 2], [3, 4]]\nK = stack((K, K + 1))",
    "K = [[1, 2], [3, 4]]\nK = abs(K)",
    "so I flipped it, -[[1, 2], [3, 4]].",
    "Input: 3 - [1, 2, 3] so",
    "[[1, 2]] + 1",
    "the kernel [[1, 2]]**2",
    "the kernel [[1, 2]][0]",
    "np.pad([1, 2], 1)",
    "torch.relu(torch.tensor([[1, 2]]))",
    "alpha beta\n1 2",
    "alpha,beta\n1,2",
    "the kernel is nan",
    "print([1, 2], 5)",
    "[[1, 2] * 1.5]",
    "the mean of 3 and [[1, 2]]",
]


def test_a_sign_before_a_list_is_each_numbers():
    (read,) = read_tensors("-[1, -2]")
    assert read.array.tolist() == [-1, 2]


@pytest.mark.parametrize("text", REFUSED)
def test_words_leave_no_number_out(text):
    with pytest.raises(ReadError):
        read_tensors(text)


@pytest.mark.parametrize(
    "unit",
    [
        "1 ",
        "a ",
        "[1, ",
        "a(",
        "x = ",
        "\\begin{matrix}",
        "[[1]] a ",
        "1 2\n a\n",
        "{",
        "for ",
        "1" * 20,
        "] a",
    ],
)
def test_running_text_takes_a_bounded_time(unit):
    text = (unit * MOST_CHARACTERS)[: MOST_CHARACTERS - 1] + "\u00a7"

    def read():
        with pytest.raises(ReadError):
            read_tensors(text)

    bound = stretched(1.0)
    assert fastest(read, bound) < bound


def test_a_product_of_a_named_tensor_is_not_the_tensor():
    assert read_text("k = np.array([1, 2, 1])\nK = np.outer(k, k)").numbers == [1, 2, 1, 2, 4, 2, 1, 2, 1]
    for product in ("np.outer(k, k)", "k @ k.T", "k.T@k"):
        with pytest.raises(ReadError):
            read_text(f"k = np.array([1, 2, 1])\n{product}")


@pytest.mark.parametrize("change", ["pad(x, 1)", "flip(x)", "concat([x, x])", "np.pad(x, 1)"])
def test_a_tensor_of_a_sentence_that_a_bare_call_changes_is_refused(change: str) -> None:
    with pytest.raises(ReadError):
        read_tensors(f"Let x = [[1, 2], [3, 4]]\nx = {change}\nw = [[1]]\n")
    found = read_tensors("Let x = [[1, 2], [3, 4]]\nw = [[1]]\n")
    assert [one.array.tolist() for one in found] == [[[1, 2], [3, 4]], [[1]]]
