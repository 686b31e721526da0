"""Files of numbers: what other people's writers wrote is read to the digit, lazily, and in part."""

import io
from datetime import date, datetime, time
from functools import cache

import numpy as np
import pytest

from dsviz.conv.trace import trace
from dsviz.export.tensor_files import tensors_csv, tensors_npz
from dsviz.reading.errors import ReadError
from dsviz.reading.files.opening import read_file
from dsviz.reading.paste import read_tensor
from dsviz.saved.link import to_file
from dsviz.saved.state import State
from tests.reading.files.made import (
    BIAS,
    KERNEL,
    hdf5,
    npy,
    npz,
    onnx_model,
    safetensors,
    torch_file,
    xlsx,
)

RUN = trace([[[1, 2.5], [0, -1]]], [[[[1, -0.125]]]], [3], backend="numpy")


def only(data, name):
    [tensor] = read_file(data, name)
    return tensor


def described(data, name):
    return [(each.name, each.shape, each.kind, each.layout) for each in read_file(data, name)]


@pytest.mark.parametrize(
    "array",
    [
        KERNEL,
        KERNEL.astype(">f8"),
        KERNEL.astype(np.float16),
        np.asfortranarray(KERNEL),
        KERNEL > 2,
        np.array([[-128, 127]], dtype=np.int8),
        np.array([[0, 65535]], dtype=">u2"),
        np.array(7),
        np.arange(6)[::-1].reshape(2, 3).T,
    ],
)
def test_any_array_of_numbers_comes_back_from_npy(array):
    tensor = only(npy(array), "somewhere/kernel.npy")
    assert (tensor.name, tensor.shape, tensor.dtype) == ("kernel", array.shape, array.dtype.name)
    assert tensor.read().dtype == np.float64
    assert np.array_equal(tensor.read(), array.astype(np.float64))


def test_npz_lists_every_array_and_passes_over_texts():
    found = read_file(npz(first=KERNEL, second=BIAS, mode=np.array("zeros")), "layer.npz")
    assert [each.name for each in found] == ["first", "second"]
    assert np.array_equal(found[0].read(), KERNEL)
    assert np.array_equal(found[1].read(), BIAS)


def test_a_part_of_a_large_kernel_is_taken_by_filters_and_channels():
    kernel = np.arange(64 * 32 * 9.0).reshape(64, 32, 3, 3)
    tensor = only(npy(kernel), "w.npy")
    assert np.array_equal(tensor.read((8, 16), (1, 4), "OIHW"), kernel[8:16, 1:4])
    last = only(npy(kernel.transpose(2, 3, 1, 0)), "w.npy")
    assert np.array_equal(last.read((8, 16), (1, 4), "HWIO"), kernel.transpose(2, 3, 1, 0)[:, :, 1:4, 8:16])
    depthwise = only(npy(kernel[:, :2].transpose(2, 3, 0, 1)), "w.npy")
    assert np.array_equal(depthwise.read(None, (3, 5), "HWCM"), kernel[3:5, :2].transpose(2, 3, 0, 1))


def test_a_layer_beyond_the_bound_is_refused_with_the_way_out():
    tensor = only(npy(np.zeros((64, 128, 3, 3))), "w.npy")
    with pytest.raises(ReadError) as caught:
        tensor.read()
    assert str(caught.value) == (
        "at most 50000 numbers can be taken at once; w has 73728. Take fewer filters or channels"
    )
    assert tensor.read((0, 8), (0, 16), "OIHW").shape == (8, 16, 3, 3)


@pytest.mark.parametrize(
    ("part", "layout", "rule"),
    [
        ((0, 5), "OIHW", "file-part"),
        ((2, 2), "OIHW", "file-part"),
        ((-1, 2), "OIHW", "file-part"),
        ((0, 2), "", "file-axis"),
    ],
)
def test_a_part_that_is_not_there_is_refused(part, layout, rule):
    with pytest.raises(ReadError) as caught:
        only(npy(KERNEL), "w.npy").read(filters=part, layout=layout)
    assert caught.value.rule == rule


