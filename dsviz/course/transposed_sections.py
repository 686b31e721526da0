"""The sections of the lesson on transposed convolution."""

from __future__ import annotations

from html import escape

import numpy as np

from dsviz import content
from dsviz.conv.transposed_layer import TransposedLayer
from dsviz.conv.transposed_trace import GatherTrace
from dsviz.course.fed import ENGINE
from dsviz.course.lessons import Shown
from dsviz.course.maps import maps_svg
from dsviz.course.results import maps_alt
from dsviz.course.sections import Sections
from dsviz.course.transposed import (
    agreement,
    evenness,
    ordinary,
    output_padding,
    overlap_alt,
    overlap_notes,
    overlaps,
    sizes,
    sum_of,
)
from dsviz.export.transposed_code import keras_code, numpy_code, torch_code


class TransposedSections(Sections):
    """What the lesson on transposed convolution says, in a language."""

    def beside(self, shown: Shown) -> str:
        """Say what the view shows."""
        return self.written(self.say(f"transposed.view.{shown.values[1]}.text"))

    def of(self, shown: Shown) -> str:
        """Write what is said of one layer."""
        layer = shown.what
        assert isinstance(layer, TransposedLayer)
        told, sums = output_padding(layer, ENGINE, self.say)
        cells = "".join(f"<li>{escape(each)}</li>" for each in sums)
        size = [self.say("transposed.size.text"), *sizes(layer, self.say)]
        return "".join(
            [
                self._output(layer),
                self.head("transposed.more"),
                self.written("\n\n".join(told)),
                f"<ul>{cells}</ul>" if cells else "",
                self.head("transposed.size"),
                self.written("\n\n".join(size)),
                self.head("transposed.ordinary"),
                self.written(ordinary(layer, self.say)),
                self._code(layer),
            ]
        )

    def of_all(self) -> str:
        """Write what it has to do with the backward pass, and what only the app can."""
        text = content.text("transposed", self.spoken)
        return self.written(f"{text}\n\n{self.say('course.transposed.app')}")

    def _output(self, layer: TransposedLayer) -> str:
        """Write the output, each number with its sum, and how many products reach each cell."""
        trace = GatherTrace(layer, ENGINE)
        sums = [
            sum_of(trace, (n, row, column), self.say) for n, row, column in np.ndindex(layer.output_shape)
        ]
        maps = maps_svg(trace.output, "output", "y", sums, maps_alt("y", trace.output, self.spoken))
        agrees = f"{agreement(layer, ENGINE, self.say)}\n\n{self.say('result.hover')}"
        counts = self._overlaps(layer)
        products = f"{self.say('transposed.overlaps')}\n\n{evenness(layer, self.say)}"
        return (
            f"{self.head('transposed.output')}"
            f'<div class="beside"><div>{maps}</div><div>{self.written(agrees)}</div></div>'
            f'<div class="beside"><div>{counts}</div><div>{self.written(products)}</div></div>'
        )

    def _overlaps(self, layer: TransposedLayer) -> str:
        """Draw how many products reach each cell, shaded by their number."""
        counts, title = overlaps(layer), self.say("transposed.overlaps.table")
        notes, alt = overlap_notes(counts, self.say), overlap_alt(counts, self.say, self.spoken)
        return maps_svg(counts[None], "paths", title, notes, alt, is_named=True)

    def _code(self, layer: TransposedLayer) -> str:
        programs = {"PyTorch": torch_code(layer), "NumPy": numpy_code(layer)}
        if layer.spec.groups == 1:
            programs["Keras"] = keras_code(layer)
        return self.head("transposed.code") + self.programs(programs)
