"""A typed text with carets under what is meant."""

from __future__ import annotations

from dsviz.wording.lines import columns

LONGEST_LINE = 72
# Under a letter of full width, such as a Chinese one, a sign of full width: on a screen such a letter is as
# wide as another of its kind, not as two of the others.
WIDE = str.maketrans(" ^~", "\u3000\uff3e\uff5e")


def pointed(text: str, spots: list[tuple[int, int, int, str]]) -> str:
    """Write a text with a line of carets under what is meant.

    Parameters
    ----------
    text : str
    spots : list of (line, column, length, sign)
        Lines and columns from 1. Of two signs at one place the ``^`` stands.

    Examples
    --------
    >>> print(pointed("2*3+3*2 = 12", [(1, 5, 3, "^")]))
    2*3+3*2 = 12
        ^^^
    """
    lines = []
    for at, line in enumerate(text.split("\n"), 1):
        under = [" "] * (len(line) + 1)
        for _, column, length, sign in sorted(
            (spot for spot in spots if spot[0] == at), key=lambda s: s[3] == "^"
        ):
            for place in range(column - 1, min(column - 1 + length, len(under))):
                under[place] = sign
        lines += _folded(line, under)
    return "\n".join(lines)


def _folded(line: str, under: list[str]) -> list[str]:
    """Break a long line, each piece over its carets; under a wide letter stands a wide one."""
    pieces = []
    for start in range(0, max(len(line), 1), LONGEST_LINE):
        last = start + LONGEST_LINE >= len(line)
        piece, signs = (
            line[start : start + LONGEST_LINE],
            under[start : None if last else start + LONGEST_LINE],
        )
        wide = [columns(letter) == 2 for letter in piece] + [False]
        carets = "".join(
            sign.translate(WIDE) if is_wide else sign for sign, is_wide in zip(signs, wide, strict=False)
        ).rstrip()
        pieces += [piece, carets] if carets else [piece]
    return pieces
