"""Pictures: the right pixels from every kind, and a sentence for every file that is none."""

import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from dsviz.reading import picture
from dsviz.reading.errors import ReadError
from dsviz.reading.picture import MOST_BYTES, MOST_PIXELS, read_picture
from tests.reading.clock import fastest
from tests.reading.nasty import KINDS, big_headers, empty_png, from_array, noise, saved

COLOURS = np.arange(4 * 5 * 3).reshape(4, 5, 3) * 4
MOST_MEMORY = 256_000_000
ROOT = Path(__file__).parents[2]


def rule_of(data: bytes, side: int = 28, channels: int = 1) -> ReadError:
    with pytest.raises(ReadError) as caught:
        read_picture(data, side=side, channels=channels)
    return caught.value


def test_a_small_picture_keeps_its_own_pixels():
    assert np.array_equal(read_picture(from_array(COLOURS), side=5, channels=3), COLOURS.transpose(2, 0, 1))


def test_lossless_webp_keeps_its_own_pixels():
    data = from_array(COLOURS, "WebP", lossless=True)
    assert np.array_equal(read_picture(data, side=28, channels=3), COLOURS.transpose(2, 0, 1))


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_gives_float64_from_0_to_255(kind):
    got = read_picture(noise(kind), side=7, channels=3)
    assert got.shape == (3, 7, 7)
    assert got.dtype == np.float64
    assert np.array_equal(got, got.round())
    assert 0 <= got.min() <= got.max() <= 255


def test_each_number_is_the_mean_of_the_pixels_it_covers():
    pixels = np.kron([[10, 30], [50, 250]], np.ones((3, 3))) + np.tile([[-2, 0, 2]] * 3, (2, 2))
    assert read_picture(from_array(pixels), side=2, channels=1).tolist() == [[[10, 30], [50, 250]]]


def test_the_middle_is_cut_out_in_the_shape_asked_for():
    pixels = np.kron([[9, 20, 40, 9]], np.ones((4, 4)))
    assert read_picture(from_array(pixels), side=(2, 4), channels=1).tolist() == [[[20, 20, 40, 40]] * 2]


def test_a_narrow_picture_is_cut_and_not_enlarged():
    pixels = np.arange(9)[:, None] * np.ones((1, 2))
    assert read_picture(from_array(pixels), side=3, channels=1).tolist() == [[[3, 3], [4, 4], [5, 5]]]


def test_grey_is_the_weighted_sum_of_the_colours():
    pixels = [[[255, 0, 0], [0, 255, 0], [0, 0, 255], [7, 7, 7]]]
    assert read_picture(from_array(pixels), side=4, channels=1).tolist() == [[[76, 150, 29, 7]]]


def test_grey_read_as_colour_repeats_itself():
    got = read_picture(from_array([[1, 2], [3, 4]]), side=2, channels=3)
    assert got.tolist() == [[[1, 2], [3, 4]]] * 3


@pytest.mark.parametrize("orientation", range(1, 9))
@pytest.mark.parametrize("kind", ["PNG", "WebP"])
def test_a_noted_orientation_is_honoured_before_the_cut(orientation, kind):
    upright = np.arange(2 * 6, dtype=np.uint8).reshape(2, 6) * 20
    as_stored = {
        1: upright,
        2: upright[:, ::-1],
        3: upright[::-1, ::-1],
        4: upright[::-1],
        5: upright.T,
        6: upright.T[::-1],
        7: upright[::-1, ::-1].T,
        8: upright.T[:, ::-1],
    }[orientation]
    exif = Image.Exif()
    exif[0x0112] = orientation
    data = from_array(as_stored, kind, exif=exif, **({"lossless": True} if kind == "WebP" else {}))
    assert read_picture(data, side=(2, 4), channels=1).tolist() == [upright[:, 1:5].tolist()]


def test_a_camera_jpeg_on_its_side_stands_upright():
    exif = Image.Exif()
    exif[0x0112] = 6
    pixels = np.kron([[0, 240]], np.ones((64, 32)))
    got = read_picture(from_array(pixels, "JPEG", exif=exif, quality=95), side=2, channels=1)
    assert np.abs(got - [[[0, 0], [240, 240]]]).max() <= 2


