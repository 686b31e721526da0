"""Wrong answers of students, built from their descriptions: what each did, and what helps.

Seven layers of a homework sheet, A to G. Each answer is made with plain NumPy on the layer's numbers or by
the students of `bench_students`, never by the catalogue. `helps` lists the ids that name what was done; an
answer for which nothing is known says nothing.
"""

from typing import NamedTuple

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view

RNG = np.random.default_rng(5)


def drawn(*shape, low=-4, high=5):
    return RNG.integers(low, high + 1, shape).astype(float)


class Layer(NamedTuple):
    x: np.ndarray
    weight: np.ndarray
    bias: np.ndarray | None = None
    stride: int = 1
    padding: int = 0
    groups: int = 1


def y(layer, pad=None, stride=None, **changes):
    """The output by sliding windows over the padded input."""
    x, weight, bias, own, padding, groups = layer._replace(**changes)
    steps = own if stride is None else stride
    down, across = steps if isinstance(steps, tuple) else (steps, steps)
    padded = np.pad(x, ((0, 0), (padding, padding), (padding, padding))) if pad is None else pad(x)
    windows = sliding_window_view(padded, weight.shape[2:], axis=(1, 2))[:, ::down, ::across]
    each = len(weight) // groups
    maps = []
    for n, kernel in enumerate(weight):
        first = n // each * weight.shape[1]
        seen = windows[first : first + weight.shape[1]]
        maps.append((seen * kernel[:, None, None]).sum((0, 3, 4)) + (0 if bias is None else bias[n]))
    return np.array(maps)


B = Layer(
    np.array(
        [[[5, -2, 1, -1, -1], [4, -2, -1, -2, -2], [-1, 3, 2, 1, -2], [4, 4, -1, -3, -1], [-2, 4, 1, 1, -1]]],
        dtype=float,
    ),
    np.array([[[[0, 3, -2], [2, -3, -1], [3, 3, -3]]]], dtype=float),
    np.array([3.0]),
)
RIGHT_B = [[10, 21, 23], [13, 21, -5], [8, 33, 27]]
A = Layer(drawn(2, 4, 4), drawn(2, 2, 3, 3), np.array([2.0, -1.0]), padding=1)
C = Layer(drawn(3, 4, 4), drawn(1, 3, 2, 2), np.array([4.0]))
D = Layer(drawn(1, 5, 5), drawn(1, 1, 3, 3), None, stride=2, padding=1)
E = Layer(drawn(3, 4, 4), drawn(3, 1, 2, 2), None, groups=3)
F = Layer(drawn(1, 5, 5, low=0, high=40), np.full((1, 1, 3, 3), 1 / 9))
G = A._replace(stride=2)


def put(array, place, value):
    changed = np.array(array, dtype=float)
    changed[place] = value
    return changed


def swapped(array, a, b, axis=0):
    order = np.arange(array.shape[axis])
    order[[a, b]] = order[[b, a]]
    return np.take(array, order, axis)


def joined(maps, right, place):
    return put(right, place, maps[place])


def bordered(layer, **how):
    p = layer.padding
    return y(layer, pad=lambda x: np.pad(x, ((0, 0), (p, p), (p, p)), **how))


def moved(layer, down, across):
    p = layer.padding
    room = lambda x: np.pad(x, ((0, 0), (p - down, p + down + 1), (p - across, p + across + 1)))  # noqa: E731
    shape = y(layer).shape
    return y(layer, pad=room)[:, : shape[1], : shape[2]]


def off_by(layer, down, across):
    """Windows one cell late, where the padding leaves room before; zeros come in behind."""
    x = np.pad(layer.x, ((0, 0), (layer.padding, layer.padding + 2), (layer.padding, layer.padding + 2)))
    shape = y(layer).shape
    late = y(layer, pad=lambda _: x[:, down:, across:])
    return late[:, : shape[1], : shape[2]]


def rounded(values, digits):
    return np.array([float(f"{value:.{digits - 1}e}") for value in values.ravel()]).reshape(values.shape)


FLIP = np.s_[..., ::-1, ::-1]
NO_BIAS_C = np.array([0.0])
MISSED = y(C)[0, 1, 1] - C.x[0, 1, 1] * C.weight[0, 0, 0, 0]
SIGN = put(B.weight, (0, 0, 1, 0), -2)
KEPT_D = y(D, stride=1)
HALF_A = y(A._replace(weight=put(A.weight, np.s_[:, 1], 0)))
UNPADDED = y(A._replace(weight=put(A.weight, np.s_[:, 0], 0), bias=np.zeros(2)), padding=0)
ALONE = put(np.zeros((2, 4, 4)), np.s_[:, 1:3, 1:3], UNPADDED)

