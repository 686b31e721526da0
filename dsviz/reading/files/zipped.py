"""The members of a zip file, unpacked under a bound."""

from __future__ import annotations

import zipfile
import zlib
from io import BytesIO

from dsviz.reading.errors import ReadError
from dsviz.reading.files.tensor import MOST_TENSORS, MOST_UNPACKED

MOST_MEMBERS = 4 * MOST_TENSORS
# LZMA and bzip2 may ask for gigabytes before the first byte is out; no writer of arrays uses them.
_METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
_ENCRYPTED = 1
# And RuntimeError, for a version, a way of encrypting or of packing that Python does not know.
_DAMAGED = (zipfile.BadZipFile, zlib.error, EOFError, ValueError, OSError)


class Zip:
    """A zip file in memory.

    Parameters
    ----------
    data : bytes
    kind : str
        What a refusal calls the file.
    """

    def __init__(self, data: bytes, kind: str) -> None:
        self.kind = kind
        try:
            self._file = zipfile.ZipFile(BytesIO(data))
        except (*_DAMAGED, RuntimeError):
            raise ReadError("file-whole", kind=kind) from None
        members = self._file.infolist()
        if len(members) > MOST_MEMBERS:
            raise ReadError("file-tensors", most=MOST_MEMBERS, got=len(members))
        self._members = {each.filename: each for each in members if not each.filename.endswith("/")}

    @property
    def names(self) -> tuple[str, ...]:
        """The members in the file's order, folders left out."""
        return tuple(self._members)

    def check_total(self) -> None:
        """Refuse a file whose members together unpack to too much."""
        self._check(sum(each.file_size for each in self._members.values()))

    def size(self, name: str) -> int:
        """The bytes that a member says it unpacks to."""
        return self._members[name].file_size

    def unpack(self, name: str, most: int = MOST_UNPACKED) -> bytes:
        """Unpack a member.

        Raises
        ------
        ReadError
            Rules ``file-unpacked`` and ``file-whole``.
        """
        self._check(self._members[name].file_size, most)
        return self.beginning(name, most + 1)

    def beginning(self, name: str, length: int) -> bytes:
        """Unpack at most the first bytes of a member."""
        member = self._members[name]
        if member.compress_type not in _METHODS or member.flag_bits & _ENCRYPTED:
            raise ReadError("file-whole", kind=self.kind)
        try:
            with self._file.open(member) as file:
                return file.read(length)
        except (*_DAMAGED, RuntimeError):
            raise ReadError("file-whole", kind=self.kind) from None

    def _check(self, got: int, most: int = MOST_UNPACKED) -> None:
        if got > most:
            raise ReadError("file-unpacked", most=most, got=got)
