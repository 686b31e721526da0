"""Calls that pad an input before a layer reads it: F.pad, np.pad, tf.pad, ZeroPad2d, padarray."""

from __future__ import annotations

import re
from ast import literal_eval
from collections.abc import Callable
from typing import Any

from dsviz.reading.code_calls import Call, calls_of
from dsviz.reading.edges import Edge, Untaken, bare, edge_of, is_zero, mode_of
from dsviz.reading.frames import Shape

Pads = tuple[int, int, int, int]

PADS = re.compile(
    r"(?<![\w.])(?:(?:[A-Za-z_]\w{0,20}\.){0,4}(?:pad|(?:Zero|Constant|Reflection|Replication|Circular)Pad[12]d"
    r"|ZeroPadding[12]D|copyMakeBorder)|padarray)(?=[ ]?\()"
)
_WIDTHS = re.compile(r"[0-9,()\[\]\s]{1,120}")
# What a library calls constant, edge and symmetric differs; what each calls reflect does not.
_FILLS = {
    **{"ReflectionPad": "mirror", "ReplicationPad": "replicate", "CircularPad": "circular"},
    **{"reflect": "mirror"},
}


def pad_calls(text: str, x: Shape) -> list[Edge]:
    """Find the paddings that are calls of their own.

    Parameters
    ----------
    text : str
        Without comments.
    x : tuple of int
        The shape of the input in the text.

    Examples
    --------
    >>> pad_calls("F.conv2d(F.pad(x, (1, 1, 2, 2)), w)", (1, 1, 5, 5))[0].settings
    {'padding': '2, 1'}
    >>> pad_calls("np.pad(x, 1, mode='symmetric')", (5, 5))[0].untaken
    'mirror'
    """
    found = []
    for call in calls_of(text, PADS):
        reader = _reader(call)
        if reader is not None:
            found.append(reader(call, x))
        elif call.base == "pad":
            found.append(Edge(call.name, {}, "unknown", _written(call)))
    return found


def _reader(call: Call) -> Callable[[Call, Shape], Edge] | None:
    library = call.name.rpartition(".")[0].rpartition(".")[2]
    if call.base == "pad":
        known = {"F": _of_torch, "functional": _of_torch, "tf": _of_numpy}
        return known.get(library) or (_of_numpy if library in ("np", "numpy", "jnp") else None)
    if call.base == "copyMakeBorder":
        return _of_opencv
    if call.base == "padarray":
        return _of_matlab
    return _of_keras if "Padding" in call.base else _of_module


def _widths(argument: str) -> Any:
    """Read the widths of a padding: a number, or lists of them; None for anything else."""
    text = re.sub(r"(?<=\d)\s+(?=\d)", ", ", argument)
    try:
        return literal_eval(text) if _WIDTHS.fullmatch(text) else None
    except (ValueError, SyntaxError, MemoryError, RecursionError):
        return None


def _of_torch(call: Call, x: Shape) -> Edge:
    """Read pairs from the last axis on: left, right, top, bottom."""
    widths, fill = _widths(call.argument(1, "pad")), bare(call.argument(2, "mode"))
    return _flat(call, widths, fill, call.argument(3, "value"))


def _of_module(call: Call, x: Shape) -> Edge:
    widths = _widths(call.argument(0, "padding"))
    count = 2 if call.base.endswith("1d") else 4
    widths = (widths,) * count if isinstance(widths, int) else widths
    value = call.argument(1, "value") if call.base.startswith("Constant") else ""
    return _flat(call, widths, call.base[:-2], value)


def _flat(call: Call, widths: Any, fill: str, value: str) -> Edge:
    if not isinstance(widths, (tuple, list)) or not all(isinstance(each, int) for each in widths):
        return _untaken(call)
    if len(widths) % 2 or not widths or any(widths[4:]):
        return _untaken(call, "axes")
    left, right, top, bottom = (*widths, 0, 0)[:4]
    return _edge(call, (top, bottom, left, right), fill, value)


