"""The words a reader sees, one folder per language.

A language is a folder of Markdown files (one per lesson or passage) and catalogues (``labels.po``
for the pages, ``stage.po`` for the stage), whose message ids are dotted keys. A second language is
one more folder; what it does not say yet is said in English.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path

from babel.messages.pofile import read_po

ROOT = Path(__file__).parent
DEFAULT_LANGUAGE = "en"


def label(key: str, language: str = DEFAULT_LANGUAGE, **values: object) -> str:
    """Give one short text: a button, a heading, a table cell.

    Parameters
    ----------
    key : str
        The message id, such as ``"lesson.result"``.
    language : str
        The folder to look in first; English stands in for what is missing there.
    **values : object
        Fills the ``{names}`` of the text.

    Raises
    ------
    KeyError
        If no language has the key.

    Examples
    --------
    >>> label("result.reference", difference="0")
    'Largest difference between PyTorch and the NumPy reference: 0.'
    """
    catalogue = _with_fallback(language)
    if key not in catalogue:
        raise KeyError(f"a label needs an entry in a .po file of its language; got {key!r}")
    return catalogue[key].format(**values) if values else catalogue[key]


def labels(prefix: str, language: str = DEFAULT_LANGUAGE) -> dict[str, str]:
    """Give every label under a prefix, keyed by what follows the prefix and its dot.

    Examples
    --------
    >>> labels("page.home")["title"]
    'dsviz'
    """
    start = prefix + "."
    return {
        key.removeprefix(start): words
        for key, words in _with_fallback(language).items()
        if key.startswith(start)
    }


@cache
def text(name: str, language: str = DEFAULT_LANGUAGE) -> str:
    """Give one Markdown passage, the file ``name.md`` of the language's folder.

    Raises
    ------
    FileNotFoundError
        If neither the language nor English has the passage.
    """
    translated = ROOT / language / f"{name}.md"
    file = translated if translated.is_file() else ROOT / DEFAULT_LANGUAGE / f"{name}.md"
    return file.read_text(encoding="utf-8").strip()


@cache
def languages() -> tuple[str, ...]:
    """Give the languages there are: every folder that holds a catalogue.

    Examples
    --------
    >>> "en" in languages()
    True
    """
    return tuple(sorted({file.parent.name for file in ROOT.glob("*/*.po")}))


def _with_fallback(language: str) -> Mapping[str, str]:
    if language == DEFAULT_LANGUAGE:
        return _catalogue(language)
    return {**_catalogue(DEFAULT_LANGUAGE), **_catalogue(language)}


@cache
def _catalogue(language: str) -> dict[str, str]:
    """Every message of a language: all its .po files are one catalogue."""
    catalogue: dict[str, str] = {}
    for file in sorted((ROOT / language).glob("*.po")):
        with file.open("rb") as stream:
            for message in read_po(stream, abort_invalid=True):
                if message.id and message.string:
                    catalogue[str(message.id)] = str(message.string)
    return catalogue
