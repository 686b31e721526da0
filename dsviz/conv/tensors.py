"""Tensors as a person gives them, made into float64 arrays that fit their layer."""

import math
from decimal import Decimal
from numbers import Real
from typing import Any

import numpy as np
from numpy.typing import NDArray

from dsviz.content import Words, any_of
from dsviz.conv.errors import ConvError, shown
from dsviz.conv.spec import ConvSpec

Array = NDArray[np.float64]

LARGEST_TENSOR = 50_000_000

_AXES = {
    "x": {3: "(channels, height, width)", 4: "(batch, channels, height, width)"},
    "weight": {4: "(out_channels, in_channels / groups, height, width)"},
    "transposed weight": {4: "(in_channels, out_channels / groups, height, width)"},
    "bias": {1: "(out_channels,)"},
}


def as_tensor(name: str, value: Any) -> Array:
    """Read an array or nested lists as a float64 array of real, finite numbers.

    Parameters
    ----------
    name : str
        What the tensor is, for the sentence.
    value : array_like
        Any real dtype; Fractions, Decimals and whole numbers of any length too. What float64 cannot hold
        exactly is rounded to it.

    Returns
    -------
    ndarray of float64
        A copy. It holds no -0.0, which would be shown as "-0".

    Raises
    ------
    ConvError
        Rules ``tensor-rectangular``, ``tensor-real``, ``tensor-finite`` and ``tensor-not-empty``.

    Examples
    --------
    >>> as_tensor("x", [[1, -0.0]]).tolist()
    [[1.0, 0.0]]
    >>> as_tensor("x", [[1, 2], [3]])
    Traceback (most recent call last):
    dsviz.conv.errors.ConvError: x must be a full rectangular array of numbers; got [[1, 2], [3]]
    """
    raw = _out_of_objects(as_array(name, value))
    # Behind a mask NumPy keeps a number that nobody means.
    if raw.dtype.kind not in "buif" or np.ma.is_masked(value):
        raise ConvError("tensor-real", name=name, got=shown(value))
    if raw.size == 0:
        raise ConvError("tensor-not-empty", name=name, shape=raw.shape)
    with np.errstate(over="ignore"):
        tensor = raw.astype(np.float64)
    if not np.isfinite(tensor).all():
        index = tuple(np.argwhere(~np.isfinite(tensor))[0].tolist())
        raise ConvError("tensor-finite", name=name, got=float(tensor[index]), index=index)
    return tensor + 0.0


def as_array(name: str, value: Any) -> NDArray[Any]:
    """Read an array, nested lists or a torch tensor as an array, whatever it holds.

    Parameters
    ----------
    name : str
        What the tensor is, for the sentence.
    value : array_like

    Raises
    ------
    ConvError
        Rule ``tensor-rectangular``.
    """
    try:
        return np.asarray(_out_of_torch(value))
    except (ValueError, TypeError, RuntimeError):
        raise ConvError("tensor-rectangular", name=name, got=shown(value)) from None


def _out_of_torch(value: Any) -> Any:
    # A layer's own weight carries a gradient, and NumPy knows no bfloat16. This needs no torch here.
    if not hasattr(value, "detach"):
        return value
    plain = value.detach().cpu()
    return plain.double() if plain.is_floating_point() else plain


def _out_of_objects(raw: NDArray[Any]) -> NDArray[Any]:
    # NumPy has no dtype for a Fraction, a Decimal or a whole number past 64 bits.
    if raw.dtype.kind != "O" or not all(isinstance(each, Real | Decimal) for each in raw.flat):
        return raw
    return np.array([_as_float(each) for each in raw.flat]).reshape(raw.shape)


def _as_float(number: Any) -> float:
    try:
        return float(number)
    except OverflowError:
        return math.inf if number > 0 else -math.inf
    except ValueError:  # a Decimal can be a signalling nan
        return math.nan


def read_ranked(name: str, value: Any, kind: str | None = None) -> Array:
    """Read x, weight or bias as `as_tensor` does, and check that it has the axes of one.

    Parameters
    ----------
    name : str
        What the tensor is called, in the sentence.
    value : array_like
    kind : str, optional
        Whose axes it has, where the name does not say it: "transposed weight".

    Raises
    ------
    ConvError
        The rules of `as_tensor`, and ``tensor-rank``.
    """
    tensor = as_tensor(name, value)
    axes = _AXES[kind or name]
    if tensor.ndim not in axes:
        raise ConvError("tensor-rank", name=name, axes=any_of(*axes.values()), shape=tensor.shape)
    return tensor


def check_fit(x_shape: tuple[int, ...], weight_shape: tuple[int, ...], spec: ConvSpec) -> None:
    """Check that a layer's settings fit its tensors.

    Parameters
    ----------
    x_shape : (..., C, H, W)
    weight_shape : (N, C / groups, kh, kw)
    spec : ConvSpec

    Raises
    ------
    ConvError
        Rules ``groups-divide-in-channels``, ``groups-divide-out-channels``, ``weight-in-channels``,
        ``kernel-reach-fits``, ``reflect-pad-fits``, ``circular-pad-fits`` and ``size-affordable``.

    Examples
    --------
    >>> check_fit((6, 5, 5), (8, 1, 3, 3), ConvSpec(groups=6))
    Traceback (most recent call last):
    dsviz.conv.errors.ConvError: groups must divide the output channels; got 6 groups for 8 channels
    """
    *batch, in_channels, height, width = x_shape
    out_channels, slices, *kernel = weight_shape
    groups = spec.groups
    if in_channels % groups:
        raise ConvError("groups-divide-in-channels", groups=groups, in_channels=in_channels)
    if out_channels % groups:
        raise ConvError("groups-divide-out-channels", groups=groups, out_channels=out_channels)
    expected = in_channels // groups
    if slices != expected:
        raise ConvError(
            "weight-in-channels", slices=slices, in_channels=in_channels, groups=groups, expected=expected
        )
    size, reach = (height, width), (kernel[0], kernel[1])
    output = spec.output_size(size, reach)
    (top, bottom), (left, right) = spec.pads(size, reach)
    padded = (top + height + bottom, left + width + right)
    check_affordable(Words("refusal.part.padded-input"), math.prod((*batch, in_channels, *padded)))
    check_affordable(Words("refusal.part.output"), math.prod((*batch, out_channels, *output)))


def check_affordable(name: Words, count: int) -> None:
    """Refuse a layer with more numbers than a computer should be asked for (rule ``size-affordable``)."""
    if count > LARGEST_TENSOR:
        raise ConvError("size-affordable", name=name, most=LARGEST_TENSOR, got=count)
