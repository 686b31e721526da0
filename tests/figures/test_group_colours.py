import numpy as np
import pytest

from dsviz.figures.falling import falling
from dsviz.figures.theme import DASHES, DISTINCT, HUE


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
