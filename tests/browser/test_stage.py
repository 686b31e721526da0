"""The stage on its self-contained page, in a real browser."""

import re
from io import BytesIO

import numpy as np
import pytest
from PIL import Image, ImageChops
from playwright.sync_api import expect

import dsviz
from dsviz.examples import ALL, Chain, get
from dsviz.stage import stage_html
from tests.browser.stage import WALK, button, paused, ready, rested, result_of, walk
from tests.thorough import first_of

# What Tab stops at, and a height in px between half a row of controls and a whole one.
REACHABLE = "button:visible, select:visible, input:visible"
ROW = 24


def cs231n(**settings) -> str:
    example = get("standard-cs231n")
    return stage_html(
        example.layer.x,
        example.layer.weight,
        example.layer.bias,
        **{"printed": example.printed, "document": "document 001", **settings},
        **example.layer.keywords,
    )


@pytest.fixture
def show(open_page, tmp_path):
    """Open a stage's page from a file, as somebody who was sent it does."""

    def showing(html: str, fragment: str = "", **options):
        file = tmp_path / "stage.html"
        file.write_text(html, encoding="utf-8")
        page = open_page(**options)
        page.goto(file.as_uri() + fragment)
        return page, ready(page)

    return showing


def test_every_step_ends_in_the_engines_number(show):
    _, stage = show(cs231n())
    assert walk(stage) == get("standard-cs231n").printed.ravel().tolist()


# A chain's layers may be examples of their own, which are walked once.
STAGES = [stage for each in ALL for stage in (each.layers if isinstance(each, Chain) else (each,))]
LAYERS = list({stage.id: stage for stage in STAGES}.values())


@pytest.mark.parametrize("example", LAYERS, ids=lambda example: example.id)
def test_every_step_of_every_example_shows_torchs_number(show, example):
    layer = example.layer
    tensors = (layer.x, layer.weight, layer.bias)
    output = dsviz.convolve(*tensors, **layer.keywords)
    _, stage = show(stage_html(*tensors, **layer.keywords))
    assert walk(stage) == output.ravel().tolist()


def test_a_decimal_that_is_cut_is_never_called_equal(show):
    _, stage = show(stage_html([[[1.0, 2.0]]], [[[[1 / 3]]]]))
    assert [text[-7:] for _, text in stage.evaluate(WALK)] == ["≈ 0.333", "≈ 0.667"]
    # Nor is it said to be.
    expect(stage.locator(".spoken[role=status]")).to_contain_text("y ≈ 0.667")


def test_each_channels_line_says_whether_it_is_rounded_and_a_total_is_the_decimal_it_stands_for(show):
    a, b = 1.116, 3.55009  # as floats 4.6660900000000005, as decimals 4.66609
    assert a + b != 4.66609
    page, stage = show(stage_html([[[1 / 3, 2]], [[a, b]]], [[[[0.25, 0.1]], [[1, 1]]]]))
    lines = page.get_by_test_id("equation").locator(".line")
    expect(lines.nth(0)).to_contain_text("≈ 0.283")
    expect(lines.nth(1)).to_contain_text("= 4.66609")
    page, stage = show(stage_html([[[a]], [[b]]], [[[[1]], [[1]]]]))
    stage.get_by_role("combobox", name="Parts of a step").select_option("1")
    while "total" not in (told := stage.locator(".where").inner_text()):
        stage.press(".")
    assert "4.66609" in told


QUARTERS = ([[[1.75, -0.25], [0.5, 2.25]]], [[[[0.25, 1.75], [-1.25, 0.75]]]], [0.25])


def test_quarters_are_written_whole_and_close(show):
    page, _ = show(stage_html([[[0.25, 1.75]]], [[[[1.75]]]]), "#step=0")
    equation = page.get_by_test_id("equation")
    assert equation.inner_text().replace("\xa0", " ") == "y[0,0,0] = 0.25×1.75 = 0.4375"
    page, _ = show(stage_html(*QUARTERS), "#step=0")
    lines = page.locator("[data-testid=equation] .line").all_inner_texts()
    assert [line.replace("\xa0", " ") for line in lines] == [
        "channel 0: 1.75×0.25 + (−0.25)×1.75 + 0.5×(−1.25) + 2.25×0.75 = 1.0625",
        "y[0,0,0] = 1.0625 + 0.25 = 1.3125",
    ]


