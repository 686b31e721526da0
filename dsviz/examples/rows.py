"""Layers of one dimension with small whole numbers, and one window of a layer of three."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from dsviz.conv.layer import Layer
from dsviz.examples.example import Example


@dataclass(frozen=True, eq=False)
class Row:
    """An input of one dimension and a kernel with taps to choose from.

    Attributes
    ----------
    x : list
        Shape (C, L).
    taps : list
        Shape (N, C / groups, 5); a kernel of k taps is the first k of each.
    kernel, dilation : int
    padding : {"valid", "same", "causal"}
    groups : int
    """

    x: list[list[int]]
    taps: list[list[list[int]]]
    kernel: int = 3
    dilation: int = 1
    padding: str = "valid"
    groups: int = 1

    def weight(self, kernel: int) -> list[list[list[int]]]:
        """Return the weight of a kernel of so many taps, shape (N, C / groups, kernel)."""
        return [[slice_[:kernel] for slice_ in filter_] for filter_ in self.taps]

    def layer(
        self, kernel: int | None = None, dilation: int | None = None, padding: str | None = None
    ) -> Layer:
        """Make the layer, with other settings where they are given.

        Raises
        ------
        ConvError
            Rule ``kernel-reach-fits``.
        """
        settings: dict[str, Any] = {
            "dilation": dilation or self.dilation,
            "padding": padding or self.padding,
            "groups": self.groups,
        }
        return Layer.from_tensors(self.x, self.weight(kernel or self.kernel), **settings)


MOST_TAPS = 5
# Powers of ten: each digit of an output tells which input number it is from.
_POWERS = [[[1, 10, 100, 1000, 10000]]]
_COUNTING = [[1, 2, 3, 4, 5]]

ROWS: dict[str, Row] = {
    "valid": Row(_COUNTING, _POWERS),
    "causal": Row(_COUNTING, _POWERS, padding="causal"),
    "dilated": Row(_COUNTING, _POWERS, dilation=2, padding="causal"),
    "channels": Row(
        [[1, 2, 3, 4, 5], [6, 7, 8, 9, 10]],
        [[[1, 0, -1, 2, 1], [2, 1, 0, -1, 1]], [[0, 1, 1, -2, 0], [1, -1, 0, 1, 2]]],
    ),
    "mamba": Row(
        [[1, 2, 0, 3, 1, 2], [0, 1, 3, 1, 2, 0], [2, 0, 1, 1, 0, 3]],
        [[[1, 0, 2, 1, 1]], [[-1, 1, 0, 2, 1]], [[0, 1, -1, 3, 1]]],
        kernel=4,
        padding="causal",
        groups=3,
    ),
}


def row_example(name: str) -> Example:
    """Return a row as an example, under its name.

    Examples
    --------
    >>> row_example("causal").layer.output_shape
    (1, 1, 5)
    """
    return Example(name, "one_dimension", "", ROWS[name].layer(), own=True)


# One window of a layer of three dimensions: x is 0 to 26 as 3x3x3, the kernel 0 to 7 as 2x2x2.
VOLUME = [[[9 * d + 3 * r + c for c in range(3)] for r in range(3)] for d in range(3)]
CUBE = [[[4 * d + 2 * r + c for c in range(2)] for r in range(2)] for d in range(2)]
