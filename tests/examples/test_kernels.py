"""The kernels of image processing do what their names say, as worked out without them."""

import numpy as np
import pytest

from dsviz.content import label
from dsviz.conv.convolve import convolve
from dsviz.examples.kernels import KERNELS, for_all_channels, for_each_channel, get_kernel

ROWS, COLUMNS = np.mgrid[0:6, 0:7].astype(float)
PICTURE = (3 * ROWS * ROWS + 5 * COLUMNS + ROWS * COLUMNS)[np.newaxis]
INSIDE = PICTURE[:, 1:-1, 1:-1]


def laid(name, x):
    return convolve(x, for_each_channel(get_kernel(name).values, len(x)), groups=len(x))


def test_the_identity_gives_the_picture_back():
    np.testing.assert_array_equal(laid("identity", PICTURE), INSIDE)


def test_the_means_leave_a_flat_picture_and_weigh_one_altogether():
    for name in ("box", "gaussian"):
        np.testing.assert_allclose(laid(name, np.full((1, 5, 5), 16.0)), 16.0, rtol=1e-15)
        assert get_kernel(name).values.sum() == pytest.approx(1, abs=1e-15)
    np.testing.assert_array_equal(laid("box", 9 * PICTURE).shape, INSIDE.shape)
    np.testing.assert_allclose(laid("box", PICTURE)[0, 0, 0], PICTURE[0, :3, :3].mean(), rtol=1e-15)


def test_the_gaussian_is_the_product_of_its_two_axes():
    along = np.array([0.25, 0.5, 0.25])
    np.testing.assert_array_equal(get_kernel("gaussian").values, np.outer(along, along))


@pytest.mark.parametrize(("name", "slope"), [("sobel-x", (0, 8)), ("sobel-y", (8, 0))])
def test_sobel_measures_eight_times_the_slope_along_its_axis_only(name, slope):
    for ramp, expected in zip((ROWS, COLUMNS), slope, strict=True):
        np.testing.assert_array_equal(laid(name, ramp[np.newaxis]), np.full(INSIDE.shape, expected))


def test_the_laplacian_is_zero_on_slopes_and_two_on_each_square():
    np.testing.assert_array_equal(laid("laplacian", (2 * ROWS - COLUMNS)[np.newaxis]), np.zeros(INSIDE.shape))
    squares = (ROWS**2 + COLUMNS**2)[np.newaxis]
    np.testing.assert_array_equal(laid("laplacian", squares), np.full(INSIDE.shape, 4.0))


def test_sharpening_takes_the_laplacian_away_from_the_picture():
    np.testing.assert_array_equal(laid("sharpen", PICTURE), INSIDE - laid("laplacian", PICTURE))


def test_embossing_keeps_a_flat_picture_and_lights_it_from_one_corner():
    np.testing.assert_array_equal(laid("emboss", np.full((1, 4, 4), 7.0)), np.full((1, 2, 2), 7.0))
    values = get_kernel("emboss").values
    around = values - get_kernel("identity").values
    np.testing.assert_array_equal(around[::-1, ::-1], -around)


def test_each_channel_by_itself_and_all_into_one():
    x = np.concatenate([PICTURE, 2 * PICTURE, -PICTURE])
    each = laid("emboss", x)
    assert each.shape == (3, 4, 5)
    summed = convolve(x, for_all_channels(get_kernel("emboss").values, 3))
    np.testing.assert_array_equal(summed, each.sum(0, keepdims=True))


def test_every_kernel_is_named_with_its_source_and_cannot_be_changed():
    assert len({kernel.id for kernel in KERNELS}) == len(KERNELS)
    for kernel in KERNELS:
        assert label(f"kernel.{kernel.id}")
        assert label(f"kernel.{kernel.id}.does")
        assert label(f"kernel.{kernel.id}.source")
        assert not kernel.values.flags.writeable
