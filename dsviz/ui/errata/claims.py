"""The page on the documents: what each brings, and every claim beside what was computed about it now."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from typing import Literal

import streamlit as st

from dsviz.content import joined
from dsviz.errata import CLAIMS, DOCUMENTS, Claim, Finding, find
from dsviz.ui.inputs.ask import Ask
from dsviz.ui.inputs.names import DOCUMENT, VERDICT
from dsviz.ui.parts.tables import show_table
from dsviz.ui.shell import engine
from dsviz.ui.shell.page import SECTIONS, Page, link
from dsviz.ui.shell.words import language, say
from dsviz.wording import errata as words
from dsviz.wording.formulas import plain

VERDICTS = ("wrong", "half", "catch", "right", "worth")
# What Markdown is written with -> what stands in a cell of a table, which knows none.
MARKS = {"**": "", "`": "", "「*": "「", "*」": "」"}
# Document -> the pages that show what it brings; those that exist are linked.
SHOWN_ON = {
    "000": ("separable", "cost", "formulas", "non_local", "listings", "factoring"),
    "001": (
        "standard",
        "depthwise",
        "pointwise",
        "separable",
        "frameworks",
        "arguments",
        "listings",
        "check",
    ),
    "002": ("mobilenet", "depthwise", "separable", "listings"),
    "003": ("standard", "pointwise", "separable", "grouped", "cost", "formulas", "mobilenet", "factoring"),
    "004": ("frameworks", "arguments", "cost", "mobilenet", "listings"),
}


def pages() -> dict[str, Page]:
    """Return every page of the app by its key."""
    return {page.key: page for section in SECTIONS.values() for page in section}


@lru_cache(maxsize=len(CLAIMS))
def finding(claim_id: str) -> Finding:
    """Compute a claim's evidence, once for all readers since the server was started."""
    return find(claim_id).check()


def show_sources() -> None:
    """List the five documents with what each brings and where in the app it is."""
    st.header(say("errata.sources"), anchor=False)
    documents = list(SHOWN_ON)
    for pair in (documents[at : at + 2] for at in range(0, len(documents), 2)):
        for place, document in zip(st.columns(2), pair, strict=False):
            with place.container(border=True, height="stretch", gap="small"):
                _show_source(document)


def ask_claims() -> tuple[Claim, ...]:
    """Ask for document and verdict; return the claims that are left."""
    st.header(say("errata.claims"), anchor=False)
    with Ask("errata") as ask:
        left, right = st.columns([6, 7])
        with left:
            document = ask.choice(DOCUMENT, ("all", *DOCUMENTS))
        with right:
            verdict = ask.choice(VERDICT, ("all", *VERDICTS))
    return tuple(
        claim
        for claim in CLAIMS
        if document in ("all", claim.document, *claim.documents) and verdict in ("all", claim.verdict)
    )


def show_claims(claims: tuple[Claim, ...]) -> None:
    """Render every claim with its evidence and the way to its example."""
    known = [claim for claim in claims if ready(claim)]
    if not claims:
        st.info(say("errata.none"))
        return
    holding = sum(finding(claim.id).holds for claim in known if not claim.tested)
    said = [say("errata.count", count=len(claims), holding=holding)]
    tested = sum(claim.tested for claim in claims)
    said += [say("errata.count.tested", tested=tested)] if tested else []
    st.markdown(joined(said, language(), "sentence"))
    for claim in claims:
        with st.container(border=True, key=f"claim-{claim.id}"):
            _show_claim(claim)


def show_all(claims: tuple[Claim, ...]) -> None:
    """Render the same as a table, to sort and to take along."""
    if not claims:
        return
    st.header(say("errata.table"), anchor=False)
    show_table("errata", [_row(claim) for claim in claims], topic="errata.column")


def ready(claim: Claim) -> bool:
    """Tell whether the evidence can be computed without waiting for torch to be loaded."""
    return engine.ENGINE.is_settled or not claim.torch


def shown(claim: Claim) -> str:
    """Write the evidence as a sentence."""
    return words.shown(claim, finding(claim.id), language())


def source_of(claim: Claim) -> str:
    """Name the documents that make a claim."""
    return words.source_of(claim, language())


def _show_source(document: str) -> None:
    title = say(f"errata.source.{document}.title")
    st.subheader(f"{document} · {title}", anchor=False)
    st.markdown(say(f"errata.source.{document}.brings"))
    with st.container(horizontal=True):
        st.caption(say("errata.source.here"), width="content")
        for key in SHOWN_ON[document]:
            _link(key, say(f"page.{key}.short") if key in pages() else "")


def _show_claim(claim: Claim) -> None:
    says, true = st.columns(2)
    source = source_of(claim)
    with says:
        colour: Literal["green", "gray"] = "green" if claim.verdict == "right" else "gray"
        st.badge(say(f"errata.verdict.{claim.verdict}"), color=colour)
        claimed = say(f"errata.{claim.id}.says")
        st.subheader(say("errata.says", source=source[:1].upper() + source[1:], words=claimed), anchor=False)
    with true:
        st.markdown(say(f"errata.{claim.id}.true"))
        _show_evidence(claim)
        for which, (page, query) in enumerate(claim.links):
            _link(page, invitation(claim, which), query)


def _show_evidence(claim: Claim) -> None:
    if not ready(claim):
        st.caption(say("errata.waiting"))
        return
    found = finding(claim.id)
    right = "errata.tested" if claim.tested else "errata.shown"
    st.markdown(say(right if found.holds else "errata.fails", words=shown(claim)))
    if found.rows:
        show_table(f"errata-{claim.id}", found.rows, topic="errata.rows", formats={"times": "%.2f"})


def invitation(claim: Claim, which: int) -> str:
    """Write a link of a claim: the page, and what to look for there."""
    title = _page_title(claim.links[which][0])
    return say("errata.open.with", page=title, shows=say(f"errata.{claim.id}.open.{which}"))


def _row(claim: Claim) -> dict[str, str]:
    return {
        "id": claim.id,
        "document": source_of(claim),
        "kind": say(f"errata.verdict.{claim.verdict}"),
        "says": _plain(say(f"errata.{claim.id}.says")),
        "true": _plain(say(f"errata.{claim.id}.true")),
        "shown": _plain(shown(claim)) if ready(claim) else say("errata.waiting"),
    }


def _plain(words: str) -> str:
    for mark, bare in MARKS.items():
        words = words.replace(mark, bare)
    return plain(words)


def _page_title(key: str) -> str:
    return say(f"page.{key}.title") if key in pages() else ""


def _link(key: str, words: str, query: Mapping[str, str] | None = None) -> None:
    page = pages().get(key)
    if page is not None:
        link(page, words, query)
