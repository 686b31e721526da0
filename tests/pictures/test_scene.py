"""The bundled picture is the one the script beside this test draws."""

import io

import numpy as np
from draw_scene import scene, small
from PIL import Image

from dsviz.content.pictures import picture, pixels
from dsviz.reading.picture import read_picture


def test_the_bundled_picture_is_what_the_script_draws():
    with Image.open(io.BytesIO(picture("scene"))) as bundled:
        assert bundled.mode == "RGB"
        np.testing.assert_array_equal(np.asarray(bundled), scene())


def test_it_is_small_enough_to_travel_with_the_app():
    assert len(picture("scene")) < 40_000


def test_the_small_picture_is_the_large_one_as_the_app_reads_it_in_64_by_64():
    colours = np.frombuffer(pixels("scene-64"), dtype=np.uint8).reshape(64, 64, 3)
    np.testing.assert_array_equal(colours, small())
    read = read_picture(picture("scene"), 64, grey=False)
    np.testing.assert_array_equal(np.moveaxis(colours, -1, 0), read)
