"""Nothing is cut off or wider than its page: on tablets, at 200 % and 400 %, with text spaced wider."""

import json
import re
from contextlib import suppress

import pytest
from playwright.sync_api import Locator, Page, TimeoutError, ViewportSize, expect

from dsviz.content import label
from dsviz.course.grouped import Shape
from dsviz.examples import get
from dsviz.stage import stage_html
from dsviz.ui.shell.page import SECTIONS
from tests.browser.stage import button, ready, rested
from tests.thorough import first_of, in_depth, some_of

PAGES = {page.key: page for pages in SECTIONS.values() for page in pages}
# A window of 1280 px shows half or a quarter of them where all is enlarged to 200 % or 400 %.
SIZES: dict[str, ViewportSize] = {
    "a tablet on its side": {"width": 1024, "height": 768},
    "a tablet": {"width": 768, "height": 1024},
    "200 %": {"width": 640, "height": 360},
    "400 %": {"width": 320, "height": 256},
}
PROJECTED: ViewportSize = {"width": 1280, "height": 720}
UPRIGHT: ViewportSize = {"width": 390, "height": 844}
SIDEWAYS: ViewportSize = {"width": 844, "height": 390}
DESK: ViewportSize = {"width": 1440, "height": 900}
OPEN_ALL = """() => {
  for (const each of document.querySelectorAll("details:not([open]) > summary")) each.click();
}"""
# What scrolls by itself may be wider: a table, code, a formula; the page may not.
FITS = """() => [document.scrollingElement, document.querySelector("[data-testid=stMain]")]
  .every((each) => each.scrollWidth <= each.clientWidth)"""
# Spaced as WCAG 1.4.12 asks for.
SPACED = """
  * { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important; }
  p { margin-bottom: 2em !important; }
"""
# A reader's own style is there before anything is drawn: charts reckon with it.
ADD_STYLE = """(text) => addEventListener("DOMContentLoaded", () => {
  document.head.append(Object.assign(document.createElement("style"), { textContent: text }));
})"""
SPACING = "(text) => Number.parseFloat(getComputedStyle(text).letterSpacing)"
# The words of a legend lie in its frame, which cuts off what is outside, and not over each other.
LEGENDS_WHOLE = """() => [...document.querySelectorAll(".legend")].every((legend) => {
  const frame = legend.querySelector("rect.bg").getBoundingClientRect();
  const boxes = [...legend.querySelectorAll(".legendtext")].map((text) => text.getBoundingClientRect());
  const apart = (one, other) => one.right < other.left || other.right < one.left
    || one.bottom < other.top + 4 || other.bottom < one.top + 4;
  return boxes.every((box, at) => box.right <= frame.right + 1 && box.left >= frame.left
    && boxes.slice(at + 1).every((other) => apart(box, other)));
})"""
# Words that something cuts off without letting a reader scroll to them.
CUT = """() => {
  const unseen = "svg, style, script, noscript, .katex, [data-testid=stTooltipContent]";
  const cutBy = (node, words) => {
    const { overflow, overflowX, overflowY, clipPath } = getComputedStyle(node);
    const box = node.getBoundingClientRect();
    if (/auto|scroll/.test(overflow) || clipPath !== "none" || box.width <= 2) return null;
    const hides = (how) => /hidden|clip/.test(how);
    const across = hides(overflowX) && (words.right > box.right + 2 || words.left < box.left - 2);
    const down = hides(overflowY) && (words.bottom > box.bottom + 3 || words.top < box.top - 3);
    return across || down;
  };
  const isCut = ({ parentElement }, words) => {
    for (let node = parentElement; node; node = node.parentElement) {
      const cut = cutBy(node, words);
      if (cut !== false) return cut;
    }
    return false;
  };
  const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const found = [...document.querySelectorAll("input[type=text], input:not([type])")]
    .filter((field) => field.clientWidth > 4 && field.scrollWidth > field.clientWidth + 1)
    .map((field) => field.value);
  while (walk.nextNode()) {
    const text = walk.currentNode;
    if (!text.data.trim() || text.parentElement.closest(unseen)) continue;
    const range = document.createRange();
    range.selectNodeContents(text);
    const words = range.getBoundingClientRect();
    if (words.width && words.height && isCut(text, words)) found.push(text.data);
  }
  return found;
}"""
# Words of headings and controls that stand on two lines.
BROKEN = """() => {
  const found = [];
  const places = "h1, h2, h3, button p, [role=tab], "
    + "[data-testid=stSliderThumbValue], [data-testid=stWidgetLabel]";
  for (const place of document.querySelectorAll(`.stMainBlockContainer :is(${places})`)) {
    const walk = document.createTreeWalker(place, NodeFilter.SHOW_TEXT);
    while (walk.nextNode())
      for (const { 0: word, index } of walk.currentNode.data.matchAll(/[\\w.]+/g)) {
        const range = document.createRange();
        range.setStart(walk.currentNode, index);
        range.setEnd(walk.currentNode, index + word.length);
        if (new Set([...range.getClientRects()].map(({ top }) => Math.round(top))).size > 1) found.push(word);
      }
  }
  return found;
}"""
# Neighbouring numbers of a map do not touch.
APART = """() => {
  return [["near", 2], ["exact", 1], ["separable", 1], ["difference", 1]].every(([name, least]) => {
    const map = document.querySelector(`.st-key-factoring-${name}`);
    const boxes = [...(map?.querySelectorAll(":is(.heatmaplayer, .hm) text") ?? [])]
      .map((text) => text.getBoundingClientRect());
    const apart = boxes.slice(1).flatMap((box, at) =>
      box.top === boxes[at].top && box.left > boxes[at].left ? [box.left - boxes[at].right] : []);
    return apart.length > 0 && Math.min(...apart) >= least;
  });
}"""


