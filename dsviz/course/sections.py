"""The sections of a lesson's page, under the stage, as HTML."""

from __future__ import annotations

from collections.abc import Mapping
from html import escape

import numpy as np

from dsviz import content
from dsviz.course.boxes import IN_DOCUMENTS, STREAMS
from dsviz.course.charts import columns
from dsviz.course.comparisons import agreement, as_one, by_channel, without_groups
from dsviz.course.costs import cost_table
from dsviz.course.drawings import Boxes, figure_of, opening_of
from dsviz.course.fed import ENGINE
from dsviz.course.grouped import bars_told, facts, row, written_count
from dsviz.course.lessons import ADDRESSES, SHAPE, Shown, file_of
from dsviz.course.maps import maps_svg
from dsviz.course.markdown import in_line, rendered, table
from dsviz.course.results import maps_alt, source_of, verdict
from dsviz.course.scenes import trace_of
from dsviz.course.spoken import Spoken
from dsviz.course.wiring import wiring_svg
from dsviz.examples import Chain, Example, get
from dsviz.examples.grouped import channel_by_channel
from dsviz.export.layout_text import layout_text, output_text
from dsviz.export.pytorch_code import framework_call
from dsviz.export.remarks import remarked
from dsviz.export.scripts import script
from dsviz.stage.scene import is_large
from dsviz.wording.sums import sum_text

LINKS = {address: file_of(lesson) for lesson, address in ADDRESSES.items()}
GROUPED_COLUMNS = ("g", "weight", "parameters", "part", "macs", "document_003")


