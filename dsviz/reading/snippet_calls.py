"""What the calls beside the tensors of a snippet say: settings, and what a layer does not do as they do."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from dsviz.conv.geometry import kernel_reach
from dsviz.reading.code_calls import without_calls, without_comments
from dsviz.reading.edge_calls import edge_calls
from dsviz.reading.edges import Edge
from dsviz.reading.frames import Shape
from dsviz.reading.inline_calls import written_out
from dsviz.reading.pad_calls import PADS, pad_calls
from dsviz.reading.padded import Padded, not_padded, padding_of
from dsviz.reading.spoken_settings import calls_in, settings_in
from dsviz.reading.telling import calls_a_layer
from dsviz.reading.transposed_calls import Transposed, transposed_call
from dsviz.reading.turning_calls import instead_of, turning_call
from dsviz.reading.typed import Typed
from dsviz.reading.whole import read_setting

_CAUSAL = re.compile(r"\bpadding\s*=\s*['\"]causal['\"]", re.IGNORECASE)
_NONE = ("", "0", "valid")


class Heard(NamedTuple):
    """What the calls of a snippet say.

    Attributes
    ----------
    settings : dict of str to str
        As they are typed.
    calls : tuple of dict of str to str
        The settings of each call, where several have different ones.
    turns : (str, str) or None
        A call that turns the kernel by 180 degrees, and the one that does not.
    transposed : Transposed or None
        A call of a transposed layer; none of its settings is among those above.
    border : Edge or None
        A call whose border is not taken.
    padded : Padded or None
        A padding that is said beside an input whose name says that it is padded.
    is_of_layer : bool
        A library's layer is called, so that its order of axes is that of the tensors.
    """

    settings: dict[str, str]
    calls: tuple[dict[str, str], ...] = ()
    turns: tuple[str, str] | None = None
    transposed: Transposed | None = None
    border: Edge | None = None
    padded: Padded | None = None
    is_of_layer: bool = False


def heard_in(text: str, x: Shape, kernel: Shape) -> Heard:
    """Find what the calls of a snippet say.

    Parameters
    ----------
    text : str
    x, kernel : tuple of int
        The shapes of its input and its kernel, as typed.

    Examples
    --------
    >>> heard_in("y = signal.correlate2d(x, w, mode='same')", (5, 5), (3, 3)).settings
    {'padding': '1'}
    >>> heard_in("y = F.conv2d(F.pad(x, (1, 1, 1, 1)), w, stride=2)", (1, 1, 5, 5), (1, 1, 3, 3)).settings
    {'stride': '2', 'padding': '1'}
    """
    text = written_out(text)
    unpadded = without_calls(text, PADS)
    settings, calls = settings_in(unpadded), calls_in(unpadded)
    settings = _causal(unpadded, kernel, settings)
    plain = without_comments(text)
    edges, pads = _each(edge_calls(plain, x, kernel)), _each(pad_calls(plain, x))
    if not calls and len(edges) > 1 and not pads and not any(edge.untaken for edge in edges):
        calls = tuple(edge.settings for edge in edges)
    edge = _one(edges, pads, settings)
    taken = edge.settings if edge and not edge.untaken else {}
    border = edge if edge and edge.untaken else None
    turns = turning_call(text)
    if turns is not None:
        turns = turns[0], instead_of(*turns, kernel)
    own = {**settings, **taken}
    return Heard(own, calls, turns, transposed_call(text), border, is_of_layer=calls_a_layer(text))


def padded_once(heard: Heard, x: Typed | None, kernel: Shape) -> Heard:
    """Leave a padding out that the input has already, as its name and its border say.

    Examples
    --------
    >>> from dsviz.reading.text import read_text
    >>> x = read_text("x_padded = [[0, 0, 0], [0, 7, 0], [0, 0, 0]]")
    >>> padded_once(Heard({"padding": "1"}), x, (1, 1)).settings
    {'padding': '0'}
    """
    padded = None if x is None else padding_of(x, kernel, heard.settings)
    if padded is None:
        return heard
    settings = not_padded(heard.settings) if padded.is_done else heard.settings
    return heard._replace(settings=settings, padded=padded)


def _causal(text: str, kernel: Shape, settings: dict[str, str]) -> dict[str, str]:
    """Add Keras' padding "causal": before the row alone, as many zeros as the kernel reaches back.

    >>> _causal("Conv1D(4, 3, padding='causal', dilation_rate=2)", (3, 2, 4), {"dilation": "2"})
    {'dilation': '2', 'padding': '0, 0, 4, 0'}
    """
    taps = kernel[0] if len(kernel) in (1, 3) else kernel[1] if len(kernel) == 2 and kernel[0] == 1 else 0
    if not taps or "padding" in settings or not _CAUSAL.search(text):
        return settings
    apart = read_setting("dilation", settings.get("dilation", "1"))
    across = apart[-1] if isinstance(apart, tuple) else apart
    return {**settings, "padding": f"0, 0, {kernel_reach(taps, across) - 1}, 0"}


def _each(edges: Sequence[Edge]) -> list[Edge]:
    """Leave out the calls that do what one before them does."""
    found: list[Edge] = []
    for edge in edges:
        if all(edge[1:] != other[1:] for other in found):
            found.append(edge)
    return found


def _one(edges: list[Edge], pads: list[Edge], settings: dict[str, str]) -> Edge | None:
    """Find the border that counts: that of the first convolution, or of the one padding."""
    of_call = edges[0] if edges else None
    if not pads:
        return of_call
    pads_itself = of_call is not None and (of_call.settings or of_call.untaken)
    is_padded = pads_itself or settings.get("padding", "") not in _NONE
    return pads[0]._replace(untaken="several") if len(pads) > 1 or is_padded else pads[0]
