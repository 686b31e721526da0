"""What `dsviz.check` is given as texts that hold several tensors: of each the one that is meant."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np

from dsviz.reading.axes import Role
from dsviz.reading.errors import ReadError
from dsviz.reading.picked import picked, refuse_of_file
from dsviz.reading.several import Named
from dsviz.reading.text import read_text
from dsviz.reading.typed import Manner, Typed


def parted(given: Mapping[Role, Any]) -> tuple[dict[Role, Any], tuple[Named, ...]]:
    """Take of each text the tensor that is meant, and the bias beside a kernel where none is given.

    Parameters
    ----------
    given : dict of {"output", "input", "kernel", "bias"} to text, array or None

    Returns
    -------
    dict of role to Typed, text or array
    tuple of Named
        What stands in the texts besides, and is used nowhere.

    Raises
    ------
    ReadError
        That of a text that cannot be read.

    Examples
    --------
    >>> taken, left = parted({"input": "x = [[1, 2]]\\nw = [[3]]\\nb = [4]", "kernel": "[[3]]", "bias": None})
    >>> taken["input"].numbers, [named.name for named in left]
    ([1.0, 2.0], ['b'])
    """
    taken, used, left = dict(given), [*given.values()], list[Named]()
    for role, text in given.items():
        if not isinstance(text, str):
            continue
        manner = Manner(open_cells=role == "output")
        refuse_of_file(text, role)
        try:
            typed = read_text(text, manner)
            # An answer and a bias are read again, for the shape that they must have.
            taken[role] = typed if role in ("input", "kernel") else text
            used.append(typed)
        except ReadError as error:
            found = picked(text, role, manner, error)
            if found is None and role in ("output", "bias"):
                continue  # how it must be refused depends on the shape
            if found is None:
                raise
            taken[role] = found.typed
            # What a file holds is given beside.
            left += [other for other in found.others if other.why.key != "reading.role.file"]
            if role == "kernel" and taken.get("bias") is None and len(found.biases) == 1:
                taken["bias"] = found.biases[0]
    used += taken.values()
    once = {(named.name, *named.typed.numbers): named for named in left}
    return taken, tuple(one for one in once.values() if not any(_is_in(one, each) for each in used))


def _is_in(named: Named, each: Any) -> bool:
    """Tell whether a tensor is one that is used."""
    if isinstance(each, Typed):
        return each.numbers == named.typed.numbers
    return not isinstance(each, str | None) and named.typed.numbers == np.ravel(np.asarray(each)).tolist()
