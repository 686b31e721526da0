"""HDF5 in the process apart: Keras's .h5, and the weights within its .keras."""

from __future__ import annotations

from functools import partial
from io import BytesIO
from typing import Any

import h5py
import numpy as np
from numpy.typing import NDArray

from dsviz.reading.files.child import Found
from dsviz.reading.files.keras_file import classes_of
from dsviz.reading.files.kinds import keras_kind
from dsviz.reading.files.tensor import check_count

LONGEST_CONFIG = 10_000_000  # characters
_NUMBERS = "biuf"


def read_datasets(data: bytes, classes: dict[str, str]) -> list[Found]:
    """List the arrays of numbers; nothing outside of the file is opened.

    Parameters
    ----------
    data : bytes
    classes : dict
        The class of each layer by its name; where it is empty, the file is asked.
    """
    file = h5py.File(BytesIO(data), "r")
    known = classes or classes_of(_described(file))
    found: list[Found] = []

    def visit(name: str, item: Any) -> None:
        if isinstance(item, h5py.Dataset) and item.dtype.kind in _NUMBERS and item.dtype.itemsize <= 8:
            found.append(_found(name, item, known))
            check_count(len(found))

    # visititems passes over soft and external links, and comes to each array once.
    file.visititems(visit)
    return found


def _found(name: str, item: Any, classes: dict[str, str]) -> Found:
    # Its numbers may be said to lie in any file of this machine: those are never read.
    elsewhere = bool(item.external) or item.is_virtual
    get = None if elsewhere else partial(_numbers, item)
    shape = tuple(item.shape or ())
    kind = keras_kind(name, shape, classes)
    return Found(
        name, shape, item.dtype.name, item.dtype.str, kind, get, "file-elsewhere" if elsewhere else ""
    )


def _numbers(item: Any) -> NDArray[Any]:
    return np.asarray(item[()])


def _described(file: Any) -> str:
    """Read what Keras says of the model."""
    said = file.attrs.get("model_config", "")
    said = said.decode("utf-8", "replace") if isinstance(said, bytes) else said
    return said if isinstance(said, str) and len(said) <= LONGEST_CONFIG else ""
