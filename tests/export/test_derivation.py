"""Derivations: every printed line closes, nothing is left open, and text cannot become LaTeX."""

import re

import numpy as np
import pytest

from dsviz.conv.layer import Layer
from dsviz.conv.spec import ConvSpec
from dsviz.conv.trace import Trace, trace
from dsviz.examples import ALL
from dsviz.export.derivation import MOST_PRODUCTS, latex, markdown, step_formula
from dsviz.export.documents import escaped

LINE = re.compile(
    r"^(?P<name>[a-z]_\{[\d,]+\}) &= (?P<sums>.*?) (?P<sign>=|\\approx) (?P<result>-?[\d.]+)$", re.S
)


def runs(known):
    stages = getattr(known, "layers", (known,))
    return [Trace(each.layer, "numpy") for each in stages]


def lines_of(formula):
    """The lines of an aligned block, a sum broken over several put together again."""
    body = formula.removeprefix("\\begin{aligned}\n").removesuffix("\n\\end{aligned}")
    joined = body.replace(" \\\\\n&\\quad ", " ")
    return [LINE.fullmatch(line) for line in joined.split(" \\\\\n")]


def value(text):
    """Work out products and sums of numbers, as they are printed."""
    plain = text.replace("\\times", "*")
    assert re.fullmatch(r"[-\d.+() *]+", plain), text
    return eval(plain)


@pytest.mark.parametrize("known", ALL, ids=lambda each: each.id)
def test_every_line_of_every_step_closes(known):
    for run in runs(known):
        for step in run:
            lines = lines_of(step_formula(step))
            assert all(lines)
            for line in lines:
                assert line["sign"] == "="
                for part in line["sums"].split(" = "):
                    if "_" not in part:
                        assert value(part) == float(line["result"])
            assert float(lines[-1]["result"]) == step.result
            assert [float(line["result"]) for line in lines[:-1]] == (
                list(step.channel_sums) if len(lines) > 1 else []
            )


@pytest.mark.parametrize("known", ALL, ids=lambda each: each.id)
@pytest.mark.parametrize("step", [None, 1])
def test_braces_and_environments_are_balanced(known, step):
    for text in (latex(runs(known), known.id, step), markdown(runs(known), known.id, step)):
        depth = 0
        for sign in re.sub(r"\\[{}]", "", text):
            depth += (sign == "{") - (sign == "}")
            assert depth >= 0
        assert depth == 0
        open_ones = []
        for kind, name in re.findall(r"\\(begin|end)\{(\w+)\}", text):
            if kind == "begin":
                open_ones.append(name)
            else:
                assert open_ones.pop() == name
        assert open_ones == []
        assert text.count("\\[") == text.count("\\]")
        assert "−" not in re.sub(r"^#.*$", "", text, flags=re.M)


def test_every_number_is_there_and_one_step_is_one():
    known = runs(ALL[0])
    assert latex(known, "").count("y_{") == len(known[0])
    one = markdown(known, "", 4)
    assert one.count("y_{") == 1
    assert step_formula(known[0][4]) in one


def test_a_long_sum_is_broken_and_still_closes():
    random = np.random.default_rng(3)
    run = trace(random.integers(-4, 5, (1, 6, 6)), random.integers(-4, 5, (1, 1, 5, 5)), backend="numpy")
    formula = step_formula(run[3])
    assert formula.count("\\quad +") >= 3
    assert value(lines_of(formula)[0]["sums"]) == run[3].result


# Widths of Computer Modern at 10 points, from the tables of cmr10, cmsy10 and the spacing of TeX's math:
# a digit 5, a point 2.8, a bracket 3.9, a binary sign with its spaces 12.2 (a dot 7.2), a relation 13.3.
PAPER, QUAD, NAME = 483.7, 10.0, 42.0
GLYPHS = ((r" \times ", 7.2), (" + ", 12.2), (r" \approx ", 13.3), (" = ", 13.3), (r"\quad", QUAD), ("&", 0))
SIGNS = {"-": 7.8, ".": 2.8, "(": 3.9, ")": 3.9, " ": 0}


