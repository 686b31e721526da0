"""Calls of other libraries that turn the kernel by 180 degrees before they multiply; a layer does not."""

from __future__ import annotations

import re
from contextlib import suppress
from functools import cache, partial

import numpy as np
from numpy.typing import NDArray

from dsviz.reading.code_calls import is_defined
from dsviz.reading.comments import plain
from dsviz.reading.dialects import Dialect, dialect
from dsviz.reading.errors import ReadError
from dsviz.reading.frames import Shape

# MATLAB's and Julia's conv, turned by hand.
_CONV = {"dsp": "conv(x, reverse(h))", "nnlib": "conv(x, w; flipped = true)"}
# Call -> the one beside it that does not turn.
_INSTEAD = {
    **dict.fromkeys(("conv2", "convn"), "filter2"),
    "filter": "filter(flip(b), 1, x)",
    "convolve2d": "correlate2d",
    **dict.fromkeys(("convolve", "fftconvolve", "oaconvolve"), "correlate"),
    "convolve1d": "correlate1d",
    "ListConvolve": "ListCorrelate",
    "imfilter": "imfilter(A, h)",
}
_ARGUMENTS = r"(?P<arguments>(?:[^()]|\((?:[^()]|\([^()]{0,200}\)){0,400}\)){0,2000})"
_CALL = re.compile(
    r"(?<![\w.])(?P<name>(?:(?:np|numpy|jnp|cp|scipy|signal|sig|sp|ndimage|ndi|scipy\.signal|scipy\.ndimage)\.)?"
    r"(?:convolve2d|fftconvolve|oaconvolve|convolve1d|convolve)|convolve2d|conv2|convn|conv|imfilter|filter)"
    rf"[ ]?\({_ARGUMENTS}\)|(?<![\w.])(?P<wolfram>ListConvolve)\["
)
# The kernel is turned by hand, so that the call turns it back.
_TURNED = re.compile(r"\b(?:flip\w*|rot90|reverse)\(|::-1|end:-1:1|flipped[ ]?=[ ]?true")
# R's convolve multiplies the kernel as it stands; with rev() it turns it.
_REVERSED = re.compile(r"\brev\(")
_OF_R = ("convolve(x, rev(K), ...)", "convolve(x, K, ...)")
# MATLAB's conv and imfilter are known by the words they take; a layer of PyTorch is called conv too.
_NEEDS = {"conv": re.compile(r"['\"](?:valid|same|full)['\"]"), "imfilter": re.compile(r"['\"]conv['\"]")}
# Else by the language around them. Python's filter is another function.
_SPOKEN: dict[str, tuple[Dialect, ...]] = {"conv": ("matlab", "dsp", "nnlib"), "filter": ("matlab",)}


# How a kernel K is turned in the language of a call; in all others by NumPy.
_TURNS = {
    **dict.fromkeys(("conv2", "convn", "conv", "imfilter", "filter"), "rot90(K, 2)"),
    "ListConvolve": "Reverse[K, {1, 2}]",
    _OF_R[0]: "rev(K)",
}


def turn_by_hand(call: str) -> str:
    """Write how a kernel K is turned before a call, in the language that the call is of.

    >>> turn_by_hand("scipy.signal.convolve2d"), turn_by_hand("conv2")
    ('np.flip(K)', 'rot90(K, 2)')
    """
    return _TURNS.get(call, "np.flip(K)")


def instead_of(call: str, instead: str, kernel: Shape) -> str:
    """Return what gives the numbers of the kernel as it stands, for a kernel of this shape.

    With an even kernel correlate2d and ndimage.correlate have the longer border at the other end than the
    calls that turn, so that only the same call with a turned kernel gives these numbers.

    >>> instead_of("signal.convolve2d", "signal.correlate2d", (3, 3))
    'signal.correlate2d'
    >>> instead_of("signal.convolve2d", "signal.correlate2d", (2, 2))
    'signal.convolve2d(x, np.flip(K))'
    """
    library, _, base = call.rpartition(".")
    is_other = base in ("convolve2d", "convolve1d") or library.rpartition(".")[2] in ("ndimage", "ndi")
    is_even = any(side % 2 == 0 for side in kernel[-2:])
    return f"{call}(x, {turn_by_hand(call)})" if is_other and is_even else instead


def is_same_turned(kernel: NDArray[np.float64]) -> bool:
    """Tell whether a kernel turned by 180 degrees is itself, so that a call that turns it gives the same.

    >>> is_same_turned(np.array([[0, 1, 0], [1, -4, 1], [0, 1, 0]])), is_same_turned(np.array([1, 0, -1]))
    (True, False)
    """
    sides = tuple(at for at, size in enumerate(kernel.shape) if size > 1)[-2:]
    return bool(np.array_equal(np.flip(kernel, sides), kernel))


def turning_call(text: str) -> tuple[str, str] | None:
    """Find the first call in a text that turns its kernel, and the call that does not.

    Parameters
    ----------
    text : str

    Returns
    -------
    (str, str) or None
        None too where the kernel is turned by hand in the call, which undoes it.

    Examples
    --------
    >>> turning_call("C = conv2(A, K, 'valid')"), turning_call("signal.convolve2d(x, k)")
    (('conv2', 'filter2'), ('signal.convolve2d', 'signal.correlate2d'))
    >>> turning_call("F.conv2d(x, w)"), turning_call("conv2(A, rot90(K, 2), 'valid')")
    (None, None)
    """
    with suppress(ReadError):
        text = plain(text)
    # Once a text, and not once a call: a long one may hold thousands.
    language, defines = dialect(text), cache(partial(is_defined, text))
    for found in _CALL.finditer(text):
        name = found["name"] or found["wolfram"]
        library, dot, base = name.rpartition(".")
        arguments = found["arguments"] or ""
        if defines(base):
            continue
        if base == "convolve" and not library and language == "r":
            if _REVERSED.search(arguments):
                return _OF_R
        elif not _TURNED.search(arguments) and _is_meant(base, arguments, language):
            instead = _CONV.get(language, "conv(x, flip(h))") if base == "conv" else _INSTEAD[base]
            return name, f"{library}{dot}{instead}"
    return None


def _is_meant(base: str, arguments: str, language: Dialect) -> bool:
    """Tell whether a name that other functions have too is the one that turns the kernel."""
    by_word = base in _NEEDS and _NEEDS[base].search(arguments) is not None
    is_others = base in _NEEDS or base in _SPOKEN
    return by_word or not is_others or ("," in arguments and language in _SPOKEN.get(base, ()))
