"""Frameworks, errata and factoring as a reader uses them, each first opened by its deep link."""

import re

from playwright.sync_api import expect

from dsviz.content import label
from tests.browser.stage import ready, rested, walk


def test_both_stages_walk_to_their_numbers_and_another_size_takes_the_steps_out_of_the_link(app, open_page):
    page = open_page()
    page.goto(f"{app}/Frameworks?side=4&ks=3&s=2&step-tensorflow=3&step-pytorch=2")
    expect(page.get_by_role("heading", name="Frameworks", level=1)).to_be_visible()
    expect(page.get_by_text(label("frameworks.unread.padding", places="4").strip("*"))).to_be_visible()
    expect(ready(page, 0)).to_have_attribute("data-step", "3")
    tensorflow, pytorch = walk(ready(page, 0)), walk(ready(page, 1))
    assert len(tensorflow) == len(pytorch) == 4
    assert tensorflow != pytorch
    field = page.get_by_role("textbox", name="Input side").last
    expect(field).to_have_value("4")
    rested(page)
    field.fill("6")
    field.press("Enter")
    expect(ready(page, 0)).to_have_attribute("data-steps", "9")
    expect(page).to_have_url(re.compile(r"side=6"))
    expect(page).not_to_have_url(re.compile(r"step-"))


def test_a_layer_is_set_in_the_fields_and_kept_in_the_link(app, open_page):
    page = open_page()
    page.goto(f"{app}/Frameworks")
    expect(page.get_by_text("layer = keras.layers.Conv2D(2, 3,").first).to_be_visible()
    rested(page)
    page.get_by_text("depthwise", exact=True).click()
    expect(page.get_by_text("layer = keras.layers.DepthwiseConv2D(3,").first).to_be_visible()
    expect(page).to_have_url(re.compile("kind=depthwise"))
    field = page.get_by_role("textbox", name="Kernel K").first
    expect(field).to_have_value("3")
    field.fill("9")
    field.press("Enter")
    refusal = page.get_by_text("must be from 1 to 5; got 9")
    expect(refusal).to_be_visible()
    expect(field).to_have_value("9")
    assert_nothing_is_wider_than_a_phone(page)


def test_an_erratum_opens_its_counter_example_from_the_top_and_the_entries_stack_on_a_phone(app, open_page):
    page = open_page(color_scheme="dark")
    page.goto(f"{app}/Sources_and_errata")
    # However far down the entry was, its example is shown from the top.
    invited = label("errata.003-name.open.0")
    rested(page)
    page.get_by_test_id("stMain").get_by_test_id("stPageLink").filter(has_text=invited).first.click()
    expect(page.get_by_role("heading", name="Pointwise", level=1)).to_be_in_viewport()
    page.go_back()
    expect(page.get_by_role("heading", name="Sources", level=1)).to_be_visible()
    assert_nothing_is_wider_than_a_phone(page)


def assert_nothing_is_wider_than_a_phone(page):
    page.set_viewport_size({"width": 390, "height": 844})
    rested(page)
    main = page.get_by_test_id("stMain")
    expect(main.get_by_role("heading", level=2).first).to_be_visible()
    assert main.evaluate("node => node.scrollWidth <= node.clientWidth")


def test_the_multiplier_is_slid_and_the_loss_falls(app, open_page):
    page = open_page()
    page.goto(f"{app}/What_factoring_costs?kernel=factoring-random")
    expect(page.get_by_text("With M = 1 the weights are off by 87.17 %")).to_be_visible()
    expect(page.locator(".js-plotly-plot")).to_have_count(7)
    rested(page)
    slider = page.get_by_role("slider")
    slider.focus()
    slider.press("End")
    expect(page.get_by_text("With M = 9 the weights are off by 0 % and the output by 0 %")).to_be_visible()
    expect(page).to_have_url(re.compile("m=9"))
    expect(page.locator(".js-plotly-plot")).to_have_count(7)
    assert_nothing_is_wider_than_a_phone(page)