CHARTS_DRAWN = """(least) => document.querySelectorAll(".js-plotly-plot svg text").length >= least
  && [...document.querySelectorAll("[data-testid=stPlotlyChart]")]
    .every((each) => each.querySelector("svg"))"""
# The height of the letters of every text of a chart as it is seen, and of a drawing's smallest.
TEXTS_OF_CHARTS = """() => [
  ...[...document.querySelectorAll(".js-plotly-plot svg text")]
    .filter((text) => text.textContent.trim() && text.checkVisibility() && text.getBoundingClientRect().width)
    .map((text) => {
      const { a, b } = text.getScreenCTM();
      const parts = [text, ...text.querySelectorAll("tspan")].filter((each) => each.textContent.trim());
      const sizes = parts.map((each) => Number.parseFloat(getComputedStyle(each).fontSize));
      return [Math.round(100 * Math.min(...sizes) * Math.hypot(a, b)) / 100, text.textContent];
    }),
  ...[...document.querySelectorAll(".dsviz-boxes img")]
    .filter((image) => image.checkVisibility() && image.naturalWidth)
    .map((image) => [Math.round((100 * 13 * image.width) / image.naturalWidth) / 100, image.alt]),
]"""


def cut_off(page: Page) -> list[str]:
    """The words that are cut off once the page has come to rest at its new size."""
    with suppress(TimeoutError):
        page.wait_for_function(f"() => !({CUT})().length", timeout=3000)
    return page.evaluate(CUT)


@pytest.mark.parametrize("key", some_of(PAGES, "standard", deeper=["factoring"]))
def test_no_words_are_cut_and_no_page_is_wider_than_its_window(app, open_page, key):
    page = open_page(DESK, reduced_motion="reduce")
    page.goto(f"{app}/{PAGES[key].address}")
    expect(page.get_by_role("heading", level=1)).to_have_text(label(f"page.{key}.title"))
    rested(page)
    page.evaluate(OPEN_ALL)
    rested(page)
    cut = {}
    for name, size in SIZES.items():
        page.set_viewport_size(size)
        page.wait_for_function(FITS)
        cut[name] = cut_off(page)
        if key == "factoring" and size["width"] > 640:
            page.wait_for_function(APART)
    page.set_viewport_size(DESK)
    page.add_style_tag(content=SPACED)
    page.wait_for_function(FITS)
    cut["spaced"] = cut_off(page)
    assert {name: words for name, words in cut.items() if words} == {}