def _of_numpy(call: Call, x: Shape) -> Edge:
    """Read pairs, one an axis; one pair or one number is of every axis, of channels too."""
    widths, fill = _widths(call.argument(1, "pad_width", "paddings")), bare(call.argument(2, "mode"))
    value = call.argument(3, "constant_values")
    if isinstance(widths, int):
        widths = (widths, widths)
    if not isinstance(widths, (tuple, list)) or not widths:
        return _untaken(call)
    if all(isinstance(each, int) for each in widths):
        widths = [tuple(widths) * (3 - len(widths))] * len(x) if len(widths) <= 2 else []
    elif len(widths) == 1:
        widths = list(widths) * len(x)
    pairs = [tuple(each) if isinstance(each, (tuple, list)) else () for each in widths]
    if not pairs or any(len(pair) != 2 for pair in pairs):
        return _untaken(call)
    pads = _spatial(pairs, x)
    return _untaken(call, "axes") if pads is None else _edge(call, pads, fill, value)


def _spatial(pairs: list[tuple[Any, ...]], x: Shape) -> Pads | None:
    """Find rows and columns among the axes that are padded; None where channels are padded, or in doubt."""
    if len(pairs) != len(x):
        return None
    if len(pairs) <= 2:
        return (*((0, 0), *pairs)[-2], *pairs[-1])
    padded = {at - len(pairs) for at, pair in enumerate(pairs) if any(pair)}
    if padded <= {-2, -1} and padded != {-2}:
        return (*pairs[-2], *pairs[-1])
    if padded <= {-3, -2} and padded != {-2}:
        return (*pairs[-3], *pairs[-2])
    return None


def _of_keras(call: Call, x: Shape) -> Edge:
    widths = _widths(call.argument(0, "padding"))
    if isinstance(widths, int):
        widths = (widths, widths)
    if not isinstance(widths, (tuple, list)) or len(widths) != 2:
        return _untaken(call)
    pairs = [(each, each) if isinstance(each, int) else tuple(each) for each in widths]
    if call.base.endswith("1D"):
        pairs = [(0, 0), tuple(widths)]
    if not all(len(pair) == 2 and all(isinstance(each, int) for each in pair) for pair in pairs):
        return _untaken(call)
    return _edge(call, (*pairs[0], *pairs[1]), "", "")


def _of_opencv(call: Call, x: Shape) -> Edge:
    names = ("top", "bottom", "left", "right")
    widths = [call.argument(at, name) for at, name in enumerate(names, start=1)]
    if not all(each.isdigit() for each in widths):
        return _untaken(call)
    top, bottom, left, right = map(int, widths)
    fill = bare(call.argument(5, "borderType"))
    return _edge(call, (top, bottom, left, right), fill, call.argument(6, "value"))


def _of_matlab(call: Call, x: Shape) -> Edge:
    widths, words = _widths(call.argument(1)), [bare(each) for each in call.given[2:]]
    widths = [widths] if isinstance(widths, int) else widths
    if not isinstance(widths, (tuple, list)) or not 1 <= len(widths) <= 2:
        return _untaken(call)
    down, across = (*widths, 0)[:2]
    sides = {"pre": (1, 0), "post": (0, 1)}.get(words[-1] if words else "", (1, 1))
    others = [word for word in words if word not in ("pre", "post", "both")]
    fill = next((word for word in others if word.isalpha()), "")
    value = next((word for word in others if not word.isalpha()), "")
    before, after = sides
    return _edge(call, (down * before, down * after, across * before, across * after), fill, value)


def _edge(call: Call, pads: Pads, fill: str, value: str) -> Edge:
    mode, untaken = mode_of(_FILLS.get(fill, "" if fill in ("ZeroPad", "ConstantPad") else fill))
    if untaken:
        return _untaken(call, untaken)
    return edge_of(call.name, pads, mode) if is_zero(value) else _untaken(call, "value")


def _untaken(call: Call, why: Untaken = "unknown") -> Edge:
    return Edge(call.name, {}, why, _written(call))


def _written(call: Call) -> str:
    named = (f"{name}={value}" for name, value in call.named.items())
    return ", ".join([*call.given, *named])[:60]