def test_decimals_are_worked_out_as_decimals(show):
    _, stage = show(stage_html([[[0.1, 0.2, 0.7]]], [[[[0.2]]]]))
    assert [text[-6:] for _, text in stage.evaluate(WALK)] == ["= 0.02", "= 0.04", "= 0.14"]
    _, stage = show(stage_html([[[0.1, 0.2, -0.3]]], [[[[1, 1, 1]]]]))
    assert [text[-3:] for _, text in stage.evaluate(WALK)] == ["= 0"]


def test_a_cell_that_is_cut_shows_the_whole_number_on_hover_and_focus(show):
    page, _ = show(stage_html(*QUARTERS), "#step=0")
    product = page.locator('[data-cell="p[0,1,1]"]')
    expect(product).to_have_text("1.688")
    expect(product).to_have_attribute("aria-label", "Products of channel 0, row 1, column 1: 1.6875")
    product.hover()
    expect(page.locator(".info")).to_have_text("p[0,1,1] = 1.6875")
    expect(page.locator(".space")).to_have_attribute("title", "1.6875")
    result = page.locator('[data-cell="y[0,0,0]"]')
    expect(result).to_have_text("1.313")
    expect(result).to_have_attribute("aria-label", "Output 0: 1.3125")
    result.focus()
    expect(page.locator(".info")).to_have_text("y[0,0,0] = 1.3125; inputs it reads: 4")
    page.locator('[data-cell="x[0,0,0]"]').hover()
    expect(page.locator(".space")).to_have_attribute("title", "")


@pytest.mark.parametrize(
    ("disagreement", "text", "look"),
    [
        ("9e-13", "⚠ torch and NumPy differ by 9.0e−13", "badge bad"),
        ("8e-13", "✓ torch and NumPy differ by 8.0e−13", "badge good"),
    ],
)
def test_the_badge_warns_where_torch_and_numpy_differ_beyond_rounding(show, disagreement, text, look):
    html = re.sub(r'"tolerance":[^,]+', '"tolerance":8.5e-13', cs231n())
    assert '"disagreement":0.0,' in html
    page, _ = show(html.replace('"disagreement":0.0,', f'"disagreement":{disagreement},'))
    badge = page.get_by_test_id("badge").locator(".badge").first
    expect(badge).to_have_text(text)
    expect(badge).to_have_class(look)


def test_the_badge_says_where_a_document_prints_something_else(show):
    example = get("standard-cs231n")
    off = example.printed.copy()
    off[0, 0, 0] += 0.5
    page, _ = show(cs231n(printed=off))
    badge = page.get_by_test_id("badge").locator(".badge").last
    expect(badge).to_have_text("⚠ document 001 differs by 5.0e−1")
    expect(badge).to_have_class("badge bad")


def test_the_whole_step_is_written_out_and_closes(show):
    page, stage = show(cs231n())
    button(paused(stage), "First step").click()
    lines = page.locator("[data-testid=equation] .line").all_inner_texts()
    assert lines[0].replace("\xa0", " ").startswith("channel 0: 0×1 + 0×1 + 0×(−1)")
    assert [line.split("=")[-1].strip() for line in lines] == ["1", "−1", "0", "1"]
    assert lines[-1].replace("\xa0", " ") == "y[0,0,0] = 1 + (−1) + 0 + 1 = 1"
    expect(page.get_by_test_id("counter")).to_contain_text("27 of 486")
    expect(page.get_by_test_id("counter")).to_contain_text("12 on the input, 15 on padding")
    expect(page.get_by_test_id("badge")).to_contain_text("torch and NumPy differ by 0")
    expect(page.get_by_test_id("badge")).to_contain_text("document 001: equal")


def test_every_number_of_every_channel_is_in_view(show):
    page, stage = show(cs231n())
    paused(stage).press("End")  # a result stands there once it is computed
    example = get("standard-cs231n")
    padded = np.pad(example.layer.x, ((0, 0), (1, 1), (1, 1)))
    for name, tensor, origin in (("x", padded, -1), ("y", example.printed, 0)):
        for (channel, row, col), value in np.ndenumerate(tensor):
            cell = page.locator(f'[data-cell="{name}[{channel},{row + origin},{col + origin}]"]')
            assert cell.text_content().replace("−", "-") == str(int(value))
    for at, value in np.ndenumerate(example.layer.weight):
        cell = page.locator(f'[data-cell="w[{",".join(map(str, at))}]"]')
        assert cell.text_content().replace("−", "-") == str(int(value))
    assert page.evaluate("document.documentElement.scrollHeight <= innerHeight")


