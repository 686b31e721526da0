"""A named tensor of a file: what is known of it, and the part of it that is asked for."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from math import prod
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray

from dsviz.reading.errors import ReadError
from dsviz.reading.frames import MOST_AXES, Shape
from dsviz.reading.scan import LARGEST_NUMBER, MOST_NUMBERS

Kind = Literal["", "conv", "depthwise", "transposed", "dense", "norm", "bias"]
Part = tuple[slice, ...]
Array = NDArray[np.float64]

MOST_BYTES = 120_000_000  # ResNet-50 in float32 has 102 million
MOST_UNPACKED = 250_000_000  # bytes
MOST_TENSORS = 5_000  # DenseNet-201 has 1,200
LONGEST_NAME = 160

# Which letters of a layout count filters, and which count the channels a filter reads.
_FILTERS, _CHANNELS = "ON", "IC"


@dataclass(frozen=True, eq=False)
class FileTensor:
    """One tensor of a file, not loaded yet.

    Attributes
    ----------
    name : str
        As in the file; control characters and what is beyond `LONGEST_NAME` are left out.
    shape : tuple of int
        As in the file.
    dtype : str
        NumPy's name, or "bfloat16".
    kind : str
        The layer that it belongs to, where the file tells: "conv", "depthwise", "transposed", "dense",
        "norm", "bias", else "".
    layout : str
        The order of axes, where the format tells, such as "OIHW" or "HWIO"; else "".
    load : callable
        Slices, one for each axis, to an array.
    left_out : tuple of ReadError
        What of the same file holds numbers and could not be read, and why.
    """

    name: str
    shape: Shape
    dtype: str
    load: Callable[[Part], NDArray[Any]] = field(repr=False)
    kind: Kind = ""
    layout: str = ""
    left_out: tuple[ReadError, ...] = ()

    def __post_init__(self) -> None:
        object.__setattr__(self, "name", clean(self.name))
        if len(self.layout) != len(self.shape):
            object.__setattr__(self, "layout", "")

    def read(
        self,
        filters: tuple[int, int] | None = None,
        channels: tuple[int, int] | None = None,
        layout: str = "",
    ) -> Array:
        """Load the tensor, or some of its filters and channels.

        Parameters
        ----------
        filters, channels : (first, stop), optional
            All of them by default; counted along the axes that the layout names.
        layout : str
            The order of axes, where the file does not tell it.

        Returns
        -------
        ndarray of float64, in the order of axes of the file

        Raises
        ------
        ReadError
            Rules ``file-part``, ``file-numbers``, ``file-finite``, ``file-large`` and those of the format.

        Examples
        --------
        >>> kernel = FileTensor("w", (4, 2, 1, 1), "int8", np.arange(8).reshape(4, 2, 1, 1).__getitem__)
        >>> kernel.read(filters=(1, 3), channels=(0, 1), layout="OIHW").ravel().tolist()
        [2.0, 4.0]
        """
        part = list(map(slice, self.shape))
        for letters, asked in ((_FILTERS, filters), (_CHANNELS, channels)):
            if asked is not None:
                axis = axis_of(layout or self.layout, letters)
                part[axis] = self._checked(axis, asked)
        sizes = [each.stop - (each.start or 0) for each in part]
        if prod(sizes) > MOST_NUMBERS:
            raise ReadError("file-numbers", name=self.name, most=MOST_NUMBERS, got=prod(sizes))
        return _finite(self.name, self.load(tuple(part)), sizes)

    def _checked(self, axis: int, asked: tuple[int, int]) -> slice:
        first, stop = asked
        if not 0 <= first < stop <= self.shape[axis]:
            last = self.shape[axis] - 1
            raise ReadError("file-part", last=last, first=first, got=stop - 1)
        return slice(first, stop)


def axis_of(layout: str, letters: str) -> int:
    """Find the axis of a layout with one of these letters.

    >>> axis_of("HWIO", "ON")
    3
    """
    found = [axis for axis, letter in enumerate(layout) if letter in letters]
    if not found:
        raise ReadError("file-axis", layout=layout or "-")
    return found[0]


def clean(name: str) -> str:
    """Leave out of a name what is no letter, sign or blank, and what is too long to read.

    >>> clean("a\\x00b\\n" + "c" * 500)[:4]
    'abcc'
    """
    kept = "".join(letter for letter in name[: 4 * LONGEST_NAME] if letter.isprintable())
    return kept if len(kept) <= LONGEST_NAME else f"{kept[: LONGEST_NAME - 1]}…"


def check_count(got: int) -> None:
    """Refuse a file with more tensors than anybody would choose from."""
    if got > MOST_TENSORS:
        raise ReadError("file-tensors", most=MOST_TENSORS, got=got)


def check_shape(name: str, shape: Sequence[Any]) -> Shape:
    """Refuse a shape that no array can have."""
    sides = tuple(shape)
    whole = all(isinstance(side, int) and not isinstance(side, bool) and side >= 0 for side in sides)
    if len(sides) > MOST_AXES or not whole or prod(sides) > MOST_UNPACKED:
        raise ReadError("file-shape", name=clean(name), most=MOST_AXES, got=str(list(sides))[:60])
    return sides


def held(array: NDArray[Any]) -> Callable[[Part], NDArray[Any]]:
    """Return the loader of an array that is in memory already."""
    return array.__getitem__


def of_arrays(arrays: Mapping[str, NDArray[Any]], layouts: Mapping[str, str]) -> list[FileTensor]:
    """Make tensors of arrays in memory, each with the layout of its name where it has one."""
    return [
        FileTensor(name, array.shape, array.dtype.name, held(array), layout=layouts.get(name, ""))
        for name, array in arrays.items()
    ]


def _finite(name: str, loaded: NDArray[Any], sizes: Sequence[int]) -> Array:
    with np.errstate(invalid="ignore"):  # a signalling nan is refused below
        array = np.array(loaded, dtype=np.float64).reshape(sizes)
    if not np.isfinite(array).all():
        place = np.argwhere(~np.isfinite(array))[0].tolist()
        raise ReadError("file-finite", name=name, place=place, got=str(array[tuple(place)]))
    if array.size and np.abs(array).max() > LARGEST_NUMBER:
        raise ReadError("file-large", name=name, most=f"{LARGEST_NUMBER:g}", got=f"{np.abs(array).max():g}")
    return array
