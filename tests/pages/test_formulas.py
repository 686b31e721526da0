"""The page on sizes and formulas: torch has the same sizes, the padding is TensorFlow's."""

import re

import pytest
import torch
from hypothesis import given, settings
from hypothesis import strategies as st

from dsviz.content import label
from dsviz.conv.errors import ConvError
from dsviz.cost.vgg import vgg_rows
from dsviz.examples.tables import GUIDE_SIZES, SAME_PADDING
from dsviz.wording.sizes import axes_of, out_of, pads_of

FILE = "Sizes_and_formulas"


def written(app):
    return "\n".join(each.value for kind in ("markdown", "latex", "caption") for each in app.get(kind))


def test_the_page_opens_with_the_7_by_7_layer_of_224_pixels(visit):
    app = visit(FILE)
    assert not app.exception
    words = written(app)
    assert words.count(r"\mathbf{112}") == 2
    assert "padding **2** before and **3** after" in words
    assert r"\cancel{D_F}" in words
    assert "One output of the last sees **7 × 7** cells" in words


@pytest.mark.parametrize(("kernel", "stride", "size", "before", "after"), SAME_PADDING)
def test_tensorflows_padding(kernel, stride, size, before, after):
    assert pads_of("tensorflow", size, kernel, stride, 1, 0) == (before, after)


@pytest.mark.parametrize(("size", "out", "pad", "kernel", "stride", "dilation"), GUIDE_SIZES)
def test_the_guides_sizes(size, out, pad, kernel, stride, dilation):
    pairs = [(each, each) for each in (size, kernel, stride, dilation)]
    assert [out_of(axis) for axis in axes_of(*pairs, "own", (pad, pad))] == [out, out]


sides = st.tuples(st.integers(1, 40), st.integers(1, 40))
few = st.tuples(st.integers(1, 5), st.integers(1, 5))


@given(sides, few, few, few, st.tuples(st.integers(0, 4), st.integers(0, 4)))
@settings(max_examples=30)
def test_torch_gives_the_same_sizes(size, kernel, stride, dilation, pad):
    layer = torch.nn.Conv2d(1, 1, kernel, stride, pad, dilation)
    try:
        axes = axes_of(size, kernel, stride, dilation, "own", pad)
    except ConvError:
        with pytest.raises(RuntimeError):
            layer(torch.zeros(1, 1, *size))
        return
    assert layer(torch.zeros(1, 1, *size)).shape[2:] == tuple(map(out_of, axes))


def test_torchs_same_keeps_the_size_and_refuses_a_stride(visit):
    assert [out_of(axis) for axis in axes_of((17, 4096), (4, 31), (1, 1), (3, 2), "torch", (0, 0))] == [
        17,
        4096,
    ]
    app = visit(FILE, padding="torch", stride="2")
    assert app.warning[0].value == 'PyTorch\'s padding="same" wants stride 1; got 2.'
    with pytest.raises(ValueError, match="strided"):
        torch.nn.Conv2d(1, 1, 3, stride=2, padding="same")


def test_a_rectangle_in_a_link(visit):
    words = written(visit(FILE, height="4096", width="17", k="3x5", stride="1,2", padding="own", pad="1 2"))
    assert r"\mathbf{4{,}096}" in words
    assert r"\mathbf{9}" in words


@pytest.mark.parametrize(
    ("name", "typed", "rule"),
    [("height", "4097", "fields.range"), ("k", "32", "fields.pair"), ("k", "3x4x5", "fields.pair")],
)
def test_what_does_not_fit_is_answered(visit, name, typed, rule):
    app = visit(FILE, **{name: typed})
    assert not app.exception
    assert label(f"formulas.{name}") in app.warning[0].value
    assert f"`{typed}`" in app.warning[0].value
    assert rule.startswith("fields")


def test_a_kernel_larger_than_the_input_is_refused_in_a_sentence(visit):
    app = visit(FILE, padding="valid", height="5", k="7")
    assert "reach must be" in app.warning[0].value
    assert not app.exception


def test_vggs_two_small_kernels_see_as_much_as_one_large_one():
    x = torch.zeros(1, 1, 5, 5, requires_grad=True)
    ones = torch.ones(1, 1, 3, 3)
    torch.conv2d(torch.conv2d(x, ones), ones).sum().backward()
    assert int((x.grad != 0).sum()) == 25
    two, three = vgg_rows()
    assert (two["small"], two["large"]) == (18 * 64**2, 25 * 64**2)
    assert (three["small"], three["large"]) == (27 * 64**2, 49 * 64**2)


def test_every_meaning_of_m_is_in_the_table_of_letters(visit):
    words = written(visit(FILE))
    rows = [line for line in words.splitlines() if r"$\mathbf{M}$" in line]
    assert [re.split(r"\s*\|\s*", row)[1] for row in rows] == [
        "input channels",
        "number of $1 \\times 1$ filters",
        "depth multiplier",
    ]
