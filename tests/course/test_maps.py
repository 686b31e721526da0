"""The maps of the course: a cell has a colour for light paper, one for dark, its number legible on both."""

import re

import numpy as np
import pytest

from dsviz.course.maps import maps_svg
from dsviz.figures.theme import DARKEST
from tests.figures.test_group_colours import contrast

FILLS = re.compile(r"fill:light-dark\((#\w{6}),(#\w{6})\)")
LEAST = 4.5


@pytest.mark.parametrize("role", DARKEST)
def test_numbers_are_legible_on_every_cell_of_light_and_of_dark_paper(role):
    for least in (0, -6):
        values = np.linspace(least, 6, 13).reshape(1, 1, 13)
        fills = FILLS.findall(maps_svg(values, role, "y", [""] * 13, "a map"))
        assert len(fills) == 13
        assert len({dark for _, dark in fills}) == len({light for light, _ in fills}) == 13
        for light, dark in fills:
            assert contrast("#000000", light) >= LEAST
            assert contrast("#ffffff", dark) >= LEAST
