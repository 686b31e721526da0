"""Check my work: a layer out of a file of numbers."""

import numpy as np
import pytest

from tests.reading.files.made import npy, safetensors

FILE = "Check_my_work"
X = np.arange(18.0).reshape(2, 3, 3)
W = np.arange(-72.0, 72).reshape(9, 2, 2, 4)[..., :2] / 4


@pytest.fixture
def own(visit):
    return visit(FILE, example="own")


def upload(app, name, data):
    return app.file_uploader(key="numbers-file").upload(name, data, "application/octet-stream").run()


def press_take(app):
    return next(each for each in app.button if each.label == "Take").click().run()


def texts(app):
    return [each.value for each in app.text_area]


def test_a_tensor_of_a_file_fills_its_box(own):
    app = upload(own, "x.npy", npy(X))
    app = press_take(app)
    assert not app.exception
    assert texts(app)[0].split() == str(X.astype(int).tolist()).split()


def test_the_layers_of_a_file_are_listed_with_shape_order_and_kind_and_taken_in_part(own):
    tensors = {"0.bias": np.zeros(64, "f4"), "0.weight": np.ones((64, 3, 3, 3), "f4")}
    app = upload(own, "net.safetensors", safetensors(tensors))
    chosen = next(each for each in app.selectbox if each.label.startswith("Tensor"))
    assert "0.weight, 64 × 3 × 3 × 3, OIHW, convolution" in chosen.options
    assert [each.value for each in app.slider] == [(0, 7), (0, 2)]
    app = press_take(app)
    assert any(text.count("1") == 8 * 27 for text in texts(app))


def test_what_cannot_be_read_is_answered(own):
    app = upload(own, "x.npy", b"these are words")
    assert any("A file of numbers must be .npy" in each.value for each in app.error)
    app = upload(own, "x.npy", npy(np.array([[[1.0, np.nan]]])))
    app = press_take(app)
    assert any("Every number of x must be finite" in each.value for each in app.error)
