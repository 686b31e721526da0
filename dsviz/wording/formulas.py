r"""Formulas as LaTeX: the letters in one line, the numbers in the lines under it, the result last.

What is struck out stands in ``\cancel{…}``; a test takes the formulas as sums and computes them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import prod

import numpy as np
from numpy.typing import NDArray

from dsviz.conv.geometry import ReceptiveField, kernel_reach
from dsviz.conv.numbers import Pair


def tex(value: int | Fraction) -> str:
    r"""Write a whole number with thousands separators that LaTeX sets close, or a fraction.

    Examples
    --------
    >>> print(tex(73728), tex(Fraction(137, 1152)))
    73{,}728 \frac{137}{1{,}152}
    """
    if isinstance(value, Fraction) and value.denominator > 1:
        return rf"\frac{{{tex(value.numerator)}}}{{{tex(value.denominator)}}}"
    return f"{int(value):,}".replace(",", "{,}")


def product(factors: Iterable[int | str]) -> str:
    r"""Write a product.

    >>> print(product(["K", "C"]), "=", product([3, 1024]))
    K \times C = 3 \times 1{,}024
    """
    return r" \times ".join(each if isinstance(each, str) else tex(each) for each in factors)


def aligned(name: str, lines: Sequence[str]) -> str:
    r"""Set one quantity's lines under each other, aligned at the signs of equality.

    >>> print(aligned("y", ["x + 1", "2"]))
    \begin{aligned} y &= x + 1 \\ &= 2 \end{aligned}
    """
    return rf"\begin{{aligned}} {name} &= " + r" \\ &= ".join(lines) + r" \end{aligned}"


def weights_and_macs(
    letters: Sequence[str], numbers: Sequence[int], outputs: Pair, words: tuple[str, str]
) -> tuple[str, str]:
    r"""Set the weights of a layer, and its MACs: letters, numbers, result.

    Parameters
    ----------
    letters, numbers : sequence of str, of int
        The factors whose product the weights are.
    outputs : (Ho, Wo)
    words : (str, str)
        What weights and MACs are called.

    Examples
    --------
    >>> weights, macs = weights_and_macs(["K^2", "C"], [9, 4], (2, 2), ("weights", "MACs"))
    >>> print(*weights.split(r" \\ "), sep="\n")
    \begin{aligned} \text{weights} &= K^2 \times C \vphantom{\Big| K^2 \times C}
    &= 9 \times 4
    &= \mathbf{36} \end{aligned}
    >>> print(*macs.split(r" \\ ")[1:], sep="\n")
    &= 36 \times 2 \times 2
    &= \mathbf{144} \end{aligned}
    """
    total = prod(numbers)
    # First lines of one height: side by side, the lines of both stand level.
    strut = rf" \vphantom{{\Big| {product(letters)}}}"
    weights, macs = (rf"\text{{{word}}}" for word in words)
    return (
        aligned(weights, [product(letters) + strut, product(numbers), bold(total)]),
        aligned(
            macs,
            [
                product([weights, "H_o", "W_o"]) + strut,
                product([total, *outputs]),
                bold(total * prod(outputs)),
            ],
        ),
    )


def bold(number: int) -> str:
    r"""Set a result in bold.

    >>> print(bold(144))
    \mathbf{144}
    """
    return rf"\mathbf{{{tex(number)}}}"


def ratio_of(multiplier: int, filters: int, kernel: Pair, area: str) -> str:
    r"""Set the ratio of a separable layer to a standard one: letters, numbers, the fraction, its decimal.

    Parameters
    ----------
    multiplier, filters : int
    kernel : (Kh, Kw)
    area : str
        How the kernel's size is written in letters.

    Examples
    --------
    >>> print(*ratio_of(1, 8, (2, 2), "K^2").split(" = "), sep="\n")
    M \times \left( \frac{1}{N} + \frac{1}{K^2} \right)
    1 \times \left( \frac{1}{8} + \frac{1}{2 \times 2} \right)
    \frac{3}{8}
    0.375
    """
    ratio = multiplier * (Fraction(1, filters) + Fraction(1, kernel[0] * kernel[1]))
    lines = [
        rf"{factor} \times \left( \frac{{1}}{{{below}}} + \frac{{1}}{{{size}}} \right)"
        for factor, below, size in (("M", "N", area), (tex(multiplier), tex(filters), product(kernel)))
    ]
    text = " = ".join([*lines, tex(ratio)])
    if ratio.denominator == 1:
        return text
    decimal = round(ratio, 4)
    return rf"{text} {'=' if decimal == ratio else chr(92) + 'approx'} {float(decimal):g}"


@dataclass(frozen=True)
class Axis:
    """One axis of a layer: its input, kernel and settings, padding before and after."""

    size: int
    kernel: int
    stride: int
    dilation: int
    pads: Pair


def output_size_of(axis: Axis, letters: tuple[str, str, str]) -> str:
    r"""Set the size of an output along one axis.

    Parameters
    ----------
    axis : Axis
    letters : (str, str, str)
        What the output, the input and the kernel's side are called.

    Examples
    --------
    >>> print(*output_size_of(Axis(224, 7, 2, 1, (2, 3)), ("H_o", "H", "K_h")).split(r" \\ "), sep="\n")
    \begin{aligned} H_o &= \left\lfloor \frac{H + p_1 + p_2 - d\,(K_h - 1) - 1}{s} \right\rfloor + 1
    &= \left\lfloor \frac{224 + 2 + 3 - 1 \times (7 - 1) - 1}{2} \right\rfloor + 1
    &= \left\lfloor \frac{222}{2} \right\rfloor + 1
    &= \mathbf{112} \end{aligned}
    """
    out, size, kernel = letters
    before, after = axis.pads
    left = axis.size + before + after - kernel_reach(axis.kernel, axis.dilation)
    tops = (
        (rf"{size} + p_1 + p_2 - d\,({kernel} - 1) - 1", "s"),
        (
            rf"{axis.size} + {before} + {after} - {axis.dilation} \times ({axis.kernel} - 1) - 1",
            axis.stride,
        ),
        (tex(left), axis.stride),
    )
    lines = [rf"\left\lfloor \frac{{{top}}}{{{below}}} \right\rfloor + 1" for top, below in tops]
    return aligned(out, [*lines, rf"\mathbf{{{tex(left // axis.stride + 1)}}}"])


def receptive_field_of(fields: Sequence[ReceptiveField], kernels: Sequence[int]) -> str:
    r"""Set how a receptive field grows: by the kernel's reach less 1, times the jump before the layer.

    Examples
    --------
    >>> from dsviz.conv.geometry import receptive_field
    >>> fields = [receptive_field([(3,)] * n) for n in (1, 2)]
    >>> print(*receptive_field_of(fields, [3, 3]).split(r" \\ "), sep="\n")
    \begin{aligned} r_l &= r_{l-1} + (k_l - 1) \times j_{l-1}
    r_{1} &= 1 + (3 - 1) \times 1 = 3
    r_{2} &= 3 + (3 - 1) \times 1 = 5 \end{aligned}
    """
    lines, before = [r"r_l &= r_{l-1} + (k_l - 1) \times j_{l-1}"], ReceptiveField(1, 1, 0)
    for at, (field, reach) in enumerate(zip(fields, kernels, strict=True), 1):
        lines.append(rf"r_{{{at}}} &= {before.size} + ({reach} - 1) \times {before.jump} = {field.size}")
        before = field
    return r"\begin{aligned} " + r" \\ ".join(lines) + r" \end{aligned}"


# The efficiency ratio in document 000's letters, step by step; what a step does is `formulas.ratio.<name>`.
RATIO = (
    (
        "start",
        r"\frac{D_K \times D_K \times M \times D_F \times D_F + M \times N \times D_F \times D_F}"
        r"{D_K \times D_K \times M \times N \times D_F \times D_F}",
    ),
    (
        "common",
        r"\frac{M \times D_F \times D_F \times (D_K \times D_K + N)}"
        r"{M \times D_F \times D_F \times D_K \times D_K \times N}",
    ),
    (
        "strike",
        r"\frac{\cancel{M} \times \cancel{D_F} \times \cancel{D_F} \times (D_K \times D_K + N)}"
        r"{\cancel{M} \times \cancel{D_F} \times \cancel{D_F} \times D_K \times D_K \times N}",
    ),
    ("split", r"\frac{D_K \times D_K}{D_K \times D_K \times N} + \frac{N}{D_K \times D_K \times N}"),
    (
        "again",
        r"\frac{\cancel{D_K} \times \cancel{D_K}}{\cancel{D_K} \times \cancel{D_K} \times N} + "
        r"\frac{\cancel{N}}{D_K \times D_K \times \cancel{N}}",
    ),
    ("end", r"\frac{1}{N} + \frac{1}{D_K^2}"),
)


def plain(words: str) -> str:
    r"""Write the formulas of a sentence without LaTeX, for a cell of a table.

    Examples
    --------
    >>> plain(r"It is $\frac{1}{N} + \frac{1}{K^2}$, and $W_{n,c} = p_{n,c} \times d_c$.")
    'It is 1/N + 1/K², and W[n,c] = p[n,c]×d[c].'
    """

    def written(found: re.Match[str]) -> str:
        text = re.sub(r"\\frac\{([^{}]*)\}\{([^{}]*)\}", r"\1/\2", found[1])
        text = re.sub(r"_\{([^{}]*)\}|_([a-z]|d)\b", lambda part: f"[{part[1] or part[2]}]", text)
        return text.replace(r" \times ", "×").replace("^2", "²").replace("_", "")

    return re.sub(r"\$([^$]+)\$", written, words)


def matrix(values: NDArray[np.float64]) -> str:
    r"""Set a matrix; numbers that are not whole have four decimals.

    Examples
    --------
    >>> print(matrix(np.array([[1.0, 0.25], [-2.0, 0.0]])))
    \begin{bmatrix} 1 & 0.2500 \\ -2 & 0 \end{bmatrix}
    """
    whole = [
        [f"{each:.0f}" if each == int(each) else f"{each:.4f}" for each in row] for row in values.tolist()
    ]
    return r"\begin{bmatrix} " + r" \\ ".join(" & ".join(row) for row in whole) + r" \end{bmatrix}"
