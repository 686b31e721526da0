"""Several tensors of one text: their names, what each is taken for, and their numbers."""

import subprocess
import sys

import numpy as np
import pytest

import dsviz
from dsviz.reading.errors import ReadError
from dsviz.reading.several import read_tensors

SNIPPETS = {
    "parameters of old PyTorch": (
        "[Parameter containing:\n(0 ,0 ,.,.) = \n 1  2\n\n(1 ,0 ,.,.) = \n 3  4\n"
        "[torch.FloatTensor of size 2x1x1x2]\n, Parameter containing:\n 5\n 6\n"
        "[torch.FloatTensor of size 2]\n]",
        [("", "kernel", (2, 1, 1, 2)), ("", "bias", (2,))],
    ),
    "notebook": (
        "import torch\nimport torch.nn.functional as F\n\nx = torch.tensor([[[[1., 2.], [3., 4.]]]])\n"
        "w = torch.tensor([[[[5., 6.]]]])\nb = torch.tensor([7.])\ny = F.conv2d(x, w, b)\nprint(y)",
        [("x", "input", (1, 1, 2, 2)), ("w", "kernel", (1, 1, 1, 2)), ("b", "bias", (1,))],
    ),
    "labels": (
        "Input:\n1 2\n3 4\n\nKernel:\n5 6\n\nBias: 7",
        [("Input", "input", (2, 2)), ("Kernel", "kernel", (1, 2)), ("Bias", "bias", (1, 1))],
    ),
    "labels with channels": (
        "Input:\nChannel 1:\n1 2\nChannel 2:\n3 4\nKernel:\n[[5]]",
        [("Input", "input", (2, 1, 2)), ("Kernel", "kernel", (1, 1))],
    ),
    "Chinese labels": (
        "输入：\n1 2\n3 4\n卷积核：\n5 6\n偏置：7",
        [("输入", "input", (2, 2)), ("卷积核", "kernel", (1, 2)), ("偏置", "bias", (1, 1))],
    ),
    "P42": (
        "OrderedDict([('weight', tensor([[[[1., 1.], [1., 1.]]]])), ('bias', tensor([-0.0658]))])",
        [("weight", "kernel", (1, 1, 2, 2)), ("bias", "bias", (1,))],
    ),
    "P35": (
        "[array([[[0.]], [[1.]], [[0.]]]), array([0.])]",
        [("", "kernel", (3, 1, 1)), ("", "bias", (1,))],
    ),
    "get_weights": (
        "[array([[[[1.]], [[2.]]]], dtype=float32), array([3.], dtype=float32)]",
        [("", "kernel", (1, 2, 1, 1)), ("", "bias", (1,))],
    ),
    "named_parameters": (
        "conv.weight Parameter containing:\ntensor([[[[1., 2.]]]], requires_grad=True)\n"
        "conv.bias Parameter containing:\ntensor([3.], requires_grad=True)",
        [("conv.weight", "kernel", (1, 1, 1, 2)), ("conv.bias", "bias", (1,))],
    ),
    "printouts": (
        "tensor([[1., 2.], [3., 4.]])\ntensor([[5., 6.]])\ntensor([7.])",
        [("", "input", (2, 2)), ("", "kernel", (1, 2)), ("", "bias", (1,))],
    ),
    "P14": (
        "float test[3][4] = {{1,2,3,4},{5,6,7,8},{9,10,11,12}};\nfloat K[5] = {-0.014,-0.45,0,0.4,0.01};",
        [("test", "input", (3, 4)), ("K", "kernel", (5,))],
    ),
    "P21": (
        "INPUT = [[2,5,-3,0],[0,6,0,-4]]\nFILTER = [[-2,0],[4,6]]",
        [("INPUT", "input", (2, 4)), ("FILTER", "kernel", (2, 2))],
    ),
    "LaTeX": (
        r"I = \begin{pmatrix}0&1\\2&3\end{pmatrix}"
        + "\n"
        + r"K = \frac{1}{4}\begin{pmatrix}1&1\\1&1\end{pmatrix}",
        [("I", "input", (2, 2)), ("K", "kernel", (2, 2))],
    ),
    "a session": (
        ">>> import torch, torch.nn as nn\n>>> torch.manual_seed(0)\n<torch._C.Generator object at 0x7f3c>\n"
        ">>> conv = nn.Conv2d(1, 1, 2)\n>>> conv.weight\nParameter containing:\ntensor([[[[-0.25, 0.5],\n"
        "          [-0.75, 1.0]]]], requires_grad=True)\n>>> conv.bias\nParameter containing:\n"
        "tensor([-0.5], requires_grad=True)\n>>> x = torch.randn(1, 1, 2, 3)\n>>> x\n"
        "tensor([[[[-0.5,  0.1, 0.2],\n          [0.4, 0.5, 0.6]]]])\n>>> conv(x)\n"
        "tensor([[[[0.475, 0.175]]]], grad_fn=<ConvolutionBackward0>)\n",
        [
            ("conv.weight", "kernel", (1, 1, 2, 2)),
            ("conv.bias", "bias", (1,)),
            ("x", "input", (1, 1, 2, 3)),
            ("y", "output", (1, 1, 1, 2)),
        ],
    ),
    "a notebook, the kernel first": (
        "In [3]: conv.weight.data\nOut[3]: \ntensor([[[[1., 0.]]]])\n\nIn [4]: x\nOut[4]: \n"
        "tensor([[[[1., 2., 3.]]]])\n",
        [("conv.weight.data", "kernel", (1, 1, 1, 2)), ("x", "input", (1, 1, 1, 3))],
    ),
    "sizes beside the names": (
        "weight torch.Size([1, 1, 1, 2])\ntensor([[[[1., 2.]]]])\nbias torch.Size([1])\ntensor([0.1])",
        [("weight", "kernel", (1, 1, 1, 2)), ("bias", "bias", (1,))],
    ),
    "an exam's sheet": (
        "Input (2x3):\n[[1, 2, 3],\n [4, 5, 6]]\nFilter (1x2):\n[[1, 0]]\nStride = 1, Padding = 0\n"
        "Bias = 0.5\nOutput = ?",
        [("Input", "input", (2, 3)), ("Filter", "kernel", (1, 2)), ("Bias", "bias", (1, 1))],
    ),
    "a bias of one number in JSON": (
        '{"input": [[1, 2], [3, 4]], "kernel": [[1]], "bias": 0, "stride": 1}',
        [("input", "input", (2, 2)), ("kernel", "kernel", (1, 1)), ("bias", "bias", (1, 1))],
    ),
    "a layer's weights set": (
        "conv.weight = nn.Parameter(torch.tensor([[[[1., 2.]]]]))\nconv.bias.data[:] = torch.tensor([0.5])",
        [("conv.weight", "kernel", (1, 1, 1, 2)), ("conv.bias.data", "bias", (1,))],
    ),
    "a setting in Chinese": (
        "输入：\n1 2\n3 4\n卷积核：\n5 6\n步长：1",
        [("输入", "input", (2, 2)), ("卷积核", "kernel", (1, 2))],
    ),
    "a step on the way": (
        "a = np.arange(4)\nx = a.reshape(2, 2)\nw = np.eye(2) / 2",
        [("x", "input", (2, 2)), ("w", "kernel", (2, 2))],
    ),
}


