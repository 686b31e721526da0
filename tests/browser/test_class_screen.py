"""A class's screen, as a teacher uses it: a clicker, a projector, links prepared at home."""

import re

import pytest
from playwright.sync_api import expect

from dsviz.examples import ALL, PICTURES, Chain, get
from dsviz.examples.grouped import grouped
from dsviz.stage import stage_html
from tests.browser.conftest import DESK
from tests.browser.flashes import THRESHOLD, flashing, luminance
from tests.browser.stage import button, ready
from tests.thorough import first_of, in_depth, some_of

PROJECTOR = {"width": 1920, "height": 1080}
# The middle of a frame, and of the cell of a number, which stands right before its number.
MIDDLE = """(node) => {
  const { x, y, width, height } = node.getBoundingClientRect();
  return [x + width / 2, y + height / 2].map(Math.round);
}"""
CELL = """(number) => {
  const of = [...number.closest(".numbers").querySelectorAll("[role=gridcell]")].indexOf(number);
  const cell = number.closest(".grid").querySelectorAll("g > rect")[of];
  const { x, y, width, height } = cell.getBoundingClientRect();
  return [x + width / 2, y + height / 2].map(Math.round);
}"""
POSE = "#step=4&pose=part-1.hide-sums.speed-5"


def page_of(example: str) -> str:
    layer = (grouped(4, 8, 2) if example == "grouped" else get(example)).layer
    return stage_html(layer.x, layer.weight, layer.bias, title="A class", **layer.keywords)


@pytest.fixture
def show(open_page, tmp_path):
    """Open a worked example as a file."""

    def showing(example: str, fragment: str = "", **options):
        file = tmp_path / "stage.html"
        file.write_text(page_of(example), encoding="utf-8")
        page = open_page(**options)
        page.goto(file.as_uri() + fragment)
        return page, ready(page)

    return showing


def test_a_pose_opens_as_it_was_left_and_waits(show):
    page, stage = show("standard-cs231n", POSE)
    expect(stage).to_have_attribute("data-playing", "false")
    assert [stage.get_attribute(f"data-{name}") for name in ("step", "part")] == ["4", "1"]
    expect(stage.get_by_role("combobox", name="Hidden", exact=True)).to_have_value("2")
    expect(stage.get_by_role("combobox", name="Parts of a step")).to_have_value("1")
    expect(stage.get_by_role("slider", name="Speed")).to_have_value("4")
    stage.press("PageDown")
    expect(page).to_have_url(re.compile(r"#step=4&pose=part-2\.hide-sums\.speed-5$"))
    expect(page.locator('[data-cell="s[0]"]')).to_have_text("?")


def test_products_come_one_by_one_and_the_link_holds_them(show):
    page, stage = show("standard-cs231n", "#step=4")
    page.keyboard.press("p")
    for _ in range(12):
        page.keyboard.press(".")
    expect(page).to_have_url(re.compile(r"#step=4&pose=product-12$"))
    expect(stage.locator(".where")).to_have_text("filter 0, row 1, column 1 · product 2 of 9 in channel 1")
    expect(stage.locator(".equation .here")).to_have_text("1×0")
    expect(stage.locator(".term").and_(stage.locator(":visible"))).to_have_count(11)
    numbers = [f'[data-cell="{name}"]' for name in ("x[1,1,2]", "w[0,1,0,1]", "p[1,0,1]")]
    places = [stage.locator(number).evaluate(CELL) for number in numbers]
    assert [frame.evaluate(MIDDLE) for frame in stage.locator(".pair rect").all()] == places
    assert [stage.locator(number).inner_html() for number in numbers] == ["1", "0", "0"]
    expect(stage.locator('[data-cell="p[1,0,2]"]')).to_have_text("")
    expect(stage.get_by_test_id("counter")).to_contain_text("119 of 486")