def test_an_orientation_outside_the_standard_is_as_if_there_were_none():
    exif = Image.Exif()
    exif[0x0112] = 77
    assert read_picture(from_array([[1, 2]], exif=exif), side=2, channels=1).tolist() == [[[1, 2]]]


def test_sixteen_bit_grey_gives_its_upper_eight():
    data = saved(Image.fromarray(np.array([[0, 255, 256, 65535]], dtype=np.uint16)), "PNG")
    assert read_picture(data, side=4, channels=1).tolist() == [[[0, 0, 1, 255]]]


def test_sixteen_bit_colour_is_read():
    assert (
        read_picture(empty_png(3, 2, depth=16, colour=2), side=3, channels=3).tolist() == [[[0] * 3] * 2] * 3
    )


def test_a_palette_gives_its_colours():
    image = Image.new("P", (2, 1))
    image.putpalette([10, 20, 30, 40, 50, 60])
    image.putpixel((1, 0), 1)
    assert read_picture(saved(image, "PNG"), side=2, channels=3).tolist() == [
        [[10, 40]],
        [[20, 50]],
        [[30, 60]],
    ]


def test_transparent_parts_lie_on_white():
    pixels = np.array([[[0, 0, 0, 0], [0, 0, 0, 255], [0, 0, 0, 51]]])
    assert read_picture(from_array(pixels), side=3, channels=1).tolist() == [[[255, 0, 204]]]


def test_a_transparent_palette_entry_lies_on_white():
    image = Image.new("P", (2, 1))
    image.putpalette([10, 20, 30, 40, 50, 60])
    image.putpixel((1, 0), 1)
    data = saved(image, "PNG", transparency=0)
    assert read_picture(data, side=2, channels=3).tolist() == [[[255, 40]], [[255, 50]], [[255, 60]]]


def test_black_and_white_is_0_and_255():
    image = Image.fromarray(np.array([[True, False]]))
    assert image.mode == "1"
    assert read_picture(saved(image, "PNG"), side=2, channels=1).tolist() == [[[255, 0]]]


def test_a_cmyk_jpeg_is_read():
    got = read_picture(saved(Image.new("CMYK", (8, 8)), "JPEG"), side=1, channels=3)
    assert got.tolist() == [[[255]], [[255]], [[255]]]


def test_a_photo_with_a_second_view_gives_the_first():
    views = [Image.new("L", (8, 8), grey) for grey in (50, 200)]
    data = saved(views[0], "MPO", save_all=True, append_images=views[1:])
    assert read_picture(data, side=1, channels=1).tolist() == [[[50]]]


@pytest.mark.parametrize("kind", ["PNG", "WebP"])
def test_an_animation_is_refused(kind):
    frames = [Image.new("RGB", (4, 4), colour) for colour in ("red", "green", "blue")]
    error = rule_of(saved(frames[0], kind, save_all=True, append_images=frames[1:]))
    assert str(error) == "a picture must be a still one; got an animation of 3 frames"


@pytest.mark.parametrize(
    ("data", "got"),
    [
        (b"", "an empty file"),
        (b"GIF89a\x01\x00\x01\x00", "a file that begins with the bytes 47 49 46 38 39 61 01 00"),
        (b"<svg onload=alert(1)>", "a file that begins with the bytes 3c 73 76 67 20 6f 6e 6c"),
        (b"RIFF\0\0\0\0WAVE", "a file that begins with the bytes 52 49 46 46 00 00 00 00"),
    ],
)
def test_another_kind_of_file_is_refused_by_its_first_bytes(data, got):
    error = rule_of(data)
    assert (error.rule, str(error.values["got"])) == ("picture-kind", got)


def test_a_file_of_100_mb_is_refused_unread():
    error = rule_of(bytes(100_000_000))
    assert str(error) == f"a picture must have at most {MOST_BYTES} bytes; got 100000000"


@pytest.mark.parametrize("name", big_headers())
def test_an_enormous_picture_is_refused_before_it_is_decoded(name):
    header = big_headers()[name]
    assert rule_of(header).rule == "picture-pixels"
    assert fastest(lambda: rule_of(header), enough=1) < 1


