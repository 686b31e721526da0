"""Lists of numbers as Python, NumPy, PyTorch, TensorFlow, MATLAB, C and JSON write them; nothing is run.

One loop over the tokens and a stack of open brackets. A word is looked up in a short table or refused.
"""

from __future__ import annotations

from math import nan

from dsviz.reading import words
from dsviz.reading.errors import ReadError
from dsviz.reading.frames import Frame, Pending, Value
from dsviz.reading.outermost import outermost
from dsviz.reading.ranges import range_numbers
from dsviz.reading.scan import MOST_NUMBERS, Token, next_token, number_value
from dsviz.reading.typed import PLAIN, Manner, Typed
from dsviz.reading.unread_calls import refused_call, rule_of_word
from dsviz.reading.values import Values

_MISSING = ("null", "None", "NA", "undefined")
_OPENS = ("[", ",", "\n", " ")
_CLOSERS = {"[": "]", "(": ")", "{": "}", "<": ">", "": ""}


def read_brackets(text: str, manner: Manner = PLAIN) -> Typed:
    """Read a list, a printout or a line of array code.

    Parameters
    ----------
    text : str
    manner : Manner

    Raises
    ------
    ReadError
        Where the text is anything else, with line and column.

    Examples
    --------
    >>> read_brackets("1/2 * np.array([[2, 4], [6, 8]]).T").numbers
    [1.0, 3.0, 2.0, 4.0]
    >>> read_brackets("[[1, 2], [3]]")
    Traceback (most recent call last):
    dsviz.reading.errors.ReadError: line 1, column 10: every row must be as long as the first; got 1 for 2
    """
    parser = _Parser(text, manner)
    position = 0
    while (token := next_token(text, position)) is not None:
        if manner.rows_by_line:
            parser.end_line(position, token.offset)
        parser.position = token.stop
        getattr(parser, token.kind)(token)
        position = parser.position
    return parser.result()


