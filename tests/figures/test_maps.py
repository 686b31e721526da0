import re
from colorsys import rgb_to_hsv
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

import dsviz.ui.shell.page
from dsviz.figures.dark import on_dark_paper
from dsviz.figures.factoring import number_map
from dsviz.figures.maps import columns_for, figure_size, tensor_maps
from dsviz.figures.rectified import crossed_out
from dsviz.figures.seen import seen_maps
from dsviz.figures.theme import HUE, INK, NEGATIVE, TEXT, colour_scale


def draw(tensor, role="output"):
    names = [f"y[{channel}]" for channel in range(len(tensor))]
    return tensor_maps(tensor, role, names, [f"hover {value:g}" for value in tensor.ravel()])


def test_every_number_stands_in_its_cell_with_its_hover():
    tensor = np.array([[[1.0, -2.0, 0.0], [3.0, 4.5, -6.0]], [[7.0, 8.0, 9.0], [0.0, 0.0, -1.0]]])
    figure = draw(tensor)
    for channel, trace in enumerate(figure.data):
        np.testing.assert_array_equal(trace.z, tensor[channel])
        assert [[float(text.replace("−", "-")) for text in row] for row in trace.text] == tensor[
            channel
        ].tolist()
        assert np.ravel(trace.hovertext).tolist() == [f"hover {value:g}" for value in tensor[channel].ravel()]
    assert [note.text for note in figure.layout.annotations] == ["y[0]", "y[1]"]


def test_the_numbers_of_a_kernels_map_are_ink_on_every_cell():
    # Left to Plotly they are white on the middle greys, 2.5 to 1.
    figure = number_map(np.array([[-3.0, -2.0], [0.0, 3.0]]), 3, "weight", "W")
    assert figure.data[0].textfont.color == INK


@pytest.mark.parametrize(("columns", "written"), [(9, "−0.26"), (10, "−0.3"), (25, "−0.3")])
def test_the_numbers_of_a_kernels_map_are_12_px_and_fit_their_cells(columns, written):
    figure = number_map(np.full((2, columns), -0.256), 1, "weight", "W")
    trace = figure.data[0]
    assert (trace.textfont.size, trace.text[0][0]) == (12, written)
    assert figure.layout.width / columns > 0.56 * 12 * len(written)


def test_row_0_is_on_top():
    assert draw(np.ones((1, 2, 2))).layout.yaxis.autorange == "reversed"


def test_all_channels_share_one_scale_centred_at_0():
    figure = draw(np.array([[[1.0]], [[-5.0]]]))
    assert {(trace.zmin, trace.zmax) for trace in figure.data} == {(-5.0, 5.0)}
    assert figure.data[0].colorscale[1][0] == 0.5


@pytest.mark.parametrize("role", HUE)
def test_a_role_keeps_its_hue(role):
    diverging, rising = (colour_scale(role, np.array([low, 1]))[0][-1] for low in (-1, 0))
    assert diverging == rising
    assert diverging[0] == 1.0
    assert hue_of(diverging[1]) == pytest.approx(hue_of(HUE[role]), abs=0.01)
    assert colour_scale(role, np.array([-1, 1]))[0][0] == (0.0, NEGATIVE)


def channels_of(colour):
    return [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]


def hue_of(colour):
    return rgb_to_hsv(*channels_of(colour))[0]


def luminance(colour):
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels_of(colour)]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


@pytest.mark.parametrize("role", HUE)
def test_a_number_is_legible_on_every_colour_of_its_scale(role):
    ink = luminance(draw(np.array([[[-1.0, 1.0]]]), role).data[0].textfont.color)
    for _, colour in colour_scale(role, np.array([-1, 1]))[0]:
        assert (luminance(colour) + 0.05) / (ink + 0.05) >= 4.5


@pytest.mark.parametrize("role", HUE)
def test_on_dark_paper_0_is_the_papers_own_and_numbers_are_legible(role):
    light = number_map(np.array([[-1.0, 0.0, 1.0]]), 1, role, "w")
    for figure in (light, draw(np.array([[[-1.0, 1.0]]]), role), draw(np.array([[[0.0, 1.0]]]), role)):
        before = figure.to_json()
        (trace,) = on_dark_paper(figure).data
        assert figure.to_json() == before
        stops = dict(trace.colorscale)
        assert stops[-trace.zmin / (trace.zmax - trace.zmin)] == "#171614"
        assert hue_of(stops[1.0]) == pytest.approx(hue_of(HUE[role]), abs=0.01)
        for colour in stops.values():
            assert (luminance(trace.textfont.color) + 0.05) / (luminance(colour) + 0.05) >= 4.5


def test_frames_and_crosses_are_light_on_dark_paper():
    tensor, said = np.array([[[1.0, -1.0]]]), ["", ""]
    framed = on_dark_paper(seen_maps(tensor, "input", ["x[0]"], said, tensor > 0))
    assert [shape.line.color for shape in framed.layout.shapes] == ["#FFFFFF"]
    crossed = on_dark_paper(crossed_out(tensor, ["x[0]"], said))
    assert {shape.line.color for shape in crossed.layout.shapes} == {"rgba(255, 255, 255, 0.6)"}


def test_words_of_charts_are_legible_on_light_and_on_dark_paper():
    style = (Path(dsviz.ui.shell.page.__file__).parent / "page.css").read_text(encoding="utf-8")
    written = ", ".join(str(int(TEXT[at : at + 2], 16)) for at in (1, 3, 5))
    (light, dark) = re.search(rf'"rgb\({written}\)"\] {{ fill: light-dark\((\S+), (\S+)\)', style).groups()
    assert light == TEXT.lower()
    assert 1.05 / (luminance(light) + 0.05) >= 4.5
    assert (luminance(dark) + 0.05) / (luminance("#171614") + 0.05) >= 4.5


def test_a_tensor_of_zeros_has_a_scale():
    assert colour_scale("input", np.zeros((1, 2, 2)))[1:] == (0.0, 1.0)


@given(st.integers(1, 9), st.integers(1, 7), st.integers(1, 12), st.sampled_from([0, 1e6, 1 / 3]))
def test_maps_lie_on_the_paper_and_do_not_overlap(channels, height, width, value):
    figure = draw(np.full((channels, height, width), value))
    boxes = []
    for channel in range(channels):
        number = "" if channel == 0 else str(channel + 1)
        x, y = (figure.layout[f"{axis}axis{number}"].domain for axis in "xy")
        assert 0 <= x[0] < x[1] <= 1
        assert -1e-9 <= y[0] < y[1] <= 1
        boxes.append((*x, *y))
    for i, (left, right, bottom, top) in enumerate(boxes):
        for other in boxes[:i]:
            apart = right <= other[0] or other[1] <= left or top <= other[2] or other[3] <= bottom
            assert apart


@pytest.mark.parametrize("value", [0, -5, 1000000, -1 / 3, 999999.336, 1e-12])
def test_a_number_fits_its_cell(value):
    figure = draw(np.full((2, 3, 3), float(value)))
    left, right = figure.layout.xaxis.domain
    cell = (right - left) * (figure.layout.width - 12) / 3
    assert len(figure.data[0].text[0][0]) * 8 <= cell


@given(st.integers(1, 9), st.integers(1, 40))
def test_there_is_always_a_column_and_never_an_empty_one(channels, width):
    assert 1 <= columns_for(channels, width) <= channels
    assert min(figure_size(channels, 3, width)) > 0
