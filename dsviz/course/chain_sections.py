"""The sections of the lesson on several layers."""

from __future__ import annotations

import numpy as np

from dsviz.course.chain_sums import layers_table, walks
from dsviz.course.chains import Chosen, hover, note, opened, paths_told, seen_alt, seen_told, told
from dsviz.course.fed import ENGINE
from dsviz.course.lessons import Shown
from dsviz.course.maps import maps_svg
from dsviz.course.sections import Sections, block
from dsviz.export.chain_code import chain_programs
from dsviz.figures.theme import Role


class ChainSections(Sections):
    """What the lesson on several layers says, in a language: of the output in the middle."""

    @property
    def look(self) -> str:
        """What stands under the title: no output is chosen here."""
        return self.say("course.several.look")

    def beside(self, shown: Shown) -> str:
        """Write nothing beside the title: the maps stand below."""
        return ""

    def of(self, shown: Shown) -> str:
        """Write what is said of one row of layers."""
        chosen = opened(shown.values[0], ENGINE)
        table = f"{self.say('several.layers.text')}\n\n{layers_table(chosen.run, self.say)}"
        return "".join(
            [
                self._seen(chosen),
                self._paths(chosen),
                self._walks(chosen),
                self.written("\n\n".join(note(chosen, ENGINE, self.say))),
                self.head("several.layers"),
                f'<div class="sizes">{self.written(table)}</div>',
                self._code(chosen),
            ]
        )

    def _code(self, chosen: Chosen) -> str:
        """Write all the layers as programs."""
        programs = self.programs(chain_programs(chosen.run))
        return self.head("several.code") + self.written(self.say("several.code.text")) + programs

    def of_all(self) -> str:
        """Write what only the app can."""
        return self.written(self.say("course.several.app"))

    def _seen(self, chosen: Chosen) -> str:
        """Write the input and each layer's output; the numbers that reached the output are framed."""
        drawn = []
        for at, (name, values) in enumerate(zip(chosen.names, chosen.tensors, strict=True)):
            role: Role = "output" if at else "input"
            seen = chosen.seen(at)
            notes = hover(chosen, name, role, values, seen, self.say)
            alt = seen_alt(chosen, name, values, seen, self.spoken)
            drawn.append(maps_svg(values, role, name, notes, alt, seen))
        heading = f"{self.head('course.several.seen')}{self.written(seen_told(chosen, self.say))}"
        return f'{heading}<div class="beside">{"".join(drawn)}</div>'

    def _paths(self, chosen: Chosen) -> str:
        """Write by how many paths each input number is reached, and what they add up to."""
        pairs: tuple[tuple[Role, np.ndarray], ...] = (("paths", chosen.paths), ("gradient", chosen.gradient))
        drawn, seen = [], chosen.seen(0)
        for role, values in pairs:
            title = f"{self.say(f'several.{role}.title')}x"
            notes = hover(chosen, "x", role, values, seen, self.say)
            alt = self.say(f"several.{role}.alt", output=chosen.output, values=told(values, self.spoken))
            drawn.append(maps_svg(values, role, title, notes, alt, seen))
        maps = f'<div class="beside">{"".join(drawn)}</div>'
        weighed = self.written(self.say("several.gradient.text", output=chosen.output))
        return f"{self.head('several.paths')}{self.written(paths_told(chosen, self.say))}{maps}{weighed}"

    def _walks(self, chosen: Chosen) -> str:
        """Write the paths to the input number that most of them reach."""
        most = np.unravel_index(int(chosen.paths.argmax()), chosen.paths.shape)
        channel, row, column = map(int, most)
        text, lines, more = walks(chosen, (channel, row, column), self.say)
        return self.head("several.walks") + self.written(text) + block("\n".join(lines)) + self.written(more)
