"""PyTorch's .pt and .pth, in the process apart: tensors only, as ``torch.load(weights_only=True)`` allows."""

from __future__ import annotations

import pickle
from collections.abc import Iterator, Mapping
from functools import partial
from io import BytesIO
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray

from dsviz.reading.errors import ReadError
from dsviz.reading.files.child import Found
from dsviz.reading.files.kinds import Known, torch_kinds
from dsviz.reading.files.tensor import check_count

DEEPEST = 6


def read_tensors(data: bytes) -> list[Found]:
    """List the tensors of a file; one that would run code, such as a whole saved model, is refused."""
    try:
        loaded = torch.load(BytesIO(data), map_location="cpu", weights_only=True)
    except pickle.UnpicklingError:
        raise ReadError("file-model") from None
    except RuntimeError as error:
        if "TorchScript" in str(error):
            raise ReadError("file-model") from None
        raise
    tensors = [(name, each) for name, each in _walked("", loaded, 0) if _is_real(each)]
    kinds = torch_kinds({name: tuple(each.shape) for name, each in tensors})
    return [_found(name, each, kinds[name]) for name, each in tensors]


def _is_real(tensor: torch.Tensor) -> bool:
    is_plain = tensor.layout is torch.strided and not tensor.is_quantized and not tensor.is_meta
    return is_plain and not tensor.is_complex()


def _walked(name: str, found: Any, depth: int) -> Iterator[tuple[str, torch.Tensor]]:
    """Walk the tensors of dictionaries and lists within each other, named by their keys."""
    if isinstance(found, torch.Tensor):
        yield name or "tensor", found.detach()
    elif depth < DEEPEST and isinstance(found, Mapping | list | tuple):
        check_count(len(found))
        for key, value in found.items() if isinstance(found, Mapping) else enumerate(found):
            yield from _walked(f"{name}.{key}" if name else str(key), value, depth + 1)


def _found(name: str, tensor: torch.Tensor, known: Known) -> Found:
    dtype = str(tensor.dtype).removeprefix("torch.")
    # What NumPy does not have, such as bfloat16, fits float32.
    stored = np.dtype(dtype if hasattr(np, dtype) else "float32")
    return Found(name, tuple(tensor.shape), dtype, stored.str, known, partial(_numbers, tensor, stored.name))


def _numbers(tensor: torch.Tensor, stored: str) -> NDArray[Any]:
    array: NDArray[Any] = tensor.to(getattr(torch, stored)).numpy()
    return array
