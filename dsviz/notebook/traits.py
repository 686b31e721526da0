"""The widget's kinds of traits, and how a value is refused: the one before stands."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from operator import index
from typing import Any

from traitlets import TraitError, TraitType

from dsviz.conv.errors import Refusal
from dsviz.notebook.errors import NotebookError


class RefusedValue(ValueError, TraitError):
    """A value that a trait does not take; traitlets then leaves the one before."""


@contextmanager
def refused_values() -> Iterator[None]:
    """Turn a refusal of any room into one that traitlets knows, with the same sentence."""
    try:
        yield
    except Refusal as error:
        raise RefusedValue(str(error)) from error


class Whole(TraitType[int, Any]):
    """A whole number of any library: `widget.step = widget.output.argmax()` is one of NumPy's."""

    default_value = 0

    def validate(self, obj: Any, value: Any) -> int:
        """Take what is a whole number, and no bool.

        Raises
        ------
        RefusedValue
        """
        with refused_values():
            try:
                if isinstance(value, bool):
                    raise TypeError
                return index(value)
            except TypeError:
                raise NotebookError("whole-number", name=self.name, got=repr(value)[:40]) from None


class Numbers(TraitType[Any, Any]):
    """One of a widget's tensors; it must fit the others."""

    default_value = None

    def validate(self, obj: Any, value: Any) -> Any:
        """Take an array, or lists.

        Raises
        ------
        RefusedValue
            With the sentence of `dsviz.ConvError`.
        """
        with refused_values():
            return obj.fitted(self.name, value)