@pytest.mark.parametrize("key", some_of(PAGES, "mobilenet"))
def test_no_text_of_a_chart_is_under_12_px(app, open_page, key):
    page = open_page(DESK, reduced_motion="reduce")
    page.goto(f"{app}/{PAGES[key].address}")
    expect(page.get_by_role("heading", level=1)).to_have_text(label(f"page.{key}.title"))
    rested(page)
    page.evaluate(OPEN_ALL)
    rested(page)
    for size in PROJECTED, UPRIGHT:
        page.set_viewport_size(size)
        page.wait_for_function(FITS)
        page.wait_for_function(CHARTS_DRAWN, arg=20 if key == "mobilenet" else 0)
        assert [text for text in page.evaluate(TEXTS_OF_CHARTS) if text[0] < 12] == []


@in_depth
def test_legends_are_read_whole_by_a_reader_whose_texts_are_spaced_wider(app, open_page):
    page = open_page(DESK, reduced_motion="reduce")
    page.add_init_script(f"({ADD_STYLE})({json.dumps(SPACED)})")
    page.goto(f"{app}/What_factoring_costs")
    page.wait_for_function("() => document.querySelectorAll('.legend .legendtext').length === 6")
    assert page.locator(".legend .legendtext").first.evaluate(SPACING) > 1
    page.wait_for_function(LEGENDS_WHOLE)


@pytest.mark.parametrize("key", some_of(PAGES, "playground", deeper=["mobilenet"]))
def test_no_word_of_a_heading_or_a_control_goes_over_two_lines_on_a_phone(app, open_page, key):
    page = open_page(UPRIGHT, reduced_motion="reduce")
    page.goto(f"{app}/{PAGES[key].address}")
    expect(page.get_by_role("heading", level=1)).to_have_text(label(f"page.{key}.title"))
    named = {"playground": "stTab", "mobilenet": "stSliderThumbValue"}.get(key, "stHeading")
    expect(page.get_by_test_id(named).first).to_be_visible()
    rested(page)
    assert page.evaluate(BROKEN) == []


# Of each heading: px from its letters' line down to what follows it.
UNDER = """() => [...document.querySelectorAll("[data-testid=stMain] h2")].flatMap((title) => {
  const words = document.createRange();
  words.selectNodeContents(title);
  let at = title.closest("[data-testid=stElementContainer]") ?? title;
  while (at && !at.nextElementSibling) at = at.parentElement;
  const next = at?.nextElementSibling?.getBoundingClientRect();
  return next?.height ? [[title.textContent, next.top - words.getBoundingClientRect().bottom]] : [];
})"""


@pytest.mark.parametrize("key", first_of(["Backward_pass", "Transposed_convolution"]))
def test_no_heading_touches_what_follows_it_on_a_phone(app, open_page, key):
    page = open_page({"width": 390, "height": 844}, reduced_motion="reduce")
    page.goto(f"{app}/{key}?lang=zh")
    ready(page)
    rested(page)
    expect(page.get_by_role("heading", name="写成代码")).to_be_visible()
    found = page.evaluate(UNDER)
    assert len(found) >= 4
    assert {title: gap for title, gap in found if gap < 3} == {}


def seen_together(stage: Locator) -> None:
    """A button, the drawing and the end of the sum are in one window, on the page and in full screen."""
    for full in (False, True):
        if full:
            stage.press("f")
            expect(stage).to_have_class(re.compile(r"\bfull\b"))
        stage.evaluate("(node) => node.scrollIntoView()")
        for each in (button(stage, "Next step"), stage.locator(".drawing"), stage.locator(".equation .y")):
            expect(each).to_be_in_viewport(ratio=0.9)
    stage.press("f")


