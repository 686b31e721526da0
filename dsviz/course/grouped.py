"""Grouped layers of one shape: what is said and counted of each grouping."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from dsviz import content
from dsviz.cost import count, standard
from dsviz.cost.formulas import document_003_grouped, legal_groups
from dsviz.course.results import shape_text
from dsviz.examples.example import Example
from dsviz.examples.grouped import SIZE, grouped
from dsviz.export.pytorch_code import framework_call
from dsviz.wording.formulas import product, tex


@dataclass(frozen=True)
class Shape:
    """The shape of the layer a reader chose, without its groups; the seed of its numbers."""

    in_channels: int
    out_channels: int
    kernel: int
    seed: int

    @property
    def legal(self) -> tuple[int, ...]:
        """Every number of groups that divides both channel counts."""
        return legal_groups(self.in_channels, self.out_channels)

    def example(self, groups: int) -> Example:
        """Make the layer with so many groups."""
        return grouped(self.in_channels, self.out_channels, groups, kernel=self.kernel, seed=self.seed)

    def parameters(self, groups: int) -> int:
        """Count the weights."""
        return count(standard(self.in_channels, self.out_channels, self.kernel, groups=groups), SIZE).weights


def title_of(shape: Shape, groups: int, spoken: str) -> str:
    """Name the layer."""
    values = {"in_channels": shape.in_channels, "out_channels": shape.out_channels, "groups": groups}
    return content.label("grouped.stage", spoken, **values)


def facts(shape: Shape, groups: int, say: Callable[..., str]) -> str:
    """Say a grouping in numbers, as Markdown, with what document 003 prints.

    Parameters
    ----------
    shape : Shape
    groups : int
    say : callable
        `dsviz.content.label` in the reader's language.
    """
    layer = shape.example(groups).layer
    full, have = shape.parameters(1), shape.parameters(groups)
    document = document_003_grouped(shape.kernel, shape.out_channels, groups)
    letters = r"\frac{K \times K \times C \times N}{g}"
    numbers = product([shape.kernel, shape.kernel, shape.in_channels, shape.out_channels])
    formula = rf"{letters} = \frac{{{numbers}}}{{{groups}}} = \mathbf{{{tex(have)}}}"
    values = {
        "call": framework_call(layer),
        "weight": shape_text(layer.weight.shape),
        "c": shape.in_channels,
        "n": shape.out_channels,
        "k": shape.kernel,
        "g": groups,
        "inputs": shape.in_channels // groups,
        "outputs": shape.out_channels // groups,
        "lines": shape.in_channels * shape.out_channels // groups,
        "pairs": shape.in_channels * shape.out_channels,
        "full": f"{full:,}",
        "have": f"{have:,}",
        "document": f"{document:,}",
        "formula": formula,
    }
    verdict = "grouped.facts.right" if document == have else "grouped.facts.wrong"
    return say("grouped.facts", **values) + "\n\n" + say(verdict, **values)


def bars_told(shape: Shape, spoken: str) -> str:
    """Say how many parameters every legal grouping has."""
    counts = [content.joined([f"g = {g}", f"{shape.parameters(g):,}"], spoken, "colon") for g in shape.legal]
    return content.label("grouped.bars.alt", spoken, counts=content.joined(counts, spoken, "clause"))


def written_count(value: Any) -> str:
    """Write an entry of such a row: a count with its thousands apart, as the app's table has it.

    Examples
    --------
    >>> written_count(1296), written_count("1/2")
    ('1,296', '1/2')
    """
    return f"{value:,}" if isinstance(value, int) else str(value)


def row(shape: Shape, groups: int) -> dict[str, Any]:
    """Count one grouping: a row of the table, by the names of its columns."""
    counted = count(
        standard(shape.in_channels, shape.out_channels, shape.kernel, groups=groups), SIZE
    ).layers[0]
    return {
        "g": groups,
        "weight": shape_text((shape.out_channels, shape.in_channels // groups, shape.kernel, shape.kernel)),
        "parameters": counted.weights,
        "part": f"1/{groups}",
        "macs": counted.macs,
        "document_003": document_003_grouped(shape.kernel, shape.out_channels, groups),
    }
