"""A depthwise separable layer in PyTorch: two calls, for there is no single one."""

from __future__ import annotations

import numpy as np

from dsviz.conv.spec import ConvSpec
from dsviz.export.code_text import assignment
from dsviz.export.pytorch_code import pytorch_code

TENSOR = "torch.tensor({}, dtype=torch.float64)"


def pytorch_separable_code(
    x: np.ndarray, depthwise: np.ndarray, pointwise: np.ndarray, bias: np.ndarray | None, spec: ConvSpec
) -> str:
    """Write a script of two ``F.conv2d`` calls that prints a separable layer's result.

    Parameters
    ----------
    x : ndarray, shape (C, H, W)
    depthwise : ndarray, shape (C*M, 1, kh, kw)
    pointwise : ndarray, shape (C_out, C*M, 1, 1)
    bias : ndarray, shape (C_out,), or None
        Added after the 1x1 step, as in Keras.
    spec : ConvSpec
        Of the depthwise step, with groups = C.

    Returns
    -------
    str
        Runnable as it stands; it leaves the result in ``y``, shape (C_out, Ho, Wo), float64.

    Examples
    --------
    >>> x, first, last = np.ones((2, 3, 3)), np.ones((2, 1, 3, 3)), np.ones((1, 2, 1, 1))
    >>> code = pytorch_separable_code(x, first, last, None, ConvSpec(groups=2))
    >>> [line for line in code.splitlines() if line.startswith("y = ")]
    ['y = F.conv2d(x, w, groups=2)', 'y = F.conv2d(y, p)']
    """
    lines = [pytorch_code(x, depthwise, None, spec).removesuffix("\nprint(y)")]
    lines += assignment("p", pointwise, "(C_out, C*M, 1, 1)", TENSOR)
    if bias is not None:
        lines += assignment("b", bias, "(C_out,)", TENSOR)
    return "\n".join([*lines, f"y = F.conv2d(y, p{'' if bias is None else ', b'})", "print(y)"])
