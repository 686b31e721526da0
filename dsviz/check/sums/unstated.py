"""A bias that is in the total, and stands nowhere in the sum."""

from __future__ import annotations

import math
import re

from dsviz.check.sums.match import Match
from dsviz.check.sums.scope import Expected, Scope
from dsviz.check.sums.terms import Sum, is_close

__all__ = ["bias_unstated"]

_COMMA = re.compile("[,，、;；\\n]")
_SIGN = re.compile("[-+＋−–]")


def bias_unstated(read: Sum, scope: Scope, match: Match, is_apart: bool) -> Expected | None:
    """Find the bias of a sum that lacks nothing else, and whose total has it.

    A total behind the equals sign of the terms has to be their sum. One that stands by itself, behind a list
    of numbers, or behind their own sum as in 2 + 3 = 5 = 6, may be the sum and the bias.

    Parameters
    ----------
    read : Sum
    scope : Scope
    match : Match
    is_apart : bool
        The total stands by itself.

    Returns
    -------
    Expected or None

    Examples
    --------
    >>> from dsviz.check.sums.match import matched
    >>> from dsviz.check.sums.read import read_sum
    >>> wanted = (Expected("channel-sum", 6.0, 0), Expected("channel-sum", -2.0, 1), Expected("bias", 1.0))
    >>> scope = Scope("channel-sums", wanted, 5.0)
    >>> sums = [read_sum(text) for text in ("6, -2 = 5", "6 - 2 = 5", "6 - 2 = 4 = 5")]
    >>> [bias_unstated(one, scope, matched(list(one.terms), wanted), False) is not None for one in sums]
    [True, False, True]
    """
    missing = [one for one in match.missing if one.value]
    if match.wrong or not read.totals or [one.kind for one in missing] != ["bias"]:
        return None
    size = math.fsum(abs(term.value) for term, _ in match.terms)
    written = math.fsum(term.value for term, _ in match.terms)
    *before, last = read.totals
    has_own_sum = any(is_close(total.value, written, size, total.half) for total in before)
    if not (is_apart or has_own_sum or _is_list(read)):
        return None
    return missing[0] if is_close(last.value, scope.total, size, last.half) else None


def _is_list(read: Sum) -> bool:
    """Tell whether the terms stand beside each other, and no signs add them up."""
    pairs = list(zip(read.terms, read.terms[1:], strict=False))
    gaps = [read.text[one.end : other.offset] for one, other in pairs]
    if not gaps or any("+" in gap or "＋" in gap for gap in gaps):
        return False
    # In 6 -6 4 blanks alone stand between, and before the 4 no sign.
    is_bare = any(not _SIGN.match(read.typed(other)) for _, other in pairs)
    return all(_COMMA.search(gap) or (is_bare and gap.isspace()) for gap in gaps)
