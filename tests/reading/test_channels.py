"""Labels that name the channels of one tensor, and whose they are."""

import pytest

import dsviz
from dsviz.reading.several import read_tensors

FACES = ("[[1, 2], [3, 4]]", "[[5, 6], [7, 8]]", "[[9, 0], [1, 2]]")
WIDE = "[[1, 2, 3], [4, 5, 6], [7, 8, 9]]"
BOTH = [[[1, 2], [3, 4]], [[5, 6], [7, 8]]]
ALL = [*BOTH, [[9, 0], [1, 2]]]


def statements(names: str) -> str:
    return "".join(f"{name} = {face}\n" for name, face in zip(names.split(), FACES, strict=False))


def labels(names: str) -> str:
    rows = ("1 2\n3 4", "5 6\n7 8", "9 0\n1 2")
    return "".join(f"{name}\n{face}\n" for name, face in zip(names.split("|"), rows, strict=False))


@pytest.mark.parametrize(
    "names",
    [
        "kernel_channel_red kernel_channel_green kernel_channel_blue",
        "w_ch0 w_ch1 w_ch2",
        "kernel_R kernel_G kernel_B",
        "k_r k_g k_b",
        "kernelR kernelG kernelB",
        "red_kernel green_kernel blue_kernel",
    ],
)
def test_a_kernels_channels_are_one_filter(names: str) -> None:
    reading = dsviz.read(statements(names), role="kernel")
    assert (reading.array.tolist(), reading.layout) == ([ALL], "IHW")
    beside = dsviz.read(statements(names), role="kernel", channels=3)
    assert (beside.array.tolist(), beside.groups) == ([ALL], 1)


@pytest.mark.parametrize(
    "names",
    [
        "Kernel channel 1:|Kernel channel 2:",
        "Kernel Channel #1|Kernel Channel #2",
        "Kernel (channel 1):|Kernel (channel 2):",
        "Channel 1 of the kernel:|Channel 2 of the kernel:",
        "卷积核通道1：|卷积核通道2：",
        "Kernel:\nChannel 1:|Channel 2:",
    ],
)
def test_labels_of_a_kernels_channels_are_one_filter(names: str) -> None:
    reading = dsviz.read(labels(names), role="kernel", channels=2)
    assert (reading.array.tolist(), reading.groups) == ([BOTH], 1)


@pytest.mark.parametrize(
    "names",
    ["Kernel A:|Kernel B:", "Filter 1:|Filter 2:", "Depthwise kernel channel 1:|Depthwise kernel channel 2:"],
)
def test_kernels_stay_filters(names: str) -> None:
    assert dsviz.read(labels(names), role="kernel", channels=2).array.shape == (2, 1, 2, 2)


@pytest.mark.parametrize("names", ["x_red x_green x_blue", "imgR imgG imgB", "x_R x_G x_B", "red green blue"])
def test_an_inputs_colours_are_its_channels(names: str) -> None:
    assert dsviz.read(statements(names), role="input").array.tolist() == ALL


@pytest.mark.parametrize(
    ("of_input", "of_kernel"),
    [
        (
            "image_channel_red image_channel_green image_channel_blue",
            "kernel_channel_red kernel_channel_green kernel_channel_blue",
        ),
        ("red green blue", "kernel_red kernel_green kernel_blue"),
        ("x_ch0 x_ch1 x_ch2", "w_ch0 w_ch1 w_ch2"),
    ],
)
def test_channels_of_two_tensors_are_parted(of_input: str, of_kernel: str) -> None:
    text = "".join(f"{name} = {WIDE}\n" for name in of_input.split()) + statements(of_kernel) + "b = 1"
    found = {named.role: named for named in read_tensors(text)}
    assert [(role, named.typed.shape) for role, named in found.items()][:2] == [
        ("input", (3, 3, 3)),
        ("kernel", (3, 2, 2)),
    ]
    assert found["kernel"].typed.order == "IHW"
    assert found["bias"].array.ravel().tolist() == [1]


@pytest.mark.parametrize("names", ["Channel 1:|Channel 2:", "Input channel 1:|Input channel 2:"])
def test_a_kernels_channels_behind_an_inputs(names: str) -> None:
    text = labels(names) + labels("Kernel channel 1:|Kernel channel 2:")
    assert [(named.role, named.typed.shape) for named in read_tensors(text)] == [
        ("input", (2, 2, 2)),
        ("kernel", (2, 2, 2)),
    ]


def test_channels_that_begin_again_are_of_another_tensor() -> None:
    text = labels("Channel 1:|Channel 2:") + "Channel 1:\n1 0\n0 1\nChannel 2:\n0 1\n1 0"
    assert [named.role for named in read_tensors(text)] == ["input", "kernel"]


@pytest.mark.parametrize("sign", [" ", ", ", " (", ": "])
def test_channels_of_several_kernels_are_filters_of_channels(sign: str) -> None:
    end = "):" if "(" in sign else ":"
    of = [labels("|".join(f"Kernel {one}{sign}channel {two}{end}" for two in (1, 2))) for one in (1, 2)]
    assert dsviz.read("".join(of), role="kernel").array.tolist() == [BOTH, BOTH]


def test_channels_that_code_puts_together_stand_in_its_order() -> None:
    text = statements("x_red x_green x_blue") + "x = np.stack([x_blue, x_green, x_red])"
    assert dsviz.read(text, role="input").array.tolist() == ALL[::-1]


@pytest.mark.parametrize(
    "names",
    [
        "R通道:|G通道:|B通道:",
        "R通道：|G通道：|B通道：",
        "R通道 =|G通道 =|B通道 =",
        "R通道|G通道|B通道",
        "r通道:|g通道:|b通道:",
        "通道R:|通道G:|通道B:",
        "第1个通道|第2个通道|第3个通道",
        "第 1 通道|第 2 通道|第 3 通道",
        "输入（R通道）：|输入（G通道）：|输入（B通道）：",
    ],
)
def test_a_letter_of_a_colour_before_the_word_channel_is_no_bias(names: str) -> None:
    for role in ("input", "kernel"):
        reading = dsviz.read(labels(names), role=role, channels=3)
        got = reading.array.tolist()
        assert ((got if role == "input" else got[0]), reading.notes) == (ALL, ())


def test_the_colours_of_an_input_and_of_a_kernel_give_the_right_answer() -> None:
    names = "R通道:|G通道:|B通道:"
    answer = sum(v * v for v in range(10)) + 5 + 1
    text = f"输入:\n{labels(names)}卷积核:\n{labels(names)}偏置:1\n输出:\n{answer}"
    assert dsviz.check(text, text, text, text).is_right
