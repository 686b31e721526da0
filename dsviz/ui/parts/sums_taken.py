"""The downloads of a gradient or a transposed layer, behind a button as those of every stage."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial

import streamlit as st

from dsviz import content
from dsviz.conv.rewritten import Rewritten
from dsviz.conv.trace import Trace
from dsviz.course.scenes import rewritten_words
from dsviz.export.derivation import MOST_PRODUCTS
from dsviz.export.derived_sums import Sums, product_count, sums_latex, sums_markdown
from dsviz.stage.page import PAGE_NEEDS, page_of
from dsviz.stage.scene import Showing
from dsviz.ui.parts.downloads import offer
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
        What the stage shows.
    sums : callable
        Makes the trace whose numbers are derived; it is made when a file is asked for.
    programs : mapping of str to str
        "pytorch" and "numpy" to their programs.
    """

    name: str
    title: str
    of: str
    rewritten: Rewritten
    sums: Callable[[], Sums]
    programs: Mapping[str, str]


def show_sums_takeaway(taken: Taken, key: str = "takeaway") -> None:
    """Render the button behind which the files stand."""
    if painted():
        _behind_a_button(taken, key)


@st.fragment
def _behind_a_button(taken: Taken, key: str) -> None:
    behind = st.popover(
        say("downloads.open"), icon=":material/download:", key=f"{key}-open", on_change="rerun"
    )
    if not behind.open:
        return
    with behind, st.container(key=f"files-{key}", horizontal=True, gap="small"):
        got = product_count(taken.sums())
        for file in sums_files(taken, language(), got):
            offer(file, key)
        if got > MOST_PRODUCTS:
            reason = say("downloads.derivation.bound", most=MOST_PRODUCTS, got=got)
            st.caption(say("downloads.derivation.refused", reason=reason))


def sums_files(taken: Taken, spoken: str, products: int) -> Iterator[File]:
    """List the downloads: the moving page, the derivation twice unless it is too long, the programs."""
    name, title = taken.name, taken.title
    yield File("page", 0, f"{name}.html", "text/html", lambda: moving_page(taken, spoken))
    if products <= MOST_PRODUCTS:
        tex, md = sums_latex, sums_markdown
        yield File("latex", 0, f"{name}.tex", "application/x-tex", lambda: tex(taken.sums(), title, spoken))
        yield File("markdown", 0, f"{name}.md", "text/markdown", lambda: md(taken.sums(), title, spoken))
    for kind, program in taken.programs.items():
        yield File(kind, 0, f"{name}-{kind}.py", "text/x-python", partial(str, f"{program}\n"))


def moving_page(taken: Taken, spoken: str) -> str:
    """Write the stage as one HTML page."""
    trace = Trace(taken.rewritten.layer, backend())
    alone = {} if trace.backend == "torch" else content.labels("stage_alone", spoken)
    words = content.labels("stage", spoken) | alone | rewritten_words(taken.of, spoken)
    copies = taken.rewritten.names
    return page_of(trace, Showing(title=taken.title, labels=words, copies=copies, outside=PAGE_NEEDS))
