"""Keras's .keras: a zip with the model's description and, in HDF5, its weights."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from dsviz.reading.files.apart import read_apart
from dsviz.reading.files.tensor import FileTensor
from dsviz.reading.files.zipped import Zip

CONFIG, WEIGHTS = "config.json", "model.weights.h5"
_DEEPEST = 40


def read_keras(file: Zip) -> list[FileTensor]:
    """List the weights of a .keras file, each with its layer's class; nothing of the model is built.

    Raises
    ------
    ReadError
        Those of the zip and of HDF5.
    """
    return read_apart(file.unpack(WEIGHTS), ".h5", classes_of(file.unpack(CONFIG)))


def classes_of(config: bytes | str) -> dict[str, str]:
    """Find the class of every layer by its name in a model's description; none in one that is damaged.

    >>> classes_of('{"config": {"layers": [{"class_name": "Conv2D", "config": {"name": "first"}}]}}')
    {'first': 'Conv2D'}
    """
    try:
        return dict(_classes(json.loads(config), 0))
    except (ValueError, RecursionError):
        return {}


def _classes(config: Any, depth: int) -> Iterator[tuple[str, str]]:
    if isinstance(config, dict):
        inner = config.get("config")
        name = inner.get("name") if isinstance(inner, dict) else None
        if isinstance(name, str) and isinstance(config.get("class_name"), str):
            yield name, config["class_name"]
    parts = config.values() if isinstance(config, dict) else config if isinstance(config, list) else ()
    if depth < _DEEPEST:
        for part in parts:
            yield from _classes(part, depth + 1)
