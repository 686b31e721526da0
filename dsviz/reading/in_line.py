"""Layers over a row: an input and a kernel of three axes that fit each other as those of a Conv1d."""

from __future__ import annotations

from dsviz.reading.typed import Typed


def line_of(x: Typed, kernel: Typed) -> str:
    """Tell whose layer over a row an input and a kernel make; "" where it is rather one over a picture.

    So it is where the kernel has three axes, not two of one length as a picture's has, and reads as many
    channels as the input has in the same order of axes. Several such inputs are a batch, unless they are as
    many as a filter over a picture would have slices. One column, (1, 8, 1) and (3, 1, N), is a row of Keras:
    of another layer nobody would write the last axis.

    Parameters
    ----------
    x, kernel : Typed

    Returns
    -------
    {"torch", "tensorflow", ""}

    Examples
    --------
    >>> from dsviz.reading.text import read_text
    >>> line_of(read_text("[[[1, 2, 3], [4, 5, 6]]]"), read_text("[[[1], [0]], [[2], [1]], [[1], [1]]]"))
    'torch'
    >>> line_of(read_text("[[[1, 2, 3], [4, 5, 6]]]"), read_text("[[[1, 0], [0, 1]], [[1, 1], [2, 2]]]"))
    ''
    """
    if is_one_row(x) and is_one_row(kernel) and not (len(x.shape) == len(kernel.shape) == 1):
        return "torch"
    shape = x.shape[-2:]
    if len(x.shape) not in (2, 3) or len(kernel.shape) != 3:
        return ""
    first, middle, last = kernel.shape
    if x.shape[:-2] not in ((), (1,)) and (x.shape[0] == first and not _speak_of_rows(x, kernel)):
        return ""
    # No kernel over a picture is printed by PyTorch with three axes.
    is_told = kernel.telling.framework == "torch" or _speak_of_rows(x, kernel)
    by_torch = shape[0] == middle > 1 and last <= shape[1] and (is_told or middle != last)
    by_keras = shape[1] == middle and first <= shape[0]
    by_keras = by_keras and (first != middle or _speak_of_rows(x, kernel))
    if kernel.telling.framework == "tensorflow":
        return "tensorflow" if by_keras else ""
    if by_torch:
        return "torch"
    if x.shape == (1, shape[0], 1) and middle == 1 and 1 < first <= shape[0]:
        return "" if kernel.telling.framework else "tensorflow"
    return "tensorflow" if by_keras and middle > 1 and middle != last and not kernel.telling.framework else ""


def with_filter(x: Typed, kernel: Typed) -> Typed:
    """Give the kernel of the one filter of a layer over a row its axis of filters: (C, k) is (1, C, k).

    Words must speak of such a layer; else rows of both are those of a picture.

    Examples
    --------
    >>> from dsviz.reading.text import read_text
    >>> x, kernel = read_text("# Conv1d\\n[[1, 2, 3], [4, 5, 6]]"), read_text("[[1, 0], [0, 1]]")
    >>> with_filter(x, kernel).shape, with_filter(kernel, kernel).shape
    ((1, 2, 2), (2, 2))
    """
    is_told = _speak_of_rows(x, kernel) and "tensorflow" not in (
        x.telling.framework,
        kernel.telling.framework,
    )
    if not is_told or len(kernel.shape) != 2 or len(x.shape) not in (2, 3):
        return kernel
    fits = 1 < x.shape[-2] == kernel.shape[0] and kernel.shape[1] <= x.shape[-1]
    return kernel._replace(shape=(1, *kernel.shape)) if fits else kernel


def is_one_row(typed: Typed) -> bool:
    """Tell whether numbers stand in one row: a list of them, or a table's one line.

    >>> from dsviz.reading.text import read_text
    >>> [is_one_row(read_text(text)) for text in ("[1, 2]", "1 2", "[[1, 2]]", "1\\n2")]
    [True, True, False, False]
    """
    if len(typed.shape) == 2:
        return typed.shape[0] == 1 and not (typed.is_list or typed.framework)
    return len(typed.shape) == 1


def _speak_of_rows(*tensors: Typed) -> bool:
    """Tell whether words around tensors name a layer over a row."""
    return any(each.telling.in_line for each in tensors)


def put_in_line(typed: Typed, framework: str) -> Typed:
    """Say of a tensor whose layer over a row it belongs to; "" for none."""
    is_said = typed.telling.in_line and typed.telling.framework == framework
    telling = typed.telling._replace(in_line=True, framework=framework, by_shape=not is_said)
    return typed._replace(telling=telling) if framework else typed