@pytest.mark.parametrize(
    ("value", "rule"), [(np.nan, "file-finite"), (-np.inf, "file-finite"), (2e15, "file-large")]
)
def test_numbers_that_no_sum_can_be_checked_with_are_refused(value, rule):
    with pytest.raises(ReadError) as caught:
        only(npy(np.array([[1, value]])), "w.npy").read()
    assert caught.value.rule == rule


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("1,2.5\n-3,4\n", "utf-8"),
        ("1,2.5\n-3,4\n", "utf-8-sig"),
        ("1\t2.5\r\n-3\t4\r\n", "utf-16"),
        ("1\t2.5\r\n-3\t4", "utf-16-le"),
        ("1\t2.5\n-3\t4", "utf-16-be"),
        ("sep=;\n1;2.5\n-3;4\n", "utf-8"),
        ("\ufeffsep=,\r\n1,2.5\r\n−3,4\r\n", "utf-8"),
        ("[[1, 2.5], [-3, 4]]", "utf-8"),
        ("tensor([[ 1.0,  2.5],\n        [-3.0,  4.0]])", "utf-16"),
    ],
)
@pytest.mark.parametrize("ending", ["csv", "tsv", "txt"])
def test_text_in_any_encoding_is_read_as_it_would_be_pasted(text, code, ending):
    tensor = only(text.encode(code), f"x.{ending}")
    assert tensor.read().tolist() == [[1, 2.5], [-3, 4]]


def test_a_list_and_a_batch_are_read_in_the_shape_they_have():
    assert only(b"[0.5, 1, 2]", "b.txt").read().tolist() == [0.5, 1, 2]
    assert only(b"[[[[1]]], [[[2]]]]", "w.json").shape == (2, 1, 1, 1)


def test_a_wrong_cell_of_a_text_is_refused_by_its_place():
    with pytest.raises(ReadError) as caught:
        read_file(b"1,2\n3,x\n", "a.csv")
    assert caught.value.place == (2, 3)


def test_the_layer_that_was_exported_comes_back_from_every_file():
    layer = RUN.layer
    values = {"x": layer.x, "w": layer.weight, "b": layer.bias, "y": RUN.output}
    for data, name in ((tensors_npz([RUN]), "a.npz"), (tensors_csv([RUN]).encode(), "a.csv")):
        found = {each.name: each for each in read_file(data, name) if each.name in values}
        assert [found[each].layout for each in "xwby"] == ["CHW", "OIHW", "N", "CHW"]
        assert all(np.array_equal(found[each].read(), values[each]) for each in values)
    for data in (to_file(State.of(layer)),):
        found = {each.name: each for each in read_file(data, "layer.json")}
        assert np.array_equal(found["x"].read(), layer.x)
        assert np.array_equal(found["weight"].read(), layer.weight)
        assert np.array_equal(found["bias"].read(), layer.bias)


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("tensor,i,j,k,l,value\nx,0,0,,,1\nx,0,0,,,2\n", "file-own-row"),
        ("tensor,i,j,k,l,value\nx,0,a,,,1\n", "file-own-row"),
        ("tensor,i,j,k,l,value\nx,0,0,,,one\n", "file-own-row"),
        ("tensor,i,j,k,l,value\nx,0,0,,,1\nx,1,1,,,2\n", "file-own-cells"),
        ("tensor,i,j,k,l,value\nx,0,999999,999999,999999,1\n", "file-own-cells"),
    ],
)
def test_an_exported_table_that_was_changed_is_refused(text, rule):
    with pytest.raises(ReadError) as caught:
        read_file(text.encode(), "a.csv")
    assert caught.value.rule == rule


def test_every_sheet_of_a_workbook_is_read():
    data = xlsx(
        first={"B2": 1, "C2": 2.5, "B3": True, "C3": -4},
        empty={},
        two_channels={"A1": 1, "A2": 2, "A4": 3, "A5": 4},
        words={"A1": "a note"},
    )
    found = read_file(data, "book.xlsx")
    assert [(each.name, each.read().tolist()) for each in found] == [
        ("first", [[1, 2.5], [1, -4]]),
        ("two_channels", [[[1], [2]], [[3], [4]]]),
    ]


