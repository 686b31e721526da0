"""What people paste, read as they meant it, and the layout that is taken."""

import numpy as np
import pytest
import torch

import dsviz
from dsviz.conv.layouts import hwcm_to_oihw, hwio_to_oihw, nhwc_to_nchw
from dsviz.examples import by_topic, get
from dsviz.reading.axes import Known
from dsviz.reading.errors import ReadError
from dsviz.reading.flat import read_shape
from dsviz.reading.paste import read_tensor

DOCUMENT_INPUT = (
    "input =tf.reshape( tf.constant([2,5,3,3,8,2,6,1,1,2,5,4,7,9,2,3,-1,3], tf.float32),[1,3,3,2])"
)
DOCUMENT_KERNEL = "kernel = tf.reshape(tf.constant([3,1,-2,2,-1,-3,4,5], tf.float32),[2,2,2,1])"
SQUARE = [[1.0, 2.0], [3.0, 4.0]]


@pytest.mark.parametrize(
    "text",
    [
        "[[1, 2], [3, 4]]",
        "[[1, 2], [3, 4],]",
        "((1, 2), (3, 4))",
        "([[1, 2], [3, 4]])",
        "{{1, 2}, {3, 4}}",
        "[[1. 2.]\n [3. 4.]]",
        "[1, 2],\n[3, 4]",
        "[1 2]\n[3 4]",
        "array([[1, 2],\n       [3, 4]])",
        "np.array([[1, 2], [3, 4]], dtype=np.float32)",
        "numpy.asarray([[1, 2], [3, 4]], 'float32')",
        "Array([[1., 2.],\n       [3., 4.]], dtype=float32)",
        "Out[12]: array([[1, 2],\n       [3, 4]])",
        ">>> x = np.array([[1, 2], [3, 4]])  # the answer\n",
        "tensor([[1., 2.],\n        [3., 4.]])",
        "tensor([[1., 2.], [3., 4.]], device='cuda:0', dtype=torch.float64, requires_grad=True)",
        "tensor([[1., 2.],\n        [3., 4.]], grad_fn=<ConvolutionBackward0>)",
        "Parameter containing:\ntensor([[1., 2.],\n        [3., 4.]], requires_grad=True)",
        "torch.tensor([[1, 2], [3, 4]]).float().to('cpu')",
        "torch.tensor([1, 2, 3, 4]).view(2, 2)",
        "torch.reshape(torch.tensor([1, 2, 3, 4]), (2, -1))",
        "tf.Tensor(\n[[1. 2.]\n [3. 4.]], shape=(2, 2), dtype=float32)",
        "<tf.Tensor: shape=(2, 2), dtype=int32, numpy=\narray([[1, 2],\n       [3, 4]], dtype=int32)>",
        "<tf.Variable 'conv/kernel:0' shape=(2, 2) dtype=float32, numpy=\narray([[1., 2.], [3., 4.]])>",
        "<Variable path=conv/kernel, shape=(2, 2), dtype=float32, value=[[1. 2.]\n [3. 4.]]>",
        "tf.reshape(tf.constant([1, 2, 3, 4], tf.float32), [2, 2])",
        "tf.constant([1, 2, 3, 4], shape=[2, 2])",
        "tf.constant([[1, 2], [3, 4]]);",
        "np.reshape([1, 2, 3, 4], (2, 2))",
        "np.array([1, 2, 3, 4]).reshape(2, 2)",
        "np.array([1, 2, 3, 4]).reshape((2, 2))",
        "[np.array([1, 2]).reshape(2), np.array([3, 4])], [2, 2]",
        "[np.array([1, 2]), np.array([3, 4])]",
        "[[np.float64(1.0), np.float64(2.0)], [np.float64(3.0), np.float64(4.0)]]",
        "[1, 2, 3, 4], [2, 2]",
        "[1, 2, 3, 4] shape=(2, 2)",
        "1 2 3 4 shape [2, 2]",
        "[1, 2, 3, 4] torch.Size([2, 2])",
        '{"shape": [2, 2], "data": [1, 2, 3, 4]}',
        '{"data": [[1, 2], [3, 4]]}',
        "1,2\n3,4",
        "1, 2,\n3, 4,\n",
        "1\t2\r\n3\t4\r\n",
        "1;2\n3;4",
        "1 2\n3 4",
        '"1","2"\n"3","4"',
        "```python\n[[1, 2],\n [3, 4]]\n```",
        "```\n1 2\n3 4\n```",
        ">>> x\ntensor([[1., 2.],\n        [3., 4.]], layout=torch.strided)",
        "In [3]: x\nOut[3]: array([[1, 2], [3, 4]])",
        ">>> print(x)\n[[1 2]\n [3 4]]",
        "tensor([1, 2, 3, 4]) torch.Size([2, 2])",
        "# from a spreadsheet\n 1   2 \n 3   4",
        "\ufeff1,2\n3,4",
        "[[1,\u00a02],\u2003[3, 4]]",
    ],
)
def test_one_tensor_in_the_ways_people_write_it(text):
    reading = read_tensor(text)
    assert reading.typed.tolist() == SQUARE
    assert reading.array.tolist() == [SQUARE]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("1/3", 1 / 3),
        ("-1/8", -0.125),
        ("1 / 4", 0.25),
        ("1.5/2", 0.75),
        ("\u22122", -2),
        ("\u20132", -2),
        ("+.5", 0.5),
        ("2.", 2),
        ("1e-3", 0.001),
        ("1.E+03", 1000),
        ("2e\u22122", 0.02),
        ("-0.0", 0),
        ("0e5", 0),
        ("1e15", 1e15),
        ("0.1", 0.1),
    ],
)
def test_numbers(text, value):
    for around in (f"[[{text}]]", f"{text}\n", f"array([[{text}]])", f"{text}\t{text}"):
        read = read_tensor(around).typed.ravel()
        assert set(read.tolist()) == {value}
        assert not np.signbit(read[value == 0]).any()


