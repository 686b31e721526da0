"""What the axes of a typed tensor mean: the layouts its shape allows, and which of them fits the layer."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from math import prod
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from dsviz.content import Words
from dsviz.conv.layouts import hwcm_to_oihw, hwio_to_oihw, nhwc_to_nchw
from dsviz.reading.errors import ReadError
from dsviz.reading.frames import Shape

Array = NDArray[np.float64]
Role = Literal["input", "kernel", "bias", "output"]

ROLES: tuple[Role, ...] = ("input", "kernel", "bias", "output")
# Height and width before channels: TensorFlow's and Keras's way.
CHANNELS_LAST = ("NHWC", "HWC", "HWIO", "HWCM", "HWI")

_TO_OURS: dict[str, dict[str, Callable[[Array], Array]]] = {
    "map": {
        "HW": lambda a: a[np.newaxis],
        "CHW": lambda a: a,
        "HWC": nhwc_to_nchw,
        "NCHW": lambda a: a[0],
        "NHWC": lambda a: nhwc_to_nchw(a)[0],
    },
    "kernel": {
        "HW": lambda a: a[np.newaxis, np.newaxis],
        "OI": lambda a: a[:, :, np.newaxis, np.newaxis],
        "IO": lambda a: a.T[:, :, np.newaxis, np.newaxis],
        "IHW": lambda a: a[np.newaxis],
        "OHW": lambda a: a[:, np.newaxis],
        "HWI": lambda a: hwio_to_oihw(a[..., np.newaxis]),
        "HWC": lambda a: hwcm_to_oihw(a[..., np.newaxis]),
        "OIHW": lambda a: a,
        "HWIO": hwio_to_oihw,
        "HWCM": hwcm_to_oihw,
    },
}


@dataclass(frozen=True)
class Known:
    """What is known of a layer while one of its tensors is read.

    Attributes
    ----------
    x : (C, H, W) or None
    weight : (N, C / groups, kh, kw) or None
    output : (N, Ho, Wo) or None
    groups : int or None
    """

    x: Shape | None = None
    weight: Shape | None = None
    output: Shape | None = None
    groups: int | None = None

    def of(self, role: Role) -> Shape | None:
        """The shape that the tensor being read has so far."""
        return {"input": self.x, "kernel": self.weight, "bias": None, "output": self.output}[role]


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
    """

    layout: str
    array: Array
    fits: bool
    groups: int | None = None


def options(typed: Array, role: Role, known: Known, framework: str = "") -> tuple[Option, ...]:
    """List the layouts in which a tensor can be taken, the likeliest first.

    What is known decides first, then the shape that the tensor has so far, then whose words stood around the
    numbers, then which layout makes the map or the kernel more nearly square, then PyTorch's order.

    Parameters
    ----------
    typed : ndarray, as typed
    role : {"input", "kernel", "bias", "output"}
    known : Known
    framework : {"", "numpy", "torch", "tensorflow"}

    Returns
    -------
    tuple of Option
        At least one; no two hold the same tensor.

    Raises
    ------
    ReadError
        Rules ``axes``, ``one-picture``, ``shape-needed``, ``number-alone`` and ``bias-axes``.

    Examples
    --------
    >>> [option.layout for option in options(np.zeros((1, 3, 3, 2)), "input", Known())]
    ['NHWC', 'NCHW']
    """
    if role == "bias":
        return (_bias(typed, known),)
    found = [*_shaped(typed, role), *_flat(typed, role, known)]
    if not found:
        raise _refusal(typed, role)
    taken = [_option(layout, array, typed_shape, role, known) for layout, typed_shape, array in found]
    now = known.of(role)

    def order(option: Option) -> tuple[bool, bool, bool, float]:
        last = option.layout in CHANNELS_LAST
        against = last if framework == "torch" else not last if framework == "tensorflow" else False
        height, width = option.array.shape[-2:]
        return not option.fits, option.array.shape != now, against, -min(height, width) / max(height, width)

    # A table of slices by filters is a 1x1 kernel only where the layer says so.
    likely = [option for option in taken if option.layout not in ("OI", "IO") or (known.x and option.fits)]
    return _distinct(sorted(likely, key=order))


def _shaped(typed: Array, role: Role) -> Iterator[tuple[str, Shape, Array]]:
    """Walk the layouts of the typed shape: name, shape in that layout, array in ours."""
    if typed.ndim == 4 and role != "kernel" and typed.shape[0] != 1:
        raise ReadError("one-picture", shape=list(typed.shape))
    for layout, to_ours in _TO_OURS["kernel" if role == "kernel" else "map"].items():
        if len(layout) == typed.ndim:
            yield layout, typed.shape, to_ours(typed)


def _flat(typed: Array, role: Role, known: Known) -> Iterator[tuple[str, Shape, Array]]:
    """Fill the shape that the tensor has so far with numbers in a row, in each order of axes."""
    now = known.of(role)
    in_a_row = typed.ndim <= 2 and max(typed.shape, default=1) == typed.size
    if now is None or typed.size != prod(now) or not in_a_row:
        return
    kind = "kernel" if role == "kernel" else "map"
    for layout, shape in _layouts_of(now, known.groups).items():
        yield layout, shape, _TO_OURS[kind][layout](typed.reshape(shape))


def _layouts_of(now: Shape, groups: int | None) -> dict[str, Shape]:
    """List how a map (C, H, W) or a kernel OIHW is laid out in every framework."""
    *rest, slices, height, width = now
    if not rest:
        return {"NCHW": (1, *now), "NHWC": (1, height, width, slices)}
    filters = rest[0]
    layouts = {"OIHW": now, "HWIO": (height, width, slices, filters)}
    if slices == 1 and groups and filters % groups == 0:
        layouts["HWCM"] = (height, width, groups, filters // groups)
    return layouts


def _option(layout: str, array: Array, typed_shape: Shape, role: Role, known: Known) -> Option:
    if role == "output":
        return Option(layout, array, fits=known.output is None or known.output == array.shape)
    if role == "input":
        slices = known.weight[1] if known.weight else None
        fits = slices is None or array.shape[0] == slices * (known.groups or array.shape[0] // slices)
        return Option(layout, array, fits=fits)
    filters, slices = array.shape[:2]
    channels = known.x[0] if known.x else None
    if layout in ("HWCM", "HWC"):
        # A depthwise kernel says itself how many channels it is for.
        groups = typed_shape[2] if channels in (None, typed_shape[2]) else None
    else:
        groups = known.groups if channels is None else _groups_needed(filters, slices, channels)
    fits = known.groups in (None, groups) and (channels is None or groups is not None)
    return Option(layout, array, fits=fits, groups=groups)


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
    if typed.ndim == 1:
        return ReadError("shape-needed", got=typed.size)
    return ReadError("axes", role=Words(f"refusal.role.{role}"), got=typed.ndim, shape=list(typed.shape))


def _distinct(found: list[Option]) -> tuple[Option, ...]:
    kept: list[Option] = []
    for option in found:
        if not any(
            np.array_equal(option.array, other.array) and option.groups == other.groups for other in kept
        ):
            kept.append(option)
    return tuple(kept)
