"""What stands around every page, for those who hear it or have no mouse: headings, the links, the focus."""

import re
from itertools import pairwise

import pytest
from playwright.sync_api import ViewportSize, expect

from dsviz.content import label
from dsviz.ui.shell.page import SECTIONS
from tests.browser.colours import RINGS
from tests.browser.stage import button, in_view, ready, rested
from tests.thorough import first_of, in_depth, some_of

PAGES = {page.key: page for pages in SECTIONS.values() for page in pages}

# Text in the letters of another language that nothing marks as such.
UNMARKED = """(chinese) => {
  const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const [letters, marked] = chinese
    ? [/[A-Za-z]+( [a-z]+){3,}/, "code, pre, script, style, noscript, [lang=en]"]
    : [/\\p{Script=Han}/u, "script, style, [lang|=zh]"];
  const found = [];
  while (walk.nextNode())
    if (letters.test(walk.currentNode.data) && !walk.currentNode.parentElement.closest(marked))
      found.push(walk.currentNode.data);
  return found;
}"""
LEVELS = """() => [...document.querySelectorAll("h1, h2, h3, h4, h5, h6")]
  .map((each) => Number(each.tagName[1]))"""

LEADS = "() => document.querySelectorAll('.stMainBlockContainer :is(a[href], button, summary)').length > 1"

SCROLLED = "document.querySelector('[data-testid=stMain]').scrollTop"
# Where the words of a line begin.
WORDS = """(line) => {
  const range = document.createRange();
  range.selectNodeContents(line);
  return range.getBoundingClientRect().left;
}"""


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
    page.wait_for_function(f"({UNMARKED})(false).length === 0")
    link(page, "exercises").focus()
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Tab")
    expect(link(page, "exercises")).to_have_css("outline-style", "solid")


@pytest.mark.parametrize("key", some_of(PAGES, "separable"))  # has links of every kind
def test_the_keyboard_is_seen_on_every_link_and_button(app, open_page, key):
    page = open_page({"width": 1440, "height": 900}, color_scheme="light", reduced_motion="reduce")
    page.goto(f"{app}/{PAGES[key].address}")
    expect(page.get_by_role("heading", level=1)).to_have_text(label(f"page.{key}.title"))
    page.wait_for_function(LEADS)
    rested(page)
    page.add_style_tag(content="* { transition: none !important; }")
    page.keyboard.press("Tab")  # from here on the focus is the keyboard's
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)
        expect(page.locator(".stApp")).to_have_css("color-scheme", scheme)
        rings = page.evaluate(RINGS)
        assert len(rings) > 25
        assert {what: ring for what, ring in rings if ring < 3} == {}


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


def test_what_a_chinese_page_quotes_is_marked_and_streamlits_words_are_said_in_chinese(app, open_page):
    page = open_page(locale="zh-CN")
    page.goto(f"{app}/Sources_and_errata?document=002")
    quoted = page.locator("em", has_text="invalid decimal literal")
    expect(quoted).to_have_attribute("lang", "en")
    assert page.evaluate(UNMARKED, True) == []
    skip = page.get_by_test_id("stSkipToContent")
    expect(skip).to_have_text(label("streamlit.skip", "zh"))
    expect(page.get_by_test_id("stSidebar")).to_have_attribute("aria-label", label("streamlit.sidebar", "zh"))
    page.get_by_role("radio", name="English").click()
    expect(skip).to_have_text(label("streamlit.skip"))
    expect(page.get_by_test_id("stSidebar")).to_have_attribute("aria-label", label("streamlit.sidebar"))


# Whether Tab stops at a listing in the very frame in which it is first seen.
STOPS_AT_ONCE = """() => new Promise((done) => {
  const listing = document.createElement("pre");
  Object.assign(listing.style, { overflow: "auto", whiteSpace: "pre" });
  listing.textContent = "long ".repeat(300);
  document.querySelector(".stMainBlockContainer").append(listing);
  // The task after the frame's own: it has been painted.
  requestAnimationFrame(() => setTimeout(() => done(listing.tabIndex)));
})"""


def test_what_scrolls_is_reached_by_tab_from_the_frame_on_in_which_it_is_drawn(app, open_page):
    page = open_page({"width": 390, "height": 844}, locale="zh-CN", color_scheme="dark")
    page.goto(f"{app}/Links_for_a_class")
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    rested(page)
    assert page.evaluate(STOPS_AT_ONCE) == 0


