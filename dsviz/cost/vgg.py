"""VGG's argument: small kernels one after another against one large one that sees as much."""

from __future__ import annotations

from typing import Any

from dsviz.conv.geometry import receptive_field
from dsviz.cost import count, standard


def vgg_rows() -> list[dict[str, Any]]:
    """Count two and three 3x3 layers from 64 to 64 channels against the one whose window is as large.

    Examples
    --------
    >>> [(row["sees"], row["small"], row["large"]) for row in vgg_rows()]
    [('5 × 5', 73728, 102400), ('7 × 7', 110592, 200704)]
    """
    rows = []
    for layers in (2, 3):
        side = receptive_field([(3,)] * layers).size
        small, large = layers * _weights(3), _weights(side)
        rows.append(
            {
                "layers": f"{layers} × (3×3)",
                "sees": f"{side} × {side}",
                "formula": f"{9 * layers} × C²",
                "small": small,
                "one": f"{side * side} × C²",
                "large": large,
                "percent": 100 * small / large,
            }
        )
    return rows


def _weights(kernel: int) -> int:
    return count(standard(64, 64, kernel, padding="same"), 8).weights
