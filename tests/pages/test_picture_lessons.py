"""The lessons with the picture: maps as pictures, tensors as files, the way to a picture of one's own."""

import base64
import json
from io import BytesIO

import numpy as np
import pytest
from numpy.lib.stride_tricks import sliding_window_view
from PIL import Image

from dsviz.content import label
from dsviz.examples import get
from dsviz.slides.naming import AS_USUAL
from dsviz.ui.parts import downloads, drawings, own_picture
from dsviz.ui.parts.cache import CACHE_SIZE, FEW, by_size

PAGES = {
    "depthwise": "Depthwise_convolution",
    "pointwise": "Pointwise_convolution",
    "separable": "Depthwise_separable",
}
UPLOAD = "own-picture-file"
# One of 64x128: what is taken is its middle, columns 32 to 95.
PIXELS = np.random.default_rng(10).integers(0, 256, (64, 128, 3), dtype=np.uint8)
MIDDLE = np.moveaxis(PIXELS[:, 32:96], -1, 0).astype(np.int64)


def png(pixels):
    file = BytesIO()
    Image.fromarray(pixels).save(file, "PNG")
    return file.getvalue()


def upload(app, data, name="mine.png"):
    return app.file_uploader(key=UPLOAD).upload(name, data, "image/png").run()


def stages_of(app):
    return [json.loads(each.proto.json)[0] for each in app.get("bidi_component")]


def numbers(scene, name):
    data, shape = scene[name]["data"], scene[name]["shape"]
    if isinstance(data, str):
        data = np.frombuffer(base64.b64decode(data), scene[name].get("dtype", "float64").lower())
    return np.reshape(data, shape)


def maps_of(picture):
    """Each channel with its own kernel: NumPy's windows times weights, in whole numbers."""
    kernels = get("depthwise-64").layer.weight[:, 0].astype(np.int64)
    return np.einsum("cijuv,cuv->cij", sliding_window_view(picture, (3, 3), axis=(1, 2)), kernels)


def mixed(maps):
    return np.einsum("nc,cij->nij", get("pointwise-64").layer.weight[:, :, 0, 0].astype(np.int64), maps)


@pytest.mark.parametrize("topic", PAGES)
def test_a_lesson_shows_the_picture_and_prints_no_thousands_of_numbers(visit, topic):
    app = visit(PAGES[topic], example=f"{topic}-64")
    assert not app.exception
    stages = [json.loads(each.proto.json)[0] for each in app.get("bidi_component")]
    assert len(stages) == (2 if topic == "separable" else 1)
    assert all(stage["pixels"] and "pixels_window" in stage["labels"] for stage in stages)
    words = [each.value for each in app.markdown]
    assert label(f"example.{topic}-64.note") in words
    assert label("tensors.many") in words
    assert not app.code
    assert sum(len(each.proto.spec) for each in app.get("plotly_chart")) < 600_000


def test_a_picture_of_ones_own_goes_through_the_kernels_of_each_lesson(visit):
    app = upload(visit(PAGES["depthwise"], example="depthwise-64"), png(PIXELS))
    (stage,) = stages_of(app)
    assert np.array_equal(numbers(stage, "x"), MIDDLE)
    assert np.array_equal(numbers(stage, "w"), get("depthwise-64").layer.weight)
    assert np.array_equal(numbers(stage, "y"), maps_of(MIDDLE))
    assert stage["check"]["engine"] == "torch"
    assert stage["check"]["disagreement"] == 0
    assert stage["id"] == "depthwise-64"  # the same run: its step stays
    note = label("own_picture.note", note=label("example.depthwise-64.note"))
    assert note in [each.value for each in app.markdown]