# (id, what was done, layer, answer, the ids that help)
ANSWERS = [
    ("S1", "no bias and signs lost", B, y(B, bias=None, weight=abs(B.weight)), {"signs-lost+bias-forgotten"}),
    (
        "S2",
        "no bias and flipped",
        B,
        y(B, bias=None, weight=B.weight[FLIP]),
        {"kernel-flipped+bias-forgotten"},
    ),
    ("S3", "no bias and one sign", B, y(B, bias=None, weight=SIGN), {"bias-forgotten+weight-misread"}),
    ("S4", "a product missed in one cell", C, put(y(C), (0, 1, 1), MISSED), {"product-missed"}),
    ("S5", "channel 1 unpadded", A, HALF_A + ALONE, {"channel-unpadded"}),
    ("S6", "stride in rows only", D, y(D, stride=(2, 1)), {"stride-in-one-axis"}),
    ("S7", "stride in rows only, same windows", D, y(D, stride=(2, 1))[..., :3], {"stride-in-one-axis"}),
    ("S8", "windows one column late", D, off_by(D, 0, 1), {"window-off-by-one"}),
    ("S9", "off by one both ways", D, off_by(D, 1, 1), {"window-off-by-one"}),
    ("S10", "column by column", A, y(A).swapaxes(1, 2), {"answer-transposed"}),
    ("S11", "the + 1 forgotten", D, y(D)[:, :2, :2], {"last-windows-missing"}),
    ("S12", "rounded to whole numbers", F, np.floor(y(F) + 0.5), {"rounding"}),
    ("S13", "cut to two decimals", F, np.floor(y(F) * 100 + 1e-9) / 100, {"rounding"}),
    ("S14", "three significant digits", F, rounded(y(F), 3), set()),
    ("S15", "ReLU", B, np.maximum(y(B), 0), {"relu-applied"}),
    ("S15b", "ReLU, more cells", A, np.maximum(y(A), 0), {"relu-applied"}),
    ("S16", "mean in place of sum", C, y(C, bias=NO_BIAS_C) / 12 + 4, {"mean-taken"}),
    ("S17", "1/9 forgotten", F, y(F, weight=np.ones((1, 1, 3, 3))), {"scale-forgotten"}),
    ("S18", "BGR", C, y(C, x=C.x[::-1]), {"channels-exchanged"}),
    (
        "S19",
        "a slice of the other filter",
        A,
        y(A, weight=put(A.weight, (0, 1), A.weight[1, 1])),
        {"slice-of-another-filter"},
    ),
    ("S20", "maps exchanged", A, y(A)[::-1], {"maps-exchanged"}),
    ("S21", "biases exchanged", A, y(A, bias=A.bias[::-1]), {"biases-exchanged"}),
    ("S22", "first bias for both", A, y(A, bias=np.array([2.0, 2.0])), {"one-bias-for-all"}),
    ("S24", "8 of 9 numbers", B, np.delete(y(B).ravel(), 4)[None, None], {"one-number-off"}),
    ("S25", "an extra row", B, np.insert(y(B), 3, [7, 1, 9], axis=1), {"lines-added"}),
    ("S26", "rows exchanged", B, swapped(y(B), 0, 1, axis=1), {"lines-exchanged"}),
    (
        "S27",
        "two cells exchanged",
        B,
        put(put(y(B), (0, 0, 0), 21), (0, 0, 1), 10),
        {"cells-exchanged"},
    ),
    ("S28", "one weight's sign", B, y(B, weight=SIGN), {"weight-misread"}),
    ("S29", "one weight + 1", B, y(B, weight=put(B.weight, (0, 0, 2, 1), 4)), {"weight-misread"}),
    ("S30", "one pixel", B, y(B, x=put(B.x, (0, 2, 2), 7)), {"pixel-misread"}),
    ("S31", "ones around", A, bordered(A, constant_values=1), {"border-filled-otherwise"}),
    ("S32", "replicate", A, bordered(A, mode="edge"), {"border-filled-otherwise"}),
    ("S33", "depthwise kernels exchanged", E, y(E, weight=swapped(E.weight, 0, 1)), {"kernels-exchanged"}),
    ("S34", "bias twice", B, y(B, bias=2 * B.bias), {"bias-doubled"}),
    ("S35", "bias nine times", B, y(B, bias=9 * B.bias), {"bias-added-per-product"}),
    ("S36", "same", B, y(B, padding=1), {"padding-added"}),
    ("S37", "full", B, y(B, padding=2), {"padding-added"}),
    (
        "S38",
        "transposed and no bias",
        B,
        y(B, bias=None, weight=B.weight.swapaxes(2, 3)),
        {"kernel-transposed+bias-forgotten"},
    ),
    ("S39", "channels averaged", C, y(C, bias=NO_BIAS_C) / 3 + 4, {"mean-taken"}),
    ("S40", "channel 0 twice", C, y(C, x=put(C.x, 1, C.x[0])), {"channel-twice"}),
    (
        "S41",
        "channel missed in one filter",
        A,
        joined(HALF_A, y(A), 0),
        {"channel-missed", "only-one-channel"},
    ),
    ("S42", "flipped in one filter", A, joined(y(A, weight=A.weight[FLIP]), y(A), 1), {"kernel-flipped"}),
    (
        "S43",
        "flipped from row 2 on",
        A,
        joined(y(A, weight=A.weight[FLIP]), y(A), np.s_[:, 2:]),
        {"kernel-flipped"},
    ),
    ("S44", "mean of 8", F, y(F) * 9 / 8, {"factor"}),
    ("S45", "10 written 01", B, put(y(B), (0, 0, 0), 1), {"digits-swapped"}),
    ("S46", "padding forgotten at stride 2", G, y(G, padding=0), {"padding-forgotten"}),
    (
        "S47",
        "padding and bias forgotten",
        A,
        y(A, padding=0, bias=None),
        {"bias-forgotten+padding-forgotten"},
    ),
    ("S48", "rotated", B, y(B)[FLIP], {"answer-turned"}),
    ("S49", "depthwise summed to one map", E, y(E).sum(0, keepdims=True), {"channels-summed"}),
    ("S50", "middle product only", B, B.x[:, 1:4, 1:4] * -3 + 3, {"only-the-middle"}),
    ("S23", "a map missing", A, y(A)[:1], set()),
]
