"""The lessons as a reader meets them: opened cold by a link, watched, stepped through, changed."""

import re
from contextlib import suppress

import pytest
from playwright.sync_api import TimeoutError as PlaywrightTimeout
from playwright.sync_api import expect

import dsviz
from dsviz.content import label
from dsviz.examples import Chain, by_topic
from dsviz.ui.shell.page import SECTIONS
from tests.browser.stage import button, in_view, paused, ready, rested, result_of, walk_chain
from tests.thorough import first_of, some_of

ADDRESS = {
    "standard": "Standard_convolution",
    "depthwise": "Depthwise_convolution",
    "pointwise": "Pointwise_convolution",
    "separable": "Depthwise_separable",
}
PAGES = [page.address for pages in SECTIONS.values() for page in pages]
# The front door and the playground on a server of their own, as Check my work is in its own file; the first
# run of every page without torch is in tests/pages, and each is opened by its address in one of these files.
COLD = ("", "Playground")
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


@pytest.mark.parametrize("name", first_of(COLD))
def test_a_deep_link_opens_cold(fresh_app, open_page, name):
    page = open_page()
    page.goto(f"{fresh_app}/{name}")
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    expect(page.get_by_role("dialog")).to_have_count(0)
    links = page.get_by_test_id("stSidebar").get_by_role("link")
    names = [label(f"page.{entry.key}.short") for pages in SECTIONS.values() for entry in pages]
    expect(links).to_contain_text(names)
    assert [link.get_attribute("href").rpartition("/")[2] for link in links.all()] == PAGES


@pytest.mark.parametrize("topic", some_of(ADDRESS, "separable"))
def test_a_lesson_is_watched_hidden_walked_and_taken_along_on_a_phone(app, open_page, topic):
    page = open_page(viewport=DESK)
    page.goto(f"{app}/{ADDRESS[topic]}")
    stage = ready(page)
    expect(stage).to_have_attribute("data-playing", "true")
    expect(stage).not_to_have_attribute("data-step", "0")
    expect(page.get_by_test_id("badge").first).to_contain_text("torch and NumPy differ by 0")
    # Hidden results are not told under the stage either.
    below, note = page.get_by_text(label("tensors.heading")), page.get_by_text(label("result.hidden"))
    expect(below).to_be_visible()
    for shown, hidden in ((note, below), (below, note)):
        stage.press("h")
        expect(shown).to_be_visible()
        expect(hidden).to_be_hidden()
    # The first example, and the last one chosen in its place: the walk of every other is in test_stage.
    examples = by_topic(topic)
    for example in (examples[0], examples[-1]):
        choose(page, label(f"example.{example.id}.title"))
        assert_it_walks(page, example)
    choose(page, label(f"example.{examples[0].id}.title"))
    assert_it_is_called(stage, examples[0])
    assert_it_fits(page, paused(stage), is_alone=topic != "separable")


def assert_it_is_called(stage, example, at=1):
    """A stage is called as its example is; of a run each says which of the two it is."""
    title = label(f"example.{example.id}.title")
    if len(layers_of(example)) > 1:
        title = label("stage_class.also", m=title, v=label("stage_served.layer_of", i=at, n=2))
    expect(stage).to_have_attribute("aria-label", title)


def assert_it_walks(page, example):
    """One run through all layers: each step ends in torch's number, the second layer's after the first's."""
    layers = layers_of(example)
    for index in range(len(layers)):
        assert_it_is_called(ready(page, index), example, index + 1)
    outputs = [
        dsviz.convolve(layer.x, layer.weight, layer.bias, **layer.keywords)
        for layer in (each.layer for each in layers)
    ]
    walked = walk_chain(paused(ready(page)), sum(output.size for output in outputs))
    for index, output in enumerate(outputs):
        before = sum(each.size for each in outputs[:index])
        here = [walked[before + step][index] for step in range(output.size)]
        assert [step for step, _ in here] == list(range(output.size))
        assert [result_of(equation) for _, equation in here] == output.ravel().tolist()


