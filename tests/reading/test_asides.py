"""Words in brackets behind a name say what it is: Feature map (input)."""

import pytest

import dsviz
from dsviz.reading import asides
from dsviz.reading.several import read_tensors

X, W, Y = "1 2 3\n4 5 6\n7 8 9\n", "1 0\n0 1\n", "6 8\n12 14\n"
ROLES = ["input", "kernel", "output"]


@pytest.mark.parametrize(
    ("x", "w", "y"),
    [
        ("Feature map (input):", "Kernel:", "Feature map (output):"),
        ("Feature map (input)", "Kernel", "Feature map (output)"),
        ("Feature map (in):", "Kernel:", "Feature map (out):"),
        ("Feature map (input, 3x3):", "Filter (2x2):", "Feature map (output, 2x2):"),
        ("Feature map (3x3 input):", "Matrix (kernel):", "Matrix (result):"),
        ("**Feature map (input):**", "**Kernel:**", "**Feature map (output):**"),
        ("## Feature map (input)", "## Kernel", "## Feature map (output)"),
        ("Map (input image):", "Map (weights):", "Map (output map):"),
        ("A (input):", "B (kernel):", "C (output):"),
        ("Tensor (INPUT):", "Tensor (FILTER):", "Tensor (OUTPUT):"),
        ("特征图（输入）：", "卷积核：", "特征图（输出）："),
        ("特征图(输入图像)", "矩阵（卷积核）", "特征图（结果）"),
        ("矩阵A（输入）：", "矩阵B（卷积核）：", "矩阵C（输出）："),
    ],
)
def test_brackets_tell_the_role(x, w, y):
    for order in ([0, 1, 2], [1, 0, 2], [2, 1, 0]):
        blocks = [f"{x}\n{X}", f"{w}\n{W}", f"{y}\n{Y}"]
        found = read_tensors("\n".join(blocks[at] for at in order))
        assert [one.role for one in found] == [ROLES[at] for at in order]
        assert {one.role: one.array.shape for one in found}["input"] == (3, 3)
    text = f"{x}\n{X}\n{w}\n{W}\n{y}\n{Y}"
    assert dsviz.check(text, text, text).is_right


def test_brackets_of_captions_tell_the_role():
    text = f"{X}Feature map (input)\n\n{W}Kernel\n\n{Y}Feature map (output)"
    assert [one.role for one in read_tensors(text)] == ROLES


def test_maps_that_are_counted_stay_one_tensor():
    text = f"Feature map 1 (input):\n{X}\nFeature map 2 (input):\n{X}\nKernel:\n{W}"
    assert [(one.role, one.array.shape) for one in read_tensors(text)] == [
        ("input", (2, 3, 3)),
        ("kernel", (2, 2)),
    ]


@pytest.mark.parametrize(
    ("label", "role"),
    [
        ("Weights (input layer):", "kernel"),
        ("Kernel (output):", "kernel"),
        ("Input (kernel):", "input"),
        ("Output (input of the next):", "output"),
        ("Feature map:", "output"),
        ("特征图：", "output"),
    ],
)
def test_a_name_that_says_its_role_keeps_it(label, role):
    assert next(one.role for one in read_tensors(f"{label}\n{W}\nb = [1]")) == role


@pytest.mark.parametrize(
    "label", ["Example (3x3 input, 2x2 kernel):", "Layer (input and kernel):", "A (see input):", "A (red):"]
)
def test_brackets_that_say_more_name_nothing(label):
    name = label.partition(" ")[0]
    assert asides.named(name, label) == name