def test_an_empty_line_starts_the_next_channel():
    assert read_tensor("1\t2\n3\t4\n\t\n5\t6\n7\t8\n").array.tolist() == [SQUARE, [[5, 6], [7, 8]]]


def test_document_001_is_read_as_its_example():
    example = get("depthwise-tensorflow")
    x = read_tensor(DOCUMENT_INPUT)
    kernel = read_tensor(DOCUMENT_KERNEL, role="kernel", x_shape=x.array.shape, groups=2)
    assert (x.shape, x.layout) == ((1, 3, 3, 2), "NHWC")
    assert (kernel.shape, kernel.layout, kernel.groups) == ((2, 2, 2, 1), "HWCM", 2)
    assert np.array_equal(x.array, example.layer.x)
    assert np.array_equal(kernel.array, example.layer.weight)


def test_the_same_kernel_of_an_ordinary_layer_is_taken_as_hwio():
    kernel = read_tensor(DOCUMENT_KERNEL, role="kernel", x_shape=(2, 3, 3), groups=1)
    assert (kernel.layout, kernel.array.shape, kernel.fits) == ("HWIO", (1, 2, 2, 2), True)
    other = kernel.take("HWCM")
    assert (other.array.shape, other.groups, other.fits) == ((2, 1, 2, 2), 2, False)
    assert [option.layout for option in other.alternatives if option.fits] == ["HWIO", "OIHW", "IHWO"]


def worked_examples():
    return [e for topic in ("standard", "depthwise", "pointwise") for e in by_topic(topic)]


@pytest.mark.parametrize("example", worked_examples(), ids=lambda example: example.id)
def test_every_worked_example_is_read_back_from_torch_and_from_tensorflow(example):
    known = {"x_shape": example.layer.x.shape, "groups": example.layer.spec.groups}
    for text in (str(torch.tensor(example.layer.x)), tf_print(np.moveaxis(example.layer.x, 0, -1)[None])):
        assert np.array_equal(read_tensor(text, **known).array, example.layer.x)
    for text in (
        repr(torch.tensor(example.layer.weight)),
        tf_print(example.layer.weight.transpose(2, 3, 1, 0)),
    ):
        read = read_tensor(text, role="kernel", weight_shape=example.layer.weight.shape, **known)
        assert np.array_equal(read.array, example.layer.weight)
        assert read.fits


def tf_print(array) -> str:
    return (
        f"tf.Tensor(\n{np.array2string(array, threshold=array.size + 1)}, shape={array.shape}, dtype=float32)"
    )


