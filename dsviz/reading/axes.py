"""What the axes of a typed tensor mean: the layouts its shape allows, and which of them fits the layer."""

from collections.abc import Iterator
from dataclasses import dataclass
from math import prod
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from dsviz.content import Words
from dsviz.reading.errors import ReadError
from dsviz.reading.frames import Shape
from dsviz.reading.orders import TO_OURS, order_of
from dsviz.reading.telling import SILENT, Telling

Array = NDArray[np.float64]
Role = Literal["input", "kernel", "bias", "output"]

ROLES: tuple[Role, ...] = ("input", "kernel", "bias", "output")
# Height and width before channels: TensorFlow's and Keras's way.
CHANNELS_LAST = ("NHWC", "HWC", "NWC", "WC", "HWIO", "HWCM", "HWI", "OHWI", "IHWO", "WIO", "WCM")
ROWS = ("NCW", "NWC")  # batches of rows
OF_CHANNELS = ("HWCM", "HWC", "WCM")  # depthwise kernels, which say themselves how many channels they are for
# One axis of space: a layer over a row.
IN_LINE = ("W", "CW", "WC", "NCW", "NWC", "OIW", "WIO", "WCM")


@dataclass(frozen=True)
class Known:
    """What is known of a layer while one of its tensors is read.

    Attributes
    ----------
    x : (C, H, W) or None
    weight : (N, C / groups, kh, kw) or None
    output : (N, Ho, Wo) or None
    groups : int or None
    channels : int or None
        The channels that a map must have.
    filters : int or None
        The filters that a kernel must have: as many as the bias has numbers.
    """

    x: Shape | None = None
    weight: Shape | None = None
    output: Shape | None = None
    groups: int | None = None
    channels: int | None = None
    filters: int | None = None


@dataclass(frozen=True, eq=False)
class Option:
    """A tensor taken in one layout.

    Attributes
    ----------
    layout : str
        The axes as typed: N (batch), C, H, W, O (filters), I (channels a filter reads), M (depth multiplier).
    array : ndarray of float64
        In this project's layout: (C, H, W), OIHW, (N,) or (N, Ho, Wo).
    fits : bool
        It agrees with everything known.
    groups : int or None
        For a kernel: the groups that it needs with the known input channels; None where none will do.
    form : str
        How the text was taken where there is doubt, such as "rows" or "decimals"; else "".
    typed_shape : tuple of int
        The shape of the numbers as they were taken; () for that of the whole reading.
    """

    layout: str
    array: Array
    fits: bool
    groups: int | None = None
    form: str = ""
    typed_shape: Shape = ()

    @property
    def name(self) -> str:
        """What tells it from the other options: the layout, and the form where there is doubt."""
        return f"{self.form}:{self.layout}" if self.form else self.layout

    @property
    def shape(self) -> Shape:
        """The shape it gives."""
        return self.array.shape


def options(
    typed: Array, role: Role, known: Known, telling: Telling = SILENT, picture: int = 0
) -> tuple[Option, ...]:
    """List the layouts in which a tensor can be taken, the likeliest first.

    What is known decides first; then the order that the text names or shows; then whose words stand around
    the numbers; then PyTorch's order, but that a picture's last axis, if shorter than both, is its channels.

    Parameters
    ----------
    typed : ndarray, as typed
    role : {"input", "kernel", "bias", "output"}
    known : Known
    telling : Telling
    picture : int
        Which picture of a batch is taken.

    Returns
    -------
    tuple of Option
        At least one; no two hold the same tensor.

    Raises
    ------
    ReadError
        Rules ``axes``, ``picture-known``, ``number-alone`` and ``bias-axes``.

    Examples
    --------
    >>> [option.layout for option in options(np.zeros((1, 3, 3, 2)), "input", Known())]
    ['NHWC', 'NCHW']
    >>> options(np.array([[[[1.0, 2.0, 1.0]]]]), "kernel", Known(x=(1, 5, 5)))[0].layout
    'OIHW'
    """
    if role == "bias":
        return (_bias(typed, known),)
    found = [*_shaped(typed, role, picture, telling.in_line), *_flat(typed, role, known)]
    in_line = telling.in_line or _is_in_line(typed, role, known)
    # Rows that stand apart may be channels of one row each.
    may = {"WC": in_line, "CW": in_line or telling.apart, "IW": telling.apart, "WCM": telling.depthwise}
    found = [one for one in found if may.get(one[0], True)]
    if not found:
        raise _refusal(typed, role)
    taken = [_option(*one, role, known, telling) for one in found]
    ranks = order_of(typed, role, telling)

    def order(option: Option) -> tuple[bool, int]:
        rank = ranks.index(option.layout) if option.layout in ranks else len(ranks)
        # A kernel of one row or column stays one kernel, whether it fits or not.
        is_line = role == "kernel" and option.layout == "HW" and 1 in typed.shape and not telling.apart
        unasked = _groups_unasked(option, known, telling)
        # A filter of a depthwise layer reads one channel, whatever order its kernel is written in.
        mixes = role == "kernel" and telling.depthwise and known.x is not None and option.shape[1] != 1
        return (not option.fits or unasked or mixes) and not is_line, -1 if is_line else rank

    # A table of slices by filters is a 1x1 kernel only where the layer says so.
    likely = [option for option in taken if option.layout not in ("OI", "IO") or (known.x and option.fits)]
    return _distinct(sorted(likely, key=order))


