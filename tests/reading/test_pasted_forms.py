"""Forms that people paste: channels in Chinese, slices by number, bare calls, Julia, Rust, Markdown."""

import numpy as np
import pytest

import dsviz
from dsviz.reading.errors import ReadError

CHANNELS = [[[1, 2], [3, 4]], [[5, 6], [7, 8]]]
ROWS = ("\n1 2\n3 4\n", "\n5 6\n7 8\n")


@pytest.mark.parametrize(
    "heads",
    [
        ("输入图像（第一通道）：", "输入图像（第二通道）："),
        ("输入图像（第1通道）：", "输入图像（第2通道）："),
        ("输入图像（第一个通道）：", "输入图像（第二个通道）："),
        ("输入图像（通道1）：", "输入图像（通道2）："),
        ("输入图像（通道一）：", "输入图像（通道二）："),
        ("Input image (channel 1):", "Input image (channel 2):"),
    ],
)
def test_channels_in_brackets_behind_a_label(heads: tuple[str, str]) -> None:
    text = "".join(head + rows for head, rows in zip(heads, ROWS, strict=True))
    assert dsviz.read(text, "input").array.tolist() == CHANNELS
    kernel = text.replace("输入图像", "卷积核").replace("Input image", "Kernel")
    assert dsviz.read(kernel, "kernel").array.tolist() == [CHANNELS]


@pytest.mark.parametrize("x", ["", "x = [[1, 2, 3], [4, 5, 6], [7, 8, 9]]\n"])
def test_slices_named_by_filter_and_channel(x: str) -> None:
    slices = np.arange(24.0).reshape(2, 3, 2, 2)
    for weight in (slices, slices[:1], slices[:, :1], slices[:, :2]):
        lines = [f"w[{n},{c}] = {weight[n, c].tolist()}" for n, c in np.ndindex(weight.shape[:2])]
        if len(lines) > 1:
            np.testing.assert_array_equal(dsviz.read(x + "\n".join(lines), "kernel").array, weight)


TORCH = "import torch\nx = torch.arange(9.)\nx = x.reshape(1, 1, 3, 3)\nw = torch.ones(1, 1, 2, 2)\n"
TENSORFLOW = (
    "import tensorflow as tf\nx_in = [[0, 1, 2], [3, 4, 5], [6, 7, 8]]\nk_in = [[1, 1], [1, 1]]\n"
    "x = tf.reshape(tf.constant(x_in, dtype=tf.float32), [1, 3, 3, 1])\n"
    "k = tf.reshape(tf.constant(k_in, dtype=tf.float32), [2, 2, 1, 1])\n"
)


@pytest.mark.parametrize(
    ("before", "call"),
    [
        *(
            (TORCH, call)
            for call in ("F.conv2d(x, w)", "F.conv2d(x, w, padding=(1, 1))", "torch.conv2d(x,w).shape")
        ),
        *((TORCH, call) for call in ("F.conv2d(x, w)[0, 0]", "F.conv2d(x.float(), w).squeeze()")),
        (TENSORFLOW, "tf.nn.conv2d(x, k, strides=1, padding='VALID')"),
        (TENSORFLOW, "tf.nn.conv2d(x, k, strides=[1, 1, 1, 1], padding='VALID').numpy()"),
    ],
)
def test_a_bare_call_at_the_end_shows_and_hides_nothing(before: str, call: str) -> None:
    assert dsviz.read(before + call, "input").array.tolist() == np.arange(9.0).reshape(1, 3, 3).tolist()
    assert dsviz.read(before + call, "kernel").array.tolist() == [[[[1, 1], [1, 1]]]]


def test_a_tensor_in_a_bare_call_is_not_dropped() -> None:
    text = "x = torch.arange(9.)\nx = x.reshape(1, 1, 3, 3)\nF.conv2d(x, torch.ones(1, 1, 2, 2))"
    assert dsviz.read(text, "kernel").array.tolist() == [[[[1, 1], [1, 1]]]]
    assert dsviz.read(text).array.shape == (1, 3, 3)


def test_printed_tensors_behind_two_words() -> None:
    text = (
        "input vector tf.Tensor(\n[[[1.]\n  [2.]\n  [3.]]], shape=(1, 3, 1), dtype=float32)\n"
        "output vector tf.Tensor(\n[[[3.]\n  [5.]]], shape=(1, 2, 1), dtype=float32)\n"
        "weights <tf.Variable 'conv1d/kernel:0' shape=(2, 1, 1) dtype=float32, numpy=\n"
        "array([[[1.]],\n\n       [[1.]]], dtype=float32)>\n"
    )
    right = {"input": [1, 2, 3], "output": [3, 5], "kernel": [1, 1]}
    assert {role: dsviz.read(text, role).array.ravel().tolist() for role in right} == right


@pytest.mark.parametrize(
    ("text", "right"),
    [
        (
            "6×1×1 reshape(::UnitRange{Int64}, 6, 1, 1) with eltype Int64:\n"
            "[:, :, 1] =\n 1\n 2\n 3\n 4\n 5\n 6\n",
            [[[1], [2], [3], [4], [5], [6]]],
        ),
        ("2×2 reshape(::UnitRange{Int64}, 2, 2) with eltype Int64:\n 1  3\n 2  4", [[[1, 3], [2, 4]]]),
        ("x = 2×2 adjoint(::Matrix{Int64}) with eltype Int64:\n 1  3\n 2  4", [[[1, 3], [2, 4]]]),
        ("let x = Tensor::new(vec![1.0, 2.0, 3.0, 4.0], vec![1, 1, 2, 2]);", [[[1, 2], [3, 4]]]),
        ("let x = Tensor::new(vec![1, 1, 2, 2], vec![1.0, 2.0, 3.0, 4.0]);", [[[1, 2], [3, 4]]]),
        ("let x = Tensor::from_vec(vec![1f32, 2., 3.], (1, 1, 1, 3), &Device::Cpu)?;", [[[1, 2, 3]]]),
        ("Tensor::new(\n    &[1., 2.,\n      3., 4.],\n    &[2, 2],\n).unwrap()", [[[1, 2], [3, 4]]]),
        ("$$\n\\begin{bmatrix}\n1 & 2 \\\n3 & 4\n\\end{bmatrix}\n$$", [[[1, 2], [3, 4]]]),
        ("\\begin{pmatrix}\n1 & 2 \\\n3 & 4 \\\n5 & 6 \\\n\\end{pmatrix}", [[[1, 2], [3, 4], [5, 6]]]),
    ],
)
def test_printouts_of_julia_code_of_rust_and_latex_out_of_markdown(text: str, right: list[object]) -> None:
    assert dsviz.read(text).array.tolist() == right


@pytest.mark.parametrize(
    "text",
    [
        "let x = Tensor::new(vec![1.0, 2.0, 3.0], vec![1, 1, 2, 2]);",
        "\\begin{bmatrix}\n1 & 2 \\\n3 & 4\n5 & 6\n\\end{bmatrix}",
    ],
)
def test_what_does_not_fit_is_refused(text: str) -> None:
    with pytest.raises(ReadError):
        dsviz.read(text)