@pytest.mark.parametrize(
    ("cells", "said"),
    [
        ({"B3": 1, "C3": "x", "B4": 2, "C4": 3}, "sheet!C3: "),
        ({"Z1": 1, "AA1": "n/a"}, "sheet!AA1: "),
        ({"A1": 1, "B1": "=1/0"}, "sheet!B1: "),
    ],
)
def test_a_cell_that_is_no_number_is_named_as_excel_does(cells, said):
    with pytest.raises(ReadError) as caught:
        read_file(xlsx(sheet=cells), "book.xlsx")
    assert str(caught.value).startswith(said)


GOOD = {"A1": 1, "B1": 2}


@pytest.mark.parametrize(
    ("cells", "said"),
    [
        ({"A1": "a", "B1": "b", "A2": 1, "B2": 2, "A3": "c", "B3": 4}, "sheet!A"),
        ({"A1": 1, "B1": 2, "A2": 3}, "sheet"),
        ({"A1": 1, "B1": "=1/0"}, "sheet!B1: "),
        ({"A1": 1, "B1": date(2024, 1, 1)}, "sheet!B1: a cell must hold a number; got a date or a time"),
    ],
)
def test_a_sheet_that_is_left_out_is_named_beside_one_that_is_read(cells, said):
    (found,) = read_file(xlsx(good=GOOD, sheet=cells, words={"A1": "a note"}), "book.xlsx")
    assert found.name == "good"
    (error,) = found.left_out
    assert str(error).startswith(said)


@pytest.mark.parametrize("value", [date(2024, 1, 1), datetime(2024, 1, 1, 12, 30), time(12, 30)])
def test_a_date_is_no_number_and_named_by_its_cell(value):
    with pytest.raises(ReadError) as caught:
        read_file(xlsx(sheet={"A1": 1, "B1": 2, "A2": 3, "B2": value}), "book.xlsx")
    assert str(caught.value).startswith("sheet!B2: a cell must hold a number; got a date or a time, ")
    assert caught.value.sentence("zh").startswith("sheet!B2：单元格里应是数")


@pytest.mark.parametrize(
    ("code", "is_date"),
    [
        ("yyyy-mm-dd", True),
        ("d. mmm", True),
        ("[h]:mm", True),
        ('yyyy"年"m"月"', True),
        ("General", False),
        ("0.00", False),
        ("#,##0.00 [$USD]", False),
        ("[Red]-0.0", False),
        ('0 "days"', False),
        ("0.00E+00", False),
        (r"0\h", False),
    ],
)
def test_only_a_format_of_dates_makes_a_date(code, is_date):
    from openpyxl import Workbook

    book, file = Workbook(), io.BytesIO()
    book.active["A1"], book.active["B1"] = 3, 45292
    book.active["B1"].number_format = code
    book.save(file)
    if is_date:
        with pytest.raises(ReadError, match="!B1: a cell must hold a number; got a date"):
            read_file(file.getvalue(), "book.xlsx")
    else:
        (found,) = read_file(file.getvalue(), "book.xlsx")
        assert found.read().ravel().tolist() == [3, 45292]
        assert found.left_out == ()


def test_safetensors_gives_names_kinds_and_numbers():
    tensors = {
        "features.0.weight": KERNEL,
        "features.0.bias": BIAS,
        "features.1.dwconv.weight": KERNEL.astype(np.float16),
        "features.2.weight": BIAS,
        "features.2.running_mean": BIAS,
        "classifier.weight": np.zeros((2, 4), dtype=np.int64),
    }
    found = {each.name: each for each in read_file(safetensors(tensors), "a.safetensors")}
    assert {name: found[name].kind for name in tensors} == {
        "features.0.weight": "conv",
        "features.0.bias": "bias",
        "features.1.dwconv.weight": "depthwise",
        "features.2.weight": "norm",
        "features.2.running_mean": "norm",
        "classifier.weight": "dense",
    }
    assert all(np.array_equal(found[name].read(), tensors[name]) for name in tensors)


