"""What an answer is called beside an input and a kernel."""

import pytest

import dsviz
from dsviz.reading.several import read_tensors

X, K, Y = "X = [[1, 2, 3], [4, 5, 6], [7, 8, 9]]", "kernel = [[1, 0], [0, 1]]", " = [[6, 8], [12, 14]]"
NAMES = [
    *("want", "target", "correct", "gt", "ans", "got", "truth", "ground_truth", "conv_out", "conv1_output"),
    *("feature_map", "featuremap", "my_ans", "Target"),
]


def roles(text: str) -> list[tuple[str, str]]:
    return [(named.name, named.role) for named in read_tensors(text)]


@pytest.mark.parametrize("name", NAMES)
def test_such_a_name_is_an_answers(name: str) -> None:
    of = [("X", "input"), ("kernel", "kernel")]
    assert roles(f"{X}\n{K}\n{name}{Y}") == [*of, (name, "output")]
    assert roles(f"{name}{Y}\n{X}\n{K}") == [(name, "output"), *of]
    assert roles(f"{X.replace('X', 'A')}\n{K}\n{name}{Y}") == [("A", "input"), of[1], (name, "output")]


@pytest.mark.parametrize("name", ["want", "target", "feature_map", "got"])
def test_where_it_is_the_only_one_beside_a_kernel_it_is_the_input(name: str) -> None:
    assert roles(f"{name}{Y}\n{K}") == [(name, "input"), ("kernel", "kernel")]
    assert dict(roles(f"{name}{Y}\nsobel_x{Y}\nsobel_y{Y}"))[name] == "input"


def test_a_layer_called_conv_out_has_a_kernel() -> None:
    assert roles("conv_out.weight = [[1, 2]]\nconv_out.bias = [1]") == [
        ("conv_out.weight", "kernel"),
        ("conv_out.bias", "bias"),
    ]


def test_a_number_is_no_answer() -> None:
    assert ("target", "output") not in roles(f"{X}\n{K}\ntarget = 3")


@pytest.mark.parametrize(
    ("of_input", "of_answer"),
    [
        ("Input feature map:", "Output feature map:"),
        ("Input feature map:", "Feature map:"),
        ("input_feature_map =", "feature_map ="),
        ("输入特征图:", "输出特征图:"),
        ("输入特征映射：", "输出特征映射："),
        ("输入的特征图:", "特征图:"),
    ],
)
def test_an_inputs_feature_map_is_the_input(of_input: str, of_answer: str) -> None:
    text = f"{of_input}\n1 2 3\n4 5 6\n7 8 9\nKernel:\n1 0\n0 1\n{of_answer}\n6 8\n12 14\n"
    if "=" in of_input:
        text = f"{of_input} [[1, 2, 3], [4, 5, 6], [7, 8, 9]]\nk = [[1, 0], [0, 1]]\n"
        text += f"{of_answer} [[6, 8], [12, 14]]"
    assert dsviz.check(text, text, text).is_right
    assert dsviz.read(text).array.shape == (1, 3, 3)


LETTERS = "A =\n\n   1   2   3\n   4   5   6\n   7   8   9\n\nB =\n\n   1   2\n   3   4\n\n"
CODE = "A = [1 2 3;4 5 6;7 8 9];\nB = [1 2;3 4];\n"
PRINTED = "\n\n   37   47\n   67   77\n"


@pytest.mark.parametrize(
    "text",
    [
        f"{LETTERS}C ={PRINTED}",
        f"{CODE}C = [37 47;67 77]",
        f"{CODE}C = conv2(A, rot90(B, 2), 'valid')\nC ={PRINTED}",
        f"{CODE}filter2(B, A, 'valid')\n\nans ={PRINTED}",
        f"A = [1 2;3 4];\nB = [1 2 3;4 5 6;7 8 9];\nC ={PRINTED}",
    ],
)
def test_c_is_the_answer_to_a_and_b(text: str) -> None:
    assert dsviz.check(text, text, text).is_right
    wrong = text.replace("77", "78")
    assert not dsviz.check(wrong, wrong, wrong).is_right


@pytest.mark.parametrize("name", ["我的答案", "我的答案：", "正确答案:", "答案 =", "答："])
def test_a_chinese_answer_is_the_answer(name: str) -> None:
    text = f"输入:\n1 2 3\n4 5 6\n7 8 9\n卷积核:\n1 2\n3 4\n{name}\n37 47\n67 77\n"
    assert dsviz.check(text, text, text).is_right
    assert [one.role for one in read_tensors(text)] == ["input", "kernel", "output"]
