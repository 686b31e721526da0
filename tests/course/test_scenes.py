"""What scenes say of a layer beside its numbers."""

import pytest

from dsviz.conv.transposed_layer import TransposedLayer
from dsviz.conv.transposed_spec import TransposedSpec
from dsviz.course.scenes import transposed_scene

X, WEIGHT = [[[1, 2], [3, 4]]], [[[[1, 2, 3], [4, 5, 6], [7, 8, 9]]]]


@pytest.mark.parametrize(
    ("output_padding", "clause"), [(0, ""), (1, ", output_padding 1"), ((1, 0), ", output_padding 1, 0")]
)
def test_the_line_over_a_full_screen_says_what_output_padding_adds(output_padding, clause):
    spec = TransposedSpec(stride=2, padding=1, output_padding=output_padding)
    line = "x {y}, w {n} × {w}, y {x}" + clause
    assert (
        transposed_scene(TransposedLayer(X, WEIGHT, None, spec), "scatter", "numpy", "en")["labels"]["sizes"]
        == line
    )


@pytest.mark.parametrize(
    ("language", "line"),
    [
        ("en", "x spread by the stride to {x}, w turned as {n} kernels of {w}, y {y}"),
        ("zh", "x 按步幅撑开成 {x}，w 转 180° 后当作 {n} 个 {w} 的卷积核，y {y}"),
    ],
)
def test_the_line_over_a_gather_says_that_x_is_spread_and_w_turned(language, line):
    layer = TransposedLayer(X, WEIGHT, None, TransposedSpec(stride=2))
    assert transposed_scene(layer, "gather", "numpy", language)["labels"]["sizes"] == line
