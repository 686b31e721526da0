"""A layer read backwards: what an input cell feeds, and what a weight multiplies."""

import numpy as np

from dsviz.conv.trace import Trace, check_place

Cell = tuple[int, int, int]


def outputs_fed_by(steps: Trace, in_channel: int, row: int, col: int) -> list[Cell]:
    """List every output cell that an input cell has a part in, through its copies in the padding too.

    Parameters
    ----------
    steps : Trace
    in_channel, row, col : int
        A cell of the input, without its padding.

    Returns
    -------
    list of (out_channel, row, col)
        In the order of the steps, each once.

    Raises
    ------
    IndexError
        Where the input has no such cell.

    Examples
    --------
    >>> from dsviz.conv.trace import trace
    >>> steps = trace([[[1, 2, 3]]], [[[[1, 1]]]], backend="numpy")
    >>> outputs_fed_by(steps, 0, 0, 1)
    [(0, 0, 0), (0, 0, 1)]
    """
    check_place("input", (in_channel, row, col), steps.x.shape)
    rows, columns = (_places_reading(steps, axis, at) for axis, at in enumerate((row, col)))
    slices = steps.weight.shape[1]
    filters_per_group = len(steps.weight) // steps.spec.groups
    first = in_channel // slices * filters_per_group
    filters = range(first, first + filters_per_group)
    return [(n, i, j) for n in filters for i in rows for j in columns]


def _places_reading(steps: Trace, axis: int, position: int) -> list[int]:
    stride, dilation = steps.spec.stride[axis], steps.spec.dilation[axis]
    sources = steps.sources[axis]
    taps = np.arange(steps.kernel[axis]) * dilation
    return [
        place
        for place in range(steps.output.shape[1 + axis])
        if (sources[place * stride + taps] == position).any()
    ]


def inputs_multiplied_by(
    steps: Trace, out_channel: int, kernel_channel: int, kernel_row: int, kernel_col: int
) -> list[Cell]:
    """List every input cell that a weight multiplies, one for each output place.

    Parameters
    ----------
    steps : Trace
    out_channel, kernel_channel, kernel_row, kernel_col : int
        A number of the weight, as it is indexed: `kernel_channel` counts the slices of the filter.

    Returns
    -------
    list of (in_channel, row, col)
        In the order of the steps. `in_channel` counts all input channels; row and column count from the
        unpadded corner, so that -1 lies in the padding.

    Raises
    ------
    IndexError
        Where the weight has no such number.

    Examples
    --------
    >>> from dsviz.conv.trace import trace
    >>> steps = trace([[[1, 2, 3]]], [[[[1, 1]]]], backend="numpy")
    >>> inputs_multiplied_by(steps, 0, 0, 0, 1)
    [(0, 0, 1), (0, 0, 2)]
    """
    tap = (out_channel, kernel_channel, kernel_row, kernel_col)
    check_place("weight", tap, steps.weight.shape)
    _, slices, *_ = steps.weight.shape
    group = out_channel // (len(steps.weight) // steps.spec.groups)
    _, height, width = steps.output.shape
    (top, _), (left, _) = steps.pads
    rows = [i * steps.spec.stride[0] + kernel_row * steps.spec.dilation[0] - top for i in range(height)]
    columns = [j * steps.spec.stride[1] + kernel_col * steps.spec.dilation[1] - left for j in range(width)]
    return [(group * slices + kernel_channel, i, j) for i in rows for j in columns]
