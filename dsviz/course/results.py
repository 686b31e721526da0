"""What is said of a result: how it compares with what a document prints and with the second computation."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from dsviz import content
from dsviz.content import joined
from dsviz.conv.trace import Trace, rounding_bound
from dsviz.examples import Example
from dsviz.export.pytorch_code import framework_call
from dsviz.wording.numbers import number

MOST_TOLD = 100  # numbers of a map that its text says one by one


def verdict(example: Example, trace: Trace, say: Callable[..., str]) -> list[str]:
    """State how the engine's numbers compare with the document's and with NumPy's, as computed now.

    Parameters
    ----------
    example : Example
    trace : Trace
        Of the example's layer.
    say : callable
        `dsviz.content.label` in the reader's language.

    Returns
    -------
    list of str
        Paragraphs of Markdown.
    """
    engine, source = say(f"engine.{trace.backend}"), source_of(example, say)
    lines = [say("result.call", call=framework_call(example.layer))]
    for known, right, otherwise in (
        (example.printed, "result.equal", "result.differs"),
        (example.expected, "result.expected", "result.unexpected"),
    ):
        if known is not None:
            wrong = int((trace.output != known).sum())
            key = otherwise if wrong else right
            lines.append(say(key, engine=engine, source=source, count=known.size, wrong=wrong))
    if example.printed is None and example.expected is None:
        lines.append(say("result.changed" if example.changes else "result.not_printed"))
    if trace.disagreement is None:
        lines.append(say("result.checking"))
    else:
        rounds = 0 < trace.disagreement <= rounding_bound(example.layer)
        key = "result.rounding" if rounds else "result.reference"
        lines.append(say(key, difference=number(trace.disagreement)))
    return lines


def source_of(example: Example, say: Callable[..., str]) -> str:
    """Name the document an example comes from, or this project, where the weights are its own."""
    source = say(f"document.{example.document or 'own'}")
    return say("document.after", source=source) if example.own and example.document else source


def maps_alt(name: str, values: np.ndarray, spoken: str) -> str:
    """Say what heatmaps show: y's numbers stand on a stage, those of other maps are said where they are few.

    Parameters
    ----------
    name : str
    values : ndarray, shape (C, H, W)
    spoken : str
        The language.
    """
    if name == "y":
        return content.label("result.alt", spoken, name=name, shape=shape_text(values.shape))
    return told_maps(name, values, spoken)


def told_maps(name: str, values: np.ndarray, spoken: str) -> str:
    """Say what heatmaps show, with their numbers where they are few; for the parameters see `maps_alt`."""
    shape = shape_text(values.shape)
    if values.size > MOST_TOLD:
        return content.label("result.alt.many", spoken, name=name, shape=shape)
    rows = values.reshape(-1, values.shape[-1]).tolist()
    told = joined([joined(map(number, row), spoken) for row in rows], spoken, "semicolon")
    return content.label("result.alt.values", spoken, name=name, shape=shape, values=told)


def shape_text(shape: tuple[int, ...]) -> str:
    """Write a shape with the multiplication sign.

    Examples
    --------
    >>> shape_text((2, 3, 3))
    '2 × 3 × 3'
    """
    return " × ".join(map(str, shape))