def points(line):
    """How wide a line of an aligned block is printed."""
    line = re.sub(r"[a-z]_\{[^}]*\}", "", line).removeprefix(" &=")
    width = 0.0
    for glyph, wide in GLYPHS:
        width += line.count(glyph) * wide
        line = line.replace(glyph, "")
    return width + sum(SIGNS.get(sign, 5.0) for sign in line)


@pytest.mark.parametrize("digits", [0, 1, 3, 4, 6])
@pytest.mark.parametrize("shape", [(1, 1, 5), (1, 3, 3), (3, 3, 3), (1, 5, 5), (40, 1, 1)])
def test_no_line_of_a_sum_leaves_the_page(digits, shape):
    random = np.random.default_rng(5)
    x, weight = (-random.uniform(1, 2, each).round(digits) for each in (shape, (1, *shape)))
    formula = step_formula(trace(x, weight, [-0.125], backend="numpy")[0])
    assert all(lines_of(formula))
    for line in formula.splitlines()[1:-1]:
        assert NAME + points(line.removesuffix(" \\\\")) < PAPER


def test_five_products_of_three_decimals_end_in_the_result_on_the_page():
    """They ran 68 points past the margin, in one line."""
    run = trace([[[-1.234] * 5]], [[[[-0.123] * 5]]], backend="numpy")
    assert step_formula(run[0]).splitlines()[-2].endswith("= 0.75891")
    assert len(step_formula(run[0]).splitlines()) == 5


def test_a_matrix_too_wide_for_the_page_is_left_out_and_it_is_said():
    run = trace([[[-1.234] * 12]], [[[[1.5]]]], backend="numpy")
    for text in (latex([run], "", 0), markdown([run], "", 0)):
        assert "Too wide for a page and left out here: x[0]." in text
        assert "x_{0} =" not in text
        assert "w_{0,0} = " in text
    run = trace([[[-1.234] * 9]], [[[[1.5]]]], backend="numpy")
    assert "Too wide" not in latex([run], "")
    assert "x_{0} =" in latex([run], "")


def test_a_number_that_had_to_be_cut_is_not_called_equal():
    run = trace([[[1 / 3, 2]]], [[[[1, 1]]]], backend="numpy")
    assert "\\approx" in step_formula(run[0])
    assert "\\approx" not in step_formula(trace([[[0.25, 2]]], [[[[1, 1]]]], backend="numpy")[0])


def test_a_small_number_is_written_with_a_power_of_ten():
    assert "1.5 \\times 10^{-7}" in step_formula(trace([[[1.5e-7]]], [[[[1]]]], backend="numpy")[0])


def test_what_nobody_would_read_is_refused_with_the_rule_and_the_values():
    run = trace(np.ones((3, 40, 40)), np.ones((1, 3, 3, 3)), backend="numpy")
    with pytest.raises(match=rf"at most {MOST_PRODUCTS} products; got {38 * 38 * 27}"):
        latex([run], "")
    assert "y_{0,0,7}" in latex([run], "", 7)
    assert "x_{0} =" not in latex([run], "", 7)


def test_a_title_is_printed_and_not_obeyed():
    nasty = "\\input{/etc/passwd} 50% $x$ #1 & a_b ~ ^ <script>"
    text = latex(runs(ALL[0]), nasty, 0)
    assert "\\input" not in text
    assert escaped(nasty).count("\\") == 11
    assert "<script" not in markdown(runs(ALL[0]), nasty, 0)


def test_a_document_with_chinese_in_it_sets_it_and_names_its_compiler():
    run = Trace(Layer(np.ones((1, 2, 2)), np.ones((1, 1, 2, 2)), None, ConvSpec()), "numpy")
    chinese, english = latex([run], "卷积", 0, "zh"), latex([run], "Sum", 0)
    assert chinese.startswith("% xelatex\n")
    assert r"\usepackage{xeCJK}" in chinese
    assert english.startswith("% pdflatex\n")
    assert "xeCJK" not in english
