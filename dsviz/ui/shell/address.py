"""The page's link: what a reader has chosen and typed, in its query parameters.

Streamlit gives each run of a page the link that the browser had when it asked for the run. A browser some
way off asks again before it has heard what the last run wrote: somebody types into a field and at once
clicks on something else. What that run had written would be lost with its link. So the links of the last
seconds are kept for each reader, and an older one is answered with the newest. Everything in `dsviz.ui`
reads and writes the link here; a link's widgets are not bound to it by Streamlit.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from time import monotonic
from typing import Any, overload

import streamlit as st
from streamlit.runtime.scriptrunner import get_script_run_ctx

from dsviz.ui.shell.params import Param

Link = dict[str, str]

LATE = 3.0  # seconds for which a browser may not have heard of what was written
MOST_LINKS = 20
PAST = "link.past"
# The stages write these themselves, in the browser: the step they rest on, their order, their pose, the
# beat of their guide.
BROWSERS_OWN = re.compile(r"(walk)?(step|order|pose)(\d*|-\w+)|guide")


@dataclass
class Past:
    """The links of one page, the newest last, and when that one was written.

    What was written last on the page before, just before it was ``left``, may reach the browser when this
    page has its address.
    """

    page: str
    links: list[Link]
    written: float = 0.0
    left: Link | None = None

    def add(self, link: Link) -> None:
        """Take up what was written now."""
        earlier = self.links if monotonic() - self.written < LATE else self.links[-1:]
        self.links, self.written = [*earlier, link][-MOST_LINKS:], monotonic()

    def is_overtaken(self, link: Link) -> bool:
        """Whether a link is an older one, of a browser that may not have heard of the newest."""
        *older, newest = self.links
        if monotonic() - self.written >= LATE or link == newest:
            return False
        ours = _without_steps(link)
        return link in older or (
            ours != _without_steps(newest) and ours in [_without_steps(each) for each in older]
        )


@overload
def query_param(param: Param | str) -> str | None: ...
@overload
def query_param(param: Param | str, default: str) -> str: ...
def query_param(param: Param | str, default: str | None = None) -> str | None:
    """Return what the link holds of a parameter, under its name or one that it had once."""
    link = _link()
    names = (param,) if isinstance(param, str) else (param.name, *param.old)
    return next((link[name] for name in names if name in link), default)


def write_query(changes: Mapping[str, str | None]) -> None:
    """Write texts into the link under their names, all at once; None takes a name out of it."""
    before = _link()
    rest = {name: text for name, text in before.items() if name not in changes}
    link = rest | {name: text for name, text in changes.items() if text is not None}
    if link != before:
        _tell(link)
        _past().add(link)


def is_gone_back() -> bool:
    """Whether the reader came to this page by the browser's way back or forward."""
    context = get_script_run_ctx()
    return context is not None and context.is_history_navigation


def text_for(key: str, text: str) -> str:
    """Set the text of the text field of this key; what is returned is its ``value``.

    What is set in the session state overwrites what is being typed meanwhile, and reaches the browser
    once: one whose parts of the page are still under way never sees it. So it is set there only where
    the field holds another text, and else said again in every run.
    """
    if key in st.session_state and st.session_state[key] != text:
        st.session_state[key] = text
        return ""
    return text


def sent(key: str, name: str) -> Any:
    """Return what a component of this key has sent under a name; None where the page no longer has it.

    A browser some way off still sends what a component says that the last run has left out.
    """
    return getattr(st.session_state.get(key), name, None)


def _link() -> Link:
    """Return the link as it is now, and put the newest in the place of one that is overtaken."""
    link, past = st.query_params.to_dict(), _past()
    if past.is_overtaken(link):
        _tell(past.links[-1])
    elif _without_steps(link) == _without_steps(past.links[-1]):
        past.links[-1] = link  # the stage has moved on
    elif past.left is not None and _without_steps(link) == _without_steps(past.left):
        past.left = None  # once: it may be meant the next time
        _tell(past.links[-1])
    else:
        past.links = [link]
        _tell(link)  # a page that links to itself leaves the browser's address as it was
    return past.links[-1]


def _past() -> Past:
    """Return what is known of this page's links; nothing where it was just opened, or gone back to."""
    context = get_script_run_ctx()
    page = context.page_script_hash if context else ""
    past = st.session_state.get(PAST)
    gone_back = is_gone_back()
    if past is None or past.page != page or gone_back:
        link = st.query_params.to_dict()
        is_recent = past is not None and monotonic() - past.written < LATE and not gone_back
        left = past.links[-1] if past is not None and is_recent else None
        past = st.session_state[PAST] = Past(page, [link], left=left)
    return past


def _tell(link: Link) -> None:
    """Set the browser's address to this link."""
    st.query_params.from_dict(link)


def _without_steps(link: Link) -> Link:
    return {name: text for name, text in link.items() if not BROWSERS_OWN.fullmatch(name)}
