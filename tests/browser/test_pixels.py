"""Whole maps as pixels: the window goes over a picture, the output fills in, the numbers stay exact."""

import re
from io import BytesIO

import pytest
from PIL import Image
from playwright.sync_api import expect

import dsviz
from dsviz.examples import get
from tests.browser.stage import button, paused, ready, result_of
from tests.thorough import first_of, in_depth

# How many pixels of a map are drawn, and the colour of one.
DRAWN = """(canvas) => {
  const { width, height } = canvas;
  const { data } = canvas.getContext("2d").getImageData(0, 0, width, height);
  return data.filter((_, i) => i % 4 === 3 && data[i] > 0).length;
}"""
COLOUR = """(canvas, [row, col]) => [...canvas.getContext("2d").getImageData(col, row, 1, 1).data]"""
SIDE = 62


def test_a_picture_of_64_by_64_is_walked_clicked_and_watched(app, open_page):
    layer = get("depthwise-64").layer
    y = dsviz.convolve(layer.x, layer.weight, **layer.keywords)
    page = open_page()
    page.goto(f"{app}/Depthwise_convolution?example=depthwise-64&step=0")
    stage = paused(ready(page))
    inputs, outputs = stage.locator(".pixels .x canvas"), stage.locator(".pixels .y canvas")
    expect(inputs).to_have_count(3)
    expect(outputs).to_have_count(3)
    assert [inputs.nth(channel).evaluate(DRAWN) for channel in range(3)] == [64 * 64] * 3
    assert [outputs.nth(channel).evaluate(DRAWN) for channel in range(3)] == [1, 0, 0]

    # Bright is light, dark is dark: the sun and the tree of the red channel.
    assert layer.x[0, 11, 13] > 240 > 60 > layer.x[0, 35, 54]
    sun, tree = (sum(inputs.nth(0).evaluate(COLOUR, at)[:3]) for at in ([11, 13], [35, 54]))
    assert sun > 700 > 250 > tree

    button(stage, "Next step").click()
    expect(stage).to_have_attribute("data-step", "1")
    assert outputs.nth(0).evaluate(DRAWN) == 2
    equation = page.get_by_test_id("equation")
    assert result_of(equation.inner_text()) == y[0, 0, 1]

    # A click on a pixel goes to its step, in another map; all before it is there, nothing after.
    row, col = 30, 41
    box = outputs.nth(1).bounding_box()
    at = {"x": (col + 0.5) / SIDE * box["width"], "y": (row + 0.5) / SIDE * box["height"]}
    outputs.nth(1).click(position=at)
    expect(stage).to_have_attribute("data-step", str(SIDE * SIDE + row * SIDE + col))
    assert [outputs.nth(channel).evaluate(DRAWN) for channel in range(3)] == [
        SIDE * SIDE,
        row * SIDE + col + 1,
        0,
    ]
    assert result_of(equation.inner_text()) == y[1, row, col]
    for u in range(3):
        for v in range(3):
            place = f"1,{row + u},{col + v}"
            number = stage.locator(f"[data-cell='x[{place}]']")
            expect(number).to_have_text(f"{layer.x[1, row + u, col + v]:g}")
    expect(stage.locator(f"[data-cell='y[1,{row},{col}]']")).to_have_text(f"{y[1, row, col]:g}")
    expect(stage.locator(".pixels p")).to_contain_text(
        f"rows {row} to {row + 2} and columns {col} to {col + 2}"
    )
    expect(stage.locator(".info")).to_contain_text(f"y[1,{row},{col}] = {y[1, row, col]:g}")

    # Hidden results are hidden here too.
    page.keyboard.press("h")
    assert outputs.nth(1).evaluate(DRAWN) == 0
    page.keyboard.press("v")
    assert outputs.nth(1).evaluate(DRAWN) == 1
    page.keyboard.press("h")

    # At top speed it fills in, several numbers a picture.
    stage.get_by_role("slider", name="Speed").fill("7")
    button(stage, "First step").click()
    button(stage, "Play").click()
    page.wait_for_function("(stage) => Number(stage.dataset.step) > 100", arg=stage.element_handle())
    paused(stage)
    assert outputs.nth(0).evaluate(DRAWN) == int(stage.get_attribute("data-step")) + 1


@in_depth
def test_on_a_full_screen_too_a_line_leads_from_a_sum_to_its_output(app, open_page):
    page = open_page({"width": 1440, "height": 900}, reduced_motion="reduce")
    page.goto(f"{app}/Depthwise_convolution?example=depthwise-64&step=100")
    stage = ready(page)
    lines = stage.locator(".wires path")
    expect(lines.first).to_have_attribute("d", re.compile(r"V[\d.]+H[\d.]+V"))
    page.keyboard.press("f")
    expect(stage).to_have_class(re.compile(r"\bfull\b"))
    expect(lines.first).to_have_attribute("d", re.compile(r"V[\d.]+H[\d.]+V"))


@pytest.mark.parametrize(
    ("lang", "said"),
    first_of([("zh", "窗口在行 1、列 8，整张图是 62 × 62"), ("en", "lies on row 1 and column 8 of 62 × 62")]),
)
def test_a_window_of_one_place_lies_on_one_row_and_one_column(app, open_page, lang, said):
    page = open_page()
    page.goto(f"{app}/Pointwise_convolution?example=pointwise-64&step=70&lang={lang}")
    expect(ready(page).locator(".pixels p")).to_contain_text(said)


def test_a_picture_of_ones_own_takes_the_place_of_the_bundled_one_at_the_same_step(app, open_page):
    bundled = get("depthwise-64").layer
    page = open_page()
    page.goto(f"{app}/Depthwise_convolution?example=depthwise-64&step=3900")
    stage, step = ready(page), {"row": 0, "col": 56}
    expect(stage).to_have_attribute("data-step", "3900")
    number = stage.locator(f"[data-cell='x[1,{step['row']},{step['col']}]']")
    expect(number).to_have_text(f"{bundled.x[1, 0, 56]:g}")

    page.get_by_role("button", name="A picture of your own").click()
    upload = page.locator("[data-testid='stPopoverBody'] input[type=file]")
    file = BytesIO()
    Image.new("RGB", (80, 64), (10, 20, 30)).save(file, "PNG")
    upload.set_input_files({"name": "mine.png", "mimeType": "image/png", "buffer": file.getvalue()})
    expect(number).to_have_text("20")
    # The kernel stays, a blur whose weights add up to 16; so do the step and the link.
    expect(stage.locator("[data-cell='y[1,0,56]']")).to_have_text("320")
    expect(stage).to_have_attribute("data-step", "3900")
    assert "example=depthwise-64" in page.url
    assert "step=3900" in page.url
    expect(page.get_by_text("The stage shows your picture")).to_be_visible()
    # The window's map is of one colour now.
    canvas = stage.locator(".pixels .x canvas").nth(2)
    assert canvas.evaluate(COLOUR, [11, 13]) == canvas.evaluate(COLOUR, [35, 54])
