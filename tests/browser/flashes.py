"""How much of a page flashes, as WCAG 2.3.1 reckons it."""

import io

import numpy as np
from numpy.typing import NDArray
from PIL import Image

# A quarter of the middle ten degrees of sight, of a screen seen as is usual: px of area in a rectangle.
RECTANGLE = (256, 341)
THRESHOLD = RECTANGLE[0] * RECTANGLE[1] // 4
CHANGE, DARK = 0.1, 0.8  # of relative luminance: a change that counts, and what the darker one is under


def luminance(png: bytes) -> NDArray[np.float64]:
    """Return the relative luminance of every pixel of a picture."""
    red_green_blue = np.asarray(Image.open(io.BytesIO(png)).convert("RGB")) / 255
    linear = np.where(
        red_green_blue <= 0.04045, red_green_blue / 12.92, ((red_green_blue + 0.055) / 1.055) ** 2.4
    )
    return linear @ [0.2126, 0.7152, 0.0722]


def flashing(before: NDArray[np.float64], after: NDArray[np.float64]) -> int:
    """Return how many pixels of the worst rectangle became lighter, or darker, by so much that it counts."""
    counts = np.minimum(before, after) < DARK
    return max(_most(counts & (sign * (after - before) >= CHANGE)) for sign in (1, -1))


def _most(marked: NDArray[np.bool_]) -> int:
    height, width = RECTANGLE
    sums = np.pad(marked.astype(int).cumsum(0).cumsum(1), ((1, 0), (1, 0)))
    inside = sums[height:, width:] - sums[:-height, width:] - sums[height:, :-width] + sums[:-height, :-width]
    return int(inside.max())
