"""What a trace is made of: one output number each, with every product that made it."""

from __future__ import annotations

from dataclasses import dataclass

#: A number of a tensor: the tensor's name and the number's index; None for a zero of the padding.
Factor = tuple[str, tuple[int, ...]] | None


@dataclass(frozen=True, slots=True)
class Tap:
    """One multiplication: an input cell under the window times the weight that lies on it.

    Attributes
    ----------
    in_channel, in_row, in_col : int
        The cell, counted from the unpadded corner: -1 lies in the padding.
    source_row, source_col : int or None
        Where the cell's value comes from; None in zero padding.
    out_channel, kernel_channel, kernel_row, kernel_col : int
        The weight, as it is indexed: `kernel_channel` counts the slices of the filter.
    x, weight, product : float
    is_padding : bool
    """

    in_channel: int
    in_row: int
    in_col: int
    source_row: int | None
    source_col: int | None
    out_channel: int
    kernel_channel: int
    kernel_row: int
    kernel_col: int
    x: float
    weight: float
    product: float
    is_padding: bool

    @property
    def factors(self) -> tuple[Factor, Factor]:
        """The two numbers that are multiplied, each as tensor and index.

        Examples
        --------
        >>> from dsviz.conv.trace import trace
        >>> trace([[[1, 2]]], [[[[3]]]], backend="numpy")[1].taps[0].factors
        (('x', (0, 0, 1)), ('weight', (0, 0, 0, 0)))
        """
        weight = self.out_channel, self.kernel_channel, self.kernel_row, self.kernel_col
        if self.source_row is None or self.source_col is None:
            return None, ("weight", weight)
        return ("x", (self.in_channel, self.source_row, self.source_col)), ("weight", weight)


@dataclass(frozen=True, slots=True)
class Step:
    """One output number and how it came about.

    Attributes
    ----------
    out_channel, row, col : int
    taps : tuple of Tap
        Channel by channel, then kernel row by row.
    channel_sums : tuple of float
        The products of each input channel of the group, added up, in channel order.
    bias : float or None
        None where the layer has none.
    result : float
        The backend's number for this place.
    """

    out_channel: int
    row: int
    col: int
    taps: tuple[Tap, ...]
    channel_sums: tuple[float, ...]
    bias: float | None
    result: float
