"""A layer read backwards: what an input cell feeds, and what a weight multiplies."""

from dsviz.conv.layer import Layer
from dsviz.conv.trace import check_place

Cell = tuple[int, int, int]


def outputs_fed_by(layer: Layer, in_channel: int, row: int, col: int) -> list[Cell]:
    """List every output cell that an input cell has a part in, through its copies in the padding too.

    Parameters
    ----------
    layer : Layer
        Of one picture.
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
    >>> layer = Layer([[[1, 2, 3]]], [[[[1, 1]]]])
    >>> outputs_fed_by(layer, 0, 0, 1)
    [(0, 0, 0), (0, 0, 1)]
    """
    check_place("input", (in_channel, row, col), layer.x.shape)
    rows, columns = (_places_reading(layer, axis, at) for axis, at in enumerate((row, col)))
    return [(n, i, j) for n in layer.filters_reading(in_channel) for i in rows for j in columns]


def _places_reading(layer: Layer, axis: int, position: int) -> list[int]:
    sources, (before, _) = layer.sources[axis], layer.pads[axis]
    return [
        place
        for place in range(layer.output_size[axis])
        if any(
            sources[layer.cell_under(axis, place, tap) + before] == position
            for tap in range(layer.kernel[axis])
        )
    ]


def inputs_multiplied_by(
    layer: Layer, out_channel: int, kernel_channel: int, kernel_row: int, kernel_col: int
) -> list[Cell]:
    """List every input cell that a weight multiplies, one for each output place.

    Parameters
    ----------
    layer : Layer
        Of one picture.
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
    >>> layer = Layer([[[1, 2, 3]]], [[[[1, 1]]]])
    >>> inputs_multiplied_by(layer, 0, 0, 0, 1)
    [(0, 0, 1), (0, 0, 2)]
    """
    tap = (out_channel, kernel_channel, kernel_row, kernel_col)
    check_place("weight", tap, layer.weight.shape)
    height, width = layer.output_size
    channel = layer.first_channel(out_channel) + kernel_channel
    rows = [layer.cell_under(0, i, kernel_row) for i in range(height)]
    columns = [layer.cell_under(1, j, kernel_col) for j in range(width)]
    return [(channel, i, j) for i in rows for j in columns]
