"""Lines and words around a printout that hold no number: fences, prompts, `import`, `print(x)`."""

from __future__ import annotations

import re
from itertools import islice

from dsviz.reading.forms.masks import blanked, joined, lines_without, padded, without

MOST_LAYERS = 64  # that are looked for in a text

_NAME = r"[A-Za-z_]\w{0,40}(?:\.[A-Za-z_]\w{0,40}){0,6}"
_GAP = r"[\s\u2060]{0,400}"  # lines that were taken out
_SIGN = r"(?:>>>|In \[[0-9]{1,6}\]:|octave:[0-9]{1,6}>|julia>|>>)"
# What a person asked to see, where its numbers follow: a name, or the call of a layer.
_ASKED = re.compile(
    rf"^([ \t]*{_SIGN}[ ])(?:(?:print\()?({_NAME})\)?"
    r"|(?:print\()?[\w.]{0,60}(?:conv|model|layer|net)\w{0,9}(?:\.(?:predict|forward|call)\w{0,9})?"
    r"\([\w., ]{1,60}\)(?:\.(?:numpy|detach|cpu|squeeze|tolist)\(\)){0,3}\)?)"
    rf"[ \t]*(?=\n{_GAP}(?:Out\[[0-9]{{1,6}}\][:=]\s{{0,20}})?"
    r"(?:[-\[({0-9.]|Parameter|tensor\(|array\(|Array\(|DeviceArray\(|Tensor\(|<tf))",
    re.MULTILINE,
)
# print(y), and under it what it shows
_PRINTED = re.compile(
    rf"^([ \t]*print)\(({_NAME})\)[ \t]*;?[ \t\r]*"
    r"(?=\n[\s\u2060]{0,400}(?:torch\.Size\([^\n]{1,60}\)\s{1,20})?(?:\[|tensor\(|array\(|tf\.Tensor\())",
    re.MULTILINE,
)
# model.state_dict() or layer.get_weights(), and what it shows
_STATE = re.compile(
    rf"^([ \t]*(?:{_SIGN}[ ])?)(?:print\()?[\w.\[\]]{{0,60}}"
    r"(?:state_dict\(\)\)?[ \t\r]*(?=\n\s{0,9}OrderedDict\()"
    rf"|get_weights\(\)\)?[ \t\r]*(?=\n{_GAP}(?:Out\[[0-9]{{1,6}}\][:=]\s{{0,20}})?\[\s{{0,9}}array\())",
    re.MULTILINE,
)
# What a person had worked out, where its printout follows: that is the tensor. A statement prints nothing.
_WORKED = re.compile(
    rf"^[ \t]*{_SIGN}[ ](?![A-Za-z_][\w., ]{{0,60}}=(?!=))[^\n]{{1,400}}"
    rf"(?=\n{_GAP}(?:Out\[[0-9]{{1,6}}\][:=]\s{{0,20}})?"
    r"(?:\[\[|\[[ ]?[-0-9.]|tensor\(|array\(|Array\(|DeviceArray\(|<tf\.))",
    re.MULTILINE,
)
# What Julia prints of a statement that lists the same numbers.
_ECHO = re.compile(
    r"^(julia>[ ][A-Za-z_]\w{0,30}[ ]?=[ ]?\[[^\n]{1,2000}\n)"
    r"([0-9]{1,4}[x\u00d7][0-9]{1,4}[ ]Matrix\{\w{1,20}\}:[ ]*\n"
    r"(?:[ \t]+[-+.0-9][-+.0-9eE \t]*(?:\n|\Z)){1,500})",
    re.MULTILINE,
)
# 6x1x1 reshape(::UnitRange{Int64}, 6, 1, 1) with eltype Int64: of Julia says the shape below it once more.
_VIEW = re.compile(
    r"^(?P<before>[ \t]*(?:[A-Za-z_]\w{0,30}[ ]?[=:][ ]?)?)[0-9]{1,4}(?:[x\u00d7][0-9]{1,4}){1,5}[ ]"
    r"(?:reshape|view|adjoint|transpose|permutedims|PermutedDimsArray|OffsetArray)\([^\n]{1,200}\)"
    r"[ ]with[ ]eltype[ ][\w.{}, ]{1,40}:[ \t\r]*$",
    re.MULTILINE,
)
# m.weight and m = nn.Conv2d(...): m is a layer, and what it is called with stands in brackets.
_LAYERS = re.compile(
    rf"^[ \t]*(?:{_SIGN}[ ])?(?:(?:print\()?([A-Za-z_]\w{{0,40}})\.(?:weight|bias)\b"
    r"|([A-Za-z_]\w{0,40})[ ]?=[ ]?(?:torch\.)?nn\.Conv\w{1,20}\()",
    re.MULTILINE,
)
_SHOWN = r"(?:Out\[[0-9]{1,6}\][:=]\s{0,20})?(?:tensor\(|Parameter)"
# What PyTorch prints before the tensor of a layer.
_PARAMETER = re.compile(r"^[ \t]*Parameter containing:[ \t\r]*(?=\n[ \t]*tensor\()", re.MULTILINE)
_ALONE = re.compile(
    rf"^[ \t]*(?:```[A-Za-z0-9]*|(?:{_SIGN}|>)[ ]"
    rf"(?:{_NAME}|print\({_NAME}\)|disp\({_NAME}\)))"
    rf"[ \t\r]*$|^[ \t]*(?:print|disp|display)\({_NAME}\)[; \t\r]*$",
    re.MULTILINE,
)
_PROMPT = re.compile(
    rf"^[ \t]*(?:{_SIGN}|Out\[[0-9]{{1,6}}\][:=]|\.\.\.(?=[ ])|>(?=[ ][A-Za-z.][\w.]{{0,40}}[ ]?<-))[ ]?",
    re.MULTILINE,
)
_NO_NUMBERS = re.compile(
    r"^[ \t]*(?:(?:import|from|using|library|#include|require)\b[ (][^\n]{0,120}"
    r"|\[[0-9]{1,9} rows x [0-9]{1,9} columns\]"
    r"|<xarray\.DataArray [^\n]{0,200}|Dimensions without [^\n]{0,200}"
    r"|<[\w. ]{1,60} object at 0x[0-9a-fA-F]{1,16}>"
    r"|[\w.]{0,40}(?:seed|set_printoptions)\([^\n()]{0,80}\)"
    # w, b = layer.get_weights(), whose names are shown below
    r"|(?:[A-Za-z_]\w{0,30},[ ]?[A-Za-z_]\w{0,30}[ ]?=[ ]?)?"
    r"[\w.\[\]]{0,40}(?:get_weights|state_dict|summary|eval)\(\))[; \t\r]*$",
    re.MULTILINE,
)
# PHP's and Perl's names; LaTeX's $K = ...$ has a second sign.
_SIGIL = re.compile(r"^[ \t]*(?:(?:my|our)[ ])?[$@](?=[A-Za-z_]\w{0,40}[ ]?=[^$\\\n]*$)", re.MULTILINE)
_SIZE = re.compile(
    r"(?:(^)|(?<=[ \t]))(?:torch\.Size\(\[[0-9, ]{0,40}\]\)(?=[ \t\r]*$)"
    # print(x.shape) of NumPy; a list must follow, since (2, 3) may be a row.
    r"|\((?:[0-9]{1,6},[ ]?){1,7}(?:[0-9]{1,6})?\)(?=[ \t\r]*\n\s{0,20}(?:\[|array\(|tensor\()))",
    re.MULTILINE,
)
_SETTING = re.compile(r"(?:strides?|pad\w{0,9}|dilations?|kernel_size|ksize)[ ]?[:=][ ]*$", re.IGNORECASE)
_ROW = re.compile(
    r"^[ \t]*(?:row|line|zeile|fila|ligne|第.{1,3}行)[ ]?[0-9]{0,3}[ ]?:(?=[ \t]*[-+.0-9\[])",
    re.MULTILINE | re.IGNORECASE,
)


