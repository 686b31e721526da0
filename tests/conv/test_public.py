"""The public face costs nothing to import, and the reference needs no torch."""

import subprocess
import sys
from pathlib import Path

import pytest

import dsviz

ROOT = Path(__file__).parent.parent.parent


def run(code: str) -> str:
    finished = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert finished.returncode == 0, finished.stderr
    return finished.stdout.strip()


HEAVY = "print(sorted({'torch', 'streamlit', 'plotly', 'babel'} & set(sys.modules)))"


@pytest.mark.parametrize(
    ("use", "loaded"),
    [
        ("[getattr(dsviz, name) for name in dsviz.__all__]", "[]"),
        ("dsviz.convolve([[[1]]], [[[[2]]]], backend='numpy')", "[]"),
        ("dsviz.trace([[[1]]], [[[[2]]]], backend='numpy')[0]", "[]"),
        ("dsviz.gradients([[[1]]], [[[1]]], [[[[2]]]], backend='numpy')", "[]"),
        ("dsviz.trace_gradient([[[1]]], [[[1]]], [[[[2]]]], of='x', backend='numpy')[0]", "[]"),
        ("dsviz.convolve_transposed([[[1]]], [[[[2]]]], backend='numpy')", "[]"),
        ("dsviz.trace_transposed([[[1]]], [[[[2]]]], view='scatter', backend='numpy')[0]", "[]"),
        ("dsviz.chain([[[1]]], [[[[[2]]]]], backend='numpy').gradients([[[1]]])", "[]"),
        ("dsviz.chain_geometry([(3, 1, 1)], 5).paths(0, 0)", "[]"),
        ("import dsviz.examples", "[]"),
        ("dsviz.convolve([[[1]]], [[[[2]]]])", "['torch']"),
    ],
)
def test_what_gets_loaded(use, loaded):
    assert run(f"import sys, dsviz\n{use}\n{HEAVY}") == loaded


def test_the_reference_works_where_torch_cannot_be_imported():
    code = (
        "import sys; sys.modules['torch'] = None\n"
        "import dsviz\n"
        "print(dsviz.convolve([[[1, 2, 3]]], [[[[1, 10]]]], padding='same', backend='numpy').tolist())"
    )
    assert run(code) == "[[[21.0, 32.0, 3.0]]]"


def test_every_public_name_is_there():
    assert set(dsviz.__all__) <= set(dir(dsviz))
    for name in dsviz.__all__:
        assert getattr(dsviz, name).__doc__
    with pytest.raises(AttributeError, match="module 'dsviz' has no attribute 'convovle'"):
        dsviz.convovle
