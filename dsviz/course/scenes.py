"""A layer described to the stage, with its words in a language."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Any

from dsviz import content
from dsviz.conv.rewritten import Rewritten, input_gradient, scatter_of, transposed
from dsviz.conv.rewritten_weights import bias_gradient, weight_gradient
from dsviz.conv.trace import Trace
from dsviz.conv.transposed_layer import TransposedLayer
from dsviz.conv.transposed_trace import ScatterTrace
from dsviz.course.names import USUAL, lettered
from dsviz.examples import Example
from dsviz.examples.backward import Backward
from dsviz.stage.labels import for_a_class, for_a_course, for_a_row, for_editing, for_pixels, for_tables
from dsviz.stage.scatter import INPUT_GRADIENT, TRANSPOSED, scatter
from dsviz.stage.scene import Showing, is_large, scene, with_original
from dsviz.wording.renamed import renamed

# Pixels above and below the stage: the title beside the layer drawn as boxes; over them, where it is two.
OUTSIDE, OUTSIDE_TWO = 170, 245
CACHE_SIZE = 100
REWRITE = {"x": input_gradient, "weight": weight_gradient, "bias": bias_gradient}
LETTERS = {"x": "dx", "weight": "dw", "bias": "db"}


@lru_cache(maxsize=CACHE_SIZE)
def trace_of(example: Example, engine: str) -> Trace:
    """Compute an example with an engine."""
    return Trace(example.layer, engine)


def example_scene(
    example: Example,
    trace: Trace,
    spoken: str,
    link: str,
    locked: str = "",
    middle: str = "",
    chain: str = "",
) -> dict[str, Any]:
    """Describe an example of a lesson to the stage.

    Parameters
    ----------
    example : Example
    trace : Trace
        Of its layer.
    spoken : str
        The language.
    link : str
        The query parameter of the stage's step.
    locked, middle, chain : str
        As `dsviz.stage.scene.Showing` has them.
    """
    described = stage_scene(
        trace,
        spoken,
        title=content.label(f"example.{example.id}.title", spoken),
        printed=example.printed,
        document=example.document,
        param=link,
        identity=example.id,
        outside=OUTSIDE_TWO if chain else OUTSIDE,
        editing=False,
        changes=example.changes.partition("~~")[0],
        locked=locked,
        middle=middle,
        chain=chain,
        paused=chain == "second",
    )
    if example.original is None:
        return described
    return with_original(described, trace_of(example.original, trace.backend))


def stage_scene(
    trace: Trace,
    spoken: str,
    *,
    document: str | None = None,
    words: dict[str, str] | None = None,
    **showing: Any,
) -> dict[str, Any]:
    """Describe a traced layer to the stage, in a language.

    Parameters
    ----------
    trace : Trace
    spoken : str
        The language of the stage's words.
    document : str, optional
        Where its numbers are from, as `Example.document` has it; without one the badge names no source.
    words : dict, optional
        Labels that stand in for the stage's own, such as those under ``"stage_dx"``.
    **showing
        What else `dsviz.stage.scene.Showing` holds.
    """
    labels = served_labels(spoken)
    if showing.get("editing") is not None:
        labels |= for_editing(spoken)
    if is_large(trace):
        labels |= for_pixels(spoken)
    labels |= for_a_row(trace.layer, spoken) | (words or {})
    source = "" if document is None else content.label(f"document.{document or 'own'}", spoken)
    return scene(trace, Showing(labels=labels, document=source, **showing))


def served_labels(spoken: str) -> dict[str, str]:
    """Return the labels of every stage that a server shows."""
    return content.labels("stage", spoken) | for_tables(spoken) | for_a_class(spoken) | for_a_course(spoken)


def rewritten_words(of: str, spoken: str, names: Mapping[str, str] = USUAL) -> dict[str, str]:
    """Return the labels that stand in for the stage's own; of: "dx", "dw", "db" or "transposed"."""
    return {key: renamed(text, names) for key, text in content.labels(f"stage_{of}", spoken).items()}


def rewritten_scene(
    found: Rewritten, of: str, engine: str, spoken: str, names: Mapping[str, str] = USUAL, **showing: Any
) -> dict[str, Any]:
    """Describe a gradient or a transposed layer to the stage, where it is an ordinary convolution.

    Parameters
    ----------
    found : Rewritten
    of : str
        What it is: "dx", "dw", "db" or "transposed".
    engine, spoken : str
    names : mapping of str to str
        Tensors with other names than is usual, such as dy -> dz.
    **showing
        As in `stage_scene`.
    """
    words, copies = rewritten_words(of, spoken, names), lettered(found.names, names)
    return stage_scene(Trace(found.layer, engine), spoken, words=words, copies=copies, **showing)


