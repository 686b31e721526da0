"""The process that a library parses a stranger's file in: ``python -m dsviz.reading.files.child``.

On its input a line of JSON with what is asked, then the file. On its output a line of JSON, a list of
tensors or a refusal, then the numbers one after another. Memory and time are bounded before it reads.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from dataclasses import dataclass
from math import prod
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from dsviz.reading.errors import ReadError
from dsviz.reading.files.kinds import Known
from dsviz.reading.files.tensor import MOST_UNPACKED, check_count

MOST_MEMORY = 1_000_000_000  # bytes beyond those of the libraries
MOST_PROCESSOR = 40  # seconds


@dataclass(frozen=True, eq=False)
class Found:
    """A tensor that a library found; get gives its numbers, or there are none and a rule says why.

    Attributes
    ----------
    dtype : str
        As in the file.
    stored : str
        NumPy's, in which get gives the numbers.
    """

    name: str
    shape: tuple[int, ...]
    dtype: str
    stored: str
    known: Known
    get: Callable[[], NDArray[Any]] | None
    refused: str = ""


def bound() -> None:
    """Bound the memory and the processor time from here on, where the system can."""
    if sys.platform == "win32":
        return
    import resource

    pages = Path("/proc/self/statm")
    if pages.exists():
        now = int(pages.read_text().split()[0]) * resource.getpagesize()
        resource.setrlimit(resource.RLIMIT_AS, (now + MOST_MEMORY, now + MOST_MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (MOST_PROCESSOR, MOST_PROCESSOR))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def read(kind: str, read_bytes: Callable[[], bytes], classes: dict[str, str]) -> list[Found]:
    """Let the library of this kind of file list the tensors, under the bounds."""
    if kind == ".pt":
        from dsviz.reading.files.torch_file import read_tensors

        bound()
        return check(read_tensors(read_bytes()))
    from dsviz.reading.files.hdf5 import read_datasets

    bound()
    return check(read_datasets(read_bytes(), classes))


def check(found: list[Found]) -> list[Found]:
    """Refuse too many tensors, and those that would fill too much memory. A compressed zero has no size."""
    check_count(len(found))
    total = sum(prod(each.shape) * np.dtype(each.stored).itemsize for each in found if each.get)
    if total > MOST_UNPACKED:
        raise ReadError("file-unpacked", most=MOST_UNPACKED, got=total)
    return found


def main() -> None:
    """Read the question and the file; write the list, then the numbers."""
    asked = json.loads(sys.stdin.buffer.readline())
    try:
        found = read(asked["kind"], sys.stdin.buffer.read, asked["classes"])
    except ReadError as error:
        print(json.dumps({"rule": error.rule, "values": error.values}))  # noqa: T201
        return
    listed = [
        {
            "name": each.name,
            "shape": list(each.shape),
            "dtype": each.dtype,
            "stored": each.stored,
            "known": each.known,
            "refused": each.refused,
        }
        for each in found
    ]
    sys.stdout.buffer.write(json.dumps(listed).encode() + b"\n")
    for each in found:
        if each.get:
            sys.stdout.buffer.write(np.ascontiguousarray(each.get(), each.stored).tobytes())


if __name__ == "__main__":
    main()
