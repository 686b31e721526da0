"""How far the digits that a printout leaves off may move a number: a layer's own, and what a mistake makes.

Of the right layer a border of zeros adds nothing unknown. Whoever mirrors the picture there sums inputs
whose last digits are not known, so the room of a mistake is that of the sums it really makes: the same
mistake is made with the tensors' sizes, and with what they may be at most.
"""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from dsviz.check.mistake import Outcome
from dsviz.check.mistakes import BY_ID
from dsviz.check.solved_layer import Array, SolvedLayer

MOST_DEVIATIONS = 4.0  # of a sum of rounded numbers; one in 16,000 is farther off
# One number is another in them: what is unknown stays where it was.
OF_ONE_NUMBER = frozenset({"weight-misread", "pixel-misread", "constant-added"})

Units = Mapping[str, Array]
# A layer of the sizes of all numbers, and the same of the largest ones they may be.
Between = tuple[SolvedLayer, SolvedLayer]


def carried(layer: SolvedLayer, units: Units, are_few: bool) -> Array:
    """Carry half a unit of each number through a layer's sums.

    Parameters
    ----------
    layer : SolvedLayer
    units : mapping of str to ndarray
        Half a unit of the last digit of each tensor that was read from a printout.
    are_few : bool
        Carry no more than sums of rounded numbers reach.

    Returns
    -------
    ndarray, shape (N, Ho, Wo)

    Examples
    --------
    >>> layer = SolvedLayer([[[2.0, 3.0]]], [[[[1.5]]]])
    >>> carried(layer, {"x": np.full((1, 1, 2), 0.25)}, are_few=False).tolist()
    [[[0.375, 0.375]]]
    """
    if not units:
        return np.zeros_like(layer.scales)
    _, widest = _between(layer, units)
    most: Array = widest.answer - layer.scales
    return np.minimum(most, MOST_DEVIATIONS * deviations(layer, units)) if are_few else most


def most_carried(layer: SolvedLayer, units: Units, are_few: bool) -> float:
    """Bound what is carried into any sum of a layer's numbers, whatever border or order they are given.

    Examples
    --------
    >>> layer = SolvedLayer([[[2.0, 3.0]]], [[[[1.5]]]])
    >>> most_carried(layer, {"x": np.full((1, 1, 2), 0.25)}, are_few=False)
    0.375
    """
    if not units:
        return 0.0
    half = {name: float(unit.max()) for name, unit in units.items()}
    of_x, of_weight = half.get("x", 0.0), half.get("weight", 0.0)
    taps, largest = layer.weight[0].size, max(1.0, float(abs(layer.x).max()))
    most = float(abs(layer.weight).reshape(len(layer.weight), -1).sum(1).max()) * of_x
    most += taps * (largest + of_x) * of_weight + half.get("bias", 0.0)
    if not are_few:
        return float(most)
    squares = 1 + taps * largest**2 + float((layer.weight**2).reshape(len(layer.weight), -1).sum(1).max())
    return float(min(most, MOST_DEVIATIONS * max(half.values()) * np.sqrt(squares / 3)))


def deviations(layer: SolvedLayer, units: Units) -> Array:
    """The standard deviation of each output, the tensors with units being rounded to them."""
    half = max(float(unit.max()) for unit in units.values())
    squares = np.ones_like(layer.scales)
    if "weight" in units:
        squares += _sums(layer, x=layer.x**2, weight=np.ones_like(layer.weight))
    if "x" in units:
        squares += _sums(layer, x=np.ones_like(layer.x), weight=layer.weight**2)
    return np.asarray(half * np.sqrt(squares / 3))


def carried_through(layer: SolvedLayer, units: Units, are_few: bool, outcome: Outcome) -> Array | None:
    """Carry half a unit of each number through what a mistake makes of a layer.

    Parameters
    ----------
    layer, units, are_few
        As `carried` takes them.
    outcome : Outcome
        With the mistake before it, where it was made with what that gives.

    Returns
    -------
    ndarray of the outcome's shape, or None where it is not known

    Examples
    --------
    >>> layer = SolvedLayer([[[1.0, 2.0]]], [[[[1.0, 1.0]]]]).changed(padding=((0, 0), (1, 1)))
    >>> units = {"x": np.full((1, 1, 2), 0.25)}
    >>> copied = BY_ID["border-filled-otherwise"].made(layer, {"mode": "replicate"})
    >>> carried(layer, units, False).tolist(), carried_through(layer, units, False, copied).tolist()
    ([[[0.25, 0.5, 0.25]]], [[[0.5, 0.5, 0.5]]])
    """
    made = _made(_between(layer, units), outcome)
    if made is None:
        return None
    least, most = made
    own = outcome.layer
    if own is None or not isinstance(least, SolvedLayer) or not isinstance(most, SolvedLayer):
        return None if are_few else _apart(least, most, outcome)
    moved: dict[str, Array] = {}
    for name, tensor in own.tensors.items():
        ends = least.tensors[name], most.tensors[name]
        if tensor is None or ends[0] is None or ends[1] is None:
            continue
        if not tensor.shape == ends[0].shape == ends[1].shape:
            return None
        moved[name] = abs(ends[1] - ends[0])
    return carried(own, {name: unit for name, unit in moved.items() if unit.any()}, are_few)


def _apart(least: SolvedLayer | Array, most: SolvedLayer | Array, outcome: Outcome) -> Array | None:
    """How far two answers are apart; None where they are no answers of the outcome's shape."""
    if isinstance(least, SolvedLayer) or isinstance(most, SolvedLayer):
        return None
    return abs(most - least) if least.shape == most.shape == outcome.shape else None


def _made(between: Between, outcome: Outcome) -> tuple[SolvedLayer | Array, SolvedLayer | Array] | None:
    """Make a mistake, behind the one before it, with the least and with the most."""
    if outcome.before is not None:
        before = _made(between, outcome.before)
        if before is None:
            return None
        between = _after(between[0], before[0]), _after(between[1], before[1])
    if outcome.mistake in OF_ONE_NUMBER:
        return between
    least, most = (BY_ID[outcome.mistake].made(layer, outcome.values) for layer in between)
    return None if least is None or most is None else (least.made, most.made)


def _after(layer: SolvedLayer, made: SolvedLayer | Array) -> SolvedLayer:
    return made if isinstance(made, SolvedLayer) else layer.answered(made)


def _between(layer: SolvedLayer, units: Units) -> Between:
    sizes = {name: None if each is None else abs(each) for name, each in layer.tensors.items()}
    most = {name: None if each is None else each + units.get(name, 0.0) for name, each in sizes.items()}
    least, widest = layer.changed(**sizes), layer.changed(**most)
    assert least is not None
    assert widest is not None
    return least, widest


def _sums(layer: SolvedLayer, x: Array, weight: Array) -> Array:
    other = layer.redone(x=x, weight=weight, bias=None)
    assert other is not None
    return other
