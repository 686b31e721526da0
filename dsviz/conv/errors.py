"""What is refused, anywhere in this project: a rule, its values, and the place in a text."""

from __future__ import annotations

from reprlib import Repr
from typing import Any, ClassVar, NamedTuple, Self

from dsviz.content import DEFAULT_LANGUAGE, Spoken, label

LONGEST_SHOWN = 120

_short = Repr()
_short.maxstring = _short.maxother = 60


class Place(NamedTuple):
    """Where in a text, both counted from 1; a column is a character of that line."""

    line: int
    column: int | None = None

    @classmethod
    def of(cls, text: str, offset: int) -> Place:
        """Tell where a character of a text stands.

        >>> Place.of("1 2\\n3 x", 6)
        Place(line=2, column=3)
        """
        return cls(text.count("\n", 0, offset) + 1, offset - text.rfind("\n", 0, offset))


class Refusal(Spoken, ValueError):
    """A refusal: a rule with its values. Each room has a subclass; its sentences are in `dsviz.content`.

    Parameters
    ----------
    rule : str
        Id of the rule. Its sentence is the message ``refusal.<room>.<rule>``.
    place : Place, optional
        Where in a text it was met.
    **values
        What the sentence fills in. A fragment of a sentence is a `dsviz.content.Words`, never English.

    Attributes
    ----------
    rule : str
    values : dict
    place : Place or None

    Examples
    --------
    >>> error = ConvError("kernel-reach-fits", reach=5, padded=3)
    >>> str(error), error.rule, error.values
    ('kernel reach must be <= padded input; got 5 > 3', 'kernel-reach-fits', {'reach': 5, 'padded': 3})
    >>> str(ConvError("kernel-reach-fits", Place(3, 7), reach=5, padded=3))
    'line 3, column 7: kernel reach must be <= padded input; got 5 > 3'
    """

    room: ClassVar[str]

    def __init__(self, rule: str, place: Place | None = None, /, **values: Any) -> None:
        super().__init__(rule)
        self.rule = rule
        self.values = values
        self.place = place

    @classmethod
    def at(cls, text: str, offset: int, rule: str, **values: Any) -> Self:
        """Make the refusal of what stands at a character of a text.

        Parameters
        ----------
        text : str
        offset : int
            Index into text, from 0.
        rule : str
        **values

        Examples
        --------
        >>> ConvError.at("1 2\\n3 x", 6, "kernel-reach-fits", reach=5, padded=3).place
        Place(line=2, column=3)
        """
        return cls(rule, Place.of(text, offset), **values)

    def sentence(self, language: str = DEFAULT_LANGUAGE, *, placed: bool = True) -> str:
        """Say the rule, then the values.

        Parameters
        ----------
        language : str
        placed : bool
            Begin with the place, where there is one.
        """
        words = label(f"refusal.{self.room}.{self.rule}", language, **self.values)
        if self.place is None or not placed:
            return words
        line, column = self.place
        if column is None:
            return label("refusal.place.line", language, line=line, sentence=words)
        return label("refusal.place.column", language, line=line, column=column, sentence=words)

    def __str__(self) -> str:
        return self.sentence()

    def __reduce__(self) -> tuple[Any, ...]:
        return _rebuild, (type(self), self.rule, self.place, self.values)


class ConvError(Refusal):
    """A refusal of a layer's tensors or settings."""

    room = "conv"


def _rebuild(kind: type[Refusal], rule: str, place: Place | None, values: dict[str, Any]) -> Refusal:
    return kind(rule, place, **values)


def shown(value: object) -> str:
    """Write a refused value on one line, shortened so that a sentence stays a sentence.

    >>> shown("diagonal"), shown(list(range(100)))
    ("'diagonal'", '[0, 1, 2, 3, 4, 5, ...]')
    """
    text = " ".join(_short.repr(value).split())
    return text if len(text) <= LONGEST_SHOWN else f"{text[:LONGEST_SHOWN]} ..."
