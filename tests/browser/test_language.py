"""A reader changes the language in the middle of something."""

import re

import pytest
from babel.numbers import format_decimal
from playwright.sync_api import expect

from dsviz.content import label
from tests.browser.stage import button, paused, ready, rested
from tests.thorough import first_of


def test_the_language_is_changed_and_all_else_stays(app, open_page):
    page = open_page()
    page.goto(f"{app}/Check_my_work?how=paste")
    stage = paused(ready(page))
    button(stage, "Next step").click()
    expect(page).to_have_url(re.compile("step=1"))
    answer = page.get_by_role("textbox", name=label("check.answer"))
    answer.fill("-2 12\n17 -14\n\n18 21\n-7 16")
    answer.press("Control+Enter")
    expect(page).to_have_url(re.compile("answer=|cells="))
    expect(page.locator("html")).to_have_attribute("lang", "en")
    page.get_by_role("radio", name="中文").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(label("page.check.title", "zh"))
    expect(page.locator("html")).to_have_attribute("lang", "zh-Hans")
    expect(page).to_have_url(re.compile("lang=zh.*walkstep=1"))
    expect(page.get_by_role("textbox", name=label("check.answer", "zh"))).to_have_value(re.compile("-14"))
    rested(page)
    expect(ready(page)).to_have_attribute("data-step", "1")
    expect(page).to_have_title(re.compile(label("page.check.title", "zh")))


def test_the_way_back_leads_to_the_step_and_the_language_that_were_left(app, open_page):
    page = open_page()
    heading = page.get_by_role("heading", level=1)

    def is_shown(key, language, address):
        expect(heading).to_have_text(label(f"page.{key}.title", language))
        expect(page).to_have_url(f"{app}/{address}")

    page.goto(f"{app}/Standard_convolution?lang=zh&step=2")
    ready(page)
    page.get_by_role("link", name=label("page.depthwise.short", "zh"), exact=True).click()
    is_shown("depthwise", "zh", "Depthwise_convolution?lang=zh")
    rested(page)
    page.go_back()
    is_shown("standard", "zh", "Standard_convolution?lang=zh&step=2")
    expect(ready(page)).to_have_attribute("data-step", "2")
    # A language that was chosen on the page is undone too, where the link held none before.
    page.goto(f"{app}/Standard_convolution?step=2")
    ready(page)
    page.get_by_role("radio", name="中文").click()
    expect(page).to_have_url(re.compile(r"\blang=zh"))
    expect(heading).to_have_text(label("page.standard.title", "zh"))
    rested(page)
    page.go_back()
    is_shown("standard", "en", "Standard_convolution?step=2")


@pytest.mark.parametrize("language", first_of(["zh", "en"]))
def test_counts_of_steps_and_multiplications_are_written_as_in_the_tables(app, open_page, language):
    # 3 + 4 maps of 62×62 numbers are 26,908 steps; 3×3 products for each number of the first three.
    steps, products = (format_decimal(count, locale=language) for count in (7 * 62 * 62, 27 * 62 * 62))
    assert (steps, products) == (f"{26908:,}", f"{103788:,}")
    page = open_page(reduced_motion="reduce")
    page.goto(f"{app}/Depthwise_separable?example=separable-64&step=3&lang={language}")
    stage = ready(page)
    expect(stage.locator(".count").first).to_have_text(label("stage.step_of", language, i="4", n=steps))
    expect(stage.get_by_test_id("counter").first).to_contain_text(products)
    expect(page.get_by_text(f"27 × 62×62 = {products}")).to_be_visible()
