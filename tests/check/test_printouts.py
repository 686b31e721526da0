"""Right is right: answers and tensors as printouts and people's own digits hold them."""

import re

import numpy as np
import pytest
import torch

import dsviz
from dsviz.check.closeness import Closeness
from dsviz.check.diagnose import diagnose
from dsviz.check.digits import digits_of
from dsviz.check.solved_layer import SolvedLayer
from dsviz.conv.convolve import convolve
from dsviz.conv.trace import trace
from tests.check import bench_printouts
from tests.thorough import THOROUGH, first_of


def layer(x, weight, bias=None, **settings):
    return trace(x, weight, bias, backend="numpy", **settings)


def test_no_right_printout_is_blamed_and_every_mistaken_one_is_named():
    assert bench_printouts.measure(layers=12 if THOROUGH else 5, seed=3) == dict.fromkeys(
        bench_printouts.PRINTERS, (0, 0)
    )


ROWS = [[1.1, 1.2, 1.3], [2.1, 2.2, 2.3], [3.1, 3.2, 3.3]]
# Tensors as PyTorch printed them, and the output it printed beside them.
PUBLIC = [
    ([[-0.5581, 0.6675], [-0.1974, 1.9428]], [[0.3303, -0.3739], [0.4075, 0.3199]], None, 0.1072),
    (
        ROWS,
        [[0.2810, 0.2938, 0.0777], [-0.0454, 0.2108, 0.3242], [-0.1402, -0.2465, 0.1306]],
        None,
        1.0841,  # the printed digits make 1.08431
    ),
    (
        [[1.4518, 0.4856, -0.5389], [0.3609, -1.0716, -0.8421], [-0.1299, -0.9957, 0.2819]],
        np.ones((3, 3)),
        [-0.0658],
        -1.0637,  # the printed digits make -1.0638
    ),
]


@pytest.mark.parametrize(("x", "weight", "bias", "printed"), PUBLIC)
def test_public_printouts_are_right_to_four_decimals(x, weight, bias, printed):
    traced = layer([x], [[weight]], bias)
    found = diagnose(traced, [[printed]])
    assert (found.is_right, found.shown_decimals) == (True, 4)
    assert not diagnose(traced, [[printed + 0.01]]).is_right
    # Tensors that are known to be exact leave no room.
    assert not diagnose(traced, [[printed]], printed=()).is_right


def close(x, weight, bias, typed, **options):
    return Closeness.of(SolvedLayer(x, weight, bias), np.array(typed), **options)


def test_the_half_units_are_carried_through_the_sum():
    # u = 0.00005: |2.5|u + |0.1234|u + u·u for the product, and u for the bias.
    x, weight = [[[2.5]]], [[[[0.1234]]]]
    carried = close(x, weight, [0.4321], [[[0.7]]]).carried.item()
    u = 5e-5
    assert carried == pytest.approx(2.5 * u + 0.1234 * u + u * u + u, rel=1e-9)
    assert close(x, weight, [0.4321], [[[0.7]]], printed=["bias"]).carried.item() == pytest.approx(u)
    assert close(x, weight, [0.4321], [[[0.7]]], printed=()).carried.item() == 0


@pytest.mark.parametrize(
    ("x", "weight"),
    [
        ([[[2, 3]]], [[[[5]]]]),
        ([[[52, 55]]], [[[[0.0625]]]]),  # 1/16 is all of it
        ([[[52.25, 55.5]]], [[[[0.3]]]]),
        ([[[3.0, 5.0]]], [[[[1 / 3]]]]),
    ],
    ids=["whole", "binary fractions", "few decimals", "float64"],
)
def test_what_is_no_printout_is_exact(x, weight):
    assert close(x, weight, None, [[[0.25, 0.5]]]).units == {}


def test_a_blur_by_sixteenths_is_compared_exactly():
    weight = np.array([[[[1, 2, 1], [2, 4, 2], [1, 2, 1]]]]) / 16
    traced = layer([[[52, 55, 61], [68, 70, 73], [62, 59, 55]]], weight)
    assert traced.output.item() == 63.75
    assert diagnose(traced, [[63.75]]).is_right
    assert not diagnose(traced, [[63.76]]).is_right


