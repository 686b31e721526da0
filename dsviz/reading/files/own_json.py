"""JSON: a layer that this project saved, a figure of Plotly that it drew, or a plain list."""

from __future__ import annotations

import json
from typing import Any

from dsviz.reading.errors import ReadError
from dsviz.reading.files.tensor import FileTensor
from dsviz.reading.files.text import decoded, of_text

_LAYOUTS = {"x": "CHW", "weight": "OIHW", "bias": "N", "y": "CHW"}


def read_json(data: bytes, name: str) -> list[FileTensor]:
    """List the tensors of a JSON file.

    Raises
    ------
    ReadError
        Rules ``file-whole``, ``file-none`` and those of pasted text.
    """
    document = layer_document(data)
    if document is None:
        return of_text(decoded(data), name)
    found = []
    for key, layout in _LAYOUTS.items():
        if document.get(key) is not None:
            [tensor] = of_text(json.dumps(document[key]), key)
            found.append(FileTensor(key, tensor.shape, tensor.dtype, tensor.load, layout=layout))
    return found


def layer_document(data: bytes) -> dict[str, Any] | None:
    """Find the layer in this project's own JSON, or in a figure that it drew; None where there is none.

    Examples
    --------
    >>> layer_document(b'{"layout": {"meta": {"dsviz": 1, "x": [[[1]]]}}}')
    {'dsviz': 1, 'x': [[[1]]]}
    """
    try:
        document = json.loads(decoded(data))
    except (ValueError, RecursionError) as error:
        if isinstance(error, ReadError):
            raise
        return None
    if isinstance(document, dict) and isinstance(document.get("layout"), dict):
        document = document["layout"].get("meta")
    return document if isinstance(document, dict) and "dsviz" in document else None
