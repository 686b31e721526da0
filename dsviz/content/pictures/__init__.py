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
