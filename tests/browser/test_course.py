"""A published course, opened from a disk and from a server: it moves, is led, is changed, and asks nobody."""

import re
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import pytest
from playwright.sync_api import expect

from dsviz.content import label
from dsviz.course.lessons import LESSONS
from dsviz.course.publish import course, write_course
from tests.browser.stage import button, ready
from tests.browser.test_axe import DESK, PHONE, SEEN, violations
from tests.course.test_computed import compare, drawn_layers, scene
from tests.static_server import behind_nginx, is_installed
from tests.thorough import THOROUGH, first_of

MOVED = """() => new Promise((done) => {
  new PerformanceObserver((list) => done(list.getEntries().reduce((all, { value }) => all + value, 0)))
    .observe({ type: "layout-shift", buffered: true });
  setTimeout(() => done(0), 300);
})"""
PAINTED = "() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))"
SOURCES = Path(__file__).parents[2] / "dsviz" / "stage"
COMPUTE = """async (scenes) => {
  const [{ outputs }, { Layer }] = await Promise.all(
    ["computed", "layer"].map((name) => import(`/stage/js/${name}.js`)));
  return scenes.map((scene) => [...outputs(new Layer(scene))]);
}"""

HERE = label("stage_course.waiting")


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    out = tmp_path_factory.mktemp("course")
    write_course(out, course(LESSONS, ("en", "zh")))
    (out / "stage").symlink_to(SOURCES)
    return out


@contextmanager
def plainly(folder):
    class Quiet(SimpleHTTPRequestHandler):
        def log_message(self, *_):
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(folder))) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


@pytest.fixture(scope="module")
def site(folder):
    with behind_nginx(folder) if is_installed() else plainly(folder) as address:
        yield address


def equation(stage):
    return stage.get_by_test_id("equation")


def change(page, stage, cell, value):
    """Type another number into a cell."""
    button(stage, label("stage_edit.edit")).click()
    stage.locator(f"[data-cell='{cell}']").click()
    field = stage.locator("input.edit")
    field.fill(value)
    field.press("Enter")


def test_from_a_disk_a_lesson_is_linked_chosen_and_changed(open_page, folder):
    page = open_page(DESK, reduced_motion="reduce")
    asked = []
    page.on("request", lambda request: asked.append(request.url))
    file = (folder / "en" / "standard.html").as_uri()
    page.goto(f"{file}#example=standard-conv2d&step=0")
    stage = ready(page)
    assert all(url.startswith("file:") for url in asked)
    expect(page.locator("[data-param]")).to_have_value("standard-conv2d")
    page.locator("[data-param]").select_option("standard-guide")
    expect(page).to_have_url(f"{file}#example=standard-guide")
    expect(page.locator(".answers")).to_contain_text(label("result.heading"))
    # Dumoulin and Visin's first window: 12, of which x[0,0,0] times w[0,0,0,0] is 3 * 0.
    expect(equation(stage)).to_contain_text("12")
    change(page, stage, "w[0,0,0,0]", "10")
    expect(stage.get_by_test_id("badge")).to_contain_text(HERE)
    expect(equation(stage)).to_contain_text("42")
    expect(page.locator(".changed")).to_be_visible()
    expect(page).to_have_url(f"{file}#example=standard-guide&edits=w_0_0_0_0_10")
    button(stage, label("stage_edit.original")).click()
    expect(stage.get_by_test_id("badge")).to_contain_text("torch")
    expect(page.locator(".changed")).to_be_hidden()


def test_a_decimal_is_typed_and_all_stays_in_one_screen_and_one_row(open_page, site):
    page = open_page({"width": 1280, "height": 720}, reduced_motion="reduce")
    page.goto(f"{site}/en/standard.html?step=4")
    stage = ready(page)
    change(page, stage, "w[0,0,0,0]", "0.25")
    expect(stage.locator("[data-cell='w[0,0,0,0]']")).to_have_text("0.25")
    expect(stage.locator(".numbers [data-cell]")).to_have_count(3 * 49 + 2 * 27 + 27 + 3 + 18 + 2)
    boxes = [stage.locator(part).bounding_box() for part in (".controls", ".drawing", ".equation")]
    assert [round(box["height"]) for box in boxes[:1]] == [36]
    assert boxes[-1]["y"] + boxes[-1]["height"] - boxes[0]["y"] < 470
    button(stage, label("stage_edit.undo")).click()
    expect(stage.locator("[data-cell='w[0,0,0,0]']")).to_have_text("1")
    # While a window is on its way the products wait in a grey that can be read.
    stage.evaluate("(node) => node.classList.add('arriving')")
    expect(equation(stage).locator(".term").first).to_have_css("opacity", "1")
    colours = equation(stage).evaluate(
        "(node) => ['.term .x', '.channel'].map((part) => getComputedStyle(node.querySelector(part)).color)"
    )
    assert colours[0] == colours[1]


