"""An uploaded picture as an input tensor: bounded before it is decoded, then cut, reduced, turned upright."""

from __future__ import annotations

import warnings
from collections.abc import Iterator
from fractions import Fraction
from threading import Lock
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from dsviz.content import Words
from dsviz.conv.numbers import Pair, pair
from dsviz.reading.area import Cuts, cuts, means
from dsviz.reading.errors import ReadError
from dsviz.reading.picture_kinds import ENDINGS, MOST_BYTES, MOST_PIXELS, kind_of, opened

__all__ = ["ENDINGS", "MOST_BYTES", "MOST_PIXELS", "Picture", "open_picture", "picture_size", "read_picture"]

Array = NDArray[np.float64]

# EXIF tag 0x0112: how the camera was held. Rotations by 90 degrees against the clock, then a mirror.
_ORIENTATION = 0x0112
_UPRIGHT = {
    2: (0, True),
    3: (2, False),
    4: (2, True),
    5: (3, True),
    6: (3, False),
    7: (1, True),
    8: (1, False),
}
_SIDEWAYS = (5, 6, 7, 8)
_BAND = 500_000  # pixels converted at a time
# Two uploads at once must not need twice the memory that one may have.
_one_at_a_time = Lock()


class Picture(NamedTuple):
    """A picture that was read.

    Attributes
    ----------
    array : ndarray of float64, shape (channels, H, W)
        Whole numbers from 0 to 255.
    notes : tuple of Words
        What a reader should be told: that it is the first frame of an animation, that 16 bit numbers were
        scaled.
    """

    array: Array
    notes: tuple[Words, ...]


def read_picture(data: bytes, size: int | Pair, grey: bool = True) -> Array:
    """Read a picture file as an input tensor.

    The middle of the picture, in the shape asked for, is reduced: each number is the exact mean of the pixels
    it covers, rounded. A picture smaller than that is never enlarged: it keeps its own pixels. Transparent
    parts lie on white; the orientation a camera noted is honoured; of an animation the first frame is taken.
    Grey pictures of more than 8 bits are scaled so that their least number is 0 and their largest 255.

    Parameters
    ----------
    data : bytes
        A PNG, JPEG, WebP, GIF, BMP, TIFF, AVIF or, with the package pillow-heif, HEIC file.
    size : int or (h, w)
        The largest size wanted, at least 1.
    grey : bool
        One channel (ITU-R 601: 0.299 R + 0.587 G + 0.114 B), else red, green, blue.

    Returns
    -------
    ndarray of float64, shape (1 or 3, H, W)
        Whole numbers from 0 to 255.

    Raises
    ------
    ReadError
        A `ValueError`. Rules ``picture-data``, ``picture-bytes``, ``picture-kind``, ``picture-pixels``,
        ``picture-whole`` and ``picture-heic``.

    Examples
    --------
    >>> from io import BytesIO
    >>> from PIL import Image
    >>> import dsviz
    >>> file = BytesIO()
    >>> Image.new("RGB", (40, 20), (255, 0, 10)).save(file, "PNG")
    >>> dsviz.read_picture(file.getvalue(), 2, grey=False).tolist()
    [[[255.0, 255.0], [255.0, 255.0]], [[0.0, 0.0], [0.0, 0.0]], [[10.0, 10.0], [10.0, 10.0]]]
    """
    return open_picture(data, size, grey).array


def open_picture(data: bytes, size: int | Pair, grey: bool = True) -> Picture:
    """Read a picture as `read_picture` does, with what is to be said of it."""
    if not isinstance(data, bytes | bytearray | memoryview):
        raise ReadError("picture-data", got=type(data).__name__)
    data = bytes(data)
    wanted = pair("size", size, least=1)
    kind = kind_of(data)
    # What Pillow warns of, such as damaged EXIF, is no reason to refuse a picture that can be seen.
    with _one_at_a_time, warnings.catch_warnings(action="ignore"):
        try:
            return _decode(data, kind, wanted, grey)
        except ReadError:
            raise
        except Image.DecompressionBombError:
            raise ReadError(
                "picture-pixels", kind=kind, most=MOST_PIXELS[kind], got=Words("refusal.met.far-more")
            ) from None
        except Exception:
            # Damaged files leave Pillow by many doors: OSError, SyntaxError, struct.error, EOFError and more.
            raise ReadError("picture-whole", kind=kind) from None


