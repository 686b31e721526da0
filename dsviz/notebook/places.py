"""Where a widget can stand: its steps and their parts, and the cells that can be pinned."""

from __future__ import annotations

from operator import index
from typing import Any

from dsviz.content import Listed
from dsviz.conv.layer import Layer
from dsviz.conv.trace import Trace
from dsviz.notebook.errors import NotebookError
from dsviz.stage.orders import orders


def parts_of(layer: Layer, by_product: bool) -> int:
    """Count the parts of a step: window, products, each channel's sum, total, bias, result.

    >>> layer = Layer([[[1, 2, 3]]], [[[[1, 1]]]])
    >>> parts_of(layer, by_product=False), parts_of(layer, by_product=True)
    (4, 5)
    """
    _, depth, height, width = layer.weight.shape
    each = height * width + 1 if by_product else 1
    sums = depth * each + (depth > 1) + (layer.bias is not None)
    return int(2 - by_product + sums + 1)


def check_step(step: int, steps: int) -> int:
    """Return a step that the run has.

    Raises
    ------
    NotebookError
    """
    if not 0 <= step < steps:
        raise NotebookError("step", got=step, last=steps - 1)
    return step


def check_order(order: str) -> str:
    """Return an order that there is.

    Raises
    ------
    NotebookError
    """
    if order not in orders():
        raise NotebookError("order", got=repr(order)[:40], known=Listed([repr(each) for each in orders()]))
    return order


def check_part(part: int | None, parts: int) -> int | None:
    """Return a part that each step has, or None for the whole step.

    Raises
    ------
    NotebookError
    """
    if part is not None and not 0 <= part < parts:
        raise NotebookError("part", got=part, last=parts - 1)
    return part


def check_pinned(cell: tuple[Any, ...], trace: Trace) -> tuple[Any, ...]:
    """Return a cell that can be pinned, its index as ints of Python.

    Parameters
    ----------
    cell : tuple
        The tensor's name, then the index; empty for none.
    trace : Trace

    Raises
    ------
    NotebookError
        If there is no such tensor, or the index lies outside it.
    """
    if not cell:
        return ()
    layer = trace.layer
    shapes = {"x": layer.x.shape, "w": layer.weight.shape, "y": trace.output.shape}
    if layer.bias is not None:
        shapes["b"] = layer.bias.shape
    name, *place = cell
    if name not in shapes:
        raise NotebookError(
            "pinned-tensor", got=repr(name)[:40], known=Listed([repr(each) for each in shapes])
        )
    try:
        found = tuple(map(index, place))
    except TypeError:
        found = ()
    shape = shapes[name]
    if len(found) != len(shape) or not all(0 <= at < size for at, size in zip(found, shape, strict=True)):
        raise NotebookError("pinned-index", name=name, got=repr(tuple(place))[:60], shape=shape)
    return (name, *found)
