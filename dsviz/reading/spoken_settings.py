"""The settings of a layer that stand in a text beside its tensors: in a call, a statement or words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import suppress

from dsviz.conv.spec import PADDING_MODES
from dsviz.reading import unpacked
from dsviz.reading.code_calls import calls_of
from dsviz.reading.errors import ReadError
from dsviz.reading.forms import emphasis, setting_latex, signs
from dsviz.reading.forms.directed import directed
from dsviz.reading.forms.setting_words import GLOSS, IS, SETTING_VALUE, SETTING_WORDS, counted, each_of_two
from dsviz.reading.padded import without_labels
from dsviz.reading.transposed_calls import without_pools, without_transposed
from dsviz.reading.whole import read_setting

_SAID = {
    name: re.compile(rf"(?:{words}){GLOSS}{IS}(?P<value>{SETTING_VALUE})", re.IGNORECASE)
    for name, words in SETTING_WORDS.items()
}
_KIND_OF_PADDING = re.compile(r"(?<![\w.])(same|valid)[ -]padding", re.IGNORECASE)
_MODE = re.compile(r"(?<![\w.])padding_mode\s*=\s*['\"](\w{1,20})['\"]")
# F.conv2d(x, w, b, stride, padding, ...) and nn.Conv2d(in, out, kernel, stride, padding, ...)
_CALL = re.compile(r"\b(?:depthwise_)?(?:[Cc]onv[12]d)\(((?:[^()]|\([^()]{0,60}\)){1,400})\)")
_JAX = re.compile(r"(?<![\w.])(?:jax\.)?lax\.conv(?:_general_dilated)?(?=\()")
_IN_LINE = re.compile(r"conv_?1d", re.IGNORECASE)
_IN_ORDER = ("stride", "padding", "dilation", "groups")
_USUAL = {"stride": "1", "padding": "0", "dilation": "1", "groups": "1", "padding_mode": "zeros"}
_IS_KIND = re.compile(r"\s*['\"](?:same|valid)['\"]\s*", re.IGNORECASE)
_COMMAS = re.compile(r",(?![^(\[]*[)\]])")


def settings_in(text: str) -> dict[str, str]:
    """Find the settings that a text says: those of the first call of a layer, where calls differ.

    One that is said twice in two ways is left out.

    Parameters
    ----------
    text : str

    Returns
    -------
    dict of str to str
        "stride", "padding", "dilation", "groups" and "padding_mode", each as it is typed into its field.

    Examples
    --------
    >>> settings_in("y = F.conv2d(x, w, b, 2, padding=(1, 0))")
    {'stride': '2', 'padding': '1, 0'}
    >>> settings_in("tf.nn.conv2d(x, w, strides=[1, 2, 2, 1], padding='SAME')")
    {'stride': '2, 2', 'padding': 'same'}
    >>> settings_in("stride 2, padding: 1")
    {'stride': '2', 'padding': '1'}
    >>> settings_in("步长为2，填充为1"), settings_in("步幅＝２，补零一圈")
    ({'stride': '2', 'padding': '1'}, {'stride': '2', 'padding': '1'})
    >>> settings_in("nn.Conv1d(2, 4, 3, padding=1)")
    {'padding': '0, 1'}
    """
    text = directed(counted(each_of_two(setting_latex.plain(without_labels(signs.narrow(text))))))
    with suppress(ReadError):
        text = unpacked.plain(emphasis.plain(text))
    calls = calls_in(text)
    if calls:
        return calls[0]
    text = without_pools(text)
    ordinary = without_transposed(text)
    # Beside a transposed layer only a call says whose a setting is.
    return {} if ordinary != text and not _CALL.search(ordinary) else _settings_of(ordinary)


def calls_in(text: str) -> tuple[dict[str, str], ...]:
    """Find the settings of the calls that take the same tensors, each once, in order.

    Parameters
    ----------
    text : str

    Returns
    -------
    tuple of dict of str to str
        Empty where all calls have the same ones, and where the calls are of several layers.

    Examples
    --------
    >>> calls_in("a = F.conv2d(x, w, stride=1)\\nb = F.conv2d(x, w, padding=1)")
    ({'stride': '1'}, {'padding': '1'})
    >>> calls_in("F.conv2d(x, w)\\nF.conv2d(x, w, stride=1, padding=0)")
    ()
    """
    found: dict[tuple[str, ...], dict[str, str]] = {}
    calls = list(_CALL.finditer(text))
    if len({tuple(map(str.strip, _COMMAS.split(call[1])[:2])) for call in calls}) > 1:
        return ()
    for call in calls:
        settings = _settings_of(call[0])
        key = tuple(settings.get(name, usual) for name, usual in _USUAL.items())
        found.setdefault(key, settings)
    return tuple(found.values()) if len(found) > 1 else ()


def _settings_of(text: str) -> dict[str, str]:
    """Find the settings of a text or of one call; one said twice in two ways is left out."""
    said: dict[str, set[str]] = {}
    for name, pattern in _SAID.items():
        for found in pattern.finditer(text):
            said.setdefault(name, set()).add(_written(name, found["value"]))
    for found in _KIND_OF_PADDING.finditer(text):
        said.setdefault("padding", set()).add(found[1].lower())
    for call in _CALL.finditer(text):
        for name, value in zip(_IN_ORDER, _in_order(call[1]), strict=False):
            said.setdefault(name, set()).add(_written(name, value))
    for name, value in _of_jax(text):
        said.setdefault(name, set()).add(_written(name, value))
    modes = {found[1] for found in _MODE.finditer(text) if found[1] in PADDING_MODES}
    said |= {"padding_mode": modes} if modes else {}
    agreed = {name: values.pop() for name, values in said.items() if len(values) == 1}
    if agreed.get("padding", "").isdigit() and _IN_LINE.search(text):
        agreed["padding"] = f"0, {agreed['padding']}"  # a row has nothing above and below it
    return {name: agreed[name] for name in (*_SAID, "padding_mode") if agreed.get(name)}


def _of_jax(text: str) -> Iterator[tuple[str, str]]:
    """Walk strides and padding that jax.lax.conv(x, w, strides, padding) takes in order."""
    for call in calls_of(text, _JAX):
        found = {"stride": call.argument(2, "window_strides"), "padding": call.argument(3, "padding")}
        yield from ((name, value) for name, value in found.items() if value)


def _in_order(arguments: str) -> list[str]:
    """Return the arguments after the first three, up to the first with a name."""
    found: list[str] = []
    given = _COMMAS.split(arguments)
    # TensorFlow's call has no bias: strides and padding are its third and fourth.
    first = 2 if len(given) > 3 and _IS_KIND.fullmatch(given[3]) else 3
    for argument in given[first:]:
        if "=" in argument:
            break
        found.append(argument)
    return found


def _written(name: str, value: str) -> str:
    """Write a setting as its field has it; "" where it is none."""
    read = read_setting(name, value)
    plain = value.strip("'\" \t,").lower()
    if isinstance(read, str):
        return read
    numbers = re.findall(r"\d+", plain)
    if name != "padding" and len(numbers) == 4 and numbers[0] == numbers[3] == "1":
        numbers = numbers[1:3]  # TensorFlow counts pictures and channels too
    return ", ".join(numbers) if read is not None or len(numbers) == 2 else ""
