"""What the five documents bring, and what in them is not so: a page of words beside the lessons."""

from __future__ import annotations

from collections.abc import Collection
from functools import cache
from html import escape
from urllib.parse import urlencode

from dsviz import content
from dsviz.course.lessons import file_of
from dsviz.course.markdown import in_line, rendered, table
from dsviz.course.spoken import Spoken
from dsviz.errata import CLAIMS, DOCUMENTS, Claim, Finding, find
from dsviz.wording.errata import shown, source_of, written

FILE = "errata.html"
ARTICLES = tuple(each for each in DOCUMENTS if each != "paper")


@cache
def finding(claim_id: str) -> Finding:
    """Compute a claim's evidence, once for all languages."""
    return find(claim_id).check()


class ErrataPage(Spoken):
    """The page in one language.

    Parameters
    ----------
    spoken : str
        The language.
    lessons : collection of str
        Those of the course: what a claim says of another page is not linked.
    """

    def __init__(self, spoken: str, lessons: Collection[str]) -> None:
        super().__init__(spoken)
        self.lessons = lessons

    def body(self) -> str:
        """Write what stands between the page's bar and its foot."""
        title = escape(self.say("page.errata.title"))
        sources = "".join(map(self._source, ARTICLES))
        claims = "".join(map(self._claim, CLAIMS))
        return (
            f"<h1>{title}</h1>{rendered(content.text('errata-look', self.spoken))}"
            f"<h2>{escape(self.say('errata.sources'))}</h2><dl>{sources}</dl>"
            f"<h2>{escape(self.say('errata.claims'))}</h2>{rendered(self._count())}{claims}"
        )

    def _count(self) -> str:
        holding = sum(finding(claim.id).holds for claim in CLAIMS if not claim.tested)
        tested = sum(claim.tested for claim in CLAIMS)
        sentences = [self.say("course.errata.count", count=len(CLAIMS), holding=holding)]
        sentences += [self.say("errata.count.tested", tested=tested)] if tested else []
        return content.joined(sentences, self.spoken, "sentence")

    def _source(self, document: str) -> str:
        title, brings = (
            in_line(self.say(f"errata.source.{document}.{each}")) for each in ("title", "brings")
        )
        return f"<dt>{document} · {title}</dt><dd>{brings}</dd>"

    def _claim(self, claim: Claim) -> str:
        source = source_of(claim, self.spoken)
        claimed = self.say(f"errata.{claim.id}.says")
        heading = self.say("errata.says", source=source[:1].upper() + source[1:], words=claimed)
        verdict = escape(self.say(f"errata.verdict.{claim.verdict}"))
        links = "".join(self._link(claim, which) for which in range(len(claim.links)))
        return (
            f'<section class="claim" id="{claim.id}"><p class="verdict {claim.verdict}">{verdict}</p>'
            f"<h3>{in_line(heading)}</h3>{rendered(self.say(f'errata.{claim.id}.true'))}"
            f"{self._evidence(claim)}{links}</section>"
        )

    def _evidence(self, claim: Claim) -> str:
        found = finding(claim.id)
        right = "errata.tested" if claim.tested else "errata.shown"
        said = self.say(right if found.holds else "errata.fails", words=shown(claim, found, self.spoken))
        return rendered(f"{said}\n\n{self._table(found)}")

    def _table(self, found: Finding) -> str:
        if not found.rows:
            return ""
        names = list(found.rows[0])
        head = [self.say(f"errata.rows.{name}") for name in names]
        return table(head, ([_cell(row[name]) for name in names] for row in found.rows))

    def _link(self, claim: Claim, which: int) -> str:
        page, query = claim.links[which]
        if page not in self.lessons:
            return ""
        title, shows = self.say(f"page.{page}.title"), self.say(f"errata.{claim.id}.open.{which}")
        href = escape(file_of(page) + (f"?{urlencode(query)}" if query else ""), quote=True)
        return f'<p><a href="{href}">{escape(self.say("errata.open.with", page=title, shows=shows))}</a></p>'


def _cell(value: object) -> str:
    return f"{value:.2f}" if isinstance(value, float) else written(value)
