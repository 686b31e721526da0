"""A layer somebody puts together by hand: how large it may be, its kernel in other groups, numbers drawn."""

from __future__ import annotations

from math import prod
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from dsviz.content import Words
from dsviz.conv.errors import ConvError, Refusal
from dsviz.conv.geometry import receptive_field
from dsviz.conv.layer import Layer
from dsviz.conv.spec import ConvSpec
from dsviz.conv.transposed_layer import TransposedLayer
from dsviz.saved.state import State

Array = NDArray[np.float64]

MOST_SIDE = 224
MOST_CHANNELS = 32
# A picture of 224 x 224 with 3 channels has 150,528 numbers; its padding, or a fourth map, comes on top.
MOST_NUMBERS = 150_528
MOST_PADDED = MOST_OUTPUT = 204_000
# 4 filters of 3x3x3 on such a picture.
MOST_PRODUCTS = 5_500_000

INPUT, KERNEL, OUTPUT, PADDED_INPUT = (
    Words(f"refusal.part.{part}") for part in ("input", "kernel", "output", "padded-input")
)


class BenchError(Refusal):
    """A refusal of a layer larger than can be shown, or of a drawing that cannot be made."""

    room = "saved"


class Field(NamedTuple):
    """What one output cell sees: how many input cells down and across, and how far the next one's lies."""

    size: tuple[int, int]
    jump: tuple[int, int]


def check_layer(state: State) -> None:
    """Check that a layer's tensors and settings fit each other and that it is small enough to be shown.

    Parameters
    ----------
    state : State

    Raises
    ------
    ConvError
        The rules of `dsviz.conv.layer.Layer`.
    BenchError
        Rules ``bench-channels``, ``bench-side``, ``bench-numbers`` and ``bench-products``.

    Examples
    --------
    >>> check_layer(State(np.ones((3, 4, 4)), np.ones((1, 2, 2, 2))))
    Traceback (most recent call last):
    dsviz.conv.errors.ConvError: weight must have in_channels / groups slices per filter; got 2 for 3 / 1 = 3
    """
    (channels, *size), (filters, _, *kernel) = state.x.shape, state.weight.shape
    for name, count in ((INPUT, channels), (OUTPUT, filters)):
        _at_most("bench-channels", name, count, MOST_CHANNELS)
    for name, sides in ((INPUT, size), (KERNEL, kernel)):
        _at_most("bench-side", name, max(sides), MOST_SIDE)
    for name, tensor in ((INPUT, state.x), (KERNEL, state.weight)):
        _at_most("bench-numbers", name, tensor.size, MOST_NUMBERS)
    layer = state.layer()
    padded = prod(n + sum(both) for n, both in zip(layer.size, layer.pads, strict=True))
    _at_most("bench-numbers", PADDED_INPUT, channels * padded, MOST_PADDED)
    _at_most("bench-numbers", OUTPUT, prod(layer.output_shape), MOST_OUTPUT)
    _at_most("bench-products", None, layer.macs, MOST_PRODUCTS)


def _at_most(rule: str, name: Words | None, got: int, most: int) -> None:
    if got > most:
        raise BenchError(rule, **({"name": name} if name else {}), most=most, got=got)


def refusal(state: State) -> Refusal | None:
    """Return what `check_layer` raises, or None where the layer is good."""
    try:
        check_layer(state)
    except Refusal as error:
        return error
    return None


def regrouped(weight: Array, groups: int, new_groups: int) -> Array:
    """Write a kernel for another number of groups, keeping what both have in common.

    With fewer groups every filter reads more channels: the new slices are 0, so the output stays the same.
    With more groups it keeps only the slices of its own group.

    Parameters
    ----------
    weight : ndarray, shape (N, C / groups, kh, kw)
    groups, new_groups : int

    Returns
    -------
    ndarray, shape (N, C / new_groups, kh, kw)

    Raises
    ------
    ConvError
        Rules ``groups-divide-in-channels`` and ``groups-divide-out-channels``.

    Examples
    --------
    >>> regrouped(np.array([[[[2.0]]], [[[3.0]]]]), groups=2, new_groups=1)[:, :, 0, 0].tolist()
    [[2.0, 0.0], [0.0, 3.0]]
    """
    filters, slices, *kernel = weight.shape
    channels = slices * groups
    if channels % new_groups:
        raise ConvError("groups-divide-in-channels", groups=new_groups, in_channels=channels)
    if filters % new_groups:
        raise ConvError("groups-divide-out-channels", groups=new_groups, out_channels=filters)
    whole = np.zeros((filters, channels, *kernel))
    kept = channels // new_groups
    result = np.empty((filters, kept, *kernel))
    for n in range(filters):
        first = n // (filters // groups) * slices
        whole[n, first : first + slices] = weight[n]
        first = n // (filters // new_groups) * kept
        result[n] = whole[n, first : first + kept]
    return result


