"""axe finds nothing on a page of each kind: not what a bare page of Streamlit's has, either."""

import json
from pathlib import Path

import pytest
from playwright.sync_api import Page, ViewportSize, expect

from dsviz import stage_html
from dsviz.content import label
from dsviz.ui.shell.page import SECTIONS
from tests.browser.colours import RINGS
from tests.browser.stage import button, ready, rested
from tests.thorough import THOROUGH

AXE = Path(__file__).parents[2] / "node_modules" / "axe-core" / "axe.min.js"
PAGES = [page for pages in SECTIONS.values() for page in pages]
SOME = [page for page in PAGES if page.key in ("home", "formulas", "playground", "exercises")]
DESK: ViewportSize = {"width": 1440, "height": 900}
PHONE: ViewportSize = {"width": 390, "height": 844}
# State of the stage -> the keys that lead to it from the one before.
STATES = {
    "playing": [" "],
    "paused, in parts": [" ", "."],
    "hidden": ["h"],
    "full screen": ["f"],
    "out of it": ["f"],
}
# What stands in a drawing or a formula is many nodes that axe can say little about: a drawing's colours are
# reckoned by other tests.
RUN = """([rules]) => axe.run({ exclude: [[".katex-html"], [".js-plotly-plot"]] }, {
  resultTypes: ["violations"],
  ...(rules ? { runOnly: { type: "rule", values: rules } } : {}),
}).then(({ violations }) => violations.flatMap(({ id, impact, nodes }) =>
  nodes.map(({ html, any }) => [id, impact, html.slice(0, 160), any[0]?.message ?? ""])))"""
# What depends on the theme or on the width; the other rules are asked once a page.
SEEN = ["color-contrast", "scrollable-region-focusable"]
# Whether Tab reaches all that scrolls by itself: the page's script sees to it when the page rests.
REACHED = """() => [...document.querySelectorAll(
  ".stMainBlockContainer :is(.stMarkdown table, pre, .stCode > div, .katex-display),"
    + ".stMainBlockContainer :is(p, ul, ol):has(.katex)",
)].every((each) => {
  const { overflowX, overflowY } = getComputedStyle(each);
  const wide = each.scrollWidth > each.clientWidth + 1 || each.scrollHeight > each.clientHeight + 1;
  if (!(wide && /auto|scroll/.test(overflowX + overflowY))) return true;
  // Once: the block of code around it is no second stop.
  return each.tabIndex === 0 && !each.parentElement.closest('.stCode[tabindex="0"]');
})"""
# The formulas and tables that are wider than the page and have no shadow at the edge where they go on.
UNMARKED = """() => [...document.querySelectorAll(
  ".stMainBlockContainer :is(.stMarkdown table, .katex-display)",
)]
  .filter((each) => each.scrollWidth > each.clientWidth + 1)
  .filter((each) => {
    const { backgroundAttachment, backgroundImage } = getComputedStyle(each);
    const shadows = backgroundImage.match(/gradient/g)?.length;
    return backgroundAttachment !== "local, local, scroll, scroll" || shadows !== 4;
  }).map((each) => each.textContent)"""
# What the page's script mends in Streamlit's list of pages, once they stand there.
NAMED = """() => {
  const items = [...document.querySelectorAll("[data-testid=stSidebarNavItems] li")];
  return items.length > 0 && items.every((each) => each.role === "presentation");
}"""
# From here on what has the focus is written down, a page's way through.
WRITE_DOWN = """() => {
  window.stops = [];
  addEventListener("focusin", ({ target }) => window.stops.push(target));
}"""
BEGIN = """() => {
  document.activeElement?.blur();
  document.querySelector("[data-testid=stSkipToContent]").focus();
  window.stops = [];
}"""
# Whether Tab came back to the first stop, and past the page's last.
WENT_ROUND = """() => {
  const first = document.querySelector("[data-testid=stSkipToContent]");
  const stops = [...document.querySelectorAll(".stMainBlockContainer :is(a[href], button, input, textarea)")];
  const isSeen = (each) => each.checkVisibility({ visibilityProperty: true, opacityProperty: true });
  const last = stops.findLast((each) => each.tabIndex === 0 && !each.disabled && isSeen(each));
  return window.stops.includes(first) && (!last || window.stops.includes(last));
}"""
MOST_STOPS = 300
OPEN_ALL = """() => {
  for (const each of document.querySelectorAll("details:not([open]) > summary")) each.click();
}"""


