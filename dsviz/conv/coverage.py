"""Which places of a padded input the windows touch, and which they leave out."""

from collections import Counter

from dsviz.conv.geometry import cell_under, output_size
from dsviz.conv.numbers import Pair


def times_read(n: int, kernel: int, stride: int, pads: Pair, dilation: int = 1) -> dict[int, int]:
    """Count along one axis how many windows touch each position of the padded input.

    Parameters
    ----------
    n, kernel, stride, dilation : int
    pads : (before, after)

    Returns
    -------
    dict of int to int
        Positions are counted from the unpadded corner: -1 and n lie in the padding.

    Raises
    ------
    ConvError
        Rule ``kernel-reach-fits``, and ``whole-number`` or ``range`` for a setting.

    Examples
    --------
    >>> times_read(4, kernel=3, stride=2, pads=(0, 1))
    {0: 1, 1: 1, 2: 2, 3: 1, 4: 1}
    >>> times_read(4, kernel=3, stride=2, pads=(1, 1))
    {-1: 1, 0: 1, 1: 2, 2: 1, 3: 1, 4: 0}
    """
    before, after = pads
    windows = output_size(n, kernel, stride, before + after, dilation)
    touched = Counter(
        cell_under(window, tap, stride, dilation, before)
        for window in range(windows)
        for tap in range(kernel)
    )
    return {position: touched[position] for position in range(-before, n + after)}


def never_read(n: int, kernel: int, stride: int, pads: Pair, dilation: int = 1) -> tuple[int, ...]:
    """List the positions of the padded input, along one axis, that no window touches.

    Examples
    --------
    Size 6, kernel 3, stride 2, no padding: the last row and the last column.

    >>> never_read(6, kernel=3, stride=2, pads=(0, 0))
    (5,)
    """
    counts = times_read(n, kernel, stride, pads, dilation)
    return tuple(position for position, windows in counts.items() if windows == 0)
