"""The widget's side in Python: what can be read, set and observed, and what is refused."""

import sys

import numpy as np
import pytest
from traitlets import TraitError

import dsviz
from dsviz.notebook.places import parts_of

X, W = [[[1, 2, 3], [4, 5, 6], [7, 8, 9]]], [[[[1, 2], [3, 4]]]]
TWO = (np.arange(18).reshape(2, 3, 3), np.ones((2, 2, 2, 2)))


def heard(widget, *names):
    found = []
    widget.observe(lambda change: found.append((change.name, change.new)), names=list(names))
    return found


def from_the_browser(widget, **state):
    """What a message of the browser does."""
    widget.set_state(state)


def test_a_step_of_the_browser_is_read_and_observed():
    widget = dsviz.widget(X, W, [10])
    found = heard(widget, "step", "part", "order", "pinned")
    from_the_browser(widget, step=2, order="place", part=1, by_product=True, pinned=["y", 0, 1, 0])
    assert (widget.step, widget.part, widget.pinned) == (2, 1, ("y", 0, 1, 0))
    assert sorted(name for name, _ in found) == ["order", "part", "pinned", "step"]
    assert (widget.place, widget.output[widget.place]) == ((0, 1, 0), 77.0)


def test_a_place_is_counted_in_the_order_that_stands():
    widget = dsviz.widget(*TWO, padding=1)
    widget.step, widget.order = 3, "place"
    assert widget.place == (1, 0, 1)
    widget.order = "filter"
    assert widget.place == (0, 0, 3)


def test_an_edit_of_the_browser_comes_back_as_tensors_and_is_answered_by_torch():
    widget = dsviz.widget(X, W, [10])
    found = heard(widget, "x", "weight", "bias")
    from_the_browser(widget, changes="w_0_0_1_1_9~b_0_0")
    assert [name for name, _ in found] == ["weight", "bias"]
    assert widget.weight.tolist() == [[[[1, 2], [3, 9]]]]
    # 1·1 + 2·2 + 4·3 + 5·9, and so on: by hand.
    assert widget.output.tolist() == [[[62, 77], [107, 122]]]
    answer = widget.answer
    assert (answer["y"]["data"], answer["changes"]) == ([62, 77, 107, 122], "w_0_0_1_1_9~b_0_0")
    assert (answer["check"]["engine"], answer["check"]["disagreement"]) == ("torch", 0.0)
    assert widget.scene["w"]["data"] == [1, 2, 3, 4]  # the original, to go back to
    from_the_browser(widget, changes="")
    assert (widget.weight.tolist(), widget.answer) == (W, {})


def test_new_numbers_from_python_keep_the_step_and_another_shape_does_not():
    widget = dsviz.widget(X, W)
    widget.step, widget.pinned = 2, ("x", 0, 1, 1)
    frame = widget.scene["id"]
    from_the_browser(widget, changes="x_0_0_0_5")
    widget.weight = [[[[1, 0], [0, 0]]]]
    assert (widget.output.tolist(), widget.changes, widget.answer) == ([[[5, 2], [4, 5]]], "", {})
    assert (widget.step, widget.scene["id"], widget.scene["x"]["data"][0]) == (2, frame, 5)
    widget.x = np.ones((1, 2, 3))
    assert (widget.step, widget.pinned, widget.output.tolist()) == (0, (), [[[1, 1]]])
    assert widget.scene["id"] != frame
    widget.load(*TWO, [1, 2], stride=2)
    assert (widget.output.shape, widget.bias.tolist()) == ((2, 1, 1), [1, 2])
    widget.bias = None
    assert widget.bias is None


def test_a_step_can_be_a_number_of_numpy():
    widget = dsviz.widget(X, W)
    widget.step = widget.output.argmax()
    assert (widget.step, type(widget.step)) == (3, int)
    with pytest.raises(ValueError, match="read-only"):
        widget.x[0, 0, 0] = 1  # it would not be seen