@pytest.mark.parametrize(
    ("shape", "layouts"),
    [
        ((4, 5), ["HW"]),
        ((3, 5, 5), ["CHW", "HWC"]),
        ((5, 5, 3), ["HWC", "CHW"]),
        ((4, 4, 4), ["CHW", "HWC"]),
        ((1, 3, 5, 5), ["NCHW", "NHWC"]),
        ((1, 5, 5, 3), ["NHWC", "NCHW"]),
    ],
)
def test_layouts_of_an_input_alone(shape, layouts):
    reading = read_tensor(repr(numbered(shape).tolist()))
    assert [option.layout for option in reading.options] == layouts


def numbered(shape):
    return np.arange(1.0, np.prod(shape) + 1).reshape(shape)


def test_the_kernel_decides_between_layouts():
    text = repr(numbered((2, 4, 4)).tolist())
    assert read_tensor(text, weight_shape=(1, 4, 2, 2), groups=1).layout == "HWC"
    assert read_tensor(text, weight_shape=(1, 2, 2, 2), groups=1).layout == "CHW"
    assert read_tensor(text, weight_shape=(4, 1, 2, 2), groups=4).layout == "HWC"
    assert not read_tensor(text, weight_shape=(1, 3, 2, 2), groups=1).fits


def test_what_was_there_before_decides_nothing():
    text = repr(numbered((2, 4, 4)).tolist())
    assert {read_tensor(text, x_shape=shape).layout for shape in (None, (2, 4, 4), (4, 2, 4))} == {"CHW"}
    row = {"role": "kernel", "x_shape": (1, 5, 5)}
    for shape in (None, (1, 1, 1, 3), (3, 1, 1, 1)):
        assert read_tensor("[[[[1, 2, 1]]]]", weight_shape=shape, **row).layout == "OIHW"


@pytest.mark.parametrize(
    ("text", "role", "channels", "array"),
    [
        ("[[1, 0, 1]]", "kernel", 1, [[[[1, 0, 1]]]]),
        ("[[1], [2]]", "kernel", 1, [[[[1], [2]]]]),
        ("[[[[1, 2]]]]", "kernel", 1, [[[[1, 2]]]]),
        ("[[1, 0, 1]]", "kernel", None, [[[[1, 0, 1]]]]),
        ("[1, -1, 2]", "kernel", 1, [[[[1, -1, 2]]]]),
        ("[2, 1, 2, 3]", "input", None, [[[2, 1, 2, 3]]]),
        ("[[[[1, 2, 3]]]]", "input", None, [[[1, 2, 3]]]),
        ("[[[1, 2, 3]]]", "input", None, [[[1, 2, 3]]]),
    ],
)
def test_one_row_or_column_stays_one(text, role, channels, array):
    assert read_tensor(text, role=role, channels=channels).array.tolist() == array


