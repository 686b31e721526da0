"""A file of numbers, told by its first bytes and its name, as a list of named tensors."""

from __future__ import annotations

from pathlib import PurePath

from dsviz.content import Words
from dsviz.reading.errors import ReadError
from dsviz.reading.files import xlsx
from dsviz.reading.files.apart import read_apart
from dsviz.reading.files.keras_file import CONFIG, WEIGHTS, read_keras
from dsviz.reading.files.npy import MAGIC, read_npy, read_npz
from dsviz.reading.files.onnx import read_onnx
from dsviz.reading.files.own_json import read_json
from dsviz.reading.files.safetensors import is_safetensors, read_safetensors
from dsviz.reading.files.tensor import MOST_BYTES, FileTensor
from dsviz.reading.files.text import read_text
from dsviz.reading.files.zipped import Zip

# What an upload takes; a file is told by its first bytes wherever these tell it.
ENDINGS = (
    "npy", "npz", "csv", "tsv", "txt", "json", "xlsx", "safetensors", "pt", "pth", "onnx", "pb", "keras",
    "h5", "hdf5",
)  # fmt: skip
_ZIP, _HDF5 = b"PK\x03\x04", b"\x89HDF\r\n\x1a\n"
# A file of torch before 1.6 begins with its magic number, pickled.
_OLD_TORCH = b"\x80\x02\x8a\nl\xfc\x9cF\xf9 j\xa8P\x19."
_TEXTS = ("csv", "tsv", "txt", "dat", "log", "md", "py")


def read_file(data: bytes, name: str) -> tuple[FileTensor, ...]:
    """List the tensors of a file of numbers, of any kind that is known here.

    Nothing in the file is run: no pickle but through ``torch.load(weights_only=True)``, no model is built.

    Parameters
    ----------
    data : bytes
        At most `MOST_BYTES`.
    name : str
        The file's name; its ending counts where the first bytes do not tell the kind.

    Returns
    -------
    tuple of FileTensor
        At least one. Numbers are loaded when `FileTensor.read` asks for them.

    Raises
    ------
    ReadError
        One of the rules on files.

    Examples
    --------
    >>> [tensor] = read_file(b"sep=;\\n1;2\\n3;4", "kernel.csv")
    >>> tensor.name, tensor.shape, tensor.read().tolist()
    ('kernel', (2, 2), [[1.0, 2.0], [3.0, 4.0]])
    """
    if len(data) > MOST_BYTES:
        raise ReadError("file-numbers-bytes", most=MOST_BYTES, got=len(data))
    if not data:
        raise ReadError("file-kind", got=Words("refusal.met.empty-file"))
    path = PurePath(name)
    found = _read(data, path.stem or "tensor", path.suffix.lower().removeprefix("."))
    if not found:
        raise ReadError("file-none")
    return tuple(found)


def _read(data: bytes, name: str, ending: str) -> list[FileTensor]:
    if data.startswith(MAGIC):
        return read_npy(data, name)
    if data.startswith(_ZIP):
        return _zipped(data)
    if data.startswith(_HDF5):
        return read_apart(data, ".h5")
    if data.startswith(_OLD_TORCH):
        return read_apart(data, ".pt")
    if ending == "onnx" or ending == "pb":
        return read_onnx(data, name, one=ending == "pb")
    if ending == "safetensors" or (ending not in (*_TEXTS, "json") and is_safetensors(data)):
        return read_safetensors(data)
    if ending == "json":
        return read_json(data, name)
    if ending in _TEXTS:
        return read_text(data, name)
    raise ReadError("file-kind", got=Words("refusal.met.begins-with", {"bytes": data[:8].hex(" ")}))


def _zipped(data: bytes) -> list[FileTensor]:
    file = Zip(data, ".zip")
    if xlsx.BOOK in file.names:
        return xlsx.read_xlsx(file)
    if {CONFIG, WEIGHTS} <= set(file.names):
        return read_keras(file)
    if any(name.endswith("data.pkl") for name in file.names):
        file.check_total()
        return read_apart(data, ".pt")
    if any(name.endswith(".npy") for name in file.names):
        return read_npz(file)
    raise ReadError("file-kind", got=Words("refusal.met.other-zip"))
