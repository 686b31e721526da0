"""In which way a mistake was made, in words: the side, the mode, the amount."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from dsviz.content import Listed, joined, label
from dsviz.wording.numbers import number

Values = Mapping[str, Any]


def ways_of(mistake: str, values: Values, language: str) -> dict[str, str]:
    """Return the words of a mistake that can be made in several ways.

    Parameters
    ----------
    mistake : str
        Its id.
    values : mapping
        Those of the finding.
    language : str

    Returns
    -------
    dict of str to str
        By the name that stands in the mistake's sentence; empty for a mistake with one way.

    Examples
    --------
    >>> ways_of("constant-added", {"amount": -2.0, "filter": 1}, "en")
    {'difference': '2 too small', 'where': 'of filter 1 '}
    """
    words = {
        value: label(f"diagnosis.{name}.{values[value]}", language)
        for value, name in _LOOKED_UP.get(mistake, {}).items()
    }
    return words | (_MADE[mistake](values, language) if mistake in _MADE else {})


def _padding(values: Values, language: str) -> dict[str, str]:
    sides = [values["columns"]] if values["of_row"] else [values["rows"], values["columns"]]
    is_plain = len({each for side in sides for each in side}) == 1
    words = number(sides[0][0]) if is_plain else str([tuple(side) for side in sides])[1:-1]
    named = values["way"] in ("same", "full")
    way = values["way"]
    parts = [words, label(f"diagnosis.padding.{way}", language)] if named else [words]
    return {"padding": joined(parts, language, "brackets")}


def _off(values: Values, language: str) -> dict[str, str]:
    return {"way": label(f"diagnosis.off.{values['down']}.{values['across']}", language)}


def _shifted(values: Values, language: str) -> dict[str, str]:
    return {"shift": label(f"diagnosis.shift.{values['axis']}.{values['by']}", language)}


def _twice(values: Values, language: str) -> dict[str, str]:
    return {"way": label(f"diagnosis.twice.{values['of']}", language, **values)}


def _lines(values: Values, language: str) -> dict[str, str]:
    lines = values["lines"]
    named = Listed([*map(str, lines)])
    return {"what": label(f"diagnosis.line.{values['axis']}", language, count=len(lines), lines=named)}


def _copied(values: Values, language: str) -> dict[str, str]:
    where = (
        "" if values["filter"] is None else label("diagnosis.in-filter", language, filter=values["filter"])
    )
    lines = {"first": values["first"], "second": values["second"], "where": where}
    return {"way": label(f"diagnosis.copied.{values['axis']}", language, **lines)}


def _one_number(values: Values, language: str) -> dict[str, str]:
    named = {"number": number(values["number"]), "at": values["place"]}
    return {"way": label(f"diagnosis.number.{values['way']}", language, **named)}


def _constant(values: Values, language: str) -> dict[str, str]:
    amount, filter_ = values["amount"], values["filter"]
    way = "more" if amount > 0 else "less"
    where = "" if filter_ is None else label("diagnosis.in-filter", language, filter=filter_)
    return {"difference": label(f"diagnosis.{way}", language, size=number(abs(amount))), "where": where}


def _factor(values: Values, language: str) -> dict[str, str]:
    over, under = values["numerator"], values["denominator"]
    written = number(over) if under == 1 else f"{number(over)}/{under}"
    of = "number" if values["bias_too"] else "sum"
    return {"factor": written, "of": label(f"diagnosis.times.{of}", language)}


def _weight(values: Values, language: str) -> dict[str, str]:
    place = ",".join(str(values[name]) for name in ("filter", "channel", "row", "col"))
    return {"weight_at": f"w[{place}]", "weight_is": number(values["value"])}


def _pixel(values: Values, language: str) -> dict[str, str]:
    place = ",".join(str(values[name]) for name in ("channel", "row", "col"))
    return {"pixel_at": f"x[{place}]", "pixel_is": number(values["value"])}


def _exchanged(values: Values, language: str) -> dict[str, str]:
    filter_, channel = values["filter"], values["channel"]
    return {
        f"{which}_at": "w[{},{},{},{}]".format(filter_, channel, *values[which])
        for which in ("first", "second")
    }


def _size(values: Values, language: str) -> dict[str, str]:
    size = values["size"]
    return {"size": f"({size[0]}, {size[1]})" if isinstance(size, tuple) else number(size)}


# The value that says in which way, and the labels of the ways.
_LOOKED_UP = {
    "rounding": {"way": "rounding"},
    "kernel-turned": {"turn": "turn"},
    "kernel-mirrored": {"mirror": "mirror"},
    "padding-rule-swapped": {"rule": "rule"},
    "same-wrong-side": {"rule": "wider-side"},
    "border-filled-otherwise": {"mode": "mode"},
    "padding-on-one-side": {"side": "pad-side"},
    "channel-unpadded": {"way": "unpadded"},
    "border-not-computed": {"way": "border"},
    "stride-in-one-axis": {"axis": "axis"},
    "mean-taken": {"of": "mean"},
    "kernel-not-used": {"of": "pooled"},
    "one-kernel-for-all": {"of": "for-all"},
    "answer-turned": {"turn": "answer-turn"},
    "reshaped-not-transposed": {"tensor": "tensor"},
    "lines-exchanged": {"axis": "axis"},
}
# Words that are put together from several values.
_MADE: dict[str, Callable[[Values, str], dict[str, str]]] = {
    "padding-added": _padding,
    "another-stride": _size,
    "window-off-by-one": _off,
    "lines-shifted": _shifted,
    "channel-twice": _twice,
    "lines-missing": _lines,
    "lines-added": _lines,
    "lines-copied": _copied,
    "one-number-off": _one_number,
    "constant-added": _constant,
    "factor": _factor,
    "weight-misread": _weight,
    "pixel-misread": _pixel,
    "weights-exchanged": _exchanged,
}
