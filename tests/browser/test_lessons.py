"""The lessons as a reader meets them: opened cold by a link, watched, stepped through, changed."""

import re

import pytest
from playwright.sync_api import expect

import dsviz
from dsviz.content import label
from dsviz.examples import ALL, Chain
from dsviz.ui.shell.page import SECTIONS
from tests.browser.stage import button, paused, ready, walk

ADDRESS = {
    "standard": "Standard_convolution",
    "depthwise": "Depthwise_convolution",
    "pointwise": "Pointwise_convolution",
    "separable": "Depthwise_separable",
}
PAGES = [page.address for pages in SECTIONS.values() for page in pages]
# One of each kind opens on a server of its own; every page's first run without torch is in tests/pages.
COLD = ("app", "Standard_convolution", "Frameworks", "Playground", "Check_my_work")
# Streamlit gives a component its script as a blob; this has none of them run before `release()`.
HOLD_SCRIPTS = """
  globalThis.held = new Promise((resolve) => { globalThis.release = resolve; });
  const urlOf = URL.createObjectURL.bind(URL);
  URL.createObjectURL = (blob) =>
    blob.type === "text/javascript" ? urlOf(new Blob(["await globalThis.held;", blob], blob)) : urlOf(blob);
"""
DESK, PHONE = {"width": 1280, "height": 720}, {"width": 390, "height": 844}


def layers_of(example):
    return example.layers if isinstance(example, Chain) else (example,)


@pytest.mark.parametrize("name", COLD)
def test_a_deep_link_opens_cold(fresh_app, open_page, name):
    assert_it_opens(open_page(), f"{fresh_app}/{name.replace('app', '')}")


@pytest.mark.parametrize("name", [name for name in PAGES if name not in COLD])
def test_a_deep_link_opens(app, open_page, name):
    assert_it_opens(open_page(), f"{app}/{name}")


def assert_it_opens(page, address):
    page.goto(address)
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    expect(page.get_by_role("dialog")).to_have_count(0)
    links = page.get_by_test_id("stSidebar").get_by_role("link")
    names = [label(f"page.{entry.key}.short") for pages in SECTIONS.values() for entry in pages]
    expect(links).to_contain_text(names)


@pytest.mark.parametrize("topic", ADDRESS)
def test_a_lesson_opens_playing_and_torch_confirms_the_numbers(app, open_page, topic):
    page = open_page()
    page.goto(f"{app}/{ADDRESS[topic]}")
    stage = ready(page)
    expect(stage).to_have_attribute("data-playing", "true")
    expect(stage).not_to_have_attribute("data-step", "0")
    expect(page.get_by_test_id("badge").first).to_contain_text("torch − NumPy: 0")
    # Hidden results are not told under the stage either.
    below, note = page.get_by_text(label("tensors.heading")), page.get_by_text(label("result.hidden"))
    expect(below).to_be_visible()
    for shown, hidden in ((note, below), (below, note)):
        page.keyboard.press("h")
        expect(shown).to_be_visible()
        expect(hidden).to_be_hidden()


@pytest.mark.parametrize("topic", ADDRESS)
def test_every_step_of_every_example_shows_torchs_number(app, open_page, topic):
    page = open_page()
    page.goto(f"{app}/{ADDRESS[topic]}")
    for example in [each for each in ALL if each.topic == topic]:
        choose(page, label(f"example.{example.id}.title"))
        for index, layer in enumerate(layers_of(example)):
            output = dsviz.convolve(
                layer.layer.x, layer.layer.weight, layer.layer.bias, **layer.layer.keywords
            )
            stage = ready(page, index)
            expect(stage).to_have_attribute("aria-label", label(f"example.{layer.id}.title"))
            expect(stage).to_have_attribute("data-steps", str(output.size))
            assert walk(paused(stage)) == output.ravel().tolist()


