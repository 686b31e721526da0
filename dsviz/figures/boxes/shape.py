"""What a drawing of boxes is made of: a convolution as sizes, without any number in it."""

from __future__ import annotations

from dataclasses import dataclass

from dsviz.conv.geometry import kernel_reach
from dsviz.conv.layer import Layer
from dsviz.conv.numbers import Pair
from dsviz.conv.spec import ConvSpec, Pads
from dsviz.conv.tensors import check_fit

Shape = tuple[int, int, int]
AS_USUAL = ConvSpec()


@dataclass(frozen=True)
class LayerShape:
    """One convolution as sizes: what goes in, the filters, what comes out.

    Attributes
    ----------
    shape : (C, H, W)
        Of the input.
    filters : int
        N, the channels that come out.
    kernel : (kh, kw)
    spec : ConvSpec
    then : tuple of str
        What follows on the output, such as ``("BN", "ReLU")``.
    full : (C, N), optional
        The channels before a width multiplier took some away; they are drawn as an empty outline.

    Raises
    ------
    ConvError
        The rules of `dsviz.conv.tensors.check_fit`.

    Examples
    --------
    >>> layer = LayerShape((3, 224, 224), 3, spec=ConvSpec(stride=2, padding=1, groups=3))
    >>> layer.out_shape, layer.lanes, layer.slices
    ((3, 112, 112), 3, 1)
    """

    shape: Shape
    filters: int
    kernel: Pair = (3, 3)
    spec: ConvSpec = AS_USUAL
    then: tuple[str, ...] = ()
    full: Pair | None = None

    def __post_init__(self) -> None:
        check_fit(self.shape, (self.filters, self.slices, *self.kernel), self.spec)

    @classmethod
    def of(cls, layer: Layer) -> LayerShape:
        """Return the sizes of a layer with its tensors."""
        return cls((layer.in_channels, *layer.size), layer.out_channels, layer.kernel, layer.spec)

    @property
    def lanes(self) -> int:
        """The parts of the input that never meet: the groups."""
        return self.spec.groups

    @property
    def slices(self) -> int:
        """Channels that one filter reads: C / groups."""
        return self.shape[0] // self.lanes

    @property
    def filters_per_lane(self) -> int:
        """Filters on each group: N / groups."""
        return self.filters // self.lanes

    @property
    def colours(self) -> tuple[int, ...]:
        """The colour of each map that it makes: of its lane, where it has several; else of its filter.

        >>> LayerShape((2, 5, 5), 4, spec=ConvSpec(groups=2)).colours, LayerShape((2, 5, 5), 3).colours
        ((0, 0, 1, 1), (0, 1, 2))
        """
        return tuple(at // self.filters_per_lane if self.lanes > 1 else at for at in range(self.filters))

    @property
    def pads(self) -> Pads:
        """The padding ((top, bottom), (left, right))."""
        return self.spec.pads(self.shape[1:], self.kernel)

    @property
    def out_shape(self) -> Shape:
        """(N, Ho, Wo)."""
        return self.filters, *self.spec.output_size(self.shape[1:], self.kernel)

    @property
    def window(self) -> Pair:
        """Height and width of the window in input cells, gaps of a dilation included."""
        rows, columns = (kernel_reach(k, d) for k, d in zip(self.kernel, self.spec.dilation, strict=True))
        return rows, columns

    @property
    def places(self) -> tuple[Pair, ...]:
        """A few places of the window, as (row, column) of the output: along the first row, then the last.

        Examples
        --------
        >>> LayerShape((1, 5, 5), 1).places
        ((0, 0), (0, 1), (0, 2), (2, 0), (2, 1), (2, 2))
        """
        _, height, width = self.out_shape
        columns = sorted({0, (width - 1) // 2, width - 1})
        return tuple((row, column) for row in sorted({0, height - 1}) for column in columns)


def times(*sides: int) -> str:
    """Write sides as a size.

    >>> times(3, 5, 5)
    '3×5×5'
    """
    return "×".join(f"{side}" for side in sides)
