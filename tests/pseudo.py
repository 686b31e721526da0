"""A language made for tests: every letter of every text is ẋ, so that whatever is still English came past."""

import re
from string import Formatter

from dsviz import content
from dsviz.content import catalogue

LANGUAGE = "xx"
LETTER = "ẋ"


def hidden(text: str) -> str:
    """A text without its letters; its holes stay.

    >>> hidden("got {got:,} for {expected}")
    'ẋẋẋ {got:,} ẋẋẋ {expected}'
    """
    parts = []
    for literal, name, form, _ in Formatter().parse(text):
        parts.append(re.sub("[A-Za-z]", LETTER, literal).replace("{", "{{").replace("}", "}}"))
        if name is not None:
            parts.append(f"{{{name}:{form}}}" if form else f"{{{name}}}")
    return "".join(parts)


def speak(monkeypatch) -> str:
    """Add the language to the catalogue for one test."""
    english = catalogue.messages("en")
    made = {
        key: message._replace(forms=tuple(map(hidden, message.forms))) for key, message in english.items()
    }
    monkeypatch.setattr(catalogue, "messages", lambda language: made if language == LANGUAGE else english)
    monkeypatch.setattr(content, "languages", lambda: ("en", LANGUAGE))
    monkeypatch.setattr(content, "text", lambda name, language="en": LETTER)
    return LANGUAGE


def english_in(text: str) -> set[str]:
    """The words of a text that no catalogue hid."""
    return set(re.findall(r"[A-Za-z]{3,}", text))
