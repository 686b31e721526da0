"""A reader changes numbers where they see them."""

import re

from playwright.sync_api import expect

import dsviz
from dsviz.content import label
from dsviz.conv.convolve import convolve
from dsviz.examples import get
from tests.browser.stage import button, ready, result_of, walk

ADDRESS = "Standard_convolution?step=4"


def change(page, cell: str, typed: str):
    page.locator(f'[data-cell="{cell}"]').click()
    field = page.get_by_role("textbox", name=cell)
    field.fill(typed)
    field.press("Enter")


def test_a_changed_number_is_computed_again_by_torch_and_the_step_stays(app, open_page):
    page = open_page()
    page.goto(f"{app}/{ADDRESS}")
    stage = ready(page)
    expect(page.get_by_test_id("badge")).to_contain_text("torch")
    page.locator('[data-cell="x[0,2,2]"]').click()
    expect(page.get_by_role("textbox", name="x[0,2,2]")).to_have_count(0)
    button(stage, "Change numbers").click()
    change(page, "x[0,2,2]", "7")
    expect(page).to_have_url(re.compile("edits=x_0_2_2_7"))
    change(page, "w[0,0,1,1]", "−1/4")
    change(page, "b[0]", "0.5")
    expect(page).to_have_url(re.compile(r"edits=x_0_2_2_7~w_0_0_1_1_-0.25~b_0_0.5"))
    expect(page.locator('[data-cell="x[0,2,2]"]')).to_have_text("7")
    expect(stage).to_have_attribute("data-step", "4")
    example = get("standard-cs231n")
    x, w, b = example.layer.x.copy(), example.layer.weight.copy(), example.layer.bias.copy()
    x[0, 2, 2], w[0, 0, 1, 1], b[0] = 7, -0.25, 0.5
    output = convolve(x, w, b, **example.layer.keywords)
    cell = page.locator('[data-cell="y[0,1,1]"]')
    expect(cell).to_have_text(f"{output[0, 1, 1]:g}".replace("-", "−"))
    expect(page.get_by_test_id("badge")).not_to_contain_text("equal")
    # Who cannot see the badge is told what this step's number is now, and that torch has checked it.
    spoken, checked = stage.get_by_role("status").last, label("stage.engines", d="0")
    said = f"{output.ravel()[4]:g}".replace("-", "−")
    expect(spoken).to_have_text(f"Bias of filter 0: 1 becomes 0.5; y = {said}; {checked}")
    changed = page.locator('[data-cell="b[0]"]')
    changed.focus()
    changed.press("Control+z")
    expect(changed).to_have_text("1")
    expect(changed).to_be_focused()
    change(page, "b[0]", "0.5")
    expect(cell).to_have_text(said)
    assert walk(stage) == output.ravel().tolist()

    stage.press("Home")  # where little room is left one filter is shown at a time
    button(stage, "Undo").click()
    expect(page.locator('[data-cell="b[0]"]')).to_have_text("1")
    # Undo names what came back, as a change does.
    expect(spoken).to_have_text(re.compile(rf"^Bias of filter 0: 0.5 becomes 1; y = \S+; {checked}$"))
    button(stage, "Original numbers").click()
    expect(page.locator('[data-cell="x[0,2,2]"]')).to_have_text("0")
    expect(page.get_by_test_id("badge")).to_contain_text("equal")
    expect(page).not_to_have_url(re.compile("edits"))


def test_what_is_no_number_is_answered_beside_its_field_and_the_keyboard_alone_can_change_one(app, open_page):
    page = open_page()
    page.goto(f"{app}/{ADDRESS}&edits=x_9_9_9_1")
    expect(page.get_by_text("cannot be used")).to_be_visible()
    stage = ready(page)
    expect(stage).to_have_attribute("data-steps", "18")
    button(stage, "Change numbers").press("Enter")
    for typed in ("abc", "1/0", "", "1e999", "<b>2</b>", "٣"):
        change(page, "x[1,0,0]", typed)
        expect(page.locator(".info.warn")).to_contain_text("A number up to 1e9 is needed")
        field = page.get_by_role("textbox", name="x[1,0,0]")
        expect(field).to_have_value(typed)
        expect(field).to_have_attribute("aria-invalid", "true")
        expect(field).to_have_accessible_description(re.compile("^A number up to 1e9 is needed"))
        expect(stage.get_by_role("status").last).to_have_text(re.compile("^A number up to 1e9 is needed"))
        page.keyboard.press("Escape")
    expect(page.locator('[data-cell="x[1,0,0]"]')).to_have_text("1")
    page.locator('[data-cell="w[1,2,0,0]"]').focus()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Enter")
    page.keyboard.type("3")
    page.keyboard.press("Enter")
    expect(page.locator('[data-cell="w[1,2,0,1]"]')).to_have_text("3")
    expect(page.locator('[data-cell="w[1,2,0,1]"]')).to_be_focused()
    page.keyboard.press("Control+z")
    expect(page.locator('[data-cell="w[1,2,0,1]"]')).to_have_text("0")


