"""The letters of signal processing: an image f, a kernel h and what they give, g; or f, g and h = f * g."""

from __future__ import annotations

from collections.abc import Sequence
from math import prod

import numpy as np

from dsviz.reading.axes import Array, Role
from dsviz.reading.labels import names_answer
from dsviz.reading.typed import Typed

MOST_PRODUCTS = 1_000_000  # that are reckoned to tell which of two equations is meant


def of_signals(found: Sequence[tuple[str, Typed]], roles: Sequence[Role | None]) -> list[Role | None]:
    """Say of f, g and h what they are, where no other tensor is an input or a kernel.

    Parameters
    ----------
    found : sequence of (name, Typed)
    roles : sequence of role or None
        What the names alone say.

    Examples
    --------
    >>> f, h = Typed([1.0] * 9, (3, 3)), Typed([1.0] * 4, (2, 2))
    >>> of_signals([("f", f), ("h", h), ("g", h)], ["kernel", "kernel", None])
    ['input', 'kernel', 'output']
    >>> of_signals([("x", f), ("f", h)], ["input", "kernel"])
    ['input', 'kernel']
    """
    written = "FGH" if any(name == "F" for name, _ in found) else "fgh"
    letters = {name.lower(): typed for name, typed in found if name in {*written}}
    rest = [role for (name, _), role in zip(found, roles, strict=True) if name not in {*written}]
    is_each_once = len(letters) + len(rest) == len(found)
    if "f" not in letters or len(letters) < 2 or not is_each_once or not {*rest} <= {"output", "bias"}:
        return list(roles)
    others = {name: typed for name, typed in letters.items() if name != "f"}
    if all(_is_smaller(letters["f"], other) for other in others.values()):
        return list(roles)  # f is the filter, and g the image
    said: dict[str, Role] = {"f": "input"}
    if len(others) == 1:
        said |= dict.fromkeys(others, "kernel")
    elif "output" not in rest:
        kernel = _kernel(letters)
        said |= {name: "kernel" if name == kernel else "output" for name in others}
    else:
        return list(roles)
    return [
        said.get(name.lower(), role) if name in {*written} else role
        for (name, _), role in zip(found, roles, strict=True)
    ]


def with_answers(found: Sequence[tuple[str, Typed]], roles: list[Role | None]) -> list[Role | None]:
    """Say of want and target that they are an answer, where an input and a kernel are left beside them."""
    named = [
        role is None and names_answer(name) and (len(typed.numbers) > 1 or typed.is_list)
        for role, (name, typed) in zip(roles, found, strict=True)
    ]
    rest = [role for role, of in zip(roles, named, strict=True) if not of and role not in ("bias", "output")]
    if len(rest) < 2 or not {"input", None} & {*rest}:
        return roles
    return ["output" if of else role for of, role in zip(named, roles, strict=True)]


def of_equation(found: Sequence[tuple[str, Typed]], roles: list[Role | None]) -> list[Role | None]:
    """Say of matrices A, B and C that they are C = conv2(A, B), the larger one of A and B the input."""
    if any(roles) or [name.upper() for name, _ in found] != ["A", "B", "C"]:
        return roles
    first, second, _ = (typed.shape for _, typed in found)
    is_second = len(first) == len(second) and all(a < b for a, b in zip(first, second, strict=True))
    return ["kernel", "input", "output"] if is_second else ["input", "kernel", "output"]


def _is_smaller(first: Typed, other: Typed) -> bool:
    is_as_long = len(first.shape) == len(other.shape)
    return is_as_long and all(a < b for a, b in zip(first.shape, other.shape, strict=True))


def _kernel(letters: dict[str, Typed]) -> str:
    """Tell the kernel of g and h: with which f gives more of the other one, else the smaller one, else h."""
    f, g, h = (letters[name].array for name in "fgh")
    of_g, of_h = _share(f, g, h), _share(f, h, g)
    if of_g != of_h:
        return "g" if of_g > of_h else "h"
    return "g" if prod(g.shape) < prod(h.shape) else "h"


def _share(image: Array, kernel: Array, result: Array) -> float:
    """Tell how much of a result an image and a kernel give, slid over it as it is or turned."""
    sides = [a - b + 1 for a, b in zip(image.shape, kernel.shape, strict=False)]
    is_flat = image.ndim == kernel.ndim == result.ndim and image.ndim in (1, 2)
    if not is_flat or tuple(sides) != result.shape or prod(sides) * kernel.size > MOST_PRODUCTS:
        return 0.0
    windows = np.lib.stride_tricks.sliding_window_view(image, kernel.shape)
    axes = tuple(range(image.ndim, 2 * image.ndim))
    ways = (kernel, np.flip(kernel))
    return max(float(np.isclose((windows * way).sum(axis=axes), result).mean()) for way in ways)
