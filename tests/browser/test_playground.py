"""A reader brings their own layer: pastes it, types over it, reloads its link, takes it away as a file."""

import re
from io import BytesIO
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import numpy as np
import pytest
from PIL import Image
from playwright.sync_api import expect

from dsviz.content import label
from dsviz.conv.convolve import convolve
from dsviz.examples import get
from dsviz.saved.link import State, from_file, state_to_text, text_to_state
from tests.browser.stage import button, in_view, paused, ready, rested, walk
from tests.browser.test_axe import violations
from tests.thorough import first_of, in_depth

DOCUMENT = get("depthwise-tensorflow")
X = """<tf.Tensor: shape=(1, 3, 3, 2), dtype=float32, numpy=
array([[[[ 2.,  5.], [ 3.,  3.], [ 8.,  2.]],
        [[ 6.,  1.], [ 1.,  2.], [ 5.,  4.]],
        [[ 7.,  9.], [ 2.,  3.], [-1.,  3.]]]], dtype=float32)>"""
KERNEL = "tf.reshape(tf.constant([3, 1, -2, 2, -1, -3, 4, 5]), [2, 2, 2, 1])"


def state_in(page) -> State:
    return text_to_state(parse_qs(urlsplit(page.url).query)["s"][0])


def paste(page, box: str, text: str):
    field = page.get_by_role("textbox", name=box)
    rested(page)
    field.fill(text)
    field.press("Control+Enter")


def setting(page, name: str, typed: str):
    field = page.get_by_role("textbox", name=name, exact=True)
    rested(page)
    field.fill(typed)
    field.press("Enter")


def cell(page, name: str):
    return page.locator(f'[data-cell="{name}"]')


def change(page, name: str, typed: str):
    cell(page, name).click()
    field = page.get_by_role("textbox", name=name)
    field.fill(typed)
    field.press("Enter")


@pytest.mark.parametrize(
    ("language", "begins"), first_of([("zh", "一段文字填好了"), ("en", "One text filled the boxes")])
)
def test_what_a_text_filled_the_boxes_with_is_told_by_ear(app, open_page, language, begins):
    page = open_page(reduced_motion="reduce")
    page.goto(f"{app}/Playground?lang={language}")
    ready(page)
    rested(page)
    told = page.locator("body > [role=status]")
    expect(told).to_have_text("")
    field = page.locator("textarea").first
    field.fill("x=1 2 3;4 5 6;7 8 9\nw=1 0;0 1\n步幅=2")
    field.press("Control+Enter")
    expect(told).to_have_text(re.compile(begins))
    expect(page.locator(".st-key-told")).to_contain_text(begins)


def test_a_pasted_tensorflow_printout_moves_on_the_stage(app, open_page):
    page = open_page()
    page.goto(f"{app}/Playground")
    ready(page)
    paste(page, "Input x", X)
    expect(page.get_by_text("read as NHWC")).to_be_visible()
    expect(page.get_by_text("The kernel w for this input has not come yet")).to_be_visible()
    paste(page, "Kernel w", KERNEL)
    page.get_by_role("button", name=re.compile("^HWCM: 2 filters of 1 channel")).click()
    expect(cell(page, "y[1,0,0]")).to_have_text("18")
    expect(cell(page, "x[1,2,0]")).to_have_text("9")
    stage = paused(ready(page))
    expect(stage).to_have_attribute("data-steps", "8")
    assert walk(stage) == DOCUMENT.printed.ravel().tolist()
    expect(page.get_by_test_id("badge")).to_contain_text("torch and NumPy differ by 0")


def test_a_number_changed_on_the_stage_is_there_after_a_reload(app, open_page):
    page = open_page()
    text = state_to_text(State(DOCUMENT.layer.x, DOCUMENT.layer.weight, [0, 1], DOCUMENT.layer.spec))
    page.goto(f"{app}/Playground?s={text}&step=3")
    stage = ready(page)
    expect(page.get_by_test_id("badge")).to_contain_text("torch")
    button(stage, "Next step").click()
    expect(page).to_have_url(re.compile("[?&]step=4"))
    change(page, "x[1,0,2]", "−1/4")
    change(page, "b[1]", "7")
    expect(stage).to_have_attribute("data-step", "4")
    # The server writes the link with the step that it knew; the stage puts its own there again.
    expect(page).to_have_url(re.compile(r"[?&]step=4&.*edits=x_1_0_2_-0\.25~b_1_7"))
    x = DOCUMENT.layer.x.copy()
    x[1, 0, 2] = -0.25
    output = convolve(x, DOCUMENT.layer.weight, [0, 7], **DOCUMENT.layer.keywords)
    page.goto(page.url)
    expect(cell(page, "x[1,0,2]")).to_have_text("−0.25")
    assert walk(paused(ready(page))) == output.ravel().tolist()
    # Undo takes the latest change back, and no other.
    change(page, "x[0,1,1]", "42")
    expect(page).to_have_url(re.compile("edits=.*x_0_1_1_42"))
    button(ready(page), "Undo").click()
    expect(page).not_to_have_url(re.compile("x_0_1_1_42"))
    expect(page).to_have_url(re.compile(r"edits=x_1_0_2_-0\.25~b_1_7"))
    expect(cell(page, "x[0,1,1]")).to_have_text("1")
    setting(page, "Padding", "same")
    expect(page).not_to_have_url(re.compile("edits="))
    np.testing.assert_array_equal(state_in(page).x, x)
    np.testing.assert_array_equal(state_in(page).bias, [0, 7])


