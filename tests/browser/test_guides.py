"""The guides, walked by keys: what the card says and where the stage stands are the engine's numbers."""

import re
from dataclasses import replace
from itertools import product

import numpy as np
import pytest
from playwright.sync_api import expect

from dsviz import guides
from dsviz.content import label
from dsviz.examples import by_topic
from dsviz.guides.facts import traces_of
from dsviz.guides.told import told
from tests.browser.colours import contrast
from tests.browser.stage import button, ready
from tests.guides.reckoned import held_after, products_at, result_at, size_of, stamped, term, written
from tests.thorough import THOROUGH, first_of, in_depth, some_of

PAGES = {
    "standard": "Standard_convolution",
    "depthwise": "Depthwise_convolution",
    "pointwise": "Pointwise_convolution",
    "separable": "Depthwise_separable",
    "grouped": "Grouped_convolution",
    "several": "Several_layers",
    "one_dimension": "One_dimension",
    "backward": "Backward_pass",
    "transposed": "Transposed_convolution",
}
EVERY = [(each, at + 1) for each in guides.ALL for at in range(len(each.beats))]
# Every card, which a thorough run looks at.
SWEPT = [f"{PAGES[each.page]}?guide={each.id}.{at}" for each, at in EVERY if THOROUGH]
# Where the last card leads: the link's words and address.
NEXT = {
    "standard": ["Next lesson: Depthwise convolution", "/Depthwise_convolution?guide=depthwise.1"],
    "depthwise": ["Next lesson: Pointwise convolution", "/Pointwise_convolution?guide=pointwise.1"],
    "pointwise": ["Next lesson: Depthwise separable convolution", "/Depthwise_separable?guide=separable.1"],
    "separable": ["Next lesson: Grouped convolution", "/Grouped_convolution?guide=grouped.1"],
    "grouped": ["Next lesson: Several layers", "/Several_layers?guide=several.1"],
    "several": ["Next lesson: One dimension", "/One_dimension?guide=row.1"],
    "one_dimension": ["Next lesson: Backward pass", "/Backward_pass?guide=backward.1"],
    "backward": ["Next lesson: Transposed convolution", "/Transposed_convolution?guide=transposed.1"],
    "transposed": None,
}
LEADS = """(stage) => {
  const link = stage.querySelector(".guide .ways a");
  return link.hidden ? null : [link.textContent, link.pathname + link.search];
}"""
HANDLE = re.compile(r"\[([^\]]+)\]\([^)]+\)")
# Everything the card and the stage say, in one go.
READ = """(stage) => {
  const text = (query) => stage.querySelector(query)?.textContent ?? "";
  const lights = stage.querySelector(".lights");
  const cells = [...stage.querySelectorAll(".grid.y .numbers text")];
  return {
    beat: stage.querySelector("[data-testid=guide]").dataset.beat,
    words: text(".beat.now > p"),
    question: text(".beat.now .question"),
    answer: getComputedStyle(stage.querySelector(".beat.now .answer") ?? document.body).visibility,
    progress: text(".guide .progress"),
    step: Number(stage.dataset.step),
    part: Number(stage.dataset.part),
    playing: stage.dataset.playing,
    total: [...stage.querySelectorAll(".equation .line")].at(-1).textContent.replaceAll("\\u00a0", " "),
    lit: lights?.dataset.lit ?? "",
    marked: lights?.childElementCount ?? 0,
    seen: Object.fromEntries(cells.map((cell) => [cell.dataset.cell, cell.textContent])),
    filled: Object.fromEntries([...stage.querySelectorAll(".grid.x .numbers text, .grid.y .numbers text")]
      .map((cell) => [cell.dataset.cell, cell.textContent.trim()])),
    spoken: text(".guide .spoken"),
    heading: getComputedStyle(document.querySelector(".st-key-own-layer") ?? document.body).visibility,
    fields: getComputedStyle(document.querySelector(".st-key-fields-grouped") ?? document.body).visibility,
    hint: text(".info"),
  };
}"""


def plain(text):
    return HANDLE.sub(lambda handle: handle[1], text)


def parts_of(layer):
    sums = [f"sum{i}" for i in range(layer.slices)]
    total, bias = ["total"] * (layer.slices > 1), ["bias"] * (layer.bias is not None)
    return ["window", "products", *sums, *total, *bias, "result"]


def step_of(layer, pose):
    filters, rows, columns = size_of(layer)
    filter_, row, column = pose.place
    if pose.order == "place":
        return (row * columns + column) * filters + filter_
    return (filter_ * rows + row) * columns + column


def total_of(layer, place):
    """The last line of the stage's equation: of channel sums, or of the products where they are all."""
    channels = products_at(layer, place)
    if len(channels) == 1 and layer.bias is None:
        parts = [f"{term(x)}×{term(w)}" for x, w, _ in channels[0]]
    else:
        parts = [term(sum(x * w for x, w, _ in products)) for products in channels]
    bias = [] if layer.bias is None else [term(float(layer.bias[place[0]]))]
    return f"{' + '.join([*parts, *bias])} = {written(result_at(layer, place))}"


def check_words(now, guide, at, beat, said):
    assert now["beat"] == f"{guide.id}.{at + 1}"
    assert now["words"] == plain(said["words"])
    assert now["question"] == plain(said.get("question", ""))
    assert now["progress"] == f"{said['shown']} · card {at + 1} of {len(guide.beats)}"
    assert now["playing"] == "false"
    assert now["lit"] == " ".join(beat.pose.lit)


def check_stamp(now, guide, at, beat, said, answered=False):
    """Compare the picture of a scatter with what plain loops stamp: every cell, and how many are lit."""
    check_words(now, guide, at, beat, said)
    layer, place = guide.scatters[beat.pose.layer], beat.pose.place
    part = "result" if answered else beat.pose.part
    steps = [tuple(map(int, each)) for each in np.ndindex(*layer.x.shape)]
    assert now["step"] == steps.index(place)
    assert now["part"] == ["window", "products", "result"].index(part)
    held = held_after(layer, place, until=part == "result")
    letter = "dx" if guide.words.get(beat.pose.layer) == "dx" else "y"
    for cell in np.ndindex(*layer.output_shape):
        shown = now["filled"][f"{letter}[{','.join(map(str, cell))}]"]
        assert shown == (written(held[cell]) if cell in held else ""), cell
    stamp = stamped(layer, place)
    cells = {"window": len(stamp), "pad": sum(cell is None for cell, *_ in stamp)}
    assert now["marked"] == sum(cells.get(name, 1) for name in beat.pose.lit)


