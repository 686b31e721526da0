"""Links that people have kept open what they opened: written down before the house was rebuilt.

`links.json` holds, link by link, what a reader of that day saw. Five were changed on purpose since: the
three of the first page, which shows another example, and the two of MobileNet's block "xception", whose
order was a wrong one. Of two more a sentence was mended: one's own layers are called layer 2, not 2, and
the list of a refused layer begins with one's own. Sizes between MobileNet's own are told the view that has
them. A language that is not there is answered now, and both
stages of a separable run are called as the run is, not as the layers it was made of. The browser's half,
the step on the stage, is in `tests/browser/test_links_of_before.py`.
"""

import json
from pathlib import Path
from urllib.parse import parse_qsl

import numpy as np
import pytest

from dsviz.ui.shell.page import SECTIONS
from tests.pages import seen

LINKS = json.loads(Path(__file__).with_name("links.json").read_text(encoding="utf-8"))
# Every parameter of that day; `order-tensorflow` is the browser's alone.
NAMES = """
    C N alpha answer at axes batch bias block bn c cbias cells chain channel column convolutions
    dilation document edits edits2 every example exercise fields filter g height how identity input k
    kernel kind ks lang layer level lines m mac moving n net network norm order order-pytorch order2 out
    padding pads part places pool relu remedy resolution row s seconds seed side size step step-pytorch
    step-tensorflow step2 stride subsample sum threads topic topics walkorder walkstep width
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


GROUPED = (
    "1BVQENk2MSw7CIBRF93LHl6QP6o-tvDBohCADtRGtxqZ7l3bk7OR-zoxYp_KFF-IDr6qmp3E0NlCNsKM"
    "0sHTsQwPdcc9DgyNPlK6BCMVSXGg13qnky3PT6L8kbF8VrsGmWtd1TGf4GeMQY7lleNThmkDkx_01Vni"
    "7LD8"
)
# Page, query, the cell of the step that the stage of that day opened, and its number there.
STEPS = [
    ("Standard_convolution", "step=4&order=place", (0, 0, 2), -3),
    ("Standard_convolution", "step=99", (1, 2, 2), -3),
    ("Standard_convolution", "step=banana", (0, 0, 0), 1),
    ("Standard_convolution", "step=1&edits=w_0_2_2_2_0", (0, 0, 1), -2),
    ("Grouped_convolution", "c=6&n=9&k=2&seed=12&g=3&step=4", (0, 1, 0), -13),
    ("MobileNet", "part=block&block=xception&at=3&step=1", (0, 0, 1), -4),
    ("Playground", f"s={GROUPED}&step=4&order=place", (0, 0, 2), 5),
    ("Check_my_work", "cells=-2_12_17_13_18_21_-7_16&step=3", (0, 1, 1), -13),
    ("Exercises", "topic=separable&level=3&seed=5&step=1", (0, 0, 1), 3),
]


@pytest.mark.parametrize(("page", "query", "cell", "number"), STEPS, ids=lambda each: str(each)[:40])
def test_the_step_of_a_link_of_before_has_its_number(visit, page, query, cell, number):
    app = visit(page, **dict(parse_qsl(query)))
    scene = next(part for part in seen.parts(app) if "spec" in part)
    assert scene["param"] == "step"
    assert np.reshape(scene["y"]["data"], scene["y"]["shape"])[cell] == number


# Pages that have come since.
SINCE = {"Backward_pass", "Transposed_convolution"}


def test_every_page_and_every_parameter_has_its_link():
    pages = {link["page"] for link in LINKS}
    assert pages == {page.address for section in SECTIONS.values() for page in section} - SINCE
    assert {name for link in LINKS for name in query_of(link)} == set(NAMES.split())


def test_every_link_says_what_it_opens():
    facts = ("chosen", "stages", "answered", "sheet", "tells")
    assert [link["query"] for link in LINKS if not any(link.get(fact) for fact in facts)] == []
    assert len({(link["page"], link["query"]) for link in LINKS}) == len(LINKS) >= 75
