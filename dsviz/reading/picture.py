"""An uploaded picture as an input tensor: bounded before it is decoded, then cut, reduced, turned upright."""

from io import BytesIO
from threading import Lock
from typing import Any

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from dsviz.content import Words
from dsviz.conv.numbers import Pair, pair
from dsviz.reading.errors import ReadError

Array = NDArray[np.float64]

MOST_BYTES = 10_000_000
# A JPEG is decoded at a fraction of its size, the others whole: four bytes a pixel, several times over.
# With these bounds no file was seen to ask for more than 256 MB or a second.
MOST_PIXELS = {"JPEG": 25_000_000, "PNG": 12_500_000, "WebP": 12_500_000}

# EXIF tag 0x0112: how the camera was held, and what turns its picture upright.
_ORIENTATION = 0x0112
_UPRIGHT = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}
_SIDEWAYS = (5, 6, 7, 8)
# Two uploads at once must not need twice the memory that one may have.
_one_at_a_time = Lock()


def read_picture(data: bytes, *, side: int | Pair, channels: int) -> Array:
    """Read a PNG, JPEG or WebP file as an input tensor.

    The middle of the picture, in the shape asked for, is reduced: each number is the mean of the pixels it
    covers, rounded. A picture smaller than that is never enlarged: it keeps its own pixels. Transparent parts
    lie on white; 16 bit pixels give their upper 8; the orientation a camera noted is honoured.

    Parameters
    ----------
    data : bytes
        The file, at most `MOST_BYTES`, with at most `MOST_PIXELS` of its kind.
    side : int or (h, w)
        The largest size wanted, at least 1.
    channels : {1, 3}
        Grey (ITU-R 601: 0.299 R + 0.587 G + 0.114 B) or red, green, blue.

    Returns
    -------
    ndarray of float64, shape (channels, H, W)
        Whole numbers from 0 to 255.

    Raises
    ------
    ReadError
        Rules ``picture-bytes``, ``picture-kind``, ``picture-pixels``, ``picture-whole``, ``picture-still``
        and ``picture-channels``.

    Examples
    --------
    >>> file = BytesIO()
    >>> Image.new("RGB", (40, 20), (255, 0, 10)).save(file, "PNG")
    >>> read_picture(file.getvalue(), side=2, channels=3).tolist()
    [[[255.0, 255.0], [255.0, 255.0]], [[0.0, 0.0], [0.0, 0.0]], [[10.0, 10.0], [10.0, 10.0]]]
    """
    size = pair("side", side, least=1)
    if channels not in (1, 3):
        raise ReadError("picture-channels", got=channels)
    kind = _kind(data)
    with _one_at_a_time:
        try:
            pixels = _decode(data, kind, size)
        except ReadError:
            raise
        except Image.DecompressionBombError:
            raise ReadError(
                "picture-pixels", kind=kind, most=MOST_PIXELS[kind], got=Words("refusal.met.far-more")
            ) from None
        except Exception:
            # Damaged files leave Pillow by many doors: OSError, SyntaxError, struct.error, EOFError and more.
            raise ReadError("picture-whole", kind=kind) from None
    return _as_tensor(pixels, channels)


def picture_size(data: bytes) -> Pair:
    """Tell how large the picture in a PNG, JPEG or WebP file is, held upright, without decoding it.

    Returns
    -------
    (height, width) : in pixels

    Raises
    ------
    ReadError
        Rules ``picture-bytes``, ``picture-kind``, ``picture-pixels`` and ``picture-whole``.

    Examples
    --------
    >>> file = BytesIO()
    >>> Image.new("RGB", (40, 20)).save(file, "PNG")
    >>> picture_size(file.getvalue())
    (20, 40)
    """
    kind = _kind(data)
    try:
        image = _opened(data, kind)
        width, height = image.size
        return (width, height) if image.getexif().get(_ORIENTATION) in _SIDEWAYS else (height, width)
    except ReadError:
        raise
    except Exception:
        raise ReadError("picture-whole", kind=kind) from None


