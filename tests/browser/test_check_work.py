"""Checking one's work as a reader does: a printout and a wrong result pasted, cells typed, a link sent on."""

import re
from urllib.parse import quote

import pytest
from playwright.sync_api import expect

from dsviz.examples import get
from dsviz.export.pytorch_code import nested_list
from tests.browser.colours import contrast
from tests.browser.stage import button, ready, rested
from tests.thorough import first_of

PAGE = "Check_my_work"
# Keeps how the sheet scrolls to what it opens.
SCROLLS = """
  globalThis.ways = [];
  const own = Element.prototype.scrollIntoView;
  Element.prototype.scrollIntoView = function (how) {
    if (how?.behavior) ways.push(how.behavior);
    own.call(this, how);
  };
"""
X = """<tf.Tensor: shape=(1, 3, 3, 2), dtype=float32, numpy=
array([[[[ 2.,  5.],
         [ 3.,  3.],
         [ 8.,  2.]],

        [[ 6.,  1.],
         [ 1.,  2.],
         [ 5.,  4.]],

        [[ 7.,  9.],
         [ 2.,  3.],
         [-1.,  3.]]]], dtype=float32)>"""
KERNEL = "tf.reshape(tf.constant([3, 1, -2, 2, -1, -3, 4, 5]), [2, 2, 2, 1])"
WRONG = "[[[[-4, 20], [17, 17]], [[15, 20], [-8, 7]]]]"


def paste(page, name, text):
    field = page.get_by_role("textbox", name=name, exact=True)
    expect(field).to_be_visible()
    rested(page)
    field.fill(text)
    field.press("Control+Enter")


def cell(page, name):
    return page.get_by_test_id("sheet").first.locator(f'[aria-label^="{name}"]')


def test_a_printout_and_a_wrong_result_lead_to_the_step_that_went_wrong(app, open_page):
    page = open_page(viewport={"width": 1440, "height": 900}, reduced_motion="reduce")
    page.add_init_script(SCROLLS)
    page.goto(f"{app}/{PAGE}?example=own&how=paste")
    paste(page, "Input", X)
    expect(page.get_by_text("read as NHWC").first).to_be_visible()
    paste(page, "Kernel", KERNEL)
    paste(page, "Your answer", WRONG)
    page.get_by_role("button", name="Read the kernel as HWCM").click()
    expect(page.get_by_role("alert").filter(has_text="8 wrong")).to_contain_text("Kernel flipped")
    expect(page.get_by_text("The kernel was turned by 180°")).to_be_visible()
    expect(cell(page, "y[0,0,0]")).to_have_attribute("aria-label", "y[0,0,0] −4 wrong")
    page.get_by_role("button", name="Open this step").click()
    expect(page.locator(".result").get_by_text("y[0,0,0] = 2×3 + 3×(−2) + 6×(−1) + 1×4 = −2")).to_be_visible()
    expect(page.locator(".result").get_by_text("y[0,0,0] = 2×4 + 3×(−1) + 6×(−2) + 1×3 = −4")).to_be_visible()
    stage = ready(page)
    expect(stage).to_have_attribute("data-step", "0")
    expect(stage.get_by_test_id("equation")).to_contain_text("= −2")
    expect(page.get_by_text("The step of y[0,0,0]")).to_be_in_viewport()
    expect(page.get_by_role("heading", name="The step of y[0,0,0]")).to_be_focused()
    assert set(page.evaluate("ways")) == {"instant"}  # nothing glides where less motion is asked for
    button(stage, "Next step").click()
    expect(page.get_by_text("The step of y[0,0,1]")).to_be_visible()
    expect(page.locator(".result").get_by_text("y[0,0,1] = 3×3 + 8×(−2) + 1×(−1) + 5×4 = 12")).to_be_visible()
    expect(stage).to_have_attribute("data-step", "1")
    page.get_by_role("button", name="y[1,0,1]", exact=True).click()
    expect(page.get_by_text("The step of y[1,0,1]")).to_be_in_viewport()
    expect(ready(page)).to_have_attribute("data-step", "5")


def test_nothing_is_wider_than_a_phone(app, open_page):
    page = open_page(viewport={"width": 390, "height": 844})
    answer = nested_list(get("standard-cs231n").printed + 1)
    page.goto(f"{app}/{PAGE}?example=standard-cs231n&how=paste&answer={answer}&step=0&sum=1*1%2B2*3*4")
    ready(page)
    expect(page.get_by_text("The step of y[0,0,0]")).to_be_visible()
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)
        rested(page)
        assert page.evaluate("document.documentElement.scrollWidth") <= 390


# Where a term begins and ends on the screen, and where the marks under it do.
MARKED = """(code, text) => {
  const nodes = document.createTreeWalker(code, NodeFilter.SHOW_TEXT);
  const parts = [];
  while (nodes.nextNode()) parts.push(nodes.currentNode);
  const all = parts.map((node) => node.data).join(""), range = document.createRange();
  const at = (set, offset) => {
    for (const node of parts) {
      if (offset <= node.length) return range[set](node, offset);
      offset -= node.length;
    }
  };
  const place = (from, to) => {
    at("setStart", from), at("setEnd", to);
    const { left, right } = range.getClientRects()[0];
    return [left, right].map(Math.round);
  };
  const first = all.indexOf("\uff3e"), last = all.lastIndexOf("\uff3e");
  return [place(all.indexOf(text), all.indexOf(text) + text.length), place(first, last + 1)];
}"""


