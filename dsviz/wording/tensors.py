"""A tensor as plain text, its numbers one under the other."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from dsviz.wording.numbers import number

Array = NDArray[np.float64]
BETWEEN = " "  # of the numbers of a row


def tensor_text(values: Array) -> str:
    """Write a tensor a row a line, an empty line between maps.

    Examples
    --------
    >>> print(tensor_text(np.array([[[1.0, -2.0], [3.0, 4.5]], [[0.0, 1.0], [2.0, 10.0]]])))
     1  −2
     3 4.5
    <BLANKLINE>
     0   1
     2  10
    """
    rows = values.reshape(-1, *values.shape[-2:]) if values.ndim > 1 else values[None, None]
    texts = [[[number(float(value)) for value in row] for row in each] for each in rows]
    width = max(len(text) for each in texts for row in each for text in row)
    return "\n\n".join(
        "\n".join(BETWEEN.join(text.rjust(width) for text in row) for row in each) for each in texts
    )
