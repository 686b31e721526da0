"""The bundled picture is the one the script beside this test draws."""

import io

import numpy as np
from draw_scene import scene
from PIL import Image

from dsviz.content.pictures import picture


def test_the_bundled_picture_is_what_the_script_draws():
    with Image.open(io.BytesIO(picture("scene"))) as bundled:
        assert bundled.mode == "RGB"
        np.testing.assert_array_equal(np.asarray(bundled), scene())


def test_it_is_small_enough_to_travel_with_the_app():
    assert len(picture("scene")) < 40_000
