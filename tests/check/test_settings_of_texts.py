"""What the texts of a layer say beside its numbers: settings, groups, parts of the result, captions."""

import numpy as np
import pytest
import torch
from torch.nn.functional import conv1d, conv2d, pad

import dsviz
from dsviz.examples import get
from dsviz.reading.errors import ReadError
from dsviz.reading.spoken_settings import settings_in
from dsviz.reading.together import tensors_of

ROW = "x = torch.tensor([[[1., 2, 3, 4]]])\nw = torch.tensor([[[1., 10]]])\n"
EXAMPLE = get("depthwise-tensorflow")
KERNEL = str(np.moveaxis(EXAMPLE.layer.weight.reshape(2, 1, 2, 2), (0, 1), (2, 3)))
INPUT = str(np.moveaxis(EXAMPLE.layer.x, 0, -1)[None])
PRINTED = str(np.moveaxis(EXAMPLE.printed, 0, -1)[None])
# As document 001 prints it.
SNIPPET = """input =tf.reshape( tf.constant([2,5,3,3,8,2,6,1,1,2,5,4,7,9,2,3,-1,3], tf.float32),[1,3,3,2])
kernel = tf.reshape(tf.constant([3,1,-2,2,-1,-3,4,5], tf.float32),[2,2,2,1])
print(tf.Session().run(tf.nn.depthwise_conv2d(input,kernel,[1,1,1,1],"VALID")))"""


@pytest.mark.parametrize(
    "call", ["y = F.conv1d(x, w, padding=1)", "conv = nn.Conv1d(1, 1, 2, padding=1, bias=False)"]
)
def test_the_padding_that_a_text_says_stands_on_both_sides_of_a_row(call):
    text = ROW + call
    assert dsviz.check("10 21 32 43 4", text, text).is_right
    one_sided = dsviz.check("21 32 43 4", text, text)
    assert not one_sided.is_right
    assert one_sided.diagnosis.right.shape == (1, 1, 5)
    assert dsviz.check("11 21 32 43 4", text, text).marks.tolist() == [[["wrong", *["right"] * 4]]]


@pytest.mark.parametrize(
    ("call", "said", "in_chinese"),
    [
        ("y = F.conv1d(x, w, stride=2, padding=1)", "stride 2, padding 1.", "步幅 2，填充 1。"),
        ("conv = nn.Conv1d(1, 1, 2, padding=1)", "padding 1.", "填充 1。"),
        ("y = F.conv1d(F.pad(x, (2, 0)), w)", "padding 2 before and 0 after.", "前填充 2、后填充 0。"),
    ],
)
def test_a_row_is_said_to_have_the_one_padding_that_it_has(call, said, in_chinese):
    text = ROW + call
    assert dsviz.check("1 2", text, text).verdict.endswith(f"Settings taken from the text: {said}")
    assert dsviz.check("1 2", text, text, language="zh").verdict.endswith(in_chinese)


def test_a_picture_one_pixel_high_has_both_of_its_paddings():
    text = "x = torch.tensor([[[[1., 2, 3, 4]]]])\nw = torch.tensor([[[[1., 10]]]])\n"
    text += "y = F.conv2d(x, w, padding=(0, 1))"
    found = dsviz.check("10 21 32 43 4", text, text)
    assert found.is_right
    assert found.verdict.endswith("padding 0, 1.")


def test_another_padding_of_a_row_is_told_as_one_number():
    x, weight = [[1, 2, 3, 4, 5, 9]], [[[1, 10]]]
    # 0 + 10·1, 1 + 10·2, …, 9 + 10·0: the row between two zeros
    (found,) = dsviz.check([[10, 21, 32, 43, 54, 95, 9]], x, weight).findings
    assert found.sentence.startswith("Padding 1 (as “full”) gives exactly this")
    other = dsviz.check([[1, 2, 3, 4, 5, 6, 7]], x, weight)
    assert "Another setting gives this shape: padding 1." in other.verdict


