"""What the stage is fed with: tensors, outputs and settings, once, as JSON-ready data.

A scene holds no steps. The browser finds every window by the same index rule as `dsviz.trace`,
so its size grows with the tensors, never with tensors x steps.
"""

from __future__ import annotations

import base64
import hashlib
import json
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from dsviz.conv.tensors import as_tensor
from dsviz.conv.trace import Trace, rounding_bound
from dsviz.stage.labels import english, for_a_row, with_z

BYTES_PER_BASE64_FLOAT = 32 / 3  # 8 bytes, and base64 writes 4 letters for every 3
MOST_WITH_NUMBERS = 16  # cells across, up to which a map can show all its numbers
FEW = 1000  # numbers that travel as text whatever they are
# As numpy and JavaScript call them, the shortest first.
NARROW_KINDS = {"u1": "Uint8", "<i2": "Int16", "<i4": "Int32", "<f4": "Float32"}


def packed(values: NDArray[np.float64]) -> list[float | int] | str:
    """Write a tensor as plain numbers, or as base64 of its bytes where that is shorter.

    Both are exact: Python and JavaScript print and read the shortest decimal of a float64.

    >>> packed(np.array([[1.0, -2.0]]))
    [1, -2]
    >>> packed(np.array([1 / 3, 2 / 3]))
    'VVVVVVVV1T9VVVVVVVXlPw=='
    """
    if not np.isfinite(values).all():
        return as_bytes(values)
    flat = [int(v) if v == int(v) and abs(v) < 2**53 else v for v in values.ravel().tolist()]
    if len(json.dumps(flat, separators=(",", ":"))) <= BYTES_PER_BASE64_FLOAT * len(flat) + 8:
        return flat
    return as_bytes(values)


def as_bytes(values: NDArray[np.float64], kind: str = "<f8") -> str:
    """Write a tensor as base64 of its little-endian bytes; the only way for an overflown inf."""
    return base64.b64encode(np.ascontiguousarray(values, dtype=kind).tobytes()).decode("ascii")


def tensor(values: NDArray[np.float64]) -> dict[str, Any]:
    """Describe one tensor: its shape, its numbers and, where they travel in fewer bytes, of which kind.

    >>> tensor(np.full((1, 40, 40), 200.0))["dtype"]
    'Uint8'
    """
    shape = list(values.shape)
    kind = narrow_kind(values)
    if kind is None:
        return {"shape": shape, "data": packed(values)}
    return {"shape": shape, "data": as_bytes(values, kind), "dtype": NARROW_KINDS[kind]}


def narrow_kind(values: NDArray[np.float64]) -> str | None:
    """Find the shortest kind of number that holds each of many values exactly; None where float64 must."""
    if values.size <= FEW or not np.isfinite(values).all():
        return None
    for kind in NARROW_KINDS:
        with np.errstate(invalid="ignore", over="ignore"):
            if np.array_equal(values.astype(kind).astype(np.float64), values):
                return kind
    return None


def is_large(trace: Trace) -> bool:
    """Tell whether a layer has a map that cannot show all its numbers: then it is shown as pixels too."""
    layer = trace.layer
    padded = (size + sum(pads) for size, pads in zip(layer.size, layer.pads, strict=True))
    return bool(max(*padded, *trace.output.shape[1:]) > MOST_WITH_NUMBERS)


@dataclass(frozen=True, kw_only=True, eq=False)
class Showing:
    """How the stage shows a layer; everything has a default.

    Attributes
    ----------
    title : str
        The stage's accessible name.
    printed : array_like, shape (C_out, H_out, W_out), optional
        The result as a document prints it; the badge compares it with the engine's.
    document : str
        What the badge calls that document.
    labels : dict, optional
        The words of the stage; English ones by default.
    param : str
        The name under which the settled step stands in the link.
    paused, loop : bool
        Open without playing; start again at the end.
    hiding : bool or {"results", "sums", "products"}
        What is hidden until asked for, with all that follows from it; True hides the results.
    outside : int
        Height in px that the page needs beside the stage.
    identity : str
        What makes it the same scene after a change of numbers, so that the run keeps its step;
        by default the numbers and settings themselves.
    editing : bool, optional
        Whether numbers may be changed at once (True) or behind a switch (False); by default not at all.
    changes : str
        The numbers changed so far, as `dsviz.examples.changes` writes them; they can be changed back.
    locked : str
        Tensors that may not be changed, such as ``"x"``.
    middle : {"", "x", "y"}
        The tensor that the layer shares with another, before or after it; it is called z.
    copies : dict, optional
        Whose numbers the tensors hold where the layer computes a gradient, as
        `dsviz.conv.rewritten.Rewritten.names` tells; the labels then say ``copied_x``, ``copied_w`` and
        ``copied_y`` as well.
    chain : {"", "first", "second"}
        Where the page shows both layers in one run: which of them this is.
    """

    title: str = ""
    printed: ArrayLike | None = None
    document: str = ""
    labels: dict[str, str] | None = None
    param: str = "step"
    paused: bool = False
    loop: bool = False
    hiding: bool | str = False
    outside: int = 150
    identity: str = ""
    editing: bool | None = None
    changes: str = ""
    locked: str = ""
    middle: str = ""
    chain: str = ""
    copies: dict[str, Any] | None = None

    @property
    def settings(self) -> dict[str, Any]:
        """What the stage reads by name, where it differs from what a stage does anyway."""
        named = {"title": self.title, "param": self.param, "outside": self.outside}
        on = {name: value for name in ("paused", "loop", "hiding") if (value := getattr(self, name))}
        named |= {name: value for name in ("middle", "chain", "copies") if (value := getattr(self, name))}
        if self.editing is None:
            return named | on
        return named | on | {"editing": self.editing, "changes": self.changes, "locked": self.locked}


