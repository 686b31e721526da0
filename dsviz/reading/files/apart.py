"""Libraries parse a stranger's file in a process of their own, under a bound of memory and time."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from importlib.util import find_spec
from math import prod
from pathlib import Path
from threading import Lock
from typing import Any

import numpy as np
from numpy.typing import NDArray

from dsviz.reading.errors import ReadError
from dsviz.reading.files.tensor import FileTensor, Part, check_shape

MOST_SECONDS = 60
# What a kind of file is read with, and the package that brings it.
LIBRARIES = {".pt": "torch", ".h5": "h5py"}
_ROOT = str(Path(__file__).parents[3])
# Two uploads at once must not need twice the memory that one may have.
_one_at_a_time = Lock()


def read_apart(data: bytes, kind: str, classes: dict[str, str] | None = None) -> list[FileTensor]:
    """List the tensors of a file that a library reads.

    Parameters
    ----------
    data : bytes
    kind : {".pt", ".h5"}
    classes : dict, optional
        For Keras: the class of each layer by its name.

    Raises
    ------
    ReadError
        Rules ``file-library``, ``file-whole``, ``file-time``, ``file-model``, ``file-elsewhere``,
        ``file-tensors`` and ``file-unpacked``.
    """
    library = LIBRARIES[kind]
    if find_spec(library) is None:
        raise ReadError("file-library", kind=kind, library=library)
    listed, _, numbers = _asked(data, {"kind": kind, "classes": classes or {}}).partition(b"\n")
    answer = json.loads(listed)
    if isinstance(answer, dict):
        raise ReadError(answer["rule"], **answer["values"])
    found, at = [], 0
    for entry in answer:
        tensor, at = _tensor(entry, memoryview(numbers), at)
        found.append(tensor)
    return found


def _tensor(entry: dict[str, Any], numbers: memoryview, at: int) -> tuple[FileTensor, int]:
    """Make the tensor of one entry, whose numbers begin at a byte; tell where they end."""
    name, refused, dtype = entry["name"], entry["refused"], np.dtype(entry["stored"])
    shape = check_shape(name, entry["shape"])
    stop = at if refused else at + prod(shape) * dtype.itemsize

    def load(part: Part) -> NDArray[Any]:
        if refused:
            raise ReadError(refused, name=name)
        return np.frombuffer(numbers[at:stop], dtype).reshape(shape)[part]

    return FileTensor(name, shape, entry["dtype"], load, *entry["known"]), stop


def _asked(data: bytes, question: dict[str, Any]) -> bytes:
    """Ask the other process, and return all that it wrote."""
    known = {name: value for name, value in os.environ.items() if name != "PYTHONSTARTUP"}
    path = os.pathsep.join([_ROOT, *filter(None, [known.get("PYTHONPATH")])])
    with _one_at_a_time:
        try:
            done = subprocess.run(
                [sys.executable, "-m", "dsviz.reading.files.child"],
                input=json.dumps(question).encode() + b"\n" + data,
                capture_output=True,
                timeout=MOST_SECONDS,
                env=known | {"PYTHONPATH": path},
                check=False,
            )
        except subprocess.TimeoutExpired:
            raise ReadError("file-time", most=MOST_SECONDS) from None
    if done.returncode:
        raise ReadError("file-whole", kind=question["kind"])
    return done.stdout
