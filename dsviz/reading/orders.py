"""The orders of axes that frameworks have, how each becomes this project's, and which is tried first."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from dsviz.conv.layouts import hwcm_to_oihw, hwio_to_oihw, nhwc_to_nchw
from dsviz.reading.telling import Telling

Array = NDArray[np.float64]

TO_OURS: dict[str, dict[str, Callable[[Array], Array]]] = {
    "map": {
        "W": lambda a: a[np.newaxis, np.newaxis],
        "HW": lambda a: a[np.newaxis],
        "CW": lambda a: a[:, np.newaxis],
        "WC": lambda a: a.T[:, np.newaxis],
        "CHW": lambda a: a,
        "HWC": nhwc_to_nchw,
        "NCW": lambda a: a[0][:, np.newaxis],
        "NWC": lambda a: a[0].T[:, np.newaxis],
        "NCHW": lambda a: a[0],
        "NHWC": lambda a: nhwc_to_nchw(a)[0],
    },
    "kernel": {
        "W": lambda a: a[np.newaxis, np.newaxis, np.newaxis],
        "HW": lambda a: a[np.newaxis, np.newaxis],
        "IW": lambda a: a[np.newaxis, :, np.newaxis],
        "OI": lambda a: a[:, :, np.newaxis, np.newaxis],
        "IO": lambda a: a.T[:, :, np.newaxis, np.newaxis],
        "IHW": lambda a: a[np.newaxis],
        "OHW": lambda a: a[:, np.newaxis],
        "HWI": lambda a: hwio_to_oihw(a[..., np.newaxis]),
        "HWC": lambda a: hwcm_to_oihw(a[..., np.newaxis]),
        "OIW": lambda a: a[:, :, np.newaxis],
        "WIO": lambda a: a.transpose(2, 1, 0)[:, :, np.newaxis],
        "WCM": lambda a: hwcm_to_oihw(a[np.newaxis]),
        "OIHW": lambda a: a,
        "HWIO": hwio_to_oihw,
        "OHWI": lambda a: a.transpose(0, 3, 1, 2),
        "HWCM": hwcm_to_oihw,
        "IHWO": lambda a: a.transpose(3, 0, 1, 2),
    },
}

# What PyTorch has, and rows without any channels, which nobody has otherwise.
PYTORCH = ("W", "HW", "CW", "CHW", "NCW", "NCHW", "IW", "IHW", "OHW", "OIW", "OI", "OIHW", "N")
_FIRST, _LAST = ("CHW", "NCHW", "HWC", "NHWC"), ("HWC", "NHWC", "CHW", "NCHW")
# Who writes kernels how, with the words of a depthwise layer and without.
_KERNELS: dict[tuple[str, bool], tuple[str, ...]] = {
    ("torch", False): ("OIHW", "HWIO", "OHWI", "HWCM", "IHWO", "IHW", "OHW", "HWI", "HWC", "OIW", "WIO"),
    ("torch", True): ("OIHW", "HWCM", "IHWO", "HWIO", "OHWI", "OHW", "HWC", "IHW", "HWI", "OIW", "WIO"),
    ("tensorflow", False): ("HWIO", "HWCM", "OIHW", "OHWI", "IHWO", "HWI", "HWC", "IHW", "OHW", "WIO", "OIW"),
    ("tensorflow", True): ("HWCM", "IHWO", "HWIO", "OIHW", "OHWI", "HWC", "HWI", "OHW", "IHW", "WIO", "OIW"),
    ("mlx", False): ("OHWI", "IHWO", "OIHW", "HWIO", "HWCM", "OHW", "HWI", "IHW", "HWC", "OIW", "WIO"),
    ("mlx", True): ("IHWO", "HWCM", "OHWI", "OIHW", "HWIO", "OHW", "HWC", "IHW", "HWI", "OIW", "WIO"),
}


def order_of(typed: Array, role: str, telling: Telling) -> tuple[str, ...]:
    """List layouts, the likeliest first, by whose words stand around a tensor and by its shape alone.

    Parameters
    ----------
    typed : ndarray, as typed
    role : {"input", "kernel", "output"}
    telling : Telling

    Examples
    --------
    >>> order_of(np.ones((2, 2, 2, 1)), "kernel", Telling("tensorflow"))[:2]
    ('HWIO', 'HWCM')
    >>> order_of(np.ones((5, 6, 3)), "input", Telling())[0]
    'HWC'
    """
    order = "HWI" if (role, telling.order) == ("kernel", "HWC") else telling.order
    named = (order,) if order else ()
    framework = {"": "torch", "numpy": "torch", "jax": "torch"}.get(telling.framework, telling.framework)
    if role == "kernel":
        # A list of channels has no axis of filters, and nobody's order but that of its words.
        is_bare = telling.depthwise and typed.ndim != 3 and telling.framework in ("", "numpy", "jax")
        speaks = "tensorflow" if is_bare else framework
        usual = _KERNELS[speaks, telling.depthwise]
        if telling.depthwise and framework != "tensorflow":
            usual = (*_shown_by_shape(typed), *usual)
        in_line: tuple[str, ...] = ("WIO", "OIW") if framework == "tensorflow" else ("OIW", "WIO")
        if telling.depthwise:
            # Keras' DepthwiseConv1D; PyTorch has a filter for each channel.
            in_line = ("WCM", *in_line) if framework == "tensorflow" else (*in_line, "WCM")
    else:
        last = framework != "torch" or (telling.framework != "torch" and role == "input" and _is_last(typed))
        usual = _LAST if last else _FIRST
        in_line = ("NWC", "NCW") if framework != "torch" else ("NCW", "NWC")
        if role == "output" and framework == "torch":
            # PyTorch's maps of one row come before a picture's with its channels last.
            usual = ("CHW", *in_line, *usual)
    single = ("WC", "CW") if in_line[0] == "NWC" else ("CW", "WC")
    return (*named, *((*in_line, *single) if telling.in_line else ()), *usual, *in_line)


def _shown_by_shape(typed: Array) -> tuple[str, ...]:
    """Tell a depthwise kernel by its shape: 1, k, k, N is TensorFlow Lite's, and N, 1, k, k PyTorch's."""
    one, other, third, last = typed.shape if typed.ndim == 4 else (0, 0, 0, 0)
    if one == 1 < other == third:
        return ("IHWO",)
    return ("OIHW",) if other == 1 < third == last else ()


def _is_last(typed: Array) -> bool:
    """Tell whether the last axis is shorter than both others, as channels are in a picture."""
    if typed.ndim < 3:
        return False
    one, other, last = typed.shape[-3:]
    return bool(last < one and last < other)
