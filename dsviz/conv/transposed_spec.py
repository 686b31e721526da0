"""A transposed layer's settings, checked once and then trusted."""

from dataclasses import dataclass
from typing import Any

from dsviz.conv.errors import ConvError, shown
from dsviz.conv.geometry import kernel_reach
from dsviz.conv.numbers import Pair, pair, whole_number
from dsviz.conv.spec import ConvSpec, Pads


@dataclass(frozen=True, init=False)
class TransposedSpec:
    """The settings of a transposed convolution, named as in PyTorch.

    Parameters
    ----------
    stride, dilation : int or (h, w)
        At least 1. The stride lies between the stamps of neighbouring input cells.
    padding : int, (h, w), ((top, bottom), (left, right)) or "valid"
        Rows and columns that are taken away from the output.
    output_padding : int or (h, w)
        Rows at the bottom and columns on the right that the output has besides. They are computed like all
        others. Smaller than the stride or the dilation.
    groups : int
        At least 1.

    Attributes
    ----------
    stride, dilation, output_padding : (h, w)
    padding : ((top, bottom), (left, right))

    Raises
    ------
    ConvError
        The rules of `dsviz.ConvSpec`, ``output-padding-small`` and ``transposed-padding-form``.

    Examples
    --------
    >>> TransposedSpec(stride=2, padding=1, output_padding=1).output_size((2, 2), (3, 3))
    (4, 4)
    """

    stride: Pair
    padding: Pads
    output_padding: Pair
    dilation: Pair
    groups: int

    def __init__(
        self, stride: Any = 1, padding: Any = 0, output_padding: Any = 0, dilation: Any = 1, groups: Any = 1
    ) -> None:
        plain = _without_same(stride, padding, dilation, groups)
        # The dataclass is frozen, so its own fields are set past its __setattr__.
        for name in ("stride", "padding", "dilation", "groups"):
            object.__setattr__(self, name, getattr(plain, name))
        object.__setattr__(self, "output_padding", _output_padding(output_padding, plain))

    @property
    def keywords(self) -> dict[str, Any]:
        """The settings as the keywords of `dsviz.convolve_transposed`."""
        names = ("stride", "padding", "output_padding", "dilation", "groups")
        return {name: getattr(self, name) for name in names}

    def canvas_size(self, size: Pair, kernel: Pair) -> Pair:
        """Find the size of all that the stamps cover, output_padding included, before padding takes away.

        Examples
        --------
        >>> TransposedSpec(stride=2, padding=1).canvas_size((2, 2), (3, 3))
        (5, 5)
        """
        high, wide = (
            (n - 1) * stride + kernel_reach(taps, dilation) + extra
            for n, taps, stride, dilation, extra in zip(
                size, kernel, self.stride, self.dilation, self.output_padding, strict=True
            )
        )
        return high, wide

    def output_size(self, size: Pair, kernel: Pair) -> Pair:
        """Find the output size of an input of this size.

        Parameters
        ----------
        size, kernel : (h, w)

        Returns
        -------
        (h, w)
            (n - 1) · stride - padding on both sides + dilation · (kernel - 1) + output_padding + 1

        Raises
        ------
        ConvError
            Rule ``transposed-output-left``.
        """
        for length, both in zip(self.canvas_size(size, kernel), self.padding, strict=True):
            if sum(both) >= length:
                raise ConvError("transposed-output-left", got=sum(both), length=length, most=length - 1)
        (top, bottom), (left, right) = self.padding
        high, wide = self.canvas_size(size, kernel)
        return high - top - bottom, wide - left - right


def _without_same(stride: Any, padding: Any, dilation: Any, groups: Any) -> ConvSpec:
    """Check the settings that both kinds of layer have; padding means something else here."""
    try:
        plain = ConvSpec(stride, padding, dilation, groups)
    except ConvError as error:
        if error.rule not in ("padding-form", "padding-negative"):
            raise
        raise ConvError("transposed-padding-form", got=shown(padding)) from None
    if plain.padding == "same":
        raise ConvError("transposed-padding-form", got=shown(padding))
    return plain


def _output_padding(value: Any, plain: ConvSpec) -> Pair:
    both = pair("output_padding", value)
    for got, stride, dilation in zip(both, plain.stride, plain.dilation, strict=True):
        most = max(stride, dilation) - 1
        if whole_number("output_padding", got) > most:
            raise ConvError("output-padding-small", got=got, stride=stride, dilation=dilation, most=most)
    return both