@pytest.mark.parametrize(
    ("numbers", "half"),
    [
        ([0.1234, 5.25], 5e-5),
        ([1.2345e-04, 6.7891e02], 0.005),  # 678.91, written as a power of ten
        ([123.4, 0.1234], 5e-5),
        ([123.4567, 0.0123], 5e-5),
    ],
)
def test_half_a_unit_of_the_largest_number(numbers, half):
    found = digits_of(np.array(numbers)).half_units(np.array([max(numbers)]))
    assert found.tolist() == [pytest.approx(half)]


X_OF_TWO = """tensor([[[[0.43, 0.29, 0.42, 0.36],
          [0.96, 0.11, 0.29, 0.92],
          [0.59, 0.13, 0.67, 0.10],
          [0.79, 0.55, 0.47, 0.23]]]])"""
W_OF_TWO = """Parameter containing:
tensor([[[[-0.19, -0.11, -0.03],
          [-0.17,  0.09, -0.22],
          [-0.13, -0.20,  0.03]]]], requires_grad=True)"""
B_OF_TWO = "Parameter containing:\ntensor([-0.32], requires_grad=True)"
X_IN_POWERS = """tensor([[ 1.13e+00, -2.51e-01,  8.49e-01],
        [ 6.92e-01, -2.12e+00,  3.22e-01],
        [-1.26e+00,  1.23e-03,  3.08e-01]])"""


def test_printouts_of_two_decimals_are_right_though_what_they_hold_makes_other_numbers():
    # The printed digits make −0.7459, whose last digits look cut off beside −0.74.
    y = "tensor([[[[-0.74, -0.77],\n          [-0.95, -0.54]]]], grad_fn=<ConvolutionBackward0>)"
    assert dsviz.check(y, X_OF_TWO, W_OF_TWO, B_OF_TWO).is_right
    assert not dsviz.check(y.replace("-0.54", "-0.67"), X_OF_TWO, W_OF_TWO, B_OF_TWO).is_right


def test_each_number_of_a_printout_in_powers_of_ten_has_a_last_digit_of_its_own():
    weight, y = "tensor([[-0.72,  0.60],\n        [ 0.18,  1.10]])", "[[-3.16,  0.66],\n [-1.99,  2.05]]"
    assert dsviz.check(y, X_IN_POWERS, weight).is_right
    assert not dsviz.check(y.replace("2.05", "2.15"), X_IN_POWERS, weight).is_right


X_BESIDE_WHOLE = (
    "tensor([[-1.13, -1.15, -0.25],\n        [-0.43,  0.85,  0.69],\n        [-0.32, -2.12,  0.32]])"
)


@pytest.mark.parametrize(
    ("y", "is_right"),
    [
        # The digits shown make −0.45 −0.43 / −4.77 5.31.
        ("tensor([[-0.45, -0.42],\n        [-4.77,  5.31]])", False),  # one number: sooner a slip
        ("tensor([[-0.44, -0.42],\n        [-4.78,  5.32]])", True),
        ("tensor([[-0.44, -0.42],\n        [-4.78,  5.45]])", False),
        ("tensor([[-0.43, -0.41],\n        [-4.75,  5.33]])", False),  # a bias of 0.02
        ("tensor([[-1.45, -0.42],\n        [-4.78,  5.32]])", False),
        ("tensor([[-0.4, -0.4],\n        [-4.8,  5.3]])", True),  # rounded by somebody
    ],
)
def test_a_printout_of_two_decimals_beside_whole_weights(y, is_right):
    assert dsviz.check(y, X_BESIDE_WHOLE, "[[1, 2], [-1, 3]]").is_right == is_right


def test_right_printouts_beside_whole_weights_are_hardly_ever_blamed():
    blamed, layers = 0, 40
    for seed in range(layers):
        torch.manual_seed(seed)
        x, weight = torch.randn(1, 1 + seed % 3, 4, 4), torch.randint(-3, 4, (2, 1 + seed % 3, 3, 3)).float()
        y = torch.nn.functional.conv2d(x, weight)
        written = bench_printouts.by_torch(2)
        blamed += not dsviz.check(written(y), written(x), written(weight)).is_right
    assert blamed <= 1


