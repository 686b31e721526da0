"""What a reader does with a backward pass: each gradient walked on the stage, under true names."""

import re

import numpy as np
import pytest
from playwright.sync_api import expect

from dsviz.content import label
from dsviz.examples.transposed import TRANSPOSED
from tests.browser.stage import WALK, ready, rested
from tests.conv.facts import GRADIENTS
from tests.conv.facts import TRANSPOSED as BY_HAND
from tests.thorough import some_of


def walked(stage, shape):
    """The numbers at the ends of all equations."""
    steps = stage.evaluate(WALK)
    ends = [float(text.rsplit("=", 1)[1].replace("\u2212", "-")) for _, text in steps]
    return np.reshape(ends, shape).tolist()


def test_dx_and_dw_of_documents_001s_example_are_walked_with_their_names(app, open_page):
    _, _, dx, dw, _ = GRADIENTS["depthwise"]
    page = open_page()
    page.goto(f"{app}/Backward_pass?gradient=x")
    stage = ready(page)
    numbers = walked(stage, (2, 3, 3))
    assert numbers == dx
    expect(stage.get_by_test_id("equation")).to_contain_text("dx[1,2,2] =")
    kernel = stage.locator("[data-cell='w[1,0,1,1]']").first
    expect(kernel).to_have_text("5")  # turned: it stands first
    expect(stage.locator("[data-cell='dy[1,1,0]']")).to_have_text("2")
    page.get_by_role("radio", name=label("backward.gradient.weight")).click()
    rested(page)
    stage = ready(page)
    expect(stage.get_by_test_id("equation")).to_contain_text("dw[0,0,0,0] =")
    numbers = walked(stage, (2, 1, 2, 2))
    assert numbers == dw
    expect(stage.get_by_test_id("equation")).to_contain_text("dw[1,0,1,1] =")
    expect(stage.get_by_test_id("badge")).to_contain_text(label("stage.engines", d="0"))


def test_db_is_called_by_its_filter_alone(app, open_page):
    page = open_page()
    page.goto(f"{app}/Backward_pass?example=standard&gradient=bias&step=1")
    expect(ready(page).get_by_test_id("equation")).to_contain_text("db[1] = ")


# The numbers of every cell of the map that is filled, after each stamp.
FILLED = """async (stage) => {
  const how = { bubbles: true, composed: true, cancelable: true };
  const press = (key) => stage.dispatchEvent(new KeyboardEvent("keydown", { key, ...how }));
  const read = () => [...stage.querySelectorAll(".grid.x text[data-cell]:not(.pad)")].map((each) =>
    Number(each.textContent.replace("\\u2212", "-")));
  press("Home");
  const maps = [read()];
  while (maps.length < Number(stage.dataset.steps)) { press("ArrowRight"); maps.push(read()); }
  return maps;
}"""


def stamped(x, weight, size, stride, padding):
    """What plain loops leave in a map after each stamp."""
    held, maps = np.zeros(size, int), []
    for (c, i, j), value in np.ndenumerate(np.array(x, int)):
        for (n, u, v), factor in np.ndenumerate(np.array(weight, int)[c]):
            row, col = i * stride + u - padding, j * stride + v - padding
            if 0 <= row < size[1] and 0 <= col < size[2]:
                held[n, row, col] += value * factor
        maps.append(held.ravel().tolist())
    return maps


def test_dx_fills_up_stamp_by_stamp_on_the_stage(app, open_page):
    layer, dy, dx, _, _ = GRADIENTS["cs231n"]
    page = open_page()
    page.goto(f"{app}/Backward_pass?example=standard&gradient=x&view=scatter&step=17")
    stage = ready(page)
    expect(stage.locator("[data-cell='dx[0,1,2]']")).to_have_text(str(dx[0][1][2]))
    assert stage.evaluate(FILLED) == stamped(dy, layer["weight"], np.shape(dx), 2, 1)
    expect(stage.get_by_test_id("badge")).to_contain_text(label("stage.engines", d="0"))


def test_a_map_that_a_stamp_does_not_reach_has_no_empty_box(app, open_page):
    page = open_page()
    page.goto(f"{app}/Backward_pass?gradient=x&view=scatter&step=5")
    stage = ready(page)
    boxes = stage.locator(".grid.s")
    expect(boxes).to_have_count(2)
    expect(boxes.locator("visible=true").locator("[data-cell]")).to_have_text("1")  # dy[1,0,1] alone
    expect(boxes.first).to_be_hidden()
    stage.press("Home")
    expect(boxes.first).to_be_visible()
    expect(boxes.last).to_be_hidden()


def test_a_stamp_is_followed_and_the_link_keeps_it(app, open_page):
    page = open_page()
    page.goto(f"{app}/Transposed_convolution?example=padded&step=1")
    stage = ready(page)
    equation, spoken = stage.get_by_test_id("equation"), stage.locator("[role=status]").last
    # Of 2 times the kernel's nine, the padding takes away the five at the top and on the right.
    expect(equation.locator(".term.cut")).to_have_count(5)
    expect(equation).to_contain_text("y[0,1,1] = 9 + 2×7 = 23")
    stage.press("ArrowRight")
    expect(equation).to_contain_text("y[0,1,0] = 8 + 3×2 = 14")
    expect(spoken).to_have_text(
        "step 3 of 4: Input x[0], row 1, column 0; x = 3; its stamp lands on y, rows 1 to 2, columns 0 to 1"
    )
    expect(page).to_have_url(re.compile("[?&]step=2"))
    # A part, whose products have not landed yet; then one number of x, gone to by a click.
    stage.press(",")
    expect(stage.locator("[data-cell='y[0,1,0]']")).not_to_have_text("14")
    stage.locator("[data-cell='x[0,0,0]']").click()
    expect(stage).to_have_attribute("data-step", "0")
    expect(stage.locator(".info")).to_have_text(label("stage_scatter.reads", cell="x[0,0,0]", v="1", n="9"))
    # The guide lends its gathers to the stage; who leaves it is back at the stamps.
    stage.get_by_role("button", name=label("stage_guide.guide"), exact=True).click()
    expect(equation).to_contain_text("y[0,0,0] =")
    expect(equation.locator(".term")).to_have_count(9)
    stage.press("Escape")
    expect(equation.locator(".term.cut")).to_have_count(5)


@pytest.mark.parametrize("name", some_of(TRANSPOSED, "output-padded"))
def test_a_transposed_layer_is_walked_to_the_numbers_worked_out_by_hand(app, open_page, name):
    page = open_page()
    page.goto(f"{app}/Transposed_convolution?view=gather&example={name}")
    expected = BY_HAND[name][1]
    stage = ready(page)
    assert walked(stage, np.shape(expected)) == expected


# The rows of the d2l book's facts, with the link that shows each.
ROWS = {
    "example=valid": [321, 432, 543],
    "example=causal": [100, 210, 321, 432, 543],
    "example=dilated": [100, 200, 310, 420, 531],
}


@pytest.mark.parametrize("link", some_of(ROWS, "example=dilated"))
def test_a_row_is_walked_to_the_numbers_that_tell_what_was_read(app, open_page, link):
    page = open_page()
    page.goto(f"{app}/One_dimension?{link}")
    assert walked(ready(page), len(ROWS[link])) == ROWS[link]