def test_playing_moves_one_step_at_a_time_and_stops_at_the_end(open_page, tmp_path):
    file = tmp_path / "stage.html"
    file.write_text(cs231n(), encoding="utf-8")
    page = open_page(apart=True)
    page.clock.install()
    page.goto(file.as_uri())
    stage = paused(ready(page))
    stage.press("Home")
    button(stage, "Play").click()
    said = page.locator(".spoken[role=status]")
    seen, heard = [], []
    for _ in range(20):
        seen.append(int(stage.get_attribute("data-step")))
        heard.append(said.text_content())
        page.clock.run_for(1400)
    assert seen == [*range(18), 17, 17]
    # On the way it says nothing of its own.
    assert len({*heard[:17]}) == 1
    expect(button(stage, "Play")).to_be_visible()
    expect(said).to_have_text("step 18 of 18: filter 1, row 2, column 2; y = −3")
    button(stage, "Play").click()
    assert stage.get_attribute("data-step") == "0"
    # A run that plays is silent; at once, for it says the same again when it has come to its end.
    assert said.text_content() == "step 18 of 18: filter 1, row 2, column 2; y = −3"


def test_keys_reach_the_stage_without_clicking_first(show):
    page, stage = show(cs231n())
    expect(button(stage, "Pause")).to_be_visible()
    page.keyboard.press("Space")
    expect(button(stage, "Play")).to_be_visible()
    for key, step in [
        ("Home", 0),
        ("ArrowRight", 1),
        ("ArrowRight", 2),
        ("ArrowLeft", 1),
        ("End", 17),
        ("ArrowRight", 17),
    ]:
        page.keyboard.press(key)
        expect(stage).to_have_attribute("data-step", str(step))


def test_keys_are_the_pages_own_until_the_stage_is_used_and_letters_can_be_switched_off(open_page, tmp_path):
    file = tmp_path / "beside.html"
    tall = '<p style="height:3000px">A long text</p><button id="other">Other</button>'
    page_of_one = cs231n().replace("</main>", f"</main>{tall}").replace(".used=!0", ".used=!1")
    file.write_text(page_of_one, encoding="utf-8")
    page = open_page(apart=True)  # what the browser remembers of letters is no other test's
    page.goto(file.as_uri() + "#")
    stage = paused(ready(page))
    page.locator("#other").focus()
    page.keyboard.press("Home")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("h")
    expect(stage.get_by_role("button", name="Reveal")).to_be_hidden()
    before = stage.get_attribute("data-step")
    page.keyboard.press("ArrowRight")
    assert stage.get_attribute("data-step") == before

    stage.locator(".where").click()
    page.keyboard.press("Home")
    page.keyboard.press("ArrowRight")
    expect(stage).to_have_attribute("data-step", "1")
    page.keyboard.press("h")
    expect(stage.get_by_role("button", name="Reveal")).to_be_visible()
    expect(stage.locator(".spoken[role=status]")).to_have_text(
        "Hide results; step 2 of 18: filter 0, row 0, column 1; y = hidden"
    )

    page.keyboard.press("?")
    sheet = stage.get_by_role("dialog", name="Keys")
    sheet.get_by_role("checkbox", name="Letters act as keys, too").uncheck()
    page.keyboard.press("?")
    expect(sheet).to_have_count(0)
    page.keyboard.press("h")
    page.keyboard.press("ArrowRight")
    expect(stage).to_have_attribute("data-step", "2")
    expect(stage.get_by_role("button", name="Reveal")).to_be_visible()


def test_maps_are_grids_whose_cells_are_read_out_in_words(show):
    page, stage = show(cs231n(), "#step=4")
    grid = stage.get_by_role("grid", name="Input channel 0")
    assert [grid.get_attribute(f"aria-{name}count") for name in ("row", "col")] == ["7", "7"]
    expect(grid.get_by_role("row")).to_have_count(7)
    expect(grid.get_by_role("row").first.get_by_role("gridcell")).to_have_count(7)
    for cell, said in {
        "x[0,-1,2]": "row −1, column 2: 0, padding",
        "x[0,1,2]": "row 1, column 2: 1",
        "y[0,2,2]": "Output 0, row 2, column 2: not computed yet",
        "b[0]": "Bias of filter 0: 1",
    }.items():
        expect(stage.locator(f'[data-cell="{cell}"]')).to_have_attribute("aria-label", re.compile(f"{said}$"))
    stage.locator('[data-cell="x[0,1,2]"]').focus()
    expect(stage.locator(".spoken[role=status]")).to_have_text(
        re.compile(r"^x\[0,1,2\] = 1; outputs that read it: \d+$")
    )
    page.keyboard.press("Escape")
    for _ in range(3):
        page.keyboard.press(".")
    expect(stage.locator(".spoken[role=status]")).to_have_text(re.compile(r"^the sum of channel 0 = −?\d+$"))


