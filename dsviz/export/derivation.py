"""A layer's output derived on paper: LaTeX for a report, Markdown with the same formulas for notes."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np

from dsviz.content import DEFAULT_LANGUAGE, Listed, label
from dsviz.conv.layer import Layer
from dsviz.conv.step import Step, Tap
from dsviz.conv.trace import Trace
from dsviz.export.documents import Part, document, matrices, notes, number_of, products_of, result_of, term_of
from dsviz.export.errors import ExportError
from dsviz.export.lines import broken
from dsviz.wording.numbers import Product
from dsviz.wording.sums import channels_of, exact_sums, factors

Letters = tuple[str, str, str, str]  # of the input, the kernel, the bias and the output

USUAL: Letters = ("x", "w", "b", "y")
PAIR: list[Letters] = [("x", "w", "b", "z"), ("z", "p", "c", "y")]
MOST_PRODUCTS = 20_000  # about 400 KB of text


def step_formula(step: Step, name: str = "y", bias_name: str = "b") -> str:
    """Write one output number as a formula: each channel's products, their sums, the bias.

    Parameters
    ----------
    step : Step
    name, bias_name : str
        What the output tensor and the bias are called.

    Returns
    -------
    str
        One ``aligned`` block, without the dollar signs.

    Examples
    --------
    >>> from dsviz.conv.trace import trace
    >>> print(step_formula(trace([[[2, 3]]], [[[[1, -2]]]], [5], backend="numpy")[0]))
    \\begin{aligned}
    y_{0,0,0} &= 2 \\times 1 + 3 \\times (-2) + 5 = 1
    \\end{aligned}
    """
    place = f"{name}_{{{step.out_channel},{step.row},{step.col}}}"
    bias = [] if step.bias is None else [step.bias]
    alone: list[Product] = [[value] for value in bias]
    slices, sums = channels_of(step), exact_sums(step)
    if len(slices) == 1:
        parts = [*_products(slices[0]), *map(term_of, bias)]
        lines = [broken(place, parts, result_of(factors(slices[0]) + alone, step.result))]
    else:
        first = step.taps[0].in_channel
        lines = [
            broken(f"s_{{{first + c}}}", _products(taps), result_of(factors(taps), sums[c]))
            for c, taps in enumerate(slices)
        ]
        names = [f"s_{{{first + c}}}" for c in range(len(sums))]
        names += [f"{bias_name}_{{{step.out_channel}}}" for _ in bias]
        numbers = [number_of(sums[0]), *map(term_of, [*sums[1:], *bias])]
        result = result_of([[amount] for amount in sums] + alone, step.result)
        lines.append(broken(place, names, broken("", numbers, result).removeprefix(" &")))
    body = " \\\\\n".join(lines)
    return f"\\begin{{aligned}}\n{body}\n\\end{{aligned}}"


def latex(
    traces: Sequence[Trace],
    title: str,
    step: int | None = None,
    language: str = DEFAULT_LANGUAGE,
    letters: Letters = USUAL,
) -> str:
    """Write a LaTeX document that derives an output, or one number of it.

    Parameters
    ----------
    traces : sequence of Trace
        One, or two where the second reads the first's output; a step belongs to the last one.
    title : str
        Any text; it is escaped.
    step : int, optional
        Which step, from 0; all of them by default.
    language : str
    letters : (x, w, b, y)
        What the tensors of one layer are called.

    Returns
    -------
    str
        Compiles with pdflatex and amsmath.

    Raises
    ------
    ExportError
        If it would have more than 20,000 products.
    """
    return document(title, _parts(traces, step, language, letters))


def markdown(
    traces: Sequence[Trace],
    title: str,
    step: int | None = None,
    language: str = DEFAULT_LANGUAGE,
    letters: Letters = USUAL,
) -> str:
    """Write the same as Markdown, the formulas between dollar signs as GitHub and Jupyter read them.

    Parameters, raises
        As `latex`.

    Examples
    --------
    >>> from dsviz.conv.trace import trace
    >>> text = markdown([trace([[[2, 3]]], [[[[1, -2]]]], backend="numpy")], "Small")
    >>> text.startswith("# Small"), text.count("$$")
    (True, 6)
    """
    return notes(title, _parts(traces, step, language, letters))


def _parts(traces: Sequence[Trace], step: int | None, language: str, names: Letters) -> Iterable[Part]:
    """Headings, settings and formulas, in order, each with its kind."""
    shown = traces if step is None else traces[-1:]
    count = sum(trace.layer.weight[0].size * (trace.output.size if step is None else 1) for trace in shown)
    if count > MOST_PRODUCTS:
        raise ExportError("products", most=MOST_PRODUCTS, got=count)
    letters = [names] if len(traces) == 1 else PAIR
    parts: list[Part] = []
    for trace, (x, w, b, y) in zip(shown, letters[-len(shown) :], strict=True):
        parts.append(("heading", label("downloads.tensors", language, names=Listed([x, w]))))
        parts.append(("settings", _settings(trace.layer)))
        parts += matrices(_tensors(trace.layer, x, w, b), language)
        parts.append(("heading", label("downloads.output", language, name=y)))
        steps = trace if step is None else [trace[step]]
        parts += [("formula", step_formula(each, y, b)) for each in steps]
    return parts


def _settings(layer: Layer) -> str:
    known = layer.keywords | {"padding": layer.pads}
    return ", ".join(f"{name}={value}" for name, value in known.items())


def _tensors(layer: Layer, x: str, w: str, b: str) -> list[tuple[str, np.ndarray]]:
    tensors = [(f"{x}_{{{c}}}", layer.x[c]) for c in range(len(layer.x))]
    places = np.ndindex(layer.weight.shape[0], layer.weight.shape[1])
    tensors += [(f"{w}_{{{n},{c}}}", layer.weight[n, c]) for n, c in places]
    if layer.bias is not None:
        tensors.append((b, layer.bias[None]))
    return tensors


def _products(taps: Sequence[Tap]) -> list[str]:
    return products_of([(tap.x, tap.weight) for tap in taps])
