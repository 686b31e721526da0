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
from dsviz.reading.in_line import line_of, with_filter
from dsviz.reading.paste import read_tensor
from dsviz.reading.shown_digits import Shown
from dsviz.reading.telling import Telling
from dsviz.reading.typed import Typed
from dsviz.wording.rows import along, as_a_row, in_a_row, is_text, is_torch_row, numbers_of

SETTINGS = ("stride", "padding", "dilation", "groups", "padding_mode")
OTHER_NAMES = {"pad": "padding", "strides": "stride", "dilations": "dilation", "group": "groups"}
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
        cls,
        x: Any,
        weight: Any,
        bias: Any,
        settings: Mapping[str, Any],
        printed: Mapping[str, Shown | None],
        line: str = "",
    ) -> Given:
        """Put the tensors in order, arrays or texts; `line` is whose layer over a row they are."""
        if isinstance(x, Typed) and isinstance(weight, Typed):
            weight = with_filter(x, weight)
        x, weight = as_a_row(x, weight)
        if is_one_filter(numbers_of(x), numbers_of(weight), settings):
            weight = weight if is_text(weight) else np.asarray(weight)[None]
        elif is_text(x) and is_torch_row(weight):
            # No kernel over a picture is printed with three axes, so nothing in the order of axes is open.
            x, weight = x.array, weight.array
        if not line and is_text(x) and is_text(weight):
            line = line_of(x, weight)
        is_row = bool(line) or (not is_text(weight) and np.ndim(weight) == 3)
        if is_row and not is_text(x):
            x = in_a_row(x, 2)
        reading = read_tensor(x, role="input", line=line) if is_text(x) else None
        image = np.asarray(_of_one_channel(x)) if reading is None else reading.array
        kernel, groups = _kernel(weight, image, line, settings)
        settings = {**settings, "groups": groups} if groups > 1 else settings
        is_row = is_row or _is_read_as_row(x, weight, image, kernel)
        biases = None if bias is None else _bias(bias, kernel)
        own = along(settings, kernel.shape[-1]) if is_row else dict(settings)
        pictures = (len(image) if image.ndim == 4 else 1) if reading is None else reading.pictures
        is_last = reading is not None and reading.layout in CHANNELS_LAST
        return cls(x, kernel, biases, own, line, is_row, is_last, pictures, printed)

    def image(self, picture: int) -> Any:
        """Return one picture of the input; shape (C, H, W)."""
        if is_text(self.x):
            return read_tensor(self.x, role="input", line=self.line, picture=picture).array
        return self.x[picture] if np.ndim(self.x) == 4 else _of_one_channel(self.x)

    def typed(self, answer: Any, shape: tuple[int, ...], picture: int, fit: Callable[[Any], Any]) -> Any:
        """Read the answer to one picture, or one that stands alone, in the order in which it was typed."""
        answer = self._as_it_stands(answer)
        if is_text(answer):
            known: dict[str, Any] = {"role": "output", "output_shape": shape, "open_cells": True}
            reading = read_tensor(answer, line=self.line, **known)
            if self.pictures > 1 and reading.pictures == self.pictures:
                reading = read_tensor(answer, line=self.line, picture=picture, **known)
            return as_its_layer(reading, self.is_last, fit).array
        if self.is_row and np.shape(answer)[-2:] == (shape[2], shape[0]) != (shape[0], shape[2]):
            answer = np.swapaxes(answer, -1, -2)  # a place a line, as Keras has it
        given = in_a_row(answer, 2) if self.is_row else np.asarray(answer)
        if given.ndim == 1 and shape[:2] == (1, 1):
            return given.reshape(1, 1, -1)
        if self.pictures > 1 and given.ndim == 4 and len(given) == self.pictures:
            return given[picture]
        return _of_one_channel(given)

    def answers_in(self, answer: Any) -> int:
        """Count the pictures of which an answer holds the outputs."""
        answer = self._as_it_stands(answer)
        if is_text(answer):
            return read_tensor(answer, role="output", open_cells=True, line=self.line).pictures
        given = in_a_row(answer, 2) if self.is_row else np.asarray(answer)
        return len(given) if given.ndim == 4 else 1

    def _as_it_stands(self, answer: Any) -> Any:
        """Take the printout of a row's outputs as the array it shows."""
        if not self.is_row or not is_text(answer) or is_text(self.x):
            return answer
        return read_tensor(answer, role="output", open_cells=True).typed


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


def _of_one_channel(given: Any) -> Any:
    return np.reshape(given, (1, *np.shape(given))) if np.ndim(given) == 2 else given


def _kernel(weight: Any, image: Any, line: str, settings: Mapping[str, Any]) -> tuple[Any, int]:
    """Read the kernel; where no groups are given, a text may tell how many there are."""
    asked = settings.get("groups")
    if is_text(weight):
        read = read_tensor(weight, role="kernel", x_shape=image.shape[-3:], groups=asked, line=line)
        return read.array, groups_told(
            read.telling, read.layout, read.groups
        ) if asked is None and read.fits else 1
    given = np.asarray(weight)
    if given.ndim == 3:
        return given[:, :, None, :], 1
    return (given.reshape(1, 1, *given.shape) if given.ndim == 2 else given), 1


def groups_told(telling: Telling, layout: str, groups: int | None) -> int:
    """Tell how many groups a kernel has that fits in an order of axes, where nothing but the text says it.

    Words say that a layer is depthwise. PyTorch's kernel says with the input how many groups there are, and
    so does one that words call TensorFlow's; no other order is made to fit by groups.

    >>> keras = Telling("tensorflow")
    >>> groups_told(Telling(), "OIHW", 2), groups_told(Telling(), "HWIO", 2), groups_told(keras, "HWIO", 2)
    (2, 1, 2)
    """
    is_told = telling.depthwise or layout in ("OIHW", "OIW")
    is_told = is_told or (telling.framework == "tensorflow" and layout in ("HWIO", "WIO"))
    return (groups or 1) if is_told else 1


def _is_read_as_row(x: Any, weight: Any, image: Any, kernel: Any) -> bool:
    """Tell whether texts of three axes each, as a Conv1d's are printed, were read as rows of height 1."""
    if not (is_text(x) and is_text(weight)):
        return False
    return (
        len(weight.shape) == 3
        and len(x.shape) in (1, 2, 3)
        and bool(image.shape[-2] == kernel.shape[-2] == 1)
    )


def _bias(bias: Any, kernel: Any) -> Any:
    """Read the bias; one number is that of one filter."""
    if is_text(bias):
        return read_tensor(bias, role="bias", weight_shape=kernel.shape).array
    if np.ndim(bias) == 0:
        if len(kernel) > 1:
            raise CheckError("bias-each", filters=len(kernel), got=bias, example=_each(bias, len(kernel)))
        return np.reshape(bias, 1)
    return bias


def _each(bias: Any, filters: int) -> str:
    return f"[{bias}] * {filters}"
