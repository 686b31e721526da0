"""dsviz: see exactly what a convolution computes, one output number at a time.

>>> import dsviz
>>> dsviz.convolve([[[1, 2, 3], [4, 5, 6], [7, 8, 9]]], [[[[1, 2], [3, 4]]]], backend="numpy").tolist()
[[[37.0, 47.0], [67.0, 77.0]]]

Importing dsviz is cheap: every public name is fetched from its module when it is first used,
so that torch is loaded by the first convolution and not by the import.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from dsviz import check
    from dsviz.conv.chain import chain
    from dsviz.conv.chain_geometry import chain_geometry
    from dsviz.conv.convolve import convolve
    from dsviz.conv.errors import ConvError, Refusal
    from dsviz.conv.gradient_trace import trace_gradient
    from dsviz.conv.gradients import gradients
    from dsviz.conv.spec import ConvSpec
    from dsviz.conv.trace import trace
    from dsviz.conv.transposed import convolve_transposed
    from dsviz.conv.transposed_trace import trace_transposed
    from dsviz.cost.counting import count
    from dsviz.notebook.book import publish_stage
    from dsviz.notebook.make import widget
    from dsviz.reading.picture import read_picture
    from dsviz.reading.read import read
    from dsviz.slides.picture import run_gif, step_picture
    from dsviz.stage.page import stage_html

__all__ = [
    "ConvError",
    "ConvSpec",
    "Refusal",
    "__version__",
    "chain",
    "chain_geometry",
    "check",
    "convolve",
    "convolve_transposed",
    "count",
    "gradients",
    "publish_stage",
    "read",
    "read_picture",
    "run_gif",
    "stage_html",
    "step_picture",
    "trace",
    "trace_gradient",
    "trace_transposed",
    "widget",
]

__version__ = "0.8.0"

_HOMES = {
    "ConvError": "dsviz.conv.errors",
    "ConvSpec": "dsviz.conv.spec",
    "Refusal": "dsviz.conv.errors",
    "chain": "dsviz.conv.chain",
    "chain_geometry": "dsviz.conv.chain_geometry",
    "convolve": "dsviz.conv.convolve",
    "convolve_transposed": "dsviz.conv.transposed",
    "count": "dsviz.cost.counting",
    "gradients": "dsviz.conv.gradients",
    "publish_stage": "dsviz.notebook.book",
    "read": "dsviz.reading.read",
    "read_picture": "dsviz.reading.picture",
    "run_gif": "dsviz.slides.picture",
    "stage_html": "dsviz.stage.page",
    "step_picture": "dsviz.slides.picture",
    "trace": "dsviz.conv.trace",
    "trace_gradient": "dsviz.conv.gradient_trace",
    "trace_transposed": "dsviz.conv.transposed_trace",
    "widget": "dsviz.notebook.make",
}


def __getattr__(name: str) -> Any:
    if name == "check":  # a room that can be called
        return import_module("dsviz.check")
    if name not in _HOMES:
        raise AttributeError(f"module 'dsviz' has no attribute {name!r}")
    return getattr(import_module(_HOMES[name]), name)


def __dir__() -> list[str]:
    return sorted({*globals(), *_HOMES, "check"})
