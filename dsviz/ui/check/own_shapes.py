"""Check my work: own tensors that are a batch of pictures, a layer over a row, or very many."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from dataclasses import replace

import streamlit as st

from dsviz.conv.errors import ConvError
from dsviz.examples import Example
from dsviz.reading.axes import Known, options
from dsviz.reading.paste import Reading
from dsviz.ui.shell.words import say

Orders = tuple[str, str]  # of axes: the input's, the kernel's
Readings = Callable[[], Mapping[Orders, Example]]
MOST_PRODUCTS = 10_000_000  # a diagnosis takes some three seconds of a processor then
MOST_PICTURES = 16  # of a batch, to whose others an answer is held


def each_picture(x: Reading) -> Iterator[Reading]:
    """Take each picture of a batch in turn; none where there is only one, or very many."""
    for at in range(x.pictures if 1 < x.pictures <= MOST_PICTURES else 0):
        found = options(x.typed, x.role, Known(), x.telling, at)
        taken = tuple(option for option in found if option.layout == x.layout)
        yield replace(x, options=taken, picture=at)


def is_row(x: Reading, weight: Reading) -> bool:
    """Tell whether an input and a kernel are those of a Conv1d: of no height, with three axes or as lists."""
    axes = x.typed.ndim, weight.typed.ndim
    is_told = x.telling.by_shape and weight.telling.by_shape
    return (is_told or axes in ((1, 1), (1, 3), (2, 3), (3, 3))) and x.array.shape[1] == weight.array.shape[
        2
    ] == 1


def is_affordable(example: Example) -> bool:
    """Tell whether a diagnosis of a layer takes no more than some seconds; else say so."""
    products = example.layer.macs
    if products > MOST_PRODUCTS:
        st.error(say("check.own.large", most=f"{MOST_PRODUCTS:,}", got=f"{products:,}"))
    return products <= MOST_PRODUCTS


def other_layers(
    x: Reading, weight: Reading, bias: Reading | None, make: Callable[[Reading, Reading], Example]
) -> Mapping[Orders, Example]:
    """Make the layers of all orders of axes in which input and kernel fit, but for the one that is taken.

    Parameters
    ----------
    x, weight : Reading
        As they were taken.
    bias : Reading, optional
    make : callable
        Makes the layer of an input and a kernel.
    """
    found: dict[Orders, Example] = {}
    filters = None if bias is None else bias.array.size
    for of_x in x.options:
        taken = replace(x.take(of_x.name), chosen=x.chosen)
        known = Known(x=of_x.array.shape, groups=weight.groups, filters=filters)
        among = weight.among(known)
        for of_w in among.options:
            orders = (of_x.name, of_w.name)
            if of_w.fits and of_w.groups == weight.groups and orders != (x.name, weight.name):
                with suppress(ConvError):
                    found[orders] = make(taken, among.take(of_w.name))
    return found