def test_a_clicker_steps_blanks_and_shows_again(show):
    page, stage = show("standard-cs231n", "#step=4")
    for key, step in (("PageDown", "5"), ("PageDown", "6"), ("PageUp", "5")):
        page.keyboard.press(key)
        expect(stage).to_have_attribute("data-step", step)
    black = stage.get_by_role("dialog", name="Black screen")
    for again in ("b", "PageDown"):
        page.keyboard.press("b")
        expect(black).to_be_visible()
        assert black.bounding_box() == {"x": 0, "y": 0, "width": 1280, "height": 720}
        page.keyboard.press(again)
        expect(black).to_have_count(0)
    expect(stage).to_have_attribute("data-step", "5")


def test_digits_choose_a_filter_and_a_channel(show):
    page, stage = show("standard-cs231n", "#step=4")
    page.keyboard.press("1")
    expect(stage).to_contain_text("filter 1, row 1, column 1")
    page.keyboard.press("7")
    expect(stage).to_have_attribute("data-step", "13")
    page.keyboard.press("Shift+Digit2")
    expect(page.locator(".grid.x text.name")).to_have_text(re.compile("2"))
    expect(page).to_have_url(re.compile(r"#step=13&pose=channel-2$"))
    page.keyboard.press("Shift+Digit2")
    expect(page.locator(".grid.x")).to_have_count(3)


def test_a_digit_keeps_the_part_of_a_step(show):
    page, stage = show("grouped", "#step=4&pose=product-0")
    for _ in range(2):
        page.keyboard.press(".")
    expect(stage).to_have_attribute("data-part", "2")
    # A channel of the other group brings a filter that reads it.
    page.keyboard.press("Shift+Digit3")
    expect(stage).to_contain_text("filter 4, row 1, column 1")
    expect(stage).to_have_attribute("data-part", "2")
    page.keyboard.press("7")
    expect(stage).to_contain_text("filter 7, row 1, column 1")
    expect(stage).to_have_attribute("data-part", "2")


def test_the_second_time_a_digit_puts_a_full_screen_back_as_it_was(show):
    page, stage = show("grouped", "#step=3", viewport={"width": 1280, "height": 720})
    page.keyboard.press("f")
    expect(stage).to_have_class(re.compile(r"\bfull\b"))
    places = "(grids) => grids.map((grid) => JSON.stringify(grid.getBoundingClientRect())).join()"
    # A picture is measured once it stands: two frames that are alike.
    settled = f"""(stage) => new Promise((done) => {{
      let before = "";
      const look = () => {{
        const now = ({places})([...stage.querySelectorAll(".grid")]);
        if (now === before) return done(now);
        before = now;
        requestAnimationFrame(() => requestAnimationFrame(look));
      }};
      look();
    }})"""
    expect(stage.locator(".grid.x")).to_have_count(4)
    before = stage.evaluate(settled)
    page.keyboard.press("Shift+Digit1")
    expect(stage.locator(".grid.x")).to_have_count(1)
    assert stage.evaluate("(node) => node.scrollHeight") <= 720
    stage.evaluate(settled)
    page.keyboard.press("Shift+Digit1")
    expect(stage.locator(".grid.x")).to_have_count(4)
    assert stage.evaluate(settled) == before


# A drawing, and what a browser says of a pointer at rest over it, come with the next frames.
SOON = """() => new Promise((done) => {
  let left = 30;
  const look = () => (left-- ? requestAnimationFrame(look) : done());
  look();
})"""


def test_a_pointer_that_rests_marks_nothing_new_where_the_controls_go(app, open_page):
    page = open_page({"width": 1280, "height": 720})
    page.goto(f"{app}/Standard_convolution?step=4")
    stage = ready(page)
    stage.press("f")
    expect(stage).to_have_class(re.compile(r"\bfull\b"))
    page.evaluate(SOON)
    marks = stage.locator(".marks rect")
    # A cell in the middle of the input: the row above it comes under the pointer where the controls go.
    cell = stage.locator('[data-cell="x[0,1,1]"]').bounding_box()
    x, y = cell["x"] + cell["width"] / 2, cell["y"] + cell["height"] / 2
    page.mouse.move(x, y)
    expect(stage.locator(".info")).to_contain_text("x[0,1,1] = ")
    told = re.compile("^Click, then Space plays")
    page.keyboard.press("c")
    expect(button(stage, "Play")).to_be_hidden()
    page.evaluate(SOON)
    expect(marks).to_have_count(0)
    page.keyboard.press("c")
    page.evaluate(SOON)
    expect(stage.locator(".info")).to_have_text(told)
    expect(marks).to_have_count(0)
    page.mouse.move(x + 2, y)
    expect(stage.locator(".info")).to_contain_text("x[0,1,1] = ")