@pytest.mark.parametrize(
    ("weight", "said"),
    [
        (1 / 3, ["sum of channel 0 ≈ 0.333", "plus bias = 2", "the result ≈ 2.833"]),
        (0.25, ["sum of channel 0 = 0.25", "the total, 0.75", "plus bias = 2", "the result = 2.75"]),
    ],
)
def test_what_is_rounded_is_said_to_be_about_and_nothing_else(show, weight, said):
    page, stage = show(stage_html([[[1.0]], [[2.0]]], [[[[weight]], [[0.25]]]], [2.0]))
    button(stage, "First step").click()
    spoken = stage.locator(".spoken[role=status]")
    heard = []
    for _ in range(7):
        page.keyboard.press(".")
        heard.append(spoken.text_content())
    assert [each for each in said if not any(each in text for text in heard)] == [], heard


# What is seen of the lines, in the boxes of the numbers: the colours there, with the lines and without.
BOXES = """(stage) => [...stage.querySelectorAll("[data-cell]")].filter((text) => text.textContent.trim())
  .map((text) => text.getBoundingClientRect()).map(({ x, y, width, height }) => [x, y, width, height])"""
OFF = "(stage, seen) => { stage.querySelector('.wires').style.visibility = seen ? '' : 'hidden'; }"


@pytest.mark.parametrize(
    ("address", "scheme"),
    first_of(
        [
            ("Depthwise_separable?guide=cheaper.3", "dark"),
            ("Backward_pass?gradient=weight&step=3", "light"),
            ("One_dimension?example=mamba&step=9", "light"),
        ]
    ),
)
def test_no_line_is_seen_through_a_number(app, open_page, address, scheme):
    page = open_page({"width": 1440, "height": 900}, color_scheme=scheme, reduced_motion="reduce")
    page.goto(f"{app}/{address}")
    stage = ready(page)
    rested(page)
    boxes = stage.evaluate(BOXES)
    assert len(boxes) > 20
    pictures = []
    for seen in (True, False):
        stage.evaluate(OFF, seen)
        pictures.append(Image.open(BytesIO(page.screenshot())).convert("RGB"))
    assert ImageChops.difference(*pictures).getbbox(), "no line is drawn at all"
    crossed = []
    for x, y, width, height in boxes:
        box = (round(x) + 1, round(y) + 1, round(x + width) - 1, round(y + height) - 1)
        if ImageChops.difference(*(picture.crop(box) for picture in pictures)).getbbox():
            crossed.append(box)
    assert crossed == []


def test_on_a_phone_controls_equation_and_drawing_share_one_screen(show):
    page, stage = show(cs231n(), "#step=4", viewport={"width": 390, "height": 844})
    controls = stage.locator(".controls")
    assert controls.bounding_box()["height"] <= 48
    total = stage.locator(".equation .total")
    stage.evaluate("(node) => node.scrollIntoView()")
    expect(total).to_be_in_viewport()
    expect(button(stage, "Next step")).to_be_in_viewport()
    expect(stage.get_by_role("slider", name="Step")).to_be_hidden()
    more = button(stage, "More controls")
    expect(more).to_have_attribute("aria-expanded", "false")
    more.click()
    expect(stage.get_by_role("slider", name="Step")).to_be_visible()
    # It opens something: said as such, and not as a switch that is on.
    expect(more).to_have_attribute("aria-expanded", "true")
    assert more.get_attribute("aria-pressed") is None

    tab = button(stage, "x[1]")
    tab.focus()
    page.keyboard.press("Enter")
    expect(tab).to_be_focused()  # the tabs are drawn anew; the focus stays

    tops = [each.bounding_box()["y"] for each in stage.locator(".controls").locator(REACHABLE).all()]
    rows = [round(top / ROW) for top in tops]
    assert rows == sorted(rows)  # Tab goes down, and never back up
    expect(stage.locator(".space")).to_have_css("touch-action", re.compile("^manipulation$|pinch-zoom"))
    stage.locator('[data-cell^="y[0,"]').first.focus()
    for key in ("1", "0"):  # another filter, whose maps are drawn anew
        page.keyboard.press(key)
        assert stage.evaluate("(stage) => stage.contains(document.activeElement)")
    page.keyboard.press("ArrowRight")
    expect(stage).to_have_attribute("data-step", "5")


