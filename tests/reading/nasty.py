"""Picture files made by hand: whole, damaged and hostile ones."""

import struct
import zlib
from io import BytesIO

import numpy as np
from PIL import Image

KINDS = ("PNG", "JPEG", "WebP")


def saved(image: Image.Image, kind: str, **settings) -> bytes:
    file = BytesIO()
    image.save(file, kind.upper(), **settings)
    return file.getvalue()


def from_array(array, kind: str = "PNG", **settings) -> bytes:
    return saved(Image.fromarray(np.asarray(array, dtype=np.uint8)), kind, **settings)


def chunk(name: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))


def empty_png(width: int, height: int, *, depth: int = 8, colour: int = 6, rows: int | None = None) -> bytes:
    """A PNG of zeros whose few bytes ask for width x height pixels; colour 0 is grey, 2 RGB, 6 RGBA."""
    samples = {0: 1, 2: 3, 6: 4}[colour]
    row = bytes(1 + (width * samples * depth + 7) // 8)
    packer = zlib.compressobj(9)
    packed = b"".join(packer.compress(row) for _ in range(height if rows is None else rows)) + packer.flush()
    head = struct.pack(">IIBBBBB", width, height, depth, colour, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", packed) + chunk(b"IEND", b"")


def big_headers() -> dict[str, bytes]:
    """Files of a few hundred bytes that claim to be enormous, one for each way a size is written."""
    jpeg = bytearray(saved(Image.new("L", (8, 8)), "JPEG"))
    frame = jpeg.index(b"\xff\xc0")
    jpeg[frame + 5 : frame + 9] = struct.pack(">HH", 65_000, 65_000)
    lossy = bytearray(saved(Image.new("RGB", (8, 8)), "WebP"))
    lossy[26:30] = struct.pack("<HH", 16_383, 16_383)
    lossless = bytearray(saved(Image.new("RGB", (8, 8)), "WebP", lossless=True))
    lossless[21:25] = struct.pack("<I", 16_382 | 16_382 << 14)
    extended = (
        b"RIFF" + struct.pack("<I", 22) + b"WEBPVP8X" + struct.pack("<I", 10) + b"\x10\0\0\0" + b"\xff" * 6
    )
    return {
        "PNG": empty_png(60_000, 60_000, rows=1),
        "PNG over Pillow's own bound": empty_png(2**31 - 1, 2**31 - 1, depth=1, colour=0, rows=0),
        "JPEG": bytes(jpeg),
        "WebP lossy": bytes(lossy),
        "WebP lossless": bytes(lossless),
        "WebP extended": extended,
    }


def noise(kind: str, side: int = 24) -> bytes:
    pixels = np.random.default_rng(4).integers(0, 256, (side, side, 3))
    return from_array(pixels, kind)
