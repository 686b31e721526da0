"""Match typed terms with expected ones, in any order, and explain what is left over."""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Callable, Hashable, Iterable
from dataclasses import dataclass
from functools import cached_property

from dsviz.check.sums.read import Term
from dsviz.check.sums.scope import Expected, key, pair_key
from dsviz.check.sums.terms import half_unit
from dsviz.conv.step import Tap

Key = Callable[[Expected], Hashable]
MOST_ZEROS = 1 << 20  # more than any window has
REASONS = ("sign-wrong", "weight-wrong", "input-wrong")  # of a product, what is likeliest first


@dataclass(frozen=True)
class Match:
    """Typed terms beside expected ones.

    Attributes
    ----------
    terms : tuple of (Term, Expected or None)
        In the order of the text.
    wrong : tuple of (Term, str, Expected or None)
        The terms that match nothing, why, and the expected term each seems to be meant for.
    missing : tuple of Expected
        What no term stands for.
    """

    terms: tuple[tuple[Term, Expected | None], ...]
    wrong: tuple[tuple[Term, str, Expected | None], ...]
    missing: tuple[Expected, ...]

    @property
    def distance(self) -> int:
        """How far the terms are from the expected ones; zeros that products leave out count least."""
        is_whole = not self.wrong and len(self.zeros) == len(self.missing)
        has_products = any(len(term.factors) == 2 for term, _ in self.terms)
        free = len(self.zeros) if is_whole or has_products else 0
        far = 2 * (len(self.missing) - free) + 2 * sum(one is None for _, _, one in self.wrong)
        return (far + len(self.wrong)) * MOST_ZEROS + min(free, MOST_ZEROS - 1)

    @property
    def zeros(self) -> tuple[Expected, ...]:
        """What is missing and adds nothing."""
        return tuple(one for one in self.missing if one.value == 0)


def matched(terms: list[Term], expected: tuple[Expected, ...]) -> Match:
    """Match each typed term with an expected one.

    Equal products first, wherever they stand, those in the same place before all others; then plain
    numbers with the value of a bias, a sum or a product. A term left over is compared with what is missing.

    Examples
    --------
    >>> from dsviz.check.sums.read import read_sum
    >>> wanted = (Expected("channel-sum", 6.0, 0), Expected("channel-sum", -2.0, 1), Expected("bias", 1.0))
    >>> found = matched(list(read_sum("1 + 6 + 3").terms), wanted)
    >>> [(term.value, reason) for term, reason, _ in found.wrong], found.missing
    ([(3.0, 'channel-sum-wrong')], ())
    """
    table = _Table(terms, expected)
    table.pair_up(range(len(terms)), _pairs_of, lambda one: one.pair)
    table.pair_up(table.open_terms(), _value_of_plain, lambda one: key(one.value), bias_first=True)
    table.pair_rounded()
    wrong: list[tuple[Term, str, Expected | None]] = []
    pairs = frozenset(one.pair for one in expected)
    for at in table.open_terms():
        meant = table.likeliest(at)
        reason = _reason(terms[at], meant, pairs)
        wrong.append((terms[at], reason, meant))
    return Match(table.result(), tuple(wrong), table.missing())


