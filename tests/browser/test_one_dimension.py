"""One dimension as a reader sees it: its fields stand in one line."""

import pytest
from playwright.sync_api import expect

from dsviz.content import label
from tests.browser.stage import ready
from tests.thorough import first_of


@pytest.mark.parametrize(
    ("lang", "width"), first_of([("zh", 1280), ("en", 1440), ("zh", 1440), ("en", 1280)])
)
def test_the_titles_of_the_fields_and_the_paddings_stand_in_one_line(open_page, app, lang, width):
    page = open_page(viewport={"width": width, "height": 800})
    page.goto(f"{app}/One_dimension?lang={lang}")
    ready(page)
    titles = [label(f"one_dimension.{name}", lang) for name in ("example", "k", "dilation", "padding")]
    labels = [page.locator("[data-testid=stWidgetLabel]").get_by_text(each, exact=True) for each in titles]
    for each in labels:
        expect(each).to_be_visible()
    assert len({round(each.bounding_box()["y"]) for each in labels}) == 1
    buttons = page.locator(".st-key-fields-row [data-testid=stButtonGroup] button")
    expect(buttons).to_have_count(3)
    assert len({each.bounding_box()["y"] for each in buttons.all()}) == 1
