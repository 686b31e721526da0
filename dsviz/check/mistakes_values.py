"""Mistakes with finished numbers: cut, rounded, scaled, divided, and products not added up."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from functools import lru_cache

import numpy as np

from dsviz.check.mistake import Choices, Made, of_its_shape
from dsviz.check.solved_layer import Array, SolvedLayer

MOST_DECIMALS = 6
WAYS = ("either", "nearest", "cut", "down", "even")
BYTE = 256
LARGEST_DENOMINATOR = 1024
MOST_WEIGHTS = 10_000  # that a common factor is looked for in
AT_ONCE = 4  # weights; hardly any others have a common factor with so many
LEAST_SCALED = 3  # numbers that must have the same factor before it is named
LARGEST_FACTOR = 100  # of its numerator and its denominator
LARGEST_SHARE = 1024  # n of 1/n, such as 1/255


def relu_applied(layer: SolvedLayer) -> Made:
    """Every negative number became 0."""
    return np.maximum(layer.answer, 0)


def relu_before_bias(layer: SolvedLayer) -> Made:
    """Every negative sum became 0, and the bias was added after that."""
    sums = None if layer.bias is None else layer.redone(bias=None)
    return None if sums is None else layer.with_bias(np.maximum(sums, 0))


def clipped_to_bytes(layer: SolvedLayer) -> Made:
    """Every number was kept within 0 and 255, as in a picture."""
    # Where nothing is above 255 it is the same as having cut the negative numbers.
    return np.clip(layer.answer, 0, BYTE - 1) if layer.answer.max() > BYTE - 1 else None


def wrapped_to_bytes(layer: SolvedLayer) -> Made:
    """Every number was stored in 8 bits: 256 is 0 again, and -1 is 255."""
    whole = np.trunc(layer.answer)
    # Where all numbers fit into 8 bits only their decimals are cut off.
    return np.mod(whole, BYTE) if whole.min() < 0 or whole.max() >= BYTE else None


def absolute_taken(layer: SolvedLayer) -> Made:
    """Every minus sign of the results is lost."""
    return abs(layer.answer)


def digits_choices(layer: SolvedLayer) -> Choices:
    """One to six significant digits."""
    return ({"digits": digits} for digits in range(1, MOST_DECIMALS + 1))


def significant_digits(layer: SolvedLayer, digits: int) -> Made:
    """The right numbers, rounded to so many significant digits."""
    with np.errstate(divide="ignore"):
        power = np.floor(np.log10(abs(layer.answer)))
    unit = 10.0 ** (np.where(np.isfinite(power), power, 0) - digits + 1)
    scaled = abs(layer.answer) / unit
    return np.round(np.sign(layer.answer) * np.floor(scaled + 0.5 + 1e-9) * unit, 12)


def rounding_choices(layer: SolvedLayer) -> Choices:
    """To the nearest number, towards zero, down, or a half to the even digit; with fewer decimals or more.

    Either of the first two is a way of its own, where all numbers are the same in both.
    """
    decimals = range(0 if layer.is_whole else MOST_DECIMALS + 1)
    return ({"decimals": n, "way": way} for n in decimals for way in WAYS)


def rounding(layer: SolvedLayer, decimals: int, way: str) -> Made:
    """The right numbers, with decimals left off."""
    if way == "either":
        both = [np.asarray(rounding(layer, decimals, each)) for each in ("nearest", "cut")]
        return both[0] if np.array_equal(both[0], both[1]) else None
    shifted = layer.answer * 10.0**decimals
    # A half goes away from zero, as it is taught; a hair is forgiven for 2.675 being 2.67499...
    hair = 1e-9 * np.maximum(1, abs(shifted))
    if way == "even":
        return np.rint(shifted) / 10.0**decimals + 0.0
    if way == "down":
        return np.floor(shifted + hair) / 10.0**decimals + 0.0
    kept = np.floor(abs(shifted) + hair + (0.5 if way == "nearest" else 0))
    return np.sign(shifted) * kept / 10.0**decimals + 0.0


def scale_choices(layer: SolvedLayer) -> Choices:
    """The whole number by which all weights have to be multiplied to be whole themselves."""
    if layer.weight.size > MOST_WEIGHTS or (layer.weight % 1 == 0).all():
        return
    scale = _common_denominator(layer.weight.tobytes())
    if scale is not None:
        yield {"scale": scale}


@lru_cache(maxsize=512)
def _common_denominator(weights: bytes) -> int | None:
    """The first whole number that makes all weights whole: thousands of layers have the same ones."""
    numbers = np.frombuffer(weights)
    numbers = numbers[numbers % 1 != 0]
    scales = np.arange(2.0, LARGEST_DENOMINATOR + 1)
    for start in range(0, len(numbers), AT_ONCE):
        scaled = numbers[start : start + AT_ONCE, None] * scales
        scales = scales[(abs(scaled - np.round(scaled)) < 1e-9 * scales).all(0)]
        if not scales.size:
            return None
    return int(scales[0])


def scale_forgotten(layer: SolvedLayer, scale: int) -> Made:
    """The factor before the kernel, such as 1/9, is left out."""
    return layer.changed(weight=np.round(layer.weight * scale))


def mean_choices(layer: SolvedLayer) -> Choices:
    """By the channels, the weights of a slice or all of them; the bias added after it, or divided too."""
    taps = layer.weight[0, 0].size
    parts = {"channels": layer.slices, "taps": taps, "products": taps * layer.slices}
    counts: dict[int, str] = {}
    for of, count in parts.items():
        counts.setdefault(count, of)
    biases = (True,) if layer.bias is None else (True, False)
    found = ((count, of, divided) for count, of in counts.items() for divided in biases if count > 1)
    return ({"of": of, "count": count, "bias_too": divided} for count, of, divided in found)


def mean_taken(layer: SolvedLayer, of: str, count: int, bias_too: bool) -> Made:
    """The sums are divided by how many numbers went into them."""
    return layer.answer / count if bias_too else layer.changed(weight=layer.weight / count)


def elementwise_choices(layer: SolvedLayer) -> Choices:
    """The products themselves, where there is one window; of all channels, or added up over them."""
    if layer.size == layer.kernel and layer.spec.groups == layer.out_channels == 1:
        yield {"way": "channels"}
        yield {"way": "sum"}


def elementwise_product(layer: SolvedLayer, way: str) -> Made:
    """Each input is multiplied by the weight in its place, and the products are not added up."""
    products: Array = layer.x * layer.weight[0]
    added: Array = products.sum(0, keepdims=True)
    return products if way == "channels" else added


@of_its_shape
def solve_factor(layer: SolvedLayer, typed: Array) -> Choices:
    """The simple fraction by which every number, or every sum before its bias, was multiplied."""
    for bias_too in (True,) if layer.bias is None else (True, False):
        right = layer.answer if bias_too else layer.answer - layer.with_bias(np.zeros_like(layer.answer))
        off = typed - (layer.answer - right)
        known = ~np.isnan(typed) & (right != 0)
        if known.sum() < LEAST_SCALED or not np.isfinite(off[known]).all():
            continue
        # The median bears a number that is wrong besides; rounded numbers tell best where they are largest.
        of_most = float(np.median(off[known] / right[known]))
        of_largest = float((off[known] * right[known]).sum() / (right[known] ** 2).sum())
        ratios = [ratio for ratio in (of_most, of_largest) if np.isfinite(ratio)]  # of 1e300 squared none is
        for factor in dict.fromkeys(each for ratio in ratios for each in _simple_fractions(ratio)):
            yield {"numerator": factor.numerator, "denominator": factor.denominator, "bias_too": bias_too}


def _simple_fractions(ratio: float) -> Iterator[Fraction]:
    """The simple fractions near a number: 9/8, and 1/255."""
    near = Fraction(ratio).limit_denominator(LARGEST_FACTOR)
    if 0 != abs(near.numerator) <= LARGEST_FACTOR:
        yield near
    if ratio and LARGEST_FACTOR < abs(1 / ratio) <= LARGEST_SHARE:
        yield Fraction(1, round(1 / ratio))


def factor(layer: SolvedLayer, numerator: int, denominator: int, bias_too: bool) -> Made:
    """Every number is so many times the right one."""
    if bias_too:
        return layer.answer * numerator / denominator
    return layer.changed(weight=layer.weight * numerator / denominator)
