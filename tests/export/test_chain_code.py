"""Layers in a row as programs: run, they print what torch gives, for any settings."""

import contextlib
import io

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dsviz.conv.chain import chain
from dsviz.export.chain_code import numpy_chain_code, torch_chain_code

WRITERS = {"torch": torch_chain_code, "numpy": numpy_chain_code}


def numbers(shape):
    return st.lists(st.integers(-4, 4), min_size=int(np.prod(shape)), max_size=int(np.prod(shape))).map(
        lambda flat: np.reshape(flat, shape).tolist()
    )


@st.composite
def runs(draw):
    """Two layers, the first one perhaps grouped, of one dimension or of two."""
    is_line = draw(st.booleans())
    axes = 1 if is_line else 2
    groups, sides = draw(st.sampled_from([1, 2])), st.integers(0, 2)
    x = draw(numbers((2, *[draw(st.integers(5, 7)) for _ in range(axes)])))
    pads = [(draw(sides), draw(sides)) for _ in range(axes)]
    first = {
        "weight": draw(numbers((4, 2 // groups, *[2] * axes))),
        "stride": draw(st.integers(1, 2)),
        "dilation": draw(st.integers(1, 2)),
        "padding": pads[0] if is_line else pads,
        "groups": groups,
        "bias": draw(st.none() | numbers((4,))),
    }
    second = {"weight": draw(numbers((1, 4, *[1] * axes))), "padding": draw(st.integers(0, 1))}
    return chain(x, [first, second])


def computed(code):
    kept = {}
    with contextlib.redirect_stdout(io.StringIO()):
        exec(compile(code, "<written>", "exec"), kept)
    return [np.asarray(kept[name]) for name in ("z1", "y")]


@pytest.mark.parametrize("writer", WRITERS)
@given(run=runs())
def test_any_two_layers_print_their_output(writer, run):
    for tensor, expected in zip(computed(WRITERS[writer](run.layers, run.is_line)), run.outputs, strict=True):
        assert tensor.ndim == (2 if run.is_line else 3)
        np.testing.assert_array_equal(tensor.reshape(expected.shape), expected)
