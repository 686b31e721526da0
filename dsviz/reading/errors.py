"""What the readers of typed text and uploaded files refuse: a rule, a sentence and the place it was met."""

from collections.abc import Mapping
from typing import Any, ClassVar, Self

RULES: Mapping[str, str] = {
    # pictures
    "picture-bytes": "a picture must have at most {most} bytes; got {got}",
    "picture-kind": "a picture must be a PNG, JPEG or WebP file; got {got}",
    "picture-pixels": "a {kind} picture must have at most {most} pixels; got {got}",
    "picture-whole": "the {kind} file must be whole and undamaged; got one that cannot be decoded",
    "picture-still": "a picture must be a still one; got an animation of {frames} frames",
    "picture-channels": "a picture must be read as 1 or 3 channels; got {got}",
    # pasted text: characters and numbers
    "text-length": "a pasted text must have at most {most} characters; got {got}",
    "text-empty": "a tensor must have at least one number; got none",
    "numbers-count": "a tensor must have at most {most} numbers; got more",
    "elided": "a printout must show every number; got {got} in place of some",
    "number-finite": "every number must be finite; got {got}",
    "number-digits": "digits must be 0 to 9; got {got}",
    "number-form": (
        "a number must look like 2, -0.5, 1e-3 or 1/3, with a space or a comma between two; got {got}"
    ),
    "number-size": "a number must be 0 or from {least} to {most} in size; got {got}",
    "fraction-zero": "a fraction must not divide by 0; got {got}",
    "number-missing": "a number or a list must stand here; got {got}",
    "comma-missing": "a list must have a comma between any two of its numbers, or none at all; got both ways",
    "character": "only numbers, brackets and the words of a printout can be read; got {got}",
    # pasted text: lists, printouts and array code
    "word-known": (
        "only words that print or shape a tensor can be read, such as array, tensor, constant, reshape; "
        "got {got}"
    ),
    "bracket-pair": "a bracket must be closed by its own kind; got {got} for {opened}",
    "bracket-open": "every bracket must be closed; got {got} left open",
    "bracket-close": "every closing bracket must have been opened; got {got}",
    "bracket-depth": "brackets must be at most {most} deep; got more",
    "list-empty": "a list must have at least one number; got none",
    "row-length": "every row must be as long as the first; got {got} for {expected}",
    "row-shape": "all parts of a list must have the same shape; got {got} after {expected}",
    "one-tensor": "one tensor must be pasted at a time; got a second one at {got}",
    "one-tensor-or-list": (
        "one tensor must be pasted at a time; got a second one at {got} (if both are one tensor, put [ "
        "before the first and ] after the last)"
    ),
    "call-one-tensor": "{name} must hold one tensor; got {got}",
    "shape-form": (
        "a shape must be at most {most} whole numbers of at least 1, or one of them -1; got {got}"
    ),
    "shape-alone": "a tensor must come with its numbers; got only a shape, {got}",
    "shape-count": "shape {shape} must be filled by {expected} numbers; got {got}",
    "dtype-whole": "dtype {dtype} must hold whole numbers; got {got}",
    # pasted text: tables
    "cell-empty": "every cell must hold a number; got an empty one",
    "cell-number": "a cell must hold one number, such as 2, -0.5, 1e-3 or 1/3; got {got}",
    "cell-comma": (
        "a number must have a point before its decimals, such as 1.5, and nothing between its thousands; "
        "got a comma in {got}"
    ),
    "channel-rows": "every channel must have as many rows as the first; got {got} for {expected}",
    # pasted text: what the axes mean
    "shape-needed": "a flat list must come with its shape, such as [1, 3, 3, 2]; got {got} numbers in a row",
    "number-alone": "{role} must have rows and columns; got a single number (for one cell write [[{got}]])",
    "axes": "{role} must have {ranks} axes; got {got}, shape {shape}",
    "one-picture": "one picture must be given at a time, its first axis 1; got shape {shape}",
    "bias-axes": "bias must have one axis longer than 1 at most; got shape {shape}",
    "layout-known": "numbers of shape {shape} must be taken as {known}; got {got}",
    # links and files
    "link-length": "a link must have at most {most} characters; got {got}",
    "link-whole": "a link must be whole and unchanged; got a damaged one",
    "file-bytes": "a saved file must have at most {most} bytes; got {got}",
    "file-json": "a saved file must be JSON; got {got}",
    "state-version": "a saved state must be of version {known}; got {got}",
    "state-form": "{name} must be {form}; got {got}",
    "state-spec": "the settings of a saved layer must be legal: {reason}",
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
