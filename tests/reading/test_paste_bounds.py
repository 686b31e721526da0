"""Whatever is typed: an answer or a sentence, in a bounded time and memory."""

import tracemalloc

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

import dsviz
from dsviz.reading.axes import ROLES
from dsviz.reading.cell import read_cell
from dsviz.reading.errors import ReadError
from dsviz.reading.flat import read_shape
from dsviz.reading.paste import read_tensor
from dsviz.reading.scan import MOST_CHARACTERS, MOST_NUMBERS
from dsviz.reading.several import read_tensors
from tests.reading.clock import fastest, stretched
from tests.thorough import THOROUGH, examples, one_in, some_of

MOST_MEMORY = 16_000_000
MOST_SECONDS = 4.0  # for the longest text; linear in it: a reader that goes back and forth takes minutes

PIECES = st.sampled_from(
    [
        *"[](){}<>,;:=.#'\"\n\t -+/xe\u2212\u2026\u0663\u00bd\ufeff\x00",
        *("1", "2.5", "-3", "1/3", "1e9", "1e308", "nan", "-inf", "...", "0x", "[1, 2]", "[[1, 2], [3, 4]]"),
        *("array(", "tensor(", "tf.Tensor(", "<tf.Tensor: ", "tf.reshape(", "np.float64(", "tf.constant("),
        *(".reshape(", ".unsqueeze(", ".float()", "shape=", "shape", "dtype=", "numpy=", "data", "'data': "),
        *(
            "int32",
            "torch.float32",
            "grad_fn=<A>",
            "Parameter containing:",
            "Out[1]:",
            "None",
            "device=",
            "x = ",
        ),
        *("(-1,)", "(2, 2)", "()", "<script>", "eval("),
    ]
)
TEXTS = st.one_of(st.text(max_size=60), st.lists(PIECES, max_size=25).map("".join))


def reads_or_refuses(text: str, **settings) -> None:
    try:
        reading = read_tensor(text, **settings)
    except ReadError:
        return
    assert np.isfinite(reading.array).all()
    assert reading.typed.size > 0


@given(TEXTS, st.sampled_from(ROLES))
@examples(800)
def test_any_text_is_read_or_refused(text, role):
    reads_or_refuses(text, role=role)


@given(TEXTS)
@examples(500)
def test_any_text_in_a_cell_is_one_number_or_a_sentence_without_a_place(text):
    said = ""
    try:
        assert np.isfinite(read_cell(text))
    except ReadError as error:
        said = error.sentence("en", placed=False)
    assert not said.startswith("line")


@given(TEXTS, st.sampled_from(ROLES))
@examples(500)
def test_any_text_is_read_or_refused_beside_a_known_layer(text, role):
    layer = {"x_shape": (2, 2, 2), "weight_shape": (2, 1, 2, 1), "output_shape": (2, 2, 1), "groups": 2}
    reads_or_refuses(text, role=role, **layer)


@given(TEXTS)
@examples(300)
def test_any_shape_is_read_or_refused(text):
    try:
        shape = read_shape(text)
    except ReadError:
        return
    assert all(side >= 1 or side == -1 for side in shape)


@given(st.integers(0, 40), st.integers(1, 8), st.text(min_size=1, max_size=2))
@examples(300)
def test_a_spoiled_printout_is_read_or_refused(at, length, instead):
    text = "tf.Tensor(\n[[1. 2.]\n [3. 4.]], shape=(2, 2), dtype=float32)"
    reads_or_refuses(text[:at] + instead + text[at + length :])


LONG = [
    *("[", "(", "<", "]", ",", "-", "+", ".", "..", "/", "'", '"', "#", "\n", " ", "\u200b", "=", ":", "_"),
    *(
        "1",
        "1 ",
        "1,",
        "1\n",
        "1\t",
        "\n1",
        "\n\n1",
        "1/",
        "1e",
        "1.",
        "1_",
        "- ",
        "1 / ",
        "a",
        "a.",
        "a/",
        "a ",
        "a(",
    ),
    *("[1],", "[1].float()", "[1].reshape(1)", "(1)", "x=", "shape=", "1 shape=", "'':", "{1}", "tf.Tensor("),
    *(
        "grad_fn=<",
        "grad_fn=<a>",
        "Out[",
        "Parameter ",
        "Parameter containing:",
        ">>> ",
        "nan",
        "inf/",
        "...",
        "\u0663",
    ),
]