@pytest.mark.parametrize(
    ("writer", "layout"), [("pt", "OIHW"), ("tf", "HWIO"), ("flax", "HWIO"), ("mlx", "OHWI")]
)
def test_who_wrote_a_safetensors_file_tells_the_order_of_axes(writer, layout):
    assert only(safetensors({"k": KERNEL}, {"format": writer}), "a.safetensors").layout == layout


def test_bfloat16_is_widened_exactly():
    import torch
    from safetensors.torch import save

    numbers = torch.randn(3, 2, generator=torch.Generator().manual_seed(0)).to(torch.bfloat16)
    tensor = only(save({"k": numbers}), "a.safetensors")
    assert tensor.dtype == "bfloat16"
    assert np.array_equal(tensor.read(), numbers.double().numpy())


@pytest.mark.parametrize(("op", "groups", "kind", "layout"), [
    ("Conv", 1, "conv", "OIHW"), ("Conv", 4, "depthwise", "OIHW"), ("ConvTranspose", 1, "transposed", "IOHW"),
])  # fmt: skip
def test_onnx_tells_the_layer_that_reads_a_tensor(op, groups, kind, layout):
    data = onnx_model(op, group=groups)
    assert described(data, "a.onnx") == [("w", (4, 1, 3, 3), kind, layout), ("b", (4,), "bias", "N")]
    assert np.array_equal(read_file(data, "a.onnx")[0].read(), KERNEL)


@pytest.mark.parametrize("dtype", ["f2", "f4", "f8", "i1", "u1", "i2", "u2", "i4", "u4", "i8", "u8", "?"])
@pytest.mark.parametrize("raw", [True, False])
def test_onnx_tensors_of_every_type_are_read(dtype, raw):
    from onnx import helper

    array = np.array([[0, 1, 100]], dtype=dtype) if dtype != "?" else np.array([[True, False]])
    code = helper.np_dtype_to_tensor_dtype(array.dtype)
    values = array.tobytes() if raw else array.ravel().tolist()
    data = helper.make_tensor("k", code, array.shape, values, raw=raw).SerializeToString()
    assert np.array_equal(only(data, "input_0.pb").read(), array.astype(np.float64))


def test_onnx_negative_numbers_and_bfloat16():
    from onnx import TensorProto, helper, numpy_helper

    data = helper.make_tensor("k", TensorProto.INT32, (2,), [-5, 7]).SerializeToString()
    assert only(data, "a.pb").read().tolist() == [-5, 7]
    made = helper.make_tensor("k", TensorProto.BFLOAT16, (3,), [1.5, -2, 0.25])
    assert only(made.SerializeToString(), "a.pb").read().tolist() == [1.5, -2, 0.25]
    assert numpy_helper.to_array(made).astype(float).tolist() == [1.5, -2, 0.25]


def test_the_value_of_a_constant_is_a_tensor_too():
    from onnx import helper, numpy_helper

    nodes = [
        helper.make_node("Constant", [], ["k"], value=numpy_helper.from_array(KERNEL)),
        helper.make_node("Conv", ["x", "k"], ["y"]),
    ]
    data = helper.make_model(helper.make_graph(nodes, "g", [], [])).SerializeToString()
    assert described(data, "a.onnx") == [("k", (4, 1, 3, 3), "conv", "OIHW")]


@pytest.mark.parametrize("new", [True, False])
def test_a_state_dict_is_read_old_and_new(new):
    import torch

    tensors = {"0.weight": torch.tensor(KERNEL).bfloat16(), "0.bias": torch.tensor(BIAS)}
    data = torch_file({"epoch": 3, "state": tensors}, _use_new_zipfile_serialization=new)
    found = read_file(data, "model.pth")
    assert [(each.name, each.kind, each.dtype) for each in found] == [
        ("state.0.weight", "conv", "bfloat16"),
        ("state.0.bias", "bias", "float32"),
    ]
    assert np.array_equal(found[0].read((1, 3)), KERNEL[1:3])
    assert np.array_equal(found[1].read(), BIAS)