def test_the_sheet_of_keys_opens_by_key_and_by_button(show):
    page, stage = show("standard-cs231n", "#step=4")
    sheet = stage.get_by_role("dialog", name="Keys")
    page.keyboard.press("?")
    expect(sheet.get_by_role("row")).to_have_count(17)
    for told in ("Space", "Home, End", "V", "Tab and arrows", "Enter", "Esc"):
        expect(sheet.get_by_role("rowheader", name=told, exact=True)).to_be_visible()
    page.keyboard.press("PageDown")
    page.keyboard.press("?")
    expect(sheet).to_have_count(0)
    expect(stage).to_have_attribute("data-step", "4")
    button(stage, "Keys (?)").click()
    button(sheet, "Close").click()
    expect(sheet).to_have_count(0)


# Height in px of a cell that the screen has room for, beside the whole equation.
@pytest.mark.parametrize(
    ("example", "cell"),
    first_of([("depthwise-tensorflow", 80), ("standard-cs231n", 49)]),
)
def test_the_full_screen_is_filled(show, example, cell):
    page, stage = show(example, "#step=4", viewport=PROJECTOR)
    fill = button(stage, "Full screen")
    fill.click()
    expect(stage).to_have_class(re.compile(r"\bfull\b"))
    for playing in ("true", "false"):
        page.keyboard.press("Space")  # the stage's key, though the button was clicked last
        expect(stage).to_have_attribute("data-playing", playing)
    expect(fill).to_have_attribute("aria-pressed", "true")
    page.wait_for_function(
        "(cell) => document.querySelector('.grid.x rect').getBoundingClientRect().height >= cell", arg=cell
    )
    font = page.get_by_test_id("equation").evaluate("(node) => parseFloat(getComputedStyle(node).fontSize)")
    assert font >= 32
    assert stage.evaluate("(node) => [node.scrollHeight, node.scrollWidth]") == [1080, 1920]
    expect(page.locator(".headline b")).to_be_visible()
    page.keyboard.press("c")
    expect(button(stage, "Play")).to_be_hidden()
    expect(page.get_by_test_id("equation")).to_be_visible()
    page.keyboard.press("c")
    expect(button(stage, "Play")).to_be_visible()


def test_what_a_window_makes_is_seen_when_it_has_arrived(open_page, tmp_path):
    file = tmp_path / "stage.html"
    file.write_text(page_of("standard-guide"), encoding="utf-8")
    page = open_page(apart=True)
    page.clock.install(time=0)
    page.goto(file.as_uri() + "#step=0")
    stage = ready(page)
    page.clock.pause_at(3_600)
    places = [
        '[data-cell="p[0,0,0]"]',
        '[data-cell="s[0]"]',
        '[data-cell="y[0,0,1]"]',
        ".times",
        ".equation .y",
    ]
    unseen = "(places) => places.map((at) => getComputedStyle(document.querySelector(at)).opacity === '0')"
    stage.press("ArrowRight")
    assert page.evaluate(unseen, places) == [True] * 5
    page.clock.run_for(250)
    expect(stage).not_to_have_class(re.compile("arriving"))
    # When each begins to be seen, and for how long it comes, in seconds: the products are there first.
    seen = (
        "(places) => places.map((at) => { const look = getComputedStyle(document.querySelector(at));"
        " return [look.transitionProperty, ...['Delay', 'Duration'].map((name) =>"
        " parseFloat(look[`transition${name}`]))]; })"
    )
    product, total, result, weight, told = page.evaluate(seen, places)
    assert {name for name, _, _ in (product, total, result, weight, told)} == {"opacity"}
    there = max(delay + lasts for _, delay, lasts in (product, weight))
    assert all(delay >= there > 0 and delay + lasts <= 0.16 for _, delay, lasts in (total, result, told))
    for key in ("ArrowRight", "ArrowRight"):  # to the end of the row, and on to the next: a jump
        stage.press(key)
    expect(stage).to_have_attribute("data-step", "3")
    expect(stage).not_to_have_class(re.compile("arriving"))
    assert stage.evaluate("(node) => node.style.getPropertyValue('--glide')") == "0ms"


