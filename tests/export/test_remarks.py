"""Remarks of programs in Chinese: what has words is said, what is said is written, no line changes."""

import ast
import re
from functools import cache

import numpy as np
import pytest

from dsviz import content
from dsviz.conv.layer import Layer
from dsviz.conv.spec import ConvSpec
from dsviz.conv.transposed_layer import TransposedLayer
from dsviz.course.chains import run_of
from dsviz.export import gradient_code, transposed_code
from dsviz.export.chain_code import chain_programs
from dsviz.export.remarks import remarked
from dsviz.export.row_code import row_code
from dsviz.export.scripts import WRITERS
from tests.export.coded_layers import LAYERS, layer_of

REMARK = re.compile(r"# (.+)$", re.MULTILINE)
SHAPE = re.compile(r"(\w+: )?\([\w ,/*]+\)")


@cache
def programs():
    """Every kind of program that a reader takes along."""
    found = [writer.code(layer_of(name)) for name in LAYERS for writer in WRITERS.values()]
    depthwise, mixing = layer_of("depthwise, multiplier 2"), Layer(np.ones((4, 2, 2)), np.ones((3, 4, 1, 1)))
    found += [writer.code(depthwise, mixing) for writer in WRITERS.values()]
    found.append(row_code(Layer.from_tensors([[1, 2]], [[[1, 10]]], padding="causal")))
    layer = layer_of("grouped")
    dy = np.ones(layer.output_shape)
    found += [
        gradient_code.autograd_code(layer, "given", dy, dy),
        gradient_code.numpy_gradient_code(layer, dy),
    ]
    copied = layer_of("grouped").replace(spec=ConvSpec(padding=1, padding_mode="replicate", groups=2))
    found.append(gradient_code.numpy_gradient_code(copied, np.ones(copied.output_shape)))
    found += [*chain_programs(run_of("causal", "numpy")).values()]
    found += [*chain_programs(run_of("separable", "numpy")).values()]
    turned = TransposedLayer(np.ones((1, 2, 2)), np.ones((1, 1, 2, 2)))
    return [
        *found,
        *(getattr(transposed_code, f"{name}_code")(turned) for name in ("torch", "keras", "numpy")),
    ]


def test_every_remark_but_a_shape_is_said_in_chinese_and_no_other_line_is_touched():
    for code in programs():
        said = remarked(code, "zh")
        assert ast.dump(ast.parse(said)) == ast.dump(ast.parse(code))
        for remark in REMARK.findall(said):
            assert re.search(r"[\u4e00-\u9fff]", remark) or SHAPE.fullmatch(remark), remark


@pytest.mark.parametrize("remark", content.labels("remark").values())
def test_every_remark_of_the_catalogue_is_written_by_a_program(remark):
    assert any(remark in REMARK.findall(code) for code in programs())


def test_in_english_a_program_stays_as_it_is():
    assert all(remarked(code) == code for code in programs())