def test_a_lesson_prints_with_all_of_its_code(open_page, folder):
    page = open_page(DESK, reduced_motion="reduce")
    page.goto((folder / "en" / "standard.html").as_uri())
    ready(page)
    page.emulate_media(media="print")
    code = page.locator("details pre:visible")
    assert code.count() == 2
    assert all(code.evaluate_all("(all) => all.map((pre) => pre.scrollHeight <= pre.clientHeight + 1)"))
    expect(page.locator(".bar")).to_be_hidden()
    page.set_viewport_size({"width": 690, "height": 1000})  # A4 within its margins
    page.goto((folder / "en" / "several.html").as_uri() + "#chain=causal&layer=2")
    ready(page)
    expect(page.locator("[data-param=layer]")).to_be_visible()
    expect(page.locator("[data-param=layer]")).to_have_value("2")
    table = page.locator(".sizes:visible .table")
    assert table.evaluate("(table) => table.scrollWidth <= table.clientWidth")
    page.goto((folder / "en" / "cost.html").as_uri())
    tables = page.locator(".table:visible")
    assert tables.count() >= 3
    assert all(tables.evaluate_all("(all) => all.map((table) => table.scrollWidth <= table.clientWidth)"))


def test_from_a_server_two_layers_are_one_run_and_a_guide_leads_on(open_page, site):
    page = open_page(DESK, color_scheme="light", reduced_motion="reduce")
    page.goto(f"{site}/en/separable.html?step=0&edits=x_0_0_0_100")
    first, second = ready(page), ready(page, 1)
    for each in (first, second):
        expect(each.get_by_test_id("badge")).to_contain_text(HERE)
    expect(first.locator(".grid.x text.old")).to_have_text([re.compile("^2→?$")])
    # z[0,0,0] was 3*2 - 2*3 - 1*6 + 4*1 = -2; 98 more in x[0,0,0] are 294 more.
    expect(equation(first)).to_contain_text("292")
    expect(second.locator("[data-cell='z[0,0,0]']")).to_contain_text(re.compile("^(292)?$"))
    page.goto(f"{site}/en/standard.html?guide=standard.1")
    stage = ready(page)
    expect(stage.locator(".guide")).to_contain_text(label("guide.standard"))
    stage.press("ArrowRight")
    expect(page).to_have_url(re.compile(r"/en/standard\.html\?guide=standard\.2"))
    page.locator("a.tongue").click()
    expect(page).to_have_url(re.compile(r"/zh/standard\.html\?guide=standard\.2"))
    expect(ready(page).locator(".guide")).to_contain_text(label("guide.standard", "zh"))


def test_the_wiring_map_lights_what_the_stage_reads(open_page, site):
    page = open_page(DESK, reduced_motion="reduce")
    page.goto(f"{site}/zh/grouped.html?step=40")  # y[4,1,1]
    stage, lit = ready(page), page.locator("svg.wiring:visible line.lit")
    expect(lit).to_have_count(2)
    assert [each.get_attribute("data-channel") for each in lit.all()] == ["2", "3"]
    assert {each.get_attribute("data-filter") for each in lit.all()} == {"4"}
    stage.press("End")
    expect(lit.first).to_have_attribute("data-filter", "7")


def test_chromium_computes_the_layers_as_torch_does(open_page, site):
    layers, wanted = drawn_layers(2000 if THOROUGH else 200)
    page = open_page()
    page.goto(f"{site}/index.html")
    found = page.evaluate(COMPUTE, [scene(layer, y) for layer, y in zip(layers, wanted, strict=True)])
    assert compare(layers, wanted, found) > len(layers) / 4


