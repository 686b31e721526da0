"""Several layers as a reader uses it: another output is chosen, and its paths stand in the picture."""

import re

import pytest
from playwright.sync_api import expect

from dsviz.content import label
from tests.browser.stage import ready, rested
from tests.thorough import first_of

PHONE = {"width": 390, "height": 844}


def numbers_of(chart):
    """Return the numbers that stand in a map's cells, row by row."""
    return chart.locator(".heatmaplayer text").all_text_contents()


def test_another_output_is_chosen_and_its_paths_are_read(open_page, app):
    page = open_page(viewport={"width": 1440, "height": 900})
    page.goto(f"{app}/Several_layers")
    ready(page)
    rested(page)
    field = page.get_by_role("textbox", name="Column of y")
    expect(field).to_have_value("1")
    field.fill("2")
    field.press("Enter")
    expect(page.get_by_text("saw 25 of the 49 input numbers")).to_contain_text("y[0,1,2] = 25")
    expect(page).to_have_url(re.compile(r"[?&]column=2"))
    rested(page)
    paths = page.locator(".js-plotly-plot").nth(3)
    expect(paths).to_contain_text("paths to x[0]")
    expect(paths.locator(".shapelayer path")).to_have_count(25)
    assert numbers_of(paths)[21:28] == ["0", "0", "3", "6", "9", "6", "3"]
    # Plotly takes the cell last pointed at, and needs a moment.
    said, plot = page.get_by_text("input numbers", exact=False).first, page.locator(".js-plotly-plot").nth(2)
    area = plot.locator(".nsewdrag").first
    for _ in range(5):
        box = area.bounding_box()
        place = {"x": box["width"] * 0.5 / 3, "y": box["height"] * 2.5 / 3}
        area.hover(position=place)
        area.click(position=place)
        try:
            expect(said).to_contain_text("y[0,2,0] = 35", timeout=4_000)
        except AssertionError:
            continue
        break
    expect(page).to_have_url(re.compile(r"row=2.*column=0|column=0.*row=2"))
    expect(field).to_have_value("0")
    rested(page)
    page.set_viewport_size(PHONE)
    expect(paths).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= 390


@pytest.mark.parametrize("language", first_of(["zh", "en"]))
@pytest.mark.parametrize("size", first_of([PHONE, {"width": 1440, "height": 900}]), ids=["phone", "desk"])
def test_the_first_screen_has_a_door_to_the_stage_far_below(size, language, open_page, app):
    page = open_page(viewport=size, reduced_motion="reduce")
    page.goto(f"{app}/Several_layers?step=0&lang={language}")
    guide = ready(page).get_by_role("button", name=label("stage_guide.guide", language), exact=True)
    rested(page)
    words = label("several.door", language).partition("]")[0].removeprefix("[")
    door = page.get_by_role("link", name=words)
    expect(door).to_be_in_viewport(ratio=1)
    expect(guide).not_to_be_in_viewport()
    door.press("Enter")
    expect(guide).to_be_in_viewport(ratio=1)
    # What the keyboard comes to next stands there: first the choice of a layer.
    page.keyboard.press("Tab")
    expect(page.locator(".st-key-unguided-layer :focus")).to_have_count(1)
