"""The charts of networks and pictures: what is drawn is what was given."""

import base64
import io

import numpy as np
import pytest
from PIL import Image

from dsviz.figures.networks import family_chart, layer_bars, sides_chart
from dsviz.figures.pictures import attention, clickable, mosaic, one_map, png
from dsviz.figures.rectified import crossed_out

RANDOM = np.random.default_rng(3)


def test_bars_hold_every_layer_and_tell_the_shared_things_apart_without_colour():
    figure = layer_bars(["a", "b", "c"], {"MACs": [1, 2, 3], "weights": [4, 5, 6]}, "percent")
    assert [list(trace.x) for trace in figure.data] == [[1, 2, 3], [4, 5, 6]]
    assert len({trace.marker.pattern.shape for trace in figure.data}) == 2


def test_the_family_has_a_marker_of_its_own_for_every_width_and_a_ring():
    curves = {f"{alpha}": [(224, 100.0 * alpha, "x"), (128, 30.0, "")] for alpha in (1, 2, 3, 4)}
    figure = family_chart(curves, (128, 30.0), ("x", "y", "here"))
    *lines, ring = figure.data
    assert len({line.marker.symbol for line in lines}) == 4
    assert (ring.x[0], ring.y[0], ring.marker.symbol) == (128, 30.0, "circle-open")


def test_the_chosen_height_and_width_are_marked_on_the_curve():
    figure = sides_chart([1, 2, 3], [7, 8, 9], (2, 3), {2: "height", 3: "width"}, ("x", "y", "band"))
    marks = figure.data[-1]
    assert (tuple(marks.x), tuple(marks.y), tuple(marks.text)) == ((2, 3), (8, 9), ("height", "width"))


def test_a_png_holds_the_pictures_pixels():
    picture = RANDOM.integers(0, 256, (3, 5, 9)).astype(float)
    with Image.open(io.BytesIO(base64.b64decode(png(picture).partition(",")[2]))) as image:
        np.testing.assert_array_equal(np.asarray(image).transpose(2, 0, 1), picture)


@pytest.mark.parametrize(
    ("shape", "grain"), [((1, 1, 1), 14), ((5, 4, 4), 4), ((16, 3, 7), 2), ((5, 15, 20), 1)]
)
def test_a_mosaic_shows_every_map_in_its_own_place(shape, grain):
    maps = RANDOM.normal(size=shape)
    figure = mosaic(maps, columns=4)
    sheet, height, width = np.asarray(figure.data[0].z), grain * shape[1], grain * shape[2]
    for channel, one in enumerate(maps):
        row, column = divmod(channel, 4)
        top, left = row * (height + 1) + 1, column * (width + 1) + 1
        part = sheet[top : top + height, left : left + width]
        assert part.min() >= 1
        part = part[::grain, ::grain]
        assert part[np.unravel_index(one.argmax(), one.shape)] == part.max()
        assert part[np.unravel_index(one.argmin(), one.shape)] == part.min()
    assert [note.text for note in figure.layout.annotations if note.visible] == [
        f"[{channel}]" for channel in range(shape[0])
    ]


def test_one_map_keeps_its_numbers_and_zero_in_the_middle_of_its_scale():
    values = RANDOM.normal(size=(6, 8)).astype(np.float32)
    trace = one_map(values, "y[0]").data[0]
    np.testing.assert_array_equal(np.asarray(trace.z), values)
    assert trace.zmin == -trace.zmax


def test_a_click_on_the_picture_hits_a_square_marker_of_its_place():
    figure = clickable(np.zeros((3, 4, 6)), (2, 5))
    trace = figure.data[0]
    assert trace.marker.symbol == "square"
    assert (trace.y[2 * 6 + 5], trace.x[2 * 6 + 5]) == (2, 5)
    outline = figure.layout.shapes[0]
    assert (outline.x0, outline.x1, outline.y0, outline.y1) == (4.5, 5.5, 1.5, 2.5)


def test_attention_outlines_the_asking_place_and_keeps_the_shares():
    shares = np.array([[0.5, 0.25], [0.25, 0.0]], dtype=np.float32)
    figure = attention(shares, (0, 1), "a")
    np.testing.assert_array_equal(np.asarray(figure.data[0].z), shares)
    assert figure.layout.shapes[0].x0 == 0.5


def test_exactly_the_negative_cells_are_crossed_out():
    maps = RANDOM.integers(-3, 4, (3, 4, 5))
    figure = crossed_out(maps, ["a", "b", "c"], [""] * maps.size)
    crossed = {(line.xref, (line.x0 + line.x1) / 2, (line.y0 + line.y1) / 2) for line in figure.layout.shapes}
    axes = ("x", "x2", "x3")
    assert crossed == {(axes[c], x, y) for c, y, x in np.argwhere(maps < 0).tolist()}
