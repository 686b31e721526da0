"""Maps, channels and kernels whose names count: they are one tensor."""

import pytest

import dsviz
from dsviz.reading.errors import ReadError
from dsviz.reading.several import read_tensors
from dsviz.reading.together import tensors_of

FIRST, SECOND = "\n1 2\n3 4\n", "\n5 6\n7 8\n"
BOTH = [[[1, 2], [3, 4]], [[5, 6], [7, 8]]]


@pytest.mark.parametrize(
    ("one", "two"),
    [
        ("Output 1:", "Output 2:"),
        ("Output 1", "Output 2"),
        ("Feature map 1:", "Feature map 2:"),
        ("Map 1:", "Map 2:"),
        ("y[0] =", "y[1] ="),
        ("y[0, :, :] =", "y[1, :, :] ="),
        ("特征图1：", "特征图2："),
        ("输出1：", "输出2："),
        ("第一个输出：", "第二个输出："),
    ],
)
def test_counted_maps_are_one_answer(one: str, two: str) -> None:
    reading = dsviz.read(one + FIRST + two + SECOND, role="output")
    assert reading.array.tolist() == BOTH
    assert reading.notes == ()


@pytest.mark.parametrize(
    ("one", "two"),
    [
        ("卷积核1：", "卷积核2："),
        ("卷积核一：", "卷积核二："),
        ("第一个卷积核：", "第二个卷积核："),
        ("滤波器1:", "滤波器2:"),
        ("W0 =", "W1 ="),
        ("K_1 =", "K_2 ="),
        ("filter_00 =", "filter_01 ="),
        ("First kernel:", "Second kernel:"),
        ("Kernel A:", "Kernel B:"),
        ("Kernel 1:", "Kernel 2:"),
    ],
)
def test_counted_kernels_are_one_kernel(one: str, two: str) -> None:
    reading = dsviz.read(one + FIRST + two + SECOND, role="kernel", channels=1)
    assert reading.array[:, 0].tolist() == BOTH
    assert reading.notes == ()


@pytest.mark.parametrize("names", ["卷积核1：|卷积核2：|卷积核3：", "Kernel A:|Kernel B:|Kernel C:"])
def test_an_exercise_with_three_kernels_is_read(names: str) -> None:
    one, two, three = names.split("|")
    text = f"Input:\n1 2 3\n4 5 6\n7 8 9\n{one}{FIRST}{two}{SECOND}{three}\n0 1\n1 0\nBias: 1 2 3"
    found = {named.role: named.array for named in read_tensors(text)}
    assert found["kernel"].tolist() == [*BOTH, [[0, 1], [1, 0]]]
    assert found["input"].shape == (3, 3)
    assert found["bias"].ravel().tolist() == [1, 2, 3]


def test_kernels_behind_channels_are_no_channels() -> None:
    text = f"Channel 1:{FIRST}Channel 2:{SECOND}Kernel 1:{FIRST}Kernel 2:{SECOND}Kernel 3:{FIRST}"
    assert [(named.role, named.array.shape[0]) for named in read_tensors(text)] == [
        ("input", 2),
        ("kernel", 3),
    ]


def test_kernels_of_channels_one_by_one_are_one_kernel() -> None:
    channels = f"\nChannel 1:{FIRST}Channel 2:{SECOND}"
    reading = dsviz.read(f"Kernel 1:{channels}Kernel 2:{channels}", role="kernel")
    assert reading.array.tolist() == [BOTH, BOTH]


def test_two_places_in_a_name_are_filter_and_channel() -> None:
    names = ("filter_00", "filter_01", "filter_10", "filter_11")
    text = "\n".join(f"{name} = [[{at}, 0], [0, 1]]" for at, name in enumerate(names))
    found = read_tensors(f"image_0 = [[1, 2], [3, 4]]\nimage_1 = [[5, 6], [7, 8]]\n{text}")
    assert [named.role for named in found] == ["input", "kernel"]
    assert found[0].array.tolist() == BOTH
    assert found[1].array[:, :, 0, 0].tolist() == [[0, 1], [2, 3]]


def test_00_and_01_read_what_there_are_channels_for() -> None:
    text = f"filter_00 ={FIRST}filter_01 ={SECOND}"
    assert dsviz.read(text, "kernel", channels=1).array.shape == (2, 1, 2, 2)
    assert dsviz.read(text, "kernel", channels=2).array.shape == (1, 2, 2, 2)


def test_counted_numbers_are_a_bias() -> None:
    text = f"W1 ={FIRST}W2 ={SECOND}b1 = 1\nb2 = -2"
    assert dsviz.read(text, role="bias").array.tolist() == [1, -2]


@pytest.mark.parametrize(
    ("text", "shapes"),
    [
        ("W1 = [[1, 2], [3, 4]]\nW2 = [[1]]", [(2, 2), (1, 1)]),  # of two layers
        ("test1 = [[1, 2]]\ntest2 = [[3, 4]]", [(1, 2), (1, 2)]),  # examples
        ("x1 = [1, 2]\nx2 = [3, 4]", [(2,), (2,)]),
        ("W2 = [[1, 2]]\nW5 = [[3, 4]]", [(1, 2), (1, 2)]),
        ("W1 = [[1, 2]]\nW2 = [[3, 4]]\nW = np.stack([W1, W2])", [(2, 1, 2)]),
    ],
)
def test_what_is_not_counted_stays_apart(text: str, shapes: list[tuple[int, ...]]) -> None:
    assert [named.array.shape for named in read_tensors(text)] == shapes


def test_maps_of_different_shapes_are_refused_where_they_stand() -> None:
    with pytest.raises(ReadError, match=r"line 4, .*same shape; got \[2, 3\] after \[2, 2\]"):
        dsviz.read(f"Output 1:{FIRST}Output 2:\n1 2 3\n4 5 6", role="output")


def test_an_answer_of_counted_maps_is_checked() -> None:
    kernel = f"Kernel A:{FIRST}Kernel B:{SECOND}"
    answer = "Output 1:\n37 47\n67 77\nOutput 2:\n85 111\n163 189"
    assert dsviz.check(answer, "1 2 3\n4 5 6\n7 8 9", kernel).is_right


def test_a_kernel_with_a_letter_is_no_bias() -> None:
    found = read_tensors(f"Input:{FIRST}Kernel B:\n1 2\nFilter A:\n1 2")
    assert [named.role for named in found] == ["input", "kernel", "kernel"]


def test_kernels_counted_in_running_text_are_one_tensor():
    image = "it is a 6 by 6 image\n" + "\n".join(["1 0 0 0 0 1", "0 1 0 0 1 0"] * 3)
    kernels = [
        f"{name} kernel:\n1 -1 -1\n-1 1 -1\n-1 -1 {at}" for at, name in enumerate(("1st", "2nd", "3rd"))
    ]
    found = tensors_of("\n\n".join([image, *kernels])).by_role
    assert (found["input"].typed.shape, found["kernel"].typed.shape) == ((6, 6), (3, 3, 3))
    assert found["kernel"].typed.array[:, 2, 2].tolist() == [0, 1, 2]