@in_depth
def test_a_finger_on_a_chart_scrolls_the_page(app, open_page):
    page = open_page({"width": 390, "height": 844}, has_touch=True, is_mobile=True, reduced_motion="reduce")
    page.goto(f"{app}/Standard_convolution")
    chart = in_view(page.locator(".js-plotly-plot .nsewdrag").first)
    rested(page)
    before = page.evaluate(SCROLLED)
    box = chart.bounding_box()
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    fingers = page.context.new_cdp_session(page)
    for at in range(10):
        how = {"type": "touchMove" if at else "touchStart", "touchPoints": [{"x": x, "y": y - 15 * at}]}
        fingers.send("Input.dispatchTouchEvent", how)
        page.evaluate("() => new Promise(requestAnimationFrame)")  # a finger moves at the screen's rate
    fingers.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})
    page.wait_for_function(f"({SCROLLED}) > {before + 60}")


@pytest.mark.parametrize("touch", first_of([True, False]))
def test_a_finger_is_told_of_taps_and_a_pointer_of_keys(app, open_page, touch):
    page = open_page({"width": 390, "height": 844}, has_touch=touch, is_mobile=touch, reduced_motion="reduce")
    page.goto(f"{app}/Standard_convolution?lang=zh&guide=standard.1")
    stage = ready(page)
    told = ("guide_touch", "edit_touch") if touch else ("guide_hint", "edit_hint")
    guided, edited = label(f"stage_guide.{told[0]}", "zh"), label(f"stage_edit.{told[1]}", "zh")
    hint = stage.locator(".info")
    expect(hint).to_have_text(guided)
    stage.press("Escape")
    expect(hint).not_to_have_text(guided)
    button(stage, label("stage_class.others", "zh")).click()
    button(stage, label("stage_edit.edit", "zh")).click()
    expect(hint).to_have_text(edited)
    read = "touch.result.hover" if touch else "result.hover"
    expect(page.get_by_text(label(read, "zh"), exact=True)).to_be_visible()
    page.goto(f"{app}/Playground?lang=en")
    ready(page)
    rested(page)
    page.get_by_role("textbox", name="Input x").fill("1 2")
    applied = "touch.streamlit.apply_long" if touch else "streamlit.apply_long"
    expect(page.get_by_text(label(applied), exact=True)).to_be_visible()


def test_the_menu_button_does_not_lie_under_the_title(app, open_page):
    page = open_page({"width": 768, "height": 1024}, reduced_motion="reduce")
    page.goto(f"{app}/Arguments")
    button = page.get_by_test_id("stExpandSidebarButton")
    expect(button).to_be_visible()
    title = page.get_by_role("heading", level=1)
    words = title.evaluate(WORDS)
    box = button.bounding_box()
    assert words > box["x"] + box["width"]
    table = page.get_by_test_id("stDataFrame").get_by_role("region")
    expect(table).to_have_accessible_name(re.compile(f"^{label('tables.alt', columns='')}"))


def test_a_lesson_prints_without_what_is_to_be_pressed_and_with_all_of_its_code(app, open_page):
    page = open_page(reduced_motion="reduce")
    page.goto(f"{app}/Standard_convolution")
    last = page.locator(".stCode code").filter(has_text="import torch").locator("span").last
    expect(last).to_be_visible()
    expect(page.locator(".stCode .token.keyword").first).to_have_text(re.compile("import|from"))
    rested(page)
    page.emulate_media(media="print")
    page.set_viewport_size({"width": 720, "height": 1018})
    expect(page.get_by_test_id("stSidebar")).to_be_hidden()
    expect(page.get_by_role("button", name=label("downloads.open"))).to_be_hidden()
    for code in page.locator(".stCode, .stCode pre").all():
        height, held = code.evaluate("(each) => [each.scrollHeight, each.clientHeight]")
        assert height <= held + 1
    bottom = last.evaluate(
        "(each) => each.getBoundingClientRect().bottom + document.scrollingElement.scrollTop"
    )
    assert bottom <= page.evaluate("document.documentElement.scrollHeight")


# What a printer is given of the stage; `emulate_media` tells no page that it is to be printed.
PRINTED = """(stage) => ({
  plays: stage.dataset.playing,
  ends: stage.querySelector('.equation .y').checkVisibility({ opacityProperty: true }),
  arrives: stage.classList.contains('arriving'),
})"""
# Of the words in the drawings beside a stage, as they are seen; 13 px are in the drawing's own measure.
SIZES_ON_ITS_SIDE = """() => [
  ...[...document.querySelectorAll(".wiring text")]
    .map((text) => Number.parseFloat(getComputedStyle(text).fontSize) * text.getScreenCTM().a),
  ...[...document.querySelectorAll(".st-key-own-layer img")]
    .map((image) => (13 * image.width) / image.naturalWidth),
]"""
SIDE_BY_SIDE = """() =>
  [...document.querySelectorAll('[data-testid=stHorizontalBlock]:has(code.language-python) > *')]
    .map((each) => [each.offsetWidth, document.documentElement.clientWidth])"""


