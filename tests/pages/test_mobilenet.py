"""The page on MobileNet: every part opens, says what the layers give, and answers bad links and pictures."""

import io
import json

import numpy as np
import pytest
import torch
from PIL import Image

from dsviz.content import label
from dsviz.cost import count
from dsviz.cost.architectures import RESOLUTIONS, WIDTHS, document_002, mobilenet
from dsviz.cost.published import RESOLUTION_TABLE, WIDTH_TABLE
from dsviz.examples.block import BLOCKS, MOBILENET, Rectified, result
from dsviz.networks import MobileNet, feature_maps, initialise
from dsviz.ui.mobilenet.block import norm_rows, norm_sums
from dsviz.ui.mobilenet.network import PARTS, Chosen, counted
from dsviz.ui.parts.pictures import bundled, uploaded
from dsviz.ui.parts.timing import JOB
from tests.thorough import one_in

FILE = "MobileNet"


def text_of(app):
    kinds = (app.markdown, app.info, app.success, app.caption, app.header)
    return "\n".join(each.value for kind in kinds for each in kind)


def table(app, at=0):
    """One of the page's tables as a frame."""
    return app.dataframe[at].value


def troubles(app):
    return [each.value for kind in (app.exception, app.warning, app.error) for each in kind]


def saved(pixels, kind="PNG"):
    file = io.BytesIO()
    Image.fromarray(pixels).save(file, kind)
    return file.getvalue()


@pytest.mark.parametrize("part", PARTS)
def test_every_part_opens_by_its_link_and_says_that_no_weights_are_downloaded(visit, part):
    app = visit(FILE, part=part)
    assert not troubles(app)
    assert [title.value for title in app.title] == [label("page.mobilenet.title")]
    assert "No weights are downloaded" in text_of(app)


@pytest.mark.parametrize(
    ("alpha", "resolution"), one_in(3, [(alpha, side) for alpha in WIDTHS for side in RESOLUTIONS])
)
def test_the_sliders_count_all_16_networks(visit, alpha, resolution):
    app = visit(FILE, alpha=f"{alpha:g}", resolution=str(resolution))
    expected = count(mobilenet(alpha, resolution))
    shown = [each.value for each in app.metric]
    full = count(mobilenet(alpha, resolution, full_convolutions=True))
    assert shown == [f"{expected.macs:,}", f"{expected.parameters:,}", f"{full.macs:,}"]


def test_the_layers_of_the_table_add_up_to_the_totals(visit):
    app = visit(FILE, every="on", network="document")
    frame, expected = table(app, 1), count(document_002())
    assert len(frame) == len(expected.layers)
    assert frame[label("mobilenet.table.macs")].sum() == expected.macs == 46_354_432
    assert frame[label("mobilenet.table.parameters")].sum() == expected.parameters == 3_217_226
    assert frame[label("mobilenet.table.share")].sum() == pytest.approx(100)


def test_the_family_stands_beside_what_the_paper_prints(visit):
    frame = table(visit(FILE, part="family"))
    assert len(frame) == 16
    for printed in {(one.width, one.resolution): one for one in (*WIDTH_TABLE, *RESOLUTION_TABLE)}.values():
        alpha, side = label("mobilenet.family.alpha"), label("mobilenet.family.side")
        line = frame[(frame[alpha] == printed.width) & (frame[side] == printed.resolution)].iloc[0]
        assert line[label("mobilenet.family.printed_macs")] == printed.m_macs
        assert abs(line[label("mobilenet.family.m_macs")] - printed.m_macs) < 1
        assert line[label("mobilenet.family.accuracy")] == printed.accuracy


@pytest.mark.parametrize("size", one_in(2, [[17, 17], [48, 17], [16, 32], [49, 20], [224, 224], [1, 1]]))
def test_document_002_takes_a_size_where_its_own_code_runs(visit, size):
    network = initialise(MobileNet.document_002(), 0).eval()
    network.sides = None  # the page's check is compared with what torch itself does
    try:
        with torch.inference_mode():
            network(torch.zeros(1, 3, *size))
        runs = True
    except RuntimeError:
        runs = False
    app = visit(FILE, part="sizes", height=str(size[0]), width=str(size[1]))
    assert not app.exception
    assert bool(app.success) == runs == (not app.error)
    remedied = visit(FILE, part="sizes", height=str(size[0]), width=str(size[1]), remedy="on")
    assert remedied.success
    assert not remedied.error


