"""The files a reader takes away, opened: the page moves, the formulas are formulas, the figure plays."""

import json
import re
from xml.etree import ElementTree

import numpy as np
import plotly.io
import pytest
from PIL import Image
from playwright.sync_api import expect

import dsviz
from dsviz.content import label
from dsviz.conv.gradient_trace import GradientTrace
from dsviz.conv.rewritten import input_gradient
from dsviz.conv.trace import Trace
from dsviz.examples import get
from dsviz.examples.backward import BACKWARD
from dsviz.figures.run import run_figure
from dsviz.ui.parts.downloads import page as moving_page_of
from dsviz.ui.parts.sums_taken import Taken, moving_page
from tests.browser.conftest import running_app
from tests.browser.stage import button, ready, walk
from tests.thorough import first_of

# As a page shows them; tests/export/test_katex.py sets those of all examples.
RENDERING = r"""
import re

import streamlit as st
from dsviz.conv.trace import Trace
from dsviz.examples import get
from dsviz.export.derivation import latex, markdown

known = get("depthwise-tensorflow")
runs = [Trace(known.layer, "numpy")]
st.markdown(markdown(runs, known.id))
displayed = r"\\\[(.+?)\\\]|(\\begin\{align\*\}.+?\\end\{align\*\})"
for found in re.findall(displayed, latex(runs, known.id), re.DOTALL):
    st.latex(found[0] or found[1])
# One that is wrong, to see that the test would see it.
st.latex(r"\begin{aligned} y_{0 &= 1")
st.markdown("drawn")
"""
SEEN = """(all) => all.filter((each) => getComputedStyle(each).visibility !== "hidden")
  .filter((each) => !/header/.test(each.role ?? each.getAttribute("role")))
  .map((each) => each.textContent)"""
STEP = """(name) => {
  const figure = document.querySelector(".js-plotly-plot");
  const how = { mode: "immediate", frame: { duration: 0, redraw: true }, transition: { duration: 0 } };
  return Plotly.animate(figure, [name], how).then(() => [
    figure.layout.shapes.map(({ xref, x0, x1, y0, y1 }) => [xref, x0, x1, y0, y1]),
    figure.querySelector(".gtitle").textContent,
    figure.querySelectorAll(".shapelayer path").length,
  ]);
}"""


@pytest.fixture
def standard(open_page, app, tmp_path):
    page = open_page()
    page.goto(f"{app}/Standard_convolution")
    ready(page)
    page.get_by_role("button", name=label("downloads.open")).click()
    # The step on the stage is the one that is derived, until another is chosen, or all.
    chosen = page.get_by_role("combobox", name=label("downloads.of"))
    expect(chosen).to_have_value(re.compile(re.escape(label("downloads.of.stage", cell=""))))
    chosen.click()
    page.get_by_role("option", name=label("downloads.of.all")).click()

    def take(name):
        with page.expect_download() as waiting:
            page.get_by_role("button", name=name, exact=True).click()
        file = tmp_path / waiting.value.suggested_filename
        waiting.value.save_as(file)
        return file

    return take


@pytest.mark.parametrize(
    ("page_key", "height"), first_of([("Pointwise_convolution", 720), ("Depthwise_convolution", 900)])
)
def test_all_that_can_be_taken_is_seen_where_there_is_little_room_below(open_page, app, page_key, height):
    page = open_page(viewport={"width": 1280, "height": height})
    page.goto(f"{app}/{page_key}")
    ready(page)
    page.get_by_role("button", name=label("downloads.open")).click()
    expect(page.get_by_role("button", name="GIF", exact=True)).to_be_in_viewport(ratio=1)
    expect(page.get_by_role("button", name="NPZ", exact=True)).to_be_in_viewport(ratio=1)


