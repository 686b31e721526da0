"""Mark an answer to a convolution and say what went wrong: the public function behind ``dsviz.check``."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from dsviz.check.diagnose import diagnose
from dsviz.check.diagnosis import Diagnosis, Finding
from dsviz.content import DEFAULT_LANGUAGE, joined, label
from dsviz.conv.trace import trace
from dsviz.exercises.exercise import cell_name
from dsviz.reading.axes import Role
from dsviz.reading.labels import says_none
from dsviz.reading.picked import left_out
from dsviz.reading.shown_digits import Shown, shown_in
from dsviz.reading.telling import calls_a_layer
from dsviz.reading.typed import Typed
from dsviz.wording.alternatives import alternatives, sentence_of_either
from dsviz.wording.as_given import as_given, shown_by_type
from dsviz.wording.as_said import judged_as_said
from dsviz.wording.diagnosis import sentence_of_slips
from dsviz.wording.given import Given, check_keywords
from dsviz.wording.numbers import number
from dsviz.wording.padded_inputs import judged_padded
from dsviz.wording.parted import parted
from dsviz.wording.said_settings import said_settings
from dsviz.wording.verdict import verdict


@dataclass(frozen=True)
class Said:
    """Something that would explain what was typed, in a sentence.

    Attributes
    ----------
    id : str
        Such as "kernel-flipped"; of two mistakes at once both, joined by +; of mistakes that cannot be told
        apart all, joined by |.
    sentence : str
    cell : (out_channel, row, col) or None
        The first cell it is about.
    values : dict
        What the sentence names.
    """

    id: str
    sentence: str
    cell: tuple[int, int, int] | None
    values: dict[str, Any]

    @classmethod
    def of(cls, findings: Sequence[Finding], words: str) -> Said:
        """Say what a finding is, or several that cannot be told apart, with the first one's values."""
        first = findings[0]
        cell = None if first.cell is None else tuple(first.cell)
        ids = "|".join(dict.fromkeys(one.id for one in findings))
        return cls(ids, words, cell, first.values)  # type: ignore[arg-type]


@dataclass(frozen=True, eq=False)
class Checked:
    """A marked answer.

    Attributes
    ----------
    is_right : bool
        Every number is there and right, to the digits shown where tensors were read from a printout.
    marks : ndarray of str, shape (N, Ho, Wo), or None
        "right", "wrong" or "open" for each cell; None where the answer has another shape.
    findings : tuple of Said
        What explains the whole answer, or a part of it, the best first: at most five. Mistakes that would
        give the same numbers are one statement, either this or that.
    slips : tuple of Said
        What one small slip would explain, in all wrong cells or nearly all: one statement, or none. Slips
        that cannot be told apart have their ids joined by |, and the values of the first.
    verdict : str
        How much is right, wrong and open, in a line; which cells are open.
    diagnosis : Diagnosis
        All of it, with the right numbers.
    pictures : tuple of Checked
        Of an answer to a batch: each picture's. `is_right` and `verdict` are then about all of them, the rest
        about the first picture that is not right.
    """

    is_right: bool
    marks: NDArray[np.str_] | None
    findings: tuple[Said, ...]
    slips: tuple[Said, ...]
    verdict: str
    diagnosis: Diagnosis
    pictures: tuple[Checked, ...] = ()


MOST_FINDINGS = 5
CALLED = ("answer", "x", "weight", "bias")
NAMES: dict[Role, str] = {"input": "x", "kernel": "weight", "bias": "bias", "output": "output"}