def test_a_cell_typed_into_the_grid_reaches_the_stage_and_nonsense_stays_beside_its_sentence(app, open_page):
    page = open_page(viewport={"width": 1280, "height": 1400})
    page.goto(f"{app}/Playground?step=0")
    ready(page)
    page.get_by_role("tab", name="Grid").click()
    grid = page.get_by_test_id("stDataFrame").first
    cells = grid.locator(".dvn-scroller")
    expect(cells).to_be_visible()
    where = {"x": cells.bounding_box()["width"] / 2, "y": 35 * 2.5}
    for typed, url in (("1/4", "edits=x_0_1_\\d_0.25"), ("abc", "edits=x_0_1_\\d_0.25")):
        # A run that is still drawing may close the field.
        rested(page)
        in_view(cells).hover(position=where)
        in_view(cells).click(position=where)
        page.keyboard.press("Enter")
        field = page.locator("#portal textarea, #portal input").first
        field.fill(typed)
        field.press("Enter")
        expect(page).to_have_url(re.compile(url))
    expect(page.get_by_text("a cell must hold one number")).to_be_visible()
    assert violations(page) == []  # the column of row numbers has a header


@in_depth
def test_what_takes_a_file_is_a_group_and_no_decoration(app, open_page):
    page = open_page()
    page.goto(f"{app}/Playground?step=0")
    ready(page)
    page.get_by_role("tab", name="Picture").click()
    zone = page.get_by_test_id("stFileUploaderDropzone").first
    expect(zone).to_be_visible()
    expect(zone).to_have_role("group")


def test_a_damaged_link_is_answered_and_bad_input_stays_typed(app, open_page):
    page = open_page()
    damaged = state_to_text(State(DOCUMENT.layer.x, DOCUMENT.layer.weight))[:-2]
    page.goto(f"{app}/Playground?s={damaged}&step=0")
    expect(page.get_by_text("The layer in this link cannot be used")).to_be_visible()
    expect(ready(page)).to_have_attribute("data-steps", "18")
    change(page, "x[0,0,0]", "5")
    expect(page.get_by_text("The layer in this link cannot be used")).to_have_count(0)
    expect(cell(page, "x[0,0,0]")).to_have_text("5")
    paused(ready(page)).press("End")  # all outputs are there
    for name, usual, typed, said in (
        ("Stride", "2", "two", "Stride must be one whole number or two"),
        ("Groups", "1", "5", "groups must divide the input channels"),
    ):
        field = page.get_by_role("textbox", name=name, exact=True)
        expect(field).to_have_value(usual)
        setting(page, name, typed)
        expect(page.get_by_text(said)).to_be_visible()
        expect(field).to_have_value(typed)
        expect(cell(page, "y[0,2,0]")).to_have_text("4")
        setting(page, name, usual)
        expect(page.get_by_text(said)).to_have_count(0)
    paste(page, "Input x", "[[1, 2],\n [3, x4]]")
    expect(page.get_by_text("line 2, column 6")).to_be_visible()
    expect(page.get_by_role("textbox", name="Input x")).to_have_value("[[1, 2],\n [3, x4]]")


