from hypothesis import given
from hypothesis import strategies as st

from dsviz.wording.numbers import MINUS, equation, is_cut, number, term


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


def test_an_equation_that_closes_says_equal():
    assert equation("y", ["1", term(-3)], [1, -3], -2) == "y = 1 + (−3) = −2"


def test_an_equation_with_a_cut_number_says_nearly_equal():
    assert equation("y", [number(1 / 3), "1"], [1 / 3, 1], 4 / 3) == "y = 0.333333 + 1 ≈ 1.33333"


def test_an_equation_that_does_not_close_never_says_equal():
    assert "≈" in equation("y", ["0.1", "0.2"], [0.1, 0.2], 0.3)
