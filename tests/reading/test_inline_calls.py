"""Layers whose tensors stand inside their call, and what a program printed below its call."""

import numpy as np
import pytest
import torch
import torch.nn.functional as F
from hypothesis import given
from hypothesis import strategies as st

import dsviz
from dsviz.reading.errors import ReadError
from dsviz.reading.inline_calls import written_out


def _right(text: str) -> bool:
    return dsviz.check(text, text, text, text if "b =" in written_out(text) else None).is_right


@given(
    st.integers(1, 3),
    st.integers(1, 2),
    st.integers(0, 1),
    st.booleans(),
    st.booleans(),
    st.integers(0, 10_000),
)
def test_a_call_with_its_tensors_and_its_printout_is_one_layer(channels, filters, padding, bias, lines, seed):
    numbers = np.random.default_rng(seed)
    x = torch.tensor(numbers.integers(-5, 6, (1, channels, 4, 4))).float()
    w = torch.tensor(numbers.integers(-3, 4, (filters, channels, 2, 2))).float()
    b = torch.tensor(numbers.integers(-3, 4, filters)).float() if bias else None
    given = [f"torch.tensor({each.tolist()})" for each in (x, w, b) if each is not None]
    gap = ",\n    " if lines else ", "
    text = f"F.conv2d({gap.join(given)}{gap}padding={padding})\n{F.conv2d(x, w, b, padding=padding)}"
    assert _right(text)


@pytest.mark.parametrize(
    ("text", "x", "kernel"),
    [
        ("np.convolve([1, 2, 3], [0, 1, 0.5])", [1, 2, 3], [0, 1, 0.5]),
        ("y = conv2([1 2;3 4],[1 0;0 1],'valid');", [1, 2, 3, 4], [1, 0, 0, 1]),
        ("cv2.filter2D(np.array([[1,2],[3,4]]), -1, np.array([[1,0],[0,1]]))", [1, 2, 3, 4], [1, 0, 0, 1]),
        ("x = [1, 2, 3]\ny = np.convolve(x, np.ones(2)/2, mode='valid')", [1, 2, 3], [0.5, 0.5]),
        ("x = [[1, 2]]\nprint(F.conv2d(x, weight=torch.tensor([[5.]])))", [1, 2], [5]),
        ("x = np.array([1, 2])\nw = np.array([3])\ny = np.correlate([4, 5], [6])", [4, 5], [6]),
    ],
)
def test_tensors_of_a_call_are_its_input_and_its_kernel(text, x, kernel):
    if text.startswith("x = np"):
        text = text.replace("x =", "a =").replace("w =", "c =")
        assert "x = [4, 5]" in written_out(text)
        return
    assert dsviz.read(text).array.ravel().tolist() == x
    assert dsviz.read(text, role="kernel").array.ravel().tolist() == kernel


def test_a_name_that_another_tensor_has_is_not_given_again():
    text = "x = [[9, 9]]\ny = F.conv2d([[1, 2]], [[3]])"
    assert written_out(text).splitlines() == [
        "x = [[9, 9]]",
        "input = [[1, 2]]",
        "w = [[3]]",
        "y = F.conv2d(input, w)",
    ]


def test_a_refusal_of_such_a_tensor_names_no_line_that_nobody_typed():
    with pytest.raises(ReadError) as refused:
        dsviz.read("y = F.conv2d([[1, 2]], [[1, oops]])")
    assert refused.value.place is None
    assert "oops" in str(refused.value)


def test_the_settings_of_such_a_call_are_its_own():
    text = (
        "print(F.conv2d(torch.tensor([[[[1.,2.,3.],[4.,5.,6.],[7.,8.,9.]]]]), "
        "torch.tensor([[[[1.,0.],[0.,1.]]]]), torch.tensor([1.]), padding=1))\n"
        "tensor([[[[2.,3.,4.,1.],[5.,7.,9.,4.],[8.,13.,15.,7.],[1.,8.,9.,10.]]]])"
    )
    assert dsviz.check(text, text, text, text).is_right


SNIPPET = "x = np.array([[1,2,3],[4,5,6],[7,8,9]])\nw = np.array([[1,0],[0,1]])\n"