def test_buttons_and_scrubber_move_the_run(show):
    _, stage = show(cs231n())
    for name, step in [("Last step", 17), ("Previous step", 16), ("First step", 0), ("Next step", 1)]:
        button(stage, name).click()
        expect(stage).to_have_attribute("data-step", str(step))
    stage.get_by_role("slider", name="Step").fill("9")
    expect(stage).to_have_attribute("data-step", "9")
    expect(stage).to_contain_text("step 10 of 18")
    stage.get_by_role("slider", name="Step").press("ArrowRight")
    expect(stage).to_have_attribute("data-step", "10")
    stage.get_by_role("slider", name="Step").press("Space")
    expect(button(stage, "Pause")).to_be_visible()
    assert stage.locator("[aria-live], [role=status], output").count() == 1
    expect(stage.get_by_role("slider", name="Speed")).to_have_attribute(
        "aria-valuetext", "1.4 seconds a step"
    )


def test_a_step_is_taken_in_parts(show):
    page, stage = show(cs231n())
    button(paused(stage), "First step").click()
    names = [
        "the window",
        "the products",
        "the sum of channel 0",
        "the sum of channel 1",
        "the sum of channel 2",
        "the total",
        "plus bias",
        "the result",
    ]
    for name in names:
        page.keyboard.press(".")
        expect(stage.locator(".where")).to_contain_text(name)
    expect(stage).to_have_attribute("data-step", "0")
    page.keyboard.press(".")
    expect(stage).to_have_attribute("data-step", "1")
    expect(page.locator('[data-cell="y[0,0,0]"]')).to_have_text("1")
    expect(page.locator('[data-cell="y[0,0,1]"]')).to_have_text("")
    expect(page.locator('[data-cell="p[0,0,0]"]')).to_have_text("")
    expect(page.get_by_test_id("counter")).to_contain_text("27 of 486")
    assert "=" not in page.get_by_test_id("equation").text_content().replace("] =", "")
    # From result to result it is the step that is new.
    page.keyboard.press("End")
    expect(stage.get_by_role("status").last).to_contain_text("step 18 of 18")


def test_results_can_be_hidden_until_asked_for(show):
    page, stage = show(cs231n())
    button(paused(stage), "First step").click()
    stage.get_by_role("combobox", name="Hidden").select_option("Hide sums")
    expect(page.get_by_test_id("equation")).to_contain_text("= ?")
    expect(page.locator('[data-cell^="y["]')).to_have_text(["?"] * 18)
    button(stage, "Next step").click()
    button(stage, "Reveal").click()
    assert result_of(page.get_by_test_id("equation").text_content()) == 0
    expect(page.locator('[data-cell="y[0,0,1]"]')).to_have_text("0")
    expect(page.locator('[data-cell="y[0,0,0]"]')).to_have_text("?")
    page.keyboard.press("Shift+H")
    expect(page.locator('[data-cell="y[0,0,0]"]')).to_have_text("1")
    expect(page.locator('[data-cell="y[0,0,2]"]')).to_have_text("")


def test_place_by_place_visits_all_filters_of_a_place(show):
    page, stage = show(cs231n())
    stage.get_by_role("combobox", name="Order").select_option("place")
    printed = get("standard-cs231n").printed
    assert walk(stage) == printed.reshape(2, -1).T.ravel().tolist()
    stage.press("Home")
    stage.press("ArrowRight")
    expect(stage).to_contain_text("filter 1, row 0, column 0")
    expect(page).to_have_url(re.compile(r"step=1&order=place$"))


def test_hovering_shows_what_belongs_together(show):
    page, stage = show(cs231n())
    button(paused(stage), "First step").click()
    page.locator('[data-cell="y[0,1,1]"]').hover()
    expect(page.locator(".grid.x .marks rect")).to_have_count(27)
    expect(page.locator(".grid.w .marks rect")).to_have_count(27)
    page.locator('[data-cell="x[1,2,2]"]').hover()
    expect(stage).to_contain_text("x[1,2,2] = 0; outputs that read it: 2")
    page.locator('[data-cell="w[0,1,0,0]"]').hover()
    expect(stage).to_contain_text("w[0,1,0,0] = −1; inputs it multiplies: 9, in the padding: 5")
    expect(page.locator(".grid.x .marks rect")).to_have_count(9)
    page.locator('[data-cell="y[1,2,1]"]').click()
    expect(stage).to_have_attribute("data-step", "16")
    page.mouse.move(5, 5)
    expect(page.locator(".grid.x .marks rect")).to_have_count(27)


