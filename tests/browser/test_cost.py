"""The cost page and the lesson on groups as readers use them: two at once, a phone, a cold link."""

import re

from playwright.sync_api import expect

from dsviz.content import label
from tests.browser.stage import paused, ready, rested

PHONE = {"width": 390, "height": 844}


def assert_nothing_is_wider_than_a_phone(page):
    page.set_viewport_size(PHONE)
    rested(page)
    expect(page.locator(".js-plotly-plot").nth(1)).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    fields = [page.get_by_role("textbox", name=name) for name in ("Inputs C", "Outputs N", "Kernel K")]
    assert len({field.bounding_box()["y"] for field in fields}) == 1  # one line, not one line each
    for chart in page.locator(".js-plotly-plot").all():
        box = chart.bounding_box()
        assert box["x"] + box["width"] <= 390


def test_a_link_opens_its_settings_and_a_field_left_for_another_page_does_not_follow(open_page, app):
    page = open_page()
    address = f"{app}/Grouped_convolution?c=6&n=12&g=3"
    page.goto(address)
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    expect(page.locator(".js-plotly-plot").first).to_be_visible()
    expect(page.get_by_role("dialog")).to_have_count(0)
    assert page.url == address
    expect(page.get_by_role("textbox", name="Inputs C")).to_have_value("6")
    page.get_by_role("link", name="Parameters, cost").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Parameters and cost")
    expect(page.get_by_role("textbox", name="Inputs C")).to_have_value("64")
    assert_nothing_is_wider_than_a_phone(page)


def test_the_slider_moves_the_stage_and_the_link_and_an_illegal_grouping_keeps_what_was_typed(open_page, app):
    page = open_page(viewport={"width": 1440, "height": 900})
    page.goto(f"{app}/Grouped_convolution")
    stage = paused(ready(page))
    expect(page.get_by_text("group 1", exact=True)).to_be_visible()
    expect(stage.locator("[data-cell^='w[']").first).to_be_visible()
    field = page.get_by_role("textbox", name="Groups g")
    expect(field).to_have_value("2")
    rested(page)
    page.get_by_role("slider", name="Groups").press("ArrowRight")
    expect(page.get_by_text("group 3", exact=True)).to_be_visible()
    expect(field).to_have_value("4")
    expect(page).to_have_url(re.compile(r"[?&]g=4"))
    expect(stage).to_have_accessible_name(re.compile("g = 4"))
    field.fill("3")
    field.press("Enter")
    expect(page.get_by_text("got 3 groups for 4 channels. Nearest legal: g = 2 or 4.")).to_be_visible()
    expect(field).to_have_value("3")
    page.get_by_role("button", name="g = 4").click()
    expect(field).to_have_value("4")
    expect(page.get_by_text("Nearest legal")).to_have_count(0)
    assert_nothing_is_wider_than_a_phone(page)


def test_two_readers_measure_one_after_the_other(open_page, app):
    first, second = open_page(), open_page()
    for page in (first, second):
        page.goto(f"{app}/Parameters_and_cost?c=8&n=8&out=16&seconds=30")
        expect(page.get_by_role("button", name=label("timing.start", seconds="30"))).to_be_visible()
    first.get_by_role("button", name=label("timing.start", seconds="30")).click()
    expect(first.get_by_role("progressbar")).to_be_visible()
    second.get_by_role("button", name=label("timing.start", seconds="30")).click()
    told = second.get_by_text("one measurement runs at a time; wait until the running one ends")
    expect(told).to_be_visible()
    first.get_by_role("button", name="Cancel").click()
    expect(first.get_by_text("The measurement was cancelled")).to_be_visible()
    expect(told).to_have_count(0)
    field = second.get_by_role("textbox", name="Seconds")
    expect(field).to_have_value("30")
    rested(second)
    field.fill("1")
    field.press("Enter")
    second.get_by_role("button", name=label("timing.start", seconds="1")).click()
    expect(second.get_by_text("Measured on this server")).to_be_visible()
    expect(second.get_by_text("of the full convolution's time")).to_be_visible()