def test_every_file_comes_when_its_button_is_pressed(open_page, standard):
    example = get("standard-cs231n")
    kinds = ("LaTeX", "Markdown", "CSV", "NPZ", "PyTorch", "Keras", "TensorFlow", "NumPy", "Plotly")
    files = {kind: standard(kind) for kind in kinds}
    assert {each.suffix for each in files.values()} == {".tex", ".md", ".csv", ".npz", ".py", ".json"}
    np.testing.assert_array_equal(np.load(files["NPZ"])["y"], example.printed)
    assert len(plotly.io.read_json(files["Plotly"]).frames) == example.printed.size
    assert files["LaTeX"].read_text(encoding="utf-8").count("y_{") == example.printed.size
    page = open_page()
    page.goto(standard("Moving page").as_uri() + "#step=0")
    assert walk(ready(page)) == example.printed.ravel().tolist()


def test_the_page_of_a_gradient_moves_and_calls_each_number_by_its_own_name(open_page, tmp_path):
    known = BACKWARD["depthwise"]
    trace = GradientTrace(known.layer, known.dy, "x", "numpy")
    taken = Taken("dx", "dx", "dx", input_gradient(known.layer, known.dy), lambda: trace, {})
    file = tmp_path / "dx.html"
    file.write_text(moving_page(taken, "en"), encoding="utf-8")
    page = open_page()
    page.goto(file.as_uri() + "#step=0")
    assert walk(ready(page)) == trace.output.ravel().tolist()
    expect(page.get_by_text("dx[1,2,2]").first).to_be_visible()


def test_numbers_changed_on_a_page_that_was_taken_along_are_computed_there(open_page, tmp_path):
    known = get("standard-cs231n")
    file = tmp_path / "zh.html"
    file.write_text(moving_page_of(known, "CS231n", "zh"), encoding="utf-8")
    page = open_page(reduced_motion="reduce")
    page.goto(f"{file.as_uri()}#step=0&edits=w_0_0_1_1_3")
    stage, badge = ready(page), page.get_by_test_id("badge")
    expect(badge).to_have_text(label("stage_course.waiting", "zh"))
    # What stood there before stands beside it, as after typing.
    expect(stage.locator(".grid.w text.old")).to_have_text([re.compile(r"^0→?$")])
    button(stage, label("stage_edit.edit", "zh")).click()
    for value in ("7", "-4"):  # of one cell, in turn
        stage.locator("[data-cell='x[1,0,0]']").click()
        stage.locator("input.edit").fill(value)
        stage.locator("input.edit").press("Enter")
    assert page.url.endswith("#step=0&edits=w_0_0_1_1_3~x_1_0_0_7~x_1_0_0_-4")
    waiting = label("stage_course.waiting", "zh")
    expect(stage.get_by_role("status").last).to_have_text(
        re.compile(rf"^输入通道 1，行 0，列 0：7 改为 −4；y = \S+；{waiting}$")
    )
    page.keyboard.press("?")
    expect(stage.get_by_role("rowheader", name="Ctrl + Z", exact=True)).to_be_visible()
    page.keyboard.press("?")
    page.reload()
    x, weight = known.layer.x.copy(), known.layer.weight.copy()
    x[1, 0, 0], weight[0, 0, 1, 1] = -4, 3
    wanted = dsviz.convolve(x, weight, known.layer.bias, **known.layer.keywords)
    assert walk(ready(page)) == wanted.ravel().tolist()
    button(stage, label("stage_edit.original", "zh")).click()
    expect(badge).to_contain_text("torch")
    # A link whose changes do not fit: the layer as it came, and a sentence that says so.
    page.goto("about:blank")
    page.goto(f"{file.as_uri()}#step=0&edits=w_9_0_0_0_1")
    expect(ready(page).locator(".info")).to_have_text(label("stage_course.damaged", "zh"))
    expect(badge).to_contain_text("torch")


def test_a_page_shows_every_formula_of_a_derivation(open_page, tmp_path):
    script = tmp_path / "formulas.py"
    script.write_text(RENDERING, encoding="utf-8")
    with running_app(str(script)) as address:
        page = open_page(viewport={"width": 1280, "height": 720})
        page.goto(address)
        expect(page.get_by_text("drawn", exact=True)).to_be_visible(timeout=60_000)
        expect(page.locator(".katex-error")).to_have_count(1)
        # In each of the two: 2 channels, 2 slices, 8 numbers.
        expect(page.locator(".katex-display")).to_have_count(2 * (2 + 2 + 8))


