"""The kinds of picture files: told by their first bytes, bounded before they are decoded."""

from __future__ import annotations

from importlib.util import find_spec
from io import BytesIO

from PIL import Image

from dsviz.content import Words
from dsviz.reading.errors import ReadError

MOST_BYTES = 30_000_000  # a photo of 50 megapixels has 10 to 25 million
# Pillow keeps a colour picture in four bytes a pixel, a WebP several times over; a progressive JPEG is kept
# in coefficients too. With these bounds no file was seen to ask for more than 400 MB or two seconds.
MOST_PIXELS = {
    "JPEG": 52_000_000,
    "progressive JPEG": 26_000_000,
    "PNG": 52_000_000,
    "WebP": 12_600_000,
    "GIF": 26_000_000,
    "BMP": 26_000_000,
    "TIFF": 26_000_000,
    "AVIF": 12_600_000,
    "HEIC": 12_600_000,
}
# What an upload takes; which kind it is, its first bytes say.
ENDINGS = (
    "png", "apng", "jpg", "jpeg", "jfif", "jpe", "webp", "gif", "bmp", "tif", "tiff", "avif", "heic", "heif",
)  # fmt: skip
_BEGINNINGS = {
    b"\x89PNG\r\n\x1a\n": "PNG",
    b"\xff\xd8\xff": "JPEG",
    b"GIF87a": "GIF",
    b"GIF89a": "GIF",
    b"BM": "BMP",
    b"II*\0": "TIFF",
    b"MM\0*": "TIFF",
}
_AVIF = (b"avif", b"avis")
_HEIC = (b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"mif1", b"msf1")


def kind_of(data: bytes) -> str:
    """Tell which kind of picture a file is.

    Raises
    ------
    ReadError
        Rules ``picture-bytes`` and ``picture-kind``.
    """
    if len(data) > MOST_BYTES:
        raise ReadError("picture-bytes", most=MOST_BYTES, got=len(data))
    for beginning, kind in _BEGINNINGS.items():
        if data.startswith(beginning):
            return kind
    if data.startswith(b"RIFF") and data[8:12] == b"WEBP":
        return "WebP"
    if data[4:8] == b"ftyp" and data[8:12] in (*_AVIF, *_HEIC):
        # A file of the general brand may name AVIF among those it is compatible with.
        brands = data[8 : min(int.from_bytes(data[:4], "big"), 200)]
        return "AVIF" if any(brand in brands for brand in _AVIF) else "HEIC"
    raise ReadError("picture-kind", got=_beginning(data))


def _beginning(data: bytes) -> Words:
    if not data:
        return Words("refusal.met.empty-file")
    return Words("refusal.met.begins-with", {"bytes": data[:8].hex(" ")})


def opened(data: bytes, kind: str) -> Image.Image:
    """Open a file without decoding its pixels.

    Raises
    ------
    ReadError
        Rules ``picture-pixels`` and ``picture-heic``.
    """
    if kind == "WebP":
        # Pillow lets its WebP decoder reserve the canvas before anybody can ask for the size.
        _check_pixels(kind, *_webp_size(data))
    image: Image.Image = Image.open(BytesIO(data), formats=(_pillow_name(kind),))
    is_progressive = kind == "JPEG" and "progressive" in image.info
    _check_pixels("progressive JPEG" if is_progressive else kind, *image.size)
    return image


def _pillow_name(kind: str) -> str:
    """Pillow's own name of a kind; HEIC needs a plugin."""
    if kind != "HEIC":
        return kind.upper()
    if find_spec("pillow_heif") is None:
        raise ReadError("picture-heic")
    from pillow_heif import register_heif_opener

    register_heif_opener()
    return "HEIF"


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
