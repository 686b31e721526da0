"""What is taken along is the step on the stage, where it stands as the button is pressed, and no more."""

import re
from xml.etree import ElementTree

import pytest
from playwright.sync_api import expect

from dsviz.content import label
from tests.browser.stage import ready
from tests.thorough import in_depth

TEXT = "{http://www.w3.org/2000/svg}text"

TWO_STEPS_AND_TAKE = """(stage) => {
  const how = { bubbles: true, composed: true, cancelable: true };
  stage.dispatchEvent(new PointerEvent("pointerdown", how));
  const key = () => new KeyboardEvent("keydown", { key: "ArrowRight", ...how });
  for (let at = 0; at < 2; at++) stage.dispatchEvent(key());
  document.querySelector(".st-key-takeaway-svg-0 button").click();
}"""


@pytest.fixture
def opened(open_page, app, tmp_path):
    """A page at an address, and what takes the drawing as SVG: its name, and the texts in it."""

    def opening(address, **settings):
        page = open_page(**settings)
        page.goto(f"{app}/{address}")
        stage = ready(page)
        return page, stage

    return opening


def take(page, tmp_path):
    with page.expect_download() as waiting:
        page.get_by_role("button", name="SVG", exact=True).click()
    return read(waiting.value, tmp_path)


def read(download, tmp_path):
    file = tmp_path / "taken.svg"
    download.save_as(file)
    texts = [each.text or "" for each in ElementTree.fromstring(file.read_text("utf-8")).iter(TEXT)]
    return download.suggested_filename, texts


def show_files(page):
    page.get_by_role("button", name=label("downloads.open")).click()
    expect(page.get_by_role("button", name="SVG", exact=True)).to_be_visible()


def test_what_plays_comes_to_rest_and_that_step_is_taken(opened, tmp_path):
    page, stage = opened("Standard_convolution")
    expect(stage).to_have_attribute("data-playing", "true")
    expect(stage).to_have_attribute("data-step", "1")
    show_files(page)
    name, texts = take(page, tmp_path)
    expect(stage).to_have_attribute("data-playing", "false")
    step = int(stage.get_attribute("data-step") or "")
    assert name == f"standard-cs231n-step-{step + 1}.svg"
    assert label("slides.step", at=step + 1, count=18) in texts


def test_the_step_is_the_one_seen_as_the_button_is_pressed(opened, tmp_path):
    page, stage = opened("Standard_convolution?example=standard-guide&step=4")
    show_files(page)
    chosen = page.get_by_role("combobox", name=label("downloads.of"))
    expect(chosen).to_have_value(label("downloads.of.stage", cell="y[0,1,1]"))
    # By keys, for a click beside the files would close them; the button in the same moment.
    with page.expect_download() as waiting:
        stage.evaluate(TWO_STEPS_AND_TAKE)
    name, texts = read(waiting.value, tmp_path)
    assert name == "standard-guide-step-7.svg"
    # Dumoulin & Visin's figure: the seventh number is the 9 below the 10.
    assert [text for text in texts if text.startswith("y[0,2,0] = ") and text.endswith(" = 9")]
    expect(chosen).to_have_value(label("downloads.of.stage", cell="y[0,2,0]"))


@in_depth
def test_with_a_guide_open_it_is_the_layer_that_the_guide_shows(opened, tmp_path):
    page, _ = opened("Standard_convolution?example=standard-guide&guide=standard.1&step=4")
    show_files(page)
    name, texts = take(page, tmp_path)
    assert name.startswith("standard-cs231n-")
    assert label("guide.standard") in texts
    # Three channels, of which Dumoulin & Visin's layer has one; the result stays hidden, as on the stage.
    assert {"x[0]", "x[1]", "x[2]"} <= {*texts}
    assert "y[0,0,0] = ?" in texts


def test_what_the_stage_hides_is_hidden_in_what_is_taken(opened, tmp_path):
    page, _ = opened("Standard_convolution?example=standard-cs231n&step=4&pose=hide-sums")
    show_files(page)
    name, texts = take(page, tmp_path)
    assert name == "standard-cs231n-step-5.svg"
    assert texts.count("?") == 3 + 18  # the sums, and the output
    assert "y[0,1,1] = ? + ? + ? + 1 = ?" in texts
    assert not [text for text in texts if re.search(r"= −?\d+$", text)]


@in_depth
def test_a_scatter_is_taken_as_the_stamp_that_is_seen(opened, tmp_path):
    page, _ = opened("Backward_pass?gradient=x&view=scatter&step=2")
    show_files(page)
    name, texts = take(page, tmp_path)
    assert name == "backward-depthwise-dx-scatter-step-3.svg"
    # The third number of dy is 0 (document 001's depthwise example): nothing is added.
    sums = [sum_ for text in texts for sum_ in text.split("      ") if sum_.startswith("dx[")]
    assert sums[:2] == ["dx[0]", "dx[1]"]
    assert sums[2:] == [
        "dx[0,1,0] = −1 + 0×3 = −1",
        "dx[0,1,1] = 2 + 0×(−2) = 2",
        "dx[0,2,0] = 0 + 0×(−1) = 0",
        "dx[0,2,1] = 0 + 0×4 = 0",
    ]