def test_the_figure_plays_in_plotly(open_page, tmp_path):
    example = get("standard-cs231n")
    traced = Trace(example.layer, "numpy")
    figure = plotly.io.from_json(run_figure(traced).to_json())
    file = tmp_path / "figure.html"
    file.write_text(figure.to_html(include_plotlyjs=True, auto_play=False), encoding="utf-8")
    page = open_page(viewport={"width": 1000, "height": 900})
    page.goto(file.as_uri())
    expect(page.locator(".shapelayer path")).to_have_count(len(figure.layout.shapes))
    for at in (3, 17, 8):
        shapes, title, drawn = page.evaluate(STEP, str(at))
        wanted = json.loads(figure.frames[at].to_json())["layout"]
        corners = ("xref", "x0", "x1", "y0", "y1")
        assert shapes == [[shape[name] for name in corners] for shape in wanted["shapes"]]
        assert title == wanted["title"]["text"]
        assert drawn == len(shapes)


def test_the_step_as_it_is_seen_leaves_the_page_as_svg_and_as_png(open_page, app, tmp_path):
    page = open_page()
    page.goto(f"{app}/Standard_convolution?step=5")
    stage = ready(page)
    seen = stage.locator(".drawing text").evaluate_all(SEEN)
    stage.get_by_role("button", name=label("stage_served.save"), exact=True).click()
    files = {}
    for ending in ("svg", "png"):
        with page.expect_download() as waiting:
            page.get_by_role("button", name=ending.upper(), exact=True).click()
        assert waiting.value.suggested_filename == f"standard-convolution-step-6.{ending}"
        files[ending] = tmp_path / f"seen.{ending}"
        waiting.value.save_as(files[ending])
    expect(stage.get_by_role("status").last).to_have_text(label("stage_served.save_done"))

    sheet = files["svg"].read_text(encoding="utf-8")
    name = "{http://www.w3.org/2000/svg}"
    texts = ["".join(each.itertext()) for each in ElementTree.fromstring(sheet).iter(f"{name}text")]
    drawn = [text for text in texts if not text.startswith(("channel ", "y[0,1,2] =", "CS231n:", "dsviz"))]
    assert [text for text in drawn if text] == [text for text in seen if text]
    # By hand, from document 001's picture: the window at row 1, column 2.
    lines = [text.replace("\u00a0", " ").strip() for text in texts]
    assert "y[0,1,2] = (−3) + 0 + 3 + 1 = 1" in lines
    assert "channel 0: 0×1 + 0×1 + 0×(−1) + 1×(−1) + 0×0 + 0×1 + 1×(−1) + 1×(−1) + 0×0 = −3" in lines
    assert texts[-1] == "dsviz · CC BY 4.0"
    # The equation has the hues of the page: input blue, weights brown, the result green and bold.
    parts = list(ElementTree.fromstring(sheet).iter(f"{name}tspan"))
    looks = {
        (each.get("fill"), each.get("font-weight")) for each in parts if (each.text or "").strip() == "1"
    }
    assert len({fill for fill, _ in looks}) >= 3
    assert (parts[-1].get("fill"), parts[-1].text) == ("rgb(16, 120, 91)", "1")
    assert "font/woff2;base64," in sheet
    assert "color-mix" not in sheet
    assert "color(" not in sheet
    picture = Image.open(files["png"])
    assert picture.size == (1920, 1080)
    assert picture.text["Copyright"].startswith("CC BY 4.0")
    # The drawing has its hues: blue input cells, green outputs, the window's frame.
    hues = {colour for _, colour in picture.convert("RGB").getcolors(1 << 20)}
    assert {(213, 94, 0), (0, 158, 115)} <= hues
