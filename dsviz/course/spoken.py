"""What everything of a course has that is written in one language."""

from __future__ import annotations

from dsviz import content


class Spoken:
    """A part of a course in one language.

    Parameters
    ----------
    spoken : str
        The language.
    """

    def __init__(self, spoken: str) -> None:
        self.spoken = spoken

    def say(self, key: str, **values: object) -> str:
        """Return a label in its language."""
        return content.label(key, self.spoken, **values)
