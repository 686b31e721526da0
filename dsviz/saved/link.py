"""The playground's state in a link or in a file: versioned, checked, and bounded when it is read back.

A link is the version, then base64 (RFC 4648, the URL alphabet, no padding) of a CRC-32 and of deflated JSON.
"""

import json
import re
import zlib
from base64 import urlsafe_b64decode, urlsafe_b64encode
from binascii import Error as Base64Error
from typing import Any, NoReturn

from dsviz.content import Words
from dsviz.conv.errors import Place, shown
from dsviz.reading.errors import ReadError
from dsviz.saved.state import VERSION, State, from_document, to_document

__all__ = ["LINK_LIMIT", "State", "from_file", "state_to_text", "text_to_state", "to_file"]

LINK_LIMIT = 6 * 1024
MOST_FILE_BYTES = 1_000_000

_MARK = str(VERSION)
_CHECKSUM_BYTES = 4
_URL_SAFE = re.compile(r"[A-Za-z0-9_-]+")
_RAW_DEFLATE = -15


def state_to_text(state: State) -> str:
    """Write a state so that it fits a link.

    Parameters
    ----------
    state : State

    Returns
    -------
    str
        Letters, digits, "-" and "_" only.

    Raises
    ------
    ReadError
        Rule ``link-length`` above `LINK_LIMIT` characters: then the file is the way.

    Examples
    --------
    >>> text = state_to_text(State([[[1, 2]]], [[[[3]]]]))
    >>> text_to_state(text).x.tolist()
    [[[1.0, 2.0]]]
    """
    document = to_document(state, defaults=False)
    plain = json.dumps(document, separators=(",", ":"), allow_nan=False).encode()
    deflate = zlib.compressobj(9, zlib.DEFLATED, _RAW_DEFLATE)
    packed = deflate.compress(plain) + deflate.flush()
    text = _MARK + urlsafe_b64encode(_checksum(packed) + packed).decode().rstrip("=")
    if len(text) > LINK_LIMIT:
        raise ReadError("link-length", most=LINK_LIMIT, got=len(text))
    return text


def text_to_state(text: str) -> State:
    """Read the state that a link holds.

    Parameters
    ----------
    text : str
        As `state_to_text` gave it.

    Returns
    -------
    State

    Raises
    ------
    ReadError
        Rules ``link-length``, ``link-whole``, ``state-version``, and those of `state.from_document`.

    Examples
    --------
    >>> text_to_state("1AAAA")
    Traceback (most recent call last):
    dsviz.reading.errors.ReadError: a link must be whole and unchanged; got a damaged one
    """
    if len(text) > LINK_LIMIT:
        raise ReadError("link-length", most=LINK_LIMIT, got=len(text))
    if not _URL_SAFE.fullmatch(text):
        raise ReadError("link-whole")
    if text[0] != _MARK:
        raise ReadError("state-version", known=VERSION, got=shown(text[0]))
    return from_document(_from_json(_unpacked(text[1:])))


def to_file(state: State) -> bytes:
    """Write a state as a JSON file, one that a person can read.

    Parameters
    ----------
    state : State

    Returns
    -------
    bytes
        UTF-8.

    Raises
    ------
    ReadError
        Rules ``file-bytes``, and those of `state.to_document`.

    Examples
    --------
    >>> print(to_file(State([[[1, 2]]], [[[[3]]]])).decode().partition('"spec"')[0])
    {
    "dsviz": 1,
    "x": [[[1, 2]]],
    "weight": [[[[3]]]],
    """
    document = to_document(state, defaults=True)
    lines = (
        f"{json.dumps(key)}: {json.dumps(value, ensure_ascii=False, allow_nan=False)}"
        for key, value in document.items()
    )
    data = ("{\n" + ",\n".join(lines) + "\n}\n").encode()
    _check_length(data)
    return data


def from_file(data: bytes) -> State:
    """Read a state from a file that `to_file` wrote, or that a person edited since.

    Parameters
    ----------
    data : bytes

    Returns
    -------
    State

    Raises
    ------
    ReadError
        Rules ``file-bytes`` and ``file-json`` (with line and column), and those of `state.from_document`.
    """
    _check_length(data)
    return from_document(_from_json(data))


def _check_length(data: bytes) -> None:
    if len(data) > MOST_FILE_BYTES:
        raise ReadError("file-bytes", most=MOST_FILE_BYTES, got=len(data))


def _checksum(packed: bytes) -> bytes:
    return zlib.crc32(packed).to_bytes(_CHECKSUM_BYTES, "big")


def _unpacked(text: str) -> bytes:
    """Undo the base64, compare the checksum, and inflate to at most `MOST_FILE_BYTES`."""
    try:
        both = urlsafe_b64decode(text + "=" * (-len(text) % 4))
    except Base64Error:
        raise ReadError("link-whole") from None
    checksum, packed = both[:_CHECKSUM_BYTES], both[_CHECKSUM_BYTES:]
    if checksum != _checksum(packed):
        raise ReadError("link-whole")
    inflate = zlib.decompressobj(_RAW_DEFLATE)
    try:
        plain = inflate.decompress(packed, MOST_FILE_BYTES)
    except zlib.error:
        raise ReadError("link-whole") from None
    if not inflate.eof or inflate.unused_data:
        raise ReadError("link-whole")
    return plain


def _from_json(data: bytes) -> Any:
    try:
        return json.loads(data.decode("utf-8-sig"), parse_constant=_refuse_constant)
    except json.JSONDecodeError as error:
        place = Place(error.lineno, error.colno)
        raise ReadError("file-json", place, got=_what_python_says(error.msg)) from None
    except UnicodeDecodeError:
        raise ReadError("file-json", got=Words("refusal.json.not-utf-8")) from None
    except ReadError:
        raise
    except (ValueError, RecursionError):
        # A number of thousands of digits, or brackets a thousand deep.
        raise ReadError("file-json", got=Words("refusal.json.endless")) from None


def _what_python_says(message: str) -> Words | str:
    """Its own word where it is a new one: Python's json has no ids."""
    key = next((key for beginning, key in _JSON.items() if message.startswith(beginning)), None)
    return Words(f"refusal.json.{key}") if key else message[:1].lower() + message[1:]


# How the messages of Python's json begin, and the keys of ours.
_JSON = {
    "Expecting value": "value",
    "Expecting property name": "property",
    "Expecting ':'": "colon",
    "Expecting ','": "comma",
    "Unterminated string": "string",
    "Invalid control character": "control",
    "Invalid \\u": "unicode",
    "Invalid \\": "escape",
    "Extra data": "extra",
    "Illegal trailing comma before end of object": "trailing-object",
    "Illegal trailing comma before end of array": "trailing-array",
}


def _refuse_constant(name: str) -> NoReturn:
    raise ReadError("number-finite", got=name)
