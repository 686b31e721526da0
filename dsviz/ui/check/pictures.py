"""Check my work: the picture of a batch that an answer belongs to."""

from __future__ import annotations

from dsviz.check.diagnosis import Diagnosis
from dsviz.ui.check.answer import Answer
from dsviz.ui.check.work import Work, diagnosed
from dsviz.ui.shell.engine import backend


def fitting_picture(work: Work, answer: Answer, found: Diagnosis) -> int | None:
    """Find the other picture of a batch to which the answer is right; None where there is none."""
    if found.is_right or answer.numbers is None:
        return None
    numbers = answer.numbers.tobytes(), answer.numbers.shape, answer.shown
    for at, example in enumerate(work.pictures):
        other = Work(f"{work.key}:{at}", example, printed=work.printed)
        if at != work.picture and diagnosed(other, backend(), *numbers).is_right:
            return at
    return None
