"""A reader whose server is far away: who does two things at once loses neither."""

import re

import pytest
from playwright.sync_api import expect

from dsviz.content import label
from tests.browser.far import far_away
from tests.browser.stage import ready, rested

ONE_WAY = 0.1  # seconds
PRESS = 120  # milliseconds from pressing the mouse, which leaves the field, to letting go


@pytest.fixture(scope="module")
def far(app):
    with far_away(app, ONE_WAY) as address:
        yield address


def rested_with_torch(page):
    rested(page)
    expect(page.get_by_test_id("badge").first).to_contain_text("torch and NumPy")


def test_a_sum_is_typed_anew_and_its_button_pressed_at_once(far, open_page):
    page = open_page()
    page.goto(f"{far}/Check_my_work?sum=2*3")
    box = page.get_by_role("textbox", name=label("check.sum"))
    expect(box).to_have_value("2*3")
    rested_with_torch(page)
    box.fill("2*3+3*(-2)+6*(-1)+1*4 = -2")
    page.get_by_role("button", name=label("check.sum.check")).click(delay=PRESS)
    # It stands twice: in the line above the boxes, and beside the sum.
    expect(page.get_by_text(label("check.sum.right", expected=4)).last).to_be_visible()
    rested_with_torch(page)
    expect(box).to_have_value("2*3+3*(-2)+6*(-1)+1*4 = -2")


def test_a_field_is_left_by_choosing_something_else_and_back_takes_it_back(far, open_page):
    page = open_page()
    page.goto(f"{far}/Exercises?seed=3")
    seed = page.get_by_role("textbox", name=label("exercises.seed"))
    expect(seed).to_have_value("3")
    rested_with_torch(page)
    seed.fill("77")
    page.get_by_text(label("exercises.level.3"), exact=True).click(delay=PRESS)
    expect(page).to_have_url(re.compile("(?=.*seed=77)(?=.*level=3)"))
    expect(seed).to_have_value("77")
    rested_with_torch(page)
    page.go_back()
    expect(page).not_to_have_url(re.compile("seed=77.*level=3|level=3.*seed=77"))
    rested_with_torch(page)
    page.go_back()
    expect(page).to_have_url(re.compile(r"\?seed=3$"))
    expect(seed).to_have_value("3")


def test_two_choices_in_a_breath_both_hold(far, open_page):
    page = open_page()
    page.goto(f"{far}/Frameworks")
    ready(page, 1)
    rested_with_torch(page)
    page.get_by_text(label("frameworks.kind.depthwise"), exact=True).click()
    page.get_by_text(label("frameworks.padding.same"), exact=True).first.click(delay=PRESS)
    expect(page).to_have_url(re.compile("(?=.*kind=depthwise)(?=.*padding=same)"))
    expect(page.get_by_text('layer = keras.layers.DepthwiseConv2D(3, padding="same"').first).to_be_visible()
