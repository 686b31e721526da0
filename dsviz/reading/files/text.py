"""Text files: CSV, TSV and lists of numbers, in UTF-8 or UTF-16, and the CSV that this project writes."""

from __future__ import annotations

import codecs
import re

import numpy as np

from dsviz.content import Words
from dsviz.conv.errors import Place, shown
from dsviz.reading.axes import Role
from dsviz.reading.errors import ReadError
from dsviz.reading.files.npy import OWN_LAYOUTS
from dsviz.reading.files.tensor import FileTensor, check_count, held, of_arrays
from dsviz.reading.paste import read_tensor
from dsviz.reading.scan import MOST_NUMBERS
from dsviz.reading.several import read_tensors

MOST_BYTES = 2_000_000  # a text beyond the reader's bound, in UTF-16, with room to say so
_BOMS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
_SEP = re.compile(r"\"?sep=(.)\"?[ \t]*\r?(?:\n|$)", re.IGNORECASE)
_OWN = re.compile(r"tensor([,;\t])i\1j\1k\1l\1value")
_OBJECT = re.compile(r"\s*\{\s*\"")  # of JSON
_INDEX = re.compile(r"[0-9]{1,6}")
_SETTING = re.compile(
    r"(stride|padding|dilation|groups|padding_mode) ([a-z]{1,12}|[0-9]{1,7}(?: [0-9]{1,7}){0,3})(?=;|$)"
)
_ROLES: tuple[Role, ...] = ("input", "kernel", "bias")


def read_text(data: bytes, name: str) -> list[FileTensor]:
    """Read a text file of numbers; the cells are read as pasted ones are.

    Raises
    ------
    ReadError
        Rules ``file-text-bytes``, ``file-text-code`` and those of pasted text.
    """
    text = decoded(data)
    own = _OWN.match(text)
    return _own(text, own[1]) if own else of_text(text, name)


def own_settings(data: bytes) -> dict[str, list[str]]:
    """Find the settings of the layer, or of the first of two, in this project's own CSV; none elsewhere.

    Examples
    --------
    >>> own_settings(b"tensor,i,j,k,l,value\\nx,0,0,0,,1\\n# stride 2 1; groups 1\\n")
    {'stride': ['2', '1'], 'groups': ['1']}
    """
    try:
        text = decoded(data)
    except ReadError:
        return {}
    comment = re.search(r"^\"?# ?(stride [^\n]*)", text, re.MULTILINE) if _OWN.match(text) else None
    found = _SETTING.findall(comment[1].rstrip('",; \t')) if comment else []
    return {name: value.split(" ") for name, value in found}


def decoded(data: bytes) -> str:
    """Decode a text by its byte order mark, else as UTF-16 where every other byte is 0, else as UTF-8.

    >>> decoded("1;2".encode("utf-16")), decoded("1;2".encode("utf-16-le")), decoded(b"sep=;\\n1;2")
    ('1;2', '1;2', '1;2')
    """
    if len(data) > MOST_BYTES:
        raise ReadError("file-text-bytes", most=MOST_BYTES, got=len(data))
    try:
        text = _decoded(data)
    except UnicodeDecodeError:
        raise ReadError("file-text-code") from None
    text = text.replace("\r\n", "\n")
    sep = _SEP.match(text)
    return text[sep.end() :] if sep else text


def _decoded(data: bytes) -> str:
    for mark, code in _BOMS:
        if data.startswith(mark):
            return data[len(mark) :].decode(code)
    if b"\0" in data[:2]:
        return data.decode("utf-16-le" if data[1:2] == b"\0" else "utf-16-be")
    return data.decode("utf-8")


def of_text(text: str, name: str) -> list[FileTensor]:
    """Read one tensor of a text in the shape that it was typed in, or each of several that have names."""
    first: ReadError | None = None
    for role in _ROLES:
        # A list of 50 is no picture but a bias; a batch of two is no picture but a kernel.
        try:
            array = read_tensor(text, role=role).typed
        except ReadError as error:
            first = first or error
        else:
            return [FileTensor(name, array.shape, array.dtype.name, held(array))]
    refused = first or ReadError("text-empty")
    is_object = _OBJECT.match(text) is not None
    if refused.rule == "one-tensor" or is_object:
        try:
            found = [one for one in read_tensors(text) if not one.is_note]
        except ReadError as error:
            raise (refused if is_object else error) from None
        named = {one.name: one for one in found if one.name}
        if len(named) == len(found):
            check_count(len(named))
            return of_arrays({each: one.array for each, one in named.items()}, {})
    raise refused


def _own(text: str, divider: str) -> list[FileTensor]:
    """Read the lines ``tensor, i, j, k, l, value`` of this project's own CSV."""
    cells: dict[str, dict[tuple[int, ...], float]] = {}
    for line, row in enumerate(text.split("\n"), 1):
        if line == 1 or not row.strip() or row.lstrip('"').startswith("#"):
            continue
        name, place, value = _own_row(line, row.split(divider))
        tensor = cells.setdefault(name, {})
        if place in tensor:
            raise ReadError("file-own-row", Place(line), got=Words("refusal.met.twice"))
        tensor[place] = value
        if line > MOST_NUMBERS:
            raise ReadError("numbers-count", most=MOST_NUMBERS)
    check_count(len(cells))
    return of_arrays({name: _filled(name, tensor) for name, tensor in cells.items()}, OWN_LAYOUTS)


def _own_row(line: int, row: list[str]) -> tuple[str, tuple[int, ...], float]:
    place = [index for index in row[1:-1] if index]
    if len(row) != 6 or not place or not all(_INDEX.fullmatch(index) for index in place):
        raise ReadError("file-own-row", Place(line), got=shown(row))
    name, value = row[0], row[-1]
    try:
        return name, tuple(map(int, place)), float(value.replace("−", "-"))
    except ValueError:
        raise ReadError("file-own-row", Place(line), got=shown(value)) from None


def _filled(name: str, cells: dict[tuple[int, ...], float]) -> np.ndarray:
    axes = {len(place) for place in cells}
    shape = tuple(max(side) + 1 for side in zip(*cells, strict=False))
    if len(axes) != 1 or int(np.prod(shape, dtype=object)) != len(cells):
        raise ReadError("file-own-cells", name=name, got=len(cells), shape=list(shape))
    array = np.empty(shape)
    for place, value in cells.items():
        array[place] = value
    return array