def violations(page: Page, rules: list[str] | None = None) -> list[str]:
    """What axe finds, of any impact."""
    if not page.evaluate("() => 'axe' in window"):
        page.evaluate(AXE.read_text(encoding="utf-8"))
    return [json.dumps(found, ensure_ascii=False) for found in page.evaluate(RUN, [rules])]


def looked_at(page: Page) -> list[str]:
    """What axe finds at a desk in the light, and on a phone in the dark."""
    page.wait_for_function(NAMED)
    found = violations(page)
    page.emulate_media(color_scheme="dark")
    page.set_viewport_size(PHONE)
    expect(page.locator(".stApp")).to_have_css("color-scheme", "dark")
    page.wait_for_function(REACHED)
    on_phone = [*violations(page, SEEN), *page.evaluate(UNMARKED)]
    page.emulate_media(color_scheme="light")
    page.set_viewport_size(DESK)
    return [*found, *(f"dark, phone: {each}" for each in on_phone)]


def by_keyboard(page: Page) -> list[str]:
    """Where Tab does not go round the page, and what has no ring of 3:1 while the keyboard is on it."""
    page.evaluate(BEGIN)
    for _ in range(MOST_STOPS // 20):
        for _ in range(20):
            page.keyboard.press("Tab")
        if page.evaluate(WENT_ROUND):
            break
    else:
        return [
            f"Tab comes no further than {page.evaluate('document.activeElement.outerHTML.slice(0, 160)')}"
        ]
    return [f"{what} has a ring of {ring}" for what, ring in page.evaluate(RINGS) if ring < 3]


def follow(page: Page, each) -> None:
    """Go to a page by its link, as a reader does: Streamlit's own scripts are loaded once."""
    page.locator(f"[data-testid=stSidebarNavLink][href$='/{each.address}']").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(label(f"page.{each.key}.title"))
    rested(page)
    page.evaluate(OPEN_ALL)
    page.wait_for_function(REACHED)
    rested(page)


def test_pages_of_each_kind_are_clean_in_both_themes_at_a_desk_and_on_a_phone(app, open_page):
    page = open_page(DESK, color_scheme="light", reduced_motion="reduce")
    page.goto(f"{app}/Links_for_a_class")
    expect(page.get_by_role("heading", level=1)).to_have_text(label("page.links.title"))
    found = {"links": looked_at(page)}
    page.add_style_tag(content="* { transition: none !important; }")
    page.evaluate(WRITE_DOWN)
    # Some of a kind each; all of them, which take a browser minutes, in a thorough run.
    for each in PAGES if THOROUGH else SOME:
        follow(page, each)
        found[each.key] = [*by_keyboard(page), *looked_at(page)]
    assert {key: faults for key, faults in found.items() if faults} == {}


@pytest.mark.parametrize("title", ["", "Two by two"])
def test_the_moving_page_has_a_title_in_its_one_region(open_page, tmp_path, title):
    file = tmp_path / "page.html"
    file.write_text(stage_html([[[1, 2], [3, 4]]], [[[[1, 0], [0, -1]]]], title=title), encoding="utf-8")
    page = open_page(DESK, color_scheme="light", reduced_motion="reduce")
    page.goto(file.as_uri())
    ready(page)
    assert violations(page) == []


def test_the_stage_is_clean_in_all_its_states_and_in_chinese(app, open_page):
    page = open_page(DESK, color_scheme="light", reduced_motion="reduce")
    page.goto(f"{app}/Standard_convolution?lang=zh")
    stage = ready(page)
    found = {}
    for state, keys in STATES.items():
        stage.focus()
        for key in keys:
            page.keyboard.press(key)
        found[state] = violations(page)
    button(stage, label("stage_edit.edit", "zh")).click()
    found["edited"] = looked_at(page)
    assert {key: faults for key, faults in found.items() if faults} == {}