@pytest.mark.parametrize("topic", ["pointwise", "separable"])
def test_it_is_what_the_pointwise_layer_mixes(visit, topic):
    app = upload(visit(PAGES[topic], example=f"{topic}-64"), png(PIXELS))
    *first, last = stages_of(app)
    assert np.array_equal(numbers(last, "x"), maps_of(MIDDLE))
    assert np.array_equal(numbers(last, "y"), mixed(maps_of(MIDDLE)))
    assert last["check"]["disagreement"] == 0
    assert all(np.array_equal(numbers(each, "x"), MIDDLE) for each in first)


def test_it_goes_along_in_the_session_and_back_to_the_bundled_one(visit):
    app = upload(visit(PAGES["depthwise"], example="depthwise-64"), png(PIXELS))
    app = app.selectbox(key="example").select("depthwise-tensorflow").run()
    assert not [each for each in app.get("file_uploader") if each.key == UPLOAD]
    app = app.selectbox(key="example").select("depthwise-64").run()
    assert np.array_equal(numbers(stages_of(app)[0], "x"), MIDDLE)
    app = app.button(key="own-picture-back").click().run()
    assert np.array_equal(numbers(stages_of(app)[0], "x"), get("depthwise-64").layer.x)
    # The file stays in the uploader, and is not taken again; another one takes its place.
    assert np.array_equal(numbers(stages_of(app.run())[0], "x"), get("depthwise-64").layer.x)
    app = upload(app, png(PIXELS[::-1]), "other.png")
    assert np.array_equal(numbers(stages_of(app)[0], "x"), MIDDLE[:, ::-1])


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (png(PIXELS[:30, :40]), "the picture must have at least 64 × 64 pixels here; got 30 × 40"),
        (b"no picture", "a picture must be a PNG, JPEG, WebP, GIF, BMP, TIFF, AVIF or HEIC file"),
    ],
    ids=["small", "no picture"],
)
def test_what_cannot_be_taken_is_said_beside_the_upload_and_the_stage_stays(visit, data, sentence):
    app = upload(visit(PAGES["depthwise"], example="depthwise-64"), data)
    assert not app.exception
    (warning,) = app.warning
    assert sentence in warning.value
    assert np.array_equal(numbers(stages_of(app)[0], "x"), get("depthwise-64").layer.x)


def test_a_larger_picture_for_watching_goes_through_all_three_lessons(visit):
    pixels = np.random.default_rng(11).integers(0, 256, (224, 300, 3), dtype=np.uint8)
    middle = np.moveaxis(pixels[:, 38:262], -1, 0).astype(np.int64)
    app = visit(PAGES["separable"], example="separable-64")
    assert app.radio(key="own-picture-size").options == ["64 × 64", "128 × 128", "224 × 224"]
    app = upload(app, png(pixels))
    assert [numbers(each, "x").shape for each in stages_of(app)] == [(3, 64, 64), (3, 62, 62)]
    app = app.radio(key="own-picture-size").set_value(224).run()
    assert not app.exception
    first, last = stages_of(app)
    assert np.array_equal(numbers(first, "x"), middle)
    assert np.array_equal(numbers(last, "x"), maps_of(middle))
    assert np.array_equal(numbers(last, "y"), mixed(maps_of(middle)))
    assert first["title"] == last["title"] == label("own_picture.title", side=224)
    options = app.selectbox(key="example").options
    assert "A 224×224 picture → 3 maps → 4 maps" in options
    assert not any("64" in each for each in options)
    # 2 bytes a number at most, in base64: 4 letters for 3 bytes.
    counted = sum(numbers(each, name).size for each in (first, last) for name in "xy")
    assert sum(len(json.dumps(each)) for each in (first, last)) < counted * 2 * 4 / 3 + 20_000
    app = app.selectbox(key="example").select("separable-tensorflow").run()
    app = app.selectbox(key="example").select("separable-64").run()
    assert numbers(stages_of(app)[0], "x").shape == (3, 224, 224)
    app = app.button(key="own-picture-back").click().run()
    assert np.array_equal(numbers(stages_of(app)[0], "x"), get("depthwise-64").layer.x)