@pytest.mark.parametrize("example", first_of(["standard-cs231n", "standard-guide", "pointwise-mix"]))
def test_a_page_of_its_own_shows_a_whole_step_on_a_phone_on_its_side(open_page, tmp_path, example):
    layer = get(example).layer
    file = tmp_path / "stage.html"
    page_of_it = stage_html(layer.x, layer.weight, layer.bias, title="A class", **layer.keywords)
    file.write_text(page_of_it, encoding="utf-8")
    page = open_page(SIDEWAYS, reduced_motion="reduce")
    page.goto(f"{file.as_uri()}#step=2")
    stage = ready(page)
    seen_together(stage)
    expect(stage).not_to_have_class(re.compile(r"\bfull\b"))
    expect(stage.get_by_role("slider", name="Speed")).to_be_hidden()
    button(stage, "More controls").click()
    expect(stage.get_by_role("slider", name="Speed")).to_be_visible()


# The size of the smallest letters of a stage's numbers and of its equation, in px as seen.
SMALLEST = """(stage) => Math.min(
  ...[...stage.querySelectorAll(".drawing .numbers text")].map((text) =>
    Number.parseFloat(getComputedStyle(text).fontSize) * text.getScreenCTM().a),
  Number.parseFloat(getComputedStyle(stage.querySelector(".equation")).fontSize),
)"""


@pytest.mark.parametrize(
    ("address", "lines"),
    first_of([("Grouped_convolution?step=4&g=1&lang=zh", 5), ("Standard_convolution?step=4", 4)]),
)
def test_on_a_phone_on_its_side_every_line_of_the_sum_is_seen_with_the_drawing(
    app, open_page, address, lines
):
    page = open_page(SIDEWAYS, has_touch=True, is_mobile=True, reduced_motion="reduce")
    page.goto(f"{app}/{address}")
    stage = ready(page)
    expect(stage).to_have_class(re.compile(r"\bbeside\b"), timeout=10_000)
    stage.evaluate("(node) => node.scrollIntoView()")
    equation = stage.locator(".equation .line")
    expect(equation).to_have_count(lines)
    for part in (*equation.all(), stage.locator(".controls"), stage.locator(".drawing")):
        expect(part).to_be_in_viewport(ratio=0.99)
    drawing, first = stage.locator(".drawing").bounding_box(), equation.first.bounding_box()
    assert drawing["x"] + drawing["width"] <= first["x"]
    assert stage.locator(".equation").evaluate("(node) => node.scrollHeight - node.clientHeight") <= 1
    assert stage.evaluate(SMALLEST) >= 12


@pytest.mark.parametrize("size", first_of([SIDEWAYS, UPRIGHT]), ids=["on its side", "upright"])
@pytest.mark.parametrize(
    "card", first_of(["Grouped_convolution?guide=grouped.2", "Standard_convolution?guide=standard.7"])
)
def test_the_sum_of_a_card_is_whole_on_a_phone(app, open_page, size, card):
    page = open_page(size, has_touch=True, is_mobile=True, reduced_motion="reduce")
    page.goto(f"{app}/{card}")
    stage = ready(page)
    rested(page)
    guide, equation = page.get_by_test_id("guide"), stage.locator(".equation")
    expect(guide).to_be_visible()
    expect(equation.locator(".total")).to_have_css("position", "static")
    assert equation.evaluate("(node) => node.scrollHeight - node.clientHeight") <= 1
    stage.evaluate("(node) => node.scrollIntoView()")
    parts = [guide, stage.locator(".controls"), stage.locator(".drawing")]
    if size == SIDEWAYS:
        parts += equation.locator(".line").all()
    for part in parts:
        expect(part).to_be_in_viewport(ratio=0.99)
    bottom = equation.bounding_box()["y"] + equation.bounding_box()["height"]
    lines = [line.bounding_box() for line in equation.locator(".line").all()]
    assert max(line["y"] + line["height"] for line in lines) <= bottom + 1


