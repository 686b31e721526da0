"""All tensors of a layer as CSV for a spreadsheet, and as NPZ for NumPy."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence

import numpy as np

from dsviz.conv.trace import Trace

AXES = ("i", "j", "k", "l")


def tensors(traces: Sequence[Trace]) -> dict[str, np.ndarray]:
    """Name the tensors of one layer, or of two that follow each other.

    Parameters
    ----------
    traces : sequence of Trace
        One, or two where the second reads the first's output.

    Returns
    -------
    dict of str to ndarray
        ``x, w, b, y``; with two layers ``x, w, b, z, p, c, y``: z lies between them, p and c are the second
        one's weight and bias. A bias there is not is left out.

    Examples
    --------
    >>> from dsviz.conv.trace import trace
    >>> {name: each.shape for name, each in tensors([trace([[[2]]], [[[[3]]]], backend="numpy")]).items()}
    {'x': (1, 1, 1), 'w': (1, 1, 1, 1), 'y': (1, 1, 1)}
    """
    first, last = traces[0], traces[-1]
    named = {"x": first.layer.x, "w": first.layer.weight, "b": first.layer.bias}
    if len(traces) > 1:
        named |= {"z": first.output, "p": last.layer.weight, "c": last.layer.bias}
    named["y"] = last.output
    return {name: values for name, values in named.items() if values is not None}


def tensors_csv(traces: Sequence[Trace]) -> str:
    """Write every number as a line: tensor, its indices, the value with all its digits.

    The settings of each layer stand in a comment behind the numbers, so that the head stays the first line.

    Examples
    --------
    >>> from dsviz.conv.trace import trace
    >>> print(tensors_csv([trace([[[2, -1]]], [[[[0.5]]]], backend="numpy")]))
    tensor,i,j,k,l,value
    x,0,0,0,,2
    x,0,0,1,,-1
    w,0,0,0,0,0.5
    y,0,0,0,,1
    y,0,0,1,,-0.5
    # stride 1 1; padding 0 0 0 0; dilation 1 1; groups 1; padding_mode zeros
    <BLANKLINE>
    """
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(["tensor", *AXES, "value"])
    for name, values in tensors(traces).items():
        for place in np.ndindex(values.shape):
            blanks = [""] * (len(AXES) - len(place))
            writer.writerow([name, *place, *blanks, _exact(float(values[place]))])
    return text.getvalue() + "".join(map(_settings, traces))


def _settings(trace: Trace) -> str:
    """Write the settings of a layer as a comment without a comma, which would part it into cells."""
    settings = trace.layer.keywords | {"padding": trace.layer.pads}
    texts = (f"{name} {' '.join(map(str, np.ravel(value)))}" for name, value in settings.items())
    return f"# {'; '.join(texts)}\n"


def tensors_npz(traces: Sequence[Trace]) -> bytes:
    """Write the tensors as ``numpy.load`` reads them, with the settings of each layer beside them.

    Returns
    -------
    bytes
        The arrays of `tensors`, and ``stride, padding, dilation, groups, padding_mode`` (of a second layer
        ``stride_2`` and so on). It needs no pickle.
    """
    arrays: dict[str, np.ndarray] = dict(tensors(traces))
    for at, trace in enumerate(traces, 1):
        end = "" if at == 1 else f"_{at}"
        arrays |= {f"{name}{end}": np.array(value) for name, value in trace.layer.keywords.items()}
        arrays[f"padding{end}"] = np.array(trace.layer.pads)
    file = io.BytesIO()
    np.savez_compressed(file, allow_pickle=False, **arrays)
    return file.getvalue()


def _exact(value: float) -> str:
    return str(int(value)) if value.is_integer() and abs(value) < 2**53 else repr(value)
