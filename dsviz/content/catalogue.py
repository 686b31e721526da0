"""The messages of a language: its .po files read once, and merged over English once."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import cache
from gettext import c2py
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).parent
DEFAULT_LANGUAGE = "en"


class Message(NamedTuple):
    """A text with its holes, in one form or in one for each of the language's plurals.

    Attributes
    ----------
    forms : tuple of str
    hole : str
        The one whose number decides the form; "" for a text of one form.
    form_of : callable
        The language's plural rule: which form a whole number takes.
    """

    forms: tuple[str, ...]
    hole: str = ""
    form_of: Callable[[int], int] = lambda number: 0

    @property
    def text(self) -> str:
        """The only form, or the one for many."""
        return self.forms[-1]

    def filled(self, values: Mapping[str, object]) -> str:
        """Fill the holes; a text without values is no template, and keeps its braces.

        Examples
        --------
        >>> message = Message(("one number", "{count} numbers"), "count", lambda number: number != 1)
        >>> message.filled({"count": 1}), message.filled({"count": "1,024"})
        ('one number', '1,024 numbers')
        """
        form = self.forms[self.form_of(_whole(values[self.hole]))] if self.hole else self.text
        return form.format(**values) if values else form


def _whole(value: object) -> int:
    """The number behind a value that may be written already; anything but 1 where it is not whole."""
    try:
        number = float(str(value).replace(",", ""))
    except ValueError:
        return 0
    return abs(int(number)) if number.is_integer() else 0


@cache
def messages(language: str) -> Mapping[str, Message]:
    """Return every message of a language, English where it says nothing.

    Examples
    --------
    >>> messages("en")["page.home.title"].text
    'dsviz'
    """
    own = dict(_read(language))
    return own if language == DEFAULT_LANGUAGE else {**messages(DEFAULT_LANGUAGE), **own}


@cache
def languages() -> tuple[str, ...]:
    """Return the languages there are: every folder that holds a catalogue.

    Examples
    --------
    >>> "en" in languages()
    True
    """
    return tuple(sorted({file.parent.name for file in ROOT.glob("*/*.po")}))


def forget() -> None:
    """Read everything again when it is next asked for: a translator's folder has changed."""
    messages.cache_clear()
    languages.cache_clear()


def _read(language: str) -> Iterator[tuple[str, Message]]:
    # A message is needed long after the start, if at all: importing dsviz stays cheap without Babel.
    from babel.messages.pofile import read_po

    for file in sorted((ROOT / language).glob("*.po")):
        with file.open("rb") as stream:
            catalog = read_po(stream, locale=language.replace("-", "_"), abort_invalid=True)
        form_of = c2py(catalog.plural_expr)
        for message in catalog:
            if not message.id:
                continue
            if message.pluralizable:
                # The plural's msgid names the hole that counts: {count}.
                (key, hole), forms = tuple(message.id), tuple(map(str, message.string or ()))
                if all(forms):
                    yield key, Message(forms, hole.strip("{}"), form_of)
            elif message.string:
                yield str(message.id), Message((str(message.string),))
