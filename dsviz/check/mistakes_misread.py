"""One number read wrongly, everywhere: a weight in all windows, an input in all that see it.

The number that was read in its place is solved for. It is named only where it explains several cells.
"""

from __future__ import annotations

from itertools import combinations

import numpy as np
from numpy.typing import NDArray

from dsviz.check.mistake import Choices, Made, of_its_shape
from dsviz.check.solved_layer import Array, SolvedLayer

LEAST_TOLD = 3  # cells that the number must be in
MOST_SOLVED = 3  # where more numbers than that would do, none is told from the others
MOST_TAPS = 2000
MOST_EXCHANGED = 150  # weights of a filter of which pairs are tried
MOST_INFLUENCES = 500_000
NEARLY = 0.02  # of the largest difference: printouts leave digits off
ROUNDED = 9  # decimals of a number that was solved for


@of_its_shape
def solve_weight(layer: SolvedLayer, typed: Array) -> Choices:
    """The weights of one filter that could have been misread, and what was read."""
    off = _off(layer, typed)
    filter_ = _only_wrong(off)
    if filter_ is None or layer.weight[0].size > MOST_TAPS:
        return
    patches = layer.patches[filter_ // layer.filters_per_group]
    found = _solved(patches, off[filter_].ravel(), ~np.isnan(typed[filter_].ravel()))
    for at, amount in found if len(found) <= MOST_SOLVED else ():
        channel, row, col = map(int, np.unravel_index(at, layer.weight.shape[1:]))
        value = float(layer.weight[filter_, channel, row, col])
        read = round(value + amount, ROUNDED)
        if not layer.is_whole or read.is_integer():
            yield {
                "filter": filter_,
                "channel": channel,
                "row": row,
                "col": col,
                "value": value,
                "read": read,
            }


def weight_misread(
    layer: SolvedLayer, filter: int, channel: int, row: int, col: int, value: float, read: float
) -> Made:
    """One weight is another number in all windows."""
    weight = np.array(layer.weight)
    weight[filter, channel, row, col] += read - value
    return layer.changed(weight=weight)


@of_its_shape
def solve_weights(layer: SolvedLayer, typed: Array) -> Choices:
    """The two weights of one slice that could have been taken for each other, in one filter."""
    off = _off(layer, typed)
    filter_ = _only_wrong(off)
    if filter_ is None or layer.weight[0].size > MOST_EXCHANGED:
        return
    is_known = ~np.isnan(typed[filter_].ravel())
    patches = layer.patches[filter_ // layer.filters_per_group][:, is_known]
    slices, far = layer.weight[filter_], off[filter_].ravel()[is_known]
    least, area = NEARLY * abs(far).max(initial=0.0), slices[0].size
    found = [
        (channel, first, second)
        for channel, kernel in enumerate(slices.reshape(len(slices), -1))
        for first, second in combinations(range(area), 2)
        if kernel[first] != kernel[second]
        and (
            abs(
                (kernel[second] - kernel[first])
                * (patches[channel * area + first] - patches[channel * area + second])
                - far
            )
            <= least
        ).all()
    ]
    for channel, *both in found if len(found) <= MOST_SOLVED else ():
        first, second = (tuple(map(int, np.unravel_index(at, slices.shape[1:]))) for at in both)
        yield {"filter": filter_, "channel": channel, "first": first, "second": second}


def weights_exchanged(
    layer: SolvedLayer, filter: int, channel: int, first: tuple[int, int], second: tuple[int, int]
) -> Made:
    """Two weights of one slice stand in each other's place in all windows."""
    weight = np.array(layer.weight)
    one = weight[filter, channel]
    one[first], one[second] = one[second], one[first]
    return layer.changed(weight=weight)


@of_its_shape
def solve_pixel(layer: SolvedLayer, typed: Array) -> Choices:
    """The inputs that could have been misread, and what was read.

    None where more than three would do, as where the windows read one row of a border again and again, or
    where it is seen by fewer than three cells.
    """
    yield from solve_seen(layer, layer, typed)


def solve_seen(
    layer: SolvedLayer, seen: SolvedLayer, typed: Array, numbered: SolvedLayer | None = None
) -> Choices:
    """The inputs of a layer that could have been misread before another mistake was made.

    Parameters
    ----------
    layer : SolvedLayer
    seen : SolvedLayer
        What the other mistake makes of the layer.
    typed : ndarray
    numbered : SolvedLayer, optional
        What it makes of the layer with `numbered_inputs`: it may copy an input, and move it.
    """
    off = _off(seen, typed).ravel()
    if layer.x.size > MOST_TAPS or layer.x.size * off.size > MOST_INFLUENCES or not off.any():
        return
    found = _solved(influences(layer, numbered), off, ~np.isnan(typed.ravel()))
    for at, amount in found if len(found) <= MOST_SOLVED else ():
        channel, row, col = map(int, np.unravel_index(at, layer.x.shape))
        value = float(layer.x[channel, row, col])
        read = round(value + amount, ROUNDED)
        if not layer.is_whole or read.is_integer():
            yield {"channel": channel, "row": row, "col": col, "value": value, "read": read}


def pixel_misread(layer: SolvedLayer, channel: int, row: int, col: int, value: float, read: float) -> Made:
    """One input is another number in all windows that see it."""
    x = np.array(layer.x)
    x[channel, row, col] += read - value
    return layer.changed(x=x)


def _off(layer: SolvedLayer, typed: Array) -> Array:
    """How far each number is from the right one; 0 where it is right or open."""
    fine = layer.alike(layer.answer, typed) | np.isnan(typed)
    return np.where(fine, 0.0, typed - layer.answer)


def _only_wrong(off: Array) -> int | None:
    """The one filter whose map is off; None where there are more, or none."""
    wrong = np.flatnonzero((off != 0).any(axis=(1, 2)))
    return int(wrong[0]) if len(wrong) == 1 else None


def _solved(parts: Array, off: Array, is_known: NDArray[np.bool_]) -> list[tuple[int, float]]:
    """The rows of `parts` of which one multiple is `off`, and that multiple."""
    parts, off = parts[:, is_known], off[is_known]
    told = (parts != 0).sum(1) >= LEAST_TOLD
    squares = (parts * parts).sum(1)
    amounts = np.divide(parts @ off, squares, out=np.zeros(len(parts)), where=squares > 0)
    # What one number changes is nearly all of the difference: exact equality is looked at afterwards.
    rest = abs(off - amounts[:, None] * parts).max(1, initial=0.0)
    fits = told & (amounts != 0) & (rest <= NEARLY * abs(off).max(initial=0.0))
    return [(int(at), float(amounts[at])) for at in np.flatnonzero(fits)]


def numbered_inputs(layer: SolvedLayer) -> Array:
    """Number the inputs from 2 on: 0 and 1 are what a border may be filled with."""
    return np.arange(2.0, layer.x.size + 2).reshape(layer.x.shape)


def influences(layer: SolvedLayer, numbered: SolvedLayer | None = None) -> Array:
    """By how much each output grows when an input grows by 1; shape (inputs, outputs).

    Parameters
    ----------
    layer : SolvedLayer
    numbered : SolvedLayer, optional
        What was computed with `numbered_inputs`, where it is another layer.
    """
    numbered = numbered or layer.changed(x=numbered_inputs(layer))
    assert numbered is not None
    pixels, windows = numbered.patches.astype(int), numbered.patches.shape[-1]
    places = pixels * windows + np.arange(windows)
    size = (layer.x.size + 2) * windows
    each = [
        np.bincount(
            places[n // numbered.filters_per_group].ravel(),
            np.repeat(numbered.weight[n].ravel(), windows),
            minlength=size,
        ).reshape(-1, windows)[2:]
        for n in range(numbered.out_channels)
    ]
    return np.asarray(np.stack(each, 1).reshape(layer.x.size, -1), dtype=np.float64)