def assert_bounded(text: str, most: float) -> None:
    assert fastest(lambda: reads_or_refuses(text, shape=(-1,), role="bias"), enough=most) < stretched(most)


@pytest.mark.parametrize("front", ["", "["])
@pytest.mark.parametrize("piece", one_in(6, LONG))
def test_a_part_of_the_longest_text_takes_a_part_of_the_time(piece, front):
    # Time that grew with the square of the length would show in an eighth of the longest text too: it is
    # minutes. Twice the share, because a machine that others use is not as slow all the time.
    part = 4 if THOROUGH else 8
    assert_bounded((front + piece * MOST_CHARACTERS)[: MOST_CHARACTERS // part], 2 * MOST_SECONDS / part)


def test_the_longest_text_takes_a_bounded_time():
    assert_bounded(("\n\n1" * MOST_CHARACTERS)[:MOST_CHARACTERS], MOST_SECONDS)


@pytest.mark.parametrize("piece", one_in(3, ["1", "-", "1-", "1 ", ",1"]))
def test_a_long_text_after_a_wrong_cell_takes_a_bounded_time(piece):
    text = ("1 1\t" + piece * MOST_CHARACTERS)[:MOST_CHARACTERS]
    assert fastest(lambda: reads_or_refuses(text), enough=MOST_SECONDS) < stretched(MOST_SECONDS)


@pytest.mark.parametrize("ending", ["1", "[1]", "'w': 1"])
def test_blanks_before_a_text_take_no_time_of_their_own(ending):
    text = " " * (MOST_CHARACTERS // 2) + ending
    assert fastest(lambda: reads_or_refuses(text), enough=MOST_SECONDS) < stretched(MOST_SECONDS)


MATRIX = "     [,1] [,2]\n[1,]    1    2\n[2,]    3    4\n"
MANY = {
    "printouts of R": "".join(f"> x{at}\n{MATRIX}" for at in range(3000)),
    "printouts of one name": f"> x\n{MATRIX}" * 3000,
    "vectors of R": "".join(f"> b{at}\n[1] {at} {at}\n" for at in range(5000)),
    "cells": "".join(f"C_{at} = {at}\n" for at in range(5000)),
    "cells beside a tensor": "x = [[1, 2]]\n" + "".join(f"C_{at} = {at}\n" for at in range(5000)),
}


@pytest.mark.parametrize("name", one_in(2, MANY))
@pytest.mark.parametrize("read", [read_tensor, read_tensors, dsviz.read])
def test_thousands_of_tensors_are_refused_at_once(name, read):
    def refused() -> None:
        with pytest.raises(ReadError, match="one tensor must be pasted at a time"):
            read(MANY[name])

    assert fastest(refused, enough=2.0) < stretched(2.0)


def test_as_many_tensors_as_are_read_take_a_bounded_time():
    rows = ", ".join(["[1, 2, 3, 4, 5, 6, 7, 8]"] * 80)
    text = "".join(f"t{at}x = [{rows}]\n" for at in range(60))
    assert fastest(lambda: read_tensors(text), enough=2.0) < stretched(2.0)


def largest() -> str:
    values = np.round(np.random.default_rng(1).normal(size=(1, 200, MOST_NUMBERS // 200)), 4)
    return "array(" + repr(values.tolist()).replace(" ", "") + ")"


LARGE = {
    "array": largest(),
    "numbers": "1 " * MOST_NUMBERS,
    "lists": "[1]," * MOST_NUMBERS,
    "lines": "\n" * MOST_CHARACTERS,
}


@pytest.mark.parametrize("text", some_of(LARGE, "array", "lists"))
def test_the_largest_texts_take_a_bounded_memory(text):
    tracemalloc.start()
    try:
        reads_or_refuses(LARGE[text])
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert peak < MOST_MEMORY


def test_the_time_grows_with_the_length_and_no_faster():
    def seconds(count: int) -> float:
        text = "[" + "[-1.25, 3]," * count + "]"
        return fastest(lambda: read_tensor(text))

    assert seconds(20_000) < 25 * seconds(2_000)


def test_a_picture_of_62_by_62_by_3_is_read_whole():
    values = np.random.default_rng(2).normal(size=(3, 62, 62))
    assert np.array_equal(read_tensor(repr(values.tolist())).array, values)