class _Table:
    """Which terms and which expected ones are still open."""

    def __init__(self, terms: list[Term], expected: tuple[Expected, ...]) -> None:
        self.terms, self.expected = terms, expected
        self.partner: dict[int, int] = {}
        self.taken: set[int] = set()

    def open_terms(self) -> list[int]:
        return [at for at in range(len(self.terms)) if at not in self.partner]

    def take(self, at: int, other: int) -> None:
        self.partner[at] = other
        self.taken.add(other)

    def pair_up(
        self,
        places: Iterable[int],
        keys: Callable[[Term], list[Hashable]],
        key_of: Key,
        bias_first: bool = False,
    ) -> None:
        """Match by key: a term at the place of its partner, then any term with the next open partner."""
        places = list(places)
        for at in places:
            if (
                at < len(self.expected)
                and at not in self.taken
                and key_of(self.expected[at]) in keys(self.terms[at])
            ):
                self.take(at, at)
        order = [other for other in range(len(self.expected)) if other not in self.taken]
        if bias_first:
            order.sort(key=lambda other: self.expected[other].kind != "bias")
        waiting: dict[Hashable, deque[int]] = defaultdict(deque)
        for other in order:
            waiting[key_of(self.expected[other])].append(other)
        for at in places:
            if at not in self.partner:
                found = next((waiting[one] for one in keys(self.terms[at]) if waiting.get(one)), None)
                if found:
                    self.take(at, found.popleft())

    def pair_rounded(self) -> None:
        """Match rounded numbers: each with one that its digits stand for, that in its place first."""
        for at in self.open_terms():
            term = self.terms[at]
            half = half_unit(term.digits) * (1 + 1e-9)
            near = [
                other
                for other in range(len(self.expected) if half else 0)
                if other not in self.taken and abs(self.expected[other].value - term.value) <= half
            ]
            if near:
                self.take(at, at if at in near else near[0])

    def likeliest(self, at: int) -> Expected | None:
        """The open expected term that a wrong one seems to be meant for; it is taken."""
        hints = _hints(self.terms[at])
        in_place = at < len(self.expected) and at not in self.taken
        if in_place and not set(hints).isdisjoint(_hints_of(self.expected[at])):
            self.taken.add(at)
            return self.expected[at]
        for hint in hints:
            queue = self.hinted[hint]
            while queue and queue[0] in self.taken:
                queue.popleft()
            if queue:
                self.taken.add(queue[0])
                return self.expected[queue.popleft()]
        return None

    @cached_property
    def hinted(self) -> dict[Hashable, deque[int]]:
        """The expected terms still open when the wrong ones come to be explained, by what hints at them."""
        waiting: dict[Hashable, deque[int]] = defaultdict(deque)
        for other, one in enumerate(self.expected):
            if other not in self.taken:
                for hint in _hints_of(one):
                    waiting[hint].append(other)
        return waiting

    def result(self) -> tuple[tuple[Term, Expected | None], ...]:
        return tuple(
            (term, self.expected[self.partner[at]] if at in self.partner else None)
            for at, term in enumerate(self.terms)
        )

    def missing(self) -> tuple[Expected, ...]:
        return tuple(one for other, one in enumerate(self.expected) if other not in self.taken)


def _pairs_of(term: Term) -> list[Hashable]:
    """The factors of a product; a minus in front, and what scales it, may belong to either."""
    if len(term.factors) != 2:
        return []
    pairs: list[Hashable] = [pair_key(a, b) for a, b in term.pairs]
    return pairs if term.sign > 0 else pairs + [pair_key(-a, -b) for a, b in term.pairs]


def _value_of_plain(term: Term) -> list[Hashable]:
    return [] if len(term.factors) == 2 else [key(term.value)]


def _hints(term: Term) -> list[Hashable]:
    """What a wrong term may have in common with the one it is meant for, the strongest first."""
    if len(term.factors) != 2:
        return ["bias", "channel-sum", "product"]
    sizes = [("sizes", pair_key(abs(a), abs(b))) for a, b in term.pairs]
    return [*sizes, *(hint for pair in term.pairs for hint in _one_factor(*pair))]


def _hints_of(expected: Expected) -> list[Hashable]:
    if expected.tap is None:
        return [expected.kind]
    x, weight = expected.tap.x, expected.tap.weight
    return [("sizes", pair_key(abs(x), abs(weight))), "product", *_one_factor(x, weight)]


def _one_factor(a: float, b: float) -> list[Hashable]:
    sides = [("x", a), ("weight", b), ("x", b), ("weight", a)]
    return [(side, key(value)) for side, value in sides]


def _reason(term: Term, meant: Expected | None, expected: frozenset[Hashable]) -> str:
    """The id of what is wrong with a term."""
    if meant is None:
        return "term-doubled" if not expected.isdisjoint(_pairs_of(term)) else "term-extra"
    if meant.tap is None or len(term.factors) != 2:
        return f"{meant.kind}-wrong"
    same_product = "-same-product" if key(term.value) == key(meant.value) else ""
    reasons = [_factor_reason(key(a), key(b), meant.tap) for a, b in term.pairs]
    return min(reasons, key=REASONS.index) + same_product


def _factor_reason(a: float, b: float, tap: Tap) -> str:
    x, weight = key(tap.x), key(tap.weight)
    if pair_key(abs(a), abs(b)) == pair_key(abs(x), abs(weight)):
        return "sign-wrong"
    return "weight-wrong" if a == x or (b != weight and b == x) else "input-wrong"
