"""The other orders of axes in which the texts of a layer can be taken, where the likeliest does not fit.

Who pastes a kernel of TensorFlow's mostly has a picture of TensorFlow's beside it, and a picture whose last
axis is its shortest may still be PyTorch's. Numbers that are right in some order of both are right.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from dataclasses import replace
from typing import Any, NamedTuple, Protocol, TypeVar

import numpy as np

from dsviz.check.agree import agrees
from dsviz.check.diagnosis import Diagnosis
from dsviz.conv.errors import ConvError, Refusal
from dsviz.conv.trace import trace
from dsviz.reading.axes import CHANNELS_LAST
from dsviz.reading.paste import read_tensor
from dsviz.reading.typed import Typed
from dsviz.wording.given import Given, groups_told

RARE = ("OHWI", "IHWO", "WCM")
ROWS = {"torch": ("NCW", "OIW"), "tensorflow": ("NWC", "WIO")}  # whose layers over a row have which orders
MOST_JUDGED = 2  # readings whose mistakes are looked for


class HasDiagnosis(Protocol):
    """What an answer was found to be."""

    @property
    def diagnosis(self) -> Diagnosis:
        """All that was found."""


Judged = TypeVar("Judged", bound=HasDiagnosis)


class Other(NamedTuple):
    """A layer in other orders of axes than those taken first.

    Attributes
    ----------
    job : Given
    layouts : dict of {"x", "w"} to str
        The order of axes of each tensor that came as text.
    """

    job: Given
    layouts: dict[str, str]

    @property
    def is_of_one_kind(self) -> bool:
        """Whether the channels stand last in both, or in neither."""
        return len({layout in CHANNELS_LAST for layout in self.layouts.values()}) == 1

    def is_rare(self) -> bool:
        """Whether the kernel is in an order that few libraries have."""
        return self.layouts.get("w") in RARE


def other_readings(
    x: Any, weight: Any, bias: Any, settings: Mapping[str, Any], printed: Mapping[str, Any]
) -> Iterator[Other]:
    """Walk the layers that texts make in every order of axes that fits, the likeliest first.

    Those over a row come before those over a picture: who has one of these is told so by its shapes.
    """
    yield from _over_a_row(x, weight, bias, settings, printed)
    for at, images in _inputs(x):
        for of, kernel, groups in _kernels(weight, images.shape[-3:], settings.get("groups")):
            layouts = {name: layout for name, layout in (("x", at), ("w", of)) if layout}
            own = {**settings, "groups": groups} if groups > 1 else settings
            job = Given.of(images, kernel, bias, own, printed)
            yield Other(replace(job, is_last=at in CHANNELS_LAST), layouts)


def _over_a_row(
    x: Any, weight: Any, bias: Any, settings: Mapping[str, Any], printed: Mapping[str, Any]
) -> Iterator[Other]:
    """Walk the layers over a row, whose settings hold for its length."""
    if not (isinstance(x, Typed) and isinstance(weight, Typed)):
        return
    if _is_line(x) and _is_line(weight):
        row, taps = x.array.reshape(1, -1), weight.array.reshape(1, 1, -1)
        yield Other(Given.of(row, taps, bias, settings, printed), {"x": "W", "w": "W"})
    if len(weight.shape) != 3 or len(x.shape) not in (2, 3):
        return
    for line, (at, of) in ROWS.items():
        with suppress(Refusal):
            job = Given.of(x, weight, bias, settings, printed, line=line)
            yield Other(job, {"x": at[-len(x.shape) :], "w": of})
    if not weight.telling.depthwise and weight.telling.framework in ("", "tensorflow"):
        # Keras' DepthwiseConv1D, of which no word tells: its answer has a map for each channel.
        apart = weight._replace(telling=weight.telling._replace(depthwise=True))
        with suppress(Refusal):
            job = Given.of(x, apart, bias, settings, printed, line="tensorflow")
            yield Other(job, {"x": "NWC"[-len(x.shape) :], "w": "WCM"})


def _is_line(typed: Typed) -> bool:
    """Tell whether numbers stand in one row, in whatever brackets."""
    return typed.shape in ((len(typed.numbers),), (1, len(typed.numbers)))


def _inputs(x: Any) -> Iterator[tuple[str, Any]]:
    if not isinstance(x, Typed):
        yield "", np.asarray(x)
        return
    reading = read_tensor(x, role="input")
    for option in reading.options:
        pictures = [
            read_tensor(x, role="input", layout=option.name, picture=at).array
            for at in range(reading.pictures)
        ]
        yield option.layout, np.stack(pictures) if len(pictures) > 1 else option.array


def _kernels(weight: Any, x_shape: tuple[int, ...], asked: int | None) -> Iterator[tuple[str, Any, int]]:
    """Walk the orders of axes that fit, each with its groups: where words say so, one for each channel."""
    if not isinstance(weight, Typed):
        yield "", np.asarray(weight), asked or 1
        return
    fitting = [
        option
        for option in read_tensor(weight, role="kernel", x_shape=x_shape, groups=asked).options
        if option.fits
    ]
    if asked is None and weight.telling.depthwise:
        own = [option for option in fitting if option.groups == x_shape[0]]
        fitting = own or fitting
    for option in fitting:
        groups = groups_told(weight.telling, option.layout, option.groups) if asked is None else asked
        if option.groups == groups:
            yield option.layout, option.array, groups


def judged_best(
    judge: Callable[[Given], Judged],
    first: Given,
    others: Callable[[], Iterator[Other]],
    answer: Any,
    *,
    is_told: bool = False,
) -> tuple[Judged, Other | None]:
    """Judge an answer by the likeliest reading of a layer; by another one where that says more.

    Another one is taken where every number is right in it; where the likeliest makes no layer; and, of two
    texts in orders of one kind, where it explains the answer better. Where the call of a layer tells the
    order (`is_told`), no other is taken for an answer's sake.

    Raises
    ------
    ConvError
        No reading makes a layer: why the likeliest does not.
    """
    judged, refused = None, None
    try:
        judged = judge(first)
    except ConvError as error:
        refused = error
    if judged is not None and (is_told or not judged.diagnosis.is_wrong):
        return judged, None
    different = [other for other in others() if not _is_same(other.job, first)]
    for other in different:
        with suppress(Refusal):
            if _agrees(other.job, answer):
                return judge(other.job), other
    best: Other | None = None
    likely = sorted((other for other in different if other.is_of_one_kind), key=Other.is_rare)
    for other in (likely or ([] if judged else different))[:MOST_JUDGED]:
        with suppress(ConvError):
            again = judge(other.job)
            if judged is None or again.diagnosis.fit > judged.diagnosis.fit:
                judged, best = again, other
    if judged is None:
        assert refused is not None
        raise refused
    return judged, best


def _is_same(one: Given, other: Given) -> bool:
    """Tell whether two readings give one layer."""
    is_alike = np.array_equal(one.weight, other.weight) and np.array_equal(one.image(0), other.image(0))
    return is_alike and one.settings == other.settings


def _agrees(job: Given, answer: Any) -> bool:
    """Tell whether every number is right; one answer beside several pictures, for one of them."""
    found = []
    for picture in range(job.pictures):
        traced = trace(job.image(picture), job.weight, job.bias, backend="numpy", **job.settings)

        def fit(array: Any, traced: Any = traced) -> bool:
            return agrees(traced, array, printed=job.printed)

        found.append(fit(job.typed(answer, traced.output.shape, picture, fit)))
    return all(found) if job.answers_in(answer) == job.pictures else any(found)
