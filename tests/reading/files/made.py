"""Files of numbers as the libraries write them that people use."""

import io

import numpy as np

KERNEL = np.arange(36, dtype=np.float32).reshape(4, 1, 3, 3) / 8
BIAS = np.array([0.5, -1, 2, 0], dtype=np.float32)


def npy(array, **settings) -> bytes:
    file = io.BytesIO()
    np.save(file, array, **settings)
    return file.getvalue()


def npz(**arrays) -> bytes:
    file = io.BytesIO()
    np.savez_compressed(file, **arrays)
    return file.getvalue()


def torch_file(tensors, **settings) -> bytes:
    import torch

    file = io.BytesIO()
    torch.save(tensors, file, **settings)
    return file.getvalue()


def safetensors(tensors, metadata=None) -> bytes:
    from safetensors.numpy import save

    return save(tensors, metadata)


def onnx_model(op="Conv", **attributes) -> bytes:
    from onnx import helper, numpy_helper

    weights = [numpy_helper.from_array(KERNEL, "w"), numpy_helper.from_array(BIAS, "b")]
    node = helper.make_node(op, ["x", "w", "b"], ["y"], **attributes)
    return helper.make_model(helper.make_graph([node], "g", [], [], weights)).SerializeToString()


def hdf5(write) -> bytes:
    import h5py

    file = io.BytesIO()
    with h5py.File(file, "w") as opened:
        write(opened)
    return file.getvalue()


def xlsx(**sheets) -> bytes:
    from openpyxl import Workbook

    book = Workbook()
    book.remove(book.active)
    for name, cells in sheets.items():
        sheet = book.create_sheet(name)
        for place, value in cells.items():
            sheet[place] = value
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()
