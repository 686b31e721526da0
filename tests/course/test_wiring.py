"""The published wiring map: a line for every slice of weights that a layer has, and the same in words."""

from xml.etree import ElementTree

import numpy as np
import pytest

import dsviz
from dsviz.conv.layer import Layer
from dsviz.conv.spec import ConvSpec
from dsviz.course.wiring import wiring_svg


def drawn(channels, filters, groups, language="en"):
    layer = Layer(
        np.ones((channels, 2, 2)),
        np.ones((filters, channels // groups, 1, 1)),
        spec=ConvSpec(groups=groups),
    )
    return ElementTree.fromstring(wiring_svg(layer, language)), layer


@pytest.mark.parametrize("shape", [(4, 8, 1), (4, 8, 2), (4, 8, 4), (6, 3, 3), (4, 2, 2), (1, 1, 1)])
def test_a_line_joins_an_input_and_an_output_where_the_input_changes_it(shape):
    svg, layer = drawn(*shape)
    lines = {(int(each.get("data-channel")), int(each.get("data-filter"))) for each in svg.iter("line")}
    felt = set()
    for channel in range(shape[0]):
        x = np.zeros_like(layer.x)
        x[channel] = 1
        y = dsviz.convolve(x, layer.weight, groups=shape[2], backend="numpy")
        felt |= {(channel, filter_) for filter_ in np.flatnonzero(y[:, 0, 0]).tolist()}
    assert lines == felt
    assert len(list(svg.iter("line"))) == len(lines)
    assert svg.get("data-wiring") == " ".join(map(str, shape))


def test_the_map_is_told_in_words():
    svg, _ = drawn(4, 8, 2)
    assert svg.get("aria-label") == (
        "Group 0: x[0], x[1] feed y[0], y[1], y[2], y[3]. Group 1: x[2], x[3] feed y[4], y[5], y[6], y[7]."
    )
    svg, _ = drawn(2, 2, 2, "zh")
    assert svg.get("aria-label") == "组 0：x[0] 送到 y[0]。组 1：x[1] 送到 y[1]。"


def test_each_mark_stands_at_the_end_of_its_lines():
    svg, _ = drawn(4, 8, 2)
    rows = {float(each.get("cy")) for each in svg.iter("circle")}
    assert len(rows) == 8
    assert {float(each.get("y2")) for each in svg.iter("line")} == rows
    assert len({each.get("stroke") for each in svg.iter("line")}) == 2