@pytest.mark.parametrize("decimals", [2, 3])
def test_one_decimal_and_slips_beside_whole_weights_stay_wrong(decimals):
    x, weight = [[0.5, 1.2, 0.7], [1.1, 0.3, 0.9], [0.4, 0.6, 1.3]], [[1, 2], [-1, 3]]
    right = np.array(convolve([x], [[weight]], backend="numpy")[0])
    slips = np.array([[0.1, -0.1], [0, 0.1]])
    assert not dsviz.check(str((right + slips).round(1)), str(x), str(weight)).is_right
    fine = np.array(x) + 0.1**decimals
    right = np.array(convolve([fine], [[weight]], backend="numpy")[0]).round(decimals)
    assert dsviz.check(str(right), str(fine.tolist()), str(weight)).is_right
    right[0, 0] += 0.1**decimals
    assert not dsviz.check(str(right.round(decimals)), str(fine.tolist()), str(weight)).is_right


def test_of_rounded_tensors_one_unit_in_all_four_numbers_is_no_bias():
    # PyTorch's own printout of a right answer: the three decimals of x move every number by 0.001.
    torch.manual_seed(95)
    x, weight = torch.randn(1, 1, 4, 4), torch.randint(-3, 4, (1, 1, 3, 3)).float()
    y = torch.nn.functional.conv2d(x, weight)
    written = bench_printouts.by_torch(3)
    assert "1.093" in written(y)
    assert dsviz.check(written(y), written(x), written(weight)).is_right
    assert not dsviz.check(written(y + 0.002), written(x), written(weight)).is_right


def test_where_more_than_half_the_numbers_are_off_as_rounding_makes_them_no_slips_are_seen():
    # 18 of 32 numbers of PyTorch's own printout are off by a unit or a few.
    torch.manual_seed(141)
    x, weight = torch.randn(1, 3, 6, 6), torch.randint(-3, 4, (2, 3, 3, 3)).float()
    bias = torch.randint(-3, 4, (2,)).float()
    y = torch.nn.functional.conv2d(x, weight, bias)
    written = bench_printouts.by_torch(3)
    assert dsviz.check(written(y), written(x), written(weight), written(bias)).is_right
    y[0, 0, 0, 0] += 0.1
    assert not dsviz.check(written(y), written(x), written(weight), written(bias)).is_right


@pytest.mark.parametrize("decimals", [2, 3])
def test_tensors_shown_with_fewer_decimals_than_the_answer_are_right_as_far_as_they_go(decimals):
    numbers = np.random.default_rng(decimals)
    x, weight, bias = (
        numbers.normal(size=(1, 5, 5)),
        numbers.normal(size=(1, 1, 3, 3)),
        numbers.normal(size=1),
    )
    shown = [str(each.round(decimals).tolist()) for each in (x, weight, bias)]

    def checked(kernel, slip=0.0, of=(x, weight, bias)):
        right = convolve(of[0], kernel, of[2], backend="numpy").round(4)
        right[0, 0, 0] += slip
        return dsviz.check(str(right.tolist()), *shown).is_right

    assert checked(weight)
    assert not checked(weight[..., ::-1, ::-1])
    # Of tensors that are exact every number is met, but for the slip.
    exact = tuple(each.round(decimals) for each in (x, weight, bias))
    assert checked(exact[1], of=exact)
    assert not checked(exact[1], slip=0.001, of=exact)


OF_MATLAB = "1.0e+03 *\n1.2346 0.0025\n0.0030 0.0040"


@pytest.mark.parametrize(
    ("y", "is_right"),
    [
        ("1.0e+03 *\n2.4691 0.0050\n0.0060 0.0080", True),  # 1234.56 × 2 = 2469.12
        ("1.0e+03 *\n2.4694 0.0050\n0.0060 0.0080", False),
        ("1.0e+03 *\n2.4691 0.0050\n0.0060 0.0083", False),
        ("[[2469.1, 5], [6, 8]]", True),
        ("[[2469.1, 5], [6, 9]]", False),
    ],
)
def test_the_factor_above_a_printout_is_in_its_half_units(y, is_right):
    assert dsviz.check(y, OF_MATLAB, "[[2]]").is_right == is_right


IN_POWERS = "tensor([[[1.2346e+04, 1.0000e+00, 1.0000e-03]]])"


