"""Mistakes with the order in which numbers are read or written down."""

from __future__ import annotations

import numpy as np

from dsviz.check.mistake import Choices, Made
from dsviz.check.solved_layer import Array, SolvedLayer


def answer_transposed(layer: SolvedLayer) -> Made:
    """The right numbers, written down column by column."""
    return layer.answer.swapaxes(-1, -2)


def input_transposed(layer: SolvedLayer) -> Made:
    """The input's rows are read as its columns."""
    return layer.changed(x=layer.x.swapaxes(-1, -2))


def input_signs_lost(layer: SolvedLayer) -> Made:
    """Every input is read without its minus sign."""
    return layer.changed(x=abs(layer.x))


def channels_last(layer: SolvedLayer) -> Made:
    """The right numbers, laid out (height, width, channel)."""
    return np.moveaxis(layer.answer, 0, -1)


def copied_choices(layer: SolvedLayer) -> Choices:
    """All channels, or the first ones."""
    return ({"channels": count} for count in range(layer.in_channels, 0, -1))


def input_copied(layer: SolvedLayer, channels: int) -> Made:
    """The input's numbers as they are: nothing was convolved."""
    return layer.x[:channels]


def turned_choices(layer: SolvedLayer) -> Choices:
    """Turned by 180 degrees, or mirrored one way or the other; a single row or column is only turned."""
    ways = ("turned", "upside-down", "left-right") if min(layer.output_size) > 1 else ("turned",)
    return ({"turn": turn} for turn in ways)


def answer_turned(layer: SolvedLayer, turn: str) -> Made:
    """The right numbers, with the rows, the columns or both in reverse."""
    axes = {"turned": (-2, -1), "upside-down": (-2,), "left-right": (-1,)}[turn]
    return np.flip(layer.answer, axes)


def line_shifts(layer: SolvedLayer) -> Choices:
    """Rows one lower or higher, columns one to the right or left; two of them are only exchanged."""
    sides = (("rows", layer.output_size[0]), ("columns", layer.output_size[1]))
    return ({"axis": axis, "by": by} for axis, count in sides if count > 2 for by in (1, -1))


def lines_shifted(layer: SolvedLayer, axis: str, by: int) -> Made:
    """The right numbers, every row or column one place on, and the one that falls out at the other end."""
    return np.roll(layer.answer, by, axis=-2 if axis == "rows" else -1)


def reshape_choices(layer: SolvedLayer) -> Choices:
    """Which tensor was reshaped, and which order of axes its numbers came in, or were taken to have."""
    if layer.in_channels > 1:
        yield {"tensor": "x", "axes": (1, 2, 0), "way": "from"}
        yield {"tensor": "x", "axes": (1, 2, 0), "way": "to"}
    if layer.weight.shape[:2] != (1, 1):
        orders = ((2, 3, 1, 0), (0, 2, 3, 1))
        yield from (
            {"tensor": "weight", "axes": axes, "way": way} for axes in orders for way in ("from", "to")
        )
    if layer.out_channels > 1:
        # As many maps as rows and columns: what is not reshaped then is laid out with the channels last.
        if len(set(layer.output_shape)) > 1:
            yield {"tensor": "answer", "axes": (1, 2, 0), "way": "from"}
        yield {"tensor": "answer", "axes": (1, 2, 0), "way": "to"}


def reshaped_not_transposed(layer: SolvedLayer, tensor: str, axes: tuple[int, ...], way: str) -> Made:
    """Numbers in another order of axes were only given the new shape."""
    if tensor == "answer":
        return _reshaped(layer.answer, axes, way)
    return layer.changed(**{tensor: _reshaped(getattr(layer, tensor), axes, way)})


def _reshaped(array: Array, axes: tuple[int, ...], way: str) -> Array:
    """The numbers written in the other order and read in ours, or written in ours and read in the other."""
    if way == "from":
        return array.transpose(axes).reshape(array.shape)
    other = [array.shape[axis] for axis in axes]
    return array.reshape(other).transpose(np.argsort(axes))
