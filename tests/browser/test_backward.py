"""What a reader does with a backward pass: each gradient walked on the stage, under true names."""

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


def test_a_stamp_is_followed_and_the_link_keeps_it(app, open_page):
    page = open_page()
    page.goto(f"{app}/Transposed_convolution")
    expect(page.get_by_text("y[0,0,0] = 0 + 1 × 1 = 1", exact=True)).to_be_visible()
    page.get_by_role("button", name=label("stamps.next")).click()
    expect(page.get_by_text("y[0,0,2] = 3 + 2 × 1 = 5", exact=True)).to_be_visible()
    assert page.url.endswith("stamp=1")


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
