"""The borders of SciPy's, NumPy's, OpenCV's and MATLAB's convolutions: same, full, and their filling."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Literal, NamedTuple

from dsviz.reading.code_calls import Call, calls_of, is_defined
from dsviz.reading.dialects import dialect
from dsviz.reading.edges import Edge, bare, edge_of, is_zero, mode_of, sides_of
from dsviz.reading.frames import Shape

_NAME = re.compile(
    r"(?<![\w.])(?:(?:[A-Za-z_]\w{0,20}\.){1,3}(?:filter2D|(?:convolve|correlate)(?:[12]d)?|(?:fft|oa)convolve)"
    r"|(?:convolve|correlate)(?:[12]d)?|(?:fft|oa)convolve|conv2|convn|conv|filter2|filter2D|filter|imfilter"
    r"|xcorr2|(?:[A-Za-z_]\w{0,20}\.){0,3}SeparableConv[12]D)"
    r"(?=[ ]?\()"
)
_MATLABS = {
    **dict.fromkeys(("conv", "conv2", "convn", "xcorr2"), "full"),
    **dict.fromkeys(("filter2", "imfilter"), "same"),
}
_SIGNALS = ("convolve2d", "correlate2d", "fftconvolve", "oaconvolve")
_REGIONS = ("full", "same", "valid")
_AT_ONE_END = ("causal", "circular")
_LIBRARIES = {
    **dict.fromkeys(("np", "numpy", "jnp", "cp"), "numpy"),
    **dict.fromkeys(("ndimage", "ndi", "nd"), "ndimage"),
    **dict.fromkeys(("signal", "sig", "sg"), "signal"),
}
_WORD = re.compile(r"['\"]?[A-Za-z][\w.-]*['\"]?")


class Border(NamedTuple):
    """How large a call's output is, and what it fills the border with, in the library's words.

    Attributes
    ----------
    region : str
        full, same, valid, causal (nothing behind the window's own place), or what the call says.
    fill, value, shift, added : str
    longer : {"first", "last", ""}
        Where "same" puts one row more for an even kernel; "" where that is not known.
    """

    region: str
    fill: str = ""
    value: str = ""
    shift: str = ""
    added: str = ""
    longer: Literal["first", "last", ""] = "first"


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
    if is_defined(text, base):
        return None
    if base == "filter2D":
        return _of_opencv
    if base.startswith("Separable"):
        return lambda call: Border("separable")
    if base in ("conv", "filter"):
        return _spoken_reader(call, text)
    if base in _MATLABS:
        return _of_matlab
    if base == call.name == "convolve" and dialect(text) == "r":
        return _of_r
    if base in _SIGNALS:
        return _of_signal
    library = _LIBRARIES.get(prefix) or ("" if prefix else _library_of(call, text))
    if base[-2:] == "1d":
        library = "ndimage"
    return {"numpy": _of_numpy, "ndimage": _of_ndimage, "signal": _of_signal}.get(library)


def _spoken_reader(call: Call, text: str) -> Callable[[Call], Border | None] | None:
    """Find whose conv or filter it is, by the language around it."""
    language = dialect(text)
    if call.base == "filter":
        return _of_matlabs_filter if language == "matlab" and len(call.given) == 3 else None
    if language == "nnlib":
        return lambda call: Border("valid")
    by_word = bare(call.argument(2)) in _REGIONS
    return _of_matlab if by_word or (language in ("matlab", "dsp") and len(call.given) == 2) else None


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
    longer: Literal["first", "last"] = "last" if call.base == "correlate2d" else "first"
    return Border(region, bare(fill) if is_flat else "", value if is_flat else "", longer=longer)


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
    longer: Literal["first", "last"] = "last" if call.base.startswith("convolve") else "first"
    return Border("same", fill, call.argument(at + 1, "cval"), "" if is_zero(shift) else shift, longer=longer)


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
    is_turned = call.base == "imfilter" and any(bare(argument) == "conv" for argument in call.given)
    return Border(region, fill, value, longer="" if is_turned else "last")


def _of_matlabs_filter(call: Call) -> Border:
    """Read filter(b, a, x), where every output comes from the inputs up to its own place."""
    divisor = re.sub(r"[\s\[\]]", "", call.given[1])
    return Border("causal" if divisor == "1" else f"a = {divisor}")


def _of_r(call: Call) -> Border:
    """Read convolve(x, y, type = "circular", "open" or "filter"), of which R takes the first letters."""
    word = bare(call.argument(3, "type")) or "circular"
    regions = {"circular": "circular", "open": "full", "filter": "valid"}
    return Border(next((region for name, region in regions.items() if name.startswith(word)), word))


def _edge(call: Call, border: Border, x: Shape, kernel: Shape) -> Edge:
    """Write a border as a padding, or say why it cannot be."""
    if border.region == "valid":
        return Edge(call.name, {})
    mode, untaken = mode_of(border.fill)
    sides = sides_of(kernel)
    if border.region == "separable":
        return Edge(call.name, {}, "separable")
    if border.region not in (*_REGIONS, *_AT_ONE_END):
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
    if border.region == "causal":
        return edge_of(call.name, (height, 0, width, 0), mode)
    if border.region == "circular":
        return edge_of(call.name, (0, height, 0, width), "circular")
    if (height % 2 or width % 2) and not border.longer:
        return Edge(call.name, {}, "even", border.region)
    first, last = (height + 1) // 2, (width + 1) // 2
    if border.longer != "first":
        first, last = height // 2, width // 2
    return edge_of(call.name, (first, height - first, last, width - last), mode)
