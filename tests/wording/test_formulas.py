"""Formulas are read back as sums and computed: every line of a derivation must be the same number."""

import re
from fractions import Fraction
from itertools import pairwise

import pytest

from dsviz.conv.geometry import receptive_field
from dsviz.cost import count, separable, standard
from dsviz.wording.formulas import RATIO, Axis, output_size_of, receptive_field_of

LETTERS = [
    {"D_K": 3, "M": 3, "N": 4, "D_F": 5},
    {"D_K": 5, "M": 64, "N": 128, "D_F": 7},
    {"D_K": 1, "M": 2, "N": 1, "D_F": 3},
]
STRUCK = re.compile(r"\\cancel\{(D_K|D_F|M|N)\}")


def computed(formula, letters):
    r"""Compute a formula of \frac, \times, + and letters; what is struck out is 1."""
    text = STRUCK.sub("1", formula).replace(r"\times", "*").replace("^2", "**2").replace("{,}", "")
    for letter, value in letters.items():
        text = re.sub(rf"(?<![A-Za-z_]){letter}(?![A-Za-z_])", f"Fraction({value})", text)
    text = re.sub(r"\\frac\{([^{}]*)\}\{([^{}]*)\}", r"((\1)/Fraction(\2))", text)
    return eval(text, {"Fraction": Fraction})


@pytest.mark.parametrize("letters", LETTERS, ids=str)
@pytest.mark.parametrize("line", [formula for _, formula in RATIO])
def test_every_line_of_the_ratio_is_the_ratio_that_is_counted(line, letters):
    kernel, channels, filters, side = letters.values()
    pair = count(separable(channels, filters, kernel, padding="same"), side)
    full = count(standard(channels, filters, kernel, padding="same"), side)
    assert computed(line, letters) == Fraction(pair.macs, full.macs) == Fraction(pair.weights, full.weights)


def test_what_is_struck_out_above_is_struck_out_below():
    for name, formula in RATIO:
        for above, below in re.findall(
            r"\\frac\{((?:[^{}]|\{[^{}]*\})*)\}\{((?:[^{}]|\{[^{}]*\})*)\}", formula
        ):
            assert sorted(STRUCK.findall(above)) == sorted(STRUCK.findall(below)), name
    assert sum(len(STRUCK.findall(formula)) for _, formula in RATIO) == 12


def test_the_lines_differ_and_begin_with_the_multiplications_in_document_000s_letters():
    assert all(one != other for (_, one), (_, other) in pairwise(RATIO))
    assert set(re.findall(r"D_K|D_F|M|N", RATIO[0][1])) == {"D_K", "D_F", "M", "N"}
    assert RATIO[-1][1] == r"\frac{1}{N} + \frac{1}{D_K^2}"


def test_the_size_of_document_002s_first_step_by_tensorflow():
    lines = output_size_of(Axis(224, 7, 2, 1, (2, 3)), ("H_o", "H", "K_h")).split(r"\\")
    assert "224 + 2 + 3 - 1 \\times (7 - 1) - 1" in lines[1]
    assert lines[-1].strip() == r"&= \mathbf{112} \end{aligned}"


def test_the_receptive_field_grows_with_the_jump():
    layers = [(3, 2), (3, 2), (5, 1)]
    fields = [receptive_field(layers[:n]) for n in (1, 2, 3)]
    lines = receptive_field_of(fields, [3, 3, 5]).split(r"\\")[1:]
    assert [line.split("&=")[1].replace(r"\end{aligned}", "").strip() for line in lines] == [
        r"1 + (3 - 1) \times 1 = 3",
        r"3 + (3 - 1) \times 2 = 7",
        r"7 + (5 - 1) \times 4 = 23",
    ]
