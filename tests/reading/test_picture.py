"""Pictures: the right pixels from every kind, and a sentence for every file that is none."""

import subprocess
import sys
from fractions import Fraction
from io import BytesIO
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from dsviz.reading import picture, picture_kinds
from dsviz.reading.errors import ReadError
from dsviz.reading.picture import MOST_BYTES, MOST_PIXELS, open_picture, read_picture
from tests.reading.clock import fastest, stretched
from tests.reading.nasty import KINDS, big_headers, empty_png, from_array, noise, saved
from tests.thorough import examples, some_of

COLOURS = np.arange(4 * 5 * 3).reshape(4, 5, 3) * 4
MOST_MEMORY = 400_000_000
ROOT = Path(__file__).parents[2]


def rule_of(data: bytes, size: int = 28) -> ReadError:
    with pytest.raises(ReadError) as caught:
        read_picture(data, size)
    return caught.value


def test_a_small_picture_keeps_its_own_pixels():
    assert np.array_equal(read_picture(from_array(COLOURS), 5, grey=False), COLOURS.transpose(2, 0, 1))


def test_lossless_webp_keeps_its_own_pixels():
    data = from_array(COLOURS, "WebP", lossless=True)
    assert np.array_equal(read_picture(data, 28, grey=False), COLOURS.transpose(2, 0, 1))


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_gives_float64_from_0_to_255(kind):
    got = read_picture(noise(kind), 7, grey=False)
    assert got.shape == (3, 7, 7)
    assert got.dtype == np.float64
    assert np.array_equal(got, got.round())
    assert 0 <= got.min() <= got.max() <= 255


def test_each_number_is_the_mean_of_the_pixels_it_covers():
    pixels = np.kron([[10, 30], [50, 250]], np.ones((3, 3))) + np.tile([[-2, 0, 2]] * 3, (2, 2))
    assert read_picture(from_array(pixels), 2).tolist() == [[[10, 30], [50, 250]]]


def test_the_middle_is_cut_out_in_the_shape_asked_for():
    pixels = np.kron([[9, 20, 40, 9]], np.ones((4, 4)))
    assert read_picture(from_array(pixels), (2, 4)).tolist() == [[[20, 20, 40, 40]] * 2]


def test_a_narrow_picture_is_cut_and_not_enlarged():
    pixels = np.arange(9)[:, None] * np.ones((1, 2))
    assert read_picture(from_array(pixels), 3).tolist() == [[[3, 3], [4, 4], [5, 5]]]


def test_grey_is_the_weighted_sum_of_the_colours():
    pixels = [[[255, 0, 0], [0, 255, 0], [0, 0, 255], [7, 7, 7]]]
    assert read_picture(from_array(pixels), 4).tolist() == [[[76, 150, 29, 7]]]


def test_grey_read_as_colour_repeats_itself():
    got = read_picture(from_array([[1, 2], [3, 4]]), 2, grey=False)
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
    assert read_picture(data, (2, 4)).tolist() == [upright[:, 1:5].tolist()]


def test_a_camera_jpeg_on_its_side_stands_upright():
    exif = Image.Exif()
    exif[0x0112] = 6
    pixels = np.kron([[0, 240]], np.ones((64, 32)))
    got = read_picture(from_array(pixels, "JPEG", exif=exif, quality=95), 2)
    assert np.abs(got - [[[0, 0], [240, 240]]]).max() <= 2


def test_an_orientation_outside_the_standard_is_as_if_there_were_none():
    exif = Image.Exif()
    exif[0x0112] = 77
    assert read_picture(from_array([[1, 2]], exif=exif), 2).tolist() == [[[1, 2]]]


