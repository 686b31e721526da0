"""The remarks of a program in the reader's language; what writes a program writes them in English."""

from __future__ import annotations

import re

from dsviz import content

# A program holds numbers and names besides, no text: what follows this sign is a remark to its line's end.
REMARK = re.compile(r"(?<=# ).+$", re.MULTILINE)


def remarked(code: str, spoken: str = content.DEFAULT_LANGUAGE) -> str:
    """Return a program with its remarks in a language; those without words, such as a shape, stay.

    Parameters
    ----------
    code : str
        A program of this room.
    spoken : str
        The language.

    Examples
    --------
    >>> remarked("for n in range(2):  # every filter\\n    # w: (C_out,)", "zh").splitlines()
    ['for n in range(2):  # 每个滤波器', '    # w: (C_out,)']
    """
    if spoken == content.DEFAULT_LANGUAGE:
        return code
    english, said = content.labels("remark"), content.labels("remark", spoken)
    words = {text: said[each] for each, text in english.items()}
    return REMARK.sub(lambda found: words.get(found[0], found[0]), code)
