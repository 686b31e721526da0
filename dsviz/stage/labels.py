"""The words of the stage: those that every scene has, and those that only some have need of."""

from __future__ import annotations

from typing import Any

from dsviz.content import label, labels
from dsviz.conv.layer import Layer
from dsviz.conv.transposed_layer import TransposedLayer

# What a page calls what its own browser computes, and a link that it cannot read.
HERE = {"here": "waiting", "damaged": "damaged"}


def english(editing: bool = False, large: bool = False) -> dict[str, str]:
    """The stage's labels in English; those for changing numbers and for pixels only where there are such."""
    return labels("stage") | (for_editing() if editing else {}) | (for_pixels() if large else {})


def for_editing(language: str = "en") -> dict[str, str]:
    """Label what a layer has whose numbers may be changed; the sheet of keys has one more."""
    keys = label("stage_keys.undo", language, keys=label("stage_class.keys", language))
    return labels("stage_edit", language) | {"keys": keys}


def for_pixels(language: str = "en") -> dict[str, str]:
    """Label what a layer too large for numbers has beside the stage."""
    return labels("stage_pixels", language)


def for_a_row(layer: Layer | TransposedLayer, language: str = "en") -> dict[str, str]:
    """Say on which side a layer is padded: of a single row, or where the four sides are not alike."""
    (top, bottom), (before, after) = layer.pads
    if layer.size[0] != 1 or layer.kernel[0] != 1 or top + bottom or not before + after:
        sides = {"top": top, "bottom": bottom, "left": before, "right": after}
        alike = len({*sides.values()}) == 1
        return {} if alike else {"padding": label("stage_row.sides", language, **sides)}
    side = "both" if before and after else "before" if before else "after"
    return {"padding": label(f"stage_row.{side}", language, before=before, after=after)}


def for_a_class(language: str = "en") -> dict[str, str]:
    """Label what a class's screen has beside the stage: hiding in levels, keys, links."""
    return labels("stage_class", language)


def for_a_course(language: str = "en") -> dict[str, str]:
    """Label what a served stage offers for other pages: a frame, and a link to the stage alone."""
    return labels("stage_served", language)


def not_compared() -> dict[str, str]:
    """What a page says, in English, where no torch is on its way to it."""
    return labels("stage_alone")


def changed_here(language: str = "en") -> dict[str, str]:
    """Label what a page says of numbers that its own browser computes."""
    return {key: label(f"stage_course.{word}", language) for key, word in HERE.items()}


def unsaid_of(check: dict[str, Any], one_map: bool = False) -> set[str]:
    """Name the words that a page of its own never says: they would be sent with it all the same.

    Parameters
    ----------
    check : dict
        The scene's.
    one_map : bool
        Whether there is one channel and one filter, of which nobody chooses.

    Examples
    --------
    >>> sorted(unsaid_of({"engine": "torch", "printed": None}))
    ['not_printed', 'printed', 'waiting']
    """
    unsaid = {"waiting"} if check["engine"] == "torch" else set()
    unsaid |= {"all_channels", "choose"} if one_map else set()
    return unsaid | ({"printed", "not_printed"} if check["printed"] is None else set())


def tag_of(language: str) -> str:
    """Return the language's name as HTML has it, such as ``"zh-Hans"``."""
    return label("language.tag", language)


def for_tables(language: str) -> dict[str, str]:
    """Label the headers of a map, for a screen reader's keys for tables, and what stood in a cell before."""
    return labels("stage_table", language)


def with_z(labels: dict[str, str], middle: str) -> dict[str, str]:
    """Call the tensor between two layers z, also where the stage says how its cells are called.

    Parameters
    ----------
    labels : dict of str to str
    middle : {"", "x", "y"}
        Which of a layer's tensors lies between two.

    Examples
    --------
    >>> with_z({"products": "x × w", "hint": "x[channel, …], y[filter, …]"}, "x")
    {'products': 'z × w', 'hint': 'z[channel, …], y[filter, …]'}
    >>> with_z({"products": "x × w", "hint": "x[channel, …], y[filter, …]"}, "y")["hint"]
    'x[channel, …], z[filter, …]'
    """
    if not middle:
        return labels
    renamed = {"hint": labels["hint"].replace(f"{middle}[", "z[")}
    return labels | renamed | ({"products": labels["products"].replace("x", "z")} if middle == "x" else {})
