"""A reader changes the language in the middle of something."""

import re

from playwright.sync_api import expect

from dsviz.content import label
from tests.browser.stage import button, paused, ready, rested


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