@pytest.mark.parametrize(
    ("lesson", "view"),
    first_of([("separable", PHONE), ("separable", DESK), ("one_dimension", PHONE), ("backward", DESK)]),
)
def test_what_stands_below_a_stage_does_not_jump_when_it_comes(open_page, site, lesson, view):
    page = open_page(view, reduced_motion="reduce")
    held = []
    page.route("**/*.js", lambda route: held.append(route))
    page.goto(f"{site}/en/{lesson}.html", wait_until="commit")
    page.locator("footer").wait_for()
    page.evaluate(PAINTED)  # the words, before the script is there
    held[0].continue_()
    ready(page, 1 if lesson == "separable" else 0)
    page.evaluate(PAINTED)
    assert page.evaluate(MOVED) < 0.02  # of a page's heights, as Lighthouse reckons; 0.1 is its bound


def test_a_link_to_a_step_opens_a_phone_at_the_stage(open_page, site):
    page = open_page(PHONE, reduced_motion="reduce")
    page.goto(f"{site}/zh/standard.html?step=4")
    stage = ready(page)
    expect(page.locator("h1")).not_to_be_in_viewport()
    expect(stage.locator(".controls")).to_be_in_viewport(ratio=1)
    page.goto(f"{site}/zh/standard.html")
    ready(page)
    expect(page.locator("h1")).to_be_in_viewport(ratio=1)


def test_a_row_is_changed_and_what_only_the_app_can_is_said(open_page, site):
    page = open_page(DESK, reduced_motion="reduce")
    page.goto(f"{site}/en/one_dimension.html?example=causal&k=4&step=2")
    stage = ready(page)
    # 1, 2, 3 under 1, 10, 100: 321, whatever kernel size the link asks for.
    expect(equation(stage)).to_contain_text("321")
    expect(stage).to_contain_text(label("stage_course.in_app", asked="k"))
    change(page, stage, "x[0,0,2]", "4")
    expect(equation(stage)).to_contain_text("421")
    expect(stage.get_by_test_id("badge")).to_contain_text(HERE)
    page.locator("[data-param=example]").select_option("mamba")
    expect(page).to_have_url(f"{site}/en/one_dimension.html?example=mamba")
    expect(page.locator("[data-shown=mamba]").last).to_be_visible()
    expect(page.locator("[data-shown=causal]").last).to_be_hidden()


def test_a_choice_opens_the_next_and_copies_are_not_changed(open_page, site):
    page = open_page(DESK, reduced_motion="reduce")
    page.goto(f"{site}/en/backward.html?example=standard&edits=x_0_0_0_1")
    stage, gradient, view = (
        ready(page),
        *(page.locator(f"[data-param={each}]") for each in ("gradient", "view")),
    )
    expect(stage).to_contain_text(label("stage_course.damaged"))
    expect(gradient).to_have_value("weight")
    expect(view).to_be_hidden()
    gradient.select_option("x")
    expect(view).to_have_value("gather")
    view.select_option("scatter")
    expect(page).to_have_url(f"{site}/en/backward.html?example=standard&gradient=x&view=scatter")
    # One dy of CS231n's example, 1, stamps the kernel; what would land on padding is struck out.
    expect(equation(stage)).to_contain_text("dx[0,0,0] = 0 + 1×0 = 0")
    expect(page.locator("[data-shown='standard.x.scatter']")).to_be_visible()
    expect(page.locator("[data-shown='standard.weight']")).to_be_hidden()
    # The depthwise example has no bias, so none is offered; what is chosen stays.
    expect(gradient.locator("option")).to_have_count(4)
    page.locator("[data-param=example]").select_option("depthwise")
    expect(gradient.locator("option")).to_have_count(3)
    expect(page).to_have_url(f"{site}/en/backward.html?gradient=x&view=scatter")
    assert button(stage, label("stage_edit.edit")).count() == 0
    page.goto(f"{site}/zh/transposed.html?guide=transposed.1")
    expect(ready(page).locator(".guide")).to_contain_text(label("guide.transposed", "zh"))


def test_axe_finds_nothing_on_a_lesson_and_on_the_first_page(open_page, site):
    page = open_page(DESK, color_scheme="light", reduced_motion="reduce")
    page.goto(f"{site}/index.html")
    found = violations(page)
    page.goto(f"{site}/en/separable.html")
    ready(page)
    found += violations(page)
    page.goto(f"{site}/zh/backward.html?gradient=x&view=scatter")
    ready(page)
    found += violations(page)
    page.emulate_media(color_scheme="dark")
    page.set_viewport_size(PHONE)
    assert [*found, *violations(page, SEEN)] == []
