import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dsviz.wording.numbers import MINUS, closes, equation, exact_sum, is_cut, number, settled, term

CASES = json.loads((Path(__file__).parent / "numbers.json").read_text(encoding="utf-8"))


@given(st.integers(-(10**9), 10**9))
def test_a_whole_number_is_written_whole_and_can_be_read_back(value):
    assert int(number(float(value)).replace(MINUS, "-")) == value
    assert "-" not in number(value)
    assert not is_cut(value)


@given(st.floats(allow_nan=False, allow_infinity=False))
def test_a_number_is_exact_or_known_to_be_cut(value):
    assert (float(number(value).replace(MINUS, "-")) == value) != is_cut(value)


def test_zero_has_no_sign():
    assert (number(-0.0), term(-0.0)) == ("0", "0")


@pytest.mark.parametrize(("value", "text"), CASES["whole"])
def test_a_decimal_of_at_most_nine_digits_is_written_whole(value, text):
    assert number(value) == text
    assert not is_cut(value)


@pytest.mark.parametrize(
    ("value", "text"),
    [(1 / 3, "0.333333"), (-2 / 3, "−0.666667"), (1.0000000001, "1"), (1234.56789012, "1234.57")],
)
def test_a_longer_decimal_is_rounded(value, text):
    assert number(value) == text
    assert is_cut(value)


@pytest.mark.parametrize(("products", "total"), CASES["sums"])
def test_sums_are_worked_out_as_decimals(products, total):
    assert exact_sum(products) == total


@given(st.lists(st.tuples(st.integers(-99, 99), st.integers(-99, 99)), min_size=1, max_size=9))
def test_products_of_tenths_close_to_the_last_digit(tenths):
    products = [(a / 10, b / 10) for a, b in tenths]
    exact = sum(a * b for a, b in tenths) / 100
    assert exact_sum(products) == exact
    computed = sum(a * b for a, b in products)
    assert settled(products, computed) == exact
    assert closes(products, computed)


def test_an_equation_that_closes_says_equal():
    assert equation("y", ["1", term(-3)], [[1], [-3]], -2) == "y = 1 + (−3) = −2"
    assert equation("y", ["0.5×0.875"], [[0.5, 0.875]], 0.4375) == "y = 0.5×0.875 = 0.4375"
    assert equation("y", ["0.1×0.2"], [[0.1, 0.2]], 0.1 * 0.2) == "y = 0.1×0.2 = 0.02"
    assert equation("y", ["0.1", "0.2"], [[0.1], [0.2]], 0.1 + 0.2) == "y = 0.1 + 0.2 = 0.3"


def test_an_equation_with_a_cut_number_says_nearly_equal():
    assert equation("y", [number(1 / 3), "1"], [[1 / 3], [1]], 4 / 3) == "y = 0.333333 + 1 ≈ 1.33333"
    assert equation("y", ["3×0.333333"], [[3, 1 / 3]], 1) == "y = 3×0.333333 ≈ 1"


def test_an_equation_that_does_not_close_never_says_equal():
    assert "≈" in equation("y", ["0.1", "0.2"], [[0.1], [0.2]], 0.4)
    assert "≈" in equation("y", ["0.1", "0.2"], [[0.1], [0.2]], 0.300000001)
