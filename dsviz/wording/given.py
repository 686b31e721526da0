"""What `dsviz.check` is given: text or arrays, pictures or rows, one or a batch of them."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Any

import numpy as np

from dsviz.check.errors import CheckError
from dsviz.reading.answers import as_its_layer
from dsviz.reading.axes import CHANNELS_LAST
from dsviz.reading.in_line import line_of
from dsviz.reading.paste import read_tensor
from dsviz.reading.shown_digits import Shown
from dsviz.reading.typed import Typed

SETTINGS = ("stride", "padding", "dilation", "groups", "padding_mode")
OTHER_NAMES = {"pad": "padding", "strides": "stride", "dilations": "dilation", "group": "groups"}
OF_LENGTH = {
    "stride": 1,
    "padding": 0,
    "dilation": 1,
}  # and what it is for the height
LIKENESS = 0.6


def check_keywords(settings: Collection[str]) -> None:
    """Refuse a keyword that is no setting, and name the one that was meant.

    Raises
    ------
    CheckError
        Rule ``keyword-known``.

    Examples
    --------
    >>> check_keywords(["pad"])
    Traceback (most recent call last):
    dsviz.check.errors.CheckError: unknown keyword pad; did you mean padding
    """
    for name in settings:
        if name not in SETTINGS:
            near = get_close_matches(name.lower(), SETTINGS, n=1, cutoff=LIKENESS)
            meant = OTHER_NAMES.get(name.lower(), near[0] if near else None)
            if meant is None:
                raise CheckError("keyword-of-settings", got=name)
            raise CheckError("keyword-known", got=name, meant=meant)


@dataclass(frozen=True, eq=False)
class Given:
    """A layer to check an answer against, read as far as its pictures have in common.

    Attributes
    ----------
    x : Typed or ndarray
        As read or given; a row of an array has a height of 1.
    weight, bias : ndarray
    settings : dict
        Of a layer over a picture.
    line : str
        Whose layer over a row it is, by the texts; "" for none.
    is_row, is_last : bool
        It is a layer over a row; the channels of the input were typed last.
    pictures : int
        How many pictures the input holds.
    printed : mapping of str to Shown or None
        The tensors that came as text, each with what its text shows of its digits; the answer's too.
    """

    x: Any
    weight: Any
    bias: Any
    settings: Mapping[str, Any]
    line: str
    is_row: bool
    is_last: bool
    pictures: int
    printed: Mapping[str, Shown | None]

    @classmethod
    def of(
        cls, x: Any, weight: Any, bias: Any, settings: Mapping[str, Any], printed: Mapping[str, Shown | None]
    ) -> Given:
        """Put the tensors in order: arrays, or texts that were read."""
        x, weight = _as_a_row(x, weight)
        if is_one_filter(_numbers(x), _numbers(weight), settings):
            weight = weight if _is_text(weight) else np.asarray(weight)[None]
        elif _is_text(x) and _is_torch_row(weight):
            # No kernel over a picture is printed with three axes, so nothing in the order of axes is open.
            x, weight = x.array, weight.array
        line = line_of(x, weight) if _is_text(x) and _is_text(weight) else ""
        is_row = bool(line) or (not _is_text(weight) and np.ndim(weight) == 3)
        if is_row and not _is_text(x):
            x = _in_a_row(x, 2)
        reading = read_tensor(x, role="input", line=line) if _is_text(x) else None
        image = np.asarray(_of_one_channel(x)) if reading is None else reading.array
        kernel = _kernel(weight, image, line, settings)
        is_row = is_row or _is_read_as_row(x, weight, image, kernel)
        biases = None if bias is None else _bias(bias, kernel)
        own = settings_of_a_row(settings) if is_row else dict(settings)
        pictures = (len(image) if image.ndim == 4 else 1) if reading is None else reading.pictures
        is_last = reading is not None and reading.layout in CHANNELS_LAST
        return cls(x, kernel, biases, own, line, is_row, is_last, pictures, printed)

    def image(self, picture: int) -> Any:
        """Give one picture of the input; shape (C, H, W)."""
        if _is_text(self.x):
            return read_tensor(self.x, role="input", line=self.line, picture=picture).array
        return self.x[picture] if np.ndim(self.x) == 4 else _of_one_channel(self.x)

    def typed(self, answer: Any, shape: tuple[int, ...], picture: int, fit: Callable[[Any], Any]) -> Any:
        """Read the answer to one picture, or one that stands alone, in the order in which it was typed."""
        answer = self._as_it_stands(answer)
        if _is_text(answer):
            known: dict[str, Any] = {"role": "output", "output_shape": shape, "open_cells": True}
            reading = read_tensor(answer, line=self.line, **known)
            if self.pictures > 1 and reading.pictures == self.pictures:
                reading = read_tensor(answer, line=self.line, picture=picture, **known)
            return as_its_layer(reading, self.is_last, fit).array
        given = _in_a_row(answer, 2) if self.is_row else np.asarray(answer)
        if given.ndim == 1 and shape[:2] == (1, 1):
            return given.reshape(1, 1, -1)
        if self.pictures > 1 and given.ndim == 4 and len(given) == self.pictures:
            return given[picture]
        return _of_one_channel(given)

    def answers_in(self, answer: Any) -> int:
        """Count the pictures of which an answer holds the outputs."""
        answer = self._as_it_stands(answer)
        if _is_text(answer):
            return read_tensor(answer, role="output", open_cells=True, line=self.line).pictures
        given = _in_a_row(answer, 2) if self.is_row else np.asarray(answer)
        return len(given) if given.ndim == 4 else 1

    def _as_it_stands(self, answer: Any) -> Any:
        """Take the printout of a row's outputs as the array it shows."""
        if not self.is_row or not isinstance(answer, str) or _is_text(self.x):
            return answer
        return read_tensor(answer, role="output", open_cells=True).typed


