"""The sections of the lesson on the backward pass."""

from __future__ import annotations

import numpy as np

from dsviz import content
from dsviz.content import joined
from dsviz.course.fed import ENGINE
from dsviz.course.gradients import groups, results, rotation, stride
from dsviz.course.lessons import Shown
from dsviz.course.sections import Sections, block
from dsviz.examples.backward import Backward
from dsviz.export.gradient_code import autograd_code, numpy_gradient_code
from dsviz.wording.renamed import renamed
from dsviz.wording.tensors import tensor_text


class BackwardSections(Sections):
    """What the lesson on the backward pass says, in a language."""

    def beside(self, shown: Shown) -> str:
        """Say what the gradient is that the stage shows."""
        assert isinstance(shown.what, Backward)
        return self.written(renamed(self.say(f"backward.shown.{shown.values[1]}"), shown.what.names))

    def of(self, shown: Shown) -> str:
        """Write what is said of one layer."""
        assert isinstance(shown.what, Backward)
        return self._knots(shown.what) + self._results(shown.what) + self._code(shown.what)

    def of_all(self) -> str:
        """Write the gradients in one line each, and what only the app can."""
        text = content.text("backward", self.spoken)
        return self.written(f"{text}\n\n{self.say('course.backward.app')}")

    def _knots(self, pass_: Backward) -> str:
        def of_it(key: str, **values: object) -> str:
            return renamed(self.say(key, **values), pass_.names)

        turned, kernels = rotation(pass_.layer, of_it)
        names = [of_it(f"backward.rotation.{each}") for each in ("stamped", "read")]
        both = "".join(
            block(tensor_text(each), name)
            for each, name in zip(kernels, names if kernels else (), strict=True)
        )
        strided, wide = stride(pass_.layer, pass_.dy, of_it)
        parts = (
            self.written(turned) + (f'<div class="pair">{both}</div>' if both else ""),
            self.written(strided) + ("" if wide is None else block(tensor_text(wide))),
            self.written(groups(pass_.layer, of_it)),
        )
        columns = "".join(f"<div>{part}</div>" for part in parts)
        return f'{self.head("backward.knots")}<div class="columns">{columns}</div>'

    def _results(self, pass_: Backward) -> str:
        shown, agrees = results(pass_.layer, pass_.dy, ENGINE, self.say)
        blocks = (
            block(
                tensor_text(values),
                joined([pass_.names.get(letter, letter), _shape(values)], self.spoken, "clause"),
            )
            for letter, values in shown.items()
        )
        maps = f'<div class="pair">{"".join(blocks)}</div>'
        return self.head("backward.results") + maps + self.written(agrees)

    def _code(self, pass_: Backward) -> str:
        programs = {
            "PyTorch": autograd_code(pass_.layer, "given", pass_.dy, np.zeros_like(pass_.dy)),
            "NumPy": numpy_gradient_code(pass_.layer, pass_.dy),
        }
        named = {name: renamed(text, pass_.names) for name, text in programs.items()}
        return self.head("backward.code") + self.programs(named)


def _shape(values: np.ndarray) -> str:
    return "×".join(map(str, values.shape))
