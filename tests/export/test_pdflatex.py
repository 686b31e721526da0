"""A derivation as pdfTeX sets it: it compiles, and no line reaches into the margin."""

import re
import shutil
import subprocess

import numpy as np
import pytest

from dsviz.conv.gradient_trace import GradientTrace
from dsviz.conv.layer import Layer
from dsviz.conv.spec import ConvSpec
from dsviz.conv.trace import Trace
from dsviz.conv.transposed_layer import TransposedLayer
from dsviz.conv.transposed_trace import GatherTrace
from dsviz.export.derivation import latex
from dsviz.export.derived_sums import sums_latex

pytestmark = pytest.mark.skipif(not shutil.which("pdflatex"), reason="no pdflatex here")
RNG = np.random.default_rng(3)


def real(*shape):
    return np.round(RNG.normal(size=shape), 4)


def too_wide(text, folder):
    """Points by which lines stick out into a margin or run off the foot of a page, for each that does."""
    (folder / "sum.tex").write_text(text, encoding="utf-8")
    command = ["pdflatex", "-halt-on-error", "-interaction=nonstopmode", "sum.tex"]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, errors="replace", timeout=60)
    assert done.returncode == 0, done.stdout[-1500:]
    return [float(points) for points in re.findall(r"Overfull \\[hv]box \(([\d.]+)pt", done.stdout)]


@pytest.mark.parametrize("box", [r"\hbox to 40cm{a\hfill b}", r"\vbox to 40cm{\hbox{a}\vfill\hbox{b}}"])
def test_what_is_too_wide_or_too_high_would_be_seen(box, tmp_path):
    text = latex([Trace(LAYER, "numpy")], "y", 0)
    assert too_wide(text.replace(r"\end{document}", rf"\noindent{box}\end{{document}}"), tmp_path)


LAYER = Layer(real(2, 4, 4), real(3, 2, 3, 3), real(3), ConvSpec(padding=1))


@pytest.mark.parametrize("of", ["x", "weight", "bias"])
def test_a_gradient_of_real_numbers(of, tmp_path):
    trace = GradientTrace(LAYER, real(3, 4, 4), of, "numpy")
    assert not too_wide(sums_latex(trace, "d" + of[0]), tmp_path)


def test_a_layer_of_real_numbers(tmp_path):
    assert not too_wide(latex([Trace(LAYER, "numpy")], "y"), tmp_path)


def test_a_number_of_many_channels_goes_on_over_the_next_page(tmp_path):
    layer = Layer(real(32, 4, 4), real(1, 32, 3, 3), real(1), ConvSpec())
    assert not too_wide(latex([Trace(layer, "numpy")], "y", 0), tmp_path)


def test_a_weight_that_met_many_windows_goes_on_over_the_next_page(tmp_path):
    trace = GradientTrace(Layer(real(1, 24, 24), real(1, 1, 3, 3)), real(1, 22, 22), "weight", "numpy")
    assert not too_wide(sums_latex(trace, "dw"), tmp_path)


def test_a_transposed_layer_of_real_numbers(tmp_path):
    tensors = real(2, 3, 3), real(2, 2, 3, 3), real(2)
    layer = TransposedLayer.from_tensors(*tensors, stride=2, padding=1)
    assert not too_wide(sums_latex(GatherTrace(layer, "numpy"), "y"), tmp_path)