def picture_size(data: bytes) -> Pair:
    """Tell how large the picture in a file is, held upright, without decoding it.

    Returns
    -------
    (height, width) : in pixels

    Raises
    ------
    ReadError
        The rules of `read_picture`.

    Examples
    --------
    >>> from io import BytesIO
    >>> from PIL import Image
    >>> file = BytesIO()
    >>> Image.new("RGB", (40, 20)).save(file, "PNG")
    >>> picture_size(file.getvalue())
    (20, 40)
    """
    kind = kind_of(data)
    try:
        image = opened(data, kind)
        width, height = image.size
        return (width, height) if image.getexif().get(_ORIENTATION) in _SIDEWAYS else (height, width)
    except ReadError:
        raise
    except Exception:
        raise ReadError("picture-whole", kind=kind) from None


def _decode(data: bytes, kind: str, size: Pair, grey: bool) -> Picture:
    """Decode a file that is of this kind, cut and reduced to at most this size, upright."""
    image = opened(data, kind)
    # A JPEG with several frames is a photo with a preview or a second view, not an animation.
    notes = [Words("picture.note.animation")] if kind != "JPEG" and _is_animated(image) else []
    if kind == "PNG" and data[24:26] in (b"\x10\x02", b"\x10\x06", b"\x10\x04"):
        notes.append(Words("picture.note.upper"))
    image.load()
    orientation = image.getexif().get(_ORIENTATION)
    low, high = _range(image)
    if high > 255:
        notes.append(Words("picture.note.scaled", {"low": f"{low:g}", "high": f"{high:g}"}))
    small = _reduced(image, size[::-1] if orientation in _SIDEWAYS else size, grey, (low, high))
    turns, is_mirrored = _UPRIGHT.get(orientation or 1, (0, False))
    small = np.rot90(small, turns)
    small = small[:, ::-1] if is_mirrored else small
    return Picture(np.moveaxis(small, -1, 0).copy(), tuple(notes))


def _is_animated(image: Image.Image) -> bool:
    return bool(getattr(image, "is_animated", False))


def _is_deep(image: Image.Image) -> bool:
    """Whether its numbers have more than 8 bits."""
    return image.mode.startswith(("I", "F"))


def _range(image: Image.Image) -> tuple[float, float]:
    """Tell the least and the largest number of a picture of more than 8 bits; (0, 255) of others."""
    if not _is_deep(image):
        return 0.0, 255.0
    low, high = (float(each) for each in image.getextrema())  # type: ignore[arg-type]
    if not np.isfinite([low, high]).all():
        raise ReadError("picture-whole", kind=str(image.format))
    return low, high


def _reduced(image: Image.Image, size: Pair, grey: bool, extent: tuple[float, float]) -> Array:
    """Cut out the middle in the shape of size (h, w), and reduce it to that size where it is larger."""
    width, height = image.size
    scale = min(Fraction(1), max(Fraction(size[0], height), Fraction(size[1], width)))
    rows, columns = _cuts(height, size[0], scale), _cuts(width, size[1], scale)
    return means(_bands(image, grey, extent), rows, columns)


def _cuts(length: int, most: int, scale: Fraction) -> Cuts:
    cells = min(most, max(1, round(length * scale)))
    return cuts(length, cells, min(Fraction(length), cells / scale))


def _bands(image: Image.Image, grey: bool, extent: tuple[float, float]) -> Iterator[NDArray[np.uint8]]:
    """Walk the picture from top to bottom in bands of 8 bit pixels, shape (rows, W, channels)."""
    width, height = image.size
    step = max(1, _BAND // width)
    for top in range(0, height, step):
        band = image.crop((0, top, width, min(height, top + step)))
        band = _scaled(band, extent) if _is_deep(image) else _on_white(band, image)
        pixels: NDArray[Any] = np.asarray(band.convert("L" if grey else "RGB"))
        yield pixels.reshape(*pixels.shape[:2], 1 if grey else 3)


def _scaled(band: Image.Image, extent: tuple[float, float]) -> Image.Image:
    """Make 8 bits of more: by the picture's own range, where 8 bits do not hold it."""
    numbers = np.asarray(band).astype(np.float64)
    low, high = extent
    if low < 0 or high > 255:
        numbers = (numbers - low) * (255 / (high - low)) if high > low else np.zeros_like(numbers)
    return Image.fromarray(np.floor(numbers + 0.5).astype(np.uint8))


def _on_white(band: Image.Image, image: Image.Image) -> Image.Image:
    """Lay a picture that has transparent parts on white."""
    if image.mode not in ("PA", "LA", "La", "RGBA", "RGBa") and "transparency" not in image.info:
        return band
    if "transparency" in image.info:
        band.info["transparency"] = image.info["transparency"]
    band = band.convert("RGBA")
    return Image.alpha_composite(Image.new("RGBA", band.size, "white"), band)
