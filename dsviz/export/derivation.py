"""A layer's output derived on paper: LaTeX for a report, Markdown with the same formulas for notes.

The formulas keep to what LaTeX with amsmath and KaTeX both know.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

import numpy as np

from dsviz.content import DEFAULT_LANGUAGE, Listed, label
from dsviz.conv.layer import Layer
from dsviz.conv.step import Step, Tap
from dsviz.conv.trace import Trace
from dsviz.export.errors import ExportError
from dsviz.export.lines import broken, width
from dsviz.wording.numbers import MINUS, Product, closes, number, settled
from dsviz.wording.sums import channels_of, exact_sums, factors

MOST_PRODUCTS = 20_000  # about 400 KB of text
MATRIX = 76  # signs with the spaces between, as `lines.LINE`
MOST_COLUMNS = MATRIX // 3

DOCUMENT = r"""\documentclass{{article}}
\usepackage[T1]{{fontenc}}
\usepackage[a4paper,margin=2cm]{{geometry}}
\usepackage{{amsmath}}
\setcounter{{MaxMatrixCols}}{{{columns}}}
\allowdisplaybreaks
\begin{{document}}
\section*{{{title}}}
{body}
\end{{document}}
"""
# What LaTeX would obey in a text, and how it is written instead.
ESCAPES = {
    "\\": r"\textbackslash{}",
    "{": r"\{",
    "}": r"\}",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
    "×": r"$\times$",
    MINUS: r"$-$",
    "·": r"$\cdot$",
    **{sign: "\\" + sign for sign in "$&%#_"},
}


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
    y_{0,0,0} &= 2 \\cdot 1 + 3 \\cdot (-2) + 5 = 1
    \\end{aligned}
    """
    place = f"{name}_{{{step.out_channel},{step.row},{step.col}}}"
    bias = [] if step.bias is None else [step.bias]
    alone: list[Product] = [[value] for value in bias]
    slices, sums = channels_of(step), exact_sums(step)
    if len(slices) == 1:
        parts = [*_products(slices[0]), *map(_term, bias)]
        lines = [broken(place, parts, _result(factors(slices[0]) + alone, step.result))]
    else:
        first = step.taps[0].in_channel
        lines = [
            broken(f"s_{{{first + c}}}", _products(taps), _result(factors(taps), sums[c]))
            for c, taps in enumerate(slices)
        ]
        names = [f"s_{{{first + c}}}" for c in range(len(sums))]
        names += [f"{bias_name}_{{{step.out_channel}}}" for _ in bias]
        numbers = [_number(sums[0]), *map(_term, [*sums[1:], *bias])]
        result = _result([[amount] for amount in sums] + alone, step.result)
        lines.append(broken(place, names, broken("", numbers, result).removeprefix(" &")))
    body = " \\\\\n".join(lines)
    return f"\\begin{{aligned}}\n{body}\n\\end{{aligned}}"


def latex(
    traces: Sequence[Trace], title: str, step: int | None = None, language: str = DEFAULT_LANGUAGE
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

    Returns
    -------
    str
        Compiles with pdflatex and amsmath.

    Raises
    ------
    ExportError
        If it would have more than 20,000 products.
    """
    forms = {
        "heading": r"\subsection*{%s}",
        "settings": r"\noindent\texttt{%s}",
        "formula": r"\[%s\]",
        "note": r"\noindent %s",
    }
    parts = [
        forms[kind] % (content if kind == "formula" else escaped(content))
        for kind, content in _parts(traces, step, language)
    ]
    return DOCUMENT.format(columns=MOST_COLUMNS, title=escaped(title), body="\n".join(parts))


def markdown(
    traces: Sequence[Trace], title: str, step: int | None = None, language: str = DEFAULT_LANGUAGE
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
    forms = {"heading": "## %s", "settings": "`%s`", "formula": "$$\n%s\n$$", "note": "%s"}
    parts = [forms[kind] % content for kind, content in _parts(traces, step, language)]
    return "\n\n".join([f"# {_plain(title)}", *parts]) + "\n"


def escaped(text: str) -> str:
    """Write a text so that LaTeX prints it and does not obey it.

    >>> escaped("50% of x_0")
    '50\\\\% of x\\\\_0'
    """
    return "".join(ESCAPES.get(sign, sign) for sign in " ".join(text.split()))


def _parts(traces: Sequence[Trace], step: int | None, language: str) -> Iterable[tuple[str, str]]:
    """Headings, settings and formulas, in order, each with its kind."""
    shown = traces if step is None else traces[-1:]
    count = sum(trace.layer.weight[0].size * (trace.output.size if step is None else 1) for trace in shown)
    if count > MOST_PRODUCTS:
        raise ExportError("products", most=MOST_PRODUCTS, got=count)
    letters = [("x", "w", "b", "y")] if len(traces) == 1 else [("x", "w", "b", "z"), ("z", "p", "c", "y")]
    parts: list[tuple[str, str]] = []
    for trace, (x, w, b, y) in zip(shown, letters[-len(shown) :], strict=True):
        parts.append(("heading", label("downloads.tensors", language, names=Listed([x, w]))))
        parts.append(("settings", _settings(trace.layer)))
        parts += _matrices(_tensors(trace.layer, x, w, b), language)
        parts.append(("heading", label("downloads.output", language, name=y)))
        steps = trace if step is None else [trace[step]]
        parts += [("formula", step_formula(each, y, b)) for each in steps]
    return parts


def _matrices(tensors: Sequence[tuple[str, np.ndarray]], language: str) -> Iterator[tuple[str, str]]:
    """Walk the tensors as formulas; those that are too wide are named in a sentence."""
    wide = [name for name, values in tensors if not _is_narrow(values)]
    yield from (("formula", f"{name} = {_matrix(values)}") for name, values in tensors if name not in wide)
    if wide:
        names = Listed([name.replace("_{", "[").replace("}", "]") for name in wide])
        yield "note", label("downloads.wide", language, names=names)


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


def _is_narrow(values: np.ndarray) -> bool:
    """Whether a matrix fits the page: each column is as wide as its longest number, with a space of two."""
    widths = (max(width(_number(value)) for value in column) + 2 for column in values.T)
    return sum(widths) <= MATRIX


def _matrix(values: np.ndarray) -> str:
    rows = " \\\\ ".join(" & ".join(map(_number, line)) for line in values)
    return f"\\begin{{bmatrix}} {rows} \\end{{bmatrix}}"


def _products(taps: Sequence[Tap]) -> list[str]:
    return [
        f"{_term(tap.x) if at else _number(tap.x)} \\cdot {_term(tap.weight)}" for at, tap in enumerate(taps)
    ]


def _result(products: Sequence[Product], result: float) -> str:
    """Write ``= result``, with ≈ where the shown numbers do not close."""
    sign = "=" if closes(products, result) else "\\approx"
    return f"{sign} {_number(settled(products, result))}"


def _number(value: float) -> str:
    text = number(value).replace(MINUS, "-")
    digits, _, power = text.partition("e")
    return f"{digits} \\cdot 10^{{{int(power)}}}" if power else text


def _term(value: float) -> str:
    return f"({_number(value)})" if value < 0 or "cdot" in _number(value) else _number(value)


def _plain(title: str) -> str:
    return " ".join(title.split()).replace("<", "&lt;").replace("$", "\\$")