def _kind(data: bytes) -> str:
    if len(data) > MOST_BYTES:
        raise ReadError("picture-bytes", most=MOST_BYTES, got=len(data))
    if data.startswith(b"\x89PNG\r\n\x1a\n"):
        return "PNG"
    if data.startswith(b"\xff\xd8\xff"):
        return "JPEG"
    if data.startswith(b"RIFF") and data[8:12] == b"WEBP":
        return "WebP"
    raise ReadError("picture-kind", got=_beginning(data))


def _beginning(data: bytes) -> Words:
    if not data:
        return Words("refusal.met.empty-file")
    return Words("refusal.met.begins-with", {"bytes": data[:8].hex(" ")})


def _decode(data: bytes, kind: str, size: Pair) -> Image.Image:
    """Decode a file that is of this kind, cut and reduced to at most this size, upright, 8 bit."""
    image = _opened(data, kind)
    frames = getattr(image, "n_frames", 1)
    # A JPEG with several frames is a photo with a preview or a second view, not an animation.
    if frames > 1 and kind != "JPEG":
        raise ReadError("picture-still", frames=frames)
    image.draft(None, (2 * max(size), 2 * max(size)))
    image.load()
    orientation = image.getexif().get(_ORIENTATION)
    small = _reduced(_eight_bit(image), size[::-1] if orientation in _SIDEWAYS else size)
    return small.transpose(_UPRIGHT[orientation]) if orientation in _UPRIGHT else small


def _opened(data: bytes, kind: str) -> Image.Image:
    if kind == "WebP":
        # Pillow lets its WebP decoder reserve the canvas before anybody can ask for the size.
        _check_pixels(kind, *_webp_size(data))
    image: Image.Image = Image.open(BytesIO(data), formats=(kind.upper(),))
    _check_pixels(kind, *image.size)
    return image


def _check_pixels(kind: str, width: int, height: int) -> None:
    if width * height > MOST_PIXELS[kind]:
        raise ReadError("picture-pixels", kind=kind, most=MOST_PIXELS[kind], got=f"{width} x {height}")


def _webp_size(data: bytes) -> tuple[int, int]:
    """Read (width, height) from the first chunk of a WebP file: RFC 9649, section 2."""
    chunk = data[12:16]
    if chunk == b"VP8X":
        return _little(data[24:27]) + 1, _little(data[27:30]) + 1
    if chunk == b"VP8L":
        bits = _little(data[21:25])
        return (bits & 0x3FFF) + 1, (bits >> 14 & 0x3FFF) + 1
    return _little(data[26:28]) & 0x3FFF, _little(data[28:30]) & 0x3FFF


def _little(data: bytes) -> int:
    return int.from_bytes(data, "little")


def _eight_bit(image: Image.Image) -> Image.Image:
    """Make any of Pillow's modes L, RGB or RGBA."""
    if image.mode.startswith("I"):
        return Image.fromarray((np.asarray(image) >> 8).astype(np.uint8))
    if image.mode in ("PA", "LA", "RGBA") or "transparency" in image.info:
        mode = "RGBA"
    else:
        mode = "L" if image.mode in ("1", "L") else "RGB"
    return image if image.mode == mode else image.convert(mode)


def _reduced(image: Image.Image, size: Pair) -> Image.Image:
    """Cut out the middle in the shape of size (h, w), and reduce it to that size where it is larger."""
    width, height = image.size
    scale = min(1.0, max(size[0] / height, size[1] / width))
    target = (min(size[1], max(1, round(width * scale))), min(size[0], max(1, round(height * scale))))
    cut = (target[0] / scale, target[1] / scale)
    if scale == 1.0:
        corner = ((width - target[0]) // 2, (height - target[1]) // 2)
        return image.crop((*corner, corner[0] + target[0], corner[1] + target[1]))
    left, top = max(0.0, (width - cut[0]) / 2), max(0.0, (height - cut[1]) / 2)
    box = (left, top, min(width, left + cut[0]), min(height, top + cut[1]))
    return image.resize(target, Image.Resampling.BOX, box)


def _as_tensor(image: Image.Image, channels: int) -> Array:
    if image.mode == "RGBA":
        image = Image.alpha_composite(Image.new("RGBA", image.size, "white"), image)
    pixels: NDArray[Any] = np.asarray(image.convert("L" if channels == 1 else "RGB"), dtype=np.float64)
    return pixels[np.newaxis] if channels == 1 else np.moveaxis(pixels, -1, 0).copy()
