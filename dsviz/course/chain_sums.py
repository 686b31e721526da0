"""Layers in a row, size by size and path by path: every sum written out."""

from __future__ import annotations

from itertools import islice, pairwise

from dsviz.conv.chain import LayerChain
from dsviz.conv.chain_geometry import LayerGeometry
from dsviz.conv.chain_paths import Path, Place, paths_between
from dsviz.conv.geometry import ReceptiveField
from dsviz.course.chains import Chosen, Say
from dsviz.exercises.exercise import cell_name
from dsviz.wording.numbers import number, term

HEADINGS = ("layer", "k", "stride", "pads", "dilation", "out", "field", "jump", "start")
ALONG = 1  # the columns: the layers here are square, or one row
BEFORE_ALL = ReceptiveField(1, 1, 0)
MOST = 30  # paths that are written out


def layers_table(run: LayerChain, say: Say) -> str:
    """Write the table of the layers, as Markdown."""
    lines = ["| " + " | ".join(say(f"several.layers.{each}") for each in HEADINGS) + " |"]
    lines += ["|---" * len(HEADINGS) + "|", *(f"| {' | '.join(row)} |" for row in rows_of(run))]
    return "\n".join(lines)


def rows_of(run: LayerChain) -> list[tuple[str, ...]]:
    """Write the row of each layer, along its columns.

    Examples
    --------
    >>> from dsviz.conv.chain import chain
    >>> twice = [{"weight": [[[[1, 1, 1]]]], "stride": (1, 2)}, {"weight": [[[[1, 1]]]]}]
    >>> for row in rows_of(chain([[[1, 2, 3, 4, 5, 6]]], twice, backend="numpy")):
    ...     print(*row[5:], sep=", ")
    ⌊(6 + 0 + 0 − 1×(3 − 1) − 1) / 2⌋ + 1 = 2, 1 + (3 − 1)×1×1 = 3, 1×2 = 2, 0 − 0×1 = 0
    ⌊(2 + 0 + 0 − 1×(2 − 1) − 1) / 1⌋ + 1 = 1, 3 + (2 − 1)×1×2 = 5, 2×1 = 2, 0 − 0×2 = 0
    """
    fields = (BEFORE_ALL, *(field[ALONG] for field in run.geometry.fields))
    pairs = zip(run.geometry.layers, pairwise(fields), strict=True)
    return [_row(at, layer, before, after) for at, (layer, (before, after)) in enumerate(pairs, 1)]


def _row(at: int, layer: LayerGeometry, before: ReceptiveField, after: ReceptiveField) -> tuple[str, ...]:
    kernel, stride, dilation = layer.kernel[ALONG], layer.spec.stride[ALONG], layer.spec.dilation[ALONG]
    first, last = layer.pads[ALONG]
    padded = f"{layer.size[ALONG]} + {first} + {last}"
    return (
        *(str(at), str(kernel), str(stride), f"{first} + {last}", str(dilation)),
        f"⌊({padded} − {dilation}×({kernel} − 1) − 1) / {stride}⌋ + 1 = {layer.output_size[ALONG]}",
        f"{before.size} + ({kernel} − 1)×{dilation}×{before.jump} = {after.size}",
        f"{before.jump}×{stride} = {after.jump}",
        f"{number(before.start)} − {first}×{before.jump} = {number(after.start)}",
    )


def walks(chosen: Chosen, source: Place, say: Say) -> tuple[str, list[str], str]:
    """Write the paths to an input number with their weights: what they add up to, each, and how many more."""
    name, count = cell_name("x", source), int(chosen.paths[source])
    if not count:
        return say("several.walks.none", output=chosen.output, input=name), [], ""
    total = number(float(chosen.gradient[source]))
    told = say("several.walks.text", count=count, output=chosen.output, input=name, total=total)
    walked = islice(paths_between(chosen.run, chosen.place, source), MOST)
    more = say("several.walks.more", count=count - MOST) if count > MOST else ""
    return told, [line_of(path, chosen.names) for path in walked], more


def line_of(path: Path, names: tuple[str, ...]) -> str:
    """Write a path: its numbers from the output to the input, then its weights and their product.

    Examples
    --------
    >>> line_of(Path(((0, 0, 0), (0, 0, 1), (0, 0, 2)), (4.0, -1.0)), ("x", "z1", "y"))
    'y[0,0,0] ← z1[0,0,1] ← x[0,0,2]:  4×(−1) = −4'
    """
    numbers = " ← ".join(cell_name(name, place) for name, place in zip(names[::-1], path.places, strict=True))
    first, *rest = path.weights
    product = "×".join([number(first), *map(term, rest)])
    return f"{numbers}:  {product} = {number(path.product)}" if rest else f"{numbers}:  {product}"