@pytest.mark.parametrize(
    "typed", one_in(2, ["0", "-3", "225", "99999999999999999999", "3.5", "", "abc", "<b>"])
)
def test_a_bad_size_is_answered_with_a_sentence_and_stays_in_its_field(visit, typed):
    app = visit(FILE, part="sizes")
    app.text_input(key="height").set_value(typed).run()
    assert not app.exception
    assert app.text_input(key="height").value == typed
    assert "from 1 to 224" in app.warning[0].value


@pytest.mark.parametrize(
    "link",
    [
        {"part": "x"},
        {"network": ""},
        {"alpha": "2"},
        {"resolution": "-1"},
        {"every": "yes"},
        {"convolutions": "9"},
    ],
    ids=str,
)
def test_a_link_that_asks_for_something_unknown_gets_a_sentence(visit, link):
    app = visit(FILE, **link)
    ((name, asked),) = link.items()
    assert not app.exception
    assert f"asks for {f'`{asked}`' if asked else 'nothing'}" in app.warning[0].value
    assert label(f"mobilenet.{name}") in app.warning[0].value


@pytest.mark.parametrize("language", one_in(2, ["en", "zh"]))
@pytest.mark.parametrize(
    ("link", "way"),
    [
        ({"alpha": "0.35"}, "`part=family&any_alpha=0.35`"),
        ({"resolution": "100"}, "`part=family&any_side=100`"),
        ({"alpha": "9"}, None),
        ({"resolution": "0"}, None),
        ({"alpha": "0.5"}, None),
    ],
    ids=str,
)
def test_a_link_for_a_width_between_the_papers_is_told_what_takes_it(visit, link, way, language):
    app = visit(FILE, lang=language, **link)
    said = " ".join(each.value for each in app.warning)
    assert ("any_" in said) == (way is not None)
    if way is None:
        return
    assert way in said
    assert label("mobilenet.part.family", language) in said
    # It does take it.
    taken = dict(each.split("=") for each in way.strip("`").split("&"))
    app = visit(FILE, lang=language, **taken)
    assert not app.warning
    ((name, asked),) = [each for each in taken.items() if each[0] != "part"]
    assert app.text_input(key=name).value == asked


def test_choosing_writes_the_link_and_the_default_is_left_out(visit):
    app = visit(FILE, lang="en")
    app.select_slider(key="alpha").set_value("0.5").run()
    assert app.query_params == {"lang": "en", "alpha": "0.5"}
    app.select_slider(key="alpha").set_value("1").run()
    assert app.query_params == {"lang": "en"}


@pytest.mark.parametrize("block", one_in(2, BLOCKS), ids=lambda block: block.id)
def test_every_step_of_the_block_is_walked_with_exact_numbers(visit, block):
    for at, step in enumerate(block.steps, 1):
        app = visit(FILE, part="block", block=block.id, at=str(at))
        assert not app.exception
        stages = [json.loads(each.proto.json)[0] for each in app.get("bidi_component")]
        assert label("block.agrees", count=block.output.size) in text_of(app)
        if isinstance(step, Rectified):
            assert not stages
            negative = int((step.x < 0).sum())
            assert label("block.before", negative=negative, count=step.x.size) in text_of(app)
        else:
            shown = np.reshape(stages[0]["y"]["data"], stages[0]["y"]["shape"])
            np.testing.assert_array_equal(shown, result(step))
            assert stages[0]["check"]["disagreement"] == 0


def test_a_step_the_block_does_not_have_gets_a_sentence(visit):
    app = visit(FILE, part="block", block="xception", at="6")
    assert not app.exception
    assert "`1`, `2`, `3`, `4`" in app.warning[0].value


def test_the_batch_norm_table_works_out_scale_and_shift():
    norm = MOBILENET.norms[1]
    assert list(norm_rows(norm)[2].values()) == [2, 6, 1, 1, 4, 3, -2]
    assert norm_sums(norm)[2] == "Channel 2: scale 6 / √4 = 3, shift 1 − 1 × 3 = −2."


def test_the_batch_norm_table_can_be_sorted_and_taken_along(visit):
    app = visit(FILE, part="block", at="2")
    assert len(table(app)) == len(MOBILENET.norms[0].gamma)
    assert table(app)[label("block.norm.gamma")].tolist() == [4, 3]
    app_says = [each.value for each in app.markdown]
    assert any(norm_sums(MOBILENET.norms[0])[1] in words for words in app_says)
    assert label("tables.download") in [each.proto.label for each in app.get("download_button")]


def test_a_relus_maps_are_told_of_without_a_stage(visit):
    relu = MOBILENET.steps[2]
    assert isinstance(relu, Rectified)
    before, after = (each.proto.alt for each in visit(FILE, part="block", at="3").get("plotly_chart")[:2])
    values = {"shape": " × ".join(map(str, relu.x.shape))}
    assert before == label("block.before.alt", **values, negative=int((relu.x < 0).sum()))
    assert after == label("block.after.alt", **values, zeros=int((relu.y == 0).sum()))


