"""Sums of another layer are told as such; those of this one keep their reasons, however wrong they are."""

import pytest

from dsviz.check.sums.cells import workings_of
from dsviz.check.sums.other_layer import OtherLayer, other_layer
from dsviz.conv.trace import Trace, trace
from dsviz.examples import ALL, HAND, Example, get
from dsviz.examples.hand_lines import LINES, PASSAGE

ROWS = PASSAGE.split("\n")
OTHERS = [each for each in ALL if isinstance(each, Example) and each.id != HAND.example_id]
OPENS = get("depthwise-tensorflow")


def found(text, layer, cell=(0, 0, 0)):
    traced = Trace(layer, "numpy")
    return other_layer(text, workings_of(text, traced.at, traced.output.shape, cell), layer)


@pytest.mark.parametrize("example", OTHERS, ids=lambda each: each.id)
def test_the_documents_calculation_is_never_held_against_another_layer(example):
    slices = example.layer.slices
    channels = 3 if slices < 3 else 0
    assert found(PASSAGE, example.layer) == OtherLayer(channels, slices, HAND.example_id)


@pytest.mark.parametrize(
    ("text", "channels"),
    [
        *((line, 0) for line in LINES),
        ("\n".join(ROWS[2:]), 3),
        ("\n".join(ROWS[3:]), 2),
        ("\n".join(ROWS[4:]), 0),
        ("偏置:1\n\n1+(-1)+ 0 + 1 = 1", 0),
        # In somebody's own words, the last product's slip put right.
        ("R: 0*0 + 0*1 + 0*(-1) + 0*(-1) + 0*0 + 1*1 + 0*(-1) + 0*(-1) + 1*0 = 1", 0),
    ],
)
def test_so_is_any_part_of_it(text, channels):
    assert found(text, OPENS.layer) == OtherLayer(channels, 1, HAND.example_id)


@pytest.mark.parametrize("cell", [HAND.place, (1, 2, 2)])
@pytest.mark.parametrize("text", [PASSAGE, *LINES])
def test_in_its_own_layer_its_slip_has_its_reason(text, cell):
    assert found(text, get(HAND.example_id).layer, cell) is None


LAYER = trace(
    [[[52, 55], [61, 68]], [[3, 4], [5, 9]]], [[[[1, 2], [3, 4]]], [[[5, 6], [7, 8]]]], groups=2
).layer


@pytest.mark.parametrize(
    "text",
    [
        "Channel 0: 52*1 + 55*2 + 61*3 + 68*4 = 617\nChannel 1: 3*5 + 4*6 + 5*7 + 9*8 = 146",
        # A slip in each of the two.
        "Channel 0: 52*1 + 55*2 + 61*3 + 68*5 = 685\nChannel 1: 3*5 + 4*6 + 5*7 + 9*9 = 155",
        "52*1 + 55*2 + 61*3 + 68*5 = 685",
        "0*1 + 0*2 + 1*3 + 1*4 = 7",
        "1+(-1)+0+1 = 1",
        "1*2 = 2",
    ],
)
def test_sums_with_slips_are_this_layers(text):
    assert found(text, LAYER) is None