def plain(text: str) -> str:
    """Take prompts and the names of rows out, and whole lines that only name, print or import something.

    Examples
    --------
    >>> plain("In [3]: x = [1]").strip()
    'x = [1]'
    >>> plain(">>> conv.weight\\ntensor([1])").split()
    ['conv.weight:', 'tensor([1])']
    """
    text = _ECHO.sub(lambda found: found[1] + joined(found[2]), text) if "Matrix{" in text else text
    text = _VIEW.sub(_without_view, text) if "eltype" in text else text
    text = _STATE.sub(_of_layer, text) if "state_dict" in text or "get_weights" in text else text
    text = _PRINTED.sub(_named, _ASKED.sub(_named, _calls_named(text)))
    text = lines_without(_WORKED, text)
    text = _ALONE.sub(lambda found: joined(found[0]) if "```" not in found[0] else blanked(found[0]), text)
    text = without(_SIGIL, without(_PROMPT, text))
    text = lines_without(_NO_NUMBERS, text)
    return without(_ROW, _without_sizes(lines_without(_PARAMETER, text)))


def _without_view(found: re.Match[str]) -> str:
    """Take the words before a printed view of Julia's out; a name before them stays."""
    before, heading = found["before"], found[0][len(found["before"]) :]
    return before + blanked(heading) if before.strip() else joined(found[0])


def _calls_named(text: str) -> str:
    """Write the calls of layers that the text shows as labels of what follows; take statements out."""
    layers = {found[1] or found[2] for found in islice(_LAYERS.finditer(text), MOST_LAYERS)}
    if not layers:
        return text
    call = rf"(?:{'|'.join(map(re.escape, layers))})\([A-Za-z_][\w., ]{{0,60}}\)"
    asked = rf"^([ \t]*{_SIGN}[ ])()(?:print\([ ]?)?{call}[ ]?\)?[ \t]*(?=\n{_GAP}{_SHOWN})"
    text = re.sub(asked, _named, text, flags=re.MULTILINE)
    return lines_without(
        re.compile(rf"^[ \t]*{_SIGN}[ ][A-Za-z_]\w{{0,40}}[ ]?=[ ]?{call}[ \t\r]*$", re.MULTILINE), text
    )


def _named(found: re.Match[str]) -> str:
    """Write what was asked for as a label of the numbers that follow."""
    name = found[2] or "y"
    return " " * (len(found[1]) - 1) + padded(f"{name}:", len(found[0]) - len(found[1]) + 1)


def _of_layer(found: re.Match[str]) -> str:
    """Write the name of a printed state_dict as a label, whose tensors have names of their own."""
    before = " " * len(found[1])
    return before + padded("weights:", len(found[0]) - len(before))


def _without_sizes(text: str) -> str:
    """Take printed sizes out, where numbers stand beside them; one behind a list says its shape."""

    def taken_out(found: re.Match[str]) -> str:
        before = text[max(found.start() - 20, 0) : found.start()]
        if before.rstrip(" \t").endswith((")", "]", ",")) or _SETTING.search(before):
            return found[0]
        return (blanked if found[1] is None else joined)(found[0])

    without = _SIZE.sub(taken_out, text)
    return without if re.search(r"[0-9]", without) else text
