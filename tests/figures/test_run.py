"""The run as a Plotly figure: its rectangles lie where the trace's windows lie, and only they move."""

import json

import numpy as np
import plotly.io
import pytest

from dsviz.conv.trace import Trace, trace
from dsviz.examples import ALL
from dsviz.figures.run import MOST_WINDOWS, RunTooLongError, run_figure

LAYERS = {
    "strided": ((2, 6, 7), (3, 2, 2, 3), {"stride": (2, 1), "padding": ((1, 0), (0, 2))}),
    "dilated": ((1, 7, 7), (1, 1, 3, 2), {"dilation": (2, 3), "padding": 1}),
    "grouped": ((4, 4, 4), (4, 2, 2, 2), {"groups": 2}),
    "mirrored": ((2, 4, 4), (4, 1, 3, 3), {"groups": 2, "padding": 1, "padding_mode": "reflect"}),
}


def layer(name):
    x, weight, settings = LAYERS[name]
    random = np.random.default_rng(7)
    numbers = random.integers(-4, 5, x), random.integers(-3, 4, weight), random.integers(-2, 3, weight[0])
    return trace(*numbers, backend="numpy", **settings)


def examples():
    stages = [stage for known in ALL for stage in getattr(known, "layers", (known,))]
    return [Trace(each.layer, "numpy") for each in stages]


def subplots(figure):
    """The name of each subplot's map, by its x axis."""
    return {trace.xaxis: trace.name for trace in figure.data}


def cells(shape):
    """The rows and columns a rectangle covers."""
    (top, bottom), (left, right) = sorted((shape.y0, shape.y1)), sorted((shape.x0, shape.x1))
    rows = np.arange(np.ceil(top), np.floor(bottom) + 1)
    columns = np.arange(np.ceil(left), np.floor(right) + 1)
    return {(int(row), int(column)) for row in rows for column in columns}


@pytest.mark.parametrize("traced", [*map(layer, LAYERS), *examples()])
def test_the_windows_of_the_frames_are_the_traces(traced):
    figure = run_figure(traced)
    names = subplots(figure)
    assert len(figure.frames) == len(traced)
    for frame, step in zip(figure.frames, traced, strict=True):
        covered = {}
        for shape in frame.layout.shapes:
            covered.setdefault(names[shape.xref], set()).update(cells(shape))
        for channel in {tap.in_channel for tap in step.taps}:
            taps = {(tap.in_row, tap.in_col) for tap in step.taps if tap.in_channel == channel}
            assert covered.pop(f"x[{channel}]") == taps
        kernel = {(u, v) for u in range(traced.layer.kernel[0]) for v in range(traced.layer.kernel[1])}
        for c in range(traced.layer.weight.shape[1]):
            assert covered.pop(f"w[{step.out_channel},{c}]") == kernel
        assert covered == {f"y[{step.out_channel}]": {(step.row, step.col)}}


@pytest.mark.parametrize("traced", [*map(layer, LAYERS)])
def test_the_maps_hold_the_padded_input_the_weights_and_the_output(traced):
    found = {}
    for each in run_figure(traced).data:
        for i, line in enumerate(each.z):
            for j, value in enumerate(line):
                if value is not None:
                    place = (each.name, each.y0 + i, each.x0 + j)
                    assert place not in found
                    found[place] = value
    for step in traced:
        for tap in step.taps:
            assert found[f"x[{tap.in_channel}]", tap.in_row, tap.in_col] == tap.x
        assert found[f"y[{step.out_channel}]", step.row, step.col] == step.result
    filters, slices = traced.layer.weight.shape[:2]
    for n, c, u, v in np.ndindex(filters, slices, *traced.layer.kernel):
        assert found[f"w[{n},{c}]", u, v] == traced.layer.weight[n, c, u, v]


def test_a_frame_changes_the_layout_only():
    for frame in run_figure(layer("strided")).frames:
        assert frame.data == ()
        assert set(frame.layout.to_plotly_json()) == {"shapes", "title"}


def test_the_slider_and_the_buttons_name_the_frames():
    figure = run_figure(layer("grouped"))
    names = [frame.name for frame in figure.frames]
    assert [step.args[0][0] for step in figure.layout.sliders[0].steps] == names
    assert [button.label for button in figure.layout.updatemenus[0].buttons] == ["Play", "Pause"]


def test_the_largest_run_stays_small_and_one_more_is_refused():
    random = np.random.default_rng(1)
    largest = trace(
        random.integers(-9, 9, (3, 16, 16)), random.integers(-9, 9, (1, 3, 3, 3)), backend="numpy"
    )
    assert len(largest) == MOST_WINDOWS
    text = run_figure(largest).to_json()
    assert len(text) < 1_000_000
    back = plotly.io.from_json(text)
    assert json.loads(back.to_json())["frames"] == json.loads(text)["frames"]
    longer = trace(np.ones((1, 16, 17)), np.ones((1, 1, 3, 3)), backend="numpy")
    with pytest.raises(RunTooLongError, match="at most 196 windows; got 210"):
        run_figure(longer)


def test_the_result_stays_in_the_figure_and_the_numbers_in_their_cells():
    """Three decimals were cut off at "+ (-", and overlapped from seven columns on."""
    run = trace([[[-1.234] * 3] * 2], [[[[-0.123] * 3] * 2]], backend="numpy")
    figure = run_figure(run)
    lines = figure.layout.title.text.split("<br>")
    assert lines[-1].endswith("= 0.910692")
    assert len(lines) > 1
    # 16 pixels high letters are 9 wide at most, and the title stands above the maps.
    assert all(9 * len(line) < figure.layout.width for line in lines)
    assert 20 * len(lines) < figure.layout.margin.t
    across = figure.layout.xaxis.domain[1] - figure.layout.xaxis.domain[0]
    pixels = across * (figure.layout.width - figure.layout.margin.l - figure.layout.margin.r) / 3
    assert pixels >= 0.6 * figure.data[0].textfont.size * len("−1.234")


def test_a_very_long_sum_keeps_its_beginning_and_its_result():
    run = trace(np.full((1, 5, 5), -1.234), np.full((1, 1, 5, 5), 0.125), backend="numpy")
    lines = run_figure(run).layout.title.text.split("<br>")
    assert len(lines) == 4
    assert lines[0].startswith("y[0,0,0] = −1.234×0.125")
    assert lines[2] == "+ …"
    assert lines[3].endswith("= −3.85625")


def test_the_figures_file_is_read_back():
    from dsviz.reading.files.opening import read_file

    run = trace([[[1, -2.5]]], [[[[0.5]]]], [3], padding=1, backend="numpy")
    found = {each.name: each for each in read_file(run_figure(run).to_json().encode(), "figure.json")}
    assert list(found) == ["x", "weight", "bias", "y"]
    assert found["x"].read().tolist() == [[[1, -2.5]]]
    assert found["weight"].read().tolist() == [[[[0.5]]]]
    assert found["bias"].read().tolist() == [3]
    assert found["y"].read().tolist() == run.output.tolist()
