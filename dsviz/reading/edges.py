"""What a call does at the border of the input, as the padding of a layer says it."""

from __future__ import annotations

from typing import Literal, NamedTuple

from dsviz.reading.frames import Shape

# Why the border of a call is not taken; each has its sentence.
Untaken = Literal["", "mirror", "value", "added", "even", "axes", "several", "separable", "unknown"]

# What libraries call the ways to fill a border -> the padding mode of a layer that does the same.
MODES = {
    **dict.fromkeys(("", "fill", "constant", "zeros", "border_constant"), "zeros"),
    **dict.fromkeys(("wrap", "circular", "grid-wrap", "border_wrap"), "circular"),
    **dict.fromkeys(("nearest", "replicate", "edge", "border_replicate"), "replicate"),
    **dict.fromkeys(("mirror", "border_reflect_101", "border_reflect101", "border_default"), "reflect"),
}
# The mirror that repeats the number at the border; no layer has it.
_SYMMETRIC = ("symm", "symmetric", "border_reflect", "grid-mirror")


class Edge(NamedTuple):
    """The border of one call.

    Attributes
    ----------
    call : str
        Its name.
    settings : dict of str to str
        The padding and its mode that do the same, as they are typed; empty for none.
    untaken : str
        Why it is not taken, where it is not.
    got : str
        What the call says.
    """

    call: str
    settings: dict[str, str]
    untaken: Untaken = ""
    got: str = ""


def bare(argument: str) -> str:
    """Write a word that a call is given without quotes and library.

    >>> bare("'Same'"), bare("cv2.BORDER_REPLICATE")
    ('same', 'border_replicate')
    """
    word = argument.strip("'\" ").lower()
    return word.rpartition(".")[2] if word.replace(".", "").replace("_", "").isidentifier() else word


def mode_of(word: str) -> tuple[str, Untaken]:
    """Return the padding mode that does what a library's word says, and why there is none."""
    if word in MODES:
        return MODES[word], ""
    return "", "mirror" if word in _SYMMETRIC else "unknown"


def is_zero(argument: str) -> bool:
    """Tell whether a number that a call is given is 0, or is not given."""
    return not argument.strip("0.+-() ")


def edge_of(call: str, pads: tuple[int, int, int, int], mode: str, got: str = "") -> Edge:
    """Write a padding of top, bottom, left and right as its field has it.

    >>> edge_of("F.pad", (1, 1, 2, 2), "zeros").settings
    {'padding': '1, 2'}
    """
    top, bottom, left, right = pads
    if not any(pads):
        return Edge(call, {})
    short = str(top) if len(set(pads)) == 1 else f"{top}, {left}"
    written = short if (top, left) == (bottom, right) else f"{top}, {bottom}, {left}, {right}"
    return Edge(call, {"padding": written} | ({} if mode == "zeros" else {"padding_mode": mode}), got=got)


def sides_of(shape: Shape) -> tuple[int, int] | None:
    """Return the height and width of a kernel of one slice; None for one of several, or of none.

    >>> sides_of((3,)), sides_of((1, 1, 3, 2)), sides_of((2, 1, 3, 3))
    ((1, 3), (3, 2), None)
    """
    if not shape:
        return None
    *others, height, width = (1, 1, *shape)
    return (height, width) if all(side == 1 for side in others) else None
