"""Check my work: one output cell's sum as a person wrote it, term by term."""

from __future__ import annotations

import streamlit as st

from dsviz.check.errors import CheckError
from dsviz.check.sums.cells import workings_of
from dsviz.check.sums.check import CheckedSum
from dsviz.check.sums.findings import NOTES, SumFinding
from dsviz.check.sums.other_layer import other_layer
from dsviz.check.sums.passage import Part
from dsviz.check.sums.scope import Expected
from dsviz.content import joined
from dsviz.conv.step import Step
from dsviz.examples import HAND
from dsviz.examples.hand_lines import LINES, PASSAGE
from dsviz.exercises.exercise import cell_name
from dsviz.ui.check.other_layer import show_other_layer
from dsviz.ui.check.passage import WRONG, show_passage
from dsviz.ui.check.pointed import pointed
from dsviz.ui.check.work import Work
from dsviz.ui.inputs.ask import Ask
from dsviz.ui.inputs.names import COLUMN, FILTER, ROW, SUM
from dsviz.ui.inputs.texts import Texts, is_in_link, plain
from dsviz.ui.parts.tables import show_table
from dsviz.ui.shell.words import language, refused, say
from dsviz.wording.checked import MOST_FINDINGS
from dsviz.wording.diagnosis import sentence
from dsviz.wording.numbers import number, term
from dsviz.wording.sums import channel_texts, sum_text

BOX_HEIGHT = 100
SELECT_WIDTH = 104  # three in a row on a phone
ONE_SUM = "one-sum"  # where the link to a verdict leads, unless it names a line
HERE = '<span id="{to}"></span>'


def show_sum(work: Work) -> str:
    """Render the choice of cell, the box for its sum, and what is to be said of it; return that in a line."""
    st.html(HERE.format(to=ONE_SUM))
    st.header(say("check.sum.heading"), anchor=False)
    st.markdown(say("check.sum.text"))
    step = _ask_cell(work)
    typed = Texts(work.example.id)
    text = typed.box(
        SUM.name,
        st.text_area,
        say("check.sum"),
        height=BOX_HEIGHT,
        placeholder=say("check.sum.placeholder"),
        help=say("check.sum.help"),
    )
    _show_buttons(work, typed, step)
    if not is_in_link(text):
        st.caption(say("check.long"))
    return _show_workings(work, text, step) if text.strip() else ""


def _ask_cell(work: Work) -> Step:
    places = []
    with Ask("check") as ask, st.container(horizontal=True):
        for param, size in zip((FILTER, ROW, COLUMN), work.trace.output.shape, strict=True):
            with st.container(width=SELECT_WIDTH):
                options = tuple(map(str, range(size)))
                places.append(int(ask.choice(param, options, look="list", words=str)))
    return work.trace.at(*places)


def _show_buttons(work: Work, typed: Texts, step: Step) -> None:
    with st.container(horizontal=True):
        # Leaving the box checks it already; a button says so, and on a phone it is what leaves the box.
        st.button(say("check.sum.check"), type="primary")
        st.button(
            say("check.sum.show"),
            on_click=_fill,
            args=(typed, wrong_sum(step)),
            help=say("check.sum.show.help"),
        )
        if work.key == HAND.example_id and (step.out_channel, step.row, step.col) == HAND.place:
            st.button(say("check.sum.whole"), on_click=_fill, args=(typed, PASSAGE))
            for channel, line in enumerate(LINES):
                words = say("check.sum.document", channel=channel)
                st.button(words, on_click=_fill, args=(typed, line), key=f"line-{channel}")


def _fill(typed: Texts, text: str) -> None:
    typed.put(SUM.name, text)


def wrong_sum(step: Step) -> str:
    """Write a step's sum with one slip: the first product that counts loses its minus sign, or is left out.

    Examples
    --------
    >>> from dsviz.conv.trace import trace
    >>> wrong_sum(trace([[[2, 3]]], [[[[1, -2]]]], backend="numpy")[0])
    '3×(−2) = −6'
    >>> wrong_sum(trace([[[0, 3]]], [[[[1, -2]]]], backend="numpy")[0])
    '0×1 + 3×2 = 6'
    """
    factors = [(tap.x, tap.weight) for tap in step.taps]
    at = next((at for at, (x, weight) in enumerate(factors) if x * weight), 0)
    x, weight = factors[at]
    factors[at : at + 1] = [(abs(x), abs(weight))] if x * weight < 0 else []
    parts = [f"{term(x) if place else number(x)}×{term(weight)}" for place, (x, weight) in enumerate(factors)]
    bias = [] if step.bias is None else [step.bias]
    total = sum(x * weight for x, weight in factors) + sum(bias)
    return f"{' + '.join([*parts, *map(term, bias)]) or 0} = {number(total)}"


