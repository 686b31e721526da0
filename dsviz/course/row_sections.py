"""The sections of the lesson on one dimension."""

from __future__ import annotations

from dsviz.course.fed import ENGINE
from dsviz.course.lessons import Shown
from dsviz.course.rows import causal, volume
from dsviz.course.scenes import trace_of
from dsviz.course.sections import Sections
from dsviz.examples import Example
from dsviz.export.chain_code import row_programs


class RowSections(Sections):
    """What the lesson on one dimension says, in a language."""

    def beside(self, shown: Shown) -> str:
        """Write nothing beside the title: a row has no boxes."""
        return ""

    def of(self, shown: Shown) -> str:
        """Write what is said of one row."""
        assert isinstance(shown.what, Example)
        trace = trace_of(shown.what, ENGINE)
        return "".join(
            [
                self.written(self.say(f"one_dimension.note.{shown.id}")),
                self._maps(shown.what),
                self.head("one_dimension.causal"),
                f'<div class="sums">{self.written(causal(trace, self.spoken))}</div>',
                self.head("one_dimension.code"),
                self.written(self.say("one_dimension.code.text")),
                self.programs(row_programs(trace.layer)),
            ]
        )

    def of_all(self) -> str:
        """Write what is said of three dimensions, and what only the app can."""
        text, drawn = volume(self.spoken)
        app = self.written(self.say("course.one_dimension.app"))
        return f"{self.head('one_dimension.volume')}{self.written(text)}<p>{drawn}</p>{app}"
