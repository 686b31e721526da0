"""Mark an answer to a convolution and say what went wrong: the public function behind ``dsviz.check``."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from dsviz.check.diagnose import diagnose
from dsviz.check.diagnosis import Diagnosis, Finding
from dsviz.content import DEFAULT_LANGUAGE
from dsviz.conv.trace import trace
from dsviz.reading.in_line import line_of_texts
from dsviz.reading.labels import says_none
from dsviz.reading.paste import read_tensor
from dsviz.reading.together import tensors_by_role
from dsviz.reading.typed import Typed
from dsviz.wording.diagnosis import sentence, sentence_of_slips
from dsviz.wording.verdict import verdict


@dataclass(frozen=True)
class Said:
    """Something that would explain what was typed, in a sentence.

    Attributes
    ----------
    id : str
        Such as "kernel-flipped"; of two mistakes at once both, joined by +.
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
    def of(cls, finding: Finding, language: str) -> Said:
        """Put a finding into words."""
        cell = None if finding.cell is None else tuple(finding.cell)
        return cls(finding.id, sentence(finding, language), cell, finding.values)  # type: ignore[arg-type]


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
        What explains the whole answer, or a part of it, the best first: at most five.
    slips : tuple of Said
        What one small slip would explain, in all wrong cells or nearly all: one statement, or none. Slips
        that cannot be told apart have their ids joined by |, and the values of the first.
    verdict : str
        How much is right, wrong and open, in a line; which cells are open.
    diagnosis : Diagnosis
        All of it, with the right numbers.
    """

    is_right: bool
    marks: NDArray[np.str_] | None
    findings: tuple[Said, ...]
    slips: tuple[Said, ...]
    verdict: str
    diagnosis: Diagnosis


MOST_FINDINGS = 5


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
        NaN for a cell that is open; in a text ?, x, _, None or an empty cell.
    x : str or array_like, shape (C, H, W), or (H, W) for one channel
    weight : str or array_like, shape (N, C / groups, kh, kw), or (kh, kw) for one kernel
        A text may hold the bias too, as a state_dict does.
    bias : str or array_like, shape (N,), optional
        A text may say that there is none: none, no, 无.
    language : str
        Of the sentences.
    **settings
        stride, padding, dilation, groups and padding_mode, as `dsviz.convolve` takes them.

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
    weight, bias = _of_state(weight, bias)
    bias = None if isinstance(bias, str) and says_none(bias) else bias
    given = {"x": x, "weight": weight, "bias": bias}
    line = _line_of(x, weight)
    image = _tensor(x, 3, role="input", line=line)
    known = {"x_shape": np.shape(image), "groups": settings.get("groups"), "line": line}
    kernel = _tensor(weight, 4, role="kernel", **known)
    wanted = np.shape(kernel) if np.ndim(kernel) == 4 else None
    biases = None if bias is None else _tensor(bias, 1, role="bias", weight_shape=wanted)
    traced = trace(image, kernel, biases, backend="numpy", **settings)
    shape = traced.output.shape
    typed = _tensor(answer, 3, role="output", output_shape=shape, open_cells=True, line=line)
    printed = [name for name, tensor in given.items() if isinstance(tensor, str | Typed)]
    found = diagnose(traced, typed, printed=printed)
    findings = (*found.mistakes, *found.partly)[:MOST_FINDINGS]
    said = tuple(Said.of(one, language) for one in findings)
    return Checked(
        found.is_right, found.marks, said, _slips(found, language), verdict(found, language), found
    )


def _slips(found: Diagnosis, language: str) -> tuple[Said, ...]:
    if not found.slips:
        return ()
    slips = found.first_slips
    one = Said.of(slips[0], language)
    ids = dict.fromkeys(slip.id for slip in slips)
    return (replace(one, id="|".join(ids), sentence=sentence_of_slips(found, language)),)


def _of_state(weight: Any, bias: Any) -> tuple[Any, Any]:
    """Take weight and bias out of a text that holds both, as a state_dict does; one that is given counts."""
    found = tensors_by_role(weight) if isinstance(weight, str) else {}
    if found.keys() != {"kernel", "bias"}:
        return weight, bias
    return found["kernel"].typed, found["bias"].typed if bias is None else bias


def _line_of(x: Any, weight: Any) -> str:
    """Tell whose layer over a row an input and a kernel given as text make."""
    if not isinstance(x, str) or not isinstance(weight, str | Typed):
        return ""
    return line_of_texts(x, weight)


def _tensor(given: Any, axes: int, **known: Any) -> Any:
    """Read a text; give an array of one channel, or of one kernel, the axes it lacks."""
    if isinstance(given, str | Typed):
        return read_tensor(given, **known).array
    rank = np.ndim(given)
    return np.reshape(given, (1,) * (axes - 2) + np.shape(given)) if rank == 2 < axes else given
