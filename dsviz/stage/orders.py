"""The orders in which a stage counts its steps: data that the browser reads too."""

from __future__ import annotations

import json
from functools import cache
from importlib.resources import files

import numpy as np

AXES = {"filter": 0, "row": 1, "col": 2}


@cache
def orders() -> dict[str, tuple[int, ...]]:
    """Return each order's axes of the output, from the slowest to the fastest.

    Examples
    --------
    >>> orders()
    {'filter': (0, 1, 2), 'place': (1, 2, 0)}
    """
    text = files("dsviz.stage").joinpath("orders.json").read_text(encoding="utf-8")
    return {name: tuple(AXES[axis] for axis in axes) for name, axes in json.loads(text).items()}


def number_of(place: tuple[int, int, int], outputs: tuple[int, int, int], order: str) -> int:
    """Return which step of an order computes an output number, from 0.

    Parameters
    ----------
    place : (filter, row, column)
    outputs : (N, Ho, Wo)
        The shape of the layer's output.
    order : str
        A name of `orders`.

    Examples
    --------
    >>> number_of((1, 0, 2), (2, 1, 3), "filter"), number_of((1, 0, 2), (2, 1, 3), "place")
    (5, 5)
    >>> number_of((1, 0, 0), (2, 1, 3), "filter"), number_of((1, 0, 0), (2, 1, 3), "place")
    (3, 1)
    """
    number = 0
    for axis in orders()[order]:
        number = number * outputs[axis] + place[axis]
    return number


def by_filter(step: int, outputs: tuple[int, int, int], order: str) -> int:
    """Turn a step counted in some order into one that counts filter by filter, as `dsviz.trace` does.

    Parameters
    ----------
    step : int
    outputs : (N, Ho, Wo)
        The shape of the layer's output.
    order : str
        A name of `orders`.

    Examples
    --------
    >>> [by_filter(step, (2, 1, 3), "place") for step in range(6)]
    [0, 3, 1, 4, 2, 5]
    >>> by_filter(4, (2, 1, 3), "filter")
    4
    """
    axes = orders()[order]
    counted = np.unravel_index(step, [outputs[axis] for axis in axes])
    n, row, column = (int(counted[axes.index(axis)]) for axis in range(3))
    return number_of((n, row, column), outputs, "filter")