@pytest.mark.parametrize("language", first_of(["zh", "en"]))
def test_marks_stand_under_wide_letters_as_the_screen_draws_them(app, open_page, language):
    page = open_page(viewport={"width": 1440, "height": 900})
    typed = quote("第一个通道：１×１＋３×４＋0×0＝１３")
    page.goto(f"{app}/{PAGE}?example=standard-cs231n&step=0&sum={typed}&lang={language}")
    code = page.locator("#one-sum >> xpath=following::code").filter(has_text="１×１").first
    expect(code).to_contain_text("\uff3e")
    letters, marks = code.evaluate(MARKED, "３×４")
    assert letters[1] > letters[0] + 20
    assert all(abs(mark - letter) <= 1 for mark, letter in zip(marks, letters, strict=True)), (letters, marks)


def test_cells_are_typed_and_the_link_takes_them_along(app, open_page):
    page = open_page()
    page.goto(f"{app}/{PAGE}")
    expect(ready(page).get_by_test_id("equation")).to_contain_text("?")
    first = cell(page, "y[0,0,0]")
    first.click()
    page.keyboard.type("-2")
    page.keyboard.press("Tab")
    page.keyboard.type("20")
    page.keyboard.press("Enter")
    expect(first).to_have_attribute("aria-label", "y[0,0,0] right")
    expect(cell(page, "y[0,0,1]")).to_have_attribute("aria-label", "y[0,0,1] wrong")
    expect(cell(page, "y[0,1,1]")).to_be_focused()
    expect(cell(page, "y[1,0,0]")).to_have_attribute("aria-label", "y[1,0,0] still open")
    expect(page.locator("caption").nth(1)).to_have_text("y[1]")  # as on the stage, without the picture
    for scheme in ("dark", "light"):
        page.emulate_media(color_scheme=scheme)
        expect(page.locator(".stApp")).to_have_css("color-scheme", scheme)
        assert contrast(page.locator(".open .mark").first) >= 4.5
    expect(page.get_by_test_id("stAlert").get_by_text("1 right, 1 wrong, 6 still open")).to_be_visible()
    expect(page).to_have_url(re.compile("cells=-2_20"))
    other = open_page()
    other.goto(page.url)
    expect(cell(other, "y[0,0,1]")).to_have_value("20")
    expect(other.get_by_test_id("stAlert").get_by_text("1 right, 1 wrong, 6 still open")).to_be_visible()


def test_cells_of_a_spreadsheet_fill_the_sheet_and_the_sum_of_one_is_read(app, open_page):
    page = open_page()
    page.goto(f"{app}/{PAGE}")
    ready(page)
    rested(page)
    cell(page, "y[0,0,0]").evaluate(
        """(field) => {
          const clipboardData = new DataTransfer();
          clipboardData.setData("text", "-2\\t12\\n17\\t-13");
          const how = { clipboardData, bubbles: true, cancelable: true };
          field.dispatchEvent(new ClipboardEvent("paste", how));
        }"""
    )
    expect(page.get_by_test_id("stAlert").get_by_text("4 right, 0 wrong, 4 still open")).to_be_visible()
    expect(cell(page, "y[0,1,1]")).to_have_value("-13")
    paste(page, "Your sum", "2*3+3*2+6*(-1)+1*4 = 10")
    expect(page.get_by_text("“3*2” has a wrong sign")).to_be_visible()
    expect(page.get_by_test_id("stCode")).to_contain_text("^^^")


def test_a_link_opens_a_step_cold_and_walking_reveals_nothing_where_none_is_open(fresh_app, open_page):
    page = open_page()
    page.goto(f"{fresh_app}/{PAGE}?example=standard-guide&step=4")
    stage = ready(page)
    expect(stage).to_have_attribute("data-step", "4")
    expect(stage.get_by_test_id("equation")).to_contain_text("= 17")
    page.get_by_role("button", name="Close this step").click()
    expect(page.get_by_text("The results are hidden")).to_be_visible()
    stage = ready(page)
    button(stage, "Next step").click()
    expect(page).to_have_url(re.compile("walkstep=1"))
    show = page.get_by_role("button", name="Show me a wrong one")
    show.click()
    expect(page.get_by_text("The kernel was turned by 180°")).to_be_visible()
    expect(page.get_by_text("The results are hidden")).to_be_visible()
    expect(ready(page).get_by_test_id("equation")).to_contain_text("?")
    show.click()
    expect(page.get_by_text("The kernel's rows were read as its columns")).to_be_visible()
    page.get_by_role("button", name="Clear").click()
    expect(page.get_by_text("Nothing to check yet")).to_be_visible()
    expect(cell(page, "y[0,0,0]")).to_have_value("")


def test_enter_in_the_last_row_takes_the_number_and_keeps_the_focus(app, open_page):
    page = open_page(reduced_motion="reduce")
    page.goto(f"{app}/{PAGE}?example=standard-guide")
    field = page.get_by_test_id("sheet").locator("input").last
    expect(field).to_be_visible()
    rested(page)
    field.fill("100")
    field.press("Enter")
    expect(field).to_have_attribute("aria-label", re.compile("wrong$"))
    rested(page)
    expect(field).to_be_focused()