def check_beat(now, guide, at, layer, beat, said, answered=False):
    """Compare what stands in the browser with what plain loops give for the beat."""
    if layer is None:
        return check_stamp(now, guide, at, beat, said, answered)
    parts = parts_of(layer)
    part = "result" if answered else beat.pose.part
    check_words(now, guide, at, beat, said)
    assert (now["step"], now["part"]) == (step_of(layer, beat.pose), parts.index(part))
    assert now["marked"] > 0
    filter_, row, column = beat.pose.place
    names = guide.copies.get(beat.pose.layer, {}).get("y", {})
    of = [
        *(names["of"][filter_] if "of" in names else [filter_]),
        *([] if "lone" in names else [row, column]),
    ]
    called = f"{names.get('letter', '.')}[{','.join(map(str, of))}]"
    cell = next(value for name, value in now["seen"].items() if name.endswith(called.lstrip(".")))
    if "readers" in beat.pose.lit:
        reads = [np.add((row, column), by) for by in np.ndindex(*layer.kernel)]  # stride 1, as in all of them
        assert now["marked"] == 1 + len(reads)
        pixel = reads[len(reads) // 2]
        across = range(pixel[0] - layer.kernel[0] + 1, pixel[0] + 1)
        assert len(reads) == sum(0 <= at < size_of(layer)[1] for at in across) ** 2
    # What comes before the beat's place in order is filled, and so is what an earlier card came to in its
    # map; nothing of another map is shown that is computed later.
    told_of = [
        each
        for each in guide.beats[:at]
        if (each.pose.layer, each.pose.order) == (beat.pose.layer, beat.pose.order)
    ]
    known = {each.pose.place for each in told_of if each.asks or each.pose.part == "result"}
    known = {place for place in known if place[0] == filter_}
    cells = [text for name, text in now["seen"].items() if "[" in name]  # headers of rows have no name
    texts = dict(zip(np.ndindex(*size_of(layer)), cells, strict=True))
    if "readers" in beat.pose.lit:
        nine = [(filter_, *map(int, np.subtract(pixel, by))) for by in np.ndindex(*layer.kernel)]
        assert [texts[each] for each in nine] == [written(result_at(layer, each)) for each in nine]
    for place, text in texts.items():
        if step_of(layer, replace(beat.pose, place=place)) < now["step"] or place in known - {
            beat.pose.place
        }:
            assert text == written(result_at(layer, place)), place
        elif place[0] != filter_ or beat.pose.order == "place":
            assert text.strip() in ("", "?") or place == beat.pose.place, place
    if part == "result":
        assert cell == written(result_at(layer, beat.pose.place))
        assert now["total"].partition(" = ")[2] == total_of(layer, beat.pose.place)
    else:
        assert cell.strip() == ""


@pytest.mark.parametrize(
    "page_key", some_of(PAGES, "separable", "backward", deeper=["several", "transposed"])
)
def test_every_beat_says_and_shows_what_the_loops_reckon(page_key, app, open_page):
    page = open_page(reduced_motion="reduce")
    page.goto(f"{app}/{PAGES[page_key]}?step=0&view=gather")
    stage = ready(page)
    button(stage, "Guide").click()
    page.mouse.move(0, 0)  # what is pointed at is told in the place of the keys
    first_shown = by_topic("separable")[0].layers[0]
    for guide in guides.of_page(page_key):
        words = told(guide, traces_of(guide, "numpy"), "en")["beats"]
        for at, (beat, said) in enumerate(zip(guide.beats, words, strict=True)):
            is_stamp = beat.pose.layer in guide.scatters
            layer = None if is_stamp else guide.layers[beat.pose.layer].layer
            expect(page.get_by_test_id("guide")).to_have_attribute("data-beat", f"{guide.id}.{at + 1}")
            now = stage.evaluate(READ)
            check_beat(now, guide, at, layer, beat, said)
            # What the page says of its own layer is not seen beside one that the guide lends.
            is_lent = page_key == "grouped" or (
                page_key == "separable" and guide.layers.get(beat.pose.layer) != first_shown
            )
            assert now["heading"] == ("hidden" if is_lent else "visible")
            assert now["fields"] == ("hidden" if page_key == "grouped" else "visible")
            assert now["hint"] == "Space, → or PageDown: next. ← or PageUp: back. Esc: leave the guide."
            assert now["spoken"].startswith(f"card {at + 1} of {len(guide.beats)}. {now['words']}")
            assert now["answer"] != "visible" or not beat.asks
            if beat.asks:
                page.keyboard.press(" ")
                now = stage.evaluate(READ)
                check_beat(now, guide, at, layer, beat, said, answered=True)
                assert (now["answer"], now["spoken"]) == ("visible", plain(said["answer"]))
            page.keyboard.press("PageDown" if at % 2 else "ArrowRight")
    expect(page).to_have_url(re.compile(rf"guide={guide.id}\.{len(guide.beats)}"))
    assert stage.evaluate(LEADS) == NEXT[page_key]
    # The last key asked for a card after the last one.
    ends = [label("stage_guide.last_card")]
    for words, _ in [NEXT[page_key]] if NEXT[page_key] else []:
        ends.append(label("stage_guide.next_lesson", title=words.partition(": ")[2]))
    assert stage.evaluate(READ)["spoken"] == "".join(ends)
    page.keyboard.press("Escape")
    expect(page.get_by_test_id("guide")).to_be_hidden()
    expect(page).not_to_have_url(re.compile("guide="))
    expect(stage.locator(".info")).to_contain_text("Space plays")


def test_boxes_and_choice_are_out_of_sight_while_a_card_lends_another_layer(app, open_page):
    page = open_page(reduced_motion="reduce")
    page.goto(f"{app}/Depthwise_convolution?guide=depthwise.8")
    ready(page)
    of_the_page = [page.locator(f".st-key-own-{which} > *").first for which in ("boxes", "choice")]
    for each in of_the_page:
        expect(each).to_be_hidden()
    page.keyboard.press("Escape")
    for each in of_the_page:
        expect(each).to_be_visible()


# What is to be seen of every stage of the page: its numbers, its controls, its equation; and the card.
SEEN = """() => {
  const within = (root) => [...root.querySelectorAll("*")].flatMap((each) => [
    ...(each.dataset?.testid === "stage" ? [each] : []),
    ...(each.shadowRoot ? within(each.shadowRoot) : []),
  ]);
  const isSeen = (node) => node.checkVisibility({ visibilityProperty: true });
  const seen = (stage, query) => [...stage.querySelectorAll(query)].filter(isSeen);
  const parts = ".grid .numbers text, .grid .name, .equation .line, .count, .controls select, .moves button";
  return within(document).map((stage) => seen(stage, `${parts}, .guide .now, .guide .answer`)
    .map((node) => (node.value || node.ariaLabel || node.textContent).trim()));
}"""


@pytest.mark.parametrize("page_key", some_of(PAGES, "separable", deeper=["depthwise"]))
def test_a_card_opened_by_its_link_shows_what_one_sees_who_walks_there(page_key, app, open_page):
    page = open_page({"width": 1440, "height": 900}, reduced_motion="reduce")
    names = [
        f"{guide.id}.{at}" for guide in guides.of_page(page_key) for at in range(1, len(guide.beats) + 1)
    ]
    page.goto(f"{app}/{PAGES[page_key]}?guide={names[0]}")
    stage, card = ready(page), page.get_by_test_id("guide")
    if page_key == "separable":
        ready(page, 1)
    walked = {}
    for name in names:
        expect(card).to_have_attribute("data-beat", name)
        walked[name] = page.evaluate(SEEN)
        page.keyboard.press("PageDown")
        if "answered" in (stage.locator(".beat.now").get_attribute("class") or ""):
            page.keyboard.press("PageDown")
    assert all(not any(others) for _, *others in walked.values())
    # Card 6 of the separable guide is one of them: it asks for what the second stage shows.
    for name in names[5::6] if len(names) > 12 else names[2::3]:
        page.goto(f"{app}/{PAGES[page_key]}?guide={name}")
        ready(page)
        ready(page, len(walked[name]) - 1)
        expect(card).to_have_attribute("data-beat", name)
        assert page.evaluate(SEEN) == walked[name], name


def test_a_link_opens_at_its_beat_and_waits(app, open_page):
    page = open_page()
    page.goto(f"{app}/Standard_convolution?guide=standard.7")
    stage = ready(page)
    card = page.get_by_test_id("guide")
    expect(card).to_have_attribute("data-beat", "standard.7")
    # The reader types what is asked at the beat before.
    page.keyboard.press("PageUp")
    field = card.locator(".now input")
    for nothing in ("", "  ", "one", "1 2"):
        field.fill(nothing)
        field.press("Enter")
        expect(card.locator(".now .told")).to_have_text("Type a number, such as 12 or 1/3.")
        field.fill("2")
        field.press("Enter")
        expect(card.locator(".now .told")).to_have_text("Not this. Try again, or let it be shown.")
    field.fill("2")
    field.press("Enter")
    expect(card.locator(".now .told")).to_have_text("Not this. Try again, or let it be shown.")
    field.fill("１．０")  # as a Chinese keyboard writes 1.0
    field.press("Enter")
    expect(card.locator(".beat.answered .answer")).to_be_visible()
    # A clicker goes on and back from the box; arrows are the box's own.
    page.keyboard.press("PageDown")
    page.keyboard.press("PageUp")
    field.fill("12")
    field.press("ArrowLeft")
    expect(card).to_have_attribute("data-beat", "standard.6")
    field.press("PageUp")
    expect(card).to_have_attribute("data-beat", "standard.5")
    page.keyboard.press("PageDown")
    field.focus()
    field.press("PageDown")  # first the answer, then the next card
    expect(card.locator(".beat.answered .answer")).to_be_visible()
    # Handles both ways, and the equation's terms.
    card.locator(".now .handle", has_text="the bias").hover()
    expect(stage.locator(".lights")).to_have_attribute("data-lit", "b")
    stage.locator('[data-cell="b[0]"]').hover()
    expect(card.locator(".now .handle.lit")).to_have_text("the bias")
    expect(stage.locator(".equation .lit")).to_have_text("1")
    stage.locator(".equation .term").first.hover()
    expect(stage.locator(".grid.x .marks rect")).to_have_count(1)
    expect(stage.locator(".grid.w .marks rect")).to_have_count(1)
    # Free exploration, and the way back.
    button(stage, "Next step").click()
    expect(card.locator(".away")).to_be_visible()
    button(stage, "Back to this card").click()
    expect(card.locator(".away")).to_be_hidden()
    expect(stage).to_have_attribute("data-step", "4")


def test_a_guide_begins_before_anything_is_computed(app, open_page):
    page = open_page(reduced_motion="reduce")
    for key in some_of(("standard", "depthwise", "pointwise", "grouped"), "standard", "grouped"):
        page.goto(f"{app}/{PAGES[key]}?guide={key}.1")
        stage = ready(page)
        expect(stage).to_have_attribute("data-step", "0")
        cells = stage.locator(".grid.y .numbers [role=gridcell]").all_text_contents()
        assert {text.strip() for text in cells} <= {"", "?"}, key
        expect(stage.get_by_test_id("counter")).to_have_text(re.compile(r"^0 of [\d,]+ multiplications"))
        # Nor is a line named that has no products yet.
        lines = stage.locator(".equation .line")
        for line in lines.all():
            expect(line).to_be_hidden()
        for _ in range(3):
            page.keyboard.press("ArrowRight")
        expect(lines.first).to_be_visible()


def test_a_beat_that_plays_comes_to_rest_at_its_place_by_itself(app, open_page):
    page = open_page()
    page.goto(f"{app}/Standard_convolution?guide=standard.6")
    stage = ready(page)
    stage.get_by_label("Speed").fill("7")
    page.get_by_label("Cards of the guide").select_option("6")
    expect(stage).to_have_attribute("data-step", "8")
    expect(stage).to_have_attribute("data-playing", "false")
    expect(stage.locator('[data-cell="y[0,2,2]"]')).to_have_text("1")
    # What was silent while it played says where it has come to rest.
    expect(stage.locator(":scope > .spoken[role=status]")).to_contain_text("step 9 of 18")
    expect(stage.locator('[data-cell="y[1,0,0]"]')).to_have_text("?")
    page.goto(f"{app}/Standard_convolution?guide=nonsense.1")
    expect(ready(page).locator(".info")).to_contain_text("card “nonsense.1”")


@in_depth
def test_the_sum_of_a_card_that_plays_is_seen_with_the_cells_of_its_numbers(app, open_page):
    page = open_page()
    page.goto(f"{app}/Pointwise_convolution?guide=pointwise.5")
    stage = ready(page)
    page.keyboard.press("ArrowRight")
    # The window and the line, each time the walk has come to another column: what is seen of the line then.
    watched = stage.evaluate_handle("""(stage) => ({ seen: new Promise((done) => {
      const seen = [];
      const look = () => {
        const [line] = stage.querySelectorAll(".equation .line");
        const [glide] = stage.querySelectorAll(".glide");
        if (stage.dataset.step === "1") {
          const to = Number(/translate\\(([\\d.]+)/.exec(glide.getAttribute("style"))[1]);
          const at = new DOMMatrix(getComputedStyle(glide).transform).m41;
          seen.push([to - at > 2, Number(getComputedStyle(line).opacity)]);
        }
        if (Number(stage.dataset.step) > 1) done(seen);
        else requestAnimationFrame(look);
      };
      look();
    }) })""")
    page.keyboard.press("ArrowRight")
    seen = watched.evaluate("({ seen }) => seen")
    under_way = [opacity for far, opacity in seen if far]
    there = [opacity for far, opacity in seen if not far]
    assert under_way
    assert set(under_way) == {0}
    assert there[-1] == 1


@pytest.mark.parametrize("language", first_of(["zh", "en"]))
@pytest.mark.parametrize(
    ("lesson", "size"),
    first_of(
        [
            ("Grouped_convolution?guide=grouped.7", (390, 844)),
            ("Backward_pass?guide=backward.2", (390, 844)),
        ],
        2,
    ),
)
def test_on_a_phone_the_title_of_every_card_is_seen_whole_in_the_list(lesson, size, language, app, open_page):
    page = open_page({"width": size[0], "height": size[1]}, has_touch=True, is_mobile=True)
    page.goto(f"{app}/{lesson}&lang={language}")
    ready(page)
    # The title as the list breaks it: in all of its width but the arrow, in lines of the list's letters.
    cut = (
        page.get_by_test_id("guide")
        .locator("select")
        .evaluate("""(list) => {
      const look = getComputedStyle(list);
      const line = document.createElement("div");
      line.style.cssText = `position: absolute; font: ${look.fontSize} ${look.fontFamily};
        white-space: ${look.whiteSpace}; width: ${list.clientWidth - parseFloat(look.paddingLeft) - 26}px`;
      document.body.append(line);
      const cut = [...list.options].filter(({ text }) => {
        line.textContent = text;
        return line.scrollWidth > line.clientWidth || line.offsetHeight > list.clientHeight;
      });
      line.remove();
      return cut.map(({ text }) => text);
    }""")
    )
    assert cut == []


def test_all_cards_of_separable_count_one_run_under_the_drawing_of_it(app, open_page):
    page = open_page(viewport={"width": 1440, "height": 900})
    page.goto(f"{app}/Depthwise_separable?guide=separable.4")
    stage = ready(page)
    expect(stage.locator(".count")).to_have_text("step 8 of 20")
    drawing = page.locator("[class*='st-key-'][class*='-boxes']")
    expect(drawing).to_be_visible()
    page.keyboard.press("ArrowRight")
    expect(stage.locator(".count")).to_have_text("step 9 of 20")
    assert stage.locator(".ticks i").evaluate_all("(all) => all.map((each) => each.style.left)")[0] == (
        "42.1053%"
    )
    expect(drawing).to_be_visible()
    # Of another run the drawing gives its room to the stage.
    page.goto(f"{app}/Depthwise_separable?example=separable-picture&guide=separable.1")
    expect(ready(page).locator(".count")).to_have_text("step 1 of 20")
    expect(drawing).to_be_hidden()
    drawn = drawing.evaluate("(each) => each.offsetHeight")
    assert drawn == 0


def test_a_card_far_down_a_page_is_scrolled_to_and_the_fields_of_the_page_are_hidden(app, open_page):
    page = open_page(viewport={"width": 1440, "height": 900})
    page.goto(f"{app}/Several_layers?guide=several.2")
    expect(page.get_by_test_id("guide")).to_be_in_viewport(ratio=0.9)
    # A card shows either layer: the switch between them would name another one than is shown.
    switch = page.get_by_role("radiogroup", name="Layer")
    expect(switch).to_be_hidden()
    page.keyboard.press("Escape")
    expect(switch).to_be_visible()
    page.goto(f"{app}/One_dimension?guide=row.7")
    expect(page.get_by_test_id("guide")).to_be_in_viewport(ratio=0.9)
    expect(page.locator(".st-key-unguided-below")).to_be_hidden()
    expect(page.locator(".st-key-unguided-fields")).to_be_hidden()


def test_the_card_and_all_lines_of_the_equation_share_a_full_screen(app, open_page):
    page = open_page({"width": 1920, "height": 1080})
    page.goto(f"{app}/Standard_convolution?guide=standard.7&show=stage")
    card = ready(page).get_by_test_id("guide")
    sizes = card.evaluate(
        "(card) => [card, ...card.querySelectorAll('.ways > :not([hidden])')]"
        ".map((node) => parseFloat(getComputedStyle(node).fontSize))"
    )
    assert len(sizes) == 5
    assert min(sizes) >= 0.018 * 1080, sizes
    # On a small projector every channel's line is seen beside the card, none scrolled away.
    page.set_viewport_size({"width": 1280, "height": 720})
    equation = page.get_by_test_id("equation")
    expect(equation.locator(".line")).to_have_count(4)
    seen = equation.evaluate_handle("(node) => () => node.scrollHeight <= node.clientHeight + 1")
    page.wait_for_function("(seen) => seen()", arg=seen)


@in_depth
def test_on_a_small_projector_a_card_is_read_from_the_last_row_where_the_picture_leaves_room(app, open_page):
    page = open_page({"width": 1280, "height": 720}, reduced_motion="reduce")
    sizes = (
        "(stage) => ['.guide', '.grid.x .numbers'].map((at) =>"
        " parseFloat(getComputedStyle(stage.querySelector(at)).fontSize))"
    )
    for beat in (
        "Backward_pass?guide=backward.4",
        "One_dimension?guide=row.5",
        "Standard_convolution?guide=standard.7",
    ):
        page.goto(f"{app}/{beat}&show=stage")
        stage = ready(page)
        card = stage.get_by_test_id("guide")
        expect(card).to_have_css("font-size", "22.032px")
        expect(card).to_be_in_viewport(ratio=0.98)
        assert min(stage.evaluate(sizes)) >= 22


# px of the step's count and of the card's letters; of the smallest number of an input and of its map's name.
READ_FROM_THE_BACK = """(stage) => {
  const px = (at) => parseFloat(getComputedStyle(stage.querySelector(at)).fontSize);
  const scale = (at) => stage.querySelector(at).currentCSSZoom;
  const drawn = (at) => Math.min(...[...stage.querySelectorAll(at)].map((text) =>
    parseFloat(getComputedStyle(text).fontSize) * text.getScreenCTM().a));
  const picture = [".grid.x .numbers text", ".grid.x .name"].map(drawn);
  const place = [".where", ".counter", ".headline b"].map(px);
  return [px(".count") * scale(".count"), px(".beat.now p"), ...picture, ...place];
}"""
# What a class reads of a beat at 720 and at 1080 px of height: as READ_FROM_THE_BACK has it.
LEAST_READ = {
    ("Standard_convolution?guide=standard.4", 720): (22, 20, 20, 22),
    ("Depthwise_separable?guide=separable.4", 720): (22, 22, 22, 22),
    ("Grouped_convolution?guide=grouped.1", 720): (22, 20, 22, 22),
    ("Grouped_convolution?guide=grouped.4", 720): (22, 20, 22, 22),
    ("Grouped_convolution?guide=grouped.7", 720): (22, 20, 22, 22),
    ("Standard_convolution?guide=standard.4", 1080): (29.7, 28, 32.4, 32.4),
    ("Depthwise_separable?guide=separable.4", 1080): (29.7, 32, 32.4, 32.4),
    ("Grouped_convolution?guide=grouped.4", 1080): (29.7, 28, 32.4, 32.4),
}


@pytest.mark.parametrize("language", first_of(["zh", "en"]))
@pytest.mark.parametrize(("beat", "height"), first_of(LEAST_READ, 2))
def test_a_card_and_the_count_of_steps_are_read_from_the_back(beat, height, language, app, open_page):
    page = open_page({"width": height * 16 // 9, "height": height}, reduced_motion="reduce")
    page.goto(f"{app}/{beat}&show=stage&lang={language}")
    stage = ready(page)
    read = stage.evaluate(READ_FROM_THE_BACK)
    least = (*LEAST_READ[beat, height], *[0.03 * height - 0.05] * 3)  # the place, the count, the title
    assert all(size >= each for size, each in zip(read, least, strict=True)), read
    # Nothing is pushed off the screen; the line under the equation lies beside the card, on no line of it.
    assert stage.evaluate("(node) => [node.scrollHeight, node.scrollWidth - node.clientWidth]") == [height, 0]
    places = stage.evaluate(
        "(stage) => ['.guide', '.equation', '.where', '.counter', '.progress', '.head'].map((at) =>"
        " { const { left, right, top, bottom } = stage.querySelector(at).getBoundingClientRect();"
        " return [left, right, top, bottom]; })"
    )
    card, equation, where, counter, progress, head = places
    # Five lines of a sum leave room for one: the last of them names the place.
    for line in (counter,) if beat.endswith("grouped.1") else (where, counter):
        assert line[1] < card[0]
        assert equation[3] <= line[2] + 1
    assert head[2] - 1 <= progress[2] < progress[3] <= head[3] + 1


@pytest.mark.parametrize(
    ("lesson", "beat", "cards", "language"),
    first_of(
        [
            ("Grouped_convolution", "grouped.1", 8, "zh"),
            ("Grouped_convolution", "grouped.1", 8, "en"),
            ("Backward_pass", "backward.9", 2, "en"),
        ]
    ),
)
def test_no_card_makes_a_stage_taller_than_a_small_projector(lesson, beat, cards, language, app, open_page):
    page = open_page({"width": 1280, "height": 720}, reduced_motion="reduce")
    page.goto(f"{app}/{lesson}?guide={beat}&lang={language}")
    stage = ready(page)
    card = page.get_by_test_id("guide")
    page.keyboard.press("f")
    expect(stage).to_have_class(re.compile(r"\bfull\b"))
    drawn = stage.evaluate_handle("(node) => () => node.scrollHeight <= 720")
    at = int(beat.split(".")[1])
    for each in range(at, at + cards):
        card.get_by_role("combobox").select_option(str(each - 1))
        expect(card).to_have_attribute("data-beat", f"{beat.split('.')[0]}.{each}")
        page.wait_for_function("(drawn) => drawn()", arg=drawn)
        for part in (stage.locator(".headline"), stage.locator(".drawing"), card, stage.locator(".foot")):
            expect(part).to_be_in_viewport(ratio=0.99)


@pytest.mark.parametrize(
    "beat",
    first_of(
        [
            "Grouped_convolution?guide=grouped.5",
            "Standard_convolution?guide=standard.5",
            "Backward_pass?guide=backward.10",
        ]
    ),
)
def test_on_a_phone_on_its_side_the_card_stands_beside_drawing_and_sum(beat, app, open_page):
    size = {"width": 844, "height": 390}
    page = open_page(size, has_touch=True, is_mobile=True, reduced_motion="reduce")
    page.goto(f"{app}/{beat}&lang=zh")
    stage = ready(page)
    card = stage.get_by_test_id("guide")
    parts = [
        card,
        card.locator(".ways button.main"),
        stage.locator(".drawing"),
        stage.get_by_test_id("equation"),
    ]
    for part in (*parts, button(stage, "下一步")):
        expect(part).to_be_in_viewport(ratio=0.95)
    _, _, drawing, equation = (part.bounding_box() for part in parts)
    beside = card.bounding_box()
    assert drawing["x"] + drawing["width"] <= min(beside["x"], equation["x"])
    assert equation["y"] >= beside["y"] + beside["height"]


@in_depth
def test_five_lines_of_a_sum_and_what_stands_under_them_do_not_touch_on_a_full_screen(app, open_page):
    page = open_page({"width": 1920, "height": 1080}, reduced_motion="reduce")
    page.goto(f"{app}/Grouped_convolution?guide=grouped.2&show=stage")
    stage = ready(page)
    expect(stage.locator(".equation .total .y")).to_have_text("8", timeout=10_000)
    below = [part.bounding_box()["y"] for part in stage.locator(".status > *").all() if part.is_visible()]
    total = stage.locator(".equation .total").bounding_box()
    assert below
    assert total["y"] + total["height"] <= min(below) + 1


# The least px between two results beside one another.
BETWEEN = """(stage) => Math.min(...[...stage.querySelectorAll(".grid.y [role=row]")].flatMap((row) => {
  const places = [...row.querySelectorAll(".done")].map((text) => text.getBoundingClientRect());
  return places.slice(1).map((place, i) => place.left - places[i].right);
}))"""


@in_depth
def test_results_of_three_signs_do_not_touch_on_a_small_projector(app, open_page):
    page = open_page({"width": 1280, "height": 720}, reduced_motion="reduce")
    page.goto(f"{app}/Grouped_convolution?step=35&show=stage")
    stage = ready(page)
    expect(stage.locator('[data-cell="y[1,1,1]"]')).to_have_text("−11")
    assert stage.evaluate(BETWEEN) >= 4


@pytest.mark.parametrize(
    ("size", "inputs"), first_of([([1280, 720], 2), ([1920, 1080], 4)]), ids=["720", "1080"]
)
def test_a_card_of_one_group_shows_it_alone_where_the_last_row_could_not_read_all(
    size, inputs, app, open_page
):
    page = open_page({"width": size[0], "height": size[1]}, reduced_motion="reduce")
    page.goto(f"{app}/Grouped_convolution?guide=grouped.5&show=stage")
    stage = ready(page)
    expect(stage.locator(".grid.x")).to_have_count(inputs, timeout=10_000)
    expect(stage.locator('[data-cell="x[2,0,0]"]')).to_be_visible()
    seen = "(all) => Math.min(...all.map((text) => "
    seen += "Number.parseFloat(getComputedStyle(text).fontSize) * text.getScreenCTM().a))"
    assert stage.locator(".drawing .numbers text").evaluate_all(seen) >= 0.0295 * size[1]
    assert stage.evaluate("(node) => node.scrollHeight") <= size[1]


# Whether every number and name of a picture has 3 % of the window's height, and all of the stage is in it.
FROM_THE_LAST_ROW = """(stage) => () => {
  const texts = [...stage.querySelectorAll(".drawing text")]
    .filter((text) => text.textContent.trim() && text.getClientRects().length);
  const letters = (node) => Number.parseFloat(getComputedStyle(node).fontSize);
  const sizes = texts.map((text) => letters(text) * text.getScreenCTM().a);
  const tabs = [...stage.querySelectorAll(".tabs button")].map((tab) => letters(tab) * tab.currentCSSZoom);
  return texts.length > 0 && Math.min(...sizes, ...tabs) >= LEAST * innerHeight
    && stage.scrollHeight <= innerHeight;
}"""


@pytest.mark.parametrize(
    ("card", "size", "language"),
    first_of(
        [
            ("Grouped_convolution?guide=grouped.2", (1280, 720), "en"),
            ("Transposed_convolution?guide=transposed.5", (1280, 720), "zh"),
            ("Standard_convolution?guide=standard.5", (1280, 720), "zh"),
            *product(SWEPT, ((1280, 720), (1920, 1080)), ("en", "zh")),
        ],
        2,
    ),
)
def test_every_number_of_every_card_is_read_from_the_last_row(card, size, language, app, open_page):
    page = open_page({"width": size[0], "height": size[1]}, reduced_motion="reduce")
    page.goto(f"{app}/{card}&show=stage&lang={language}")
    read = ready(page).evaluate_handle(FROM_THE_LAST_ROW.replace("LEAST", "0.03"))
    page.wait_for_function("(read) => read()", arg=read)


# All eight filters of two groups; at 720 px the stage's edges and controls take a larger part.
@pytest.mark.parametrize(("size", "least"), first_of([((1280, 720), 0.027), ((1920, 1080), 0.0299)]))
def test_all_numbers_of_both_groups_are_seen_from_the_last_row(size, least, app, open_page):
    page = open_page({"width": size[0], "height": size[1]}, reduced_motion="reduce")
    page.goto(f"{app}/Grouped_convolution?step=0&show=stage")
    stage = ready(page)
    read = stage.evaluate_handle(FROM_THE_LAST_ROW.replace("LEAST", str(least)))
    page.wait_for_function("(read) => read()", arg=read)
    expect(stage.locator(".grid.w")).to_have_count(16)


@pytest.mark.parametrize("scheme", first_of(["dark", "light"]))
def test_all_words_of_a_card_have_contrast_on_it(scheme, app, open_page):
    page = open_page(color_scheme=scheme, reduced_motion="reduce")
    for beat in ("Standard_convolution?guide=standard.1", "Grouped_convolution?guide=grouped.2"):
        page.goto(f"{app}/{beat}")
        card = ready(page).get_by_test_id("guide")
        words = (
            ".title",
            ".progress",
            ".beat.now p",
            ".away span",
            ".handle",
            ".ways button",
            ".ways select",
        )
        found = {
            at: round(contrast(node), 2)
            for at in words
            for node in card.locator(at).all()
            if node.is_visible()
        }
        assert len(found) >= 5
        assert {at: ratio for at, ratio in found.items() if ratio < 4.5} == {}


@in_depth
def test_every_line_is_seen_beside_a_card_where_one_would_be_broken(app, open_page):
    page = open_page({"width": 1280, "height": 720}, reduced_motion="reduce")
    page.goto(f"{app}/Grouped_convolution?guide=grouped.1")
    ready(page)
    page.keyboard.press("f")
    page.wait_for_function("() => document.fullscreenElement")
    page.keyboard.press("PageDown")
    expect(page.get_by_test_id("guide")).to_have_attribute("data-beat", "grouped.2")
    equation = page.get_by_test_id("equation")
    expect(equation.locator(".line")).to_have_count(5)
    # The last line stands over what would be below it.
    apart = equation.evaluate_handle(
        "(node) => () => { const at = [...node.children].map((line) => line.getBoundingClientRect());"
        " return at.every(({ top }, i) => !i || top >= at[i - 1].bottom - 1); }"
    )
    page.wait_for_function("(apart) => apart()", arg=apart)


def test_the_next_lesson_of_a_guide_on_the_full_screen_fills_it_too(app, open_page):
    page = open_page({"width": 1280, "height": 720}, reduced_motion="reduce")
    page.goto(f"{app}/Pointwise_convolution?guide=pointwise.9")
    card = ready(page).get_by_test_id("guide")
    page.keyboard.press("f")
    page.wait_for_function("() => document.fullscreenElement")
    page.keyboard.press("PageDown")  # the answer
    card.get_by_role("link", name="Next lesson").click()
    expect(page).to_have_url(re.compile(r"guide=separable\.1"))
    ready(page)
    assert page.evaluate("() => document.fullscreenElement === null")  # a browser leaves it with the page
    page.keyboard.press("PageDown")
    page.wait_for_function("() => document.fullscreenElement")
    expect(page.get_by_test_id("guide")).to_have_attribute("data-beat", "separable.2")


@pytest.mark.parametrize(("width", "height"), first_of([(390, 844), (1280, 560)]))
def test_the_next_card_is_brought_into_view_where_it_is_not(width, height, app, open_page):
    page = open_page({"width": width, "height": height}, reduced_motion="reduce")
    page.goto(f"{app}/Backward_pass")
    ready(page)
    button(page, "Guide").click()
    card = page.get_by_test_id("guide")
    main = page.get_by_test_id("stMain")
    for at in (6, 7):
        main.evaluate("(main) => main.scrollTo(0, 0)")
        card.get_by_role("combobox").select_option(str(at))
        expect(card).to_have_attribute("data-beat", f"backward.{at + 1}")
        expect(card).to_be_in_viewport(ratio=0.98)  # it ends between two pixels
    # Where all of it is seen, nothing moves.
    stands = main.evaluate("(main) => main.scrollTop")
    page.keyboard.press("PageUp")
    expect(card).to_have_attribute("data-beat", "backward.7")
    page.evaluate("() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))")
    assert main.evaluate("(main) => main.scrollTop") == stands


@pytest.mark.parametrize(
    ("lesson", "beat"),
    first_of(
        [
            ("Backward_pass", "backward.10"),
            ("Backward_pass", "backward.4"),
            ("Backward_pass", "backward.8"),
            ("Transposed_convolution", "transposed.8"),
        ]
    ),
)
def test_on_a_phone_the_equation_is_seen_under_the_card(lesson, beat, app, open_page):
    page = open_page({"width": 390, "height": 844}, reduced_motion="reduce")
    page.goto(f"{app}/{lesson}?guide={beat}")
    stage = ready(page)
    expect(stage.get_by_test_id("equation")).to_be_in_viewport(ratio=0.98)
    expect(stage.get_by_test_id("guide")).to_be_in_viewport(ratio=0.98)
    # The next card is brought there as the one of a link is.
    page.get_by_test_id("stMain").evaluate("(main) => main.scrollTo(0, 0)")
    page.keyboard.press("PageUp")
    expect(stage.get_by_test_id("equation")).to_be_in_viewport(ratio=0.98)


# Whether controls, drawing, card and sum are in the window, and every number is 12 px high.
IN_ONE_WINDOW = """(stage) => () => {
  const header = document.querySelector("[data-testid=stHeader]").getBoundingClientRect();
  const bar = innerHeight > innerWidth ? header.bottom : 0; // a phone on its side sees through it
  const { top } = stage.querySelector(":scope > .controls").getBoundingClientRect();
  const ends = [...stage.querySelectorAll(".drawing, .guide, .equation")]
    .map((part) => part.getBoundingClientRect().bottom);
  const sizes = [...stage.querySelectorAll(".drawing text:not(.name)")]
    .map((text) => Number.parseFloat(getComputedStyle(text).fontSize) * text.getScreenCTM().a);
  return top >= bar - 1 && Math.max(...ends) <= innerHeight + 2 && Math.min(...sizes) >= 11.9;
}"""


@pytest.mark.parametrize("language", first_of(["en", "zh"], 2))
@pytest.mark.parametrize(
    ("card", "size"),
    first_of(
        [
            ("Grouped_convolution?guide=grouped.2", (390, 844)),
            ("Standard_convolution?guide=standard.6", (844, 390)),
            ("Transposed_convolution?guide=transposed.7", (390, 844)),
            *((card, size) for card in SWEPT for size in ((390, 844), (844, 390))),
        ],
        2,
    ),
)
def test_on_a_phone_controls_drawing_card_and_sum_are_in_one_window(card, size, language, app, open_page):
    window = {"width": size[0], "height": size[1]}
    page = open_page(window, has_touch=True, is_mobile=True, reduced_motion="reduce")
    page.goto(f"{app}/{card}&lang={language}")
    seen = ready(page).evaluate_handle(IN_ONE_WINDOW)
    page.wait_for_function("(seen) => seen()", arg=seen)


@pytest.mark.parametrize("lesson", first_of(["Grouped_convolution", "Backward_pass"]))
def test_a_guide_that_is_opened_on_a_phone_keeps_its_controls_in_view(lesson, app, open_page):
    page = open_page(
        {"width": 390, "height": 844}, has_touch=True, is_mobile=True, reduced_motion="reduce", locale="zh-CN"
    )
    page.goto(f"{app}/{lesson}")
    stage = ready(page)
    button(stage, "导览").tap()
    card = stage.get_by_test_id("guide")
    seen = stage.evaluate_handle(IN_ONE_WINDOW)
    for at in range(1, 5):
        expect(card).to_have_attribute("data-beat", re.compile(rf"\.{at}$"))
        page.wait_for_function("(seen) => seen()", arg=seen)
        card.locator("select").select_option(str(at))


# The rows over the picture that the page's own bar covers in part.
HALF_COVERED = """(stage) => {
  const { bottom: bar } = document.querySelector("[data-testid=stHeader]").getBoundingClientRect();
  return [...stage.querySelectorAll(":scope > .controls, :scope > .tabs")]
    .filter((row) => {
      const { top, bottom } = row.getBoundingClientRect();
      return top < bar - 1 && bottom > bar + 1;
    })
    .map((row) => row.className);
}"""


@pytest.mark.parametrize(
    ("lesson", "beat"), first_of([("Grouped_convolution", "grouped.2"), ("Depthwise_separable", "cheaper.2")])
)
def test_on_a_phone_no_row_over_the_picture_lies_half_under_the_bar(lesson, beat, app, open_page):
    page = open_page({"width": 390, "height": 844}, reduced_motion="reduce")
    page.goto(f"{app}/{lesson}?guide={beat}")
    stage = ready(page)
    expect(stage.get_by_test_id("guide")).to_be_in_viewport(ratio=0.98)
    page.get_by_test_id("stMain").evaluate("(main) => main.scrollTo(0, 0)")
    page.keyboard.press("PageUp")
    expect(stage.get_by_test_id("guide")).to_be_in_viewport(ratio=0.98)
    assert stage.evaluate(HALF_COVERED) == []


# Where each map of the picture stands, how high a cell is, how far the page is scrolled.
STANDS = """(stage) => {
  const space = stage.querySelector(".space").getBoundingClientRect();
  const at = (node) => {
    const { left, top } = node.getBoundingClientRect();
    return [left - space.left, top - space.top].map(Math.round).join();
  };
  const scrolled = document.querySelector("[data-testid=stMain]")?.scrollTop;
  const grids = [...stage.querySelectorAll(".grid:is(.x, .p, .s, .y)")].map(at);
  const row = (i) => stage.querySelector(`[data-cell="y[0,${i},0]"]`).getBoundingClientRect().top;
  const height = row(1) - row(0);
  return { grids, height, scrolled, card: at(stage.querySelector(".guide")) };
}"""


def test_on_a_phone_a_card_brings_its_filter_into_the_picture(app, open_page):
    page = open_page({"width": 390, "height": 844}, reduced_motion="reduce")
    page.goto(f"{app}/Depthwise_convolution?guide=depthwise.5")
    stage = ready(page)
    expect(stage.locator('[data-cell="y[0,0,0]"]')).to_be_visible()
    page.keyboard.press("PageDown")
    for cell in ("w[1,0,0,0]", "y[1,0,0]"):
        expect(stage.locator(f'[data-cell="{cell}"]')).to_be_visible()
    expect(stage.locator('[data-cell="y[0,0,0]"]')).to_have_count(0)


# Of each line of the equation: whether it is broken, and in how many rows its last term, sign and value are.
ENDS = """(equation) => [...equation.querySelectorAll(".line:not(.total)")].map((line) => {
  const rows = (node) => [...node.getClientRects()].map(({ bottom }) => Math.round(bottom));
  const last = [...line.querySelectorAll(".term")].at(-1);
  const ends = [last, ...line.querySelectorAll(".equals, .s")].map(rows);
  return [new Set(rows(line.children[1])).size > 1, new Set(ends.flat()).size];
})"""


@pytest.mark.parametrize("language", first_of(["zh", "en"]))
def test_a_line_that_is_broken_beside_a_card_keeps_its_value_with_the_last_term(language, app, open_page):
    page = open_page({"width": 1440, "height": 900}, reduced_motion="reduce")
    page.goto(f"{app}/Grouped_convolution?guide=grouped.2&lang={language}")
    ends = ready(page).get_by_test_id("equation").evaluate(ENDS)
    assert len(ends) == 4
    assert any(is_broken for is_broken, _ in ends)
    assert all(rows == 1 for _, rows in ends), ends


@pytest.mark.parametrize(
    ("lesson", "beat", "stands", "named", "letter"),
    first_of(
        [
            ("Depthwise_separable", "separable.7", 2, [0, 1, 2], "y"),
            ("Depthwise_convolution", "depthwise.7", 1, [0, 1], "y"),
            ("Depthwise_convolution", "depthwise.8", 1, [None, 0, 1], "y"),
            ("Depthwise_separable", "cheaper.3", 2, [0], "y"),
            ("Depthwise_separable", "cheaper.5", 1, [0], "z"),
        ]
    ),
)
def test_on_a_phone_a_word_brings_the_map_that_it_names(lesson, beat, stands, named, letter, app, open_page):
    page = open_page({"width": 390, "height": 844}, reduced_motion="reduce", has_touch=True)
    page.goto(f"{app}/{lesson}?guide={beat}")
    stage = ready(page)
    step = stage.get_attribute("data-step")

    def one_map(at):
        maps = stage.locator(".grid.y .numbers")
        expect(maps).to_have_count(1)
        expect(maps.locator(f'[data-cell="{letter}[{at},0,0]"]')).to_be_visible()
        expect(stage.locator(".tabs [aria-pressed=true]").last).to_have_text(f"{letter}[{at}]")

    one_map(stands)
    for word, at in zip(stage.locator(".beat.now .handle").all(), named, strict=True):
        word.tap()
        expect(stage.locator(".lights > g")).to_have_count(1)
        if at is not None:
            one_map(at)
    # The run has not moved, and a tab shows its own map again.
    assert stage.get_attribute("data-step") == step
    expect(stage.locator(".away")).not_to_have_class(re.compile("now"))
    button(stage, f"{letter}[{stands}]").tap()
    one_map(stands)
    assert stage.get_attribute("data-step") == step


# The products in the picture, and the last line of the equation.
ARITHMETIC = """(stage) => [
  [...stage.querySelectorAll(".grid.p .numbers [role=gridcell]")].map((cell) => cell.textContent)
    .filter(Boolean),
  [...stage.querySelectorAll(".equation .line")].at(-1).textContent.replaceAll("\\u00a0", " "),
]"""


@pytest.mark.parametrize(
    ("lesson", "beat", "word", "at"),
    first_of(
        [
            ("Depthwise_separable", "cheaper.3", "maps", (0, 1, 1)),
            ("Pointwise_convolution", "pointwise.8", "two", (1, 0, 0)),
            ("Pointwise_convolution", "pointwise.9", "All maps", (0, 1, 1)),
            ("Depthwise_separable", "separable.7", "one", (0, 1, 1)),
            ("Depthwise_convolution", "depthwise.7", "One map", (0, 0, 0)),
            ("Depthwise_convolution", "depthwise.8", "this map", (0, 0, 0)),
        ]
    ),
)
def test_on_a_phone_a_map_that_a_word_brings_comes_with_its_own_arithmetic(
    lesson, beat, word, at, app, open_page
):
    page = open_page({"width": 390, "height": 844}, reduced_motion="reduce", has_touch=True)
    page.goto(f"{app}/{lesson}?guide={beat}")
    stage = ready(page)
    name, number = beat.split(".")
    guide = next(each for each in guides.ALL if each.id == name)
    pose = guide.beats[int(number) - 1].pose
    layer = guide.layers[pose.layer].layer

    def reckons(place):
        products, total = stage.evaluate(ARITHMETIC)
        assert products == [written(x * w) for row in products_at(layer, place) for x, w, _ in row]
        assert total.partition(" = ")[2] == total_of(layer, place)
        assert total.partition("[")[2].partition("]")[0] == ",".join(map(str, place))

    reckons(pose.place)
    stage.locator(".beat.now .handle", has_text=word).first.tap()
    expect(stage.locator(".tabs [aria-pressed=true]").last).to_have_text(re.compile(rf"\[{at[0]}\]"))
    reckons(at)
    button(stage, re.compile(rf"^[yz]\[{pose.place[0]}\]")).tap()
    reckons(pose.place)


@in_depth
def test_on_a_phone_a_word_that_names_another_map_brings_the_walk_to_its_end(app, open_page):
    page = open_page({"width": 390, "height": 844}, has_touch=True)
    page.goto(f"{app}/Depthwise_separable?guide=separable.7")
    stage = ready(page)
    expect(button(stage, label("stage.pause", "en")).first).to_be_visible()
    stage.locator(".beat.now .handle", has_text="one").first.tap()
    expect(button(stage, label("stage.play", "en")).first).to_be_visible()
    expect(stage.locator(":scope > .controls .count")).to_have_text("step 20 of 20")
    expect(stage.locator(".tabs [aria-pressed=true]").last).to_have_text(re.compile(r"\[0\]"))
    expect(stage.get_by_text(label("stage_guide.away", "en"))).to_be_hidden()


@pytest.mark.parametrize(
    ("beat", "weights"),
    first_of([("Depthwise_separable?guide=separable.8", 6), ("Depthwise_separable?guide=cheaper.9", 24)]),
)
def test_all_weights_that_a_card_counts_are_lit(beat, weights, app, open_page):
    page = open_page({"width": 1440, "height": 900}, reduced_motion="reduce")
    page.goto(f"{app}/{beat}")
    stage = ready(page)
    expect(stage.get_by_test_id("guide")).to_contain_text(f"{weights}")
    kernels = stage.locator(".grid.w")
    cells = stage.locator(".grid.w [role=gridcell]")
    expect(stage.locator(".lights > g")).to_have_count(kernels.count())
    expect(cells).to_have_count(weights)


@pytest.mark.parametrize("is_phone", first_of([False, True]))
def test_a_word_that_is_pointed_at_lights_its_cells_and_the_walk_goes_on(is_phone, app, open_page):
    size = {"width": 390, "height": 844} if is_phone else {"width": 1440, "height": 900}
    page = open_page(size, has_touch=is_phone)
    page.goto(f"{app}/Standard_convolution?guide=standard.7")
    stage = ready(page)
    count = stage.locator(":scope > .controls .count")
    expect(button(stage, label("stage.pause", "en")).first).to_be_visible()
    word = stage.locator(".beat.now .handle").first
    word.tap() if is_phone else word.hover()
    expect(stage.locator(".lights")).to_have_attribute("data-lit", word.get_attribute("data-target"))
    here = count.inner_text()
    expect(count).not_to_have_text(here)
    # At the next step, too.
    expect(stage.locator(".lights")).to_have_attribute("data-lit", word.get_attribute("data-target"))
    expect(count).to_have_text("step 9 of 18")
    expect(stage.get_by_text(label("stage_guide.away", "en"))).to_be_hidden()


@pytest.mark.parametrize(
    ("lesson", "beat", "channels", "lit"),
    first_of([("Standard_convolution", "standard.5", 3, 3), ("Grouped_convolution", "grouped.3", 4, 2)]),
)
def test_on_a_phone_a_card_about_several_channels_shows_them_all(lesson, beat, channels, lit, app, open_page):
    page = open_page({"width": 390, "height": 844}, reduced_motion="reduce")
    page.goto(f"{app}/{lesson}?guide={beat}")
    stage = ready(page)
    for kind in "xs":
        expect(stage.locator(f".grid.{kind}")).to_have_count(channels)
    expect(stage.locator(".lights > g")).to_have_count(lit)
    # The next card is about the same channels: nothing moves. What it says of the equation is seen under it.
    for each in ("guide", "equation"):
        expect(stage.get_by_test_id(each)).to_be_in_viewport(ratio=0.98)
    stands = stage.evaluate(STANDS)
    page.keyboard.press("PageDown")
    guide, number = beat.split(".")
    expect(stage.get_by_test_id("guide")).to_have_attribute("data-beat", f"{guide}.{int(number) + 1}")
    assert stage.evaluate(STANDS) == stands
    expect(stage.get_by_test_id("equation")).to_be_in_viewport(ratio=0.98)
    # Without a guide a phone shows one channel at a time.
    page.keyboard.press("Escape")
    expect(stage.locator(".grid.x")).to_have_count(1)


@pytest.mark.parametrize(
    ("beat", "least"),
    first_of([("Grouped_convolution?guide=grouped.4", 12), ("Standard_convolution?guide=standard.4", 12.5)]),
)
def test_on_a_phone_the_numbers_around_a_window_are_read_with_ease(beat, least, app, open_page):
    page = open_page({"width": 390, "height": 844}, reduced_motion="reduce")
    page.goto(f"{app}/{beat}")
    stage = ready(page)
    sizes = stage.evaluate(
        "(stage) => [...stage.querySelectorAll('.drawing [role=gridcell]')]"
        ".map((text) => parseFloat(getComputedStyle(text).fontSize) * text.getScreenCTM().a)"
    )
    assert min(sizes) >= least
    # The whole window is there, in each channel.
    frames = stage.locator(".grid.x rect.frame").and_(page.locator(":visible"))
    expect(frames).to_have_count(3 if "Standard" in beat else 2)
    # No map's name lies over its neighbour's.
    names = stage.evaluate(
        "(stage) => [...stage.querySelectorAll('.drawing .name')].map((name) => name.getBoundingClientRect())"
        ".map(({ left, right, top, bottom }) => [left, right, top, bottom])"
    )
    for i, (left, right, top, bottom) in enumerate(names):
        for other in names[i + 1 :]:
            assert right <= other[0] or other[1] <= left or bottom <= other[2] or other[3] <= top, names


# From where to where each name in the picture goes, and the nearest other one in its row.
NAMES = """(stage) => {
  const names = [...stage.querySelectorAll(".drawing .name")].map((each) => each.getBoundingClientRect());
  return names.map((name) => [name.right, ...names
    .filter((other) => other.left > name.left && other.top < name.bottom && other.bottom > name.top)
    .map((other) => other.left)]);
}"""


@pytest.mark.parametrize(("language", "part"), first_of([("zh", "x[0] 局部"), ("en", "x[0] part")]))
def test_on_a_phone_a_part_of_a_map_is_called_one_and_no_name_lies_on_another(language, part, app, open_page):
    page = open_page({"width": 390, "height": 844}, reduced_motion="reduce")
    every = ("grouped.1", "grouped.5", "standard.1", "standard.7", "standard.8")
    for beat in some_of(every, "grouped.5", "standard.7"):
        lesson = beat.partition(".")[0].title()
        page.goto(f"{app}/{lesson}_convolution?guide={beat}&lang={language}")
        stage = ready(page)
        expect(stage.locator(".grid.x .name").first).to_have_text(part)
        for right, *others in stage.evaluate(NAMES):
            assert all(right <= left for left in others), beat
    expect(
        stage.locator(".beat", has_text=re.compile("as much of it as there is room for|放不下时只显示一部分"))
    ).to_have_count(1)


@in_depth
def test_all_cards_of_one_example_have_one_layout_as_large_as_the_window_allows(app, open_page):
    page = open_page({"width": 1280, "height": 720}, reduced_motion="reduce")
    page.goto(f"{app}/Grouped_convolution?guide=grouped.1")
    stage = ready(page)
    choose = stage.get_by_test_id("guide").get_by_role("combobox")
    expect(stage.locator(".grid.x")).to_have_count(4)
    seen = []
    for at in (0, 2, 5, 6):  # in one group, in two, in four
        choose.select_option(str(at))
        expect(stage.get_by_test_id("guide")).to_have_attribute("data-beat", f"grouped.{at + 1}")
        page.evaluate("() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))")
        seen.append({**stage.evaluate(STANDS), "scrolled": None})
    assert all(each == seen[0] for each in seen), seen
    page.goto(f"{app}/Standard_convolution?guide=standard.1")
    stage = ready(page)
    expect(stage.locator(".guide .beat.now")).to_be_in_viewport(ratio=1)
    stands = stage.evaluate_handle(f"(stage) => () => ({STANDS})(stage).height >= 30")
    page.wait_for_function("(stands) => stands()", arg=stands)
    page.goto(f"{app}/Depthwise_separable?guide=cheaper.1")
    expect(ready(page).get_by_test_id("guide")).to_be_in_viewport(ratio=0.98)
    expect(page.get_by_role("heading", level=1)).to_be_in_viewport(ratio=1)


@in_depth
@pytest.mark.parametrize("language", some_of(["en", "zh"], "en"))
def test_the_card_of_why_two_steps_are_cheaper_is_seen_whole_on_a_small_laptop(app, open_page, language):
    page = open_page({"width": 1366, "height": 768})
    page.goto(f"{app}/Depthwise_separable?guide=cheaper.3&lang={language}")
    card = ready(page).get_by_test_id("guide")
    expect(card.get_by_role("textbox")).to_be_visible()
    expect(card.get_by_role("button").last).to_be_in_viewport(ratio=1)
    assert page.get_by_test_id("stMain").evaluate("(main) => main.scrollTop") == 0


@pytest.mark.parametrize("width", first_of([390, 1280]))
def test_a_card_stays_where_it_is_and_its_buttons_keep_to_one_row(width, app, open_page):
    page = open_page({"width": width, "height": 800}, reduced_motion="reduce")
    page.goto(f"{app}/Backward_pass?guide=backward.1")
    card = ready(page).get_by_test_id("guide")
    tops = "(card) => [card, ...card.querySelectorAll('.ways > :not([hidden], select)')].map((node) => {"
    # Of a button its middle, as seen from its row: one in a second row would be further down.
    tops += " const { top, height } = node.getBoundingClientRect();"
    tops += " return Math.round(node === card ? top : top + height / 2); })"
    seen = []
    # On a wide page all cards of the guide, whatever their layers' height.
    for at in (0, 1, 7, 8) if width == 390 else (0, 6, 7, 9, 10, 11):
        card.get_by_role("combobox").select_option(str(at))
        expect(card).to_have_attribute("data-beat", f"backward.{at + 1}")
        # The picture is drawn a frame after its layer has come.
        page.evaluate("() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))")
        seen.append(card.evaluate(tops))
    assert len({top for top, *_ in seen}) == 1, seen
    for _, *middles in seen:
        assert max(middles) - min(middles) <= 2, seen
    # What stands below is about the page's own layer, and says so while a card shows another one.
    card.get_by_role("combobox").select_option("10")
    below = page.locator(".st-key-guided-below")
    expect(below).to_contain_text("still about the example of this page: Depthwise, document 001's example.")
    expect(below).to_be_visible()
    card.get_by_role("button", name="Leave").click()
    expect(below).to_be_hidden()


@pytest.mark.parametrize("size", first_of([[390, 844], [844, 390]]), ids=["upright", "on its side"])
def test_a_kernel_that_stands_turned_is_named_in_12_px_on_a_phone(size, app, open_page):
    page = open_page({"width": size[0], "height": size[1]}, reduced_motion="reduce", has_touch=True)
    page.goto(f"{app}/Backward_pass?guide=backward.11&lang=zh")
    name = ready(page).locator(".grid.w .name")
    expect(name).to_have_text(re.compile(r"^w\[0,0\] +180°$"), timeout=10_000)
    seen = "(name) => Number.parseFloat(getComputedStyle(name).fontSize) * name.getScreenCTM().a"
    assert name.evaluate(seen) >= 12


@pytest.mark.parametrize("size", first_of([[1280, 720], [1920, 1080]]), ids=["720", "1080"])
@pytest.mark.parametrize("card", first_of([9, 11]))
def test_a_kernel_that_is_turned_says_so_in_letters_for_the_last_row(card, size, app, open_page):
    page = open_page({"width": size[0], "height": size[1]}, reduced_motion="reduce")
    page.goto(f"{app}/Backward_pass?guide=backward.{card}&show=stage")
    name = ready(page).locator(".grid.w .name").first
    expect(name).to_have_text(re.compile(r"^w\[0,0\] +(180°|↻)$"), timeout=10_000)
    seen = "(name) => Number.parseFloat(getComputedStyle(name).fontSize) * name.getScreenCTM().a"
    assert name.evaluate(seen) >= 0.0295 * size[1]


@in_depth
def test_a_kernel_that_stands_turned_says_so_on_a_small_projector(app, open_page):
    page = open_page({"width": 1280, "height": 720}, reduced_motion="reduce")
    page.goto(f"{app}/Backward_pass?guide=backward.9&show=stage")
    names = ready(page).locator(".grid.w .name")
    expect(names).to_have_text([re.compile(r"^w\[0,0\] (180°|↻)$"), re.compile(r"^w\[1,0\] (180°|↻)$")])
    widths = "(names) => names.map((name) => [name, name.closest('.grid').querySelector('.numbers')]"
    widths += ".map((node) => node.getBoundingClientRect().right))"
    assert all(name <= cells for name, cells in names.evaluate_all(widths))
    page.set_viewport_size({"width": 900, "height": 560})
    expect(names).to_have_text([re.compile("180°|↻")] * 2)


# The stages of a page in the other order: on a slow machine the second may be there first.
LAST_FIRST = """const heard = []; const { addEventListener: add } = Document.prototype;
document.addEventListener = function (way, act, ...how) {
  if (way !== "keydown") return add.call(this, way, act, ...how);
  heard.unshift(act);
  if (heard.length === 1) add.call(this, way, (event) => heard.forEach((each) => each(event)));
};"""


def test_the_first_key_goes_to_the_card_that_a_link_opens_whichever_stage_is_there_first(app, open_page):
    page = open_page(reduced_motion="reduce")
    page.add_init_script(LAST_FIRST)
    page.goto(f"{app}/Depthwise_separable?guide=separable.1")
    card = ready(page).get_by_test_id("guide")
    expect(card).to_be_visible()
    ready(page, 1)
    page.keyboard.press("Space")
    expect(card).to_have_attribute("data-beat", "separable.2")


def test_a_click_on_the_page_s_own_words_leaves_the_keys_with_the_open_guide(app, open_page):
    page = open_page(reduced_motion="reduce")
    page.goto(f"{app}/Depthwise_separable?guide=separable.1")
    stage = ready(page)
    card = stage.get_by_test_id("guide")
    expect(card).to_be_visible()
    for at, place in enumerate((page.locator("h1"), page.get_by_test_id("stMain")), start=2):
        place.click(position={"x": 25, "y": 30 if at == 2 else 400})
        page.keyboard.press("Space")
        expect(card).to_have_attribute("data-beat", f"separable.{at}")
    # Where no guide is open the page has them back.
    page.keyboard.press("Escape")
    expect(card).to_be_hidden()
    step = stage.get_attribute("data-step")
    page.locator("h1").click()
    page.keyboard.press("ArrowRight")
    button(stage, "Next step").focus()
    expect(stage).to_have_attribute("data-step", step)