@pytest.mark.parametrize(
    ("numbers", "right", "said"),
    [
        ([[0, 255, 256, 65535]], [[0, 1, 1, 255]], "Its numbers from 0 to 65535 are"),
        ([[1000, 1100], [1200, 1255]], [[0, 100], [200, 255]], "Its numbers from 1000 to 1255 are"),
        ([[0, 100], [200, 255]], [[0, 100], [200, 255]], ""),
        ([[5000, 5000]], [[0, 0]], "Its numbers from 5000 to 5000 are"),
    ],
)
@pytest.mark.parametrize("kind", ["PNG", "TIFF"])
def test_sixteen_bit_grey_is_scaled_by_its_own_range_and_says_so(numbers, right, said, kind):
    data = saved(Image.fromarray(np.array(numbers, dtype=np.uint16)), kind)
    got = open_picture(data, 4)
    assert got.array.tolist() == [right]
    assert " ".join(map(str, got.notes)).count("scaled to 0 to 255") == bool(said)
    assert said in " ".join(map(str, got.notes))


def test_numbers_with_a_point_in_a_tiff_are_scaled():
    data = saved(Image.fromarray(np.array([[-1, 0], [0.5, 1]], dtype=np.float32)), "TIFF")
    assert read_picture(data, 4).tolist() == [[[0, 128], [191, 255]]]


def test_sixteen_bit_colour_is_read_and_says_so():
    notes = open_picture(empty_png(3, 2, depth=16, colour=2), 3).notes
    assert [str(note) for note in notes] == ["The picture has 16 bits a colour. Their upper 8 are taken."]
    assert read_picture(empty_png(3, 2, depth=16, colour=2), 3, grey=False).tolist() == [[[0] * 3] * 2] * 3


def test_a_palette_gives_its_colours():
    image = Image.new("P", (2, 1))
    image.putpalette([10, 20, 30, 40, 50, 60])
    image.putpixel((1, 0), 1)
    assert read_picture(saved(image, "PNG"), 2, grey=False).tolist() == [
        [[10, 40]],
        [[20, 50]],
        [[30, 60]],
    ]


def test_transparent_parts_lie_on_white():
    pixels = np.array([[[0, 0, 0, 0], [0, 0, 0, 255], [0, 0, 0, 51]]])
    assert read_picture(from_array(pixels), 3).tolist() == [[[255, 0, 204]]]


def test_a_transparent_palette_entry_lies_on_white():
    image = Image.new("P", (2, 1))
    image.putpalette([10, 20, 30, 40, 50, 60])
    image.putpixel((1, 0), 1)
    data = saved(image, "PNG", transparency=0)
    assert read_picture(data, 2, grey=False).tolist() == [[[255, 40]], [[255, 50]], [[255, 60]]]


def test_black_and_white_is_0_and_255():
    image = Image.fromarray(np.array([[True, False]]))
    assert image.mode == "1"
    assert read_picture(saved(image, "PNG"), 2).tolist() == [[[255, 0]]]


def test_a_cmyk_jpeg_is_read():
    got = read_picture(saved(Image.new("CMYK", (8, 8)), "JPEG"), 1, grey=False)
    assert got.tolist() == [[[255]], [[255]], [[255]]]


def test_a_photo_with_a_second_view_gives_the_first():
    views = [Image.new("L", (8, 8), grey) for grey in (50, 200)]
    data = saved(views[0], "MPO", save_all=True, append_images=views[1:])
    assert read_picture(data, 1).tolist() == [[[50]]]


@pytest.mark.parametrize("kind", ["PNG", "WebP", "GIF", "TIFF", "AVIF"])
def test_of_an_animation_the_first_frame_is_taken_and_it_is_said(kind):
    frames = [Image.new("RGB", (4, 4), colour) for colour in ("red", "green", "blue")]
    got = open_picture(saved(frames[0], kind, save_all=True, append_images=frames[1:]), 1, grey=False)
    assert np.abs(got.array.ravel() - [255, 0, 0]).max() <= 3
    assert [str(note) for note in got.notes] == [
        "The file has more than one picture. The first one is taken."
    ]
    assert open_picture(saved(frames[0], kind), 1).notes == ()


@pytest.mark.parametrize("kind", ["BMP", "TIFF", "GIF"])
def test_other_lossless_kinds_keep_their_own_pixels(kind):
    grey = COLOURS[..., 0]
    assert np.array_equal(read_picture(from_array(grey, kind), 5), grey[np.newaxis])


