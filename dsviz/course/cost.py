"""Parameters and cost: a page beside the lessons, with one layer counted in three ways."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction
from html import escape

from dsviz import content
from dsviz.cost import PRESETS
from dsviz.cost.formulas import separable_ratio
from dsviz.course.charts import Axis, Curve, curves, stacked_bars
from dsviz.course.markdown import rendered, table
from dsviz.course.spoken import Spoken
from dsviz.wording.claim import CLAIM, CLAIM_KERNEL, FILTERS, KERNELS, claim_told, ratio_rows
from dsviz.wording.reported import network_of, rule_rows
from dsviz.wording.three_ways import (
    WAYS,
    ThreeWays,
    bar_told,
    document_003_told,
    factors_told,
    formula_told,
    given_told,
    ratio_told,
    shares_of,
    side_row,
)

FILE = "cost.html"
LAYER = ThreeWays((3, 3), 64, 128, size=56, groups=4)  # as the app's page opens
SIDE = ("layer", "parameters", "of_parameters", "macs", "of_macs", "padding", "activations", "bytes")
RATIO = ("n", "exact", "ratio", "times", "claim")
TOOLS = ("tool", "operations", "of_macs", "parameters", "rule")
WORDS = ("layer", "tool", "rule", "claim")  # columns of words
DIGITS = {"cost.claim.table.ratio": 5, "cost.rules.table.of_macs": 5}
PLACES = (1, 2, 4, 8, 16, 32, 72, 128, 256, 512, 1024)  # of the curves over the filters
SIDES = tuple(range(1, 12))  # of the curves over the kernel
ENDS = float(CLAIM[0]), float(CLAIM[1])  # of document 000's claim
RATIOS = tuple(Fraction(2) / 2**each for each in range(8))  # 2 to 1/64


class CostPage(Spoken):
    """The page in one language.

    Parameters
    ----------
    spoken : str
        The language.
    """

    def body(self) -> str:
        """Write what stands between the page's bar and its foot."""
        look = given_told(LAYER, self.say)
        return (
            f"<h1>{escape(self.say('page.cost.title'))}</h1>{rendered(look)}"
            f"{self._formulas()}{self._side()}{self._claim()}{self._tools()}"
        )

    def _part(self, heading: str, body: str) -> str:
        return f"<h2>{escape(self.say(heading))}</h2>{body}"

    def _formulas(self) -> str:
        counts = LAYER.counts()
        told = (
            formula_told(name, counted.layers[0], LAYER, self.say)
            for name, counted in counts.items()
            if name != "separable"
        )
        formulas = rendered("\n\n".join([*told, factors_told(LAYER, self.say)]))
        return self._part(
            "course.cost.formulas",
            f'<div class="beside"><div>{formulas}</div><div>{self.bars()}</div></div>',
        )

    def bars(self) -> str:
        """Draw the weights of the three ways."""
        counts = LAYER.counts()
        bars = [bar_told(way, counts, self.say) for way in WAYS]
        steps = [
            [(self.say(words), share) for words, share in zip(parts.values(), shares, strict=True)]
            for (_, parts), shares in zip(WAYS.values(), shares_of(counts), strict=True)
        ]
        alt = self.say("cost.side.alt", bars=content.joined(bars, self.spoken, "semicolon"))
        return stacked_bars(bars, steps, self.say("cost.side.bars"), alt)

    def _side(self) -> str:
        counts = LAYER.counts()
        rows = [side_row(name, counted, counts["standard"], self.say) for name, counted in counts.items()]
        told = [
            self._table("cost.table", SIDE, rows),
            self.say("cost.table.note"),
            ratio_told(LAYER, self.say),
            document_003_told(LAYER, self.say),
        ]
        return self._part("cost.side", rendered("\n\n".join(told)))

    def _claim(self) -> str:
        charts = f'<div class="beside"><div>{self.over_filters()}</div><div>{self.over_kernels()}</div></div>'
        rows = rendered(self._table("cost.claim.table", RATIO, ratio_rows(self.say)))
        return self._part("cost.claim", rendered(claim_told(self.say)) + charts + rows)

    def over_filters(self) -> str:
        """Draw the ratio over the filters, one curve a kernel."""
        drawn = [
            _curve(self.say("cost.claim.n.curve", kernel=kernel), "N", PLACES, [(kernel, n) for n in PLACES])
            for kernel in KERNELS
        ]
        ticks = {float(10**each): f"{10**each:,}" for each in range(4)}
        x = Axis((1, PLACES[-1]), ticks, self.say("cost.claim.n.x"), is_log=True)
        band = (*ENDS, self.say("cost.claim.band"))
        return curves(drawn, (x, self._ratios()), self.say("cost.claim.n.alt"), band=band)

    def over_kernels(self) -> str:
        """Draw the ratio over the kernel, one curve a number of filters."""
        drawn = [
            _curve(
                self.say("cost.claim.k.curve", filters=f"{n:,}"), "K", SIDES, [(side, n) for side in SIDES]
            )
            for n in FILTERS
        ]
        x = Axis((0.5, 11), {float(each): str(each) for each in SIDES}, self.say("cost.claim.k.x"))
        band = (*ENDS, self.say("cost.claim.k.band"))
        across = (CLAIM_KERNEL - 0.4, CLAIM_KERNEL + 0.4)
        return curves(drawn, (x, self._ratios()), self.say("cost.claim.k.alt"), band=band, across=across)

    def _ratios(self) -> Axis:
        ticks = {float(each): str(each) for each in RATIOS}
        return Axis((float(RATIOS[-1]), 2), ticks, self.say("cost.claim.y"), is_log=True)

    def _tools(self) -> str:
        rows = rule_rows(network_of("mobilenet", LAYER), PRESETS, self.say)
        told = [
            self.say("course.cost.tools"),
            self._table("cost.rules.table", TOOLS, rows),
            self.say("cost.rules.note"),
        ]
        return self._part("cost.rules", rendered("\n\n".join(told)))

    def _table(self, topic: str, names: Sequence[str], rows: Sequence[Mapping[str, object]]) -> str:
        head = [self.say(f"{topic}.{name}") for name in names]
        words = [at for at, name in enumerate(names) if name in WORDS]
        return table(head, ([_cell(f"{topic}.{name}", row[name]) for name in names] for row in rows), words)


def _curve(name: str, letter: str, places: Sequence[int], layers: Sequence[tuple[int, int]]) -> Curve:
    ratios = [separable_ratio(*each) for each in layers]
    told = [
        f"{name}, {letter} = {place}: {ratio} = 1/{float(1 / ratio):.2f}"
        for place, ratio in zip(places, ratios, strict=True)
    ]
    return Curve(name, places, [float(each) for each in ratios], told)


def _cell(column: str, value: object) -> str:
    if isinstance(value, float):
        return f"{value:.{DIGITS.get(column, 2)}f}"
    return f"{value:,}" if isinstance(value, int) else str(value or "–")
