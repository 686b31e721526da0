"""What a link can hold is written once: a page of the app and a file for those who read the repository."""

from collections.abc import Iterable
from pathlib import Path

import pytest

from dsviz.content import label, text
from dsviz.examples import by_topic
from dsviz.examples.backward import BACKWARD
from dsviz.examples.chains import CHAINS
from dsviz.examples.rows import ROWS
from dsviz.examples.transposed import TRANSPOSED
from dsviz.guides import ALL
from dsviz.ui.shell.page import page_of

ROOT = Path(__file__).parents[2]


def test_the_page_says_what_the_file_says(visit):
    app = visit(page_of("links").address)
    assert not app.exception
    (title,), (words,) = app.title, app.main.markdown
    assert f"# {title.value}\n\n{words.value}\n" == (ROOT / "docs/links.md").read_text(encoding="utf-8")
    assert words.value == text("links")


def test_the_stages_sheets_lead_there_by_its_address():
    script = (ROOT / "dsviz/stage/js/frame.js").read_text(encoding="utf-8")
    assert f'const LINKS = "{page_of("links").address}";' in script
    assert label("page.links.title") == "Links for a class"


@pytest.mark.parametrize("language", ["en", "zh"])
def test_the_table_has_every_guide_with_its_cards_and_every_example(language):
    rows = {
        line.split("`")[1]: line for line in text("links", language).splitlines() if line.startswith("| `")
    }
    comma = {"en": ", ", "zh": "，"}[language]
    for guide in ALL:
        assert f"`{guide.id}`{comma}{len(guide.beats)}" in rows[page_of(guide.page).address]
    named: dict[str, Iterable[str]] = {
        "several": CHAINS,
        "one_dimension": ROWS,
        "backward": BACKWARD,
        "transposed": TRANSPOSED,
    }
    for page in ("standard", "depthwise", "pointwise", "separable"):
        named[page] = [each.id for each in by_topic(page, pictures=True)]
    for page, examples in named.items():
        missing = [each for each in examples if f"`{each}`" not in rows[page_of(page).address]]
        assert missing == []
