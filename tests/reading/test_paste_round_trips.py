"""Random tensors, printed by others and read back: equal, every one."""

import csv
import json
from io import StringIO

import numpy as np
import pytest
import torch
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays

from dsviz.reading.paste import read_tensor

NUMBERS = st.one_of(
    st.integers(-99, 99).map(float),
    st.floats(-1e6, 1e6, allow_subnormal=False, width=64).filter(lambda v: v == 0 or abs(v) > 1e-290),
)
SHAPES = arrays.array_shapes(min_dims=1, max_dims=4, max_side=4)
TENSORS = arrays.arrays(np.float64, SHAPES, elements=NUMBERS)
WHOLE = arrays.arrays(np.int64, SHAPES, elements=st.integers(-999, 999))

HAS_ALL_DIGITS = {"precision": 17, "floatmode": "unique", "threshold": 10**9}
TORCH_DIGITS = 17


def in_torch(array) -> str:
    torch.set_printoptions(precision=TORCH_DIGITS, threshold=10**9)
    try:
        return repr(torch.from_numpy(np.array(array)))
    finally:
        torch.set_printoptions(profile="default")


def spaced(array) -> str:
    return np.array2string(array, **HAS_ALL_DIGITS)


def with_commas(array) -> str:
    return np.array2string(array, separator=", ", **HAS_ALL_DIGITS)


def dotted(shape) -> str:
    return ", ".join(str(side) for side in shape)


PRINTERS = {
    "list": lambda a: repr(a.tolist()),
    "json": lambda a: json.dumps({"shape": a.shape, "data": a.ravel().tolist()}),
    "json lists": lambda a: json.dumps(a.tolist(), indent=1),
    "numpy str": spaced,
    "numpy commas": with_commas,
    "numpy scalars": lambda a: repr(list(a)) if a.ndim == 1 else repr(a.tolist()),
    "numpy repr": lambda a: f"array({with_commas(a)}, dtype={a.dtype})",
    "torch": in_torch,
    "tf str": lambda a: f"tf.Tensor(\n{spaced(a)}, shape={a.shape}, dtype=float64)",
    "tf repr": lambda a: f"<tf.Tensor: shape={a.shape}, dtype=float64, numpy=\narray({with_commas(a)})>",
    "tf reshape": lambda a: f"tf.reshape(tf.constant({a.ravel().tolist()}), [{dotted(a.shape)}])",
    "np reshape": lambda a: f"np.array({a.ravel().tolist()}).reshape({dotted(a.shape)})",
    "torch view": lambda a: f"torch.tensor({a.ravel().tolist()}).view(-1, {dotted(a.shape[1:])})",
    "flat with shape": lambda a: f"{a.ravel().tolist()} shape=({dotted(a.shape)},)",
    "unicode minus": lambda a: repr(a.tolist()).replace("-", "\u2212"),
}


def typed(text: str):
    """Read in a row: only a bias may be one, and only some shapes of more axes have a meaning."""
    return read_tensor(text, shape=(-1,), role="bias").typed


@pytest.mark.parametrize("printer", PRINTERS)
@given(TENSORS)
@settings(max_examples=25, deadline=None)
def test_a_printout_reads_back_equal(printer, array):
    text = PRINTERS[printer](array)
    assert np.array_equal(typed(text), array.ravel())
    if array.ndim > 1 and (array.ndim < 4 or len(array) == 1):
        assert read_tensor(text).shape == array.shape
        assert np.array_equal(read_tensor(text).typed, array)


@pytest.mark.parametrize("printer", ["list", "json", "numpy str", "numpy repr", "torch", "tf repr"])
@given(WHOLE)
@settings(max_examples=40, deadline=None)
def test_whole_numbers_read_back_equal(printer, array):
    assert np.array_equal(typed(PRINTERS[printer](array)), array.ravel())


@pytest.mark.parametrize("printer", ["numpy repr", "torch", "tf str", "list"])
@given(
    array=arrays.arrays(np.float64, arrays.array_shapes(min_dims=4, max_dims=4, max_side=4), elements=NUMBERS)
)
@settings(max_examples=40, deadline=None)
def test_kernels_read_back_equal(printer, array):
    reading = read_tensor(PRINTERS[printer](array), role="kernel")
    assert reading.shape == array.shape
    assert np.array_equal(reading.typed, array)
    assert any(np.array_equal(option.array, array) for option in reading.options)


@pytest.mark.parametrize("divider", ["\t", ",", ";", " "])
@given(
    array=arrays.arrays(np.float64, arrays.array_shapes(min_dims=3, max_dims=3, max_side=5), elements=NUMBERS)
)
@settings(max_examples=60, deadline=None)
def test_tables_read_back_equal(divider, array):
    blocks = []
    for channel in array.tolist():
        page = StringIO()
        csv.writer(page, delimiter=divider).writerows(channel)
        blocks.append(page.getvalue())
    reading = read_tensor("\n".join(blocks))
    # Rows that stand apart are rows of one map first, and channels of one row at a press.
    channels, rows, _ = array.shape
    layout = "CW" if rows == 1 < channels else "HW" if channels == 1 else "CHW"
    assert np.array_equal(reading.take(layout).array, array)


@given(st.fractions(-1000, 1000, max_denominator=997))
def test_fractions_are_the_nearest_float(fraction):
    text = f"[[{fraction.numerator}/{fraction.denominator}]]"
    assert read_tensor(text).typed.item() == float(fraction)


@given(TENSORS)
@settings(max_examples=60, deadline=None)
def test_every_option_holds_the_same_numbers(array):
    for role in ("input", "kernel", "output"):
        if array.ndim > 1 and (array.ndim < 4 or len(array) == 1):
            for option in read_tensor(repr(array.tolist()), role=role).options:
                assert sorted(option.array.ravel()) == sorted(array.ravel())