@pytest.mark.parametrize(
    "call", ["layer = Conv1D(4, 2, padding='causal')", "keras.ops.conv(x, w, padding='causal')"]
)
def test_causal_padding_is_heard(call):
    generator = torch.Generator().manual_seed(1)
    x = torch.randint(-3, 9, (1, 3, 6), generator=generator).double()
    weight = torch.randint(-3, 4, (4, 3, 2), generator=generator).double()
    answer = conv1d(pad(x, (1, 0)), weight).permute(0, 2, 1).numpy()
    text = f"x = {x.permute(0, 2, 1).numpy()}\nw = {weight.permute(2, 1, 0).numpy()}\ny = {call}"
    assert dsviz.check(str(answer), text, text).is_right
    assert not dsviz.check(str(answer + 1), text, text).is_right


@pytest.mark.parametrize(
    ("call", "settings"),
    [
        ("tf.nn.conv2d(x, w, [1,1,1,1], 'SAME')", {"stride": "1, 1", "padding": "same"}),
        ("tf.nn.conv2d(x, w, [1, 2, 2, 1], 'VALID')", {"stride": "2, 2", "padding": "valid"}),
        ('tf.nn.depthwise_conv2d(input,kernel,[1,2,2,1],"SAME")', {"stride": "2, 2", "padding": "same"}),
        ("F.conv2d(x, w, None, 1, 'same')", {"stride": "1", "padding": "same"}),
        ("F.conv2d(x, w, padding=1)[0]", {"padding": "1"}),
        ("F.conv2d(x, w, padding=(1, 2))[0]", {"padding": "1, 2"}),
    ],
)
def test_settings_are_taken_by_their_places(call, settings):
    assert settings_in(call) == settings


def test_the_documents_own_code_is_a_depthwise_layer():
    assert dsviz.check(PRINTED, SNIPPET, SNIPPET).is_right
    kernel = dsviz.read(SNIPPET, role="kernel", channels=2)
    assert (kernel.layout, kernel.groups) == ("HWCM", 2)


@pytest.mark.parametrize(
    "words", ["# depthwise", "depthwise kernel:", "depthwise_kernel =", "DepthwiseConv2D"]
)
def test_words_of_a_depthwise_layer_give_each_channel_its_own_filter(words):
    assert dsviz.check(PRINTED, INPUT, f"{words}\n{KERNEL}").is_right
    assert not dsviz.check(PRINTED, INPUT, f"{words}\n{KERNEL}", groups=1).is_right


@pytest.mark.parametrize(
    "part", ["[:, :, :-1]", "[..., :-1]", "[:, :, 1:]", ".numpy()[:, :, 1:]", ".detach().numpy()[:, :, 1:-1]"]
)
def test_a_part_of_a_layers_result_is_refused(part):
    for call in (f"y = F.conv1d(x, w, padding=1){part}", f"print(F.conv1d(x, w, padding=1){part})"):
        with pytest.raises(ReadError) as refused:
            dsviz.check("10 21 32 43", ROW + call, ROW + call)
        assert refused.value.rule == "worked-out"


@pytest.mark.parametrize("part", ["[0]", "[0, 0]", "", ".squeeze()", ".numpy()[0]"])
def test_the_only_picture_of_a_result_is_no_part(part):
    text = f"{ROW}y = F.conv1d(x, w, padding=1){part}"
    assert dsviz.check("10 21 32 43 4", text, text).is_right


