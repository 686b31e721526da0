"""What stands around every page, for those who hear it or have no mouse: headings, the links, the focus."""

from itertools import pairwise

from playwright.sync_api import expect

from dsviz.content import label
from tests.browser.stage import ready, rested

LEVELS = """() => [...document.querySelectorAll("h1, h2, h3, h4, h5, h6")]
  .map((each) => Number(each.tagName[1]))"""


def link(page, key):
    return page.get_by_test_id("stSidebarNav").get_by_role(
        "link", name=label(f"page.{key}.short"), exact=True
    )


def test_a_link_leads_to_the_title_and_the_first_page_keeps_the_focus(app, open_page):
    page = open_page(reduced_motion="reduce")
    page.goto(f"{app}/Standard_convolution")
    ready(page)
    rested(page)
    assert page.evaluate("document.activeElement === document.body")
    expect(page.get_by_role("navigation", name=label("section.all"))).to_be_visible()
    expect(page.get_by_role("group", name=label("section.lessons"))).to_contain_text("Depthwise")
    link(page, "errata").press("Enter")
    title = page.get_by_role("heading", level=1, name=label("page.errata.title"))
    expect(title).to_be_focused()
    expect(link(page, "errata")).to_have_attribute("aria-current", "page")
    link(page, "exercises").focus()
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Tab")
    expect(link(page, "exercises")).to_have_css("outline-style", "solid")


def test_headings_descend_one_by_one_and_every_entry_has_one(app, open_page):
    page = open_page()
    page.goto(f"{app}/Sources_and_errata?document=004")
    expect(page.get_by_role("heading", level=2)).to_have_count(3)
    rested(page)
    levels = page.evaluate(LEVELS)
    assert levels[0] == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))
    entries = page.locator("[class*=st-key-claim-]")
    assert levels.count(3) == 5 + entries.count()
    assert entries.count() == 5
    original = page.get_by_role("heading", level=3).locator("strong").first
    expect(original).to_have_attribute("lang", "zh-Hans")