@pytest.mark.parametrize(
    ("x", "weight", "y", "is_right"),
    [
        (IN_POWERS, "[[2]]", "tensor([[[2.4691e+04, 2.0000e+00, 2.0000e-03]]])", True),
        (IN_POWERS, "[[2]]", "tensor([[[2.4695e+04, 2.0000e+00, 2.0000e-03]]])", False),
        (IN_POWERS, "[[2]]", "tensor([[[2.4691e+04, 2.0010e+00, 2.0000e-03]]])", False),
        (IN_POWERS, "[[2]]", "tensor([[[2.4691e+04, 2.0000e+00, 2.0010e-03]]])", False),
        (IN_POWERS, "[[2]]", "[[24691, 2, 0.002]]", True),
        (IN_POWERS, "[[2]]", "[[24691, 2.1, 0.002]]", False),
        ("tensor([[[1.2346e+04, 1.0000e+00]]])", "[[2]]", "tensor([[[2.4691e+04, 2.0000e+00]]])", True),
        ("12345.678", "[[2]]", "2.4691e4", True),
        ("12345.678", "[[2]]", "2.4692e4", False),
        (
            "[[1.235e+05 2.500e-03]\n [3.000e+00 4.000e+00]]",
            "[[3]]",
            "[[3.704e+05,7.500e-03],[9.,12.]]",
            True,
        ),
        (
            "[[1.235e+05 2.500e-03]\n [3.000e+00 4.000e+00]]",
            "[[3]]",
            "[[3.704e+05,7.500e-03],[9.,13.]]",
            False,
        ),
        ([[123456.789, 0.0025], [3, 4]], "[[3]]", "[[3.704e+05,7.500e-03],[9.,12.]]", True),
        ([[1.5e3, 1e-3]], [[2]], "[[3.1e3, 2e-3]]", False),  # typed, not printed
    ],
)
def test_each_power_of_ten_of_a_text_has_its_own_last_digit(x, weight, y, is_right):
    assert dsviz.check(y, x, weight).is_right == is_right


def test_the_digits_of_a_text_come_from_the_whole_text_of_several_tensors_too():
    text = f"x = {IN_POWERS}\nw = [[2]]\ny = tensor([[[2.4691e+04, 2.0000e+00, 2.0000e-03]]])"
    assert dsviz.check(text, text, text).is_right


SIXTEEN = """tensor([[[[-2.1719,  0.5703],
          [-1.0859, -1.3984]]]], dtype=torch.bfloat16)"""


@pytest.mark.parametrize("dtype", ["bfloat16", "float16"])
@pytest.mark.parametrize("keeps_type", first_of([True, False]))
def test_what_types_of_sixteen_bits_give_is_right_and_mistakes_still_show(dtype, keeps_type):
    torch.manual_seed(11)
    kind = getattr(torch, dtype)
    for _ in range(12):
        channels, filters, side = (int(each) for each in torch.randint(1, 4, (3,)))
        x = (torch.randn(1, channels, 5, 5) * 3).to(kind)
        weight, bias = torch.randn(filters, channels, side, side).to(kind), torch.randn(filters).to(kind)
        convolved = torch.nn.functional.conv2d
        given = (str(x), str(weight), str(bias))

        def said(y):
            return str(y) if keeps_type else re.sub(r",\s*dtype=[\w.]+", "", str(y))

        assert dsviz.check(said(convolved(x, weight, bias)), *given).is_right
        assert not dsviz.check(said(convolved(x, weight)), *given).is_right
        if side > 1:
            assert not dsviz.check(said(convolved(x, weight.flip(2, 3), bias)), *given).is_right


def test_a_number_of_bfloat16_is_right_to_its_eight_bits_and_no_further():
    weight = "tensor([[[[-0.0037, 0.2676],[-0.4121, -0.3672]]]], dtype=torch.bfloat16)"
    # 1.12164 lies between 1.1171875 and 1.125, which is nearer.
    for typed, is_right in (("1.1250", True), ("1.1328", False), ("1.1094", False)):
        answer = f"tensor([[[[{typed}]]]], dtype=torch.bfloat16)"
        assert dsviz.check(answer, SIXTEEN, weight).is_right is is_right
