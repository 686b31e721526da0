"""A layer of a part of a tensor, or of what is made of it: never is the whole tensor taken without a word."""

import pytest

import dsviz
from dsviz.reading.errors import ReadError

TENSORS = """import torch, torch.nn.functional as F
x = torch.tensor([[[[1., 2, 3, 4], [5, 6, 7, 8], [9, 10, 11, 12]]]])
w = torch.tensor([[[[1., 2, 3, 4], [5, 6, 7, 8]]]])
"""


@pytest.mark.parametrize(
    "line",
    [
        *(
            f"x1 = {made}"
            for made in ("x[:,:,:,2:]", "x + 1", "2*x + 1", "x - x.mean()", "torch.relu(x)", "x + w")
        ),
        *("x1 = x[..., ::2]", "x1 = x**2", "x1 = x.abs()", "x1, w1 = x[..., 1:], w[..., 1:]"),
    ],
)
@pytest.mark.parametrize(
    "shown", ["print(F.conv2d(x1, w), 1)", "y = F.conv2d(x1.float(), w)\nprint(y.shape, 2)"]
)
def test_what_is_made_of_a_tensor_and_given_to_a_layer_is_not_ignored(line: str, shown: str) -> None:
    text = f"{TENSORS}{line}\n{shown}\n"
    for role in ("input", "kernel"):
        with pytest.raises(ReadError) as refused:
            dsviz.read(text, role)
        assert refused.value.rule == "worked-out"
        assert refused.value.values["got"] == line


@pytest.mark.parametrize(
    "call",
    [
        *("F.conv2d(x[:,:,:,2:], w)", "F.conv2d(x, w[...,2:])", "F.conv2d(x, w/9)", "F.conv2d(2*x, w)"),
        *("F.conv2d(x, w[..., ::-1])", "F.conv2d(x, torch.flip(w, [2, 3]))", "F.conv2d(-x, w)"),
        *("F.conv2d(input=x, weight=w - 1)", "F.conv2d(torch.relu(x), w)"),
        "correlate2d(x[0, 0], w[0, 0][::-1, ::-1])",
    ],
)
@pytest.mark.parametrize("before", ["y = ", "print("])
def test_what_is_worked_out_in_a_call_is_not_ignored(call: str, before: str) -> None:
    line = before + call + ")" * before.count("(")
    for role in ("input", "kernel"):
        with pytest.raises(ReadError, match="paste what print shows") as refused:
            dsviz.read(TENSORS + line, role)
        assert (refused.value.rule, refused.value.values["got"]) == ("worked-out", line[:60])


@pytest.mark.parametrize(
    "lines",
    [
        *("y = F.conv2d(x.float(), w)", "y = F.conv2d(x[None][0], w)", "y = correlate2d(x[0, 0], w[0, 0])"),
        *(
            "y = F.conv2d(x, w) * 2 + 1",
            "y = convolve2d(x[0, 0], w[0, 0][::-1, ::-1])",
            "y = F.conv2d(x[:1], w)",
        ),
        "h = F.relu(F.conv2d(x, w))\nz = conv2(h, w)",
    ],
)
def test_what_leaves_the_numbers_is_read_as_before(lines: str) -> None:
    text = TENSORS + lines
    assert dsviz.read(text, "input").array.ravel().tolist() == list(range(1, 13))
    assert dsviz.read(text, "kernel").array.ravel().tolist() == list(range(1, 9))


LOOPS = """import numpy as np
x = np.array([[1, 2, 3], [4, 5, 6], [7, 8, 9]])
w = np.array([[1, 0], [0, -1]])
"""


@pytest.mark.parametrize(
    "lines",
    [
        "def conv_step(a, w):\n    return np.sum(a * w)\nfor i in range(2):\n    for j in range(2):\n"
        "        y[i, j] = conv_step(x[i:i+2, j:j+2], w)",
        "for i in range(2):\n    part = x[i:i+2, j:j+2]\n    y[i] = conv_single_step(part, w)",
        *("y = F.conv2d(x, w, b, 1, w.shape[-1] - 1)", "y = F.conv2d(x, w, padding=w.shape[-1] - 1)"),
        *("y = F.conv2d(x.reshape(1, 1, 3, -1), w[None, None])", "y = F.conv2d(x[np.newaxis, :, :], w)"),
    ],
)
def test_windows_of_a_loop_and_settings_are_no_other_tensors(lines: str) -> None:
    assert dsviz.read(LOOPS + lines, "input").array.tolist() == [[[1, 2, 3], [4, 5, 6], [7, 8, 9]]]
    assert dsviz.read(LOOPS + lines, "kernel").array.tolist() == [[[[1, 0], [0, -1]]]]


@pytest.mark.parametrize("call", ["conv2(x(1:2,:), w)", "conv2(x, w/9, 'valid')", "imfilter(x(:,2:end), w)"])
def test_parts_in_matlabs_brackets(call: str) -> None:
    with pytest.raises(ReadError, match="paste what print shows"):
        dsviz.read(f"x = [1 2 3; 4 5 6; 7 8 9];\nw = [1 0; 0 -1];\ny = {call};", "input")
