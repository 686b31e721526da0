"""A layer's settings, checked once and then trusted."""

from dataclasses import dataclass
from typing import Any, Literal

from dsviz.content import Listed
from dsviz.conv.errors import ConvError, shown
from dsviz.conv.geometry import output_size, same_padding
from dsviz.conv.numbers import LARGEST_SETTING, Pair, is_sequence_of, pair, whole_number

__all__ = ["PADDING_MODES", "ConvError", "ConvSpec", "Pads"]

Pads = tuple[Pair, Pair]

PADDING_MODES = ("zeros", "reflect", "replicate", "circular")
# What other libraries call them.
_SYMMETRIC = ("symm", "symmetric", "border_reflect")
_ELSEWHERE = {
    **dict.fromkeys(("constant", "fill", "zero", "none", "grid_constant"), "zeros"),
    **{mode: mode for mode in PADDING_MODES},
    **dict.fromkeys(("edge", "nearest"), "replicate"),
    **dict.fromkeys(("wrap", "grid_wrap", "periodic"), "circular"),
    **dict.fromkeys(("mirror", "reflect_101", "reflect101", "default"), "reflect"),
}


@dataclass(frozen=True, init=False)
class ConvSpec:
    """The settings of a convolution layer, named as in PyTorch.

    Parameters
    ----------
    stride, dilation : int or (h, w)
        At least 1.
    padding : int, (h, w), (top, bottom, left, right), ((top, bottom), (left, right)), "valid" or "same"
        "same" is TensorFlow's rule at every stride: see `dsviz.conv.geometry.same_padding`.
    groups : int
        At least 1. Must divide the input and the output channels of the tensors it meets.
    padding_mode : {"zeros", "reflect", "replicate", "circular"}
        What a padded cell holds.

    Attributes
    ----------
    stride, dilation : (h, w)
    padding : ((top, bottom), (left, right)) or "same"

    Raises
    ------
    ConvError
        Rules ``whole-number``, ``range``, ``pair``, ``padding-form`` and ``padding-mode-known``.

    Examples
    --------
    >>> ConvSpec(padding=(0, 1, 2, 3)).padding  # top, bottom, left, right
    ((0, 1), (2, 3))
    >>> spec = ConvSpec(stride=2, padding="same")
    >>> spec.stride, spec.pads(size=(4, 5), kernel=(3, 3)), spec.output_size((4, 5), (3, 3))
    ((2, 2), ((0, 1), (1, 1)), (2, 3))
    """

    stride: Pair
    padding: Pads | Literal["same"]
    dilation: Pair
    groups: int
    padding_mode: str

    def __init__(
        self,
        stride: Any = 1,
        padding: Any = 0,
        dilation: Any = 1,
        groups: Any = 1,
        padding_mode: str = "zeros",
    ) -> None:
        if not isinstance(padding_mode, str) or padding_mode not in PADDING_MODES:
            raise _unknown_mode(padding_mode)
        # The dataclass is frozen, so its own fields are set past its __setattr__.
        object.__setattr__(self, "stride", pair("stride", stride, least=1))
        object.__setattr__(self, "padding", _padding(padding))
        object.__setattr__(self, "dilation", pair("dilation", dilation, least=1))
        object.__setattr__(self, "groups", whole_number("groups", groups, least=1))
        object.__setattr__(self, "padding_mode", padding_mode)

    @property
    def keywords(self) -> dict[str, Any]:
        """The settings as the keywords of `dsviz.convolve` and `dsviz.trace`."""
        names = ("stride", "padding", "dilation", "groups", "padding_mode")
        return {name: getattr(self, name) for name in names}

    def pads(self, size: Pair, kernel: Pair) -> Pads:
        """Find the padding of an input of this size.

        Parameters
        ----------
        size, kernel : (h, w)

        Returns
        -------
        ((top, bottom), (left, right))

        Raises
        ------
        ConvError
            Rules ``reflect-pad-fits`` and ``circular-pad-fits``.
        """
        if self.padding == "same":
            rows, columns = (
                same_padding(*axis) for axis in zip(size, kernel, self.stride, self.dilation, strict=True)
            )
        else:
            rows, columns = self.padding
        for n, both in zip(size, (rows, columns), strict=True):
            _check_mode(self.padding_mode, n, max(both))
        return rows, columns

    def output_size(self, size: Pair, kernel: Pair) -> Pair:
        """Find the output size of an input of this size.

        Parameters
        ----------
        size, kernel : (h, w)

        Returns
        -------
        (h, w)

        Raises
        ------
        ConvError
            Rules ``kernel-reach-fits`` and ``range``, and those of `pads`.
        """
        totals = [sum(both) for both in self.pads(size, kernel)]
        if max(totals) > LARGEST_SETTING:
            name = "padding, both sides together,"
            raise ConvError("range", name=name, least=0, most=LARGEST_SETTING, got=max(totals))
        height, width = (
            output_size(*axis) for axis in zip(size, kernel, self.stride, totals, self.dilation, strict=True)
        )
        return height, width


def _padding(value: Any) -> Pads | Literal["same"]:
    if isinstance(value, str):
        word = value.lower()
        if word == "same":
            return "same"
        if word == "valid":
            return (0, 0), (0, 0)
        raise ConvError("padding-form", got=shown(value))
    try:
        if is_sequence_of(value, 2) and all(is_sequence_of(both, 2) for both in value):
            rows, columns = value
            return pair("padding", rows), pair("padding", columns)
        if is_sequence_of(value, 4):
            return pair("padding", value[:2]), pair("padding", value[2:])
        height, width = pair("padding", value)
    except ConvError as error:
        if error.rule == "range" and str(error.values["got"]).startswith("-"):
            raise ConvError("padding-negative", **error.values) from None
        if error.rule == "range":
            raise
        raise ConvError("padding-form", got=shown(value)) from None
    return (height, height), (width, width)


def _unknown_mode(mode: object) -> ConvError:
    """Make the refusal of a padding mode: by its name elsewhere, where it has one here."""
    known = Listed(PADDING_MODES)
    word = mode.lower().replace("-", "_") if isinstance(mode, str) else ""
    if word not in _SYMMETRIC:
        word = word.removeprefix("border_")
    if word in _SYMMETRIC:
        return ConvError("padding-mode-symmetric", known=known, got=shown(mode))
    if word in _ELSEWHERE:
        return ConvError("padding-mode-named", known=known, got=shown(mode), instead=_ELSEWHERE[word])
    return ConvError("padding-mode-known", known=known, got=shown(mode))


def _check_mode(mode: str, size: int, pad: int) -> None:
    # A mirror that leaves the edge out has size - 1 cells to give; a ring has all of them.
    if mode == "reflect" and pad >= size:
        raise ConvError("reflect-pad-fits", pad=pad, size=size)
    if mode == "circular" and pad > size:
        raise ConvError("circular-pad-fits", pad=pad, size=size)
