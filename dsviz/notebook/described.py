"""A layer described to the stage's widget: the scene, its words in a language, and the answer to a change."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from numpy.typing import ArrayLike

from dsviz import content
from dsviz.conv.layer import Layer
from dsviz.conv.trace import Trace
from dsviz.stage.labels import for_a_class, for_a_row, for_editing, for_pixels, for_tables
from dsviz.stage.scene import Showing, is_large, scene

OUTSIDE = 190  # pixels of a notebook's window beside the stage: its bars, and the cell above
ANSWERED = ("x", "w", "b", "y", "check")


@dataclass(frozen=True, kw_only=True, eq=False)
class Look:
    """How a widget shows its layer, whatever the numbers are.

    Attributes
    ----------
    title : str
    language : str
        Of the stage's words, such as "en" or "zh".
    printed : array_like, shape (C_out, H_out, W_out), optional
        The result as a document prints it.
    document : str
        What the badge calls that document.
    paused, loop : bool
        Wait for the reader before it plays; start again at the end.
    hiding : bool or {"results", "sums", "products"}
        What is hidden until asked for.
    locked : str
        Tensors that a reader may not change, such as ``"x"`` or ``"wb"``.
    """

    title: str = ""
    language: str = content.DEFAULT_LANGUAGE
    printed: ArrayLike | None = None
    document: str = ""
    paused: bool = True
    loop: bool = False
    hiding: bool | str = False
    locked: str = ""


def described(trace: Trace, look: Look) -> dict[str, Any]:
    """Describe a layer as it came, with the words that a change of its numbers needs.

    Returns
    -------
    dict
        What `dsviz.stage.scene` gives. Layers of the same shapes and settings are one scene, so that new
        numbers leave the run where it stands.
    """
    return scene(
        trace,
        Showing(
            title=look.title,
            printed=look.printed,
            document=look.document,
            labels=_labels(trace, look.language),
            paused=look.paused,
            loop=look.loop,
            hiding=look.hiding,
            locked=look.locked,
            outside=OUTSIDE,
            editing=False,
            identity=_frame(trace.layer),
        ),
    )


def answer(trace: Trace, look: Look, changes: str) -> dict[str, Any]:
    """Describe what an engine makes of a reader's changes: only what is another than in the scene.

    Examples
    --------
    >>> changed = Trace(Layer([[[5]]], [[[[2]]]]), "numpy")
    >>> answer(changed, Look(), "x_0_0_0_5")["y"]
    {'shape': [1, 1, 1], 'data': [10]}
    """
    if not changes:
        return {}
    # A document's result is of the numbers that it prints.
    whole = scene(trace, Showing())
    return {name: whole[name] for name in ANSWERED if name in whole} | {"changes": changes}


def _labels(trace: Trace, language: str) -> dict[str, str]:
    labels = (
        content.labels("stage", language)
        | for_a_class(language)
        | for_editing(language)
        | for_tables(language)
    )
    labels |= for_a_row(trace.layer, language)
    if is_large(trace):
        labels |= for_pixels(language)
    labels["copy"] = ""  # a view of a notebook has no address
    here = content.label("stage_course.waiting", language)
    waiting = here if trace.backend == "torch" else content.label("stage_alone.waiting", language)
    return labels | {"here": here, "waiting": waiting}


def _frame(layer: Layer) -> str:
    shapes = [layer.x.shape, layer.weight.shape, layer.bias is not None, sorted(layer.keywords.items())]
    return f"widget {shapes}"
