"""Check my work: own tensors that are a batch of pictures, or a layer over a row."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from dsviz.reading.axes import Known, options
from dsviz.reading.paste import Reading

MOST_PICTURES = 16  # of a batch, to whose others an answer is held


def each_picture(x: Reading) -> Iterator[Reading]:
    """Take each picture of a batch in turn; none where there is only one, or very many."""
    for at in range(x.pictures if 1 < x.pictures <= MOST_PICTURES else 0):
        found = options(x.typed, x.role, Known(), x.telling, at)
        taken = tuple(option for option in found if option.layout == x.layout)
        yield replace(x, options=taken, picture=at)


def is_row(x: Reading, weight: Reading) -> bool:
    """Tell whether an input and a kernel are those of a Conv1d: three axes each, and no height."""
    axes = x.typed.ndim, weight.typed.ndim
    return axes in ((2, 3), (3, 3)) and x.array.shape[1] == weight.array.shape[2] == 1