def test_the_file_opens_again_as_the_same_layer(app, open_page):
    page = open_page(accept_downloads=True)
    state = State(DOCUMENT.layer.x / 3, DOCUMENT.layer.weight, [0.5, -1], DOCUMENT.layer.spec)
    page.goto(f"{app}/Playground?s={state_to_text(state)}&edits=b_0_9")
    ready(page)
    page.get_by_role("tab", name="Link and file").click()
    with page.expect_download() as download:
        page.get_by_role("button", name="Download the layer as JSON").click()
    data = Path(download.value.path()).read_bytes()
    saved = from_file(data)
    np.testing.assert_array_equal(saved.x, state.x)
    np.testing.assert_array_equal(saved.bias, [9, -1])
    page.goto(f"{app}/Playground?step=0")
    ready(page)
    page.get_by_role("tab", name="Link and file").click()
    # Beside it stands the one for files of numbers.
    uploaders = page.get_by_test_id("stFileUploader")
    chooser = uploaders.filter(has_text="Open a downloaded layer").locator("input[type=file]")
    chooser.set_input_files(
        {"name": "layer.json", "mimeType": "application/json", "buffer": b'{"dsviz": 1,\n "x": oops}'}
    )
    expect(page.get_by_text("a saved file must be JSON")).to_be_visible()
    chooser.set_input_files({"name": "layer.json", "mimeType": "application/json", "buffer": data})
    expect(page.get_by_text("a saved file must be JSON")).to_have_count(0)
    expect(page).to_have_url(re.compile(r"[?&]s=1\w"))
    opened = state_in(page)
    for one, other in ((opened.x, saved.x), (opened.weight, saved.weight), (opened.bias, saved.bias)):
        np.testing.assert_array_equal(one, other)
    assert opened.spec == saved.spec


def test_a_picture_is_cropped_on_the_stage_and_is_edited_without_a_link(app, open_page):
    noise = np.random.default_rng(5).integers(0, 256, (80, 80, 3), dtype=np.uint8)
    file = BytesIO()
    Image.fromarray(noise).save(file, "PNG")
    page = open_page()
    page.goto(f"{app}/Playground?step=0")
    ready(page)
    page.get_by_role("tab", name="Picture").click()
    size = page.get_by_role("textbox", name="Reduced to height, width")
    size.fill("64")
    size.press("Enter")
    rested(page)
    page.get_by_role("radio", name="red, green, blue").click()
    rested(page)
    chooser = page.locator("input[type=file]").first
    chooser.set_input_files({"name": "cat.png", "mimeType": "image/png", "buffer": b"no picture"})
    expect(
        page.get_by_text("a picture must be a PNG, JPEG, WebP, GIF, BMP, TIFF, AVIF or HEIC file")
    ).to_be_visible()
    chooser.set_input_files({"name": "noise.png", "mimeType": "image/png", "buffer": file.getvalue()})
    expect(page.get_by_text("too large for a link").first).to_be_visible()
    stage = paused(ready(page))
    expect(stage).to_have_attribute("data-steps", str(2 * 62 * 62))
    change(page, "x[0,0,0]", "1000")
    expect(cell(page, "x[0,0,0]")).to_have_text("1000")
    expect(button(stage, "Undo")).to_be_visible()
    setting(page, "Stride", "3")
    expect(stage).to_have_attribute("data-steps", str(2 * 21 * 21))
    expect(cell(page, "x[0,0,0]")).to_have_text("1000")
    expect(page).not_to_have_url(re.compile("edits|s=1"))


@in_depth
def test_a_sentence_that_goes_leaves_the_open_tab_open_and_no_tab_is_wider_than_a_phone(app, open_page):
    page = open_page()
    page.goto(f"{app}/Playground?step=0")
    ready(page)
    paste(page, "Input x", X)
    warning = page.get_by_text("The kernel w for this input has not come yet")
    expect(warning).to_be_visible()
    tab = page.get_by_role("tab", name="Known kernels")
    tab.click()
    page.get_by_role("button", name="Use this kernel").click()
    expect(warning).to_have_count(0)
    expect(cell(page, "w[1,0,1,1]")).to_have_text("1")
    expect(tab).to_have_attribute("aria-selected", "true")
    page.set_viewport_size({"width": 390, "height": 844})
    for name in ("Grid", "Draw from a seed", "Known kernels", "Picture", "Link and file"):
        tab = page.get_by_role("tab", name=name)
        tab.click()
        expect(tab).to_have_attribute("aria-selected", "true")
        expect(page.get_by_role("tabpanel", name=name)).to_be_visible()
        rested(page)
        assert page.evaluate("document.documentElement.scrollWidth") <= 390


@in_depth
def test_the_kind_of_layer_is_chosen_with_the_mouse(app, open_page):
    page = open_page(viewport={"width": 1440, "height": 900})
    page.goto(f"{app}/Playground")
    ready(page)
    page.get_by_role("radio", name=label("playground.kind.transposed")).or_(
        page.get_by_role("button", name=label("playground.kind.transposed"))
    ).first.click()
    expect(page).to_have_url(re.compile("kind=transposed"))
    expect(page.get_by_text("Read as a transposed layer").first).to_be_visible()
