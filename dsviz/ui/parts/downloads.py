"""The downloads under a stage: everything it shows, in files. Each is written when it is asked for.

They stand behind a button, and are listed once it is pressed: a dozen widgets in every run of a page took the
server a quarter of its time.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial
from math import prod
from typing import NamedTuple

import streamlit as st

from dsviz import content
from dsviz.course.names import between, between_copies, between_words
from dsviz.examples import Example
from dsviz.export import derivation
from dsviz.export.scripts import WRITERS, script
from dsviz.export.tensor_files import tensors_csv, tensors_npz
from dsviz.export.workbook import MOST_TERMS, terms, workbook
from dsviz.slides.naming import AS_USUAL, Naming
from dsviz.stage.labels import for_a_row, for_editing, for_pixels
from dsviz.stage.page import PAGE_NEEDS, page_of
from dsviz.stage.scene import Showing, is_large
from dsviz.ui.inputs.names import STEP
from dsviz.ui.parts.derived_step import ask_step
from dsviz.ui.parts.drawings import drawings, refused_drawing
from dsviz.ui.parts.lent import lent_on
from dsviz.ui.parts.lent_files import show_lent
from dsviz.ui.parts.offers import offer_all
from dsviz.ui.parts.own_picture import with_size
from dsviz.ui.parts.seen import Seen, number_on, seen_on, stands_at, watch
from dsviz.ui.parts.shown import File, Shown, layers_of, trace_of, traces
from dsviz.ui.shell.engine import painted
from dsviz.ui.shell.words import language, say

MOST_WINDOWS = 196  # of a figure with frames: `dsviz.figures.run`, which imports Plotly
SHEETS = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


class Offered(NamedTuple):
    """What is offered: the layers, what they are called, and as which step and of which guides' page."""

    shown: Shown
    title: str
    link: str
    naming: Naming
    page: str


def show_takeaway(
    shown: Shown,
    *,
    title: str = "",
    key: str = "takeaway",
    link: str = "",
    naming: Naming = AS_USUAL,
    page: str = "",
) -> None:
    """Render the button behind which the downloads of a layer stand, or of a depthwise separable pair.

    Parameters
    ----------
    shown : Example or Chain
        Its tensors and settings as the stage shows them.
    title : str
        What the files call it; by default the example's own title.
    key : str
        One for each such button on a page.
    link : str
        The query parameter that holds the step of the last stage; by default ``step``, ``step2`` of a pair.
    naming : Naming
        What the tensors of one layer are called.
    page : str
        The page whose guides lead through the stage; "" where none does.
    """
    if not painted():  # a dozen widgets would stand in line before the stage's first picture
        return
    heading = title or say(f"example.{shown.id}.title")
    link = link or ("step2" if len(layers_of(shown)) > 1 else "step")
    _behind_a_button(Offered(shown, heading, link, naming, page), key)


@st.fragment
def _behind_a_button(offered: Offered, key: str) -> None:
    """Render the button; a press runs this much of the page again, no more."""
    behind = st.popover(
        say("downloads.open"), icon=":material/download:", key=f"{key}-open", on_change="rerun"
    )
    if behind.open:
        with behind, st.container(key=f"files-{key}", gap="small"):
            _show_files(offered, key)


def _show_files(offered: Offered, key: str) -> None:
    """Render the buttons: of what the stage shows, which may be a layer that a guide lends it."""
    links = (STEP.name, offered.link) if len(layers_of(offered.shown)) > 1 else (offered.link,)
    seen = [seen_on(key, each) for each in links]
    lent = lent_on(seen, offered.shown)
    if lent is None:
        _show_own(offered, key, seen)
    elif isinstance(lent.layer, Example) and not lent.naming.copies:
        own = Offered(lent.layer, lent.title, offered.link, lent.naming, lent.guide.page)
        _show_own(own, f"{key}-{lent.name}", [lent.seen])
    else:
        show_lent(lent, key)
    watch(key, links)


def _show_own(offered: Offered, key: str, seen: Sequence[Seen | None]) -> None:
    shown, title, link, naming, page = offered
    last = layers_of(shown)[-1].layer
    step = ask_step(last, key, stands_at(seen[-1], last.output_shape, link), naming)

    def refusal_of(file: File) -> str:
        return refused(shown, file, step)

    offer_all(files(shown, title, step, language(), naming, seen[-1]), key, refusal_of)
    dark = st.toggle(say("downloads.dark"), st.context.theme.type == "dark", key=f"{key}-dark")
    drawn = drawings(shown, title, step, language(), dark, naming, seen, page)
    offer_all(drawn, key, refusal_of)