@cache
def keras_model():
    import keras

    return keras.Sequential(
        [
            keras.Input((8, 8, 3)),
            keras.layers.Conv2D(4, (3, 2), name="first"),
            keras.layers.DepthwiseConv2D(3, depth_multiplier=2),
            keras.layers.SeparableConv2D(5, 3),
            keras.layers.Conv2DTranspose(2, 2),
            keras.layers.BatchNormalization(),
        ]
    )


@pytest.mark.parametrize("ending", ["keras", "h5", "weights.h5"])
def test_kernels_of_keras_are_read_with_their_class_and_order(ending, tmp_path):
    import keras

    model = keras_model()
    path = tmp_path / f"model.{ending}"
    (model.save_weights if ending.startswith("weights") else model.save)(path)
    found = read_file(path.read_bytes(), path.name)
    kernels = {each.shape: each for each in found if len(each.shape) == 4}
    assert {shape: (each.kind, each.layout) for shape, each in kernels.items()} == {
        (3, 2, 3, 4): ("conv", "HWIO"),
        (3, 3, 4, 2): ("depthwise", "HWCM"),
        (3, 3, 8, 1): ("depthwise", "HWCM"),
        (1, 1, 8, 5): ("conv", "HWIO"),
        (2, 2, 2, 5): ("transposed", "HWOI"),
    }
    weights = keras.ops.convert_to_numpy(model.get_layer("first").kernel)
    assert np.array_equal(kernels[3, 2, 3, 4].read((1, 3), (0, 2)), weights[:, :, :2, 1:3])
    assert {each.kind for each in found if each.shape == (5,)} == {"bias"}


def test_hdf5_of_anything_is_read():
    data = hdf5(
        lambda file: (
            file.create_dataset("a/k", data=KERNEL.astype(">f2"), compression="gzip"),
            file.create_dataset("b", data=np.array([True, False])),
            file.create_dataset("words", data="none"),
        )
    )
    found = read_file(data, "a.hdf5")
    assert [each.name for each in found] == ["a/k", "b"]
    assert np.array_equal(found[0].read(), KERNEL.astype(np.float16).astype(float))
    assert found[1].read().tolist() == [1, 0]


def test_a_file_is_told_by_its_bytes_where_these_tell_it():
    for data in (npy(BIAS), npz(k=BIAS), safetensors({"k": BIAS})):
        assert np.array_equal(only(data, "no-ending").read(), BIAS)


def test_what_is_read_from_a_file_is_what_is_read_from_a_paste():
    text = "tf.Tensor([[[[1. 2.]]]], shape=(1, 1, 1, 2), dtype=float32)"
    assert np.array_equal(only(text.encode(), "a.txt").read(), read_tensor(text).typed)


def test_reading_leaves_the_bytes_alone():
    data = npy(KERNEL)
    before = bytes(data)
    only(data, "a.npy").read()[:] = 0
    assert data == before
    assert np.array_equal(np.load(io.BytesIO(data)), KERNEL)


@pytest.mark.parametrize(
    "text", ["x = [[1, 2], [3, 4]]\nw = [[5, 6]]\nb = [7]", "x:\n1 2\n3 4\nw:\n5 6\nb: 7"]
)
def test_a_text_of_several_tensors_holds_each_by_its_name(text):
    found = {each.name: each.read().ravel().tolist() for each in read_file(text.encode(), "a.txt")}
    assert found == {"x": [1, 2, 3, 4], "w": [5, 6], "b": [7]}


def test_a_text_of_several_tensors_without_names_is_refused():
    with pytest.raises(ReadError, match="one tensor must be pasted at a time"):
        read_file(b"x = [[1, 2]]\nx = [[3, 4]]", "a.txt")