@pytest.mark.parametrize(
    ("text", "layout", "shape", "groups"),
    [
        ("torch.ones(4, 3, 3, 2)", "OIHW", (4, 3, 3, 2), 1),
        ("np.ones((4, 3, 3, 2))", "OIHW", (4, 3, 3, 2), 1),
        ("Keras: np.ones((4, 3, 3, 2))", "HWIO", (2, 3, 4, 3), 1),
        ("TFLite: np.ones((2, 4, 5, 3))", "OHWI", (2, 3, 4, 5), 1),
        ("depthwise_kernel: np.ones((4, 5, 3, 2))", "HWCM", (6, 1, 4, 5), 3),
        ("TFLite depthwise: np.ones((1, 4, 5, 3))", "IHWO", (3, 1, 4, 5), 3),
        ("# TensorFlow Lite\nnp.ones((2, 4, 5, 3))", "OHWI", (2, 3, 4, 5), 1),
        ("# LiteRT, depthwise\nnp.ones((1, 4, 5, 3))", "IHWO", (3, 1, 4, 5), 3),
        ("webnn depthwise: np.ones((1, 4, 4, 3))", "IHWO", (3, 1, 4, 4), 3),
        ("depthwise IHWO: np.ones((1, 4, 5, 3))", "IHWO", (3, 1, 4, 5), 3),
        ("webnn (filterLayout ohwi): np.ones((3, 3, 3, 3))", "OHWI", (3, 3, 3, 3), 1),
        ("hwio: np.ones((3, 3, 3, 3))", "HWIO", (3, 3, 3, 3), 1),
        ("depthwise_kernel = np.ones((1, 2, 3, 2))", "HWCM", (6, 1, 1, 2), 3),
        ("dwconv.weight: np.ones((6, 1, 3, 3))", "OIHW", (6, 1, 3, 3), 3),
        ("mx.nd.ones((4, 3, 3, 3))", "OIHW", (4, 3, 3, 3), 1),
        # A depthwise filter reads one channel: no other order does with 3 of them.
        ("np.ones((3, 3, 1, 3))  # Keras depthwise", "HWIO", (3, 1, 3, 3), 3),
    ],
)
def test_a_frameworks_word_decides_the_order_of_a_kernel(text, layout, shape, groups):
    reading = read_tensor(text, role="kernel", channels=3)
    assert (reading.layout, reading.array.shape, reading.groups) == (layout, shape, groups)


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("[1_000, -2_500_000]", [1000, -2500000]),
        ("1_000.5 2", [1000.5, 2]),
        ("\u00bd -\u00bc", [0.5, -0.25]),
        ("[1\u00bd, \u22122\u2154]", [1.5, -(2 + 2 / 3)]),
    ],
)
def test_thousands_of_python_and_fractions_of_one_sign_are_read(text, numbers):
    assert read_tensor(text).array.ravel().tolist() == numbers


def test_a_row_that_a_program_has_commented_out_is_left_out_and_a_label_is_none():
    assert read_tensor("[[1, 2],\n# 3, 4\n [5, 6]]").array.tolist() == [[[1, 2], [5, 6]]]
    assert read_tensor("#1\n1 2\n3 4").array.tolist() == [[[1, 2], [3, 4]]]


def test_c2_a_kernel_of_tflite_is_offered_and_gives_10():
    w = "[[[[1,10],[2,20]],[[3,30],[4,40]]]]"
    reading = read_tensor(w, role="kernel", x_shape=(2, 2, 2))
    (ohwi,) = [option for option in reading.others if option.layout == "OHWI"]
    assert (reading.layout, ohwi.array[0, 0].sum()) == ("OIHW", 10)
    assert read_tensor(f"tflite {w}", role="kernel", x_shape=(2, 2, 2)).layout == "OHWI"


def test_c3_a_depthwise_kernel_of_tflite_is_offered():
    reading = read_tensor("[[[[3,1],[-2,2]],[[-1,-3],[4,5]]]]", role="kernel", channels=2)
    (ihwo,) = [option for option in reading.others if option.layout == "IHWO"]
    assert ihwo.array.tolist() == [[[[3, -2], [-1, 4]]], [[[1, 2], [-3, 5]]]]
    assert ihwo.groups == 2


def test_groups_are_never_changed_to_make_an_order_fit():
    reading = read_tensor(repr(numbered((5, 2, 3, 4)).tolist()), role="kernel", channels=6)
    assert not reading.fits
    assert "HWIO" in [option.layout for option in reading.others]
    bias = read_tensor("np.ones((4, 3, 3, 2))", role="kernel").among(Known(filters=2))
    assert bias.layout == "HWIO"


@pytest.mark.parametrize(
    ("text", "role", "layout", "array"),
    [
        ("Conv1d: [[[1,2,3],[4,5,6]]]", "input", "NCW", [[[1, 2, 3]], [[4, 5, 6]]]),
        (
            "Conv1d: [[[1,2],[3,4]],[[5,6],[7,8]]]",
            "kernel",
            "OIW",
            [[[[1, 2]], [[3, 4]]], [[[5, 6]], [[7, 8]]]],
        ),
        ("Keras Conv1D: [[[1],[2],[3]]]", "input", "NWC", [[[1, 2, 3]]]),
        ("Keras Conv1D: [[[1]],[[2]],[[3]]]", "kernel", "WIO", [[[[1, 2, 3]]]]),
    ],
)
def test_layers_over_a_row(text, role, layout, array):
    reading = read_tensor(text, role=role)
    assert (reading.layout, reading.array.tolist()) == (layout, array)


