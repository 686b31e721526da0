"""Links that people have kept open what they opened: written down before the house was rebuilt.

`links.json` holds, link by link, what a reader of that day saw; the browser's half of it, the step on the
stage, is in `tests/browser/test_links_of_before.py`.
"""

import json
from pathlib import Path
from urllib.parse import parse_qsl

import pytest

from dsviz.ui.shell.page import SECTIONS
from tests.pages import seen

LINKS = json.loads(Path(__file__).with_name("links.json").read_text(encoding="utf-8"))
# Every parameter of that day; `order-tensorflow` is the browser's alone.
NAMES = """
    C N alpha answer at axes batch bias block bn c cbias cells channel column convolutions dilation document
    edits edits2 every example exercise filter g height how identity input k kernel kind ks lang layer level
    m mac moving n net network norm order order-pytorch order2 out padding pads part places pool relu remedy
    resolution row s seconds seed side size step step-pytorch step-tensorflow step2 stride subsample sum
    threads topic topics walkorder walkstep width
"""


def query_of(link) -> dict[str, str]:
    return dict(parse_qsl(link["query"], keep_blank_values=True))


@pytest.mark.parametrize("link", LINKS, ids=lambda link: f"{link['page'] or 'home'}?{link['query'][:60]}")
def test_a_link_of_before_opens_the_same(visit, link):
    app = visit(link["page"], **query_of(link))
    assert not app.exception
    choices, written = seen.choices(app), seen.written(app)
    expected = link.get("chosen", {})
    assert {label: choices.get(label) for label in expected} == expected
    assert seen.stages(app) == link.get("stages", [])
    assert seen.answered(app) == link.get("answered", [])
    assert seen.sheet(app) == link.get("sheet", {})
    assert [line for line in link.get("tells", []) if line not in written] == []


def test_every_page_and_every_parameter_has_its_link():
    pages = {link["page"] for link in LINKS}
    assert pages == {page.address for section in SECTIONS.values() for page in section}
    assert {name for link in LINKS for name in query_of(link)} == set(NAMES.split())


def test_every_link_says_what_it_opens():
    facts = ("chosen", "stages", "answered", "sheet", "tells")
    assert [link["query"] for link in LINKS if not any(link.get(fact) for fact in facts)] == []
    assert len({(link["page"], link["query"]) for link in LINKS}) == len(LINKS) >= 75
