"""A whole layer out of a file that this project wrote: JSON, a figure of Plotly, NPZ, CSV."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from dsviz.conv.spec import PADDING_MODES, ConvSpec
from dsviz.conv.trace import Trace
from dsviz.reading.errors import ReadError
from dsviz.reading.files.own_json import layer_document
from dsviz.reading.files.tensor import FileTensor
from dsviz.reading.files.text import own_settings
from dsviz.reading.files.zipped import Zip
from dsviz.saved.state import State, from_document, to_document

_ZIP = b"PK\x03\x04"
_SETTINGS = {"stride", "padding", "dilation", "groups"}
_OWN = {"x", "w", *_SETTINGS}
_WRITTEN = {"stride": 2, "padding": 4, "dilation": 2, "groups": 1}  # how many numbers
LONGEST_MODE = 400  # bytes of the member that holds it


def layer_of(data: bytes, tensors: Sequence[FileTensor]) -> State | None:
    """Read the layer of a file of ours, with its settings; None where the file is another, or has none.

    Parameters
    ----------
    data : bytes
    tensors : sequence of FileTensor
        As `dsviz.reading.files.opening.read_file` lists them. Of two layers one after the other the first
        is taken.

    Raises
    ------
    ReadError
        Those of `state.from_document`.
    ConvError
        Where settings are none.

    Examples
    --------
    >>> from dsviz.conv.trace import trace
    >>> from dsviz.export.tensor_files import tensors_npz
    >>> from dsviz.reading.files.opening import read_file
    >>> traced = trace([[[1, 2, 3]]], [[[[4]]]], [5], stride=2, padding_mode="circular", backend="numpy")
    >>> data = tensors_npz([traced])
    >>> state = layer_of(data, read_file(data, "layer.npz"))
    >>> state.bias.tolist(), state.spec.stride, state.spec.padding_mode
    ([5.0], (2, 2), 'circular')
    """
    if data.startswith(_ZIP):
        return _of_npz(data, {tensor.name: tensor for tensor in tensors})
    settings = own_settings(data)
    if settings.keys() >= _SETTINGS:
        return _of_csv(settings, {tensor.name: tensor for tensor in tensors})
    document = layer_document(data) if data.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"{") else None
    return None if document is None or "weight" not in document else from_document(document)


def document_of(trace: Trace) -> dict[str, Any]:
    """Write a layer and its output as `layer_of` reads them back.

    Returns
    -------
    dict
        Empty where a layer has more or larger numbers than could be read again.

    Examples
    --------
    >>> from dsviz.conv.trace import trace
    >>> document_of(trace([[[1, 2, 3]]], [[[[4]]]], stride=2, backend="numpy"))["spec"]
    {'stride': (2, 2)}
    """
    try:
        document = to_document(State.of(trace.layer), defaults=False)
    except ReadError:
        return {}
    return document | {"y": trace.output.tolist()}


def _of_npz(data: bytes, named: dict[str, FileTensor]) -> State | None:
    if not named.keys() >= _OWN:
        return None
    held = Zip(data, ".zip").beginning("padding_mode.npy", LONGEST_MODE)
    # NumPy writes text with four bytes a letter.
    mode = next((mode for mode in PADDING_MODES if mode.encode("utf-32-le") in held), "zeros")
    stride, padding, dilation = (_whole(named[name].read()) for name in ("stride", "padding", "dilation"))
    spec = ConvSpec(stride, padding, dilation, _whole(named["groups"].read()), mode)
    bias = named["b"].read() if "b" in named else None
    return State(named["x"].read(), named["w"].read(), bias, spec)


def _of_csv(settings: dict[str, list[str]], named: dict[str, FileTensor]) -> State | None:
    numbers = {name: [int(text) for text in settings[name] if text.isdigit()] for name in _SETTINGS}
    if not named.keys() >= {"x", "w"} or [len(numbers[name]) for name in _WRITTEN] != [*_WRITTEN.values()]:
        return None
    top, bottom, left, right = numbers["padding"]
    spec = ConvSpec(
        numbers["stride"],
        ((top, bottom), (left, right)),
        numbers["dilation"],
        numbers["groups"][0],
        settings.get("padding_mode", ["zeros"])[0],
    )
    return State(named["x"].read(), named["w"].read(), named["b"].read() if "b" in named else None, spec)


def _whole(numbers: np.ndarray) -> Any:
    """Give whole numbers as such; what is none goes on as it is, and ConvSpec refuses it."""
    return numbers.astype(int).tolist() if (numbers % 1 == 0).all() else numbers.tolist()
