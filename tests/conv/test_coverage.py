"""Which positions no window reads, checked against the traced windows."""

import pytest

import dsviz
from dsviz.conv.coverage import never_read, times_read
from dsviz.conv.geometry import same_padding

SETTINGS = [
    (n, kernel, stride, pads, dilation)
    for n in (3, 4, 6, 9)
    for kernel in (1, 2, 3)
    for stride in (1, 2, 4)
    for pads in ((0, 0), (1, 1), (0, 1))
    for dilation in (1, 2)
    if (kernel - 1) * dilation + 1 <= n + sum(pads)
]


@pytest.mark.parametrize(("n", "kernel", "stride", "pads", "dilation"), SETTINGS)
def test_counts_are_those_of_the_traced_windows(n, kernel, stride, pads, dilation):
    steps = dsviz.trace(
        [[[1] * n]],
        [[[[1] * kernel]]],
        stride=(1, stride),
        padding=((0, 0), pads),
        dilation=(1, dilation),
        backend="numpy",
    )
    touched = [tap.in_col for step in steps for tap in step.taps]
    counts = times_read(n, kernel, stride, pads, dilation)
    assert counts == {position: touched.count(position) for position in range(-pads[0], n + pads[1])}
    assert set(never_read(n, kernel, stride, pads, dilation)) == set(counts) - set(touched)


@pytest.mark.parametrize(
    ("n", "kernel", "stride", "tensorflow", "torch"),
    [
        (4, 3, 2, (), (4,)),
        (5, 3, 2, (), ()),
        (224, 3, 2, (), (224,)),
        (8, 3, 4, (3, 7), (2, 6, 7, 8)),
    ],
)
def test_what_same_and_padding_1_leave_out(n, kernel, stride, tensorflow, torch):
    assert never_read(n, kernel, stride, same_padding(n, kernel, stride)) == tensorflow
    assert never_read(n, kernel, stride, (1, 1)) == torch
