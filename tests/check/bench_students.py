"""Students who work a layer out by hand, each with one mistake: exact fractions, plain loops, no NumPy.

Nothing here is shared with `dsviz.check.mistakes`, only how much a setting pads; the benchmark lets the two
meet.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from fractions import Fraction
from math import floor
from typing import Any

import numpy as np

from dsviz.conv.spec import ConvSpec

Maps = list[list[list[Fraction]]]


@dataclass
class Sheet:
    """A layer on paper: nested lists of whole numbers or fractions."""

    x: list
    weight: list
    bias: list | None
    spec: ConvSpec

    @property
    def sizes(self):
        """(H, W), (kh, kw)."""
        return (len(self.x[0]), len(self.x[0][0])), (len(self.weight[0][0]), len(self.weight[0][0][0]))

    @property
    def counts(self):
        """C, S (channels a filter sees), N, groups."""
        return len(self.x), len(self.weight[0]), len(self.weight), self.spec.groups

    def channel(self, n: int, c: int) -> int:
        _, slices, filters, groups = self.counts
        return n // (filters // groups) * slices + c

    def pixel(self, channel: int, row: int, col: int, mode: str | None = None) -> Fraction | int:
        (height, width), _ = self.sizes
        where = [inside(at, n, mode or self.spec.padding_mode) for at, n in ((row, height), (col, width))]
        return 0 if None in where else self.x[channel][where[0]][where[1]]

    def tensors(self):
        as_array = lambda lists: np.array(lists, dtype=object).astype(np.float64)  # noqa: E731
        return as_array(self.x), as_array(self.weight), None if self.bias is None else as_array(self.bias)


def inside(at: int, n: int, mode: str) -> int | None:
    if 0 <= at < n:
        return at
    if mode == "zeros":
        return None
    if mode == "replicate":
        return 0 if at < 0 else n - 1
    if mode == "circular":
        return at + n if at < 0 else at - n
    return -at if at < 0 else 2 * (n - 1) - at


def work_out(sheet: Sheet, **slip: Any) -> Maps | None:
    """The output, with one thing or another done in the student's own way; None where no window fits."""
    size, kernel = sheet.sizes
    spec = sheet.spec
    kernel = slip.get("kernel", kernel)
    stride, dilation = slip.get("stride", spec.stride), slip.get("dilation", spec.dilation)
    walk = slip.get("walk", stride)
    pads = slip.get("pads", spec.pads(*sheet.sizes))
    weight = slip.get("weight", lambda n, c, u, v: sheet.weight[n][c][u][v])
    channel = slip.get("channel", sheet.channel)
    bias = slip.get("bias", lambda n: 0 if sheet.bias is None else sheet.bias[n])
    pixel = slip.get("pixel", sheet.pixel)
    seen = slip.get("seen", range(sheet.counts[1]))
    places = slip.get("places") or [
        windows(n + sum(both), k, s, d)
        for n, both, k, s, d in zip(size, pads, kernel, stride, dilation, strict=True)
    ]
    if min(places) < 1:
        return None

    def cell(n: int, i: int, j: int) -> Fraction:
        total = bias(n)
        for c in seen:
            for u in range(kernel[0]):
                for v in range(kernel[1]):
                    row = i * walk[0] + u * dilation[0] - pads[0][0]
                    col = j * walk[1] + v * dilation[1] - pads[1][0]
                    total += pixel(channel(n, c), row, col) * weight(n, c, u, v)
        return total

    filters = range(slip.get("filters", sheet.counts[2]))
    return [[[cell(n, i, j) for j in range(places[1])] for i in range(places[0])] for n in filters]


def windows(padded: int, kernel: int, stride: int, dilation: int) -> int:
    """Count the places by walking there."""
    count = start = 0
    while start + (kernel - 1) * dilation < padded:
        count, start = count + 1, start + stride
    return count


def places_of(sheet: Sheet) -> list[int]:
    right = work_out(sheet)
    return [len(right[0]), len(right[0][0])]


def kernel_flipped(sheet):
    kh, kw = sheet.sizes[1]
    yield work_out(sheet, weight=lambda n, c, u, v: sheet.weight[n][c][kh - 1 - u][kw - 1 - v])


def kernel_transposed(sheet):
    kh, kw = sheet.sizes[1]
    turned = {"kernel": (kw, kh), "weight": lambda n, c, u, v: sheet.weight[n][c][v][u]}
    yield work_out(sheet, pads=padding_for(sheet, kernel=(kw, kh)), **turned)


def kernel_turned(sheet):
    kh, kw = sheet.sizes[1]
    pads = padding_for(sheet, kernel=(kw, kh))
    # The first column, read upwards, becomes the first row; or the last column, read downwards.
    yield work_out(
        sheet, kernel=(kw, kh), pads=pads, weight=lambda n, c, u, v: sheet.weight[n][c][kh - 1 - v][u]
    )
    yield work_out(
        sheet, kernel=(kw, kh), pads=pads, weight=lambda n, c, u, v: sheet.weight[n][c][v][kw - 1 - u]
    )


def kernel_mirrored(sheet):
    kh, kw = sheet.sizes[1]
    if kh > 1 and kw > 1:
        yield work_out(sheet, weight=lambda n, c, u, v: sheet.weight[n][c][kh - 1 - u][v])
        yield work_out(sheet, weight=lambda n, c, u, v: sheet.weight[n][c][u][kw - 1 - v])


def bias_subtracted(sheet):
    if sheet.bias is not None:
        yield work_out(sheet, bias=lambda n: -sheet.bias[n])


def padding_for(sheet, size=None, kernel=None, **settings):
    spec = ConvSpec(**{**sheet.spec.keywords, **settings})
    own_size, own_kernel = sheet.sizes
    return spec.pads(size or own_size, kernel or own_kernel)


