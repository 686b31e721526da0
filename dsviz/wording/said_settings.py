"""The settings that the texts say which `dsviz.check` is given."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from dsviz.reading.spoken_settings import settings_in
from dsviz.reading.whole import read_setting


def said_settings(*texts: str) -> dict[str, str]:
    """Find the settings that texts say, as they are typed; of one that several say the first counts.

    Examples
    --------
    >>> said_settings("w = [[1]]", "y = F.conv2d(x, w, stride=2)")
    {'stride': '2'}
    """
    found: dict[str, str] = {}
    for text in texts:
        found = {**settings_in(text), **found}
    return found


def typed_settings(said: Mapping[str, str]) -> dict[str, Any]:
    """Read settings that a text says, as keywords; one that cannot be read is refused as it is.

    >>> typed_settings({"stride": "2", "padding": "1, 0"})
    {'stride': 2, 'padding': (1, 0)}
    """
    read = {name: None if name == "padding_mode" else read_setting(name, text) for name, text in said.items()}
    return {name: said[name] if value is None else value for name, value in read.items()}
