"""A reader of Cloze blanks, written from Moodle's description of the syntax, not from the writer.

A blank is ``{weight:TYPE:alternative~alternative}``; an alternative is ``=answer`` or ``%percent%answer``,
then perhaps ``#feedback``; a backslash takes the meaning from the character after it. What Moodle finds in a
blank it decodes once as HTML.
"""

import html
import re
from typing import NamedTuple

START = re.compile(r"\{([0-9]*):(NUMERICAL|NM|MULTICHOICE|MC|SHORTANSWER|SA):")
NUMBER = re.compile(r"-?\d+(\.\d+)?")


class Alternative(NamedTuple):
    percent: float
    answer: float
    tolerance: float
    feedback: str


class Blank(NamedTuple):
    weight: int
    kind: str
    alternatives: list[Alternative]

    @property
    def right(self):
        return [each.answer for each in self.alternatives if each.percent == 100]

    @property
    def wrong(self):
        return {each.answer: each.feedback for each in self.alternatives if each.percent == 0}


def blanks(text):
    """Every blank of a question text; a brace that begins none stands for itself."""
    found, at = [], 0
    while started := START.search(text, at):
        parts, at = split(text, started.end())
        found.append(Blank(int(started[1] or 1), started[2], [alternative(part) for part in parts]))
    return found


def split(text, at):
    parts, part = [], ""
    while text[at] != "}":
        if text[at] == "\\":
            part += text[at : at + 2]
            at += 2
        elif text[at] == "~":
            parts.append(part)
            part, at = "", at + 1
        else:
            part, at = part + text[at], at + 1
    return [*parts, part], at + 1


def alternative(part):
    percent = 0.0
    if part.startswith("="):
        percent, part = 100.0, part[1:]
    elif part.startswith("%"):
        written, part = part[1:].split("%", 1)
        percent = float(written)
    answer, _, feedback = part.partition("#")
    number, _, tolerance = answer.partition(":")
    assert NUMBER.fullmatch(number), part
    assert NUMBER.fullmatch(tolerance or "0"), part
    unescaped = re.sub(r"\\(.)", r"\1", feedback)
    return Alternative(percent, float(number), float(tolerance or 0), html.unescape(unescaped))
