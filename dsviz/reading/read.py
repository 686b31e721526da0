"""The public reader: a text in, a tensor out."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from numbers import Integral
from typing import Any, get_args

from dsviz.conv.errors import ConvError
from dsviz.conv.tensors import as_tensor
from dsviz.reading.axes import Role
from dsviz.reading.errors import ReadError
from dsviz.reading.paste import Reading, read_tensor
from dsviz.reading.picked import read_or_picked
from dsviz.reading.scan import MOST_NUMBERS
from dsviz.reading.typed import Manner, Typed

# As the tensors are called by `dsviz.check`.
_ROLES: dict[str, Role] = {role: role for role in get_args(Role)}
_ROLES |= {"x": "input", "weight": "kernel", "answer": "output"}


def read(
    text: Any,
    role: str = "input",
    channels: int | None = None,
    *,
    layout: str | None = None,
    picture: int = 0,
    open_cells: bool = False,
) -> Reading:
    """Read a tensor from text as people have it: a printout, code, LaTeX, a table.

    Nothing in the text is run.

    Parameters
    ----------
    text : str or array_like
        At most 500,000 characters with 50,000 numbers.
    role : {"input", "kernel", "bias", "output"}
        What the numbers are; "x", "weight" and "answer", as `dsviz.check` calls them, are known too. Of a
        text of several tensors it is the one that is taken; ``.notes`` says which were left out.
    channels : int, optional
        The channels of the map, or those that the kernel reads; it decides between layouts.
    layout : str, optional
        The layout to take, such as "NHWC".
    picture : int
        Which picture of a batch to take, counted from 0.
    open_cells : bool
        A cell may be open (?, x, _, None, an empty one); it is NaN then.

    Returns
    -------
    Reading
        With ``.array`` (float64: (C, H, W); a kernel (N, C / groups, kh, kw); a bias (N,)), ``.layout``,
        ``.why``, ``.groups``, ``.pictures``, ``.notes`` and ``.others``, the other layouts that fit,
        each with the ``.shape`` it gives.

    Raises
    ------
    ReadError
        A `ValueError` that names the rule, the value and the place.

    Examples
    --------
    >>> read("[1 2; 3 4]").array.tolist()
    [[[1.0, 2.0], [3.0, 4.0]]]
    >>> kernel = read("np.ones((3, 3, 2, 1))", role="kernel", channels=2)
    >>> kernel.layout, kernel.array.shape, [(other.layout, other.shape) for other in kernel.others]
    ('HWIO', (1, 2, 3, 3), [('HWCM', (2, 1, 3, 3))])
    >>> of_all = read("x = [[1, 2]]\\nw = [[3]]\\ny = [[3, 6]]", role="kernel")
    >>> of_all.array.tolist(), str(of_all.notes[0])
    ([[[[3.0]]]], 'Left out of the text: x (input), y (answer).')
    >>> read("[[1, 2], [3]]")
    Traceback (most recent call last):
    dsviz.reading.errors.ReadError: line 1, column 10: every row must be as long as the first; got 1 for 2
    """
    known = _ROLES.get(role)
    if known is None:
        raise ReadError("role-known", got=role)
    _check_whole("channels", channels, 1)
    _check_whole("picture", picture, 0)
    how: dict[str, Any] = {"channels": channels, "layout": layout, "picture": picture}
    one: Callable[[str | Typed], Reading] = partial(read_tensor, role=known, open_cells=open_cells, **how)
    if not isinstance(text, str):
        return one(_given(text))
    # Of tensors one after another the one that is meant; what is no row of them is refused as it is.
    return read_or_picked(text, known, Manner(open_cells=open_cells), one)


def _check_whole(name: str, got: Any, least: int) -> None:
    """Refuse a count or a place that is none; None leaves it open."""
    is_whole = isinstance(got, Integral) and not isinstance(got, bool)
    if got is not None and not (is_whole and got >= least):
        raise ReadError("argument-whole", name=name, least=least, got=repr(got)[:60])


def _given(numbers: Any) -> Typed | str:
    """Take an array as it is, and the printout of a list that is none, which is refused at its place."""
    if numbers is None or isinstance(numbers, bytes | bytearray | dict | set):
        raise ReadError("text-kind", got=type(numbers).__name__)
    try:
        array = as_tensor("x", numbers)
    except ConvError:
        if isinstance(numbers, list | tuple):
            return repr(numbers)
        if hasattr(numbers, "shape"):
            raise
        raise ReadError("text-kind", got=type(numbers).__name__) from None
    if array.size > MOST_NUMBERS:
        raise ReadError("numbers-count", most=MOST_NUMBERS)
    return Typed(array.ravel().tolist(), array.shape)
