"""What other libraries print around the numbers: MXNet, old PyTorch, libtorch, TensorFlow.js, Rust."""

from __future__ import annotations

import re

from dsviz.reading.forms.masks import lines_without, next_channel, padded, without

_MXNET = re.compile(r"<NDArray ([0-9]{1,6}(?:x[0-9]{1,6}){0,7}) @[a-z]{1,9}\([0-9]{1,3}\)>")
_SIZE = r"([0-9]{1,6}(?:x[0-9]{1,6}){0,7})"
_OLD_SIZE = re.compile(rf"\[torch\.(?:cuda\.)?[A-Za-z]{{1,20}}Tensor of size {_SIZE}[^\]\n]{{0,20}}\]")
_LIBTORCH = re.compile(
    r"\[ (?:CPU|CUDA|Variable\[)?[A-Za-z]{1,20}Type\]?\{([0-9]{1,6}(?:,[0-9]{1,6}){0,7})\} \]"
)
_OLD_SLICE = re.compile(r"^[ \t]*\([ 0-9]{1,6}(?:,[ 0-9]{1,6}){0,5},\.,\.\)[ ]?=[ \t\r]*$", re.MULTILINE)
_RUST = re.compile(
    r",\s?strides=\[[-0-9, ]{1,60}\],\s?layout=[A-Za-z]{1,9} \(0x[0-9a-f]{1,4}\)"
    r"(?:,\s?(?:const|dynamic) ndim=[0-9])?"
)
# print(list(layer.parameters())), also where its end was not copied.
_LISTED = re.compile(r"\A\s*+(\[)\s*+(?=Parameter containing:\s*+\()")
_ALONE = re.compile(r"^[ \t]*(?:Tensor|torch_tensor)[ \t\r]*$", re.MULTILINE)


def plain(text: str) -> str:
    """Write a printed size as shape=(...), and take headings that hold no number out.

    Examples
    --------
    >>> plain("[[1. 2.]]\\n<NDArray 1x2 @cpu(0)>").split()
    ['[[1.', '2.]]', 'shape=(1,2)']
    """
    text = _unlisted(text)
    text = _MXNET.sub(_shape, text)
    text = _OLD_SIZE.sub(_shape, text)
    text = _LIBTORCH.sub(_shape, text)
    text = _OLD_SLICE.sub(lambda found: next_channel(found[0]), text)
    text = without(_RUST, text)
    return lines_without(_ALONE, text)


def _unlisted(text: str) -> str:
    """Write blanks for the bracket around a parameter of old PyTorch, whose rows have none."""
    if not _LISTED.match(text) or len(_OLD_SIZE.findall(text)) > 1:
        return text
    size = list(_OLD_SIZE.finditer(text))
    end = size[0].end() if size else len(text)
    opened = text.index("[")
    return text[:opened] + " " + text[opened + 1 : end] + re.sub(r"[\],]", " ", text[end:])


def _shape(found: re.Match[str]) -> str:
    return padded(f"shape=({found[1].replace('x', ',')})", len(found[0]))
