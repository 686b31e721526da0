"""The tensors of one layer, read together: what one of them says decides how another is read."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from math import isqrt
from typing import NamedTuple

from dsviz.reading.alone import all_of
from dsviz.reading.axes import Known, Role
from dsviz.reading.errors import ReadError
from dsviz.reading.flat import read_shape
from dsviz.reading.frames import Shape
from dsviz.reading.in_line import line_of, put_in_line, with_filter
from dsviz.reading.lost_rows import square_first
from dsviz.reading.paste import Reading, reading_of
from dsviz.reading.several import Named
from dsviz.reading.typed import Typed

# Role -> what the tensor is called beside its box.
BOXES: dict[Role, str] = {"input": "x", "kernel": "w", "bias": "b"}


class Choice(NamedTuple):
    """What a person chose of one tensor.

    Attributes
    ----------
    layout : str
        The order of axes; "" where it is to be deduced.
    picture : int
        Which picture of a batch, counted from 0.
    shape : str
        The shape of numbers in a row, as typed.
    is_known : bool
        The order is a fact, such as that of a link or of a file, and no choice.
    """

    layout: str = ""
    picture: int = 0
    shape: str = ""
    is_known: bool = False


PLAIN = Choice()


class Sorted(NamedTuple):
    """The tensors of a text.

    Attributes
    ----------
    by_role : dict of {"input", "kernel", "bias", "output"} to Named
        The first of each role.
    others : tuple of Named
        What stands in the text besides.
    """

    by_role: dict[Role, Named]
    others: tuple[Named, ...]


def tensors_of(text: str) -> Sorted:
    """Find the tensors of a text that holds more than one; nothing otherwise.

    Parameters
    ----------
    text : str

    Returns
    -------
    Sorted
        Empty for a text of one tensor, and for one that cannot be read.

    Examples
    --------
    >>> found = tensors_of("x = [[1, 2]]\\nw = [[3]]\\nb = [4]")
    >>> {role: one.name for role, one in found.by_role.items()}
    {'input': 'x', 'kernel': 'w', 'bias': 'b'}
    >>> tensors_of("x = [[1, 2]]").by_role
    {}
    """
    found = all_of(text)
    first: dict[Role, Named] = {}
    tensors = [named for named in found if not named.is_note]
    for named in sorted(tensors, key=_is_size):
        first.setdefault(named.role, named)
    if len(first) < 2 and len(tensors) == len(found):
        return Sorted({}, ())
    first = {named.role: first[named.role] for named in tensors}
    return Sorted(first, tuple(named for named in found if named not in first.values()))


def _is_size(named: Named) -> int:
    """Rank H = 3, beside a kernel rather a size, behind tensors."""
    is_number = named.role != "bias" and len(named.typed.numbers) == 1
    return is_number + (is_number and not named.typed.is_list)


def read_together(
    typed: Mapping[Role, Typed],
    choices: Mapping[Role, Choice],
    *,
    x_shape: Shape | None = None,
    groups: int | None = None,
) -> dict[Role, Reading | ReadError]:
    """Give the tensors of one layer their orders of axes.

    The kernel must read the input's channels and have as many filters as the bias has numbers. Where the
    likeliest order of the input leaves no kernel that fits, another one that does is taken.

    Parameters
    ----------
    typed : dict of {"input", "kernel", "bias"} to Typed
    choices : dict of role to Choice
    x_shape : (C, H, W), optional
        The input there is, where none is among the tensors.
    groups : int, optional
        The groups asked for.

    Returns
    -------
    dict of role to Reading or ReadError
        In the place of a tensor that cannot be taken, why.

    Examples
    --------
    >>> from dsviz.reading.text import read_text
    >>> texts = {"input": "np.arange(24).reshape(4, 3, 2)", "kernel": "np.ones((5, 4, 3, 3))"}
    >>> together = read_together({role: read_text(text) for role, text in texts.items()}, {})
    >>> [reading.layout for reading in together.values()]
    ['CHW', 'OIHW']
    """
    found: dict[Role, Reading | ReadError] = {}
    typed = _squared(_in_line(typed), choices)
    for role in ("input", "bias"):
        if role in typed:
            found[role] = _read(typed[role], role, Known(), choices.get(role, PLAIN))
    if "kernel" not in typed:
        return found
    x, bias = found.get("input"), found.get("bias")
    known = Known(
        x=x.array.shape if isinstance(x, Reading) else x_shape,
        groups=groups,
        filters=bias.array.size if isinstance(bias, Reading) else None,
    )
    kernel = found["kernel"] = _read(typed["kernel"], "kernel", known, choices.get("kernel", PLAIN))
    if isinstance(x, Reading) and isinstance(kernel, Reading) and not (x.chosen or kernel.fits):
        found["input"], found["kernel"] = _fitted(x, kernel, known)
    return found


def _in_line(typed: Mapping[Role, Typed]) -> Mapping[Role, Typed]:
    """Say of an input and a kernel of a layer over a row that they are."""
    if not {"input", "kernel"} <= typed.keys():
        return typed
    typed = {**typed, "kernel": with_filter(typed["input"], typed["kernel"])}
    line = line_of(typed["input"], typed["kernel"])
    return {role: each if role == "bias" else put_in_line(each, line) for role, each in typed.items()}


def _squared(typed: Mapping[Role, Typed], choices: Mapping[Role, Choice]) -> Mapping[Role, Typed]:
    """Offer a square for numbers in a row, where the other tensor of the layer has rows and columns."""
    if not {"input", "kernel"} <= typed.keys():
        return typed
    found = dict(typed)
    pairs: tuple[tuple[Role, Role], ...] = (("input", "kernel"), ("kernel", "input"))
    for role, beside in pairs:
        row, side = typed[role], isqrt(len(typed[role].numbers))
        if not choices.get(role, PLAIN).shape and _leaves_no_window(role, row, typed[beside]):
            found[role] = square_first(row)
        is_row = side > 1 and side**2 == len(row.numbers) == row.shape[-1]
        has_rows = sum(length > 1 for length in typed[beside].shape) > 1
        if is_row and has_rows and not (row.others or row.telling.in_line or choices.get(role, PLAIN).shape):
            square = row._replace(shape=(side, side), form="square")
            found[role] = row._replace(form="one-row", others=(square,))
    return found


def _leaves_no_window(role: Role, column: Typed, beside: Typed) -> bool:
    """Tell whether a column is too narrow an input, or too long a kernel, for the tensor beside it."""
    if len(column.shape) != 2 or column.shape[1] != 1 or len(beside.shape) < 2:
        return False
    height, width = beside.shape[-2:]
    return width > 1 if role == "input" else 1 < height < column.shape[0]


def _read(typed: Typed, role: Role, known: Known, choice: Choice) -> Reading | ReadError:
    try:
        shape = read_shape(choice.shape) if choice.shape.strip() else None
        reading = reading_of(typed, role, known, shape=shape, picture=choice.picture)
    except ReadError as error:
        return error
    names = [name for option in reading.options for name in (option.name, option.layout)]
    return reading.take(choice.layout) if choice.layout in names else reading


def _fitted(x: Reading, kernel: Reading, known: Known) -> tuple[Reading, Reading]:
    """Take the input in the first order in which the kernel reads it without groups that nobody asked for."""
    for option in x.alternatives:
        again = kernel.among(replace(known, x=option.array.shape))
        if again.fits and again.groups in (1, known.groups):
            fitting = x.among(Known(weight=again.array.shape, groups=again.groups))
            if fitting.name == option.name:
                return fitting, again
    return x, kernel
