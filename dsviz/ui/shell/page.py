"""What every page has: its name in the tab, the way to the others, little space lost around it."""

from __future__ import annotations

import json
from base64 import b64encode
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache, partial
from pathlib import Path

import streamlit as st

from dsviz import content
from dsviz.ui.shell.address import query_param
from dsviz.ui.shell.words import LANGUAGE, language, say, show_languages

# Both are read here, once: given as files, Streamlit reads them in every run of every page.
HERE = Path(__file__).parent
STYLE = f"<style>{(HERE / 'page.css').read_text(encoding='utf-8')}</style>"
ICON = f"data:image/svg+xml;base64,{b64encode((HERE / 'icon.svg').read_bytes()).decode('ascii')}"
SIDEBAR = 220  # pixels, so that 1280 leaves the stage more than 1000
# Streamlit runs this after every change on a page too, which must leave the reader where they are.
FRAME = (HERE.parent / "dist" / "frame.js").read_text(encoding="utf-8")
OPENED = """<script type="module">
{frame}
dsvizOpen({opened});
</script>"""


@dataclass(frozen=True)
class Page:
    """One entry of the sidebar; its words are the labels ``page.<key>.title``, ``.short`` and ``.line``.

    Attributes
    ----------
    key : str
        The name of its module in `dsviz.pages`.
    address : str
        What stands behind the app's own address; "" for the front door.
    icon : str
    """

    key: str
    address: str
    icon: str

    def made(self, show: Callable[[], None], *, is_beside: bool = False) -> st.Page:
        """Return it as Streamlit knows it, `is_beside` without an entry in the sidebar.

        Two with one address are the same page to it.
        """
        title = say(f"page.{self.key}.short")
        return st.Page(
            show,
            title=title,
            icon=self.icon,
            url_path=self.address,
            default=not self.address,
            visibility="hidden" if is_beside else "visible",
        )


# Section -> its pages, in reading order.
SECTIONS: dict[str, tuple[Page, ...]] = {
    "start": (Page("home", "", ":material/home:"),),
    "lessons": (
        Page("standard", "Standard_convolution", ":material/grid_on:"),
        Page("depthwise", "Depthwise_convolution", ":material/layers:"),
        Page("pointwise", "Pointwise_convolution", ":material/adjust:"),
        Page("separable", "Depthwise_separable", ":material/call_split:"),
        Page("several", "Several_layers", ":material/stacks:"),
        Page("one_dimension", "One_dimension", ":material/horizontal_rule:"),
    ),
    "backward": (
        Page("backward", "Backward_pass", ":material/undo:"),
        Page("transposed", "Transposed_convolution", ":material/open_in_full:"),
    ),
    "cost": (
        Page("grouped", "Grouped_convolution", ":material/account_tree:"),
        Page("cost", "Parameters_and_cost", ":material/calculate:"),
        Page("formulas", "Sizes_and_formulas", ":material/function:"),
    ),
    "networks": (
        Page("mobilenet", "MobileNet", ":material/smartphone:"),
        Page("non_local", "Non_local_block", ":material/hub:"),
    ),
    "compare": (
        Page("frameworks", "Frameworks", ":material/code:"),
        Page("arguments", "Arguments", ":material/tune:"),
        Page("listings", "Documents_code", ":material/terminal:"),
        Page("errata", "Sources_and_errata", ":material/fact_check:"),
        Page("factoring", "What_factoring_costs", ":material/compress:"),
    ),
    "own": (
        Page("playground", "Playground", ":material/tune:"),
        Page("check", "Check_my_work", ":material/rule:"),
        Page("exercises", "Exercises", ":material/edit_note:"),
    ),
}

# Pages that others lead to, and the sidebar does not.
BESIDE = (Page("links", "Links_for_a_class", ":material/code:"),)


def open_frame() -> None:
    """Begin any page: what must be known before its sidebar is drawn, which keeps its first width."""
    # An icon of our own: Streamlit fetches a material or emoji icon of the tab from another server.
    st.set_page_config(page_icon=ICON, layout="wide", initial_sidebar_state=SIDEBAR)


def open_page(key: str) -> None:
    """Begin a page: its name in the browser's tab, its style.

    Parameters
    ----------
    key : str
        The ``key`` of one of the pages.
    """
    st.set_page_config(page_title=tab_title(key))
    st.html(STYLE)
    with st.sidebar:
        st.html(OPENED.format(frame=FRAME, opened=opened(key)), unsafe_allow_javascript=True)
        show_languages()


def opened(key: str) -> str:
    """Return what the script of every page is to know of this one, as JSON."""
    facts = {
        "page": key,
        "title": say(f"page.{key}.title"),
        "language": say("language.tag"),
        "pages": say("section.all"),
        "theirs": streamlits_words(language()),
        "touch": touch_words(language()),
    }
    return json.dumps(facts, ensure_ascii=False)


@cache
def streamlits_words(spoken: str) -> dict[str, str]:
    """Return how Streamlit's own words are said in a language; nothing for English, which they are in.

    Examples
    --------
    >>> streamlits_words("zh")["Upload"], streamlits_words("en")
    ('上传', {})
    """
    words = content.labels("streamlit")
    said = content.labels("streamlit", spoken)
    return {words[each]: said[each] for each in words if said[each] != words[each]}


@cache
def touch_words(spoken: str) -> dict[str, str]:
    """Return what is said of a screen that is touched, by the words about keys and a pointer in its place.

    Where such words follow others in one text, those are a hole, as in `content.joined`.

    Examples
    --------
    >>> words = touch_words("en")
    >>> words["Press Ctrl+Enter to apply"], words["Point at a cell to read its sum."]
    ('Tap beside the box to apply', 'Tap a cell to read its sum.')
    >>> words["{before} Point at one to read it."]
    '{before} Tap one to read it.'
    """
    said = {}
    for key, touched in content.labels("touch", spoken).items():
        if key.startswith("streamlit."):  # the page's script knows them in English
            said[content.label(key)] = touched
            continue
        usual = content.label(key, spoken)
        said[usual] = touched
        after = partial(content.label, "list.sentence", spoken, first="{before}")
        said[after(last=usual)] = after(last=touched)
    return said


def page_of(key: str) -> Page:
    """Return the page of this key.

    Examples
    --------
    >>> page_of("errata").address
    'Sources_and_errata'
    """
    return next(page for pages in (*SECTIONS.values(), BESIDE) for page in pages if page.key == key)


def tab_title(key: str) -> str:
    """Return the title of the browser's tab."""
    title, home = say(f"page.{key}.title"), say("page.home.title")
    return title if title == home else f"{title} · {home}"


def link(page: Page, words: str, query: Mapping[str, str] | None = None) -> None:
    """Render a link to a page with what its link is to hold, keeping the language the reader chose."""
    chosen = query_param(LANGUAGE)
    settings = {**(query or {}), **({LANGUAGE.name: chosen} if chosen else {})}
    st.page_link(page.made(_elsewhere), label=words, query_params=settings or None)


def _elsewhere() -> None:
    """Stand for a page where a link leads: Streamlit finds it by its address."""
