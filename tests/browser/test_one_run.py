"""Separable as one run of two layers: the layer that works is seen, and a link counts through both."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.stage import button, ready
from tests.thorough import first_of, in_depth

# Of a node that is to be seen: how far it reaches out of the window, in px.
OUT = """(node) => {
  const { top, bottom } = node.getBoundingClientRect();
  return node.checkVisibility({ visibilityProperty: true }) ? Math.max(-top, bottom - innerHeight) : 9999;
}"""
SCROLLED = "() => document.querySelector('[data-testid=stMain]').scrollTop"


def is_seen(page, index):
    """Wait until picture and equation of a layer are in the window."""
    stage = page.get_by_test_id("stage").nth(index)
    for part in (":scope > .space > svg", ":scope > :is(.words, .equation)"):
        part = stage.locator(part)
        expect(part).to_be_visible()
        handle = part.element_handle()
        page.wait_for_function(f"(node) => ({OUT})(node) <= 8", arg=handle)


def both(page):
    return ready(page), ready(page, 1)


def test_of_two_layers_the_one_that_works_speaks_and_each_has_a_heading_of_its_own(app, open_page):
    page = open_page(reduced_motion="reduce")
    page.goto(f"{app}/Depthwise_separable?step=7")
    stages = both(page)
    said = [stage.locator(":scope > [role=status].spoken") for stage in stages]
    for stage, i in zip(stages, (1, 2), strict=True):
        expect(stage.get_by_role("heading", level=2)).to_have_text(
            re.compile(f"Two channels.*layer {i} of 2")
        )
    expect(said[1]).to_be_empty()
    # The tree says which cells the window lies over; on a layer that has not begun it lies nowhere.
    under = [stage.locator(".grid.x [role=gridcell][aria-selected=true]") for stage in stages]
    expect(under[0]).to_have_count(4)
    expect(under[1]).to_have_count(0)
    page.keyboard.press("h")
    expect(said[0]).to_have_text("Hide results; step 8 of 20: filter 1, row 1, column 1; z = hidden")
    expect(said[1]).to_be_empty()
    page.keyboard.press("ArrowRight")
    # What both had been told is not said again.
    expect(said[1]).to_have_text("step 9 of 20: filter 0, row 0, column 0; y = hidden")
    expect(said[0]).to_be_empty()
    expect(under[1]).to_have_count(2)
    expect(under[1].first).to_have_attribute("aria-label", re.compile("channel 0, row 0, column 0"))
    page.keyboard.press(".")
    expect(said[1]).to_have_text("In parts; step 10 of 20: filter 0, row 0, column 1; the window")
    expect(said[0]).to_be_empty()
    page.keyboard.press("p")
    expect(said[1]).to_have_text("Products; step 10 of 20: filter 0, row 0, column 1; the window")
    expect(said[0]).to_be_empty()


def test_what_reads_a_hidden_number_hides_all_that_would_tell_it(app, open_page):
    page = open_page(reduced_motion="reduce")
    page.goto(f"{app}/Depthwise_separable?step=12&pose=hide-results")
    _, second = both(page)
    expect(second.locator('[data-cell="z[0,0,0]"]')).to_have_text("?")
    products = second.locator(".grid.p .numbers text, .grid.s .numbers text")
    expect(products.first).to_be_visible()
    assert set(products.all_text_contents()) <= {"?", ""}
    assert not re.search(r"[0-9]×", second.get_by_test_id("equation").inner_text())
    spoken = second.locator(".spoken[role=status]")
    page.keyboard.press("p")
    for _ in range(3):
        page.keyboard.press(".")
    expect(spoken).to_have_text("product 1 of 1 in channel 1")
    # With no hidden number read, all is there.
    page.goto(f"{app}/Depthwise_separable?step=12")
    expect(second.get_by_test_id("equation")).to_contain_text("(−2)×1")


@pytest.mark.parametrize("card", first_of([6, 3, 7]))
def test_who_leaves_a_card_of_the_run_stands_where_it_stood(card, app, open_page):
    page = open_page(reduced_motion="reduce")
    page.goto(f"{app}/Depthwise_separable?guide=separable.{card}")
    first, _ = both(page)
    count = first.locator(":scope > .controls .count")
    expect(count).to_have_text(re.compile(r"^step [2-9]\d? of 20$"))
    stood = count.inner_text()
    page.keyboard.press("Escape")
    expect(page.get_by_test_id("guide")).to_be_hidden()
    expect(count).to_have_text(stood)


def test_a_full_screen_changes_to_the_layer_that_works_and_back(app, open_page):
    page = open_page({"width": 1920, "height": 1080})
    page.goto(f"{app}/Depthwise_separable?step=6")
    first, second = both(page)
    page.keyboard.press("f")
    expect(first).to_have_class(re.compile("full"))
    is_seen(page, 0)
    expect(second).to_be_hidden()
    for _ in range(13):
        page.keyboard.press("PageDown")
    is_seen(page, 1)
    assert page.evaluate("() => document.fullscreenElement !== null")
    expect(second.locator('[data-cell="y[2,1,1]"]')).to_have_text("27")
    expect(second.locator(".count")).to_have_text("step 20 of 20")
    # Its controls are the run's, all of them, and it says which layer it is.
    expect(second.locator(".headline .layer")).to_have_text("layer 2 of 2")
    for part in (second.locator(".headline"), second.get_by_test_id("equation"), second.locator(".foot")):
        assert part.bounding_box()["x"] >= 16  # a projector's edge may be cut
    for each in (second.get_by_role("slider"), second.get_by_role("combobox")):
        for control in each.all():
            expect(control).to_be_visible()
    expect(second.get_by_role("combobox")).to_have_count(3)
    expect(button(second, "Full screen")).to_be_visible()
    # A digit chooses one of its filters, at the same place.
    page.keyboard.press("0")
    expect(second.locator(".count")).to_have_text("step 12 of 20")
    is_seen(page, 1)
    # So has it the guide's button, which the page beside the first layer's has.
    button(second, "Guide").click()
    expect(page.get_by_test_id("guide")).to_have_attribute("data-beat", "separable.1")
    is_seen(page, 0)
    page.keyboard.press("Escape")
    for _ in range(19):
        page.keyboard.press("PageDown")
    is_seen(page, 1)
    second.get_by_role("combobox").last.select_option("1")
    expect(second.locator('[data-cell="y[2,1,1]"]')).to_have_text("?")
    second.get_by_role("combobox").last.select_option("0")
    # They move it: back to the first layer, and forwards as it plays.
    for _ in range(12):
        button(second, "Previous step").click()
    is_seen(page, 0)
    expect(second).to_be_hidden()
    expect(first.locator(":scope > .controls .count")).to_have_text("step 8 of 20")
    first.locator(":scope > .controls").get_by_role("button", name="Play").click()
    is_seen(page, 1)
    button(second, "Pause").click()
    expect(button(second, "Play")).to_be_visible()
    expect(first).to_have_attribute("data-playing", "false")
    page.keyboard.press("f")
    expect(first).not_to_have_class(re.compile("full"))
    expect(second).to_be_visible()
    expect(button(second, "Guide")).to_have_count(0)


@in_depth
def test_a_frame_with_only_the_stage_shows_the_layer_that_works(app, open_page):
    page = open_page({"width": 1000, "height": 720})
    page.goto(f"{app}/Depthwise_separable?step=7&step2=3&show=stage&embed=true")
    both(page)
    is_seen(page, 1)
    for _ in range(4):
        page.keyboard.press("PageUp")
    is_seen(page, 0)


def test_a_page_is_scrolled_to_the_layer_that_works_under_the_pointer(app, open_page):
    page = open_page({"width": 1280, "height": 720})
    page.goto(f"{app}/Depthwise_separable?step=7")
    first, second = both(page)
    assert page.evaluate(SCROLLED) == 0
    where = button(first, "Next step").bounding_box()
    page.mouse.click(where["x"] + 9, where["y"] + 9)
    is_seen(page, 1)
    # What is under the pointer is the same button of the same run.
    page.mouse.click(where["x"] + 9, where["y"] + 9)
    expect(second.locator(".count")).to_have_text("step 10 of 20")
    for _ in range(2):
        page.mouse.click(where["x"] - 60, where["y"] + 9)
    is_seen(page, 0)
    expect(first.locator(":scope > .controls .count")).to_have_text("step 8 of 20")
    # Who looks at something else stays there.
    page.locator("h2, h3").last.scroll_into_view_if_needed()
    there = page.evaluate(SCROLLED)
    page.keyboard.press("PageDown")
    expect(second).not_to_have_class(re.compile("waits"))
    assert page.evaluate(SCROLLED) == there


def test_place_by_place_a_page_goes_once_to_where_both_layers_are_seen(app, open_page):
    page = open_page({"width": 1440, "height": 900})
    page.goto(f"{app}/Depthwise_separable?order=place&step=0")
    first, _ = both(page)
    button(first, "Next step").click()
    expect(first.locator(":scope > .controls .count")).to_have_text("step 2 of 20")
    assert page.evaluate(SCROLLED) == 0
    page.keyboard.press("ArrowRight")
    is_seen(page, 1)
    there = page.evaluate(SCROLLED)
    assert there > 0
    for step in range(4, 10):
        page.keyboard.press("ArrowRight")
        expect(first.locator(":scope > .controls .count")).to_have_text(f"step {step} of 20")
        is_seen(page, 0)
        is_seen(page, 1)
    assert page.evaluate(SCROLLED) == there


@in_depth
def test_place_by_place_a_page_goes_with_the_layer_that_works_where_one_steps(app, open_page):
    page = open_page({"width": 1280, "height": 640})
    page.goto(f"{app}/Depthwise_separable?order=place&step=0")
    first, _ = both(page)
    count = first.locator(":scope > .controls .count")
    button(first, "Next step").click()
    page.keyboard.press("ArrowRight")
    is_seen(page, 1)
    for _ in range(3):
        page.keyboard.press("ArrowRight")
    expect(count).to_have_text("step 6 of 20")
    is_seen(page, 0)
    button(first, "Previous step").click()
    is_seen(page, 1)
    # A key that is held, and a run that plays, would throw the page to and fro: it goes where they end.
    there = page.evaluate(SCROLLED)
    for _ in range(9):
        page.keyboard.down("ArrowRight")
    expect(count).to_have_text("step 14 of 20")
    page.keyboard.up("ArrowRight")
    is_seen(page, 1)
    for _ in range(3):
        page.keyboard.down("ArrowRight")
    expect(count).to_have_text("step 17 of 20")
    assert page.evaluate(SCROLLED) == there
    page.keyboard.up("ArrowRight")
    is_seen(page, 0)
    # Who looks at something else stays there.
    page.locator("h2, h3").last.scroll_into_view_if_needed()
    there = page.evaluate(SCROLLED)
    page.keyboard.press("PageDown")
    expect(count).to_have_text("step 18 of 20")
    assert page.evaluate(SCROLLED) == there


@in_depth
def test_place_by_place_a_run_that_plays_does_not_throw_the_page_to_and_fro(app, open_page):
    page = open_page({"width": 1280, "height": 640})
    page.goto(f"{app}/Depthwise_separable?order=place&step=0")
    first, _ = both(page)
    page.evaluate(
        "addEventListener('scroll', () => { globalThis.jumps = (globalThis.jumps ?? 0) + 1 }, true)"
    )
    first.get_by_label("Speed").fill("7")
    button(first, "Play").click()
    expect(first.locator(":scope > .controls .count")).to_have_text("step 20 of 20")
    # Once where it ends.
    assert page.evaluate("globalThis.jumps ?? 0") <= 1


@in_depth
def test_a_page_stays_where_both_layers_are_seen(app, open_page):
    page = open_page({"width": 1920, "height": 1080})
    page.goto(f"{app}/Depthwise_separable?step=7")
    both(page)
    page.keyboard.press("PageDown")
    is_seen(page, 1)
    assert page.evaluate(SCROLLED) == 0


@pytest.mark.parametrize(
    ("asked", "shown", "says"),
    first_of(
        [
            ("step=10&order=place", 5, ""),
            ("step=7", 8, ""),
            ("step=10", 11, ""),
            ("step=3&order=place", 7, ""),
            ("step=7&step2=3", 12, ""),
            ("step=20", 20, "The link asks for step “20”; the steps are 0 to 19."),
        ]
    ),
)
def test_a_link_counts_through_both_layers(asked, shown, says, app, open_page):
    page = open_page({"width": 1920, "height": 1080})
    page.goto(f"{app}/Depthwise_separable?{asked}")
    first, _ = both(page)
    expect(first.locator(":scope > .controls .count")).to_have_text(f"step {shown} of 20")
    expect(first).to_have_attribute("data-playing", "false")
    if says:
        expect(first.locator(".info")).to_contain_text(says)
    else:
        expect(first.locator(".info")).not_to_contain_text("The link asks")