def _show_workings(work: Work, text: str, step: Step) -> str:
    """Render what is to be said of a text, or of each cell's part of it; return the last in a line."""
    chosen = (step.out_channel, step.row, step.col)
    n, height, width = work.trace.output.shape
    try:
        workings = workings_of(text, work.trace.at, (n, height, width), chosen)
    except CheckError as error:
        st.error(plain(refused(error)))
        if error.place is not None:
            st.code(pointed(text, [(error.place.line, error.place.column or 1, 1, "^")]), language=None)
        return ""
    other = other_layer(text, workings, work.example.layer)
    if other is not None:
        verdict = show_other_layer(other, text)
        return say("check.line.sum", cell=cell_name("y", chosen), words=verdict, to=ONE_SUM)
    line = ""
    for cell, part, checked in workings:
        name = cell_name("y", cell)
        if len(workings) > 1:
            st.markdown(f"**{plain(name)}**")
        elif cell != chosen:
            st.info(say("check.sum.other_cell", cell=name, chosen=cell_name("y", chosen)))
        at = work.trace.at(*cell)
        to = ONE_SUM
        if isinstance(checked, CheckedSum):
            verdict = _show_checked(checked, part, at)
        else:
            to = _line_of(checked, alone=len(workings) == 1)
            verdict = show_passage(checked, part, at)
        line = say("check.line.sum", cell=name, words=verdict, to=to)
    return line


def _line_of(parts: tuple[Part, ...], alone: bool) -> str:
    """Return where a link to what is said of a passage leads: to its wrong line, which is there once."""
    if not alone or all(part.is_right for part in parts):
        return ONE_SUM
    st.html(HERE.format(to=WRONG))
    return WRONG


def _show_checked(checked: CheckedSum, text: str, step: Step) -> str:
    verdict = _verdict(checked)
    placed_first = sorted(checked.findings, key=lambda finding: finding.line is None)
    # Who hears the page is told this box at once, and finds the list later: it names what is wrong first.
    wrong = next((finding for finding in placed_first if finding.id not in NOTES), None)
    first = [] if checked.is_right or wrong is None else [_told(wrong)]
    (st.success if checked.is_right else st.warning)(joined([verdict, *first], language(), "sentence"))
    spots = [_spot(finding) for finding in checked.findings if finding.line is not None]
    if spots:
        st.code(pointed(text, spots), language=None)
    others = [finding for finding in placed_first if not first or finding is not wrong]
    lines = [f"- {_told(finding)}" for finding in others[: MOST_FINDINGS - len(first)]]
    if (more := len(checked.findings) - MOST_FINDINGS) > 0:
        lines.append(f"- {say('check.sum.more', count=more)}")
    st.markdown("\n".join(lines))
    _show_terms(checked, text, step)
    return verdict


def _verdict(checked: CheckedSum) -> str:
    is_wrong = not checked.is_right
    if any(finding.id == "result-only" for finding in checked.findings):
        return say("check.sum.result")
    scope = say(f"diagnosis.scope.{checked.scope.name}", in_channel=checked.scope.in_channel)
    matched = sum(expected is not None for _, expected in checked.terms)
    terms, expected = len(checked.terms), len(checked.scope.expected)
    if not is_wrong or matched == terms == expected:
        key = "check.sum.wrong.total" if is_wrong else "check.sum.right"
        return joined([say(key, expected=matched), scope], language(), "sentence")
    return joined([_counts(matched, terms, expected), scope], language(), "sentence")


def _counts(matched: int, terms: int, expected: int) -> str:
    if terms == 1:
        right = say("check.sum.only.right" if matched else "check.sum.only.wrong")
    else:
        right = say("check.sum.matched", matched=matched, terms=terms)
    return say("check.sum.wrong", matched=right, expected=say("check.sum.expected", expected=expected))


def _spot(finding: SumFinding) -> tuple[int, int, int, str]:
    length = len(str(finding.values.get("text", "")).partition("\n")[0]) or 1
    return finding.line or 1, finding.column or 1, length, "~" if finding.id in NOTES else "^"


def _told(finding: SumFinding) -> str:
    words = plain(sentence(finding, language()))
    if finding.line is None:
        return words
    place = say("check.sum.place", line=finding.line, column=finding.column)
    return joined([place, words], language(), "sentence")


def _show_terms(checked: CheckedSum, text: str, step: Step) -> None:
    with st.expander(say("check.sum.terms")):
        rows = [
            {
                "term": " ".join(text[one.offset : one.end].split()),
                "value": number(one.value),
                "meant": _meant(expected, step),
            }
            for one, expected in checked.terms
        ]
        show_table("sum-terms", rows, topic="check.terms")
    with st.expander(say("check.sum.solution")):
        first = step.taps[0].in_channel
        for at, line in enumerate(channel_texts(step), first):
            name = say("check.both.channel", channel=at)
            st.markdown(plain(joined([name, line], language(), "colon")))
        st.markdown(plain(sum_text(step)))


def _meant(expected: Expected | None, step: Step) -> str:
    if expected is None:
        return say("check.terms.nothing")
    if expected.tap is None:
        return say(f"check.terms.{expected.kind}", channel=expected.in_channel)
    tap = expected.tap
    channel = tap.in_channel - step.taps[0].in_channel
    x = f"x[{tap.in_channel},{number(tap.in_row)},{number(tap.in_col)}]"
    weight = f"w[{step.out_channel},{channel},{tap.kernel_row},{tap.kernel_col}]"
    return say("check.terms.product", x=x, w=weight, product=f"{number(tap.x)}×{term(tap.weight)}")
