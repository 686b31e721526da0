"""Where another mistake gives the same numbers neither is told as a fact: either this or that."""

import pytest

import dsviz

GRID = "1 2 3\n4 5 6\n7 8 9"
KERNEL = "1 2\n3 4"
EVEN = "\n".join(" ".join(str(5 * row + col) for col in range(1, 6)) for row in range(5))


def first_of(y, x, weight, bias=None, **settings):
    found = dsviz.check(y, x, weight, bias, **settings).findings
    return found[0] if found else None


def test_a_bias_left_out_may_be_the_bias_of_0_of_another_filter():
    x, weight = "1 2 3\n4 5 6\n7 8 10", "[[[[1,2],[3,4]]],[[[1,0],[0,2]]]]"
    told = first_of("[[[37,47],[67,81]],[[11,14],[20,25]]]", x, weight, "0 5")
    assert told.id == "bias-forgotten|one-bias-for-all"


@pytest.mark.parametrize(
    ("typed", "names", "words"),
    [
        ("[[37]]", "last-windows-missing|another-stride", "Stride 2 was used"),
        ("37\n67", "lines-missing|another-stride", "Stride (1, 2) was used"),
        ("37 47", "lines-missing|another-stride", "Stride (2, 1) was used"),
    ],
)
def test_a_last_line_that_is_missing_may_be_another_stride(typed, names, words):
    told = first_of(typed, GRID, KERNEL)
    assert told.id == names
    assert words in told.sentence


def test_a_last_column_of_two_that_is_missing_is_no_certain_stride():
    told = first_of([[5], [8]], [[1, 2, 3]], [[[1, 2]], [[2, 3]]])
    assert told.id == "another-stride|lines-missing"


def test_a_last_column_that_is_missing_is_no_certain_dilation():
    x = [[[1, 2, 3, 4], [5, 6, 7, 8], [9, 10, 11, 12]]]
    told = first_of([[1, 0], [-3, -4], [-7, -8]], x, [[[[-1, 0]]]], [2])
    assert told.id == "another-dilation|lines-missing"


def test_lines_in_the_middle_are_sooner_left_out_by_a_stride():
    x = [[1, 2, 4, 7, 11, 17, 25]]
    told = first_of([[5, 18, 45]], x, [[[1, 2]]])
    assert told.id == "another-stride"


def test_maps_of_equal_kernels_in_another_order_may_be_biases_in_another_order():
    typed = [[[40, 50], [70, 84]], [[38, 48], [68, 82]]]
    weight = [[[[1, 2], [3, 4]]], [[[1, 2], [3, 4]]]]
    told = first_of(typed, [[1, 2, 3], [4, 5, 6], [7, 8, 10]], weight, [1, 3])
    assert told.id == "biases-exchanged|maps-exchanged"


def test_one_amount_beside_a_stride_proves_no_kernel_that_was_turned():
    # Of numbers that rise evenly every order of the weights adds one amount to all.
    found = dsviz.check("37 57\n137 157", EVEN, KERNEL)
    assert not found.findings
    assert "stride 2" in found.verdict
    assert "The numbers do not follow" in found.verdict


def test_a_bias_left_out_beside_a_stride_is_one_amount_by_its_nature():
    assert first_of("51 71\n151 171", EVEN, KERNEL, "5").id == "bias-forgotten+another-stride"


def test_a_turned_kernel_beside_a_stride_is_told_where_it_shows_in_several_amounts():
    x = "1 7 2 4 9\n3 5 8 1 6\n2 2 7 9 4\n8 3 1 5 5\n6 9 4 2 7"
    assert first_of("36 37\n33 62", x, KERNEL).id == "kernel-flipped+another-stride"
