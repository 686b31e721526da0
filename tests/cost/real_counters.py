"""The counters themselves, each asked for (operations, parameters) of a torch module and one picture."""

import io
import logging
import warnings

import torch
from fvcore.nn import FlopCountAnalysis, parameter_count
from ptflops import get_model_complexity_info
from thop import profile
from torch import nn
from torch.utils.flop_counter import FlopCounterMode
from torchinfo import summary

from dsviz.cost import BatchNorm, Conv, Flatten, GlobalPool, Linear, Pool

logging.getLogger("fvcore").setLevel(logging.ERROR)


def by_torch(module, shape):
    with FlopCounterMode(display=False) as counter, torch.no_grad():
        module(torch.zeros(1, *shape))
    return counter.get_total_flops(), None


def by_torchinfo(module, shape):
    found = summary(module, input_size=(1, *shape), verbose=0)
    return found.total_mult_adds, found.total_params


def by_fvcore(module, shape):
    analysis = FlopCountAnalysis(module, torch.zeros(1, *shape)).unsupported_ops_warnings(False)
    return analysis.total(), parameter_count(module)[""]


def by_ptflops(module, shape, backend="pytorch"):
    return get_model_complexity_info(
        module, shape, as_strings=False, print_per_layer_stat=False, backend=backend, ost=io.StringIO()
    )


def by_ptflops_aten(module, shape):
    return by_ptflops(module, shape, backend="aten")


def by_thop(module, shape):
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return profile(module, (torch.zeros(1, *shape),), verbose=False)


COUNTERS = {
    "torch": by_torch,
    "torchinfo": by_torchinfo,
    "fvcore": by_fvcore,
    "ptflops": by_ptflops,
    "ptflops-aten": by_ptflops_aten,
    "thop": by_thop,
}


ACTIVATIONS = {"relu": nn.ReLU, "relu6": nn.ReLU6, "sigmoid": nn.Sigmoid}


def as_torch(layer, channels):
    """The torch module of a described layer; channels is what comes in."""
    if isinstance(layer, Conv):
        spec = layer.spec
        padding = "same" if spec.padding == "same" else tuple(before for before, _ in spec.padding)
        return nn.Conv2d(
            layer.in_channels,
            layer.out_channels,
            layer.kernel,
            stride=spec.stride,
            padding=padding,
            dilation=spec.dilation,
            groups=spec.groups,
            bias=layer.bias,
        )
    if isinstance(layer, Linear):
        return nn.Linear(layer.in_features, layer.out_features, bias=layer.bias)
    if isinstance(layer, BatchNorm):
        return nn.BatchNorm2d(channels)
    if isinstance(layer, Pool):
        return nn.AvgPool2d(layer.kernel) if layer.average else nn.MaxPool2d(layer.kernel)
    if isinstance(layer, GlobalPool):
        return nn.AdaptiveAvgPool2d(1)
    return nn.Flatten() if isinstance(layer, Flatten) else ACTIVATIONS[layer.function]()


def built(counted):
    """A torch module of the layers that were counted."""
    return nn.Sequential(*(as_torch(row.layer, row.in_shape[0]) for row in counted)).eval()