def test_a_batch_gives_the_picture_that_is_asked_for():
    batch = repr(numbered((2, 1, 2, 2)).tolist())
    assert (read_tensor(batch).pictures, read_tensor(batch).array.tolist()) == (2, [[[1, 2], [3, 4]]])
    assert read_tensor(batch, picture=1).array.tolist() == [[[5, 6], [7, 8]]]
    with pytest.raises(ReadError, match="picture must be from 0 to 1"):
        read_tensor(batch, picture=2)


def test_open_cells_of_an_answer_are_not_a_number():
    for text in ("[[1, ?], [x, 4]]", "1 ?\n_ 4", "1\t\n\t4", "| 1 | ? |\n| x | 4 |"):
        read = read_tensor(text, role="output", open_cells=True).array[0]
        assert np.array_equal(read, [[1, np.nan], [np.nan, 4]], equal_nan=True)


@pytest.mark.parametrize(
    ("text", "shape"), [("((1, 2))", (2,)), ("((1,), (2,))", (2, 1)), ("[(1), (2)]", (2,))]
)
def test_round_brackets_are_a_list_only_with_a_comma(text, shape):
    assert read_tensor(text, role="bias").shape == shape


def test_the_words_around_decide_where_nothing_is_known():
    inside = repr(numbered((4, 4, 4)).tolist())
    assert read_tensor(f"tf.constant({inside})").layout == "HWC"
    assert read_tensor(f"torch.tensor({inside})").layout == "CHW"


@pytest.mark.parametrize(
    ("layout", "shape", "to_ours"),
    [
        ("CHW", (3, 4, 5), lambda a: a),
        ("HWC", (4, 5, 3), nhwc_to_nchw),
        ("NCHW", (1, 3, 4, 5), lambda a: a[0]),
        ("NHWC", (1, 4, 5, 3), lambda a: nhwc_to_nchw(a)[0]),
    ],
)
def test_an_answer_is_put_into_the_shape_expected(layout, shape, to_ours):
    typed = numbered(shape)
    reading = read_tensor(repr(typed.tolist()), role="output", output_shape=(3, 4, 5))
    assert (reading.layout, reading.fits) == (layout, True)
    assert np.array_equal(reading.array, to_ours(typed))


@pytest.mark.parametrize(
    ("layout", "shape", "to_ours", "groups"),
    [
        ("OIHW", (4, 6, 2, 3), lambda a: a, 1),
        ("OIHW", (6, 1, 2, 3), lambda a: a, 6),
        ("OIHW", (4, 3, 2, 3), lambda a: a, 2),
        ("HWIO", (2, 3, 6, 4), hwio_to_oihw, 1),
        ("HWIO", (5, 2, 3, 4), hwio_to_oihw, 2),
        ("HWCM", (2, 3, 6, 2), hwcm_to_oihw, 6),
        ("IHW", (6, 2, 3), lambda a: a[None], 1),
        ("HWI", (2, 3, 6), lambda a: a.transpose(2, 0, 1)[None], 1),
        ("HWC", (2, 3, 6), lambda a: a.transpose(2, 0, 1)[:, None], 6),
        ("OHW", (6, 2, 3), lambda a: a[:, None], 6),
        ("OI", (4, 6), lambda a: a[:, :, None, None], 1),
        ("IO", (6, 4), lambda a: a.T[:, :, None, None], 1),
    ],
)
def test_kernels_in_every_layout(layout, shape, to_ours, groups):
    typed = numbered(shape)
    reading = read_tensor(repr(typed.tolist()), role="kernel", x_shape=(6, 9, 9), groups=groups)
    assert (reading.layout, reading.fits, reading.groups) == (layout, True, groups)
    assert np.array_equal(reading.array, to_ours(typed))


@pytest.mark.parametrize(
    ("known", "groups", "fits"),
    [
        ({}, 2, True),
        ({"groups": 2}, 2, True),
        ({"groups": 1}, 2, False),
        ({"x_shape": (2, 9, 9)}, 2, True),
        ({"x_shape": (4, 9, 9)}, None, False),
        ({"x_shape": (4, 9, 9), "groups": 4}, None, False),
    ],
)
def test_a_depthwise_kernel_says_itself_how_many_channels_it_is_for(known, groups, fits):
    reading = read_tensor(repr(numbered((3, 3, 2, 2)).tolist()), role="kernel", layout="HWCM", **known)
    assert (reading.groups, reading.fits) == (groups, fits)


