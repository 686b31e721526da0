"""Every mistake in a size or a count as a literal number, worked out by hand or by plain loops."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dsviz.conv.spec import ConvSpec
from dsviz.cost import Conv, depthwise, pointwise, standard
from dsviz.exercises.number_mistakes import explained, mistaken, right_number

# Height: 14 + 4 + 1 - 2(3 - 1) - 1 = 14, over stride 3. Width: 10 + 0 + 3 - 3(2 - 1) - 1 = 9, over 2.
UNEVEN = Conv(1, 1, (3, 2), ConvSpec(stride=(3, 2), padding=((4, 1), (0, 3)), dilation=(2, 3)))
# 3·2 taps, 3 slices, 8 filters: 144 weights and 8 biases; 4 x 5 places out of 7 x 9.
GROUPED = standard(6, 8, (3, 2), groups=2, stride=2, padding=1, bias=True)
# 45 weights, then 35 and 7 biases; 5 x 3 places out of 9 x 6.
PAIR = (depthwise(5, 3, padding=1, stride=2), pointwise(5, 7, bias=True))

CASES = [
    (
        "height",
        (UNEVEN,),
        (14, 10),
        5,
        [
            ("one-forgotten", 4),
            ("rounded-up", 6),
            ("padding-forgotten", 4),  # 9 / 3
            ("padding-once", 5),  # 13 / 3, the padding below forgotten
            ("padding-once", 4),  # 10 / 3, the padding above forgotten
            ("dilation-ignored", 6),  # 16 / 3
            ("stride-ignored", 15),
            ("kernel-ignored", 5),  # 14 / 3, rounded up
            ("axes-swapped", 5),
        ],
    ),
    (
        "width",
        (UNEVEN,),
        (14, 10),
        5,
        [
            ("one-forgotten", 4),
            ("rounded-up", 6),
            ("padding-forgotten", 4),  # 6 / 2
            ("padding-once", 4),  # 6 / 2
            ("padding-once", 5),  # 9 / 2: there is none on the left
            ("dilation-ignored", 6),  # 11 / 2
            ("stride-ignored", 10),
            ("kernel-ignored", 5),
            ("axes-swapped", 5),
        ],
    ),
    (
        "parameters",
        (GROUPED,),
        (7, 9),
        152,
        [
            ("bias-forgotten", 144),
            ("bias-added", 152),
            ("input-channels-forgotten", 3 * 2 * 8 + 8),
            ("filters-forgotten", 3 * 2 * 3 + 8),
            ("kernel-side-once", 3 * 3 * 8 + 8),
            ("groups-ignored", 3 * 2 * 6 * 8 + 8),
            ("groups-twice", 72 + 8),
            ("one-map-counted", 144 * 20),
        ],
    ),
    (
        "macs",
        (GROUPED,),
        (7, 9),
        2880,
        [
            ("one-place", 144),
            ("input-places", 144 * 63),
            ("flops", 5760),
            ("bias-counted", 152 * 20),
            ("input-channels-forgotten", 960),
            ("filters-forgotten", 360),
            ("kernel-side-once", 1440),
            ("groups-ignored", 5760),
            ("groups-twice", 1440),
        ],
    ),
    (
        "parameters",
        PAIR,
        (9, 6),
        87,
        [
            ("bias-forgotten", 80),
            ("bias-added", 92),  # 12 biases: of both layers
            ("depthwise-only", 52),
            ("pointwise-only", 42),
            ("ordinary-layer", 315 + 7),
            ("document-003", (9 + 5) * 7 + 7),
            ("one-map-counted", 1200),
        ],
    ),
    (
        "macs",
        PAIR,
        (9, 6),
        1200,
        [
            ("one-place", 80),
            ("input-places", 80 * 54),
            ("flops", 2400),
            ("bias-counted", 87 * 15),
            ("depthwise-only", 675),
            ("pointwise-only", 525),
            ("ordinary-layer", 4725),
            ("document-003", 1470),
        ],
    ),
]


@pytest.mark.parametrize(("asked", "layers", "size", "right", "wrong"), CASES)
def test_every_mistake_gives_the_number_worked_out_by_hand(asked, layers, size, right, wrong):
    assert right_number(asked, layers, size) == right
    assert list(mistaken(asked, layers, size)) == wrong


@pytest.mark.parametrize(
    ("asked", "layers", "size", "typed", "names"),
    [
        ("height", (UNEVEN,), (14, 10), 6, ("rounded-up", "dilation-ignored")),
        ("height", (UNEVEN,), (14, 10), 4, ("one-forgotten", "padding-forgotten", "padding-once")),
        ("height", (UNEVEN,), (14, 10), 5, ()),
        ("width", (UNEVEN,), (14, 10), 10, ("stride-ignored",)),
        ("parameters", (GROUPED,), (7, 9), 80, ("kernel-side-once", "groups-twice")),
        ("parameters", (GROUPED,), (7, 9), 152, ()),
        ("macs", (GROUPED,), (7, 9), 5760, ("flops", "groups-ignored")),
        ("parameters", PAIR, (9, 6), 105, ("document-003",)),
        ("macs", PAIR, (9, 6), 1201, ()),
    ],
)
def test_a_typed_number_is_explained_by_the_mistakes_that_give_it(asked, layers, size, typed, names):
    assert explained(asked, layers, size, typed) == names


def places(cells, kernel, stride, dilation):
    """Count by trying: how many windows lie wholly inside so many cells."""
    return sum(start + (kernel - 1) * dilation < cells for start in range(0, cells, stride))


@given(
    n=st.integers(8, 20),
    before=st.integers(0, 3),
    after=st.integers(0, 3),
    kernel=st.integers(2, 4),
    stride=st.integers(1, 4),
    dilation=st.integers(1, 2),
)
def test_the_sizes_of_mistakes_are_those_of_windows_that_are_tried_one_by_one(
    n, before, after, kernel, stride, dilation
):
    padding = ((before, after), (0, 0))
    layer = Conv(1, 1, (kernel, 1), ConvSpec((stride, 1), padding, (dilation, 1)))
    padded = n + before + after
    starts = range(padded - (kernel - 1) * dilation)
    assert right_number("height", [layer], (n, 5)) == places(padded, kernel, stride, dilation)
    assert list(mistaken("height", [layer], (n, 5))) == [
        ("one-forgotten", places(padded, kernel, stride, dilation) - 1),
        ("rounded-up", 1 + len({-(-start // stride) for start in starts[1:]})),
        ("padding-forgotten", places(n, kernel, stride, dilation)),
        ("padding-once", places(n + before, kernel, stride, dilation)),
        ("padding-once", places(n + after, kernel, stride, dilation)),
        ("dilation-ignored", places(padded, kernel, stride, 1)),
        ("stride-ignored", places(padded, kernel, 1, dilation)),
        ("kernel-ignored", len(range(0, n, stride))),
        ("axes-swapped", 5),
    ]
