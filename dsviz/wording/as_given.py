"""Arrays as programs give them to `dsviz.check`: lists, NumPy's, torch's, with a mask, of sixteen bits."""

from __future__ import annotations

import warnings
from typing import Any

import numpy as np

from dsviz.check.errors import CheckError
from dsviz.reading.shown_digits import BITS, MOST_DECIMALS, Shown


def as_given(name: str, given: Any) -> Any:
    """Return what is given as an array of float64; a text, or nothing, as it is.

    Parameters
    ----------
    name : str
        What a refusal calls it.
    given : str, array_like or None
        What a mask hides of an answer is open.

    Raises
    ------
    CheckError
        Rule ``given-numbers``.

    Examples
    --------
    >>> as_given("the answer", [[1, 2]])
    array([[1., 2.]])
    >>> as_given("the answer", [[1, 2], [3]])
    Traceback (most recent call last):
    dsviz.check.errors.CheckError: the answer must hold numbers, in rows of one length; got [[1, 2], [3]]
    """
    if given is None or isinstance(given, str):
        return given
    # NumPy knows no bfloat16: every number of it is one of float32.
    plain = given.float() if _kind_of(given) == "bfloat16" and hasattr(given, "float") else given
    found: Any = None
    try:
        with warnings.catch_warnings(action="error"):
            found = np.ma.asarray(plain) if np.ma.isMaskedArray(plain) else np.asarray(plain)
            found = found.astype(np.float64) if found.dtype.kind in "biufO" else None
    except (TypeError, ValueError, OverflowError, Warning):
        found = None
    if found is None or not found.size:
        raise CheckError("given-numbers", name=name, got=given)
    if not found.ndim:
        return given  # a refusal repeats it as it was written
    return found.filled(np.nan) if np.ma.isMaskedArray(found) else found


def shown_by_type(given: Any) -> Shown | None:
    """Tell how many binary digits an array of sixteen bits keeps; None of any other.

    >>> shown_by_type(np.float16([0.1])).bits, shown_by_type(np.float64([0.1]))
    (11, None)
    """
    bits = BITS.get(_kind_of(given), 0)
    return Shown(MOST_DECIMALS, bits=bits) if bits else None


def _kind_of(given: Any) -> str:
    return str(getattr(given, "dtype", "")).rpartition(".")[2]