def _shaped(typed: Array, role: Role, picture: int, in_line: bool) -> Iterator[tuple[str, Shape, Array]]:
    """Walk the layouts of the typed shape: name, shape in that layout, array in ours.

    Three axes are a batch of rows only where something says that the layer is one over a row.
    """
    is_batch = typed.ndim == 4 and role != "kernel"
    if is_batch:
        if not 0 <= picture < typed.shape[0]:
            raise ReadError("picture-known", most=typed.shape[0] - 1, got=picture)
        typed = typed[picture : picture + 1]
    for layout, to_ours in TO_OURS["kernel" if role == "kernel" else "map"].items():
        if len(layout) != typed.ndim:
            continue
        if layout not in ROWS or typed.shape[0] == 1:
            yield layout, typed.shape, to_ours(typed)
        elif in_line and picture < typed.shape[0]:
            yield layout, typed.shape, to_ours(typed[picture : picture + 1])


def _is_in_line(typed: Array, role: Role, known: Known) -> bool:
    """Tell whether the rows of an answer, or its columns, are the maps of a layer over a row."""
    rows, columns = typed.shape if typed.ndim == 2 else (0, 0)
    return role == "output" and known.output in ((rows, 1, columns), (columns, 1, rows))


def _flat(typed: Array, role: Role, known: Known) -> Iterator[tuple[str, Shape, Array]]:
    """Fill the output that is expected with numbers in a row, in each order of axes."""
    now = known.output
    in_a_row = typed.ndim <= 2 and max(typed.shape, default=1) == typed.size
    if role != "output" or now is None or typed.size != prod(now) or not in_a_row:
        return
    filters, height, width = now
    for layout, shape in {"NCHW": (1, *now), "NHWC": (1, height, width, filters)}.items():
        yield layout, shape, TO_OURS["map"][layout](typed.reshape(shape))


def _option(
    layout: str, typed_shape: Shape, array: Array, role: Role, known: Known, telling: Telling
) -> Option:
    if role != "kernel" and known.channels not in (None, array.shape[0]):
        return Option(layout, array, fits=False)
    if role == "output":
        return Option(layout, array, fits=known.output is None or known.output == array.shape)
    if role == "input":
        slices = known.weight[1] if known.weight else None
        fits = slices is None or array.shape[0] == slices * (known.groups or array.shape[0] // slices)
        return Option(layout, array, fits=fits)
    filters, slices = array.shape[:2]
    channels = known.x[0] if known.x else None
    if layout in OF_CHANNELS:
        own = typed_shape[layout.index("C")]
        groups = own if channels in (None, own) else None
    else:
        groups = known.groups if channels is None else _groups_needed(filters, slices, channels)
    fits = known.groups in (None, groups) and (channels is None or groups is not None)
    fits = fits and known.filters in (None, filters)
    # Groups are part of PyTorch's order and of depthwise ones; no other is made to fit by them unasked.
    grouped = layout in ("OIHW", "OHW", "OIW", *OF_CHANNELS) or (layout == "IHWO" and slices == 1)
    is_keras = telling.framework == "tensorflow" and not telling.depthwise
    is_keras = is_keras or (telling.depthwise and slices == 1 and channels is not None)
    grouped = grouped or (layout in ("HWIO", "WIO") and is_keras)
    fits = fits and (grouped or groups in (None, 1) or known.groups == groups)
    return Option(layout, array, fits=fits, groups=groups)


def _groups_unasked(option: Option, known: Known, telling: Telling) -> bool:
    """Tell whether a depthwise order would bring groups that neither the layer nor a word asks for."""
    is_foreign = option.layout in (*OF_CHANNELS, "IHWO") and (option.groups or 1) > 1
    is_told = telling.depthwise or telling.framework in ("tensorflow", "mlx") or bool(telling.order)
    return is_foreign and not is_told and known.groups != option.groups


def _groups_needed(filters: int, slices: int, channels: int) -> int | None:
    """Find the groups with which filters of this many slices read this many channels; None where none do."""
    groups, rest = divmod(channels, slices)
    return None if rest or filters % groups else groups


def _bias(typed: Array, known: Known) -> Option:
    if typed.size != max(typed.shape, default=1):
        raise ReadError("bias-axes", shape=list(typed.shape))
    array = typed.reshape(-1)
    return Option("N", array, fits=known.weight is None or known.weight[0] == array.size)


def _refusal(typed: Array, role: Role) -> ReadError:
    if typed.ndim == 0:
        return ReadError("number-alone", role=Words(f"refusal.role.{role}"), got=f"{typed:g}")
    return ReadError("axes", role=Words(f"refusal.role.{role}"), got=typed.ndim, shape=list(typed.shape))


def _distinct(found: list[Option]) -> tuple[Option, ...]:
    kept: list[Option] = []
    for option in found:
        if not any(
            np.array_equal(option.array, other.array, equal_nan=True) and option.groups == other.groups
            for other in kept
        ):
            kept.append(option)
    return tuple(kept)
