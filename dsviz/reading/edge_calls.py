"""The borders of SciPy's, NumPy's, OpenCV's and MATLAB's convolutions: same, full, and their filling."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import NamedTuple

from dsviz.reading.code_calls import Call, calls_of
from dsviz.reading.edges import Edge, bare, edge_of, is_zero, mode_of, sides_of
from dsviz.reading.frames import Shape

_NAME = re.compile(
    r"(?<![\w.])(?:(?:[A-Za-z_]\w{0,20}\.){1,3}(?:filter2D|(?:convolve|correlate)(?:[12]d)?|(?:fft|oa)convolve)"
    r"|(?:convolve|correlate)(?:[12]d)?|(?:fft|oa)convolve|conv2|convn|filter2|filter2D|imfilter|xcorr2)"
    r"(?=[ ]?\()"
)
_MATLABS = {"conv2": "full", "convn": "full", "xcorr2": "full", "filter2": "same", "imfilter": "same"}
_SIGNALS = ("convolve2d", "correlate2d", "fftconvolve", "oaconvolve")
_REGIONS = ("full", "same", "valid")
_LIBRARIES = {
    **dict.fromkeys(("np", "numpy", "jnp", "cp"), "numpy"),
    **dict.fromkeys(("ndimage", "ndi", "nd"), "ndimage"),
    **dict.fromkeys(("signal", "sig", "sg"), "signal"),
}
_WORD = re.compile(r"['\"]?[A-Za-z][\w.-]*['\"]?")


class Border(NamedTuple):
    """How large a call's output is, and what it fills the border with, in the library's words."""

    region: str
    fill: str = ""
    value: str = ""
    shift: str = ""
    added: str = ""


def edge_calls(text: str, x: Shape, kernel: Shape) -> list[Edge]:
    """Find what the convolutions of libraries do at the border.

    Parameters
    ----------
    text : str
        Without comments.
    x, kernel : tuple of int
        The shapes of the tensors in the text.

    Examples
    --------
    >>> edge_calls("signal.correlate2d(x, w, mode='same')", (5, 5), (3, 3))[0].settings
    {'padding': '1'}
    >>> edge_calls("ndimage.correlate(x, w)", (5, 5), (3, 3))[0].untaken
    'mirror'
    """
    found = []
    for call in calls_of(text, _NAME):
        reader = _reader(call, text)
        border = None if reader is None else reader(call)
        if border is not None:
            found.append(_edge(call, border, x, kernel))
    return found


def _reader(call: Call, text: str) -> Callable[[Call], Border | None] | None:
    """Find whose a call is; a function that the text itself defines is nobody's."""
    prefix, base = call.name.rpartition(".")[0].rpartition(".")[2], call.base
    if re.search(rf"\bdef {base}\b|\bfunction\b[^\n]{{0,60}}\b{base}\b", text):
        return None
    if base == "filter2D":
        return _of_opencv
    if base in _MATLABS:
        return _of_matlab
    if base in _SIGNALS:
        return _of_signal
    library = _LIBRARIES.get(prefix) or ("" if prefix else _library_of(call, text))
    if base[-2:] == "1d":
        library = "ndimage"
    return {"numpy": _of_numpy, "ndimage": _of_ndimage, "signal": _of_signal}.get(library)


def _library_of(call: Call, text: str) -> str:
    """Tell whose convolve(...) without a library is: by its words, else by what is imported."""
    if bare(call.argument(2, "mode")) in _REGIONS:
        return "signal"
    imported = r"\b(ndimage|signal|numpy)\b[^\n]{0,20}\bimport\b[^\n]{0,80}\b(?:convolve|correlate)"
    named = re.search(imported, text)
    return named[1] if named else ""


def _of_signal(call: Call) -> Border:
    fill, value = call.argument(3, "boundary"), call.argument(4, "fillvalue")
    is_flat = call.base in ("convolve2d", "correlate2d")  # the others have no border to fill
    region = bare(call.argument(2, "mode")) or "full"
    return Border(region, bare(fill) if is_flat else "", value if is_flat else "")


def _of_numpy(call: Call) -> Border:
    usual = "full" if call.base == "convolve" else "valid"
    return Border(bare(call.argument(2, "mode")) or usual)


def _of_ndimage(call: Call) -> Border:
    at = 4 if call.base[-2:] == "1d" else 3
    fill = bare(call.argument(at, "mode")) or "reflect"
    # What this library calls reflect repeats the number at the border.
    fill = "symmetric" if fill == "reflect" else fill
    shift = call.argument(at + 2, "origin")
    if at == 4 and call.argument(2, "axis") not in ("", "-1", "1"):
        shift = "axis"
    return Border("same", fill, call.argument(at + 1, "cval"), "" if is_zero(shift) else shift)


def _of_opencv(call: Call) -> Border:
    anchor, delta = call.argument(4, "anchor"), call.argument(5, "delta")
    shift = "" if re.sub(r"[\s()]", "", anchor) in ("", "-1,-1", "None") else f"anchor {anchor}"
    fill = bare(call.argument(6, "borderType")) or "border_default"
    return Border("same", fill, shift=shift, added="" if is_zero(delta) else f"delta {delta}")


def _of_matlab(call: Call) -> Border | None:
    """Read the words behind the two tensors; conv2(u, v, A) is another function."""
    region, fill, value = _MATLABS[call.base], "", ""
    for argument in call.given[2:]:
        word = bare(argument)
        if word in _REGIONS:
            region = word
        elif call.base == "imfilter" and word not in ("conv", "corr"):
            fill, value = (word, value) if _WORD.fullmatch(argument) else (fill, argument)
        elif call.base != "imfilter":
            return None
    return Border(region, fill, value)


def _edge(call: Call, border: Border, x: Shape, kernel: Shape) -> Edge:
    """Write a border as a padding, or say why it cannot be."""
    if border.region == "valid":
        return Edge(call.name, {})
    mode, untaken = mode_of(border.fill)
    sides = sides_of(kernel)
    if border.region not in _REGIONS:
        return Edge(call.name, {}, "unknown", border.region)
    if untaken:
        return Edge(call.name, {}, untaken, border.fill)
    if border.added:
        return Edge(call.name, {}, "added", border.added)
    if border.shift or not is_zero(border.value):
        return Edge(call.name, {}, "value", border.shift or border.value)
    if sides is None or sides_of((1, *x[-2:])) is None or sides_of((*x[:-2], 1, 1)) is None:
        return Edge(call.name, {}, "axes", border.region)
    height, width = (side - 1 for side in sides)
    if border.region == "full":
        return edge_of(call.name, (height, height, width, width), mode)
    if height % 2 or width % 2:
        return Edge(call.name, {}, "even", border.region)
    return edge_of(call.name, (height // 2, height // 2, width // 2, width // 2), mode)
