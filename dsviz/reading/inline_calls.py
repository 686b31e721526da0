"""Layers whose tensors stand inside their call, or whose call has several lines."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager

from dsviz.reading import keras_weights
from dsviz.reading.code_calls import Call, calls_of
from dsviz.reading.errors import ReadError

_LAYER = re.compile(
    r"(?<![\w.])(?:[A-Za-z_]\w{0,30}\.){0,4}(?:conv(?:n|[123]d?|olve(?:[12]d)?)?|correlate(?:[12]d)?"
    r"|(?:fft|oa)convolve|depthwise_conv2d|separable_conv2d|filter2D|imfilter)(?=\()"
)
_LITERAL = re.compile(
    r"(?:[0-9./ ]{1,9}\*[ ]?)?(?:(?:[A-Za-z_][\w.]{0,40}\(\s{0,9}){0,2}\[[\[\s(]{0,40}[-+]?\.?[0-9]"
    r"|(?:np|numpy|torch|tf|jnp)\.(?:ones|zeros|eye|full|arange|linspace)\()"
)
# Whose third argument is a bias.
_TORCHS = re.compile(r"(?:^|\.)(?:F|functional|torch)\.conv[123]d$")
_KEYWORDS = {
    "x": ("input", "x", "inputs", "in1", "image", "signal"),
    "w": ("weight", "filters", "filter", "kernel", "weights", "w", "in2"),
    "b": ("bias", "b"),
}
# How each may be called, where another tensor of the text has the first name.
_NAMES = {"x": ("x", "input"), "w": ("w", "weight"), "b": ("b", "bias")}
_PROMPT = re.compile(r"[ \t]*(?:>>>[ ]|In \[[0-9]{1,6}\]:[ ])?")


@contextmanager
def as_statements(text: str) -> Iterator[str]:
    """Return a text with the tensors of its call written out; a refusal names no place of that text.

    >>> with as_statements("conv2([1 2], [3])") as written:
    ...     raise ReadError.at(written, 0, "text-empty")
    Traceback (most recent call last):
    dsviz.reading.errors.ReadError: a tensor must have at least one number; got none
    """
    written = written_out(text)
    try:
        yield written
    except ReadError as error:
        raise error if written == text else ReadError(error.rule, **error.values) from None


def written_out(text: str) -> str:
    """Write the tensors of a call as statements before it, and the call in one line.

    Parameters
    ----------
    text : str

    Examples
    --------
    >>> written_out("y = np.convolve([1, 2, 3], [0, 1, 0.5], 'same')")
    "x = [1, 2, 3]\\nw = [0, 1, 0.5]\\ny = np.convolve(x, w, 'same')"
    >>> written_out("y = np.convolve(x, w)")
    'y = np.convolve(x, w)'
    """
    text = keras_weights.written_out(text)
    calls = list(calls_of(text, _LAYER))
    if len(calls) != 1:
        return text
    call, tensors = calls[0], _tensors(calls[0])
    names = {role: _free(role, text) for role in tensors}
    if None in names.values():
        return text
    whole = text[call.start : call.stop]
    for role, written in tensors.items():
        whole = whole.replace(written, str(names[role]), 1)
    rest, end, behind = text[call.stop :].partition("\n")
    start = text.rfind("\n", 0, call.start) + 1
    prompt = _PROMPT.match(text, start)
    start = prompt.end() if prompt else start
    before = "".join(f"{names[role]} = {written}\n" for role, written in tensors.items())
    # The lines of the call end behind it, so that what follows keeps its place.
    ends = end * whole.count("\n")
    whole = " ".join(line.strip() for line in whole.split("\n"))
    return f"{text[:start]}{before}{text[start : call.start]}{whole}{rest}{end}{ends}{behind}"


def _tensors(call: Call) -> dict[str, str]:
    """Find the tensors that are written out in a call, by what each is."""
    places = ["x", "w", "b"] if _TORCHS.search(call.name) else ["x", "w"]
    # OpenCV's filter2D(picture, -1, kernel)
    given = [written for written in call.given if written != "-1"]
    found = dict(zip(places, given, strict=False))
    roles = {key: role for role, keywords in _KEYWORDS.items() for key in keywords}
    found |= {roles[key]: written for key, written in call.named.items() if key in roles}
    return {role: written for role, written in found.items() if _LITERAL.match(written)}


def _free(role: str, text: str) -> str | None:
    """Find a name of a tensor that no other one of the text has."""
    return next((name for name in _NAMES[role] if not re.search(rf"\b{name}\b[ ]?=(?!=)", text)), None)