@pytest.mark.parametrize("kind", ["AVIF", "HEIF"])
def test_a_phones_photo_is_read(kind):
    import pillow_heif

    pillow_heif.register_heif_opener()
    pixels = np.kron([[0, 240], [120, 60]], np.ones((32, 32)))
    got = read_picture(from_array(pixels, kind, quality=95), 2)
    assert np.abs(got - [[[0, 240], [120, 60]]]).max() <= 3


def test_without_its_library_a_heic_photo_is_refused_with_the_ways_out(monkeypatch):
    monkeypatch.setattr(picture_kinds, "find_spec", lambda _: None)
    error = rule_of(b"\0\0\0\x18ftypheic\0\0\0\0mif1heic")
    assert error.rule == "picture-heic"
    assert "pip install pillow-heif. Or send it as JPEG" in str(error)


def test_a_jpeg_of_halves_is_not_blurred_over_its_edge():
    """A decoder that reduces while it decodes gave 48 for the 0 beside the edge."""
    halves = np.zeros((100, 100))
    halves[:, 50:] = 255
    got = read_picture(from_array(halves, "JPEG", quality=95), 4)
    assert np.array_equal(got, read_picture(from_array(halves), 4))
    assert got.tolist() == [[[0, 0, 255, 255]] * 4]


@pytest.mark.parametrize("size", [7, 14, 28, 62, (20, 13)])
@pytest.mark.parametrize("grey", [True, False])
def test_a_jpeg_gives_what_a_png_of_its_pixels_gives(size, grey):
    pixels = np.random.default_rng(1).integers(0, 256, (97, 131, 3))
    data = from_array(pixels, "JPEG", quality=90)
    decoded = from_array(np.asarray(Image.open(BytesIO(data))))
    assert np.array_equal(read_picture(data, size, grey), read_picture(decoded, size, grey))


@given(st.integers(1, 40), st.integers(1, 40), st.integers(1, 12), st.integers(1, 12), st.integers(0, 99))
@examples(150)
def test_each_number_is_the_mean_weighted_by_area(height, width, rows, columns, seed):
    """Against a picture in which every pixel is a block so fine that cells begin and end with whole ones."""
    pixels = np.random.default_rng(seed).integers(0, 256, (height, width))
    got = read_picture(from_array(pixels), (rows, columns))[0]
    scale = min(Fraction(1), max(Fraction(rows, height), Fraction(columns, width)))
    down, across = got.shape
    for row in range(down):
        for column in range(across):
            total = Fraction(0)
            top, bottom = _edges(height, down, scale, row)
            left, right = _edges(width, across, scale, column)
            for y in range(height):
                tall = max(Fraction(0), min(bottom, Fraction(y + 1)) - max(top, Fraction(y)))
                for x in range(width) if tall else ():
                    wide = max(Fraction(0), min(right, Fraction(x + 1)) - max(left, Fraction(x)))
                    total += tall * wide * int(pixels[y, x])
            mean = total / ((bottom - top) * (right - left))
            assert got[row, column] == (mean + Fraction(1, 2)).__floor__()