def test_cells_are_walked_with_the_keyboard(show):
    page, stage = show(cs231n())
    button(paused(stage), "First step").click()
    page.locator('[data-cell="y[0,0,0]"]').focus()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowRight")
    expect(page.locator('[data-cell="y[0,1,1]"]')).to_be_focused()
    expect(stage).to_have_attribute("data-step", "0")
    expect(page.locator(".grid.x .marks rect")).to_have_count(27)
    expect(page.locator(".info")).to_have_text("y[0,1,1] = …; inputs it reads: 27")
    page.keyboard.press("Enter")
    expect(stage).to_have_attribute("data-step", "4")
    page.keyboard.press("Escape")
    expect(stage).to_be_focused()
    expect(page.locator(".marks rect")).to_have_count(0)


def test_the_settled_step_is_in_the_link_and_opens_paused(show):
    page, stage = show(cs231n())
    stage.get_by_role("combobox", name="Order").select_option("place")
    stage.get_by_role("slider", name="Step").fill("7")
    expect(page).to_have_url(re.compile(r"step=7&order=place$"))
    page.reload()
    again = ready(page)
    expect(again).to_have_attribute("data-step", "7")
    expect(button(again, "Play")).to_be_visible()
    expect(again.get_by_role("combobox", name="Order")).to_have_value("place")


@pytest.mark.parametrize("asked", ["99", "-1", "1.5", "<b>x</b>", ""])
def test_a_wrong_step_in_the_link_is_answered_with_a_sentence(show, asked):
    page, stage = show(cs231n(), f"#step={asked}")
    expect(stage).to_have_attribute("data-step", "17" if asked == "99" else "0")
    expect(page.locator(".info")).to_contain_text("the steps are 0 to 17")


@pytest.mark.parametrize("settings", first_of([{}, {"editing": False}]))
def test_a_page_of_its_own_that_plays_stops_for_paper_with_nothing_on_its_way(show, settings):
    page, stage = show(cs231n(**settings))
    page.evaluate("addEventListener('afterprint', () => { window.printed = true; })")
    expect(stage).to_have_attribute("data-playing", "true")
    page.pdf(format="A4")
    page.wait_for_function("window.printed")
    expect(stage).to_have_attribute("data-playing", "false")
    assert "arriving" not in stage.get_attribute("class")


def test_reduced_motion_opens_paused_and_nothing_glides(show):
    _, stage = show(cs231n(), reduced_motion="reduce")
    stage.press("ArrowRight")
    for glides in (".glide", ".wires path"):
        expect(stage.locator(glides).first).to_have_css("transition-duration", "0s")
    stage.press("ArrowLeft")
    expect(button(stage, "Play")).to_be_visible()
    expect(stage).to_have_attribute("data-step", "0")


@pytest.mark.parametrize(
    "title", ["</script><script>document.title='x'</script>", '"><img src=x onerror=alert(1)>', "<!-- "]
)
def test_a_title_is_only_ever_text(show, title):
    page, stage = show(cs231n(title=title))
    expect(page.get_by_role("heading", level=1)).to_have_text(title.strip())
    assert page.title() == title.strip()
    expect(stage).to_have_attribute("data-steps", "18")
    assert page.locator("img, main script").count() == 0


@pytest.mark.parametrize("scheme", first_of(["light", "dark"]))
def test_a_phone_shows_one_channel_at_a_time_and_reaches_every_number(show, scheme):
    page, stage = show(cs231n(), viewport={"width": 390, "height": 844}, color_scheme=scheme)
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    example = get("standard-cs231n")
    for channel in range(3):
        button(stage, f"x[{channel}]").click()
        cells = page.locator(f'[data-cell^="x[{channel},"]')
        expect(cells).to_have_count(49)
        texts = [text.replace("−", "-") for text in cells.all_text_contents()]
        assert texts == [str(int(v)) for v in np.pad(example.layer.x[channel], 1).ravel()]
    stage.press("End")
    expect(page.locator('[data-cell="y[1,2,2]"]')).to_have_text("−3")


