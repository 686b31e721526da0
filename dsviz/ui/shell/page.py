"""What every page has: its name in the tab, the way to the others, little space lost around it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import streamlit as st

from dsviz.ui.shell.address import query_param
from dsviz.ui.shell.words import LANGUAGE, say, settle_language

STYLE = Path(__file__).with_name("page.css")
ICON = Path(__file__).with_name("icon.svg")
SIDEBAR = 220  # pixels, so that 1280 leaves the stage more than 1000
# Streamlit leaves the next page scrolled as far as the last one was. It runs this after every change on a
# page too, which must leave the reader where they are.
TO_THE_TOP = """<script>
if (window.dsvizPage !== "{page}") document.querySelector("[data-testid=stMain]").scrollTo(0, 0);
window.dsvizPage = "{page}";
</script>"""


@dataclass(frozen=True)
class Page:
    """One entry of the sidebar; its words are the labels ``page.<key>.title``, ``.short`` and ``.line``."""

    key: str
    file: str
    icon: str


# Section -> its pages, in reading order.
SECTIONS: dict[str, tuple[Page, ...]] = {
    "start": (Page("home", "app.py", ":material/home:"),),
    "lessons": (
        Page("standard", "pages/1_Standard_convolution.py", ":material/grid_on:"),
        Page("depthwise", "pages/2_Depthwise_convolution.py", ":material/layers:"),
        Page("pointwise", "pages/3_Pointwise_convolution.py", ":material/adjust:"),
        Page("separable", "pages/4_Depthwise_separable.py", ":material/call_split:"),
    ),
    "cost": (
        Page("grouped", "pages/5_Grouped_convolution.py", ":material/account_tree:"),
        Page("cost", "pages/6_Parameters_and_cost.py", ":material/calculate:"),
    ),
    "networks": (
        Page("mobilenet", "pages/7_MobileNet.py", ":material/smartphone:"),
        Page("non_local", "pages/8_Non_local_block.py", ":material/hub:"),
    ),
    "compare": (
        Page("frameworks", "pages/9_Frameworks.py", ":material/code:"),
        Page("errata", "pages/10_Sources_and_errata.py", ":material/fact_check:"),
        Page("factoring", "pages/11_What_factoring_costs.py", ":material/compress:"),
    ),
    "own": (
        Page("playground", "pages/12_Playground.py", ":material/tune:"),
        Page("check", "pages/13_Check_my_work.py", ":material/rule:"),
        Page("exercises", "pages/14_Exercises.py", ":material/edit_note:"),
    ),
}


def open_page(key: str) -> None:
    """Begin a page: browser tab, style and sidebar. The first call of every page's script.

    Parameters
    ----------
    key : str
        The ``key`` of one of the pages.
    """
    settle_language()
    # A file of our own: Streamlit fetches a material or emoji icon of the tab from another server.
    st.set_page_config(
        page_title=tab_title(key), page_icon=str(ICON), layout="wide", initial_sidebar_state=SIDEBAR
    )
    st.html(STYLE)
    with st.sidebar:
        for section, pages in SECTIONS.items():
            st.caption(say(f"section.{section}"))
            for entry in pages:
                link(entry, say(f"page.{entry.key}.short"))
        st.html(TO_THE_TOP.format(page=key), unsafe_allow_javascript=True)


def page_of(key: str) -> Page:
    """Return the page of this key.

    Examples
    --------
    >>> page_of("errata").file
    'pages/10_Sources_and_errata.py'
    """
    return next(page for pages in SECTIONS.values() for page in pages if page.key == key)


def tab_title(key: str) -> str:
    """Return the title of the browser's tab."""
    title, home = say(f"page.{key}.title"), say("page.home.title")
    return title if title == home else f"{title} · {home}"


def link(page: Page, words: str) -> None:
    """Render a link to a page, keeping the language the reader chose."""
    chosen = query_param(LANGUAGE)
    st.page_link(
        page.file,
        label=words,
        icon=page.icon,
        query_params={LANGUAGE.name: chosen} if chosen else None,
    )
