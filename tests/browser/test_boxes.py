"""The drawings of layers in a real Chromium: they move, stand still when asked, and are legible."""

import pytest
from playwright.sync_api import expect

from dsviz.content import label
from tests.browser.stage import ready
from tests.thorough import first_of

SEEN = "image => image.clientWidth && image.complete && image.clientWidth / image.naturalWidth"
DRAWN = ".dsviz-boxes img"
LETTERS = 13  # pixels, in a drawing that is shown as large as it is made


def test_the_drawings_are_shown_so_large_that_their_words_are_12_pixels_high(app, open_page):
    page = open_page(viewport={"width": 1280, "height": 720})
    # A phone has no room for the one layer beside the pair.
    for address, counts in (("", {1280: 5, 390: 5}), ("Depthwise_separable?step=0", {1280: 4, 390: 3})):
        page.set_viewport_size({"width": 1280, "height": 720})
        page.goto(f"{app}/{address}")
        ready(page)
        for width, count in counts.items():
            page.set_viewport_size({"width": width, "height": 720})
            shown = page.locator(DRAWN).locator("visible=true")
            expect(shown).to_have_count(count)
            for image in shown.all():
                assert image.evaluate(SEEN) * LETTERS >= 12
            page.wait_for_function("(width) => document.documentElement.scrollWidth <= width", arg=width)


@pytest.mark.parametrize("language", first_of(["zh", "en"]))
def test_the_five_kinds_side_by_side_are_seen_whole_on_a_laptop(app, open_page, language):
    page = open_page(viewport={"width": 1440, "height": 900})
    page.goto(f"{app}/?lang={language}")
    ready(page)
    expect(page.get_by_role("button", name=label("downloads.open", language))).to_be_attached()
    images, lines = page.locator(DRAWN), page.locator(".dsviz-boxes figcaption")
    expect(images.locator("visible=true")).to_have_count(5)
    page.wait_for_function("() => [...document.images].every((each) => each.complete)")
    for seen in (*images.all(), *lines.all()):
        expect(seen).to_be_in_viewport(ratio=1)


@pytest.mark.parametrize(
    ("scheme", "motion", "ink"),
    first_of([("dark", "reduce", "rgb(250, 250, 250)"), ("light", "no-preference", "rgb(26, 28, 36)")]),
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
