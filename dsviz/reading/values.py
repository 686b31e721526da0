"""The values of a text as its brackets are opened and closed, and what is done to them."""

from __future__ import annotations

import re

from dsviz.reading import words
from dsviz.reading.arithmetic import combined, repeated
from dsviz.reading.calls import finished
from dsviz.reading.errors import ReadError
from dsviz.reading.frames import Frame, Pending, Shape, Value
from dsviz.reading.list_products import Doubt, doubted, meaning_of, product_of
from dsviz.reading.number_types import checked
from dsviz.reading.scan import MOST_NUMBERS, Token, chunk, next_token
from dsviz.reading.turns import MIRROR, NEW_AXES, mirrored, transposed, with_new_axes
from dsviz.reading.typed import Manner, Typed
from dsviz.reading.unread_calls import refused_call

MOST_DEPTH = 16
MOST_QUOTED = 40  # characters of a text in a refusal
MOST_WORK = 5_000_000  # numbers turned or scaled in one text

_MATLABS = re.compile(r"\.?'(?![\w'])")
_METHOD_AHEAD = re.compile(r"\.?'|\s*(?:\.[A-Za-z_]|\[(?:None|np\.n|tf\.n|:|\.\.\.))")
_NO_METHOD = (",", "]", ")", "}")


class Values:
    """The open brackets, innermost last, and all numbers so far.

    Parameters
    ----------
    text : str
    manner : Manner
    """

    def __init__(self, text: str, manner: Manner) -> None:
        self.text = text
        self.manner = manner
        self.work = 0
        self.position = 0
        self.numbers: list[float] = []
        self.stack = [Frame("", "", 0, 0, plain=False)]
        self.framework = ""
        self.repeats = False
        self.doubt: Doubt | None = None
        self.shapes: set[int] = set()

    @property
    def frame(self) -> Frame:
        """The innermost open bracket."""
        return self.stack[-1]

    def refuse(self, offset: int, rule: str, **values: object) -> ReadError:
        """Make the refusal of what stands at an offset."""
        return ReadError.at(self.text, offset, rule, **values)

    def alone(self, offset: int, got: str) -> None:
        """Refuse a printout that follows numbers: it is another tensor."""
        if self.frame.opener == "" and self.frame.items:
            divided = self.frame.wants_value
            raise self.refuse(offset, "one-tensor-or-list" if divided else "one-tensor", got=got[:60])

    def put(self, new: list[float], shape: Shape, offset: int) -> None:
        """Put new numbers behind those there are, as one value."""
        start = len(self.numbers)
        if start + len(new) > MOST_NUMBERS:
            raise self.refuse(offset, "numbers-count", most=MOST_NUMBERS)
        self.numbers += new
        self.add(Value(start, len(self.numbers), shape, offset))

    def put_side_by_side(self, new: list[float], offset: int) -> None:
        """Put the numbers of a range: in a list they stand in its row, as in MATLAB's [1:3; 4:6]."""
        if not self.frame.plain:
            self.put(new, (len(new),), offset)
            return
        around = self.text[:offset].rstrip()[-1:], self.text[self.position :].lstrip()[:1]
        for at, each in enumerate(new):
            # Among numbers with commas between them a range has commas, too.
            self.frame.commas += at > 0 and "," in around
            self.put([each], (), offset)

    def spend(self, value: Value) -> None:
        """Count the numbers that are worked on: a short text may ask for very much."""
        self.work += value.stop - value.start
        if self.work > MOST_WORK:
            raise self.refuse(value.offset, "work-count", most=MOST_WORK)

    def push(self, opener: str, name: str, offset: int, *, plain: bool) -> None:
        """Open a bracket."""
        if len(self.stack) > MOST_DEPTH:
            raise self.refuse(offset, "bracket-depth", most=MOST_DEPTH)
        around = self.stack[-1]
        is_first = not (name or around.items or around.key) and opener in "[("
        parts = is_first and words.base_of(around.name) in words.JOINS
        frame = Frame(opener, name, offset, len(self.numbers), plain and not parts, parts=parts)
        frame.is_matlab = self.manner.is_matlab
        self.stack.append(frame)

    def add(self, value: Value) -> None:
        """Give a value to the innermost bracket, or to the sign that waits for it."""
        frame = self.stack[-1]
        if frame.pending:
            value = self.combined(frame.pending, value)
            frame.pending = None
            self.spend(value)
        frame.add(self.text, value)

    def combined(self, pending: Pending, right: Value) -> Value:
        """Work out a factor: of each number, or of a list that is repeated."""
        product = product_of(pending, right)
        is_python = self.repeats or not self.manner.is_matlab
        meaning = product and meaning_of(self.text, self.stack, product, self.numbers, is_python)
        if product and meaning == "repeated":
            self.repeats = True
            return repeated(self.text, product.items, product.times, self.numbers)
        if product and meaning == "doubt":
            if self.doubt is not None:
                raise self.in_doubt(self.doubt)
            value, self.doubt = doubted(self.text, product, self.numbers)
            return value
        factor = pending.left if right.shape else right
        is_decimal = pending.sign == "/" or (not factor.shape and "." in chunk(self.text, factor.offset))
        whole = "" if is_decimal else pending.left.whole or right.whole
        value = combined(self.text, pending, right, self.numbers)
        return checked(self.text, value._replace(whole=whole), self.numbers)

    def followed(self, value: Value) -> None:
        """Hand a value to what follows it, such as `.reshape(` or `.T`, or else to the bracket around it."""
        # Most brackets are followed by no method: a glance is cheaper than a token.
        while self.text[self.position : self.position + 1] not in _NO_METHOD and _METHOD_AHEAD.match(
            self.text, self.position
        ):
            index = NEW_AXES.match(self.text, self.position)
            mirror = MIRROR.match(self.text, self.position)
            prime = _MATLABS.match(self.text, self.position)
            token = None if index or mirror or prime else next_token(self.text, self.position)
            if prime is not None:
                self.position = prime.end()
                self.spend(value)
                # A row of MATLAB's has two axes.
                row = value._replace(shape=(1, *value.shape)) if len(value.shape) == 1 else value
                value = transposed(self.text, row, "T", prime.start(), self.numbers)
            elif mirror is not None:
                self.position = mirror.end()
                self.spend(value)
                value = mirrored(self.text, value, mirror[0], mirror.start(), self.numbers)
            elif index is not None:
                self.position = index.end()
                value = with_new_axes(self.text, value, index[0], index.start())
            elif token is not None and token.kind == "turn":
                self.position = token.stop
                value = self.turned(value, token)
            elif token is not None and token.kind == "method":
                self.call_method(token, value)
                return
            else:
                break
        self.add(value)

    def turned(self, value: Value, token: Token) -> Value:
        """Turn a value as `.T` does."""
        self.spend(value)
        return transposed(self.text, value, token.text[1:], token.offset, self.numbers)

    def call_method(self, token: Token, value: Value) -> None:
        """Open the bracket of a method, the value before it being its first."""
        name = token.text[1:-1]
        if words.framework_of(name, method=True) is None:
            raise refused_call(self.text, token.offset, name, token.text[:60])
        self.push("(", name, token.offset, plain=False)
        self.frame.start = value.start
        self.frame.items.append(value)
        self.position = token.stop

    def end_parts(self) -> None:
        """Hand what stands in the brackets of np.stack([...]) to the call itself."""
        inside = self.stack.pop()
        self.frame.items += inside.items
        self.frame.wants_value = False

    def kept(self, frame: Frame, value: Value) -> Value:
        """Keep only the numbers of a closed bracket's value, so that the rows of a list lie side by side."""
        kept = self.numbers[value.start : value.stop] if value.start > frame.start else None
        if kept is None:
            del self.numbers[value.stop :]
        else:
            self.numbers[frame.start :] = kept
        is_list = value.is_list if frame.plain else words.base_of(frame.name) in words.PYTHONS_LISTS
        return Value(frame.start, len(self.numbers), value.shape, frame.offset, value.whole, is_list)

    def settled(self, value: Value) -> Typed:
        """Return the outermost value, with what else the text may be.

        Raises
        ------
        ReadError
            Rule ``list-product``, where a product that may mean two things is worked on.
        """
        numbers = self.numbers[value.start : value.stop]
        typed = Typed(numbers, value.shape, self.framework, whole=value.whole, is_list=value.is_list)
        if self.doubt is None:
            return typed
        settled = self.doubt.settled(typed)
        if settled is None:
            raise self.in_doubt(self.doubt)
        return settled

    def in_doubt(self, doubt: Doubt) -> ReadError:
        """Make the refusal of a product that may mean two things and is worked on."""
        got = self.text[doubt.offset :][:MOST_QUOTED].partition("\n")[0]
        return self.refuse(doubt.offset, "list-product", got=got)

    def finished(self, frame: Frame) -> Value:
        """Find what a call holds."""
        value = finished(self.text, frame, self.numbers, self.framework)
        if words.base_of(frame.name) in words.WORKS:
            self.spend(value)
        return value