@pytest.mark.parametrize("key", ["separable"])  # a run that is handed on from stage to stage
def test_a_lesson_that_plays_is_stopped_for_paper_with_its_whole_step(app, open_page, key):
    page = open_page()
    page.goto(f"{app}/{PAGES[key].address}?step=0")  # opened by such a link it waits
    stage = ready(page).first
    page.evaluate("addEventListener('afterprint', () => { window.printed = true; })")
    stage.get_by_role("button", name="Play", exact=True).click()
    expect(stage).to_have_attribute("data-playing", "true")
    page.pdf(format="A4")
    page.wait_for_function("window.printed")
    assert stage.evaluate(PRINTED) == {"plays": "false", "ends": True, "arrives": False}


@in_depth
def test_on_paper_listings_stand_one_below_the_other_and_nothing_of_a_stage_can_be_pressed(app, open_page):
    page = open_page({"width": 720, "height": 1018}, reduced_motion="reduce")
    page.goto(f"{app}/Standard_convolution")
    stage = ready(page).first
    expect(page.locator(".stCode .token.keyword").first).to_have_text(re.compile("import|from"))
    rested(page)
    page.emulate_media(media="print")
    expect(stage.get_by_role("button")).to_have_count(0)
    expect(stage).to_have_css("break-inside", "avoid")
    # Neither a heading nor what stands over code ends a page.
    for over in ("[data-testid=stHeading]", f"p:text-is('{label('tensors.code')}')"):
        holder = page.locator(f"[data-testid=stElementContainer]:has({over})").first
        expect(holder).to_have_css("break-after", "avoid")
    widths = page.evaluate(SIDE_BY_SIDE)
    assert len(widths) >= 2
    assert all(width > 0.9 * room for width, room in widths), widths


@pytest.mark.parametrize(("touch", "closed"), first_of([(True, "true"), (False, "false")]))
def test_on_a_phone_on_its_side_the_sidebar_is_closed_until_it_is_opened(app, open_page, touch, closed):
    size: ViewportSize = {"width": 844, "height": 390}
    page = open_page(size, has_touch=touch, is_mobile=touch, reduced_motion="reduce")
    page.goto(f"{app}/Grouped_convolution")
    ready(page)
    rested(page)
    sidebar = page.get_by_test_id("stSidebar")
    expect(sidebar).to_have_attribute("data-collapsed", closed)
    if touch:
        side = page.get_by_test_id("stExpandSidebarButton")
        expect(page.locator(".wiring text").first).to_be_visible()
        assert min(page.evaluate(SIZES_ON_ITS_SIDE)) >= 12
        left = page.get_by_role("heading", level=1).bounding_box()["x"]
        assert side.bounding_box()["x"] + side.bounding_box()["width"] <= left
        side.tap()
        expect(sidebar).to_have_attribute("data-collapsed", "false")
        link(page, "cost").tap()
        expect(page.get_by_role("heading", level=1)).to_have_text(label("page.cost.title"))
        expect(sidebar).to_have_attribute("data-collapsed", "false")


def test_a_chart_is_heard_by_its_name_and_its_drawing_is_no_image_without_one(app, open_page):
    page = open_page(reduced_motion="reduce")
    page.goto(f"{app}/Several_layers")
    ready(page)
    rested(page)
    charts = page.get_by_test_id("stPlotlyChart")
    expect(charts).to_have_count(5)
    expect(page.locator(".js-plotly-plot[aria-hidden=true]")).to_have_count(5, timeout=10_000)
    expect(page.locator("#js-plotly-tester")).to_have_attribute("aria-hidden", "true")
    expect(page.get_by_role("figure", name=re.compile(r"\w"))).to_have_count(5)
    tree = page.context.new_cdp_session(page).send("Accessibility.getFullAXTree")["nodes"]
    roles = {"image", "img", "SvgRoot"}
    images = [node for node in tree if not node["ignored"] and node["role"]["value"] in roles]
    assert [node["nodeId"] for node in images if not node.get("name", {}).get("value")] == []
