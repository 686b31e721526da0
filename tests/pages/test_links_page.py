"""What a link can hold is written once: a page of the app and a file for those who read the repository."""

from pathlib import Path

from dsviz.content import label, text
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
