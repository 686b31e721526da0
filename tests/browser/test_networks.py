"""The pages of the networks as a reader uses them: cold links, a click on the picture, a measurement."""

import re

import pytest
from playwright.sync_api import expect

from dsviz.examples.block import MOBILENET, result
from tests.browser.stage import paused, ready, walk

PARTS = ("layers", "family", "sizes", "picture", "block", "time")


@pytest.mark.parametrize("path", ["MobileNet?part=picture", "Non_local_block?subsample=on"])
def test_a_deep_link_opens_with_its_settings(app, open_page, path):
    page = open_page()
    page.goto(f"{app}/{path}")
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    expect(page.locator(".js-plotly-plot").last).to_be_visible()
    expect(page.get_by_role("dialog")).to_have_count(0)
    assert page.url == f"{app}/{path}"


@pytest.mark.parametrize("path", [*(f"MobileNet?part={part}" for part in PARTS), "Non_local_block"])
def test_nothing_is_wider_than_a_phone(app, open_page, path):
    page = open_page(viewport={"width": 390, "height": 844})
    page.goto(f"{app}/{path}")
    expect(page.get_by_test_id("stMain").locator("p").last).to_be_visible()
    expect(page.get_by_test_id("stStatusWidget")).to_have_count(0)
    assert page.evaluate("document.documentElement.scrollWidth") <= 390


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


def test_a_click_on_the_picture_chooses_the_asking_place_and_the_link_keeps_it(app, open_page):
    page = open_page(viewport={"width": 1440, "height": 900})
    page.goto(f"{app}/Non_local_block?height=8&width=10")
    said = page.get_by_text("shares its attention")
    expect(said).to_contain_text("The place [4, 5]")
    for row, column in ((1, 2), (6, 9)):
        click_until_said(page, said, row, column)
        expect(said).to_contain_text(f"The place [{row}, {column}]")
        expect(page).to_have_url(re.compile(f"row={row}.*column={column}|column={column}.*row={row}"))
        expect(page.get_by_role("textbox", name="Row of the asking place")).to_have_value(str(row))


def test_the_block_is_walked_on_the_stage(app, open_page):
    page = open_page()
    for at in (1, 2, 4, 5):
        page.goto(f"{app}/MobileNet?part=block&at={at}")
        stage = paused(ready(page))
        box = stage.bounding_box()
        assert box["y"] + box["height"] <= page.viewport_size["height"]
        assert walk(stage) == result(MOBILENET.steps[at - 1]).ravel().tolist()


def test_another_step_takes_the_stages_place_and_the_old_step_leaves_the_link(app, open_page):
    page = open_page()
    page.goto(f"{app}/MobileNet?part=block&step=7")
    paused(ready(page))
    page.get_by_role("radio", name="3 ReLU").click()
    expect(page.get_by_text("numbers are negative, crossed out")).to_be_visible()
    expect(page).to_have_url(f"{app}/MobileNet?part=block&at=3")


def test_a_measurement_is_started_by_one_reader_refused_to_another_and_cancelled(app, open_page):
    first, second = open_page(), open_page()
    for page in (first, second):
        page.goto(f"{app}/MobileNet?part=time&C=8&N=8&places=8&seconds=30")
        expect(page.get_by_role("button", name="Measure for 30 s")).to_be_enabled()
    first.get_by_role("button", name="Measure for 30 s").click()
    expect(first.get_by_test_id("stProgress")).to_be_visible()
    second.get_by_role("button", name="Measure for 30 s").click()
    # Not the line that says so before anything was measured.
    expect(second.get_by_text("one measurement runs at a time; wait until the")).to_be_visible()
    first.get_by_role("button", name="Cancel").click()
    expect(first.get_by_text("The measurement was cancelled")).to_be_visible()


def test_a_measurement_runs_to_its_end(app, open_page):
    page = open_page()
    page.goto(f"{app}/MobileNet?part=time&C=8&N=8&places=8&seconds=1")
    page.get_by_role("button", name="Measure for 1 s").click()
    expect(page.get_by_text("of the full convolution's time")).to_be_visible()
    expect(page.get_by_text("Measured on this server")).to_be_visible()


def test_a_text_file_named_png_is_answered_with_a_sentence(app, open_page):
    page = open_page()
    page.goto(f"{app}/MobileNet?part=picture&network=document")
    file = {"name": "words.png", "mimeType": "image/png", "buffer": b"only words"}
    page.locator("input[type=file]").set_input_files(file)
    expect(page.get_by_text("must be a PNG, JPEG, WebP, GIF, BMP, TIFF, AVIF or HEIC file")).to_be_visible()
    expect(page.get_by_text("The bundled picture, drawn by this project")).to_be_visible()