@pytest.mark.parametrize("words", ["", "keras\n", "# keras Conv1D\n"])
@pytest.mark.parametrize("shape", [(6, 3, 4, 2), (9, 3, 3, 3), (6, 2, 2, 2), (5, 2, 3, 3)])
def test_a_row_of_keras_needs_no_axis_of_pictures(words, shape):
    length, channels, filters, taps = shape
    generator = torch.Generator().manual_seed(2)
    x = torch.randint(-3, 9, (1, channels, length), generator=generator).double()
    weight = torch.randint(-3, 4, (filters, channels, taps), generator=generator).double()
    answer = conv1d(x, weight)[0].T
    texts = [f"{words}{each.numpy()}" for each in (answer, x[0].T, weight.permute(2, 1, 0))]
    assert dsviz.check(*texts).is_right


@pytest.mark.parametrize("order", [("Input", "Kernel"), ("Kernel", "Input")])
def test_captions_under_tables_name_them(order):
    tables = {"Input": "4 8 0 1\n0 0 2 4\n0 1 5 3\n7 1 0 0", "Kernel": "1 0 -1\n0 0 0\n-1 0 1"}
    found = tensors_of("\n\n".join(f"{tables[name]}\n{name}" for name in order)).by_role
    assert (found["input"].typed.shape, found["kernel"].typed.shape) == ((4, 4), (3, 3))
    above = tensors_of("\n\n".join(f"{name}\n{tables[name]}" for name in order)).by_role
    assert (above["input"].typed.shape, above["kernel"].typed.shape) == ((4, 4), (3, 3))


def test_a_picture_with_settings_in_its_text_is_right():
    generator = torch.Generator().manual_seed(4)
    x = torch.randint(0, 9, (1, 2, 4, 5), generator=generator).double()
    weight = torch.randint(-3, 4, (3, 2, 3, 3), generator=generator).double()
    text = f"x = {x}\nw = {weight}\ny = F.conv2d(x, w, padding=(1, 0))"
    assert dsviz.check(str(conv2d(x, weight, padding=(1, 0))), text, text).is_right


def test_where_a_call_tells_the_order_of_axes_no_other_is_taken_for_the_answer():
    generator = torch.Generator().manual_seed(1)
    x = torch.randint(-3, 9, (1, 3, 4, 4), generator=generator).double()
    weight = torch.randint(-3, 4, (3, 3, 3, 3), generator=generator).double()
    tensors = f"x = torch.tensor({x.tolist()})\nconv.weight.data = torch.tensor({weight.tolist()})"
    text = f"conv = nn.Conv2d(3, 3, 3, bias=False)\n{tensors}"
    assert dsviz.check(str(conv2d(x, weight).tolist()), text, text).is_right
    for other in (weight.permute(3, 2, 0, 1), weight.permute(0, 3, 1, 2)):
        assert not dsviz.check(str(conv2d(x, other).tolist()), text, text).is_right


def test_the_sum_of_a_depthwise_layers_maps_is_no_right_answer():
    summed = str(np.moveaxis(EXAMPLE.printed.sum(0, keepdims=True), 0, -1)[None])
    assert not dsviz.check(summed, SNIPPET, SNIPPET).is_right


def test_a_row_of_keras_may_have_as_many_taps_as_channels():
    layer = "layer = keras.layers.Conv1D(3, 2)\nkernel = np.arange(12.).reshape(2, 2, 3)"
    text = f"x = np.arange(8.).reshape(4, 2)\n{layer}"
    assert dsviz.check("[[42. 48. 54.] [78. 92. 106.] [114. 136. 158.]]", text, text).is_right


@pytest.mark.parametrize(
    "line", ["步幅＝２ 填充＝１", "步幅＝２　填充＝１", "步长为2，补零1圈", "步长 2，补零一圈"]
)
def test_settings_of_a_chinese_keyboard_are_heard(line):
    x, weight = torch.arange(1.0, 10).reshape(1, 1, 3, 3), torch.tensor([[[[1.0, 0], [0, -1]]]])
    right = torch.nn.functional.conv2d(x, weight, stride=2, padding=1)[0]
    text = f"x=1 2 3;4 5 6;7 8 9\nw=1 0;0 -1\n{line}"
    assert dsviz.check(right.tolist(), text, text).is_right
