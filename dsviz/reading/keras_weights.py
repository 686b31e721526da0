"""The weights that Keras' layers are given as a list: Conv2D(2, 3, weights=[kernel, bias])."""

from __future__ import annotations

import re

from dsviz.reading.code_calls import calls_of
from dsviz.reading.entries import Entry, end_of

_LAYER = re.compile(r"(?<![\w.])(?:[A-Za-z_]\w{0,30}\.){0,4}(?:Depthwise)?Conv(?:olution)?[123]D(?=\()")
_LITERAL = re.compile(r"\[\s{0,20}(?:[A-Za-z_][\w.]{0,40}\(\s{0,20}){0,2}\[[\[\s(]{0,40}[-+]?\.?[0-9]")
_NAMED = re.compile(r"(?:[\w ]{0,40}[._ ])?weights", re.IGNORECASE)
_KERNEL = re.compile(r"\s*+\[\s*+(?:(?:[A-Za-z_][\w.]{0,40}\(\s{0,20}){1,2}\[\s*+|\[\s*+)\[")
# model.add(, and no statement
_BARE = re.compile(r"[ \t]{0,40}(?:[\w.]{1,40}\([ ]?)?")
_LONE = re.compile(r"\s*+(?:\[\s*+){5}")  # a kernel of four axes in a list of its own
_BIAS = re.compile(r"\s*+\[[^\[\](){}]{1,100000}\]\s*+")


def written_out(text: str) -> str:
    """Write the weights of a layer's call as a statement before it.

    Parameters
    ----------
    text : str

    Examples
    --------
    >>> written_out("c = Conv2D(1, 1, weights=[[[[[2]]]], [0]])")
    'weights = [[[[[2]]]], [0]]\\nc = Conv2D(1, 1, weights=weights)'
    """
    calls = [call for call in calls_of(text, _LAYER) if "weights" in call.named] if "weights" in text else []
    if len(calls) != 1 or re.search(r"(?<![\w.])weights[ ]?=(?!=)[^\n]*\n[\s\S]*weights[ ]?=", text):
        return text
    call = calls[0]
    written = call.named["weights"]
    if not _LITERAL.match(written):
        return text
    start = text.rfind("\n", 0, call.start) + 1
    whole = text[call.start : call.stop].replace(written, "weights", 1)
    before = text[start : call.start]
    named = "layer = " if _BARE.fullmatch(before) else ""
    return f"{text[:start]}weights = {written}\n{named}{before}{whole}{text[call.stop :]}"


def weights_of(text: str, name: str, framework: str) -> list[Entry]:
    """Find the kernel and the bias of such a list, where both are lists of numbers; none where it is none.

    Parameters
    ----------
    text : str
    name : str
        What stands before the list.
    framework : str
        Whose words stand around it.

    Examples
    --------
    >>> text = "[[[[[2]]]], [0]]"
    >>> [text[one.start : one.stop] for one in weights_of(text, "weights", "tensorflow")]
    ['[[[[2]]]]', ' [0]']
    >>> weights_of(text, "weights", "torch"), weights_of(text, "x", "tensorflow")
    ([], [])
    """
    is_list = framework == "tensorflow" and _NAMED.fullmatch(name) and _KERNEL.match(text)
    if not is_list:
        return []
    start = text.index("[") + 1
    stop = end_of(text, start)
    if text[stop : stop + 1] == "]":
        return [Entry(name, start, stop)] if _LONE.match(text) else []
    if text[stop : stop + 1] != ",":
        return []
    end = end_of(text, stop + 1)
    is_bias = _BIAS.fullmatch(text, stop + 1, end) is not None and text[end : end + 1] == "]"
    return [Entry(name, start, stop), Entry("bias", stop + 1, end)] if is_bias else []


def kernel_and_bias(name: str, listed: list[Entry]) -> list[Entry]:
    """Name the two tensors that get_weights() lists; any others keep their names.

    >>> [one.name for one in kernel_and_bias("weights", [Entry("", 1, 3), Entry("", 4, 5)])]
    ['weights', 'bias']
    """
    if len(listed) != 2 or not _NAMED.fullmatch(name):
        return listed
    return [one._replace(name=own) for one, own in zip(listed, (name, "bias"), strict=True)]