def check(
    answer: str | ArrayLike,
    x: str | ArrayLike,
    weight: str | ArrayLike,
    bias: str | ArrayLike | None = None,
    *,
    language: str = DEFAULT_LANGUAGE,
    **settings: Any,
) -> Checked:
    """Mark an answer to a convolution layer and look for the mistake behind what is wrong.

    Parameters
    ----------
    answer : str or array_like, shape (N, Ho, Wo), or (Ho, Wo) for one filter
        NaN for a cell that is open; in a text ?, x, _, None or an empty cell. Beside a batch one answer
        for each picture, (B, N, Ho, Wo), or one alone: it is compared with the picture that it fits best.
    x : str or array_like, shape (C, H, W), or (H, W) for one channel
        A batch (B, C, H, W) too, and (C, L) or (B, C, L) of a layer over a row.
    weight : str or array_like, shape (N, C / groups, kh, kw), or (kh, kw) for one kernel
        A text may hold the bias too, as a state_dict does. Each text may hold all tensors: the one that is
        meant is taken out of it, and the verdict says what was left out. (N, C / groups, k) makes it a layer
        over a row: the settings hold for its length.
    bias : str or array_like, shape (N,), optional
        A single number for one filter. A text may say that there is none: none, no, 无.
    language : str
        Of the sentences.
    **settings
        stride, padding, dilation, groups and padding_mode, as `dsviz.convolve` takes them. Where none is
        given, those that the texts say are taken, and the verdict names them.

    Returns
    -------
    Checked

    Raises
    ------
    ValueError
        A `Refusal` that names the rule: of the text, of the tensors or of the settings.

    Notes
    -----
    Each tensor may be text, as people have it: a list, a printout, cells of a spreadsheet. A printout holds
    so many decimals and no more; of tensors given as text the digits left off are allowed for, arrays are
    exact. Nothing in a text is run.

    Examples
    --------
    >>> import dsviz
    >>> x, weight = "1 2 3\\n4 5 6\\n7 8 9", "[[1, 2], [3, 4]]"
    >>> dsviz.check([[37, 47], [67, 77]], x, weight).is_right
    True
    >>> flipped = dsviz.check("23 33\\n53 63", x, weight)
    >>> flipped.marks.tolist()
    [[['wrong', 'wrong'], ['wrong', 'wrong']]]
    >>> [finding.id for finding in flipped.findings]
    ['kernel-flipped']
    >>> print(flipped.findings[0].sentence)
    The kernel was turned by 180° before it was laid down; a layer takes it as it is printed.
    Look at y[0,0,0]: you have 23, and it is 37.
    >>> one = dsviz.check([[37, 47], [67, 89]], x, weight)
    >>> [(slip.id, slip.values["product"]) for slip in one.slips]
    [('product-doubled', 12.0)]
    >>> dsviz.check("37 ?\\n67 77", x, weight).verdict
    '3 right, 0 wrong, 1 still open. What is there is right so far. Open: y[0,0,1].'
    """
    check_keywords(settings)
    spoken = [each for each in (weight, x, answer) if isinstance(each, str) and not settings]
    own = _shown(answer)
    answer, x, weight, bias = map(as_given, CALLED, (answer, x, weight, bias))
    are_texts = [role for role, each in zip(NAMES, (x, weight, bias), strict=False) if isinstance(each, str)]
    is_told = any(calls_a_layer(each) for each in (x, weight) if isinstance(each, str))
    bias = None if isinstance(bias, str) and says_none(bias) else bias
    taken, left = parted({"output": answer, "input": x, "kernel": weight, "bias": bias})
    said, untaken, padded = said_settings(spoken, taken["input"], taken["kernel"])
    answer = taken["output"]
    printed = {NAMES[role]: _shown(taken[role]) for role in are_texts}
    printed["output"] = _shown(answer) if isinstance(answer, str | Typed) else own
    judge = partial(_judged, answer, language)
    in_words = partial(judged_as_said, judge, taken, settings, printed, language, is_told)
    checked, done = judged_padded(padded, said, lambda said: _with_words(*in_words(said), language), language)
    words = [done] if done else []
    words += [each.sentence(language) for each in untaken]
    words += [left_out(left).sentence(language)] if left else []
    return _with_words(checked, words, language)


def _with_words(checked: Checked, words: Sequence[str], language: str) -> Checked:
    return replace(checked, verdict=joined([checked.verdict, *words], language, "sentence"))


def _shown(given: Any) -> Shown | None:
    """Tell what a tensor's text, or its type, says of its digits, where that is more than they do."""
    if isinstance(given, Typed):
        return given.telling.shown
    return shown_in(given) if isinstance(given, str) else shown_by_type(given)


def _judged(answer: Any, language: str, job: Given) -> Checked:
    """Compare an answer with the outputs of all pictures of a layer."""
    pictures = [_picture(answer, job, at, language) for at in range(job.pictures)]
    return pictures[0] if len(pictures) == 1 else _of_batch(answer, pictures, job, language)


def _picture(answer: Any, job: Given, picture: int, language: str) -> Checked:
    """Compare an answer with the output of one picture."""
    traced = trace(job.image(picture), job.weight, job.bias, backend="numpy", **job.settings)
    found_in = partial(diagnose, traced, printed=job.printed)
    typed = job.typed(answer, traced.output.shape, picture, lambda array: found_in(array).fit)
    found = found_in(typed)
    statements = [each[:MOST_FINDINGS] for each in alternatives(found)[:MOST_FINDINGS]]
    said = tuple(Said.of(each, sentence_of_either(each, language)) for each in statements)
    slips = _slips(found, language)
    words = [verdict(found, language)]
    if found.wrong_cells and not said and not slips:
        words.append(_first_wrong(found, language))
    return Checked(found.is_right, found.marks, said, slips, joined(words, language, "sentence"), found)


def _of_batch(answer: Any, pictures: list[Checked], job: Given, language: str) -> Checked:
    """Say how an answer to several pictures stands: each with its own, or one answer with the one it fits."""
    count = len(pictures)
    if job.answers_in(answer) == count:
        first = next((one for one in pictures if not one.is_right), pictures[0])
        said = [
            label("check.picture", language, number=at + 1, count=count, words=one.verdict)
            for at, one in enumerate(pictures)
        ]
        is_right = all(one.is_right for one in pictures)
        return replace(
            first, is_right=is_right, verdict=joined(said, language, "sentence"), pictures=tuple(pictures)
        )
    best = max(pictures, key=lambda each: each.diagnosis.fit)
    words = {"number": pictures.index(best) + 1, "count": count, "words": best.verdict}
    return replace(best, verdict=label("check.picture.one", language, **words))


def _first_wrong(found: Diagnosis, language: str) -> str:
    cell = found.wrong_cells[0]
    numbers = {"typed": number(float(found.typed[cell])), "right": number(float(found.right[cell]))}
    return label("check.first-wrong", language, cell=cell_name("y", cell), **numbers)


def _slips(found: Diagnosis, language: str) -> tuple[Said, ...]:
    return (Said.of(found.first_slips, sentence_of_slips(found, language)),) if found.slips else ()
