import itertools

import numpy as np
import pytest
import torch
import torch.nn.functional as F

from dsviz.cost.formulas import legal_groups
from dsviz.figures.falling import falling
from dsviz.figures.theme import DASHES, DISTINCT, HUE
from dsviz.figures.wiring import INPUTS, OUTPUTS, connections, wiring

CASES = [(c, n, g) for c, n in [(4, 8), (6, 9), (12, 8), (7, 7), (5, 3)] for g in legal_groups(c, n)]


def names(groups):
    return [f"group {group}" for group in range(groups)]


def torchs_wires(in_channels, out_channels, groups):
    """Which outputs move when one input is switched on: torch's own wiring."""
    weight = torch.ones(out_channels, in_channels // groups, 1, 1)
    wires = []
    for channel in range(in_channels):
        x = torch.zeros(1, in_channels, 1, 1)
        x[0, channel] = 1
        fed = F.conv2d(x, weight, groups=groups).flatten().nonzero().flatten().tolist()
        wires += [(channel, output) for output in fed]
    return wires


def drawn_wires(figure, in_channels, out_channels, groups):
    wires = []
    for trace in figure.data[:groups]:
        for start in range(0, len(trace.x), 3):
            assert (trace.x[start], trace.x[start + 1], trace.x[start + 2]) == (INPUTS, OUTPUTS, None)
            wires.append(
                (round(trace.y[start] * in_channels - 0.5), round(trace.y[start + 1] * out_channels - 0.5))
            )
    return wires


@pytest.mark.parametrize(("in_channels", "out_channels", "groups"), CASES)
def test_the_drawn_lines_are_torchs_wires(in_channels, out_channels, groups):
    expected = torchs_wires(in_channels, out_channels, groups)
    figure = wiring(in_channels, out_channels, groups, names(groups))
    assert sorted(drawn_wires(figure, in_channels, out_channels, groups)) == sorted(expected)
    assert sorted(connections(in_channels, out_channels, groups)) == sorted(expected)


@pytest.mark.parametrize(("in_channels", "out_channels", "groups"), CASES)
def test_pointing_at_a_channel_names_its_wires(in_channels, out_channels, groups):
    expected = torchs_wires(in_channels, out_channels, groups)
    *_, inputs, outputs = wiring(in_channels, out_channels, groups, names(groups)).data
    for channel, said in enumerate(inputs.hovertext):
        fed = ", ".join(f"y[{n}]" for c, n in expected if c == channel)
        assert said == f"x[{channel}] → {fed}"
    for channel, said in enumerate(outputs.hovertext):
        read = ", ".join(f"x[{c}]" for c, n in expected if n == channel)
        assert said == f"y[{channel}] ← {read}"


def test_neighbouring_groups_differ_in_colour_dash_and_name():
    figure = wiring(8, 8, 8, names(8))
    assert [note.text for note in figure.layout.annotations] == names(8)
    for one, other in itertools.pairwise(figure.data[:8]):
        assert one.line.color != other.line.color
        assert one.line.dash != other.line.dash


def luminance(colour):
    rgb = np.array([int(colour[at : at + 2], 16) for at in (1, 3, 5)]) / 255
    return np.where(rgb <= 0.04045, rgb / 12.92, ((rgb + 0.055) / 1.055) ** 2.4) @ [0.2126, 0.7152, 0.0722]


def contrast(colour, paper):
    low, high = sorted([luminance(colour), luminance(paper)])
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("colour", DISTINCT)
@pytest.mark.parametrize("paper", ["#ffffff", "#0e1117"])
def test_the_colours_of_groups_are_seen_on_light_and_dark_paper(colour, paper):
    # WCAG 1.4.11 asks 3:1 of what a picture needs to be understood.
    assert contrast(colour, paper) > 3


def test_groups_borrow_no_roles_colour():
    assert not set(DISTINCT) & set(HUE.values())
    assert len(set(DISTINCT)) == len(set(DASHES)) == 3


def test_the_bars_are_the_counts_and_the_chosen_one_stands_out():
    figure = falling([1, 2, 4], [1288, 644, 322], 2, x_title="g", y_title="parameters")
    bars = figure.data[0]
    assert list(bars.y) == [1288, 644, 322]
    assert list(bars.text) == ["1,288", "644", "322"]
    assert list(bars.marker.opacity) == [0.45, 1, 0.45]
    assert bars.hovertext[2] == "1,288 / 4 = 322"