@pytest.mark.parametrize("link", [{}, {"network": "document"}, {"alpha": "0.25"}], ids=str)
@pytest.mark.parametrize("full", [False, True])
def test_the_layers_that_do_the_work_are_named_as_counted(visit, link, full):
    app = visit(FILE, **link, **({"convolutions": "full"} if full else {}))
    frame = table(app, 1)
    macs = frame.groupby(label("mobilenet.table.kind"))[label("mobilenet.table.macs")].sum()
    share = {
        kind: f"{100 * macs.get(label(f'mobilenet.kind.{kind}'), 0) / macs.sum():.2f}"
        for kind in ("standard", "depthwise", "pointwise")
    }
    assert label(f"mobilenet.where.{'full' if full else 'separable'}", **share) in text_of(app)
    assert ("1×1 convolutions do" in text_of(app)) != full


def counted_m(printed):
    return count(mobilenet(printed.width, printed.resolution)).macs / 1e6


def test_the_papers_cut_decimals_and_its_missing_classifier_are_explained(visit):
    said = text_of(visit(FILE, part="family"))
    assert "Where the paper rounds 568.74 to 569, it cuts 290.68 to 290." in said
    assert "The 149.50 million are 149,497,088, so its 149 is rounded." in said
    unrounded = [one for one in (*WIDTH_TABLE, *RESOLUTION_TABLE) if one.m_macs != round(counted_m(one))]
    assert unrounded == [RESOLUTION_TABLE[2]]
    assert "without its 1,024,000 MACs ours is 4,866,269,184" in said


def test_the_papers_shares_add_up_but_for_rounding(visit):
    assert round(94.86 + 3.06 + 1.91 + 0.18, 2) == 100.01
    assert "adds up to 100, but for rounding" in text_of(visit(FILE))


def test_the_picture_the_network_reads_has_an_alternative_in_words(visit):
    image, *_ = visit(FILE, part="picture", network="document").get("image")
    assert image.proto.imgs[0].alt == label("mobilenet.picture.read.alt", height=32, width=32)


def test_the_feature_maps_are_the_networks(visit):
    app = visit(
        FILE, part="picture", alpha="0.25", resolution="128", layer="block2.relu2", channel="3", seed="7"
    )
    assert not troubles(app)
    network = initialise(MobileNet(width=0.25), 7).eval()
    x = torch.tensor(bundled((128, 128)) / 127.5 - 1, dtype=torch.float32)[None]
    maps = feature_maps(network, x)["block2.relu2"][0]
    zeros = label(
        "mobilenet.picture.maps",
        count=16,
        all=32,
        layer="block2.relu2",
        zeros=f"{100 * (maps == 0).double().mean():.1f}",
    )
    assert zeros in text_of(app)
    assert f"to {maps[3].max():.3g}" in text_of(app)


def test_a_layer_the_network_does_not_have_is_answered_without_naming_all_of_them(visit):
    app = visit(FILE, part="picture", network="document", layer="block99.conv")
    assert not app.exception
    assert "asks for `block99.conv`" in app.warning[0].value
    assert app.warning[0].value.count("`") == 2 * 9
    assert app.selectbox(key="layer").value == "stem.relu"


def test_other_convolutions_drop_the_layer_they_do_not_have(visit):
    app = visit(FILE, part="picture", network="document", layer="block1.depthwise")
    app.segmented_control(key="convolutions").set_value("full").run()
    assert not troubles(app)
    assert "layer" not in app.query_params


def test_a_channel_the_layer_does_not_have_is_answered(visit):
    app = visit(FILE, part="picture", alpha="0.25", resolution="128", channel="8")
    assert not app.exception
    assert "from 0 to 7" in app.warning[0].value


def test_no_picture_goes_through_where_the_size_is_not_taken(visit):
    app = visit(FILE, part="picture", network="document", height="224", width="224")
    assert not app.exception
    assert label("mobilenet.picture.not_taken") in [each.value for each in app.info]


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b"these are words, not a picture", "must be a PNG, JPEG, WebP, GIF, BMP, TIFF, AVIF or HEIC"),
        (saved(np.zeros((1, 1, 3), dtype=np.uint8)), "at least 32 × 32 pixels here; got 1 × 1"),
        (saved(np.zeros((100, 8, 3), dtype=np.uint8)), "at least 32 × 32 pixels here; got 100 × 8"),
        (b"", "an empty file"),
        (saved(np.zeros((40, 40, 3), dtype=np.uint8))[:60], "whole and undamaged"),
    ],
    ids=["text", "one pixel", "narrow", "empty", "cut off"],
)
def test_an_upload_that_cannot_be_used_is_answered_and_the_bundled_picture_stands_in(visit, data, sentence):
    app = visit(FILE, part="picture", network="document")
    app.file_uploader[0].upload("mine.png", data, "image/png").run()
    assert not app.exception
    assert [sentence in each.value for each in app.warning] == [True]
    assert label("picture.bundled", height=32, width=32) in text_of(app)


