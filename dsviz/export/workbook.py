"""A layer as a spreadsheet with live formulas: change an input or a weight, and every output follows.

The file is written here, in the few elements of Office Open XML that it needs: a library for it could not
write a formula together with its result, and a viewer that does not compute would show empty cells.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator, Sequence
from html import escape
from typing import NamedTuple

import numpy as np

from dsviz.check.solved_layer import Array
from dsviz.conv.layer import Layer
from dsviz.conv.reference import pad_numpy
from dsviz.conv.trace import Trace

MOST_TERMS = 100_000  # SUMPRODUCTs of a workbook
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
LINKS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PARTS = "http://schemas.openxmlformats.org/package/2006"
KIND = "application/vnd.openxmlformats-officedocument.spreadsheetml"
HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
OLDEST = (1980, 1, 1, 0, 0, 0)  # of a file in a zip


class Cell(NamedTuple):
    """A cell: a caption, or a number and perhaps the formula that gives it."""

    row: int
    column: int
    value: float | str
    formula: str = ""


def terms(layer: Layer) -> int:
    """Count the SUMPRODUCTs of a layer: one a channel of each output's window."""
    return int(np.prod(layer.output_shape)) * layer.slices


def workbook(traces: Sequence[Trace]) -> bytes:
    """Write one layer, or two that follow each other, as an .xlsx file.

    Parameters
    ----------
    traces : sequence of Trace
        One, or two where the second reads the first's output.

    Returns
    -------
    bytes
        Sheets ``x`` (with its border), ``w`` (with its gaps, and the bias below) and ``y``, whose cells are
        formulas; with two layers ``x, w, z, z_in, p, y``.

    Examples
    --------
    >>> from dsviz.conv.trace import trace
    >>> packed = zipfile.ZipFile(io.BytesIO(workbook([trace([[[2, 1]]], [[[[3, 4]]]], backend="numpy")])))
    >>> b"<f>SUMPRODUCT(x!A2:B2,w!A2:B2)</f><v>10</v>" in packed.read("xl/worksheets/sheet3.xml")
    True
    """
    names = [("x", "w", "y")] if len(traces) == 1 else [("x", "w", "z"), ("z_in", "p", "y")]
    sheets: dict[str, list[Cell]] = {}
    source = ""
    for (read, kernel, made), trace in zip(names, traces, strict=True):
        sheets[read] = list(_input(trace.layer, read, source))
        sheets[kernel] = list(_weights(trace.layer, kernel))
        sheets[made] = list(_output(trace, read, kernel, made))
        source = made
    return _packed({name: _sheet(cells) for name, cells in sheets.items()})


def reference(row: int, column: int) -> str:
    """Name a cell, both counted from 0.

    >>> reference(0, 0), reference(9, 27)
    ('A1', 'AB10')
    """
    letters, column = "", column + 1
    while column:
        column, letter = divmod(column - 1, 26)
        letters = chr(ord("A") + letter) + letters
    return f"{letters}{row + 1}"


def _top(block: int, height: int) -> int:
    """The first row of a block's numbers; above it stands its caption, below it an empty row."""
    return block * (height + 2) + 1


def _block(name: str, top: int, values: Array) -> Iterator[Cell]:
    yield Cell(top - 1, 0, name)
    for (i, j), value in np.ndenumerate(values):
        yield Cell(top + i, j, float(value))


def _input(layer: Layer, name: str, source: str) -> Iterator[Cell]:
    """The input with its border; a cell that copies another one is a formula."""
    mode = layer.spec.padding_mode
    height, width = layer.size
    (top, _), (left, _) = layer.pads
    places = pad_numpy(np.arange(1.0, height * width + 1).reshape(height, width), layer.pads, mode)
    for channel, values in enumerate(layer.x):
        padded = pad_numpy(values, layer.pads, mode)
        first = _top(channel, len(padded))
        for cell in _block(f"{name}[{channel}]", first, padded):
            i, j = cell.row - first, cell.column
            place = int(places[i, j]) - 1 if i >= 0 else -1
            row, column = divmod(place, width)
            is_own = (i, j) == (row + top, column + left)
            if place < 0 or (is_own and not source):
                yield cell
            elif source:
                yield cell._replace(formula=f"{source}!{reference(_top(channel, height) + row, column)}")
            else:
                yield cell._replace(formula=reference(first + row + top, column + left))


def _weights(layer: Layer, name: str) -> Iterator[Cell]:
    for block, (n, c) in enumerate(np.ndindex(layer.weight.shape[:2])):
        spread = _spread(layer, layer.weight[n, c])
        yield from _block(f"{name}[{n},{c}]", _top(block, len(spread)), spread)
    if layer.bias is not None:
        yield from _block("b" if name == "w" else "c", _bias_row(layer), layer.bias[None])


