"""What heatmaps say to those who do not see them is true of each."""

import numpy as np
import pytest

from dsviz.content import label
from dsviz.course.results import maps_alt

VALUES = np.array([[[16, 33], [10, -3]]])


@pytest.mark.parametrize("spoken", ["en", "zh"])
def test_only_a_map_that_a_stage_walks_is_said_to_stand_there(spoken):
    stands = label("result.alt", spoken, name="{}", shape="1 × 2 × 2")
    assert maps_alt("y", VALUES, spoken) == stands.format("y")
    for name in ("x", "conv2d", "mix", "standard"):
        said = maps_alt(name, VALUES, spoken)
        assert said != stands.format(name)
        assert [number in said for number in ("16", "33", "10", "−3")] == [True] * 4
