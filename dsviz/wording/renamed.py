"""Words about one layer, told of a layer in a row, whose tensors have other names."""

from __future__ import annotations

import re
from collections.abc import Mapping

# A letter that stands alone: no part of a word, and no placeholder.
_ALONE = r"(?<![A-Za-z0-9_{{])(?:{names})(?![A-Za-z0-9_}}])"


def renamed(text: str, names: Mapping[str, str]) -> str:
    """Return a text with tensors called otherwise; their names are code, and the same in every language.

    Parameters
    ----------
    text : str
    names : mapping of str to str
        Name in the text -> name of the tensor.

    Examples
    --------
    >>> renamed("dx[{x}] is the max of dy×w, 即 x", {"dx": "dz", "x": "z"})
    'dz[{x}] is the max of dy×w, 即 z'
    """
    if not names:
        return text
    pattern = _ALONE.format(names="|".join(map(re.escape, names)))
    return re.sub(pattern, lambda found: names[found[0]], text)
