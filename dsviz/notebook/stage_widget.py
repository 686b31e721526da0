"""The stage as an anywidget: Python moves it and hears of it, and the engine answers a change."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import anywidget
import numpy as np
from numpy.typing import NDArray
from traitlets import Bool, Dict, Tuple, Unicode, observe, validate

from dsviz.conv.layer import Layer
from dsviz.conv.trace import Trace
from dsviz.examples.changes import changed_tensors, read_changes
from dsviz.notebook.described import Look, answer, described
from dsviz.notebook.places import check_order, check_part, check_pinned, check_step, parts_of
from dsviz.notebook.traits import Numbers, Whole, refused_values
from dsviz.stage.bundles import bundle
from dsviz.stage.orders import by_filter
from dsviz.stage.page import page_of
from dsviz.stage.scene import Showing

TENSORS = ("x", "weight", "bias")


class StageWidget(anywidget.AnyWidget):
    """One layer on the stage, in a notebook; made by `dsviz.widget`.

    All of these can be read, set and observed.

    Attributes
    ----------
    step : int
        Which output number is shown, counted from 0 in `order`.
    order : {"filter", "place"}
        Whether the steps fill one map after the other, or all maps place by place.
    part : int or None
        Which part of the step, from 0; None for the whole step.
    by_product : bool
        Whether the parts are the single products.
    pinned : tuple
        The cell that stays marked, by its tensor and index, such as ``("y", 0, 1, 2)``; ``()`` for none.
    x, weight, bias : ndarray of float64, read-only
        With the numbers that a reader has changed. Setting one shows the layer with other numbers, which
        are its original ones from then on.
    changes : str
        What a reader has changed since, as links hold it: ``"w_0_1_0_0_2.5"``; ``""`` takes all back.
    """

    _esm = bundle("widget.js")

    scene = Dict().tag(sync=True)
    answer = Dict().tag(sync=True)
    changes = Unicode("").tag(sync=True)
    step = Whole().tag(sync=True)
    order = Unicode("filter").tag(sync=True)
    part = Whole(None, allow_none=True).tag(sync=True)
    by_product = Bool(False).tag(sync=True)
    pinned = Tuple().tag(sync=True)
    x = Numbers()
    weight = Numbers()
    bias = Numbers(allow_none=True)

    def __init__(self, layer: Layer, backend: str, look: Look) -> None:
        self._backend, self._look, self._own = backend, look, True
        self._trace = self._original = Trace(layer, backend)
        super().__init__()
        self._show(layer)

    @property
    def output(self) -> NDArray[np.float64]:
        """The engine's result for the numbers that stand, shape (C_out, H_out, W_out)."""
        return self._trace.output

    @property
    def place(self) -> tuple[int, int, int]:
        """The output number of this step: its filter, row and column."""
        shape = self.output.shape
        step = by_filter(self.step, (shape[0], shape[1], shape[2]), self.order)
        filter_, row, col = np.unravel_index(step, shape)
        return int(filter_), int(row), int(col)

    def load(self, x: Any, weight: Any, bias: Any = None, **settings: Any) -> None:
        """Show another layer.

        Parameters
        ----------
        x, weight, bias
            As in `dsviz.widget`.
        **settings
            Its stride, padding, dilation, groups and padding_mode, as in `dsviz.convolve`.

        Raises
        ------
        dsviz.ConvError
            If the settings do not fit the tensors.
        """
        self._show(Layer.from_tensors(x, weight, bias, **settings))

    def fitted(self, name: str, value: Any) -> Any:
        """Return a tensor as the layer takes it in the place of its own.

        Raises
        ------
        dsviz.ConvError
            If it does not fit the other tensors.
        """
        return value if self._own else getattr(self._trace.layer.replace(**{name: value}), name)

    @contextmanager
    def _by_itself(self) -> Iterator[None]:
        """Set traits without hearing of it; the browser is told of all of them at once."""
        before, self._own = self._own, True
        try:
            with self.hold_sync():
                yield
        finally:
            self._own = before

    def _show(self, layer: Layer) -> None:
        trace = Trace(layer, self._backend)
        moved = trace.output.shape != self._original.output.shape
        self._own = False
        with self._by_itself():
            self._trace = self._original = trace
            self.changes, self.answer = "", {}
            if moved:
                self.step, self.part, self.pinned = 0, None, ()
            self.scene = described(trace, self._look)
            self._tell_tensors()

    def _tell_tensors(self) -> None:
        for name in TENSORS:
            value = getattr(self._trace.layer, name)
            if not same(getattr(self, name), value):
                setattr(self, name, value)

    @observe(*TENSORS)
    def _replaced(self, change: Any) -> None:
        if not self._own:
            self._show(self._trace.layer.replace(**{change.name: change.new}))

    @validate("changes")
    def _read(self, proposal: Any) -> str:
        with refused_values():
            changed_tensors(self._original.layer.tensors, read_changes(proposal.value))
        return str(proposal.value)

    @observe("changes")
    def _changed(self, change: Any) -> None:
        if self._own:
            return
        original = self._original.layer
        tensors = changed_tensors(original.tensors, read_changes(change.new))
        trace = Trace(original.replace(**tensors), self._backend)
        with self._by_itself():
            self._trace = trace
            self.answer = answer(trace, self._look, change.new)
            self._tell_tensors()

    @validate("step")
    def _on_step(self, proposal: Any) -> int:
        with refused_values():
            return check_step(proposal.value, self.output.size)

    @validate("order")
    def _in_order(self, proposal: Any) -> str:
        with refused_values():
            return check_order(proposal.value)

    @validate("part")
    def _in_part(self, proposal: Any) -> int | None:
        with refused_values():
            return check_part(proposal.value, parts_of(self._trace.layer, self.by_product))

    @validate("pinned")
    def _on_cell(self, proposal: Any) -> tuple[Any, ...]:
        with refused_values():
            return check_pinned(proposal.value, self._trace)

    def _repr_mimebundle_(self, **kwargs: Any) -> tuple[dict[str, Any], dict[str, Any]]:
        """Show the widget; where there is none to be shown, the stage as a page."""
        data, more = super()._repr_mimebundle_(**kwargs) or ({}, {})
        return {**data, "text/html": self._repr_html_()}, more

    def _repr_html_(self) -> str:
        look = self._look
        showing = Showing(title=look.title, loop=look.loop, hiding=look.hiding, paused=look.paused)
        return page_of(self._trace, showing)._repr_html_()


def same(one: Any, other: Any) -> bool:
    """Tell whether two tensors, or none, are equal."""
    if one is None or other is None:
        return one is other
    return bool(np.array_equal(one, other))