def choose(page, title):
    """Choose an example, if it is not the one shown."""
    box = page.get_by_role("combobox", name=re.compile("Example"))
    # A field is empty when it appears, and a list opened while the page arrives is closed by its next part.
    expect(box).not_to_have_value("")
    rested(page)
    option = page.get_by_role("option", name=title, exact=True)
    for _ in range(3):
        if box.input_value() != title:
            in_view(box).click()
            # A run that begins meanwhile closes the list: a reader would open it again.
            with suppress(PlaywrightTimeout):
                option.click(timeout=10_000)
    expect(box).to_have_value(title)


def assert_it_fits(page, stage, is_alone):
    """The whole stage on a projector, and nothing wider than a phone."""
    button(stage, "First step").click()
    expect(stage).to_have_attribute("data-step", "0")
    if is_alone:
        page.evaluate("document.querySelector('[data-testid=stMain]').scrollTo(0, 0)")
        box = stage.bounding_box()
        assert box["y"] + box["height"] <= DESK["height"]
    page.set_viewport_size(PHONE)
    expect(page.get_by_role("button", name="x[0]").first).to_be_visible()
    page.evaluate("document.querySelector('[data-testid=stMain]').scrollTo(0, 0)")
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
    bar = page.get_by_test_id("stHeader")
    title = page.get_by_role("heading", level=1).bounding_box()
    assert title["y"] >= bar.bounding_box()["height"]
    expect(bar).to_have_css("background-color", "rgb(255, 255, 255)")


def test_a_reruns_step_is_kept_beside_another_tab_and_another_example_starts_anew(app, open_page):
    page = open_page()
    page.goto(f"{app}/Standard_convolution?step=5&order=place")
    stage = ready(page)
    button(stage, "Next step").click()
    expect(page).to_have_url(re.compile(r"step=6&order=place"))
    other = open_page()
    other.goto(f"{app}/Standard_convolution?step=0")
    button(ready(other), "Last step").click()
    expect(ready(other)).to_have_attribute("data-step", "17")
    page.bring_to_front()
    stage.evaluate("(node) => { node.mark = 1; }")
    page.locator("body").press("r")  # Streamlit's own key for a rerun
    rested(page)
    expect(page.get_by_test_id("badge").first).to_contain_text("torch and NumPy differ by 0")
    expect(stage).to_have_attribute("data-step", "6")
    assert stage.evaluate("(node) => node.mark") == 1
    assert "step=6&order=place" in page.url
    choose(page, label("example.standard-guide.title"))
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
    expect(field).not_to_have_value("")
    rested(page)
    field.fill("6")
    field.press("Enter")
    expect(page.get_by_text("Output 3 × 3.").first).to_be_visible()
    rested(page)
    expect(page.get_by_test_id("stage")).to_have_count(0)
    page.evaluate("release()")
    expect(ready(page, 0)).to_have_attribute("data-steps", "9")
    expect(ready(page, 1)).to_have_attribute("data-steps", "9")


@pytest.mark.parametrize("language", first_of(["zh", "en"]))
def test_on_a_phone_no_row_of_the_second_layer_holds_a_button_for_more_alone(app, open_page, language):
    page = open_page({"width": 390, "height": 844})
    page.goto(f"{app}/Depthwise_separable?step=0&lang={language}")
    second = ready(page, 1)
    expect(ready(page).locator(".others")).to_be_visible()
    expect(second.locator(".controls .others")).to_be_hidden()
    # Whatever is left of the row can be used without it.
    for shown in second.locator(".controls > .text:not([hidden], .others)").all():
        expect(shown).to_be_visible()
    expect(second.locator(".tabs")).to_be_visible()


def test_the_name_of_an_example_is_not_cut_by_the_button_beside_it(app, open_page):
    page = open_page({"width": 1440, "height": 900})
    page.goto(f"{app}/Depthwise_convolution?example=depthwise-64")
    ready(page)
    expect(page.get_by_text("A picture of your own")).to_be_visible()
    field = page.locator(".st-key-own-choice .stSelectbox input")
    expect(field).to_be_visible()
    assert field.evaluate("(each) => each.closest('.stSelectbox').offsetWidth") >= 260