def _spread(layer: Layer, kernel: Array) -> Array:
    """The kernel with zeros in the gaps that dilation leaves."""
    rows, columns = layer.spec.dilation
    height, width = kernel.shape
    spread = np.zeros((rows * (height - 1) + 1, columns * (width - 1) + 1))
    spread[::rows, ::columns] = kernel
    return spread


def _bias_row(layer: Layer) -> int:
    """The row below all kernels."""
    height = len(_spread(layer, layer.weight[0, 0]))
    return _top(int(np.prod(layer.weight.shape[:2])), height)


def _output(trace: Trace, read: str, kernel: str, name: str) -> Iterator[Cell]:
    for n, values in enumerate(trace.output):
        top = _top(n, len(values))
        for cell in _block(f"{name}[{n}]", top, values):
            place = n, cell.row - top, cell.column
            yield cell if place[1] < 0 else cell._replace(formula=_sum(trace.layer, read, kernel, place))


def _sum(layer: Layer, read: str, kernel: str, place: tuple[int, int, int]) -> str:
    n, i, j = place
    height, width = _spread(layer, layer.weight[0, 0]).shape
    (top, bottom), (down, across) = layer.pads[0], layer.spec.stride
    padded = layer.size[0] + top + bottom
    first = n // layer.filters_per_group * layer.slices
    products = []
    for c in range(layer.slices):
        window = _range(_top(first + c, padded) + i * down, j * across, height, width)
        weights = _range(_top(n * layer.slices + c, height), 0, height, width)
        products.append(f"SUMPRODUCT({read}!{window},{kernel}!{weights})")
    if layer.bias is not None:
        products.append(f"{kernel}!{reference(_bias_row(layer), n)}")
    return "+".join(products)


def _range(row: int, column: int, height: int, width: int) -> str:
    return f"{reference(row, column)}:{reference(row + height - 1, column + width - 1)}"


def _sheet(cells: Sequence[Cell]) -> str:
    rows: dict[int, list[Cell]] = {}
    for cell in cells:
        rows.setdefault(cell.row, []).append(cell)
    lines = "".join(
        f'<row r="{row + 1}">{"".join(map(_cell, found))}</row>' for row, found in sorted(rows.items())
    )
    return f'{HEAD}<worksheet xmlns="{MAIN}"><sheetData>{lines}</sheetData></worksheet>'


def _cell(cell: Cell) -> str:
    at = reference(cell.row, cell.column)
    if isinstance(cell.value, str):
        return f'<c r="{at}" t="inlineStr"><is><t>{escape(cell.value)}</t></is></c>'
    number = int(cell.value) if cell.value.is_integer() else cell.value
    formula = f"<f>{escape(cell.formula)}</f>" if cell.formula else ""
    return f'<c r="{at}">{formula}<v>{number!r}</v></c>'


def _packed(sheets: dict[str, str]) -> bytes:
    files = {"[Content_Types].xml": _types(len(sheets)), "_rels/.rels": _links(["xl/workbook.xml"])}
    listed = "".join(
        f'<sheet name="{name}" sheetId="{at}" r:id="rId{at}"/>' for at, name in enumerate(sheets, 1)
    )
    files["xl/workbook.xml"] = (
        f'{HEAD}<workbook xmlns="{MAIN}" xmlns:r="{LINKS}"><sheets>{listed}</sheets></workbook>'
    )
    places = [f"worksheets/sheet{at}.xml" for at in range(1, len(sheets) + 1)]
    files["xl/_rels/workbook.xml.rels"] = _links(places)
    files |= {f"xl/{place}": text for place, text in zip(places, sheets.values(), strict=True)}
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as into:
        for name, text in files.items():
            into.writestr(zipfile.ZipInfo(name, OLDEST), text, zipfile.ZIP_DEFLATED)
    return packed.getvalue()


def _types(sheets: int) -> str:
    parts = {"/xl/workbook.xml": "sheet.main"}
    parts |= {f"/xl/worksheets/sheet{at}.xml": "worksheet" for at in range(1, sheets + 1)}
    listed = "".join(
        f'<Override PartName="{part}" ContentType="{KIND}.{kind}+xml"/>' for part, kind in parts.items()
    )
    links = "application/vnd.openxmlformats-package.relationships+xml"
    usual = f'<Default Extension="rels" ContentType="{links}"/>'
    usual += '<Default Extension="xml" ContentType="application/xml"/>'
    return f'{HEAD}<Types xmlns="{PARTS}/content-types">{usual}{listed}</Types>'


def _links(targets: Sequence[str]) -> str:
    kinds = ["worksheet" if "sheet" in each else "officeDocument" for each in targets]
    listed = "".join(
        f'<Relationship Id="rId{at}" Type="{LINKS}/{kind}" Target="{target}"/>'
        for at, (kind, target) in enumerate(zip(kinds, targets, strict=True), 1)
    )
    return f'{HEAD}<Relationships xmlns="{PARTS}/relationships">{listed}</Relationships>'
