"""Calls that put the channels behind rows and columns: R's array, np.dstack, np.stack along the last axis."""

from __future__ import annotations

import re

from dsviz.reading.frames import Shape

# R fills rows first, then columns, then what it prints one after another: its third axis.
_CALL = re.compile(
    r"\s*(?:[A-Za-z_.][\w.]{0,40}\s?(?:=|<-)\s?)?"
    r"(?:(?P<r>array)|(?:(?:np|numpy|tf)\.)?(?P<dstack>dstack)|(?:np|numpy|tf)\.(?P<stack>stack))\("
)
_THIRD = re.compile(r"(?:dim\s?=|,)\s?c\((?:\s?[0-9]{1,5}L?\s?,){2}\s?[0-9]{1,5}L?\s?\)")
_LAST = re.compile(r",\s?(?:axis\s?=\s?)?(?:-1|2)\s?,?\s?\)[\s;]*$")

# k[:, :, np.newaxis], k[..., None], np.expand_dims(k, -1): one channel, behind rows and columns.
_NEW = r"(?:None|(?:np|numpy|tf|jnp)\.newaxis)"
_NEW_LAST = re.compile(
    rf"\[\s?(?:\.\.\.|:\s?,\s?:)\s?(?P<axes>(?:,\s?{_NEW}\s?){{1,2}}),?\s?\][\s;\u2060]*$"
    r"|\A\s*(?:(?:np|numpy|tf|jnp)\.)?expand_dims\([^\n]*,\s?(?:axis\s?=\s?)?-1\s?\)[\s;\u2060]*$"
)


def new_last(text: str, shape: Shape) -> str:
    """Tell the order of a tensor that was given a last axis of one channel, and of one filter; "" else.

    Examples
    --------
    >>> new_last("k[:, :, np.newaxis]", (3, 3, 1)), new_last("k[..., None, None]", (3, 3, 1, 1))
    ('HWC', 'HWIO')
    >>> new_last("k[None]", (1, 3, 3)), new_last("k[:, :, None]", (3, 3, 1, 1))
    ('', '')
    """
    found = _NEW_LAST.search(text) if shape[2:] in ((1,), (1, 1)) else None
    if found is None:
        return ""
    count = found["axes"].count(",") if found["axes"] else 1
    return "" if count != len(shape) - 2 else "HWC" if count == 1 else "HWIO"


def channels_last(text: str) -> bool:
    """Tell whether a text is one call whose tensor of three axes has its maps along the last one.

    Parameters
    ----------
    text : str
        The value of one tensor; its axes are not turned after the call.

    Examples
    --------
    >>> channels_last("array(1:8, dim = c(2, 2, 2))"), channels_last("np.stack((a, b), axis=-1)")
    (True, True)
    >>> channels_last("np.stack((a, b))"), channels_last("np.dstack((a, b)).transpose(2, 0, 1)")
    (False, False)
    """
    call = _CALL.match(text)
    if call is None or not _is_closed_last(text, call.end()):
        return False
    if call["r"]:
        return _THIRD.search(text) is not None
    return bool(call["dstack"]) or _LAST.search(text) is not None


def _is_closed_last(text: str, start: int) -> bool:
    """Tell whether the bracket before `start` closes at the end of the text, but for a semicolon."""
    depth = 1
    for at in range(start, len(text)):
        depth += (text[at] in "([{") - (text[at] in ")]}")
        if depth == 0:
            return not text[at + 1 :].strip(" \t\r\n\f;\u2060")
    return False