@pytest.mark.parametrize(
    "shown",
    [
        "y = F.conv2d(x, w)\nprint(y)\ntensor([[ 6.,  8.],\n        [12., 14.]])",
        "y = signal.correlate2d(x, w, 'valid')\nprint(y)\n[[ 6  8]\n [12 14]]",
        "print(x)\n[[1 2 3]\n [4 5 6]\n [7 8 9]]\n"
        "y = signal.correlate2d(x, w, 'valid')\nprint(y)\n[[ 6  8]\n [12 14]]",
        "y = signal.correlate2d(x, w, 'valid')\nprint(y.shape)\nprint(y)\n# [[ 6  8]\n#  [12 14]]",
        "y = F.conv2d(x, w)\nprint(y)\n\ntensor([[ 6.,  8.],\n        [12., 14.]])",
        "y = F.conv2d(x, w)\nprint(y)\n# gives\ntensor([[ 6.,  8.],\n        [12., 14.]])",
        "y = F.conv2d(x, w)\nprint(y.shape)\nprint(y)\n"
        "torch.Size([2, 2])\ntensor([[ 6.,  8.],\n        [12., 14.]])",
        "F.conv2d(\n    x,\n    weight=w,\n)\ntensor([[ 6.,  8.],\n        [12., 14.]])",
    ],
)
def test_what_a_program_printed_is_its_answer(shown):
    text = SNIPPET + shown
    assert dsviz.check(text, text, text).is_right
    wrong = text.replace("14.]", "15.]").replace(" 14]", " 15]")
    assert not dsviz.check(wrong, wrong, wrong).is_right
    assert dsviz.read(text, role="output").array.tolist() == [[[6, 8], [12, 14]]]


def test_a_row_behind_a_row_and_its_taps_is_the_answer():
    text = ">>> np.correlate([1, 2, 3, 4], [0, 1, 2])\narray([ 8, 11])"
    assert dsviz.check(text, text, text).is_right


@pytest.mark.parametrize(
    ("text", "role", "array"),
    [
        ("w[0]:\n1 2\n3 4\nw[1]:\n5 6\n7 8", "kernel", [[[[1, 2], [3, 4]]], [[[5, 6], [7, 8]]]]),
        ("y[:,:,0] =\n1 2\n3 4\ny[:,:,1] =\n5 6\n7 8", "output", [[[1, 2], [3, 4]], [[5, 6], [7, 8]]]),
        ("x[:, :, 0]:\n1 2\n3 4\n\nx[:, :, 1]:\n5 6\n7 8", "input", [[[1, 2], [3, 4]], [[5, 6], [7, 8]]]),
        ("y[0]: 1 2\ny[1]: 3 4", "output", [[[1, 2]], [[3, 4]]]),
    ],
)
def test_an_index_above_its_rows_is_read(text, role, array):
    assert dsviz.read(text, role=role).array.tolist() == array


@pytest.mark.parametrize(
    "text",
    [
        "x = [[1,2,3],[4,5,6],[7,8,9]]\nw = [[1,0],[0,1]]\ny = x * w = [[6,8],[12,14]]",
        "X = [1 2 3;4 5 6;7 8 9]\nK = [1 0;0 1]\nX * K = [6 8; 12 14]",
        "输入=[[1,2,3],[4,5,6],[7,8,9]]\n卷积核=[[1,0],[0,1]]\n输入*卷积核=[[6,8],[12,14]]",
        r"$X = \begin{bmatrix}1&2&3\\4&5&6\\7&8&9\end{bmatrix}$"
        "\n"
        r"$K = \begin{bmatrix}1&0\\0&1\end{bmatrix}$"
        "\n"
        r"$Y = X \ast K = \begin{bmatrix}6&8\\12&14\end{bmatrix}$",
    ],
)
def test_a_product_of_names_is_what_it_gives(text):
    assert dsviz.read(text, role="output").array.tolist() == [[[6, 8], [12, 14]]]
    assert dsviz.read(text, role="kernel").array.tolist() == [[[[1, 0], [0, 1]]]]
    assert dsviz.check(text, text, text).is_right


@pytest.mark.parametrize(
    "before", [">>> model.state_dict()", "print(model.state_dict())", ">>> conv.state_dict()"]
)
def test_a_printed_state_dict_is_not_left_out(before):
    text = (
        f"model = nn.Conv2d(1, 1, 1)\n{before}\n"
        "OrderedDict([('weight', tensor([[[[2.]]]])), ('bias', tensor([1.]))])\n"
        ">>> x\ntensor([[[[1., 2.],\n          [3., 4.]]]])"
    )
    assert dsviz.read(text, role="kernel").array.tolist() == [[[[2]]]]
    assert dsviz.read(text, role="bias").array.tolist() == [1]
    assert dsviz.check([[3, 5], [7, 9]], text, text, text).is_right


def test_the_headings_of_the_cs231n_demo_are_read():
    text = (
        "Input Volume (+pad 1) (3x3x1)\nx[:,:,0]\n0 0 0\n0 5 0\n0 0 0\n"
        "Filter W0 (2x2x1)\nw0[:,:,0]\n1 0\n0 1\n"
        "Bias b0 (1x1x1)\nb0[:,:,0]\n1\nOutput Volume (2x2x1)\no[:,:,0]\n6 1\n1 6"
    )
    assert dsviz.check(text, text, text, text).is_right
