"""What the readers of typed text and uploaded files refuse: a rule, a sentence and the place it was met."""

from collections.abc import Mapping
from typing import Any, ClassVar, Self

RULES: Mapping[str, str] = {
    # pictures
    "picture-bytes": "a picture must have at most {most} bytes; got {got}",
    "picture-kind": "a picture must be a PNG, JPEG or WebP file; got {got}",
    "picture-pixels": "a {kind} picture must have at most {most} pixels; got {width} x {height} = {got}",
    "picture-whole": "the {kind} file must be whole and undamaged; got one that cannot be decoded",
    "picture-still": "a picture must be a still one; got an animation of {frames} frames",
    "picture-channels": "a picture must be read as 1 or 3 channels; got {got}",
}


class ReadError(ValueError):
    """A refusal of something a person typed, pasted, uploaded or followed a link to.

    A room's own table of sentences goes into a subclass's `sentences`.

    Parameters
    ----------
    rule : str
        Id of the rule, a key of `sentences`. A translation is looked up by it.
    line, column : int, optional
        Where in the text, both counted from 1; a column is a character of that line.
    **values
        What the sentence fills in.

    Attributes
    ----------
    rule : str
    values : dict
    line, column : int or None
    sentence : str
        Without the place, which `str()` puts in front.

    Examples
    --------
    >>> error = ReadError("picture-channels", got=2)
    >>> str(error), error.rule, error.values
    ('a picture must be read as 1 or 3 channels; got 2', 'picture-channels', {'got': 2})
    >>> str(ReadError("picture-channels", line=3, column=7, got=2))
    'line 3, column 7: a picture must be read as 1 or 3 channels; got 2'
    """

    sentences: ClassVar[Mapping[str, str]] = RULES

    def __init__(
        self, rule: str, *, line: int | None = None, column: int | None = None, **values: Any
    ) -> None:
        self.rule = rule
        self.values = values
        self.line = line
        self.column = column
        self.sentence = self.sentences[rule].format(**values)
        super().__init__(_place(line, column) + self.sentence)

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
        >>> error = ReadError.at("1 2\\n3 x", 6, "picture-channels", got=2)
        >>> error.line, error.column
        (2, 3)
        """
        line = text.count("\n", 0, offset) + 1
        column = offset - text.rfind("\n", 0, offset)
        return cls(rule, line=line, column=column, **values)

    def __reduce__(self) -> tuple[Any, ...]:
        return _rebuild, (type(self), self.rule, self.line, self.column, self.values)


def _place(line: int | None, column: int | None) -> str:
    if line is None:
        return ""
    return f"line {line}: " if column is None else f"line {line}, column {column}: "


def _rebuild(
    kind: type[ReadError], rule: str, line: int | None, column: int | None, values: dict[str, Any]
) -> ReadError:
    return kind(rule, line=line, column=column, **values)