def test_a_large_map_is_cropped_around_the_window_and_stays_legible(show):
    numbers = np.random.default_rng(0)
    x, w = numbers.integers(-9, 10, (3, 30, 30)), numbers.integers(-3, 4, (1, 3, 3, 3))
    page, stage = show(stage_html(x, w))
    y = dsviz.convolve(x, w)
    stage.press("End")
    expect(page.locator('[data-cell="x[2,29,29]"]')).to_have_text(str(x[2, 29, 29]).replace("-", "−"))
    assert result_of(page.get_by_test_id("equation").text_content()) == y[0, 27, 27]
    assert page.locator('[data-cell="y[0,27,27]"]').bounding_box()["height"] >= 8
    stage.press("Home")
    page.locator('[data-cell="x[0,2,2]"]').focus()
    for _ in range(27):
        page.keyboard.press("ArrowRight")
    expect(page.locator('[data-cell="x[0,2,29]"]')).to_be_focused()
    expect(page.locator(".info")).to_contain_text("x[0,2,29] = ")
    expect(stage).to_have_attribute("data-step", "0")


def test_what_is_pinned_stays_with_its_cell_when_the_view_pans(show):
    numbers = np.random.default_rng(0)
    x, w = numbers.integers(-9, 10, (3, 30, 30)), numbers.integers(-3, 4, (1, 3, 3, 3))
    page, stage = show(stage_html(x, w, padding=1), "#step=0")
    page.locator('[data-cell="x[0,1,1]"]').click()
    page.mouse.move(3, 3)
    marked = """() => [...document.querySelectorAll(".grid.x, .grid.y")].flatMap((grid) =>
      [...grid.querySelectorAll(".marks rect")].map((mark) => {
        const at = (name) => Number(mark.getAttribute(name)) - 2;
        const is = (cell) => cell.getAttribute("x") == at("x") && cell.getAttribute("y") == at("y");
        const texts = [...grid.querySelectorAll(".numbers text")];
        return texts[[...grid.querySelectorAll("g > rect[height]")].findIndex(is)].dataset.cell;
      }))"""
    fed = [f"y[0,{row},{col}]" for row in (0, 1, 2) for col in (0, 1, 2)]
    assert page.evaluate(marked) == ["x[0,1,1]", *fed]
    for key in ["ArrowRight"] * 7 + ["ArrowLeft"] * 4:
        stage.press(key)
    expect(stage).to_have_attribute("data-step", "3")
    assert page.evaluate(marked) == ["y[0,0,2]", "y[0,1,2]", "y[0,2,2]"]
    stage.press("Home")
    expect(page.locator('[data-cell="x[0,1,1]"]')).to_be_visible()
    assert page.evaluate(marked) == ["x[0,1,1]", *fed]
    expect(page.locator(".info")).to_contain_text("x[0,1,1] = ")


def test_long_decimals_are_cropped_on_a_phone_and_not_shrunk(show):
    numbers = np.random.default_rng(0)
    layer = stage_html(numbers.normal(size=(3, 9, 9)), numbers.normal(size=(4, 3, 3, 3)), padding=1)
    page, stage = show(layer, viewport={"width": 390, "height": 844})
    drawing = page.locator(".drawing")
    assert drawing.evaluate("(svg) => svg.getBoundingClientRect().width / svg.viewBox.baseVal.width") == 1
    stage.press("End")
    expect(page.locator('[data-cell="x[0,9,9]"]')).to_have_text("0")


def test_a_wrong_output_is_called_out(show):
    data = cs231n().replace('"data":[1,0,-3,', '"data":[2,0,-3,')
    page, _ = show(data, "#step=0")
    page.locator('[data-cell="x[0,2,2]"]').hover()
    page.mouse.move(3, 3)
    expect(page.locator(".info.warn")).to_have_text("These products add up to 1, the engine says 2.")
    assert result_of(page.get_by_test_id("equation").text_content()) == 2


@pytest.mark.parametrize(("by", "warns"), [(1.9e-9, False), (2.1e-9, True)])
def test_an_output_that_differs_by_more_than_a_billionth_of_its_products_is_called_out(show, by, warns):
    html = stage_html([[[1, 1]]], [[[[1, 1]]]])
    assert '"y":{"shape":[1,1,1],"data":[2]}' in html
    page, _ = show(html.replace('"data":[2]}', f'"data":[{2 + by!r}]}}'))
    expect(page.locator(".info.warn")).to_have_count(int(warns))