def files(
    shown: Shown,
    title: str,
    step: int | None,
    spoken: str,
    naming: Naming = AS_USUAL,
    seen: Seen | None = None,
) -> Iterator[File]:
    """List the downloads.

    Parameters
    ----------
    shown : Example or Chain
    title : str
    step : int or None
        Whose derivation; None for every number's.
    spoken : str
        The language of the words in them.
    naming : Naming
        What the tensors of one layer are called.
    seen : Seen, optional
        Where the stage of the last layer stands: in its order the files count.
    """
    layers, name = layers_of(shown), with_size(shown.id, shown.id)
    pair = len(layers) > 1
    for at, example in enumerate(layers, 1):
        end = f"-{at}" if pair else ""
        html = partial(page, example, title, spoken, naming)
        yield File("page", at * pair, f"{name}{end}.html", "text/html", html)
    part = "" if step is None else f"-step-{number_on(seen, step, layers[-1].layer.output_shape)}"
    texts = {"latex": ("tex", "application/x-tex"), "markdown": ("md", "text/markdown")}
    for kind, (end, mime) in texts.items():
        written = partial(derived, kind, shown, title, step, spoken, naming)
        yield File(kind, 0, f"{name}{part}.{end}", mime, written)
    yield File("csv", 0, f"{name}.csv", "text/csv", lambda: tensors_csv(traces(shown)))
    yield File("npz", 0, f"{name}.npz", "application/octet-stream", lambda: tensors_npz(traces(shown)))
    yield File("xlsx", 0, f"{name}.xlsx", SHEETS, lambda: workbook(traces(shown)))
    for framework in WRITERS:
        program = partial(code, framework, shown, spoken)
        yield File(framework, 0, f"{name}-{framework}.py", "text/x-python", program)
    for at, example in enumerate(layers, 1):
        end = f"-{at}" if pair else ""
        yield File(
            "figure", at * pair, f"{name}{end}.json", "application/json", partial(figure, example, spoken)
        )


def page(example: Example, title: str, spoken: str, naming: Naming = AS_USUAL) -> str:
    """Write the stage as one HTML page; numbers that are changed there its reader's browser computes.

    Not where a map is named after the layer that it belongs to: its numbers are those of other layers.
    """
    trace = trace_of(example)
    alone = {} if trace.backend == "torch" else content.labels("stage_alone", spoken)
    large = for_pixels(spoken) if is_large(trace) else {}
    words = content.labels("stage", spoken) | for_editing(spoken) | alone | large
    words |= for_a_row(trace.layer, spoken)
    letters = between(naming.x, naming.y)
    words |= between_words(letters, spoken)
    showing = Showing(
        title=title,
        printed=example.printed,
        document=content.label(f"document.{example.document or 'own'}", spoken),
        labels=words,
        outside=PAGE_NEEDS,
        editing=None if letters else False,
        copies=between_copies(letters),
    )
    return page_of(trace, showing, spoken)


def derived(
    kind: str, shown: Shown, title: str, step: int | None, spoken: str, naming: Naming = AS_USUAL
) -> str:
    """Write the derivation of a step or of every number, as LaTeX or Markdown."""
    letters = naming.x, naming.w, naming.b, naming.y
    return {"latex": derivation.latex, "markdown": derivation.markdown}[kind](
        traces(shown), title, step, spoken, letters
    )


def code(framework: str, shown: Shown, spoken: str) -> str:
    """Write the script that prints the output."""
    return script(framework, traces(shown), spoken)


def figure(example: Example, spoken: str) -> str:
    """Write the run as a Plotly figure with frames."""
    # Plotly takes 0.3 s to import and belongs to whoever asks for this file.
    from dsviz.figures.run import run_figure

    return str(run_figure(trace_of(example), language=spoken).to_json())


def refused(shown: Shown, file: File, step: int | None) -> str:
    """Say why a file cannot be had; "" where it can."""
    layers = [example.layer for example in layers_of(shown)]
    if file.kind == "figure":
        windows = prod(layers[max(file.layer, 1) - 1].output_shape)
        if windows > MOST_WINDOWS:
            reason = say("downloads.figure.bound", most=MOST_WINDOWS, got=windows)
            return say("downloads.figure.refused", reason=reason)
    if file.kind == "xlsx":
        products = sum(map(terms, layers))
        if products > MOST_TERMS:
            return say("downloads.xlsx.refused", most=MOST_TERMS, got=products)
    if file.kind in ("latex", "markdown") and step is None:
        products = sum(layer.macs for layer in layers)
        if products > derivation.MOST_PRODUCTS:
            reason = say("downloads.derivation.bound", most=derivation.MOST_PRODUCTS, got=products)
            return say("downloads.derivation.refused", reason=reason)
    return refused_drawing(shown, file)