def _edges(length, cells, scale, at):
    covered = min(Fraction(length), cells / scale)
    first = (length - covered) / 2 if scale < 1 else Fraction((length - cells) // 2)
    return first + covered * at / cells, first + covered * (at + 1) / cells


def test_a_photo_of_48_megapixels_is_read():
    data = saved(Image.new("RGB", (8064, 6048), (9, 99, 200)), "JPEG", subsampling=0)
    assert np.abs(read_picture(data, 2, grey=False)[:, 0, 0] - [9, 99, 200]).max() <= 2


@pytest.mark.parametrize(
    ("data", "got"),
    [
        (b"", "an empty file"),
        (b"GIF90a\x01\x00\x01\x00", "a file that begins with the bytes 47 49 46 39 30 61 01 00"),
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
    error = rule_of(empty_png(9000, 8000, rows=1))
    assert str(error) == (
        f"a PNG picture must have at most {MOST_PIXELS['PNG']} pixels; got 9000 x 8000. "
        "Save it smaller: a side of 1000 pixels is more than enough"
    )
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


_MEASURE = """
import re, sys
from pathlib import Path
from tests.reading.clock import fastest, stretched
from dsviz.reading.picture import read_picture
data = sys.stdin.buffer.read()
def most_so_far():
    return 1024 * int(re.search(r"VmHWM:\\s+(\\d+)", Path("/proc/self/status").read_text())[1])
before = most_so_far()
seconds = fastest(lambda: read_picture(data, 62, grey=False), enough=2.5)
print(most_so_far() - before, seconds)
"""


def _largest(kind: str) -> bytes:
    side = int(MOST_PIXELS[kind] ** 0.5)
    if kind == "PNG":
        return empty_png(side, side, depth=16, colour=6)
    if kind == "BMP":
        side = 3100  # the bound in bytes comes first
    settings = {
        "JPEG": {"quality": 60},
        "progressive JPEG": {"progressive": True, "subsampling": 0},
        "WebP": {"lossless": True, "method": 0},
        "AVIF": {"speed": 10},
        "HEIC": {"quality": 10, "enc_params": {"preset": "ultrafast"}},
        "TIFF": {"compression": "tiff_lzw"},
    }.get(kind, {})
    image = Image.new("RGBA" if kind in ("WebP", "AVIF") else "RGB", (side, side), (9, 99, 200))
    if kind == "HEIC":
        import pillow_heif

        pillow_heif.register_heif_opener()
    return saved(image, {"progressive JPEG": "JPEG", "HEIC": "HEIF"}.get(kind, kind), **settings)


@pytest.mark.parametrize("kind", some_of(sorted(MOST_PIXELS), "PNG", "JPEG", "HEIC"))
def test_the_largest_picture_takes_a_bounded_time_and_memory(kind):
    """Pillow works outside Python's own memory, so a process of its own is measured."""
    done = subprocess.run(
        [sys.executable, "-c", _MEASURE], input=_largest(kind), capture_output=True, check=True, cwd=ROOT
    )
    memory, seconds = (float(word) for word in done.stdout.split())
    assert 0 < memory < MOST_MEMORY
    assert seconds < stretched(2.5)


@given(st.sampled_from([noise(kind, 12) for kind in (*KINDS, "GIF", "BMP", "TIFF", "AVIF")]), st.data())
@examples(300)
def test_damaged_files_give_a_picture_or_a_sentence(data, choose):
    damaged = bytearray(data)
    for _ in range(choose.draw(st.integers(1, 6))):
        damaged[choose.draw(st.integers(0, len(damaged) - 1))] = choose.draw(st.integers(0, 255))
    _reads_or_refuses(bytes(damaged))


@given(
    st.sampled_from(
        [
            b"\x89PNG\r\n\x1a\n",
            b"\xff\xd8\xff\xe0",
            b"RIFF\x1a\0\0\0WEBPVP8 ",
            b"GIF89a",
            b"BM",
            b"II*\0\x08\0\0\0",
            b"MM\0*\0\0\0\x08",
            b"\0\0\0\x1cftypavif",
            b"\0\0\0\x18ftypheic",
        ]
    ),
    st.binary(max_size=300),
)
@examples(200)
def test_any_bytes_give_a_sentence(head, rest):
    _reads_or_refuses(head + rest)


def _reads_or_refuses(data: bytes) -> None:
    try:
        got = read_picture(data, 8, grey=False)
    except ReadError:
        return
    assert got.shape[0] == 3
    assert max(got.shape[1:]) <= 8


def test_one_picture_is_decoded_at_a_time(monkeypatch):
    seen = []
    nothing = picture.Picture(np.zeros((1, 1, 1)), ())
    monkeypatch.setattr(
        picture, "_decode", lambda *_: seen.append(picture._one_at_a_time.locked()) or nothing
    )
    read_picture(from_array([[1]]), 1)
    assert seen == [True]
    assert not picture._one_at_a_time.locked()
