"""The documents' formulas: the ratio, the factors of a count, legal groupings, document 003's versions."""

from fractions import Fraction
from math import gcd, prod

from dsviz.conv.numbers import Pair, pair, whole_number
from dsviz.cost.layers import Conv
from dsviz.cost.result import LayerCount


def separable_ratio(kernel: int | Pair, out_channels: int) -> Fraction:
    """Return separable / standard, of parameters and of MACs alike: 1 / N + 1 / (kh * kw).

    Parameters
    ----------
    kernel : int or (kernel_height, kernel_width)
    out_channels : int

    Examples
    --------
    >>> separable_ratio(3, 1), separable_ratio(3, 72), separable_ratio((1, 9), 72)
    (Fraction(10, 9), Fraction(1, 8), Fraction(1, 8))
    """
    whole_number("out_channels", out_channels, least=1)
    return Fraction(1, out_channels) + Fraction(1, prod(pair("kernel", kernel, least=1)))


def least_out_channels(kernel: int, claim: Fraction) -> int | None:
    """Find the fewest output channels at which the ratio is as small as claimed; None if it never is.

    Examples
    --------
    >>> least_out_channels(3, Fraction(1, 8)), least_out_channels(3, Fraction(1, 9))
    (72, None)
    """
    left = claim - Fraction(1, kernel * kernel)
    return None if left <= 0 else -(-left.denominator // left.numerator)


def factors(row: LayerCount) -> dict[str, int]:
    """Return the factors whose product is a convolution's MACs; the first four give its weights.

    Examples
    --------
    >>> from dsviz.cost import count, standard
    >>> factors(count(standard(4, 8, 3, groups=2), 6).layers[0])
    {'kernel_height': 3, 'kernel_width': 3, 'in_channels_per_group': 2, 'out_channels': 8, \
'out_height': 4, 'out_width': 4}
    """
    if not isinstance(row.layer, Conv):
        return {}
    layer = row.layer
    return {
        "kernel_height": layer.kernel[0],
        "kernel_width": layer.kernel[1],
        "in_channels_per_group": layer.in_channels // layer.spec.groups,
        "out_channels": layer.out_channels,
        "out_height": row.out_shape[1],
        "out_width": row.out_shape[2],
    }


def legal_groups(in_channels: int, out_channels: int) -> tuple[int, ...]:
    """Return every number of groups that divides both channel counts.

    Examples
    --------
    >>> legal_groups(8, 12)
    (1, 2, 4)
    """
    common = gcd(
        whole_number("in_channels", in_channels, least=1), whole_number("out_channels", out_channels, least=1)
    )
    return tuple(groups for groups in range(1, common + 1) if common % groups == 0)


def nearest_legal_groups(groups: int, in_channels: int, out_channels: int) -> tuple[int, ...]:
    """Return the legal groupings next below and next above, or the one itself where it is legal.

    Examples
    --------
    >>> nearest_legal_groups(3, 8, 12), nearest_legal_groups(6, 6, 8), nearest_legal_groups(2, 8, 12)
    ((2, 4), (2,), (2,))
    """
    legal = legal_groups(in_channels, out_channels)
    if groups in legal:
        return (groups,)
    below = [one for one in legal if one < groups][-1:]
    above = [one for one in legal if one > groups][:1]
    return (*below, *above)


def document_003_separable(kernel: int | Pair, in_channels: int, out_channels: int) -> int:
    """Return document 003's number of separable parameters, K² N + C N; true is K² C + C N.

    >>> document_003_separable(3, 3, 4)  # true: 39
    48
    """
    return (prod(pair("kernel", kernel, least=1)) + in_channels) * out_channels


def document_003_grouped(kernel: int, out_channels: int, groups: int) -> int:
    """Return document 003's number of grouped parameters, g K² N / g; true is K² C N / g.

    >>> document_003_grouped(3, 8, 2)  # true for 4 input channels: 144
    72
    """
    return groups * kernel * kernel * out_channels // groups
