"""The run as a video, by PyAV: MP4 (H.264) or WebM (VP9)."""

from __future__ import annotations

from collections.abc import Sequence
from io import BytesIO
from typing import Any, cast

from dsviz.slides.raster import image
from dsviz.slides.sheet import Sheet
from dsviz.slides.svg import LICENCE

RATE = 2  # frames a second: nothing moves between two steps
CODECS = {
    "mp4": ("libx264", {"preset": "veryfast"}),
    "webm": ("libvpx-vp9", {"deadline": "realtime", "cpu-used": "8"}),
}


def video(sheets: Sequence[Sheet], seconds: Sequence[float], format: str = "mp4") -> bytes:
    """Write sheets as a video.

    Parameters
    ----------
    sheets : sequence of Sheet
        All of one size, of an even number of pixels a side.
    seconds : sequence of float
        How long each stands.
    format : {"mp4", "webm"}

    Raises
    ------
    ModuleNotFoundError
        With what to install, where PyAV is missing.
    """
    try:
        import av
    except ModuleNotFoundError as missing:
        raise ModuleNotFoundError(
            'a video needs PyAV, which is not installed; pip install "dsviz[slides]"'
        ) from missing
    file, frame_of = BytesIO(), cast(Any, av.VideoFrame).from_image
    with av.open(file, "w", format=format) as container:
        container.metadata["comment"] = f"dsviz, CC BY 4.0, {LICENCE}"
        codec, options = CODECS[format]
        stream: Any = container.add_stream(codec, rate=RATE, options=options)
        stream.width, stream.height = sheets[0].width, sheets[0].height
        stream.pix_fmt = "yuv420p"  # what every browser plays
        for sheet, stands in zip(sheets, seconds, strict=True):
            frame = frame_of(image(sheet))
            for _ in range(max(1, round(RATE * stands))):
                container.mux(stream.encode(frame))
        container.mux(stream.encode(None))
    return file.getvalue()
