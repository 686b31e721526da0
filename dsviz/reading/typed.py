"""What a reader of text gives back, and how it was told to read."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from dsviz.reading.frames import Shape
from dsviz.reading.telling import SILENT, Telling


class Typed(NamedTuple):
    """The numbers as they were typed, their shape, and what is known of the order of their axes.

    Attributes
    ----------
    numbers : list of float
        NaN for an open cell.
    shape : tuple of int
    framework : str
        Whose words stood around them ("" for nobody's).
    order : str
        The order of axes, where the text itself says it, such as "CHW"; else "".
    telling : Telling
        What the words around say of the axes.
    form : str
        How a text of which there is doubt was taken: "rows", "decimals", "digits", ...; else "".
    others : tuple of Typed
        What the same text may be besides, each with its form.
    whole : str
        The type of whole numbers that a program gives them, such as "uint8"; else "".
    is_list : bool
        They are a list as Python writes it, which a product with a whole number repeats.
    """

    numbers: list[float]
    shape: Shape
    framework: str = ""
    order: str = ""
    telling: Telling = SILENT
    form: str = ""
    others: tuple[Typed, ...] = ()
    whole: str = ""
    is_list: bool = False

    @property
    def array(self) -> NDArray[np.float64]:
        """The numbers in their shape."""
        return np.array(self.numbers, dtype=np.float64).reshape(self.shape)


class Change(NamedTuple):
    """A statement that changes a tensor.

    Attributes
    ----------
    name : str
        The tensor's.
    start : int
        Where the statement stands.
    made : str
        What the tensor was made of.
    made_at : int
        Where that stands.
    where, sign, value : str
        As written.
    text : str
        The whole statement.
    """

    name: str
    start: int
    made: str
    made_at: int
    where: str
    sign: str
    value: str
    text: str


class Manner(NamedTuple):
    """How a text is read.

    Attributes
    ----------
    open_cells : bool
        A cell may be open: ?, or nothing between two dividers.
    rows_by_line : bool
        The end of a line ends a row inside brackets, as in MATLAB.
    named : mapping of str to Typed
        The tensors of the statements before.
    one_number : bool
        Exactly one number is wanted: a comma in it stands before decimals.
    around : Telling
        What the whole text says of axes, its comments too.
    is_matlab : bool
        Words without a library are MATLAB's: ones(3) has three rows.
    changes : tuple of Change
        The statements that were taken out of the text.
    """

    open_cells: bool = False
    rows_by_line: bool = False
    named: Mapping[str, Typed] = MappingProxyType({})
    one_number: bool = False
    around: Telling = SILENT
    is_matlab: bool = True
    changes: tuple[Change, ...] = ()


PLAIN = Manner()