@pytest.mark.parametrize("language", ["en", "zh"])
def test_pointwise_calls_its_input_the_maps_of_the_picture(visit, language):
    pixels = np.random.default_rng(12).integers(0, 256, (128, 128, 3), dtype=np.uint8)
    app = upload(visit(PAGES["pointwise"], example="pointwise-64", lang=language), png(pixels))
    app = app.radio(key="own-picture-size").set_value(128).run()
    (stage,) = stages_of(app)
    assert numbers(stage, "x").shape == (3, 126, 126)
    told = {"en": "The 3 maps of your 128×128 picture", "zh": "你的 128×128 图片的 3 张特征图"}
    assert stage["title"] == told[language]


def test_files_of_a_larger_picture_are_named_by_its_size(monkeypatch):
    own = own_picture.Held({64: None, 128: None, 224: None}, (), 224, 224)
    monkeypatch.setattr(own_picture.st, "session_state", {own_picture.HELD: own, own_picture.SHOWN: 224})
    chain = get("separable-64")
    names = [each.name for each in downloads.files(chain, "", None, "en")]
    assert "separable-224.npz" in names
    names += [each.name for each in drawings.drawings(chain, "", 0, "en", False, AS_USUAL, [], "")]
    assert not [name for name in names if "-64" in name]
    other = get("separable-tensorflow")
    assert own_picture.with_size(other.id, "a 64×64 picture") == "a 64×64 picture"
    monkeypatch.setattr(own_picture.st, "session_state", {})
    assert own_picture.with_size(chain.id, chain.id) == "separable-64"


@pytest.mark.parametrize("example", ["separable-tensorflow", "separable-picture"])
def test_both_stages_of_a_run_are_called_what_is_chosen(visit, example):
    stages = stages_of(visit(PAGES["separable"], example=example))
    assert [each["title"] for each in stages] == [label(f"example.{example}.title")] * 2


def test_no_size_is_offered_that_a_picture_has_not_the_pixels_for_and_it_says_why(visit):
    def of(height, width, **link):
        page = visit(PAGES["depthwise"], example="depthwise-64", **link)
        app = upload(page, png(np.zeros((height, width, 3), np.uint8)))
        return app.radio(key="own-picture-size").options, [each.value for each in app.caption]

    offered, told = of(200, 130)
    assert offered == ["64 × 64", "128 × 128"]
    why = "Your picture has 200 × 130 pixels (rows × columns), and is never enlarged."
    assert f"Not offered: 224 × 224. {why}" in told
    offered, told = of(80, 100, lang="zh")
    assert offered == ["64 × 64"]
    why = "你的图片是 80 × 100 像素（行 × 列），而图片从不放大。"
    assert f"没有列出 128 × 128、224 × 224：{why}" in told
    offered, told = of(224, 300)
    assert len(offered) == 3
    assert not [each for each in told if "Not offered" in each]


def test_a_changed_weight_stays_on_another_picture_and_a_changed_pixel_goes(visit):
    app = visit(PAGES["depthwise"], example="depthwise-64", edits="x_0_0_0_7~w_0_0_1_1_5")
    app = upload(app, png(PIXELS))
    (stage,) = stages_of(app)
    assert stage["changes"] == "w_0_0_1_1_5"
    assert numbers(stage, "x")[0, 0, 0] == MIDDLE[0, 0, 0]
    assert numbers(stage, "y")[0, 0, 0] == maps_of(MIDDLE)[0, 0, 0] + 5 * MIDDLE[0, 1, 1]


def test_few_results_of_pictures_are_kept_and_many_of_small_examples():
    made = []
    kept = by_size(lambda example, _: made.append(example.id))
    for example, calls in (("depthwise-64", FEW + 1), ("depthwise-tensorflow", CACHE_SIZE)):
        made.clear()
        for turn in range(calls):
            kept(get(example), turn)
        kept(get(example), 0)  # the oldest
        assert len(made) == (calls + 1 if example == "depthwise-64" else calls)
