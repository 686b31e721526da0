"""What is said of a backward pass: where the kernel is turned, what the stride does, what groups do."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from dsviz.conv.gradients import Gradients, compute_gradients
from dsviz.conv.layer import Layer
from dsviz.conv.tensors import Array
from dsviz.course.scenes import LETTERS
from dsviz.wording.numbers import number

Say = Callable[..., str]  # `dsviz.content.label` in the reader's language


def results(layer: Layer, dy: Array, engine: str, say: Say) -> tuple[dict[str, Array], str]:
    """Return dy and all gradients by their letters, and what is said of how they compare."""
    found, known = compute_gradients(layer, dy, engine), compute_gradients(layer, dy, "numpy")
    names = [name for name in LETTERS if getattr(found, name) is not None]
    apart = max(_apart(found, known, name) for name in names)
    shown = {"dy": dy, **{LETTERS[name]: getattr(found, name) for name in names}}
    return shown, say(f"backward.agree.{engine}", difference=number(apart))


def _apart(found: Gradients, known: Gradients, name: str) -> float:
    return float(np.abs(getattr(found, name) - getattr(known, name)).max())


def rotation(layer: Layer, say: Say) -> tuple[str, tuple[Array, ...]]:
    """Say where the rotation is; the first kernel as it stamps and as dx reads it, where they differ."""
    kernel = layer.weight[0, 0]
    if kernel.size == 1:
        return say("backward.rotation.one"), ()
    return say("backward.rotation"), (kernel[None], kernel[None, ::-1, ::-1])


def stride(layer: Layer, dy: Array, say: Say) -> tuple[str, Array | None]:
    """Say what the stride does; where it is not 1, with the first map of dy as a gather reads it."""
    steps = layer.spec.stride
    if steps == (1, 1):
        return say("backward.stride.none"), None
    height, width = ((n - 1) * s + 1 for n, s in zip(dy.shape[1:], steps, strict=True))
    wide = np.zeros((1, height, width))
    wide[:, :: steps[0], :: steps[1]] = dy[:1]
    return say("backward.stride", h=steps[0], w=steps[1]), wide


def groups(layer: Layer, say: Say) -> str:
    """Say what groups do."""
    count = layer.spec.groups
    values = {"groups": count, "each": layer.out_channels // count, "all": layer.out_channels}
    return say("backward.groups.none" if count == 1 else "backward.groups", **values)