@pytest.mark.parametrize(("text", "expected"), SNIPPETS.values(), ids=SNIPPETS)
def test_one_snippet_gives_every_tensor_with_its_name_and_role(text, expected):
    found = read_tensors(text)
    assert [(one.name, one.role, one.array.shape) for one in found] == expected
    assert all(one.why for one in found)


def test_numbers_of_a_snippet_are_its_own():
    x, kernel, bias = read_tensors("x = [[1, 2], [3, 4]]\nk = 1/2 * [[2, 4]]\nbias = [7]")
    assert (x.array.tolist(), kernel.array.tolist(), bias.array.tolist()) == ([[1, 2], [3, 4]], [[1, 2]], [7])


def test_a_refusal_names_the_place_in_the_whole_snippet():
    with pytest.raises(ReadError) as caught:
        read_tensors("x = [[1, 2]]\nw = [[1, nan]]")
    assert (caught.value.rule, caught.value.place) == ("number-finite", (2, 10))


def test_the_public_reader_offers_what_else_fits():
    kernel = dsviz.read("[[[[1,10],[2,20]],[[3,30],[4,40]]]]", role="kernel", channels=2)
    assert (kernel.layout, kernel.array.dtype, kernel.array.shape) == ("OIHW", np.float64, (1, 2, 2, 2))
    assert ("OHWI", (1, 2, 2, 2)) in [(other.layout, other.shape) for other in kernel.others]
    with pytest.raises(ValueError, match="every bracket must be closed"):
        dsviz.read("[[1, 2]")


def test_importing_dsviz_loads_neither_torch_nor_streamlit():
    code = "import sys, dsviz; dsviz.read('[[1]]'); print({'torch', 'streamlit'} & set(sys.modules))"
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stdout.strip() == "set()"