def test_one_slice_is_a_kernel_of_one_filter():
    reading = read_tensor("1 2 3\n4 5 6", role="kernel", x_shape=(1, 5, 5), groups=1)
    assert (reading.layout, reading.array.tolist()) == ("HW", [[[[1, 2, 3], [4, 5, 6]]]])


@pytest.mark.parametrize(
    "text", ["[1, 2, 3]", "1 2 3", "1\n2\n3", "[[[[1]], [[2]], [[3]]]]", "tensor([1., 2., 3.])"]
)
def test_bias_in_the_shapes_it_is_printed_in(text):
    reading = read_tensor(text, role="bias", weight_shape=(3, 1, 2, 2))
    assert (reading.layout, reading.array.tolist(), reading.fits) == ("N", [1, 2, 3], True)


def test_a_scalar_is_a_bias_of_one_filter():
    text = "tf.Tensor(5.0, shape=(), dtype=float32)"
    assert read_tensor(text, role="bias", weight_shape=(2, 1, 1, 1)).array.tolist() == [5]
    assert not read_tensor(text, role="bias", weight_shape=(2, 1, 1, 1)).fits


def test_a_flat_answer_fills_the_shape_expected_in_either_order():
    reading = read_tensor("[1, 2, 3, 4, 5, 6, 7, 8]", role="output", output_shape=(2, 2, 2))
    assert (reading.layout, reading.array.tolist()) == ("NCHW", [SQUARE, [[5, 6], [7, 8]]])
    assert reading.take("NHWC").array.tolist() == [[[1, 3], [5, 7]], [[2, 4], [6, 8]]]


def test_a_flat_tensorflow_answer_is_channels_last():
    reading = read_tensor("tf.constant([1, 2, 3, 4, 5, 6, 7, 8])", role="output", output_shape=(2, 2, 2))
    assert reading.layout == "NHWC"


def test_two_layouts_with_the_same_numbers_are_offered_once():
    reading = read_tensor("[[[[1]]]]", role="kernel", x_shape=(1, 3, 3))
    assert [option.layout for option in reading.options] == ["OIHW"]


def test_a_layout_can_be_asked_for():
    text = repr(numbered((3, 3, 3)).tolist())
    assert read_tensor(text, layout="HWC").array[1, 0, 0] == 2
    with pytest.raises(ReadError) as caught:
        read_tensor(text, layout="HWIO")
    assert str(caught.value) == "numbers of shape [3, 3, 3] must be taken as CHW or HWC; got HWIO"


def test_a_shape_given_beside_the_numbers():
    reading = read_tensor("1 2 3 4 5 6", shape=(1, -1, 3, 1))
    assert (reading.shape, reading.layout) == ((1, 2, 3, 1), "NHWC")
    with pytest.raises(ReadError) as caught:
        read_tensor("1 2 3 4 5 6", shape=(4, 2))
    assert str(caught.value) == "shape [4, 2] must be filled by 8 numbers; got 6"


@pytest.mark.parametrize(
    "text", ["1x3x3x2", "1\u00d73\u00d73\u00d72", "1,3,3,2", "1 3 3 2", "[1, 3, 3, 2]", "shape=(1, 3, 3, 2)"]
)
def test_a_shape_typed_by_a_person(text):
    assert read_shape(text) == (1, 3, 3, 2)


@pytest.mark.parametrize("text", ["0x3", "2.5", "1,1,1,1,1,1,1,1,1", "-1,-1", "-2"])
def test_a_shape_that_is_none(text):
    with pytest.raises(ReadError) as caught:
        read_shape(text)
    assert caught.value.rule == "shape-form"


def test_the_layout_that_is_asked_for_is_taken():
    reading = dsviz.read("[[[1, 2], [3, 4], [5, 6]]]", layout="HWC")
    assert (reading.layout, reading.array.tolist()) == ("HWC", [[[1, 3, 5]], [[2, 4, 6]]])
