"""Check my work: a tensor of a file, written into its box."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from dsviz.export.pytorch_code import nested_list
from dsviz.ui.inputs.texts import Texts


def own_taker(own: Texts) -> Callable[[str, NDArray[np.float64], str], None]:
    """Return what puts a tensor's numbers into the box of its role, and its order of axes beside it."""

    def take(role: str, numbers: NDArray[np.float64], layout: str) -> None:
        own.put(role, nested_list(numbers))
        own.put(f"{role}-layout", layout)

    return take