AS_USUAL = Showing()


def scene(trace: Trace, showing: Showing = AS_USUAL) -> dict[str, Any]:
    """Describe a traced layer for the stage.

    Parameters
    ----------
    trace : Trace
        Its backend is the badge's engine: where "numpy" stands in, the badge says that torch is still
        checking.
    showing : Showing

    Examples
    --------
    >>> from dsviz.conv.layer import Layer
    >>> data = scene(Trace(Layer([[[1, 2]]], [[[[3]]]]), "numpy"), Showing(title="Times three"))
    >>> data["y"], data["title"]
    ({'shape': [1, 1, 2], 'data': [3, 6]}, 'Times three')
    """
    layer = trace.layer
    tensors = tensors_of(trace)
    spec = {
        "stride": list(layer.spec.stride),
        "padding": [list(pair) for pair in layer.pads],
        "dilation": list(layer.spec.dilation),
        "groups": layer.spec.groups,
        "padding_mode": layer.spec.padding_mode,
    }
    check = {"engine": trace.backend, "document": showing.document, **checked(trace, showing.printed)}
    identity = showing.identity or identified(tensors, spec)
    large = is_large(trace)
    labels = showing.labels or english(showing.editing is not None, large) | for_a_row(layer)
    labels = with_z(labels, showing.middle)
    settings = showing.settings | ({"pixels": True} if large else {})
    return {"id": identity, **tensors, "spec": spec, "check": check, **settings, "labels": labels}


def tensors_of(trace: Trace) -> dict[str, Any]:
    """Describe input, weights, output and, where there is one, bias."""
    layer = trace.layer
    tensors = {"x": tensor(layer.x), "w": tensor(layer.weight), "y": tensor(trace.output)}
    return tensors if layer.bias is None else tensors | {"b": tensor(layer.bias)}


def with_original(described: dict[str, Any], original: Trace) -> dict[str, Any]:
    """Return a scene with what stood in its tensors before a reader changed numbers, where that is another.

    Examples
    --------
    >>> from dsviz.conv.layer import Layer
    >>> old, new = (Trace(Layer([[[1, 2]]], [[[[w]]]]), "numpy") for w in (3, 4))
    >>> with_original(scene(new), old)["was"]
    {'w': {'shape': [1, 1, 1, 1], 'data': [3]}, 'y': {'shape': [1, 1, 2], 'data': [3, 6]}}
    """
    before = tensors_of(original).items()
    return described | {"was": {name: each for name, each in before if each != described[name]}}


def identified(tensors: dict[str, Any], spec: dict[str, Any]) -> str:
    """Name a scene by its numbers and settings."""
    return hashlib.sha256(json.dumps([*tensors.values(), spec]).encode()).hexdigest()[:12]


def checked(trace: Trace, printed: ArrayLike | None) -> dict[str, float | None]:
    """Compare torch with the reference, and the engine with what a document prints."""
    difference = None if printed is None else _largest_difference(trace.output, as_tensor("printed", printed))
    return {
        "disagreement": finite(trace.disagreement),
        "tolerance": finite(rounding_bound(trace.layer)),
        "printed": finite(difference),
    }


def finite(value: float | None) -> float | None:
    """JSON knows no inf and no nan; numbers that overflow differ by as much as there is."""
    return None if value is None else float(np.nan_to_num(value, nan=np.finfo(np.float64).max))


def _largest_difference(computed: NDArray[np.float64], printed: NDArray[np.float64]) -> float:
    if computed.shape != printed.shape:
        raise ValueError(
            f"printed result must have the output's shape; got {printed.shape} and {computed.shape}"
        )
    with np.errstate(invalid="ignore"):
        return float(np.abs(computed - printed).max(initial=0.0))
