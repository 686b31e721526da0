"""In which order of axes an answer was typed: that of its layer's input, where its text does not say."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from dsviz.reading.axes import CHANNELS_LAST, Array
from dsviz.reading.paste import Reading

CHANNELS_FIRST = {"HWC": "CHW", "NHWC": "NCHW"}


def as_its_layer(reading: Reading, is_last: bool, fit: Callable[[Array], Any]) -> Reading:
    """Take an answer in the order of its layer's input, where its text leaves open which it has.

    Who has the channels of the input last mostly has the maps of the output last too. Who has not is not
    called wrong for it: numbers that fit better with the maps first are taken so.

    Parameters
    ----------
    reading : Reading
        Of an answer, with the shape of the output known.
    is_last : bool
        The input has its channels last.
    fit : callable
        How well an answer (N, Ho, Wo) fits the layer, to be compared; asked only where two orders do.

    Examples
    --------
    >>> from dsviz.reading.paste import read_tensor
    >>> answer = read_tensor("[[[1, 2], [3, 4]], [[5, 6], [7, 8]]]", role="output", output_shape=(2, 2, 2))
    >>> as_its_layer(answer, True, lambda array: 0).array[0].tolist()
    [[1.0, 3.0], [5.0, 7.0]]
    >>> as_its_layer(answer, True, lambda array: array[0, 0, 1] == 2).array[0].tolist()
    [[1.0, 2.0], [3.0, 4.0]]
    """
    if not is_last or reading.chosen or reading.telling.framework or reading.telling.order:
        return reading
    fitting = {option.layout: option for option in reading.options if option.fits}
    last = next((layout for layout in CHANNELS_LAST if layout in fitting), "")
    first = CHANNELS_FIRST.get(last, "")
    if first not in fitting:
        return reading
    is_better = fit(fitting[first].array) > fit(fitting[last].array)
    return reading.take(first, "better") if is_better else reading.take(last, "input")