def choose(page, title):
    """Choose an example, if it is not the one shown."""
    box = page.get_by_role("combobox", name=re.compile("Example"))
    expect(box).to_be_visible()
    if box.input_value() != title:
        box.click()
        page.get_by_role("option", name=title, exact=True).click()
    expect(box).to_have_value(title)


@pytest.mark.parametrize("topic", ["standard", "depthwise", "pointwise"])
def test_the_whole_stage_fits_a_projector_and_a_phone(app, open_page, topic):
    page = open_page(viewport=DESK)
    page.goto(f"{app}/{ADDRESS[topic]}?step=0")
    box = ready(page).bounding_box()
    assert box["y"] + box["height"] <= DESK["height"]
    page.set_viewport_size(PHONE)
    expect(page.get_by_role("button", name="x[0]")).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
    bar = page.get_by_test_id("stHeader")
    title = page.get_by_role("heading", level=1).bounding_box()
    assert title["y"] >= bar.bounding_box()["height"]
    expect(bar).to_have_css("background-color", "rgb(255, 255, 255)")


def test_two_tabs_step_on_their_own(app, open_page):
    tabs = [open_page(), open_page()]
    for tab in tabs:
        tab.goto(f"{app}/Depthwise_convolution?step=0")
    first, second = (ready(tab) for tab in tabs)
    button(first, "Next step").click()
    button(first, "Next step").click()
    button(second, "Last step").click()
    expect(first).to_have_attribute("data-step", "2")
    expect(second).to_have_attribute("data-step", "7")


def test_a_rerun_keeps_the_step_and_the_picture(app, open_page):
    page = open_page()
    page.goto(f"{app}/Standard_convolution?step=5&order=place")
    stage = ready(page)
    button(stage, "Next step").click()
    expect(page).to_have_url(re.compile(r"step=6&order=place"))
    stage.evaluate("(node) => { node.mark = 1; }")
    page.locator("body").press("r")  # Streamlit's own key for a rerun
    expect(page.get_by_test_id("badge").first).to_contain_text("torch − NumPy: 0")
    expect(stage).to_have_attribute("data-step", "6")
    assert stage.evaluate("(node) => node.mark") == 1
    assert "step=6&order=place" in page.url


def test_another_example_starts_anew_and_the_link_says_which(app, open_page):
    page = open_page()
    page.goto(f"{app}/Standard_convolution?step=5")
    stage = ready(page)
    expect(stage).to_have_attribute("data-step", "5")
    page.get_by_role("combobox", name=re.compile("Example")).click()
    page.get_by_role("option").nth(4).click()
    expect(stage).to_have_attribute("data-steps", "9")
    expect(page).to_have_url(re.compile(r"example=standard-guide$"))
    expect(stage).to_have_attribute("data-playing", "true")


def test_a_stage_whose_numbers_changed_while_its_script_was_loading_is_there(app, open_page):
    page = open_page()
    page.add_init_script(HOLD_SCRIPTS)
    page.goto(f"{app}/Frameworks")
    # No run of the page may follow by itself: it would put the stage back.
    expect(page.get_by_text("as PyTorch computed it for this page")).to_be_visible()
    expect(page.get_by_test_id("stBidiComponentIsolated")).to_have_count(2)
    field = page.get_by_role("textbox", name="Input side").last
    field.fill("6")
    field.press("Enter")
    expect(page.get_by_text("Output 3 × 3.").first).to_be_visible()
    expect(page.get_by_test_id("stStatusWidget")).to_have_count(0)
    expect(page.get_by_test_id("stage")).to_have_count(0)
    page.evaluate("release()")
    expect(ready(page, 0)).to_have_attribute("data-steps", "9")
    expect(ready(page, 1)).to_have_attribute("data-steps", "9")


def test_a_link_to_an_unknown_example_is_answered(app, open_page):
    page = open_page()
    page.goto(f"{app}/Standard_convolution?example=nonsense")
    expect(page.get_by_text("nonsense")).to_be_visible()
    expect(ready(page)).to_have_attribute("data-steps", "18")
