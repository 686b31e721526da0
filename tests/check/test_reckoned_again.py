"""What is said of an answer is reckoned again: two mistakes together, and amounts that digits can show."""

import numpy as np
import pytest

import dsviz

X = np.arange(1.0, 10).reshape(3, 3)
ONES = np.ones((3, 3))
MODES = ("zeros", "replicate", "circular")


def reflected(x: np.ndarray) -> np.ndarray:
    """The sums of 3x3 windows of a picture that is mirrored without its edge."""
    padded = np.pad(x, 1, mode="reflect")
    return np.array([[padded[i : i + 3, j : j + 3].sum() for j in range(3)] for i in range(3)])


@pytest.mark.parametrize("mode", MODES)
def test_a_constant_besides_another_border(mode: str) -> None:
    """A pixel misread is mirrored too, and would give other numbers."""
    found = dsviz.check((reflected(X) + 1).tolist(), X.tolist(), ONES.tolist(), padding=1, padding_mode=mode)
    assert [one.id for one in found.findings] == ["border-filled-otherwise+constant-added"]


@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize("place", [(1, 1), (0, 1)])
def test_a_pixel_misread_before_the_border_was_mirrored(mode: str, place: tuple[int, int]) -> None:
    misread = X.copy()
    misread[place] += 1
    found = dsviz.check(reflected(misread).tolist(), X.tolist(), ONES.tolist(), padding=1, padding_mode=mode)
    assert [one.id for one in found.findings] == ["border-filled-otherwise+pixel-misread"]
    row, col = place
    assert f"x[0,{row},{col}] was taken as {misread[place]:g}" in found.findings[0].sentence


def test_no_amount_that_the_digits_cannot_show() -> None:
    """Eleven numbers are right as rounded, and one is off by 0.00025: nothing is too large everywhere."""
    x = "[[[-0.1188,1.0908,-1.9150,-0.7881,-2.0879,-0.9185],[0.4802,0.5537,0.3093,0.3806,-0.9229,1.0791]]]"
    right = "[[[-0.0762,-0.6929,0.8735,0.2974,1.6289,-0.0219],[0.4834,0.4561,{},0.4846,0.2264,0.6538]]]"
    w, b = "[[[-0.4768],[-0.5459]],[[-0.0369],[0.2350]]]", "[0.1293,0.3662]"
    found = dsviz.check(right.format("0.5098"), x, w, b)
    assert (found.marks == "wrong").sum() == 1
    assert not [one for one in found.findings if "constant-added" in one.id]


@pytest.mark.parametrize("amount", [0.01, 0.3, -2.0])
def test_an_amount_that_they_show_is_told(amount: float) -> None:
    rng = np.random.default_rng(5)
    x, w = rng.normal(size=(1, 6, 6)).round(4), rng.normal(size=(1, 1, 3, 3)).round(4)
    right = dsviz.convolve(x, w)
    found = dsviz.check(np.round(np.asarray(right) + amount, 4), x, w)
    assert [one.id for one in found.findings] == ["constant-added"]