def test_an_exercise_opens_with_its_results_hidden(show):
    page, stage = show(cs231n(hiding=True))
    expect(button(stage, "Play")).to_be_visible()
    expect(stage.get_by_role("combobox", name="Hidden")).to_have_value("1")
    expect(page.locator('[data-cell^="y["]')).to_have_text(["?"] * 18)
    # The result alone is hidden: a channel's sum may be seen.
    assert page.get_by_test_id("equation").text_content().strip().endswith("= ?")


def test_a_sum_that_is_cut_is_never_called_equal(show):
    _, stage = show(stage_html([[[1, 2]]], [[[[1, 1]]]], [1e-12]))
    assert [text[-3:] for _, text in stage.evaluate(WALK)] == ["≈ 3"]


def test_numbers_that_overflow_still_make_a_stage(show):
    page, stage = show(stage_html([[[1e308, 1e308]]], [[[[1, 1]]]]))
    expect(stage).to_have_attribute("data-steps", "1")
    expect(page.locator('[data-cell="y[0,0,0]"]')).to_have_text("Infinity")


@pytest.mark.parametrize(
    ("x", "w", "keywords"),
    [
        ((6, 6, 5), (6, 2, 3, 3), {"groups": 3, "padding": ((2, 0), (2, 2))}),
        ((8, 6, 6), (8, 1, 3, 3), {"groups": 8, "padding": 1}),
        ((3, 12, 12), (4, 3, 3, 3), {"padding": 1}),
    ],
)
def test_a_layer_of_many_channels_and_filters_is_in_view_whole(show, x, w, keywords):
    numbers = np.random.default_rng(0)
    page, _ = show(stage_html(numbers.integers(-9, 10, x), numbers.integers(-3, 4, w), **keywords))
    output = dsviz.convolve(np.zeros(x), np.zeros(w), **keywords)
    expect(page.locator('[data-cell^="y["]')).to_have_count(int(output.size))
    expect(page.locator('[data-cell^="w["]')).to_have_count(int(np.prod(w)))


def test_one_filter_at_a_time_can_be_chosen(show):
    page, stage = show(cs231n(), "#step=0", viewport={"width": 390, "height": 844})
    button(stage, "y[1]").click()
    expect(page.locator('[data-cell="y[1,0,0]"]')).to_have_text("−1")
    expect(page.locator('[data-cell="w[1,0,0,0]"]')).to_be_visible()
    expect(stage).to_contain_text("filter 1, row 0, column 0")


def test_a_long_equation_ends_in_view(show):
    page, stage = show(stage_html(np.ones((40, 4, 4)), np.ones((2, 40, 3, 3))))
    paused(stage)
    expect(page.get_by_test_id("equation").get_by_text("= 360")).to_be_in_viewport()


def test_a_wrong_order_in_the_link_is_answered_with_a_sentence(show):
    page, stage = show(cs231n(), "#step=3&order=sideways")
    expect(page.locator(".info")).to_contain_text("order “sideways”")
    expect(stage).to_have_attribute("data-step", "3")


def test_inside_a_map_home_end_and_page_keys_go_to_its_edges_and_the_step_stays(show):
    page, stage = show(stage_html([[[1, 2, 3], [4, 5, 6], [7, 8, 9]]], [[[[1, 2], [3, 4]]]]))
    stage.press("End")
    step = stage.get_attribute("data-step")
    stage.locator("[data-cell='x[0,1,1]']").focus()
    ways = {
        "End": "x[0,1,2]",
        "Home": "x[0,1,0]",
        "PageDown": "x[0,2,0]",
        "PageUp": "x[0,0,0]",
        "Control+End": "x[0,2,2]",
        "Control+Home": "x[0,0,0]",
    }
    for key, cell in ways.items():
        page.keyboard.press(key)
        expect(stage.locator(f"[data-cell='{cell}']")).to_be_focused()
    expect(stage).to_have_attribute("data-step", step)
    page.keyboard.press("Enter")
    expect(stage.get_by_role("status")).to_have_text("x[0,0,0] = 1; outputs that read it: 1; stays marked")
    page.keyboard.press("Escape")
    expect(stage).to_be_focused()
    expect(stage.get_by_role("status")).to_have_text("x[0,0,0]; not marked")
    page.keyboard.press("Home")
    expect(stage).to_have_attribute("data-step", "0")
