"""What heatmaps say to those who do not see them is true of each."""

from types import SimpleNamespace

import numpy as np
import pytest

from dsviz.content import label
from dsviz.course.chains import seen_alt
from dsviz.course.results import maps_alt, told_maps

VALUES = np.array([[[16, 33], [10, -3]]])


@pytest.mark.parametrize("spoken", ["en", "zh"])
def test_only_a_map_that_a_stage_walks_is_said_to_stand_there(spoken):
    stands = label("result.alt", spoken, name="{}", shape="1 × 2 × 2")
    assert maps_alt("y", VALUES, spoken) == stands.format("y")
    for name in ("x", "conv2d", "mix", "standard"):
        said = maps_alt(name, VALUES, spoken)
        assert said != stands.format(name)
        assert [number in said for number in ("16", "33", "10", "−3")] == [True] * 4
    # Of a layer after another the stage above walks the first.
    assert all(number in told_maps("y", VALUES, spoken) for number in ("16", "33", "10", "−3"))


@pytest.mark.parametrize("spoken", ["en", "zh"])
def test_a_map_of_several_layers_says_its_numbers(spoken):
    chosen = SimpleNamespace(output="y[0,0,0]")
    said = seen_alt(chosen, "y", VALUES, VALUES == 33, spoken)
    assert all(number in said for number in ("16", "33", "10", "−3"))
