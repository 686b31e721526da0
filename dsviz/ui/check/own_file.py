"""Check my work: a tensor of a file, written into its box."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from dsviz.reading.together import Choice
from dsviz.ui.inputs.boxes import Boxes


def own_taker(boxes: Boxes) -> Callable[[str, NDArray[np.float64], str], None]:
    """Return what puts a tensor's numbers into the box of its role, with the order that the file tells."""

    def take(box: str, numbers: NDArray[np.float64], layout: str) -> None:
        boxes.fill(box, numbers, Choice(layout, is_known=bool(layout)))

    return take