def test_the_sentence_names_the_size():
    error = rule_of(empty_png(5000, 4000, rows=1))
    assert str(error) == f"a PNG picture must have at most {MOST_PIXELS['PNG']} pixels; got 5000 x 4000"
    assert rule_of(big_headers()["WebP lossy"]).values["got"] == "16383 x 16383"
    assert rule_of(big_headers()["WebP lossless"]).values["got"] == "16383 x 16383"
    assert rule_of(big_headers()["WebP extended"]).values["got"] == "16777216 x 16777216"


@pytest.mark.parametrize("kind", KINDS)
def test_a_file_cut_short_anywhere_is_refused(kind):
    data = noise(kind)
    for stop in range(len(data) // 2, 12, -37):
        assert rule_of(data[:stop]).rule == "picture-whole"


def test_a_text_chunk_that_unpacks_to_megabytes_is_refused():
    from zlib import compress

    from tests.reading.nasty import chunk

    data = from_array([[1]])
    bomb = chunk(b"zTXt", b"Comment\0\0" + compress(bytes(50_000_000)))
    assert rule_of(data[:33] + bomb + data[33:]).rule == "picture-whole"


@pytest.mark.parametrize("channels", [0, 2, 4])
def test_other_channels_are_refused(channels):
    assert rule_of(from_array([[1]]), channels=channels).rule == "picture-channels"


_MEASURE = """
import re, sys
from pathlib import Path
from tests.reading.clock import fastest
from dsviz.reading.picture import read_picture
data = sys.stdin.buffer.read()
def most_so_far():
    return 1024 * int(re.search(r"VmHWM:\\s+(\\d+)", Path("/proc/self/status").read_text())[1])
before = most_so_far()
seconds = fastest(lambda: read_picture(data, side=62, channels=3), enough=1)
print(most_so_far() - before, seconds)
"""


def _largest(name: str) -> bytes:
    side = int(MOST_PIXELS["PNG"] ** 0.5)
    if name == "PNG":
        return empty_png(side, side, depth=16, colour=6)
    if name == "WebP":
        return saved(Image.new("RGBA", (side, side)), "WebP", lossless=True, method=0)
    return saved(Image.new("RGB", (5000, 5000), (9, 99, 200)), "JPEG", progressive=True, subsampling=0)


@pytest.mark.parametrize("kind", KINDS)
def test_the_largest_picture_takes_a_bounded_time_and_memory(kind):
    """Pillow works outside Python's own memory, so a process of its own is measured."""
    done = subprocess.run(
        [sys.executable, "-c", _MEASURE], input=_largest(kind), capture_output=True, check=True, cwd=ROOT
    )
    memory, seconds = (float(word) for word in done.stdout.split())
    assert 0 < memory < MOST_MEMORY
    assert seconds < 1


@given(st.sampled_from([noise(kind, 12) for kind in KINDS]), st.data())
@settings(max_examples=300, deadline=None)
def test_damaged_files_give_a_picture_or_a_sentence(data, choose):
    damaged = bytearray(data)
    for _ in range(choose.draw(st.integers(1, 6))):
        damaged[choose.draw(st.integers(0, len(damaged) - 1))] = choose.draw(st.integers(0, 255))
    _reads_or_refuses(bytes(damaged))


@given(
    st.sampled_from([b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff\xe0", b"RIFF\x1a\0\0\0WEBPVP8 "]),
    st.binary(max_size=300),
)
@settings(max_examples=200, deadline=None)
def test_any_bytes_give_a_sentence(head, rest):
    _reads_or_refuses(head + rest)


def _reads_or_refuses(data: bytes) -> None:
    try:
        got = read_picture(data, side=8, channels=3)
    except ReadError:
        return
    assert got.shape[0] == 3
    assert max(got.shape[1:]) <= 8


def test_one_picture_is_decoded_at_a_time(monkeypatch):
    seen = []
    monkeypatch.setattr(
        picture, "_decode", lambda *_: seen.append(picture._one_at_a_time.locked()) or Image.new("L", (1, 1))
    )
    read_picture(from_array([[1]]), side=1, channels=1)
    assert seen == [True]
    assert not picture._one_at_a_time.locked()
