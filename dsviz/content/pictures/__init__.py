"""The bundled pictures, as the bytes of their files; this project drew them itself."""

from functools import cache
from pathlib import Path

ROOT = Path(__file__).parent


@cache
def picture(name: str) -> bytes:
    """Return the bytes of ``name.png``.

    Raises
    ------
    FileNotFoundError
        If no picture has the name.

    Examples
    --------
    >>> picture("scene")[1:4]
    b'PNG'
    """
    return (ROOT / f"{name}.png").read_bytes()


@cache
def pixels(name: str) -> bytes:
    """Return the pixels of ``name.rgb``, so that no library is needed to decode them.

    Returns
    -------
    bytes
        Red, green and blue of each pixel, row by row.

    Examples
    --------
    >>> len(pixels("scene-64")) == 64 * 64 * 3
    True
    """
    return (ROOT / f"{name}.rgb").read_bytes()