REFUSED = [
    ("step", 4, "step must be from 0 to 3, the last step of this layer; got 4"),
    ("step", -1, "step must be from 0 to 3, the last step of this layer; got -1"),
    ("step", 1.5, "step must be a whole number; got 1.5"),
    ("step", True, "step must be a whole number; got True"),
    ("part", 4, "part must be from 0 to 3, or None for the whole step; got 4"),
    ("order", "row", "order must be one of 'filter', 'place'; got 'row'"),
    ("pinned", ("q", 0), "pinned must begin with the name of a tensor, one of 'x', 'w', 'y'"),
    (
        "pinned",
        ("y", 0, 2, 0),
        "pinned must lie inside its tensor; got the index (0, 2, 0) where y has the shape",
    ),
    ("pinned", ("y", "a"), "pinned must lie inside its tensor; got the index ('a',)"),
    ("x", [[1, 2]], "x must have the axes (channels, height, width)"),
    ("weight", [[[[1, 1, 1, 1]]]], "kernel reach must be <= padded input; got 4 > 3"),
    (
        "changes",
        "x_0_0_9_1",
        "a change must lie inside its tensor; got x[0,0,9] where the shape is (1, 3, 3)",
    ),
    ("changes", "5", "a change is written tensor_indices_value, such as x_0_1_2_5; got '5'"),
]


@pytest.mark.parametrize(("name", "value", "sentence"), REFUSED)
def test_what_does_not_fit_is_refused_and_the_value_before_stands(name, value, sentence):
    widget = dsviz.widget(X, W)
    before = repr(getattr(widget, name))
    with pytest.raises(ValueError) as refused:  # noqa: PT011
        setattr(widget, name, value)
    assert str(refused.value).startswith(sentence)
    assert isinstance(refused.value, TraitError)
    assert repr(getattr(widget, name)) == before
    if name not in ("x", "weight"):  # which the browser tells as changes
        with pytest.raises(ValueError):  # noqa: PT011
            from_the_browser(widget, **{name: value})
        assert repr(getattr(widget, name)) == before


def test_parts_are_as_many_as_the_stage_walks_through():
    layers = [dsviz.trace(X, W).layer, dsviz.trace(X, W, [1]).layer, dsviz.trace(*TWO, [1, 2]).layer]
    # As tests/javascript/moment.test.mjs has them: window, products, sums, total, bias, result.
    assert [parts_of(layer, by_product=False) for layer in layers] == [4, 5, 7]
    assert [parts_of(layer, by_product=True) for layer in layers] == [7, 8, 14]


def test_a_badge_names_who_computed():
    scene = dsviz.widget(X, W).scene
    assert scene["labels"]["copy"] == ""  # there is no address to copy
    assert (scene["check"]["engine"], scene["labels"]["waiting"]) == ("torch", "computed in your browser")
    scene = dsviz.widget(X, W, backend="numpy", language="zh").scene
    assert (scene["check"]["engine"], scene["labels"]["here"]) == ("numpy", "在你的浏览器里计算")
    assert "NumPy" in scene["labels"]["waiting"]


def test_where_there_are_no_widgets_the_stage_shows_itself_as_a_page():
    data, _ = dsviz.widget(X, W, title="Mine")._repr_mimebundle_()
    assert data["text/html"].startswith("<iframe srcdoc=")
    assert "Mine" in data["text/html"]
    assert "application/vnd.jupyter.widget-view+json" in data


def test_without_anywidget_a_sentence_says_what_to_install(monkeypatch):
    monkeypatch.setitem(sys.modules, "anywidget", None)
    with pytest.raises(ModuleNotFoundError) as refused:
        dsviz.widget(X, W)
    assert str(refused.value) == (
        "dsviz.widget needs anywidget, which is not installed; "
        'pip install "dsviz[notebook]", or show the stage as a page with dsviz.stage_html'
    )


def test_a_setting_that_there_is_not_is_named():
    with pytest.raises(TypeError, match="colour"):
        dsviz.widget(X, W, colour="red")
