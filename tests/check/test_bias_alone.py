"""A line of the bias alone is compared with the bias, whatever else its number equals."""

import pytest

from dsviz.check.sums.check import check_sum
from dsviz.conv.trace import trace


@pytest.mark.parametrize("text", ["偏置:1", "偏置：1", "bias: 1", "b = 1", "Bias = 1"])
@pytest.mark.parametrize(("bias", "told"), [(1.0, []), (5.0, ["bias-wrong"])])
def test_a_line_of_the_bias_alone_is_no_result(text: str, bias: float, told: list[str]) -> None:
    """1 is a product too, and the result, where the bias is 5."""
    step = trace([[[1, 2, 3], [4, 5, 6], [7, 8, 9]]], [[[[1, 0], [0, -1]]]], [bias], backend="numpy").at(
        0, 0, 0
    )
    found = check_sum(text, step)
    assert [one.id for one in found.findings] == [*told, "product-missing", "product-missing"]


@pytest.mark.parametrize("text", ["1", "total: 1", "= 1"])
def test_a_result_alone_still_is_one(text: str) -> None:
    step = trace([[[1, 2, 3], [4, 5, 6], [7, 8, 9]]], [[[[1, 0], [0, -1]]]], [5], backend="numpy").at(0, 0, 0)
    assert [one.id for one in check_sum(text, step).findings] == ["result-only"]