def test_a_link_with_changes_shows_the_old_numbers_beside_the_new_as_after_typing(app, open_page):
    page = open_page()
    page.goto(f"{app}/Standard_convolution?example=standard-guide&edits=x_0_0_1_9")
    stage = ready(page)
    expect(page.locator(".grid.x text.old")).to_have_text(["3"])
    expect(page.locator(".grid.y text.old")).to_have_text(["12→"])
    expect(page.locator('[data-cell="y[0,0,0]"]')).to_have_text("18")
    expect(stage).to_have_attribute("data-playing", "false")
    button(stage, "Next step").click()
    expect(page.locator("text.old")).to_have_count(0)
    # A second layer's numbers are others, too: z[0,0,0] was -2, and the bias 1 is added to its products.
    page.goto(f"{app}/Depthwise_separable?step=7&step2=0&edits=x_0_0_0_9")
    first, second = ready(page), ready(page, 1)
    expect(first.locator(".grid.x text.old")).to_have_text([re.compile("^2→?$")])
    expect(second.locator(".grid.x text.old")).to_have_text([re.compile("^−2→?$")])
    expect(second.locator(".grid.y text.old")).to_have_text(["−21→"])
    button(first, "Next step").click()
    expect(page.locator("text.old")).to_have_count(0)


# Walks both steps of a separable layer with the first stage's keys: both equations, how much of z is known.
WALK_BOTH = """async (stage, second) => {
  const how = { bubbles: true, composed: true, cancelable: true };
  const press = (key) => stage.dispatchEvent(new KeyboardEvent("keydown", { key, ...how }));
  const text = (of) => of.querySelector("[data-testid=equation]").textContent;
  const cells = () => [...second.querySelectorAll(".grid.x .numbers [role=gridcell]")];
  const known = () => cells().filter((cell) => cell.textContent).length;
  const read = () => [text(stage), text(second), known(), second.classList.contains("waits")];
  stage.focus();
  press("Home");
  const run = [read()];
  const [, all] = stage.querySelector(".count").textContent.match(/of (\\d+)/);
  while (run.length < Number(all)) { press("ArrowRight"); run.push(read()); }
  return run;
}"""


def test_a_link_with_changes_opens_with_them(app, open_page):
    page = open_page()
    page.goto(f"{app}/Depthwise_separable?step=0&step2=0&edits=x_0_0_0_9")
    expect(page.locator('[data-cell="x[0,0,0]"]').first).to_have_text("9")
    depthwise, pointwise = get("separable-tensorflow").layers
    x = depthwise.layer.x.copy()
    x[0, 0, 0] = 9
    between = dsviz.convolve(x, depthwise.layer.weight, **depthwise.layer.keywords)
    output = dsviz.convolve(between, pointwise.layer.weight, pointwise.layer.bias, **pointwise.layer.keywords)
    first, second = ready(page, 0), ready(page, 1)
    # One run: the depthwise step fills z, then the pointwise step reads it.
    between, output = between.ravel().tolist(), output.ravel().tolist()
    run = first.evaluate(WALK_BOTH, second.element_handle())
    assert len(run) == len(between) + len(output)
    for at, (z, y, known, waits) in enumerate(run):
        begun = at - len(between)
        assert result_of(z) == between[min(at, len(between) - 1)]
        assert (waits, known) == (begun < 0, min(at + 1, len(between)))
        assert waits or result_of(y) == output[begun]
    first.press("Home")
    for playing in ("true", "false"):  # one key for both: they are one run
        first.press("Space")
        for stage in (first, second):
            expect(stage).to_have_attribute("data-playing", playing, timeout=2_000)
    first.get_by_role("combobox", name="Order").select_option("place")
    run = first.evaluate(WALK_BOTH, second.element_handle())
    channels, filters = len(depthwise.layer.weight), len(pointwise.layer.weight)
    for at, (_, _, known, waits) in enumerate(run):
        place, rest = divmod(at, channels + filters)
        assert (waits, known) == (at < channels, place * channels + min(rest + 1, channels))
    button(second, "Change numbers").click()
    second.locator('[data-cell="z[0,0,0]"]').click()
    expect(second.get_by_role("textbox")).to_have_count(0)
