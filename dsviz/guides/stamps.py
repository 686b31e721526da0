"""The numbers that the words of a beat may say of a scatter: the stamp, and what its cells hold."""

from __future__ import annotations

from dsviz.conv.product import Product
from dsviz.conv.transposed_trace import ScatterTrace
from dsviz.wording.numbers import number, term

Place = tuple[int, int, int]


def stamp_facts(trace: ScatterTrace, place: Place) -> dict[str, float | str]:
    """Return what can be said of the stamp of one input number.

    Parameters
    ----------
    trace : ScatterTrace
    place : (channel, row, column)
        Of the input number; those before it have been stamped.

    Returns
    -------
    dict of str to float or str
        ``stamped``, the number; ``products`` of its stamp, ``cut`` of them in the padding. ``held``,
        ``added`` and ``now`` are of its first cell that another stamp has reached before, the first one
        where there is none, and ``equation`` says them. The rest is of the layer.

    Examples
    --------
    >>> from dsviz.conv.transposed_layer import TransposedLayer
    >>> layer = TransposedLayer.from_tensors([[[1, 2]]], [[[[1, 10, 100]]]], stride=2)
    >>> facts = stamp_facts(ScatterTrace(layer, "numpy"), (0, 0, 1))
    >>> facts["stamped"], facts["products"], facts["equation"]
    (2.0, 3, '100 + 2×1 = 102')
    """
    layer, step = trace.layer, trace.at(*place)
    (channels, height, width), (filters, rows, columns) = layer.x.shape, layer.output_shape
    held, reached = trace.held_before(place)
    inside = [(each.cell, each) for each in step.products if each.cell and not each.is_padding]
    cell, first = next((pair for pair in inside if reached[pair[0]]), inside[0])
    before = float(held[cell])
    return {
        "stamped": step.value,
        "products": len(step.products),
        "cut": len(step.products) - len(inside),
        "held": before,
        "added": first.value,
        "now": before + first.value,
        "equation": _equation(before, first),
        "channels": channels,
        "height": height,
        "width": width,
        "places": height * width,
        "filters": filters,
        "rows": rows,
        "columns": columns,
        "kernel": f"{layer.kernel[0]}×{layer.kernel[1]}",
        "area": layer.kernel[0] * layer.kernel[1],
        "stride": layer.spec.stride[1],
    }


def _equation(before: float, product: Product) -> str:
    left, right = number(product.left.value), term(product.right.value)
    return f"{number(before)} + {left}×{right} = {number(before + product.value)}"
