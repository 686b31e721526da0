"""The lines of PyTorch for a layer of one dimension: ``F.pad``, then ``nn.Conv1d``."""

from __future__ import annotations

from dsviz.conv.layer import Layer
from dsviz.saved.state import shortest

BIAS = "\nlayer.bias = nn.Parameter(torch.tensor({bias}, dtype=torch.float64))"
CODE = """\
import torch
import torch.nn.functional as F
from torch import nn

x = torch.tensor({x}, dtype=torch.float64)  # (channels, length)
layer = nn.Conv1d({channels}, {filters}, kernel_size={kernel}{settings}, bias={has_bias}, dtype=torch.float64)
layer.weight = nn.Parameter(torch.tensor({weight}, dtype=torch.float64)){bias}

y = layer({x_padded}){comment}
print(y.detach())"""


def row_code(layer: Layer) -> str:
    """Write a layer of one row as a script.

    Parameters
    ----------
    layer : Layer
        Of one row: x of shape (C, 1, L).

    Returns
    -------
    str
        Runnable as it stands; it leaves the result in ``y``, shape (N, Lo).

    Examples
    --------
    >>> print(row_code(Layer.from_tensors([[1, 2]], [[[1, 10]]], padding="causal")).splitlines()[-2])
    y = layer(F.pad(x, (1, 0)))  # zeros before, after
    """
    before, after = layer.pads[1]
    spec, bias = layer.spec, layer.bias
    settings = {"stride": spec.stride[1], "dilation": spec.dilation[1], "groups": spec.groups}
    is_padded = bool(before or after)
    return CODE.format(
        x=shortest(layer.x[:, 0, :]),
        weight=shortest(layer.weight[:, :, 0, :]),
        has_bias=bias is not None,
        bias="" if bias is None else BIAS.format(bias=shortest(bias)),
        channels=layer.in_channels,
        filters=layer.out_channels,
        kernel=layer.kernel[1],
        settings="".join(f", {name}={value}" for name, value in settings.items() if value != 1),
        x_padded=f"F.pad(x, ({before}, {after}))" if is_padded else "x",
        comment="  # zeros before, after" if is_padded else "",
    )