def scatter_scene(
    layer: TransposedLayer, of: str, engine: str, spoken: str, **showing: Any
) -> dict[str, Any]:
    """Describe a transposed layer, or the gradient of an input, to the stage as a scatter.

    Parameters
    ----------
    layer : TransposedLayer
        For a gradient, `dsviz.conv.rewritten.scatter_of` makes it.
    of : {"transposed", "dx"}
        What it is.
    engine, spoken : str
    **showing
        As in `stage_scene`.
    """
    return scattered_scene(ScatterTrace(layer, engine), of, spoken, **showing)


def transposed_scene(
    layer: TransposedLayer, view: str, engine: str, spoken: str, **showing: Any
) -> dict[str, Any]:
    """Describe a transposed layer to the stage.

    Parameters
    ----------
    layer : TransposedLayer
    view : {"scatter", "gather"}
        In the gather it stands there as the ordinary convolution that gives the same.
    engine, spoken : str
    **showing
        As in `stage_scene`.
    """
    showing["title"] = content.label("page.transposed.title", spoken)
    if view == "scatter":
        return scatter_scene(layer, "transposed", engine, spoken, **showing)
    return rewritten_scene(transposed(layer), "transposed", engine, spoken, **showing)


def gradient_scene(
    known: Backward, shown: tuple[str, str], engine: str, spoken: str, **showing: Any
) -> dict[str, Any]:
    """Describe a gradient, or the forward pass, to the stage.

    Parameters
    ----------
    known : Backward
        The layer, its dy, and what its tensors are called.
    shown : (gradient, view)
        Gradient "y" (forward), "x", "weight" or "bias"; view "gather" or "scatter", of dx.
    engine, spoken : str
    **showing
        As in `stage_scene`.
    """
    (gradient, _), names = shown, known.names
    showing["title"] = renamed(content.label(f"backward.gradient.{gradient}", spoken), names)
    if gradient == "y":
        middle = next((kind for kind in "xy" if kind in names), "")
        return stage_scene(Trace(known.layer, engine), spoken, middle=middle, **showing)
    if shown == ("x", "scatter"):
        stamped = scatter_of(known.layer, known.dy)
        return scatter_scene(stamped, "dx", engine, spoken, names=names, **showing)
    found = REWRITE[gradient](known.layer, known.dy)
    return rewritten_scene(found, LETTERS[gradient], engine, spoken, names=names, **showing)


def scattered_scene(
    trace: ScatterTrace, of: str, spoken: str, names: Mapping[str, str] = USUAL, **showing: Any
) -> dict[str, Any]:
    """Describe a traced scatter to the stage; parameters as in `scatter_scene`."""
    words = served_labels(spoken) | scatter_words(of, spoken, names) | for_a_row(trace.layer, spoken)
    if of == "transposed" and any(more := trace.layer.spec.output_padding):
        values = "×".join(map(str, dict.fromkeys(more)))
        words["sizes"] += content.label("transposed.sizes.more", spoken, values=values)
    return scatter(trace, Showing(labels=words, copies=scatter_copies(of, names), **showing))


def scatter_copies(of: str, names: Mapping[str, str] = USUAL) -> dict[str, Any]:
    """Return what a scatter's tensors are called; of: "dx" or "transposed"."""
    return lettered(INPUT_GRADIENT if of == "dx" else TRANSPOSED, names)


def scatter_words(of: str, spoken: str, names: Mapping[str, str] = USUAL) -> dict[str, str]:
    """Return the labels of a scatter that stand in for the stage's own; of: "dx" or "transposed"."""
    words = content.labels("stage_scatter", spoken) | content.labels(f"stage_scatter_{of}", spoken)
    return {key: renamed(text, names) for key, text in words.items()}


def guided(scene: dict[str, Any], guides: Sequence[dict[str, Any]], spoken: str) -> dict[str, Any]:
    """Return a scene with guides, from `dsviz.course.guides`, and the words they need."""
    words = content.labels("stage_guide", spoken)
    return {**scene, "guides": list(guides), "labels": {**scene["labels"], **words}}
