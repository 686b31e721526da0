"""The drawings of layers in a real Chromium: they move, stand still when asked, and are legible."""

import pytest
from playwright.sync_api import expect

from tests.browser.stage import ready

SEEN = "image => image.clientWidth && image.complete && image.clientWidth / image.naturalWidth"
DRAWN = ".dsviz-boxes img"
LETTERS = 13  # pixels, in a drawing that is shown as large as it is made


@pytest.mark.parametrize("width", [1280, 390])
def test_the_drawings_are_shown_so_large_that_their_words_are_12_pixels_high(app, open_page, width):
    page = open_page(viewport={"width": width, "height": 720})
    # A phone has no room for the one layer beside the pair.
    for address, count in (("", 5), ("Depthwise_separable?step=0", 4 if width > 640 else 3)):
        page.goto(f"{app}/{address}")
        ready(page)
        shown = page.locator(DRAWN).locator("visible=true")
        expect(shown).to_have_count(count)
        for image in shown.all():
            assert image.evaluate(SEEN) * LETTERS >= 12
        assert page.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize(
    ("scheme", "motion", "ink"),
    [("light", "no-preference", "rgb(26, 28, 36)"), ("dark", "reduce", "rgb(250, 250, 250)")],
)
def test_a_drawing_moves_unless_less_motion_is_asked_and_follows_light_and_dark(
    app, open_page, scheme, motion, ink
):
    page = open_page(color_scheme=scheme, reduced_motion=motion)
    page.goto(f"{app}/Standard_convolution?step=0")
    ready(page)
    page.goto(page.locator(DRAWN).first.get_attribute("src"))
    assert page.evaluate("document.getAnimations().length") == (2 if motion == "no-preference" else 0)
    expect(page.locator("text").first).to_have_css("fill", ink)
