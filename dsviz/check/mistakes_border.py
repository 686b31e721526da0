"""Mistakes at the border: how much is put around the picture, on which side, and with what."""

from __future__ import annotations

from typing import Any

import numpy as np

from dsviz.check.mistake import Choices, Made
from dsviz.check.solved_layer import SolvedLayer
from dsviz.conv.spec import Pads

MODES = ("reflect", "replicate", "symmetric", "circular", "ones")
NUMPY_MODES = {"reflect": "reflect", "replicate": "edge", "symmetric": "symmetric", "circular": "wrap"}
SIDES = ("before", "after", "rows", "columns", "all-before", "all-after")
# Where rows alone are padded, or columns alone, a side is called by its own name.
OF_ROWS = {"top": "before", "bottom": "after", "all-top": "all-before", "all-bottom": "all-after"}
OF_COLUMNS = {"left": "before", "right": "after", "all-left": "all-before", "all-right": "all-after"}


def padding_forgotten(layer: SolvedLayer) -> Made:
    """The window stays inside the picture."""
    return layer.changed(padding=0)


def padding_choices(layer: SolvedLayer) -> Choices:
    """Other amounts: one or two cells, what keeps the size, and all at which the kernel still touches."""
    reaches = [(k - 1) * d for k, d in zip(layer.kernel, layer.spec.dilation, strict=True)]
    half = tuple((reach // 2, reach - reach // 2) for reach in reaches)
    ways: dict[Pads, str] = {}
    # A row has no height to be padded.
    one, two = (((0, 0) if layer.is_row else (cells, cells), (cells, cells)) for cells in (1, 2))
    for way, pads in (
        ("same", half),
        ("full", tuple((reach, reach) for reach in reaches)),
        ("one", one),
        ("two", two),
    ):
        ways.setdefault(pads, way)  # type: ignore[arg-type]
    return (
        {"way": way, "rows": pads[0], "columns": pads[1], "of_row": layer.is_row}
        for pads, way in ways.items()
        if pads != layer.pads and any(map(any, pads))
    )


def padding_added(
    layer: SolvedLayer, way: str, rows: tuple[int, int], columns: tuple[int, int], of_row: bool
) -> Made:
    """Another padding than the layer's; that of a row has no rows above and below it."""
    return layer.changed(padding=(rows, columns))


def padding_mode_ignored(layer: SolvedLayer) -> Made:
    """The border is filled with zeros where it should copy the picture."""
    return layer.changed(padding_mode="zeros")


def mode_choices(layer: SolvedLayer) -> Choices:
    """Every other way to fill a border, where there is one."""
    is_padded = any(map(any, layer.pads))
    return ({"mode": mode} for mode in MODES if is_padded and mode != layer.spec.padding_mode)


def border_filled_otherwise(layer: SolvedLayer, mode: str) -> Made:
    """The border is filled in another way than the layer's."""
    pads, (height, width) = layer.pads, layer.size
    # NumPy goes on mirroring where a mirror is too small; nobody does that by hand.
    too_small = max(pads[0]) > height - (mode == "reflect") or max(pads[1]) > width - (mode == "reflect")
    if too_small and mode != "ones":
        return None
    known: dict[str, Any] = {"mode": NUMPY_MODES[mode]} if mode != "ones" else {"constant_values": 1.0}
    return layer.changed(x=np.pad(layer.x, ((0, 0), *pads), **known), padding=0, padding_mode="zeros")


def side_choices(layer: SolvedLayer) -> Choices:
    """On one side only, on one axis only, or all of it on one side."""
    rows, columns = map(any, layer.pads)
    sides = SIDES if rows and columns else OF_ROWS if rows else OF_COLUMNS if columns else ()
    return ({"side": side} for side in sides)


def padding_on_one_side(layer: SolvedLayer, side: str) -> Made:
    """The padding is put on some sides only."""
    rows, columns = layer.pads
    padding = {
        "before": ((rows[0], 0), (columns[0], 0)),
        "after": ((0, rows[1]), (0, columns[1])),
        "rows": (rows, (0, 0)),
        "columns": ((0, 0), columns),
        "all-before": ((sum(rows), 0), (sum(columns), 0)),
        "all-after": ((0, sum(rows)), (0, sum(columns))),
    }[(OF_ROWS | OF_COLUMNS).get(side, side)]
    return None if padding == layer.pads else layer.changed(padding=padding)


def channel_unpadded_choices(layer: SolvedLayer) -> Choices:
    """Each channel, where there are several and a border; its windows left out there, or moved."""
    slices = layer.slices if layer.slices > 1 and any(map(any, layer.pads)) else 0
    return ({"channel": c, "way": way} for c in range(slices) for way in ("left-out", "moved"))


def channel_unpadded(layer: SolvedLayer, channel: int, way: str) -> Made:
    """One input channel is not padded: nothing of it at the border, or its corner laid into the frame's."""
    others = layer.answer - layer.part(channel)
    x = layer.x[channel :: layer.slices]
    alone = layer.changed(x=x, weight=layer.weight[:, channel : channel + 1], bias=None)
    if alone is None:
        return None
    if way == "moved":
        moved = alone.redone(padding=((0, sum(layer.pads[0])), (0, sum(layer.pads[1]))), padding_mode="zeros")
        return None if moved is None else others + moved
    inside = np.zeros((layer.spec.groups, *layer.size))
    counted = alone.redone(
        x=inside + 1, weight=np.ones_like(alone.weight), padding=layer.pads, padding_mode="zeros"
    )
    return None if counted is None else others + np.where(counted == counted.max(), alone.answer, 0.0)


def border_choices(layer: SolvedLayer) -> Choices:
    """What stands in the cells of the border, where the output is as large as the input."""
    if layer.output_size == layer.size and any(map(any, layer.pads)):
        yield {"way": "zeros"}
        if layer.x.shape == layer.answer.shape:
            yield {"way": "input"}


def border_not_computed(layer: SolvedLayer, way: str) -> Made:
    """Where the window does not fit inside, the cells stay as they are, or 0."""
    inside = layer.redone(padding=0)
    if inside is None or layer.spec.stride != (1, 1):
        return None
    kept = np.array(layer.x) if way == "input" else np.zeros_like(layer.answer)
    (top, _), (left, _) = layer.pads
    kept[:, top : top + inside.shape[1], left : left + inside.shape[2]] = inside
    return kept


def uneven_choices(layer: SolvedLayer) -> Choices:
    """Who says on which side the padding is wider: the rule of same, or the layer's own numbers."""
    yield {"rule": "same" if layer.spec.padding == "same" else "typed"}


def same_wrong_side(layer: SolvedLayer, rule: str) -> Made:
    """The wider side of the padding and the other one are exchanged."""
    (top, bottom), (left, right) = layer.pads
    return layer.changed(padding=((bottom, top), (right, left)))


def rule_choices(layer: SolvedLayer) -> Choices:
    """TensorFlow's same where a number was asked for, or half a kernel on both sides where same was."""
    half = tuple(k // 2 for k in layer.kernel)
    if layer.spec.padding == "same":
        yield {"rule": "half"}
    elif layer.pads == tuple((n, n) for n in half):
        yield {"rule": "same"}


def padding_rule_swapped(layer: SolvedLayer, rule: str) -> Made:
    """The padding is worked out as the other framework does it."""
    padding: Any = "same" if rule == "same" else tuple(k // 2 for k in layer.kernel)
    return layer.changed(padding=padding)