def test_an_uploaded_picture_goes_through(visit):
    app = visit(FILE, part="picture", network="document")
    pixels = np.random.default_rng(1).integers(0, 256, (64, 64, 3), dtype=np.uint8)
    app.file_uploader[0].upload("mine.png", saved(pixels), "image/png").run()
    assert not troubles(app)
    assert label("picture.own", height=32, width=32) in text_of(app)


@pytest.mark.parametrize(
    ("height", "width", "orientation"), [(1, 300, 1), (300, 1, 1), (20, 300, 1), (1, 300, 6)]
)
@pytest.mark.parametrize("kind", ["PNG", "JPEG", "WEBP"])
def test_a_picture_refused_for_its_size_is_told_its_own_size(height, width, orientation, kind):
    file, exif = io.BytesIO(), Image.Exif()
    exif[0x0112] = orientation
    Image.new("RGB", (width, height)).save(file, kind, exif=exif)
    upright = (width, height) if orientation == 6 else (height, width)
    with pytest.raises(ValueError, match=rf"224 × 224 pixels here; got {upright[0]} × {upright[1]}$"):
        uploaded(file.getvalue(), (224, 224))


def test_a_picture_is_reduced_by_means():
    halves = np.zeros((64, 64, 3), dtype=np.uint8)
    halves[:, 32:] = 255
    small = uploaded(saved(halves), (32, 32)).array
    np.testing.assert_array_equal(small[:, :, :16], 0)
    np.testing.assert_array_equal(small[:, :, 16:], 255)


def test_a_size_not_taken_is_counted_with_the_remedy():
    one, other = (counted(Chosen(True, size=(224, 224), adaptive=adaptive)) for adaptive in (True, False))
    assert one.macs == other.macs


def test_a_measurement_runs_to_its_end_and_names_the_machine(visit):
    app = visit(FILE, part="time", C="4", N="8", places="8", seconds="1")
    app.button[0].click().run()
    assert app.session_state[JOB].wait(60)
    app.run()
    assert not troubles(app)
    frame = table(app)
    assert list(frame[label("timing.contestant")])[:2] == [
        label("timing.standard"),
        label("timing.separable"),
    ]
    assert (frame[label("timing.q1")] <= frame[label("timing.q3")]).all()
    assert torch.__version__ in text_of(app)
    alt = app.get("plotly_chart")[0].proto.alt
    share = 100 * (9 * 4 + 4 * 8) / (9 * 4 * 8)  # the weights: both have the same places
    assert f"{label('timing.separable')}: {share:.3g} % / " in alt


def test_a_second_reader_is_told_to_wait_and_cancelling_ends_the_first(visit):
    first, second = visit(FILE, part="time"), visit(FILE, part="time")
    first.button[0].click().run()
    try:
        second.button[0].click().run()
        assert "One measurement runs at a time" in second.warning[0].value
        assert JOB not in second.session_state
        cancel = next(each for each in first.button if each.label == label("timing.cancel"))
        cancel.click().run()
    finally:
        first.session_state[JOB].cancel()
        assert first.session_state[JOB].wait(60)
    first.run()
    assert label("timing.cancelled") in [each.value for each in first.info]


def test_a_layer_too_large_to_time_is_answered(visit):
    app = visit(FILE, part="time", C="2048", N="2048", places="512")
    assert not app.exception
    assert not app.button
    assert app.warning[0].value.startswith("One pass of a timed layer must take at most")


@pytest.mark.parametrize(
    ("alpha", "side", "numbers"),
    [
        ("0.25", "96", ["470,072", "7,745,152"]),
        ("0.35", "224", ["765,881", "773,521"]),
        ("1", "224", ["568,740,352"]),
    ],
)
def test_the_network_is_counted_at_any_width_and_resolution(visit, alpha, side, numbers):
    said = text_of(visit(FILE, part="family", any_alpha=alpha, any_side=side))
    assert [each for each in numbers if f"**{each}**" not in said] == []


def test_a_width_that_is_none_gets_a_sentence(visit):
    app = visit(FILE, part="family", any_alpha="wide")
    assert "got `wide`. 0.25 is used" in app.warning[0].value
