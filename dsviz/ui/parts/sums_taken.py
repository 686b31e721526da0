"""The downloads of a gradient or a transposed layer, behind a button as those of every stage."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import partial
from typing import Any

import streamlit as st

from dsviz import content
from dsviz.conv.rewritten import Rewritten
from dsviz.conv.trace import Trace
from dsviz.conv.transposed_layer import TransposedLayer
from dsviz.conv.transposed_trace import ScatterTrace
from dsviz.course.names import lettered
from dsviz.course.scenes import rewritten_words, scatter_copies, scatter_words
from dsviz.export.derivation import MOST_PRODUCTS
from dsviz.export.derived_sums import Sums, product_count, sums_latex, sums_markdown
from dsviz.guides import of_page
from dsviz.slides.drawing import Look
from dsviz.slides.naming import Naming
from dsviz.stage.labels import for_a_row
from dsviz.stage.page import PAGE_NEEDS, page_of, scatter_page
from dsviz.stage.scene import Showing
from dsviz.ui.inputs.names import STEP
from dsviz.ui.parts.derived_step import ask_step
from dsviz.ui.parts.drawings import films, pictures, refused_picture, slides_of, stamp_pictures
from dsviz.ui.parts.lent import lent_on
from dsviz.ui.parts.lent_files import show_lent
from dsviz.ui.parts.offers import offer_all
from dsviz.ui.parts.seen import Seen, number_on, seen_on, stands_at, watch
from dsviz.ui.parts.shown import File
from dsviz.ui.shell.engine import backend, painted
from dsviz.ui.shell.words import language, say


@dataclass(frozen=True, eq=False)
class Taken:
    """What is taken along.

    Attributes
    ----------
    name : str
        Of the files.
    title : str
        What they call it.
    of : str
        What it is, as `dsviz.course.scenes.rewritten_words` has it.
    rewritten : Rewritten
        What the stage shows, or would show as a gather.
    sums : callable
        Makes the trace whose numbers are derived; it is made when a file is asked for.
    programs : mapping of str to str
        "pytorch", "numpy" and "keras" to their programs, those that there are.
    scatter : TransposedLayer, optional
        Where the stage shows a scatter: of what.
    page : str
        Whose guide leads through the stage, and is offered as slides; "" where none does.
    names : mapping of str to str
        What its tensors are called where that is not as usual, such as dy -> dz.
    """

    name: str
    title: str
    of: str
    rewritten: Rewritten
    sums: Callable[[], Sums]
    programs: Mapping[str, str]
    scatter: TransposedLayer | None = None
    page: str = ""
    names: Mapping[str, str] = field(default_factory=dict)

    @property
    def copies(self) -> dict[str, Any]:
        """Whose numbers the tensors of the rewritten layer hold."""
        return lettered(self.rewritten.names, self.names)

    @property
    def naming(self) -> Naming:
        """What its pictures call its numbers."""
        return Naming(copies=self.copies)

    def trace(self) -> Trace:
        """Compute what the pictures show."""
        return Trace(self.rewritten.layer, backend())


def show_sums_takeaway(taken: Taken, key: str = "takeaway") -> None:
    """Render the button behind which the files stand."""
    if painted():
        _behind_a_button(taken, key)


@st.fragment
def _behind_a_button(taken: Taken, key: str) -> None:
    behind = st.popover(
        say("downloads.open"), icon=":material/download:", key=f"{key}-open", on_change="rerun"
    )
    if behind.open:
        with behind, st.container(key=f"files-{key}", gap="small"):
            _show_files(taken, key)


def _show_files(taken: Taken, key: str) -> None:
    seen = seen_on(key, STEP.name)
    lent = lent_on([seen], None)
    if lent is None:
        _show_own(taken, key, seen)
    else:
        show_lent(lent, key)
    watch(key, [STEP.name])


def _show_own(taken: Taken, key: str, seen: Seen | None) -> None:
    layer = taken.rewritten.layer
    # The steps of a scatter are others than those of the sums.
    stands = None if taken.scatter else stands_at(seen, layer.output_shape, STEP.name)
    step = ask_step(layer, f"{key}-{taken.name}", stands, taken.naming)
    got = product_count(taken.sums())
    refusals = []
    if step is None and got > MOST_PRODUCTS:
        reason = say("downloads.derivation.bound", most=MOST_PRODUCTS, got=got)
        refusals.append(say("downloads.derivation.refused", reason=reason))
    offer_all(sums_files(taken, language(), step, seen, is_derived=not refusals), key, lambda file: "")
    dark = st.toggle(say("downloads.dark"), st.context.theme.type == "dark", key=f"{key}-dark")
    drawn = sums_drawings(taken, step, language(), dark, seen)
    offer_all(drawn, key, lambda file: refused_picture(taken.rewritten.layer, file.kind))
    if taken.scatter:
        st.caption(say("downloads.gathered"))
    for refusal in refusals:
        st.caption(refusal)


def sums_files(
    taken: Taken, spoken: str, step: int | None, seen: Seen | None = None, *, is_derived: bool = True
) -> Iterator[File]:
    """List the downloads: the moving page, the derivation twice unless it is too long, the programs.

    Parameters
    ----------
    taken : Taken
    spoken : str
        The language of the words in them.
    step : int or None
        Whose derivation; None for every number's.
    seen : Seen, optional
        Where the stage stands: in its order the files count.
    is_derived : bool
    """
    name = taken.name
    at = None if step is None else taken.rewritten.index_of(step)
    counts = None if taken.scatter else seen
    part = "" if step is None else f"-step-{number_on(counts, step, taken.rewritten.layer.output_shape)}"
    yield File("page", 0, f"{name}.html", "text/html", lambda: moving_page(taken, spoken))
    if is_derived:
        written = {
            "latex": (sums_latex, "tex", "application/x-tex"),
            "markdown": (sums_markdown, "md", "text/markdown"),
        }
        for kind, (write, ending, mime) in written.items():
            derived = partial(_derived, write, taken, spoken, at)
            yield File(kind, 0, f"{name}{part}.{ending}", mime, derived)
    for kind, program in taken.programs.items():
        yield File(kind, 0, f"{name}-{kind}.py", "text/x-python", partial(str, f"{program}\n"))


def _derived(write: Callable[..., str], taken: Taken, spoken: str, at: tuple[int, ...] | None) -> str:
    return write(taken.sums(), taken.title, spoken, at, taken.names)


def sums_drawings(
    taken: Taken, step: int | None, spoken: str, dark: bool, seen: Seen | None = None
) -> Iterator[File]:
    """List the pictures and films, as those of every stage, and the slides of the guide about these numbers.

    Parameters
    ----------
    taken : Taken
    step : int or None
        Which output number is drawn; None for the last, with all numbers there. A scatter is drawn where
        its stage stands.
    spoken : str
    dark : bool
        On dark paper.
    seen : Seen, optional
        Where the stage stands.
    """
    look = Look(dark=dark, language=spoken, title=taken.title, naming=taken.naming)
    if taken.scatter:
        stamped = replace(look, naming=Naming(copies=scatter_copies(taken.of, taken.names)))
        yield from stamp_pictures(taken.scatter, taken.name, stamped, seen)
        yield from films(taken.trace, taken.name, look)
    else:
        outputs = taken.rewritten.layer.output_shape
        yield from pictures(taken.trace, taken.name, step, outputs, look, seen=seen)
    yield from slides_of(of_page(taken.page), spoken, dark)


def moving_page(taken: Taken, spoken: str) -> str:
    """Write the stage as one HTML page."""
    words = content.labels("stage", spoken)
    if backend() != "torch":
        words |= content.labels("stage_alone", spoken)
    if taken.scatter:
        words |= scatter_words(taken.of, spoken, taken.names) | for_a_row(taken.scatter, spoken)
        showing = Showing(
            title=taken.title, labels=words, copies=scatter_copies(taken.of, taken.names), outside=PAGE_NEEDS
        )
        return scatter_page(ScatterTrace(taken.scatter, backend()), showing, spoken)
    words |= rewritten_words(taken.of, spoken, taken.names) | for_a_row(taken.rewritten.layer, spoken)
    showing = Showing(title=taken.title, labels=words, copies=taken.copies, outside=PAGE_NEEDS)
    return page_of(taken.trace(), showing, spoken)