@pytest.mark.parametrize("size", first_of([UPRIGHT, SIDEWAYS]), ids=["upright", "on its side"])
def test_a_link_to_a_step_opens_a_phone_at_the_stage_and_any_other_at_the_title(app, open_page, size):
    page = open_page(size, has_touch=True, is_mobile=True, reduced_motion="reduce")
    page.goto(f"{app}/Standard_convolution?step=4&lang=zh")
    stage = ready(page)
    expect(page.locator("h1")).not_to_be_in_viewport(timeout=10_000)
    expect(stage.locator(".controls")).to_be_in_viewport(ratio=1)
    expect(stage.get_by_text("第 5 步，共 18 步", exact=True)).to_be_in_viewport(ratio=1)
    top = stage.evaluate_handle("(node) => (most) => node.getBoundingClientRect().top <= most")
    page.wait_for_function("(top) => top(64)", arg=top)  # what stands above is drawn meanwhile
    # A reader who goes on is told of the page first: the focus is not in the stage.
    assert page.evaluate("() => document.activeElement === document.body")
    page.goto(f"{app}/Standard_convolution?lang=zh")
    ready(page)
    rested(page)
    expect(page.locator("h1")).to_be_in_viewport(ratio=1)


def test_two_rows_of_maps_to_choose_from_leave_a_low_window_its_whole_step(open_page, tmp_path):
    layer = Shape(4, 8, 3, 1).example(2).layer
    file = tmp_path / "stage.html"
    file.write_text(stage_html(layer.x, layer.weight, **layer.keywords), encoding="utf-8")
    page = open_page({"width": 460, "height": 390}, reduced_motion="reduce")
    page.goto(f"{file.as_uri()}#step=2")
    stage = ready(page)
    expect(stage.locator(".tabs button")).to_have_count(4 + 8)
    assert stage.locator(".tabs").bounding_box()["height"] > 70
    seen_together(stage)


def test_a_phone_on_its_side_shows_a_whole_step_and_the_systems_colours_show_what_is_chosen(app, open_page):
    page = open_page(SIDEWAYS, reduced_motion="reduce")
    page.goto(f"{app}/Standard_convolution?step=4")
    stage = ready(page)
    rested(page)
    seen_together(stage)
    page.goto(f"{app}/Transposed_convolution?step=2")
    stamped = ready(page)
    rested(page)
    stamped.evaluate("(node) => node.scrollIntoView()")
    # Nine lines, three of which are seen: the last one with them.
    for each in (button(stamped, "Next step"), stamped.locator(".drawing"), stamped.locator(".equation")):
        expect(each).to_be_in_viewport(ratio=0.95)
    page.goto(f"{app}/Standard_convolution?step=4")
    rested(page)
    ready(page)
    page.emulate_media(forced_colors="active")
    ground = [
        page.get_by_role("radio", name=name).evaluate("(each) => getComputedStyle(each).backgroundColor")
        for name in ("English", "中文")
    ]
    assert ground[0] != ground[1]
    frame, cell = (
        stage.locator(f".grid.x {each}").first.evaluate("(each) => getComputedStyle(each).stroke")
        for each in ("rect.frame", "rect:not(.frame)")
    )
    assert frame != cell
    button(stage, "More controls").click()
    toggle = button(stage, "Change numbers")
    toggle.click()
    expect(toggle).to_have_css("border-style", "double")


@pytest.mark.parametrize("language", first_of(["zh", "en"]))
def test_on_a_phone_each_reason_of_the_derivation_is_seen_under_its_line(language, app, open_page):
    page = open_page({"width": 390, "height": 844}, has_touch=True, is_mobile=True)
    page.goto(f"{app}/Sizes_and_formulas?lang={language}")
    table = page.locator(".st-key-ratio table")
    expect(table).to_be_visible()
    expect(table.locator(".katex").first).to_be_visible()
    rows = table.locator("tbody tr").evaluate_all(
        "(rows) => rows.map((row) => [...row.children].map((cell) =>"
        " { const { left, right, top, bottom } = cell.getBoundingClientRect();"
        " return [left, Math.max(right, left + cell.scrollWidth), top, bottom]; }))"
    )
    assert len(rows) > 3
    for line, reason in rows:
        assert reason[2] >= line[3] - 1
        assert max(line[1], reason[1]) <= 390