class _Parser(Values):
    """Each method takes one kind of token."""

    def number(self, token: Token) -> None:
        frame = self.stack[-1]
        if frame.pending and "/" in token.text:
            # [...]/2/3 is divided twice; only a number that stands alone is a fraction.
            token = token._replace(text=token.text.partition("/")[0].rstrip())
            self.position = token.stop
        self.put([number_value(self.text, token)], (), token.offset)

    def hole(self, token: Token) -> None:
        if not self.manner.open_cells:
            raise self.refuse(token.offset, "cell-open", got=token.text)
        self.put([nan], (), token.offset)

    def span(self, token: Token) -> None:
        if self.frame.opener == "{" or self.frame.pending:  # 2*1:3 is 2:3
            raise self.refuse(token.offset, "number-form", got=token.text)
        self.put_side_by_side(range_numbers(self.text, token), token.offset)

    def times(self, token: Token) -> None:
        left = self.frame.take_back()
        if left is None or self.frame.pending:
            raise self.refuse(token.offset, "character", got=token.text)
        sign = "@" if token.text == "@" else "/" if token.kind == "over" else "*"
        self.frame.pending = Pending(sign, left, token.text == "*")
        self.frame.wants_value = True

    over = times

    def minus(self, token: Token) -> None:
        if not self.frame.wants_value:
            raise self.refuse(token.offset, "character", got=token.text)
        self.put([-1.0], (), token.offset)
        self.times(token._replace(kind="times"))

    def end_line(self, start: int, stop: int) -> None:
        """End a row of numbers where a line ends, unless a semicolon or the bracket does."""
        frame = self.stack[-1]
        inside = frame.opener == "[" and frame.plain and frame.count
        if inside and "\n" in self.text[start:stop] and self.text[stop] not in ";]":
            frame.end_row(self.text, start)

    def open(self, token: Token) -> None:
        # x[0] and f(2) would be code; two lists have a comma or a space between them.
        before = self.text[token.offset - 1 : token.offset] if token.offset else ""
        if before not in _OPENS and token.text in "[(" and (before in (")", "]", "}") or before.isalnum()):
            raise self.refuse(token.offset, "character", got=token.text)
        self.push(token.text, "", token.offset, plain=token.text != "<")

    def call(self, token: Token) -> None:
        name = token.text[:-1]
        if self.named(token, name):
            return
        framework = words.framework_of(name)
        if framework is None:
            raise refused_call(self.text, token.offset, name, f"{name[:60]}(")
        if not words.is_part(name) and not self.frame.pending:
            self.alone(token.offset, token.text)
        self.framework = self.framework or framework
        self.push("(", name, token.offset, plain=False)

    def named(self, token: Token, text: str) -> bool:
        """Take a tensor of a statement before by its name; what follows the name is read next."""
        name = text.partition(".")[0]
        typed = self.manner.named.get(name)
        if typed is None:
            return False
        start, self.position = len(self.numbers), token.offset + len(name)
        self.numbers += typed.numbers
        if len(self.numbers) > MOST_NUMBERS:
            raise self.refuse(token.offset, "numbers-count", most=MOST_NUMBERS)
        stop, whole = len(self.numbers), typed.whole
        self.followed(Value(start, stop, typed.shape, token.offset, whole, typed.is_list))
        return True

    def method(self, token: Token) -> None:
        raise self.refuse(token.offset, "word-known", got=token.text[:60])

    turn = method

    def key(self, token: Token) -> None:
        name = token.text[:-1].strip(" '\"")
        frame = self.stack[-1]
        if frame.opener == "":
            self.key_outside(token, name)
            return
        if frame.opener == "{" and frame.count == 0:
            frame.plain = False
        name = words.IN_JSON.get(name, name) if frame.opener == "{" else name
        if frame.opener == "<" and token.text[-1] == ":":
            self.word(token._replace(kind="word", text=name))
        elif frame.plain or not words.is_known_key(name, frame.name):
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
        frame = self.stack[-1]
        if self.named(token, token.text):
            return
        if frame.opener == "" and token.text == "shape" and frame.items:
            frame.key = "shape"
            return
        if frame.plain and token.text in _MISSING:
            raise self.refuse(token.offset, "number-missing", got=token.text)
        if frame.key == "byrow" and token.text in ("TRUE", "T", "FALSE", "F"):
            frame.by_row = token.text[0] == "T"
        elif frame.key in ("", "dtype") and not frame.plain and words.is_known_word(token.text, frame):
            frame.dtype = frame.dtype or token.text
        elif frame.key not in words.WORDED_KEYS:
            raise self.refuse(token.offset, rule_of_word(token.text), got=token.text[:60])
        if token.text.startswith("tf."):
            self.framework = self.framework or "tensorflow"
        frame.key, frame.wants_value = "", False

    def string(self, token: Token) -> None:
        frame = self.stack[-1]
        if frame.plain or frame.opener == "":
            raise self.refuse(token.offset, "character", got=token.text[:60])
        if frame.key in ("", "dtype"):
            frame.dtype = token.text.strip("'\"")
        elif frame.key == "order":
            frame.order = token.text.strip("'\"")
        frame.key, frame.wants_value = "", False

    def comma(self, token: Token) -> None:
        frame = self.stack[-1]
        # Between lists of numbers, as in [[1, 0]; [0, 1]], it is a comma.
        if token.text == ";" and frame.opener and not (frame.opener == "[" and len(frame.row or ()) == 1):
            self.semicolon(token)
            return
        if frame.key or frame.pending or (frame.wants_value and frame.opener != "<"):
            raise self.refuse(token.offset, "number-missing", got=token.text)
        frame.commas += 1
        frame.wants_value = True

    def semicolon(self, token: Token) -> None:
        frame = self.stack[-1]
        if frame.opener != "[" or not frame.plain or frame.pending:
            raise self.refuse(token.offset, "character", got=token.text)
        frame.end_row(self.text, token.offset)

    def close(self, token: Token) -> None:
        frame = self.stack[-1]
        if token.text != _CLOSERS[frame.opener]:
            rule = "bracket-pair" if frame.opener else "bracket-close"
            raise self.refuse(token.offset, rule, got=token.text, opened=frame.opener)
        if frame.key or frame.pending:
            raise self.refuse(token.offset, "number-missing", got=token.text)
        if frame.parts:
            self.end_parts()
            return
        value = self.listed(frame) if frame.plain else self.finished(frame)
        self.stack.pop()
        if frame.opener == "<":
            self.alone(frame.offset, frame.opener)
        if words.is_shape(frame.name):
            self.shapes.add(frame.offset)
        self.followed(self.kept(frame, value))

    def listed(self, frame: Frame) -> Value:
        if frame.rows:
            if frame.count:
                frame.end_row(self.text, frame.offset)
            return Value(frame.start, len(self.numbers), (frame.rows, frame.columns), frame.offset)
        if frame.row is None:
            # A scalar of TensorFlow is printed with shape=().
            if self.stack[-2].key != "shape":
                raise self.refuse(frame.offset, "list-empty")
            return Value(frame.start, frame.start, (0,), frame.offset)
        grouping = frame.opener == "(" and frame.count == 1 and not frame.commas
        shape = frame.row if grouping else (frame.count, *frame.row)
        is_list = frame.last.is_list if grouping and frame.last else frame.is_list(self.text)
        return Value(frame.start, len(self.numbers), shape, frame.offset, is_list=is_list)

    def result(self) -> Typed:
        frame = self.stack[-1]
        if frame.opener:
            raise self.refuse(frame.offset, "bracket-open", got=frame.opener)
        if frame.pending:
            raise self.refuse(len(self.text.rstrip()), "number-missing", got=frame.pending.sign)
        if not frame.items:
            raise ReadError("text-empty")
        value = outermost(self.text, frame, self.shapes, self.numbers)
        return self.settled(value)
