"""What scenes say of a layer beside its numbers."""

import pytest

from dsviz.conv.transposed_layer import TransposedLayer
from dsviz.conv.transposed_spec import TransposedSpec
from dsviz.course.guides import described
from dsviz.course.markdown import rendered
from dsviz.course.scenes import transposed_scene
from dsviz.guides import SEVERAL

X, WEIGHT = [[[1, 2], [3, 4]]], [[[[1, 2, 3], [4, 5, 6], [7, 8, 9]]]]


@pytest.mark.parametrize(
    ("output_padding", "clause"), [(0, ""), (1, ", output_padding 1"), ((1, 0), ", output_padding 1×0")]
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


def test_a_guide_through_two_layers_calls_what_lies_between_them_z1():
    said = described(SEVERAL, None, "numpy", "en", str)
    first, second = (said["scenes"][name] for name in ("layer-first", "layer-second"))
    assert first["copies"]["y"]["letter"] == second["copies"]["x"]["letter"] == "z1"
    assert (first["labels"]["copied_y"], second["labels"]["copied_x"]) == ("Map z1[{k}]", "Map z1[{k}]")


def test_a_paragraph_with_a_formula_wider_than_a_phone_is_reached_by_the_keyboard():
    wide = "+".join(["x_{1}"] * 20)
    assert rendered(f"So ${wide}$.").startswith('<p tabindex="0">So <math')
    assert rendered("So $x_{1}$.").startswith("<p>So <math")
