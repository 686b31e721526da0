"""Numbers a reader changed in an example, as they stand in a link: ``x_0_1_2_5~w_1_0_0_2_-0.5~b_0_3``."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from dsviz.conv.convolve import compute
from dsviz.conv.errors import Refusal
from dsviz.examples.example import Array, Chain, Example

TENSORS = {"x": "x", "w": "weight", "b": "bias"}
LARGEST = 1e9  # beyond it a sum of products soon loses its units digit in float64
MOST = 400  # changes in one link, about 6 KB


class ChangeError(Refusal):
    """A refusal of a change that cannot be read or does not fit its example."""

    room = "examples"


@dataclass(frozen=True)
class Change:
    """One number put in the place of another.

    Attributes
    ----------
    tensor : {"x", "w", "b"}
    place : tuple of int
        Its indices: 3 for x, 4 for w, 1 for b.
    value : float
    """

    tensor: str
    place: tuple[int, ...]
    value: float

    def __post_init__(self) -> None:
        if self.tensor not in TENSORS:
            raise ChangeError("change-tensor", got=repr(self.tensor[:12]))
        if not abs(self.value) <= LARGEST:
            raise ChangeError("change-size", most=f"{LARGEST:g}", got=self.value)


def read_changes(text: str) -> tuple[Change, ...]:
    """Read the changes of a link.

    Raises
    ------
    ChangeError
        If a part of it is not a change.

    Examples
    --------
    >>> read_changes("w_0_1_2_2_-0.5")
    (Change(tensor='w', place=(0, 1, 2, 2), value=-0.5),)
    """
    parts = text.split("~") if text else []
    if len(parts) > MOST:
        raise ChangeError("change-count", most=MOST, got=len(parts))
    return tuple(_read(part) for part in parts)


def _read(part: str) -> Change:
    tensor, *rest = part.split("_")
    place = rest[:-1]
    # int() would also take other scripts' digits, signs and blanks.
    if not place or not all(each.isascii() and each.isdigit() and len(each) < 7 for each in place):
        raise ChangeError("change-form", got=repr(part[:40]))
    try:
        number = float(rest[-1])
    except ValueError:
        raise ChangeError("change-number", got=repr(part[:40])) from None
    return Change(tensor, tuple(map(int, place)), number)


def write_changes(changes: Iterable[Change]) -> str:
    """Write changes for a link; the inverse of `read_changes`.

    Examples
    --------
    >>> write_changes([Change("x", (0, 1, 2), 5.0), Change("b", (0,), -0.5)])
    'x_0_1_2_5~b_0_-0.5'
    """
    return "~".join(
        "_".join([change.tensor, *map(str, change.place), _short(change.value)]) for change in changes
    )


def _short(value: float) -> str:
    return str(int(value)) if value == math.trunc(value) and abs(value) < 1e15 else repr(value)


def changed(example: Example, changes: tuple[Change, ...]) -> Example:
    """Put changes into an example, in their order. What its document prints no longer belongs to it.

    Raises
    ------
    ChangeError
        If a place lies outside its tensor.
    """
    if not changes:
        return example
    layer = example.layer.replace(**changed_tensors(example.layer.tensors, changes))
    return replace(
        example,
        layer=layer,
        printed=None,
        expected=None,
        changes=write_changes(changes),
        original=example,
    )


def changed_tensors(
    tensors: Mapping[str, Array | None], changes: Iterable[Change]
) -> dict[str, Array | None]:
    """Return copies of x, weight and bias with changes put into them, in their order.

    Parameters
    ----------
    tensors : mapping
        With the names "x", "weight" and "bias"; they need not fit each other.
    changes : iterable of Change

    Raises
    ------
    ChangeError
        If a place lies outside its tensor.
    """
    copies = {name: None if tensor is None else tensor.copy() for name, tensor in tensors.items()}
    for change in changes:
        _put(copies[TENSORS[change.tensor]], change)
    return copies


def _put(tensor: Array | None, change: Change) -> None:
    shape = () if tensor is None else tensor.shape
    fits = len(shape) == len(change.place) and all(
        at < size for at, size in zip(change.place, shape, strict=True)
    )
    if tensor is None or not fits:
        name = f"{change.tensor}[{','.join(map(str, change.place))}]"
        raise ChangeError("change-place", got=name, shape=shape)
    tensor[change.place] = change.value


def changed_chain(chain: Chain, first: tuple[Change, ...], second: tuple[Change, ...]) -> Chain:
    """Put changes into both steps of a chain; the second step reads the first one's new output.

    Raises
    ------
    ChangeError
        If a place lies outside its tensor, or changes the second step's input, which is computed.
    """
    if not first and not second:
        return chain
    if any(change.tensor == "x" for change in second):
        raise ChangeError("change-second-input")
    depthwise, pointwise = changed(chain.layers[0], first), changed(chain.layers[1], second)
    if first:
        pointwise = replace(
            pointwise,
            layer=pointwise.layer.replace(x=compute(depthwise.layer, "numpy")),
            printed=None,
            expected=None,
            changes=f"{pointwise.changes}~~{depthwise.changes}",
            original=chain.layers[1],
        )
    return replace(chain, layers=(depthwise, pointwise))
