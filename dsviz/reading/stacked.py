"""The channels, slices, maps and kernels of one tensor that were read one by one, put behind each other."""

from __future__ import annotations

from collections.abc import Sequence

from dsviz.reading.channels import is_slice
from dsviz.reading.errors import ReadError
from dsviz.reading.labels import role_of
from dsviz.reading.parts import Part
from dsviz.reading.scan import MOST_NUMBERS
from dsviz.reading.typed import Typed


def stacked(channels: Sequence[Typed], text: str, parts: Sequence[Part]) -> Typed:
    """Put the channels that were read one by one behind each other.

    Parameters
    ----------
    channels : sequence of Typed
    text : str
    parts : sequence of Part
        Where each of them stands, and its name.

    Raises
    ------
    ReadError
        Rules ``row-shape`` and ``numbers-count``.
    """
    shapes = [channel.shape for channel in channels]
    for shape, part in zip(shapes, parts, strict=True):
        if shape != shapes[0]:
            raise ReadError.at(text, part.head, "row-shape", got=list(shape), expected=list(shapes[0]))
    numbers = [number for channel in channels for number in channel.numbers]
    if len(numbers) > MOST_NUMBERS:
        raise ReadError("numbers-count", most=MOST_NUMBERS)
    is_filters = parts[0].kind == "slice" and parts[0].name != parts[-1].name
    role = role_of(parts[0].name)
    if shapes[0] == (1, 1) and (is_filters or role == "bias"):
        shapes, order = [()] * len(shapes), ""  # b0[:,:,0] and b1[:,:,0] are the numbers of a bias
    elif len(shapes[0]) == 3 and role == "kernel" and channels[0].telling.order in ("CHW", "IHW", "OHW"):
        order = "OIHW"
    elif is_filters:
        order = "OHW" if len(shapes[0]) == 2 else "OIHW"
    else:
        reads_all = is_slice(parts[0]) and not channels[0].telling.depthwise
        of_kernel = "IHW" if parts[0].kind == "slice" or reads_all else "OHW"
        order = (of_kernel if role == "kernel" else "CHW") if len(shapes[0]) == 2 else ""
    shown = {channel.telling.shown for channel in channels}
    telling = channels[0].telling._replace(order=order, shown=shown.pop() if len(shown) == 1 else None)
    return channels[0]._replace(
        numbers=numbers, shape=(len(channels), *shapes[0]), order=order, telling=telling
    )