def test_a_view_is_copied_as_a_link_that_shows_the_stage_alone_and_waits(open_page, app):
    page = open_page()
    page.goto(f"{app}/Standard_convolution?step=4")
    stage = ready(page)
    page.keyboard.press("h")
    expect(page).to_have_url(re.compile(r"\?step=4&pose=hide-results$"))
    button(stage, "Copy this view").click()
    dialog = stage.get_by_role("dialog")
    expect(dialog.get_by_role("status")).to_have_text(re.compile(r"Copied\.|copy it\.$"))
    dialog.get_by_label("Only the stage").check()
    address = dialog.get_by_role("textbox").first.input_value()
    assert address == f"{app}/Standard_convolution?step=4&pose=hide-results&show=stage&lang=en"
    frame = dialog.get_by_role("textbox").last.input_value()
    framed = address.replace("&lang=en", "&embed=true&lang=en").replace("&", "&amp;")
    assert frame.startswith(f'<iframe src="{framed}" title="CS231n: ')
    # The reader's own address has no language that nobody chose.
    assert "lang=" not in page.url
    page.goto(address)
    expect(ready(page)).to_have_attribute("data-playing", "false")
    expect(page.locator('[data-cell="y[0,0,0]"]')).to_have_text("?")
    expect(page.get_by_text("Standard convolution").first).to_be_hidden()
    expect(page.locator(".stSidebar")).to_be_hidden()
    expect(stage).to_have_css("height", "720px")


# How an old number stands: its size in px, in its cell or not, clear of the new one, and struck by what line.
CLEAR = """(grid, name) => {
  const [old, now] = [".old", `[data-cell="${name}"]`].map((each) => grid.querySelector(each));
  const rects = [...grid.parentNode.querySelectorAll("rect")].map((rect) => rect.getBBox());
  const [a, b] = [old.getBBox(), now.getBBox()];
  const ink = { ...a, y: a.y + 0.2 * a.height, x: a.x, width: a.width, height: 0.6 * a.height };
  const middle = b.y + b.height / 2, high = 0.38 * parseFloat(getComputedStyle(now).fontSize);
  const look = getComputedStyle(old);
  return {
    size: parseFloat(look.fontSize),
    inside: rects.some(({ x, y, width, height }) =>
      ink.x >= x && ink.y >= y && ink.x + ink.width <= x + width && ink.y + ink.height <= y + height),
    clear: a.x + a.width <= b.x + 1 || ink.y + ink.height <= middle - high + 1,
    line: look.textDecorationLine,
  };
}"""


def test_the_old_number_stands_beside_the_new_until_the_next_step(open_page, app):
    page = open_page()
    page.goto(f"{app}/Standard_convolution?example=standard-guide&step=0")
    stage = ready(page)
    button(stage, "Change numbers").click()
    page.locator('[data-cell="x[0,0,1]"]').click()
    page.get_by_role("textbox", name="x[0,0,1]").fill("9")
    page.keyboard.press("Enter")
    expect(page.locator(".grid.x text.old")).to_have_text(["3"])
    # Only the result of step 0 reads it with another weight than 0.
    expect(page.locator(".grid.y text.old")).to_have_text(["12→"])
    expect(page.locator('[data-cell="y[0,0,0]"]')).to_have_text("18")
    for kind, cell in (("x", "x[0,0,1]"), ("y", "y[0,0,0]")):
        stands = page.locator(f".grid.{kind} .numbers").evaluate(CLEAR, cell)
        assert stands == {"size": stands["size"], "inside": True, "clear": True, "line": "none"}
        assert stands["size"] >= 12
    expect(stage).to_contain_text("; before: 3")
    button(stage, "Next step").click()
    expect(page.locator("text.old")).to_have_count(0)


