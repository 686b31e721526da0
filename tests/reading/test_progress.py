"""Lines that a program prints while it works stand among the tensors of a console and are none."""

import numpy as np
import pytest

import dsviz
from dsviz.reading.several import read_tensors

BARS = [
    "1/1 [==============================] - 0s 32ms/step",
    "1/1 ━━━━━━━━━━━━━━━━━━━━ 0s 32ms/step",
    "32/32 [==============================] - 1s 3ms/step - loss: 0.2500 - accuracy: 0.5000",
    "1/1 ━━━━━━━━━━━━━━━━━━━━ 0s 32ms/step - accuracy: 0.5000 - loss: 1.2e-05",
    "\x1b[1m1/1\x1b[0m \x1b[32m━━━━━━━━━━━━━━━━━━━━\x1b[0m\x1b[37m\x1b[0m \x1b[1m0s\x1b[0m 32ms/step",
    "[1m1/1[0m [32m━━━━━━━━━━━━━━━━━━━━[0m[37m[0m [1m0s[0m 32ms/step",
    "1/1 [==============================] - ETA: 0s"
    + "\x08" * 46
    + "1/1 [==============================] - 0s 2ms/step",
    "1/1 - 0s - 32ms/epoch - 32ms/step",
    "10/10 [=====>........] - ETA: 1:02",
    "100%|██████████| 10/10 [00:00<00:00, 123.45it/s]",
    "Epoch 1/5",
]
X, W, Y = "x = [[1, 2], [3, 4]]\n", "w = [[1]]\n", "[[6, 8], [12, 14]]"


def read(text):
    return [(one.role, one.array.tolist()) for one in read_tensors(text)]


@pytest.mark.parametrize("bar", BARS)
@pytest.mark.parametrize("before", ["Output:\n", "print(model.predict(x))\n", "y = conv(x)\nprint(y)\n", ""])
def test_progress_before_an_answer_is_left_out(bar, before):
    assert read(f"{X}{W}{before}{bar}\n{Y}") == read(f"{X}{W}{before}{Y}")
    assert read(f"{X}{W}{before}{bar}\n{Y}")[2] == ("output", [[6, 8], [12, 14]])


@pytest.mark.parametrize("bar", BARS)
def test_progress_in_a_console_is_left_out(bar):
    text = f">>> x = np.array([[1, 2], [3, 4]])\n>>> model.predict(x)\n{bar}\narray([[6., 8.], [12., 14.]])"
    assert [(one.name, one.role) for one in read_tensors(text)] == [("x", "input"), ("y", "output")]
    text = f"In [1]: y = model.predict(x)\n{bar}\nIn [2]: y\nOut[2]: array([[6., 8.], [12., 14.]])"
    assert dsviz.read(text, role="output").array.tolist() == [[[6, 8], [12, 14]]]


@pytest.mark.parametrize("bar", BARS)
def test_progress_above_a_table_is_no_row_of_it(bar):
    assert dsviz.read(f"{bar}\n1 2\n3 4").array.tolist() == [[[1, 2], [3, 4]]]
    assert dsviz.read(f"{bar}\n{bar}\n[[1, 2],\n [3, 4]]").array.tolist() == [[[1, 2], [3, 4]]]


def test_what_stands_behind_a_bar_in_its_line_is_read():
    assert dsviz.read(f"{BARS[1]} {Y}").array.tolist() == [[[6, 8], [12, 14]]]


def test_what_a_prediction_gave_behind_its_progress_is_its_answer():
    assert read(f"{X}{W}y = model.predict(x)\n{BARS[0]}\n{Y}")[2] == ("output", [[6, 8], [12, 14]])
    assert read(f"{X}{W}model.predict(x)\n{BARS[0]}\n{Y}")[2] == ("output", [[6, 8], [12, 14]])


def test_numbers_with_signs_between_stay_numbers():
    assert np.allclose(dsviz.read("1/1 -0 3/2\n1 2 5").array, [[[1, 0, 1.5], [1, 2, 5]]])
