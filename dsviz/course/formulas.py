"""Sizes and formulas: a page of words beside the lessons, with the app's own first layer in the formulas."""

from __future__ import annotations

from html import escape

from dsviz import content
from dsviz.conv.geometry import kernel_reach, receptive_field
from dsviz.cost.vgg import vgg_rows
from dsviz.course.markdown import rendered, table
from dsviz.course.spoken import Spoken
from dsviz.wording.formulas import output_size_of, receptive_field_of
from dsviz.wording.ratio import in_numbers, numbers_told, ratio_table
from dsviz.wording.sizes import axes_of, told

FILE = "formulas.html"
# As the app's page opens: 224 x 224, a kernel of 7 x 7, stride 2, TensorFlow's "same".
(AXIS, _) = axes_of((224, 224), (7, 7), (2, 2), (1, 1), "tensorflow", (0, 0))
STACK = 3  # layers one after another, for the receptive field
LETTERS = ("H_o", "H", "K_h")
COLUMNS = ("layers", "sees", "formula", "small", "one", "large", "percent")


class FormulasPage(Spoken):
    """The page in one language.

    Parameters
    ----------
    spoken : str
        The language.
    """

    def body(self) -> str:
        """Write what stands between the page's bar and its foot."""
        return (
            f"<h1>{escape(self.say('page.formulas.title'))}</h1>{rendered(self.say('course.formulas.look'))}"
            f"{self._size()}{self._ratio()}{self._part('formulas.letters', self._text('formulas-letters'))}"
        )

    def _part(self, heading: str, *texts: str) -> str:
        """Write a heading, and paragraphs, tables and formulas under it."""
        return f"<h2>{escape(self.say(heading))}</h2>" + rendered("\n\n".join(texts))

    def _text(self, name: str) -> str:
        return content.text(name, self.spoken)

    def _size(self) -> str:
        reach = kernel_reach(AXIS.kernel, AXIS.dilation)
        layer = (AXIS.kernel, AXIS.stride, AXIS.pads[0], AXIS.dilation)
        fields = [receptive_field([layer] * count) for count in range(1, STACK + 1)]
        last = fields[-1]
        seen = self.say(
            "formulas.field.text",
            count=STACK,
            high=last.size,
            wide=last.size,
            down=last.jump,
            across=last.jump,
        )
        return self._part(
            "formulas.size",
            self.say("course.formulas.layer"),
            f"$${output_size_of(AXIS, LETTERS)}$$",
            told("rows", AXIS, self.say),
            self._text("formulas-size"),
        ) + self._part(
            "formulas.field",
            f"$${receptive_field_of(fields, [reach] * STACK)}$$",
            seen,
            self.say("formulas.vgg"),
            self._table(),
        )

    def _table(self) -> str:
        head = [self.say(f"formulas.vgg.{name}") for name in COLUMNS]
        return table(head, ([_cell(row[name]) for name in COLUMNS] for row in vgg_rows()))

    def _ratio(self) -> str:
        return self._part(
            "formulas.ratio",
            self.say("formulas.ratio.text"),
            ratio_table(self.say),
            numbers_told(self.say),
            f"$${in_numbers()}$$",
            self.say("formulas.ratio.weights"),
        )


def _cell(value: object) -> str:
    if isinstance(value, float):
        return f"{value:.1f}"
    return f"{value:,}" if isinstance(value, int) else str(value)
