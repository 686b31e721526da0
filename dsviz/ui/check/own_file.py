"""Check my work: a tensor of a file, or a whole layer with its settings, written into the boxes."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from dsviz.reading.together import Choice
from dsviz.reading.whole import setting_texts
from dsviz.saved.state import State
from dsviz.ui.inputs.boxes import Boxes


def put_layer(boxes: Boxes, state: State) -> None:
    """Write a layer's tensors and settings into their boxes."""
    boxes.fill_layer(state.x, state.weight, state.bias)
    for name, text in (setting_texts(state.spec) | {"padding_mode": state.spec.padding_mode}).items():
        boxes.texts.put(name, text)


def own_taker(boxes: Boxes) -> Callable[[str, NDArray[np.float64], str], None]:
    """Return what puts a tensor's numbers into the box of its role, with the order that the file tells."""

    def take(box: str, numbers: NDArray[np.float64], layout: str) -> None:
        boxes.fill(box, numbers, Choice(layout, is_known=bool(layout)))

    return take
