"""Printouts too wide for a window: MATLAB, Octave and old PyTorch print them a few columns at a time."""

from __future__ import annotations

import re

import numpy as np

from dsviz.reading.errors import ReadError
from dsviz.reading.forms.masks import blanked
from dsviz.reading.table import read_table
from dsviz.reading.typed import PLAIN, Manner, Typed

_COLUMNS = re.compile(
    r"^[ \t]*Columns?[ ]([0-9]{1,5})(?:[ ](?:through|to|and|-)[ ]([0-9]{1,5}))?[ ]?:?[ \t\r]*$", re.MULTILINE
)


def read_wide(text: str, manner: Manner = PLAIN) -> Typed | None:
    """Put columns that were printed one block under another side by side; None where there are none.

    Parameters
    ----------
    text : str
    manner : Manner

    Raises
    ------
    ReadError
        Rule ``columns-count``, and those of tables.

    Examples
    --------
    >>> read_wide("Columns 1 through 2\\n 1 2\\n 4 5\\nColumn 3\\n 3\\n 6").numbers
    [1.0, 2.0, 3.0, 4.0, 5.0, 6.0]
    """
    heads = list(_COLUMNS.finditer(text))
    if not heads:
        return None
    before = text[: heads[0].start()]
    blocks: list[Typed] = []
    for head, end in zip(heads, [*(head.start() for head in heads[1:]), len(text)], strict=True):
        # What stands before the first heading is of all blocks: a factor such as 1.0e+03 *.
        try:
            typed = read_table(before + text[head.end() : end], manner)
        except ReadError:
            # Once more with everything in its place, for the refusal to name the place.
            read_table(before + blanked(text[len(before) : head.end()]) + text[head.end() : end], manner)
            raise
        expected = int(head[2] or head[1]) - int(head[1]) + 1
        if typed.shape[-1] != expected or (blocks and typed.shape[:-1] != blocks[0].shape[:-1]):
            got = list(typed.shape)
            raise ReadError.at(text, head.start(), "columns-count", got=got, expected=expected)
        blocks.append(typed)
    array = np.concatenate([block.array for block in blocks], axis=-1)
    return blocks[0]._replace(numbers=array.ravel().tolist(), shape=array.shape)