# The smallest number and the smallest name of a stage's drawing, as they are on the screen, in px.
SMALLEST = """(stage) => {
  const sizes = (query) => [...stage.querySelectorAll(`.drawing ${query}`)]
    .filter((text) => text.textContent.trim() && text.getClientRects().length)
    .map((text) => parseFloat(getComputedStyle(text).fontSize) * text.getScreenCTM().a);
  return ["[role=gridcell], .times", "[role=gridcell]", ".name"].map((query) => Math.min(...sizes(query)));
}"""
# In px of the screen, the smallest letters of what says where a stage stands and what it shows.
WORDS = """() => {
  const stage = document.querySelector("[data-testid=stage]");
  const words = [".count", ".where", ".counter", ".headline b", ".headline span"];
  return Math.min(...words.map((word) => {
    const node = stage.querySelector(word);
    return parseFloat(getComputedStyle(node).fontSize) * node.currentCSSZoom;
  }));
}"""
# The share of a screen's height that a number has, where the example does not fit with 3 %.
LARGEST = {"standard-four-filters": 0.0235}
ADDRESSES = {
    "standard": "Standard_convolution",
    "depthwise": "Depthwise_convolution",
    "pointwise": "Pointwise_convolution",
    "separable": "Depthwise_separable",
}


@pytest.mark.parametrize("example", some_of([each.id for each in (*ALL, *PICTURES)], "standard-four-filters"))
def test_no_number_of_a_lesson_is_under_12_px_at_1280x720(open_page, app, example):
    page = open_page()
    page.goto(f"{app}/{ADDRESSES[get(example).topic]}?example={example}&step=3")
    smallest, _, name = ready(page).evaluate(SMALLEST)
    assert min(smallest, name) >= 12


@pytest.mark.parametrize("screen", first_of([DESK, PROJECTOR]), ids=["720", "1080"])
@pytest.mark.parametrize(
    "example", some_of([each.id for each in ALL if not isinstance(each, Chain)], "standard-cs231n")
)
def test_numbers_and_names_of_a_full_screen_have_3_percent_of_its_height(show, example, screen):
    page, stage = show(example, "#step=4", viewport=screen)
    button(stage, "Full screen").click()
    least = [LARGEST.get(example, 0.03) * screen["height"], 0.03 * screen["height"]]
    page.wait_for_function(
        f"""(least) => ({SMALLEST})(document.querySelector("[data-testid=stage]"))
        .slice(1).every((size, i) => size > least[i])""",
        arg=least,
    )
    assert page.evaluate(WORDS) >= 0.0299 * screen["height"]


@in_depth
@pytest.mark.parametrize(
    "address",
    some_of(
        [
            "Standard_convolution?step=3",
            "Pointwise_convolution?order=place&step=0",
            "Depthwise_separable?example=separable-64&order=place&step=97",
        ],
        "Depthwise_separable?example=separable-64&order=place&step=97",
    ),
)
def test_no_step_changes_more_than_may_flash_many_times_a_second(open_page, app, address):
    page = open_page(reduced_motion="reduce")
    page.goto(f"{app}/{address}&show=stage")
    stage = ready(page)
    expect(stage.locator(".badge").first).to_contain_text("differ by")
    stage.press("ArrowRight")
    last = luminance(page.screenshot())
    for _ in range(7):
        step = int(stage.get_attribute("data-step") or 0)
        stage.press("ArrowRight")
        now = luminance(page.screenshot())
        assert flashing(last, now) < THRESHOLD, f"{address}, from step {step}"
        last = now


