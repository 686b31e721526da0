"""The words a reader sees, one folder per language.

A language is a folder of Markdown files (one per lesson or passage) and catalogues (a .po file for
each page or room), whose message ids are dotted keys. A second language is one more folder; what it
does not say yet is said in English. `python -m dsviz.content.translate` writes such a folder, with
the English text above each message.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache, reduce
from typing import Literal, TypeAlias

from dsviz.content import catalogue
from dsviz.content.catalogue import DEFAULT_LANGUAGE, languages

__all__ = [
    "DEFAULT_LANGUAGE",
    "Listed",
    "Mark",
    "Spoken",
    "Words",
    "any_of",
    "joined",
    "label",
    "labels",
    "languages",
    "text",
]

# What stands between two texts, as the language writes it: list.<mark> in lists.po.
Mark: TypeAlias = Literal["comma", "clause", "semicolon", "sentence", "colon", "brackets"]


class Spoken(ABC):
    """What can be put into words once the language is known: a refusal, a fragment of a sentence."""

    @abstractmethod
    def sentence(self, language: str = DEFAULT_LANGUAGE) -> str:
        """Return the words in a language."""


@dataclass(frozen=True)
class Words(Spoken):
    """A text by its key, to be looked up when the language is known.

    Attributes
    ----------
    key : str
        A message id.
    values : mapping
        Fills the ``{names}`` of the text.

    Examples
    --------
    >>> str(Words("refusal.part.padded-input"))
    'the padded input'
    """

    key: str
    values: Mapping[str, object] = field(default_factory=dict, hash=False)

    def sentence(self, language: str = DEFAULT_LANGUAGE) -> str:
        """Return the text in a language."""
        return label(self.key, language, **self.values)

    def __str__(self) -> str:
        return self.sentence()


@dataclass(frozen=True)
class Listed(Spoken):
    """Items of a list, joined when the language is known: a value of a sentence.

    Attributes
    ----------
    items : collection of str or Spoken

    Examples
    --------
    >>> str(Listed(["zeros", "reflect"])), Listed(["zeros", "reflect"]).sentence("zh")
    ('zeros, reflect', 'zeros、reflect')
    """

    items: Collection[str | Spoken]

    def __post_init__(self) -> None:
        object.__setattr__(self, "items", tuple(self.items))

    def sentence(self, language: str = DEFAULT_LANGUAGE) -> str:
        """Return the list as a language writes it."""
        return joined(self.items, language)

    def __str__(self) -> str:
        return self.sentence()


def joined(parts: Iterable[str | Spoken], language: str = DEFAULT_LANGUAGE, mark: Mark = "comma") -> str:
    """Return texts one after the other, with what the language writes between them.

    Parameters
    ----------
    parts : iterable of str or Spoken
        None of them gives "".
    language : str
    mark : {"comma", "clause", "semicolon", "sentence", "colon", "brackets"}
        Between the items of a list, between clauses of a sentence, between items that hold commas, between
        sentences; after a title; around an addition.

    Examples
    --------
    >>> joined(["1", "2", "4"]), joined(["1", "2", "4"], "zh")
    ('1, 2, 4', '1、2、4')
    >>> joined(["kernel 3×3", "same"], "zh", "brackets")
    'kernel 3×3（same）'
    """
    said = [part.sentence(language) if isinstance(part, Spoken) else part for part in parts]
    between = f"list.{mark}"
    return reduce(lambda one, other: label(between, language, first=one, last=other), said) if said else ""


def any_of(*alternatives: str) -> str | Words:
    """Return alternatives as one value of a sentence.

    Examples
    --------
    >>> str(any_of("(height, width)", "(channels, height, width)"))
    '(height, width) or (channels, height, width)'
    """
    first, *others = alternatives
    return Words("refusal.or", {"first": first, "last": any_of(*others)}) if others else first


def label(key: str, language: str = DEFAULT_LANGUAGE, /, **values: object) -> str:
    """Return one short text: a button, a heading, a table cell.

    Parameters
    ----------
    key : str
        The message id, such as ``"lesson.result"``.
    language : str
        The folder to look in first; English stands in for what is missing there.
    **values : object
        Fills the ``{names}`` of the text; one of them may decide between the forms of a plural.
        What is `Spoken` is put into words in the same language.

    Raises
    ------
    KeyError
        If no language has the key.

    Examples
    --------
    >>> label("result.reference", difference="0")
    'Largest difference between PyTorch and the NumPy reference: 0.'
    >>> label("check.right", count=1), label("check.right", count=4)
    ('The one number is right.', 'All 4 numbers are right.')
    """
    known = catalogue.messages(language)
    if key not in known:
        raise KeyError(f"a label needs an entry in a .po file of its language; got {key!r}")
    spoken = {
        name: value.sentence(language) if isinstance(value, Spoken) else value
        for name, value in values.items()
    }
    return known[key].filled(spoken)


def labels(prefix: str, language: str = DEFAULT_LANGUAGE) -> dict[str, str]:
    """Return every label under a prefix, keyed by what follows the prefix and its dot.

    Examples
    --------
    >>> labels("page.home")["title"]
    'dsviz'
    """
    return dict(_labels(prefix, language))


@cache
def _labels(prefix: str, language: str) -> dict[str, str]:
    start = prefix + "."
    return {
        key.removeprefix(start): message.text
        for key, message in catalogue.messages(language).items()
        if key.startswith(start)
    }


@cache
def text(name: str, language: str = DEFAULT_LANGUAGE) -> str:
    """Return one Markdown passage, the file ``name.md`` of the language's folder.

    Raises
    ------
    FileNotFoundError
        If neither the language nor English has the passage.
    """
    translated = catalogue.ROOT / language / f"{name}.md"
    file = translated if translated.is_file() else catalogue.ROOT / DEFAULT_LANGUAGE / f"{name}.md"
    return file.read_text(encoding="utf-8").strip()
