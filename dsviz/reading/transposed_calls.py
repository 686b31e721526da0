"""Calls of transposed layers in a text: what they set is no setting of an ordinary layer."""

from __future__ import annotations

import re
from typing import NamedTuple

from dsviz.reading.code_calls import Call, calls_of, without_calls, without_comments

_NAME = re.compile(
    r"(?<![\w.])(?:[A-Za-z_]\w{0,20}\.){0,4}(?:conv_?transpose(?:_?[123]d)?|conv[123]d_?transpose"
    r"|transposedConv[123]dLayer|deconvolution(?:_?[123]d)?|deconv_?[123]d)(?=[ ]?\()",
    re.IGNORECASE,
)
# conv_transpose2d(x, w, b, stride, padding, output_padding), ConvTranspose2d(in, out, kernel, stride, ...)
_IN_ORDER = {"stride": 3, "padding": 4, "output_padding": 5, "dilation": 7}
_NUMBERS = re.compile(r"[0-9]{1,2}(?:[ ]?,[ ]?[0-9]{1,2})?")


class Transposed(NamedTuple):
    """A call of a transposed layer, and the settings of its own that it says.

    Attributes
    ----------
    name : str
    settings : dict of str to str
        "stride", "padding", "output_padding" and "dilation", each as it is typed; PyTorch's only.
    is_pytorch : bool
        Its kernel has PyTorch's order.
    """

    name: str
    settings: dict[str, str]
    is_pytorch: bool


def transposed_call(text: str) -> Transposed | None:
    """Find the first call of a transposed layer.

    Examples
    --------
    >>> call = transposed_call("y = F.conv_transpose2d(x, w, stride=2, padding=(1, 0))")
    >>> call.name, call.settings
    ('F.conv_transpose2d', {'stride': '2', 'padding': '1, 0'})
    >>> transposed_call("y = F.conv2d(x, w)  # no conv_transpose2d(x, w)") is None
    True
    """
    call = next(calls_of(without_comments(text), _NAME), None)
    if call is None:
        return None
    is_pytorch = re.fullmatch(r"conv_?transpose_?[123]d", call.base, re.IGNORECASE) is not None
    return Transposed(call.name, _settings(call) if is_pytorch else {}, is_pytorch)


# Layers without a kernel of their own, whose stride and padding are theirs.
_POOLS = re.compile(
    r"(?<![\w.])(?:[A-Za-z_]\w{0,20}\.){0,4}(?:(?:adaptive_|global_)?(?:max|avg|average|lp)_?pool(?:ing)?(?:_?[123]d)?"
    r"|(?:Adaptive|Global)?(?:Max|Avg|Average|LP)Pool(?:ing)?[123][dD]|[uU]nfold|[fF]old)(?=[ ]?\()"
)


def without_pools(text: str) -> str:
    """Blank what layers without a kernel are given; the tensors and layers in their brackets stay.

    >>> without_pools("F.max_pool2d(F.conv2d(x, w, stride=1), 2, stride=2)").split()
    ['F.max_pool2d(F.conv2d(x,', 'w,', 'stride=1)']
    """
    for call in calls_of(text, _POOLS):
        opened = text.index("(", call.start + len(call.name))
        inside = text[opened + 1 : call.stop - 1]
        first = call.given[0] if call.given else ""
        kept = first.rjust(inside.find(first) + len(first)) if "(" in first else ""
        text = text[: opened + 1] + kept.ljust(call.stop - opened - 1) + text[call.stop :]
    return text


def without_transposed(text: str) -> str:
    """Blank the calls of transposed layers, every character in its place.

    >>> without_transposed("a = F.conv_transpose2d(x, w, stride=2)\\nF.conv2d(x, w)").split()
    ['a', '=', 'F.conv2d(x,', 'w)']
    """
    return without_calls(text, _NAME)


def _settings(call: Call) -> dict[str, str]:
    found = {name: call.argument(at, name).strip("()[] ") for name, at in _IN_ORDER.items()}
    return {name: text for name, text in found.items() if _NUMBERS.fullmatch(text)}
