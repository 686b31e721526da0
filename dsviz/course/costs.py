"""What a separable convolution and the standard one of its shape cost, counted with the numbers put in."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction

from dsviz.conv.layer import Layer
from dsviz.cost.formulas import separable_ratio
from dsviz.cost.padding import macs_on_pixels
from dsviz.course.comparisons import as_one
from dsviz.examples import Chain, Example
from dsviz.wording.formulas import tex
from dsviz.wording.numbers import number

COLUMNS = ("layer", "parameters", "macs", "pixels", "padding")


@dataclass(frozen=True)
class Cost:
    """What one layer costs; biases are not counted.

    Attributes
    ----------
    formula : str
        Its weights as a product, such as ``"3×3×3×4"``.
    places : str
        Its output places as a product, such as ``"3×3"``.
    parameters, macs, on_pixels : int
    """

    formula: str
    places: str
    parameters: int
    macs: int
    on_pixels: int


def cost_of(layer: Layer) -> Cost:
    """Count one layer.

    Examples
    --------
    >>> from dsviz.examples import get
    >>> cost = cost_of(get("standard-guide-stride-2").layer)
    >>> cost.formula, cost.parameters, cost.macs, cost.on_pixels
    ('3×3', 9, 81, 49)
    """
    filters, rows, columns = layer.output_shape
    factors = [*layer.kernel, *(each for each in (layer.slices, filters) if each != 1)]
    shape = (layer.in_channels, *layer.size)
    return Cost(
        formula="×".join(map(str, factors)),
        places=f"{rows}×{columns}",
        parameters=layer.weight.size,
        macs=layer.macs,
        on_pixels=macs_on_pixels(shape, filters, layer.kernel, layer.spec),
    )


def cost_table(chain: Chain, say: Callable[..., str]) -> str:
    """Write the weights and multiplications of both steps beside those of the standard convolution.

    Parameters
    ----------
    chain : Chain
    say : callable
        `dsviz.content.label` in the reader's language.

    Returns
    -------
    str
        Markdown: a table, and the ratio under it.
    """
    one = as_one(chain)
    steps, standard = [cost_of(each.layer) for each in chain.layers], cost_of(one.layer)
    rows = [
        [say("costs.depthwise"), *_entries(steps[0])],
        [say("costs.pointwise"), *_entries(steps[1])],
        [f"**{say('costs.together')}**", *_sums(steps)],
        [f"**{say('costs.standard')}**", *_entries(standard)],
    ]
    table = _table([[say(f"costs.{name}") for name in COLUMNS], *rows])
    return f"{table}\n\n{_ratio(steps, standard, one, say)}"


def _entries(cost: Cost) -> list[str]:
    weights = f"{cost.formula} = {cost.parameters:,}"
    macs = f"{cost.parameters:,} × {cost.places} = {cost.macs:,}"
    return [weights, macs, f"{cost.on_pixels:,}", f"{cost.macs - cost.on_pixels:,}"]


def _sums(steps: list[Cost]) -> list[str]:
    totals = []
    for values in (
        [cost.parameters for cost in steps],
        [cost.macs for cost in steps],
        [cost.on_pixels for cost in steps],
        [cost.macs - cost.on_pixels for cost in steps],
    ):
        totals.append(f"{' + '.join(f'{value:,}' for value in values)} = **{sum(values):,}**")
    return totals


def _ratio(steps: list[Cost], standard: Cost, one: Example, say: Callable[..., str]) -> str:
    pair = sum(cost.parameters for cost in steps)
    filters, kernel = one.layer.out_channels, one.layer.kernel[0]
    numbers, total = rf"\frac{{1}}{{{filters}}} + \frac{{1}}{{{kernel}^2}}", separable_ratio(kernel, filters)
    return say(
        "costs.ratio",
        pair=f"{pair:,}",
        one=f"{standard.parameters:,}",
        ratio=Fraction(pair, standard.parameters),
        decimal=number(round(pair / standard.parameters, 3)),
        formula=rf"\frac{{1}}{{N}} + \frac{{1}}{{K^2}} = {numbers} = {tex(total)}",
    )


def _table(rows: list[list[str]]) -> str:
    head, *body = (f"| {' | '.join(row)} |" for row in rows)
    return "\n".join([head, "|---" + "|--:" * (len(rows[0]) - 1) + "|", *body])
