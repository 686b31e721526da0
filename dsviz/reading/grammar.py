"""Lists of numbers as Python, NumPy, PyTorch, TensorFlow and JSON write them, read without running anything.

One loop over the tokens and a stack of open brackets. A word is looked up in a short table or refused.
"""

import re
from typing import NamedTuple

from dsviz.reading.calls import (
    Frame,
    Shape,
    Value,
    finished,
    framework_of,
    is_known_key,
    is_known_word,
    is_part,
    is_shape,
)
from dsviz.reading.errors import ReadError
from dsviz.reading.outermost import outermost
from dsviz.reading.scan import MOST_NUMBERS, Token, next_token, number_value

MOST_DEPTH = 16

_METHOD_AHEAD = re.compile(r"\s*\.[A-Za-z_]")
_MISSING = ("null", "None", "NA", "undefined")
_CLOSERS = {"[": "]", "(": ")", "{": "}", "<": ">", "": ""}


class Typed(NamedTuple):
    """The numbers as they were typed, their shape, and whose words stood around them ("" for nobody's)."""

    numbers: list[float]
    shape: Shape
    framework: str


def read_brackets(text: str) -> Typed:
    """Read a list, a printout or a line of array code.

    Parameters
    ----------
    text : str

    Raises
    ------
    ReadError
        Where the text is anything else, with line and column.

    Examples
    --------
    >>> read_brackets("np.array([[1, 2], [3, 4]])").shape
    (2, 2)
    >>> read_brackets("[[1, 2], [3]]")
    Traceback (most recent call last):
    dsviz.reading.errors.ReadError: line 1, column 10: every row must be as long as the first; got 1 for 2
    """
    parser = _Parser(text)
    position = 0
    while (token := next_token(text, position)) is not None:
        parser.position = token.stop
        getattr(parser, token.kind)(token)
        position = parser.position
    return parser.result()


