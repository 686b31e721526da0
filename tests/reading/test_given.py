"""What a program gives the readers that is no text, and what it writes as no plain number."""

import re

import numpy as np
import pytest
import torch

import dsviz
from dsviz.reading.errors import ReadError


@pytest.mark.parametrize(
    "given", [[[1, 2], [3, 4]], ((1, 2), (3, 4)), np.array([[1, 2], [3, 4]]), torch.tensor([[1, 2], [3, 4]])]
)
def test_arrays_and_lists_are_read(given: object) -> None:
    assert dsviz.read(given).array.tolist() == [[[1, 2], [3, 4]]]
    assert dsviz.read(given, role="kernel").array.tolist() == [[[[1, 2], [3, 4]]]]


@pytest.mark.parametrize("given", [None, b"1 2", bytearray(b"1"), {}, {1}, object()])
def test_what_holds_no_numbers_is_refused_with_what_to_give(given: object) -> None:
    expected = f"must be text, or a list or an array of numbers; got {type(given).__name__}. Of a file give"
    with pytest.raises(ReadError, match=expected):
        dsviz.read(given)


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ([[1, 2], [3]], "column 10: every row must be as long as the first"),
        ([], "a list must have at least one number"),
        ([[1, float("nan")]], "every number must be finite; got nan"),
        (np.array([[1, np.nan]]), "finite"),
        (np.array(["a"]), "real numbers"),
        (3, "a single number"),
    ],
)
def test_a_list_or_an_array_is_refused_for_what_is_wrong(given: object, expected: str) -> None:
    with pytest.raises(ValueError, match=expected):
        dsviz.read(given)


def test_open_cells_of_a_list_are_open() -> None:
    assert np.isnan(dsviz.read([[1, None]], "output", open_cells=True).array).tolist() == [[[False, True]]]


@pytest.mark.parametrize("given", ["x", None, [1]])
def test_a_picture_is_given_as_bytes(given: object) -> None:
    expected = f'open(path, "rb").read(); got {type(given).__name__}'
    with pytest.raises(ReadError, match=re.escape(expected)):
        dsviz.read_picture(given, 8)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "text",
    ["[Rational(1, 2), -3]", "Matrix([[sympy.Rational(1,2), -3]])", "[[Fraction(1, 2), Fraction(-3, 1)]]"],
)
def test_a_programs_fractions_are_read(text: str) -> None:
    assert dsviz.read(text).array.tolist() == [[[0.5, -3]]]


@pytest.mark.parametrize("text", ["[[Rational(1, 2)**2, 3]]", "[[3/Rational(1, 2), 3]]"])
def test_what_a_fraction_is_worked_into_is_not_guessed(text: str) -> None:
    with pytest.raises(ReadError):
        dsviz.read(text)


@pytest.mark.parametrize("divider", ["\t", ";", " ; "])
def test_decimal_commas_in_quotes_are_read(divider: str) -> None:
    text = f'"1,5"{divider}"2,5"\n"3,5"{divider}"4,5"'
    assert dsviz.read(text).array.tolist() == [[[1.5, 2.5], [3.5, 4.5]]]


def test_a_comma_in_quotes_between_commas_is_refused_by_its_cell() -> None:
    expected = 'line 1, column 5: a number must have a point before its decimals, .* got a comma in "2,000"'
    with pytest.raises(ReadError, match=expected):
        dsviz.read('"1","2,000"\n"3","4"')
    assert dsviz.read('"1.5","2"\n"3","4"').array.tolist() == [[[1.5, 2], [3, 4]]]