def _as_a_row(x: Any, weight: Any) -> tuple[Any, Any]:
    """Take one list of numbers beside a kernel of one or three axes for a row of one channel."""
    of_x, of_weight = _numbers(x), _numbers(weight)
    is_list = of_x.ndim == 1 or (of_x.ndim == 2 and len(of_x) == 1)
    if not is_list or of_weight.ndim not in (1, 3):
        return x, weight
    if of_weight.ndim == 1 and not (_is_text(x) and _is_text(weight)):
        return of_x.reshape(1, -1), of_weight.reshape(1, 1, -1)
    if not (_is_text(x) and _is_text(weight)) or _is_torch_row(weight):
        return of_x.reshape(1, -1), of_weight
    return x, weight


def _numbers(given: Any) -> Any:
    return given.array if isinstance(given, Typed) else np.asarray(given)


def _is_torch_row(weight: Any) -> bool:
    """Tell whether a kernel is the printout of a Conv1d's, (N, C / groups, k)."""
    is_text = isinstance(weight, Typed)
    return is_text and len(weight.shape) == 3 and weight.telling.framework == "torch"


def is_one_filter(x: Any, weight: Any, settings: Mapping[str, Any]) -> bool:
    """Tell whether a kernel of three axes can only be one filter over the channels of a picture.

    Examples
    --------
    >>> picture, filter = np.ones((2, 3, 3)), np.ones((2, 2, 2))
    >>> is_one_filter(picture, filter, {}), is_one_filter(np.ones((3, 2, 5)), filter, {})
    (True, False)
    """
    of_x, of_weight = np.shape(x), np.shape(weight)
    if len(of_x) != 3 or len(of_weight) != 3 or settings.get("groups", 1) != 1:
        return False
    return bool(of_weight[0] == of_x[0] and of_weight[1] != of_x[1] and of_weight[1] <= of_x[1])


def _is_text(given: Any) -> bool:
    return isinstance(given, str | Typed)


def _in_a_row(array: Any, axis: int) -> Any:
    """Give a row, (L,), (C, L) or (B, C, L), a height of 1."""
    given = np.asarray(array)
    given = given[None] if given.ndim == 1 else given
    return np.expand_dims(given, -2) if given.ndim in (axis, axis + 1) else given


def _of_one_channel(given: Any) -> Any:
    return np.reshape(given, (1, *np.shape(given))) if np.ndim(given) == 2 else given


def _kernel(weight: Any, image: Any, line: str, settings: Mapping[str, Any]) -> Any:
    if _is_text(weight):
        shape = image.shape[-3:]
        return read_tensor(
            weight, role="kernel", x_shape=shape, groups=settings.get("groups"), line=line
        ).array
    given = np.asarray(weight)
    if given.ndim == 3:
        return given[:, :, None, :]
    return given.reshape(1, 1, *given.shape) if given.ndim == 2 else given


def _is_read_as_row(x: Any, weight: Any, image: Any, kernel: Any) -> bool:
    """Tell whether texts of three axes each, as a Conv1d's are printed, were read as rows of height 1."""
    if not (_is_text(x) and _is_text(weight)):
        return False
    return (
        len(weight.shape) == 3
        and len(x.shape) in (1, 2, 3)
        and bool(image.shape[-2] == kernel.shape[-2] == 1)
    )


def _bias(bias: Any, kernel: Any) -> Any:
    """Read the bias; one number is that of one filter."""
    if _is_text(bias):
        return read_tensor(bias, role="bias", weight_shape=kernel.shape).array
    if np.ndim(bias) == 0:
        if len(kernel) > 1:
            raise CheckError("bias-each", filters=len(kernel), got=bias, example=_each(bias, len(kernel)))
        return np.reshape(bias, 1)
    return bias


def _each(bias: Any, filters: int) -> str:
    return f"[{bias}] * {filters}"


def settings_of_a_row(settings: Mapping[str, Any]) -> dict[str, Any]:
    """Have settings of a row hold for the width; a height of 1 stays as it is."""
    own = dict(settings)
    for name, still in OF_LENGTH.items():
        given = own.get(name)
        if isinstance(given, tuple | list) and len(given) == 1:
            given = given[0]
        if isinstance(given, int | np.integer):
            own[name] = (still, int(given))
    return own
