"""The pages of the networks as a reader uses them: cold links, a click on the picture, a measurement."""

import re

from playwright.sync_api import expect

from dsviz.content import label
from dsviz.examples.block import MOBILENET, result
from tests.browser.stage import paused, ready, rested, walk

PARTS = ("layers", "family", "sizes", "picture", "block", "time")


def click_until_said(page, said, row, column):
    """Point at a place, then click it: Plotly takes the one last pointed at, and needs a moment."""
    for _ in range(5):
        plot = page.locator(".js-plotly-plot").first.locator(".nsewdrag").first
        box = plot.bounding_box()
        place = {"x": box["width"] * (column + 0.5) / 10, "y": box["height"] * (row + 0.5) / 8}
        plot.hover(position=place)
        plot.click(position=place)
        try:
            expect(said).to_contain_text(f"The place [{row}, {column}]", timeout=4_000)
        except AssertionError:
            continue
        return


def assert_nothing_is_wider_than_a_phone(page):
    page.set_viewport_size({"width": 390, "height": 844})
    rested(page)
    assert page.evaluate("document.documentElement.scrollWidth") <= 390


def test_a_click_on_the_picture_chooses_the_asking_place_and_the_link_keeps_it(app, open_page):
    page = open_page(viewport={"width": 1440, "height": 900})
    address = f"{app}/Non_local_block?height=8&width=10&subsample=on"
    page.goto(address)
    said = page.get_by_text("shares its attention")
    expect(said).to_contain_text("The place [4, 5]")
    expect(page.get_by_role("dialog")).to_have_count(0)
    assert page.url == address
    for row, column in ((1, 2), (6, 9)):
        click_until_said(page, said, row, column)
        expect(said).to_contain_text(f"The place [{row}, {column}]")
        expect(page).to_have_url(re.compile(f"row={row}.*column={column}|column={column}.*row={row}"))
        expect(page.get_by_role("textbox", name="Row of the asking place")).to_have_value(str(row))
    assert_nothing_is_wider_than_a_phone(page)


def test_the_block_is_walked_on_the_stage_and_an_old_step_leaves_the_link(app, open_page):
    page = open_page()
    page.goto(f"{app}/MobileNet?part=block&step=7")
    stage = ready(page)
    expect(stage).to_have_attribute("data-step", "7")
    for at, kind in enumerate(("depthwise", "norm", "relu", "pointwise", "norm"), 1):
        rested(page)
        if at > 1:
            page.get_by_role("radio", name=f"{at} {label(f'block.{kind}')}").click()
        if kind == "relu":
            expect(page.get_by_text("numbers are negative, crossed out")).to_be_visible()
            expect(page).to_have_url(f"{app}/MobileNet?part=block&at=3")
            continue
        step = MOBILENET.steps[at - 1]
        expect(ready(page)).to_have_attribute("aria-label", label(f"example.{step.id}.title"))
        box = stage.bounding_box()
        assert box["y"] + box["height"] <= page.viewport_size["height"]
        assert walk(paused(stage)) == result(step).ravel().tolist()


def test_every_part_of_a_network_is_no_wider_than_a_phone(app, open_page):
    page = open_page(viewport={"width": 390, "height": 844})
    address = f"{app}/MobileNet?part=picture&network=document"
    page.goto(address)
    expect(page.locator(".js-plotly-plot").last).to_be_visible()
    assert page.url == address
    file = {"name": "words.png", "mimeType": "image/png", "buffer": b"only words"}
    page.locator("input[type=file]").set_input_files(file)
    expect(page.get_by_text("must be a PNG, JPEG, WebP, GIF, BMP, TIFF, AVIF or HEIC file")).to_be_visible()
    expect(page.get_by_text("The bundled picture, drawn by this project")).to_be_visible()
    for part in PARTS:
        chosen = page.get_by_role("radio", name=label(f"mobilenet.part.{part}"), exact=True)
        chosen.click()
        expect(chosen).to_be_checked()
        assert_nothing_is_wider_than_a_phone(page)
