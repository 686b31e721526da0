"""What a file is called in the language of its reader."""

from __future__ import annotations

import re

from dsviz.content import label, labels
from dsviz.ui.shell.words import language


def file_name(name: str, spoken: str | None = None) -> str:
    """Name a file in a language: its words are said, its numbers and its ending stay.

    Parameters
    ----------
    name : str
        In English, its words between hyphens.
    spoken : str, optional
        The language; that of the page where none is named.

    Examples
    --------
    >>> file_name("standard-cs231n-step-5.png", "en")
    'standard-cs231n-step-5.png'
    """
    spoken = spoken or language()
    stem, dot, ending = name.partition(".")
    words = labels("file_word", spoken)
    at = re.sub(r"\bstep-(\d+)", lambda found: label("file_name.step", spoken, n=found[1]), stem)
    return re.sub("[a-z]+", lambda found: words.get(found[0], found[0]), at) + dot + ending