def random_layer(
    x_shape: tuple[int, int, int],
    weight_shape: tuple[int, int, int, int],
    spec: ConvSpec,
    *,
    seed: int,
    least: int = -3,
    most: int = 5,
    bias: bool = True,
) -> State:
    """Draw whole numbers for a layer; the same seed gives the same layer everywhere.

    Parameters
    ----------
    x_shape : (C, H, W)
    weight_shape : (N, C / groups, kh, kw)
    spec : ConvSpec
    seed : int, at least 0
    least, most : int
        The smallest and the largest number.
    bias : bool
        With a bias of one number a filter.

    Raises
    ------
    BenchError
        Rule ``bench-interval``.

    Examples
    --------
    >>> random_layer((1, 2, 3), (1, 1, 2, 2), ConvSpec(), seed=7).x.tolist()
    [[[5.0, 2.0, 3.0], [5.0, 2.0, 3.0]]]
    """
    if least > most:
        raise BenchError("bench-interval", least=least, most=most)

    def numbers(part: int, shape: tuple[int, ...]) -> Array:
        # A stream for each tensor: another input size leaves the kernel as it was.
        return np.random.default_rng([seed, part]).integers(least, most + 1, shape).astype(np.float64)

    return State(
        numbers(0, x_shape), numbers(1, weight_shape), numbers(2, weight_shape[:1]) if bias else None, spec
    )


def field_of(layer: Layer) -> Field:
    """Find the receptive field of an output cell on the input.

    Examples
    --------
    >>> field_of(Layer(np.ones((1, 7, 7)), np.ones((1, 1, 3, 2)), spec=ConvSpec(stride=2, dilation=2)))
    Field(size=(5, 3), jump=(2, 2))
    """
    kernel, spec = layer.kernel, layer.spec
    rows, columns = (
        receptive_field([(taps, stride, 0, dilation)])
        for taps, stride, dilation in zip(kernel, spec.stride, spec.dilation, strict=True)
    )
    return Field((rows.size, columns.size), (rows.jump, columns.jump))


def transposed_of(state: State, extra: tuple[int, int]) -> tuple[TransposedLayer, bool]:
    """Make the transposed layer of a draft, with w in PyTorch's layout (channels, filters of a group, ...).

    Where w has its filters first, as an ordinary layer, its first two axes change places: each channel
    then stamps the kernels that read it there. What padded cells hold has no meaning there: the padding takes
    away.

    Returns
    -------
    layer : TransposedLayer
    is_turned : bool
        Whether the axes have changed places.

    Raises
    ------
    ConvError
        As `TransposedLayer` does.

    Examples
    --------
    >>> layer, is_turned = transposed_of(State.of(Layer([[[1]], [[2]]], [[[[3]], [[4]]]])), (0, 0))
    >>> layer.weight.ravel().tolist(), layer.out_channels, is_turned
    ([3.0, 4.0], 1, True)
    """
    spec, weight = state.spec, state.weight
    channels = len(state.x)
    is_turned = len(weight) != channels == weight.shape[1] and spec.groups == 1
    if is_turned:
        weight = weight.swapaxes(0, 1).copy()
    settings = {"stride": spec.stride, "padding": spec.padding, "dilation": spec.dilation}
    layer = TransposedLayer.from_tensors(
        state.x, weight, state.bias, **settings, output_padding=extra, groups=spec.groups
    )
    return layer, is_turned
