"""The guides on their pages: what goes to the stage, and the beat in the link."""

import pytest

from dsviz.examples import by_topic, get
from dsviz.examples.changes import changed, read_changes
from dsviz.ui.inputs.names import GUIDE, OF_ONE_EXAMPLE
from dsviz.ui.parts.guides import guides_of
from dsviz.ui.shell.address import Past

TWO = ("depthwise", "pointwise")


def test_a_beat_in_the_link_stays_and_goes_with_another_example(visit):
    app = visit("Standard_convolution", guide="standard.3")
    assert not app.exception
    assert app.query_params.get("guide") == "standard.3"
    app.selectbox(key="example").select("standard-guide").run()
    assert "guide" not in app.query_params
    assert GUIDE.name in OF_ONE_EXAMPLE


def test_a_beat_that_only_the_browser_knows_of_is_no_older_link():
    past = Past("page", [{"example": "a", "guide": "standard.1"}])
    past.add({"example": "b", "guide": "standard.1"})
    assert not past.is_overtaken({"example": "b", "guide": "standard.4"})
    assert past.is_overtaken({"example": "a", "guide": "standard.4"})


@pytest.mark.parametrize(
    ("page", "shown", "lent"),
    [
        ("standard", "standard-cs231n", [[]]),
        ("standard", "standard-guide", [["standard"]]),
        ("depthwise", "depthwise-tensorflow", [["multiplied"]]),
        ("separable", "separable-tensorflow", [["pointwise"], ["standard", "pointwise"]]),
        (
            "separable",
            "separable-picture",
            [["depthwise", "pointwise"], ["standard", "depthwise", "pointwise"]],
        ),
    ],
)
def test_a_layer_that_the_page_does_not_show_is_lent(page, shown, lent):
    guides = guides_of(page, get(shown), "numpy", "en")
    assert [list(guide["scenes"]) for guide in guides] == lent


def test_a_lent_layer_of_two_in_one_run_counts_the_steps_of_both():
    two, _ = guides_of("separable", get("separable-tensorflow"), "numpy", "en")
    assert two["scenes"]["pointwise"]["among"] == (8, 20)
    _, cheaper = guides_of("separable", get("separable-picture"), "numpy", "en")
    assert cheaper["scenes"]["depthwise"]["among"] == (0, 20)
    assert cheaper["scenes"]["pointwise"]["among"] == (8, 20)
    assert "among" not in cheaper["scenes"]["standard"]


def test_a_guide_says_the_readers_numbers_where_it_is_about_them():
    example = changed(get("standard-cs231n"), read_changes("b_0_7"))
    (guide,) = guides_of("standard", example, "numpy", "en")
    assert guide["beats"][5]["right"] == 7
    other = changed(get("standard-guide"), read_changes("x_0_0_0_7"))
    (guide,) = guides_of("standard", other, "numpy", "en")
    assert guide["beats"][5]["right"] == 1
    assert guide["scenes"]["standard"]["y"]["data"][4] == 1


def test_the_tensor_between_two_layers_is_lent_as_such():
    chain = by_topic("separable")[0]
    first, _ = guides_of("separable", chain, "numpy", "en")
    assert first["scenes"]["pointwise"]["middle"] == "x"


@pytest.mark.parametrize(
    ("page", "name", "letters"),
    [("backward", "dx-stamped", ["dx", "w", "dy"]), ("transposed", "stamped", ["y", "w", "x"])],
)
def test_a_scatter_that_is_lent_has_the_letters_of_its_own_page(page, name, letters):
    (guide,) = guides_of(page, None, "numpy", "en")
    scene = guide["scenes"][name]
    assert [scene["copies"][tensor]["letter"] for tensor in "xwy"] == letters
