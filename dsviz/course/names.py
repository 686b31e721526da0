"""What the tensors of a layer are called on its stage, where it is one of several in a row."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from dsviz import content

USUAL: Mapping[str, str] = {}  # every tensor has its usual name


def lettered(copies: Mapping[str, Any], names: Mapping[str, str] = USUAL) -> dict[str, Any]:
    """Return what a stage's tensors are called, where some have another name than is usual.

    >>> lettered({"x": {"letter": "dy"}, "w": {}}, {"dy": "dz"})
    {'x': {'letter': 'dz'}, 'w': {}}
    """
    return {
        kind: {**each, "letter": names.get(each["letter"], each["letter"])} if "letter" in each else each
        for kind, each in copies.items()
    }


def between(before: str, after: str) -> dict[str, str]:
    """Return the maps of a layer in a row that are not called x or y, each with its name.

    >>> between("x", "z1"), between("z1", "y")
    ({'y': 'z1'}, {'x': 'z1'})
    """
    return {kind: name for kind, name in (("x", before), ("y", after)) if name != kind}


def between_copies(letters: Mapping[str, str]) -> dict[str, dict[str, str]] | None:
    """Name the maps of a layer in a row for its stage; letters: as `between` gives them."""
    return {kind: {"letter": name} for kind, name in letters.items()} or None


def between_words(letters: Mapping[str, str], spoken: str) -> dict[str, str]:
    """Return the labels of a layer in a row; letters: "x" or "y" -> what that is called, such as z1."""
    return {
        f"copied_{kind}": content.label("stage_several.map", spoken, name=letter, k="{k}")
        for kind, letter in letters.items()
    }
