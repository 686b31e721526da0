"""The settings that the texts say which `dsviz.check` is given."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from dsviz.content import DEFAULT_LANGUAGE, Words, joined, label
from dsviz.reading.errors import ReadError
from dsviz.reading.frames import Shape
from dsviz.reading.padded import Padded, padding_of, without_padding
from dsviz.reading.snippet_calls import heard_in
from dsviz.reading.typed import Typed
from dsviz.reading.whole import read_setting
from dsviz.wording.rows import OF_LENGTH


def said_settings(
    texts: Sequence[str], x: Any, weight: Any
) -> tuple[dict[str, str], tuple[Words, ...], Padded | None]:
    """Find the settings that texts say, as they are typed; of one that several say the first counts.

    Parameters
    ----------
    texts : sequence of str
    x, weight : Typed or array_like
        The input and the kernel, whose shapes say how wide a border such as "same" is.

    Returns
    -------
    dict of str to str
    tuple of Words
        Which calls' borders were not taken.
    Padded or None
        A padding beside an input that is called padded; where it is done, it is none of the settings.

    Raises
    ------
    ReadError
        Rule ``transposed-call``.

    Examples
    --------
    >>> said_settings(["w = [[1]]", "y = F.conv2d(x, w, stride=2)"], [[1]], [[1]])
    ({'stride': '2'}, (), None)
    """
    found: dict[str, str] = {}
    untaken: list[Words] = []
    for text in texts:
        heard = heard_in(text, _shape_of(x), _shape_of(weight))
        if heard.transposed is not None:
            raise ReadError("transposed-call", got=f"{heard.transposed.name}(...)")
        found = {**heard.settings, **found}
        if heard.border is not None:
            what = "separable" if heard.border.untaken == "separable" else "border"
            untaken.append(Words(f"check.{what}", {"call": heard.border.call}))
    padded = padding_of(x, _shape_of(weight), found) if isinstance(x, Typed) else None
    if padded is not None and padded.is_done:
        found = without_padding(found)
    return found, tuple(untaken), padded


def _shape_of(tensor: Any) -> Shape:
    return tensor.shape if isinstance(tensor, Typed) else np.shape(tensor)


def settings_in_words(
    said: Mapping[str, str], language: str = DEFAULT_LANGUAGE, *, is_row: bool = False
) -> str:
    """List settings as they are typed, by their names in a language; of a row those of its length alone.

    Examples
    --------
    >>> settings_in_words({"stride": "2", "padding": "1, 0"})
    'stride 2, padding 1, 0'
    >>> settings_in_words({"stride": "2", "padding": "0, 1"}, is_row=True)
    'stride 2, padding 1'
    >>> settings_in_words({"padding": "0, 0, 2, 0"}, "zh", is_row=True)
    '前填充 2、后填充 0'
    """
    words = [_in_words(name, text, language, is_row) for name, text in said.items()]
    return joined(words, language, "clause")


def _in_words(name: str, text: str, language: str, is_row: bool) -> str:
    numbers = [each.strip() for each in text.split(",")]
    if is_row and name in OF_LENGTH and len(numbers) in (2, 4):
        numbers = numbers[len(numbers) // 2 :]
        if len(set(numbers)) > 1:
            return label("check.setting.sides", language, before=numbers[0], after=numbers[1])
        text = numbers[0]
    return label(f"check.setting.{name}", language, value=text)


def typed_settings(said: Mapping[str, str]) -> dict[str, Any]:
    """Read settings that a text says, as keywords; one that cannot be read is refused as it is.

    A padding of two, of height and width, is written out: beside a row two would be before and after.

    >>> typed_settings({"stride": "2", "padding": "1, 0"})
    {'stride': 2, 'padding': ((1, 1), (0, 0))}
    """
    read = {name: None if name == "padding_mode" else read_setting(name, text) for name, text in said.items()}
    padding = read.get("padding")
    if isinstance(padding, tuple) and all(isinstance(each, int) for each in padding) and len(padding) == 2:
        read["padding"] = tuple((each, each) for each in padding)
    return {name: said[name] if value is None else value for name, value in read.items()}