@pytest.mark.parametrize(
    ("width", "height", "lesson"),
    first_of(
        [
            (390, 844, "Backward_pass?guide=backward.4"),
            (390, 844, "Transposed_convolution?step=0"),
            (390, 844, "Several_layers"),
            (390, 844, "One_dimension?example=mamba&step=0&lang=zh"),
            (1280, 720, "Backward_pass?gradient=x&step=0&show=stage"),
        ]
    ),
)
def test_the_name_of_a_map_touches_neither_its_cells_nor_its_colour(app, open_page, width, height, lesson):
    page = open_page({"width": width, "height": height}, reduced_motion="reduce")
    page.goto(f"{app}/{lesson}")
    gaps = ready(page).evaluate(
        "(stage) => [...stage.querySelectorAll('.drawing .grid:has(.name)')].map((grid) => {"
        " const box = (at) => at.getBoundingClientRect();"
        " const below = [...grid.querySelectorAll('rect')].map(box).filter(({ height }) => height);"
        " return Math.min(...below.map(({ top }) => top)) - box(grid.querySelector('.name')).bottom; })"
    )
    assert len(gaps) >= 4
    assert min(gaps) >= 0, gaps


@in_depth
def test_without_controls_a_finger_steps_by_the_half_that_it_taps(app, open_page):
    page = open_page({"width": 390, "height": 844}, has_touch=True)
    page.goto(f"{app}/Standard_convolution?step=4&pose=bare")
    stage = ready(page)
    expect(stage.locator(".controls")).to_be_hidden()
    space = stage.locator(".space")
    half = {"x": 40, "y": 60}
    space.tap(position={**half, "x": 300})
    expect(stage).to_have_attribute("data-step", "5")
    space.tap(position=half)
    space.tap(position=half)
    expect(stage).to_have_attribute("data-step", "3")
    # The way out is seen, without a pointer over it.
    out = button(page, "No controls")
    expect(out).to_have_css("opacity", "1")
    out.tap()
    expect(stage.locator(".controls")).to_be_visible()
    space.tap(position=half)
    expect(stage).to_have_attribute("data-step", "3")


def test_a_wish_for_the_full_screen_stays_in_the_link_until_it_is_left(app, open_page):
    page = open_page({"width": 1280, "height": 720})
    page.goto(f"{app}/Standard_convolution?step=4&pose=full")
    stage = ready(page)
    stage.press("f")  # the key of the full screen, and the first key after the wish: no error
    expect(stage).to_have_class(re.compile("full"))
    page.keyboard.press("ArrowRight")
    expect(page).to_have_url(re.compile(r"step=5&pose=full$"))
    page.keyboard.press("f")
    expect(page).to_have_url(re.compile(r"step=5$"))


def test_the_link_names_the_card_that_is_open_while_it_plays(app, open_page):
    page = open_page()
    page.goto(f"{app}/Standard_convolution?guide=standard.6")
    stage = ready(page)
    stage.press("PageDown")  # the answer
    stage.press("PageDown")
    expect(page).to_have_url(re.compile("guide=standard.7"))
    expect(stage).to_have_attribute("data-playing", "true")


@in_depth
def test_a_link_that_shows_the_stage_only_keeps_its_words_off_the_edge_of_a_full_screen(app, open_page):
    page = open_page(PROJECTOR, reduced_motion="reduce")
    page.goto(f"{app}/Standard_convolution?step=4&pose=bare.full&show=stage")
    stage = ready(page)
    page.keyboard.press("Shift")
    page.wait_for_function("() => document.fullscreenElement")
    for words in (stage.get_by_test_id("equation"), stage.locator(".headline")):
        assert words.bounding_box()["x"] == 16


def test_the_link_to_a_view_does_not_promise_to_wait_where_it_plays_at_once(show):
    _, stage = show("standard-cs231n", POSE)
    button(stage, "Copy this view").click()
    stage.get_by_role("checkbox", name="Plays at once").check()
    field = stage.get_by_role("textbox", name="Link to this view as it stands now")
    expect(field).to_have_value(re.compile("play"))