class _Parser:
    """The open brackets, innermost last, and all numbers so far. Each method takes one kind of token."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.position = 0
        self.numbers: list[float] = []
        self.stack = [Frame("", "", 0, 0, plain=False)]
        self.framework = ""
        self.shapes: set[int] = set()

    @property
    def frame(self) -> Frame:
        return self.stack[-1]

    def refuse(self, offset: int, rule: str, **values: object) -> ReadError:
        return ReadError.at(self.text, offset, rule, **values)

    def number(self, token: Token) -> None:
        if len(self.numbers) >= MOST_NUMBERS:
            raise self.refuse(token.offset, "numbers-count", most=MOST_NUMBERS)
        self.numbers.append(number_value(self.text, token))
        self.add(Value(len(self.numbers) - 1, len(self.numbers), (), token.offset))

    def open(self, token: Token) -> None:
        # x[0] and f(2) would be code; two lists have a comma or a space between them.
        if token.text in "[(" and self.text[token.offset - 1 : token.offset] in (")", "]", "}"):
            raise self.refuse(token.offset, "character", got=token.text)
        self.push(token.text, "", token.offset, plain=token.text != "<")

    def call(self, token: Token) -> None:
        name = token.text[:-1]
        framework = framework_of(name)
        if framework is None:
            raise self.refuse(token.offset, "word-known", got=f"{name[:60]}(")
        if not is_part(name):
            self.alone(token.offset, token.text)
        self.framework = self.framework or framework
        self.push("(", name, token.offset, plain=False)

    def alone(self, offset: int, got: str) -> None:
        """Refuse a printout that follows numbers: it is another tensor."""
        frame = self.frame
        if frame.opener == "" and frame.items:
            divided = frame.wants_value
            raise self.refuse(offset, "one-tensor-or-list" if divided else "one-tensor", got=got[:60])

    def method(self, token: Token) -> None:
        raise self.refuse(token.offset, "word-known", got=token.text[:60])

    def push(self, opener: str, name: str, offset: int, *, plain: bool) -> None:
        if len(self.stack) > MOST_DEPTH:
            raise self.refuse(offset, "bracket-depth", most=MOST_DEPTH)
        self.stack.append(Frame(opener, name, offset, len(self.numbers), plain))

    def key(self, token: Token) -> None:
        name = token.text[:-1].strip(" '\"")
        frame = self.frame
        if frame.opener == "":
            self.key_outside(token, name)
            return
        if frame.opener == "{" and frame.count == 0:
            frame.plain = False
        if frame.opener == "<" and token.text[-1] == ":":
            self.word(token._replace(kind="word", text=name))
        elif frame.plain or not is_known_key(name):
            raise self.refuse(token.offset, "word-known", got=token.text[:60])
        else:
            frame.key = name

    def key_outside(self, token: Token, name: str) -> None:
        """Take `shape=` after the numbers, or the name that somebody's code gives them."""
        if name == "shape" and self.frame.items:
            self.frame.key = name
        elif self.frame.items:
            raise self.refuse(token.offset, "one-tensor", got=token.text[:60])

    def word(self, token: Token) -> None:
        frame = self.frame
        if frame.opener == "" and token.text == "shape" and frame.items:
            frame.key = "shape"
            return
        if frame.plain and token.text in _MISSING:
            raise self.refuse(token.offset, "number-missing", got=token.text)
        if frame.key in ("", "dtype") and not frame.plain and is_known_word(token.text, frame):
            frame.dtype = frame.dtype or token.text
        elif frame.key not in ("device", "requires_grad", "name", "path", "trainable", "copy", "layout"):
            raise self.refuse(token.offset, "word-known", got=token.text[:60])
        if token.text.startswith("tf."):
            self.framework = self.framework or "tensorflow"
        frame.key, frame.wants_value = "", False

    def string(self, token: Token) -> None:
        frame = self.frame
        if frame.plain or frame.opener == "":
            raise self.refuse(token.offset, "character", got=token.text[:60])
        if frame.key == "dtype":
            frame.dtype = token.text.strip("'\"")
        frame.key, frame.wants_value = "", False

    def comma(self, token: Token) -> None:
        frame = self.frame
        if token.text == ";" and frame.opener:
            raise self.refuse(token.offset, "character", got=token.text)
        if frame.key or (frame.wants_value and frame.opener != "<"):
            raise self.refuse(token.offset, "number-missing", got=token.text)
        frame.commas += 1
        frame.wants_value = True

    def close(self, token: Token) -> None:
        frame = self.frame
        if token.text != _CLOSERS[frame.opener]:
            rule = "bracket-pair" if frame.opener else "bracket-close"
            raise self.refuse(token.offset, rule, got=token.text, opened=frame.opener)
        if frame.key:
            raise self.refuse(token.offset, "number-missing", got=token.text)
        value = self.listed(frame) if frame.plain else finished(self.text, frame, self.numbers)
        self.stack.pop()
        if frame.opener == "<":
            self.alone(frame.offset, frame.opener)
        if is_shape(frame.name):
            self.shapes.add(frame.offset)
        # Only the numbers of the value stay, so that the rows of a list lie side by side.
        kept = self.numbers[value.start : value.stop] if value.start > frame.start else None
        if kept is None:
            del self.numbers[value.stop :]
        else:
            self.numbers[frame.start :] = kept
        self.followed(Value(frame.start, len(self.numbers), value.shape, frame.offset))

    def listed(self, frame: Frame) -> Value:
        if frame.row is None:
            # A scalar of TensorFlow is printed with shape=().
            if self.stack[-2].key != "shape":
                raise self.refuse(frame.offset, "list-empty")
            return Value(frame.start, frame.start, (0,), frame.offset)
        grouping = frame.opener == "(" and frame.count == 1 and not frame.commas
        shape = frame.row if grouping else (frame.count, *frame.row)
        return Value(frame.start, len(self.numbers), shape, frame.offset)

    def followed(self, value: Value) -> None:
        """Hand a value to a method that follows it, such as `.reshape(`, or else to the bracket around it."""
        # Most brackets are followed by no method: a glance is cheaper than a token.
        token = (
            next_token(self.text, self.position) if _METHOD_AHEAD.match(self.text, self.position) else None
        )
        if token is None or token.kind != "method":
            self.add(value)
            return
        name = token.text[1:-1]
        if framework_of(name, method=True) is None:
            raise self.refuse(token.offset, "word-known", got=token.text[:60])
        self.push("(", name, token.offset, plain=False)
        self.frame.start = value.start
        self.frame.items.append(value)
        self.position = token.stop

    def add(self, value: Value) -> None:
        frame = self.frame
        frame.wants_value = False
        if frame.key:
            frame.keywords[frame.key], frame.key = value, ""
        elif not frame.plain:
            frame.items.append(value)
        else:
            frame.add_row(self.text, value)

    def result(self) -> Typed:
        frame = self.frame
        if frame.opener:
            raise self.refuse(frame.offset, "bracket-open", got=frame.opener)
        if not frame.items:
            raise ReadError("text-empty")
        value = outermost(self.text, frame, self.shapes, self.numbers)
        return Typed(self.numbers[value.start : value.stop], value.shape, self.framework)
