"""A gradient or a transposed layer derived on paper: every number as its products, as LaTeX or Markdown."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import numpy as np

from dsviz.content import DEFAULT_LANGUAGE, Listed, label
from dsviz.conv.gradient_trace import GRADIENT_NAMES, GradientTrace
from dsviz.conv.product import SumStep
from dsviz.conv.transposed_trace import GatherTrace
from dsviz.export.derivation import MOST_PRODUCTS
from dsviz.export.documents import (
    Part,
    document,
    matrices,
    notes,
    number_of,
    products_of,
    result_of,
    term_of,
)
from dsviz.export.errors import ExportError
from dsviz.export.lines import broken
from dsviz.wording.numbers import Product

Sums = GradientTrace | GatherTrace
USUAL: Mapping[str, str] = {}  # every tensor has its usual name


def sum_formula(step: SumStep, names: Mapping[str, str] = USUAL) -> str:
    """Write one number with all of its products.

    Parameters
    ----------
    step : SumStep
    names : mapping of str to str
        Tensors with other names than is usual, such as dx -> dz.

    Examples
    --------
    >>> from dsviz.conv.gradient_trace import trace_gradient
    >>> trace = trace_gradient([[[1, 10]]], [[[1, 2, 3]]], [[[[4, 5]]]], of="x", backend="numpy")
    >>> print(sum_formula(trace[1]))
    \\begin{aligned}
    dx_{0,0,1} &= 1 \\times 5 + 10 \\times 4 = 45
    \\end{aligned}
    """
    factors = [(product.left.value, product.right.value) for product in step.products]
    bias = [] if step.bias is None else [step.bias]
    products: list[Product] = [*map(list, factors), *([value] for value in bias)]
    place = f"{names.get(step.tensor, step.tensor)}_{{{','.join(map(str, step.index))}}}"
    parts = [*products_of(factors), *map(term_of, bias)]
    if not factors:  # nothing reaches the number
        line = f"{place} &= {number_of(step.value)}"
    else:
        line = broken(place, parts, result_of(products, step.value))
    return f"\\begin{{aligned}}\n{line}\n\\end{{aligned}}"


def sums_latex(
    trace: Sums,
    title: str,
    language: str = DEFAULT_LANGUAGE,
    at: tuple[int, ...] | None = None,
    names: Mapping[str, str] = USUAL,
) -> str:
    """Write a LaTeX document that derives one number, or every one.

    Parameters
    ----------
    trace : GradientTrace or GatherTrace
    title : str
        Any text; it is escaped.
    language : str
    at : tuple of int, optional
        The index of the number; all are derived without it.
    names : mapping of str to str
        As in `sum_formula`.

    Raises
    ------
    ExportError
        If every number is asked for, and that would be more than 20,000 products.
    """
    return document(title, _parts(trace, language, at, names))


def sums_markdown(
    trace: Sums,
    title: str,
    language: str = DEFAULT_LANGUAGE,
    at: tuple[int, ...] | None = None,
    names: Mapping[str, str] = USUAL,
) -> str:
    """Write the same as Markdown.

    Examples
    --------
    >>> from dsviz.conv.transposed_trace import trace_transposed
    >>> text = sums_markdown(trace_transposed([[[1, 2]]], [[[[3]]]], backend="numpy"), "Small")
    >>> text.startswith("# Small"), text.count("$$")
    (True, 8)
    """
    return notes(title, _parts(trace, language, at, names))


def product_count(trace: Sums) -> int:
    """Bound the products from above, without walking the steps."""
    if isinstance(trace, GradientTrace):
        return trace.layer.macs
    return trace.layer.x.size * int(np.prod(trace.layer.weight.shape[1:]))


def _parts(
    trace: Sums, language: str, at: tuple[int, ...] | None, names: Mapping[str, str]
) -> Iterator[Part]:
    count = product_count(trace)
    if at is None and count > MOST_PRODUCTS:
        raise ExportError("products", most=MOST_PRODUCTS, got=count)
    parted = [(name.partition("_"), values) for name, values in _tensors(trace)]
    tensors = [(names.get(letter, letter) + mark + place, values) for (letter, mark, place), values in parted]
    letters = list(dict.fromkeys(name.partition("_")[0] for name, _ in tensors))
    yield "heading", label("downloads.tensors", language, names=Listed(letters))
    yield "settings", ", ".join(f"{name}={value}" for name, value in trace.layer.keywords.items())
    yield from matrices(tensors, language)
    name = GRADIENT_NAMES[trace.of] if isinstance(trace, GradientTrace) else "y"
    yield "heading", label("downloads.output", language, name=names.get(name, name))
    steps = trace if at is None else (trace.at(*at),)
    yield from (("formula", sum_formula(step, names)) for step in steps)


def _tensors(trace: Sums) -> list[tuple[str, np.ndarray]]:
    layer = trace.layer
    kernels = [(f"w_{{{a},{b}}}", layer.weight[a, b]) for a, b in np.ndindex(layer.weight.shape[:2])]
    pictures = [(f"x_{{{c}}}", channel) for c, channel in enumerate(layer.x)]
    if isinstance(trace, GatherTrace):
        return [*pictures, *kernels, *([] if layer.bias is None else [("b", layer.bias[None])])]
    upstream = [(f"dy_{{{n}}}", each) for n, each in enumerate(trace.dy)]
    return upstream + {"x": kernels, "weight": pictures, "bias": []}[trace.of]