class Sections(Spoken):
    """What a lesson says under its stage, in a language.

    Parameters
    ----------
    lesson : str
    spoken : str
        The language.
    """

    def __init__(self, lesson: str, spoken: str) -> None:
        self.lesson = lesson
        super().__init__(spoken)

    @property
    def look(self) -> str:
        """What stands under the title, as Markdown."""
        return content.text(f"{self.lesson}-look", self.spoken)

    def written(self, text: str) -> str:
        """Write Markdown as HTML; a link to a page that is no lesson becomes words."""
        return rendered(text, LINKS)

    def beside(self, shown: Shown) -> str:
        """Write what stands beside the title: the layers as boxes."""
        assert isinstance(shown.what, Example | Chain)
        return self.drawn(*opening_of(shown.what))

    def of(self, shown: Shown) -> str:
        """Write what is said of one thing that the stage shows."""
        if isinstance(shown.what, Chain):
            return self._of_chain(shown.what)
        if self.lesson == "grouped":
            return self._of_grouping(int(shown.id))
        assert isinstance(shown.what, Example)
        parts = [self._result(shown.what)]
        if self.lesson == "depthwise":
            parts.append(self._channel_sums(shown.what))
        return "".join([*parts, self._in_code(shown.what)])

    def of_all(self) -> str:
        """Write what the lesson says whatever the stage shows."""
        parts = [self._mixing()] if self.lesson == "pointwise" else []
        parts.append(self.written(content.text(self.lesson, self.spoken)))
        if self.lesson == "grouped":
            parts = [self._counts(), self._apart(), *parts, self.drawn(STREAMS)]
        return "".join([*parts, self.drawn(*IN_DOCUMENTS.get(self.lesson, ()))])

    def drawn(self, *drawings: Boxes) -> str:
        """Write drawings of layers side by side."""
        figures = "".join(figure_of(each, self.spoken) for each in drawings)
        return f'<div class="dsviz-boxes">{figures}</div>' if figures else ""

    def programs(self, texts: Mapping[str, str]) -> str:
        """Write programs, each opened by its name."""
        shown = (folded(name, block(remarked(text, self.spoken).rstrip())) for name, text in texts.items())
        return "".join(shown)

    def head(self, key: str) -> str:
        """Write a heading."""
        return f"<h2>{escape(self.say(key))}</h2>"

    def _result(self, example: Example) -> str:
        trace = trace_of(example, ENGINE)
        told = verdict(example, trace, self.say)
        told.append(self.say("course.large" if is_large(trace) else "result.hover"))
        note = self.say(f"example.{example.id}.note")
        words = self.written("\n\n".join([*told, note]))
        maps = self._maps(example) + self._printed(example)
        shown = f'<div class="beside"><div>{maps}</div><div>{words}</div></div>' if maps else words
        return self.head("result.heading") + shown

    def _maps(self, example: Example, name: str = "y") -> str:
        trace = trace_of(example, ENGINE)
        if is_large(trace):
            return ""
        told = [sum_text(step, name) for step in trace]
        alt = maps_alt(name, trace.output, self.spoken)
        return maps_svg(trace.output, "output", name, told, alt)

    def _printed(self, example: Example) -> str:
        if example.printed is None:
            return ""
        ours, theirs = (
            output_text(values, example.layout)
            for values in (trace_of(example, ENGINE).output, example.printed)
        )
        gives = self.say("result.gives", engine=self.say(f"engine.{ENGINE}"))
        prints = self.say("result.prints", source=source_of(example, self.say))
        return f'<div class="pair">{block(ours, gives)}{block(theirs, prints)}</div>'

    def _in_code(self, *examples: Example) -> str:
        """Write the code that reproduces the examples, and their tensors in the document's layout."""
        if any(is_large(trace_of(each, ENGINE)) for each in examples):
            return ""
        return self.head("tensors.heading") + "".join(map(self._code_of, examples))

    def _code_of(self, example: Example) -> str:
        trace = trace_of(example, ENGINE)
        source = self.say("document.own") if example.own else source_of(example, self.say)
        depthwise = example.topic == "depthwise" or example.layer.is_depthwise
        tensors = layout_text(trace, example.layout, depthwise)
        code = script("pytorch", [trace], self.spoken).rstrip()
        return folded(self.say("tensors.code"), block(code)) + folded(
            self.say(f"tensors.{example.layout}", source=source), block(tensors)
        )

    def _channel_sums(self, example: Example) -> str:
        ordinary = without_groups(example)
        apart = by_channel(trace_of(example, ENGINE).output, example.layer.in_channels)
        agrees = agreement("sums", trace_of(ordinary, ENGINE), apart.sum(axis=0), self.say)
        text = self.written(f"{self.say('sums.text', call=framework_call(ordinary.layer))}\n\n{agrees}")
        return (
            self.head("sums.heading") + f'<div class="beside">{self._maps(ordinary)}<div>{text}</div></div>'
        )

    def _mixing(self) -> str:
        mixing, scaling = get("pointwise-mix"), get("pointwise-scale")
        assert isinstance(mixing, Example)
        assert isinstance(scaling, Example)
        x = mixing.layer.x
        told = [f"x[{','.join(map(str, place))}]" for place in np.ndindex(x.shape)]
        drawn = maps_svg(x, "input", "x", told, maps_alt("x", x, self.spoken))
        parts = [f"<div>{self.written(self.say('mixing.input'))}{drawn}</div>"]
        for key, each in (("mixing.mix", mixing), ("mixing.scale", scaling)):
            words = self.written(self.say(key, call=framework_call(each.layer)))
            parts.append(f"<div>{words}{self._maps(each)}</div>")
        return f'{self.head("mixing.heading")}<div class="beside">{"".join(parts)}</div>'

    def _of_chain(self, chain: Chain) -> str:
        one, (_, last) = as_one(chain), chain.layers
        agrees = agreement("separable", trace_of(one, ENGINE), trace_of(last, ENGINE).output, self.say)
        single = self.say("separable.one", call=framework_call(one.layer))
        pair = f"<div>{self.written(self.say('separable.pair'))}{self._maps(last)}</div>"
        other = f"<div>{self.written(single)}{self._maps(one)}</div>"
        return "".join(
            [
                self.written(self.say(f"example.{chain.id}.note")),
                self.head("costs.heading"),
                self.written(cost_table(chain, self.say)),
                f'{self.head("separable.result")}<div class="beside">{pair}{other}</div>',
                self.written(agrees),
                self._in_code(*chain.layers),
            ]
        )

    def _of_grouping(self, groups: int) -> str:
        told = self.written(facts(SHAPE, groups, self.say))
        title = self.written(f"**{self.say('grouped.wiring')}**")
        wired = f"<div>{title}{wiring_svg(SHAPE.example(groups).layer, self.spoken)}</div>"
        numbers = self.written(self.say("grouped.numbers", seed=SHAPE.seed))
        code = script("pytorch", [trace_of(SHAPE.example(groups), ENGINE)], self.spoken).rstrip()
        return (
            f"{numbers}{self.head('grouped.in_numbers')}"
            f'<div class="beside">{wired}<div>{told}</div></div>'
            f"{folded(self.say('tensors.code'), block(code))}"
        )

    def _counts(self) -> str:
        names = [in_line(self.say(f"grouped.table.{name}")) for name in GROUPED_COLUMNS]
        rows = [[written_count(row(SHAPE, g)[name]) for name in GROUPED_COLUMNS] for g in SHAPE.legal]
        counted = self.written(f"{table(names, rows)}\n\n{self.say('grouped.table.note')}")
        titles = self.say("grouped.bars.x"), self.say("grouped.bars.y")
        parameters = [SHAPE.parameters(g) for g in SHAPE.legal]
        bars = columns([str(g) for g in SHAPE.legal], parameters, titles, bars_told(SHAPE, self.spoken))
        return f'{self.head("grouped.counts")}<div class="beside"><div>{bars}</div><div>{counted}</div></div>'

    def _apart(self) -> str:
        """Write that g = C is depthwise: both computed, compared number by number."""
        groups, example = SHAPE.in_channels, SHAPE.example(SHAPE.in_channels)
        one, alone = trace_of(example, ENGINE).output, channel_by_channel(example.layer, backend=ENGINE)
        wrong = int((one != alone).sum())
        verdict = "grouped.depthwise.differ" if wrong else "grouped.depthwise.agree"
        multiplier = SHAPE.out_channels // groups
        told = self.say(verdict, count=one.size, wrong=wrong, multiplier=multiplier)
        heading = self.written(self.say("grouped.depthwise.one", groups=groups))
        return self.head("grouped.depthwise") + heading + self._maps(example) + self.written(told)


def block(text: str, title: str = "") -> str:
    """Write text as it stands, in letters of one width."""
    words = f"<b>{escape(title)}</b>" if title else ""
    return f'<div class="block">{words}<pre tabindex="0">{escape(text)}</pre></div>'


def folded(title: str, body: str) -> str:
    """Write what is opened by its title."""
    return f"<details><summary>{escape(title)}</summary>{body}</details>"