def signs_lost(sheet):
    yield work_out(sheet, weight=lambda n, c, u, v: abs(sheet.weight[n][c][u][v]))


def bias_forgotten(sheet):
    yield work_out(sheet, bias=lambda n: 0)


def bias_added_per_channel(sheet):
    if sheet.bias is not None:
        yield work_out(sheet, bias=lambda n: sum(sheet.bias[n] for _ in range(sheet.counts[1])))


def padding_forgotten(sheet):
    yield work_out(sheet, pads=((0, 0), (0, 0)))


def padding_mode_ignored(sheet):
    yield work_out(sheet, pixel=lambda *place: sheet.pixel(*place, mode="zeros"))


def same_wrong_side(sheet):
    pads = sheet.spec.pads(*sheet.sizes)
    yield work_out(sheet, pads=tuple((after, before) for before, after in pads))


def stride_ignored(sheet):
    yield work_out(sheet, stride=(1, 1), pads=padding_for(sheet, stride=1))


def stride_ignored_in_sums(sheet):
    yield work_out(sheet, walk=(1, 1), places=places_of(sheet))


def dilation_ignored(sheet):
    yield work_out(sheet, dilation=(1, 1), pads=padding_for(sheet, dilation=1))
    yield work_out(sheet, dilation=(1, 1), places=places_of(sheet))


def channels_not_summed(sheet):
    _, slices, filters, _ = sheet.counts
    if slices > 1:
        for bias in ({}, {"bias": lambda n: 0}):
            maps = [work_out(sheet, seen=[c], **bias) for c in range(slices)]
            yield [maps[c][n] for n in range(filters) for c in range(slices)]
            yield [maps[c][n] for c in range(slices) for n in range(filters)]


def channels_summed(sheet):
    _, slices, filters, groups = sheet.counts
    if groups == 1:
        return
    each, right = filters // groups, work_out(sheet)
    summed = [add_maps([right[g * each + q] for g in range(groups)]) for q in range(each)]
    yield summed
    yield summed * groups
    seen = range(groups * slices)
    yield work_out(
        sheet,
        seen=seen,
        channel=lambda n, c: c,
        weight=lambda n, c, u, v: sheet.weight[n][c % slices][u][v],
    )


def add_maps(maps):
    return [[sum(numbers) for numbers in zip(*rows, strict=True)] for rows in zip(*maps, strict=True)]


def channel_missed(sheet):
    slices = sheet.counts[1]
    for missed in range(slices if slices > 1 else 0):
        yield work_out(sheet, seen=[c for c in range(slices) if c != missed])


def only_one_channel(sheet):
    slices = sheet.counts[1]
    for only in range(slices if slices > 2 else 0):
        yield work_out(sheet, seen=[only])


def kernel_axes_swapped(sheet):
    _, slices, filters, _ = sheet.counts
    flat = [sheet.weight[n][c] for n in range(filters) for c in range(slices)]
    yield work_out(sheet, weight=lambda n, c, u, v: flat[c * filters + n][u][v])


def multiplier_order(sheet):
    channels, slices, filters, groups = sheet.counts
    if slices == 1:
        right, multiplier = work_out(sheet), filters // groups
        yield [right[c * multiplier + q] for q in range(multiplier) for c in range(channels)]


def groups_interleaved(sheet):
    _, slices, filters, groups = sheet.counts
    if groups > 1 and slices > 1:
        yield work_out(sheet, channel=lambda n, c: c * groups + n // (filters // groups))
        yield work_out(sheet, channel=lambda n, c: c * groups + n % groups)
    if groups > 1:
        yield work_out(sheet, channel=lambda n, c: n % groups * slices + c)


def answer_transposed(sheet):
    yield [[list(column) for column in zip(*rows, strict=True)] for rows in work_out(sheet)]


def input_transposed(sheet):
    turned = [[list(column) for column in zip(*rows, strict=True)] for rows in sheet.x]
    yield work_out(Sheet(turned, sheet.weight, sheet.bias, sheet.spec))


def settings_swapped(sheet):
    spec = sheet.spec
    padding = spec.padding if spec.padding == "same" else spec.padding[::-1]
    swapped = {"stride": spec.stride[::-1], "dilation": spec.dilation[::-1]}
    yield work_out(sheet, pads=padding_for(sheet, padding=padding, **swapped), **swapped)


def channels_last(sheet):
    right = work_out(sheet)
    rows, columns = places_of(sheet)
    yield [[[right[n][i][j] for n in range(len(right))] for j in range(columns)] for i in range(rows)]


def rounding(sheet):
    for decimals in range(7):
        for half in (Fraction(1, 2), 0):
            yield [[[kept(v, decimals, half) for v in row] for row in rows] for rows in work_out(sheet)]


def kept(value, decimals, half):
    size = Fraction(floor(abs(value) * 10**decimals + half), 10**decimals)
    return -size if value < 0 else size


MISTAKES: dict[str, Callable[[Sheet], Iterator[Maps | None]]] = {
    function.__name__.replace("_", "-"): function
    for function in (
        kernel_flipped,
        kernel_transposed,
        kernel_turned,
        kernel_mirrored,
        signs_lost,
        bias_forgotten,
        bias_added_per_channel,
        bias_subtracted,
        padding_forgotten,
        padding_mode_ignored,
        same_wrong_side,
        stride_ignored,
        stride_ignored_in_sums,
        dilation_ignored,
        channels_not_summed,
        channels_summed,
        channel_missed,
        only_one_channel,
        kernel_axes_swapped,
        multiplier_order,
        groups_interleaved,
        answer_transposed,
        input_transposed,
        settings_swapped,
        channels_last,
        rounding,
    )
}
